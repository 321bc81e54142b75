"""Undated: the day of a page on which nothing states or shows one, by its scripts or by htmldate's thorough search."""

import re
from datetime import date
from functools import cache

from htmldate import find_date
from lxml.html import HtmlElement

from newstally.extract.article.conventions import EARLIEST, Conventions
from newstally.extract.article.metadata import markup_data
from newstally.extract.article.moments import LAST_MONTH, Moment, day_of

LAST = date(2100, 1, 1)
"""htmldate wants a last day; this stands for none."""
QUOTED_DAY = re.compile(r"[\"']\d{4}-\d\d-\d\d")
MONTH_IN_ADDRESS = re.compile(r"/((?:19|20)\d{2})/(1[0-2]|0[1-9])/")


def moment_in_code(markup: str, conventions: Conventions) -> Moment | None:
    """Return the moment of publication in a page's scripts and comments. Several days are those of others too."""
    if QUOTED_DAY.search(markup) is None:
        return None  # which is known much sooner than that no name stands before one
    found = conventions.moments(publication_in_code().findall(markup))
    return found[0] if len({day_of(moment) for moment in found}) == 1 else None


@cache
def publication_in_code() -> re.Pattern[str]:
    """Return a pattern for a date of publication in what scripts and comments hold of the page's data."""
    names = "|".join(markup_data()["dates"]["in_code"])
    return re.compile(
        rf"""\b(?:{names})\\?["']?\s*[:=]\s*\\?["'](\d{{4}}-\d\d-\d\d[^"'\\<]{{0,20}})""", re.IGNORECASE
    )


def guessed_day(tree: HtmlElement, url: str, conventions: Conventions) -> date | None:
    """Return any day told in what is left of a page, furniture and other articles being out of it.

    htmldate's thorough search guesses right three times out of four.
    """
    try:
        found = find_date(
            tree,
            extensive_search=True,
            original_date=True,
            min_date=EARLIEST.isoformat(),
            max_date=min(conventions.latest, LAST).isoformat(),
        )
    except (ValueError, TypeError, AttributeError, RecursionError):
        return None
    day = date.fromisoformat(found) if found else None
    if day is None or not conventions.is_plausible(day) or (day.month, day.day) == (1, 1):
        return None
    doubtful = is_month_of_address(day, url) or (conventions.month_first is None and is_ambiguous(tree, day))
    return None if doubtful else day


def is_month_of_address(day: date, url: str) -> bool:
    """Return whether a day is but the first of the month that the page's address has."""
    month = MONTH_IN_ADDRESS.search(url)
    return month is not None and day == date(int(month.group(1)), int(month.group(2)), 1)


def is_ambiguous(tree: HtmlElement, day: date) -> bool:
    """Return whether the page writes the day only in figures of which either may be the month."""
    if day.day > LAST_MONTH or day.day == day.month:
        return False
    text = " ".join(tree.itertext("p", "span", "div", "time", "td", "li", "small", "em", "script"))
    numeric = re.search(rf"\b0?({day.day}[/.]0?{day.month}|{day.month}[/]0?{day.day})[/.]{day.year}\b", text)
    return numeric is not None and "/" in numeric.group()
