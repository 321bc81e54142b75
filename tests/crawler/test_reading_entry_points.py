"""What a feed, a sitemap and the head of a page say, read from their bytes."""

import gzip
import json
from datetime import UTC, datetime
from typing import Any

import pytest

from newstally.crawler.addresses import page_key
from newstally.crawler.entry_points.feeds import read_feed
from newstally.crawler.entry_points.sections import read_section
from newstally.crawler.entry_points.sitemaps import SitemapReader, sitemap_parts, w3c_time
from newstally.crawler.page_head import Head, read_head

NOW = datetime(2026, 3, 10, tzinfo=UTC).timestamp()
DAY = 86400.0
AT = "https://herald.example/2026/pier"


@pytest.mark.parametrize(
    ("head", "headers", "told"),
    [
        ("", {}, {}),
        ("", {"tdm-reservation": "1"}, {"reserved": frozenset({"tdm-reservation"})}),
        ("", {"tdm-reservation": "0"}, {}),
        ('<meta name="TDM-Reservation" content="1">', {}, {"reserved": frozenset({"tdm-reservation"})}),
        (
            '<meta name="tdm-reservation" content="0">',
            {"tdm-reservation": "1"},
            {"reserved": frozenset({"tdm-reservation"})},
        ),
        ("", {"x-robots-tag": "noindex, noarchive"}, {"reserved": frozenset({"noarchive"})}),
        ("", {"x-robots-tag": "otherbot: noai"}, {"reserved": frozenset({"noai"})}),
        ('<meta name="newstally" content="NoAI">', {}, {"reserved": frozenset({"noai"})}),
        ('<meta name="otherbot" content="noai">', {}, {}),
        (
            '<meta http-equiv="refresh" content="5; url=/moved">',
            {},
            {"refresh": "https://herald.example/moved"},
        ),
        ('<meta http-equiv="refresh" content="6; url=/moved">', {}, {}),
        ('<noscript><meta http-equiv="refresh" content="0; url=/plain"></noscript>', {}, {}),
        (
            '<noscript></noscript><meta http-equiv="refresh" content="0; url=/moved">',
            {},
            {"refresh": "https://herald.example/moved"},
        ),
        ('<link rel="canonical" href="/pier">', {}, {"canonical": "https://herald.example/pier"}),
        ('<link rel="canonical" href="https://post.example/pier">', {}, {}),
        ('<link rel="canonical" href="/">', {}, {}),
        ('</head><link rel="canonical" href="/pier">', {}, {}),
    ],
    ids=str,
)
def test_what_a_page_says_of_itself(head: str, headers: dict[str, str], told: dict[str, Any]) -> None:
    body = f"<html><head><title>Pier</title>{head}</head><body>…</body></html>".encode()
    assert read_head(body, AT, headers) == Head(b"Pier", **told)


RSS = """<rss version="2.0" xmlns:sy="http://purl.org/rss/1.0/modules/syndication/"><channel><title>T</title>{0}
<item><link>https://herald.example/a</link><pubDate>Mon, 09 Mar 2026 00:00:00 GMT</pubDate></item></channel></rss>"""


@pytest.mark.parametrize(
    ("said", "hints"),
    [
        ("", {}),
        ("<ttl>30</ttl>", {"seconds": 1800.0}),
        ("<sy:updatePeriod>daily</sy:updatePeriod>", {"seconds": DAY}),
        (
            "<sy:updatePeriod>daily</sy:updatePeriod><sy:updateFrequency>4</sy:updateFrequency>",
            {"seconds": DAY / 4},
        ),
        ("<ttl>30</ttl><sy:updatePeriod>hourly</sy:updatePeriod>", {"seconds": 3600.0}),
        ("<ttl>soon</ttl>", {}),
    ],
)
def test_how_often_a_feed_asks_to_be_looked_at(said: str, hints: dict[str, float]) -> None:
    content = read_feed(RSS.format(said).encode(), AT, "application/rss+xml", limit=9, now=NOW)
    assert content.hints == hints
    assert [(one.address, one.published_at) for one in content.found] == [
        ("https://herald.example/a", NOW - DAY)
    ]


