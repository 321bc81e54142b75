"""Finds an outlet's entry points: what its home page and robots.txt name, and the usual places."""

import logging
import re
import time
import tomllib
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Any
from urllib.parse import urljoin, urlsplit

from lxml import html
from scrapy import Request, Spider
from scrapy.crawler import AsyncCrawlerProcess, Crawler
from scrapy.http import Response, TextResponse
from scrapy.utils.sitemap import sitemap_urls_from_robots

from newstally.crawler.addresses import absolute, page_key, site
from newstally.crawler.entry_points.feeds import read_feed
from newstally.crawler.entry_points.sections import read_section
from newstally.crawler.entry_points.sitemaps import SitemapReader
from newstally.crawler.logs import configure_logging
from newstally.crawler.problems import kind_of, message_of
from newstally.crawler.scrapy_settings import EXTENSIONS, process_settings
from newstally.crawler.settings import MEGABYTE, CrawlSettings

FEED_TYPES = frozenset(
    {
        "application/rss+xml",
        "application/atom+xml",
        "application/rdf+xml",
        "application/feed+json",
        "application/json",
    }
)
FEED_LINK = re.compile(r"rss|atom|feed", re.IGNORECASE)
NEWS = re.compile(r"news|latest|recent", re.IGNORECASE)

MOST_CANDIDATES = 60
"""Addresses that are tried."""

MOST_SECTIONS = 10

ARTICLES_OF_A_SECTION = 4
"""Links to articles from which a page of the menu counts as a section."""


@dataclass(slots=True)
class Discovery:
    """What was found on a site."""

    home: str
    name: str = ""
    language: str | None = None
    feeds: dict[str, int] = field(default_factory=dict)
    """Addresses and how many entries each has."""
    sitemaps: dict[str, int] = field(default_factory=dict)
    sections: dict[str, int] = field(default_factory=dict)
    problems: list[str] = field(default_factory=list)
    system: str | None = None
    """What the site is published with, if that can be told."""
    tried: dict[str, str] = field(default_factory=dict)
    """Addresses that were only guessed, and what came of each."""


@dataclass(frozen=True, slots=True)
class System:
    """Where a publishing system puts feeds and sitemaps; see ``systems.toml``."""

    name: str
    generator: str
    marks: tuple[str, ...]
    feeds: tuple[str, ...]
    sitemaps: tuple[str, ...]


@cache
def systems() -> dict[str, System]:
    """Return the publishing systems that are known, by name, with "usual" for all others."""
    data = tomllib.loads((files("newstally.crawler") / "systems.toml").read_text(encoding="utf-8"))
    return {
        name: System(name, one["generator"], tuple(one["marks"]), tuple(one["feeds"]), tuple(one["sitemaps"]))
        for name, one in data.items()
    }


def system_of(page: str, tree: html.HtmlElement) -> System | None:
    """Return the publishing system that a home page names as its generator, else the one whose marks it bears most of.

    None if it bears none of any.
    """
    named = [
        (meta.get("content") or "").strip().lower()
        for meta in tree.iter("meta")
        if (meta.get("name") or "").lower() == "generator"
    ]
    known = [one for one in systems().values() if one.generator]
    for system in known:
        if any(generator.startswith(system.generator) for generator in named):
            return system
    best = max(known, key=lambda one: sum(mark in page for mark in one.marks))
    return best if any(mark in page for mark in best.marks) else None


