"""Numeric dates: dates written in figures, read by dateparser with the order of day and month that the country uses."""

import re
from datetime import date
from functools import lru_cache

from newstally.extract.periods.calendar import country_data


@lru_cache(maxsize=4096)
def numeric_date(text: str, country: str | None, language: str) -> date | None:
    """Return the day that a date in figures names, or None.

    dateparser takes about a millisecond, so answers are kept; and a third of a second to load, so it is only loaded
    for the first such date.
    """
    import dateparser

    if re.match(r"\d{4}", text):
        order = "YMD"
    else:
        order = "MDY" if country in country_data()["month_first"] else "DMY"
    found = dateparser.parse(
        text,
        languages=[language],
        settings={"DATE_ORDER": order, "PARSERS": ["absolute-time"], "STRICT_PARSING": True},
    )
    return None if found is None else found.date()
