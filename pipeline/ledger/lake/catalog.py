"""Catalog: opens a lake's catalog: DuckDB's extensions, the lake itself, and copies of the catalog for who reads."""

import importlib.util
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path

import duckdb

from newstally.pipeline.ledger.errors import LakeError, LedgerError
from newstally.pipeline.ledger.literals import quoted
from newstally.pipeline.ledger.place import POSTGRES, SECRET, Lake
from newstally.pipeline.ledger.schema import tables_of

EXTENSIONS = {"ducklake": "duckdb_extension_ducklake", "postgres": "duckdb_extension_postgres_scanner"}
"""DuckDB's extensions by the Python packages that bring them."""

ABSOLUTE_PATHS = """
UPDATE {kind} AS file SET path = schema.path || "table".path || file.path, path_is_relative = false
FROM ducklake_table AS "table" JOIN ducklake_schema AS schema USING (schema_id)
WHERE file.path_is_relative AND "table".table_id = file.table_id
"""
"""Gives the files of a kind their paths below the lake's folder."""


def load(connection: duckdb.DuckDBPyConnection, address: str) -> None:
    """Load what a lake needs. Raises LedgerError naming the package if an extension isn't installed."""
    for name in EXTENSIONS if address.startswith(POSTGRES) else ("ducklake",):
        package = importlib.util.find_spec(EXTENSIONS[name])
        places = package.submodule_search_locations if package is not None else None
        files = [path for place in places or () for path in Path(place).rglob("*.duckdb_extension")]
        if not files:
            wanted = EXTENSIONS[name].replace("_", "-")
            raise LedgerError(
                f"DuckDB's extension {name} is not installed: pip install {wanted}=={duckdb.__version__}"
            )
        connection.execute(f"LOAD {quoted(str(files[0]))}")


@contextmanager
def lake_errors(lake: Lake | str, kinds: type[duckdb.Error] = duckdb.Error) -> Iterator[None]:
    """Raise LakeError for what DuckDB and PostgreSQL say of a lake, without passwords; for errors of a kind only."""
    try:
        yield
    except kinds as error:
        told = SECRET.sub(lambda found: f"{found[1] or ''}…", str(error).splitlines()[0])
        raise LakeError(f"{lake}: {told}") from None


@contextmanager
def connected(path: str = ":memory:") -> Iterator[duckdb.DuckDBPyConnection]:
    """Give a connection to a database, to an empty one if none is named, and close it at the end.

    What is open then is taken back first: left to the closing, it would end the process if a database has gone away.
    """
    connection = duckdb.connect(path)
    try:
        yield connection
    finally:
        with suppress(duckdb.Error):
            connection.execute("ROLLBACK")
        connection.close()


def exists(lake: Lake) -> bool:
    """Return whether the catalog holds a lake. Raises LedgerError if a database can't be reached."""
    if not lake.on_postgres:
        return lake.catalog.exists()
    with connected() as connection, lake_errors(lake):
        load(connection, lake.address)
        _attach_database(connection, lake)
        return _holds_tables(connection)


def _holds_tables(connection: duckdb.DuckDBPyConnection) -> bool:
    """Return whether the attached ``source`` is the catalog of a lake with tables in it.

    Who is killed while making a lake may leave a catalog without any.
    """
    if "ducklake_table" not in tables_of(connection, "source"):
        return False
    row = connection.execute(
        "SELECT count(*) FROM source.ducklake_table WHERE end_snapshot IS NULL"
    ).fetchone()
    return bool(row and row[0])


def _attach_database(connection: duckdb.DuckDBPyConnection, lake: Lake) -> None:
    """Attach the catalog's database itself as ``source``, to be read."""
    if lake.on_postgres:
        told = f"{quoted(lake.connection_string)} AS source (TYPE postgres, READ_ONLY)"
    else:
        told = f"{quoted(str(lake.catalog))} AS source (READ_ONLY)"
    connection.execute(f"ATTACH {told}")


def none_yet(lake: Lake) -> LedgerError:
    """Return the error that there is no lake yet."""
    return LedgerError(f"{lake}: there is no ledger yet; `newstally crawl`, `ingest` or `bulk` makes it")


def copy_catalog(lake: Lake, copy: Path) -> Path | None:
    """Copy a catalog to a DuckDB file for someone who reads, and return the folder of the lake's Parquet files.

    None if there is no lake. Raises LedgerError if its database can't be reached.
    The copy is one state of the lake, needs no database, and holds nothing open. Through it files can be read but not
    removed: what DuckLake would clear away lies below its data path, which is an empty folder here.
    """
    if not lake.on_postgres and not lake.catalog.exists():
        return None
    with connected(str(copy)) as connection, lake_errors(lake):
        if lake.on_postgres:
            load(connection, lake.address)
        _attach_database(connection, lake)
        connection.execute("BEGIN")
        if not _holds_tables(connection):
            return None
        tables = [table for table in tables_of(connection, "source") if table.startswith("ducklake_")]
        for table in tables:
            connection.execute(f"CREATE TABLE main.{table} AS FROM source.{table}")
        row = connection.execute("SELECT value FROM ducklake_metadata WHERE key = 'data_path'").fetchone()
        data = Path(row[0]) if row else lake.data
        if not lake.on_postgres and not data.exists():
            data = lake.data  # it was moved, with its catalog
        empty = copy.with_name("nothing")
        empty.mkdir()
        for kind in ("ducklake_data_file", "ducklake_delete_file"):
            connection.execute(ABSOLUTE_PATHS.format(kind=kind))
            connection.execute(
                f"UPDATE {kind} SET path = ? || path WHERE NOT starts_with(path, '/')", [f"{data}/"]
            )
        connection.execute("DELETE FROM ducklake_files_scheduled_for_deletion")
        connection.execute("UPDATE ducklake_metadata SET value = ? WHERE key = 'data_path'", [f"{empty}/"])
        connection.execute("COMMIT")
        connection.execute("DETACH source")
    return data


def attach(
    connection: duckdb.DuckDBPyConnection,
    address: str,
    *,
    data: Path | None = None,
    read_only: bool = False,
    at: datetime | None = None,
) -> None:
    """Attach a lake as ``lake``; one that isn't there is made, its files in ``data``.

    Rows are kept in Parquet files however few they are, so that a copy of the catalog is small.
    """
    options = ["DATA_INLINING_ROW_LIMIT 0"]
    options += ["READ_ONLY"] if read_only else []
    options += [f"DATA_PATH {quoted(f'{data}/')}"] if data is not None else []
    options += [f"SNAPSHOT_TIME {quoted(at.isoformat(sep=' '))}"] if at is not None else []
    connection.execute(f"ATTACH {quoted(address)} AS lake ({', '.join(options)})")


def lake_version(connection: duckdb.DuckDBPyConnection) -> int | None:
    """Return the schema version of the attached lake; None if there is nothing in it yet."""
    if not tables_of(connection, "lake"):
        return None
    row = connection.execute("SELECT value FROM lake.ledger_info WHERE key = 'schema_version'").fetchone()
    return int(row[0]) if row else None
