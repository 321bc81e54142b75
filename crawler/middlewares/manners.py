"""Leaves a site alone when it asks for it (429, 503, Retry-After), and alone that site."""

import asyncio
from email.utils import parsedate_to_datetime

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.downloadermiddlewares.retry import get_retry_request
from scrapy.http import Response

from newstally.crawler import clock
from newstally.crawler.addresses import host_of
from newstally.crawler.middlewares.archiving import spider_of
from newstally.crawler.problems import Postponed, Refused

FIRST_WAIT = 5.0
"""Seconds waited after the first 429 or 503 that names no time; doubled each time."""

LONGEST_WAIT = 86_400.0
"""Seconds that a site is left alone at most: one that asks for more is asked once a day whether it meant that."""


class MannersMiddleware:
    """Waits short times within the run; for longer ones the address is left to a later run, as is all of its host."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        self._spider = spider_of(crawler)
        self._longest = crawler.settings.getfloat("NEWSTALLY_BACKOFF_WAIT")
        self._max_delay = crawler.settings.getfloat("AUTOTHROTTLE_MAX_DELAY")
        self._until: dict[str, float] = {}
        self._times: dict[str, int] = {}

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> "MannersMiddleware":
        """Build it; called by Scrapy."""
        return cls(crawler)

    async def process_request(self, request: Request) -> None:
        """Wait until the host may be asked again. Raises Refused where that is too long, Postponed after the budget."""
        host = host_of(request.url)
        page = request.meta["page"]
        if page != "robots" and self._spider.frontier.closed():
            raise Postponed
        if page == "article" and self._spider.frontier.is_stopped(host):
            raise Postponed
        if host not in self._until:
            kept = self._spider.run.state.backoff(host)
            # One that lies further ahead was set by a clock that was wrong.
            self._until[host] = kept[0] if kept and kept[0] <= clock.now() + LONGEST_WAIT else 0.0
        while (wait := self._until[host] - clock.now()) > 0:
            if wait > self._longest:
                raise Refused("backoff", f"{host} is left alone for another {wait:.0f} s", site_wide=True)
            await asyncio.sleep(wait)
        if page != "robots" and host in self._spider.crawl_delays:
            delay = min(self._spider.crawl_delays[host], LONGEST_WAIT)
            self._leave_alone(host, delay, f"robots.txt asks for {delay:.0f} s between requests")
        self._spider.frontier.requesting()

    def process_response(self, request: Request, response: Response) -> Response | Request:
        """Note when the host may be asked again after 429 or 503, and try again then."""
        host = host_of(request.url)
        if response.status not in {429, 503}:
            self._times.pop(host, None)
            return response
        now = clock.now()
        told_before = self._until.get(host, 0.0) > now  # since this was sent: it is no second warning
        wait = retry_after(response, now)
        if wait is None and told_before:
            wait = self._until[host] - now
        elif wait is None:
            times = self._times[host] = self._times.get(host, 0) + 1
            wait = FIRST_WAIT * 2 ** (times - 1)
        wait = min(wait, LONGEST_WAIT)
        self._leave_alone(host, wait, f"answered {response.status}")
        self._spider.report.problem(
            "backoff", request.url, f"answered {response.status}; waiting {wait:.0f} s"
        )
        if not told_before:
            self._double_delay(request)
        if wait <= self._longest:
            again = get_retry_request(request, spider=self._spider, reason=f"{response.status}")
            if again is not None:
                return again
        message = f"answers {response.status}; {host} is left alone for {wait:.0f} s"
        raise Refused("backoff", message, site_wide=True)

    def _leave_alone(self, host: str, wait: float, reason: str) -> None:
        until = max(self._until.get(host, 0.0), clock.now() + wait)
        self._until[host] = until
        self._spider.run.state.put_backoff(host, until=until, reason=reason)

    def _double_delay(self, request: Request) -> None:
        slot = self._crawler.engine.downloader.slots.get(str(request.meta.get("download_slot")))
        if slot is not None:
            slot.delay = min(max(2 * slot.delay, 1.0), self._max_delay)
            slot.concurrency = 1


def retry_after(response: Response, now: float) -> float | None:
    """Return the seconds that a Retry-After header asks for (number or date, RFC 9110, 10.2.3), or None."""
    value = (response.headers.get("Retry-After") or b"").decode("latin-1").strip()
    if value.isdigit():
        return float(value[:9])
    try:
        return max(0.0, parsedate_to_datetime(value).timestamp() - now)
    except (ValueError, TypeError, OverflowError):
        return None
