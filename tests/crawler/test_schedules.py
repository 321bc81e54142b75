"""When what is visited: intervals, retries and budgets, by the clock alone."""

import json
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from newstally.crawler import clock
from newstally.crawler.frontier import FAILURES_IN_A_ROW, Frontier
from newstally.crawler.habits import DAY, Habit
from newstally.crawler.intervals import is_urgent, next_look
from newstally.crawler.reports import NAMED_PROBLEMS, OutletReport
from newstally.crawler.revisits import failed, looked_at
from newstally.crawler.rows import EntryPoint, Found, Page
from newstally.crawler.settings import Limits, Outlet
from newstally.crawler.standing import Standing, after_visit
from newstally.crawler.state import State

MONDAY = datetime(2026, 3, 2, tzinfo=UTC).timestamp()
HOUR = 3600.0


def outlet(every: str = "30m..6h") -> Outlet:
    return Outlet(
        name="Herald", home="https://herald.example/", feeds=["https://herald.example/f"], every=every
    )


def entry(**told: Any) -> EntryPoint:
    return EntryPoint("Herald", "https://herald.example/f", told.pop("kind", "feed"), **told)


HOURLY = json.dumps(Habit(first=0.0, last=0.0, total=9, gaps=[4 * HOUR] * 5).as_row())


@pytest.mark.parametrize(
    ("every", "told", "wait"),
    [
        ("30m", {}, 0.5 * HOUR),
        ("30m..6h", {}, 0.5 * HOUR),
        ("30m..6h", {"habit": HOURLY}, 2 * HOUR),
        ("30m..1h", {"habit": HOURLY}, HOUR),
        ("3h..6h", {"habit": HOURLY}, 3 * HOUR),
        ("30m..6h", {"hints": '{"seconds": 7200}'}, 2 * HOUR),
        ("30m..6h", {"hints": '{"seconds": 7200}', "habit": HOURLY}, 2 * HOUR),
        ("30m..6h", {"hints": '{"seconds": 999999}'}, 6 * HOUR),
        ("30m..6h", {"kind": "sitemap", "parent": "x", "quiet": 1}, None),
        ("30m..6h", {"kind": "sitemap", "parent": "x", "quiet": 2}, HOUR),
        ("30m..6h", {"kind": "sitemap", "parent": "x", "quiet": 3, "failures": 1}, 4 * HOUR),
        ("30m..6h", {"kind": "sitemap", "parent": "x", "quiet": 99}, 30 * DAY),
    ],
    ids=str,
)
def test_when_an_entry_point_is_asked_next(every: str, told: dict[str, Any], wait: float | None) -> None:
    found = next_look(entry(**told), outlet(every), now=MONDAY)
    assert found == (None if wait is None else MONDAY + wait)


@pytest.mark.parametrize(
    ("told", "urgent"),
    [
        ({"modified_at": MONDAY - 2 * DAY}, False),
        ({"modified_at": MONDAY - 2 * DAY + 1}, True),
        ({}, False),
        ({"fetched_at": MONDAY, "quiet": 0}, True),
        ({"fetched_at": MONDAY, "quiet": 1}, False),
        ({"fetched_at": MONDAY, "quiet": 2, "modified_at": MONDAY + 1}, True),
        ({"fetched_at": MONDAY, "quiet": 3, "modified_at": MONDAY + 1}, False),
        ({"fetched_at": MONDAY, "quiet": 1, "modified_at": MONDAY}, False),
    ],
    ids=str,
)
def test_which_sitemaps_of_an_index_may_name_news(told: dict[str, Any], urgent: bool) -> None:
    assert is_urgent(entry(**told), MONDAY) is urgent


def test_a_sitemap_whose_name_promises_news_is_read_first_until_it_was_read() -> None:
    named = replace(entry(kind="sitemap"), address="https://herald.example/NewsMap.xml")
    assert is_urgent(named, MONDAY)
    assert not is_urgent(replace(named, fetched_at=MONDAY - DAY, quiet=1), MONDAY)


def page(**told: Any) -> Page:
    return Page("herald.example/a", "Herald", "https://herald.example/a", found_at=0.0, **told)


