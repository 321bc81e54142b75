"""Working copy: a lake's rows in a DuckDB file of this machine, kept in step with the lake."""

from contextlib import closing, suppress
from pathlib import Path

import duckdb
import pyarrow as pa

from newstally.pipeline.ledger.file_store import connect_alone, remove_file
from newstally.pipeline.ledger.lake.catalog import lake_version
from newstally.pipeline.ledger.literals import quoted
from newstally.pipeline.ledger.place import Lake
from newstally.pipeline.ledger.schema import VERSION, create, create_keyed, tables_of

KEYS = {
    "ledger_info": ("key",),
    "runs": ("run_id", "rebuilt"),
    "archive_marks": ("file",),
    "pages": ("page_id",),
    "articles": ("article_id",),
    "sightings": ("sighting_id",),
    "claims": ("claim_id",),
    "comparisons": ("claim_id", "other_id"),
    "sums": ("total_sighting", "part_sighting"),
    "signatures": ("signature_id",),
    "signature_bands": ("band", "signature_id"),
    "copy_links": ("signature_id", "other_id"),
    "story_links": ("name", "article_id", "other_id"),
    "search_words": ("word", "text_key"),
    "corrections": ("correction_id",),
    "notices": ("notice_id",),
    "deliveries": ("notice_id", "channel"),
}
"""The columns by which a row of each table is known."""


def edition_of(connection: duckdb.DuckDBPyConnection, table: str = "ledger_info") -> str | None:
    """Return which state of a lake a database holds; None if it holds none."""
    with suppress(duckdb.CatalogException):
        row = connection.execute(f"SELECT value FROM {table} WHERE key = 'edition'").fetchone()
        return row[0] if row else None
    return None


def open_working(lake: Lake, published: duckdb.DuckDBPyConnection) -> duckdb.DuckDBPyConnection:
    """Return a connection to the working copy, which holds what the lake does; ``published`` has that attached."""
    wanted = edition_of(published, "lake.ledger_info")
    connection = _open(lake.working)
    if connection is not None:
        held = edition_of(connection)
        if held == wanted and wanted is not None:
            return connection
        if held is not None and _follow(connection, published, held):
            return connection
        connection.close()
    _make(lake.working, published)
    return connect_alone(lake.working)


def _open(path: Path) -> duckdb.DuckDBPyConnection | None:
    """Return a connection to a working copy, None if there is none that can be used."""
    if not path.exists() or path.stat().st_size == 0:
        return None
    try:
        return connect_alone(path)
    except duckdb.Error:
        return None


def _follow(connection: duckdb.DuckDBPyConnection, published: duckdb.DuckDBPyConnection, held: str) -> bool:
    """Take into a working copy what changed in the lake since the state that it holds; False if that can't be told."""
    row = published.execute(
        "SELECT max(snapshot_id) FILTER (commit_extra_info = ?), max(snapshot_id) FROM lake.snapshots()",
        [held],
    ).fetchone()
    if row is None or row[0] is None:
        return False
    since, until = row
    connection.execute("BEGIN")
    try:
        for table, key in KEYS.items():
            keys = published.execute(
                f"SELECT DISTINCT {', '.join(key)} FROM "
                f"ducklake_table_changes('lake', 'main', '{table}', {since + 1}, {until})"
            ).to_arrow_table()
            if keys.num_rows:
                _renew(connection, published, table, key, keys)
    except duckdb.Error:  # the tables were others then, or what changed has been cleared away
        connection.execute("ROLLBACK")
        return False
    connection.execute("COMMIT")
    return True


def _renew(
    connection: duckdb.DuckDBPyConnection,
    published: duckdb.DuckDBPyConnection,
    table: str,
    key: tuple[str, ...],
    keys: pa.Table,
) -> None:
    """Give the rows of a working copy that keys mean the values that they have in the lake."""
    same = " AND ".join(f'held."{name}" IS NOT DISTINCT FROM changed."{name}"' for name in key)
    published.register("changed_keys", keys)
    rows = published.execute(
        f"FROM lake.{table} held SEMI JOIN changed_keys changed ON {same}"
    ).to_arrow_table()
    published.unregister("changed_keys")
    listed = ", ".join(f'"{name}"' for name in rows.column_names)
    connection.register("changed_keys", keys)
    connection.register("changed_rows", rows)
    connection.execute(f"DELETE FROM {table} held USING changed_keys changed WHERE {same}")
    connection.execute(f"INSERT INTO {table} ({listed}) FROM changed_rows")
    connection.unregister("changed_keys")
    connection.unregister("changed_rows")


def _make(path: Path, published: duckdb.DuckDBPyConnection) -> None:
    """Make a working copy anew from the attached lake; an empty ledger if there is nothing in it yet."""
    fresh = path.with_name(path.name + ".new")
    for left in (fresh, path):
        remove_file(left)
    fill(fresh, published)
    fresh.replace(path)


def fill(path: Path, published: duckdb.DuckDBPyConnection) -> None:
    """Make a ledger's file with the rows of the attached lake, with none if there are no tables in it yet."""
    tables = tables_of(published, "lake")
    found = lake_version(published) or VERSION
    with closing(connect_alone(path)) as connection:
        create(connection) if found == VERSION else create_keyed(connection)
        if tables:
            connection.execute("DELETE FROM ledger_info")
        connection.execute("CHECKPOINT")
    if not tables:
        return
    published.execute(f"ATTACH {quoted(str(path))} AS filled")
    try:
        published.execute("BEGIN")
        known = tables_of(published, "filled")
        for table in tables:
            if table in known:
                published.execute(f"INSERT INTO filled.{table} BY NAME FROM lake.{table}")
            else:
                published.execute(f"CREATE TABLE filled.{table} AS FROM lake.{table}")
        published.execute("COMMIT")
        published.execute("CHECKPOINT filled")
    finally:
        published.execute("DETACH filled")
