"""A redirect to a page that is known or being fetched is not followed: it is the same article."""

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.http import Response

from newstally.crawler.addresses import absolute, page_key
from newstally.crawler.middlewares.archiving import spider_of
from newstally.crawler.problems import Duplicate, Refused

STATUSES = frozenset({301, 302, 303, 307, 308})


class KnownTargetMiddleware:
    """Stands before Scrapy's RedirectMiddleware, which follows what this lets pass."""

    def __init__(self, crawler: Crawler) -> None:
        self._spider = spider_of(crawler)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> "KnownTargetMiddleware":
        """Build it; called by Scrapy."""
        return cls(crawler)

    def process_response(self, request: Request, response: Response) -> Response:
        """Raise Duplicate where the redirect leads to a page that is fetched anyway."""
        location = response.headers.get("Location")
        if response.status not in STATUSES or not location:
            return response
        target = absolute(response.url, location.decode("utf-8", "replace"))
        if target is None:
            raise Refused("scheme", f"redirects to {location.decode('utf-8', 'replace')[:200]}")
        before = [*request.meta.get("redirect_urls", []), request.url]
        if target in before:
            raise Refused("redirects", f"redirected in a circle: {' → '.join([*before, target])}"[:500])
        if request.meta["page"] != "article" or page_key(target) in map(page_key, before):
            return response
        if self._spider.is_no_article(target) and not self._spider.is_no_article(before[0]):
            raise Refused("redirects", f"redirects to {target}, which is no article")
        if self._spider.is_fetched_elsewhere(request, target):
            raise Duplicate(target)
        return response
