"""Coreference: who "she", "it", "the deputy" or "the agency" is, among those named or heard before."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

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
KEPT = 1
"""The same of the organisation whose figures "the data" are."""
MOST = 40
"""Candidates looked at, so that a long list of names costs nothing."""
ACTING = 1
"""What counts against someone without a name who has only acted, in sentences of distance."""
LONGEST_OPENING = 4
"""Tokens from the beginning of a sentence within which the noun of who acts in it stands."""
SILENT, UNSURE, DOUBTFUL = 2, 2, 4
"""What counts against a candidate, in sentences of distance: has not spoken; sex unknown; not known for a person."""
MERE = 4
"""... is a single word that has neither spoken nor acted, as places don't ("Florida")."""

QUOTED = 4
"""... is only named in a quotation."""

LONGEST_TITLE = 3
"""Tokens within which the name begins that is joined to another ("and Mayor Paul Hale")."""
LONGEST_HEADING = 8
"""Tokens of a line without a mark at its end up to which it is a heading."""
SELF = -1
"""The same of the subject of the very clause beside which "it said" stands."""

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


class Coreference:
    """Finds antecedents. ``resolve`` gives the fullest name of a mention, ``full_of`` that of a name."""

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
        """Place of a pronoun to that of the noun for which it stands."""

    def pronoun(self, mention: Mention, gender: str) -> Answer | None:
        """Return who a pronoun of the gender ("m", "f", "n"; "a" for several) means, or None."""
        fits = {
            "m": self._fits_person,
            "f": self._fits_person,
            "n": self._fits_thing,
            "a": self._fits_several,
        }[gender]
        best: tuple[int, Candidate] | None = None
        told_of = self._told_of(mention)
        for candidate in self._candidates(mention):
            against = fits(candidate, gender)
            if against is None or candidate.text in told_of:
                continue
            cost = candidate.cost + against
            if best is None or cost < best[0]:
                best = cost, candidate
        if best is None:
            return None
        self.meant[mention.first] = best[1].head
        return best[1].text, best[1].name

    def latest(self, mention: Mention, person: bool) -> Answer | None:
        """Return the person, or the organisation, that was heard or named last before the mention."""
        best: tuple[int, Name] | None = None
        told_of = self._told_of(mention)
        word = self.parse.lower[mention.head]
        place = word in self.lexicon.places
        for candidate in self._candidates(mention):
            name = candidate.name
            if name is None or name.person is (not person) or candidate.text in told_of:
                continue
            if not place and self._is_place(name):
                continue  # "the company" is not the city named before
            if self._is_of_another_kind(name, word):
                continue
            if not (person or word in self.lexicon.traded or candidate.spoke or name.person is False):
                continue  # "the union" is nothing of a kind that isn't known, as "the company" may be
            doubt = UNSURE if person and candidate.spoke and len(name.words) > 1 else DOUBTFUL
            cost = candidate.cost + (0 if name.person is person else doubt)
            if best is None or cost < best[0]:
                best = cost, name
        return (best[1].text, best[1]) if best else None

    def _is_place(self, name: Name) -> bool:
        return name.text in self.places or not name.roles.isdisjoint(self.lexicon.places)

    @cached_property
    def places(self) -> frozenset[str]:
        """The names of countries, and those that stand somewhere as names of places: "in Oren"."""
        located = {
            self.full_of(name).text
            for name in self.names
            if name.first and self.parse.lower[name.first - 1] in self.lexicon.locatives
        }
        return self.lexicon.countries | located

    def _is_of_another_kind(self, name: Name, word: str) -> bool:
        """Whether a name tells that its bearer is something else: "la empresa" is no union named before."""
        kinds = self.lexicon.kinds
        meant = [kind for kind in kinds if word in kind]
        told = name.roles | {part.lower() for part in name.words}
        if not meant:
            return not self.lexicon.governing.isdisjoint(told)
        known = [kind for kind in kinds if not kind.isdisjoint(told)]
        return bool(known) and not any(kind in meant for kind in known)

    def _told_of(self, mention: Mention) -> set[str]:
        """Who is named after the mention in its sentence: in "he said Ruiz had left", he isn't Ruiz."""
        _, end = self.parse.sentences[self.parse.sentence_of[mention.last]]
        found = set()
        before = _before(self.names, mention)
        for k in range(before, min(before + MOST, len(self.names))):
            if self.names[k].first >= end:
                break
            if self.names[k].first > mention.last:
                found.add(self.full_of(self.names[k]).text)
        return found

    def keeper(self, mention: Mention) -> Answer | None:
        """Return the organisation that spoke last in the paragraphs before figures that it may have kept."""
        for candidate in self._heard(mention):
            if self.parse.paragraph_of[mention.first] - self.parse.paragraph_of[candidate.head] > KEPT:
                return None
            if candidate.name is None and self.parse.lower[candidate.head] in self.lexicon.documents:
                continue
            kept = candidate.name is not None and candidate.name.person is False
            return (candidate.text, candidate.name) if kept else None
        return None

    def described(self, mention: Mention, word: str) -> str | None:
        """Return the longest description with the noun of those who spoke shortly before, if it has more words."""
        found = [
            candidate.text
            for candidate in self._heard(mention)
            if candidate.name is None and self.parse.lower[candidate.head] == word and " " in candidate.text
        ]
        return max(found, key=len) if found else None

    def _fits_person(self, candidate: Candidate, gender: str) -> int | None:
        name = candidate.name
        if name is None:
            role = self.lexicon.roles.get(self.parse.lower[candidate.head])
            return None if role not in (gender, "a") else (0 if role == gender else UNSURE)
        if name.person is False or name.gender not in (gender, None):
            return None
        if self.lexicon.object_marks and not name.person and len(name.words) == 1:
            return None  # a place, where persons are known by a role, a title or a given name
        mere = len(name.words) == 1 and not (candidate.spoke or candidate.acts)
        known = name.person or (candidate.spoke and len(name.words) > 1)
        doubt = 0 if known else DOUBTFUL + MERE if mere else DOUBTFUL
        return (0 if name.gender else UNSURE) + doubt

    def _fits_thing(self, candidate: Candidate, gender: str) -> int | None:
        name = candidate.name
        if name is None:
            word = self.parse.lower[candidate.head]
            return 0 if word in self.lexicon.organisations or word in self.lexicon.documents else None
        if name.person:
            return None
        return 0 if name.person is False or candidate.cost < 0 else UNSURE

    def _fits_several(self, candidate: Candidate, gender: str) -> int | None:
        word = self.parse.lower[candidate.head]
        if candidate.name is None:
            tells = is_speaking_noun(self.lexicon, word) or word in self.lexicon.documents
            plural = word.endswith(self.lexicon.plural_endings) and tells
            return 0 if plural or word in self.lexicon.groups else None
        if self._is_joined_subject(candidate):
            return 0
        return DOUBTFUL if candidate.name.person is False else None

    @rule(
        "sources.coreference.joined_subject",
        example("Ana Ruiz and Paul Hale opened the fair. They said 40 boats sank.", "40", source="Ana Ruiz"),
        counterexample(
            "Ana Ruiz opened the fair with Paul Hale. They said 40 boats sank.", "40", source="They"
        ),
        leaves_evidence=False,
    )
    def _is_joined_subject(self, candidate: Candidate) -> bool:
        """Whether the name is the first of several that act together: "Ruiz and Hale opened it. They said"."""
        if not candidate.acts:
            return False
        after = candidate.head + 1
        if self.parse.is_parsed(candidate.head):
            other = self.parse[candidate.head].conjunct
            return other is not None and other.is_name
        joined = self.parse.lower[after] in self.lexicon.conjunctions
        return joined and not self.beginnings.isdisjoint(range(after + 1, after + 1 + LONGEST_TITLE))

    def _candidates(self, mention: Mention) -> Iterator[Candidate]:
        yield from self._heard(mention)
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
            if is_speaking_noun(self.lexicon, self.parse.lower[i]):
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
        """Where the description of an organisation begins that is subject of a sentence before, and its noun."""
        first, _ = self.parse.sentences[sentence]
        subject = self.parse[first].root.subject if sentence in self.parse.parsed else None
        if subject is None or subject.i >= mention.first or not subject.text.islower():
            return None
        definite = self.parse.lower[subject.first] in self.lexicon.definite
        organised = subject.lower in self.lexicon.organisations
        return (subject.first, subject.i) if definite and organised else None

    def _distance(self, mention: Mention, i: int) -> int:
        """Sentences between them, the end of a paragraph counted as one more."""
        parse = self.parse
        sentences = parse.sentence_of[mention.first] - parse.sentence_of[i]
        return sentences + parse.paragraph_of[mention.first] - parse.paragraph_of[i]

    def _is_far(self, mention: Mention, i: int) -> bool:
        return self.parse.paragraph_of[mention.first] - self.parse.paragraph_of[i] > FAR

    def _heard(self, mention: Mention) -> Iterator[Candidate]:
        before = _before(self.spoken, mention)
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
            yield Candidate(text, name, head, self._distance(mention, source.head), True)

    def _named(self, mention: Mention) -> Iterator[Candidate]:
        before = _before(self.names, mention)
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
            acts = self._is_subject(name)
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

    def _is_subject(self, name: Name) -> bool:
        if self.parse.is_parsed(name.last):
            token = self.parse[name.last]
            return (
                token.head if token.relation is Relation.APPOSITION else token
            ).relation in NOMINAL_SUBJECTS
        first, _ = self.parse.sentences[self.parse.sentence_of[name.first]]
        return all(word in self.lexicon.titles for word in self.parse.texts[first : name.first])


def _before(places: list[Mention] | list[Name], mention: Mention) -> int:
    """Return how many of the places, which are in order, end before the mention."""
    low, high = 0, len(places)
    while low < high:
        middle = (low + high) // 2
        if places[middle].last < mention.first:
            low = middle + 1
        else:
            high = middle
    return low
