"""The SQLite file itself: opening it, bringing an older one up to date, transactions, and a full disk."""

import errno
import re
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from importlib.resources import files
from pathlib import Path
from typing import Any

from newstally.crawler.addresses import host_of

BUSY_SECONDS = 30
"""How long a write waits for another process's transaction, which is always short."""

FULL = frozenset({sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR_WRITE, sqlite3.SQLITE_IOERR_SHMSIZE})

COLUMN = re.compile(r"^    (\w+) ([A-Z][^,-]*?),?(?:\s+--.*)?$", re.MULTILINE)
TABLE = re.compile(r"CREATE TABLE IF NOT EXISTS (\w+) \((.*?)^\)", re.MULTILINE | re.DOTALL)


class Database:
    """One connection to a state file. Not for sharing between threads; several processes may open the same file.

    Where the disk is full every method raises OSError with ENOSPC and the file's name, and the file stays as it was.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        path.parent.mkdir(parents=True, exist_ok=True)
        schema = (files("newstally.crawler.state") / "schema.sql").read_text(encoding="utf-8")
        with self._told():
            self._db = sqlite3.connect(path, timeout=BUSY_SECONDS, isolation_level=None)
            self._db.row_factory = sqlite3.Row
            self._db.create_function("host_of", 1, host_of, deterministic=True)
            self._db.execute("PRAGMA journal_mode=WAL")
            self._db.execute("PRAGMA synchronous=NORMAL")
            self._add_columns(schema)
            self._db.executescript(schema)

    def close(self) -> None:
        """Close the file."""
        self._db.close()

    def execute(self, query: str, values: Sequence[Any] = ()) -> sqlite3.Cursor:
        """Run one statement."""
        with self._told():
            return self._db.execute(query, values)

    def executemany(self, query: str, rows: Iterable[Sequence[Any]]) -> None:
        """Run one statement for each row."""
        with self._told():
            self._db.executemany(query, rows)

    def one(self, query: str, values: Sequence[Any] = ()) -> Any:
        """Return the first row of a query, or None."""
        return self.execute(query, values).fetchone()

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Have all statements of a ``with`` block take effect together, or none of them."""
        self.execute("BEGIN IMMEDIATE")
        try:
            yield
        except BaseException:
            if self._db.in_transaction:  # SQLite itself takes back what a full disk stopped
                self._db.execute("ROLLBACK")
            raise
        try:
            self.execute("COMMIT")
        except OSError:
            if self._db.in_transaction:
                self._db.execute("ROLLBACK")
            raise

    def _add_columns(self, schema: str) -> None:
        """Give the tables of an older file the columns that have come since."""
        for table, columns in TABLE.findall(schema):
            known = {row["name"] for row in self._db.execute(f"PRAGMA table_info({table})")}
            for name, kind in COLUMN.findall(columns) if known else ():
                if name not in known:
                    self._db.execute(f"ALTER TABLE {table} ADD COLUMN {name} {kind}")

    @contextmanager
    def _told(self) -> Iterator[None]:
        """Turn SQLite's word for a full disk into the operating system's."""
        try:
            yield
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode in FULL:
                raise OSError(errno.ENOSPC, "the disk is full", str(self.path)) from error
            raise


def upsert(table: str, columns: Sequence[str]) -> str:
    """Return the statement that writes a whole row over one with the same key."""
    return f"INSERT OR REPLACE INTO {table} ({', '.join(columns)}) VALUES ({', '.join('?' * len(columns))})"
