"""Days: meanings that are one day, or some days of one month."""

from datetime import date, timedelta

from newstally.extract.model import Period
from newstally.extract.periods.anchor import Anchor
from newstally.extract.periods.calendar import DAY, add_units, month_period, shifted, unit_period
from newstally.extract.periods.meanings import meaning, nearest, said_year, years_around
from newstally.extract.periods.numeric_dates import numeric_date
from newstally.extract.periods.time_expressions import TimeExpression

NEAR = 45
"""Days from the publication within which a weekday lies that is told with its day of the month."""
SATURDAY = 5
"""The weekday with which a weekend begins."""
FRESH = 2
"""Days for which a day is news."""


@meaning
def day_of_month(expression: TimeExpression, anchor: Anchor) -> Period | None:
    """A day, with its year or without ("Oct. 7")."""
    month, day = expression.value("MONTH"), expression.value("DAY")
    year = said_year(expression, anchor)
    if year is None:
        candidates = [(date(y, month, day),) * 2 for y in years_around(anchor) if _exists(y, month, day)]
        return nearest(candidates, anchor)
    return (date(year, month, day),) * 2


def _exists(year: int, month: int, day: int) -> bool:
    return day <= month_period(year, month)[1].day


@meaning
def days_of_month(expression: TimeExpression, anchor: Anchor) -> Period | None:
    """From the first to the last of some days of one month ("May 7-9", "May 7, 8 and 9")."""
    month = expression.value("MONTH")
    first, last = expression.values["DAY"][0], expression.values["DAY"][-1]
    year = said_year(expression, anchor)
    years = years_around(anchor) if year is None else [year]
    candidates = [(date(y, month, first), date(y, month, last)) for y in years if _exists(y, month, last)]
    return nearest(candidates, anchor) if year is None else candidates[0]


@meaning
def days_of_near_month(expression: TimeExpression, anchor: Anchor) -> Period | None:
    """A day, or some days, of the month of publication or one beside it ("el 5 de este mes")."""
    first = expression.value("DAY")
    last = expression.value("DAY", place=1) if len(expression.values["DAY"]) > 1 else first
    month = unit_period(anchor.today, "month", expression.value("shift"))[0]
    return month.replace(day=first), month.replace(day=last)


@meaning
def point(expression: TimeExpression, anchor: Anchor) -> Period | None:
    """A date in figures ("31/12/2024", "2024-05-01")."""
    if expression.value("YEAR") is not None:
        month, day = expression.value("DAY"), expression.value("DAY", place=1)
        return (date(expression.value("YEAR"), month, day),) * 2
    found = numeric_date(expression.value("NUMERIC"), anchor.country, anchor.language)
    return None if found is None else (found, found)


@meaning
def weekday(expression: TimeExpression, anchor: Anchor) -> Period | None:
    """A weekday: the last one, the publication day included; the next one where the sentence looks ahead.

    With its day of the month it is the nearest that falls on one ("el viernes 13").
    """
    side = expression.value("side")
    today = anchor.today
    if (day_of_month := expression.value("DAY")) is not None:
        near = (today + timedelta(days=step) for step in sorted(range(-NEAR, NEAR + 1), key=abs))
        named = (day for day in near if day.day == day_of_month)
        falls = (day for day in named if day.weekday() == expression.value("WEEKDAY"))
        if (found := next(falls, None)) is not None:
            return found, found
    back = (today.weekday() - expression.value("WEEKDAY")) % 7
    if side < 0:
        day = today - timedelta(days=back or 7)
    elif side > 0 or (anchor.ahead and back):
        day = today + timedelta(days=7 - back)
    else:
        day = today - timedelta(days=back)
    return day, day


@meaning
def weekday_of_month(expression: TimeExpression, anchor: Anchor) -> Period | None:
    """A weekday or a weekend by its number in a month ("the first Sunday in June", "the last weekend of July")."""
    number, said = expression.value("ORDINAL"), said_year(expression, anchor)
    years = years_around(anchor) if said is None else [said]
    months = [month_period(year, expression.value("MONTH")) for year in years]
    days = [_weekday_in(month, expression.value("WEEKDAY", SATURDAY), number) for month in months]
    length = timedelta(days=0 if "WEEKDAY" in expression.values else 1)
    found = [(day, day + length) for day in days]
    return nearest(found, anchor) if said is None else found[0]


def _weekday_in(month: Period, weekday: int, number: int | None) -> date:
    """Return the weekday of that number, four at most, in a month; the last if ``number`` is None."""
    first = month[0] + timedelta(days=(weekday - month[0].weekday()) % 7)
    weeks = (month[1] - first).days // 7 if number is None else number - 1
    return first + timedelta(weeks=weeks)


@meaning
def weekday_of_last_week(expression: TimeExpression, anchor: Anchor) -> Period | None:
    """A day of the calendar week before that of the publication."""
    monday = anchor.today - timedelta(days=anchor.today.weekday())
    day = monday + timedelta(days=expression.value("WEEKDAY") - 7)
    return day, day


@meaning
def day_offset(expression: TimeExpression, anchor: Anchor) -> Period | None:
    """A day counted from the publication ("today", "yesterday")."""
    day = anchor.today + timedelta(days=expression.value("days"))
    return day, day


@meaning
def hour_of_day(expression: TimeExpression, anchor: Anchor) -> Period | None:
    """The day whose hour is told: the day that the text spoke of last if that is news, else that of publication."""
    last = anchor.antecedent
    is_news = last is not None and last[0] == last[1] and 0 <= (anchor.today - last[0]).days <= FRESH
    return last if is_news else (anchor.today, anchor.today)


@meaning
def ago(expression: TimeExpression, anchor: Anchor) -> Period | None:
    """The day, week, month or year so long ago ("three years ago" is all of that year).

    Where a recent time is compared with it, it is as long before that: "$41 in October, up from $38 a year ago".
    """
    unit, count = expression.value("UNIT"), expression.value("COUNT", 1)
    told = anchor.compared
    if told is not None and count == 1 and told[1] < add_units(told[0], unit, 1) > anchor.today:
        return shifted(told, unit, -count)
    day = add_units(anchor.today, unit, -count)
    return unit_period(day, unit) if unit in ("month", "year") else (day, day)


@meaning
def holiday(expression: TimeExpression, anchor: Anchor) -> Period | None:
    """A holiday with a fixed date."""
    month, day = (int(part) for part in expression.value("HOLIDAY", expression.value("date")).split("-"))
    year = said_year(expression, anchor)
    if year is not None:
        return (date(year, month, day),) * 2
    return nearest([(date(y, month, day),) * 2 for y in years_around(anchor)], anchor)


@meaning
def fixed_day(expression: TimeExpression, anchor: Anchor) -> Period | None:
    """A day of history that is called by its date ("9/11")."""
    day = date.fromisoformat(expression.value("DATEDDAY"))
    return day, day


@meaning
def weekend(expression: TimeExpression, anchor: Anchor) -> Period | None:
    """Saturday and Sunday: the last ones begun, or the next to come."""
    today = anchor.today
    saturday = today - timedelta(days=(today.weekday() - 5) % 7)
    if expression.value("shift") or (anchor.ahead and today > saturday + DAY):
        saturday += timedelta(days=7)
    return saturday, saturday + DAY
