"""Live times: entries of a live blog that stand below, or begin with, a time of day in plain text.

Such times are told by their form: a line that says only when ("20:35", "8:05 p.m. ET, June 8, 2026"), or a time and a
sign before the text ("17.20 Uhr: …"). What happened in the course of a day is told so as well; a live blog has its
newest entry first, or calls itself one.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import pairwise

from lxml.html import HtmlElement

from newstally.extract.article.blocks import Block
from newstally.extract.article.boxes import HEADINGS
from newstally.extract.article.judged import Judged
from newstally.extract.article.moments import (
    LETTERS,
    Moment,
    day_of,
    parse_day_of_month,
    parse_shown,
    words_of_dates,
)
from newstally.extract.article.phrases import phrase_in

TIME = re.compile(
    r"(?<![\d.:/-])(?P<hour>[01]?\d|2[0-3])(?:\s?[:.hH]\s?(?P<minute>[0-5]\d)(?!\d|[.:/-]\d)|(?=\s?[ap]\.?\s?m\b))"
    r"(?:\s?(?P<half>[ap])\.?\s?m\b\.?)?",
    re.IGNORECASE,
)
DAY_AND_MONTH = re.compile(
    r"[(\[ ]?(?P<day>\d{1,2})\.(?P<month>\d{1,2})\.?,?\s*[-–|/]?\s*(?=\d{1,2}[:.hH]\d{2}(?!\d|[.]\d))"
)
"""A day without its year before a time ("13.05., 06:50"); with full stops the day is first everywhere."""
AFTER_TIME = re.compile(
    r"[)\]]?\s*(?:[^\W\d_]{1,4}\.?\s*){0,2}[:–—|•-]\s+\S"
    r"|[)\]]?\s(?:[A-Z]{2,5}\s|[^\W\d_]{1,4}\.\s)?\W?(?P<first>\w)"
)
"""What stands between a time and the text of its entry: a unit or a zone, and a sign; else a capital begins it."""
BEFORE_TIME = re.compile(r"(?:[^\W\d_]{1,4}\.?\s){1,2}(?=\d)")
"""Short words before the time with which an entry begins, if a sign behind it sets it apart ("ore 19:40 - …")."""
OPENING = "([ "
"""What may stand before the time with which an entry begins."""
DIGIT = re.compile(r"\d")
ZONE = re.compile(r"\b[A-Z]{2,4}\b")
MAX_TIME_LINE = 12
"""In words."""
NOON = 12
FEWEST = 3
"""Fewer entries with times are no live blog."""
SMALLEST_SHARE = 0.5
"""The entries hold at least so much of the words of the text."""
MAX_DAYS = 7
"""What goes on longer has its days in its lines."""


@dataclass(frozen=True, slots=True)
class Told:
    """A block that is, or begins with, a time of day, a day or both."""

    index: int
    time: time | None
    day: date | None


@dataclass(frozen=True, slots=True)
class Timed:
    """A block that begins an entry, with its time of day, and its day where a line tells it."""

    index: int
    time: time
    day: date | None


def plain_moments(
    judged: Sequence[Judged], published: Moment | None, language: str | None, title: str | None
) -> list[Moment | None]:
    """Return for each kept block the moment of the entry that it is of, [] if the text has no such entries.

    ``published`` is when the article was, the day of the first entry where no line tells it.
    """
    told = told_of_entries(judged, list(told_times(judged, published, language)))
    timed = list(with_days(told))
    if len({one.time for one in timed}) < FEWEST:
        return []
    newest_first = is_newest_first(timed)
    if not newest_first and phrase_in(title or "", "live") is None:
        return []
    days = days_of(timed, published, newest_first)
    if not days:
        return []
    zone = published.tzinfo if isinstance(published, datetime) and published.utcoffset() else None
    begins: dict[int, datetime | None] = {one.index: None for one in told}
    begins |= {one.index: datetime.combine(day, one.time, zone) for one, day in zip(timed, days, strict=True)}
    return moments_of_kept(judged, begins)


def told_times(judged: Sequence[Judged], published: Moment | None, language: str | None) -> Iterator[Told]:
    """Yield the blocks that are, or begin with, a time of day, and the lines that tell a day."""
    known = words_of_dates((language or "en")[:2].lower()) | words_of_dates("en")
    for index, one in enumerate(judged):
        text = one.block.text
        if not DIGIT.search(text):
            continue
        before = DAY_AND_MONTH.match(text)
        start = before.end() if before is not None else start_of_time(text)
        found = TIME.search(text, start) if one.block.words <= MAX_TIME_LINE else TIME.match(text, start)
        day = nearest_day(before, day_of(published)) if before is not None and published is not None else None
        if found is not None and day is not None:
            if not text[found.end() :].strip() or one.dropped is None:
                yield Told(index, time_of(found), day)
            continue
        if says_only_when(one.block, known, found):
            day = parse_shown(text, language, month_first=True)
            if day is None and published is not None:
                day = parse_day_of_month(text, language, day_of(published))
            if found is not None or day is not None:
                yield Told(index, time_of(found) if found is not None else None, day)
        elif (
            found is not None and begins_entry(text, found) and (one.dropped is None or heads(judged, index))
        ):
            yield Told(index, time_of(found), None)


def nearest_day(found: re.Match[str], published: date) -> date | None:
    """Return the day that a match of ``DAY_AND_MONTH`` tells, of the year in which it is nearest to another."""
    days = []
    for year in (published.year - 1, published.year, published.year + 1):
        with suppress(ValueError):
            days.append(date(year, int(found["month"]), int(found["day"])))
    return min(days, key=lambda day: abs(day - published), default=None)


def start_of_time(text: str) -> int:
    """Return where the time stands with which a text may begin: behind a bracket or short words."""
    start = len(text) - len(text.lstrip(OPENING))
    before = BEFORE_TIME.match(text, start)
    return before.end() if before else start


def begins_entry(text: str, found: re.Match[str]) -> bool:
    """Return whether a text begins with the time that was found in it, set apart from what follows."""
    after = AFTER_TIME.match(text, found.end())
    if after is None or found.start() != start_of_time(text):
        return False
    if text[: found.start()].strip(OPENING):
        return after["first"] is None
    return after["first"] is None or after["first"].isupper()


def heads(judged: Sequence[Judged], index: int) -> bool:
    """Return whether a block is a heading with a kept block right below it."""
    below = judged[index + 1] if index + 1 < len(judged) else None
    return judged[index].block.tag in HEADINGS and below is not None and below.dropped is None


def told_of_entries(judged: Sequence[Judged], told: Sequence[Told]) -> list[Told]:
    """Return the times in elements of one form, three at least, and the days told in what holds all of these."""
    forms = Counter(form_of(judged[one.index].block) for one in told if one.time is not None)
    entries = {
        one.index
        for one in told
        if one.time is not None and forms[form_of(judged[one.index].block)] >= FEWEST
    }
    if not entries:
        return []
    box = held_by(judged, entries)
    return [
        one
        for one in told
        if one.index in entries or (one.time is None and box <= {*judged[one.index].block.path})
    ]


def form_of(block: Block) -> tuple[object, str | None]:
    """Return what the elements that show the times of one live blog share: their tag and class."""
    return block.element.tag, block.element.get("class")


def held_by(judged: Sequence[Judged], indexes: Iterable[int]) -> set[HtmlElement]:
    """Return the elements in which all of the blocks stand."""
    return set.intersection(*({*judged[index].block.path} for index in indexes))


def with_days(told: Iterable[Told]) -> Iterator[Timed]:
    """Yield the times, each with its own day or that of the last line that tells one."""
    day: date | None = None
    for one in told:
        day = one.day or day
        if one.time is not None:
            yield Timed(one.index, one.time, day)


def says_only_when(block: Block, known: frozenset[str], found: re.Match[str] | None) -> bool:
    """Return whether a line tells a time or a day and nothing else; ``known`` are the words of dates."""
    text = block.text
    if block.words > MAX_TIME_LINE:
        return False
    rest = f"{text[: found.start()]} {text[found.end() :]}" if found is not None else text
    return all(word.casefold() in known for word in LETTERS.findall(ZONE.sub(" ", rest)))


def time_of(found: re.Match[str]) -> time:
    """Return the time of day that a match of ``TIME`` tells."""
    hour, minute, half = int(found["hour"]), int(found["minute"] or 0), (found["half"] or "").lower()
    if half and hour <= NOON:
        hour = hour % NOON + (NOON if half == "p" else 0)
    return time(hour, minute)


def is_newest_first(timed: Sequence[Timed]) -> bool:
    """Return whether more entries are earlier than the one before them than later, by day and time or by time alone."""
    dated = all(one.day is not None for one in timed)
    moments = [(one.day if one.day is not None and dated else date.min, one.time) for one in timed]
    pairs = list(pairwise(moments))
    return sum(second < first for first, second in pairs) > sum(first < second for first, second in pairs)


def days_of(timed: Sequence[Timed], published: Moment | None, newest_first: bool) -> list[date]:
    """Return the day of each entry, [] if it can't be told: the entries must follow each other in time.

    Where no line tells it the first is of the day on which the article was published; what is earlier on the clock than
    the entry before it is of the next day.
    """
    order = list(reversed(timed)) if newest_first else list(timed)
    if all(one.day is not None for one in order):
        days = [one.day for one in order if one.day is not None]
        moments = [(day, one.time) for day, one in zip(days, order, strict=True)]
        if moments != sorted(moments):
            return []
    else:
        if published is None or any(one.day is not None for one in order):
            return []
        days, day = [], day_of(published)
        for before, one in zip((None, *order), order, strict=False):
            if before is not None and one.time < before.time:
                day += timedelta(days=1)
            days.append(day)
        if (days[-1] - days[0]).days > MAX_DAYS:
            return []
    return list(reversed(days)) if newest_first else days


def moments_of_kept(judged: Sequence[Judged], begins: Mapping[int, datetime | None]) -> list[Moment | None]:
    """Return the moment of each kept block in the element that holds all the entries, [] if they hold too little.

    ``begins`` has the blocks with which an entry begins, and with None those with which one ends: lines with a day.
    """
    box = held_by(judged, (index for index, moment in begins.items() if moment is not None))
    found: list[Moment | None] = []
    current: datetime | None = None
    held = total = 0
    for index, one in enumerate(judged):
        current = begins.get(index, current)
        if one.dropped is None:
            current = current if box <= {*one.block.path} else None
            found.append(current)
            total += one.block.words
            held += one.block.words if current is not None else 0
    return found if held >= SMALLEST_SHARE * total else []
