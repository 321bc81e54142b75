"""Which entry points are asked in which visit, how far they are followed, and what they are known for afterwards."""

import time
from collections.abc import Iterator

import pytest

from newstally.crawler.settings import Outlet
from newstally.crawler.state import State
from newstally.crawler.status import habit_of, status_of
from tests.crawler.driven import DAY, Driven
from tests.crawler.sites import Reply, Site, World, sitemap

NOW = 1_790_000_000.0
HOUR = 3600.0


@pytest.fixture(scope="module")
def sites() -> Iterator[World]:
    made = World()
    yield made
    made.stop()


@pytest.fixture(scope="module")
def driven(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Driven]:
    """One session for all of these tests, whose outlets have nothing to do with each other."""
    archive = tmp_path_factory.mktemp("visits") / "archive"
    with Driven(archive, concurrency=1, first_visit="4w", section_pages=3, revisit=["520w"]) as made:
        yield made


def stamp(at: float) -> str:
    return time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(at))


def maps(site: Site, dates: dict[str, float]) -> None:
    """An index of sitemaps of one story each, with the dates that it gives them."""
    rows = [(site.address(f"/{name}.xml"), stamp(at)) for name, at in dates.items()]
    site.pages["/index.xml"] = Reply(sitemap(rows, index=True), "application/xml")
    for name in dates:
        site.story(f"/story-of-{name}")
        site.pages[f"/{name}.xml"] = Reply(
            sitemap([(site.address(f"/story-of-{name}"), "")]), "application/xml"
        )


def test_a_section_is_turned_so_far_and_only_as_long_as_it_names_something_new(
    driven: Driven, sites: World
) -> None:
    site = sites.site("Section")

    def turn(note: str) -> None:
        for page in range(1, 7):
            path = f"/town?page={page}" if page > 1 else "/town"
            links = "".join(
                f"<h2><a href='/town/{page}-{n}-council-votes-on-the-pier'>Council votes on the pier</a></h2>"
                for n in range(3)
            )
            following = f"<a rel=next href='/town?page={page + 1}'>Older</a>"
            body = f"<html><body><main>{links}{following}<p>{note}</p></main></body></html>"
            site.pages[path] = Reply(body.encode(), etag=False)
            for n in range(3):
                site.story(f"/town/{page}-{n}-council-votes-on-the-pier")

    turn("first")
    assert driven.visit(NOW, site.outlet(sections=["/town"]))["Section"]["new"] == 9
    turned = [path for path in site.paths if path.startswith("/town") and "council" not in path]
    assert turned == ["/town", "/town?page=2", "/town?page=3"]
    turn("second")
    driven.visit(NOW + HOUR, site.outlet(sections=["/town"]))
    assert [path for path in site.paths if "page=" in path] == turned[1:], "nothing on the first was new"


def test_an_entry_point_has_moved_if_all_that_it_names_lies_elsewhere_and_is_enough(
    driven: Driven, sites: World
) -> None:
    other = sites.site("Other")
    away = [other.address(f"/story-{n}") for n in range(3)]
    moved = {}
    for name, links in {"Two": away[:2], "Three": away, "Mixed": [*away, "/own"]}.items():
        site = sites.site(name)
        site.story("/own")
        site.feed("/feed", links)
        moved[name] = driven.visit(NOW, site.outlet(feeds=["/feed"]))[name]["moved_to"]
    assert moved == {"Two": None, "Three": other.address("/"), "Mixed": None}


def test_a_list_that_is_not_there_fails_alone(driven: Driven, sites: World) -> None:
    site = sites.site("Lists")
    site.story("/listed")
    there = driven.archive.parent / "there.txt"
    there.write_text(f"# ours\n{site.address('/listed')}\n")
    missing = str(there.with_name("missing.txt"))
    report = driven.visit(NOW, {**site.outlet(), "lists": [missing, str(there)]})["Lists"]
    assert (report["new"], report["entry_points"], report["entry_points_failed"]) == (1, 1, 1)
    [problem] = report["named"]
    assert problem["address"] == missing and problem["message"] == "can't be read: No such file or directory"


def test_an_entry_point_is_asked_when_it_is_due_also_by_an_interval_that_was_shortened(
    driven: Driven, sites: World
) -> None:
    site = sites.site("Due")
    site.feed("/feed", ["/story"])
    site.story("/story")
    outlet = {**site.outlet(feeds=["/feed"]), "every": "1h"}
    asked = []
    for minutes, every in ((0, "1h"), (59, "1h"), (60, "1h"), (75, "1h"), (75, "20m"), (80, "20m")):
        driven.visit(NOW + minutes * 60, outlet | {"every": every}, due_only=True)
        asked.append(site.paths.count("/feed"))
    assert asked == [1, 1, 2, 2, 2, 3]


