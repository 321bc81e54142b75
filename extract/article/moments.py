"""Moments: dates and times as pages write them, for machines and for readers, as Python values."""

import re
from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta, tzinfo
from datetime import timezone as fixed_offset
from email.utils import parsedate_to_datetime
from functools import cache

from babel import Locale, UnknownLocaleError

from newstally.extract.article.phrases import all_entries, phrases
from newstally.extract.time_zones import time_zone
from newstally.extract.words import remembered

Moment = datetime | date

ISO = re.compile(
    r"(?<!\d)(\d{4})[-/](\d{1,2})[-/](\d{1,2})"
    r"(?:(?:T|\s)\s*(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,6})\d*)?)?\s*(Z|UTC|GMT|[+-]\d{2}:?\d{2}|[+-]\d{2}(?!\d))?)?",
    re.IGNORECASE,
)
EPOCH = re.compile(r"\d{10}(?:\d{3})?")
COMPACT = re.compile(r"((?:19|20)\d{2})([01]\d)([0-3]\d)(?:T?(\d{2})(\d{2})(\d{2})?)?(Z)?")
LAST_MONTH = 12
YEAR = re.compile(r"(?<!\d)(?:19|20)\d{2}(?!\d)")
LETTERS = re.compile(r"[^\W\d_]+")
LETTERS_OF_ISO = ("t", "z", "utc", "gmt")
"""What stands in a moment that is written for machines, beside figures."""
UNIX = re.compile(
    r"(?:[A-Z][a-z]{2} )?([A-Z][a-z]{2}) {1,2}(\d{1,2}) (\d\d:\d\d:\d\d) (?:[A-Z]{3,4} )?(\d{4})"
)
"""As Unix's ``date`` and Java write a moment: "Mon Mar 09 18:05:00 CET 2026"."""
WITH_SIGNS = re.compile(r"((?:19|20)\d{2})\s?[年년]\s?(\d{1,2})\s?[月월]\s?(\d{1,2})\s?[日일]")
"""A date whose figures stand before the signs for year, month and day."""
NUMERIC = re.compile(r"(?<![\d/.-])(\d{1,2})([/.-])(\d{1,2})\2(\d{4}|\d\d(?![/.-]?\d))(?!\d)")
CENTURY = 2000
"""Of years with two digits: pages of the web are not older."""
REGIONS_WITH_OTHER_MONTHS = {"ar": ("ar_LB", "ar_DZ", "ar_MA")}
"""Languages whose months have other names in some countries, with a locale of each."""
MONTH_FIRST_COUNTRIES = frozenset({"us", "ph", "pr", "pa", "gu", "fm", "pw", "mh"})
"""Countries that write month before day in figures (CLDR short date patterns of English and Spanish locales)."""
MONTH_FIRST_LANGUAGES = frozenset({"en", "fil", "tl"})
"""Languages in which most of them write; Spanish ones do only in Puerto Rico and Panama."""


def writes_month_first(country: str | None, language: str | None) -> bool | None:
    """Return whether an outlet writes 03/09 for 9 March, None if that can't be told.

    Its country tells it, else the region of its language's tag, else a language that no such country shares.
    """
    if region := country or region_of(language):
        return region.lower() in MONTH_FIRST_COUNTRIES
    return False if language and language.lower() not in MONTH_FIRST_LANGUAGES else None


def region_of(language: str | None) -> str | None:
    """Return the country in a language's tag ("de-AT", "zh-Hans-CN", "en_US"), None if it has none."""
    parts = (language or "").replace("_", "-").split("-")[1:]
    return next((part for part in parts if len(part) == 2 and part.isalpha()), None)


