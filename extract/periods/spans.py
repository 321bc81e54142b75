"""Spans: meanings that are calendar or fiscal units, or parts of them."""

from datetime import date

from newstally.extract.model import Period
from newstally.extract.periods.anchor import Anchor
from newstally.extract.periods.calendar import (
    DAY,
    add_units,
    country_data,
    month_period,
    part_of,
    unit_period,
    year_period,
)
from newstally.extract.periods.meanings import meaning, nearest, said_year, years_around
from newstally.extract.periods.time_expressions import TimeExpression

HALF_OF_MONTH = 15
"""The day with which the first half of a month ends."""


@meaning
def year(expression: TimeExpression, anchor: Anchor) -> Period | None:
    """A calendar year."""
    return year_period(expression.value("YEAR"))


@meaning
def years(expression: TimeExpression, anchor: Anchor) -> Period | None:
    """Years from one to another ("2022-25", "2019 and 2020")."""
    said = list(expression.values["YEAR"])
    if (short := expression.value("SHORT")) is not None:
        said.append(said[0] // 100 * 100 + short)
        if said[1] == said[0] + 1 and anchor.fiscal.month != 1:
            return anchor.fiscal.period(said[0])  # "2024-25" where fiscal years straddle two calendar years
    return date(said[0], 1, 1), date(said[-1], 12, 31)


PART_OF_DECADE = ((0, 3), (4, 6), (6, 9))
"""First and last year of the early, mid and late part of a decade."""


@meaning
def decade(expression: TimeExpression, anchor: Anchor) -> Period | None:
    """Ten years, or the early, middle or late part of them; of a year that begins no decade, that year."""
    begins = expression.value("DECADE") or expression.value("NAMEDDECADE") or expression.value("YEAR")
    if begins % 10:
        return year_period(begins)
    part = expression.value("PHASE")
    first, last = (0, 9) if part is None else PART_OF_DECADE[part]
    return date(begins + first, 1, 1), date(begins + last, 12, 31)


@meaning
def century(expression: TimeExpression, anchor: Anchor) -> Period | None:
    """A hundred years by their number ("the 14th century")."""
    number = expression.value("NTH") or expression.value("DAY")
    return date(100 * number - 99, 1, 1), date(100 * number, 12, 31)


@meaning
def years_ahead(expression: TimeExpression, anchor: Anchor) -> Period | None:
    """The year so many years after that of the publication ("in a decade").

    One that is so only in a sentence that looks ahead is none in another ("has doubled in a decade").
    """
    if expression.value("ahead_only") and not anchor.ahead:
        return None
    year = anchor.today.year + int(expression.value("COUNT", 1) * expression.value("times", 1))
    return date(year, 1, 1), date(year, 12, 31)


@meaning
def quarter_to(expression: TimeExpression, anchor: Anchor) -> Period | None:
    """The three months that end with a month ("the June quarter")."""
    last = month(expression, anchor)
    return None if last is None else (add_units(last[0], "month", -2), last[1])


@meaning
def month(expression: TimeExpression, anchor: Anchor) -> Period | None:
    """A month, with its year or without ("in May", "last November")."""
    number = expression.value("MONTH")
    said = said_year(expression, anchor)
    if said is not None:
        return month_period(said, number)
    return nearest([month_period(y, number) for y in years_around(anchor)], anchor)


@meaning
def month_before(expression: TimeExpression, anchor: Anchor) -> Period | None:
    """The month of that name that is over ("last November"), but for the one before this, which nobody calls so."""
    return _month_over(expression, anchor, by=unit_period(anchor.today, "month", -1)[0])


@meaning
def month_over(expression: TimeExpression, anchor: Anchor) -> Period | None:
    """The month of that name that was over last ("this past November")."""
    return _month_over(expression, anchor, by=anchor.today)


def _month_over(expression: TimeExpression, anchor: Anchor, by: date) -> Period:
    """The latest month of that name that was over by a day."""
    named = (month_period(y, expression.value("MONTH")) for y in years_around(anchor))
    return max(period for period in named if period[1] < by)


@meaning
def part_of_month(expression: TimeExpression, anchor: Anchor) -> Period | None:
    """The early, middle or late third of a month."""
    whole = month(expression, anchor)
    return None if whole is None else part_of(whole, expression.value("PHASE", 1))


@meaning
def half_of_month(expression: TimeExpression, anchor: Anchor) -> Period | None:
    """The first fifteen days of a month, or the others."""
    whole = month(expression, anchor)
    if whole is None:
        return None
    middle = whole[0].replace(day=HALF_OF_MONTH)
    return (middle + DAY, whole[1]) if expression.value("side") else (whole[0], middle)


@meaning
def part_of_year(expression: TimeExpression, anchor: Anchor) -> Period | None:
    """Early, mid or late in a year: its first, middle or last three months (the two middle quarters meet in July)."""
    said = said_year(expression, anchor)
    first_month = (1, 6, 10)[expression.value("PHASE", 1)]
    return month_period(anchor.today.year if said is None else said, first_month, 3)


@meaning
def season(expression: TimeExpression, anchor: Anchor) -> Period | None:
    """A season of the northern hemisphere's weather year: summer is June to August; south of it, the other half."""
    said, begins = said_year(expression, anchor), expression.value("SEASON")
    if said is None:
        return nearest([season_of(y, begins, anchor.country) for y in years_around(anchor)], anchor)
    return season_of(said, begins, anchor.country)


def season_of(year: int, begins: int, country: str | None) -> Period:
    """Return the season of a year that begins with a month in the north, half a year later in the south."""
    if country in country_data()["southern"]:
        begins = (begins + 6 - 1) % 12 + 1
    return month_period(year, begins, 3)


NUMBERED = ("ORDINAL", "QUARTER", "HALF", "HALFYEAR")
"""Classes of words that say which part of a year is meant."""


@meaning
def part_by_number(expression: TimeExpression, anchor: Anchor) -> Period | None:
    """A quarter or a half of a year, by its number; without a year, the latest ended (ahead: the next to end)."""
    months = expression.value("months")
    number = next(expression.value(name) for name in NUMBERED if expression.value(name))
    if number * months > 12:
        number = 12 // months  # "final half"
    begins = (number - 1) * months + 1
    said = said_year(expression, anchor)
    if said is None:
        candidates = [month_period(y, begins, months) for y in years_around(anchor)]
        return nearest(candidates, anchor) if anchor.ahead else _latest_ended(candidates, anchor)
    return month_period(said, begins, months)


def _latest_ended(candidates: list[Period], anchor: Anchor) -> Period:
    return [period for period in candidates if period[1] <= anchor.today][-1]


@meaning
def first_units(expression: TimeExpression, anchor: Anchor) -> Period | None:
    """The first months or weeks of a year."""
    said = said_year(expression, anchor)
    first = date(anchor.today.year if said is None else said, 1, 1)
    return first, add_units(first, expression.value("UNIT", "month"), expression.value("COUNT", 1)) - DAY


@meaning
def unit(expression: TimeExpression, anchor: Anchor) -> Period | None:
    """A calendar unit counted from the publication ("last week").

    What is under way ends today: this month or year where the sentence speaks of the past, this week unless it speaks
    of what is to come ("a poll this week has her ahead").
    """
    shift = expression.value("shift")
    first, last = unit_period(anchor.today, expression.value("UNIT"), shift)
    short = expression.value("UNIT") == "week" and not anchor.ahead
    return (first, min(last, anchor.today)) if shift == 0 and (anchor.past or short) else (first, last)


@meaning
def unit_so_far(expression: TimeExpression, anchor: Anchor) -> Period | None:
    """A calendar unit up to the publication."""
    return unit_period(anchor.today, expression.value("UNIT"))[0], anchor.today


@meaning
def fiscal_year(expression: TimeExpression, anchor: Anchor) -> Period | None:
    """A fiscal year of the outlet's country, by its name or counted from the publication."""
    said = expression.value("YEAR") or expression.value("FISCAL")
    if said is None and (short := expression.value("SHORT")) is not None:
        return anchor.fiscal.named(2000 + short)
    if said is None:
        return anchor.fiscal.holding(anchor.today, expression.value("shift"))
    second = expression.value("YEAR", place=1) if expression.value("YEAR") else None
    second = second or expression.value("SHORT")
    if second is None:
        return anchor.fiscal.named(said)
    if (second - said) % 100 > 1:
        return date(said, 1, 1), date(said // 100 * 100 + second % 100, 12, 31)
    return anchor.fiscal.period(said)


@meaning
def fiscal_years(expression: TimeExpression, anchor: Anchor) -> Period | None:
    """Several fiscal years from the current one on, in the countries whose budgets plan so."""
    if anchor.country not in expression.value("countries"):
        return None
    first = anchor.fiscal.holding(anchor.today)[0]
    return first, anchor.fiscal.period(first.year + expression.value("years") - 1)[1]


@meaning
def unit_end(expression: TimeExpression, anchor: Anchor) -> Period | None:
    """The last day of a calendar unit; of a decade or a century, the round year with which it ends.

    "The end of the month" without more is a definite one only where the sentence looks ahead.
    """
    if not anchor.ahead and expression.value("ahead_only"):
        return None  # "at the end of the month the bill was 12": any month
    # "had 40 at year's end": the end that has been; "the end of this year" stays what it says
    back = anchor.past and expression.value("shift") == 0 and not expression.value("stays")
    period = unit_period(anchor.today, expression.value("UNIT"), expression.value("shift") - back)
    if expression.value("UNIT") in ("decade", "century"):
        return year_period(period[1].year + 1)
    return period[1], period[1]


@meaning
def unit_start(expression: TimeExpression, anchor: Anchor) -> Period | None:
    """The first day of a calendar unit."""
    first = unit_period(anchor.today, expression.value("UNIT"), expression.value("shift"))[0]
    return first, first
