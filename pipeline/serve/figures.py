"""Figures: how numbers, days and claims are written for a reader, in the reader's language."""

from collections.abc import Mapping
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from babel import Locale
from babel.dates import format_date, format_datetime
from babel.numbers import format_decimal, get_currency_symbol

from newstally.pipeline.serve.labels import Labels

LARGEST_WRITTEN = 1e15
"""Beyond it a double holds no units, and a figure is written in powers of ten."""

LONGEST_UNIT = 24
"""Characters of a unit that are written."""


def number(value: float | int | None, labels: Labels) -> str:
    """Return a number with its thousands apart and no more decimals than it has."""
    if value is None:
        return "–"
    if value != value or abs(value) == float("inf"):
        return str(value)
    if abs(value) >= LARGEST_WRITTEN or 0 < abs(value) < 1e-4:
        return f"{value:.4g}"
    return _grouped(round(value, 6), labels.language)


@lru_cache(maxsize=4096)
def _grouped(value: float, language: str) -> str:
    """Return a number as a language groups its digits; a page writes the same small numbers hundreds of times."""
    return str(format_decimal(value, format="#,##0.######", locale=language))


def short_number(value: float, labels: Labels) -> str:
    """Return a number of millions or more in these where that says it exactly and in few digits: 12.5 million."""
    for power, name in ((1e12, "trillion"), (1e9, "billion"), (1e6, "million")):
        scaled = value / power
        if power <= abs(value) < LARGEST_WRITTEN and round(scaled, 2) * power == value:
            return labels(f"figure.{name}", value=number(scaled, labels))
    return number(value, labels)


def amount(value: float, row: Mapping[str, Any], labels: Labels) -> str:
    """Return a number with the sign or word of its unit, where its kind has one."""
    kind, unit = row.get("kind"), str(row.get("unit") or "")[:LONGEST_UNIT]
    written = short_number(value, labels)
    if kind == "money" and unit:
        return _money(value, unit, written, labels)
    if kind == "percent":
        return f"{written}\u202f%"
    if kind in {"measure", "duration"} and unit:
        return f"{written}\u00a0{unit}"
    return written


def _money(value: float, currency: str, written: str, labels: Labels) -> str:
    """Return a sum with the sign of its currency on the side where the language has it (CLDR)."""
    symbol = get_currency_symbol(currency, locale=labels.language)
    if value != int(value):
        written = str(format_decimal(value, format="#,##0.00", locale=labels.language))
    before = Locale(labels.language).currency_formats["standard"].pattern.startswith("¤")
    if not before:
        return f"{written}\u00a0{symbol}"
    return f"{symbol}{written}" if len(symbol) == 1 else f"{symbol}\u00a0{written}"


def figure(row: Mapping[str, Any], labels: Labels, prefix: str = "") -> str:
    """Return a claim's figure as it is read aloud: "at least 3,200", "12 to 15".

    ``prefix`` is that of the columns: ``other_`` for the second of a pair.
    """
    low, high = row[f"{prefix}low"], row[f"{prefix}high"]
    comparator = row[f"{prefix}comparator"]
    if comparator == ".." or (low != high and comparator == "="):
        return labels("figure.range", low=short_number(low, labels), high=amount(high, row, labels))
    written = amount(low, row, labels)
    return labels(f"figure.{NAMES[comparator]}", figure=written) if comparator in NAMES else written


NAMES = {"~": "about", ">": "at_least", "<": "at_most"}
"""What the comparators are called in the labels."""


def rate(row: Mapping[str, Any], labels: Labels) -> str:
    """Return what a figure is per, and which statistic it is: "average, per day"; nothing for a plain figure."""
    parts = [labels.known(f"statistic.{row['statistic']}", row["statistic"])] if row.get("statistic") else []
    if row.get("per"):
        parts.append(labels("figure.per", unit=row["per"]))
    return ", ".join(parts)


def day(value: date | datetime | None, labels: Labels, year: bool = True) -> str:
    """Return a day as the language writes it, with or without its year."""
    pattern = "d MMM y" if year else "d MMM"
    return str(format_date(value, pattern, locale=labels.language)) if value is not None else "–"


def moment(value: datetime | None, labels: Labels) -> str:
    """Return a time (UTC), without the clock where that says midnight."""
    if value is None:
        return "–"
    if (value.hour, value.minute) == (0, 0):
        return day(value, labels)
    return str(format_datetime(value, "d MMM y, HH:mm", locale=labels.language))


def period(row: Mapping[str, Any], labels: Labels, prefix: str = "") -> str:
    """Return the days for which a figure is said to hold; nothing where no time is said."""
    first, last = row.get(f"{prefix}as_of_start"), row.get(f"{prefix}as_of_end")
    if first is None and last is None:
        return ""
    if first == last or first is None or last is None:
        return day(first or last, labels)
    return labels("figure.period", first=day(first, labels), last=day(last, labels))
