"""Own query: what a query gives that somebody wrote themselves, as far as it is shown."""

from dataclasses import dataclass
from itertools import islice

from newstally.pipeline.ledger.ask import asking
from newstally.pipeline.ledger.errors import LedgerError
from newstally.pipeline.serve.answers import Row
from newstally.pipeline.serve.settings import Settings


@dataclass(frozen=True, slots=True)
class Result:
    """The first rows of a query, or what is wrong with it; ``cut`` if there are more."""

    columns: tuple[str, ...] = ()
    rows: tuple[Row, ...] = ()
    cut: bool = False
    error: str | None = None


def first_rows(settings: Settings, query: str, most: int) -> Result:
    """Return what a query gives, ``most`` rows at most; the query is ended then."""
    try:
        with asking(
            settings.ledger, query, time_limit=settings.time_limit, memory_limit=settings.memory_limit
        ) as answer:
            rows = tuple(islice(answer, most + 1))
            return Result(tuple(answer.columns), rows[:most], len(rows) > most)
    except LedgerError as error:
        return Result(error=str(error))
