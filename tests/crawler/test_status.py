"""An outlet is measured against its own habit."""

from dataclasses import replace
from pathlib import Path

import pytest

from newstally.crawler.metrics import metrics_text
from newstally.crawler.reports import OutletReport
from newstally.crawler.rows import EntryPoint
from newstally.crawler.settings import Outlet
from newstally.crawler.state import State
from newstally.crawler.status import due_outlets, is_due, mean, next_visit, status_of

HOUR = 3600.0
DAY = 24 * HOUR
START = 20_000 * DAY
OUTLET = Outlet(name="Gazette", home="https://example.org/", feeds=("https://example.org/rss",), every="1h")


@pytest.fixture
def state(tmp_path: Path) -> State:
    return State(tmp_path / "state.sqlite")


def visit(
    state: State, at: float, *, new: int = 2, ok: bool = True, failed: int = 0, requests: int = 10
) -> None:
    report = OutletReport("Gazette", started_at=at, ended_at=at + 5, reason="finished", requests=requests)
    report.new = report.pages = new
    report.entry_points, report.entry_points_failed = int(ok), int(not ok)
    for number in range(failed):
        report.problem("timeout", f"https://example.org/{number}")
    state.put_visit(report.as_dict())


def test_an_outlet_is_due_after_its_interval(state: State) -> None:
    assert is_due(OUTLET, state, START)
    visit(state, START)
    assert not is_due(OUTLET, state, START + HOUR - 1)
    assert is_due(OUTLET, state, START + HOUR)


def test_an_outlet_never_visited_is_new(state: State) -> None:
    assert status_of(OUTLET, state, START).mark == "new"


def test_an_outlet_that_does_as_usual_is_not_marked(state: State) -> None:
    for hour in range(5 * 24):
        visit(state, START + hour * HOUR, failed=1)
    status = status_of(OUTLET, state, START + 5 * DAY + 12.5 * HOUR)
    assert status.mark == ""
    assert status.usual_new == pytest.approx(2 * 13, abs=1)
    assert status.new_today == 0
    assert status.problems == {"timeout": pytest.approx(0.1)}
    assert status.last_success == START + 5 * DAY - HOUR + 5


def test_silence_is_judged_by_the_usual_gap(state: State) -> None:
    for hour in range(0, 10 * 24):
        visit(state, START + hour * HOUR, new=3 if hour % 6 == 0 else 0)
    end, marks = START + 10 * DAY, []
    for hour in range(30):
        visit(state, end + hour * HOUR, new=0)
        marks.append(status_of(OUTLET, state, end + hour * HOUR).mark)
    assert marks[12] == ""
    assert marks[29] == "silent"


def test_a_weekly_paper_is_not_silent_after_a_day(state: State) -> None:
    for day in range(28):
        visit(state, START + day * DAY, new=5 if day % 7 == 0 else 0)
    assert status_of(OUTLET, state, START + 28 * DAY).mark == ""


def test_two_visits_are_no_silence_however_far_apart(state: State) -> None:
    marks = []
    for day in (0, 20, 21):
        visit(state, START + day * DAY, new=0)
        marks.append(status_of(OUTLET, state, START + day * DAY).mark)
    assert marks == ["", "", "silent"]


def test_an_outlet_fails_when_nothing_answers_or_much_more_goes_wrong_than_usual(state: State) -> None:
    for hour in range(20):
        visit(state, START + hour * HOUR, failed=1)
    visit(state, START + 20 * HOUR, failed=9)
    assert status_of(OUTLET, state, START + 21 * HOUR).mark == "failing"
    visit(state, START + 21 * HOUR, failed=1)
    assert status_of(OUTLET, state, START + 22 * HOUR).mark == ""
    for hour in range(22, 25):
        visit(state, START + hour * HOUR, ok=False, new=0)
    assert status_of(OUTLET, state, START + 25 * HOUR).mark == "failing"


def test_an_outlet_is_visited_within_its_bounds_whatever_is_due(state: State) -> None:
    bounded = OUTLET.model_copy(update={"every": "1h..6h"})
    for due_at, following in ((None, HOUR), (60.0, HOUR), (2 * HOUR, 2 * HOUR), (30 * DAY, 6 * HOUR)):
        report = OutletReport("Gazette", started_at=START, ended_at=START, reason="finished")
        report.due_at = None if due_at is None else START + due_at
        state.put_visit(report.as_dict())
        assert next_visit(bounded, state, START) == START + following
        assert [one.name for one in due_outlets([bounded], state, START + following)] == ["Gazette"]
        assert due_outlets([bounded], state, START + following - 1) == []
    assert not is_due(bounded, state, START - HOUR), "clocks differ a little"
    assert is_due(bounded, state, START - HOUR - 1), "the last visit lies in the future"


