"""Crawls once, or for ever: has a crawl process visit the outlets that are due and keeps the ledger in step."""

import logging
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from newstally.crawler import clock
from newstally.crawler.archive.recovery import Torn, take_up
from newstally.crawler.browser import missing
from newstally.crawler.lock import ArchiveLock
from newstally.crawler.metrics import MetricsServer, metrics_text, write_metrics
from newstally.crawler.settings import CrawlSettings, Outlet, seconds
from newstally.crawler.state import State
from newstally.crawler.status import due_outlets
from newstally.pipeline.configuration import Configuration
from newstally.pipeline.crawling import (
    STOP_SECONDS,
    CrawlProcess,
    Event,
    crash_report,
    crawl_settings,
    with_list_paths,
)
from newstally.pipeline.intake.beside import IntakeBeside, IntakeFailure, Outcome
from newstally.pipeline.ledger.added import Added

INTAKE_SECONDS = 2.0
"""How often the archive's new records are taken into the ledger while a crawl runs."""

MOST_VISITS = 5000
"""Visits after which a crawl process gives way to a fresh one, as soon as its last visit is over."""

ROOM_SECONDS = 10.0
"""How often it is tried whether a full disk has room again."""

METRICS_SECONDS = 10.0
"""How often the metrics are brought up to date."""

logger = logging.getLogger("newstally.run")


@dataclass
class Supervisor:
    """Runs the crawls of one configuration into its archive, whose lock is held by the caller."""

    configuration: Configuration
    lock: ArchiveLock
    intake: IntakeBeside | None = None
    on_event: Callable[[Event], None] = lambda event: None
    log_level: str = "WARNING"
    json_logs: bool = False
    metrics_file: Path | None = None
    metrics_server: MetricsServer | None = None
    processes: list[CrawlProcess] = field(default_factory=list, init=False)
    """The crawl process, and any that ends when its last visit is over."""
    taken_in: dict[str, Added] = field(default_factory=dict, init=False)
    """What the ledger gained, by outlet."""
    languages: dict[str, dict[str, int]] = field(default_factory=dict, init=False)
    """Articles of which nothing could be read, by outlet and language."""
    broken: str | None = field(default=None, init=False)
    """Why the archive could not be written the last time."""

    def __post_init__(self) -> None:
        self.state = State(self.configuration.archive / "state.sqlite")
        self._last_intake = 0.0

    @property
    def settings(self) -> CrawlSettings:
        """What the crawler is told."""
        return crawl_settings(
            self.configuration,
            ledger=self.intake is not None,
            log_level=self.log_level,
            json_logs=self.json_logs,
        )

    def take_up(self) -> list[Torn]:
        """Mend what a crash left in the archive, and take into the ledger what isn't there yet."""
        ages = [seconds(age) for age in self.configuration.limits.revisit]
        torn = take_up(self.configuration.archive, self.state, ages=ages)
        self.take_in()
        return torn

    def reconfigure(self, configuration: Configuration) -> None:
        """Have visits from now on, and the ledger, follow another configuration."""
        self.configuration = configuration
        for process in self.processes:
            process.retired = True
        if self.intake is not None:
            self.intake.close()
            self.intake = IntakeBeside(configuration)

    def due(self) -> list[Outlet]:
        """Return the outlets that are due and whose site is not being visited, one of each site."""
        visiting = [outlet for process in self.processes for outlet, _ in process.visiting.values()]
        busy = {outlet.site for outlet in visiting}
        chosen = []
        for outlet in due_outlets(self.configuration.outlets, self.state, clock.now()):
            if outlet.site not in busy:
                busy.add(outlet.site)
                chosen.append(outlet)
        return chosen

    def crawl(self, outlets: Sequence[Outlet], *, due_only: bool = False) -> dict[str, Event]:
        """Crawl these outlets once and return their reports."""
        reports = self.start(outlets, due_only=due_only)
        while any(process.visiting for process in self.processes):
            reports |= self.watch(0.3)
        self._end_processes()
        self.finish_intake()
        self.write_metrics()
        return reports

    def start(self, outlets: Sequence[Outlet], *, due_only: bool = True) -> dict[str, Event]:
        """Begin visits of outlets. Returns the reports of those that need a browser which isn't there."""
        lacking = missing() if any(outlet.render for outlet in outlets) else None
        left_out = {
            outlet.name: self._leave_out(outlet, lacking) for outlet in outlets if lacking and outlet.render
        }
        named = [
            with_list_paths(self.configuration, outlet) for outlet in outlets if outlet.name not in left_out
        ]
        if named:
            self._process().visit(named, due_only=due_only)
        return left_out

    def _process(self) -> CrawlProcess:
        """Return the process that begins visits, a fresh one where there is none or it has made enough of them."""
        for process in self.processes:
            process.retired = process.retired or process.visits >= MOST_VISITS
        if not self.processes or self.processes[-1].retired or not self.processes[-1].running:
            self.processes.append(CrawlProcess(self.settings, self.lock))
        return self.processes[-1]

    def _leave_out(self, outlet: Outlet, message: str) -> Event:
        """Note that an outlet can't be crawled as things are, and return its report."""
        report = crash_report(outlet.name, clock.now(), message)
        self.state.put_visit(report)
        self.on_event({"event": "problem", "outlet": outlet.name, **report["named"][0]})
        return report

    def watch(self, wait: float) -> dict[str, Event]:
        """Pass events on for a while, take in what was archived, and return the reports of visits that are over."""
        reports: dict[str, Event] = {}
        for process in list(self.processes):
            for event in process.events(wait / len(self.processes)):
                self._pass_on(event, reports)
            if process.hangs:
                process.end(time.monotonic())
            if process.retired and not process.visiting:
                process.ask_to_stop()
            if not process.running:
                self.processes.remove(process)
                for event in process.end_reports():
                    if event["event"] == "report" and event["reason"] == "crashed" and not process.broken:
                        self.state.put_visit(event)  # the process could not do it itself
                    self._pass_on(event, reports)
                self.broken = process.broken or self.broken
        if time.monotonic() - self._last_intake >= INTAKE_SECONDS:
            self.take_in()
        return reports

    def _pass_on(self, event: Event, reports: dict[str, Event]) -> None:
        if event["event"] == "report":
            reports[event["outlet"]] = event
            self.broken = None if event["reason"] not in {"archive", "crashed"} else self.broken
        self.on_event(event)

    def take_in(self) -> None:
        """Have what has been archived since the last time taken into the ledger, and note what came of it so far.

        What there is to say of a page is a ``note`` event, a ledger that can't be written a ``ledger`` event; the
        archive keeps everything for the next time.
        """
        self._last_intake = time.monotonic()
        if self.intake is not None:
            self._note(self.intake.outcome())
            self.intake.ask()

    def finish_intake(self) -> None:
        """Take into the ledger all that has been archived, and wait for it."""
        if self.intake is not None:
            self._note(self.intake.outcome(None))
            self.intake.ask()
            self._note(self.intake.outcome(None))

    def _note(self, outcome: Outcome | None) -> None:
        if outcome is None:
            return
        if isinstance(outcome, IntakeFailure):
            self.on_event({"event": "ledger", "message": outcome.message})
            return
        for message in outcome.problems:
            self.on_event({"event": "note", "message": message})
        for outlet, added in outcome.by_outlet.items():
            self.taken_in[outlet] = self.taken_in.get(outlet, Added()) + added
        for outlet, judged in outcome.judged.items():
            self.state.put_intake(
                outlet,
                at=clock.now(),
                articles=outcome.by_outlet.get(outlet, Added()).articles,
                refused=judged.refused,
                languages=judged.languages,
            )
            counts = self.languages.setdefault(outlet, {})
            for language, number in judged.languages.items():
                counts[language] = counts.get(language, 0) + number

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
        """End all processes, all at the same time, and let go of the state."""
        self._end_processes()
        if self.intake is not None:
            self.intake.close()
        self.state.close()

    def _end_processes(self) -> None:
        deadline = time.monotonic() + STOP_SECONDS
        for process in self.processes:
            process.ask_to_stop()
        for process in self.processes:
            process.end(deadline)
        self.processes.clear()


