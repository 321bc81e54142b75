"""robots.txt after RFC 9309, kept between runs, and its Crawl-delay."""

import asyncio
from urllib.parse import urlsplit

from protego import Protego
from scrapy import Request, signals
from scrapy.crawler import Crawler
from scrapy.http import Response
from scrapy.http.request import NO_CALLBACK

from newstally.crawler import clock
from newstally.crawler.addresses import host_of
from newstally.crawler.middlewares.archiving import ROBOTS_BYTES, spider_of
from newstally.crawler.problems import Refused, kind_of, message_of

FIRST = 1000
"""Priority of the request for robots.txt: everything else waits for it."""


class RobotsMiddleware:
    """Refuses what robots.txt forbids; while it can't be had (5xx, no answer), all (RFC 9309, 2.3.1)."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        self._spider = spider_of(crawler)
        self._agent = crawler.settings["ROBOTSTXT_USER_AGENT"]
        self._fresh = crawler.settings.getfloat("NEWSTALLY_ROBOTS_SECONDS")
        self._longest = crawler.settings.getfloat("NEWSTALLY_BACKOFF_WAIT")
        self._rules: dict[str, asyncio.Task[Protego | Refused]] = {}
        self._delays: dict[str, float] = {}

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> "RobotsMiddleware":
        """Build it; called by Scrapy."""
        return cls(crawler)

    async def process_request(self, request: Request) -> None:
        """Raise Refused where robots.txt forbids the address or can't be had."""
        if request.meta["page"] == "robots":
            return
        parts = urlsplit(request.url)
        site = f"{parts.scheme}://{parts.netloc}"
        if site not in self._rules:
            self._rules[site] = asyncio.ensure_future(self._fetch(site))
        rules = await asyncio.shield(self._rules[site])
        if isinstance(rules, Refused):
            raise Refused(rules.kind, str(rules), site_wide=True)
        if not rules.can_fetch(request.url, self._agent):
            raise Refused("robots")

    async def _fetch(self, site: str) -> Protego | Refused:
        """Return the rules of a site, or the refusal of all its pages where there are none to be had."""
        kept = self._spider.run.state.robots(site)
        if kept is not None and kept[0] <= clock.now() < kept[0] + self._fresh:
            _, status, body = kept
        else:
            address = f"{site}/robots.txt"
            request = Request(
                address, priority=FIRST, meta={"page": "robots"}, callback=NO_CALLBACK, dont_filter=True
            )
            try:
                response = await self._crawler.engine.download_async(request)
            except Exception as error:
                if kind_of(error) in {"redirects", "scheme"}:
                    status, body = 404, b""
                else:
                    return Refused(kind_of(error), f"{address}: {message_of(error)}")
            else:
                status, body = response.status, response.body[:ROBOTS_BYTES]
            if status >= 500:  # 429, which asks to be left alone, is an error by now: see manners.py
                return Refused("robots_unreachable", f"{address} answers {status}")
            self._spider.run.state.put_robots(site, fetched_at=clock.now(), status=status, body=body)
        rules = Protego.parse(body.decode("utf-8-sig", "replace") if status == 200 else "")
        delay = rules.crawl_delay(self._agent)
        rate = rules.request_rate(self._agent)
        if rate and rate.requests:
            delay = max(delay or 0.0, rate.seconds / rate.requests)
        if delay and delay > self._longest:
            self._spider.crawl_delays[host_of(site)] = delay
        elif delay:
            self._delays[host_of(site)] = delay
            for signal in (signals.request_reached_downloader, signals.response_downloaded):
                self._crawler.signals.connect(self._slow_down, signal)
        return rules

    def _slow_down(self, request: Request, response: Response | None = None) -> None:
        """Hold the site's slot to its Crawl-delay, whatever AutoThrottle found."""
        slot_key = str(request.meta.get("download_slot"))
        delay = self._delays.get(slot_key)
        slot = self._crawler.engine.downloader.slots.get(slot_key)
        if delay and slot is not None:
            slot.delay = max(slot.delay, delay)
            slot.jitter = 0.0
            slot.concurrency = 1
