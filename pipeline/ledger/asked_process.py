"""Asked process: runs queries where they can harm nobody: a process of its own, with limits that the system keeps.

The question comes as an object, the answer goes back, for each query, as one line of JSON (what went wrong, if
anything), an Arrow stream, and a last line. Limits of DuckDB come first, since they say best what happened; those of
the system hold for what DuckDB doesn't count.
"""

import contextlib
import ctypes
import json
import os
import pickle
import resource
import signal
import sys
import threading
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any, BinaryIO

import duckdb
import pyarrow as pa

from newstally.pipeline.ledger.admission import admit, require_query, short
from newstally.pipeline.ledger.errors import LedgerError, OlderLedgerError
from newstally.pipeline.ledger.place import Place
from newstally.pipeline.ledger.store import reading

ROWS_AT_A_TIME = 10_000
HEADROOM = 192 * 2**20
"""Bytes of address space beyond DuckDB's memory limit, for what it doesn't count."""
PER_THREAD = 96 * 2**20
"""... and for each of its threads."""
MOST_THREADS = 4
Parameters = Sequence[Any] | dict[str, Any]
"""Values of a query's parameters, by place or by name."""

DIE_WITH_PARENT = 1
"""PR_SET_PDEATHSIG of Linux's prctl."""

UNITS = {"": 1, "b": 1, "kb": 10**3, "mb": 10**6, "gb": 10**9, "tb": 10**12}
UNITS |= {"kib": 2**10, "mib": 2**20, "gib": 2**30, "tib": 2**40}


@dataclass(frozen=True, slots=True)
class Asked:
    """A question, which may take several queries, and what it may use."""

    path: Place
    queries: tuple[tuple[str, Parameters], ...]
    seconds: float
    memory: str


def answer(asked: Asked, out: BinaryIO) -> None:
    """Run the queries within the limits and write what comes of them; the first that fails is the last."""
    with telling(asked, out):
        limit_memory(asked.memory)
        limit_time(asked.seconds)
        with reading(asked.path, as_it_is=True) as connection:
            close_off(connection, asked.memory)
            run(connection, asked, out)


@contextlib.contextmanager
def telling(asked: Asked, out: BinaryIO) -> Iterator[None]:
    """Write what is wrong with a question to its answer."""
    try:
        yield
    except OlderLedgerError:
        _tell(out, {"older": ""})  # bringing it up to date takes more than a question may
    except LedgerError as error:
        _tell(out, {"error": str(error)})
    except MemoryError:
        _tell(out, {"error": too_much(asked)})


def run(connection: duckdb.DuckDBPyConnection, asked: Asked, out: BinaryIO) -> None:
    """Run the queries of a question on a ledger that is closed off, and write what comes of them.

    Raises LedgerError for the first that fails.
    """
    with _interrupted_after(connection, asked.seconds) as stopped:
        for query, parameters in asked.queries:
            statement = admit(query)
            require_query(connection, statement)
            _stream(connection, statement, parameters, asked, out, stopped)


def _stream(
    connection: duckdb.DuckDBPyConnection,
    statement: str,
    parameters: Parameters,
    asked: Asked,
    out: BinaryIO,
    stopped: threading.Event,
) -> None:
    try:
        batches = connection.execute(statement, parameters or None).to_arrow_reader(ROWS_AT_A_TIME)
        _tell(out, {})
        with pa.ipc.new_stream(out, batches.schema) as stream:
            for batch in batches:
                stream.write_batch(batch)
        _tell(out, {})
    except duckdb.InterruptException:
        if not stopped.is_set():
            raise
        raise LedgerError(too_long(asked)) from None
    except (duckdb.OutOfMemoryException, MemoryError, pa.ArrowMemoryError):
        raise LedgerError(too_much(asked)) from None
    except duckdb.Error as error:
        raise LedgerError(too_much(asked) if "bad_alloc" in str(error) else short(error)) from None


