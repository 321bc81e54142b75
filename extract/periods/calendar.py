"""Calendar: arithmetic on days and periods, knowing nothing of words.

A period is (first day, last day), both inclusive (``newstally.extract.model.Period``). Years outside 1–9999
raise ValueError or OverflowError, as in the standard library.
"""

import tomllib
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from newstally.extract.model import Period

DAY = timedelta(days=1)
MONTHS_IN = {"month": 1, "quarter": 3, "year": 12, "decade": 120, "century": 1200}
"""Calendar units longer than a week, in months."""
DAYS_IN = {"hour": 1 / 24, "day": 1, "week": 7, "fortnight": 14}


def month_period(year: int, month: int, months: int = 1) -> Period:
    """Return ``months`` calendar months from the first day of a month on."""
    last = add_months(date(year, month, 1), months) - DAY
    return date(year, month, 1), last


def year_period(year: int, years: int = 1) -> Period:
    """Return ``years`` calendar years from 1 January of ``year`` on."""
    return date(year, 1, 1), date(year + years - 1, 12, 31)


def add_months(day: date, months: int) -> date:
    """Return the day ``months`` later (or earlier), moved back to the last day of a shorter month."""
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def add_units(day: date, unit: str, count: float) -> date:
    """Return the day ``count`` units later; half years and half decades are counted in months, the rest in days."""
    if unit in DAYS_IN:
        return day + timedelta(days=round(DAYS_IN[unit] * count))
    whole = int(MONTHS_IN[unit] * count)
    return add_months(day, whole) + timedelta(days=round((MONTHS_IN[unit] * count - whole) * 30))


def unit_period(day: date, unit: str, shift: int = 0) -> Period:
    """Return the calendar unit ``shift`` units from the one that holds ``day``; weeks begin on Monday."""
    if unit in DAYS_IN:
        days = max(1, int(DAYS_IN[unit]))
        first = day - timedelta(days=day.weekday() if days > 1 else 0) + timedelta(days=days * shift)
        return first, first + timedelta(days=days - 1)
    months = MONTHS_IN[unit]
    index = (day.year * 12 + day.month - 1) // months + shift
    year, month = divmod(index * months, 12)
    return month_period(year, month + 1, months)


def shifted(period: Period, unit: str, count: int) -> Period:
    """Return the period moved by ``count`` units; one that ends with a month still does so."""
    first, last = (add_units(day, unit, count) for day in period)
    if unit in MONTHS_IN and (period[1] + DAY).day == 1:
        last = last.replace(day=monthrange(last.year, last.month)[1])
    return first, last


def part_of(period: Period, part: int, parts: int = 3) -> Period:
    """Return the ``part``-th (from 0) of ``parts`` nearly equal parts of a period."""
    days = (period[1] - period[0]).days + 1
    first = period[0] + timedelta(days=days * part // parts)
    return first, period[0] + timedelta(days=days * (part + 1) // parts - 1)


@dataclass(frozen=True, slots=True)
class FiscalCalendar:
    """When a country's fiscal year begins, and which calendar year names it when only one is said."""

    month: int = 1
    day: int = 1
    named_by: str = "end"

    def period(self, year: int) -> Period:
        """Return the fiscal year that begins in the calendar year ``year``."""
        return date(year, self.month, self.day), date(year + 1, self.month, self.day) - DAY

    def named(self, year: int) -> Period:
        """Return the fiscal year called by the one calendar year."""
        begins_earlier = self.named_by == "end" and (self.month, self.day) != (1, 1)
        return self.period(year - 1 if begins_earlier else year)

    def holding(self, day: date, shift: int = 0) -> Period:
        """Return the fiscal year ``shift`` years from the one that holds ``day``."""
        begun = (day.month, day.day) >= (self.month, self.day)
        return self.period(day.year + shift if begun else day.year - 1 + shift)


@cache
def fiscal_calendar(country: str | None) -> FiscalCalendar:
    """Return the fiscal calendar of a country's government, by ISO code; the calendar year where it isn't known."""
    entry = country_data()["fiscal"].get(country)
    if entry is None:
        return FiscalCalendar()
    month, day = (int(part) for part in entry["begins"].split("-"))
    return FiscalCalendar(month, day, entry.get("named_by", "end"))


@cache
def country_data() -> dict[str, Any]:
    """Return what is known of countries (``countries.toml``)."""
    return tomllib.loads(Path(__file__).with_name("countries.toml").read_text(encoding="utf-8"))
