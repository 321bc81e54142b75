"""What takes more than one visit: cut visits, failures that pass, dates that lie, clocks that are wrong."""

import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from newstally.crawler.state import State
from tests.crawler.crawls import responses
from tests.crawler.driven import DAY, Driven
from tests.crawler.sites import Asked, Reply, Site, World, feed, sitemap, story

NOW = 1_790_000_000.0
HOUR = 3600.0


def stamp(at: float) -> str:
    return time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(at))


@pytest.fixture
def site(world: World) -> Site:
    return world.site("Gazette")


@pytest.fixture
def driven(tmp_path: Path) -> Iterator[Driven]:
    with Driven(tmp_path) as made:
        yield made


def index_of(site: Site, leaves: int, *, date: str = "") -> list[str]:
    """An index of sitemaps of one story each, none of which ever changes; returns the stories' paths."""
    site.pages["/index.xml"] = Reply(
        sitemap([(site.address(f"/leaf{n}.xml"), date) for n in range(leaves)], index=True), "application/xml"
    )
    for n in range(leaves):
        site.story(f"/archive/story-{n}")
        site.pages[f"/leaf{n}.xml"] = Reply(
            sitemap([(site.address(f"/archive/story-{n}"), "")]), "application/xml"
        )
    return [f"/archive/story-{n}" for n in range(leaves)]


def fetched(site: Site) -> set[str]:
    return {one.path for one in site.log if one.status == 200 and one.delivered_at}


def test_the_sitemaps_of_an_index_outlive_visits_that_were_cut(tmp_path: Path, site: Site) -> None:
    stories = index_of(site, 30)
    outlet = site.outlet(sitemaps=["/index.xml"])
    with Driven(tmp_path, requests=20) as driven:
        for visit in range(8):
            driven.visit(NOW + visit * HOUR, outlet)
    assert set(stories) <= fetched(site)


def test_the_sitemaps_of_an_index_outlive_kills(tmp_path: Path, site: Site) -> None:
    stories = index_of(site, 20)
    outlet = site.outlet(sitemaps=["/index.xml"])
    for kill in range(4):
        asked = len(site.log)
        driven = Driven(tmp_path)
        driven.begin(NOW + kill * HOUR, outlet)
        while len(site.log) < asked + 4 + 5 * kill:
            time.sleep(0.002)
        driven.kill()
    with Driven(tmp_path) as last:
        last.visit(NOW + DAY, outlet)
    assert set(stories) <= fetched(site)


def test_news_comes_before_old_sitemaps_and_dead_ones_are_asked_ever_more_rarely(
    tmp_path: Path, site: Site
) -> None:
    index_of(site, 60)
    outlet = site.outlet(feeds=["/feed"], sitemaps=["/index.xml"])
    news = []
    with Driven(tmp_path, requests=15) as driven:
        for visit in range(3):
            links = [f"/news/{visit}-{n}" for n in range(7)]
            for link in links:
                site.story(link)
            site.feed("/feed", links)
            driven.visit(NOW + visit * HOUR, outlet)
            news += links
    assert set(news) <= fetched(site)
    with Driven(tmp_path) as driven:
        counts = []
        for day in range(1, 12):
            before = len(site.log)
            driven.visit(NOW + day * DAY, outlet)
            counts.append(sum("leaf" in one.path for one in site.log[before:]))
    assert max(counts) == 60 and min(counts[-4:]) <= 5, counts


@pytest.mark.parametrize("status", [404, 403])
def test_a_page_that_fails_is_asked_again_while_it_is_listed(driven: Driven, site: Site, status: int) -> None:
    opens_at = NOW + 2 * DAY
    present = [NOW]

    def late(asked: Asked) -> Reply:
        return Reply(story(asked.path)) if present[0] >= opens_at else Reply(status=status)

    site.pages["/story"] = late
    site.feed("/feed", ["/story"])
    outlet = site.outlet(feeds=["/feed"])
    for hour in range(0, 9 * 24, 6):
        present[0] = NOW + hour * HOUR
        driven.visit(present[0], outlet)
    asked = [one.status for one in site.asked("/story")]
    assert asked.count(200) == 1 and asked[-1] == 304, "fetched, and then looked at as all pages are"
    assert asked.count(status) <= 6, "at growing intervals"


def test_pages_given_up_come_back_on_demand(driven: Driven, site: Site) -> None:
    site.pages["/story"] = Reply(status=403)
    site.feed("/feed", ["/story"])
    outlet = site.outlet(feeds=["/feed"])
    driven.visit(NOW, outlet)
    site.story("/story")
    driven.visit(NOW + 60, outlet)
    assert len(site.asked("/story")) == 1, "not due yet"
    state = State(driven.archive / "state.sqlite")
    assert state.retry("Gazette", now=NOW + 61) == 1
    state.close()
    assert driven.visit(NOW + 120, outlet)["Gazette"]["new"] == 1


