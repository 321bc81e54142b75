"""Whoever should know that an outlet went quiet is told, for as long as it is so, and by what the ledger has of it."""

import json
import random
from collections.abc import Iterator
from pathlib import Path

import pytest

from newstally.crawler.habits import Habit
from newstally.crawler.metrics import metrics_text
from newstally.crawler.settings import Outlet
from newstally.crawler.state import State
from newstally.crawler.status import forget_meant, mean, status_of
from newstally.crawler.walls import Walls
from tests.crawler.driven import DAY, Driven
from tests.crawler.sites import Reply, Site, World

NOW = 1_790_000_000.0 // DAY * DAY + 9 * 3600
HOUR = 3600.0


@pytest.fixture
def site(world: World) -> Site:
    return world.site("Gazette")


@pytest.fixture
def driven(tmp_path: Path) -> Iterator[Driven]:
    with Driven(tmp_path, revisit=["520w"]) as made:
        yield made


def marks(driven: Driven, outlet: dict[str, object], at: float) -> list[tuple[str, str | None]]:
    """What an outlet's alarms are, each with the entry point's path."""
    state = State(driven.archive / "state.sqlite")
    found = status_of(Outlet.model_validate(outlet), state, at).alarms
    state.close()
    return [(one.mark, one.entry_point and "/" + one.entry_point.split("/", 3)[3]) for one in found]


def publish(site: Site, path: str, day: int) -> None:
    links = [f"{path}-story-{one}" for one in range(max(0, day - 5), day + 1)]
    for link in links:
        site.story(link)
    site.feed(path, links)


def test_silence_is_told_for_ever_and_by_entry_point(driven: Driven, site: Site) -> None:
    outlet = site.outlet(feeds=["/town", "/sport"])
    for day in range(12):
        publish(site, "/town", day)
        publish(site, "/sport", min(day, 6))
        driven.visit(NOW + day * DAY, outlet)
    assert marks(driven, outlet, NOW + 12 * DAY) == [("silent", "/sport")], "the other feed goes on"
    for day in (16, 60, 400):
        driven.visit(NOW + day * DAY, outlet)
        assert ("silent", None) in marks(driven, outlet, NOW + day * DAY), day


def test_what_never_gave_anything_or_leads_elsewhere_is_told(
    driven: Driven, site: Site, world: World
) -> None:
    empty, moved, gone = (world.site(name) for name in ("Empty", "Moved", "Gone"))
    empty.feed("/feed", [])
    empty.pages["/feed"] = Reply(b"<rss version='2.0'><channel><title>T</title></channel></rss>", "text/xml")
    moved.feed("/feed", [site.address(f"/story-{n}") for n in range(5)])
    site.feed("/feed", ["/story"])
    site.story("/story")
    gone.pages["/feed"] = Reply(status=301, headers={"Location": site.address("/feed")})
    outlets = [one.outlet(feeds=["/feed"]) for one in (empty, moved, gone)]
    for day in range(4):
        driven.visit(NOW + day * DAY, *outlets)
    assert marks(driven, outlets[0], NOW + 3 * DAY) == [("silent", None)]
    for outlet in outlets[1:]:
        assert marks(driven, outlet, NOW + 3 * DAY)[0] == ("moved", None)
        state = State(driven.archive / "state.sqlite")
        status = status_of(Outlet.model_validate(outlet), state, NOW + 3 * DAY)
        state.close()
        assert status.moved_to == site.address("/") and site.address("/") in status.alarms[0].message


def test_one_of_two_feeds_that_fails_is_told(driven: Driven, site: Site) -> None:
    outlet = site.outlet(feeds=["/town", "/sport"])
    for day in range(4):
        publish(site, "/town", day)
        driven.visit(NOW + day * DAY, outlet)
    assert marks(driven, outlet, NOW + 3 * DAY) == [("failing", "/sport")]
    state = State(driven.archive / "state.sqlite")
    assert state.entry_point("Gazette", site.address("/sport"), "feed").failing_since == NOW
    state.close()


