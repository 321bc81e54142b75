"""Derive: fills in what follows from all pages together, for what a batch touched and nothing else.

Every derived value is a function of the set of kept rows, never of the order in which they came: ids are those of the
earliest or smallest member, and whatever a new row can change is computed anew. The steps stand in ``steps/*.sql``.
"""

from typing import Any

import duckdb
import pyarrow as pa

from newstally.pipeline.ledger.copy_groups import regroup_copies
from newstally.pipeline.ledger.groups import Groups
from newstally.pipeline.ledger.schema import sql


def derive(connection: duckdb.DuckDBPyConnection) -> None:
    """Bring all derived columns and tables up to date. Reads the temporary table ``touched_addresses``."""
    connection.execute(sql("steps/articles"))
    regroup_copies(connection)
    _bound_days(connection)
    connection.execute(sql("steps/sources"))
    connection.execute(
        """CREATE OR REPLACE TEMP TABLE renewed AS
        SELECT sighting_id, figure_key FROM sightings
        WHERE article_id IN (SELECT article_id FROM changed_articles WHERE moved)
        UNION SELECT sighting_id, figure_key FROM resolved;
        CREATE OR REPLACE TEMP TABLE touched_figures AS
        SELECT figure_key FROM renewed
        UNION SELECT figure_key FROM sightings WHERE article_id IN (SELECT article_id FROM regrouped_articles)"""
    )
    regroup_claims(connection)


def _bound_days(connection: duckdb.DuckDBPyConnection) -> None:
    """Set the days around the changed articles as variables, by which most of a large table need not be read.

    Without bounds where one of the articles has no date.
    """
    row = connection.execute(
        """SELECT min(published_on) - 35, max(published_on) + 35, count(*) <> count(published_on)
        FROM articles WHERE article_id IN (SELECT article_id FROM changed_articles WHERE moved)"""
    ).fetchone()
    first, last, undated = row or (None, None, True)
    connection.execute(f"SET VARIABLE near_from = DATE '{first or '0001-01-01'}'")
    connection.execute(f"SET VARIABLE near_to = DATE '{last or '9999-12-31'}'")
    connection.execute(f"SET VARIABLE undated = {bool(undated)}")


def regroup_claims(connection: duckdb.DuckDBPyConnection) -> None:
    """Form the claims of the figures in ``touched_figures`` anew, and compare those that changed with others."""
    _apply_splits(connection)
    connection.execute(sql("steps/claims"))
    _tell_stories_apart(connection)
    connection.execute(sql("steps/claim_members"))
    _apply_merges(connection)
    connection.execute(sql("steps/claim_rows"))
    connection.execute(sql("steps/comparisons"))


def _apply_splits(connection: duckdb.DuckDBPyConnection) -> None:
    """Leave the table ``splits``, and take the partners of merged claims into ``touched_figures``."""
    connection.execute(
        """CREATE OR REPLACE TEMP TABLE splits AS
        SELECT sighting_id, max_by(correction_id, (made_at, correction_id)) AS label FROM (
            SELECT unnest(sightings) AS sighting_id, correction_id, made_at FROM corrections
            WHERE action = 'split' AND NOT undone) GROUP BY sighting_id;
        CREATE OR REPLACE TEMP TABLE merged_figures AS
        SELECT c.correction_id, s.figure_key FROM (
            SELECT correction_id, unnest(sightings) AS sighting_id FROM corrections
            WHERE action = 'merge' AND NOT undone) c JOIN sightings s USING (sighting_id)"""
    )
    while connection.execute(
        """INSERT INTO touched_figures
        SELECT DISTINCT figure_key FROM merged_figures WHERE correction_id IN (
            SELECT correction_id FROM merged_figures SEMI JOIN touched_figures USING (figure_key))
        AND figure_key NOT IN (SELECT figure_key FROM touched_figures)
        RETURNING figure_key"""
    ).fetchall():
        pass


def _tell_stories_apart(connection: duckdb.DuckDBPyConnection) -> None:
    """Leave ``stories``: for each copy group of ``doubtful`` the smallest one that tells the same story."""
    keys = connection.execute(
        "SELECT figure_key, source_id, split, stretch, copy_group FROM doubtful"
    ).fetchall()
    groups: dict[tuple[Any, ...], Groups] = {key[:4]: Groups() for key in keys}
    for *key, one, other in connection.execute(sql("steps/claim_stories")).fetchall():
        groups[tuple(key)].join(one, other)
    columns = list(zip(*keys, strict=True)) if keys else [(), (), (), (), ()]
    table = pa.table(
        [*columns, [groups[key[:4]].find(key[4]) for key in keys]],
        schema=pa.schema(
            [
                ("figure_key", pa.int64()),
                ("source_id", pa.string()),
                ("split", pa.string()),
                ("stretch", pa.int64()),
                ("copy_group", pa.string()),
                ("story", pa.string()),
            ]
        ),
    )
    connection.register("told", table)
    connection.execute("CREATE OR REPLACE TEMP TABLE stories AS FROM told")
    connection.unregister("told")


def _apply_merges(connection: duckdb.DuckDBPyConnection) -> None:
    """Leave ``member_claims``: the groups of ``members``, those that a person merged as one."""
    rows = connection.execute(
        """SELECT c.correction_id, m.claim_id, first.seen_at FROM (
            SELECT correction_id, unnest(sightings) AS sighting_id FROM corrections
            WHERE action = 'merge' AND NOT undone) c
        JOIN members m USING (sighting_id) JOIN members first ON first.sighting_id = m.claim_id"""
    ).fetchall()
    groups = Groups()
    named = {f"{seen_at}|{claim_id}" for _, claim_id, seen_at in rows}
    for correction_id, claim_id, seen_at in rows:
        groups.join(f"{seen_at}|{claim_id}", f"~{correction_id}")
    into = {name.partition("|")[2]: groups.find(name).partition("|")[2] for name in named}
    schema = pa.schema([("claim_id", pa.string()), ("into_id", pa.string())])
    connection.register(
        "merged", pa.table({"claim_id": list(into), "into_id": list(into.values())}, schema=schema)
    )
    connection.execute(
        """CREATE OR REPLACE TEMP TABLE member_claims AS
        SELECT m.sighting_id, m.former, coalesce(merged.into_id, m.claim_id) AS claim_id
        FROM members m LEFT JOIN merged USING (claim_id)"""
    )
    connection.unregister("merged")
