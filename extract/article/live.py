"""Live blogs: which parts of the text are entries that were published at times of their own.

JSON-LD states them (LiveBlogPosting, https://schema.org/LiveBlogPosting), or the page shows them as boxes side by
side, each below its own time, or as lines below times in plain text (``live_times``), whose day is that of the article
where none is told.
"""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from functools import cache
from typing import Any

from lxml.etree import XPath
from lxml.html import HtmlElement

from newstally.extract.article.blocks import Block
from newstally.extract.article.body import Body
from newstally.extract.article.jsonld import body_of, text_of
from newstally.extract.article.live_times import plain_moments
from newstally.extract.article.metadata import Metadata, markup_data
from newstally.extract.article.moments import Moment, day_of, localized, parse_stated
from newstally.extract.article.witness import Witness, squeezed
from newstally.extract.model import Entry

FEWEST = 3
"""Fewer boxes with times are no live blog."""
LONGEST = timedelta(days=60)
SMALLEST_SHARE = 0.5
"""The entries hold at least so much of the words of a text that isn't stated to be a live blog."""
STAMPED = XPath('descendant-or-self::*/@*[starts-with(., "20") or starts-with(., "1")]/..')
"""Elements with an attribute that may begin with a year or a Unix time."""
BEGINS_WITH_YEAR_OR_EPOCH = re.compile(r"(?:19|20)\d\d-\d\d-\d\d|1\d{9}(?:\d{3})?$")
WHOLE_PAGE = frozenset({"html", "body", "main", "article"})


def find_entries(
    tree: HtmlElement, metadata: Metadata, body: Body, timezone: str | None
) -> tuple[Entry, ...]:
    """Return the entries of a live blog in the order of its text, none if the text isn't one.

    A moment without a zone, or in UTC, is told in the outlet's ``timezone`` where that is known.
    """
    lines = body.text.split("\n")
    moments = (
        stated_moments(metadata, lines)
        or moments_of_boxes(named_boxes(tree, metadata), body, lines, 2)
        or shown_moments(tree, body, lines)
    )
    return entries_in(lines, [moment and localized(moment, timezone) for moment in moments])


def find_plain_entries(
    title: str | None, language: str | None, body: Body, published: Moment | None, timezone: str | None
) -> tuple[Entry, ...]:
    """Return the entries below times of day in plain text in the order of the text, none if the text has none.

    ``language`` is that which the page names, ``published`` when the article was.
    """
    lines = body.text.split("\n")
    ahead = lines_ahead(body, lines)
    if ahead is None:
        return ()
    moments = plain_moments(body.judged, published, language, title)
    return entries_in(
        lines, [*[None] * ahead, *(moment and localized(moment, timezone) for moment in moments)]
    )


def lines_ahead(body: Body, lines: Sequence[str]) -> int | None:
    """Return how many lines stand before the kept blocks, 0 or 1; None if the text is not that of the blocks."""
    kept = [one.block for one in body.judged if one.dropped is None]
    ahead = len(lines) - len(kept)
    return ahead if kept and ahead in (0, 1) and lines[-1] == kept[-1].text else None


def entries_in(lines: Sequence[str], moments: Sequence[Moment | None]) -> tuple[Entry, ...]:
    """Return the runs of lines that have the same moment, as spans of the text that they make."""
    found: list[Entry] = []
    position, last = 0, None
    for line, moment in zip(lines, moments, strict=False):
        end = position + len(line)
        if moment is not None:
            if moment == last:
                found[-1] = Entry(found[-1].start, end, moment)
            else:
                found.append(Entry(position, end, moment))
        last = moment
        position = end + 1
    return tuple(found)


def stated_moments(metadata: Metadata, lines: Sequence[str]) -> list[Moment | None]:
    """Return for each line the moment of the JSON-LD entry that has it, [] if fewer than two entries are stated."""
    stated = [
        (moment, Witness(paragraphs_of(update)))
        for update in updates_of(metadata)
        if body_of(update) and (moment := moment_of(update)) is not None
    ]
    if len({moment for moment, _ in stated}) < 2:
        return []
    forms = [squeezed(line) for line in lines]
    holding = [[moment for moment, entry in stated if form and entry.holds(form)] for form in forms]
    found: list[Moment | None] = [None] * len(holding)
    for place in reversed(range(len(holding))):
        # A headline that several entries have is of that of the line below it.
        below = found[place + 1] if place + 1 < len(found) else None
        found[place] = below if below in holding[place] else next(iter(holding[place]), None)
    for place in range(1, len(found) - 1):
        if found[place] is None and found[place - 1] == found[place + 1]:
            found[place] = found[place - 1]
    return found if any(found) else []


def updates_of(metadata: Metadata) -> list[dict[str, Any]]:
    """Return the entries that the JSON-LD states."""
    updates = metadata.article.get("liveBlogUpdate")
    return [update for update in (updates if isinstance(updates, list) else []) if isinstance(update, dict)]


def moment_of(update: dict[str, Any]) -> Moment | None:
    """Return when an entry was published."""
    for name in ("datePublished", "dateCreated", "dateModified"):
        if (moment := parse_stated(update.get(name) or "")) is not None:
            return moment
    return None


