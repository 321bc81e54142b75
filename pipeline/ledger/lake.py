"""Lake: the ledger published as a DuckLake, which any number of programs on any number of machines read at once.

A DuckLake is Parquet files and a catalog that tells which of them are the tables, now and at each earlier moment: a
DuckDB file for one machine, a PostgreSQL database for many. Each time the ledger is published its changes become one
snapshot, in one transaction: readers see all of it or nothing, and the ledger of yesterday stays readable.

    ATTACH 'ducklake:lake.ducklake' AS lake (READ_ONLY);
    FROM lake.claims;
    FROM lake.claims AT (TIMESTAMP => now() - INTERVAL 1 DAY);
"""

import importlib.util
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

import duckdb

from newstally.pipeline.ledger.errors import LedgerError
from newstally.pipeline.ledger.schema import check_version
from newstally.pipeline.ledger.store import writers_turn

PREFIX = "ducklake:"
POSTGRES = "ducklake:postgres:"

EXTENSIONS = {"ducklake": "duckdb_extension_ducklake", "postgres": "duckdb_extension_postgres_scanner"}
"""DuckDB's extensions by the Python packages that bring them."""

PARTITIONED = {"articles": "seen_on", "sightings": "seen_on"}
"""Tables whose files are laid by month of a day, by that day's column."""


@dataclass(frozen=True, slots=True)
class Changed:
    """How many rows of a table a snapshot adds and removes."""

    added: int
    removed: int


def publish(ledger: Path, lake: str, data: Path | None = None) -> dict[str, Changed]:
    """Bring a lake up to date with a ledger, in one snapshot if anything is different; return what changed by table.

    ``lake`` is ``ducklake:FILE`` or ``ducklake:postgres:…`` with a libpq connection string; a lake that isn't there is
    made, its Parquet files in ``data`` or beside the catalog's file. Writers of the ledger wait meanwhile.

    Raises LedgerError if there is no ledger, an extension is missing or the lake can't be written.
    """
    if not ledger.exists():
        raise LedgerError(
            f"{ledger}: there is no ledger yet; `newstally crawl` or `newstally ingest` makes it"
        )
    if lake.startswith(POSTGRES) and data is None:
        raise LedgerError(f"{lake}: name the folder for its Parquet files with --data")
    with writers_turn(ledger), closing(duckdb.connect()) as connection, _errors(lake):
        _load(connection, lake)
        connection.execute(f"ATTACH {_quoted(str(ledger))} AS ledger (READ_ONLY)")
        connection.execute("USE ledger")
        check_version(connection, ledger)
        place = f" (DATA_PATH {_quoted(str(data))})" if data is not None else ""
        connection.execute(f"ATTACH {_quoted(lake)} AS lake{place}")
        connection.execute("BEGIN")
        changed = {table: _bring_up_to_date(connection, table) for table in _tables(connection, "ledger")}
        for table in set(_tables(connection, "lake")) - set(changed):
            connection.execute(f"DROP TABLE lake.{table}")
        connection.execute("COMMIT")
    return changed


def _load(connection: duckdb.DuckDBPyConnection, lake: str) -> None:
    for name in EXTENSIONS if lake.startswith(POSTGRES) else ("ducklake",):
        package = importlib.util.find_spec(EXTENSIONS[name])
        places = package.submodule_search_locations if package is not None else None
        files = [path for place in places or () for path in Path(place).rglob("*.duckdb_extension")]
        if not files:
            wanted = EXTENSIONS[name].replace("_", "-")
            raise LedgerError(
                f"{lake}: DuckDB's extension {name} is not installed: pip install {wanted}=={duckdb.__version__}"
            )
        connection.execute(f"LOAD {_quoted(str(files[0]))}")


def _tables(connection: duckdb.DuckDBPyConnection, database: str) -> list[str]:
    rows = connection.execute(
        "SELECT table_name FROM duckdb_tables() WHERE database_name = ? AND NOT internal ORDER BY 1",
        [database],
    ).fetchall()
    return [row[0] for row in rows]


def _columns(connection: duckdb.DuckDBPyConnection, table: str) -> dict[str, str]:
    """Return the types of a table's columns by name."""
    return {row[0]: row[1] for row in connection.execute(f"DESCRIBE {table}").fetchall()}


def _bring_up_to_date(connection: duckdb.DuckDBPyConnection, table: str) -> Changed:
    """Give a table of the lake the rows and columns that the ledger's has."""
    columns = _columns(connection, f"ledger.{table}")
    if table not in _tables(connection, "lake"):
        connection.execute(f"CREATE TABLE lake.{table} AS FROM ledger.{table} LIMIT 0")
        if day := PARTITIONED.get(table):
            connection.execute(f"ALTER TABLE lake.{table} SET PARTITIONED BY (year({day}), month({day}))")
    held = _columns(connection, f"lake.{table}")
    for name in columns.keys() - held.keys():
        connection.execute(f'ALTER TABLE lake.{table} ADD COLUMN "{name}" {columns[name]}')
    for name in held.keys() - columns.keys():
        connection.execute(f'ALTER TABLE lake.{table} DROP COLUMN "{name}"')
    named = ", ".join(f'"{name}"' for name in columns)
    same = " AND ".join(f'held."{name}" IS NOT DISTINCT FROM gone."{name}"' for name in columns)
    ours, theirs = f"SELECT {named} FROM ledger.{table}", f"SELECT {named} FROM lake.{table}"
    connection.execute(f"CREATE OR REPLACE TEMP TABLE gone AS {theirs} EXCEPT ALL {ours}")
    connection.execute(f"CREATE OR REPLACE TEMP TABLE come AS {ours} EXCEPT ALL {theirs}")
    removed, added = (_count(connection, rows) for rows in ("gone", "come"))
    if removed:
        connection.execute(
            f"""DELETE FROM lake.{table} WHERE rowid IN (
            SELECT held.rowid FROM lake.{table} held SEMI JOIN gone ON {same})"""
        )
    if added:
        connection.execute(f"INSERT INTO lake.{table} ({named}) FROM come")
    return Changed(added, removed)


def _count(connection: duckdb.DuckDBPyConnection, table: str) -> int:
    row = connection.execute(f"SELECT count(*) FROM {table}").fetchone()
    return int(row[0]) if row else 0


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


@contextmanager
def _errors(lake: str) -> Iterator[None]:
    try:
        yield
    except duckdb.Error as error:
        raise LedgerError(f"{lake}: {str(error).splitlines()[0]}") from None
