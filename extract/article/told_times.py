"""Told times: which blocks of a page are, or begin with, a time of day in plain text, and which lines tell a day.

Such times are told by their form: a line that says only when ("20:35", "8:05 p.m. ET, June 8, 2026"), or a time and a
sign before the text ("17.20 Uhr: …"). Words around a time that recur with each of three times are those of the outlet's
language for it ("Godz. 18:40"), whichever that is.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, date, time, tzinfo
from itertools import islice

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

TIME = re.compile(
    r"(?<![\d.:/-])(?P<hour>[01]?\d|2[0-3])(?:\s?[:.hH時时點点시]\s?(?P<minute>[0-5]\d)(?!\d|[.:/-]\d)[分분]?|(?=\s?[ap]\.?\s?m\b))"
    r"(?:\s?(?P<half>[ap])\.?\s?m\b\.?)?(?P<universal>\s?\(?(?:GMT|UTC)\b)?",
    re.IGNORECASE,
)
MAY_BE_TIME = re.compile(r"\d\s?(?:[:.hH時时點点시]\s?[0-5]\d|[ap]\.?\s?m\b)", re.IGNORECASE)
"""What stands wherever ``TIME`` finds something."""
DAY_AND_MONTH = re.compile(
    r"[(\[ ]?(?P<day>\d{1,2})\.(?P<month>\d{1,2})\.?,?\s*[-–|/]?\s*(?=\d{1,2}[:.hH]\d{2}(?!\d|[.]\d))"
)
"""A day without its year before a time ("13.05., 06:50"); with full stops the day is first everywhere."""
AFTER_TIME = re.compile(
    r"[)\]】］]?\s*(?:[^\W\d_]{1,5}\.?\s*){0,2}[)\]】］]?\s*[.:–—|•+-]+\s+\S"
    r"|[)\]】］]?(?:\s|(?<=[】］]))(?:[A-Z]{2,5}\s|[^\W\d_]{1,4}\.\s)?\W?(?P<first>\w)"
)
"""What stands between a time and the text of its entry: a unit or a zone, and a sign; else a capital begins it."""
BEFORE_TIME = re.compile(r"(?:[^\W\d_]{1,4}\.?\s){1,2}(?=\d)")
"""Short words before the time with which an entry begins, if a sign behind it sets it apart ("ore 19:40 - …")."""
OPENING = "([ +*•·–—|▪●►»【［"
"""What may stand before the time with which an entry begins."""
BEHIND_HEAD = re.compile(r"\s*(?:[^\W\d_]{1,5}\.?\s*)?[)\]]\W*$")
"""What stands behind the time with which a heading ends ("Brücke gesperrt (18.40 Uhr)")."""
DIGIT = re.compile(r"\d")
ZONE = re.compile(r"\b[A-Z]{2,4}\b")
MAX_TIME_LINE = 12
MAX_HEADING = 20
"""In words."""
MAX_BEFORE = 40
"""In characters: words before the time with which an entry begins."""
NOON = 12
TEXT = "…"
"""What stands for the words behind a time that are of the entry's text."""
FEWEST = 3
"""Fewer entries with times are no live blog, and fewer times with the same words don't tell what these mean."""


@dataclass(frozen=True, slots=True)
class Told:
    """A block that is, or begins with, a time of day, a day or both."""

    index: int
    time: time | None
    day: date | None
    zone: tzinfo | None = None
    """That which the line names, if it is the universal one."""


def may_tell_times(judged: Sequence[Judged]) -> bool:
    """Return whether so many blocks as entries need have what may be a time; that few have is known soon."""
    found = (one for one in judged if MAY_BE_TIME.search(one.block.text) is not None)
    return len(list(islice(found, FEWEST))) == FEWEST


def told_times(judged: Sequence[Judged], published: Moment | None, language: str | None) -> Iterator[Told]:
    """Yield the blocks that are, or begin with, a time of day, and the lines that tell a day."""
    known = words_of_dates((language or "en")[:2].lower()) | words_of_dates("en")
    around = words_around(judged)
    recurring = Counter(around.values())
    openings = Counter(form[:2] for form in around.values())
    for index, one in enumerate(judged):
        text = one.block.text
        if not DIGIT.search(text):
            continue
        before = DAY_AND_MONTH.match(text)
        words = around.get(index, ("", "", ""))
        opened = bool(words[1]) and openings[words[:2]] >= FEWEST
        start = before.end() if before is not None else start_of_time(text, opened)
        found = TIME.search(text, start) if one.block.words <= MAX_TIME_LINE else TIME.match(text, start)
        day = nearest_day(before, day_of(published)) if before is not None and published is not None else None
        if found is not None and day is not None:
            if not text[found.end() :].strip() or one.dropped is None:
                yield told_by(index, found, day)
            continue
        if says_only_when(one.block, known, found) or (
            found is not None
            and words[2] != TEXT
            and one.block.words <= MAX_TIME_LINE
            and recurring[words] >= FEWEST
        ):
            day = shown_day(text, language, published)
            if found is not None:
                yield told_by(index, found, day)
            elif day is not None:
                yield Told(index, None, day)
        elif one.dropped is None or heads(judged, index):
            if found is None or not begins_entry(text, found, opened):
                found = ends_heading(one.block)
            if found is not None:
                yield told_by(index, found, None)


