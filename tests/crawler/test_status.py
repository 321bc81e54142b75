"""An outlet is measured against its own habit."""

from pathlib import Path

import pytest

from newstally.crawler.metrics import metrics_text
from newstally.crawler.reports import OutletReport
from newstally.crawler.settings import Outlet
from newstally.crawler.state import State
from newstally.crawler.status import is_due, status_of

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
