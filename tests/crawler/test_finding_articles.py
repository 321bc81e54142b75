"""An article is found by every kind of entry point, under every form of its address, and fetched once."""

import json
import time
from pathlib import Path

import pytest

from newstally.crawler.entry_points.sections import read_section
from tests.crawler.crawls import crawl, responses
from tests.crawler.sites import Reply, World, gzipped, sitemap, story

NEWS_SITEMAP = """<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">
<url><loc>{}</loc><news:news><news:publication><news:name>Gazette</news:name><news:language>en</news:language>
</news:publication><news:publication_date>2026-02-26T08:00:00Z</news:publication_date><news:title>T</news:title>
</news:news></url></urlset>"""

SECTION = """<html><body><nav><a href="/section/politics">All of politics</a><a href="/about">About our paper</a></nav>
<main><article><h2><a href="/politics/{0}-council-votes-on-the-budget">Council votes on the budget</a></h2></article>
<article><h2><a href="/politics/{0}-harbour-strike-enters-third-week">Strike enters third week</a></h2></article>
</main><footer><a href="/privacy">Privacy and cookies</a></footer>{1}</body></html>"""


def paths_of(archive: Path) -> list[str]:
    return sorted("/" + one["WARC-Target-URI"].split("/", 3)[3] for one in responses(archive))


def test_every_kind_of_entry_point_is_read(tmp_path: Path, world: World) -> None:
    site = world.site("Gazette")
    names = ("rss", "rss1", "atom", "json", "news-map", "leaf", "text-map", "feed-map", "listed", "local")
    for name in names:
        site.story(f"/story-from-{name}")
    site.feed("/rss", ["/story-from-rss"])
    rdf = (
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/">'
        f'<item rdf:about="x"><title>T</title><link>{site.address("/story-from-rss1")}</link></item></rdf:RDF>'
    )
    site.pages["/rss1"] = Reply(rdf.encode(), "application/rdf+xml")
    atom = (
        '<feed xmlns="http://www.w3.org/2005/Atom"><title>T</title><entry><title>T</title><id>urn:x</id>'
        '<link rel="enclosure" href="/sound.mp3"/><link rel="alternate" href="/story-from-atom"/></entry></feed>'
    )
    site.pages["/atom"] = Reply(atom.encode(), "application/atom+xml")
    items = {"version": "https://jsonfeed.org/version/1.1", "items": [{"id": "1", "url": "/story-from-json"}]}
    site.pages["/json"] = Reply(json.dumps(items).encode(), "application/feed+json")
    index = sitemap([(site.address("/news.xml"), ""), (site.address("/leaf.xml.gz"), "")], index=True)
    site.pages["/index.xml"] = Reply(index, "application/xml")
    site.pages["/news.xml"] = Reply(
        NEWS_SITEMAP.format(site.address("/story-from-news-map")).encode(), "text/xml"
    )
    leaf = gzipped(sitemap([(site.address("/story-from-leaf"), "2026-02-26")]))
    site.pages["/leaf.xml.gz"] = Reply(leaf, "application/gzip")
    site.pages["/map.txt"] = Reply(site.address("/story-from-text-map").encode(), "text/plain")
    site.feed("/map.rss", ["/story-from-feed-map"])
    site.pages["/list.txt"] = Reply(b"# ours\n/story-from-listed\n\n", "text/plain")
    site.pages["/politics"] = Reply(
        SECTION.format("old", '<a href="/politics?page=2" rel="next">Older</a>').encode()
    )
    site.pages["/politics?page=2"] = Reply(SECTION.format("older", "").encode())
    for age in ("old", "older"):
        site.story(f"/politics/{age}-council-votes-on-the-budget")
        site.story(f"/politics/{age}-harbour-strike-enters-third-week")
    local = tmp_path / "local.txt"
    local.write_text(site.address("/story-from-local") + "\nno address\n")
    outlet = site.outlet(
        feeds=["/rss", "/rss1", "/atom", "/json"],
        sitemaps=["/index.xml", "/map.txt", "/map.rss"],
        sections=["/politics"],
    )
    outlet["lists"] = [site.address("/list.txt"), str(local)]

    report = crawl(tmp_path / "archive", [outlet]).reports["Gazette"]

    sections = [
        f"/politics/{age}-{slug}"
        for age in ("old", "older")
        for slug in ("council-votes-on-the-budget", "harbour-strike-enters-third-week")
    ]
    assert paths_of(tmp_path / "archive") == sorted([*(f"/story-from-{name}" for name in names), *sections])
    assert report["new"] == len(names) + 4
    assert report["problems"] == {"scheme": 1}