def test_a_wall_is_no_news_and_what_stands_behind_it_is_fetched_later(driven: Driven, site: Site) -> None:
    wall = (
        b"<html><head><title>Just a moment</title></head><body><p>Checking your browser. %d</p></body></html>"
    )
    links = [f"/story-{n}" for n in range(6)]
    for link in links:
        site.pages[link] = Reply(wall.replace(b" %d", b""))
    site.feed("/feed", links)
    outlet = site.outlet(feeds=["/feed"])
    report = driven.visit(NOW, outlet)["Gazette"]
    assert report["new"] == 0 and report["problems"]["same_text"] == 6
    assert marks(driven, outlet, NOW)[-1][0] == "blocked"
    for number, link in enumerate(links):
        site.story(link, f"The harbour office counted {number + 200} boats on Tuesday.")
    assert driven.visit(NOW + HOUR, outlet)["Gazette"]["new"] == 6
    assert marks(driven, outlet, NOW + HOUR) == []


@pytest.mark.parametrize(
    ("walled", "others", "is_wall"),
    [
        (2, 6, False), (5, 6, False), (6, 6, True), (40, 6, True), (2, 0, False), (2, 2, False), (3, 0, True), (3, 3, True),
    ],
)  # fmt: skip
def test_a_wall_is_found_among_pages_however_they_come(walled: int, others: int, is_wall: bool) -> None:
    pages = [(b"Wall", f"wall-{n}") for n in range(walled)]
    pages += [(b"%d" % n, f"page-{n}") for n in range(others)]
    for seed in range(5):
        walls = Walls()
        for title, key in random.Random(seed).sample(pages, len(pages)):
            walls.add(title, key)
            while (pair := walls.to_compare(title)) is not None:
                walls.compared(title, pair[1], same=True, text="Checking")
        keys, _ = walls.found()
        assert sorted(keys) == sorted(key for title, key in pages if title == b"Wall" and is_wall)


def test_a_title_that_all_pages_share_is_soon_compared_no_more() -> None:
    walls, compared = Walls(), 0
    for number in range(2000):
        walls.add(b"Example Herald", f"page-{number}")
        while (pair := walls.to_compare(b"Example Herald")) is not None:
            walls.compared(b"Example Herald", pair[1], same=False, text="")
            compared += 1
    assert 0 < compared < 20 and walls.found() == ([], "")
    again = Walls(walls.latest())
    again.add(b"Example Herald", "double")
    while (pair := again.to_compare(b"Example Herald")) is not None:
        again.compared(b"Example Herald", pair[1], same=pair[1] == "double", text="A story")
    assert again.found() == ([], ""), "pages of the visit before have that title too, and texts of their own"


def test_pages_that_refuse_us_are_told(driven: Driven, world: World) -> None:
    shut = dict.fromkeys((401, 402, 403, 407, 429, 451), (6, 0))
    open_enough = {404: (6, 0), 500: (6, 0)}
    outlets: dict[str, dict[str, object]] = {}

    def outlet(name: str, refused: int, told: int, reply: Reply) -> None:
        site = world.site(name)
        for n in range(refused):
            site.pages[f"/refused-{n}"] = reply
        for n in range(told):
            site.story(f"/told-{n}")
        site.feed("/feed", [*(f"/refused-{n}" for n in range(refused)), *(f"/told-{n}" for n in range(told))])
        outlets[name] = site.outlet(feeds=["/feed"])

    for status, (refused, told) in (shut | open_enough).items():
        outlet(f"All {status}", refused, told, Reply(b"no", status=status))
    outlet("Half", 3, 3, Reply(b"no", status=403))
    outlet("Less", 3, 4, Reply(b"no", status=403))
    outlet("Two", 2, 0, Reply(b"no", status=403))
    outlet("Check", 4, 0, Reply(b"no", status=503, headers={"cf-mitigated": "challenge"}))
    outlet("Human", 4, 2, Reply(b"no", status=404, headers={"cf-mitigated": "challenge"}))
    reports = driven.visit(NOW, *outlets.values())
    blocked = {name for name, one in outlets.items() if ("blocked", None) in marks(driven, one, NOW)}
    assert blocked == {*(f"All {status}" for status in shut if status != 429), "Half", "Human"}
    assert reports["Half"]["blocked"] == "3 of 6 pages answer 403"
    assert reports["Human"]["blocked"] == "4 of 6 pages ask to prove that one is human"
    assert reports["All 404"]["problems"] == {"http": 6} and reports["Less"]["problems"] == {"http": 3}
    assert reports["Human"]["problems"] == {"blocked": 4}