def paragraphs_of(update: dict[str, Any]) -> tuple[str, ...]:
    """Return the headline and the paragraphs of an entry."""
    return (*filter(None, [text_of(update.get("headline"))]), *body_of(update))


def named_boxes(tree: HtmlElement, metadata: Metadata) -> dict[HtmlElement, Moment]:
    """Return the boxes to which the addresses of the JSON-LD's entries lead, each with its moment."""
    names = {
        name: moment
        for update in updates_of(metadata)
        if (moment := moment_of(update)) is not None
        for name in (str(update.get("url") or update.get("@id") or "").rpartition("#")[2],)
        if name
    }
    if not names:
        return {}
    return {box: names[given] for box in tree.xpath("//*[@id]") if (given := box.get("id")) in names}


def shown_moments(tree: HtmlElement, body: Body, lines: Sequence[str]) -> list[Moment | None]:
    """Return for each line the moment that the box it stands in shows or has as an attribute, [] without such boxes."""
    kept = [one.block for one in body.judged if one.dropped is None]
    shown = {time: moment for time in tree.iter("time") if (moment := moment_shown(time, kept)) is not None}
    if moments := moments_of_boxes(boxes_with_times(shown), body, lines, FEWEST):
        return moments
    moments = moments_of_boxes(boxes_with_times(stamped(tree, kept)), body, lines, FEWEST)
    return moments if follow_each_other([moment for moment in moments if moment]) else []


def follow_each_other(moments: Sequence[Moment]) -> bool:
    """Return whether moments are in order, the newest first or last, and not further apart than a live blog's are."""
    days = [day_of(moment) for moment in moments]
    return days in (sorted(days), sorted(days, reverse=True)) and (
        not days or abs(days[-1] - days[0]) <= LONGEST
    )


def moments_of_boxes(
    boxes: Mapping[HtmlElement, Moment], body: Body, lines: Sequence[str], fewest: int
) -> list[Moment | None]:
    """Return for each line the moment of the box it stands in, [] if these are too few or hold too little."""
    ahead = lines_ahead(body, lines) if boxes else None
    if ahead is None:
        return []
    kept = [one.block for one in body.judged if one.dropped is None]
    held = [next((boxes[box] for box in block.path if box in boxes), None) for block in kept]
    words = [block.words for block in kept]
    if sum(n for n, moment in zip(words, held, strict=True) if moment) < SMALLEST_SHARE * sum(words):
        return []
    if len({moment for moment in held if moment}) < fewest:
        return []
    return [None] * ahead + held


def stamped(tree: HtmlElement, kept: Sequence[Block]) -> dict[HtmlElement, Moment]:
    """Return the elements within the text, or around parts of it, that have a moment as an attribute.

    Its name speaks of a time: ``data-timestamp``, ``title`` of what is named "published", ``content`` of the microdata
    ``datePublished``.
    """
    holder = {*kept[0].path} if kept else set()
    for block in kept:
        holder &= {*block.path}
    inner = max(holder, key=lambda element: sum(1 for _ in element.iterancestors()), default=tree)
    found: dict[HtmlElement, Moment] = {}
    for element in STAMPED(inner):
        for name, value in element.items():
            speaks = name if name.startswith("data-") else f"{element.get('itemprop')} {element.get('class')}"
            if BEGINS_WITH_YEAR_OR_EPOCH.match(value) and names_a_time().search(speaks):
                moment = parse_stated(value)
                if isinstance(moment, datetime):
                    found[element] = moment
                    break
    return found


@cache
def names_a_time() -> re.Pattern[str]:
    """Return a pattern for the names of attributes, classes and properties that hold when an entry was published."""
    return re.compile("|".join(map(re.escape, markup_data()["live"]["stamps"])), re.IGNORECASE)


def boxes_with_times(moments: Mapping[HtmlElement, Moment]) -> dict[HtmlElement, Moment]:
    """Return the boxes, at least three of one form side by side, that hold one of the moments each."""
    distinct: dict[HtmlElement, set[Moment]] = {}
    for time, moment in moments.items():
        for element in (time, *time.iterancestors()):
            distinct.setdefault(element, set()).add(moment)
    boxes: dict[HtmlElement, Moment] = {}
    for time, moment in moments.items():
        box = time
        for parent in time.iterancestors():
            if len(distinct[parent]) > 1 or parent.tag in ("html", "body", "main"):
                break
            box = parent
        boxes[box] = moment
    forms = Counter(form_of(box) for box in boxes)
    return {box: moment for box, moment in boxes.items() if forms[form_of(box)] >= FEWEST}


def form_of(box: HtmlElement) -> tuple[HtmlElement | None, object]:
    """Return what boxes of one list share: what holds them, and their tag."""
    return box.getparent(), box.tag


def moment_shown(time: HtmlElement, kept: Sequence[Block]) -> Moment | None:
    """Return the moment of a time element that stands above something; None within a sentence, or without a day."""
    moment = parse_stated(time.get("datetime") or "")
    if not isinstance(moment, (date, datetime)):
        return None
    around = {time, *time.iterancestors()}
    words = " ".join(time.text_content().split())
    inside = next((block for block in kept if block.element in around), None)
    if inside is not None and inside.element.tag not in WHOLE_PAGE and not inside.text.startswith(words):
        return None
    return moment
