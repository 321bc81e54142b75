"""Every response goes into the archive, as received, before anything else happens to it."""

from scrapy import Request, signals
from scrapy.crawler import Crawler
from scrapy.exceptions import StopDownload
from scrapy.http import Headers, Response
from scrapy.utils.python import binary_is_text

from newstally.crawler.access import withheld
from newstally.crawler.archive.records import Exchange, Original, hexadecimal
from newstally.crawler.archive.writer import now
from newstally.crawler.articles import is_page
from newstally.crawler.page_head import Head, read_head
from newstally.crawler.problems import Refused
from newstally.crawler.spider import OutletSpider

RAW = "newstally_raw"
"""Meta key of the response as received, with its headers, of which Scrapy's decompression takes one away."""

ROBOTS_BYTES = 512 * 1024
"""How much of a robots.txt is read: RFC 9309, 2.5 asks for 500 KiB at least."""

FEED_BYTES = 5_000_000
"""How much of a feed is read: thousands of entries, and what feedparser reads in some seconds."""


def spider_of(crawler: Crawler) -> OutletSpider:
    """Return the crawler's spider, which is always one of ours."""
    spider = crawler.spider
    assert isinstance(spider, OutletSpider)
    return spider


class ReceivedMiddleware:
    """Stands next to the downloader: keeps the response as received, and from here on lets it be larger.

    Scrapy's one limit (``download_maxsize``) holds for the body as received and, read again by its decompression, for
    the decompressed one. Raising it in between makes them two.

    An article that is too large is refused. Of an entry point or a robots.txt what comes first is read: the download
    is stopped at the limit.
    """

    def __init__(self, crawler: Crawler) -> None:
        self._received = crawler.settings.getint("DOWNLOAD_MAXSIZE")
        self._decompressed = crawler.settings.getint("NEWSTALLY_DECOMPRESSED_BYTES")
        self._spider = spider_of(crawler)
        self._read = {
            "robots": ROBOTS_BYTES,
            "feed": min(self._received, FEED_BYTES),
            "sitemap": self._decompressed,  # the protocol has them be 50 MB
            "section": self._received,
            "list": self._received,
        }
        self._signals = crawler.signals
        self._watched = 0
        """Requests under way whose answers are read up to a limit: none is most of the time, and signals cost."""

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> "ReceivedMiddleware":
        """Build it; called by Scrapy."""
        return cls(crawler)

    def process_request(self, request: Request) -> None:
        """Set the limits anew, also where a request is made again."""
        request.meta["received"] = 0
        if request.meta["page"] in self._read:
            request.meta["download_maxsize"] = 0
            self._watch(request)
        else:
            request.meta.pop("download_maxsize", None)

    def process_exception(self, request: Request, exception: Exception) -> None:
        """Note that a request has ended without a response, if it came as far as here."""
        self._watch_no_more(request)

    def _watch(self, request: Request) -> None:
        request.meta["watched"] = True
        self._watched += 1
        if self._watched == 1:
            self._signals.connect(self._stop_reading, signals.bytes_received)

    def _watch_no_more(self, request: Request) -> None:
        if request.meta.pop("watched", False):
            self._watched -= 1
            if not self._watched:
                self._signals.disconnect(self._stop_reading, signals.bytes_received)

    def _stop_reading(self, data: bytes, request: Request) -> None:
        limit = self._read.get(request.meta["page"])
        if limit is not None:
            request.meta["received"] += len(data)
            if request.meta["received"] >= limit:
                raise StopDownload(fail=False)

    def process_response(self, request: Request, response: Response) -> Response:
        """Keep the response for the archive. Raises Refused where a browser made it too large."""
        self._watch_no_more(request)
        if is_rendered(response):
            if len(response.body) > self._received:
                raise Refused("size", f"{len(response.body):,} bytes once rendered")
            response.headers["Content-Length"] = str(len(response.body))
            for name in ("Transfer-Encoding", "Content-Encoding"):
                response.headers.pop(name, None)
        request.meta[RAW] = response, _pairs(response.headers)
        request.meta["download_maxsize"] = self._decompressed
        self._spider.report.requests += 1
        self._spider.report.megabytes += len(response.body) / 1_000_000
        return response


class ArchivingMiddleware:
    """Stands behind decompression, so that a bomb never reaches the archive, and before everything else."""

    def __init__(self, crawler: Crawler) -> None:
        self._spider = spider_of(crawler)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> "ArchivingMiddleware":
        """Build it; called by Scrapy."""
        return cls(crawler)

    def process_response(self, request: Request, response: Response) -> Response:
        """Append the exchange to the archive. Raises Refused where the compression is one that can't be undone."""
        raw, response_headers = request.meta.pop(RAW)
        encoding = (response.headers.get("Content-Encoding") or b"").decode("latin-1")
        if encoding and not binary_is_text(response.body[:1024]):
            raise Refused("decompression", f"Content-Encoding {encoding!r} can't be read")
        original: Original | None = request.meta.get("original") if raw.status in {200, 304} else None
        exchange = Exchange(
            address=raw.url,
            method=request.method,
            request_headers=withheld(_pairs(request.headers), self._spider.secret_headers),
            status=raw.status,
            response_headers=response_headers,
            body=raw.body,
            at=now(),
            protocol=raw.protocol if raw.protocol and raw.protocol.startswith("HTTP/") else "HTTP/1.1",
            ip_address=str(raw.ip_address) if raw.ip_address else None,
            truncated="length" if "download_stopped" in raw.flags else None,
            rendered=is_rendered(raw),
        )
        page = request.meta["page"]
        if page == "article" and raw.status == 200:
            may_be_page = is_page(raw)
            head = request.meta["head"] = _head(response) if may_be_page else Head()
            if self._spider.outlet.reservations == "obey" and head.reserved:
                raise Refused("reserved", f"it says {', '.join(sorted(head.reserved))}")
            if not may_be_page or head.refresh:
                page = "other"
        written = self._spider.run.archived(
            exchange, outlet=self._spider.outlet.name, page=page, original=original
        )
        request.meta["written"] = written
        request.meta["body_digest"] = hexadecimal(written.digest) if response.body is raw.body else None
        return response


def _head(response: Response) -> Head:
    headers = {
        name.decode("latin-1").lower(): b",".join(values).decode("latin-1")
        for name, values in response.headers.items()
    }
    return read_head(response.body, response.url, headers)


def is_rendered(response: Response) -> bool:
    """Return whether a browser wrote the body, from what the server and its scripts gave it."""
    return "playwright" in response.flags


def _pairs(headers: Headers) -> list[tuple[bytes, bytes]]:
    return [(name, value) for name, values in headers.items() for value in values]
