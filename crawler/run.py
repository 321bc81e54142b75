"""One run: the spiders of several outlets in one process, sharing an archive and a state."""

import asyncio
import contextlib
import logging
import signal
import threading
import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import asdict
from datetime import timedelta
from typing import Any

from scrapy.crawler import AsyncCrawlerProcess, Crawler

from newstally.crawler.addresses import page_key
from newstally.crawler.archive.index import write_cdxj
from newstally.crawler.archive.records import Exchange, Original
from newstally.crawler.archive.writer import ArchiveWriter, Written
from newstally.crawler.browser import GuardedProxy
from newstally.crawler.logs import configure_logging
from newstally.crawler.problems import Refused
from newstally.crawler.reports import OutletReport
from newstally.crawler.rows import Capture
from newstally.crawler.scrapy_settings import outlet_settings, process_settings
from newstally.crawler.settings import MEGABYTE, CrawlSettings, Outlet, seconds
from newstally.crawler.spider import OutletSpider
from newstally.crawler.state import State

SYNC_SECONDS = 1.0
"""How often what was fetched is put on disk: what a loss of power may cost."""

STOP_SECONDS = 4.0
"""How long requests in flight may take to end after the process was told to stop."""

logger = logging.getLogger("newstally.crawler")

Event = dict[str, Any]


