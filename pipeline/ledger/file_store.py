"""File store: who may open the file of a ledger, when.

DuckDB lets one process write or many read. Here:

- Writers take turns by a lock file beside the ledger, which names who holds it. Each holds it for one transaction.
- A writer changes a copy and puts that in the ledger's place: a reader keeps what it has open, everyone who opens the
  ledger afterwards sees the new one, nobody waits. Only a large ledger, of which a copy takes too long, is changed in
  place, if no reader has it open.
- A reader that comes while a writer is at work in place waits for a moment, then takes a copy of its last state, if
  that is no more than two gigabytes. So it does if the file is held by a program that is not ours (a notebook that
  opened it for writing).
"""

import contextlib
import fcntl
import json
import os
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import duckdb

from newstally.pipeline.ledger.errors import LedgerError, OlderLedgerError
from newstally.pipeline.ledger.file_errors import database_errors, file_errors
from newstally.pipeline.ledger.place import beside
from newstally.pipeline.ledger.schema import VERSION, bring_up_to_date, check_version, create, version_of

PATIENCE = 0.5
"""Seconds that a writer waits for readers to leave before it changes a copy instead."""

COPIED = 100_000_000
"""Bytes up to which a ledger is always changed in a copy: that takes a fraction of a second."""

SMALL = 50_000_000
"""Bytes up to which one thread changes a ledger: DuckDB divides work by 120,000 rows, and threads cost time."""

READER_PATIENCE = 0.7
"""Seconds after which a reader takes a copy of a file that is being changed in place, or that a program other than ours
has open for writing."""

COPIED_FOR_READING = 2_000_000_000
"""Bytes up to which a reader does so while one of our writers is at work: more take longer than the writer does."""

HEADERS = 3 * 4096
"""Bytes of a database file's headers."""

LONGEST_WAIT = 600.0
"""Seconds after which waiting for another writer is given up."""

Say = Callable[[str], None]
Setting = str | bool | int | float | list[str]
"""A value of DuckDB's configuration."""


def say_on_stderr(message: str) -> None:
    """Print a message to whoever waits."""
    print(f"newstally: {message}", file=sys.stderr)


@contextlib.contextmanager
def writers_turn(path: Path, *, say: Say = say_on_stderr) -> Iterator[None]:
    """Hold the writers' lock of a ledger. A second writer waits and says for whom.

    Raises LedgerError if the folder can't be written or the other writer doesn't finish in ten minutes.
    """
    lock = beside(path, ".lock")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle = lock.open("a+", encoding="utf-8")
    except OSError as error:
        raise LedgerError(f"{path}: can't be written: {error.strerror or error} ({lock})") from None
    with handle:
        _wait_for(handle.fileno(), lock, path, say)
        _name_holder(handle.fileno(), json.dumps({"process": os.getpid(), "command": _command()}))
        try:
            yield
        finally:
            _name_holder(handle.fileno(), "")


def _name_holder(descriptor: int, holder: str) -> None:
    """Write into the lock file who holds it. It is held without that too, such as on a full disk."""
    with contextlib.suppress(OSError):
        os.ftruncate(descriptor, 0)
        os.pwrite(descriptor, holder.encode(), 0)


def _wait_for(descriptor: int, lock: Path, path: Path, say: Say) -> None:
    started, told = time.monotonic(), False
    pause = 0.005
    while True:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return
        except BlockingIOError:
            waited = time.monotonic() - started
        if waited > LONGEST_WAIT:
            raise LedgerError(
                f"{path}: {_holder(lock)} has been writing to it for ten minutes; try again later"
            )
        if waited > 1 and not told:
            say(f"waiting for {_holder(lock)}, which is writing to {path.name}")
            told = True
        time.sleep(pause)
        pause = min(pause * 1.5, 0.1)


def _holder(lock: Path) -> str:
    try:
        told = json.loads(lock.read_text(encoding="utf-8"))
        return f"{told['command']} (process {told['process']})"
    except (OSError, ValueError, KeyError, TypeError):
        return "another process"


def _command() -> str:
    name = Path(sys.argv[0]).name if sys.argv and sys.argv[0] else "python"
    return " ".join([name, *sys.argv[1:2]])


@contextlib.contextmanager
def writing_file(
    path: Path, *, say: Say = say_on_stderr, copied: int = COPIED
) -> Iterator[duckdb.DuckDBPyConnection]:
    """Open the ledger for one short transaction, which is committed at the end and taken back if anything is raised.

    A ledger that doesn't exist is made; one of an older version is brought up to date, with a backup before.
    A file of more than ``copied`` bytes is changed in place if nobody has it open.
    Raises LedgerError if it is no ledger, of a newer version, or can't be written.
    """
    with writers_turn(path, say=say), file_errors(path):
        fresh = beside(path, ".new")
        remove_file(fresh)
        if path.exists():
            _refuse_empty(path)
        else:
            _create(path, fresh)
        in_place = _connect_in_place(path) if path.stat().st_size > copied else None
        try:
            if in_place is None:
                _copy(path, fresh)
            with contextlib.closing(in_place or connect_alone(fresh)) as connection:
                bring_up_to_date(connection, path)
                begin(connection)
                yield connection
                connection.execute("COMMIT")
                connection.execute("CHECKPOINT")
            if in_place is None:
                replace_file(path, fresh)
        except BaseException:
            remove_file(fresh)
            raise


def begin(connection: duckdb.DuckDBPyConnection) -> None:
    """Begin a transaction of a writer."""
    connection.execute("SET preserve_insertion_order = true")
    connection.execute("BEGIN")


