"""Datelines: the days that a page's address and the beginning of its text tell."""

import re
from datetime import date

from newstally.extract.article.address import parts_of
from newstally.extract.article.conventions import Conventions
from newstally.extract.article.moments import day_of, parse_day_of_month, parse_shown, parse_stated

URL_DATE = re.compile(
    r"/((?:19|20)\d{2})(?:([/_-]?)(1[0-2]|0[1-9])\2(3[01]|[12]\d|0[1-9])|[/_-](1[0-2]|0?[1-9]|[a-z]{3})[/_-](3[01]|[12]\d|0?[1-9]))"
    r"(?=[/_.-]|$)"
)
AT_END = re.compile(
    r"[_-]((?:19|20)\d{2})(?:(-)(1[0-2]|0[1-9])-(3[01]|[12]\d|0[1-9])|(1[0-2]|0[1-9])(3[01]|[12]\d|0[1-9]))(?:\.\w{3,5})?/?$"
)
"""A day with which the last part of an address ends."""
DATELINE = re.compile(r"^[^.!?\n]{0,20}[A-Z]{3,}[^!?\n]{0,60}?(?:\)?\s*[-–—]+\s|\)\s)")
"""The head of an agency's text: "ORRIN, Feb 24 (Tidewire) - "."""
LINES_WITH_DATELINE = 2
DATE_BEFORE_TEXT = re.compile(
    r"(?:[^\W\d_][\w.'’-]*(?:[ /][^\W\d_][\w.'’-]*){0,3},\s+)?"
    r"(?:\((?P<enclosed>[^()\n]{6,30}\d)\)"
    r"|(?P<bare>(?:\d{1,2}[./-]\s?\d{1,2}[./-]|\d{1,2}\.? [^\W\d_]+ |[^\W\d_]+\.? \d{1,2}, )\d{4})"
    r"\s*(?:[-–—|:]|,?\s*\d{1,2}[:.]\d{2}|$))"
)
"""A whole date with which a paragraph begins, in parentheses, before a dash or a time, or all that it says; a place may
stand before it."""
LINES_WITH_DATE = 5


def day_in_address(url: str, conventions: Conventions) -> date | None:
    """Return the day that an address contains ("/2026/02/24/", "/2026/feb/24/"), None if it has none."""
    path = parts_of(url.lower()).path
    match = URL_DATE.search(path) or AT_END.search(path)
    if not match:
        return None
    year = match.group(1)
    month, day = match.group(3) or match.group(5), match.group(4) or match.group(6)
    found = (
        parse_stated(f"{year}-{month}-{day}")
        if month.isdigit()
        else parse_shown(f"{day} {month} {year}", "en", None)
    )
    return day_of(found) if found and conventions.is_plausible(found) else None


def day_of_dateline(text: str, conventions: Conventions, reference: date) -> date | None:
    """Return the day in the head of an agency's text, in the year that puts it closest to the reference."""
    heads = map(DATELINE.match, text.split("\n", LINES_WITH_DATELINE)[:LINES_WITH_DATELINE])
    head = next(filter(None, heads), None)
    day = parse_day_of_month(head.group(), conventions.language, reference) if head else None
    return day if day is not None and conventions.is_plausible(day) else None


def day_before_text(text: str, conventions: Conventions) -> date | None:
    """Return the day with which one of the first paragraphs begins, set apart from what it tells."""
    for line in text.split("\n", LINES_WITH_DATE)[:LINES_WITH_DATE]:
        if match := DATE_BEFORE_TEXT.match(line):
            day = conventions.plausible_day(match.group("enclosed") or match.group("bare"))
            if day is not None:
                return day
    return None