def test_a_date_of_modification_that_lies_is_not_believed_for_long(tmp_path: Path, site: Site) -> None:
    paths = [f"/story-{n}" for n in range(40)]
    for path in paths:
        site.story(path, etag=False)
    present = [NOW]

    def lying(asked: Asked) -> Reply:
        rows = [(site.address(path), stamp(present[0])) for path in paths]
        return Reply(sitemap(rows), "application/xml")

    site.pages["/map"] = lying
    outlet = site.outlet(sitemaps=["/map"])
    with Driven(tmp_path, revisit=["7d"]) as driven:
        counts = []
        for hour in range(5):
            present[0] = NOW + hour * HOUR
            before = len(site.log)
            report = driven.visit(present[0], outlet)["Gazette"]
            counts.append(sum(one.path in paths for one in site.log[before:]))
            if hour == 1:
                assert report["problems"]["date"] == 1
    assert counts[0] == 40 and counts[2:] == [0, 0, 0]


def test_a_clock_that_was_ahead_for_a_while_costs_nothing(driven: Driven, site: Site) -> None:
    site.story("/early")
    site.feed("/feed", ["/early"])
    site.pages["/map"] = Reply(sitemap([(site.address("/early"), stamp(NOW))]), "application/xml")
    outlet = site.outlet(feeds=["/feed"], sitemaps=["/map"])
    driven.visit(NOW, outlet)
    driven.visit(NOW + 3650 * DAY, outlet)
    site.story("/late")
    rows = [(site.address(path), stamp(NOW + day * DAY)) for path, day in (("/early", 0), ("/late", 1))]
    site.pages["/map"] = Reply(sitemap(rows), "application/xml")
    site.pages["/early"] = Reply(story("/early", "The office has corrected its count to 220 boats."))
    report = driven.visit(NOW + 2 * DAY, outlet, due_only=True)["Gazette"]
    assert (report["new"], report["changed"]) == (1, 1)


def test_a_time_of_change_is_never_invented(driven: Driven, site: Site) -> None:
    site.pages["/feed"] = Reply(feed(["/story"]), "application/rss+xml", etag=False, headers={"Date": "x"})
    site.story("/story")
    for hour in range(2):
        driven.visit(NOW + hour * HOUR, site.outlet(feeds=["/feed"]))
    assert not any("if-modified-since" in one.headers for one in site.log)


def test_parameters_that_tell_pages_apart_stay(driven: Driven, site: Site) -> None:
    links = [f"/story?sid={n}" for n in range(5)]
    for link in links:
        site.story(link)
    site.story("/other?PHPSESSID=abc&a=1")
    site.feed("/feed", [*links, "/other?PHPSESSID=abc&a=1"])
    outlet = site.outlet(feeds=["/feed"])
    assert driven.visit(NOW, outlet)["Gazette"]["new"] == 6
    site.feed("/feed", [*links, "/other?PHPSESSID=def&a=1"])
    assert driven.visit(NOW + 60, outlet)["Gazette"]["new"] == 0


def test_an_outlet_whose_name_is_written_in_unicode_is_read(tmp_path: Path, site: Site) -> None:
    host = "xn--mnchen-zeitung-gsb.test"
    site.story("/story")
    site.pages["/feed"] = Reply(feed([f"http://www.{host}:{site.port}/story"]), "application/rss+xml")
    home = f"http://münchen-zeitung.test:{site.port}/"
    outlet: dict[str, Any] = {"name": "Gazette", "home": home, "feeds": [f"{home}feed"]}
    with Driven(tmp_path, allowed_hosts=[host, f"www.{host}"]) as driven:
        report = driven.visit(NOW, outlet)["Gazette"]
    assert (report["new"], report["problems"]) == (1, {})


def test_a_canonical_address_of_a_section_makes_no_doubles_of_its_stories(driven: Driven, site: Site) -> None:
    links = [f"/town/story-{n}" for n in range(5)]
    for n, link in enumerate(links):
        body = story(link, f"The council counted {n + 20} new boats in the harbour of district {n}.")
        site.pages[link] = Reply(body.replace(b"</head>", b"<link rel=canonical href=/town></head>"))
    site.feed("/feed", links)
    report = driven.visit(NOW, site.outlet(feeds=["/feed"]))["Gazette"]
    assert (report["new"], report["duplicates"]) == (5, 0)


def test_a_page_that_sends_its_readers_on_is_followed(driven: Driven, site: Site) -> None:
    site.pages["/short"] = Reply(
        b"<html><head><meta http-equiv=refresh content=\"0; url='/town/real-story?a=1&amp;b=2'\"></head></html>"
    )
    site.story("/town/real-story?a=1&b=2")
    site.pages["/round"] = Reply(
        b"<html><head><meta http-equiv=refresh content='0; url=/round2'></head></html>"
    )
    site.pages["/round2"] = Reply(
        b"<html><head><meta http-equiv=refresh content='0; url=/round'></head></html>"
    )
    site.story("/live")
    live = b"<head><meta http-equiv=refresh content=300><noscript><meta http-equiv=refresh content='0;url=/x'></noscript>"
    site.pages["/live"] = Reply(story("/live").replace(b"<head>", live))
    site.feed("/feed", ["/short", "/round", "/live"])
    report = driven.visit(NOW, site.outlet(feeds=["/feed"]))["Gazette"]
    assert report["new"] == 2 and report["problems"] == {"redirects": 1}
    archived = {one["WARC-Target-URI"] for one in responses(driven.archive)}
    assert archived == {site.address("/town/real-story?a=1&b=2"), site.address("/live")}