def parse_stated(value: object) -> Moment | None:
    """Return the moment that a machine-readable value states: ISO 8601, an Unix time, RFC 2822; None if it is none.

    The offset that the value gives is kept; without one the result is naive, without a time it is a date.
    """
    text = str(value).strip().strip("'\"")
    try:
        if EPOCH.fullmatch(text):
            return datetime.fromtimestamp(int(text[:10]), UTC)
        if match := COMPACT.fullmatch(text):
            year, month, day, hour, minute, second, offset = match.groups()
            return _moment(year, month, day, hour, minute, second, None, offset)
        if match := ISO.match(text):
            year, month, day, hour, minute, second, fraction, offset = match.groups()
            return _moment(year, month, day, hour, minute, second, fraction, offset)
        if match := UNIX.match(text):
            month, day, clock, year = match.groups()
            return datetime.strptime(f"{day} {month} {year} {clock}", "%d %b %Y %H:%M:%S")
        if re.match(r"(?:[A-Za-z]{3,9},\s*)?\d{1,2}[ -][A-Za-z]{3}[ -]\d{2,4} \d", text):
            return parsedate_to_datetime(text)
    except (ValueError, TypeError, OverflowError):
        return None
    return None


def _moment(
    year: str,
    month: str,
    day: str,
    hour: str | None,
    minute: str | None,
    second: str | None,
    fraction: str | None,
    offset: str | None,
) -> Moment:
    if hour is None or minute is None:
        return date(int(year), int(month), int(day))
    zone: tzinfo | None = None
    if offset:
        if offset.upper() in ("Z", "UTC", "GMT"):
            zone = UTC
        else:
            minutes = int(offset[1:3]) * 60 + int(offset[-2:] if len(offset) > 3 else 0)
            zone = fixed_offset(timedelta(minutes=-minutes if offset[0] == "-" else minutes))
    microsecond = int((fraction or "0").ljust(6, "0"))
    return datetime(
        int(year), int(month), int(day), int(hour), int(minute), int(second or 0), microsecond, zone
    )


def parse_shown(text: str, language: str | None, month_first: bool | None) -> date | None:
    """Return the first full date in a text for readers; None if there is none or day and month can't be told apart.

    ``month_first`` says how the outlet's country writes dates in figures; None if that is not known.
    """
    if match := ISO.search(text):
        return _date(int(match.group(1)), int(match.group(2)), int(match.group(3)))
    if match := WITH_SIGNS.search(text):
        return _date(int(match.group(1)), int(match.group(2)), int(match.group(3)))
    for code in dict.fromkeys(((language or "en")[:2].lower(), "en")):
        names = month_names(code)
        if match := day_first_pattern(code).search(text):
            return _date(int(match.group(3)), names[match.group(2).casefold()], int(match.group(1)))
        if match := month_first_pattern(code).search(text):
            return _date(int(match.group(3)), names[match.group(1).casefold()], int(match.group(2)))
    if match := NUMERIC.search(text):
        first, second, year = int(match.group(1)), int(match.group(3)), int(match.group(4))
        year += CENTURY if len(match.group(4)) == 2 else 0
        day_first = month_first is False or match.group(2) == "."  # with full stops the day is always first
        if first > LAST_MONTH or (second <= LAST_MONTH and (day_first or first == second)):
            return _date(year, second, first)
        if second > LAST_MONTH or month_first:
            return _date(year, first, second)
    return None


def is_date_line(text: str, language: str | None) -> bool:
    """Return whether a text has a whole date and says nothing but days and times, and of what these are."""
    if not YEAR.search(text) or parse_shown(text, language, True) is None:
        return False
    known = words_of_dates((language or "en")[:2].lower()) | words_of_dates("en")
    return all(word.casefold() in known for word in LETTERS.findall(phrases("dates.modified").sub(" ", text)))


@remembered
def words_of_dates(language: str) -> frozenset[str]:
    """Return the words of which lines that tell a date are made: CLDR's months, days and zones, and of what it is."""
    known = {*LETTERS_OF_ISO, *month_names(language)}
    for kind in ("dates.published", "dates.times", "dates.ordinals", "language.function_words"):
        known.update(word for entry in all_entries(kind) for word in LETTERS.findall(entry.casefold()))
    try:
        days = Locale.parse(language).days
    except (UnknownLocaleError, ValueError):
        return frozenset(known)
    for widths in days.values():
        for width in ("wide", "abbreviated"):
            known.update(word for name in widths[width].values() for word in LETTERS.findall(name.casefold()))
    return frozenset(known)