def words_around(judged: Sequence[Judged]) -> Mapping[int, tuple[object, str, str]]:
    """Return of each block near whose beginning a time stands its form, and the words before and behind that.

    Figures in them are all alike; behind the times of long blocks the text begins.
    """
    found = {}
    for index, one in enumerate(judged):
        text = one.block.text
        beginning = text[: 2 * MAX_BEFORE]
        time = TIME.search(beginning) if DIGIT.search(beginning) else None
        if time is None or time.start() > MAX_BEFORE:
            continue
        before = DIGIT.sub("0", text[: time.start()].strip(OPENING).casefold())
        behind = DIGIT.sub("0", text[time.end() :].casefold()) if one.block.words <= MAX_TIME_LINE else TEXT
        found[index] = (form_of(one.block), before, behind)
    return found


def told_by(index: int, found: re.Match[str], day: date | None) -> Told:
    """Return what a block tells in which a match of ``TIME`` was found."""
    return Told(index, time_of(found), day, UTC if found["universal"] else None)


def ends_heading(block: Block) -> re.Match[str] | None:
    """Return the time in brackets with which a heading or bold line ends, None if it ends with none."""
    if block.words > MAX_HEADING or (block.tag not in HEADINGS and block.stressed < 0.9 * len(block.text)):
        return None
    *_, last = [None, *TIME.finditer(block.text)]
    if last is None or block.text[: last.start()].rstrip()[-1:] not in ("(", "["):
        return None
    return last if BEHIND_HEAD.fullmatch(block.text, last.end()) else None


def shown_day(text: str, language: str | None, published: Moment | None) -> date | None:
    """Return the day that a line tells; of a day and a month in figures the order that is nearer to the publication."""
    if published is None:
        return parse_shown(text, language, month_first=True)
    near = day_of(published)
    days = [day for first in (True, False) if (day := parse_shown(text, language, month_first=first))]
    return min(days, key=lambda day: abs(day - near), default=None) or parse_day_of_month(
        text, language, near
    )


def nearest_day(found: re.Match[str], published: date) -> date | None:
    """Return the day that a match of ``DAY_AND_MONTH`` tells, of the year in which it is nearest to another."""
    days = []
    for year in (published.year - 1, published.year, published.year + 1):
        with suppress(ValueError):
            days.append(date(year, int(found["month"]), int(found["day"])))
    return min(days, key=lambda day: abs(day - published), default=None)


def start_of_time(text: str, opened: bool) -> int:
    """Return where the time stands with which a text may begin: behind signs and short words, or any if ``opened``."""
    start = len(text) - len(text.lstrip(OPENING))
    if opened and (found := TIME.search(text, start)) is not None:
        return found.start()
    before = BEFORE_TIME.match(text, start)
    return before.end() if before else start


def begins_entry(text: str, found: re.Match[str], opened: bool) -> bool:
    """Return whether a text begins with the time that was found in it, set apart from what follows.

    If the text is ``opened`` by words that stand before other times as well, a capital sets it apart.
    """
    after = AFTER_TIME.match(text, found.end())
    if after is None or found.start() != start_of_time(text, opened):
        return False
    first = after["first"]
    if text[: found.start()].strip(OPENING) and not opened:
        return first is None
    return first is None or not (first.islower() or first.isdigit())


def heads(judged: Sequence[Judged], index: int) -> bool:
    """Return whether a block is a line with a kept block right below it."""
    below = judged[index + 1] if index + 1 < len(judged) else None
    return judged[index].block.words <= MAX_HEADING and below is not None and below.dropped is None


def form_of(block: Block) -> tuple[object, str | None]:
    """Return what the elements that show the times of one live blog share: their tag and class."""
    return block.element.tag, block.element.get("class")


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
