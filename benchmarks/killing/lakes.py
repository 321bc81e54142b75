"""Scenarios of a ledger that is a lake: who writes is killed, and where the catalog is a database, that too."""

import random
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

from benchmarks.killing.killed import LONGEST, Kill, begin, ended, finish, stop
from benchmarks.killing.news import Contents, contents, ledger_of, prepare
from benchmarks.killing.scenarios import ARTICLES, FILES, MOST_IN_A_ROW, ingesting, kill_in_a_row, verify
from newstally.pipeline.intake.pages import PageReader
from tests.postgres import CONTROL, Database

Kills = Iterator[Kill]


def lakes(scratch: Path, chance: random.Random, reader: PageReader) -> Kills:
    """Kill what takes files into a lake, one file to a snapshot; every other time by a machine without a working copy."""
    expected: Contents = {}
    usual = 0.0
    for number in range(1_000_000):
        folder = scratch / f"lake{number}"
        work = ingesting(folder, prepare(folder, FILES, ARTICLES, "ducklake:lake.ducklake"), reader)
        if not expected:
            finish(
                ingesting(scratch / "file", prepare(scratch / "file", FILES, ARTICLES), reader),
                scratch / "log",
            )
            expected = contents(ledger_of(scratch / "file"))
            usual = finish(work, folder / "log")
            continue
        for one in kill_in_a_row("lake", folder, work, usual, chance, expected):
            if number % 2:
                (folder / "lake.ducklake.working").unlink(missing_ok=True)
            yield one
        shutil.rmtree(folder)


def catalogs(scratch: Path, chance: random.Random, reader: PageReader) -> Kills:
    """Kill who writes to a lake with a PostgreSQL catalog, or the database while somebody writes."""
    if CONTROL is None:
        raise SystemExit("scenario catalog: PostgreSQL is not installed")
    with tempfile.TemporaryDirectory(prefix="newstally-postgres-") as folder:
        database = Database(Path(folder))
        try:
            yield from _of_database(database, scratch, chance, reader)
        finally:
            database.stop()


def _of_database(database: Database, scratch: Path, chance: random.Random, reader: PageReader) -> Kills:
    expected: Contents = {}
    usual = 0.0
    for number in range(1_000_000):
        database.create(f"news{number}")
        folder = scratch / f"catalog{number}"
        work = ingesting(folder, prepare(folder, FILES, ARTICLES, database.address(f"news{number}")), reader)
        if not expected:
            usual = finish(work, folder / "log")
            expected = contents(ledger_of(folder))
            continue
        last = chance.randrange(MOST_IN_A_ROW)
        for at in range(last + 1):
            moment = usual * chance.uniform(0.05, 0.95)
            one = Kill("catalog", moment, "")
            process = begin(work, folder / "log")
            code = ended(process, moment)
            if code is not None:
                one.became = "had ended"
            elif chance.random() < 0.5:
                stop(process)
                one.became = "writer killed"
            else:
                database.stop()
                if ended(process, LONGEST) is None:
                    one.faults.append("who writes hangs without the database")
                    stop(process)
                database.start()
                one.became = "database killed"
            contents(ledger_of(folder))  # whatever is there can be read
            if at == last:
                finish(work, folder / "log")
                verify(one, folder, expected, rebuilt=True)
            yield one
        shutil.rmtree(folder)
