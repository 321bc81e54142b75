"""Invented news for the scenarios, and how two ledgers that came of it are compared."""

import json
import os
import random
from collections import Counter
from datetime import date, timedelta
from pathlib import Path

from newstally.pipeline.configuration import load_configuration
from newstally.pipeline.ledger.doctor import examine
from newstally.pipeline.ledger.place import Place
from newstally.pipeline.ledger.store import exists, reading

PLACES = ["Tamborel", "Galmond", "Orudo", "Vellin", "Kestrow", "Ambry"]
PERSONS = ["Ana Belmonte", "Tomas Ruhl", "Ines Karvel", "Police"]
KEPT = (".lock", ".courier", ".jsonl", ".toml", ".duckdb", ".ducklake", ".working", ".backup", "log")

EDITION = "('edition', "
"""Begins the row that tells which state of a lake this is: another one after each run."""

COMPARED = {"notices": "* EXCLUDE (noticed_at)", "deliveries": "notice_id, channel"}
"""What doesn't tell when a run noticed and told, where a table tells that."""

Contents = dict[str, Counter[str]]


def article(number: int) -> dict[str, object]:
    """Return one short article; every fifth repeats the words of an earlier one under another address."""
    told = random.Random(number // 5 if number % 5 == 0 else number + 1000)
    place, person = told.choice(PLACES), told.choice(PERSONS)
    released, held, day = told.randrange(200, 900), told.randrange(10, 99), told.randrange(28)
    text = (
        f"{person} said on Tuesday that {released} people had been released in {place} since January. "
        f"Of those, {held} were women. The council of {place} counted only {released - held} releases and said "
        f"that {held + 3} people were still held at the old mill. "
        f"Repairs of the harbour would cost $ {told.randrange(2, 90)} million, {told.choice(PERSONS)} said."
    )
    moment = date(2026, 2, 1) + timedelta(days=day)
    return {
        "id": str(number),
        "url": f"https://paper{number % 9}.example/{number}",
        "title": f"{released} released in {place}",
        "text": text,
        "published_at": moment.isoformat(),
    }


def prepare(folder: Path, files: int, articles: int, ledger: str = "ledger.duckdb") -> list[str]:
    """Make a folder with a configuration and files of articles; return the names of these."""
    folder.mkdir(parents=True)
    written = f'contact = "desk@example.org"\nledger = "{ledger}"\n'
    (folder / "newstally.toml").write_text(written, encoding="utf-8")
    names = []
    for at in range(files):
        file = folder / f"news{at}.jsonl"
        rows = (json.dumps(article(at * articles + number)) for number in range(articles))
        file.write_text("\n".join(rows), encoding="utf-8")
        os.utime(file, (1_770_000_000, 1_770_000_000))
        names.append(file.name)
    return names


def ledger_of(folder: Path) -> Place:
    """Return the ledger that a folder's configuration names."""
    return load_configuration(folder / "newstally.toml").ledger


def contents(ledger: Place) -> Contents:
    """Return every row of every table but what tells when and by whom; nothing where there is no ledger."""
    if not exists(ledger):
        return {}
    with reading(ledger) as connection:
        tables = connection.execute("SELECT table_name FROM duckdb_tables() WHERE NOT internal").fetchall()
        return {
            table: Counter(
                row
                for row in map(
                    str, connection.execute(f"SELECT {COMPARED.get(table, '*')} FROM {table}").fetchall()
                )
                if EDITION not in row
            )
            for (table,) in tables
            if table != "runs"
        }


def compared(found: Contents, expected: Contents) -> tuple[int, int, list[str]]:
    """Return how many expected rows are lost, how many rows are too many, and in which tables."""
    lost = {table: (rows - found.get(table, Counter())).total() for table, rows in expected.items()}
    more = {table: (rows - expected.get(table, Counter())).total() for table, rows in found.items()}
    told = [f"{table}: {number} rows lost" for table, number in lost.items() if number]
    told += [f"{table}: {number} rows too many" for table, number in more.items() if number]
    return sum(lost.values()), sum(more.values()), told


def unsound(folder: Path, *, rebuilt: bool) -> list[str]:
    """Return what doctor finds in a folder's ledger, and what a killed run left behind there.

    What a killed rebuild had made is removed by the next rebuild.
    """
    wrong = [f"doctor: {finding.check}" for finding in examine(ledger_of(folder)) if finding.broken]
    for path in folder.iterdir():
        of_rebuild = ".rebuilding" in path.name and not rebuilt
        if path.is_file() and not of_rebuild and not path.name.endswith(KEPT):
            wrong.append(f"left behind: {path.name}")
    return wrong
