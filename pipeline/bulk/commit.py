"""Commit: takes finished results into the ledger, each stretch of rows in one transaction with its mark.

The ledger's marks (table ``archive_marks``) tell up to where a file is in it, as they do of the archive. So a committer
that died in the middle of a result is followed by one that begins behind the last mark; and the same rows twice leave
the same ledger, whatever two committers do at once.
"""

from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from itertools import chain

from newstally.pipeline.bulk.addresses import is_remote, local_path
from newstally.pipeline.bulk.results import DamagedResultError, Finished, all_parts_of, read_part
from newstally.pipeline.configuration import Configuration
from newstally.pipeline.intake.archive import place_of
from newstally.pipeline.intake.intake import Intake, IntakeReport, gather, read_marks
from newstally.pipeline.ledger.place import Place
from newstally.pipeline.ledger.store import exists, reading
from newstally.pipeline.ledger.tables import Batch
from newstally.pipeline.ledger.write import FILTERED

PAGES = 500
"""Pages that go into the ledger in one transaction: a reader of a large ledger waits a second or two for that."""

SHARE = 500
"""... and of a ledger of more than a quarter of a million articles one for so many of them: each transaction searches
the whole index of copies once, so that an article costs no more in a large ledger than in a small one."""

MOST_PAGES = 20_000
"""... but no more than fit into memory with the stories that they touch."""


def ledger_name(address: str, ledger: Place) -> str:
    """Return how the ledger names a file: by its address, or by its path as it names those of the archive."""
    return address if is_remote(address) else place_of(local_path(address), ledger)


class Committer:
    """Takes results into the ledger of a configuration. One process does so at a time; others wait for their turn."""

    def __init__(
        self, configuration: Configuration, on_problem: Callable[[str], None], *, filtered: bool = False
    ) -> None:
        """``on_problem`` is told of each page that could not be read, or not whole, and why.

        ``filtered`` is noted in the ledger: whether pages of the files were left out that would be read otherwise.
        """
        self.report = IntakeReport()
        """What all results added."""
        self._on_problem = on_problem
        self.command = FILTERED if filtered else "bulk"
        """How the ledger's runs name it."""
        self._intake = Intake(configuration, self.command)

    def commit(self, finished: Iterable[Finished]) -> None:
        """Take in what the ledger doesn't have yet of results, several in one transaction where they are small.

        One that another run removes meanwhile, or that is damaged, is left out from there on; the ledger's marks tell.
        """
        batches = chain.from_iterable(map(self._missing, finished))
        for batch in gather(batches, self._batch_size()):
            self._intake.write(batch, self.report)
            for problem in self.report.problems:
                self._on_problem(problem)
            self.report.problems.clear()  # of millions of pages, not all fit into memory

    def _batch_size(self) -> int:
        if not exists(self._intake.ledger):
            return PAGES
        with reading(self._intake.ledger) as connection:
            row = connection.execute("SELECT count(*) FROM articles").fetchone()
        return min(max(PAGES, (row[0] if row else 0) // SHARE), MOST_PAGES)

    def _missing(self, finished: Finished) -> Iterator[Batch]:
        mark = read_marks(self._intake.ledger).get(finished.name, 0)
        with suppress(FileNotFoundError, DamagedResultError):
            for part in all_parts_of(finished.folder):
                if part.read_to > mark:
                    yield read_part(finished.folder, part, finished.name)
