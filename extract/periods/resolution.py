"""Resolution: from what an expression says to the first and last day it names.

Each ``means`` of the language data is a function, registered here by ``@meaning``: it takes the expression and the
moment that relative times are counted from, and returns a period, or None where the words name no definite time.
Conventions, in short: "since X" ends with the publication; "by X" is X itself; "so far" and "now" are the publication
day; weeks begin on Monday.
"""

from collections.abc import Callable

from newstally.extract.model import Period
from newstally.extract.periods.grammar import Expression
from newstally.extract.periods.moment import Moment

LEAP = 8
"""The most years between two days "February 29" (1896 and 1904)."""

Meaning = Callable[[Expression, Moment], Period | None]
MEANINGS: dict[str, Meaning] = {}


def meaning(function: Meaning) -> Meaning:
    """Register a meaning under its function's name."""
    MEANINGS[function.__name__] = function
    return function


def resolve(expression: Expression, moment: Moment) -> Period | None:
    """Return the period that an expression names, or None where it names none.

    Raises NoReferenceDateError where it is relative and the article has no publication date.
    """
    try:
        period = MEANINGS[expression.entry.means](expression, moment)
    except (ValueError, OverflowError) as error:
        if type(error) in (ValueError, OverflowError):
            return None  # a day that isn't in the calendar ("February 30"), a year beyond it
        raise
    return period if period is not None and period[0] <= period[1] else None


def said_year(expression: Expression, moment: Moment) -> int | None:
    """Return the year said, or that the words count to ("last year"), or None where there is neither."""
    said = expression.value("YEAR")
    if said is not None:
        return int(said)
    short = expression.value("SHORT")
    if short is not None:
        return 2000 + int(short)
    shift = expression.entry.options.get("year")
    return None if not shift else moment.today.year + int(shift)


def nearest(candidates: list[Period], moment: Moment) -> Period:
    """Return, of periods that differ by the year, the one that is meant.

    It is the one within the period of the heading above, if any. Ahead, it is the next to come; in the present
    tense the nearest; else the latest begun
    by the publication, or the one closest to the period of the figure before it in the sentence.
    """
    if moment.within is not None:
        first, last = moment.within
        inside = [period for period in candidates if first <= period[0] and period[1] <= last]
        if inside:
            return inside[0]
    if moment.ahead:
        return min(period for period in candidates if period[1] >= moment.today)
    if moment.present and moment.beside is None:
        return min(candidates, key=lambda period: abs((period[0] - moment.today).days))
    begun = [period for period in candidates if period[0] <= moment.today]
    if moment.beside is not None:
        first = moment.beside[0]
        return min(begun, key=lambda period: abs((period[0] - first).days))
    return max(begun)


def years_around(moment: Moment) -> list[int]:
    """Return the years in which a day without a year may lie, in order."""
    years = {moment.today.year, *(period[0].year for period in (moment.beside, moment.within) if period)}
    return sorted({year + step for year in years for step in range(-LEAP, LEAP + 1)})
