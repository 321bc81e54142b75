"""The fixture sites over real HTTP: what a crawler would meet."""

import gzip
import http.client
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import feedparser
import pytest

from newstally.crawler.settings import Outlet
from newstally.extract.article import NotAnArticle, read_page
from newstally.pipeline.demo.sites import Sites, load_sites, serve

FOLDER = Path(__file__).parents[2] / "fixtures" / "sites"


@pytest.fixture(scope="module")
def sites() -> Iterator[Sites]:
    with serve(FOLDER) as served:
        yield served


def ask(address: str, method: str = "GET", **headers: str) -> tuple[int, dict[str, str], bytes]:
    """Return status, headers and body of one request; ``if_none_match`` is the header If-None-Match."""
    parts = urlsplit(address)
    connection = http.client.HTTPConnection(parts.netloc, timeout=10)
    try:
        connection.request(
            method, parts.path, headers={name.replace("_", "-"): value for name, value in headers.items()}
        )
        response = connection.getresponse()
        return (
            response.status,
            {name.lower(): value for name, value in response.getheaders()},
            response.read(),
        )
    finally:
        connection.close()


def test_each_outlet_has_its_own_port_and_configuration(sites: Sites):
    assert set(sites) == {"meridian", "lantern", "courier", "ribera"}
    assert len({site.base for site in sites.values()}) == 4
    outlets = {name: Outlet(**site.outlet) for name, site in sites.items()}
    assert [str(address) for address in outlets["meridian"].feeds] == [
        f"{sites['meridian'].base}/feeds/news.rss"
    ]
    for outlet in outlets.values():
        for _, address in outlet.entry_points:
            assert ask(str(address))[0] == 200


def test_addresses_in_files_are_those_of_the_server(sites: Sites):
    base = sites["meridian"].base
    status, headers, body = ask(f"{base}/world/2026/02/24/venezuela-amnesty-full-freedom")
    assert (status, headers["content-type"]) == (200, "text/html; charset=utf-8")
    assert (
        f'<link rel="canonical" href="{base}/world/2026/02/24/venezuela-amnesty-full-freedom">'.encode()
        in body
    )
    assert b"{{" not in body


def test_every_article_of_the_feeds_is_there_but_the_one_that_was_withdrawn(sites: Sites):
    for name, path, gone in (("meridian", "/feeds/news.rss", 0), ("lantern", "/feed.atom", 1)):
        feed = feedparser.parse(ask(f"{sites[name].base}{path}")[2])
        assert not feed.bozo
        statuses = [ask(entry.link)[0] for entry in feed.entries]
        assert statuses.count(200) >= 6
        assert statuses.count(404) == gone == len(statuses) - statuses.count(200)


def test_the_news_sitemap_is_compressed(sites: Sites):
    base = sites["meridian"].base
    assert f"{base}/sitemaps/news.xml.gz".encode() in ask(f"{base}/sitemap.xml")[2]
    status, headers, body = ask(f"{base}/sitemaps/news.xml.gz")
    assert (status, headers["content-type"]) == (200, "application/gzip")
    assert gzip.decompress(body).count(b"<news:news>") == 6


def test_conditional_requests_are_answered_without_content(sites: Sites):
    address = f"{sites['lantern'].base}/feed.atom"
    _, headers, _ = ask(address)
    for condition in ({"if_none_match": headers["etag"]}, {"if_modified_since": headers["last-modified"]}):
        status, _, body = ask(address, **condition)
        assert (status, body) == (304, b"")
    assert ask(address, if_none_match='"other"')[0] == 200
    assert ask(address, if_modified_since="Mon, 02 Mar 2020 00:00:00 GMT")[0] == 200
    assert ask(address, if_modified_since="nonsense")[0] == 200


def test_what_is_not_there_or_not_to_be_served_is_not_found(sites: Sites):
    base = sites["courier"].base
    status, _, body = ask(f"{base}/nothing")
    assert status == 404
    assert b"404 Not Found" in body
    for path in ("/site.toml", "/../lantern/site.toml", "/%2e%2e/lantern/feed.atom"):
        assert ask(f"{base}{path}")[0] == 404
    assert ask(f"{base}/news/local/shelter-kilbrannagh-4502.claims.json")[0] == 404


def test_a_moved_address_leads_to_the_new_one(sites: Sites):
    base = sites["courier"].base
    status, headers, _ = ask(f"{base}/news/4417")
    assert (status, headers["location"]) == (
        301,
        f"{base}/news/national-world/more-than-3200-freed-4417.html",
    )


def test_a_corrected_article_changes_its_content_and_its_tags():
    with serve(FOLDER) as sites:
        address = f"{sites['courier'].base}/news/local/shelter-kilbrannagh-4502.html"
        _, first, before = ask(address)
        sites.version = 2
        status, second, after = ask(address, if_none_match=first["etag"])
        assert status == 200
        assert second["etag"] != first["etag"]
        assert second["last-modified"] != first["last-modified"]
        texts = [read_page(body, id="a", url=address).text for body in (before, after)]
        assert "460 people" in texts[0]
        assert "406 people" in texts[1]
        other = f"{sites['courier'].base}/news/local/"
        assert ask(other, if_none_match=ask(other)[1]["etag"])[0] == 304


def test_every_request_is_noted():
    with serve(FOLDER) as sites:
        base = sites["meridian"].base
        ask(f"{base}/robots.txt", user_agent="Newstally-Test/1")
        ask(f"{base}/nothing", method="HEAD")
        noted = [(one.method, one.path, one.status, one.user_agent) for one in sites["meridian"].requests]
        assert noted == [("GET", "/robots.txt", 200, "Newstally-Test/1"), ("HEAD", "/nothing", 404, "")]
        assert sites["lantern"].requests == []


def test_ports_can_be_fixed():
    with serve(FOLDER) as sites:
        port = urlsplit(sites["lantern"].base).port
        assert port is not None
    with serve(FOLDER, ports={"lantern": port}) as again:
        assert again["lantern"].base == f"http://127.0.0.1:{port}"


def test_a_folder_without_sites_is_refused(tmp_path: Path):
    with pytest.raises(FileNotFoundError, match=r"no folder with a site\.toml"):
        load_sites(tmp_path)


@pytest.mark.parametrize(
    ("site", "path", "reason"),
    [
        ("meridian", "/", "section page"),
        ("meridian", "/world/", "section page"),
        ("lantern", "/category/latest/", "section page"),
        ("courier", "/news/national-world/", "section page"),
        ("lantern", "/membership/", "login wall"),
        ("lantern", "/no-such-page", "error page"),
        ("courier", "/no-such-page", "error page"),
    ],
)
def test_pages_that_are_no_articles_are_told_apart(sites: Sites, site: str, path: str, reason: str):
    address = f"{sites[site].base}{path}"
    with pytest.raises(NotAnArticle) as verdict:
        read_page(ask(address)[2], id="a", url=address)
    assert verdict.value.reason == reason
