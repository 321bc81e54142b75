"""Turns: who may write to a lake: one process of one machine at a time.

On one machine writers take turns by a lock file, as for a ledger that is a file. On many they take turns by an advisory
lock in the catalog's PostgreSQL database, which is free again when the connection of its holder ends, however that is.
"""

import time
from collections.abc import Iterator
from contextlib import contextmanager

import duckdb

from newstally.pipeline.ledger.errors import LedgerError
from newstally.pipeline.ledger.file_store import LONGEST_WAIT, Say, writers_turn
from newstally.pipeline.ledger.lake.catalog import connected, load
from newstally.pipeline.ledger.literals import quoted
from newstally.pipeline.ledger.place import Lake, beside

LOCK = 7_411_950_222
"""The number of the advisory lock; it holds within one database, and so for the lake in it."""

TELL_AFTER = 2.0
"""Seconds after which it is said that another machine is waited for."""


@contextmanager
def lake_turn(lake: Lake, say: Say) -> Iterator[None]:
    """Hold the writers' locks of a lake. Raises LedgerError if another writer doesn't finish in ten minutes."""
    with writers_turn(beside(lake, ""), say=say):
        if not lake.on_postgres:
            yield
            return
        with connected() as connection:
            load(connection, lake.address)
            connection.execute(f"ATTACH {quoted(lake.connection_string)} AS source (TYPE postgres)")
            connection.execute("BEGIN")  # its connection, and with it the lock, is kept until this ends
            _wait_for(connection, lake, say)
            yield


def _wait_for(connection: duckdb.DuckDBPyConnection, lake: Lake, say: Say) -> None:
    started, told, pause = time.monotonic(), False, 0.02
    while not _try(connection):
        waited = time.monotonic() - started
        if waited > LONGEST_WAIT:
            raise LedgerError(
                f"{lake}: another machine has been writing to it for ten minutes; try again later"
            )
        if waited > TELL_AFTER and not told:
            say(f"waiting for another machine, which is writing to {lake.name}")
            told = True
        time.sleep(pause)
        pause = min(pause * 1.5, 0.5)


def _try(connection: duckdb.DuckDBPyConnection) -> bool:
    row = connection.execute(
        f"FROM postgres_query('source', 'SELECT pg_try_advisory_xact_lock({LOCK}) AS got')"
    ).fetchone()
    return bool(row and row[0])