@pytest.mark.parametrize(
    ("entry", "address"),
    [
        ("<link>https://feeds.example/1</link><fb:origLink>https://herald.example/a</fb:origLink>", "/a"),
        ("<link>https://herald.example/a</link><guid>https://herald.example/7</guid>", "/a"),
        ("<guid>https://herald.example/7</guid>", "/7"),
        ('<guid isPermaLink="false">herald-7</guid>', None),
        ("<link>/2026/b</link>", "/2026/b"),
    ],
)
def test_the_address_of_a_feeds_entry_is_the_articles_own(entry: str, address: str | None) -> None:
    body = (
        '<rss version="2.0" xmlns:fb="http://rssnamespace.org/feedburner/ext/1.0"><channel><title>T</title>'
        f"<item><title>Pier</title>{entry}</item></channel></rss>"
    )
    found = read_feed(body.encode(), AT, "application/rss+xml", limit=9, now=NOW).found
    assert [one.address for one in found] == ([f"https://herald.example{address}"] if address else [])


def test_a_section_s_links_are_taken_but_for_those_that_the_site_gives_nothing_for() -> None:
    def link(path: str, rel: str = "") -> str:
        return f'<h2><a rel="{rel}" href="/{path}">A report of five words</a></h2>'

    links = link("pier-mended-in-a-week") + link("a-spa-that-pays-for-this", "sponsored nofollow")
    content = read_section(f"<html><body>{links}</body></html>", "https://herald.example/town", limit=9)
    assert [one.address for one in content.found] == ["https://herald.example/pier-mended-in-a-week"]


@pytest.mark.parametrize(
    ("path", "taken"),
    [
        ("pier-mended.html", True),
        ("pier.php?id=7", True),
        ("pier-mended.pdf", False),
        ("pier-mended.JPG", False),
        ("pier-mended.mp3", False),
        ("pier-mended.xml", False),
        ("", False),
        ("town", False),
        ("https://post.example/pier-mended", False),
    ],
)
def test_which_links_of_a_section_may_lead_to_articles(path: str, taken: bool) -> None:
    body = f"<html><body><h2><a href='/{path}'>The pier is mended in a week</a></h2></body></html>"
    body = body.replace("/https:", "https:")
    found = read_section(body, "https://herald.example/town", limit=9).found
    assert [one.address for one in found] == ([f"https://herald.example/{path}"] if taken else [])


def test_a_sitemap_is_taken_from_a_day_on_by_when_its_pages_were_modified_last() -> None:
    def url(path: str, modified: str = "", published: str = "") -> str:
        dates = f"<lastmod>{modified}</lastmod>" if modified else ""
        dates += f"<n:news><n:publication_date>{published}</n:publication_date></n:news>" if published else ""
        return f"<url><loc>https://herald.example/{path}</loc>{dates}</url>"

    body = "".join(
        (
            '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:n="http://www.google.com/schemas/sitemap-news/0.9">',
            url("undated"),
            url("first-day", "2026-03-05"),
            url("before", "2026-03-04T23:59:59Z"),
            url("mended", "2026-03-06", "2025-01-01"),
            url("news", "", "2026-03-07"),
            url("ahead", "2026-03-11T00:00:01Z"),
            url("clock", "2026-03-11"),
            "</urlset>",
        )
    )
    reader = SitemapReader(body.encode(), AT, decompressed_limit=10_000)
    oldest = datetime(2026, 3, 5, tzinfo=UTC).timestamp()
    [part] = sitemap_parts(reader, oldest=oldest, oldest_child=0.0, now=NOW, limit=9)
    paths = [one.address.rpartition("/")[2] for one in part.found]
    assert paths == ["undated", "first-day", "mended", "news", "ahead", "clock"]
    assert [one.modified_at for one in part.found[-2:]] == [None, NOW + DAY]
    assert part.problems == [("date", "1 entries are dated in the future")]


