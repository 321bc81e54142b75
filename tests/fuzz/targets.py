"""Targets: everything that reads what strangers wrote, with what it may answer to nonsense.

A target takes bytes and returns nothing. It may raise only what its reader promises; anything else is a find.
"""

import contextlib
import json
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

import duckdb
from protego import Protego

from newstally.crawler.entry_points.feeds import read_feed
from newstally.crawler.entry_points.lists import read_list
from newstally.crawler.entry_points.sections import read_section
from newstally.crawler.entry_points.sitemaps import SitemapReader, read_other_sitemap, sitemap_parts
from newstally.crawler.page_head import read_head
from newstally.extract.article import NotAnArticle, read_page
from newstally.extract.model import Article
from newstally.extract.reader import Reader
from newstally.pipeline.configuration import ConfigurationError, load_configuration
from newstally.pipeline.doctor.records import checked_records
from newstally.pipeline.documents import Defaults
from newstally.pipeline.documents import read_bytes as read_document
from newstally.pipeline.fixtures.expected import read_expected
from newstally.pipeline.ledger.admission import admit, require_query
from newstally.pipeline.ledger.errors import LedgerError
from newstally.pipeline.visible import visible
from newstally.pipeline.warc import read_records
from tests.fuzz import seeds

ADDRESS = "http://press.example/news/a"
NOW = 1_772_000_000.0
LIMIT = 10_000


@dataclass(frozen=True, slots=True)
class Target:
    """What reads an input, sound inputs to begin with, and the pieces from which others are made."""

    read: Callable[[bytes], None]
    seeds: tuple[bytes, ...]
    pieces: tuple[bytes, ...]
    largest: int = 200_000
    """Bytes up to which its time is measured."""


def pages(data: bytes) -> None:
    """A page: the article in it, and what its head says to the crawler."""
    read_head(data, ADDRESS, {})
    with contextlib.suppress(NotAnArticle):
        read_page(data, id="fuzz", url=ADDRESS, headers={"content-type": "text/html"})


def sections(data: bytes) -> None:
    """A page of links."""
    read_section(data.decode("utf-8", "replace"), ADDRESS, limit=LIMIT)


def feeds(data: bytes) -> None:
    """A feed: RSS, Atom, JSON Feed."""
    read_feed(data, ADDRESS, "application/xml", limit=LIMIT, now=NOW)


def sitemaps(data: bytes) -> None:
    """A sitemap or an index of them, or the feed or list that stands in its place."""
    if read_other_sitemap(data, ADDRESS, limit=LIMIT, now=NOW) is None:
        reader = SitemapReader(data, ADDRESS, decompressed_limit=5_000_000)
        for _ in sitemap_parts(reader, oldest=0.0, oldest_child=0.0, now=NOW, limit=LIMIT):
            pass


def robots(data: bytes) -> None:
    """A robots.txt, as the crawler asks it; and a list of addresses."""
    rules = Protego.parse(data.decode("utf-8-sig", "replace"))
    rules.can_fetch(ADDRESS, "newstally")
    rules.crawl_delay("newstally")
    rules.request_rate("newstally")
    read_list(data, ADDRESS, limit=LIMIT)


def warc(data: bytes) -> None:
    """A WARC or ARC file: its records, and whether they are whole."""
    with tempfile.NamedTemporaryFile(suffix=".warc", dir=_memory()) as file:
        file.write(data)
        file.flush()
        for _ in read_records(Path(file.name)):
            pass
        for _ in checked_records(Path(file.name), "fuzz"):
            pass


def jsonl(data: bytes) -> None:
    """JSON lines of articles, as ``ingest`` and ``extract`` take them."""
    for found in read_document(data, "fuzz.jsonl", Defaults()):
        visible(str(found))


def configuration(data: bytes) -> None:
    """A newstally.toml."""
    with tempfile.NamedTemporaryFile(suffix=".toml", dir=_memory()) as file:
        file.write(data)
        file.flush()
        with contextlib.suppress(ConfigurationError):
            load_configuration(Path(file.name))


def expected(data: bytes) -> None:
    """An expected.yaml of a fixture."""
    with tempfile.NamedTemporaryFile(suffix=".yaml", dir=_memory()) as file:
        file.write(data)
        file.flush()
        read_expected(Path(file.name))


def statements(data: bytes) -> None:
    """A question in SQL: whether it may be asked. Nothing is run."""
    with contextlib.suppress(LedgerError):
        require_query(_connection(), admit(data.decode("utf-8", "replace")))


def texts(data: bytes) -> None:
    """The text of an article; offsets must hold what they say."""
    text = data.decode("utf-8", "replace")
    article = Article(id="fuzz", text=text, published_at=date(2026, 2, 26), country="us", language="en")
    reading = _reader().read(article)
    for number in reading.numbers:
        row = reading.row(number)
        assert text[row["start"] : row["end"]] == row["quantity"]
        json.dumps(row, default=str)


@cache
def _reader() -> Reader:
    return Reader("en")


@cache
def _connection() -> duckdb.DuckDBPyConnection:
    connection = duckdb.connect(":memory:")
    connection.execute("CREATE TABLE claims (claim_id VARCHAR, kind VARCHAR, low DOUBLE, source VARCHAR)")
    connection.execute("SET enable_external_access = false; SET lock_configuration = true")
    return connection


def _memory() -> str | None:
    """Return a folder in memory, where there is one."""
    return "/dev/shm" if Path("/dev/shm").is_dir() else None


TARGETS: dict[str, Target] = {
    "pages": Target(pages, seeds.PAGES, seeds.HTML),
    "sections": Target(sections, seeds.SECTIONS, seeds.HTML),
    "feeds": Target(feeds, seeds.FEEDS, seeds.XML),
    "sitemaps": Target(sitemaps, seeds.SITEMAPS, seeds.XML),
    "robots": Target(robots, seeds.ROBOTS, seeds.RULES),
    "warc": Target(warc, seeds.WARCS, seeds.WARC),
    "jsonl": Target(jsonl, seeds.LINES, seeds.JSON),
    "configuration": Target(configuration, seeds.CONFIGURATIONS, seeds.TOML, largest=50_000),
    "expected": Target(expected, seeds.EXPECTED, seeds.YAML, largest=50_000),
    "statements": Target(statements, seeds.STATEMENTS, seeds.SQL, largest=50_000),
    "texts": Target(texts, seeds.TEXTS, seeds.WORDS, largest=20_000),
}