TEASERS = {
    "a plain list": '<ul><li><a href="/n/{0}">Minister resigns over the budget row</a></li></ul>',
    "short headlines": '<ul><li><a href="/n/story-{0}.html">Story {0} headline</a></li></ul>',
    "cards": '<div class="card"><a href="/s/{0}"><div>Harbour strike goes on</div></a></div>',
    "headlines without spaces": '<p><a href="/n/{0}">選挙の結果が発表された</a></p>',
}


@pytest.mark.parametrize("name", TEASERS)
def test_sections_of_many_designs_are_read(name: str) -> None:
    frame = (
        '<nav><a href="/about-the-company">All about the company and its team</a></nav>'
        '<main>{}<a href="/tag/flood">All about the floods of this year</a><a href="?page=2">2</a></main>'
        '<div class="footer"><a href="/our-use-of-your-data">How we use the data you give us</a></div>'
    )
    page = frame.format("".join(TEASERS[name].format(number) for number in range(1, 5)))
    found = read_section(page, "http://x.org/town", limit=100).found
    assert len(found) == 4, [one.address for one in found]


def test_all_forms_of_an_address_are_one_article(tmp_path: Path, world: World) -> None:
    site = world.site("Gazette")
    site.story("/world/ferry-sinks-off-the-coast")
    site.pages["/s/81"] = Reply(status=301, headers={"Location": "/world/ferry-sinks-off-the-coast"})
    site.pages["/s/82"] = Reply(status=302, headers={"Location": "/world/only-by-short-link?utm_medium=x"})
    site.story("/world/only-by-short-link?utm_medium=x")
    canonical = story("/print").replace(
        b"</head>", b"<link href='/world/storm-warning' rel=canonical></head>"
    )
    site.pages["/print?id=5"] = Reply(canonical)
    site.story("/world/storm-warning")
    ferry = "/world/ferry-sinks-off-the-coast"
    site.pages[ferry + "/"] = Reply(status=301, headers={"Location": ferry})
    wide = "/world/pier-with-no-form-for-phones"
    site.story(wide)
    forms = [wide + "/amp/", wide, wide + "?amp=1"]
    site.feed("/feed", ["/print?id=5", ferry + "?utm_source=rss&fbclid=1", ferry + "#top", "/s/82", *forms])
    site.feed("/other", [ferry + "/", ferry + "/amp/", ferry + "?amp=1", "/s/81"])
    archive = tmp_path / "archive"

    first = crawl(archive, [site.outlet(feeds=["/feed", "/other"])], concurrency=1).reports["Gazette"]
    assert first["new"] == 4
    assert len([one for one in site.log if one.path.startswith(ferry) and one.status == 200]) == 1
    assert [one for one in site.paths if one.startswith(wide)] == [wide]

    site.feed("/feed", ["/world/storm-warning", "/s/81", "/world/only-by-short-link"])
    second = crawl(archive, [site.outlet(feeds=["/feed", "/other"])]).reports["Gazette"]
    assert second["new"] == 0
    assert "/world/storm-warning" not in site.paths, "its canonical address was known from the print version"