def parse_day_of_month(text: str, language: str | None, reference: date) -> date | None:
    """Return the first "24 February" or "Feb. 24" in a text, in the year that puts it closest to the reference."""
    for code in dict.fromkeys(((language or "en")[:2].lower(), "en")):
        if match := day_and_month_pattern(code).search(text):
            month = month_names(code)[(match.group(2) or match.group(3)).casefold()]
            day = int(match.group(1) or match.group(4))
            years = [_date(reference.year + shift, month, day) for shift in (-1, 0, 1)]
            return min(
                (found for found in years if found), key=lambda found: abs(found - reference), default=None
            )
    return None


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


@cache
def month_names(language: str) -> dict[str, int]:
    """Return the names and abbreviations of the months in a language (CLDR), casefolded, with their numbers."""
    try:
        locales = [Locale.parse(code) for code in (language, *REGIONS_WITH_OTHER_MONTHS.get(language, ()))]
    except (UnknownLocaleError, ValueError):
        return {}
    found = {
        name.strip(".").casefold(): number
        for locale in locales
        for context in ("format", "stand-alone")
        for width in ("wide", "abbreviated")
        for number, name in locale.months[context][width].items()
    }
    if language == "en":
        found["sept"] = 9
    return {name: number for name, number in found.items() if name.isalpha()}


@remembered
def day_and_month_pattern(language: str) -> re.Pattern[str]:
    """Return a pattern for "24 February" and "Feb. 24" in a language."""
    names = any_of(month_names(language))
    of = any_of(all_entries("dates.before_month"))
    return re.compile(
        rf"\b(?:(\d{{1,2}})\.?\s+(?:{of}\s+)?({names})\b|({names})\.?\s+(\d{{1,2}})\b)", re.IGNORECASE
    )


@remembered
def day_first_pattern(language: str) -> re.Pattern[str]:
    """Return a pattern for "24 February 2026" in a language."""
    names, ordinals = any_of(month_names(language)), any_of(all_entries("dates.ordinals"))
    of, of_year = any_of(all_entries("dates.before_month")), any_of(all_entries("dates.before_year"))
    return re.compile(
        rf"(?<!\d)(\d{{1,2}})(?:{ordinals}|º|\.)?[\s-]+(?:{of}\s+)?({names})(?:/{names})?\.?,?[\s-]+(?:{of_year}\s+)?((?:19|20)\d{{2}})",
        re.IGNORECASE,
    )


@remembered
def month_first_pattern(language: str) -> re.Pattern[str]:
    """Return a pattern for "February 24, 2026" in a language."""
    names, ordinals = any_of(month_names(language)), any_of(all_entries("dates.ordinals"))
    return re.compile(rf"\b({names})\.?\s+(\d{{1,2}}){ordinals}?,?\s+((?:19|20)\d{{2}})", re.IGNORECASE)


def any_of(words: Iterable[str]) -> str:
    """Return a regular expression for any of the words, the longest first; nothing matches it where there are none."""
    return f"(?:{'|'.join(map(re.escape, sorted(words, key=len, reverse=True))) or '(?!)'})"


def day_of(moment: Moment) -> date:
    """Return the day of a moment, in the moment's own zone."""
    return moment.date() if isinstance(moment, datetime) else moment


def localized(moment: Moment, timezone: str | None) -> Moment:
    """Return the moment in the outlet's time zone, where the moment itself gives no zone of its own or only UTC."""
    if timezone is None or not isinstance(moment, datetime):
        return moment
    zone = time_zone(timezone)
    if zone is None:
        return moment
    if moment.tzinfo is None:
        return moment.replace(tzinfo=zone)
    return moment.astimezone(zone) if not moment.utcoffset() else moment
