"""Antecedents: who was heard, named or has acted before a mention, and may be whom it means."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from newstally.extract.grammar import Parse
from newstally.extract.grammar.datelines import dateline_end
from newstally.extract.grammar.relations import NOMINAL_SUBJECTS, Relation
from newstally.extract.rules import counterexample, example, rule
from newstally.extract.sources.attribution import Mention
from newstally.extract.sources.lexicon import Lexicon
from newstally.extract.sources.mentions import is_speaking_noun
from newstally.extract.sources.names import Name
from newstally.extract.sources.quotations import Quotation, quotation_at

FAR = 4
"""Paragraphs back in which an antecedent is sought."""
MOST = 40
"""Candidates looked at, so that a long list of names costs nothing."""
ACTING = 1
"""What counts against someone without a name who has only acted, in sentences of distance."""
LONGEST_OPENING = 4
"""Tokens from the beginning of a sentence within which the noun of who acts in it stands."""
LONGEST_HEADING = 8
"""Tokens of a line without a mark at its end up to which it is a heading."""
SILENT = 2
"""What counts against a candidate, in sentences of distance, that has not spoken."""
LONGEST_TITLE = 5
"""Tokens before a name within which its title begins."""
BEFORE_SPEAKER = frozenset({",", '"', "”", "»", "’", "'"})
"""Marks between what is said and the verb with who says it."""
QUOTED = 4
"""... that is only named in a quotation."""
SELF = -1
"""... that is the subject of the very clause beside which "it said" stands."""

Answer = tuple[str, Name | None]


@dataclass(frozen=True, slots=True)
class Candidate:
    """Someone named or heard before: the fullest name or description, and the place."""

    text: str
    name: Name | None
    head: int
    cost: int
    spoke: bool = False
    acts: bool = False
    """Whether it is the subject of its clause."""


class Antecedents:
    """Finds candidates. ``resolve`` gives the fullest name of a mention, ``full_of`` that of a name."""

    def __init__(
        self,
        parse: Parse,
        lexicon: Lexicon,
        names: list[Name],
        spoken: list[Mention],
        resolve: Callable[[Mention], Answer],
        full_of: Callable[[Name], Name],
        quotations: Sequence[Quotation] = (),
    ) -> None:
        self.parse = parse
        self.lexicon = lexicon
        self.names = names
        self.beginnings = {name.first for name in names}
        self.spoken = spoken
        self.resolve = resolve
        self.full_of = full_of
        self.quotations = quotations
        self.meant: dict[int, int] = {}
        """Place of a pronoun to that of the noun for which it stands, as far as that is known."""

    def of(self, mention: Mention) -> Iterator[Candidate]:
        """Yield all candidates: who was heard, who was named, and who acted without a name."""
        yield from self.heard(mention)
        yield from self._named(mention)
        yield from self._acting(mention)

    def _acting(self, mention: Mention) -> Iterator[Candidate]:
        """Who without a name acts in one of the sentences before: "Researchers followed 900 patients"."""
        last = self.parse.sentence_of[mention.first]
        for sentence in range(last, max(last - 1 - FAR, -1), -1):
            place = self._opening(mention, sentence)
            if place is None:
                place = self._definite_subject(mention, sentence)
            if place is not None:
                first, head = place
                text, name = self.resolve(Mention(first, head, head))
                yield Candidate(text, name, head, self._distance(mention, head) + ACTING)

    def _opening(self, mention: Mention, sentence: int) -> tuple[int, int] | None:
        """Where the description that opens a sentence begins, and its noun."""
        first, end = self.parse.sentences[sentence]
        for i in range(first, min(first + LONGEST_OPENING, end, mention.first)):
            if not (self.parse.texts[i].islower() or i == first):
                return None
            if i + 1 in self.beginnings or i + 2 in self.beginnings:
                return None  # who has a name is found by it
            if self.parse.lower[i + 1] in self.lexicon.joined_after:
                return None  # "the head of the union" mostly has a name too
            word = self.parse.lower[i]
            told = word in self.lexicon.documents and self.parse.lower[first] in self.lexicon.definite
            if told or is_speaking_noun(self.lexicon, word):
                return first, i
        return None

    @rule(
        "sources.coreference.definite_subject",
        example(
            "Prices rose by 2% in May, the statistics office Sulent reported.\n\n"
            "On Thursday the central bank raised its rate. It expects growth of 3%.",
            "3%",
            source="central bank",
        ),
        counterexample(
            "Prices rose by 2% in May, the statistics office Sulent reported.\n\n"
            "On Thursday the central harbour was closed. It expects growth of 3%.",
            "3%",
            source="Sulent",
        ),
        leaves_evidence=False,
    )
    def _definite_subject(self, mention: Mention, sentence: int) -> tuple[int, int] | None:
        """Where an organisation or a document is told of that is subject of a sentence before, and its noun."""
        first, _ = self.parse.sentences[sentence]
        subject = self.parse[first].root.subject if sentence in self.parse.parsed else None
        if subject is None or subject.i >= mention.first or not subject.text.islower():
            return None
        definite = self.parse.lower[subject.first] in self.lexicon.definite
        tells = subject.lower in self.lexicon.organisations or subject.lower in self.lexicon.documents
        return (subject.first, subject.i) if definite and tells else None

    def _distance(self, mention: Mention, i: int) -> int:
        """Sentences between them, the end of a paragraph counted as one more."""
        parse = self.parse
        sentences = parse.sentence_of[mention.first] - parse.sentence_of[i]
        return sentences + parse.paragraph_of[mention.first] - parse.paragraph_of[i]

    def _is_far(self, mention: Mention, i: int) -> bool:
        return self.parse.paragraph_of[mention.first] - self.parse.paragraph_of[i] > FAR

    def heard(self, mention: Mention) -> Iterator[Candidate]:
        """Yield who spoke before the mention, the last first."""
        before = places_before(self.spoken, mention)
        for k in range(before - 1, max(before - 1 - MOST, -1), -1):
            source = self.spoken[k]
            if self._is_far(mention, source.first):
                return
            text, name = self.resolve(source.antecedent or source)
            head = source.head
            if name is None and self.parse.lower[head] in self.lexicon.pronouns:
                if source.first not in self.meant:
                    continue
                head = self.meant[source.first]  # "it" of a report without a name is a report
            elif name is not None and source.first <= name.first and name.last <= source.last:
                head = name.last  # "analysis by Ana Ruiz"
            yield Candidate(text, name, head, self._distance(mention, source.head), True)

    def _named(self, mention: Mention) -> Iterator[Candidate]:
        before = places_before(self.names, mention)
        for k in range(before - 1, max(before - 1 - MOST, -1), -1):
            name = self.names[k]
            if self._is_far(mention, name.first):
                return
            if all(word in self.lexicon.nationalities for word in name.words) or self._is_addressed(name):
                continue
            sentence = self.parse.sentence_of[name.first]
            if name.first < dateline_end(self.parse, sentence) or self._is_line_of_title(sentence):
                continue
            full = self.full_of(name)
            acts = self._is_subject(name) or self._is_said_by(name)
            cost = self._distance(mention, name.first) + (0 if acts else SILENT)
            if self._is_quoted_before(name, mention):
                cost += QUOTED
            if cost == 0 and self.lexicon.pronouns.get(self.parse.lower[mention.head], ("",))[0] == "n":
                cost = SELF  # "Ferromont lost 12 ships, it said"
            yield Candidate(full.text, full, name.last, cost, acts=acts)

    def _is_line_of_title(self, sentence: int) -> bool:
        """Whether the sentence is a short line that ends without a mark, as a heading above a passage does."""
        first, end = self.parse.sentences[sentence]
        lines = self.parse.paragraph_of
        alone = (first == 0 or lines[first - 1] != lines[first]) and (
            end >= len(lines) or lines[end] != lines[first]
        )
        words = [text for text in self.parse.texts[first:end] if not text.isspace()]
        return alone and 0 < len(words) <= LONGEST_HEADING and words[-1][-1].isalnum()

    def _is_quoted_before(self, name: Name, mention: Mention) -> bool:
        """Whether a name only stands in what someone said, of which the mention is no part."""
        quotation = quotation_at(self.quotations, name.first)
        return quotation is not None and quotation is not quotation_at(self.quotations, mention.first)

    def _is_addressed(self, name: Name) -> bool:
        """Whether the name is that of an outlet or another that was told something: "told the Post"."""
        if name.person:
            return False
        before = name.first - 1
        if self.parse.lower[before] in self.lexicon.articles:
            before -= 1
        return any(cue.indirect for cue in self.lexicon.verbs.get(self.parse.lower[before], ()))

    @rule(
        "sources.coreference.said_by",
        example(
            "Some 40 boats sank, Transport Minister Grant Shaw said. Fares rise too, said Justice Minister Hamid Yosef."
            " He added that 30 shops were shut.",
            "30",
            source="Hamid Yosef",
        ),
        leaves_evidence=False,
    )
    def _is_said_by(self, name: Name) -> bool:
        """Whether a verb of saying behind a mark and, at most, a title stand before a name: ", said Minister Voss"."""
        texts, i = self.parse.texts, name.first - 1
        while i > max(name.first - LONGEST_TITLE, 0) and texts[i].istitle():
            i -= 1
        return i > 0 and self.parse.lower[i] in self.lexicon.verbs and texts[i - 1] in BEFORE_SPEAKER

    def _is_subject(self, name: Name) -> bool:
        if self.parse.is_parsed(name.last):
            token = self.parse[name.last]
            return (
                token.head if token.relation is Relation.APPOSITION else token
            ).relation in NOMINAL_SUBJECTS
        first, _ = self.parse.sentences[self.parse.sentence_of[name.first]]
        if not self.lexicon.possessives.isdisjoint(self.parse.lower[name.last + 1 : name.last + 2]):
            return False  # "Selva's director, Ana Ruiz, wonders"
        return all(word in self.lexicon.titles for word in self.parse.texts[first : name.first])


def places_before(places: list[Mention] | list[Name], mention: Mention) -> int:
    """Return how many of the places, which are in order, end before the mention."""
    low, high = 0, len(places)
    while low < high:
        middle = (low + high) // 2
        if places[middle].last < mention.first:
            low = middle + 1
        else:
            high = middle
    return low
