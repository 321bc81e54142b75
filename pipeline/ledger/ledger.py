"""Ledger: a ledger's answers for Python, as Arrow, pandas, polars or plain rows.

ledger = Ledger("ledger.duckdb")
ledger.disagreements("people released").pandas()
"""

import os
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from importlib import import_module
from pathlib import Path
from typing import Any

import pyarrow as pa

from newstally.pipeline.ledger.ask import MEMORY_LIMIT, TIME_LIMIT, asking
from newstally.pipeline.ledger.corrections import claims_of
from newstally.pipeline.ledger.place import as_of, place_named
from newstally.pipeline.ledger.questions import (
    SURE,
    Filters,
    Question,
    claims_question,
    disagreements_question,
    event_question,
    question,
    sources_question,
    stories_question,
    timeline_question,
)
from newstally.pipeline.ledger.store import reading


class Rows:
    """The rows of an answer: iterate over them as dictionaries, or take them as a table of the library you use."""

    def __init__(self, table: pa.Table) -> None:
        self._table = table

    def __iter__(self) -> Iterator[dict[str, Any]]:
        yield from self._table.to_pylist()

    def __len__(self) -> int:
        return int(self._table.num_rows)

    def __repr__(self) -> str:
        return f"Rows({len(self)} × {', '.join(self.columns)})"

    @property
    def columns(self) -> list[str]:
        """Names of the columns."""
        return list(self._table.column_names)

    def arrow(self) -> pa.Table:
        """Return a pyarrow Table."""
        return self._table

    def pandas(self) -> Any:
        """Return a pandas DataFrame. Raises ImportError if pandas isn't installed."""
        _require("pandas")
        return self._table.to_pandas()

    def polars(self) -> Any:
        """Return a polars DataFrame. Raises ImportError if polars isn't installed."""
        return _require("polars").from_arrow(self._table)


def _require(library: str) -> Any:
    """Return a library that Newstally doesn't install. Raises ImportError, which says how to have it."""
    try:
        return import_module(library)
    except ModuleNotFoundError:
        raise ImportError(
            f"{library} isn't installed (pip install {library}); arrow() needs no more"
        ) from None


class Ledger:
    """Asks a ledger. It is only read; a crawl may write to it meanwhile, each answer sees one state of it.

    Every method raises LedgerError, which says what is wrong, if the ledger or the question can't be used.
    """

    def __init__(
        self,
        path: str | os.PathLike[str],
        *,
        at: datetime | None = None,
        memory: str = MEMORY_LIMIT,
        time: float = TIME_LIMIT,
    ) -> None:
        """``path`` is a file or a lake (``ducklake:…``), which can be asked as it was ``at`` a moment.

        ``memory`` and ``time`` (seconds) are what one question may use.
        """
        self.path = place_named(path if isinstance(path, str) else Path(path))
        if at is not None:
            self.path = as_of(self.path, at)
        self._memory = memory
        self._time = time

    def claims(
        self,
        text: str | None = None,
        *,
        source: str | None = None,
        outlet: str | None = None,
        kind: str | None = None,
        unit: str | None = None,
        at_least: float | None = None,
        at_most: float | None = None,
        since: date | None = None,
        until: date | None = None,
        as_of: date | None = None,
        modality: str | None = None,
        article: str | None = None,
        min_confidence: float | None = None,
        limit: int | None = None,
    ) -> Rows:
        """Return claims, the latest first; with words of their sentences or subjects, those that fit best first.

        ``since`` and ``until`` are days of printing, ``as_of`` a day for which the figure is said to hold, ``article``
        an address or an article's id. ``newstally schema`` tells what the columns mean.
        """
        filters = Filters(
            text=text,
            source=source,
            outlet=outlet,
            kind=kind,
            unit=unit,
            at_least=at_least,
            at_most=at_most,
            since=since,
            until=until,
            as_of=as_of,
            modality=modality,
            article=article,
            min_confidence=min_confidence,
        )
        return self._ask(claims_question(filters, limit))

    def timeline(self, text: str, *, source: str | None = None, limit: int | None = None) -> Rows:
        """Return what each source said of a subject over time, with the step from figure to figure."""
        return self._ask(timeline_question(text, source, limit))

    def disagreements(
        self,
        text: str | None = None,
        *,
        source: str | None = None,
        since: date | None = None,
        strength: float = SURE,
        all_pairs: bool = False,
        limit: int | None = None,
    ) -> Rows:
        """Return pairs of figures about the same thing that can't both be true, the surest first.

        ``strength`` is how sure they are at least, 0 to 1. Without ``all_pairs`` only the surest pair of each two
        sources and topic.
        """
        return self._ask(disagreements_question(text, source, since, strength, all_pairs, limit))

    def stories(
        self, text: str | None = None, *, since: date | None = None, limit: int | None = None
    ) -> Rows:
        """Return stories: articles about one event, those with most contradictions first.

        With words, those of which a claim holds them; ``since`` is the day of their last article.
        """
        return self._ask(stories_question(text, since, limit))

    def event(
        self,
        text: str | None = None,
        *,
        story: str | None = None,
        by_source: bool = False,
        limit: int | None = None,
    ) -> Rows:
        """Return the event sheet: for each question of a story the lowest, best and highest figure stated as a fact.

        ``story`` is a story's id (``stories``); with words, the questions that hold them. ``by_source`` gives a row for
        each source: its latest figure.
        """
        return self._ask(event_question(text, story, by_source, limit))

    def sources(self, name: str | None = None, *, limit: int | None = None) -> Rows:
        """Return who gives figures, with all the names they go by, the most quoted first."""
        return self._ask(sources_question(name, limit))

    def sightings(self, claim: str) -> Rows:
        """Return every appearance of a claim, by its id or that of one of its sightings, the earliest first."""
        with reading(self.path) as connection:
            claim_id = claims_of(connection, [claim])[claim]
        return self._ask(question("sightings", claim_id=claim_id))

    def sql(self, query: str, parameters: Sequence[Any] | Mapping[str, Any] = ()) -> Rows:
        """Return what one query gives. Nothing but the ledger can be read by it, and nothing changed."""
        return self._rows(query, dict(parameters) if isinstance(parameters, Mapping) else list(parameters))

    def _ask(self, asked: Question) -> Rows:
        return self._rows(asked.query, asked.values)

    def _rows(self, query: str, values: Sequence[Any] | dict[str, Any]) -> Rows:
        with asking(self.path, query, values, time_limit=self._time, memory_limit=self._memory) as answer:
            return Rows(answer.arrow())
