"""Numeral: a number as it stands in the text, and the surroundings that its reading depends on."""

from collections.abc import Callable
from dataclasses import dataclass

from newstally.extract.numbers.lexemes import Lexemes

PAIR = "pair"
"""Link of each of two shares that stand as a pair."""


@dataclass(slots=True)
class Numeral:
    """A numeral: its first and last lexeme, its value or range of values, and how it is written.

    ``form`` is one of digits, words, part, multiple, counting, ordinal, decade, clock, calendar, slash, code, vague,
    name. ``link`` says what joins the two ends of a range or the two numbers of a ratio ("dash", "to", "or",
    "between", "ratio"), or that it is one of a pair of shares ("41-40").
    """

    first: int
    last: int
    low: float | None
    form: str
    high: float | None = None
    link: str = ""
    scale: float = 1.0
    """The multiplier that it ends with (1e6 in "5 million")."""
    unit_at: int = -1
    """Where its unit begins, if that stands within it ("an hour and a half")."""
    article: bool = False
    """Whether it begins with an article ("a hundred")."""
    minus_at: int = -1
    """Where its minus stands, if a sign of money stands between ("-$40m")."""
    below_at: int = -1
    """The last lexeme of words behind its unit that make it negative ("5 degrees below zero")."""


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What the grammar asks about the words around a numeral.

    ``is_money`` tells whether the lexemes from the first to the last index given are an amount of money, going by a
    sign or word before or after them; ``sign_before`` where the sign of money before an index begins, None for none;
    ``is_measure`` whether a unit or a per cent sign begins at an index;
    ``is_compared`` whether a comparator stands before an index.
    """

    is_money: Callable[[Lexemes, int, int], bool]
    sign_before: Callable[[Lexemes, int], int | None]
    is_measure: Callable[[Lexemes, int], bool]
    is_compared: Callable[[Lexemes, int], bool]


def multiply(value: float, factor: float) -> float:
    """Multiply without the dust of binary fractions (1.1 million is 1100000)."""
    return float(f"{value * factor:.12g}")