def test_how_many_requests_fail_is_measured_against_the_outlets_habit(state: State) -> None:
    def mark(hour: int, failed: int, requests: int = 10) -> str:
        visit(state, START + hour * HOUR, failed=failed, requests=requests)
        return status_of(OUTLET, state, START + hour * HOUR).mark

    assert [mark(hour, 0) for hour in range(20)][-1] == ""
    found = [mark(20, 3, 3), mark(21, 4, 9), mark(22, 4, 8)]
    assert found == ["", "", "failing"], "too few, less than half, half"
    for hour in range(23, 60):
        mark(hour, 3)
    assert mark(60, 8) == "", "not three times as many as usual"
    for hour in range(61, 100):
        mark(hour, 0)
    assert mark(100, 5) == "failing"
    assert [mark(hour, 5) for hour in range(101, 106)][-1] == "", "it has become its habit"


def test_marks_called_meant_are_those_of_what_is_configured(state: State) -> None:
    feeds = tuple(f"https://example.org/{name}" for name in ("rss", "town", "sport"))
    outlet = OUTLET.model_copy(update={"feeds": feeds[:2]})
    for address in feeds:
        entry_point = EntryPoint("Gazette", address, "feed", failures=3, failing_since=START, problem="http")
        state.put_entry_point(entry_point)
    state.flush()
    visit(state, START)
    status = status_of(outlet, state, START)
    assert [(one.mark, one.entry_point) for one in status.alarms] == [("failing", one) for one in feeds[:2]]
    mean(outlet, state, START)
    assert status_of(outlet, state, START).alarms == []
    state.put_entry_point(replace(state.entry_point("Gazette", feeds[0], "feed"), failures=0))
    state.flush()
    visit(state, START + HOUR)
    assert status_of(outlet, state, START + HOUR).alarms == []
    assert status_of(OUTLET, state, START + HOUR).alarms == [], "of an only feed the outlet tells"


def test_what_is_told_of_today_is_of_today_and_problems_of_the_last_day(state: State) -> None:
    visit(state, START, new=2, failed=5)
    visit(state, START + 23 * HOUR, new=3, failed=1)
    at_night = status_of(OUTLET, state, START + 23.5 * HOUR)
    assert (at_night.pages_today, at_night.new_today) == (5, 5)
    assert at_night.problems == {"timeout": pytest.approx(6 / 20)}
    morning = status_of(OUTLET, state, START + 24.5 * HOUR)
    assert (morning.pages_today, morning.new_today) == (0, 0)
    assert morning.problems == {"timeout": pytest.approx(1 / 10)}


def test_the_most_urgent_mark_stands_first_and_those_of_the_whole_outlet_before_others(state: State) -> None:
    feeds = ("https://example.org/rss", "https://example.org/town")
    for address, told in zip(feeds, ({"failures": 3}, {"moved_to": "https://post.example/"}), strict=True):
        state.put_entry_point(EntryPoint("Gazette", address, "feed", **told))
    state.flush()
    report = OutletReport("Gazette", started_at=START, ended_at=START, reason="finished", pages=4)
    report.moved_to, report.blocked, report.entry_points = "https://post.example/", "a wall", 1
    state.put_visit(report.as_dict())
    alarms = status_of(OUTLET.model_copy(update={"feeds": feeds}), state, START).alarms
    assert [(one.mark, one.entry_point) for one in alarms] == [
        ("failing", feeds[0]),
        ("moved", None),
        ("moved", feeds[1]),
        ("blocked", None),
    ]


def test_metrics_add_up_over_runs_and_escape_names(state: State) -> None:
    visit(state, START, new=2, failed=3)
    visit(state, START + HOUR, new=5, failed=1)
    odd = OutletReport('The "Daily"\\News', started_at=START, ended_at=START, reason="finished")
    state.put_visit(odd.as_dict())
    lines = metrics_text(state, [OUTLET]).splitlines()
    assert 'newstally_articles_new_total{outlet="Gazette"} 7' in lines
    assert 'newstally_problems_total{outlet="Gazette",kind="timeout"} 4' in lines
    assert 'newstally_pages_total{outlet="The \\"Daily\\"\\\\News"} 0' in lines
    assert lines.count("# TYPE newstally_pages_total counter") == 1
    assert all(line.startswith("#") or len(line.rsplit(" ", 1)) == 2 for line in lines)


def test_metrics_tell_of_each_outlet_how_it_stands(state: State) -> None:
    report = OutletReport("Gazette", started_at=START, ended_at=START + 5, reason="finished", requests=9)
    report.megabytes, report.waiting, report.found, report.unchanged = 1.5, 7, 3, 2
    report.entry_points_failed, report.new = 1, 4
    state.put_visit(report.as_dict())
    found = dict(line.rsplit(" ", 1) for line in metrics_text(state, [OUTLET]).splitlines() if line[0] != "#")
    told = {name.partition("{")[0].removeprefix("newstally_"): float(value) for name, value in found.items()}
    assert told == {
        "responses_total": 9,
        "received_bytes_total": 1_500_000,
        "pages_total": 0,
        "addresses_found_total": 3,
        "articles_new_total": 4,
        "articles_changed_total": 0,
        "articles_unchanged_total": 2,
        "articles_withdrawn_total": 0,
        "waiting_pages": 7,
        "next_visit_timestamp_seconds": START + HOUR,
        "last_new_article_timestamp_seconds": START,
        "outlet_silent": 0,
        "outlet_failing": 1,
        "outlet_moved": 0,
        "outlet_blocked": 0,
        "outlet_refused": 0,
    }
