"""Claim groups: forms the claims, questions and comparisons of stories anew.

A story's claims follow from its sightings alone, apart from what a person decided (table ``corrections``).
"""

from collections.abc import Mapping, Sequence
from typing import Any

import duckdb
import pyarrow as pa

from newstally.pipeline.ledger.comparing.figures import Figure, comparable_units, in_time
from newstally.pipeline.ledger.comparing.grouping import claim_of, claims_of, questions_of
from newstally.pipeline.ledger.comparing.judging import Judgement, judge, with_contradictions
from newstally.pipeline.ledger.comparing.model import models
from newstally.pipeline.ledger.comparing.reasons import reason
from newstally.pipeline.ledger.comparing.sameness import reasons
from newstally.pipeline.ledger.groups import Groups
from newstally.pipeline.ledger.names import is_description
from newstally.pipeline.ledger.schema import sql
from newstally.pipeline.ledger.wording import fold

_TEXT = pa.string()
_MEMBERS = pa.schema(
    [(name, _TEXT) for name in ("sighting_id", "former", "former_reason", "claim_id", "claim_reason")]
)
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
    splits, merges = _splits(connection), _merges(connection)
    figures = figures_of(connection)
    claims = _claims(figures, splits, merges)
    why = _reasons(figures, claims, splits)
    former = {
        sighting_id: told
        for sighting_id, *told in connection.execute(
            """SELECT sighting_id, claim_id, claim_reason FROM sightings WHERE article_id IN (
                SELECT article_id FROM articles SEMI JOIN touched_stories USING (story_id))"""
        ).fetchall()
    }
    members, facts, comparisons = [], [], []
    for story, found in claims.items():
        judged = list(judge(found, known))
        questions = with_contradictions(found, questions_of(found, known["question"]), judged)
        for claim, question in zip(found, questions, strict=True):
            members += [(id, *former[id], claim.id, why[id]) for id in claim.members]
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
    splits, merges = _splits(connection), _merges(connection)
    return _claims(figures_of(connection), splits, merges)


def _claims(
    figures: Mapping[str, list[Figure]], splits: Mapping[str, str], merges: Sequence[list[str]]
) -> dict[str, list[Figure]]:
    model = models()["claim"]
    return _merged({story: claims_of(found, model, splits) for story, found in figures.items()}, merges)


def _reasons(
    figures: Mapping[str, list[Figure]], claims: Mapping[str, list[Figure]], splits: Mapping[str, str]
) -> dict[str, str | None]:
    """Return why each sighting is held to be of its claim; None for the earliest of each."""
    by_id = {figure.id: figure for found in figures.values() for figure in found}
    return {
        sighting.id: why
        for found in claims.values()
        for claim in found
        for members in [sorted((by_id[id] for id in claim.members), key=in_time)]
        for sighting, why in zip(members, reasons(members, splits, claim.joined), strict=True)
    }


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
    name, address, language = told["full_name"], told.pop("address"), told.pop("language")
    figure = Figure(
        **{**told, "words": frozenset(told["words"])},
        pages=frozenset([address]),
        described=name is not None and is_description(name, language),
        last_seen=told["seen"],
        members=[told["id"]],
    )
    return comparable_units(figure)


COLUMNS = (
    "id", "article", "text", "outlet", "comparator", "low", "high", "kind", "unit", "modality", "subject_key",
    "measure", "population", "place", "country", "aspect", "per", "statistic", "scene", "words",
    "confidence", "source", "organisation", "start", "end", "seen", "sentence", "position", "printed",
    "called", "full_name", "address", "language",
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
    """Return the groups of sightings whose claims a person made one, without those that were split off later.

    Their stories are taken into ``touched_stories``.
    """
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
        """SELECT list(sighting_id ORDER BY sighting_id) FROM (
            SELECT correction_id, made_at, unnest(sightings) AS sighting_id FROM corrections
            WHERE action = 'merge' AND NOT undone) m
        WHERE NOT EXISTS (FROM corrections s WHERE s.action = 'split' AND NOT s.undone
            AND s.made_at > m.made_at AND list_contains(s.sightings, m.sighting_id))
        GROUP BY correction_id ORDER BY correction_id"""
    ).fetchall()
    return [row[0] for row in rows]


def _merged(claims: dict[str, list[Figure]], merges: Sequence[list[str]]) -> dict[str, list[Figure]]:
    """Return claims with those that a person merged as one, which belongs to the story of the earliest."""
    if not merges:
        return claims
    home = {id: claim.id for found in claims.values() for claim in found for id in claim.members}
    by_id = {claim.id: (story, claim) for story, found in claims.items() for claim in found}
    groups = Groups()
    for number, ids in enumerate(merges):
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
        whole.joined = frozenset(id for _, claim in parts[1:] for id in claim.members)
        claims[parts[0][0]] = sorted([*claims[parts[0][0]], whole], key=in_time)
    return claims
