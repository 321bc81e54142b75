"""Transfer: the whole ledger as a folder of Parquet files, and back."""

from pathlib import Path

import duckdb

from newstally.pipeline.ledger.errors import LedgerError
from newstally.pipeline.ledger.file_errors import is_damage
from newstally.pipeline.ledger.file_store import remove_file
from newstally.pipeline.ledger.literals import quoted
from newstally.pipeline.ledger.place import Place, beside
from newstally.pipeline.ledger.schema import VERSION, create, schema_sql, tables_of
from newstally.pipeline.ledger.store import exists, reading, replace_ledger, writers_turn


def export_ledger(path: Place, folder: Path) -> dict[str, int]:
    """Write each table to ``folder/TABLE.parquet`` and the schema to ``folder/schema.sql``; return the rows of each.

    Raises LedgerError if the folder can't be written.
    """
    counts = {}
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with reading(path) as connection:
            for table in tables_of(connection):
                file, unfinished = folder / f"{table}.parquet", folder / f".{table}.unfinished"
                to = quoted(str(unfinished))
                try:
                    connection.execute(f"COPY {table} TO {to} (FORMAT parquet, COMPRESSION zstd)")
                except duckdb.IOException as error:
                    unfinished.unlink(missing_ok=True)
                    if is_damage(str(error)):
                        raise
                    raise LedgerError(f"{file}: can't be written: {str(error).splitlines()[0]}") from None
                unfinished.replace(file)
                row = connection.execute(f"SELECT count(*) FROM {table}").fetchone()
                counts[table] = int(row[0]) if row else 0
        (folder / "schema.sql").write_text(schema_sql(), encoding="utf-8")
    except OSError as error:
        raise LedgerError(f"{folder}: can't be written: {error.strerror or error}") from None
    return counts


def import_ledger(path: Place, folder: Path) -> dict[str, int]:
    """Make a ledger from the Parquet files of an export; return the rows of each table.

    Raises LedgerError if there is a ledger already, a file is missing or damaged, or the export is of a newer version.
    """
    fresh = beside(path, ".import")
    with writers_turn(path):
        if exists(path):
            raise LedgerError(
                f"{path}: there is a ledger already; name another with `ledger` in the configuration"
            )
        remove_file(fresh)
        try:
            with duckdb.connect(str(fresh)) as connection:
                create(connection)
                counts = _fill(connection, folder)
                connection.execute("CHECKPOINT")
            replace_ledger(path, fresh)
        finally:
            remove_file(fresh)
    return counts


def _fill(connection: duckdb.DuckDBPyConnection, folder: Path) -> dict[str, int]:
    counts = {}
    connection.execute("BEGIN")
    connection.execute("DELETE FROM ledger_info")
    for table in tables_of(connection):
        file = folder / f"{table}.parquet"
        if not file.exists():
            raise LedgerError(f"{file}: missing; this folder is no export of a ledger, or not a whole one")
        try:
            connection.execute(f"INSERT INTO {table} BY NAME FROM read_parquet(?)", [str(file)])
        except duckdb.Error as error:
            raise LedgerError(f"{file}: can't be read: {str(error).splitlines()[0]}") from None
        row = connection.execute(f"SELECT count(*) FROM {table}").fetchone()
        counts[table] = int(row[0]) if row else 0
    row = connection.execute("SELECT value FROM ledger_info WHERE key = 'schema_version'").fetchone()
    if row is None or int(row[0]) != VERSION:
        found = row[0] if row else "none"
        raise LedgerError(f"{folder}: the export's schema is version {found}, this Newstally's {VERSION}")
    connection.execute("COMMIT")
    return counts
