"""Expressions: how a quantity is written and what it says, alone and in the sentences that carry it."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Expression:
    """How a quantity is written, and what it says. ``words`` is what must be read as one quantity."""

    words: str
    low: float
    high: float
    kind: str
    unit: str | None = None
    comparator: str = "="
    per: str | None = None
    country: str = "us"


@dataclass(frozen=True)
class Combination:
    """A sentence with the expressions that must be read in it and the words that must not be quantities."""

    family: str
    axes: str
    sentence: str
    expressions: tuple[Expression, ...]
    labels: tuple[str, ...] = ()
    country: str = "us"


def times(value: float, factor: float) -> float:
    """Multiply without the dust of binary fractions."""
    return float(f"{value * factor:.12g}")


def filled(carrier: str, expressions: tuple[Expression, ...], noun: str = "") -> str:
    """Return the carrier sentence with the expressions in its gaps, one or the same in all of them."""
    gaps = carrier.count("{}")
    words = [e.words for e in expressions]
    text = carrier.replace("{noun}", noun).format(*(words * gaps)[:gaps])
    return (
        text[0].upper() + text[1:]
        if text[0].islower() and words[0][:1].isalpha() and carrier.startswith("{}")
        else text
    )