def test_a_page_that_fails_is_tried_ever_more_rarely_and_given_up_unless_it_is_still_named() -> None:
    one, waits = page(), []
    for _ in range(6):
        one = failed(one, now=0.0, problem="timeout", listed=False)
        waits.append(one.due_at)
    assert waits == [300, 1200, 4800, 19_200, 76_800, None]
    named = failed(one, now=0.0, problem="timeout", listed=True)
    assert (named.failures, named.due_at) == (7, 14 * DAY)
    assert failed(page(), now=0.0, problem="scheme", listed=True).due_at is None


def test_a_page_is_looked_at_again_by_its_age_since_its_last_change() -> None:
    ages = [HOUR, DAY]
    one = looked_at(page(), now=0.0, changed=True, ages=ages)
    assert (one.stage, one.due_at) == (0, HOUR)
    one = looked_at(one, now=HOUR, changed=False, ages=ages)
    assert (one.stage, one.due_at) == (1, DAY)
    one = looked_at(one, now=DAY, changed=True, ages=ages)
    assert (one.stage, one.due_at) == (0, DAY + HOUR)
    one = looked_at(one, now=DAY + DAY, changed=False, ages=ages)
    assert (one.stage, one.due_at) == (2, None)


def visit(at: float, **told: Any) -> dict[str, Any]:
    report = OutletReport("Herald", at, at + 60, "finished").as_dict()
    return report | {"ok": True, "requests": 10, "pages": 2, "new": 1} | told


def test_an_outlets_standing_counts_days_and_remembers_since_when_it_is_bad() -> None:
    standing = Standing()
    for at in (MONDAY, MONDAY + 23 * HOUR):
        after_visit(standing, visit(at))
    assert (standing.pages_today, standing.new_today, standing.last_ok) == (4, 2, MONDAY + 23 * HOUR + 60)
    after_visit(standing, visit(MONDAY + DAY))
    assert (standing.pages_today, standing.new_today) == (2, 1)
    for hours in (25, 26, 27):
        after_visit(standing, visit(MONDAY + hours * HOUR, ok=False, problems={"timeout": 5, "robots": 9}))
    assert (standing.bad_visits, standing.bad_since) == (3, MONDAY + 25 * HOUR)
    assert (standing.last_failures, standing.last_failed) == (5, 0.5)
    after_visit(standing, visit(MONDAY + 28 * HOUR, ok=False, reason="shutdown"))
    assert standing.bad_visits == 3
    after_visit(standing, visit(MONDAY + 29 * HOUR, moved_to="post.example"))
    assert (standing.bad_visits, standing.bad_since, standing.moved_since) == (0, None, MONDAY + 29 * HOUR)
    after_visit(standing, visit(MONDAY + 30 * HOUR, moved_to="post.example"))
    assert standing.moved_since == MONDAY + 29 * HOUR
    assert Standing.from_json(standing.to_json()) == standing


def test_an_outlets_standing_keeps_what_a_visit_without_pages_does_not_tell() -> None:
    standing = Standing()
    after_visit(standing, visit(MONDAY, blocked="a wall", latest=[("t", "k")], reserved=["noai"]))
    after_visit(standing, visit(MONDAY + HOUR, pages=0, reserved=["noarchive"]))
    assert (standing.blocked, standing.blocked_since, standing.latest) == ("a wall", MONDAY, [("t", "k")])
    assert standing.reserved == ["noai", "noarchive"]
    after_visit(standing, visit(MONDAY + 2 * HOUR, blocked="another wall"))
    assert (standing.blocked, standing.blocked_since) == ("another wall", MONDAY)
    after_visit(standing, visit(MONDAY + 3 * HOUR, latest=[("t", "l")]))
    assert (standing.blocked, standing.blocked_since, standing.latest) == (None, None, [("t", "l")])


