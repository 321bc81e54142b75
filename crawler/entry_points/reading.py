"""Reads an entry point of any kind from its response, off the reactor's thread, in parts where it is long."""

import asyncio
import re
from collections.abc import AsyncIterator, Iterator

from scrapy.http import Response, TextResponse

from newstally.crawler.addresses import site
from newstally.crawler.conditions import header
from newstally.crawler.entry_points import Content
from newstally.crawler.entry_points.feeds import read_feed
from newstally.crawler.entry_points.lists import read_list
from newstally.crawler.entry_points.sections import read_section
from newstally.crawler.entry_points.sitemaps import SitemapReader, read_other_sitemap, sitemap_parts
from newstally.crawler.rows import EntryPoint
from newstally.crawler.settings import MEGABYTE, Limits, seconds

LOOK_BACK = 2 * 86400
"""Seconds before the last visit from which dated sitemap entries are followed again: editors date loosely."""

MAX_AGE = re.compile(r"max-age\s*=\s*(\d{1,9})", re.IGNORECASE)


async def read_entry_point(
    known: EntryPoint, response: Response, limits: Limits, *, now: float, sites: set[str]
) -> AsyncIterator[Content]:
    """Yield what an entry point names. ``sites`` are those of its outlet: a section's other links are no articles."""
    age = MAX_AGE.search(header(response, "Cache-Control") or "")
    hints = {"seconds": float(age.group(1))} if age and int(age.group(1)) else {}
    if known.kind == "sitemap":
        async for part in _read_sitemap(known, response, limits, now):
            yield part
        return
    if known.kind == "feed":
        content = await asyncio.to_thread(
            read_feed,
            response.body,
            response.url,
            header(response, "Content-Type") or "",
            limit=limits.addresses_per_page,
            now=now,
        )
    elif known.kind == "section":
        text = response.text if isinstance(response, TextResponse) else ""
        content = await asyncio.to_thread(read_section, text, response.url, limit=limits.addresses_per_page)
        content.found = [found for found in content.found if site(found.address) in sites]
    else:
        content = await asyncio.to_thread(
            read_list, response.body, response.url, limit=limits.addresses_per_sitemap
        )
    if "seconds" in hints or "seconds" in content.hints:
        content.hints["seconds"] = max(hints.get("seconds", 0.0), content.hints.get("seconds", 0.0))
    yield content


async def _read_sitemap(
    known: EntryPoint, response: Response, limits: Limits, now: float
) -> AsyncIterator[Content]:
    """Yield a sitemap's entries in parts, without articles dated before the last visit."""
    other = await asyncio.to_thread(
        read_other_sitemap, response.body, response.url, limit=limits.addresses_per_page, now=now
    )
    if other is not None:
        yield other
        return
    reader = SitemapReader(
        response.body, response.url, decompressed_limit=int(limits.decompressed_mb * MEGABYTE)
    )
    first = now - seconds(limits.first_visit)
    parts = sitemap_parts(
        reader,
        oldest=known.fetched_at - LOOK_BACK if known.fetched_at else first,
        oldest_child=first,
        now=now,
        limit=limits.addresses_per_sitemap,
    )
    while (part := await asyncio.to_thread(_next, parts)) is not None:
        yield part


def _next(parts: Iterator[Content]) -> Content | None:
    return next(parts, None)
