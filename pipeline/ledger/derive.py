"""Derive: fills in what follows from all pages together, for what a batch touched and nothing else.

Every derived value is a function of the set of kept rows, never of the order in which they came: ids are those of the
earliest or smallest member, and whatever a new row can change is computed anew, story by story. The steps stand in
``steps/*.sql``.
"""

import duckdb

from newstally.pipeline.ledger.claim_groups import regroup_claims
from newstally.pipeline.ledger.copy_groups import regroup_copies
from newstally.pipeline.ledger.schema import sql
from newstally.pipeline.ledger.sources import resolve_sources
from newstally.pipeline.ledger.stories import regroup_stories


def derive(connection: duckdb.DuckDBPyConnection) -> None:
    """Bring all derived columns and tables up to date. Reads the temporary table ``touched_addresses``."""
    connection.execute(sql("steps/articles"))
    regroup_copies(connection)
    regroup_stories(connection)
    connection.execute(
        """CREATE OR REPLACE TEMP TABLE touched_stories AS
        SELECT DISTINCT story_id FROM articles WHERE article_id IN (
            SELECT article_id FROM changed_articles WHERE moved
            UNION SELECT article_id FROM regrouped_articles
            UNION SELECT article_id FROM restoried)
        UNION SELECT former FROM restoried WHERE former IS NOT NULL"""
    )
    resolve_sources(connection)
    connection.execute(
        """CREATE OR REPLACE TEMP TABLE renewed AS
        SELECT sighting_id FROM sightings WHERE article_id IN (SELECT article_id FROM changed_articles WHERE moved)
        UNION SELECT sighting_id FROM resolved"""
    )
    regroup_claims(connection)
