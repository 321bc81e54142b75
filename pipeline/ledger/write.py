"""Write: takes a batch into the ledger. The same batch twice, or in another order, leaves the same ledger."""

import os
from dataclasses import dataclass
from datetime import UTC, datetime

import duckdb

from newstally.pipeline.ledger.added import Added
from newstally.pipeline.ledger.derive import derive
from newstally.pipeline.ledger.schema import sql
from newstally.pipeline.ledger.tables import SCHEMAS, Batch
from newstally.pipeline.ledger.touched import note_batch
from newstally.pipeline.ledger.version import extractor_version

MOST_PROBLEMS = 1000

FILTERED = "bulk, filtered"
"""The command of runs that left out pages of their files: reading these files again gives more than they did."""


@dataclass(frozen=True, slots=True)
class Run:
    """The command on whose behalf a batch is written."""

    run_id: str
    command: str
    started_at: datetime
    extractor: str


def utc_now() -> datetime:
    """Return the time in UTC, without time zone, as the ledger keeps times."""
    return datetime.now(UTC).replace(tzinfo=None)


def new_run(command: str) -> Run:
    """Return a run that begins now."""
    now = utc_now()
    return Run(f"{now:%Y%m%dT%H%M%S%f}-{os.getpid()}", command, now, extractor_version())


def write_batch(
    connection: duckdb.DuckDBPyConnection, batch: Batch, run: Run
) -> tuple[Added, dict[str, Added]]:
    """Insert a batch's rows, derive what follows, and mark how far the archive was read.

    Returns what was new, in all and by outlet. The caller holds the transaction (``store.writing``), so that all of it
    is kept or none.
    """
    before, held = _count_claims(connection), _count(connection, "SELECT count(*) FROM pages")
    for name, table in batch.tables.items():
        connection.register(f"incoming_{name}", table)
    connection.execute(sql("steps/insert"))
    pages, articles, sightings = (
        _count(connection, f"SELECT count(*) FROM new_{name}") for name in ("pages", "articles", "sightings")
    )
    by_outlet = _count_by_outlet(connection)
    for name in SCHEMAS:
        connection.unregister(f"incoming_{name}")
    if pages:
        derive(connection)
    note_batch(connection, derived=bool(pages))
    for file, offset in batch.marks.items():
        connection.execute(
            """INSERT INTO archive_marks VALUES (?, ?)
            ON CONFLICT (file) DO UPDATE SET read_to = greatest(read_to, excluded.read_to)""",
            [file, offset],
        )
    # Not the rows that were replaced by those of an earlier fetch.
    more = _count(connection, "SELECT count(*) FROM pages") - held
    added = Added(more, articles, sightings, _count_claims(connection) - before)
    if pages:
        record_run(connection, run, added, batch.problems)
    return added, by_outlet


def _count(connection: duckdb.DuckDBPyConnection, query: str) -> int:
    row = connection.execute(query).fetchone()
    return int(row[0]) if row else 0


def _count_by_outlet(connection: duckdb.DuckDBPyConnection) -> dict[str, Added]:
    rows = connection.execute(
        """SELECT coalesce(a.outlet, ''), count(DISTINCT a.article_id), count(s.sighting_id)
        FROM new_articles a LEFT JOIN new_sightings s USING (article_id) GROUP BY 1"""
    ).fetchall()
    return {outlet: Added(articles=articles, sightings=sightings) for outlet, articles, sightings in rows}


def _count_claims(connection: duckdb.DuckDBPyConnection) -> int:
    return _count(connection, "SELECT count(*) FROM claims")


def record_run(connection: duckdb.DuckDBPyConnection, run: Run, added: Added, problems: list[str]) -> None:
    """Note what a run added, beside what it had added before."""
    now = utc_now()
    found = connection.execute(
        """UPDATE runs SET ended_at = ?, pages = pages + ?, articles = articles + ?, sightings = sightings + ?,
        problems = list_slice(list_concat(problems, ?::VARCHAR[]), 1, ?)
        WHERE run_id = ? AND NOT rebuilt RETURNING run_id""",
        [now, added.pages, added.articles, added.sightings, problems, MOST_PROBLEMS, run.run_id],
    ).fetchone()
    if found is None:
        connection.execute(
            "INSERT INTO runs VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, false)",
            [
                run.run_id,
                run.command,
                run.started_at,
                now,
                run.extractor,
                added.pages,
                added.articles,
                added.sightings,
                problems[:MOST_PROBLEMS],
            ],
        )