def _create(path: Path, fresh: Path) -> None:
    """Make an empty ledger: whole, or not at all."""
    try:
        with contextlib.closing(connect_alone(fresh)) as connection:
            create(connection)
            connection.execute("CHECKPOINT")  # closing doesn't say that there was no room for it
        fresh.replace(path)
    except BaseException:
        remove_file(fresh)
        raise


def _refuse_empty(path: Path) -> None:
    """Raise LedgerError if the file is empty: DuckDB would make a database of it."""
    if path.stat().st_size == 0:
        raise LedgerError(f"{path}: this is no DuckDB database: the file is empty; remove it")


def _connect_in_place(path: Path) -> duckdb.DuckDBPyConnection | None:
    """Return a connection to the file itself, or None if someone else keeps it open."""
    started = time.monotonic()
    while True:
        try:
            return duckdb.connect(str(path))
        except duckdb.IOException as error:
            if not _is_lock_conflict(error):
                raise
        if time.monotonic() - started > PATIENCE:
            return None
        time.sleep(0.01)


def _is_lock_conflict(error: Exception) -> bool:
    return "Conflicting lock" in str(error) or "Could not set lock" in str(error)


def _copy(path: Path, to: Path) -> None:
    shutil.copyfile(path, to)
    log = beside(path, ".wal")
    with contextlib.suppress(FileNotFoundError):
        shutil.copyfile(log, beside(to, ".wal"))


def replace_file(path: Path, fresh: Path) -> None:
    """Put a complete database file in the ledger's place, atomically. The caller holds the writers' lock.

    A write-ahead log of the old file is removed first: replayed on the new one it would spoil it.
    """
    with fresh.open("rb") as handle:
        os.fsync(handle.fileno())
    beside(path, ".wal").unlink(missing_ok=True)
    fresh.replace(path)


def remove_file(path: Path) -> None:
    """Remove a database file, if it is there, and its write-ahead log."""
    path.unlink(missing_ok=True)
    beside(path, ".wal").unlink(missing_ok=True)


def connect_alone(path: Path) -> duckdb.DuckDBPyConnection:
    """Return a connection to a database file that nobody else opens meanwhile, with the threads that its size needs."""
    small = not path.exists() or path.stat().st_size <= SMALL
    return duckdb.connect(str(path), config={"threads": 1} if small else {})


@contextlib.contextmanager
def reading_file(
    path: Path,
    *,
    config: dict[str, Setting] | None = None,
    as_it_is: bool = False,
) -> Iterator[duckdb.DuckDBPyConnection]:
    """Open the ledger for reading. Waits while one of our writers is at work.

    An older ledger is brought up to date first; where it is wanted ``as_it_is``, OlderLedgerError is raised instead.
    Raises LedgerError if there is none, it is no ledger or a newer one.
    """
    if not path.exists():
        raise LedgerError(f"{path}: there is no ledger yet; `newstally crawl` or `newstally ingest` makes it")
    with contextlib.ExitStack() as stack:
        with file_errors(path):
            _refuse_empty(path)
            connection = _connect_for_reading(path, config or {}, stack)
            if version_of(connection, path) < VERSION:
                connection.close()
                if as_it_is:
                    raise OlderLedgerError(f"{path}: made by an older Newstally")
                with writing_file(path):
                    pass
                connection = _connect_for_reading(path, config or {}, stack)
            stack.callback(connection.close)
            check_version(connection, path)
        with database_errors(path):
            yield connection


def _connect_for_reading(
    path: Path, config: dict[str, Setting], stack: contextlib.ExitStack
) -> duckdb.DuckDBPyConnection:
    started, pause = time.monotonic(), 0.002
    while True:
        try:
            return duckdb.connect(str(path), read_only=True, config=config)
        except duckdb.IOException as error:
            waited = time.monotonic() - started
            if not _is_lock_conflict(error) or waited > LONGEST_WAIT:
                raise
        if waited > READER_PATIENCE and (copy := _copy_for_reading(path, stack)) is not None:
            return duckdb.connect(str(copy), read_only=True, config=config)
        time.sleep(pause)
        pause = min(pause * 1.5, 0.05)


def _copy_for_reading(path: Path, stack: contextlib.ExitStack) -> Path | None:
    """Return a copy of a ledger that another process changes, as it was last left; None if that is to be waited for."""
    ours, size = writer_at_work(path), path.stat().st_size
    if ours and size > min(COPIED_FOR_READING, shutil.disk_usage(tempfile.gettempdir()).free):
        return None
    folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="newstally-")))
    copy = folder / path.name
    if not ours:
        _copy(path, copy)
        return copy
    with contextlib.suppress(OSError):  # no room for it after all
        before = _headers(path)
        shutil.copyfile(path, copy)
        if _headers(path) == before:
            return copy
    copy.unlink(missing_ok=True)
    return None


def _headers(path: Path) -> bytes:
    """Return what tells which state of its blocks a database file holds.

    Until a writer is done, these three headers and all blocks to which they lead stay as they are; what it adds goes
    elsewhere (DuckDB's storage format). Then it changes one of them, last of all.
    """
    with path.open("rb") as stream:
        return stream.read(HEADERS)


def writer_at_work(path: Path) -> bool:
    """Return whether one of our writers has its turn."""
    try:
        with beside(path, ".lock").open("a+") as handle:
            fcntl.flock(handle.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)
            return False
    except BlockingIOError:
        return True
    except OSError:
        return False


def copy_file(path: Path, to: Path) -> None:
    """Copy a ledger's file between two turns of its writers."""
    with writers_turn(path), file_errors(path):
        _copy(path, to)
