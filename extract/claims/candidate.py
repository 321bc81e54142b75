"""Candidate: one quantity among the words around it, as the rules for claims look at it."""

from dataclasses import dataclass, field

from newstally.extract.grammar import Parse, Word
from newstally.extract.grammar.forms import PartOfSpeech as Pos
from newstally.extract.grammar.marks import HYPHENS
from newstally.extract.model import Number


@dataclass(slots=True)
class ClaimCandidate:
    """A quantity, the first and last word of its whole expression, and the quantities before it in the text."""

    parse: Parse
    number: Number
    first: int
    last: int
    before: list["ClaimCandidate"] = field(default_factory=list, repr=False)
    neighbours: list["ClaimCandidate"] = field(default_factory=list, repr=False)
    """The other quantities of the same sentence."""

    def word(self, offset: int) -> str:
        """Return the word so many tokens after the quantity (before it if negative), lower case, "" past the text."""
        i = self.last + offset if offset > 0 else self.first + offset
        return self.parse[i].lower if 0 <= i < len(self.parse) else ""

    def is_number(self, offset: int) -> bool:
        """Whether the word so many tokens after the quantity (before it if negative) is a number."""
        i = self.last + offset if offset > 0 else self.first + offset
        return 0 <= i < len(self.parse) and self.parse[i].is_number_like

    @property
    def text(self) -> str:
        """The bare numeral in lower case."""
        return self.parse.whole[self.number.start : self.number.end].lower()

    @property
    def head(self) -> Word | None:
        """The word of the thing counted or measured."""
        return self.parse[self.number.head_token] if self.number.head_token is not None else None

    @property
    def value(self) -> float | None:
        """The number, if it is no range."""
        return self.number.low if self.number.low == self.number.high else None

    @property
    def hyphenated(self) -> bool:
        """Whether a hyphen ties the quantity to the word after it or its number to its unit ("four-month")."""
        text, number = self.parse.whole, self.number
        end = max(number.quantity_end, number.end)
        return text[end : end + 1] in HYPHENS or text[number.end : number.end + 1] in HYPHENS


STEPS = 12
"""How far up the tree a verb is sought."""


def verb_of(word: Word) -> Word | None:
    """Return the nearest verb at or above the word."""
    for _ in range(STEPS):
        if word.pos is Pos.VERB:
            return word
        word = word.head
    return None
