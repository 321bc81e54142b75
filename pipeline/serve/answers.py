"""Answers: asks the ledger for a view, in processes apart and never more at once than was set."""

from collections.abc import Callable
from typing import Any, TypeVar

from anyio import CapacityLimiter, to_thread

from newstally.pipeline.ledger.ask import start_fork_server
from newstally.pipeline.ledger.kept import Keeper
from newstally.pipeline.ledger.questions import Question
from newstally.pipeline.serve.settings import Settings

Row = dict[str, Any]
Result = TypeVar("Result")


KEPT = 2
"""Processes that keep the ledger open while nothing is asked; each may hold as much memory as a question may use."""


class Answers:
    """Asks one ledger for all requests."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._keeper = Keeper(
            start_fork_server(),
            settings.ledger,
            time_limit=settings.time_limit,
            memory_limit=settings.memory_limit,
            most=KEPT,
        )
        self._limiter: CapacityLimiter | None = None
        self._writers: CapacityLimiter | None = None
        self._explainers: CapacityLimiter | None = None

    async def rows(self, *questions: Question) -> list[list[Row]]:
        """Return the rows of each question, all of one state of the ledger. Raises LedgerError."""
        queries = [(asked.query, asked.values) for asked in questions]
        return await self.run(lambda: self._keeper.rows(queries))

    async def run(self, work: Callable[[], Result]) -> Result:
        """Return what work gives that takes a while, done in a thread when there is a free one."""
        if self._limiter is None:
            self._limiter = CapacityLimiter(self._settings.at_once)
        return await to_thread.run_sync(work, limiter=self._limiter)

    async def write(self, work: Callable[[], Result]) -> Result:
        """Return what work gives that changes the ledger; one at a time, as DuckDB wants it within one process."""
        if self._writers is None:
            self._writers = CapacityLimiter(1)
        return await to_thread.run_sync(work, limiter=self._writers)

    async def explain(self, work: Callable[[], Result]) -> Result:
        """Return what work gives that reads a page again; one at a time, and no question waits for it."""
        if self._explainers is None:
            self._explainers = CapacityLimiter(1)
        return await to_thread.run_sync(work, limiter=self._explainers)
