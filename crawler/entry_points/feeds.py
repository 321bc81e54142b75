"""Reads RSS 0.9x to 2.0, Atom and JSON Feed, whole or broken."""

import calendar
import io
import json
import re
from datetime import datetime
from itertools import islice
from typing import Any

import feedparser

from newstally.crawler.addresses import absolute
from newstally.crawler.entry_points import Content, plausible
from newstally.crawler.entry_points.bounded_feedparser import bound
from newstally.crawler.rows import Found

bound()

ENTRY = re.compile(rb"<(?:\w+:)?(?:item|entry)\b")

PERIODS = {"hourly": 3600.0, "daily": 86400.0, "weekly": 604800.0, "monthly": 2592000.0, "yearly": 31536000.0}
"""Seconds of the words of ``sy:updatePeriod`` (RSS 1.0 module Syndication)."""

ASSUMED_ENCODING = "us-ascii"
"""What a feed served as text/xml counts as (RFC 2046) without anybody having said so."""


def read_feed(body: bytes, address: str, content_type: str, *, limit: int, now: float) -> Content:
    """Return the articles that a feed names, ``limit`` at most, with the dates it gives them.

    Dates in the future count as none. Nothing is raised on broken input: what can't be read is among the problems.
    """
    content = Content()
    start = body[:512].lstrip(b"\xef\xbb\xbf \t\r\n")
    if start.startswith(b"{"):
        entries = _json_entries(body, address, content)
    else:
        starts = [match.start() for match in islice(ENTRY.finditer(body), limit + 1)]
        if len(starts) > limit:  # feedparser takes seconds for thousands of entries
            content.problems.append(("addresses", f"only the first {limit} entries are taken"))
            body = body[: starts[limit]]
        entries = _xml_entries(body, address, content_type, content, cut=len(starts) > limit)
    future = 0
    for link, published, modified in entries:
        if not (plausible(published, now) and plausible(modified, now)):
            future += 1
            published = published if plausible(published, now) else None
            modified = modified if plausible(modified, now) else None
        if len(content.found) >= limit:
            content.problems.append(("addresses", f"{len(entries)} entries; the first {limit} are taken"))
            break
        content.found.append(Found(link, published, modified))
    if future:
        content.problems.append(("date", f"{future} entries are dated in the future"))
    return content


Entry = tuple[str, float | None, float | None]


def _xml_entries(body: bytes, address: str, content_type: str, content: Content, *, cut: bool) -> list[Entry]:
    # The address is given as Content-Location, against which feedparser resolves relative links.
    headers = {"content-location": address, "content-type": content_type or "application/xml"}
    feed = feedparser.parse(io.BytesIO(body), response_headers=headers, sanitize_html=False)
    content.hints = _hints(feed.feed)
    entries: list[Entry] = []
    for entry in feed.entries:
        link = absolute(address, _link(entry))
        if link:
            entries.append((link, _moment(entry, "published_parsed"), _moment(entry, "updated_parsed")))
    trouble = feed.get("bozo_exception")
    if not feed.entries and not feed.get("version"):
        content.problems.append(("entry_point", "this is no feed"))
    elif trouble is not None and not cut and not _is_harmless(trouble):
        content.problems.append(
            ("markup", f"{' '.join(str(trouble).split())[:200]}; {len(entries)} entries were read")
        )
    return entries


def _hints(channel: Any) -> dict[str, Any]:
    """Return how often a feed asks to be looked at (``ttl``, ``sy:updatePeriod``), and the hub that it names."""
    hints: dict[str, Any] = {}
    try:
        waits = [60.0 * float(channel["ttl"])] if channel.get("ttl") else []
        period = PERIODS.get(str(channel.get("sy_updateperiod", "")).strip().lower())
        if period:
            waits.append(period / max(1.0, float(channel.get("sy_updatefrequency") or 1)))
    except ValueError:
        waits = []
    if waits and max(waits) > 0:
        hints["seconds"] = max(waits)
    for link in channel.get("links", ()):
        if link.get("rel") == "hub" and link.get("href"):
            hints["hub"] = str(link["href"])
    return hints


def _is_harmless(trouble: Exception) -> bool:
    """Return whether feedparser only remarks on a media type, or an encoding that nobody declared."""
    if isinstance(trouble, feedparser.CharacterEncodingOverride):
        return ASSUMED_ENCODING in str(trouble)
    return isinstance(trouble, feedparser.NonXMLContentType)


def _link(entry: Any) -> str:
    """Return the address of the article: the original one where a feed service put its own in between."""
    original = entry.get("feedburner_origlink")
    if original:
        return str(original)
    for link in entry.get("links", ()):
        if link.get("rel", "alternate") == "alternate" and link.get("href"):
            return str(link["href"])
    if entry.get("link"):
        return str(entry["link"])
    return (
        str(entry.get("id", ""))
        if entry.get("guidislink") or str(entry.get("id", "")).startswith("http")
        else ""
    )


def _moment(entry: Any, key: str) -> float | None:
    parsed = dict.get(entry, key)  # feedparser's own get would offer another date instead
    try:
        return float(calendar.timegm(parsed)) if parsed else None
    except (ValueError, OverflowError, TypeError):
        return None


def _json_entries(body: bytes, address: str, content: Content) -> list[Entry]:
    try:
        feed = json.loads(body)
        items = feed["items"]
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        content.problems.append(("entry_point", f"this is no JSON Feed: {str(error)[:200]}"))
        return []
    entries: list[Entry] = []
    for item in items if isinstance(items, list) else []:
        if not isinstance(item, dict):
            continue
        id = str(item.get("id") or "")
        link = absolute(address, str(item.get("url") or (id if "://" in id else "")))
        if link:
            entries.append((link, _iso(item.get("date_published")), _iso(item.get("date_modified"))))
    return entries


def _iso(value: object) -> float | None:
    try:
        return datetime.fromisoformat(str(value)).timestamp() if value else None
    except (ValueError, OverflowError):
        return None
