"""Candidates: everyone who might give a figure, the outlet itself among them, before one is chosen.

The right source must be among them, whatever the rules make of the sentence: who is said to speak in the sentences
around, whether or not that holds the figure; whoever the figure's own sentence names that can speak; nobody.
"""

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, field

from newstally.extract.grammar import Parse, Word
from newstally.extract.grammar.forms import NOMINALS
from newstally.extract.grammar.relations import SUBJECTS, Relation
from newstally.extract.model import Number
from newstally.extract.sources.attribution import Attribution, Mention
from newstally.extract.sources.lexicon import Lexicon
from newstally.extract.sources.mentions import is_speaking_noun, mention_of
from newstally.extract.sources.saying import HEAVY
from newstally.extract.sources.surface import surface_attributions

BEFORE, AFTER = 4, 1
"""Sentences before and after a figure's own in which its source may be said to speak."""
OFTEN, MOST = 2, 2
"""How often someone is named as a source to be a candidate in all of the article, and how many such there are."""
FAR = 10
"""Sentences before it in which the last figure that someone gave may stand."""
UNPARSED_BEFORE = 2
"""Sentences before it where that may be told by the order of words alone."""


@dataclass(slots=True)
class Candidate:
    """Someone who may give a number; ``source`` is None for the outlet itself.

    ``attributions`` are those around the number of which this is the source, ``holding`` the heaviest and narrowest
    of them whose content holds it. ``by_rules`` is the attribution by which the rules choose this candidate.
    ``ruled_out``: the figure's sentence says what someone else says, and that another says this.
    """

    source: Mention | None
    attributions: list[Attribution] = field(default_factory=list)
    holding: Attribution | None = None
    by_rules: Attribution | None = None
    ruled_out: bool = False

    @property
    def attribution(self) -> Attribution | None:
        """By what it would give the number: as the rules say, by what holds it, else by what is nearest."""
        return self.by_rules or self.holding or (self.attributions[0] if self.attributions else None)


