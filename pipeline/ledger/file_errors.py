"""File errors: what DuckDB and the system say about a file, as one line that tells a person what to do."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb

from newstally.pipeline.ledger.errors import LedgerError

ANEW = (
    "move it away and run `newstally rebuild`, which makes it anew from the archive "
    "(WARC files that stand elsewhere are taken in again by `newstally ingest`)"
)


@contextmanager
def file_errors(path: Path) -> Iterator[None]:
    """Turn what DuckDB and the system say about a file into one clear error."""
    try:
        with database_errors(path):
            yield
    except BrokenPipeError:
        raise  # whoever read our output has gone: nothing is wrong with the file
    except OSError as error:
        raise LedgerError(f"{path}: {_explanation(error.strerror or str(error))}") from None


@contextmanager
def database_errors(path: Path) -> Iterator[None]:
    """Turn what DuckDB says about a file into one clear error; the system's errors may be about other files."""
    try:
        yield
    except (duckdb.IOException, duckdb.FatalException, duckdb.TransactionException) as error:
        raise LedgerError(f"{path}: {_explanation(str(error))}") from None
    except duckdb.SerializationException as error:
        raise LedgerError(
            f"{path}: damaged, or written by a newer DuckDB: {_short(str(error))}; {ANEW}"
        ) from None
    except duckdb.InternalException as error:
        # What DuckDB takes for granted of its own files isn't so.
        raise LedgerError(f"{path}: damaged: {_short(str(error))}; {ANEW}") from None


def is_damage(text: str) -> bool:
    """Return whether what DuckDB says tells that the ledger's file is damaged, not that another can't be written."""
    return "Could not read enough bytes" in text or "orrupt" in text


def is_full(text: str) -> bool:
    """Return whether what is said tells that a disk has no room left, or a process may write no larger files."""
    return "No space left" in text or "File too large" in text


def _explanation(text: str) -> str:
    if "not a valid DuckDB database" in text:
        return f"this is no DuckDB database; name another with `ledger` in the configuration, or {ANEW}"
    if is_full(text):
        return "the disk is full; the ledger is as it was before"
    if is_damage(text):
        return f"damaged: {_short(text)}; {ANEW}"
    if "Permission denied" in text or "read-only" in text.lower():
        return f"can't be opened: {_short(text)}"
    return _short(text)


def _short(text: str) -> str:
    return text.split("\n")[0].removeprefix("IO Error: ")