def run_for_ever(supervisor: Supervisor, reload: Callable[[], Configuration | None]) -> None:
    """Visit each outlet as it falls due, until an exception ends it.

    ``reload`` returns a new configuration when one was asked for; it holds from the next crawl process on. While the
    disk is full nothing is visited; it goes on by itself when there is room.
    """
    last_metrics = 0.0
    try_again = 0.0
    told: str | None = None
    while True:
        configuration = reload()
        if configuration is not None:
            supervisor.reconfigure(configuration)
        try:
            if time.monotonic() >= try_again:
                try_again = time.monotonic() + (ROOM_SECONDS if told else 0.0)
                due = supervisor.due()
                if due:
                    logger.info("visiting %s", ", ".join(outlet.name for outlet in due))
                    for report in supervisor.start(due).values():
                        _log_report(report)
            if supervisor.processes:
                for report in supervisor.watch(1.0).values():
                    _log_report(report)
            else:
                supervisor.take_in()
                time.sleep(1.0)
            if time.monotonic() - last_metrics >= METRICS_SECONDS:
                supervisor.write_metrics()
                last_metrics = time.monotonic()
            trouble = supervisor.broken
        except OSError as error:
            trouble = f"{error.filename or supervisor.configuration.archive}: {error.strerror or error}"
        if trouble and not told:
            try_again = time.monotonic() + ROOM_SECONDS
            logger.error("%s; nothing is lost, and visits go on when it can be written again", trouble)
        elif told and not trouble:
            logger.warning("the archive can be written again; going on")
        told = trouble


def _log_report(report: Event) -> None:
    logger.info(
        "%s: %s; %d pages, %d new, %d changed, %d withdrawn, %d problems",
        report["outlet"],
        report["reason"],
        report["pages"],
        report["new"],
        report["changed"],
        report["withdrawn"],
        sum(report["problems"].values()),
        extra={"outlet": report["outlet"]},
    )
