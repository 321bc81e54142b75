"""Reading a lake as a ledger: its tables under their names, with the ledger's macros and views."""

import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import duckdb

from newstally.pipeline.ledger.errors import LedgerError, OlderLedgerError
from newstally.pipeline.ledger.file_store import Setting
from newstally.pipeline.ledger.lake.catalog import attach, copy_catalog, lake_errors, load, none_yet
from newstally.pipeline.ledger.literals import quoted
from newstally.pipeline.ledger.place import PREFIX, Lake
from newstally.pipeline.ledger.schema import VERSION, check_version, sql, version_of


@contextmanager
def reading_lake(
    lake: Lake, *, config: dict[str, Setting] | None = None
) -> Iterator[duckdb.DuckDBPyConnection]:
    """Open one state of a lake for reading: that of now, or of the moment that the place names.

    Nobody waits for it, and it waits for nobody. Raises OlderLedgerError if its schema is older, LedgerError if there
    is no lake, none yet at that moment, or it is newer.
    """
    with closing(duckdb.connect(config=config or {})) as connection:
        with lake_errors(lake):
            _open(connection, lake)
        with lake_errors(lake, duckdb.IOException):
            yield connection


def _open(connection: duckdb.DuckDBPyConnection, lake: Lake) -> None:
    """Attach a state of a lake and lay the ledger's macros and views over its tables."""
    load(connection, PREFIX)
    # What is open can be read on when its name is gone: so nothing is left behind, whenever the process ends.
    with tempfile.TemporaryDirectory(prefix="newstally-") as folder:
        copy = Path(folder) / "catalog.duckdb"
        data = copy_catalog(lake, copy)
        if data is None:
            raise none_yet(lake)
        _attach_state(connection, lake, copy)
    connection.execute(f"SET allowed_directories = [{quoted(f'{data}/')}]")
    connection.execute("SET search_path = 'memory.main,lake.main'")
    found = version_of(connection, lake)
    check_version(connection, lake)
    if found < VERSION:
        if lake.at is not None:
            raise LedgerError(
                f"{lake}: at {lake.at} it was of schema {found}, which this Newstally doesn't show"
            )
        raise OlderLedgerError(f"{lake}: made by an older Newstally")
    connection.execute(sql("macros"))
    connection.execute(sql("views"))


def _attach_state(connection: duckdb.DuckDBPyConnection, lake: Lake, copy: Path) -> None:
    try:
        attach(connection, f"{PREFIX}{copy}", read_only=True, at=lake.at)
    except duckdb.Error as error:
        if lake.at is None or "snapshot" not in str(error).lower():
            raise
        raise LedgerError(f"{lake}: it has no state of {lake.at}; the first is later") from None
