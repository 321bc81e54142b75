"""Source corrections: a person says that two names mean one source, or that a name stands for itself.

Kept as corrections of claims are. They hold in all stories, also for articles that come later: what is decided on is a
name, told by one sighting that bears it.
"""

from dataclasses import dataclass
from pathlib import Path

import duckdb

from newstally.pipeline.ledger.corrections import decide
from newstally.pipeline.ledger.errors import LedgerError
from newstally.pipeline.ledger.place import Place
from newstally.pipeline.ledger.questions import source_key
from newstally.pipeline.ledger.store import reading

SHOWN = 5
"""Names that are told where several are meant."""


@dataclass(frozen=True, slots=True)
class Source:
    """Who gives figures: the id by which the ledger knows it, and the name that it is called by."""

    source_id: str
    name: str


def merge_sources(ledger: Place, archive: Path, names: list[str], reason: str | None = None) -> Source:
    """Make the sources with these names or ids one, and return it.

    Raises LedgerError if a name means no source or several, or all mean one already.
    """
    with reading(ledger) as connection:
        found = [_source_of(connection, name) for name in names]
        if len(set(found)) < 2:
            raise LedgerError("these are one source already; nothing was changed")
        sightings = [_bearer(connection, source) for source in found]
    decide(ledger, archive, "merge_sources", tuple(sorted(set(sightings))), reason)
    return _source_now(ledger, sightings[0])


def split_source(ledger: Place, archive: Path, source: str, name: str, reason: str | None = None) -> Source:
    """Say that a name which was taken for a source's stands for itself, and return the source that it now means.

    Raises LedgerError if there is no such source, or no article's name was taken for it.
    """
    with reading(ledger) as connection:
        source_id = _source_of(connection, source)
        row = connection.execute(
            """SELECT min(sighting_id) FROM sightings
            WHERE (source_name = $key OR source_label = $name) AND source_id = $id AND source_id <> source_name""",
            {"key": source_key(name), "name": name, "id": source_id},
        ).fetchone()
        known = connection.execute(
            "SELECT list(DISTINCT source_label ORDER BY source_label) FROM sightings WHERE source_id = ?",
            [source_id],
        ).fetchone()
    if row is None or row[0] is None:
        told = ", ".join(known[0]) if known and known[0] else "none"
        raise LedgerError(f"{name!r} was not taken for {source!r}; names that were: {told}")
    decide(ledger, archive, "split_source", (row[0],), reason)
    return _source_now(ledger, row[0])


def _source_of(connection: duckdb.DuckDBPyConnection, name: str) -> str:
    """Return the source that a name means: of this id, called so, or else the only one whose names hold its words.

    The id of one of its sightings means it too, such as its ``lasting_id``.
    """
    key = source_key(name) or ""
    rows = connection.execute(
        """SELECT DISTINCT source_id FROM sightings
        WHERE source_id IN ($name, $key) OR source_name = $key ORDER BY source_id""",
        {"name": name, "key": key},
    ).fetchall()
    rows = (
        rows
        or connection.execute(
            "SELECT source_id FROM sightings WHERE sighting_id = ? AND source_id IS NOT NULL", [name]
        ).fetchall()
    )
    for exact in (name, key):
        if (exact,) in rows:
            return exact
    rows = (
        rows
        or connection.execute(
            """SELECT DISTINCT source_id FROM sightings
        WHERE list_has_all(string_split(source_name, ' '), string_split($key, ' ')) ORDER BY source_id""",
            {"key": key},
        ).fetchall()
    )
    if len(rows) == 1:
        return str(rows[0][0])
    if not rows:
        raise LedgerError(f"no source is called {name!r}; `newstally sources` lists them")
    several = ", ".join(row[0] for row in rows[:SHOWN]) + (", …" if len(rows) > SHOWN else "")
    raise LedgerError(f"{name!r} may mean several sources: {several}; name one whole")


def _bearer(connection: duckdb.DuckDBPyConnection, source: str) -> str:
    """Return the sighting by which a source's name is told: the smallest that bears it."""
    row = connection.execute(
        "SELECT min_by(sighting_id, (source_name <> source_id, sighting_id)) FROM sightings WHERE source_id = ?",
        [source],
    ).fetchone()
    return str(row[0]) if row else source


def _source_now(ledger: Place, sighting: str) -> Source:
    with reading(ledger) as connection:
        row = connection.execute(
            "SELECT source_id, source FROM sightings WHERE sighting_id = ?", [sighting]
        ).fetchone()
    return Source(*row) if row else Source("", "")
