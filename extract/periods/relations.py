"""Relations: meanings counted from another time, from the publication or from the time spoken of before."""

from dataclasses import replace
from datetime import date

from newstally.extract.model import Period
from newstally.extract.periods.anchor import Anchor
from newstally.extract.periods.calendar import DAY, add_units, month_period, part_of, shifted, unit_period
from newstally.extract.periods.meanings import meaning, resolve
from newstally.extract.periods.spans import season_of
from newstally.extract.periods.time_expressions import TimeExpression


@meaning
def unknown(expression: TimeExpression, anchor: Anchor) -> Period | None:
    """A time that the words don't fix ("in recent years")."""
    return None


@meaning
def same(expression: TimeExpression, anchor: Anchor) -> Period | None:
    """The period itself ("by 2030", "as of Tuesday")."""
    return resolve(expression.parts[0], anchor)


@meaning
def as_of(expression: TimeExpression, anchor: Anchor) -> Period | None:
    """The period itself, which isn't ahead in a sentence in the present tense ("holds 24% as of March 20")."""
    return resolve(expression.parts[0], replace(anchor, present=False))


@meaning
def end(expression: TimeExpression, anchor: Anchor) -> Period | None:
    """The last day of a period."""
    whole = resolve(expression.parts[0], anchor)
    return None if whole is None else (whole[1], whole[1])


@meaning
def start(expression: TimeExpression, anchor: Anchor) -> Period | None:
    """The first day of a period."""
    whole = resolve(expression.parts[0], anchor)
    return None if whole is None else (whole[0], whole[0])


@meaning
def half_of(expression: TimeExpression, anchor: Anchor) -> Period | None:
    """The first or the second half of a longer period ("the second half of the 1990s")."""
    whole = resolve(expression.parts[0], anchor)
    return None if whole is None else part_of(whole, expression.value("SIDE") - 1, parts=2)


@meaning
def since(expression: TimeExpression, anchor: Anchor) -> Period | None:
    """From the beginning of a period to the publication."""
    whole = resolve(expression.parts[0], anchor.back())
    return None if whole is None else (whole[0], anchor.today)


@meaning
def from_on(expression: TimeExpression, anchor: Anchor) -> Period | None:
    """From the beginning of a period to the publication; where that is to come, the period ("desde mayo costará")."""
    coming = resolve(expression.parts[0], anchor) if anchor.ahead else None
    return coming if coming is not None and coming[0] > anchor.today else since(expression, anchor)


@meaning
def so_far_in(expression: TimeExpression, anchor: Anchor) -> Period | None:
    """A period up to the publication, if that lies in it ("so far in 2026")."""
    whole = resolve(expression.parts[0], anchor.back())
    return None if whole is None else (whole[0], min(whole[1], anchor.today))


@meaning
def until(expression: TimeExpression, anchor: Anchor) -> Period | None:
    """From the publication to the end of a period; of something past, from a beginning that isn't said: no period."""
    whole = resolve(expression.parts[0], anchor)
    if whole is None or whole[1] < anchor.today:
        return None
    return anchor.today, whole[1]


@meaning
def through(expression: TimeExpression, anchor: Anchor) -> Period | None:
    """Up to and with a period: of what is to come, from the publication on; of what is counted, on its last day."""
    whole = resolve(expression.parts[0], anchor)
    if whole is None:
        return None
    return (anchor.today, whole[1]) if whole[1] >= anchor.today else (whole[1], whole[1])


@meaning
def spanning(expression: TimeExpression, anchor: Anchor) -> Period | None:
    """From one time to another; the first takes the year from the second ("from May to July 2020")."""
    last = resolve(expression.parts[1], anchor)
    if last is None:
        return None
    opening = expression.parts[0]
    dated = (
        "MONTH" in opening.values and "YEAR" not in opening.values and not opening.entry.options.get("year")
    )
    first = resolve(opening, anchor.at(last[1]) if dated else anchor)
    if first is None or first[0] <= last[1] or "WEEKDAY" not in opening.values:
        return None if first is None else (first[0], last[1])
    # days that are under way: on a Friday "from Thursday through Saturday" began the day before
    if first[0] > anchor.today:
        return add_units(first[0], "week", -1), last[1]
    return first[0], add_units(last[1], "week", 1)


@meaning
def units_to(expression: TimeExpression, anchor: Anchor) -> Period | None:
    """So many units up to the end of a time ("the six months to March")."""
    whole = resolve(expression.parts[0], anchor)
    if whole is None:
        return None
    after = whole[1] + DAY
    return add_units(after, expression.value("UNIT"), -expression.value("COUNT", 1)), whole[1]


@meaning
def unit_begun(expression: TimeExpression, anchor: Anchor) -> Period | None:
    """The unit that begins with a day ("the week of May 5"), or the period that it names ("the month of May")."""
    whole = resolve(expression.parts[0], anchor)
    if whole is None or whole[0] != whole[1]:
        return whole
    return whole[0], add_units(whole[0], expression.value("UNIT"), 1) - DAY


@meaning
def units_of(expression: TimeExpression, anchor: Anchor) -> Period | None:
    """The first or the last units of a longer period ("the last three months of 2025")."""
    whole = resolve(expression.parts[0], anchor)
    if whole is None:
        return None
    unit, count = expression.value("UNIT"), expression.value("COUNT", 1)
    if expression.value("side") == 0:
        return whole[0], add_units(whole[0], unit, count) - DAY
    return add_units(whole[1] + DAY, unit, -count), whole[1]


