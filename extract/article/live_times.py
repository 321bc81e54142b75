"""Live times: entries of a live blog that stand at, or begin with, a time of day in plain text.

What happened in the course of a day is told with such times as well; a live blog has its newest entry first, or calls
itself one. In boxes side by side an entry is what its box holds; else it is what stands below its time, and the heading
right above it where all have one.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo
from itertools import pairwise

from lxml.html import HtmlElement

from newstally.extract.article.boxes import HEADINGS
from newstally.extract.article.judged import Judged
from newstally.extract.article.moments import Moment, day_of
from newstally.extract.article.phrases import phrase_in
from newstally.extract.article.told_times import FEWEST, Told, form_of, may_tell_times, told_times

SMALLEST_SHARE = 0.5
"""The entries hold at least so much of the words of the text."""
MAX_DAYS = 7
"""What goes on longer has its days in its lines."""


@dataclass(frozen=True, slots=True)
class Timed:
    """A block that begins an entry, with its time of day, and its day where a line tells it."""

    index: int
    time: time
    day: date | None
    zone: tzinfo | None = None


def plain_moments(
    judged: Sequence[Judged], published: Moment | None, language: str | None, title: str | None
) -> list[Moment | None]:
    """Return for each kept block the moment of the entry that it is of, [] if the text has no such entries.

    ``published`` is when the article was, the day of the first entry where no line tells it.
    """
    if not may_tell_times(judged):
        return []
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
    moments = {
        one.index: datetime.combine(day, one.time, one.zone or zone)
        for one, day in zip(timed, days, strict=True)
    }
    boxes = boxes_of(judged, list(moments))
    if boxes:
        return moments_in_boxes(judged, {box: moments[index] for box, index in boxes.items()})
    starts = headings_above(judged, list(moments))
    begins: dict[int, datetime | None] = {one.index: None for one in told if one.time is None}
    begins |= {starts[index]: moment for index, moment in moments.items()}
    return moments_of_kept(judged, begins)


def boxes_of(judged: Sequence[Judged], timed: Sequence[int]) -> dict[HtmlElement, int]:
    """Return the boxes side by side, of one tag, that hold one time each and text beside it; {} if some don't."""
    paths = [judged[index].block.path for index in timed]
    depth = len(held_by(judged, timed))
    boxes = {path[depth]: index for path, index in zip(paths, timed, strict=True) if len(path) > depth}
    if len(boxes) < len(timed) or len({box.tag for box in boxes}) > 1:
        return {}
    beside = {
        element
        for index, one in enumerate(judged)
        if one.dropped is None and index not in timed
        for element in one.block.path[depth : depth + 1]
    }
    return boxes if boxes.keys() <= beside else {}


def moments_in_boxes(judged: Sequence[Judged], boxes: Mapping[HtmlElement, datetime]) -> list[Moment | None]:
    """Return the moment of the box in which each kept block stands, [] if the boxes hold too little."""
    kept = [one.block for one in judged if one.dropped is None]
    found: list[Moment | None] = [
        next((boxes[element] for element in block.path if element in boxes), None) for block in kept
    ]
    words = [block.words for block in kept]
    held = sum(count for count, moment in zip(words, found, strict=True) if moment is not None)
    enough = held >= SMALLEST_SHARE * sum(words) and len({moment for moment in found if moment}) >= FEWEST
    return found if enough else []


def headings_above(judged: Sequence[Judged], timed: Sequence[int]) -> dict[int, int]:
    """Return for each time the block with which its entry begins: the heading right above it, where all have one."""
    above = {index: index - 1 for index in timed}
    headed = all(
        index
        and judged[before].block.tag in HEADINGS
        and judged[before].dropped is None
        and judged[index].block.tag not in HEADINGS
        for index, before in above.items()
    )
    return above if headed else {index: index for index in timed}


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


def held_by(judged: Sequence[Judged], indexes: Iterable[int]) -> set[HtmlElement]:
    """Return the elements in which all of the blocks stand."""
    return set.intersection(*({*judged[index].block.path} for index in indexes))


def with_days(told: Iterable[Told]) -> Iterator[Timed]:
    """Yield the times, each with its own day or that of the last line that tells one."""
    day: date | None = None
    for one in told:
        day = one.day or day
        if one.time is not None:
            yield Timed(one.index, one.time, day, one.zone)


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
