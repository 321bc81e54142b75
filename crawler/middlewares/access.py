"""Gives an outlet's cookies, headers, password and proxy to requests to its own sites, and to no others."""

from scrapy import Request
from scrapy.crawler import Crawler

from newstally.crawler.addresses import site
from newstally.crawler.middlewares.archiving import spider_of


class AccessMiddleware:
    """Gives an outlet's access to requests to its own sites, and takes it from all others."""

    def __init__(self, crawler: Crawler) -> None:
        self._spider = spider_of(crawler)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> "AccessMiddleware":
        """Build it; called by Scrapy."""
        return cls(crawler)

    def process_request(self, request: Request) -> None:
        """Set or remove headers and proxy."""
        access = self._spider.access
        own = site(request.url) in self._spider.sites
        for name, value in access.headers.items():
            if own:
                request.headers[name] = value
            elif name != "User-Agent" or request.headers.get(name) == value.encode():
                request.headers.pop(name, None)
        if access.proxy:
            request.meta["proxy"] = access.proxy
            request.headers.update(access.proxy_headers)