def test_of_a_packed_sitemap_that_is_cut_or_too_large_what_came_is_read() -> None:
    urls = "".join(f"<url><loc>https://herald.example/{n * 7919}</loc></url>" for n in range(20_000))
    packed = gzip.compress(f"<urlset>{urls}</urlset>".encode())
    for body, limit, said in (
        (packed[: len(packed) // 2], 10**8, "the gzip file is cut short"),
        (packed, 400_000, "more than 400,000 bytes once decompressed"),
    ):
        reader = SitemapReader(body, AT, decompressed_limit=limit)
        assert 0 < len(list(reader)) < 20_000
        assert any(kind == "decompression" and said in message for kind, message in reader.problems)
    assert len(list(SitemapReader(packed, AT, decompressed_limit=10**8))) == 20_000


def test_the_sitemaps_of_an_index_are_left_out_by_a_day_of_their_own() -> None:
    named = (("old", "2026-02-01"), ("older", "2026-01-01"), ("undated", ""))
    body = "".join(
        f"<sitemap><loc>https://herald.example/{name}.xml</loc><lastmod>{day}</lastmod></sitemap>"
        for name, day in named
    )
    reader = SitemapReader(f"<sitemapindex>{body}</sitemapindex>".encode(), AT, decompressed_limit=10_000)
    last_visit, first = NOW - DAY, datetime(2026, 1, 15, tzinfo=UTC).timestamp()
    [part] = sitemap_parts(reader, oldest=last_visit, oldest_child=first, now=NOW, limit=9)
    assert [one.address.rpartition("/")[2] for one in part.children] == ["old.xml", "undated.xml"]
    assert part.found == []


def test_a_json_feed_tells_addresses_and_both_dates() -> None:
    items: list[Any] = [
        {"url": "/a", "date_published": "2026-03-09T00:00:00Z", "date_modified": "2026-03-09T12:00:00+00:00"},
        {"id": "https://herald.example/b"},
        {"id": "7"},
        "no item",
        {"url": "/c", "date_published": "2026-04-01T00:00:00Z", "date_modified": "lately"},
    ]
    body = json.dumps({"version": "https://jsonfeed.org/version/1.1", "items": items}).encode()
    content = read_feed(body, AT, "application/feed+json", limit=9, now=NOW)
    assert [(one.address.rpartition("/")[2], one.published_at, one.modified_at) for one in content.found] == [
        ("a", NOW - DAY, NOW - DAY / 2),
        ("b", None, None),
        ("c", None, None),
    ]
    assert content.problems == [("date", "1 entries are dated in the future")]
    assert len(read_feed(body, AT, "application/feed+json", limit=2, now=NOW).found) == 2
    [(kind, _)] = read_feed(b'{"items": 3', AT, "application/feed+json", limit=9, now=NOW).problems
    assert kind == "entry_point"


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2026", "2026-01-01"),
        ("2026-03", "2026-03-01"),
        ("2026-03-05", "2026-03-05"),
        (" 2026-03-05T10:00+02:00 ", "2026-03-05T08:00"),
        ("yesterday", None),
    ],
)
def test_the_times_of_sitemaps(text: str, moment: str | None) -> None:
    expected = datetime.fromisoformat(moment).replace(tzinfo=UTC).timestamp() if moment else None
    assert w3c_time(text) == expected


def test_the_order_of_parameters_makes_no_other_page() -> None:
    assert page_key("https://herald.example/a?b=2&a=1") == page_key("http://www.herald.example/a/?a=1&b=2")
    assert page_key("https://herald.example/a?a=2&b=1") != page_key("https://herald.example/a?a=1&b=2")
