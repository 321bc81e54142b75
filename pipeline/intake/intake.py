"""The intake itself: from the archive's unread end to the ledger, batch by batch."""

import os
from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from itertools import chain, islice
from multiprocessing import get_context, parent_process
from pathlib import Path
from threading import Thread

from newstally.crawler.settings import Outlet
from newstally.extract.words import own_folder, use_folder
from newstally.pipeline.configuration import Configuration
from newstally.pipeline.intake.archive import Stretch, archive_files, unread
from newstally.pipeline.intake.judged import Judged, joined, judge
from newstally.pipeline.intake.pages import PageReader
from newstally.pipeline.ledger.corrections import take_in_corrections
from newstally.pipeline.ledger.store import reading, writing
from newstally.pipeline.ledger.tables import Batch, join_batches
from newstally.pipeline.ledger.write import Added, new_run, utc_now, write_batch
from newstally.pipeline.watches.noticing import note_batch

STRETCH = 20
"""Records that are read at a time; a worker gets that many."""

AHEAD = 10
"""Stretches that wait for a worker, so that none is idle while a batch is written."""

BATCH = 200
"""Pages that go into the ledger in one transaction: few enough that a reader never waits long."""


@dataclass(slots=True)
class IntakeReport:
    """What an intake added, in all and by outlet, and what it left out and why."""

    added: Added = field(default_factory=Added)
    by_outlet: dict[str, Added] = field(default_factory=dict)
    problems: list[str] = field(default_factory=list)
    left_out: Counter[str] = field(default_factory=Counter)
    """Records that tell the ledger nothing, by reason."""
    judged: dict[str, Judged] = field(default_factory=dict)
    """What became of the pages, by outlet."""

    def include(self, added: Added, by_outlet: dict[str, Added], batch: Batch) -> None:
        """Add what one batch did."""
        self.added += added
        for outlet, share in by_outlet.items():
            self.by_outlet[outlet] = self.by_outlet.get(outlet, Added()) + share
        self.problems += batch.problems
        self.left_out += batch.left_out
        self.judged = joined([self.judged, judge(batch)])

    def no_articles(self) -> Counter[str]:
        """Return the records that gave no article, by reason."""
        refused = (judged.refused for judged in self.judged.values())
        return sum(refused, Counter[str]()) + self.left_out


Progress = Callable[[IntakeReport], None]


def read_stretches(
    stretches: Iterable[Stretch], outlets: tuple[Outlet, ...], *, jobs: int, reader: PageReader | None = None
) -> Iterator[Batch]:
    """Yield the batch of each stretch, in order, read by ``jobs`` processes."""
    if jobs <= 1:
        reader = reader or PageReader(outlets)
        yield from map(reader.batch, stretches)
        return
    waiting = iter(stretches)
    with ProcessPoolExecutor(jobs, get_context("spawn"), _start_worker, (outlets, own_folder())) as pool:
        running = deque(pool.submit(_read_in_worker, stretch) for stretch in islice(waiting, jobs + AHEAD))
        while running:
            read = running.popleft().result()
            running += [pool.submit(_read_in_worker, stretch) for stretch in islice(waiting, 1)]
            yield read


_worker: list[PageReader] = []


def _start_worker(outlets: tuple[Outlet, ...], words: Path | None) -> None:
    use_folder(words)
    Thread(target=end_with_parent, daemon=True).start()
    _worker[:] = [PageReader(outlets)]


def end_with_parent() -> None:
    """End this worker when the process that started it is gone: killed, it could not tell its workers to stop."""
    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _read_in_worker(stretch: Stretch) -> Batch:
    return _worker[0].batch(stretch)


def gather(batches: Iterable[Batch], size: int) -> Iterator[Batch]:
    """Yield batches joined to at least ``size`` pages, and what is left at the end."""
    waiting: list[Batch] = []
    for batch in batches:
        waiting.append(batch)
        if sum(map(len, waiting)) >= size:
            yield join_batches(waiting)
            waiting = []
    if waiting:
        yield join_batches(waiting)


def read_marks(ledger: Path) -> dict[str, int]:
    """Return how far each WARC file has been taken into the ledger; empty if there is no ledger yet."""
    if not ledger.exists():
        return {}
    with reading(ledger) as connection:
        return dict(connection.execute("SELECT file, read_to FROM archive_marks").fetchall())


class Intake:
    """Takes new records of an archive into the ledger, as often as asked; models stay loaded in between."""

    def __init__(
        self, configuration: Configuration, command: str = "crawl", *, reader: PageReader | None = None
    ) -> None:
        use_folder(configuration.language_data)  # in the process that reads, whichever that is
        self.ledger = configuration.ledger
        self.archive = configuration.archive
        self.outlets = tuple(configuration.outlets)
        self.watches, self.channels = configuration.watches, configuration.channels
        self.run = new_run(command)
        self._reader = reader

    def run_once(
        self,
        on_progress: Progress | None = None,
        *,
        files: Iterable[Path] | None = None,
        jobs: int = 1,
        batch_size: int = BATCH,
    ) -> IntakeReport:
        """Take in what is new and return what that was.

        ``files`` are WARC files that are complete; without them those of the archive are read, the last of which may
        still be growing.
        """
        report = IntakeReport()
        take_in_corrections(self.ledger, self.archive)
        growing = files is None
        chosen = archive_files(self.archive) if files is None else list(files)
        found = unread(chosen, self.ledger, read_marks(self.ledger), size=STRETCH, growing=growing)
        first = next(found, None)
        if first is None:
            return report
        if jobs <= 1 and self._reader is None:
            self._reader = PageReader(self.outlets)
        batches = read_stretches(chain([first], found), self.outlets, jobs=jobs, reader=self._reader)
        for batch in gather(batches, batch_size):
            self._write(batch, report)
            if on_progress is not None:
                on_progress(report)
        return report

    def _write(self, batch: Batch, report: IntakeReport) -> None:
        with writing(self.ledger) as connection:
            added, by_outlet = write_batch(connection, batch, self.run)
            if self.watches and added.pages:
                note_batch(connection, self.watches, self.channels, utc_now())
        report.include(added, by_outlet, batch)


def take_in(
    configuration: Configuration, *, on_progress: Progress | None = None, jobs: int = 1
) -> IntakeReport:
    """Take the archive's new records into the ledger, once."""
    return Intake(configuration).run_once(on_progress, jobs=jobs)
