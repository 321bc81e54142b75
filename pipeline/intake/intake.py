"""The intake itself: from the archive's unread end to the ledger, batch by batch."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from itertools import chain, islice
from pathlib import Path

from newstally.crawler.settings import Outlet
from newstally.extract.collector import paused
from newstally.extract.words import use_folder
from newstally.pipeline.configuration import Configuration
from newstally.pipeline.intake.archive import archive_files, unread
from newstally.pipeline.intake.pages import PageReader
from newstally.pipeline.intake.pool import ReaderPool
from newstally.pipeline.intake.report import IntakeReport
from newstally.pipeline.intake.templates import Templates
from newstally.pipeline.ledger.corrections import take_in_corrections
from newstally.pipeline.ledger.place import Place
from newstally.pipeline.ledger.store import exists, reading, writing
from newstally.pipeline.ledger.tables import Batch, join_batches
from newstally.pipeline.ledger.write import new_run, utc_now, write_batch
from newstally.pipeline.watches.noticing import note_batch

STRETCH = 20
"""Records that are read at a time; a reader process gets that many."""

BATCH = 200
"""Pages that go into the ledger in one transaction: few enough that a reader never waits long."""


Progress = Callable[[IntakeReport], None]


def page_readers(outlets: Iterable[Outlet], jobs: int, *, niceness: int = 0) -> PageReader | ReaderPool:
    """Return what reads pages with so many processes: this one alone, or a pool. Whoever asks closes it."""
    return PageReader(outlets) if jobs <= 1 else ReaderPool(outlets, jobs, niceness=niceness)


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


def read_marks(ledger: Place) -> dict[str, int]:
    """Return how far each WARC file has been taken into the ledger; empty if there is no ledger yet."""
    if not exists(ledger):
        return {}
    with reading(ledger) as connection:
        return dict(connection.execute("SELECT file, read_to FROM archive_marks").fetchall())


class Intake:
    """Takes new records of an archive into the ledger, as often as asked; models stay loaded in between."""

    def __init__(
        self,
        configuration: Configuration,
        command: str = "crawl",
        *,
        reader: PageReader | None = None,
        jobs: int = 1,
        niceness: int = 0,
    ) -> None:
        """``reader`` reads the pages, if there is one that has its models loaded; else ``jobs`` processes do."""
        use_folder(configuration.language_data)  # in the process that reads, whichever that is
        self.ledger = configuration.ledger
        self.archive = configuration.archive
        self.templates = Templates(configuration.archive, configuration.ledger)
        self.outlets = tuple(configuration.outlets)
        self.watches, self.channels = configuration.watches, configuration.channels
        self.run = new_run(command)
        self._jobs, self._niceness = jobs, niceness
        self._reader = reader
        self._pool: ReaderPool | None = None

    def run_once(
        self,
        on_progress: Progress | None = None,
        *,
        files: Iterable[Path] | None = None,
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
        found = self.templates.attached(found)
        begin = list(islice(found, 2))
        if not begin:
            return report
        readers = self._readers(few=len(begin) == 1)
        batches = readers.read(chain(begin, found))
        for batch in gather(batches, batch_size):
            self.write(batch, report)
            if on_progress is not None:
                on_progress(report)
        return report

    def _readers(self, few: bool) -> PageReader | ReaderPool:
        """Return what reads the pages: of ``few`` pages this process does it sooner than others are started."""
        if self._pool is None and self._jobs > 1 and self._reader is None and not few:
            self._pool = ReaderPool(self.outlets, self._jobs, niceness=self._niceness)
        if self._pool is not None:
            return self._pool
        if self._reader is None:
            self._reader = PageReader(self.outlets)
        return self._reader

    def close(self) -> None:
        """End the reader processes, if there are any."""
        if self._pool is not None:
            self._pool.close()

    def write(self, batch: Batch, report: IntakeReport) -> None:
        """Take a batch into the ledger in one transaction, and include what that added in a report."""
        with paused(), writing(self.ledger) as connection:
            added, by_outlet = write_batch(connection, batch, self.run)
            if self.watches and added.pages:
                note_batch(connection, self.watches, self.channels, utc_now())
        report.include(added, by_outlet, batch)


def take_in(
    configuration: Configuration, *, on_progress: Progress | None = None, jobs: int = 1
) -> IntakeReport:
    """Take the archive's new records into the ledger, once."""
    with closing(Intake(configuration, jobs=jobs)) as intake:
        return intake.run_once(on_progress)
