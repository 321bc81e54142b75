"""File task: reads one WARC file into a result. It is what is handed to a process, a core or a machine.

The pages are read in a process of their own (``page_process``), which is watched from here: one that hangs at a page is
ended, one that died is begun anew behind its last part, and a page that did either twice is passed over and told.
"""

import time
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from hashlib import blake2b
from multiprocessing.connection import Connection
from pathlib import Path

from newstally.crawler.settings import Outlet
from newstally.extract.words import own_folder, use_folder
from newstally.pipeline.bulk.addresses import FetchError, fetched, version_of
from newstally.pipeline.bulk.filters import Filters
from newstally.pipeline.bulk.page_process import Order, read_pages
from newstally.pipeline.bulk.results import BeingReadError, Known, Results, digest_of, parts_of
from newstally.pipeline.intake.pool import nursery
from newstally.pipeline.ledger.version import extractor_version

HANGS, DEATHS = 2, 3
"""Times that reading hangs at one record, or dies there, before that is passed over: the first may have had another
cause."""

BEGINNINGS = 5
"""Times in a row that a page process may fail before it comes to a record."""

GLANCE = 0.5
"""Seconds after which it is looked whether the task is to stop."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What reading may take."""

    page_seconds: float = 60.0
    """What one page may take."""
    page_memory: int = 1_500_000_000
    """Bytes that reading one page may take."""
    resident: int = 900_000_000
    """Bytes of memory from which on a page process gives way to a fresh one."""
    start_seconds: float = 120.0
    """What a page process may take to begin: the first one loads the libraries and models."""


@dataclass(frozen=True, slots=True)
class FileTask:
    """One file to be read: its address, how the ledger names it, and how."""

    address: str
    name: str
    results: Path
    filters: Filters = field(default_factory=Filters)
    limits: Limits = field(default_factory=Limits)
    outlets: tuple[Outlet, ...] = ()
    words: Path | None = None
    spool: Path | None = None


@dataclass(frozen=True, slots=True)
class FileOutcome:
    """What became of a file: its result, or why there is none."""

    task: FileTask
    result: Path | None = None
    failure: str | None = None
    busy: bool = False
    """Whether another process is at it, and it is only to be waited for."""
    pages: int = 0
    articles: int = 0
    seconds: float = 0.0


class StoppedError(Exception):
    """The task was to stop; what it had read by then is kept for the next time."""


def read_file(task: FileTask, stopped: Callable[[], bool] = lambda: False) -> FileOutcome:
    """Read a file into a result, unless it has one. Whatever goes wrong with the file is in the outcome.

    Raises StoppedError soon after ``stopped`` says so.
    """
    started = time.monotonic()
    try:
        use_folder(task.words)
        result = _finished(task) or _read(task, stopped)
    except FetchError as error:
        return FileOutcome(task, failure=f"can't be had: {error}")
    except BeingReadError as error:
        return FileOutcome(task, failure=str(error), busy=True)
    except OSError as error:
        what = f"{error.filename}: " if error.filename else ""
        return FileOutcome(task, failure=f"{what}{error.strerror or error}")
    parts = parts_of(result)
    return FileOutcome(
        task,
        result,
        pages=sum(part.pages for part in parts),
        articles=sum(part.articles for part in parts),
        seconds=time.monotonic() - started,
    )


def result_name(task: FileTask, digest: str) -> str:
    """Return the name of a file's result: by its content, what reads it, and what of it is wanted."""
    wanted = blake2b(repr((_told(task.filters), task.outlets)).encode(), digest_size=4).hexdigest()
    return f"{digest}-{extractor_version()}-{wanted}"


def _told(filters: Filters) -> tuple[object, ...]:
    return (filters.languages, sorted(filters.hosts), filters.since, filters.until, filters.numeral)


def _finished(task: FileTask) -> Path | None:
    """Return the result that a file has already, as far as that can be told without its content."""
    results = Results(task.results)
    known = results.known(task.address)
    if known is None or known.version != version_of(task.address):
        return None
    return results.finished(result_name(task, known.digest))


def _read(task: FileTask, stopped: Callable[[], bool]) -> Path:
    results = Results(task.results)
    version = version_of(task.address)
    with fetched(task.address, task.spool) as path:
        digest = digest_of(path)
        name = result_name(task, digest)
        finished = results.finished(name)
        if finished is None:
            with results.unfinished(name) as folder:
                finished = results.finished(name)
                if finished is None:
                    _fill(task, path, folder, stopped)
                    finished = results.finish(folder, name)
        results.remember(task.address, Known(version, digest, path.stat().st_size))
    return finished


def _fill(task: FileTask, path: Path, folder: Path, stopped: Callable[[], bool]) -> None:
    """Have page processes read the file until the result has all its parts."""
    strikes: Counter[tuple[int, bool]] = Counter()
    skip: dict[int, str] = {}
    never_begun = 0
    while True:
        parts = parts_of(folder)
        start = parts[-1].read_to if parts else 0
        if parts and start >= path.stat().st_size:
            return
        fault = _Watch(_order(task, path, folder, start, len(parts), skip), task.limits, stopped).run()
        if fault is None:
            continue
        if fault.offset is None:
            never_begun += 1
            if never_begun >= BEGINNINGS:
                raise OSError(f"no process that reads it could begin: {fault.what}")
            continue
        never_begun = 0
        strikes[fault.offset, fault.hung] += 1
        if strikes[fault.offset, fault.hung] >= (HANGS if fault.hung else DEATHS):
            skip[fault.offset] = fault.what


def _order(task: FileTask, path: Path, folder: Path, start: int, part: int, skip: Mapping[int, str]) -> Order:
    return Order(
        path=path,
        name=task.name,
        folder=folder,
        start=start,
        part=part,
        skip=skip,
        outlets=task.outlets,
        words=own_folder(),
        filters=task.filters,
        memory=task.limits.page_memory,
        resident=task.limits.resident,
    )


@dataclass(frozen=True, slots=True)
class Fault:
    """How a page process failed, and at which record; None if it had not come to one."""

    offset: int | None
    what: str
    hung: bool


@dataclass(slots=True)
class _Watch:
    """Watches one page process."""

    order: Order
    limits: Limits
    stopped: Callable[[], bool]
    begun: bool = False
    at: int | None = None
    ended: bool = False

    def run(self) -> Fault | None:
        """Return None if the process did its work, else what was wrong."""
        context = nursery()
        ours, theirs = context.Pipe(duplex=False)
        process = context.Process(target=read_pages, args=(self.order, theirs), name="newstally pages")
        process.start()
        theirs.close()
        try:
            hung = self._follow(ours)
        finally:
            if not self.ended:
                process.kill()
            process.join()
            ours.close()
        if self.ended:
            return None
        return Fault(
            self.at, hung or f"ended the process that read it (exit code {process.exitcode})", bool(hung)
        )

    def _follow(self, ours: Connection) -> str | None:
        """Take in what the process tells until it ends. Returns why it is to be ended, None if it ended itself."""
        last = time.monotonic()
        while True:
            if self.stopped():
                raise StoppedError
            if not ours.poll(GLANCE):
                patience = self.limits.page_seconds if self.begun else self.limits.start_seconds
                if time.monotonic() - last > patience:
                    return f"took more than {patience:.0f} seconds to read"
                continue
            last = time.monotonic()
            try:
                kind, *told = ours.recv()
            except EOFError:
                return None
            self.begun = True
            if kind == "at":
                self.at = told[0]
            elif kind in {"end", "fresh"}:
                self.ended = True
                return None
