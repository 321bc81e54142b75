"""Figures as they are compared: what a sighting or claim says, and how far two values and two times are apart."""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from functools import cache, lru_cache
from itertools import product
from math import floor, inf
from pathlib import Path

from newstally.extract.questions import measures
from newstally.pipeline.ledger.wording import OPPOSITE

ABOUT = 0.1
"""Share by which what is "about" a value may differ from it."""

ROUNDED = 0.05
"""Largest share by which a round value printed without a modifier may differ from what was counted."""

FRACTION = 2.0
"""Points by which a share that is told as a fraction may differ from what was counted: "three in four" of 76 %."""

SHARES = frozenset({"percent", "ratio"})

PERSON, SHARE = "person", "share"

LONG = 28
"""Days from which a period is one that is reckoned for, such as a month or a year, and no time of an event."""


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a figure stands in an article: its offset, its sentence's, its number among those of its measure, whom the
    article gives as its source there, and when that was printed: each entry of a live blog at a time of its own."""

    position: int
    sentence: int
    nth: int
    source: str | None = None
    printed: datetime | None = None


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
    called: str | None = None
    """How its article calls that source."""
    full_name: str | None = None
    """The fullest name that articles of its story use for it."""
    organisation: str | None = None
    """The organisation for which its source speaks."""
    described: bool = False
    """Whether its source is only described ("officials"), so that it may be one that another text names."""
    start: date | None = None
    end: date | None = None
    seen: date | None = None
    last_seen: date | None = None
    printed: datetime | None = None
    """When it was first printed."""
    sentence: int = 0
    position: int = 0
    pages: frozenset[str] = frozenset()
    """Addresses of the articles that print it; all versions of a page have one."""
    members: list[str] = field(default_factory=list)
    joined: frozenset[str] = frozenset()
    """Those of its members that a person made one with its earliest."""
    standing: dict[str, list[Spot]] = field(default_factory=dict)
    """Where it stands in each article that prints it."""
    scale: float = 1.0
    """How many of the unit in which it is compared one of the unit is in which it was printed."""
    leading: bool = True
    """Whether no figure of this measure by this source in this article is larger: parts come beside a larger whole."""
    slack: float = field(init=False, repr=False)
    """How far it may be from what was counted or measured, for rounding."""
    least: float = field(init=False, repr=False)
    """The smallest value with which the figure agrees: "about 600" agrees with 540 and more."""
    most: float = field(init=False, repr=False)
    """The largest value with which the figure agrees; infinity for "more than"."""
    compared_unit: str = field(init=False, repr=False)
    """What figures must share to be of one unit: all counts of persons are one, and percent and shares."""
    negated: bool = field(init=False, repr=False)
    """Whether it counts those who did not what its subject says."""
    long: bool = field(init=False, repr=False)
    """Whether it holds for a period that is reckoned for, such as a month or a year, and no time of an event."""

    def __post_init__(self) -> None:
        """Work out what follows from this figure alone: each is held against many others."""
        self.slack = self._slack()
        self.least = self._least()
        self.most = self._most()
        self.compared_unit = compared_unit(self.kind, self.unit, self.measure, self.population is not None)
        self.negated = is_opposite(self.subject_key)
        self.long = self.start is not None and self.end is not None and (self.end - self.start).days >= LONG

    def _slack(self) -> float:
        if self.kind in SHARES and self.scale != 1:
            return FRACTION
        return self.scale * slack(self.low / self.scale, self.kind)

    def _least(self) -> float:
        if self.comparator == "<":
            return min(0.0, self.low)
        if self.comparator == "~":
            return self.low - ABOUT * abs(self.low)
        return self.low - self.slack if self.comparator == "=" else self.low

    def _most(self) -> float:
        if self.comparator == ">":
            return inf
        if self.comparator == "~":
            return self.high + ABOUT * abs(self.high)
        return self.high + self.slack if self.comparator == "=" else self.high


def comparable_units(figure: Figure) -> Figure:
    """Return a figure in the unit in which all of its kind are held against each other.

    "Three in four" is held against 76 %, six miles against 10 kilometres; ``units.toml`` says what a unit is made of.
    """
    if figure.kind == "ratio" and 0 <= figure.high <= 1:
        return replace(figure, kind="percent", low=100 * figure.low, high=100 * figure.high, scale=100.0)
    unit = units().get(figure.unit or "") if figure.kind in MEASURED else None
    if unit is None:
        return figure
    base, factor = unit
    return replace(figure, unit=base, low=factor * figure.low, high=factor * figure.high, scale=factor)


MEASURED = frozenset({"measure", "duration"})


@cache
def units() -> Mapping[str, tuple[str, float]]:
    """Return for each unit the first one of its kind, and how many of that it is."""
    data = tomllib.loads((Path(__file__).parent / "units.toml").read_text(encoding="utf-8"))
    return {
        unit: (next(iter(group)), float(factor)) for group in data.values() for unit, factor in group.items()
    }


@lru_cache(maxsize=10_000)
def slack(value: float, kind: str) -> float:
    """Return by how much a figure printed without a modifier may differ from what was counted, for rounding.

    3,200 stands for 3,150 to 3,250, 6.9 % for 6.85 to 6.95, 6 miles for 5.5 to 6.5; counts below 1,000 are taken as
    counted.
    """
    if value != floor(value):
        return 0.5 * 10.0 ** -len(repr(value).partition(".")[2])
    if kind in SHARES or (kind in MEASURED and abs(value) < 1000):
        return 0.5
    if abs(value) < 1000 or value % 100 != 0:
        return 0.0
    digits = f"{value:.0f}"
    return min(ROUNDED * abs(value), 0.5 * 10.0 ** (len(digits) - len(digits.rstrip("0"))))


@lru_cache(maxsize=10_000)
def compared_unit(kind: str, unit: str | None, measure: str | None, has_population: bool) -> str:
    """Return what figures must share to be of one unit: all counts of persons are one, and percent and shares."""
    if kind in SHARES:
        return SHARE
    if kind == "count":
        known = measures().get(measure or "")
        if unit == PERSON or has_population:
            return PERSON
        return PERSON if known is not None and known.counts - {SHARE} == {PERSON} else (unit or "")
    return unit or kind


@lru_cache(maxsize=10_000)
def is_opposite(subject_key: str) -> bool:
    """Return whether a subject is the opposite of what its other words say."""
    return OPPOSITE in subject_key.rpartition("|")[2].split()


def kind_of(figure: Figure) -> str:
    """Return the kind that two figures must have in common: percent and shares are one."""
    return "share" if figure.kind in SHARES else figure.kind


def in_time(figure: Figure) -> tuple[datetime, str]:
    """Return what figures are ordered by: the time of printing, then the id."""
    return figure.printed or datetime.max, figure.id


BESIDE = 400
"""Characters within which two figures of one article are set against each other."""


def in_one_article(one: Figure, other: Figure) -> bool:
    """Return whether an article prints both figures."""
    return not one.standing.keys().isdisjoint(other.standing)


def told_together(one: Figure, other: Figure) -> bool:
    """Return whether an article prints both figures at one time, and not in two entries of a live blog."""
    return any(here.printed == there.printed for here, there in _spots(one, other))


def are_updates(one: Figure, other: Figure) -> bool:
    """Return whether one of two figures stands only on pages of the other, in other versions: these were updated."""
    shared = bool(one.pages) and (one.pages <= other.pages or other.pages <= one.pages)
    return shared and not in_one_article(one, other)


def are_told_by_one(one: Figure, other: Figure) -> bool:
    """Return whether an article has one source give both figures: these are of two things then, or of two times."""
    return any(here.source == there.source is not None for here, there in _spots(one, other))


def side_by_side(one: Figure, other: Figure) -> bool:
    """Return whether an article prints both figures next to each other."""
    return any(abs(here.position - there.position) <= BESIDE for here, there in _spots(one, other))


def in_one_sentence(one: Figure, other: Figure) -> bool:
    """Return whether a sentence has both figures."""
    return any(here.sentence == there.sentence for here, there in _spots(one, other))


def follow_each_other(one: Figure, other: Figure) -> bool:
    """Return whether an article prints both figures close to each other with none of their measure between them."""
    return one.measure == other.measure and any(
        abs(here.nth - there.nth) == 1 and abs(here.position - there.position) <= BESIDE
        for here, there in _spots(one, other)
    )


def _spots(one: Figure, other: Figure) -> Iterator[tuple[Spot, Spot]]:
    """Yield where both figures stand, article by article that prints both."""
    for article, spots in one.standing.items():
        if article in other.standing:
            yield from product(spots, other.standing[article])


def is_one_voice(one: Figure, other: Figure) -> bool:
    """Return whether two figures have one source, or one is by whom the other's source speaks for."""
    if one.source == other.source:
        return True
    return speaks_for(one, other) or speaks_for(other, one)


