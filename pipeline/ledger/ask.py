"""Ask: runs queries for someone else: read-only, without files or network, within limits of time and memory.

Each query runs in a process of its own (``asked_process``), which ends for sure when its time is up; the memory of this
one holds nothing but the rows that it has taken. A program with threads that asks often starts a fork server first.
"""

import contextlib
import json
import multiprocessing
import os
import pickle
import signal
import subprocess
import sys
import threading
import warnings
from collections.abc import Iterator, Sequence
from decimal import Decimal
from multiprocessing.context import ForkServerContext, ForkServerProcess
from pathlib import Path
from typing import Any, BinaryIO, Protocol

import pyarrow as pa

from newstally.pipeline.ledger.asked_process import Asked, Parameters, answer, answer_to
from newstally.pipeline.ledger.errors import LedgerError
from newstally.pipeline.ledger.place import Place
from newstally.pipeline.ledger.store import reading

TIME_LIMIT = 60.0
"""Seconds that a query may run."""

MEMORY_LIMIT = "2GB"
"""Memory that a query may use, and of which its result may be."""

MOST_ROWS = 20_000_000

GRACE = 1.0
"""Seconds after its time within which a query must have ended by itself."""

_fork_server: ForkServerContext | None = None
"""What starts processes, where a program asked for it."""


class Answer:
    """The rows of a query, as dictionaries, as they come; ``columns`` are their names, ``schema`` has their types."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        with _said_whole():
            self._batches = pa.ipc.open_stream(stream)
        self.schema: pa.Schema = self._batches.schema
        self.columns: list[str] = list(self.schema.names)

    def batches(self) -> Iterator[pa.RecordBatch]:
        """Yield the rows as Arrow batches. Raises LedgerError if a limit is struck on the way, or they are too many."""
        count = 0
        while (batch := self._next()) is not None:
            count += batch.num_rows
            if count > MOST_ROWS:
                raise LedgerError(f"the query gives more than {MOST_ROWS:,} rows; add LIMIT or a condition")
            yield batch
        _require_well(self._stream.readline())

    def _next(self) -> pa.RecordBatch | None:
        with _said_whole():
            return next(self._batches, None)

    def __iter__(self) -> Iterator[dict[str, Any]]:
        for batch in self.batches():
            columns = [_plain(column.to_pylist()) for column in batch.columns]
            for row in zip(*columns, strict=True):
                yield dict(zip(self.columns, row, strict=True))

    def arrow(self) -> pa.Table:
        """Return all rows as an Arrow table. Raises LedgerError as ``batches`` does."""
        return pa.Table.from_batches(list(self.batches()), self.schema)


def _plain(values: list[Any]) -> list[Any]:
    """Return values with whole numbers as int: DuckDB's largest integers come as decimals without a fraction."""
    whole = next((value for value in values if value is not None), None)
    if isinstance(whole, Decimal) and whole.as_tuple().exponent == 0:
        return [None if value is None else int(value) for value in values]
    return values


class _EndedError(Exception):
    """The process ended without an answer."""


@contextlib.contextmanager
def _said_whole() -> Iterator[None]:
    """Raise _EndedError where an answer breaks off."""
    try:
        yield
    except (pa.ArrowInvalid, OSError):
        raise _EndedError from None


class _Process(Protocol):
    """The process that a query runs in."""

    def kill(self) -> None: ...

    def wait(self) -> int: ...


@contextlib.contextmanager
def asking(
    path: Place,
    query: str,
    parameters: Parameters = (),
    *,
    time_limit: float = TIME_LIMIT,
    memory_limit: str = MEMORY_LIMIT,
) -> Iterator[Answer]:
    """Run one query and yield its answer.

    Raises LedgerError saying what is wrong with the query, or which limit it struck.
    """
    with contextlib.ExitStack() as stack:
        yield Answer(_begun(Asked(path, ((query, parameters),), time_limit, memory_limit), stack))


def ask_all(
    path: Place,
    queries: Sequence[tuple[str, Parameters]],
    *,
    time_limit: float = TIME_LIMIT,
    memory_limit: str = MEMORY_LIMIT,
) -> list[list[dict[str, Any]]]:
    """Run queries one after the other on one state of the ledger and return the rows of each.

    The limits hold for all of them together. Raises LedgerError as ``asking`` does.
    """
    found = []
    with contextlib.ExitStack() as stack:
        stream = _begun(Asked(path, tuple(queries), time_limit, memory_limit), stack)
        for number in range(len(queries)):
            if number:
                _require_well(stream.readline())
            found.append(list(Answer(stream)))
    return found


def _begun(asked: Asked, stack: contextlib.ExitStack) -> BinaryIO:
    """Return what the process of a question writes, from the first answer on; an older ledger is brought up to date.

    That is done here, without the limits of a question.
    """
    with contextlib.ExitStack() as first:
        stream = first.enter_context(_asked(asked))
        if not _is_older(stream.readline()):
            stack.push(first.pop_all())
            return stream
    with reading(asked.path):
        pass
    stream = stack.enter_context(_asked(asked))
    _require_well(stream.readline())
    return stream


