"""Figure contexts: the figures and the times of one sentence, as attachment pairs them."""

from bisect import bisect_left, bisect_right
from dataclasses import dataclass

from newstally.extract.grammar import Word
from newstally.extract.grammar.forms import PartOfSpeech
from newstally.extract.grammar.relations import Relation
from newstally.extract.periods.dependency_path import REPORTED, DependencyPath
from newstally.extract.periods.time_expressions import TimeExpression


@dataclass(slots=True)
class TimeMention:
    """A time expression in its sentence.

    ``governor`` is the word that it modifies, ``comparison``: it is there to compare with, ``opens``: it stands before
    subject and verb, ``name``: what the data call the expression.
    """

    expression: TimeExpression
    governor: Word
    comparison: bool
    opens: bool
    name: str

    @property
    def first(self) -> int:
        """Index of the first token."""
        return self.expression.first

    @property
    def last(self) -> int:
        """Index of the last token."""
        return self.expression.last

    @property
    def means(self) -> str:
        """What the expression means (see ``meanings``)."""
        return self.expression.entry.means

    @property
    def follows_pronoun(self) -> Word | None:
        """The pronoun right before it, a preposition passed over ("30 of them in the past week"), if one is there."""
        word = self.governor.parse[self.first].before
        if word is not None and word.relation is Relation.PREPOSITION:
            word = word.before
        return word if word is not None and word.pos is PartOfSpeech.PRONOUN else None


@dataclass(slots=True)
class FigureContext:
    """A quantity with its tokens, its path, and the index of the last token of what it counts, if that follows."""

    first: int
    last: int
    path: DependencyPath
    end: int

    @property
    def base(self) -> int:
        """Index of the token at which the path begins."""
        return self.path.base

    def is_told_by(self, mention: TimeMention) -> bool:
        """Return whether the figure stands, after a time, in a clause that the time's verb tells."""
        end = self.path.end
        if end < 0 or mention.first > self.first:
            return False
        top = mention.governor.parse[end]
        return top.relation in REPORTED and top.head is mention.governor


class SentenceFigures:
    """The figures of one sentence, in order."""

    def __init__(self, items: list[FigureContext]) -> None:
        self.items = items
        self.starts = [figure.first for figure in items]
        self.contrasted = [figure for figure in items if figure.path.is_contrast]
        self._passing: dict[int, list[int]] | None = None

    def following_through(self, figure: FigureContext) -> int | None:
        """Return the place of the first later figure whose path passes this one or that is a part of it, or None."""
        if self._passing is None:
            self._passing = self._index()
        later = bisect_right(self.starts, figure.last)
        found = []
        for key in (figure.base, *(~token for token in range(figure.first, figure.last + 1))):
            places = self._passing.get(key, [])
            at = bisect_left(places, later)
            found.extend(places[at : at + 1])
        return min(found, default=None)

    def _index(self) -> dict[int, list[int]]:
        """Return the places of figures by the tokens on their paths and, inverted (~), by what they are a part of."""
        passing: dict[int, list[int]] = {}
        for place, figure in enumerate(self.items):
            for token in figure.path.clauses:
                passing.setdefault(token, []).append(place)
            if figure.path.whole_of is not None:
                passing.setdefault(~figure.path.whole_of, []).append(place)
        return passing

    def after(self, token: int) -> FigureContext | None:
        """Return the first figure that begins after a token, or None."""
        place = bisect_right(self.starts, token)
        return self.items[place] if place < len(self.items) else None

    def between(self, after: int, before: int) -> int:
        """Return how many figures begin after one token and before another."""
        return max(0, bisect_left(self.starts, before) - bisect_right(self.starts, after))