def test_weekends_off_are_a_habit() -> None:
    habit = Habit()
    monday = 20_003 * DAY  # 7 October 2024
    for day in range(40):
        habit.observe(monday + day * DAY, 0 if day % 7 in {5, 6} else 3)
    friday = monday + 39 * DAY
    assert (habit.last, habit.days_off(), habit.usual_gap()) == (friday, {5, 6}, DAY)
    assert habit.silent_since(friday + 5 * DAY) is None, "three days off work and on"
    assert habit.silent_since(friday + 7 * DAY) == friday
    assert habit.expected_today(friday + 7 * DAY + 23 * HOUR) == pytest.approx(3, abs=0.7)
    assert habit.expected_today(friday + 8 * DAY + 23 * HOUR) == 0


def test_an_outlet_is_judged_by_what_the_ledger_has_of_it(tmp_path: Path) -> None:
    state = State(tmp_path / "state.sqlite")
    outlet = Outlet(name="Gazette", home="https://example.org/", feeds=("https://example.org/rss",))
    report = {
        **dict.fromkeys(
            ("requests", "megabytes", "found", "changed", "unchanged", "withdrawn", "waiting"), 0
        ),
        **{
            "outlet": "Gazette",
            "ok": True,
            "reason": "finished",
            "problems": {},
            "named": [],
            "ledger": True,
        },
    }
    for day in range(20):
        at = NOW + day * DAY
        state.put_visit({**report, "started_at": at, "ended_at": at + 5, "pages": 4, "new": 4})
        articles = 4 if day < 10 else 0
        refused = {} if articles else {"no article: a list of links": 4}
        state.put_intake("Gazette", at=at + 9, articles=articles, refused=refused, languages={"fi": 1})
    status = status_of(outlet, state, NOW + 19 * DAY)
    assert [alarm.mark for alarm in status.alarms] == ["refused", "silent"]
    assert "a list of links" in status.alarms[0].message
    assert (status.judged, status.refused) == (80, {"no article: a list of links": 40})
    assert status.languages == {"fi": 20}
    mean(outlet, state, NOW + 19 * DAY)
    assert status_of(outlet, state, NOW + 19 * DAY).mark == ""
    state.put_intake("Gazette", at=NOW + 19.5 * DAY, articles=12, refused={}, languages={})
    forget_meant("Gazette", state)
    state.put_intake(
        "Gazette", at=NOW + 19.6 * DAY, articles=1, refused={"no article: a wall": 9}, languages={}
    )
    assert status_of(outlet, state, NOW + 19.6 * DAY).mark == "refused", "it had gone away, so it counts anew"
    assert 'newstally_outlet_refused{outlet="Gazette"} 1' in metrics_text(state, [outlet])
    json.dumps(status.languages)
    state.close()


def test_what_is_remembered_of_visits_does_not_grow(tmp_path: Path) -> None:
    path = tmp_path / "state.sqlite"
    state = State(path)
    report = {
        **dict.fromkeys(
            ("requests", "megabytes", "found", "changed", "unchanged", "withdrawn", "waiting"), 1
        ),
        **{
            "outlet": "Gazette",
            "ok": True,
            "reason": "finished",
            "problems": {"http": 1},
            "pages": 1,
            "new": 1,
        },
        "named": [{"kind": "http", "address": "a" * 100, "message": "m" * 100}] * 200,
    }
    sizes = []
    for visit in range(900):
        state.put_visit({**report, "started_at": NOW + visit * HOUR, "ended_at": NOW + visit * HOUR})
        if visit % 300 == 299:
            state._db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            sizes.append(path.stat().st_size)
    state.close()
    assert sizes[-1] <= 1.2 * sizes[0]
