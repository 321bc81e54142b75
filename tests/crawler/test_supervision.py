"""Crawl processes that die, hang or have made many visits: each is replaced, and what was lost is told."""

import os
import signal
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from newstally.crawler.lock import ArchiveLock
from newstally.pipeline import crawling, supervision
from newstally.pipeline.configuration import load_configuration
from newstally.pipeline.supervision import Supervisor
from tests.crawler.commands import configure, report_of, wait_until
from tests.crawler.sites import Reply, Site, World


@pytest.fixture
def site(world: World) -> Site:
    site = world.site("Gazette")
    site.pages["/slow-story-of-a-flood"] = Reply(report_of(4), hang=60)
    site.feed("/feed", ["/slow-story-of-a-flood"])
    return site


@pytest.fixture
def other(world: World) -> Site:
    site = world.site("Courier")
    site.feed("/feed", ["/story"])
    site.story("/story")
    return site


@pytest.fixture
def supervisor(tmp_path: Path, site: Site, other: Site) -> Iterator[Supervisor]:
    configuration = load_configuration(configure(tmp_path, site, other, timeout=60))
    with ArchiveLock(configuration.archive, "run") as lock:
        supervisor = Supervisor(configuration, lock)
        yield supervisor
        supervisor.close()


def watched(supervisor: Supervisor, until: Callable[[dict[str, Any]], bool]) -> dict[str, Any]:
    reports: dict[str, Any] = {}

    def over() -> bool:
        reports.update(supervisor.watch(0.2))
        return until(reports)

    wait_until(over)
    return reports


def crashed(supervisor: Supervisor) -> str:
    report = watched(supervisor, lambda reports: "Gazette" in reports)["Gazette"]
    assert report["reason"] == "crashed" and not supervisor.processes
    kept = supervisor.state.last_visit("Gazette")
    assert kept and kept["reason"] == "crashed", "`status` tells it too"
    return str(report["named"][0]["message"])


def test_a_crawl_process_that_dies_or_hangs_is_told_of_and_replaced(
    supervisor: Supervisor, site: Site, other: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    gazette, courier = supervisor.configuration.outlets
    for deadly in (signal.SIGKILL, signal.SIGSTOP):
        asked = site.paths.count("/slow-story-of-a-flood")
        supervisor.start([gazette], due_only=False)
        watched(supervisor, lambda _, asked=asked: site.paths.count("/slow-story-of-a-flood") > asked)
        os.kill(supervisor.processes[0]._process.pid, deadly)
        if deadly == signal.SIGSTOP:
            monkeypatch.setattr(crawling, "LIFE_SECONDS", 1.0)
        assert crashed(supervisor) == "the crawl process ended with code -9"
    monkeypatch.undo()
    supervisor.start([courier], due_only=False)
    assert watched(supervisor, lambda reports: "Courier" in reports)["Courier"]["reason"] == "finished"


def test_after_many_visits_a_fresh_process_begins_and_the_old_one_ends_with_its_last_visit(
    supervisor: Supervisor, site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(supervision, "MOST_VISITS", 1)
    gazette, courier = supervisor.configuration.outlets
    supervisor.start([courier], due_only=False)
    [first] = supervisor.processes
    assert watched(supervisor, lambda reports: "Courier" in reports)["Courier"]["new"] == 1
    supervisor.start([gazette], due_only=False)
    assert len(supervisor.processes) == 2
    reports = watched(supervisor, lambda _: first not in supervisor.processes and "/feed" in site.paths)
    assert not reports, "nothing was lost with it"
    [second] = supervisor.processes
    assert supervisor.due() == [], "what is being visited is not due"
    supervisor.start([courier], due_only=False)
    watched(supervisor, lambda reports: "Courier" in reports)
    assert second.running and list(second.visiting) == ["Gazette"]
