"""Pages made to keep a reader busy: what they hold is found, and the other outlets don't wait for it."""

from pathlib import Path

import pytest

from newstally.crawler.entry_points.sections import read_section
from newstally.crawler.entry_points.sitemaps import SitemapReader
from newstally.crawler.page_head import read_head
from tests.crawler.crawls import crawl
from tests.crawler.sites import Reply, World, story

pytestmark = pytest.mark.slow


def test_a_head_of_countless_tags_is_read() -> None:
    body = b"<html><head>" + b"<link " * 43_000 + b"><link rel=canonical href=/real-story></head>"
    assert read_head(body, "http://x.example/a", {}).canonical == "http://x.example/real-story"
    assert read_head(b"<meta " + b"a-" * 200_000, "http://x.example/a", {}).canonical is None


def test_addresses_in_cdata_are_read_wherever_the_document_is_cut() -> None:
    addresses = [f"http://x.example/search?a={n}&b={n}" for n in range(3_000)]
    rows = "".join(f"<url><loc><![CDATA[{address}]]></loc></url>" for address in addresses)
    rows += "<url><loc>http://x.example/last?a=1&amp;b=2&c=3</loc></url>"
    reader = SitemapReader(f"<urlset>{rows}</urlset>".encode(), "http://x.example/", decompressed_limit=10**8)
    assert [entry.address for entry in reader] == [*addresses, "http://x.example/last?a=1&b=2&c=3"]
    unclosed = ("<urlset>" + "<url><loc><![CDATA[http://x.example/a?b=1&c=2" * 20_000).encode()
    assert list(SitemapReader(unclosed, "http://x.example/", decompressed_limit=10**8)) == []


def test_a_section_with_endless_class_names_is_read() -> None:
    classes = "teaser " * 30_000
    links = "".join(
        f'<a href="/town/{n}-the-council-votes-on-it">The council votes on it</a>' for n in range(300)
    )
    page = "<html><body>" + f'<div class="{classes}">' * 5 + links
    assert len(read_section(page, "http://x.example/town", limit=1000).found) == 300


def test_an_outlet_of_such_pages_keeps_none_waiting(tmp_path: Path, world: World) -> None:
    hostile, good = world.site("Hostile"), world.site("Good")
    for number in range(3):
        body = story(f"/story-{number}").replace(b"<head>", b"<head>" + b"<link " * 43_000)
        hostile.pages[f"/story-{number}"] = Reply(body)
        good.story(f"/story-{number}")
    hostile.feed("/feed", [f"/story-{number}" for number in range(3)])
    good.feed("/feed", [f"/story-{number}" for number in range(3)])
    hostile.pages["/map"] = Reply(b"<urlset>" + b"<url><loc><![CDATA[" * 14_000, "application/xml")
    outlets = [hostile.outlet(feeds=["/feed"], sitemaps=["/map"]), good.outlet(feeds=["/feed"])]
    reports = crawl(tmp_path, outlets).reports
    assert reports["Hostile"]["new"] == reports["Good"]["new"] == 3
