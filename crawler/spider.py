"""One spider per outlet: visits its entry points, then the pages that are due."""

import asyncio
from collections.abc import AsyncIterator, Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any, Protocol

from scrapy import Request, Spider, signals
from scrapy.crawler import Crawler
from scrapy.exceptions import DontCloseSpider
from scrapy.http import Response, TextResponse
from twisted.python.failure import Failure

from newstally.crawler.addresses import page_key, site
from newstally.crawler.archive.records import Exchange, Original
from newstally.crawler.archive.writer import Written
from newstally.crawler.articles import ArticleOutcomes
from newstally.crawler.browser import page_methods
from newstally.crawler.entry_points import Content
from newstally.crawler.entry_points.feeds import read_feed
from newstally.crawler.entry_points.lists import read_list
from newstally.crawler.entry_points.sections import read_section
from newstally.crawler.entry_points.sitemaps import SitemapReader, read_other_sitemap, sitemap_parts
from newstally.crawler.frontier import Frontier
from newstally.crawler.problems import Postponed, kind_of, message_of
from newstally.crawler.reports import OutletReport
from newstally.crawler.rows import EntryPoint, Found, Page
from newstally.crawler.settings import MEGABYTE, CrawlSettings, Outlet, seconds
from newstally.crawler.state import State

ENTRY_PRIORITY = 100
"""Entry points come before pages."""

SITEMAP_DEPTH = 4
"""How deep indexes of sitemaps may be nested: the protocol allows two levels, and endless ones exist."""

LOOK_BACK = 2 * 86400
"""Seconds before the last visit from which dated sitemap entries are followed again: editors date loosely."""


class Run(Protocol):
    """What all spiders of one process share."""

    settings: CrawlSettings
    state: State

    def archived(self, exchange: Exchange, *, outlet: str, page: str, original: Original | None) -> Written:
        """Append an exchange to the archive and its index."""


