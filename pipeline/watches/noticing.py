"""Noticing: what a batch brought that a watch follows. It is noted in the batch's own transaction, each thing once."""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import duckdb

from newstally.crawler.settings import seconds
from newstally.extract.lemmas import fold
from newstally.pipeline.ledger.identity import identity
from newstally.pipeline.ledger.questions import Question, question, search_words, source_key
from newstally.pipeline.output import plain
from newstally.pipeline.watches.settings import Channel, Kind, Watch
from newstally.pipeline.watches.wording import title_of

FILTERS = ("words", "measures", "places", "sources", "outlets", "at_least")

BESIDE_FIGURES: dict[Kind, tuple[str, ...]] = {
    "contradiction": ("claim_id", "other_id"),
    "revision": ("before_claim", "after_claim"),
    "withdrawal": ("article_id",),
}
"""Kinds of notices on what became of figures, with the columns that name what each is about."""

SMALLEST_STEP = 1e-12
"""Without a threshold any change is told, but not that a source says the same again."""


@dataclass(frozen=True, slots=True)
class Notice:
    """One thing to tell of."""

    watch: str
    kind: Kind
    things: tuple[str, ...]
    """Sightings, an article, or an outlet with its mark: by them it is known when it turns up again."""
    title: str
    message: dict[str, Any]

    @property
    def notice_id(self) -> str:
        """Identity of the notice."""
        return identity("notice", self.watch, self.kind, *sorted(self.things))


def note_batch(
    connection: duckdb.DuckDBPyConnection,
    watches: Iterable[Watch],
    channels: Sequence[Channel],
    now: datetime,
) -> list[Notice]:
    """Note what the articles of ``new_articles`` brought, and return it. The caller holds the transaction.

    ``now`` is in UTC, without time zone. Nothing is noted again of which a watch has told before, also where it goes
    by another id by now: notices name sightings, and claims are known by any of theirs.
    """
    noted = []
    for watch in watches:
        since = now - timedelta(seconds=seconds(watch.recent))
        found = list(found_by(connection, watch, since, batch=True))
        noted += keep(connection, watch, channels, found, now)
    return noted


def found_by(
    connection: duckdb.DuckDBPyConnection, watch: Watch, since: datetime, *, batch: bool = False
) -> Iterator[Notice]:
    """Yield what a watch follows since a moment; with ``batch`` only what the articles of ``new_articles`` brought."""
    given: dict[str, Any] = {
        "since": since,
        "batch": True if batch else None,
        "followed": _followed(connection, watch),
    }
    if "figure" in watch.kinds:
        for row in _rows(connection, question("watch_figures", **given)):
            yield _notice(watch, "figure", (row["claim_id"],), row)
    if "change" in watch.kinds:
        step = watch.step if watch.step is None else max(watch.step, SMALLEST_STEP)
        asked = question("watch_figures", step=step, step_share=watch.step_share, **given)
        for row in _rows(connection, asked):
            yield _notice(watch, "change", (row["claim_id"],), row)
    for kind, ids in BESIDE_FIGURES.items():
        if kind in watch.kinds:
            for row in _rows(connection, question(f"watch_{kind}s", **given)):
                yield _notice(watch, kind, tuple(row[name] for name in ids), row)


def _followed(connection: duckdb.DuckDBPyConnection, watch: Watch) -> list[str] | None:
    """Return the claims that a watch follows, however old; None where it follows all."""
    filters = _filters(watch)
    if not watch.min_confidence and all(filters[name] is None for name in FILTERS):
        return None
    return [row["claim_id"] for row in _rows(connection, question("watch_followed", **filters))]


def _filters(watch: Watch) -> dict[str, Any]:
    return {
        "words": search_words(watch.words),
        "measures": list(watch.measures) or None,
        "places": [fold(place) for place in watch.places] or None,
        "sources": [source_key(source) for source in watch.sources] or None,
        "outlets": [outlet.lower() for outlet in watch.outlets] or None,
        "at_least": watch.at_least,
        "min_confidence": watch.min_confidence,
    }


def _rows(connection: duckdb.DuckDBPyConnection, asked: Question) -> list[dict[str, Any]]:
    cursor = connection.execute(asked.query, asked.values)
    names = [column[0] for column in cursor.description or ()]
    return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


def _notice(watch: Watch, kind: Kind, things: tuple[str, ...], row: dict[str, Any]) -> Notice:
    if kind == "revision":  # a figure may be changed back and again
        things = (*things, f"{row['url']} {row['after_version']}")
    return Notice(
        watch.name, kind, things, title_of(kind, row), {name: plain(value) for name, value in row.items()}
    )


def keep(
    connection: duckdb.DuckDBPyConnection,
    watch: Watch,
    channels: Sequence[Channel],
    found: Iterable[Notice],
    now: datetime,
) -> list[Notice]:
    """Write the notices that were not told before, with a row of the outbox for each channel; return them."""
    told = _told(connection, watch)
    kept = []
    for notice in found:
        thing = (notice.kind, _present(connection, notice.things))
        if thing in told:
            continue
        told.add(thing)
        kept.append(notice)
        connection.execute(
            "INSERT INTO notices VALUES (?, ?, ?, ?, ?, ?, ?)",
            [
                notice.notice_id,
                notice.watch,
                notice.kind,
                list(notice.things),
                notice.title,
                json.dumps(notice.message, ensure_ascii=False),
                now,
            ],
        )
        for channel in channels:
            if channel.name in watch.tell and channel.feed is None:
                next_at = now + timedelta(seconds=channel.gathers)
                connection.execute(
                    "INSERT INTO deliveries VALUES (?, ?, NULL, 0, ?, NULL)",
                    [notice.notice_id, channel.name, next_at],
                )
    return kept


def _told(connection: duckdb.DuckDBPyConnection, watch: Watch) -> set[tuple[str, frozenset[str]]]:
    """Return what a watch has told of, by kind: the present claims of its sightings, or the things themselves."""
    rows = connection.execute(
        """SELECT n.kind, list(DISTINCT coalesce(s.claim_id, n.thing))
        FROM (SELECT notice_id, kind, unnest(things) AS thing FROM notices WHERE watch = ?) n
        LEFT JOIN sightings s ON s.sighting_id = n.thing GROUP BY n.notice_id, n.kind""",
        [watch.name],
    ).fetchall()
    return {(kind, frozenset(things)) for kind, things in rows}


def _present(connection: duckdb.DuckDBPyConnection, things: Sequence[str]) -> frozenset[str]:
    rows = connection.execute(
        """SELECT coalesce(s.claim_id, t.thing) FROM (SELECT unnest(?::VARCHAR[]) AS thing) t
        LEFT JOIN sightings s ON s.sighting_id = t.thing""",
        [list(things)],
    ).fetchall()
    return frozenset(row[0] for row in rows)
