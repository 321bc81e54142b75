"""Soundness: whether a state file is whole, down to each value. SQLite keeps no checksums of its own.

Damage breaks the structure, which SQLite's own check finds, or hits values: text that is no UTF-8, or has characters
that nothing writes; numbers in place of text; JSON that isn't any; a hash of another length.
"""

import json
import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from importlib.resources import files
from pathlib import Path

from newstally.crawler.rows import Capture
from newstally.crawler.state.database import COLUMN, TABLE

JSON = frozenset({"habit", "hints", "standing", "report"})
"""Columns that hold JSON."""

UNWRITTEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
TYPES = {"TEXT": (bytes,), "REAL": (float, int), "INTEGER": (int,), "BLOB": (bytes,)}


def state_faults(path: Path) -> Iterator[str]:
    """Yield what is wrong in a state file, table by table. Nothing is changed."""
    schema = (files("newstally.crawler.state") / "schema.sql").read_text(encoding="utf-8")
    try:
        with closing(_opened(path)) as db:
            db.text_factory = bytes
            for (found,) in db.execute("PRAGMA integrity_check(20)"):
                if found != b"ok":
                    yield found.decode("utf-8", "replace")
            for table, columns in TABLE.findall(schema):
                yield from _table_faults(db, table, dict(COLUMN.findall(columns)))
    except sqlite3.DatabaseError as error:
        yield str(error)


def state_captures(path: Path) -> dict[str, set[Capture]]:
    """Return by WARC file what a state says that it holds. Raises sqlite3.DatabaseError if the state is damaged."""
    found: dict[str, set[Capture]] = {}
    with closing(_opened(path)) as db:
        db.row_factory = sqlite3.Row
        for row in db.execute("SELECT * FROM captures"):
            found.setdefault(row["file"], set()).add(Capture(**row))
    return found


def _opened(path: Path) -> sqlite3.Connection:
    """Open a state for reading. Without a log it is opened so that no further files are made beside it."""
    how = "mode=ro" if path.with_name(path.name + "-wal").exists() else "mode=ro&immutable=1"
    return sqlite3.connect(f"{path.resolve().as_uri()}?{how}", uri=True)


def _table_faults(db: sqlite3.Connection, table: str, columns: dict[str, str]) -> Iterator[str]:
    cursor = db.execute(f"SELECT * FROM {table}")
    names = [column[0] for column in cursor.description]
    for row in cursor:
        for name, value in zip(names, row, strict=True):
            kind = columns.get(name, "")
            wrong = _wrong(name, kind, value)
            if wrong:
                yield f"{table}.{name}: {wrong}"


def _wrong(name: str, kind: str, value: object) -> str | None:
    """Return what is wrong with a value of a column, None if nothing is."""
    if value is None:
        return "a value is missing" if "NOT NULL" in kind or "PRIMARY KEY" in kind else None
    expected = TYPES.get(kind.partition(" ")[0])
    if expected and not isinstance(value, expected):
        return f"a {type(value).__name__} stands in place of {kind.partition(' ')[0]}"
    if kind.startswith("TEXT") and isinstance(value, bytes):
        return _wrong_text(name, value)
    return None


def _wrong_text(name: str, value: bytes) -> str | None:
    try:
        text = value.decode("utf-8")
        if name in JSON:
            json.loads(text)
    except ValueError:
        return "the text is no JSON" if name in JSON else "the text is no UTF-8"
    return "the text has characters that nothing writes" if UNWRITTEN.search(text) else None