class DiscoverySpider(Spider):
    """Looks at one home page and tries what could be entry points."""

    name = "discovery"

    def __init__(self, discovery: Discovery, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.discovery = discovery
        self._tried: set[str] = set()

    async def start(self) -> Any:
        """Yield the request for robots.txt; all others follow from its answer, by when its rules are known."""
        yield self._request(urljoin(self.discovery.home, "/robots.txt"), self.parse_robots)

    def _request(self, address: str, callback: Callable[..., Any], *, usual: bool = False) -> Request:
        self._tried.add(address)
        return Request(address, callback=callback, errback=self.failed, meta={"usual": usual})

    def _try(self, addresses: list[str], callback: Callable[..., Any]) -> list[Request]:
        fresh = [one for one in dict.fromkeys(addresses) if one not in self._tried]
        return [self._request(one, callback) for one in fresh[: MOST_CANDIDATES - len(self._tried)]]

    def parse_home(self, response: Response) -> Any:
        """Read name and language, and try the feeds and sections that the home page names."""
        if response.status != 200 or not isinstance(response, TextResponse) or not response.text.strip():
            self.discovery.problems.append(f"{response.url}: answers {response.status}; no page to look at")
            yield from self._guess(systems()["usual"])
            return
        self.discovery.home = response.url
        tree = html.document_fromstring(response.text)
        self.discovery.name = _site_name(tree) or urlsplit(response.url).netloc
        language = (tree.get("lang") or "").strip()
        self.discovery.language = language.partition("-")[0].lower() or None
        self._keep_section(response)
        yield from self._try(_feeds_named(tree, response.url), self.parse_feed)
        found = system_of(response.text, tree)
        self.discovery.system = found.name if found else None
        yield from self._guess(found or systems()["usual"])
        yield from self._try(_menu(tree, response.url), self.parse_section)

    def _guess(self, system: System) -> Any:
        """Try where a publishing system puts its feeds and sitemaps."""
        for paths, callback in ((system.feeds, self.parse_feed), (system.sitemaps, self.parse_sitemap)):
            for path in paths:
                address = urljoin(self.discovery.home, path)
                if address not in self._tried:
                    yield self._request(address, callback, usual=True)

    def parse_robots(self, response: Response) -> Any:
        """Try the home page and the sitemaps that robots.txt names."""
        home = self.discovery.home
        yield self._request(home, self.parse_home)
        if response.status == 200:
            named = list(sitemap_urls_from_robots(response.body, response.url))
            yield from self._try(sorted(named, key=lambda one: not NEWS.search(one)), self.parse_sitemap)

    def parse_feed(self, response: Response) -> Any:
        """Keep what is a feed; a page that lists feeds has them tried."""
        if response.status != 200:
            self._in_vain(response, f"answers {response.status}")
            return
        kind = (response.headers.get("Content-Type") or b"").decode("latin-1")
        content = read_feed(response.body, response.url, kind, limit=1000, now=time.time())
        if content.found:
            self.discovery.feeds[response.url] = len(content.found)
            return
        self._in_vain(response, "no feed with entries")
        if isinstance(response, TextResponse) and not response.meta["usual"] and b"<a " in response.body:
            yield from self._try(
                _feeds_named(html.document_fromstring(response.text), response.url), self.parse_feed
            )

    def parse_sitemap(self, response: Response) -> None:
        """Keep what is a sitemap."""
        if response.status != 200:
            self._in_vain(response, f"answers {response.status}")
            return
        count = 0
        for _ in SitemapReader(response.body, response.url, decompressed_limit=100 * MEGABYTE):
            count += 1
        if count:
            self.discovery.sitemaps[response.url] = count
        else:
            self._in_vain(response, "no sitemap")

    def _in_vain(self, response: Response, outcome: str) -> None:
        if response.meta["usual"]:
            self.discovery.tried[response.request.url if response.request else response.url] = outcome

    def parse_section(self, response: Response) -> None:
        """Keep what looks like a section."""
        if response.status == 200:
            self._keep_section(response)

    def _keep_section(self, response: Response) -> None:
        if isinstance(response, TextResponse):
            count = len(read_section(response.text, response.url, limit=1000).found)
            if count >= ARTICLES_OF_A_SECTION:
                self.discovery.sections[response.url] = count

    def failed(self, failure: Any) -> None:
        """Name what could not be had, unless it was only a guess."""
        error = failure.value
        if failure.request.meta["usual"]:
            self.discovery.tried[failure.request.url] = kind_of(error)
        else:
            self.discovery.problems.append(f"{failure.request.url}: {kind_of(error)}: {message_of(error)}")


def discover(settings: CrawlSettings, address: str) -> Discovery:
    """Look at a site and return the entry points found. To be called once in a process, since it runs the reactor."""
    discovery = Discovery(address)
    process = AsyncCrawlerProcess(process_settings(settings))
    configure_logging(settings.log_level, json_lines=settings.json_logs)
    # What it says with a traceback is told as a problem.
    logging.getLogger("scrapy.downloadermiddlewares.robotstxt").setLevel(logging.CRITICAL)
    limits = settings.limits
    process.crawl(
        Crawler(
            DiscoverySpider,
            {
                **process_settings(settings),
                "USER_AGENT": settings.user_agent,
                "ROBOTSTXT_OBEY": True,
                "ROBOTSTXT_USER_AGENT": "newstally",
                "CONCURRENT_REQUESTS_PER_DOMAIN": limits.concurrency,
                "DOWNLOAD_DELAY": min(limits.delay, 0.5),
                "DOWNLOAD_TIMEOUT": min(limits.timeout, 30.0),
                "DOWNLOAD_MAXSIZE": int(limits.response_mb * MEGABYTE),
                "DOWNLOAD_VERIFY_CERTIFICATES": True,
                "REDIRECT_MAX_TIMES": limits.redirects,
                "RETRY_TIMES": 1,
                "RETRY_GIVE_UP_LOG_LEVEL": "DEBUG",
                "HTTPERROR_ALLOW_ALL": True,
                "COOKIES_ENABLED": False,
                "HTTPPROXY_ENABLED": False,
                "DOWNLOADER_MIDDLEWARES": {"newstally.crawler.middlewares.guard.GuardMiddleware": 50},
                "NEWSTALLY_PATH_REPEATS": limits.path_repeats,
                "EXTENSIONS": EXTENSIONS,
                "STATS_DUMP": False,
            },
        ),
        discovery=discovery,
    )
    process.start()
    _prefer(discovery)
    return discovery


def _prefer(discovery: Discovery) -> None:
    """Keep the most useful: news sitemaps before others, and sections only up to a number."""
    news = {address: count for address, count in discovery.sitemaps.items() if NEWS.search(address)}
    discovery.sitemaps = news or discovery.sitemaps
    best = sorted(discovery.sections.items(), key=lambda item: -item[1])[:MOST_SECTIONS]
    discovery.sections = dict(best)


def _site_name(tree: html.HtmlElement) -> str:
    for path in (
        "//meta[@property='og:site_name']/@content",
        "//meta[@name='application-name']/@content",
        "//title/text()",
    ):
        for value in tree.xpath(path):
            text = " ".join(str(value).split())
            if text:
                return re.split(r"\s+[|–—:-]\s+", text)[0]
    return ""


def _feeds_named(tree: html.HtmlElement, address: str) -> list[str]:
    """Return the feeds that a page names in its head, then those that it links to."""
    head = [
        link.get("href")
        for link in tree.iter("link")
        if "alternate" in (link.get("rel") or "") and (link.get("type") or "").lower() in FEED_TYPES
    ]
    body = [
        anchor.get("href")
        for anchor in tree.iter("a")
        if FEED_LINK.search(anchor.get("href") or "") or " ".join(anchor.itertext()).strip().lower() == "rss"
    ]
    found = [absolute(address, href) for href in [*head, *body] if href]
    return [one for one in found if one and "json/oembed" not in one and "/wp-json/" not in one]


def _menu(tree: html.HtmlElement, address: str) -> list[str]:
    """Return the pages that the navigation links to, on the same site."""
    found: dict[str, str] = {}
    for frame in tree.iter("nav", "header"):
        for anchor in frame.iter("a"):
            target = absolute(address, anchor.get("href") or "")
            if target and site(target) == site(address) and len(urlsplit(target).path) > 1:
                found.setdefault(page_key(target), target)
    return list(found.values())[:25]


def main() -> None:
    """Discover the site that standard input names and print what was found as JSON; see ``newstally discover``."""
    import json
    import sys
    from dataclasses import asdict

    order = json.loads(sys.stdin.readline())
    found = discover(CrawlSettings.model_validate(order["settings"]), order["address"])
    print(json.dumps(asdict(found)))


if __name__ == "__main__":
    main()
