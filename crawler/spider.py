"""One spider per outlet: visits its entry points, then the pages that are due."""

from collections.abc import AsyncIterator
from typing import Any

from scrapy import Request, Spider, signals
from scrapy.crawler import Crawler
from scrapy.exceptions import DontCloseSpider
from scrapy.http import Response
from twisted.python.failure import Failure

from newstally.crawler.access import access_of
from newstally.crawler.addresses import page_key, site
from newstally.crawler.articles import ArticleOutcomes
from newstally.crawler.browser import page_methods
from newstally.crawler.conditions import conditions, original
from newstally.crawler.entry_visits import EntryVisits
from newstally.crawler.frontier import BATCH, Frontier
from newstally.crawler.reports import OutletReport
from newstally.crawler.rows import Page
from newstally.crawler.settings import Outlet
from newstally.crawler.shared import Shared
from newstally.crawler.state.pages import BACKLOG, LOOKS, NEWS

AT_A_TIME = 10
"""Sitemaps that can wait, and pages of long ago, asked for before it is looked whether there are fresh pages; of the
latter as many as four times fill the downloader, where that is more."""


class OutletSpider(Spider):
    """Visits one outlet. Feeds, sitemaps, sections and lists fill the frontier; the frontier feeds the downloader.

    Whatever is fresh goes first: feeds, sections, lists and the sitemaps that are likely to name news; then the pages
    that these named and those to be looked at again; then other sitemaps, a few at a time; then pages of long ago.
    """

    name = "outlet"

    def __init__(
        self, outlet: Outlet, run: Shared, report: OutletReport, *, due_only: bool = False, **kwargs: Any
    ) -> None:
        super().__init__(name=outlet.name, **kwargs)
        self.outlet = outlet
        self.run = run
        self.report = report
        self.frontier = Frontier(outlet.name, run.state, report, run.settings.limits)
        self.articles = ArticleOutcomes(run, report, self.frontier, self.is_no_article)
        self.crawl_delays: dict[str, float] = {}
        """Seconds between requests by host, where robots.txt asks for more than is waited within a run."""
        web = [address for _, address in outlet.entry_points if "://" in address]
        self.access = access_of(outlet)
        self.secret_headers = self.access.secret
        self.sites = {site(address) for address in [outlet.home, *web]}
        self._no_articles = {page_key(address) for address in [outlet.home, *web]}
        self.entries = EntryVisits(
            outlet, run, report, self.frontier, sites=self.sites, due_only=due_only, meta=self._browser_meta()
        )

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **kwargs: Any) -> "OutletSpider":
        """Build the spider and have it asked for more whenever Scrapy runs dry."""
        spider = super().from_crawler(crawler, *args, **kwargs)
        crawler.signals.connect(spider.feed, signals.scheduler_empty)
        crawler.signals.connect(spider.feed_or_close, signals.spider_idle)
        return spider

    async def start(self) -> AsyncIterator[Any]:
        """Yield the requests for the entry points; lists that are files are read at once."""
        for request in self.entries.first():
            yield request

    def feed(self) -> int:
        """Hand the next due pages or entry points to Scrapy and return how many."""
        with self.run.ending_if_unwritable():
            return self._feed()
        return 0

    def _feed(self) -> int:
        requests = self._page_requests(NEWS if self.entries.expected else LOOKS)
        if not requests and not self.entries.expected and not self.frontier.closed():
            requests = [
                *self.entries.later(AT_A_TIME),
                *self._page_requests(
                    2 * BACKLOG, most=max(AT_A_TIME, 4 * self.run.settings.limits.concurrency)
                ),
            ]
        for request in requests:
            self.crawler.engine.crawl(request)
        return len(requests)

    def feed_or_close(self) -> None:
        """Keep the spider open as long as anything is due."""
        if self.feed():
            raise DontCloseSpider

    def closed(self, reason: str) -> None:
        """Judge the visit as a whole; called by Scrapy when the spider has ended."""
        with self.run.ending_if_unwritable():
            self.articles.conclude()
            self.entries.conclude()

    def _page_requests(self, below: float, most: int = BATCH) -> list[Request]:
        return [self._page_request(page) for page in self.frontier.next_pages(below=below, most=most)]

    def _page_request(self, page: Page) -> Request:
        return Request(
            page.address,
            callback=self.parse_article,
            errback=self.article_failed,
            headers=conditions(page.etag, page.last_modified) if self._asks_conditionally(page) else None,
            meta={
                "page": "article",
                "known": page,
                "original": original(page.payload_digest, page.payload_address, page.payload_at),
                **self._browser_meta(),
            },
            dont_filter=True,
        )

    def _asks_conditionally(self, page: Page) -> bool:
        """Return whether a page may answer "not modified"; a browser without the old page could do nothing with it."""
        return page.digest is not None and not self.outlet.render

    def _browser_meta(self) -> dict[str, Any]:
        if not self.outlet.render:
            return {}
        return {"playwright": True, "playwright_page_methods": page_methods(self.outlet.consent)}

    def is_fetched_elsewhere(self, request: Request, target: str) -> bool:
        """Return whether a redirect's target is a page that is known, waiting or being fetched; else claim it."""
        return self.articles.redirected_to_known(request.meta["known"], target)

    def is_no_article(self, address: str) -> bool:
        """Return whether an address is that of the front page or an entry point."""
        return page_key(address) in self._no_articles

    async def parse_article(self, response: Response) -> None:
        """Note what became of an article page."""
        with self.run.ending_if_unwritable():
            await self.articles.answered(response)

    def article_failed(self, failure: Failure) -> None:
        """Note that an article page could not be fetched."""
        assert failure.value is not None
        with self.run.ending_if_unwritable():
            self.articles.failed(failure.request, failure.value)  # type: ignore[attr-defined]
