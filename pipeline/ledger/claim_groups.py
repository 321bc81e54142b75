"""Claim groups: forms the claims, questions and comparisons of stories anew.

A story's claims follow from its sightings alone, apart from what a person decided (table ``corrections``).
"""

from collections.abc import Iterable, Sequence
from typing import Any

import duckdb
import pyarrow as pa

from newstally.pipeline.ledger.comparing.figures import Figure, comparable_units, in_time
from newstally.pipeline.ledger.comparing.grouping import claim_of, claims_of, questions_of
from newstally.pipeline.ledger.comparing.judging import Judgement, judge, with_contradictions
from newstally.pipeline.ledger.comparing.model import models
from newstally.pipeline.ledger.comparing.reasons import reason
from newstally.pipeline.ledger.groups import Groups
from newstally.pipeline.ledger.names import is_description
from newstally.pipeline.ledger.schema import sql
from newstally.pipeline.ledger.wording import fold

_TEXT = pa.string()
_MEMBERS = pa.schema([("sighting_id", _TEXT), ("former", _TEXT), ("claim_id", _TEXT)])
_FACTS = pa.schema(
    [
        (name, _TEXT)
        for name in (
            "claim_id", "story_id", "question_id", "measure", "population", "place", "country", "aspect",
            "source_id", "organisation_id",
        )
    ]
)  # fmt: skip
_COMPARISONS = pa.schema(
    [
        ("claim_id", _TEXT),
        ("other_id", _TEXT),
        ("relation", _TEXT),
        ("topic", _TEXT),
        ("gap", pa.float64()),
        ("gap_share", pa.float64()),
        ("likeness", pa.float64()),
        ("strength", pa.float64()),
        ("reason", _TEXT),
        ("shown", pa.bool_()),
    ]
)


def regroup_claims(connection: duckdb.DuckDBPyConnection) -> None:
    """Form the claims of the stories in ``touched_stories`` anew, and compare them.

    Reads also the temporary tables ``renewed`` and ``regrouped_articles``.
    """
    known = models()
    claims = claims_by_story(connection)
    former = dict(
        connection.execute(
            """SELECT sighting_id, claim_id FROM sightings WHERE article_id IN (
                SELECT article_id FROM articles SEMI JOIN touched_stories USING (story_id))"""
        ).fetchall()
    )
    members, facts, comparisons = [], [], []
    for story, found in claims.items():
        judged = list(judge(found, known))
        questions = with_contradictions(found, questions_of(found, known["question"]), judged)
        for claim, question in zip(found, questions, strict=True):
            members += [(id, former[id], claim.id) for id in claim.members]
            facts.append(
                (claim.id, story, found[question].id, claim.measure, claim.population, claim.place, claim.country,
                 claim.aspect, claim.source, claim.organisation)
            )  # fmt: skip
        comparisons += [_comparison(pair) for pair in judged]
    _keep(connection, "member_claims", members, _MEMBERS)
    _keep(connection, "claim_facts", facts, _FACTS)
    _keep(connection, "new_comparisons", comparisons, _COMPARISONS)
    connection.execute(
        """CREATE OR REPLACE TEMP TABLE compared AS
        SELECT claim_id FROM member_claims UNION SELECT former FROM member_claims WHERE former IS NOT NULL"""
    )
    connection.execute(sql("steps/claim_rows"))
    connection.execute(sql("steps/comparison_rows"))


def claims_by_story(connection: duckdb.DuckDBPyConnection) -> dict[str, list[Figure]]:
    """Return the claims of each story in ``touched_stories``, as the model and what persons decided make them.

    Stories whose claims a person merged with those of another are added to ``touched_stories``.
    """
    splits = _splits(connection)
    merges = _merges(connection)
    model = models()["claim"]
    return _merged(
        {story: claims_of(figures, model, splits) for story, figures in figures_of(connection).items()},
        merges,
    )


def figures_of(connection: duckdb.DuckDBPyConnection) -> dict[str, list[Figure]]:
    """Return the figures of each story in ``touched_stories``."""
    stories: dict[str, list[Figure]] = {}
    for story, *row in connection.execute(sql("steps/figures")).fetchall():
        stories.setdefault(story, []).append(_figure(row))
    return stories


