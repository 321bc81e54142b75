"""What discovery keeps of a site, and what it leaves out."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

from tests.crawler.crawls import QUICK
from tests.crawler.sites import Reply, Site, World, feed, sitemap

HOME = """<html lang="pt-BR"><head><title>Welcome | The Quay Post</title>
<meta property="og:site_name" content="The Quay Post — news of the coast">
<link rel="alternate" type="application/rss+xml" href="/main.rss">
<link rel="alternate" type="application/json" href="/wp-json/wp/v2/pages/1">
<link rel="alternate" type="text/html" hreflang="es" href="/es/">
</head><body><nav>{menu}<a href="/">Home</a><a href="http://elsewhere.invalid/news">Elsewhere</a></nav>
<a href="/of-everything">RSS</a><a href="/imprint">Imprint</a></body></html>"""


def section(articles: int) -> Reply:
    teasers = "".join(
        f'<h2><a href="/town/{n}-the-council-votes-on-it">The council votes on it</a></h2>'
        for n in range(articles)
    )
    return Reply(f"<html><body><main>{teasers}</main></body></html>".encode())


def discovered(folder: Path, site: Site) -> dict[str, Any]:
    settings = {"contact": "desk@example.org", "archive": str(folder), "limits": QUICK}
    done = subprocess.run(
        [sys.executable, "-m", "newstally.crawler.discovery"],
        input=json.dumps({"settings": settings, "address": site.address()}) + "\n",
        capture_output=True,
        text=True,
        check=True,
    )
    found: dict[str, Any] = json.loads(done.stdout)
    for what in ("feeds", "sitemaps", "sections", "tried"):
        found[what] = {
            address.removeprefix(site.address().rstrip("/")): told for address, told in found[what].items()
        }
    return found


def test_feeds_sitemaps_and_the_ten_fullest_sections_of_a_menu_are_found(
    tmp_path: Path, world: World
) -> None:
    site = world.site("Quay")
    site.robots(f"User-agent: *\nDisallow: /part-3\nSitemap: {site.address('/maps/all.xml')}\n")
    site.pages["/maps/all.xml"] = Reply(
        sitemap([(site.address(f"/town/{n}"), "2026-03-01") for n in range(2)]), "application/xml"
    )
    sizes = {f"/part-{number}": number for number in range(3, 16)}
    site.pages |= {path: section(size) for path, size in sizes.items()}
    menu = "".join(f'<a href="{path}">Part</a>' for path in sizes)
    site.pages["/"] = Reply(b"", status=301, headers={"Location": "/start"})
    site.pages["/start"] = Reply(HOME.format(menu=menu).encode())
    site.pages["/main.rss"] = Reply(feed(["/town/1", "/town/2", "/town/3"]), "application/rss+xml")
    site.pages["/of-everything"] = Reply(b'<html><body><a href="/sport.rss">Sport</a></body></html>')
    site.pages["/sport.rss"] = Reply(feed(["/town/4"]), "application/rss+xml")
    site.pages["/rss"] = Reply(feed([]), "application/rss+xml")
    found = discovered(tmp_path, site)
    assert (found["name"], found["language"], found["home"]) == (
        "The Quay Post",
        "pt",
        site.address("/start"),
    )
    assert found["feeds"] == {"/main.rss": 3, "/sport.rss": 1}
    assert found["sitemaps"] == {"/maps/all.xml": 2}
    assert found["sections"] == {f"/part-{number}": number for number in range(15, 5, -1)}
    assert list(found["sections"].values()) == sorted(found["sections"].values(), reverse=True)
    assert not {"/wp-json/wp/v2/pages/1", "/es/", "/imprint", "/part-3"} & set(site.paths)
    assert found["problems"] == [f"{site.address('/part-3')}: robots: Forbidden by robots.txt"]
    assert found["system"] == "WordPress" and found["tried"]["/feed/"] == "answers 404"


def test_of_a_home_page_that_is_none_the_usual_places_are_tried(tmp_path: Path, world: World) -> None:
    site = world.site("Quay")
    site.pages["/"] = Reply(b"down for today", status=503)
    site.pages["/feed"] = Reply(feed(["/town/1"]), "application/rss+xml")
    found = discovered(tmp_path, site)
    assert found["problems"] == [f"{site.address()}: answers 503; no page to look at"]
    assert found["feeds"] == {"/feed": 1} and found["sections"] == {} and found["name"] == ""
    assert found["tried"]["/rss"] == "answers 404"
