"""Kept process: answers one question after the other, with the ledger open from one to the next.

It stands in no writer's way: while nothing is asked it looks often whether one has its turn, and closes the ledger
then; a ledger that another was put in place of, or that was written to, is opened anew before the next question. A lake
is opened for each question: only so it is seen as it is then.
"""

import contextlib
import os
import signal
import time
from multiprocessing.connection import Connection

import duckdb

from newstally.pipeline.ledger.asked_process import Asked, close_off, limit_memory, limit_time, run, telling
from newstally.pipeline.ledger.file_store import writer_at_work
from newstally.pipeline.ledger.place import Lake, Place, beside
from newstally.pipeline.ledger.store import reading

LOOKS = 0.1
"""Seconds between two looks for a writer; well below those that one waits for readers (``file_store.PATIENCE``)."""

IDLE = 30.0
"""Seconds without a question after which the ledger is closed, and what was kept of it in memory given back."""

FileState = tuple[tuple[int, int, int], ...]
"""Number, time of the last change and size of the ledger's file and its log."""


class OpenLedger:
    """The ledger as a process keeps it open."""

    def __init__(self, place: Place, memory: str) -> None:
        self._place = place
        self._memory = memory
        self._stack = contextlib.ExitStack()
        self._connection: duckdb.DuckDBPyConnection | None = None
        self._state: FileState | None = None
        self._asked_at = 0.0

    @property
    def is_open(self) -> bool:
        """Whether it is open at present."""
        return self._connection is not None

    def connection(self) -> duckdb.DuckDBPyConnection:
        """Return a connection to the ledger as it is now, closed off. Raises LedgerError as ``reading`` does."""
        state = _state_of(self._place)
        if self._connection is None or state is None or state != self._state:
            self.close()
            opened = self._stack.enter_context(reading(self._place, as_it_is=True))
            close_off(opened, self._memory)
            self._connection, self._state = opened, state
        self._asked_at = time.monotonic()
        return self._connection

    def give_way(self) -> None:
        """Close it if a writer wants it, or nobody has asked for long."""
        if time.monotonic() - self._asked_at > IDLE or _is_wanted(self._place):
            self.close()

    def close(self) -> None:
        """Close it, if it is open."""
        self._connection = None
        self._stack.close()


def _state_of(place: Place) -> FileState | None:
    """Return the state of a ledger's files, None if that doesn't tell what is in it."""
    if isinstance(place, Lake):
        return None
    found = []
    for file in (place, beside(place, ".wal")):
        with contextlib.suppress(OSError):
            told = file.stat()
            found.append((told.st_ino, told.st_mtime_ns, told.st_size))
    return tuple(found)


def _is_wanted(place: Place) -> bool:
    """Return whether a writer has its turn. One that has it is named in its lock file, which costs less to look at."""
    if isinstance(place, Lake):
        return False
    try:
        named = beside(place, ".lock").stat().st_size > 0
    except OSError:
        return False
    return named and writer_at_work(place)


def keep_answering(place: Place, memory: str, questions: Connection, target: Connection) -> None:
    """Answer each question to the end of a pipe until there are no more, in a process made for that.

    After one that failed the ledger is opened anew: what went wrong may be in what was kept of it.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the process that asks is interrupted and ends this one
    limit_memory(memory, times=2)
    ledger = OpenLedger(place, memory)
    with os.fdopen(os.dup(target.fileno()), "wb") as out, contextlib.suppress(EOFError, BrokenPipeError):
        target.close()
        while True:
            if ledger.is_open and not questions.poll(LOOKS):
                ledger.give_way()
                continue
            asked: Asked = questions.recv()
            with telling(asked, out):
                try:
                    limit_time(asked.seconds)
                    run(ledger.connection(), asked, out)
                except BaseException:
                    ledger.close()
                    raise