class OutletSpider(Spider):
    """Visits one outlet. Feeds, sitemaps, sections and lists fill the frontier; the frontier feeds the downloader."""

    name = "outlet"

    def __init__(self, outlet: Outlet, run: Run, report: OutletReport, **kwargs: Any) -> None:
        super().__init__(name=outlet.name, **kwargs)
        self.outlet = outlet
        self.run = run
        self.report = report
        self.limits = run.settings.limits
        self.frontier = Frontier(outlet.name, run.state, report, self.limits)
        self.articles = ArticleOutcomes(run, report, self.frontier)
        self.crawl_delays: dict[str, float] = {}
        """Seconds between requests by host, where robots.txt asks for more than is waited within a run."""
        self._entry_points_seen: set[str] = set()
        web = [address for _, address in outlet.entry_points if "://" in address]
        self._no_articles = {page_key(address) for address in [outlet.home, *web]}
        self._sites = {site(address) for address in [outlet.home, *web]}

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **kwargs: Any) -> "OutletSpider":
        """Build the spider and have it asked for more whenever Scrapy runs dry."""
        spider = super().from_crawler(crawler, *args, **kwargs)
        crawler.signals.connect(spider.feed, signals.scheduler_empty)
        crawler.signals.connect(spider.feed_or_close, signals.spider_idle)
        return spider

    async def start(self) -> AsyncIterator[Any]:
        """Yield the requests for the entry points; lists that are files are read at once."""
        for kind, address in self.outlet.entry_points:
            if kind == "list" and "://" not in address:
                self._read_local_list(Path(address))
            else:
                for request in self._entry_requests(kind, [address]):
                    yield request

    # pages

    def feed(self) -> int:
        """Hand the next due pages to Scrapy and return how many."""
        pages = self.frontier.next_pages()
        for page in pages:
            self.crawler.engine.crawl(
                Request(
                    page.address,
                    callback=self.parse_article,
                    errback=self.article_failed,
                    headers=_conditions(page.etag, page.last_modified)
                    if self._asks_conditionally(page)
                    else None,
                    meta={
                        "page": "article",
                        "known": page,
                        "original": _original(page.payload_digest, page.payload_address, page.payload_at),
                        **self._browser_meta(),
                    },
                    dont_filter=True,
                )
            )
        return len(pages)

    def _asks_conditionally(self, page: Page) -> bool:
        """Return whether a page may answer "not modified"; a browser without the old page could do nothing with it."""
        return page.digest is not None and not self.outlet.render

    def _browser_meta(self) -> dict[str, Any]:
        return {"playwright": True, "playwright_page_methods": page_methods()} if self.outlet.render else {}

    def feed_or_close(self) -> None:
        """Keep the spider open as long as pages are due."""
        if self.feed():
            raise DontCloseSpider

    def is_fetched_elsewhere(self, request: Request, target: str) -> bool:
        """Return whether a redirect's target is a page that is known, waiting or being fetched; else claim it."""
        return self.articles.redirected_to_known(request.meta["known"], target)

    def is_no_article(self, address: str) -> bool:
        """Return whether an address is that of the front page or an entry point."""
        return page_key(address) in self._no_articles

    def parse_article(self, response: Response) -> None:
        """Note what became of an article page."""
        self.articles.answered(response)

    def article_failed(self, failure: Failure) -> None:
        """Note that an article page could not be fetched."""
        assert failure.value is not None
        self.articles.failed(failure.request, failure.value)  # type: ignore[attr-defined]

    # entry points

    def _entry_requests(
        self, kind: str, addresses: Iterable[str], *, parent: str | None = None, turn: int = 1
    ) -> Iterator[Request]:
        rendered = self.outlet.render and kind == "section"
        for address in addresses:
            if address in self._entry_points_seen:
                continue
            self._entry_points_seen.add(address)
            known = replace(self.run.state.entry_point(self.outlet.name, address, kind), parent=parent)
            yield Request(
                address,
                callback=self.parse_entry_point,
                errback=self.entry_point_failed,
                headers=None if rendered else _conditions(known.etag, known.last_modified),
                priority=ENTRY_PRIORITY,
                meta={
                    "page": kind,
                    "entry_point": known,
                    "turn": turn,
                    "original": _original(known.payload_digest, address, known.payload_at),
                    **(self._browser_meta() if rendered else {}),
                },
                dont_filter=True,
            )

    async def parse_entry_point(self, response: Response) -> AsyncIterator[Any]:
        """Read an entry point, put what it names into the frontier, and follow its children."""
        known: EntryPoint = response.meta["entry_point"]
        if response.status not in {200, 304}:
            self._entry_failed(known, "http", f"answers {response.status}")
            return
        written: Written = response.meta["written"]
        if written.type == "revisit":
            self.report.entry_points_unchanged += 1
            self._entry_succeeded(known)
            for request in self._known_children(known, response.meta["turn"] + 1):
                yield request
            return
        content = Content()
        if "download_stopped" in response.flags:
            content.problems.append(("size", "larger than is read of it; what came first was taken"))
        try:
            async for part in self._read(known, response):
                self._add(part.found, known)
                content.children.extend(part.children)
                content.problems.extend(part.problems)
                await asyncio.sleep(0)
        finally:
            for kind, message in content.problems:
                self.report.problem(kind, response.url, message)
        if any(kind == "entry_point" for kind, _ in content.problems):
            self._entry_failed(known, "entry_point", "", counted=True)
            return
        self._entry_succeeded(
            known,
            etag=_header(response, "ETag"),
            last_modified=_header(response, "Last-Modified") or _header(response, "Date"),
            payload_digest=written.digest,
            payload_at=written.at,
        )
        turn = response.meta["turn"] + 1
        if known.kind == "section" and (turn > self.limits.section_pages or not response.meta.get("new")):
            return
        if known.kind == "sitemap" and content.children and turn > SITEMAP_DEPTH:
            message = (
                f"an index {turn - 1} levels deep; its {len(content.children)} sitemaps are not followed"
            )
            self.report.problem("addresses", known.address, message)
            return
        children = [child.address for child in content.children if site(child.address) in self._sites]
        for request in self._entry_requests(known.kind, children, parent=known.address, turn=turn):
            yield request

    async def _read(self, known: EntryPoint, response: Response) -> AsyncIterator[Content]:
        """Yield what an entry point names, in parts where it is long."""
        limit = self.limits.addresses_per_page
        now = self.report.started_at
        content_type = (response.headers.get("Content-Type") or b"").decode("latin-1")
        if known.kind == "feed":
            yield await asyncio.to_thread(
                read_feed, response.body, response.url, content_type, limit=limit, now=now
            )
        elif known.kind == "sitemap":
            async for part in self._read_sitemap(known, response):
                yield part
        elif known.kind == "section":
            text = response.text if isinstance(response, TextResponse) else ""
            content = read_section(text, response.url, limit=limit)
            content.found = [found for found in content.found if site(found.address) in self._sites]
            response.meta["new"] = self._count_new(content.found)
            yield content
        else:
            yield read_list(response.body, response.url, limit=self.limits.addresses_per_sitemap)

    async def _read_sitemap(self, known: EntryPoint, response: Response) -> AsyncIterator[Content]:
        """Yield a sitemap's entries in parts, without those older than the last visit."""
        now, limits = self.report.started_at, self.limits
        other = await asyncio.to_thread(
            read_other_sitemap, response.body, response.url, limit=limits.addresses_per_page, now=now
        )
        if other is not None:
            yield other
            return
        reader = SitemapReader(
            response.body, response.url, decompressed_limit=int(limits.decompressed_mb * MEGABYTE)
        )
        oldest = known.fetched_at - LOOK_BACK if known.fetched_at else now - seconds(limits.first_visit)
        for part in sitemap_parts(reader, oldest=oldest, now=now, limit=limits.addresses_per_sitemap):
            yield part

    def _add(self, found: list[Found], known: EntryPoint) -> None:
        """Put addresses into the frontier: those of the outlet's own sites; lists may name any."""
        own = [one for one in found if known.kind == "list" or site(one.address) in self._sites]
        if len(own) < len(found):
            other = next(one for one in found if site(one.address) not in self._sites)
            message = f"{len(found) - len(own)} addresses of other sites, such as {other.address}"
            self.report.problem("offsite", known.address, message, cases=len(found) - len(own))
        self.report.found += self.frontier.add(own, found_in=known.address)

    def _count_new(self, found: list[Found]) -> int:
        return sum(self.run.state.page(page_key(one.address)) is None for one in found)

    def _known_children(self, known: EntryPoint, turn: int) -> Iterator[Request]:
        """Yield requests for the sitemaps that an unchanged index named: a leaf may change without its index."""
        if known.kind == "sitemap" and turn <= SITEMAP_DEPTH:
            children = self.run.state.children(known.outlet, known.address)
            yield from self._entry_requests("sitemap", children, parent=known.address, turn=turn)

    def _read_local_list(self, path: Path) -> None:
        known = self.run.state.entry_point(self.outlet.name, str(path), "list")
        try:
            content = read_list(path.read_bytes(), str(path), limit=self.limits.addresses_per_sitemap)
        except OSError as error:
            self._entry_failed(known, "entry_point", f"can't be read: {error.strerror}")
            return
        for kind, message in content.problems:
            self.report.problem(kind, str(path), message)
        self._add(content.found, known)
        self._entry_succeeded(known)

    def entry_point_failed(self, failure: Failure) -> None:
        """Note that an entry point could not be fetched."""
        error = failure.value
        assert error is not None
        if isinstance(error, Postponed):
            return
        request: Request = failure.request  # type: ignore[attr-defined]
        self._entry_failed(request.meta["entry_point"], kind_of(error), message_of(error))

    def _entry_failed(self, known: EntryPoint, kind: str, message: str, *, counted: bool = False) -> None:
        self.report.entry_points_failed += 1
        if not counted:
            self.report.problem(kind, known.address, message)
        self.run.state.put_entry_point(replace(known, failures=known.failures + 1, problem=kind))

    def _entry_succeeded(self, known: EntryPoint, **changes: Any) -> None:
        self.report.entry_points += 1
        self.run.state.put_entry_point(
            replace(known, fetched_at=self.report.started_at, failures=0, problem=None, **changes)
        )


def _conditions(etag: str | None, last_modified: str | None) -> dict[str, str]:
    """Return the headers that ask for a page only if it has changed (RFC 9110, 13.1).

    An entry point that says neither version nor time of change is asked for changes since it was last answered.
    """
    pairs = {"If-None-Match": etag, "If-Modified-Since": last_modified}
    return {name: value for name, value in pairs.items() if value}


def _original(digest: str | None, address: str | None, at: str | None) -> Original | None:
    return Original(digest, address, at) if digest and address and at else None


def _header(response: Response, name: str) -> str | None:
    value = response.headers.get(name)
    return value.decode("latin-1") if value else None