def speaks_for(one: Figure, other: Figure) -> bool:
    """Return whether a figure's source speaks for another's: for "Port Sarn Police", which is also called "police"."""
    if one.organisation is None or other.source is None:
        return False
    called = set(other.source.split())
    return other.source == one.organisation or (other.described and called <= set(one.organisation.split()))


def may_be_one_source(one: Figure, other: Figure) -> bool:
    """Return whether two figures of different sources may be by one: one text names whom the other describes.

    An article that gives both tells them apart; and forecasts and shares of many holders are often the same.
    """
    return one.described != other.described and kind_of(one) != "share" and not in_one_article(one, other)


def gap(one: Figure, other: Figure) -> float:
    """Return how far apart the values are with which two figures agree; 0 where both can be true.

    Of two exact values one may be the other rounded (3,200 and 3,231), but not both of a third (1.5 and 1.6 percent).
    """
    between = max(0.0, one.least - other.most, other.least - one.most)
    least = TINY * max(abs(one.low), abs(other.low))
    if between > least or not one.comparator == other.comparator == "=":
        return between
    apart = max(one.low - other.high, other.low - one.high) - max(one.slack, other.slack)
    return apart if apart > least else 0.0


TINY = 1e-9
"""Share of a value that its binary form may be off."""


def same_value(one: Figure, other: Figure) -> bool:
    """Return whether two figures give one value, if in different units."""
    if one.scale != other.scale:
        return gap(one, other) == 0
    return one.low == other.low and one.high == other.high


@lru_cache(maxsize=10_000)
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
