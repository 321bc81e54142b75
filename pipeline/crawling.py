"""Crawl processes: each runs Scrapy for some outlets, tells how it goes, and ends when told or when we end."""

import json
import queue
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from typing import Any

from newstally.crawler.lock import ArchiveLock
from newstally.crawler.reports import OutletReport
from newstally.crawler.settings import CrawlSettings, Outlet
from newstally.pipeline.configuration import Configuration

STOP_SECONDS = 7.0
"""How long crawl processes may take to end after they were told to."""

Event = dict[str, Any]


def crawl_settings(
    configuration: Configuration, *, log_level: str = "WARNING", json_logs: bool = False
) -> CrawlSettings:
    """Return what the crawler needs of a configuration."""
    return CrawlSettings(
        contact=configuration.contact,
        archive=configuration.archive,
        limits=configuration.limits,
        log_level=log_level,
        json_logs=json_logs,
    )


def with_list_paths(configuration: Configuration, outlet: Outlet) -> Outlet:
    """Return an outlet whose lists that are files are named from the configuration's folder."""
    folder = (configuration.file.resolve() if configuration.file else configuration.archive).parent
    lists = tuple(entry if "://" in entry else str(folder / entry) for entry in outlet.lists)
    return outlet.model_copy(update={"lists": lists})


class CrawlProcess:
    """A running ``python -m newstally.crawler``. Its events are gathered by a thread and read by ``events``."""

    def __init__(self, settings: CrawlSettings, outlets: Sequence[Outlet], lock: ArchiveLock) -> None:
        self.outlets = tuple(outlets)
        self.reports: dict[str, Event] = {}
        """Reports by outlet, as they come in."""
        self._started_at = time.time()
        self._events: queue.SimpleQueue[Event] = queue.SimpleQueue()
        self._process = subprocess.Popen(
            [sys.executable, "-m", "newstally.crawler"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            encoding="utf-8",
            start_new_session=True,  # Ctrl-C is for us; we tell the process ourselves
            pass_fds=(lock.descriptor,),
        )
        order = {
            "settings": settings.model_dump(mode="json"),
            "outlets": [outlet.model_dump(mode="json") for outlet in outlets],
        }
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps(order) + "\n")
        self._process.stdin.flush()
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    @property
    def running(self) -> bool:
        """Whether the process still runs."""
        return self._process.poll() is None

    def events(self, timeout: float = 0.0) -> Iterator[Event]:
        """Yield the events that have come in; wait up to ``timeout`` seconds for the first."""
        wait = timeout
        while True:
            try:
                event = self._events.get(timeout=wait) if wait else self._events.get_nowait()
            except queue.Empty:
                return
            wait = 0.0
            if event["event"] == "report":
                self.reports[event["outlet"]] = event
            yield event

    def ask_to_stop(self) -> None:
        """Tell the process to finish what it is writing and end; don't wait for it."""
        if self._process.stdin and not self._process.stdin.closed:
            self._process.stdin.close()

    def end(self, deadline: float) -> None:
        """Wait for the process to end; kill it if it still runs at a time (of ``time.monotonic``)."""
        try:
            self._process.wait(max(0.0, deadline - time.monotonic()))
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()

    def finish(self) -> dict[str, Event]:
        """Return every outlet's report once the process has ended; one that it left none for has crashed."""
        self._process.wait()
        self._reader.join()
        for _ in self.events():
            pass
        for name in [outlet.name for outlet in self.outlets]:
            if name not in self.reports:
                message = f"the crawl process ended with code {self._process.returncode}"
                self.reports[name] = crash_report(name, self._started_at, message)
        return self.reports

    def _read(self) -> None:
        assert self._process.stdout is not None
        for line in self._process.stdout:
            try:
                self._events.put(json.loads(line))
            except ValueError:
                sys.stderr.write(line)


def crash_report(outlet: str, started_at: float, message: str) -> Event:
    """Return the report of an outlet whose crawl could not begin or could not end."""
    report = OutletReport(outlet, started_at=started_at, ended_at=time.time(), reason="crashed")
    report.problem("spider", outlet, message)
    return {"event": "report", **report.as_dict()}
