"""Corrections: what a person decides about claims, sources and contradictions.

They are appended to ``corrections.jsonl`` in the archive before they go into the ledger, so that they outlive it. They
name sightings, not claims: a claim's id may change when earlier sightings turn up, a sighting's never does.
"""

import json
import os
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

import duckdb

from newstally.pipeline.ledger.claim_groups import regroup_claims
from newstally.pipeline.ledger.errors import LedgerError
from newstally.pipeline.ledger.identity import identity
from newstally.pipeline.ledger.place import Place
from newstally.pipeline.ledger.sources import resolve_sources
from newstally.pipeline.ledger.store import exists, reading, writing
from newstally.pipeline.ledger.touched import note_corrections

FILE = "corrections.jsonl"


@dataclass(frozen=True, slots=True)
class Correction:
    """One decision.

    ``merge`` the claims of these sightings, ``split`` these sightings off, ``merge_sources`` of these sightings,
    ``split_source``: the names of these sightings stand for themselves; ``contradiction`` or ``no_contradiction``
    between the claims of two sightings; or ``undo`` another.
    """

    correction_id: str
    action: str
    sightings: tuple[str, ...]
    reason: str | None
    made_at: str


def claims_of(connection: duckdb.DuckDBPyConnection, ids: list[str]) -> dict[str, str]:
    """Return the present claim of each id of a claim or sighting. Raises LedgerError naming those that don't exist."""
    rows = connection.execute(
        "SELECT sighting_id, claim_id FROM sightings WHERE sighting_id IN (SELECT unnest(?::VARCHAR[]))",
        [ids],
    ).fetchall()
    found = dict(rows)
    missing = [id for id in ids if id not in found]
    if missing:
        raise LedgerError(
            f"no claim or sighting has the id {', '.join(missing)}; `newstally claims` lists claims"
        )
    return {id: found[id] for id in ids}


def merge(ledger: Place, archive: Path, ids: list[str], reason: str | None = None) -> str:
    """Make the claims with these ids one and return its id. Raises LedgerError if one doesn't exist."""
    with reading(ledger) as connection:
        claims = claims_of(connection, ids)
        named = sorted(set(claims.values()))
        rows = connection.execute(
            "SELECT sighting_id FROM sightings WHERE claim_id IN (SELECT unnest(?::VARCHAR[])) ORDER BY 1",
            [named],
        ).fetchall()
    if len(named) < 2:
        raise LedgerError("these are one claim already; nothing was changed")
    # All of them: some may be split off again, and the others stay together.
    decide(ledger, archive, "merge", tuple(row[0] for row in rows), reason)
    with reading(ledger) as connection:
        return claims_of(connection, ids[:1])[ids[0]]


def split(ledger: Place, archive: Path, claim: str, sightings: list[str], reason: str | None = None) -> str:
    """Make sightings of a claim a claim of their own and return its id.

    Raises LedgerError if claim or sightings don't exist, don't belong together, or nothing would be left.
    """
    with reading(ledger) as connection:
        claim_id = claims_of(connection, [claim])[claim]
        of = claims_of(connection, sightings)
        rows = connection.execute("SELECT count(*) FROM sightings WHERE claim_id = ?", [claim_id]).fetchone()
    strangers = [id for id, found in of.items() if found != claim_id]
    if strangers:
        raise LedgerError(f"{', '.join(strangers)}: not a sighting of claim {claim_id}; nothing was changed")
    if rows is not None and rows[0] == len(of):
        raise LedgerError(f"these are all sightings of claim {claim_id}; leave at least one to it")
    decide(ledger, archive, "split", tuple(sorted(of)), reason)
    with reading(ledger) as connection:
        return claims_of(connection, sightings[:1])[sightings[0]]


def undo(ledger: Place, archive: Path, correction_id: str) -> None:
    """Take a correction back. Raises LedgerError if there is none with this id."""
    with reading(ledger) as connection:
        row = connection.execute(
            "SELECT undone FROM corrections WHERE correction_id = ?", [correction_id]
        ).fetchone()
    if row is None:
        raise LedgerError(
            f"no correction has the id {correction_id}; `newstally query 'FROM corrections'` lists them"
        )
    if row[0]:
        raise LedgerError(f"correction {correction_id} has been taken back already")
    decide(ledger, archive, "undo", (correction_id,), None)


