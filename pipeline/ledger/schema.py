"""Schema: making a ledger, knowing its tables and its version, and bringing an older one up to date."""

import shutil
import sys
from functools import cache
from pathlib import Path

import duckdb

from newstally.pipeline.ledger.errors import LedgerError
from newstally.pipeline.ledger.place import Place
from newstally.pipeline.ledger.version import note_deriving

FOLDER = Path(__file__).parent

VERSION = 16
"""Version of ``schema.sql``. A ledger of version n is brought to n + 1 by ``migrations/NNNN.sql``, NNNN being n + 1."""

MANY = 5000
"""Articles from which on bringing a ledger up to date is announced."""


@cache
def sql(name: str) -> str:
    """Return the text of one of the ledger's SQL files, such as ``schema`` or ``steps/claims``."""
    return (FOLDER / f"{name}.sql").read_text(encoding="utf-8")


def schema_sql() -> str:
    """Return the whole schema with its documentation: tables, macros and views."""
    return "\n".join(sql(name) for name in ("schema", "macros", "views"))


def create(connection: duckdb.DuckDBPyConnection) -> None:
    """Make the tables, macros and views of a new ledger."""
    connection.execute("BEGIN")
    connection.execute(schema_sql())
    connection.execute("INSERT INTO ledger_info VALUES ('schema_version', ?)", [str(VERSION)])
    note_deriving(connection)
    connection.execute("COMMIT")


def create_keyed(connection: duckdb.DuckDBPyConnection) -> None:
    """Make only the tables of which rows are known by a key, into which rows of an older ledger can be put."""
    for statement in connection.extract_statements(sql("schema")):
        if "PRIMARY KEY" in statement.query:
            connection.execute(statement)


def tables_of(connection: duckdb.DuckDBPyConnection, database: str | None = None) -> list[str]:
    """Return the names of the tables of a database; of all that are open if none is named."""
    rows = connection.execute(
        """SELECT table_name FROM duckdb_tables()
        WHERE database_name = coalesce(?, database_name) AND NOT internal AND NOT temporary ORDER BY 1""",
        [database],
    ).fetchall()
    return [row[0] for row in rows]


def version_of(connection: duckdb.DuckDBPyConnection, path: Place) -> int:
    """Return the schema version of an open database. Raises LedgerError if it is no ledger."""
    try:
        row = connection.execute("SELECT value FROM ledger_info WHERE key = 'schema_version'").fetchone()
    except duckdb.CatalogException:
        row = None
    if row is None:
        raise LedgerError(
            f"{path}: this is a DuckDB database, but no ledger; name another in the configuration"
        )
    return int(row[0])


def check_version(connection: duckdb.DuckDBPyConnection, path: Place) -> None:
    """Raise LedgerError if the ledger is of a newer version than ours."""
    found = version_of(connection, path)
    if found > VERSION:
        raise LedgerError(
            f"{path}: written by a newer Newstally (schema {found}, this one knows {VERSION}); update Newstally"
        )


def bring_up_to_date(connection: duckdb.DuckDBPyConnection, path: Path, *, backup: bool = True) -> None:
    """Migrate an open ledger to the present version in one transaction; the backup is ``PATH.schema-N.backup``.

    What follows from the ledger's own rows is made anew by the present rules.
    Raises LedgerError if it is no ledger or of a newer version.
    """
    found = version_of(connection, path)
    check_version(connection, path)
    if found == VERSION:
        return
    _announce(connection, path, found)
    if backup:
        connection.execute("CHECKPOINT")
        shutil.copyfile(path, path.with_name(f"{path.name}.schema-{found}.backup"))
    try:
        _migrate(connection, found)
    except duckdb.Error as error:
        raise LedgerError(
            f"{path}: can't be brought from schema {found} to {VERSION}: {str(error).splitlines()[0]}; it is as it was"
        ) from None


def _announce(connection: duckdb.DuckDBPyConnection, path: Path, found: int) -> None:
    """Say on stderr what is done where it takes more than a moment."""
    row = connection.execute("SELECT count(*) FROM articles").fetchone()
    articles = row[0] if row else 0
    if articles >= MANY:
        told = f"{path.name}: its {articles:,} articles are brought from schema {found} to {VERSION}"
        print(f"newstally: {told}, which takes minutes", file=sys.stderr, flush=True)


def _migrate(connection: duckdb.DuckDBPyConnection, found: int) -> None:
    connection.execute("BEGIN")
    for step in range(found + 1, VERSION + 1):
        connection.execute(sql(f"migrations/{step:04}"))
    connection.execute(sql("macros"))
    connection.execute(sql("views"))
    _refresh(connection)
    connection.execute("UPDATE ledger_info SET value = ? WHERE key = 'schema_version'", [str(VERSION)])
    connection.execute("COMMIT")


def _refresh(connection: duckdb.DuckDBPyConnection) -> None:
    # Imported here: the steps that it runs stand above the schema.
    from newstally.pipeline.ledger.refresh import refresh

    refresh(connection)
