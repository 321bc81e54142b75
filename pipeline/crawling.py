"""Crawl processes: each visits outlets as it is told to, tells how it goes, and ends when told or when we end."""

import contextlib
import json
import queue
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from typing import Any

from newstally.crawler import clock
from newstally.crawler.lock import ArchiveLock
from newstally.crawler.reports import OutletReport
from newstally.crawler.settings import CrawlSettings, Outlet
from newstally.pipeline.configuration import Configuration

STOP_SECONDS = 7.0
"""How long crawl processes may take to end after they were told to."""

LIFE_SECONDS = 180.0
"""A crawl process tells every half second that it lives; one that doesn't for so long is killed and begun anew."""

Event = dict[str, Any]


def crawl_settings(
    configuration: Configuration, *, ledger: bool, log_level: str = "WARNING", json_logs: bool = False
) -> CrawlSettings:
    """Return what the crawler needs of a configuration; ``ledger`` is whether one takes in what it archives."""
    return CrawlSettings(
        contact=configuration.contact,
        archive=configuration.archive,
        limits=configuration.limits,
        log_level=log_level,
        json_logs=json_logs,
        ledger=ledger,
    )


def with_list_paths(configuration: Configuration, outlet: Outlet) -> Outlet:
    """Return an outlet whose lists that are files are named from the configuration's folder."""
    folder = (configuration.file.resolve() if configuration.file else configuration.archive).parent
    lists = tuple(entry if "://" in entry else str(folder / entry) for entry in outlet.lists)
    return outlet.model_copy(update={"lists": lists})


class CrawlProcess:
    """A running ``python -m newstally.crawler`` that stays. A thread gathers its events, which ``events`` reads."""

    def __init__(self, settings: CrawlSettings, lock: ArchiveLock) -> None:
        self.visiting: dict[str, tuple[Outlet, float]] = {}
        """The outlets whose visits are not over, and when these began, by name."""
        self.visits = 0
        """How many visits were begun."""
        self.retired = False
        """Whether it begins no more visits, and ends when its last one is over."""
        self.broken: str | None = None
        """Why the archive can't be written."""
        self._told_at = time.monotonic()
        self._events: queue.SimpleQueue[Event] = queue.SimpleQueue()
        self._process = subprocess.Popen(
            [sys.executable, "-P", "-m", "newstally.crawler"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            encoding="utf-8",
            start_new_session=True,  # Ctrl-C is for us; we tell the process ourselves
            pass_fds=(lock.descriptor,),
        )
        self._tell({"settings": settings.model_dump(mode="json"), "outlets": [], "stay": True})
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    @property
    def running(self) -> bool:
        """Whether the process still runs."""
        return self._process.poll() is None

    @property
    def hangs(self) -> bool:
        """Whether the process has given no sign of life for so long that it will give none any more."""
        return self.running and time.monotonic() - self._told_at > LIFE_SECONDS

    def visit(self, outlets: Sequence[Outlet], *, due_only: bool = False) -> None:
        """Begin a visit of each outlet; with ``due_only`` of its entry points that are due."""
        now = clock.now()
        self.visiting |= {outlet.name: (outlet, now) for outlet in outlets}
        self.visits += len(outlets)
        self._tell({"outlets": [outlet.model_dump(mode="json") for outlet in outlets], "due_only": due_only})

    def _tell(self, order: dict[str, Any]) -> None:
        assert self._process.stdin is not None
        # A process that has died is noticed by who asks whether it runs.
        with contextlib.suppress(BrokenPipeError):
            self._process.stdin.write(json.dumps(order) + "\n")
            self._process.stdin.flush()

    def events(self, timeout: float = 0.0) -> Iterator[Event]:
        """Yield the events that have come in; wait up to ``timeout`` seconds for the first."""
        until = time.monotonic() + timeout
        while True:
            wait = until - time.monotonic()
            try:
                event = self._events.get(timeout=wait) if wait > 0 else self._events.get_nowait()
            except queue.Empty:
                return
            self._told_at = time.monotonic()
            if event["event"] == "alive":
                continue
            until = 0.0
            if event["event"] == "report":
                self.visiting.pop(event["outlet"], None)
            if event["event"] == "broken":
                self.broken = event["message"]
            yield event

    def visit_once(self, outlet: Outlet) -> Event:
        """Visit one outlet and return its report."""
        self.visit([outlet])
        while self.visiting and self.running:
            for event in self.events(0.2):
                if event["event"] == "report":
                    return event
        return next((event for event in self.end_reports() if event["event"] == "report"), {})

    def ask_to_stop(self) -> None:
        """Tell the process to finish what it is writing and end; don't wait for it."""
        if self._process.stdin and not self._process.stdin.closed:
            with contextlib.suppress(BrokenPipeError):
                self._process.stdin.close()

    def end(self, deadline: float) -> None:
        """Wait for the process to end; kill it if it still runs at a time (of ``time.monotonic``)."""
        try:
            self._process.wait(max(0.0, deadline - time.monotonic()))
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()

    def end_reports(self) -> list[Event]:
        """Return the last events of a process that has ended, with a report of each visit that it left none for."""
        self._process.wait()
        self._reader.join()
        last = list(self.events())
        reason = f"the crawl process ended with code {self._process.returncode}"
        for name, (_, began) in list(self.visiting.items()):
            del self.visiting[name]
            last.append(crash_report(name, began, self.broken or reason))
        return last

    def _read(self) -> None:
        assert self._process.stdout is not None
        for line in self._process.stdout:
            try:
                self._events.put(json.loads(line))
            except ValueError:
                sys.stderr.write(line)


def crash_report(outlet: str, started_at: float, message: str) -> Event:
    """Return the report of an outlet whose crawl could not begin or could not end."""
    report = OutletReport(outlet, started_at=started_at, ended_at=clock.now(), reason="crashed")
    report.problem("spider", outlet, message)
    return {"event": "report", **report.as_dict()}