def decide(ledger: Place, archive: Path, action: str, sightings: tuple[str, ...], reason: str | None) -> str:
    """Keep a decision in the archive, take it into the ledger, and return its id.

    Raises LedgerError if either fails.
    """
    made_at = datetime.now(UTC).replace(tzinfo=None).isoformat(timespec="microseconds")
    decided = Correction(
        identity("correction", action, sightings, made_at), action, sightings, reason, made_at
    )
    _append(archive / FILE, decided)
    try:
        take_in_corrections(ledger, archive)
    except LedgerError as error:
        raise LedgerError(
            f"{error}; the decision is kept and goes into the ledger with the next pages"
        ) from None
    return decided.correction_id


def _append(path: Path, correction: Correction) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("a", encoding="utf-8") as log:
            log.write(json.dumps(asdict(correction), ensure_ascii=False) + "\n")
            log.flush()
            os.fsync(log.fileno())
    except OSError as error:
        raise LedgerError(f"{path}: can't be written: {error.strerror or error}") from None


def read_corrections(archive: Path) -> list[Correction]:
    """Return the corrections of an archive in the order in which they were made; a torn last line is left out."""
    path = archive / FILE
    if not path.exists():
        return []
    found = []
    for line in path.read_text(encoding="utf-8").splitlines():
        try:
            row = json.loads(line)
            found.append(Correction(**{**row, "sightings": tuple(row["sightings"])}))
        except (ValueError, KeyError, TypeError):
            continue
    return found


def corrections_of(connection: duckdb.DuckDBPyConnection) -> list[Correction]:
    """Return the corrections of an open ledger in the order in which they were made; behind one that was taken back
    its undoing."""
    rows = connection.execute(
        """SELECT correction_id, action, sightings, reason, made_at, undone FROM corrections
        ORDER BY made_at, correction_id"""
    ).fetchall()
    found = []
    for id, action, sightings, reason, made_at, undone in rows:
        made = made_at.isoformat(timespec="microseconds")
        found.append(Correction(id, action, tuple(sightings), reason, made))
        if undone:
            found.append(Correction(identity("correction", "undo", id), "undo", (id,), None, made))
    return found


def take_in_corrections(ledger: Place, archive: Path) -> None:
    """Bring the ledger's corrections up to date with the archive's; nothing if they are or there is no ledger."""
    decided = read_corrections(archive)
    if not decided or not exists(ledger):
        return
    with reading(ledger) as connection:
        if not _missing(connection, decided):
            return
    with writing(ledger) as connection:
        apply_corrections(connection, decided)


def _missing(connection: duckdb.DuckDBPyConnection, decided: list[Correction]) -> list[Correction]:
    known = dict(connection.execute("SELECT correction_id, undone FROM corrections").fetchall())
    return [
        correction
        for correction in decided
        if (
            known.get(correction.sightings[0]) is False
            if correction.action == "undo"
            else correction.correction_id not in known
        )
    ]


def apply_corrections(connection: duckdb.DuckDBPyConnection, decided: list[Correction]) -> None:
    """Write corrections that the ledger doesn't have and form the claims that they touch anew."""
    touched: list[str] = []
    for correction in _missing(connection, decided):
        if correction.action == "undo":
            row = connection.execute(
                "UPDATE corrections SET undone = true WHERE correction_id = ? RETURNING sightings",
                [correction.sightings[0]],
            ).fetchone()
            touched += row[0] if row else []
            continue
        connection.execute(
            "INSERT INTO corrections VALUES (?, ?, ?, ?, ?, false)",
            [
                correction.correction_id,
                correction.action,
                list(correction.sightings),
                correction.reason,
                datetime.fromisoformat(correction.made_at),
            ],
        )
        touched += correction.sightings
    # A decision on names concerns every story in which one of them is used.
    connection.execute(
        """CREATE OR REPLACE TEMP TABLE touched_stories AS
        WITH decided AS (
            SELECT sighting_id, article_id, source_name, correction_id IS NOT NULL AS on_names
            FROM sightings s LEFT JOIN (
                SELECT unnest(sightings) AS sighting_id, correction_id FROM corrections
                WHERE action IN ('merge_sources', 'split_source')) USING (sighting_id)
            WHERE sighting_id IN (SELECT unnest(?::VARCHAR[]))
        )
        SELECT DISTINCT story_id FROM articles WHERE article_id IN (
            SELECT article_id FROM decided
            UNION SELECT s.article_id FROM sightings s JOIN decided d
                ON d.on_names AND d.source_name IN (s.source_name, s.source_id))""",
        [touched],
    )
    resolve_sources(connection)
    connection.execute(
        """CREATE OR REPLACE TEMP TABLE renewed AS SELECT sighting_id FROM resolved;
        CREATE OR REPLACE TEMP TABLE regrouped_articles (article_id VARCHAR)"""
    )
    regroup_claims(connection)
    note_corrections(connection)
