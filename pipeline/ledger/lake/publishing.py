"""Publishing: brings a lake's tables up to date with those of a ledger's file, in one transaction.

Rows come from the file through Arrow, from a transaction that may still be open.
"""

from dataclasses import dataclass
from pathlib import Path

import duckdb

from newstally.pipeline.ledger.errors import LedgerError
from newstally.pipeline.ledger.file_store import reading_file, writers_turn
from newstally.pipeline.ledger.lake.catalog import attach, connected, lake_errors, load
from newstally.pipeline.ledger.literals import quoted
from newstally.pipeline.ledger.place import POSTGRES
from newstally.pipeline.ledger.schema import tables_of
from newstally.pipeline.ledger.touched import MEANT, REPLACED, SMALL, is_noted

PARTITIONED = {"articles": "seen_on", "sightings": "seen_on"}
"""Tables whose files are laid by month of a day, by that day's column."""


@dataclass(frozen=True, slots=True)
class Changed:
    """How many rows of a table a snapshot adds and removes."""

    added: int
    removed: int


def publish(ledger: Path, lake: str, data: Path | None = None) -> dict[str, Changed]:
    """Bring a lake up to date with a ledger's file, in one snapshot if anything is different; return what changed.

    ``lake`` is ``ducklake:FILE`` or ``ducklake:postgres:…`` with a libpq connection string; a lake that isn't there is
    made, its Parquet files in ``data`` or beside the catalog's file. Writers of the ledger wait meanwhile.

    Raises LedgerError if there is no ledger, an extension is missing or the lake can't be written.
    """
    if lake.startswith(POSTGRES) and data is None:
        raise LedgerError(f"{lake}: name the folder for its Parquet files with --data")
    with (
        writers_turn(ledger),
        reading_file(ledger) as held,
        connected() as connection,
        lake_errors(lake),
    ):
        load(connection, lake)
        attach(connection, lake, data=data)
        connection.execute("BEGIN")
        changed = take_whole(connection, held)
        connection.execute("COMMIT")
    return changed


def make_tables(connection: duckdb.DuckDBPyConnection, held: duckdb.DuckDBPyConnection) -> None:
    """Give the attached lake the tables and columns of an open ledger, with their documentation."""
    ours = {table: _columns(held, table) for table in tables_of(held)}
    theirs = tables_of(connection, "lake")
    for table in set(theirs) - set(ours):
        connection.execute(f"DROP TABLE lake.{table}")
    for table, columns in ours.items():
        if table not in theirs:
            _make(connection, held, table)
            continue
        present = _columns(connection, f"lake.{table}")
        for name in columns.keys() - present.keys():
            connection.execute(f'ALTER TABLE lake.{table} ADD COLUMN "{name}" {columns[name]}')
        for name in present.keys() - columns.keys():
            connection.execute(f'ALTER TABLE lake.{table} DROP COLUMN "{name}"')
        for name in present.keys() & columns.keys():
            if present[name] != columns[name]:
                connection.execute(
                    f'ALTER TABLE lake.{table} ALTER COLUMN "{name}" SET DATA TYPE {columns[name]}'
                )


def _make(
    connection: duckdb.DuckDBPyConnection,
    held: duckdb.DuckDBPyConnection,
    table: str,
) -> None:
    described = held.execute(f"DESCRIBE {table}").fetchall()
    listed = ", ".join(
        f'"{name}" {kind}{" NOT NULL" * (nullable == "NO")}' for name, kind, nullable, *_ in described
    )
    connection.execute(f"CREATE TABLE lake.{table} ({listed})")
    if day := PARTITIONED.get(table):
        connection.execute(f"ALTER TABLE lake.{table} SET PARTITIONED BY (year({day}), month({day}))")
    told = held.execute(
        """SELECT 'TABLE lake.' || table_name, comment FROM duckdb_tables()
            WHERE table_name = $1 AND comment IS NOT NULL AND NOT temporary
        UNION ALL SELECT format('COLUMN lake.{}."{}"', table_name, column_name), comment FROM duckdb_columns()
            WHERE table_name = $1 AND comment IS NOT NULL""",
        [table],
    ).fetchall()
    for what, comment in told:
        connection.execute(f"COMMENT ON {what} IS {quoted(comment)}")


def take_whole(connection: duckdb.DuckDBPyConnection, held: duckdb.DuckDBPyConnection) -> dict[str, Changed]:
    """Give the attached lake the tables and rows of an open ledger, comparing all of them; return what changed."""
    make_tables(connection, held)
    return {table: _compared(connection, held, table) for table in tables_of(held)}


def take_touched(connection: duckdb.DuckDBPyConnection, held: duckdb.DuckDBPyConnection) -> bool:
    """Give the attached lake what an open transaction changed; return whether it changed anything.

    Where it isn't noted what that is, everything is compared.
    """
    if not is_noted(held):
        return any(some != Changed(0, 0) for some in take_whole(connection, held).values())
    small = [_compared(connection, held, table) for table in SMALL]
    changed = any(some != Changed(0, 0) for some in small)
    for table, meant in MEANT.items():
        keys = held.execute(f"SELECT DISTINCT * FROM touched_{table}").to_arrow_table()
        if not keys.num_rows:
            continue
        if table in REPLACED:
            connection.register("keys", keys)
            connection.execute(f"DELETE FROM lake.{table} WHERE {meant.format(keys='keys')}")
            connection.unregister("keys")
        _insert(connection, held, table, meant.format(keys=f"touched_{table}"))
        changed = True
    return changed


def _compared(connection: duckdb.DuckDBPyConnection, held: duckdb.DuckDBPyConnection, table: str) -> Changed:
    """Give a table of the lake the rows that the ledger's has, and leave those alone that are the same."""
    columns = _columns(held, table)
    named = ", ".join(f'"{name}"' for name in columns)
    same = " AND ".join(f'held."{name}" IS NOT DISTINCT FROM gone."{name}"' for name in columns)
    connection.register("ours", held.execute(f"SELECT {named} FROM {table}").to_arrow_reader())
    connection.execute("CREATE OR REPLACE TEMP TABLE wanted AS FROM ours")
    connection.unregister("ours")
    ours, theirs = "FROM wanted", f"SELECT {named} FROM lake.{table}"
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
    connection.execute("DROP TABLE wanted; DROP TABLE gone; DROP TABLE come")
    return Changed(added, removed)


def _insert(
    connection: duckdb.DuckDBPyConnection, held: duckdb.DuckDBPyConnection, table: str, condition: str
) -> None:
    named = ", ".join(f'"{name}"' for name in _columns(held, table))
    rows = held.execute(f"SELECT {named} FROM {table} WHERE {condition}").to_arrow_table()
    if rows.num_rows:
        connection.register("rows", rows)
        connection.execute(f"INSERT INTO lake.{table} ({named}) FROM rows")
        connection.unregister("rows")


def _columns(connection: duckdb.DuckDBPyConnection, table: str) -> dict[str, str]:
    """Return the types of a table's columns by name."""
    return {row[0]: row[1] for row in connection.execute(f"DESCRIBE {table}").fetchall()}


def _count(connection: duckdb.DuckDBPyConnection, table: str) -> int:
    row = connection.execute(f"SELECT count(*) FROM {table}").fetchone()
    return int(row[0]) if row else 0
