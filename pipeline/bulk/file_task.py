"""File task: reads one WARC file into a result. It is what is handed to a process, a core or a machine.

The pages are read in a process of their own (``page_process``), which is watched from here: one that hangs at a page is
ended, one that died is begun anew behind its last part, and a page that did either twice is passed over and told.
"""

import time
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from hashlib import blake2b
from pathlib import Path
from typing import Literal

from newstally.crawler.settings import Outlet
from newstally.extract.words import own_folder, use_folder
from newstally.pipeline.bulk.addresses import FetchError, fetched, version_of
from newstally.pipeline.bulk.filters import Filters
from newstally.pipeline.bulk.kept_processes import PageProcess, keep, page_process
from newstally.pipeline.bulk.page_process import Order
from newstally.pipeline.bulk.results import (
    BeingReadError,
    Known,
    Results,
    all_parts_of,
    digest_of,
    parts_of,
    write_part,
)
from newstally.pipeline.ledger.rows import make_batch
from newstally.pipeline.ledger.version import extractor_version
from newstally.pipeline.warc import following_record

STRIKES = {"hung": 2, "died": 3}
"""Times that reading hangs at one record, or dies there, before that is passed over: the first may have had another
cause."""

IN_VAIN = 8
"""Page processes in a row that may fail without a part being written or a record being found to blame."""

GLANCE = 0.5
"""Seconds after which it is looked whether the task is to stop."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What reading may take."""

    page_seconds: float = 60.0
    """What one page may take."""
    page_memory: int = 1_500_000_000
    """Bytes that reading one page may take."""
    resident: int = 1_050_000_000
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
        result = _former_result(task) or _read(task, stopped)
        parts = all_parts_of(result)
    except FetchError as error:
        return FileOutcome(task, failure=f"can't be had: {error}")
    except BeingReadError as error:
        return FileOutcome(task, failure=str(error), busy=True)
    except OSError as error:
        what = f"{error.filename}: " if error.filename else ""
        return FileOutcome(task, failure=f"{what}{error.strerror or error}")
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


def _former_result(task: FileTask) -> Path | None:
    """Return the result that a file has already, as far as that can be told without its content.

    Raises FetchError if the file can't be had.
    """
    results = Results(task.results)
    known = results.known(task.address)
    if known is None or known.version != version_of(task.address):
        return None
    return results.finished(result_name(task, known.digest))


def leftover(task: FileTask) -> Path | None:
    """Return the result that a run left of a file that it had read, None if there is none."""
    results = Results(task.results)
    known = results.known(task.address)
    return None if known is None else results.finished(result_name(task, known.digest))


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
    strikes: Counter[tuple[int | None, str]] = Counter()
    faults: dict[int, Fault] = {}
    size = path.stat().st_size
    known, in_vain = -1, 0
    while True:
        parts = parts_of(folder)
        in_vain = 0 if len(parts) + len(faults) > known else in_vain + 1
        known = len(parts) + len(faults)
        if in_vain > IN_VAIN:
            raise OSError(f"reading does not get beyond offset {parts[-1].read_to if parts else 0}")
        start = parts[-1].read_to if parts else 0
        if parts and start >= size:
            return
        if start in faults and not faults[start].reading:
            _pass_over(task, path, folder, len(parts), faults[start])
            continue
        fault = _Watch(_order(task, path, folder, start, len(parts), faults), task.limits, stopped).run()
        if fault is None:
            continue
        strikes[fault.offset, fault.kind] += 1
        if strikes[fault.offset, fault.kind] < STRIKES[fault.kind]:
            continue
        if fault.offset is None:
            raise OSError(f"no process that reads it could begin: {fault.what}")
        faults[fault.offset] = fault


def _order(
    task: FileTask, path: Path, folder: Path, start: int, part: int, faults: Mapping[int, "Fault"]
) -> Order:
    unpacked = [offset for offset, fault in faults.items() if not fault.reading and offset > start]
    return Order(
        path=path,
        name=task.name,
        folder=folder,
        start=start,
        until=min(unpacked, default=None),
        part=part,
        skip={offset: fault.what for offset, fault in faults.items() if fault.reading},
        outlets=task.outlets,
        words=own_folder(),
        filters=task.filters,
        memory=task.limits.page_memory,
        resident=task.limits.resident,
    )


def _pass_over(task: FileTask, path: Path, folder: Path, part: int, fault: "Fault") -> None:
    """Write a part that holds nothing but what is wrong with a record that can't be taken from the file."""
    batch = make_batch(())
    batch.problems = [f"{task.name}@{fault.offset}: {fault.what}"]
    write_part(folder, part, batch, following_record(path, fault.offset or 0))


@dataclass(frozen=True, slots=True)
class Fault:
    """How a page process failed, and at which record; None if it had not come to one."""

    offset: int | None
    kind: Literal["hung", "died"]
    what: str
    reading: bool
    """Whether the record was out of the file, and its page was being read."""


@dataclass(slots=True)
class _Watch:
    """Watches one page process."""

    order: Order
    limits: Limits
    stopped: Callable[[], bool]
    at: int | None = None
    reading: bool = False
    fault: str | None = None
    ended: bool = False
    goes_on: bool = False
    """Whether the process waits for another file."""

    def run(self) -> Fault | None:
        """Return None if the process did its work, else what was wrong."""
        process = page_process()
        process.begin(self.order)
        code = None
        try:
            hung = self._follow(process)
        finally:
            if self.goes_on:
                keep(process)
            else:
                code = process.end()
        if self.ended:
            return None
        if hung is not None:
            return Fault(self.at, "hung", hung, self.reading)
        died = f"ended the process that read it ({self.fault or f'exit code {code}'})"
        return Fault(self.at, "died", died, self.reading)

    def _follow(self, process: PageProcess) -> str | None:
        """Take in what the process tells until it ends. Returns why it is to be ended, None if it ended itself."""
        last = time.monotonic()
        while True:
            if self.stopped():
                raise StoppedError
            if not process.told.poll(GLANCE):
                patience = self.limits.start_seconds if self.at is None else self.limits.page_seconds
                if time.monotonic() - last > patience:
                    return f"took more than {patience:.0f} seconds to read"
                continue
            last = time.monotonic()
            try:
                kind, *told = process.told.recv()
            except (EOFError, ConnectionResetError):
                return None
            if kind in {"done", "end"}:
                self.ended, self.goes_on = True, kind == "done"
                return None
            if kind == "fault":
                self.fault = told[0]
            else:
                self.at, self.reading = told[0], kind == "reading"
