"""Answer: what a process that runs queries for someone else sends back, as ``asked_process`` writes it.

For each query one line of JSON (what went wrong, if anything), an Arrow stream, and a last line.
"""

import contextlib
import json
from collections.abc import Iterator
from decimal import Decimal
from typing import Any, BinaryIO

import pyarrow as pa

from newstally.pipeline.ledger.errors import LedgerError

MOST_ROWS = 20_000_000


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
        require_well(self._stream.readline())

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


class EndedError(Exception):
    """The process ended without an answer."""


@contextlib.contextmanager
def _said_whole() -> Iterator[None]:
    """Raise EndedError where an answer breaks off."""
    try:
        yield
    except (pa.ArrowInvalid, OSError):
        raise EndedError from None


def is_older(line: bytes) -> bool:
    """Return whether a line of the answer says that the ledger is an older one. Raises as ``require_well`` does."""
    require_well(line)
    return "older" in json.loads(line)


def require_well(line: bytes) -> None:
    """Raise LedgerError if a line of the answer tells of one, EndedError if there is none."""
    if not line:
        raise EndedError
    told = json.loads(line)
    if "error" in told:
        raise LedgerError(told["error"])