def _figure(row: Sequence[Any]) -> Figure:
    """Return a row of ``figures.sql``, which names its columns after the fields, as a figure."""
    told: dict[str, Any] = dict(zip(COLUMNS, row, strict=True))
    common = told["subject_key"].split("|")[1]
    if common != fold(told["unit"] or ""):
        told["unit"] = common  # told in another language
    label, address, language = (told.pop(name) for name in ("label", "address", "language"))
    figure = Figure(
        **{**told, "words": frozenset(told["words"])},
        pages=frozenset([address]),
        described=label is not None and is_description(label, language),
        last_seen=told["seen"],
        members=[told["id"]],
    )
    return comparable_units(figure)


COLUMNS = (
    "id", "article", "text", "outlet", "comparator", "low", "high", "kind", "unit", "modality", "subject_key",
    "measure", "population", "place", "country", "aspect", "per", "statistic", "scene", "words",
    "confidence", "source", "organisation", "start", "end", "seen", "sentence", "position", "printed",
    "label", "address", "language",
)  # fmt: skip


def _comparison(found: Judgement) -> tuple[Any, ...]:
    larger = max(abs(found.claim.low), abs(found.other.low))
    return (
        found.claim.id,
        found.other.id,
        found.relation,
        found.claim.measure or found.other.measure,
        found.gap,
        round(min(1.0, found.gap / larger), 4) if larger else 0.0,
        round(found.question, 4),
        round(found.chance, 4),
        reason(found),
        found.shown,
    )


def _keep(
    connection: duckdb.DuckDBPyConnection, name: str, rows: list[tuple[Any, ...]], schema: pa.Schema
) -> None:
    """Make a temporary table of rows."""
    columns = list(zip(*rows, strict=True)) if rows else [()] * len(schema)
    arrays = [pa.array(column, kind) for column, kind in zip(columns, schema.types, strict=True)]
    connection.register("kept_rows", pa.table(arrays, schema=schema))
    connection.execute(f"CREATE OR REPLACE TEMP TABLE {name} AS FROM kept_rows")
    connection.unregister("kept_rows")


def _splits(connection: duckdb.DuckDBPyConnection) -> dict[str, str]:
    """Return the sightings that a person set apart, with what those of one group share."""
    return dict(
        connection.execute(
            """SELECT sighting_id, max_by(correction_id, (made_at, correction_id)) FROM (
                SELECT unnest(sightings) AS sighting_id, correction_id, made_at FROM corrections
                WHERE action = 'split' AND NOT undone) GROUP BY sighting_id"""
        ).fetchall()
    )


def _merges(connection: duckdb.DuckDBPyConnection) -> list[list[str]]:
    """Return the groups of sightings whose claims a person made one; take their stories into ``touched_stories``."""
    connection.execute(
        """CREATE OR REPLACE TEMP TABLE merged_stories AS
        SELECT c.correction_id, a.story_id FROM (
            SELECT correction_id, unnest(sightings) AS sighting_id FROM corrections
            WHERE action = 'merge' AND NOT undone) c
        JOIN sightings s USING (sighting_id) JOIN articles a USING (article_id)"""
    )
    while connection.execute(
        """INSERT INTO touched_stories
        SELECT DISTINCT story_id FROM merged_stories WHERE correction_id IN (
            SELECT correction_id FROM merged_stories SEMI JOIN touched_stories USING (story_id))
        AND story_id NOT IN (SELECT story_id FROM touched_stories)
        RETURNING story_id"""
    ).fetchall():
        pass
    rows = connection.execute(
        "SELECT sightings FROM corrections WHERE action = 'merge' AND NOT undone ORDER BY correction_id"
    ).fetchall()
    return [row[0] for row in rows]


def _merged(claims: dict[str, list[Figure]], merges: Iterable[list[str]]) -> dict[str, list[Figure]]:
    """Return claims with those that a person merged as one, which belongs to the story of the earliest."""
    wanted = list(merges)
    if not wanted:
        return claims
    home = {id: claim.id for found in claims.values() for claim in found for id in claim.members}
    by_id = {claim.id: (story, claim) for story, found in claims.items() for claim in found}
    groups = Groups()
    for number, ids in enumerate(wanted):
        for id in ids:
            if id in home:
                groups.join(home[id], f"~{number}")
    joined: dict[str, list[str]] = {}
    for id in by_id:
        if id in groups.parent:
            joined.setdefault(groups.find(id), []).append(id)
    for ids in joined.values():
        parts = sorted((by_id[id] for id in ids), key=lambda part: in_time(part[1]))
        for story, claim in parts:
            claims[story].remove(claim)
        whole = claim_of([claim for _, claim in parts])
        whole.members = sorted(id for _, claim in parts for id in claim.members)
        claims[parts[0][0]] = sorted([*claims[parts[0][0]], whole], key=in_time)
    return claims