@pytest.mark.parametrize(("setting", "new"), [("note", 4), ("obey", 1)])
def test_what_pages_reserve_is_noted_or_respected(driven: Driven, site: Site, setting: str, new: int) -> None:
    site.story("/free")
    site.story("/by-header", headers={"X-Robots-Tag": "noarchive"})
    site.story("/by-protocol", headers={"TDM-Reservation": "1"})
    site.pages["/by-meta"] = Reply(
        story("/by-meta").replace(b"</head>", b"<meta name='ROBOTS' content='index, NOAI'></head>")
    )
    site.feed("/feed", ["/free", "/by-header", "/by-protocol", "/by-meta"])
    outlet = {**site.outlet(feeds=["/feed"]), "reservations": setting}
    report = driven.visit(NOW, outlet)["Gazette"]
    assert report["new"] == new
    assert report["problems"].get("reserved", 0) == 4 - new
    if setting == "note":
        assert report["reserved"] == ["noai", "noarchive", "tdm-reservation"]


def test_an_interval_with_two_bounds_follows_the_habit(driven: Driven, site: Site) -> None:
    outlet = {**site.outlet(feeds=["/feed"]), "every": "1h..1d"}
    site.story("/story-0")
    site.feed("/feed", ["/story-0"])
    gaps = []
    at = NOW
    for _ in range(30):
        number = int((at - NOW) // (8 * HOUR))
        for n in range(number + 1):
            site.story(f"/story-{n}")
        site.feed("/feed", [f"/story-{n}" for n in range(max(0, number - 9), number + 1)])
        due = driven.visit(at, outlet, due_only=True)["Gazette"]["due_at"]
        gaps.append(due - at)
        at = due
    assert gaps[0] == HOUR and 3 * HOUR <= gaps[-1] <= 5 * HOUR, "half of its usual eight hours"


def test_what_robots_txt_forbids_is_looked_at_again_a_week_later(driven: Driven, site: Site) -> None:
    site.robots("User-agent: *\nDisallow: /town/\n")
    site.story("/town/story")
    site.feed("/feed", ["/town/story"])
    outlet = site.outlet(feeds=["/feed"])
    assert driven.visit(NOW, outlet)["Gazette"]["problems"] == {"robots": 1}
    site.robots("User-agent: *\nDisallow:\n")
    for days, new in ((1, 0), (6.9, 0), (7, 1)):
        report = driven.visit(NOW + days * DAY, outlet)["Gazette"]
        assert (report["new"], report["problems"]) == (new, {}), days


def test_what_robots_txt_says_holds_for_a_day_and_while_it_can_not_be_had_nothing_is_asked_for(
    driven: Driven, world: World
) -> None:
    """RFC 9309, 2.3.1: 5xx forbids all, 4xx nothing; 429 asks to be left alone."""
    statuses = {401: 1, 403: 1, 404: 1, 410: 1, 429: 0, 500: 0, 503: 0}
    sites = {status: world.site(f"Answers {status}") for status in statuses}
    for status, one in sites.items():
        one.pages["/robots.txt"] = Reply(b"User-agent: *\nDisallow: /\n", "text/plain", status=status)
        one.story("/story")
        one.feed("/feed", ["/story"])
    outlets = [one.outlet(feeds=["/feed"]) for one in sites.values()]
    lost = {"name": "Lost", "home": "http://nowhere.invalid/", "feeds": ["http://nowhere.invalid/feed"]}
    reports = driven.visit(NOW, *outlets, lost)
    assert {status: reports[one.name]["new"] for status, one in sites.items()} == statuses
    assert {set(one.paths) == {"/robots.txt"} for status, one in sites.items() if not statuses[status]} == {
        True
    }
    assert reports["Lost"]["problems"] == {"dns": 1} and not reports["Lost"]["ok"]
    asked = {status: one.paths.count("/robots.txt") for status, one in sites.items()}
    driven.visit(NOW + DAY - 1, *outlets)
    again = {status: one.paths.count("/robots.txt") - asked[status] for status, one in sites.items()}
    assert {status: bool(more) for status, more in again.items()} == {
        status: not new for status, new in statuses.items()
    }
    sites[404].robots("User-agent: *\nDisallow: /story\n")
    driven.visit(NOW + DAY, outlets[2])
    driven.visit(NOW - 2 * DAY, outlets[2])
    assert sites[404].paths.count("/robots.txt") == asked[404] + 2, "of a time that is yet to come is none"