@meaning
def units_from(expression: TimeExpression, anchor: Anchor) -> Period | None:
    """So many units from the end of a time on ("the year after 2019")."""
    whole = resolve(expression.parts[0], anchor)
    if whole is None:
        return None
    return whole[1] + DAY, add_units(
        whole[1] + DAY, expression.value("UNIT"), expression.value("COUNT", 1)
    ) - DAY


@meaning
def earlier(expression: TimeExpression, anchor: Anchor) -> Period | None:
    """As long before the period that the text spoke of last ("a year earlier"), if that is no longer than a unit."""
    unit = expression.value("UNIT", "year")
    if anchor.antecedent is None or anchor.antecedent[1] >= add_units(anchor.antecedent[0], unit, 1):
        return None
    return shifted(anchor.antecedent, unit, -expression.value("COUNT", 1))


@meaning
def same_day_before(expression: TimeExpression, anchor: Anchor) -> Period | None:
    """A unit before what the text spoke of last, if that is recent, or before today ("this time last year")."""
    unit, spoken = expression.value("UNIT"), anchor.antecedent
    recent = spoken is not None and add_units(spoken[1], unit, 1) > anchor.today
    if spoken is not None and recent and spoken[1] < add_units(spoken[0], unit, 1):
        return shifted(spoken, unit, -1)
    day = add_units(anchor.today, unit, -1)
    return day, day


@meaning
def later(expression: TimeExpression, anchor: Anchor) -> Period | None:
    """As long after the period that the text spoke of last ("a year later")."""
    if anchor.antecedent is None:
        return None
    return shifted(anchor.antecedent, expression.value("UNIT"), expression.value("COUNT", 1))


@meaning
def following(expression: TimeExpression, anchor: Anchor) -> Period | None:
    """The unit after that in which what the text spoke of last lies ("the following year": after May 2015, 2016)."""
    spoken, unit = anchor.antecedent, expression.value("UNIT")
    if spoken is None:
        return None
    if spoken[1] > unit_period(spoken[0], unit)[1]:
        return shifted(spoken, unit, 1)
    return unit_period(spoken[0], unit, 1)


@meaning
def antecedent(expression: TimeExpression, anchor: Anchor) -> Period | None:
    """The period that the text spoke of last ("those two years"), or the unit that it lies in ("that year")."""
    period, name = anchor.antecedent, expression.values.get("UNIT")
    if period is None or name is None or "COUNT" in expression.values:
        return period
    unit = unit_period(period[0], expression.value("UNIT"))
    return unit if unit[0] <= period[0] and period[1] <= unit[1] else None


@meaning
def in_spoken_year(expression: TimeExpression, anchor: Anchor) -> Period | None:
    """A season, a month or a day of the year that the text spoke of last ("that summer", "in May of that year")."""
    if anchor.antecedent is None:
        return None
    spoken, month, day = anchor.antecedent[0].year, expression.value("MONTH"), expression.value("DAY")
    if "SEASON" in expression.values:
        return season_of(spoken, expression.value("SEASON"), anchor.country)
    return month_period(spoken, month) if day is None else (date(spoken, month, day),) * 2


@meaning
def since_then(expression: TimeExpression, anchor: Anchor) -> Period | None:
    """From the period that the text spoke of last to the publication."""
    if anchor.antecedent is None or anchor.antecedent[0] >= anchor.today:
        return None
    return anchor.antecedent[0], anchor.today


@meaning
def spoken_unit(expression: TimeExpression, anchor: Anchor) -> Period | None:
    """The quarter, month or other unit that the text spoke of last ("in the quarter")."""
    unit = expression.value("UNIT")
    return next(
        (spoken for spoken in reversed(anchor.spoken) if add_units(spoken[0], unit, 1) == spoken[1] + DAY),
        None,
    )


@meaning
def same_in_year(expression: TimeExpression, anchor: Anchor) -> Period | None:
    """The period spoken of last, in another year ("the same period of 2022")."""
    if anchor.antecedent is None:
        return None
    return shifted(anchor.antecedent, "year", expression.value("YEAR") - anchor.antecedent[0].year)


def _count(expression: TimeExpression) -> float:
    """Return the larger of the numbers said ("the next two to three years"), or 1."""
    count = float(max(expression.values.get("COUNT", [1])))
    return float(count * expression.value("times", 1) + expression.value("plus", 0))


@meaning
def rolling(expression: TimeExpression, anchor: Anchor) -> Period | None:
    """So many units up to the publication, or from it on ("the past 10 months", "the next two years")."""
    other = add_units(
        anchor.today, expression.value("UNIT"), expression.value("direction") * _count(expression)
    )
    return (other, anchor.today) if other < anchor.today else (anchor.today, other)


@meaning
def within(expression: TimeExpression, anchor: Anchor) -> Period | None:
    """So many units from the publication on, in a sentence that looks ahead; of something past it fixes no time."""
    if not anchor.ahead:
        return None
    return anchor.today, add_units(anchor.today, expression.value("UNIT"), _count(expression))