def test_what_a_feed_says_of_how_often_to_ask_is_heeded_within_the_bounds(
    driven: Driven, sites: World
) -> None:
    waits = {}
    for name, said in {
        "Short": "max-age=7200",
        "Never": "max-age=0",
        "Long": "public, max-age=999999",
    }.items():
        site = sites.site(name)
        site.feed("/feed", ["/story"], headers={"Cache-Control": said})
        site.story("/story")
        outlet = {**site.outlet(feeds=["/feed"]), "every": "1h..6h", "language": "es"}
        waits[name] = (driven.visit(NOW, outlet)[name]["due_at"] - NOW) / HOUR
        assert {one.headers["accept-language"] for one in site.log if one.path != "/robots.txt"} == {
            "es,en;q=0.5"
        }
    assert waits == {"Short": 2, "Never": 1, "Long": 6}


def test_what_another_attempt_would_not_mend_is_asked_for_once_however_long_it_is_named(
    driven: Driven, sites: World
) -> None:
    site = sites.site("Permanent")
    site.pages["/report.pdf"] = Reply(b"%PDF-1.7", "application/pdf")
    site.pages["/large"] = Reply(b"<html>" + b"x" * 1_500_000)
    site.story("/kept-back", headers={"X-Robots-Tag": "noai"})
    site.story("/a/b/a/b/a/b")
    once = ["/report.pdf", "/large", "/kept-back"]
    site.feed("/feed", [*once, "/missing", "/a/b/a/b/a/b"])
    outlet = {**site.outlet(feeds=["/feed"]), "reservations": "obey"}
    report = driven.visit(NOW, outlet)["Permanent"]
    assert report["problems"] == {"not_html": 1, "size": 1, "reserved": 1, "http": 1, "repeating_path": 1}
    for days in (1, 15):
        driven.visit(NOW + days * DAY, outlet)
    asked = {path: site.paths.count(path) for path in (*once, "/missing", "/a/b/a/b/a/b")}
    assert asked == {**dict.fromkeys(once, 1), "/missing": 3, "/a/b/a/b/a/b": 0}


def test_of_a_sitemap_the_first_visit_takes_what_is_not_too_old(driven: Driven, sites: World) -> None:
    site = sites.site("Old")
    days = {"new": 1, "in-time": 27.9, "too-old": 28.1}
    for name in days:
        site.story(f"/{name}")
    rows = [(site.address(f"/{name}"), stamp(NOW - age * DAY)) for name, age in days.items()]
    site.pages["/map"] = Reply(sitemap(rows), "application/xml")
    driven.visit(NOW, site.outlet(sitemaps=["/map"]))
    assert [path for path in site.paths if path[1:] in days] == ["/new", "/in-time"]


def test_of_sitemaps_that_can_wait_the_latest_come_first_and_one_without_news_waits_longer_each_time(
    driven: Driven, sites: World
) -> None:
    site = sites.site("Index")
    maps(site, {"older": NOW - 9 * DAY, "oldest": NOW - 20 * DAY, "old": NOW - 5 * DAY})
    outlet = site.outlet(sitemaps=["/index.xml"])
    asked = []
    for half_hours in range(5):
        before = len(site.log)
        driven.visit(NOW + half_hours * HOUR / 2, outlet)
        asked.append([path for path in (one.path for one in site.log[before:]) if path.startswith("/old")])
    leaves = ["/old.xml", "/older.xml", "/oldest.xml"]
    assert asked[0] == leaves
    assert [bool(paths) for paths in asked] == [True, True, False, True, False]


def test_an_index_is_known_for_the_news_that_its_sitemaps_name(driven: Driven, sites: World) -> None:
    site = sites.site("Credit")
    maps(site, {"leaf": NOW})
    site.feed("/feed", ["/story-0"])
    outlet = site.outlet(feeds=["/feed"], sitemaps=["/index.xml"])
    for day in range(4):
        site.story(f"/story-{day}")
        site.feed("/feed", [f"/story-{day}"])
        site.story(f"/told-{day}")
        site.pages["/leaf.xml"] = Reply(sitemap([(site.address(f"/told-{day}"), "")]), "application/xml")
        driven.visit(NOW + day * DAY, outlet)
    state = State(driven.archive / "state.sqlite")
    index = state.entry_point("Credit", site.address("/index.xml"), "sitemap")
    alarms = status_of(Outlet.model_validate(outlet), state, NOW + 3 * DAY).alarms
    state.close()
    assert habit_of(index).last == NOW + 3 * DAY and alarms == []
