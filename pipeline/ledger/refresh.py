"""Refresh: makes anew what the ledger can make from its own rows, by the present rules."""

import duckdb

from newstally.pipeline.ledger.derive import derive
from newstally.pipeline.ledger.rows import Rows, add_signatures
from newstally.pipeline.ledger.story_terms import story_terms
from newstally.pipeline.ledger.tables import to_tables
from newstally.pipeline.ledger.version import note_deriving
from newstally.pipeline.ledger.wording import main_name

ARTICLES = 1000
"""Articles that are read at a time."""


def refresh(connection: duckdb.DuckDBPyConnection) -> None:
    """Make signatures, main names and story terms from the articles' texts, and everything derived."""
    connection.execute("DELETE FROM signatures; DELETE FROM signature_bands")
    ids = connection.execute("SELECT article_id FROM articles ORDER BY article_id").fetchall()
    for at in range(0, len(ids), ARTICLES):
        _renew(connection, [row[0] for row in ids[at : at + ARTICLES]])
    derive_all(connection)


def _renew(connection: duckdb.DuckDBPyConnection, ids: list[str]) -> None:
    articles = connection.execute(
        """SELECT article_id, title, text, coalesce(language, 'en') AS language FROM articles
        WHERE article_id IN (SELECT unnest(?::VARCHAR[])) ORDER BY article_id""",
        [ids],
    ).fetchall()
    rows: Rows = {
        "articles": [
            {
                "article_id": article_id,
                "text": text,
                "main_name": main_name(title, text, language),
                "story": list(terms),
                "story_weights": list(terms.values()),
                "signature_id": None,
            }
            for article_id, title, text, language in articles
            for terms in [story_terms(title, text, language)]
        ]
    }
    bands = add_signatures(rows)
    for name, table in (to_tables(rows) | {"signature_bands": bands}).items():
        connection.register(f"renewed_{name}", table)
    connection.execute(
        """UPDATE articles SET signature_id = r.signature_id, main_name = r.main_name, story = r.story,
            story_weights = r.story_weights
        FROM renewed_articles r WHERE articles.article_id = r.article_id;
        INSERT INTO signatures FROM renewed_signatures ANTI JOIN signatures USING (signature_id);
        INSERT INTO signature_bands FROM renewed_signature_bands ANTI JOIN signature_bands USING (signature_id)
        ORDER BY signature_id"""
    )
    for name in to_tables({}):
        connection.unregister(f"renewed_{name}")


def derive_all(connection: duckdb.DuckDBPyConnection) -> None:
    """Forget everything derived and derive it anew from the kept rows."""
    connection.execute(
        """UPDATE articles SET version = NULL, copy_group = NULL, first_fetched_at = NULL, withdrawn_at = NULL,
            seen_on = NULL, warc_file = NULL, warc_offset = NULL, story_id = NULL;
        UPDATE sightings SET source = NULL, source_id = NULL, organisation_id = NULL, claim_id = NULL,
            claim_reason = NULL, seen_on = NULL, warc_file = NULL, warc_offset = NULL, published_at = NULL, url = NULL,
            outlet = NULL;
        DELETE FROM claims; DELETE FROM comparisons; DELETE FROM copy_links; DELETE FROM story_links;
        CREATE OR REPLACE TEMP TABLE new_bands AS FROM signature_bands;
        CREATE OR REPLACE TEMP TABLE touched_addresses AS SELECT DISTINCT address FROM pages"""
    )
    derive(connection)
    note_deriving(connection)
