"""The SQLite file itself: opening it, bringing an older one up to date, transactions, and what can be wrong with it."""

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
CLOSED = frozenset(
    {sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM, sqlite3.SQLITE_AUTH}
)
PRIMARY = 0xFF
"""The part of SQLite's error code that tells the kind of error."""

COLUMN = re.compile(r"^    (\w+) ([A-Z][^,-]*?),?(?:\s+--.*)?$", re.MULTILINE)
TABLE = re.compile(r"CREATE TABLE IF NOT EXISTS (\w+) \((.*?)^\)", re.MULTILINE | re.DOTALL)


def as_os_error(error: sqlite3.DatabaseError, path: Path) -> OSError:
    """Return what the operating system would say of a file that is full, can't be opened or is damaged."""
    code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_CORRUPT)  # Python's own: text that is no UTF-8
    if code in FULL:
        return OSError(errno.ENOSPC, "the disk is full", str(path))
    if code & PRIMARY in CLOSED:
        return OSError(errno.EACCES, f"{path.name} can't be written ({error})", str(path))
    if code & PRIMARY == sqlite3.SQLITE_BUSY:
        return OSError(errno.EBUSY, "another process has kept it locked for too long", str(path))
    what = f"{path.name} is damaged ({error}); move that file away: the next crawl makes it anew from the archive"
    return OSError(errno.EIO, what, str(path))


class Rows(sqlite3.Cursor):
    """The rows of a statement. Raises OSError where the file is damaged."""

    path = Path()

    def __next__(self) -> Any:
        try:
            return super().__next__()
        except sqlite3.DatabaseError as error:
            raise as_os_error(error, self.path) from error

    def fetchone(self) -> Any:
        """Return the next row, None if there is none."""
        return next(self, None)

    def fetchall(self) -> list[Any]:
        """Return all rows that are left."""
        return list(self)


class Database:
    """One connection to a state file. Not for sharing between threads; several processes may open the same file.

    Where the disk is full every method raises OSError with ENOSPC and the file's name, and the file stays as it was;
    so do files that can't be opened or are damaged, with EACCES and EIO.
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

    def execute(self, query: str, values: Sequence[Any] = ()) -> Rows:
        """Run one statement."""
        with self._told():
            rows = self._db.cursor(Rows)
            rows.path = self.path
            return rows.execute(query, values)

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
        """Turn SQLite's words for what is wrong with a file into the operating system's."""
        try:
            yield
        except (sqlite3.ProgrammingError, sqlite3.IntegrityError):
            raise
        except sqlite3.DatabaseError as error:
            raise as_os_error(error, self.path) from error


def upsert(table: str, columns: Sequence[str]) -> str:
    """Return the statement that writes a whole row over one with the same key."""
    return f"INSERT OR REPLACE INTO {table} ({', '.join(columns)}) VALUES ({', '.join('?' * len(columns))})"
