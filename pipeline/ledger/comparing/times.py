"""Times: whether two figures may be of one event, and may be held against each other in time."""

from datetime import date

from newstally.pipeline.ledger.comparing.figures import (
    Figure,
    days_apart,
    in_one_article,
    in_time,
    told_together,
)
from newstally.pipeline.ledger.comparing.places import places_together
from newstally.pipeline.ledger.comparing.topics import measures_together, nature_of

FAR = 120
"""Days between what two counts are of from which they are of different events."""

LASTING = 60
"""Days after which a count that grows is of another time."""

STANDING = 2
"""Days over which what may fall is taken to stand."""

YEAR = 366
"""Days for which a figure of a month or year is the latest there is."""


def of_one_time(one: Figure, other: Figure) -> bool:
    """Return whether two figures may be of one event: what happened years ago is told beside what happens now."""
    return one.kind != "count" or _between_occasions(one, other) <= FAR


def times_fit(one: Figure, other: Figure) -> str:
    """Return whether two values may be held against each other in time.

    ``yes``; ``grown`` where the later is larger and the measure one that grows; ``no`` where the times differ by more
    than the measure allows.
    """
    nature = nature_of(one) if measures_together(one, other) == "same" else "open"
    between = _between_occasions(one, other)
    if nature == "state" and one.long and other.long and one.start == other.start:
        nature = "grows"  # counted since one day
    if nature == "occasion":
        return "yes" if between <= 1 else "no"
    if nature == "grows":
        if _may_have_grown(one, other, between):
            return "grown"
        return "yes" if between <= LASTING else "no"
    days = days_apart(one, other)
    if nature == "state":
        if days is None:
            return "yes" if between <= STANDING else "no"
        return "yes" if days == 0 or (days <= STANDING and not (one.long and other.long)) else "no"
    return "yes" if days == 0 or days is None else "no"


def for_one_time(one: Figure, other: Figure) -> bool:
    """Return whether two figures hold for one time: the same day or days, or periods of the same end.

    Those that tell no time but the same place do if they were printed on one day.
    """
    if one.end is None and other.end is None:
        return one.seen == other.seen and places_together(one, other) == "same"
    if days_apart(one, other) != 0:
        return False
    return one.end == other.end or not (one.long or other.long)


def _may_have_grown(one: Figure, other: Figure, between: int) -> bool:
    """Return whether the larger of two figures holds for a later day, or for the same one but was printed later.

    The day of a toll is often that of what happened, not that of the count. Figures that an article gives together
    are current together; of two entries of a live blog the later one tells the later count.
    """
    if between > 0:
        earlier, later = sorted((one, other), key=_moment)
        return later.low > earlier.low
    smaller, larger = sorted((one, other), key=lambda figure: figure.low)
    if in_one_article(one, other):
        return not told_together(one, other) and in_time(larger) > in_time(smaller)
    if larger.seen is None or smaller.seen is None:
        return False
    return smaller.low < larger.low and larger.seen > (smaller.last_seen or smaller.seen)


def _between_occasions(one: Figure, other: Figure) -> int:
    """Return the days between what two figures count: the day told, or else that of printing.

    A figure for months or more ("in 2014") tells no day; one that tells no time may be for the same if it was printed
    within a year of it.
    """
    first, second = one.end or one.seen or date.min, other.end or other.seen or date.min
    days = abs((first - second).days)
    if days == 0:
        return 0
    if one.long != other.long and None in {one.end, other.end} and days <= YEAR:
        return 0
    return days


def _moment(figure: Figure) -> tuple[date, str]:
    return figure.end or figure.seen or date.min, figure.id
