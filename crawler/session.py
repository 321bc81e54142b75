"""A session: visits of outlets in one process, sharing archive and state. Each outlet is free when its visit ends."""

import asyncio
import contextlib
import logging
import signal
import threading
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict
from datetime import timedelta
from typing import Any

from scrapy.crawler import AsyncCrawlerProcess, Crawler

from newstally.crawler import clock
from newstally.crawler.access import AccessError
from newstally.crawler.archive.index import write_cdxj
from newstally.crawler.archive.records import Exchange, Original
from newstally.crawler.archive.writer import ArchiveWriter, Written, now, warc_date
from newstally.crawler.browser import GuardedProxy
from newstally.crawler.logs import configure_logging
from newstally.crawler.problems import Refused
from newstally.crawler.reports import OutletReport
from newstally.crawler.rows import Capture
from newstally.crawler.scrapy_settings import outlet_settings, process_settings
from newstally.crawler.settings import MEGABYTE, CrawlSettings, Outlet, seconds
from newstally.crawler.spider import OutletSpider
from newstally.crawler.state import State
from newstally.crawler.status import forget_meant

SYNC_SECONDS = 1.0
"""How often what was fetched is put on disk: what a loss of power may cost."""

STOP_SECONDS = 4.0
"""How long requests in flight may take to end after the process was told to stop."""

INDEX_DAYS = 60
"""Days for which the state itself can find an article's record; later the index beside the WARC file does."""

AT_ONCE = 100
"""Visits at the same time."""

YEAR = 366 * 86400.0

logger = logging.getLogger("newstally.crawler")

Event = dict[str, Any]
Tell = Callable[[Event], None]


class Archived:
    """Settings, state and archive, which all spiders of a process share."""

    def __init__(self, settings: CrawlSettings, on_broken: Callable[[str], None]) -> None:
        self.settings = settings
        self._on_broken = on_broken
        self.state = State(settings.archive / "state.sqlite")
        self._writer = ArchiveWriter(
            settings.archive,
            user_agent=settings.user_agent,
            max_bytes=settings.limits.archive_file_mb * MEGABYTE,
            max_age=timedelta(seconds=seconds(settings.limits.archive_file_age)),
            on_closed=self._file_closed,
        )
        self._closed_files: list[str] = []

    def archived(self, exchange: Exchange, *, outlet: str, page: str, original: Original | None) -> Written:
        """Append an exchange to the archive and gather its index entry.

        Where the archive can't be written, nothing that is fetched may be used: the whole session ends, by Refused.
        """
        try:
            written = self._writer.append(exchange, outlet=outlet, page=page, original=original)
        except OSError as error:
            message = f"{self.settings.archive}: {error.strerror}"
            self._on_broken(message)
            raise Refused("archive", message, site_wide=True) from error
        mime = next(
            (value for name, value in exchange.response_headers if name.lower() == b"content-type"), b""
        )
        self.state.put_capture(
            Capture(
                key=self.state.key(outlet, exchange.address),
                at=written.at,
                address=exchange.address,
                outlet=outlet,
                page=page,
                type=written.type,
                status=exchange.status,
                mime=mime.decode("latin-1").partition(";")[0].strip(),
                digest=written.digest,
                file=written.file,
                offset=written.offset,
                length=written.length,
            )
        )
        self.state.put_file(written.file, indexed_to=written.offset + written.length, closed=False)
        return written

    @contextlib.contextmanager
    def ending_if_unwritable(self) -> Iterator[None]:
        """End the session, cleanly and with one message, where the state can't be written in a ``with`` block."""
        try:
            yield
        except OSError as error:
            if error.filename != str(self.state.path):
                raise
            self._on_broken(f"{error.filename}: {error.strerror}")

    async def keep_safe(self) -> None:
        """Put archive and then state on disk every second, for ever."""
        while True:
            await asyncio.sleep(SYNC_SECONDS)
            try:
                await asyncio.to_thread(self._writer.sync)
                self.keep()
            except OSError as error:
                self._on_broken(f"{error.filename or self.settings.archive}: {error.strerror}")

    def keep(self) -> None:
        """Put the state on disk, after what it speaks of in the archive. Raises OSError where the disk is full."""
        self._writer.sync()
        self.state.flush()
        while self._closed_files:
            file = self._closed_files[-1]
            write_cdxj(self.settings.archive, file, self.state.captures_of_file(file))
            self.state.forget_captures(file, before=warc_date(now() - timedelta(days=INDEX_DAYS)))
            self._closed_files.pop()

    def close(self) -> None:
        """Finish the WARC file and the state. What a full disk keeps from being written is in the archive."""
        try:
            self._writer.close()
            self.keep()
            self.state.close()
        except OSError as error:
            self._on_broken(f"{error.filename or self.settings.archive}: {error.strerror}")

    def _file_closed(self, file: str, size: int) -> None:
        self.state.put_file(file, indexed_to=size, closed=True)
        self._closed_files.append(file)


