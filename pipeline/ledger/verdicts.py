"""Verdicts: whether two figures contradict each other, as a person judges.

They are kept as corrections are (``corrections``), name sightings, and so outlive the ledger and any rebuild. What they
say stands above what the model holds likely; ``export`` gives them with both figures, for a model to learn from.
"""

import json
from collections.abc import Iterable, Iterator
from dataclasses import astuple, fields
from datetime import date, datetime
from pathlib import Path
from typing import Any

from newstally.pipeline.ledger.claim_groups import claims_by_story
from newstally.pipeline.ledger.comparing.figures import Figure, Spot
from newstally.pipeline.ledger.corrections import claims_of, decide
from newstally.pipeline.ledger.errors import LedgerError
from newstally.pipeline.ledger.place import Place
from newstally.pipeline.ledger.store import reading

NOT_COMPARED = frozenset({"members", "joined", "called", "full_name"})

KEPT = tuple(field.name for field in fields(Figure) if field.init and field.name not in NOT_COMPARED)
"""What an exported figure tells: all by which it is compared, but for what follows from the rest."""


def judge(ledger: Place, archive: Path, claim: str, other: str, holds: bool, note: str | None = None) -> str:
    """Keep whether two claims contradict each other and return the verdict's id.

    Raises LedgerError if one doesn't exist or both are one claim.
    """
    with reading(ledger) as connection:
        found = claims_of(connection, [claim, other])
    if len(set(found.values())) < 2:
        raise LedgerError(f"{claim} and {other} are one claim; nothing was judged")
    action = "contradiction" if holds else "no_contradiction"
    return decide(ledger, archive, action, (found[claim], found[other]), note)


def export(ledger: Place) -> Iterator[dict[str, Any]]:
    """Yield each verdict, the earliest first: ``holds``, ``note``, ``made_at``, and both figures (claim, other)."""
    with reading(ledger) as connection:
        rows = connection.execute(
            "SELECT verdict_id, holds, note, made_at, claim_id, other_id FROM verdicts ORDER BY made_at, verdict_id"
        ).fetchall()
        connection.execute(
            """CREATE TEMP TABLE touched_stories AS
            SELECT DISTINCT story_id FROM claims c JOIN verdicts v ON c.claim_id IN (v.claim_id, v.other_id)"""
        )
        figures = {figure.id: figure for story in claims_by_story(connection).values() for figure in story}
    for verdict_id, holds, note, made_at, claim, other in rows:
        yield {
            "verdict_id": verdict_id,
            "holds": holds,
            "note": note,
            "made_at": made_at,
            "claim": _told(figures[claim]),
            "other": _told(figures[other]),
        }


def read_exported(lines: Iterable[str]) -> Iterator[tuple[Figure, Figure, bool]]:
    """Yield the figures of each exported verdict, and whether they contradict each other.

    Raises LedgerError, which names the line, if one is no exported verdict.
    """
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
            yield _figure(row["claim"]), _figure(row["other"]), bool(row["holds"])
        except (ValueError, KeyError, TypeError) as error:
            raise LedgerError(f"line {number}: this is no exported verdict: {error}") from None


def _figure(told: dict[str, Any]) -> Figure:
    """Return a figure as it was exported."""
    days = {
        name: date.fromisoformat(told[name]) for name in ("start", "end", "seen", "last_seen") if told[name]
    }
    return Figure(
        **{
            **told,
            **days,
            "printed": datetime.fromisoformat(told["printed"]) if told["printed"] else None,
            "words": frozenset(told["words"]),
            "pages": frozenset(told.get("pages", ())),
            "standing": {
                article: [Spot(*spot) for spot in spots] for article, spots in told["standing"].items()
            },
        },
        members=[told["id"]],
    )


def _told(figure: Figure) -> dict[str, Any]:
    spots = {article: [astuple(spot) for spot in spots] for article, spots in figure.standing.items()}
    values = {name: getattr(figure, name) for name in KEPT}
    return values | {"words": sorted(figure.words), "pages": sorted(figure.pages), "standing": spots}
