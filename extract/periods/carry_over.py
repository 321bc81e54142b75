"""Carrying over: figures whose own sentence names no time but plainly goes on from one that does.

Conservative, since most figures without a time simply have none: a figure takes the period of the figure before it only
if both are of the same kind and unit, speak in the same tense, and have no different sources; of an equal figure
elsewhere in the article only if it is large enough not to recur by chance.
"""

import re
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from spacy.tokens import Doc, Token

from newstally.extract.modality.modality_words import is_finite, word_of
from newstally.extract.modality.scope import Scope
from newstally.extract.model import Evidence, Number
from newstally.extract.periods.dependency_path import SUBJECTS, VERBAL, has_subject
from newstally.extract.periods.figure_contexts import FigureContext, SentenceFigures

DISTINCTIVE = 100
"""From here on the same value twice in an article is taken for the same figure."""
REACH = 8
"""Quantities of one kind and unit that are looked back upon."""
WITHIN = 12
"""Tokens before a figure within which what is revised is named."""
YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")


@dataclass(slots=True)
class Stated:
    """A quantity as the sentences after it see it: its sentence, and the tense in which it is stated."""

    number: Number
    figure: FigureContext
    sentence: int
    tense: str
    points_back: bool
    verb: Token | None = None
    passes_on: bool = True


class Recent:
    """The quantities with a period that were stated last, by kind and unit."""

    def __init__(self) -> None:
        self._stated: dict[tuple[str | None, str | None], deque[Stated]] = {}

    def add(self, stated: Stated) -> None:
        """Remember a quantity if it has a period."""
        number = stated.number
        if number.as_of is not None:
            self._stated.setdefault((number.kind, number.unit), deque(maxlen=REACH)).append(stated)

    def knows(self, number: Number) -> bool:
        """Return whether there is a quantity of the same kind and unit."""
        return (number.kind, number.unit) in self._stated

    def like(self, number: Number) -> Iterator[Stated]:
        """Yield the quantities of the same kind and unit, the latest first."""
        return reversed(self._stated.get((number.kind, number.unit), deque()))

    def clear(self) -> None:
        """Forget them all."""
        self._stated.clear()


def _is_consequence(token: Token, verb: Token) -> bool:
    """Return whether a participle without a subject stands between a word and its verb before it."""
    while token.i != verb.i and token.head.i != token.i:
        if token.tag_ == "VBG" and token.dep_ == "advcl" and token.i > verb.i and not has_subject(token):
            return True
        token = token.head
    return False


def is_past(verb: Token) -> bool:
    """Return whether a verb is in the simple past, also where the tagger has a participle ("they ended up")."""
    if verb.tag_ == "VBD":
        return True
    helped = any(below.dep_ in ("aux", "auxpass") for below in verb.children)
    return verb.tag_ == "VBN" and verb.dep_ == "ROOT" and not helped and has_subject(verb)