class Session:
    """Visits outlets, each when asked to, in Scrapy's reactor, which it starts and ends: one per process.

    Visits of one site follow each other, so that its delay holds for all of them.
    """

    def __init__(self, settings: CrawlSettings, tell: Tell = lambda event: None) -> None:
        self.settings = settings
        self._tell = tell
        self._process = AsyncCrawlerProcess(process_settings(settings))
        configure_logging(settings.log_level, json_lines=settings.json_logs)
        self._loop = asyncio.get_event_loop()
        self._stopped = asyncio.Event()
        self._broken: str | None = None
        self._shared = Archived(settings, on_broken=self._break)
        self._proxy: GuardedProxy | None = None
        self._sites: defaultdict[str, asyncio.Lock] = defaultdict(asyncio.Lock)
        self._room = asyncio.Semaphore(AT_ONCE)
        self._tasks: set[asyncio.Task[Any]] = set()
        self._visits: set[asyncio.Task[OutletReport]] = set()
        self.running: dict[str, OutletReport] = {}
        """Reports of the visits that are under way."""

    @property
    def state(self) -> State:
        """The state that the visits keep."""
        return self._shared.state

    def run(
        self, outlets: Sequence[Outlet], *, stop: threading.Event | None = None, stay: bool = False
    ) -> None:
        """Visit outlets; return when all visits are over or, with ``stay``, when told to stop.

        SIGTERM, SIGINT and setting ``stop`` end the visits early and cleanly, as does an archive that can't be written.
        """
        for outlet in outlets:
            self.visit(outlet)
        self._keep(self._shared.keep_safe())
        self._keep(self._tell_progress())
        self._keep(self._stop_when(stop, stay))
        for number in (signal.SIGTERM, signal.SIGINT):
            self._loop.add_signal_handler(number, self._stopped.set)
        try:
            self._process.start(stop_after_crawl=False, install_signal_handlers=False)
            for report in list(self.running.values()):
                self._conclude(report, "shutdown")
        finally:
            self._shared.close()
        if self._broken:
            self._tell({"event": "broken", "message": self._broken})

    def call(self, function: Callable[[], object]) -> None:
        """Have something done in the reactor's thread; may be called from another one."""
        self._loop.call_soon_threadsafe(function)

    def visit(self, outlet: Outlet, *, due_only: bool = False) -> "asyncio.Task[OutletReport]":
        """Begin a visit of an outlet and return the task, which gives its report.

        With ``due_only`` entry points that are not due yet are left out.
        """
        task = self._loop.create_task(self._visit(outlet, due_only))
        self._visits.add(task)
        task.add_done_callback(self._visits.discard)
        return task

    async def _visit(self, outlet: Outlet, due_only: bool) -> OutletReport:
        async with self._room, self._sites[outlet.site]:
            report = OutletReport(outlet.name, started_at=clock.now(), ledger=self.settings.ledger)
            self.running[outlet.name] = report
            reason = "crashed"
            try:
                longest = YEAR if outlet.entry_points else 0.0
                self.state.heal_clock(outlet.name, now=report.started_at, longest=longest)
                crawler = self._crawler(outlet)
                await self._process.crawl(
                    crawler, outlet=outlet, run=self._shared, report=report, due_only=due_only
                )
                reason = (crawler.stats and crawler.stats.get_value("finish_reason")) or "crashed"
                exceptions = crawler.stats.get_value("spider_exceptions/count") if crawler.stats else 0
                if exceptions:
                    report.problem("spider", report.outlet, "see the log", cases=exceptions)
            except AccessError as error:
                report.problem("access", str(outlet.home), str(error))
            except Exception as error:
                report.problem("spider", report.outlet, repr(error))
                logger.error("the spider of %s failed", report.outlet, exc_info=error)
            self._conclude(report, reason)
            return report

    def _crawler(self, outlet: Outlet) -> Crawler:
        if outlet.render and self._proxy is None:
            self._proxy = GuardedProxy(self.settings.limits.allowed_hosts)
            self._keep(self._proxy.serve())
        port = self._proxy.port if self._proxy else 0
        return Crawler(OutletSpider, outlet_settings(self.settings, outlet, proxy_port=port))

    def _conclude(self, report: OutletReport, reason: str) -> None:
        del self.running[report.outlet]
        report.reason = "archive" if self._broken else reason
        report.ended_at = clock.now()
        try:
            self._shared.keep()
            report.waiting = self.state.count_due(report.outlet, now=report.started_at)
            self.state.put_visit(report.as_dict())
            forget_meant(report.outlet, self.state)
        except OSError as error:
            self._break(f"{error.filename or self.settings.archive}: {error.strerror}")
            report.reason = "archive"
        self._tell_problems(report)
        self._tell({"event": "report", **report.as_dict()})

    def _break(self, message: str) -> None:
        """End the session, since the archive or the state can't be written."""
        self._broken = self._broken or message
        self._stopped.set()

    def _keep(self, coroutine: Any) -> None:
        """Run a task beside the visits; the event loop itself keeps only weak references."""
        task = self._loop.create_task(coroutine)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _tell_progress(self) -> None:
        """Tell every half second how far each visit is, and which addresses made trouble since."""
        while True:
            await asyncio.sleep(0.5)
            self._tell({"event": "alive"})
            for name, report in list(self.running.items()):
                self._tell(
                    {"event": "progress", "outlet": name, "pages": report.pages, "found": report.found}
                )
                self._tell_problems(report)

    def _tell_problems(self, report: OutletReport) -> None:
        for problem in report.untold():
            self._tell({"event": "problem", "outlet": report.outlet, **asdict(problem)})

    async def _stop_when(self, asked: threading.Event | None, stay: bool) -> None:
        """End when told to or when there is nothing left to do.

        Requests in flight get a few seconds, then the reactor stops regardless.
        """
        from twisted.internet import reactor

        while not self._stopped.is_set() and not (asked and asked.is_set()) and (stay or self._visits):
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._stopped.wait(), timeout=0.1)
        deadline = time.monotonic() + STOP_SECONDS
        if self._visits:
            await asyncio.wait([asyncio.ensure_future(self._process.stop())], timeout=STOP_SECONDS)
            # A crawler told to stop while it was starting ignores that, so it is the visits that are waited for.
            if self._visits:
                await asyncio.wait(self._visits, timeout=max(0.0, deadline - time.monotonic()))
        reactor.stop()  # type: ignore[misc]
