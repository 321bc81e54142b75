"""Ask: runs queries for someone else: read-only, without files or network, within limits of time and memory.

Each query runs in a process of its own (``asked_process``), which ends for sure when its time is up; the memory of this
one holds nothing but the rows that it has taken. A program with threads that asks often starts a fork server first;
what it asks itself, again and again, ``kept`` answers.
"""

import contextlib
import multiprocessing
import os
import pickle
import signal
import sys
import threading
import warnings
from collections.abc import Iterator
from multiprocessing.context import ForkServerContext, ForkServerProcess
from multiprocessing.forkserver import ensure_running
from pathlib import Path
from subprocess import PIPE, Popen
from typing import BinaryIO, Protocol

from newstally.pipeline.ledger.answer import Answer, EndedError, is_older, require_well
from newstally.pipeline.ledger.asked_process import Asked, Parameters, answer, answer_to, too_long, too_much
from newstally.pipeline.ledger.errors import LedgerError
from newstally.pipeline.ledger.place import Place
from newstally.pipeline.ledger.store import reading

TIME_LIMIT = 60.0
"""Seconds that a query may run."""

MEMORY_LIMIT = "2GB"
"""Memory that a query may use, and of which its result may be."""

GRACE = 1.0
"""Seconds after its time within which a query must have ended by itself."""

_fork_server: ForkServerContext | None = None
"""What starts processes, where a program asked for it."""


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


def _begun(asked: Asked, stack: contextlib.ExitStack) -> BinaryIO:
    """Return what the process of a question writes, from the first answer on; an older ledger is brought up to date.

    That is done here, without the limits of a question.
    """
    with contextlib.ExitStack() as first:
        stream = first.enter_context(_asked(asked))
        if not is_older(stream.readline()):
            stack.push(first.pop_all())
            return stream
    with reading(asked.path):
        pass
    stream = stack.enter_context(_asked(asked))
    require_well(stream.readline())
    return stream


@contextlib.contextmanager
def _asked(asked: Asked) -> Iterator[BinaryIO]:
    """Start the process of a question and yield what it writes; end the process at the end, or when its time is up."""
    process, stream = _start(asked)
    out_of_time = threading.Event()

    def end() -> None:
        out_of_time.set()
        process.kill()

    timer = threading.Timer(asked.seconds + GRACE, end)
    timer.daemon = True
    timer.start()
    try:
        yield stream
    except EndedError:
        process.kill()
        raise LedgerError(too_long(asked) if out_of_time.is_set() else too_much(asked)) from None
    finally:
        timer.cancel()
        process.kill()
        stream.close()
        process.wait()


def _start(asked: Asked) -> tuple[_Process, BinaryIO]:
    """Start the process of a question and return it with what it writes.

    A process in which nothing else runs is forked, which takes milliseconds; another could deadlock that way.
    """
    if _fork_server is not None:
        return _fork_elsewhere(asked, _fork_server)
    if _runs_alone():
        return _fork(asked)
    command = [sys.executable, "-P", "-m", "newstally.pipeline.ledger.asked_process"]
    process = Popen(command, stdin=PIPE, stdout=PIPE)
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


def start_fork_server() -> ForkServerContext:
    """Start a process that forks those of this program's questions from now on, in milliseconds, for all its threads.

    It ends with this program, and every question with it.
    """
    global _fork_server
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["__main__", "newstally.pipeline.ledger.kept_process"])
    ensure_running()
    _fork_server = context
    return context


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