def too_much(asked: Asked) -> str:
    """Return what is told of a question that struck its limit of memory."""
    return f"the query needs more than {asked.memory}; narrow it or raise --memory"


def too_long(asked: Asked) -> str:
    """Return what is told of a question that struck its limit of time."""
    return f"the query ran longer than {asked.seconds:g} s and was stopped; narrow it or raise --time"


def _tell(out: BinaryIO, what: dict[str, str]) -> None:
    out.write(json.dumps(what).encode() + b"\n")
    out.flush()


def close_off(connection: duckdb.DuckDBPyConnection, memory: str) -> None:
    """Let a query read the ledger and nothing else, and change nothing. Raises LedgerError if the limit is none."""
    try:
        connection.execute(f"SET memory_limit = '{memory.replace(chr(39), '')}'")
    except duckdb.Error as error:
        raise LedgerError(f"--memory {memory!r}: write it as 500MB or 2GB ({short(error)})") from None
    connection.execute(f"SET threads = {_threads():d}")
    for setting in (
        "enable_progress_bar = false",
        "temp_directory = ''",
        "python_enable_replacements = false",
        "autoinstall_known_extensions = false",
        "autoload_known_extensions = false",
        "enable_external_access = false",
        "lock_configuration = true",
    ):
        connection.execute(f"SET {setting}")


@contextlib.contextmanager
def _interrupted_after(connection: duckdb.DuckDBPyConnection, seconds: float) -> Any:
    """Interrupt what a connection does after a time; the event tells whether that happened."""
    stopped = threading.Event()

    def stop() -> None:
        stopped.set()
        connection.interrupt()

    timer = threading.Timer(seconds, stop)
    timer.daemon = True
    timer.start()
    try:
        yield stopped
    finally:
        timer.cancel()


def _threads() -> int:
    return min(os.cpu_count() or 1, MOST_THREADS)


def limit_memory(memory: str, times: int = 1) -> None:
    """Set the system's limit of address space, and end with the process that asked.

    ``times`` is for queries that run one after the other: not all of what one had is given back before the next.
    """
    with contextlib.suppress(OSError, AttributeError):
        ctypes.CDLL(None).prctl(DIE_WITH_PARENT, signal.SIGKILL)
    wanted = bytes_of(memory)
    if wanted is not None:
        _lower(resource.RLIMIT_AS, _address_space() + times * wanted + HEADROOM + _threads() * PER_THREAD)


def limit_time(seconds: float) -> None:
    """Set the system's limit of the processors' time, from now on."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    _lower(resource.RLIMIT_CPU, int(used.ru_utime + used.ru_stime + (seconds + 2) * _threads()) + 1)


def _lower(which: int, limit: int) -> None:
    hard = resource.getrlimit(which)[1]
    limit = limit if hard == resource.RLIM_INFINITY else min(limit, hard)
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(which, (limit, hard))


def _address_space() -> int:
    """Return the bytes of address space in use, 0 where the system doesn't tell."""
    try:
        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
    except (OSError, ValueError, IndexError):
        return 0
    return pages * resource.getpagesize()


def bytes_of(memory: str) -> int | None:
    """Return the bytes of a size such as 500MB or 2GB, None if it is none."""
    number = memory.strip().rstrip("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ ")
    unit = memory.strip()[len(number) :].strip().lower()
    try:
        return int(float(number) * UNITS[unit])
    except (ValueError, KeyError, OverflowError):
        return None


def answer_to(asked: Asked, target: Connection) -> None:
    """Answer a question to the end of a pipe, in a process made for it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the process that asked is interrupted and ends this one
    with os.fdopen(os.dup(target.fileno()), "wb") as out:
        target.close()
        answer(asked, out)


def main() -> None:
    """Answer the question on standard input to standard output."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the process that asked is interrupted and ends this one
    answer(pickle.load(sys.stdin.buffer), sys.stdout.buffer)


if __name__ == "__main__":
    main()