class CrawlRun:
    """What the spiders of one process share: settings, state, archive."""

    def __init__(self, settings: CrawlSettings, on_broken: Callable[[], None]) -> None:
        self.settings = settings
        self.tasks: list[asyncio.Task[None]] = []
        """Tasks of the event loop; it keeps only weak references to them."""
        self._on_broken = on_broken
        self.state = State(settings.archive / "state.sqlite")
        self.archive = ArchiveWriter(
            settings.archive,
            user_agent=settings.user_agent,
            max_bytes=settings.limits.archive_file_mb * MEGABYTE,
            max_age=timedelta(seconds=seconds(settings.limits.archive_file_age)),
            on_closed=self._file_closed,
        )
        self._closed_files: list[str] = []

    def archived(self, exchange: Exchange, *, outlet: str, page: str, original: Original | None) -> Written:
        """Append an exchange to the archive and gather its index entry.

        Where the archive can't be written, nothing that is fetched may be used: the whole run ends, by Refused.
        """
        try:
            written = self.archive.append(exchange, outlet=outlet, page=page, original=original)
        except OSError as error:
            self._on_broken()
            raise Refused("archive", f"{self.settings.archive}: {error.strerror}", site_wide=True) from error
        mime = next(
            (value for name, value in exchange.response_headers if name.lower() == b"content-type"), b""
        )
        self.state.put_capture(
            Capture(
                key=page_key(exchange.address),
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

    async def keep_safe(self) -> None:
        """Put archive and then state on disk every second, for ever."""
        while True:
            await asyncio.sleep(SYNC_SECONDS)
            await asyncio.to_thread(self.archive.sync)
            self.keep()

    def close(self) -> None:
        """Finish the WARC file and the state."""
        self.archive.close()
        self.keep()
        self.state.close()

    def _file_closed(self, file: str, size: int) -> None:
        self.state.put_file(file, indexed_to=size, closed=True)
        self._closed_files.append(file)

    def keep(self) -> None:
        """Put the state on disk, after what it speaks of in the archive."""
        self.archive.sync()
        self.state.flush()
        while self._closed_files:
            file = self._closed_files.pop()
            write_cdxj(self.settings.archive, file, self.state.captures_of_file(file))


def crawl(
    settings: CrawlSettings,
    outlets: Sequence[Outlet],
    *,
    on_event: Callable[[Event], None] | None = None,
    stop: threading.Event | None = None,
) -> dict[str, OutletReport]:
    """Visit the outlets, archive what is new or changed, and return a report by outlet name.

    Starts and ends Scrapy's reactor, so it can be called once in a process, from its main thread. ``on_event`` gets
    progress as it comes. SIGTERM, SIGINT and setting ``stop`` end the run early and cleanly. Raises OSError where the
    archive can't be opened; if it can't be written later, the run ends with what there is.
    """
    process = AsyncCrawlerProcess(process_settings(settings))
    configure_logging(settings.log_level, json_lines=settings.json_logs)
    loop = asyncio.get_event_loop()
    stopped = asyncio.Event()
    run = CrawlRun(settings, on_broken=stopped.set)
    reports = {outlet.name: OutletReport(outlet.name, started_at=time.time()) for outlet in outlets}
    sites = Counter(outlet.site for outlet in outlets)
    proxy = GuardedProxy(settings.limits.allowed_hosts) if any(outlet.render for outlet in outlets) else None
    if proxy:
        run.tasks.append(loop.create_task(proxy.serve()))
    for outlet in outlets:
        sharing = sites[outlet.site]
        port = proxy.port if proxy else 0
        crawler = Crawler(OutletSpider, outlet_settings(settings, outlet, sharing=sharing, proxy_port=port))
        report = reports[outlet.name]
        task = process.crawl(crawler, outlet=outlet, run=run, report=report)
        run.tasks.append(loop.create_task(_finish(task, crawler, report, run, on_event)))
    run.tasks.append(loop.create_task(run.keep_safe()))
    run.tasks.append(loop.create_task(_stop_when(process, stopped, stop)))
    if on_event:
        run.tasks.append(loop.create_task(_tell_progress(reports, on_event)))
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stopped.set)
    try:
        process.start(install_signal_handlers=False)
        for report in reports.values():
            if report.reason == "running":
                _conclude(report, "shutdown", run, on_event)
    finally:
        run.close()
    return reports


async def _finish(
    task: "asyncio.Task[None]",
    crawler: Crawler,
    report: OutletReport,
    run: CrawlRun,
    on_event: Callable[[Event], None] | None,
) -> None:
    """Conclude an outlet's report when its spider has ended, well or by an exception."""
    await asyncio.wait([task])
    reason = crawler.stats.get_value("finish_reason") or "crashed"
    error = None if task.cancelled() else task.exception()
    if error is not None:
        report.problem("spider", report.outlet, repr(error))
        logger.error("the spider of %s failed", report.outlet, exc_info=error)
        reason = "crashed"
    exceptions = crawler.stats.get_value("spider_exceptions/count") or 0
    if exceptions:
        report.problem("spider", report.outlet, "see the log", cases=exceptions)
    _conclude(report, reason, run, on_event)


def _conclude(
    report: OutletReport, reason: str, run: CrawlRun, on_event: Callable[[Event], None] | None
) -> None:
    report.reason = reason
    report.ended_at = time.time()
    run.keep()
    report.waiting = run.state.count_due(report.outlet, now=report.started_at)
    run.state.put_visit(report.as_dict())
    if on_event:
        _tell_problems(report, on_event)
        on_event({"event": "report", **report.as_dict()})


async def _tell_progress(reports: dict[str, OutletReport], on_event: Callable[[Event], None]) -> None:
    """Tell every half second how far each outlet is, and which addresses made trouble since."""
    while True:
        await asyncio.sleep(0.5)
        for name, report in reports.items():
            on_event({"event": "progress", "outlet": name, "pages": report.pages, "found": report.found})
            _tell_problems(report, on_event)


def _tell_problems(report: OutletReport, on_event: Callable[[Event], None]) -> None:
    for problem in report.untold():
        on_event({"event": "problem", "outlet": report.outlet, **asdict(problem)})


async def _stop_when(
    process: AsyncCrawlerProcess, stopped: asyncio.Event, asked: threading.Event | None
) -> None:
    """End all spiders when told to: requests in flight get a few seconds, then the reactor stops regardless."""
    from twisted.internet import reactor

    while not stopped.is_set() and not (asked and asked.is_set()):
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(stopped.wait(), timeout=0.2)
    deadline = time.monotonic() + STOP_SECONDS
    await asyncio.wait([asyncio.ensure_future(process.stop())], timeout=STOP_SECONDS)
    # A crawler that was told to stop while it was starting ignores that, so it is the crawls that are waited for.
    await asyncio.wait([asyncio.ensure_future(process.join())], timeout=max(0.0, deadline - time.monotonic()))
    with contextlib.suppress(RuntimeError):  # it has stopped by itself
        reactor.stop()  # type: ignore[misc]
