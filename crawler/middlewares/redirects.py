"""A redirect to a page that is known or being fetched is not followed: it is the same article. So with meta refresh."""

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.http import Response

from newstally.crawler.addresses import absolute
from newstally.crawler.middlewares.archiving import spider_of
from newstally.crawler.page_head import Head
from newstally.crawler.problems import Duplicate, Refused

STATUSES = frozenset({301, 302, 303, 307, 308})


class KnownTargetMiddleware:
    """Stands before Scrapy's RedirectMiddleware, which follows what this lets pass."""

    def __init__(self, crawler: Crawler) -> None:
        self._spider = spider_of(crawler)
        self._most = crawler.settings.getint("REDIRECT_MAX_TIMES")

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> "KnownTargetMiddleware":
        """Build it; called by Scrapy."""
        return cls(crawler)

    def process_response(self, request: Request, response: Response) -> Response | Request:
        """Follow a page that sends readers on. Raises Duplicate where it leads to a page that is fetched anyway."""
        head: Head | None = request.meta.pop("head", None)
        refresh = head.refresh if head and response.status == 200 else None
        location = response.headers.get("Location") if response.status in STATUSES else None
        if refresh and not self._is_same(refresh, response.url):
            self._check(request, response.url, refresh)
            return self._followed(request, refresh)
        if head is not None:
            request.meta["head"] = head
        if location:
            target = absolute(response.url, location.decode("utf-8", "replace"))
            if target is None:
                raise Refused("scheme", f"redirects to {location.decode('utf-8', 'replace')[:200]}")
            self._check(request, response.url, target)
        return response

    def _is_same(self, first: str, second: str) -> bool:
        return self._spider.frontier.key(first) == self._spider.frontier.key(second)

    def _check(self, request: Request, address: str, target: str) -> None:
        before = [*request.meta.get("redirect_urls", []), request.url]
        if target in before:
            raise Refused("redirects", f"redirected in a circle: {' → '.join([*before, target])}"[:500])
        if request.meta["page"] != "article" or any(self._is_same(target, one) for one in before):
            return
        if self._spider.is_no_article(target) and not self._spider.is_no_article(before[0]):
            raise Refused("redirects", f"redirects to {target}, which is no article")
        if self._spider.is_fetched_elsewhere(request, target):
            raise Duplicate(target)

    def _followed(self, request: Request, target: str) -> Request:
        """Return the request for where a page sends its readers, counted as Scrapy counts redirects."""
        times = request.meta.get("redirect_times", 0) + 1
        if times > self._most:
            raise Refused("redirects", f"more than {self._most} redirects, the last to {target}")
        meta = {
            **request.meta,
            "redirect_times": times,
            "redirect_urls": [*request.meta.get("redirect_urls", []), request.url],
        }
        return request.replace(url=target, meta=meta, dont_filter=True)
