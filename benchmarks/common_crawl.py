"""Common Crawl's form: WARC files as its news crawl publishes them, made of real pages at hand.

A file begins with a warcinfo record; each fetch is a request and a response, one gzip member each (WARC 1.0, written
by StormCrawler). Among the pages there are what a crawl brings along: feeds, pictures, redirects, pages that are gone,
and answers without any page.
"""

import hashlib
import io
import random
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID

from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from benchmarks.page_sets import SETS, load

OUTLETS = tuple(f"www.outlet{number}.example" for number in range(120))

JUNK = 0.12
"""Share of responses that hold no page."""


@dataclass(frozen=True, slots=True)
class Fetched:
    """One response."""

    url: str
    body: bytes
    status: int = 200
    media_type: str = "text/html; charset=utf-8"


def real_pages(folders: list[Path], fixtures: Path) -> list[bytes]:
    """Return the HTML of all different pages of the sets that are present, and of the repository's fixtures."""
    import gzip

    found: dict[bytes, bytes] = {}
    for name in SETS:
        for page in load(name, folders) or []:
            found.setdefault(hashlib.sha1(page.html).digest(), page.html)
    for path in sorted(fixtures.rglob("page.html.gz")):
        html = gzip.decompress(path.read_bytes())
        found.setdefault(hashlib.sha1(html).digest(), html)
    return [found[key] for key in sorted(found)]


def fetches(
    pages: list[bytes], number: int, seed: int = 1, hosts: Sequence[str] = OUTLETS
) -> Iterator[Fetched]:
    """Yield a number of pages, each under an address of its own on one of some hosts, with junk among them.

    If there are too few they come again under other addresses, as agency copies do.
    """
    chance = random.Random(seed)
    for at in range(number):
        host = chance.choice(hosts)
        yield Fetched(f"https://{host}/2026/02/{at // 40:03}/story-{at}.html", pages[at % len(pages)])
        if chance.random() < JUNK:
            yield chance.choice(
                [
                    Fetched(
                        f"https://{host}/feed", b"<rss><channel/></rss>", media_type="application/rss+xml"
                    ),
                    Fetched(f"https://{host}/logo.png", b"\x89PNG" + bytes(800), media_type="image/png"),
                    Fetched(f"https://{host}/gone/{at}", b"<html>gone</html>", status=404),
                    Fetched(f"https://{host}/empty/{at}", b""),
                ]
            )


def write_warc(path: Path, answers: Iterable[Fetched], *, begun: datetime) -> int:
    """Write one file and return the number of its pages with status 200."""
    pages = 0
    with path.open("wb") as stream:
        writer = WARCWriter(stream, gzip=True, warc_version="WARC/1.0")
        writer.write_record(
            writer.create_warcinfo_record(
                path.name,
                {"software": "StormCrawler 2.10 http://stormcrawler.net/", "format": "WARC File Format 1.0"},
            )
        )
        for number, answer in enumerate(answers):
            date = (begun + timedelta(seconds=number // 8)).strftime("%Y-%m-%dT%H:%M:%SZ")
            _write_fetch(writer, answer, date, f"{path.name}/{number}")
            pages += answer.status == 200 and answer.media_type.startswith("text/html")
    return pages


def _write_fetch(writer: WARCWriter, answer: Fetched, date: str, name: str) -> None:
    host, _, rest = answer.url.removeprefix("https://").partition("/")
    asked = StatusAndHeaders(
        f"GET /{rest} HTTP/1.1", [("User-Agent", "CCBot/2.0"), ("Host", host)], is_http_request=True
    )
    headers = [
        ("Content-Type", answer.media_type),
        ("X-Crawl-Content-Encoding", "gzip"),
        ("Content-Length", str(len(answer.body))),
    ]
    told = StatusAndHeaders(f"{answer.status} OK", headers, protocol="HTTP/1.1")
    for kind, http, body in (("request", asked, b""), ("response", told, answer.body)):
        record = writer.create_warc_record(
            answer.url,
            kind,
            payload=io.BytesIO(body),
            length=len(body),
            http_headers=http,
            warc_headers_dict={
                "WARC-Date": date,
                "WARC-IP-Address": "192.0.2.7",
                "WARC-Record-ID": f"<urn:uuid:{UUID(bytes=hashlib.md5((name + kind).encode()).digest())}>",
            },
        )
        writer.write_record(record)


def make_warcs(
    folder: Path,
    pages: list[bytes],
    number: int,
    files: int,
    seed: int = 1,
    hosts: Sequence[str] = OUTLETS,
) -> list[Path]:
    """Write a number of pages as some files named like Common Crawl's, and return their paths."""
    folder.mkdir(parents=True, exist_ok=True)
    answers = list(fetches(pages, number, seed, hosts))
    size = -(-len(answers) // files)
    begun = datetime(2026, 2, 26, 1, 2, 3, tzinfo=UTC)
    made = []
    for at in range(files):
        path = folder / f"CC-NEWS-{begun + timedelta(minutes=24 * at):%Y%m%d%H%M%S}-{at:05}.warc.gz"
        write_warc(path, answers[at * size : (at + 1) * size], begun=begun + timedelta(minutes=24 * at))
        made.append(path)
    return made
