"""Crawls once, or for ever: starts crawl processes for the outlets that are due and keeps the ledger in step."""

import logging
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from newstally.crawler.archive.recovery import Torn, take_up
from newstally.crawler.browser import missing
from newstally.crawler.lock import ArchiveLock
from newstally.crawler.metrics import MetricsServer, metrics_text, write_metrics
from newstally.crawler.settings import CrawlSettings, Outlet, seconds
from newstally.crawler.state import State
from newstally.crawler.status import is_due
from newstally.pipeline.configuration import Configuration
from newstally.pipeline.crawling import (
    STOP_SECONDS,
    CrawlProcess,
    Event,
    crash_report,
    crawl_settings,
    with_list_paths,
)
from newstally.pipeline.intake.intake import Intake
from newstally.pipeline.ledger.errors import LedgerError
from newstally.pipeline.ledger.write import Added

MOST_PROCESSES = 4
"""Crawl processes at the same time in ``newstally run``: a slow outlet doesn't keep the others waiting."""

INTAKE_SECONDS = 2.0
"""How often the archive's new records are taken into the ledger while a crawl runs."""

logger = logging.getLogger("newstally.run")


@dataclass
class Supervisor:
    """Runs the crawls of one configuration into its archive, whose lock is held by the caller."""

    configuration: Configuration
    lock: ArchiveLock
    intake: Intake | None = None
    on_event: Callable[[Event], None] = lambda event: None
    log_level: str = "WARNING"
    json_logs: bool = False
    metrics_file: Path | None = None
    metrics_server: MetricsServer | None = None
    processes: list[CrawlProcess] = field(default_factory=list, init=False)
    left_out: dict[str, Event] = field(default_factory=dict, init=False)
    """Reports of outlets that no process was started for."""
    taken_in: dict[str, Added] = field(default_factory=dict, init=False)
    """What the ledger gained, by outlet."""

    def __post_init__(self) -> None:
        self.state = State(self.configuration.archive / "state.sqlite")
        self._last_intake = 0.0

    @property
    def settings(self) -> CrawlSettings:
        """What the crawler is told."""
        return crawl_settings(self.configuration, log_level=self.log_level, json_logs=self.json_logs)

    def take_up(self) -> list[Torn]:
        """Mend what a crash left in the archive, and take into the ledger what isn't there yet."""
        ages = [seconds(age) for age in self.configuration.limits.revisit]
        torn = take_up(self.configuration.archive, self.state, ages=ages)
        self.take_in()
        return torn

    def due(self) -> list[Outlet]:
        """Return the outlets that are due and whose site is not being crawled.

        Two processes don't know of each other's requests: a site with several outlets is in one process at a time, so
        that its delay holds for all of them.
        """
        busy = {outlet.name for process in self.processes for outlet in process.outlets}
        busy_sites = {outlet.site for process in self.processes for outlet in process.outlets}
        now = time.time()
        return [
            outlet
            for outlet in self.configuration.outlets
            if outlet.name not in busy and outlet.site not in busy_sites and is_due(outlet, self.state, now)
        ]

    def crawl(self, outlets: Sequence[Outlet]) -> dict[str, Event]:
        """Crawl these outlets once and return their reports."""
        self.start(outlets)
        reports = dict(self.left_out)
        while self.processes:
            reports |= self.watch(0.3)
        self.take_in()
        self.write_metrics()
        return reports

    def start(self, outlets: Sequence[Outlet]) -> None:
        """Start a crawl process for outlets. One that needs a browser which isn't there is left out, as an event."""
        lacking = missing() if any(outlet.render for outlet in outlets) else None
        if lacking:
            for outlet in outlets:
                if outlet.render:
                    self.leave_out(outlet, lacking)
            outlets = [outlet for outlet in outlets if not outlet.render]
            if not outlets:
                return
        named = [with_list_paths(self.configuration, outlet) for outlet in outlets]
        self.processes.append(CrawlProcess(self.settings, named, self.lock))

    def leave_out(self, outlet: Outlet, message: str) -> None:
        """Note that an outlet can't be crawled as things are."""
        report = crash_report(outlet.name, time.time(), message)
        self.state.put_visit(report)
        self.left_out[outlet.name] = report
        self.on_event({"event": "problem", "outlet": outlet.name, **report["named"][0]})

    def watch(self, wait: float) -> dict[str, Event]:
        """Pass events on for a while, take in what was archived, and return the reports of ended processes."""
        for process in self.processes:
            for event in process.events(wait / len(self.processes)):
                self.on_event(event)
        if time.monotonic() - self._last_intake >= INTAKE_SECONDS:
            self.take_in()
        reports: dict[str, Event] = {}
        for process in [process for process in self.processes if not process.running]:
            self.processes.remove(process)
            told = set(process.reports)
            for name, report in process.finish().items():
                if report["reason"] == "crashed" and name not in told:
                    self.state.put_visit(report)  # the process could not do it itself
                    self.on_event(report)
                reports[name] = report
        return reports

    def take_in(self) -> None:
        """Take into the ledger what has been archived since the last time.

        What there is to say of a page is a ``note`` event, a ledger that can't be written a ``ledger`` event; the
        archive keeps everything for the next time.
        """
        if self.intake is not None:
            try:
                report = self.intake.run_once()
            except LedgerError as error:
                self.on_event({"event": "ledger", "message": str(error)})
            else:
                for message in report.problems:
                    self.on_event({"event": "note", "message": message})
                for outlet, added in report.by_outlet.items():
                    self.taken_in[outlet] = self.taken_in.get(outlet, Added()) + added
        self._last_intake = time.monotonic()

    def write_metrics(self) -> None:
        """Bring the metrics up to date, where they are wanted."""
        if self.metrics_file is None and self.metrics_server is None:
            return
        text = metrics_text(self.state, self.configuration.outlets)
        if self.metrics_server is not None:
            self.metrics_server.text = text
        if self.metrics_file is not None:
            try:
                write_metrics(self.metrics_file, text)
            except OSError as error:
                logger.error("%s: the metrics can't be written: %s", self.metrics_file, error.strerror)

    def close(self) -> None:
        """End all crawl processes, all at the same time, and let go of the state."""
        deadline = time.monotonic() + STOP_SECONDS
        for process in self.processes:
            process.ask_to_stop()
        for process in self.processes:
            process.end(deadline)
        self.processes.clear()
        self.state.close()


def run_for_ever(supervisor: Supervisor, reload: Callable[[], Configuration | None]) -> None:
    """Crawl what is due, as it falls due, until an exception ends it.

    ``reload`` returns a new configuration when one was asked for; it holds from the next crawl on.
    """
    last_metrics = 0.0
    while True:
        configuration = reload()
        if configuration is not None:
            supervisor.configuration = configuration
        due = supervisor.due()
        if due and len(supervisor.processes) < MOST_PROCESSES:
            logger.info("crawling %s", ", ".join(outlet.name for outlet in due))
            supervisor.start(due)
        if supervisor.processes:
            for name, report in supervisor.watch(1.0).items():
                logger.info(
                    "%s: %s; %d pages, %d new, %d changed, %d withdrawn, %d problems",
                    name,
                    report["reason"],
                    report["pages"],
                    report["new"],
                    report["changed"],
                    report["withdrawn"],
                    sum(report["problems"].values()),
                    extra={"outlet": name},
                )
                supervisor.take_in()
        else:
            time.sleep(1.0)
        if time.monotonic() - last_metrics >= 10.0:
            supervisor.write_metrics()
            last_metrics = time.monotonic()