def test_a_report_counts_all_problems_names_the_first_and_tells_each_once() -> None:
    report = OutletReport("Herald", MONDAY)
    for number in range(NAMED_PROBLEMS + 5):
        report.problem("http", f"https://herald.example/{number}")
        if number == 1:
            assert [one.address[-1] for one in report.untold()] == ["0", "1"]
    report.problem("offsite", "https://post.example/", cases=7)
    assert report.problems == {"http": NAMED_PROBLEMS + 5, "offsite": 7}
    assert len(report.named) == NAMED_PROBLEMS and len(report.untold()) == NAMED_PROBLEMS - 2
    assert report.untold() == []


def test_an_outlet_is_refused_by_enough_of_its_pages_and_by_far_more_than_before() -> None:
    def judge(standing: Standing, articles: int, refused: int) -> bool:
        standing.taken_in(
            at=MONDAY, articles=articles, refused={"wall": refused} if refused else {}, languages={}
        )
        return standing.is_refused

    assert [judge(Standing(), 0, refused) for refused in (4, 5)] == [False, True]
    usually = Standing()
    for _ in range(8):
        assert judge(usually, 18, 2) is False
    assert judge(usually, 10, 10) is True
    assert judge(usually, 10, 10) is True  # what came with the change is no "before"
    often = Standing()
    for _ in range(8):
        judge(often, 12, 8)
    assert judge(often, 8, 12) is False


@pytest.fixture
def moment() -> Iterator[list[float]]:
    """The time of day, which a test turns."""
    moment = [MONDAY]
    clock.drive(lambda: moment[0])
    yield moment
    clock.drive(time.time)


@pytest.fixture
def state(tmp_path: Path) -> Iterator[State]:
    state = State(tmp_path / "state.sqlite")
    yield state
    state.close()


def frontier_of(state: State, report: OutletReport | None = None, **limits: Any) -> Frontier:
    return Frontier("Herald", state, report or OutletReport("Herald", started_at=MONDAY), Limits(**limits))


def test_many_failures_in_a_row_stop_a_host_and_one_success_in_between_does_not(state: State) -> None:
    frontier = frontier_of(state)
    for number in range(2 * FAILURES_IN_A_ROW):
        frontier.went("https://herald.example/a", well=number % FAILURES_IN_A_ROW == 0)
        frontier.went("https://post.example/a", well=False)
        assert not frontier.is_stopped("herald.example")
        assert frontier.is_stopped("post.example") is (number >= FAILURES_IN_A_ROW - 1)


def test_each_budget_closes_the_frontier_when_it_is_spent(state: State, moment: list[float]) -> None:
    counted = frontier_of(state, requests=2)
    assert not counted.closed()
    counted.requesting()
    assert not counted.closed()
    counted.requesting()
    assert counted.closed()

    report = OutletReport("Herald", started_at=MONDAY, megabytes=2.9)
    weighed = frontier_of(state, report, total_mb=3)
    assert not weighed.closed()
    report.megabytes = 3.0
    assert weighed.closed() and report.problems == {"budget": 1}

    timed = frontier_of(state, minutes=5)
    moment[0] += 299
    assert not timed.closed()
    moment[0] += 1
    assert timed.closed()


def test_news_come_before_what_is_looked_at_again_and_that_before_what_a_sitemap_has_of_old(
    state: State, moment: list[float]
) -> None:
    for name, due in (("again", MONDAY - 5), ("later", MONDAY - 1)):
        address = f"https://herald.example/{name}"
        state.put_page(Page(name, "Herald", address, 0.0, due_at=due, rank=due, fetched_at=9.0))
    state.flush()
    frontier = frontier_of(state)
    sitemap, feed = entry(kind="sitemap", fetched_at=1.0), entry()
    found = {"old": 8 * DAY, "old-last": 9 * DAY, "week": 7 * DAY, "dated": DAY}
    frontier.add(
        [Found(f"https://herald.example/{a}", MONDAY - age) for a, age in found.items()], found_in=sitemap
    )
    frontier.add(
        [Found("https://herald.example/undated"), Found("https://herald.example/feed", MONDAY - 99 * DAY)],
        found_in=feed,
    )
    pages = frontier.next_pages(below=1e12)
    assert [one.address.rpartition("/")[2] for one in pages] == [
        "undated", "dated", "week", "feed", "again", "later", "old", "old-last",
    ]  # fmt: skip
