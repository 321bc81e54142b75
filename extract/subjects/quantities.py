"""A quantity in its text, as the rules look at it, with what has been found for the quantities before."""

from dataclasses import dataclass, field

from newstally.extract.grammar import Parse, Word
from newstally.extract.model import Number
from newstally.extract.subjects.findings import Finding
from newstally.extract.subjects.vocabulary import SubjectVocabulary

SHARES = frozenset({"percent", "ratio"})
"""Kinds of quantity that are a part of something."""


@dataclass(slots=True)
class EarlierCount:
    """A count before: its noun, unit and sentence, for the counts after it that leave the noun out."""

    noun: Word | None
    unit: str
    sentence: int
    person: bool
    value: float | None = None


@dataclass(slots=True)
class EarlierQuantity:
    """A quantity before, its last token, its sentence, and what was found for it."""

    number: Number
    last: int
    finding: Finding
    sentence: int


@dataclass(slots=True)
class Earlier:
    """What has been found for the quantities before."""

    counts: list[EarlierCount] = field(default_factory=list)
    quantity: EarlierQuantity | None = None
    """The quantity right before."""
    of_kind: dict[str | None, EarlierQuantity] = field(default_factory=dict)
    """The last quantity of each kind."""
    share: EarlierQuantity | None = None
    """The last share that says of what it is."""
    contest: Finding | None = None
    """The last contest in which both sides were named."""
    findings: dict[int, Finding] = field(default_factory=dict)
    """Token of an earlier quantity to what that quantity is of."""


@dataclass(slots=True)
class Quantity:
    """One quantity: its tokens (``first`` and ``last`` inclusive), the topmost of them, and where it stands.

    ``taken`` are the tokens that belong to any quantity; ``sentence`` is the index of its sentence.
    """

    parse: Parse
    number: Number
    first: int
    last: int
    root: Word
    taken: frozenset[int] = field(repr=False)
    sentence: int
    earlier: Earlier = field(repr=False)
    vocabulary: SubjectVocabulary = field(repr=False)

    @property
    def kind(self) -> str:
        """The kind of quantity; one without a kind yet is a count."""
        return self.number.kind or "count"

    @property
    def value(self) -> float | None:
        """The lower end of the quantity."""
        return self.number.low

    @property
    def is_share(self) -> bool:
        """Whether the quantity is a part of something."""
        return self.number.kind in SHARES

    @property
    def goes_on(self) -> bool:
        """Whether the sentence has counted something already ("took 90 seats and Liberals 70")."""
        counts = self.earlier.counts
        return bool(counts) and counts[-1].sentence == self.sentence

    def outside(self, word: Word) -> bool:
        """Whether the word is none of the quantity's own."""
        return not self.first <= word.i <= self.last

    def leaves_free(self, word: Word) -> bool:
        """Whether the word is a noun that is part of no quantity."""
        told = word.is_noun and word.text[:1].isalnum()  # a dash may be read as a noun
        return told and word.i not in self.taken

    def text(self, first: int, last: int) -> str:
        """Return the text of the tokens ``first`` to ``last``, both inclusive."""
        words = self.parse[first : last + 1]
        return "".join(word.text + " " * word.spaced for word in words).rstrip()
