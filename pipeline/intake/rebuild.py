"""Rebuild: makes the whole ledger anew from the archive, beside the old one, and puts it in its place."""

from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Any

import duckdb

from newstally.pipeline.configuration import Configuration
from newstally.pipeline.intake.archive import archive_files, unread
from newstally.pipeline.intake.intake import STRETCH, IntakeReport, gather, page_readers, read_marks
from newstally.pipeline.intake.pages import PageReader
from newstally.pipeline.intake.templates import Templates
from newstally.pipeline.ledger.corrections import apply_corrections, read_corrections
from newstally.pipeline.ledger.errors import LedgerError
from newstally.pipeline.ledger.place import Place, beside, folder_of
from newstally.pipeline.ledger.schema import sql
from newstally.pipeline.ledger.store import exists, reading, replace_ledger, writers_turn, writing
from newstally.pipeline.ledger.write import Run, new_run, write_batch

BATCH = 1000
"""Pages written at a time: nobody waits for a ledger that is being rebuilt."""

ENDING = ".rebuilding"
TEMPLATES = ".rebuilding-templates"

FORMER = ("runs", "notices", "deliveries")
"""Tables whose rows follow from no page."""


@dataclass(frozen=True, slots=True)
class Rebuilding:
    """A rebuild in progress: the ledger, the file that is to replace it, and what to read."""

    configuration: Configuration
    fresh: Path
    run: Run
    jobs: int
    reader: PageReader | None = None

    @property
    def templates(self) -> Templates:
        """What recurs on the pages of each outlet, learned anew."""
        ledger = self.configuration.ledger
        return Templates(self.configuration.archive, ledger, beside(ledger, TEMPLATES))

    def files(self) -> list[Path]:
        """Return the archive's WARC files and those from elsewhere that the old ledger names.

        Raises LedgerError if one of the latter is missing.
        """
        marks = read_marks(self.configuration.ledger)
        if far := sorted(name for name in marks if "://" in name):
            raise LedgerError(
                f"{far[0]}: this file was read from elsewhere ({len(far)} in all); "
                "make a ledger of such files anew with `newstally bulk`"
            )
        found = archive_files(self.configuration.archive)
        folder = folder_of(self.configuration.ledger)
        known = {path.resolve() for path in found}
        named = [folder / name for name in marks]
        missing = sorted(str(path) for path in named if not path.exists())
        if missing:
            raise LedgerError(
                f"{missing[0]}: this WARC file was taken into the ledger and is missing "
                f"({len(missing)} in all); put it back, or what it held would be lost"
            )
        return found + [path for path in sorted(named) if path.resolve() not in known]

    def read_on(self, report: IntakeReport, on_progress: Callable[[IntakeReport], None] | None) -> None:
        """Take what the new file doesn't have yet into it."""
        marks = read_marks(self.fresh)
        found = self.templates.attached(
            unread(self.files(), self.configuration.ledger, marks, size=STRETCH, growing=True)
        )
        first = next(found, None)
        if first is None:
            return
        stretches = chain([first], found)
        with closing(self.reader or page_readers(self.configuration.outlets, self.jobs)) as readers:
            for batch in gather(readers.read(stretches), BATCH):
                with writing(self.fresh) as connection:
                    added, by_outlet = write_batch(connection, batch, self.run)
                report.include(added, by_outlet, batch)
                if on_progress is not None:
                    on_progress(report)


def rebuild(
    configuration: Configuration,
    *,
    jobs: int = 1,
    on_progress: Callable[[IntakeReport], None] | None = None,
    only_compare: bool = False,
    reader: PageReader | None = None,
) -> tuple[IntakeReport, list[dict[str, Any]] | None]:
    """Rebuild the ledger; return what it holds now.

    With ``only_compare`` the ledger stays as it is, and the second value is what would be different, one row for each
    figure (see ``difference.sql``). With one job ``reader`` reads the pages, if there is one that has its models loaded
    already. Raises LedgerError if a WARC file of the ledger is missing.
    """
    ledger = configuration.ledger
    fresh = beside(ledger, ENDING)
    rebuilding = Rebuilding(configuration, fresh, new_run("rebuild"), jobs, reader)
    report = IntakeReport()
    with writers_turn(beside(ledger, ".rebuild")):
        _discard(fresh)
        beside(ledger, TEMPLATES).unlink(missing_ok=True)
        try:
            with writing(fresh):
                pass
            rebuilding.read_on(report, on_progress)
            _correct(rebuilding)
            if only_compare:
                return report, list(_differences(ledger, fresh))
            with writers_turn(ledger):
                # Whatever a crawl archived meanwhile; the crawl itself waits for its turn.
                rebuilding.read_on(report, None)
                _correct(rebuilding)
                _keep_former(ledger, fresh)
                replace_ledger(ledger, fresh)
                rebuilding.templates.replace_those_of_archive()
        finally:
            _discard(fresh)
            beside(ledger, TEMPLATES).unlink(missing_ok=True)
    return report, None


def _correct(rebuilding: Rebuilding) -> None:
    decided = read_corrections(rebuilding.configuration.archive)
    if decided:
        with writing(rebuilding.fresh) as connection:
            apply_corrections(connection, decided)


def _keep_former(ledger: Place, fresh: Path) -> None:
    """Take into the new ledger what follows from no page: the former runs, marked as rebuilt, and what was told."""
    if not exists(ledger):
        return
    with reading(ledger) as old:
        known = {row[0] for row in old.execute("SELECT table_name FROM duckdb_tables()").fetchall()}
        kept = {name: old.execute(f"FROM {name}").to_arrow_table() for name in FORMER if name in known}
    with writing(fresh) as connection:
        for name, rows in kept.items():
            connection.register("former", rows)
            told = "* REPLACE (true AS rebuilt)" if name == "runs" else "*"
            connection.execute(f"INSERT INTO {name} BY NAME SELECT {told} FROM former")
            connection.unregister("former")


def _differences(ledger: Place, fresh: Path) -> Iterator[dict[str, Any]]:
    """Yield what the new ledger adds, drops and changes."""
    if not exists(ledger):
        return
    with reading(ledger) as old:
        former = old.execute(sql("difference_rows")).to_arrow_table()
    with reading(fresh) as connection:
        connection.register("former", former)
        connection.execute(f"CREATE TEMP VIEW present AS {sql('difference_rows')}")
        cursor: duckdb.DuckDBPyConnection = connection.execute(sql("difference"))
        names = [column[0] for column in cursor.description or ()]
        for row in cursor.fetchall():
            yield dict(zip(names, row, strict=True))


def _discard(fresh: Path) -> None:
    for ending in ("", ".wal", ".lock", ".new", ".new.wal"):
        beside(fresh, ending).unlink(missing_ok=True)
