"""Later: the kept rows of pages that came into a ledger after a state of it, as a batch for another ledger."""

from collections.abc import Mapping

import duckdb
import pyarrow as pa

from newstally.pipeline.ledger.tables import SCHEMAS, Batch

_MARKS = pa.schema([("file", pa.string()), ("read_to", pa.int64())])

LATER = {
    "pages": "FROM later_pages",
    "articles": "FROM articles SEMI JOIN later_pages USING (article_id)",
    "sightings": "FROM sightings SEMI JOIN later_pages USING (article_id)",
    "sums": """FROM sums WHERE total_sighting IN (
        SELECT sighting_id FROM sightings SEMI JOIN later_pages USING (article_id))""",
    "search_words": """FROM search_words WHERE text_key IN (
        SELECT text_key FROM sightings SEMI JOIN later_pages USING (article_id))""",
    "signatures": """FROM signatures WHERE signature_id IN (
        SELECT signature_id FROM articles SEMI JOIN later_pages USING (article_id))""",
    "signature_bands": """FROM signature_bands WHERE signature_id IN (
        SELECT signature_id FROM articles SEMI JOIN later_pages USING (article_id))""",
}


def later_batch(connection: duckdb.DuckDBPyConnection, former: Mapping[str, int]) -> Batch:
    """Return what an open ledger holds of pages behind the ``former`` marks, with all its present marks."""
    marks = dict(connection.execute("SELECT file, read_to FROM archive_marks").fetchall())
    connection.register("former", pa.table([list(former), list(former.values())], schema=_MARKS))
    connection.execute(
        """CREATE OR REPLACE TEMP TABLE later_pages AS
        SELECT p.* FROM pages p LEFT JOIN former f ON f.file = p.warc_file
        WHERE p.warc_offset >= coalesce(f.read_to, 0)"""
    )
    connection.unregister("former")
    tables = {}
    for table, schema in SCHEMAS.items():
        kept = ", ".join(f'"{name}"' for name in schema.names)
        tables[table] = connection.execute(f"SELECT {kept} {LATER[table]}").to_arrow_table().cast(schema)
    return Batch(tables, marks)