class CarryOver:
    """Carries periods from figure to figure."""

    def __init__(self, data: dict[str, Any], scope: Scope) -> None:
        self.scope = scope
        self.pointing_back = frozenset(data["carry"]["pointing_back"])
        self.revised = frozenset(data["carry"]["revised"])

    def stated(self, doc: Doc, number: Number, figure: FigureContext, sentence: int) -> Stated:
        """Return a quantity with the tense of its clause, and whether the clause's subject points back."""
        verb = self.verb(doc[figure.top])
        if verb is None:
            return Stated(number, figure, sentence, "", False)
        points_back = any(
            below.dep_ in SUBJECTS
            and (
                below.lower_ in self.pointing_back
                or any(word.lower_ in self.pointing_back for word in below.children if word.dep_ == "det")
            )
            for below in verb.children
        )
        return Stated(number, figure, sentence, self._tense(verb), points_back, verb)

    @staticmethod
    def verb(token: Token) -> Token | None:
        """Return the verb of the nearest clause above that isn't subordinate, or the last verb there is."""
        found = None
        while True:
            if token.pos_ in VERBAL:
                found = token
                finite = is_finite(token) or any(below.tag_ == "TO" for below in token.children)
                if finite and token.dep_ not in ("relcl", "advcl", "acl"):
                    return token
            if token.head.i == token.i:
                return found
            token = token.head

    def _tense(self, verb: Token) -> str:
        if self.scope.climb(verb).modality in ("projected", "hypothetical"):
            return "ahead"
        helpers = [below for below in verb.children if below.dep_ in ("aux", "auxpass")]
        if is_past(verb) or any(below.tag_ == "VBD" for below in helpers):
            return "past"
        return (
            "perfect" if any(word_of(below) in self.scope.words.perfect for below in helpers) else "present"
        )

    def from_before(
        self, stated: Stated, recent: Recent, own_only: bool, published: date | None
    ) -> Evidence | None:
        """Give a quantity the period of the latest like it, from its own sentence or the one before it.

        ``own_only``: from its own sentence only, since that names a time.
        """
        path = stated.figure.path
        if path.old_value or path.compared or path.background or stated.number.kind == "duration":
            return None
        reach = 0 if own_only else 3 if stated.points_back else 1
        for earlier in recent.like(stated.number):
            if stated.sentence - earlier.sentence > reach:
                return None
            period = earlier.number.as_of
            if period is None or not earlier.passes_on or not self._goes_on(stated, earlier):
                continue
            if stated.tense != "ahead" or published is None or period[1] >= published:
                stated.number.as_of = period
                return Evidence("periods.carry.from_before", earlier.number.start, earlier.number.end)
        return None

    @staticmethod
    def _goes_on(stated: Stated, earlier: Stated) -> bool:
        one, other = stated.number, earlier.number
        if earlier.figure.path.old_value or earlier.figure.path.compared:
            return False
        if one.source and other.source and one.source != other.source:
            return False
        return stated.points_back or (bool(stated.tense) and stated.tense == earlier.tense)

    def among_told(
        self, doc: Doc, numbers: list[Number], figures: SentenceFigures, consequences: bool
    ) -> None:
        """Give the figures of one verb the period that one of them has ("fell 12% to $18bn").

        ``consequences``: only those of what it brought about ("reported 12 cases on Friday, taking the total to 90").
        """
        told: dict[int, Number] = {}
        free: list[tuple[int, Number]] = []
        for number, figure in zip(numbers, figures.items, strict=True):
            verb = self.verb(doc[figure.top])
            if verb is None or figure.path.old_value or figure.path.compared or figure.path.background:
                continue
            if number.as_of is not None:
                told.setdefault(verb.i, number)
            elif number.kind != "duration" and (not consequences or _is_consequence(doc[figure.top], verb)):
                free.append((verb.i, number))
        for verb_at, number in free:
            if like := told.get(verb_at):
                number.as_of, number.evidence["as_of"] = like.as_of, like.evidence["as_of"]

    def as_set_beside(self, doc: Doc, numbers: list[Number], figures: SentenceFigures) -> None:
        """Give what another has at the same time the period of what it is set beside ("compared with Norvo's 38%")."""
        for place, figure in enumerate(figures.items):
            number, before = numbers[place], numbers[place - 1]
            owned = figure.first > 0 and doc[figure.first - 1].tag_ == "POS"
            if (
                place
                and owned
                and figure.path.compared
                and number.as_of is None
                and before.kind == number.kind
            ):
                number.as_of = before.as_of
                number.evidence.update({"as_of": before.evidence["as_of"]} if before.as_of else {})

    def as_before_revision(self, doc: Doc, numbers: list[Number], figures: SentenceFigures) -> None:
        """Give what a forecast was before the period of what it was revised to."""
        for place, figure in enumerate(figures.items):
            number = numbers[place]
            if not figure.path.old_value or number.as_of is not None:
                continue
            near = (numbers[other] for other in (place - 1, place + 1) if 0 <= other < len(numbers))
            new = next(
                (one for one in near if one.as_of and (one.kind, one.unit) == (number.kind, number.unit)),
                None,
            )
            if new is not None and self._is_revised(doc, min(new.first, number.first), figure.last):
                number.as_of, number.evidence["as_of"] = new.as_of, new.evidence["as_of"]

    def _is_revised(self, doc: Doc, first: int, last: int) -> bool:
        words = (token.lemma_.lower() for token in doc[max(first - WITHIN, 0) : last + 1])
        return any(word in self.revised for word in words)

    @staticmethod
    def from_source(number: Number, published: date | None) -> Evidence | None:
        """Give a quantity the year that its source bears in its name ("the 2012 census")."""
        found = YEAR.search(number.source or "")
        if found is None or (published is not None and int(found[0]) > published.year):
            return None
        year = int(found[0])
        number.as_of = date(year, 1, 1), date(year, 12, 31)
        return Evidence("periods.carry.from_source", number.source_start, number.source_end)

    @staticmethod
    def from_equals(numbers: list[Number], free: set[int]) -> None:
        """Give the quantities at the places ``free`` the period of an equal one, if there is exactly one such."""
        groups: dict[tuple[Any, ...], list[int]] = {}
        for place, number in enumerate(numbers):
            if number.low is not None and number.low >= DISTINCTIVE and number.head:
                key = (
                    number.low,
                    number.high,
                    number.comparator,
                    number.kind,
                    number.unit,
                    number.head.lower(),
                )
                groups.setdefault(key, []).append(place)
        for places in groups.values():
            stated = {numbers[place].as_of for place in places} - {None}
            if len(stated) != 1 or len(places) < 2:
                continue
            source = next(numbers[place] for place in places if numbers[place].as_of)
            for place in places:
                if place in free:
                    numbers[place].as_of = source.as_of
                    numbers[place].evidence["as_of"] = Evidence(
                        "periods.carry.from_equals", source.start, source.end
                    )
