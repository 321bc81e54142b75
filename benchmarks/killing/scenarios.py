"""Scenarios of the ledger: intake, rebuild, migration, and the whole command line. Each yields kills for ever.

Work is killed up to four times in a row before it is brought to its end and compared: so a run is killed, too, that takes
up what a killed one left.
"""

import random
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import duckdb

from benchmarks.killing.killed import LIVE_ON, Kill, Work, finish, finish_command, kill, kill_command
from benchmarks.killing.news import Contents, compared, contents, ledger_of, prepare, unsound
from newstally.extract.model import Article
from newstally.pipeline.configuration import load_configuration
from newstally.pipeline.intake.foreign import archive_foreign
from newstally.pipeline.intake.intake import Intake
from newstally.pipeline.intake.pages import PageReader
from newstally.pipeline.intake.rebuild import rebuild
from newstally.pipeline.ledger.schema import VERSION, sql
from newstally.pipeline.ledger.store import writing

FILES, ARTICLES = 4, 3
MOST_IN_A_ROW = 4
OLDEST = 5
"""Schema from which migrations are tried."""

Kills = Iterator[Kill]


def warm_reader() -> PageReader:
    """Return a reader of pages that has loaded the models of English."""
    reader = PageReader()
    reader._readers.read(Article(id="warm", text="Police said 12 people came on Tuesday.", language="en"))
    return reader


def intakes(scratch: Path, chance: random.Random, reader: PageReader) -> Kills:
    """Kill what archives files from elsewhere and takes them in, one file to a transaction."""
    expected: Contents = {}
    usual = 0.0
    for number in range(1_000_000):
        folder = scratch / f"intake{number}"
        names = prepare(folder, FILES, ARTICLES)
        work = ingesting(folder, names, reader)
        if not expected:
            usual = finish(work, folder / "log")
            expected = contents(folder / "ledger.duckdb")
            continue
        yield from kill_in_a_row("intake", folder, work, usual, chance, expected)
        shutil.rmtree(folder)


def rebuilds(scratch: Path, chance: random.Random, reader: PageReader) -> Kills:
    """Kill rebuilds of one ledger."""
    folder = scratch / "rebuild"
    finish(ingesting(folder, prepare(folder, FILES, ARTICLES), reader), scratch / "log")
    expected = contents(folder / "ledger.duckdb")
    configuration = load_configuration(folder / "newstally.toml")

    def work() -> None:
        rebuild(configuration, reader=reader)

    usual = finish(work, folder / "log")
    while True:
        yield from kill_in_a_row("rebuild", folder, work, usual, chance, expected)


def migrations(scratch: Path, chance: random.Random, reader: PageReader) -> Kills:
    """Kill what brings a ledger of an older schema up to date."""
    made = scratch / "migration"
    finish(ingesting(made, prepare(made, FILES, ARTICLES), reader), scratch / "log")
    make_older(made / "ledger.duckdb", OLDEST)
    older = shutil.copy(made / "ledger.duckdb", scratch / "older.duckdb")

    def work() -> None:
        with writing(made / "ledger.duckdb"):
            pass

    usual = finish(work, made / "log")
    expected = contents(made / "ledger.duckdb")
    while True:
        shutil.copy(older, made / "ledger.duckdb")
        yield from kill_in_a_row("migration", made, work, usual, chance, expected)


def commands(scratch: Path, chance: random.Random, reader: PageReader) -> Kills:
    """Kill ``newstally ingest`` and ``newstally rebuild`` with one or two jobs, with their workers or alone."""
    folder = scratch / "commands"
    names = prepare(folder, FILES, ARTICLES)
    ingest = ["ingest", "--batch", "4", *names]
    usual = finish_command(folder, ingest)
    expected = contents(folder / "ledger.duckdb")
    for number in range(1_000_000):
        ingesting = number % 2 == 0
        command = [*(ingest if ingesting else ["rebuild"]), "--jobs", str(chance.choice([1, 1, 2]))]
        if ingesting:
            folder = scratch / f"commands{number}"
            prepare(folder, FILES, ARTICLES)
        moment = usual * chance.uniform(0.25, 1.05)
        became = kill_command(folder, command, moment, whole=chance.random() < 0.7)
        contents(folder / "ledger.duckdb")
        after = ["rebuild", "--jobs", "1"] if number % 4 == 1 else ingest
        finish_command(folder, after)
        one = Kill(f"command {command[0]}", moment, became, faults=[became] * (became == LIVE_ON))
        verify(one, folder, expected, rebuilt=after is not ingest)
        yield one


def ingesting(folder: Path, names: list[str], reader: PageReader) -> Work:
    configuration = load_configuration(folder / "newstally.toml")

    def work() -> None:
        found = archive_foreign([str(folder / name) for name in names], configuration.archive)
        files = [path for path in found if isinstance(path, Path)]
        Intake(configuration, "ingest", reader=reader).run_once(files=files, batch_size=ARTICLES)

    return work


def kill_in_a_row(
    scenario: str, folder: Path, work: Work, usual: float, chance: random.Random, expected: Contents
) -> Kills:
    """Kill work some times in a row, bring it to its end, and compare; the last kill carries what was wrong."""
    last = chance.randrange(MOST_IN_A_ROW)
    for number in range(last + 1):
        moment = usual * chance.uniform(0.02, 0.95)
        one = Kill(scenario, moment, kill(work, moment, folder / "log"))
        contents(ledger_of(folder))  # whatever is there can be read
        if number == last:
            finish(work, folder / "log")
            verify(one, folder, expected, rebuilt=True)
        yield one


def verify(one: Kill, folder: Path, expected: Contents, *, rebuilt: bool) -> None:
    one.verified = True
    one.lost, one.doubled, told = compared(contents(ledger_of(folder)), expected)
    one.faults += told + unsound(folder, rebuilt=rebuilt)


def make_older(ledger: Path, version: int) -> None:
    """Take from a ledger what the migrations after a version add."""
    with duckdb.connect(str(ledger)) as connection:
        for step in range(VERSION, version, -1):
            text = sql(f"migrations/{step:04}")
            for table, column in re.findall(r"ALTER TABLE (\w+) ADD COLUMN (\w+)", text):
                connection.execute(f"ALTER TABLE {table} DROP COLUMN {column}")
            for table in set(re.findall(r"CREATE TABLE (\w+)", text)) - set(
                re.findall(r"DROP TABLE (\w+)", text)
            ):
                connection.execute(f"DROP TABLE {table}")
        connection.execute("UPDATE ledger_info SET value = ? WHERE key = 'schema_version'", [str(version)])
