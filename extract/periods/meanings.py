"""Meanings: from what an expression says to the first and last day it names.

Each ``means`` of the language data is a function, registered here by ``@meaning``: it takes the expression and the
anchor that relative times are counted from, and returns a period, or None where the words name no definite time.
Conventions, in short: "since X" ends with the publication; "by X" is X itself; "so far" and "now" are the publication
day; weeks begin on Monday.
"""

from collections.abc import Callable
from datetime import timedelta

from newstally.extract.model import Period
from newstally.extract.periods.anchor import Anchor
from newstally.extract.periods.time_expressions import TimeExpression

SOON, NEXT = 31, 7
"""Days to come within which a day without a year is meant rather than that of the year before; and in a clause that
tells of the past ("issued a warning for June 27")."""
FEW = timedelta(days=15)
"""Shorter than this are days; longer periods without a year, such as months, are those that have begun."""
RECENT = 60
"""Days before the publication within which a day without a year is meant whatever year the paragraph tells of."""
LEAP = 8
"""The most years between two days "February 29" (1896 and 1904)."""

Meaning = Callable[[TimeExpression, Anchor], Period | None]
MEANINGS: dict[str, Meaning] = {}


def meaning(function: Meaning) -> Meaning:
    """Register a meaning under its function's name."""
    MEANINGS[function.__name__] = function
    return function


def resolve(expression: TimeExpression, anchor: Anchor) -> Period | None:
    """Return the period that an expression names, or None where it names none.

    Raises NoReferenceDateError where it is relative and the article has no publication date.
    """
    try:
        period = MEANINGS[expression.entry.means](expression, anchor)
    except (ValueError, OverflowError) as error:
        if type(error) in (ValueError, OverflowError):
            return None  # a day that isn't in the calendar ("February 30"), a year beyond it
        raise
    return period if period is not None and period[0] <= period[1] else None


def said_year(expression: TimeExpression, anchor: Anchor) -> int | None:
    """Return the year said, or that the words count to ("last year"), or None where there is neither."""
    said = expression.value("YEAR")
    if said is not None:
        return int(said)
    short = expression.value("SHORT")
    if short is not None:
        return 2000 + int(short)
    shift = expression.entry.options.get("year")
    return None if not shift else anchor.today.year + int(shift)


def nearest(candidates: list[Period], anchor: Anchor) -> Period:
    """Return, of periods that differ by the year, the one that is meant.

    It is the one within the period of the heading above, if any. Ahead, it is the next to come; in the present
    tense the nearest; else the one of the year told before, the latest begun by the publication, or the
    one closest to the period of the figure before it in the sentence. Days that are about to come are meant whatever
    the tense: nobody leaves out the year of those that are nearly a year ago.
    """
    if anchor.within is not None:
        first, last = anchor.within
        inside = [period for period in candidates if first <= period[0] and period[1] <= last]
        if inside:
            return inside[0]
    if anchor.ahead:
        return min(period for period in candidates if period[1] >= anchor.today)
    if anchor.present and anchor.beside is None:
        return min(candidates, key=lambda period: abs((period[0] - anchor.today).days))
    begun = [period for period in candidates if period[0] <= anchor.today]
    if not anchor.looks_back and anchor.beside is None:
        reach = NEXT if anchor.past else SOON
        soon = [period for period in candidates if 0 < (period[0] - anchor.today).days <= reach]
        if soon and soon[0][1] - soon[0][0] < FEW:
            return soon[0]
    if anchor.beside is not None:
        first = anchor.beside[0]
        return min(begun, key=lambda period: abs((period[0] - first).days))
    latest = max(begun)
    if anchor.told is not None and (anchor.today - latest[1]).days > RECENT:
        return next((period for period in begun if _goes_on(anchor.told, period)), latest)
    return latest


def _goes_on(told: Period, period: Period) -> bool:
    """Return whether a period is of the year that was told last, and not before that: a tale goes on in time."""
    return told[0] <= period[0] and period[0].year <= told[1].year


def years_around(anchor: Anchor) -> list[int]:
    """Return the years in which a day without a year may lie, in order."""
    years = {
        anchor.today.year,
        *(period[0].year for period in (anchor.beside, anchor.within, anchor.told) if period),
    }
    return sorted({year + step for year in years for step in range(-LEAP, LEAP + 1)})
