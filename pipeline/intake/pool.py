"""Pool: reader processes that stay. Pages are handed out in stretches and come back as batches, in order.

The processes are forked from one that has everything loaded (``nursery``). One that dies, for want of memory or by a
fault in a library, costs nothing but the page that was to blame.
"""

import os
import signal
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import replace
from itertools import islice
from multiprocessing import parent_process
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING

from newstally.crawler.settings import Outlet
from newstally.extract.words import own_folder, use_folder
from newstally.pipeline.forking import nursery
from newstally.pipeline.intake.archive import Stretch
from newstally.pipeline.ledger.tables import Batch

if TYPE_CHECKING:
    from newstally.pipeline.intake.pages import PageReader

AHEAD = 10
"""Stretches that wait for a reader, so that none is idle while a batch is written."""


def cores() -> int:
    """Return how many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


class ReaderPool:
    """Processes that read pages, started at the first stretch and kept until ``close``."""

    def __init__(self, outlets: Iterable[Outlet] = (), jobs: int = 2, *, niceness: int = 0) -> None:
        """``niceness`` is added to that of this process: readers beside a crawl let its requests go first."""
        self._outlets = tuple(outlets)
        self._jobs = jobs
        self._niceness = niceness
        self._executor: ProcessPoolExecutor | None = None

    def read(self, stretches: Iterable[Stretch]) -> Iterator[Batch]:
        """Yield the batch of each stretch, in order."""
        waiting = iter(stretches)
        running: deque[tuple[Stretch, Future[Batch]]] = deque()
        while True:
            running += [(one, self._submit(one)) for one in islice(waiting, self._room(len(running)))]
            if not running:
                return
            stretch, future = running.popleft()
            try:
                yield future.result()
            except BrokenProcessPool:
                held = [stretch, *(one for one, _ in running)]
                running.clear()
                yield from (batch for one in held for batch in self._read_alone(one))

    def _room(self, running: int) -> int:
        return max(0, self._jobs + AHEAD - running)

    def _read_alone(self, stretch: Stretch) -> Iterator[Batch]:
        """Yield the batches of a stretch that was under way when a reader died, without the page that it dies of."""
        self.close()
        try:
            yield self._submit(stretch).result()
            return
        except BrokenProcessPool:
            pass
        self.close()
        if len(stretch.records) > 1:
            for part in _halves(stretch):
                yield from self._read_alone(part)
            return
        told = tuple(
            f"{record.file}@{record.offset} ({record.url}): the process that read it died"
            for record in stretch.records
        )
        yield self._submit(replace(stretch, records=(), problems=stretch.problems + told)).result()

    def _submit(self, stretch: Stretch) -> Future[Batch]:
        if self._executor is None:
            arguments = (self._outlets, own_folder(), self._niceness)
            self._executor = ProcessPoolExecutor(self._jobs, nursery(), _start_reader, arguments)
        try:
            return self._executor.submit(_read, stretch)
        except BrokenProcessPool as error:  # one died while none of its work was waited for
            failed: Future[Batch] = Future()
            failed.set_exception(error)
            return failed

    def close(self) -> None:
        """End the processes, when they have finished the stretch that they are at."""
        if self._executor is not None:
            self._executor.shutdown(cancel_futures=True)
            self._executor = None


def _halves(stretch: Stretch) -> tuple[Stretch, Stretch]:
    middle = len(stretch.records) // 2
    first, second = stretch.records[:middle], stretch.records[middle:]
    return replace(stretch, records=first, read_to=first[-1].end), replace(
        stretch, records=second, problems=()
    )


_reader: "list[PageReader]" = []


def _start_reader(outlets: tuple[Outlet, ...], words: Path | None, niceness: int) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for who started us
    os.nice(niceness)
    Thread(target=end_with_parent, daemon=True).start()
    _reader[:] = [forked_reader(outlets, words)]


def forked_reader(outlets: Iterable[Outlet], words: Path | None) -> "PageReader":
    """Return this process's reader: the nursery's, unless it is to read with a user's own words."""
    from newstally.pipeline.intake.pages import PageReader

    use_folder(words)
    if words is not None:
        return PageReader(outlets)
    from newstally.pipeline.intake.nursery import READER

    return READER.of_outlets(outlets)


def end_with_parent() -> None:
    """End this worker when the process that started it is gone: killed, it could not tell its workers to stop."""
    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _read(stretch: Stretch) -> Batch:
    return _reader[0].batch(stretch)
