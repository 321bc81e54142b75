"""Kept: answers what a program asks again and again, in processes that keep the ledger open between questions.

To open a ledger, and to read again what was read a moment ago, takes longer than most questions. The processes are
closed off and limited as those of ``ask`` are; each question has its own limit of time. For queries that the program
itself wrote: one that a stranger wrote belongs into a process that ends with it.
"""

import contextlib
import os
import threading
from collections.abc import Iterator, Sequence
from multiprocessing.connection import Connection
from multiprocessing.context import ForkServerContext, ForkServerProcess
from typing import Any, BinaryIO

from newstally.pipeline.ledger.answer import Answer, EndedError, is_older, require_well
from newstally.pipeline.ledger.ask import GRACE
from newstally.pipeline.ledger.asked_process import Asked, Parameters, too_long, too_much
from newstally.pipeline.ledger.errors import LedgerError
from newstally.pipeline.ledger.kept_process import keep_answering
from newstally.pipeline.ledger.place import Place
from newstally.pipeline.ledger.store import reading

Rows = list[dict[str, Any]]


class _OlderError(Exception):
    """The ledger is of an older version."""


class _Kept:
    """One process, and the pipes to it and from it."""

    def __init__(self, context: ForkServerContext, place: Place, memory: str) -> None:
        questions, self.questions = context.Pipe(duplex=False)
        source, target = context.Pipe(duplex=False)
        self.process: ForkServerProcess = context.Process(
            target=keep_answering, args=(place, memory, questions, target), daemon=True
        )
        self.process.start()
        questions.close()
        target.close()
        self.answers = _opened(source)
        self.is_out_of_time = False

    def ask(self, asked: Asked) -> list[Rows]:
        """Return the rows of each query. Raises EndedError, _OlderError or LedgerError."""
        with self._ended_after(asked.seconds + GRACE):
            try:
                self.questions.send(asked)
            except OSError:
                raise EndedError from None
            found: list[Rows] = []
            for number in range(len(asked.queries)):
                line = self.answers.readline()
                if not number and is_older(line):
                    raise _OlderError
                require_well(line)
                found.append(list(Answer(self.answers)))
        return found

    @contextlib.contextmanager
    def _ended_after(self, seconds: float) -> Iterator[None]:
        def end() -> None:
            self.is_out_of_time = True
            self.process.kill()

        timer = threading.Timer(seconds, end)
        timer.daemon = True
        timer.start()
        try:
            yield
        finally:
            timer.cancel()

    def end(self) -> None:
        """End the process."""
        self.process.kill()
        self.questions.close()
        self.answers.close()
        self.process.join()
        self.process.close()


def _opened(source: Connection) -> BinaryIO:
    with source:
        return os.fdopen(os.dup(source.fileno()), "rb")


class Keeper:
    """Asks one ledger, from any number of threads; at most ``most`` processes are kept while nothing is asked."""

    def __init__(
        self, context: ForkServerContext, place: Place, *, time_limit: float, memory_limit: str, most: int
    ) -> None:
        self._context = context
        self._place = place
        self._seconds, self._memory = time_limit, memory_limit
        self._most = most
        self._idle: list[_Kept] = []
        self._lock = threading.Lock()

    def rows(self, queries: Sequence[tuple[str, Parameters]]) -> list[Rows]:
        """Run queries one after the other on one state of the ledger and return the rows of each.

        A process that has answered before and fails is none that one can trust: the question goes to a fresh one.
        The limits hold for all queries together. Raises LedgerError as ``ask.asking`` does.
        """
        asked = Asked(self._place, tuple(queries), self._seconds, self._memory)
        with self._lock:
            kept = self._idle.pop() if self._idle else None
        if kept is not None:
            try:
                return self._ask(kept, asked)
            except _OlderError:
                self._bring_up_to_date()
            except LedgerError:
                if kept.is_out_of_time:
                    raise
        try:
            return self._ask(self._fresh(), asked)
        except _OlderError:
            self._bring_up_to_date()
            return self._ask(self._fresh(), asked)

    def _fresh(self) -> _Kept:
        return _Kept(self._context, self._place, self._memory)

    def _ask(self, kept: _Kept, asked: Asked) -> list[Rows]:
        """Return what a process answers, and keep it if it did. Raises _OlderError or LedgerError."""
        try:
            found = kept.ask(asked)
        except BaseException as error:
            kept.end()
            if isinstance(error, EndedError):
                raise LedgerError(too_long(asked) if kept.is_out_of_time else too_much(asked)) from None
            raise
        with self._lock:
            spare = kept if len(self._idle) >= self._most else None
            if spare is None:
                self._idle.append(kept)
        if spare is not None:
            spare.end()
        return found

    def _bring_up_to_date(self) -> None:
        """Bring an older ledger up to date, here, without the limits of a question."""
        with reading(self._place):
            pass
