"""Ask: runs queries for someone else: read-only, without files or network, within limits of time and memory."""

import contextlib
import threading
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa

from newstally.pipeline.ledger.errors import LedgerError
from newstally.pipeline.ledger.store import reading

TIME_LIMIT = 60.0
"""Seconds that a query may run."""

MEMORY_LIMIT = "2GB"
"""Memory that a query may use, and of which its result may be."""

ROWS_AT_A_TIME = 10_000

ALLOWED = {duckdb.StatementType.SELECT, duckdb.StatementType.EXPLAIN}


@contextlib.contextmanager
def sandbox(path: Path, *, memory_limit: str = MEMORY_LIMIT) -> Iterator[duckdb.DuckDBPyConnection]:
    """Open the ledger so that a query can read it and nothing else, and can't change that.

    Raises LedgerError if there is no ledger or the memory limit is none.
    """
    with reading(path) as connection:
        try:
            connection.execute(f"SET memory_limit = '{memory_limit.replace(chr(39), '')}'")
        except duckdb.Error as error:
            raise LedgerError(
                f"--memory {memory_limit!r}: write it as 500MB or 2GB ({_short(error)})"
            ) from None
        connection.execute("SET temp_directory = ''")
        connection.execute("SET python_enable_replacements = false")
        connection.execute("SET autoinstall_known_extensions = false")
        connection.execute("SET autoload_known_extensions = false")
        connection.execute("SET enable_external_access = false")
        connection.execute("SET lock_configuration = true")
        yield connection


class Answer:
    """The rows of a query, as dictionaries, as they come; ``columns`` are their names."""

    def __init__(self, connection: duckdb.DuckDBPyConnection, limit: float, rows_limit: int) -> None:
        self._connection = connection
        self._limit = limit
        self._most = rows_limit
        self.columns = [column[0] for column in connection.description or ()]

    def __iter__(self) -> Iterator[dict[str, Any]]:
        count = 0
        while rows := self._connection.fetchmany(ROWS_AT_A_TIME):
            count += len(rows)
            for row in rows:
                yield dict(zip(self.columns, row, strict=True))
            if count > self._most:
                raise LedgerError(f"the query gives more than {self._most:,} rows; add LIMIT or a condition")

    def arrow(self) -> pa.Table:
        """Return all rows as an Arrow table. Raises LedgerError if there are too many."""
        table = self._connection.to_arrow_table()
        if table.num_rows > self._most:
            raise LedgerError(f"the query gives more than {self._most:,} rows; add LIMIT or a condition")
        return table


MOST_ROWS = 20_000_000


@contextlib.contextmanager
def asking(
    path: Path,
    query: str,
    parameters: Sequence[Any] | dict[str, Any] = (),
    *,
    time_limit: float = TIME_LIMIT,
    memory_limit: str = MEMORY_LIMIT,
) -> Iterator[Answer]:
    """Run one query in the sandbox and yield its answer.

    Raises LedgerError saying what is wrong with the query, or which limit it struck.
    """
    with sandbox(path, memory_limit=memory_limit) as connection:
        statement = _only_statement(query)
        stopped = threading.Event()

        def stop() -> None:
            stopped.set()
            connection.interrupt()

        timer = threading.Timer(time_limit, stop)
        timer.daemon = True
        timer.start()
        try:
            connection.execute(statement, parameters or None)
            yield Answer(connection, time_limit, MOST_ROWS)
        except duckdb.InterruptException:
            if not stopped.is_set():
                raise KeyboardInterrupt from None
            raise LedgerError(
                f"the query ran longer than {time_limit:g} s and was stopped; narrow it or raise --time"
            ) from None
        except duckdb.OutOfMemoryException:
            raise LedgerError(
                f"the query needs more than {memory_limit}; narrow it or raise --memory"
            ) from None
        except duckdb.Error as error:
            raise LedgerError(_short(error)) from None
        finally:
            timer.cancel()


def _only_statement(query: str) -> duckdb.Statement:
    """Return the one statement of a query. Raises LedgerError if there is none, several, or one that isn't a query."""
    try:
        statements = duckdb.extract_statements(query)
    except duckdb.Error as error:
        raise LedgerError(_short(error)) from None
    if len(statements) != 1:
        raise LedgerError(f"one query at a time, please; there are {len(statements)}")
    if statements[0].type not in ALLOWED:
        name = str(statements[0].type).rpartition(".")[2]
        raise LedgerError(
            f"{name} is not a query; the ledger can be read here (SELECT, FROM, DESCRIBE), not changed"
        )
    return statements[0]


def _short(error: duckdb.Error) -> str:
    """Return DuckDB's message without its stack and hints about candidates on further lines."""
    lines = [line for line in str(error).split("\n") if line.strip()]
    return "\n  ".join(lines[:5]) if lines else type(error).__name__