def _is_older(line: bytes) -> bool:
    """Return whether a line of the answer says that the ledger is an older one. Raises as ``_require_well`` does."""
    _require_well(line)
    return "older" in json.loads(line)


@contextlib.contextmanager
def _asked(asked: Asked) -> Iterator[BinaryIO]:
    """Start the process of a question and yield what it writes; end the process at the end, or when its time is up."""
    time_limit, memory_limit = asked.seconds, asked.memory
    process, stream = _start(asked)
    out_of_time = threading.Event()

    def end() -> None:
        out_of_time.set()
        process.kill()

    timer = threading.Timer(time_limit + GRACE, end)
    timer.daemon = True
    timer.start()
    try:
        yield stream
    except _EndedError:
        process.kill()
        raise LedgerError(
            f"the query ran longer than {time_limit:g} s and was stopped; narrow it or raise --time"
            if out_of_time.is_set()
            else f"the query needs more than {memory_limit}; narrow it or raise --memory"
        ) from None
    finally:
        timer.cancel()
        process.kill()
        stream.close()
        process.wait()


def _require_well(line: bytes) -> None:
    """Raise LedgerError if a line of the answer tells of one, _EndedError if there is none."""
    if not line:
        raise _EndedError
    told = json.loads(line)
    if "error" in told:
        raise LedgerError(told["error"])


def _start(asked: Asked) -> tuple[_Process, BinaryIO]:
    """Start the process of a question and return it with what it writes.

    A process in which nothing else runs is forked, which takes milliseconds; another could deadlock that way.
    """
    if _fork_server is not None:
        return _fork_elsewhere(asked, _fork_server)
    if _runs_alone():
        return _fork(asked)
    command = [sys.executable, "-P", "-m", "newstally.pipeline.ledger.asked_process"]
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    assert process.stdin is not None and process.stdout is not None
    with contextlib.suppress(BrokenPipeError), process.stdin as question:
        pickle.dump(asked, question)
    return process, process.stdout  # type: ignore[return-value]


def _runs_alone() -> bool:
    """Whether no other thread runs Python, and those that libraries keep (of DuckDB, Arrow, BLAS) are all asleep.

    Such a thread waits for work. What a forked process needs, it holds only while it runs: the locks of memory.
    """
    if len(sys._current_frames()) > 1:
        return False
    try:
        others = [
            task for task in Path("/proc/self/task").iterdir() if task.name != str(threading.get_native_id())
        ]
        states = [(task / "stat").read_text(encoding="utf-8", errors="replace") for task in others]
    except OSError:
        return False
    return all(state.rpartition(")")[2].split()[0] == "S" for state in states)


class _Forked:
    """A forked process that can be ended and waited for once."""

    def __init__(self, number: int) -> None:
        self.number = number
        self.code: int | None = None

    def kill(self) -> None:
        """End it, if it hasn't ended."""
        if self.code is None:
            with contextlib.suppress(ProcessLookupError):
                os.kill(self.number, signal.SIGKILL)

    def wait(self) -> int:
        """Return its exit code, when it has ended."""
        if self.code is None:
            self.code = os.waitstatus_to_exitcode(os.waitpid(self.number, 0)[1])
        return self.code


def _fork(asked: Asked) -> tuple[_Process, BinaryIO]:
    source, target = os.pipe()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # of libraries' threads: see _runs_alone
        number = os.fork()
    if number:
        os.close(target)
        return _Forked(number), os.fdopen(source, "rb")
    try:
        os.close(source)
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        with os.fdopen(target, "wb") as out:
            answer(asked, out)
    except BaseException:
        os._exit(1)
    os._exit(0)


def start_fork_server() -> None:
    """Start a process that forks those of this program's questions from now on, in milliseconds, for all its threads.

    It ends with this program, and every question with it.
    """
    global _fork_server
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["__main__", "newstally.pipeline.ledger.asked_process"])
    _fork_server = context


class _ForkedElsewhere:
    """A process of the fork server."""

    def __init__(self, process: ForkServerProcess) -> None:
        self.process = process

    def kill(self) -> None:
        """End it, if it hasn't ended."""
        self.process.kill()

    def wait(self) -> int:
        """Return its exit code, when it has ended."""
        self.process.join()
        code = self.process.exitcode or 0
        self.process.close()
        return code


def _fork_elsewhere(asked: Asked, context: ForkServerContext) -> tuple[_Process, BinaryIO]:
    source, target = context.Pipe(duplex=False)
    process = context.Process(target=answer_to, args=(asked, target), daemon=True)
    process.start()
    target.close()
    with source:
        return _ForkedElsewhere(process), os.fdopen(os.dup(source.fileno()), "rb")
