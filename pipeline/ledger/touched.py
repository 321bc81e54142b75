"""Touched: which rows a transaction may have changed, so that only these are taken from a working copy into a lake.

Whoever writes to tables that grow with the news says so here: after a batch, after corrections, or that it was neither.
A transaction of which nothing is said is compared as a whole. In a ledger that is a file nothing is noted.
"""

import duckdb

SMALL = ("ledger_info", "runs", "archive_marks", "corrections", "notices", "deliveries")
"""Tables that don't grow with the news: every row of them is compared."""

DERIVED = {
    "sightings": "SELECT sighting_id FROM resolved UNION SELECT sighting_id FROM regrouped",
    "claims": "SELECT claim_id FROM claim_changes",
    "comparisons": "SELECT claim_id FROM compared",
}
"""Keys that ``resolve_sources`` and ``regroup_claims`` leave in temporary tables."""

BATCH = {
    "pages": "SELECT page_id FROM new_pages",
    "articles": """SELECT article_id FROM new_articles UNION SELECT article_id FROM changed_articles
        UNION SELECT article_id FROM regrouped_articles UNION SELECT article_id FROM restoried""",
    "sightings": """SELECT sighting_id FROM new_sightings UNION SELECT sighting_id FROM sightings
        WHERE article_id IN (SELECT article_id FROM changed_articles WHERE moved)""",
    "story_links": """SELECT name, article_id, other_id FROM gone_links
        UNION SELECT name, article_id, other_id FROM come_links""",
    "sums": "SELECT sighting_id FROM new_sightings",
    "signatures": "SELECT DISTINCT signature_id FROM new_bands",
    "signature_bands": "SELECT DISTINCT signature_id FROM new_bands",
    "copy_links": "SELECT DISTINCT signature_id FROM new_bands",
    "search_words": """SELECT text_key FROM new_sightings ANTI JOIN (
        SELECT text_key FROM sightings ANTI JOIN new_sightings USING (sighting_id)) USING (text_key)""",
}
"""Keys that a batch leaves (``write_batch``), beside the derived ones."""

REPLACED = {
    "pages": "page_id IN (FROM {keys})",
    "articles": "article_id IN (FROM {keys})",
    "sightings": "sighting_id IN (FROM {keys})",
    "claims": "claim_id IN (FROM {keys})",
    "comparisons": "claim_id IN (FROM {keys}) OR other_id IN (FROM {keys})",
    "story_links": "(name, article_id, other_id) IN (SELECT (name, article_id, other_id) FROM {keys})",
}
"""Tables of which rows change and go, with what holds for the rows that keys mean."""

APPENDED = {
    "sums": "total_sighting IN (FROM {keys})",
    "signatures": "signature_id IN (FROM {keys})",
    "signature_bands": "signature_id IN (FROM {keys})",
    "copy_links": "signature_id IN (FROM {keys}) OR other_id IN (FROM {keys})",
    "search_words": "text_key IN (FROM {keys})",
}
"""Tables to which rows only come. The keys are those of new ones."""

MEANT = REPLACED | APPENDED


def begin_noting(connection: duckdb.DuckDBPyConnection) -> None:
    """Have touched rows noted in this transaction, in temporary tables ``touched_TABLE``."""
    connection.execute("CREATE OR REPLACE TEMP TABLE noted (what VARCHAR)")
    for table in MEANT:
        columns = {
            "story_links": "name, article_id, other_id",
            "sums": "total_sighting",
            "comparisons": "claim_id",
        }
        key = columns.get(table) or MEANT[table].split()[0]
        connection.execute(
            f"CREATE OR REPLACE TEMP TABLE touched_{table} AS SELECT {key} FROM {table} LIMIT 0"
        )


def note_batch(connection: duckdb.DuckDBPyConnection, *, derived: bool) -> None:
    """Note what ``write_batch`` has just touched; ``derived`` says whether anything was derived."""
    _note(connection, "batch", [BATCH, DERIVED] if derived else [])


def note_corrections(connection: duckdb.DuckDBPyConnection) -> None:
    """Note what ``apply_corrections`` has just touched."""
    _note(connection, "corrections", [DERIVED])


def note_small(connection: duckdb.DuckDBPyConnection) -> None:
    """Note that no table that grows with the news is touched."""
    _note(connection, "small", [])


def _note(connection: duckdb.DuckDBPyConnection, what: str, queries: list[dict[str, str]]) -> None:
    if not _is_noting(connection):
        return
    connection.execute("INSERT INTO noted VALUES (?)", [what])
    for table, query in ((table, query) for some in queries for table, query in some.items()):
        connection.execute(f"INSERT INTO touched_{table} {query}")


def _is_noting(connection: duckdb.DuckDBPyConnection) -> bool:
    row = connection.execute(
        "SELECT count(*) FROM duckdb_tables() WHERE temporary AND table_name = 'noted'"
    ).fetchone()
    return bool(row and row[0])


def is_noted(connection: duckdb.DuckDBPyConnection) -> bool:
    """Return whether it was said what this transaction touched; otherwise it may be anything."""
    row = connection.execute("SELECT count(*) FROM noted").fetchone()
    return bool(row and row[0])