class Candidates:
    """Finds the candidates of the numbers of one article.

    ``attributions`` are all that the article makes, ``by_sentence`` the same by the sentences of their content,
    ``surveys`` the mentions of surveys, in order, ``given`` the attributions that the rules chose, by sentence.
    """

    def __init__(
        self,
        parse: Parse,
        lexicon: Lexicon,
        attributions: list[Attribution],
        by_sentence: dict[int, list[Attribution]],
        surveys: list[Mention],
        given: dict[int, list[Attribution]],
    ) -> None:
        self.parse = parse
        self.lexicon = lexicon
        self.by_sentence = by_sentence
        self.surveys = surveys
        self.heads = [mention.head for mention in surveys]
        self.given = given
        self.spoken: dict[int, list[Attribution]] = {}
        """Attributions by the sentence of their cue."""
        for attribution in attributions:
            self.spoken.setdefault(parse.sentence_of[attribution.cue[0]], []).append(attribution)
        self.often = self._speaking_often(attributions)
        self._by_order: dict[int, list[Attribution]] = {}
        self._named: dict[int, list[tuple[Word, Mention]]] = {}

    def of(self, number: Number, by_rules: Attribution | None) -> list[Candidate]:
        """Return the candidates of a number, the outlet itself last."""
        sentence = self.parse.sentence_of[number.first]
        found: dict[int, Candidate] = {}
        near = list(self.by_sentence.get(sentence, ()))
        for place in range(sentence + AFTER, sentence - BEFORE - 1, -1):
            near += [other for other in self.spoken.get(place, ()) if not _is_among(near, other)]
        for place in range(sentence - UNPARSED_BEFORE, sentence + AFTER + 1):
            near += self.by_order(place)
        for attribution in near:
            self._add(found, attribution, number)
        for word, mention in self.named_in(sentence):
            if not number.first <= word.i <= number.last:
                found.setdefault(word.i, Candidate(mention))
        for word, mention in self.named_in(sentence - 1):
            if word.relation in SUBJECTS and kind_of(self.lexicon, word.lower, word.text) != OTHER:
                found.setdefault(word.i, Candidate(mention))
        for attribution in self._from_afar(number, sentence):
            lower = self.parse.lower
            if not any(lower[head] == lower[attribution.source.head] for head in found):
                self._add(found, attribution, number)
        for mention in self._surveys_near(number):
            if not number.first <= mention.head <= number.last:
                found.setdefault(mention.head, Candidate(mention))
        if by_rules is not None:
            chosen = found.setdefault(by_rules.source.head, Candidate(by_rules.source))
            chosen.source, chosen.by_rules = by_rules.source, by_rules
            if by_rules.weight >= HEAVY and self._speaks_in(sentence, chosen):
                for other in found.values():
                    other.ruled_out = other is not chosen and self._speaks_in(sentence, other)
        return [*found.values(), Candidate(None)]

    def _speaks_in(self, sentence: int, candidate: Candidate) -> bool:
        """Whether a verb or phrase of a sentence says that someone speaks: then the sentence tells what is whose.

        "The guard said 12 men were lost, but the miners claimed that 50 had been": 50 is no figure of the guard's.
        """
        return any(
            attribution.weight >= HEAVY and self.parse.sentence_of[attribution.cue[0]] == sentence
            for attribution in candidate.attributions
        )

    def _from_afar(self, number: Number, sentence: int) -> Iterator[Attribution]:
        """Who gave the figures before it, and who speaks often in the article."""
        for place in range(sentence - 1, max(sentence - 1 - FAR, -1), -1):
            if place in self.given:
                yield self.given[place][-1]
                break
        for often in self.often:
            yield _latest(often, number.first)

    def _surveys_near(self, number: Number) -> list[Mention]:
        """The last survey told of before a number, or else the first after it."""
        place = bisect_left(self.heads, number.first)
        return self.surveys[place - 1 : place] if place else self.surveys[:1]

    def _speaking_often(self, attributions: list[Attribution]) -> list[list[Attribution]]:
        """The attributions of the few who are named most often as sources in the article, in the order of the text."""
        told: dict[str, list[Attribution]] = {}
        for attribution in sorted(attributions, key=lambda found: found.source.head):
            word = self.parse.lower[attribution.source.head]
            if word not in self.lexicon.pronouns and word not in self.lexicon.self_pronouns:
                told.setdefault(word, []).append(attribution)
        often = sorted((found for found in told.values() if len(found) >= OFTEN), key=len, reverse=True)
        return often[:MOST]

    def _add(self, found: dict[int, Candidate], attribution: Attribution, number: Number) -> None:
        candidate = found.setdefault(attribution.source.head, Candidate(attribution.source))
        candidate.attributions.append(attribution)
        source, span = attribution.source, attribution.span_with(number.first)
        if span is None or source.first <= number.first <= source.last:
            return
        best = candidate.holding
        if best is None or _rank(attribution, number) < _rank(best, number):
            candidate.holding, candidate.source = attribution, source

    def by_order(self, sentence: int) -> list[Attribution]:
        """Return who is said to speak in a sentence without grammar, by the order of its words."""
        if sentence not in self._by_order:
            found: list[Attribution] = []
            if 0 <= sentence < len(self.parse.sentences) and sentence not in self.parse.parsed:
                first, _ = self.parse.sentences[sentence]
                found = surface_attributions(
                    self.parse, self.lexicon, first, self.parse.content_end(sentence)
                )
            self._by_order[sentence] = found
        return self._by_order[sentence]

    def named_in(self, sentence: int) -> list[tuple[Word, Mention]]:
        """Return the nouns of a parsed sentence that name someone who can speak, or are subjects."""
        if sentence not in self.parse.parsed:
            return []
        if sentence not in self._named:
            self._named[sentence] = [
                (word, mention_of(self.parse, self.lexicon, word))
                for word in self.parse[slice(*self.parse.sentences[sentence])]
                if self._may_give(word)
            ]
        return self._named[sentence]

    def _may_give(self, word: Word) -> bool:
        if word.pos not in NOMINALS or word.relation is Relation.COMPOUND or not word.text[0].isalpha():
            return False
        return word.relation in SUBJECTS or kind_of(self.lexicon, word.lower, word.text) != OTHER


OTHER = "thing"


def kind_of(lexicon: Lexicon, lower: str, text: str) -> str:
    """Return what kind of noun a mention's head is, as its word tells: "pronoun", "document", "role", "name" ..."""
    if lower in lexicon.pronouns:
        gender, number = lexicon.pronouns[lower]
        return "it" if gender == "n" else "they" if number == "p" else "he or she"
    if lower in lexicon.self_pronouns:
        return "I"
    if lower in lexicon.relative_pronouns and not text.isupper():
        return "relative"
    for kind in ("documents", "surveys", "roles", "groups", "organisations"):
        if lower in getattr(lexicon, kind):
            return kind
    if is_speaking_noun(lexicon, lower):
        return "several"
    return "name" if text[0].isupper() else OTHER


def _latest(attributions: list[Attribution], token: int) -> Attribution:
    """The last of some attributions, which are in order, whose source stands before a token, else the first."""
    before = [attribution for attribution in attributions if attribution.source.head < token]
    return before[-1] if before else attributions[0]


def _is_among(attributions: list[Attribution], one: Attribution) -> bool:
    return any(attribution is one for attribution in attributions)


def _rank(attribution: Attribution, number: Number) -> tuple[int, int]:
    """How well an attribution holds a number, best first: the heaviest, among these the narrowest."""
    span = attribution.span_with(number.first)
    assert span is not None
    return -attribution.weight, span[1] - span[0]
