"""Rereading: reads every page of the ledger again and compares all rows with those that are there.

Every value in the ledger is a function of the pages that were read, so the same pages give the same ledger.
"""

import tempfile
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import duckdb

from newstally.pipeline.configuration import Configuration
from newstally.pipeline.intake.archive import Stretch, unread
from newstally.pipeline.intake.intake import STRETCH, gather, page_readers, read_marks
from newstally.pipeline.intake.rebuild import BATCH
from newstally.pipeline.intake.templates import Templates
from newstally.pipeline.ledger.corrections import apply_corrections, read_corrections
from newstally.pipeline.ledger.doctor import Finding
from newstally.pipeline.ledger.literals import quoted
from newstally.pipeline.ledger.place import folder_of
from newstally.pipeline.ledger.schema import tables_of
from newstally.pipeline.ledger.store import as_file, reading, writing
from newstally.pipeline.ledger.version import made_by_others
from newstally.pipeline.ledger.write import FILTERED, new_run, write_batch

NOT_COMPARED = frozenset({"runs", "archive_marks"})
"""Tables that tell how the ledger came to be."""


def reread(configuration: Configuration, jobs: int) -> Iterator[Finding]:
    """Yield for each table whether the archive gives the rows that the ledger has.

    Nothing where another version of Newstally or other words made the ledger: then ``rebuild --diff`` tells what is
    different. Nothing either where files were read from elsewhere, or with filters.
    """
    with reading(configuration.ledger) as connection:
        if made_by_others(connection) is not None or _was_read_otherwise(connection):
            return
    with (
        as_file(configuration.ledger) as kept,
        tempfile.TemporaryDirectory(prefix="newstally-", dir=folder_of(configuration.ledger)) as folder,
    ):
        again = Path(folder) / "again.duckdb"
        with writing(again):
            pass
        _read_again(configuration, again, jobs)
        with reading(again) as connection:
            names = [table for table in tables_of(connection) if table not in NOT_COMPARED]
            connection.execute(f"ATTACH {quoted(str(kept))} AS kept (READ_ONLY)")
            for table in names:
                yield _compared(connection, table)


def _was_read_otherwise(connection: duckdb.DuckDBPyConnection) -> bool:
    """Return whether the ledger has files that aren't on this machine, or from which a filter left pages out."""
    row = connection.execute(
        """SELECT EXISTS (FROM archive_marks WHERE file LIKE '%://%')
            OR EXISTS (FROM runs WHERE command = ?)""",
        [FILTERED],
    ).fetchone()
    return bool(row and row[0])


def _read_again(configuration: Configuration, again: Path, jobs: int) -> None:
    marks = read_marks(configuration.ledger)
    folder = folder_of(configuration.ledger)
    files = [folder / name for name in sorted(marks) if (folder / name).exists()]
    found = (
        _up_to(marks, stretch)
        for stretch in unread(files, configuration.ledger, {}, size=STRETCH, growing=True)
    )
    run = new_run("doctor")
    with closing(page_readers(configuration.outlets, jobs)) as readers:
        known = Templates(configuration.archive, configuration.ledger).attached(found)
        for batch in gather(readers.read(known), BATCH):
            with writing(again) as connection:
                write_batch(connection, batch, run)
    decided = read_corrections(configuration.archive)
    if decided:
        with writing(again) as connection:
            apply_corrections(connection, decided)


def _up_to(marks: dict[str, int], stretch: Stretch) -> Stretch:
    """Return a stretch without what stands behind the ledger's mark."""
    mark = marks.get(stretch.file, 0)
    records = tuple(record for record in stretch.records if record.offset < mark)
    return replace(stretch, records=records, read_to=min(stretch.read_to, mark))


def _compared(connection: duckdb.DuckDBPyConnection, table: str) -> Finding:
    rows = connection.execute(
        f"""(FROM main.{table} EXCEPT ALL FROM kept.main.{table})
        UNION ALL (FROM kept.main.{table} EXCEPT ALL FROM main.{table})"""
    ).fetchall()
    examples = tuple(str(row)[:120] for row in rows[:3])
    return Finding(f"read again, the archive gives the same {table}", len(rows), examples)
