"""Figures as they are compared: what a sighting or claim says, and how far two values and two times are apart."""

from dataclasses import dataclass, field
from datetime import date, datetime
from math import floor, inf

ABOUT = 0.1
"""Share by which what is "about" a value may differ from it."""

ROUNDED = 0.05
"""Largest share by which a round value printed without a modifier may differ from what was counted."""

SHARES = frozenset({"percent", "ratio"})


@dataclass(slots=True)
class Figure:
    """One figure with everything by which it is held against others. ``id`` is its sighting or claim."""

    id: str
    article: str
    text: str
    """The copy group of its article: copies of one text are one voice."""
    outlet: str | None
    comparator: str
    low: float
    high: float
    kind: str
    unit: str | None
    modality: str
    subject_key: str
    measure: str | None = None
    population: str | None = None
    place: str | None = None
    country: str | None = None
    aspect: str | None = None
    per: str | None = None
    statistic: str | None = None
    scene: str | None = None
    """The place that its article is about."""
    words: frozenset[str] = frozenset()
    """Telling words of its subject that are neither its measure nor a name."""
    confidence: float | None = None
    """How likely it is read rightly."""
    source: str | None = None
    start: date | None = None
    end: date | None = None
    seen: date | None = None
    last_seen: date | None = None
    printed: datetime | None = None
    """When it was first printed."""
    sentence: int = 0
    position: int = 0
    members: list[str] = field(default_factory=list)
    standing: dict[str, list[int]] = field(default_factory=dict)
    """Where it stands in each article that prints it: offsets of its sightings."""
    leading: bool = True
    """Whether no figure of this measure by this source in this article is larger: parts come beside a larger whole."""

    @property
    def least(self) -> float:
        """The smallest value with which the figure agrees: "about 600" agrees with 540 and more."""
        if self.comparator == "<":
            return min(0.0, self.low)
        if self.comparator == "~":
            return self.low - ABOUT * abs(self.low)
        return self.low - slack(self.low, self.kind) if self.comparator == "=" else self.low

    @property
    def most(self) -> float:
        """The largest value with which the figure agrees; infinity for "more than"."""
        if self.comparator == ">":
            return inf
        if self.comparator == "~":
            return self.high + ABOUT * abs(self.high)
        return self.high + slack(self.high, self.kind) if self.comparator == "=" else self.high


def slack(value: float, kind: str) -> float:
    """Return by how much a figure printed without a modifier may differ from what was counted, for rounding.

    3,200 stands for 3,150 to 3,250, 6.9 % for 6.85 to 6.95; counts below 1,000 are taken as counted.
    """
    if value != floor(value):
        return 0.5 * 10.0 ** -len(repr(value).partition(".")[2])
    if kind in SHARES:
        return 0.5
    if abs(value) < 1000 or value % 100 != 0:
        return 0.0
    digits = f"{value:.0f}"
    return min(ROUNDED * abs(value), 0.5 * 10.0 ** (len(digits) - len(digits.rstrip("0"))))


BESIDE = 400
"""Characters within which two figures of one article are set against each other."""


def in_one_article(one: Figure, other: Figure) -> bool:
    """Return whether an article prints both figures."""
    return not one.standing.keys().isdisjoint(other.standing)


def side_by_side(one: Figure, other: Figure) -> bool:
    """Return whether an article prints both figures next to each other."""
    return any(
        abs(here - there) <= BESIDE
        for article in one.standing.keys() & other.standing.keys()
        for here in one.standing[article]
        for there in other.standing[article]
    )


def gap(one: Figure, other: Figure) -> float:
    """Return how far apart the values are with which two figures agree; 0 where both can be true."""
    return max(0.0, one.least - other.most, other.least - one.most)


def telling_digits(value: float) -> int:
    """Return how many digits of a value tell it from others: 4 of 3,231, 1 of 300, 2 of 1.5 million."""
    digits = f"{abs(value):.6f}".rstrip("0").rstrip(".").replace(".", "").strip("0")
    return len(digits)


def days_apart(one: Figure, other: Figure) -> int | None:
    """Return the days between the times for which two figures hold, 0 where these overlap; None if one tells none."""
    if one.start is None or other.start is None or one.end is None or other.end is None:
        return None
    return max(0, (one.start - other.end).days, (other.start - one.end).days)


def days_between_printing(one: Figure, other: Figure) -> int | None:
    """Return the days from the last day on which one was printed to the first of the other; None without dates."""
    if one.seen is None or other.seen is None:
        return None
    one_last, other_last = one.last_seen or one.seen, other.last_seen or other.seen
    return max(0, (one.seen - other_last).days, (other.seen - one_last).days)