def test_a_second_run_asks_only_for_entry_points_and_only_if_changed(tmp_path: Path, world: World) -> None:
    site = world.site("Gazette")
    site.robots("User-agent: *\nDisallow: /x/\n")
    links = [f"/story-number-{n}" for n in range(5)]
    for link in links:
        site.story(link)
    site.feed("/feed", links)
    site.pages["/index.xml"] = Reply(
        sitemap([(site.address("/leaf.xml"), "")], index=True), "application/xml"
    )
    site.pages["/leaf.xml"] = Reply(sitemap([(site.address(links[0]), "")]), "application/xml")
    outlet = site.outlet(feeds=["/feed"], sitemaps=["/index.xml"])
    crawl(tmp_path, [outlet])
    site.log.clear()

    report = crawl(tmp_path, [outlet]).reports["Gazette"]

    assert sorted(site.paths) == ["/feed", "/index.xml", "/leaf.xml"]
    assert all(one.status == 304 for one in site.log)
    assert report["entry_points_unchanged"] == 3


def test_only_entries_newer_than_the_last_visit_are_followed(tmp_path: Path, world: World) -> None:
    site = world.site("Gazette")
    today = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime())
    for name in ("first", "late-old", "late-new"):
        site.story(f"/{name}-story-of-the-port")
    first = (site.address("/first-story-of-the-port"), "2024-03-01")
    site.pages["/map"] = Reply(sitemap([first]), "application/xml")
    crawl(tmp_path, [site.outlet(sitemaps=["/map"])])
    old = (site.address("/late-old-story-of-the-port"), "2024-03-02")
    new = (site.address("/late-new-story-of-the-port"), today)
    site.pages["/map"] = Reply(sitemap([first, old, new]), "application/xml")
    crawl(tmp_path, [site.outlet(sitemaps=["/map"])])

    assert paths_of(tmp_path) == ["/first-story-of-the-port", "/late-new-story-of-the-port"]


def test_a_sitemap_of_hundreds_of_thousands_is_streamed_within_the_budget(
    tmp_path: Path, world: World
) -> None:
    site = world.site("Gazette")
    entries = ((site.address(f"/archive/{n}"), f"2026-01-{n % 28 + 1:02d}") for n in range(100_000))
    site.pages["/map.gz"] = Reply(gzipped(sitemap(entries)), "application/gzip")
    site.pages.update(
        {f"/archive/{n}": Reply(story(f"/archive/{n}")) for n in range(100_000) if n % 28 == 27}
    )

    result = crawl(tmp_path, [site.outlet(sitemaps=["/map.gz"])], pages=20, response_mb=5, decompressed_mb=50)

    report = result.reports["Gazette"]
    assert report["found"] == 100_000
    assert report["pages"] == report["new"] == 20, "the freshest first"
    assert report["waiting"] == 100_000 - 20
    assert report["problems"] == {"budget": 1}


def test_too_many_addresses_on_one_page_are_cut_and_shown(tmp_path: Path, world: World) -> None:
    site = world.site("Gazette")
    links = [f"/story-number-{n}" for n in range(30)]
    for link in links:
        site.story(link)
    site.feed("/feed", links)
    result = crawl(tmp_path, [site.outlet(feeds=["/feed"])], addresses_per_page=10)
    assert result.reports["Gazette"]["new"] == 10
    assert ("addresses", site.address("/feed")) in result.problems_of("Gazette")


def test_addresses_of_other_sites_are_not_followed_from_feeds_but_from_lists(
    tmp_path: Path, world: World
) -> None:
    site, other = world.site("Gazette"), world.site("Other")
    other.story("/story-in-the-list")
    other.story("/story-in-the-feed")
    site.feed("/feed", [other.address("/story-in-the-feed")])
    site.pages["/list"] = Reply(other.address("/story-in-the-list").encode(), "text/plain")
    result = crawl(tmp_path, [site.outlet(feeds=["/feed"], lists=["/list"])])
    assert sorted(other.paths) == ["/robots.txt", "/story-in-the-list"]
    assert result.reports["Gazette"]["problems"] == {"offsite": 1}
