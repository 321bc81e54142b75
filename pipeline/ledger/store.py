"""Store: opens ledgers, wherever they are: a DuckDB file (``file_store``) or a DuckLake (``lake``)."""

import tempfile
from collections.abc import Iterator
from contextlib import AbstractContextManager, ExitStack, closing, contextmanager
from pathlib import Path

import duckdb

from newstally.pipeline.ledger import file_store
from newstally.pipeline.ledger.errors import OlderLedgerError
from newstally.pipeline.ledger.file_store import COPIED, Say, Setting, say_on_stderr
from newstally.pipeline.ledger.lake import catalog
from newstally.pipeline.ledger.lake.reading import reading_lake
from newstally.pipeline.ledger.lake.turns import lake_turn
from newstally.pipeline.ledger.lake.writing import copy_lake, replace_lake, writing_lake
from newstally.pipeline.ledger.place import Lake, Place, folder_of


def exists(place: Place) -> bool:
    """Return whether there is a ledger. Raises LedgerError if the database of a lake can't be reached."""
    return catalog.exists(place) if isinstance(place, Lake) else place.exists()


def writers_turn(place: Place, *, say: Say = say_on_stderr) -> AbstractContextManager[None]:
    """Hold the writers' lock of a ledger. A second writer waits and says for whom.

    Raises LedgerError if the lock can't be had or the other writer doesn't finish in ten minutes.
    """
    return lake_turn(place, say) if isinstance(place, Lake) else file_store.writers_turn(place, say=say)


def writing(
    place: Place, *, say: Say = say_on_stderr, copied: int = COPIED
) -> AbstractContextManager[duckdb.DuckDBPyConnection]:
    """Open the ledger for one short transaction, which is committed at the end and taken back if anything is raised.

    A ledger that doesn't exist is made; one of an older version is brought up to date. A file of more than ``copied``
    bytes is changed in place if nobody has it open. Who changes tables that grow with the news notes it (``touched``).
    Raises LedgerError if it is no ledger, of a newer version, or can't be written.
    """
    if isinstance(place, Lake):
        return writing_lake(place, say=say)
    return file_store.writing_file(place, say=say, copied=copied)


@contextmanager
def reading(
    place: Place, *, config: dict[str, Setting] | None = None, as_it_is: bool = False
) -> Iterator[duckdb.DuckDBPyConnection]:
    """Open the ledger for reading. Of a file a writer at work is waited for, of a lake the last state is read.

    An older ledger is brought up to date first; where it is wanted ``as_it_is``, OlderLedgerError is raised instead.
    Raises LedgerError if there is none, it is no ledger or a newer one.
    """
    if not isinstance(place, Lake):
        with file_store.reading_file(place, config=config, as_it_is=as_it_is) as connection:
            yield connection
        return
    with ExitStack() as stack:
        try:
            connection = stack.enter_context(reading_lake(place, config=config))
        except OlderLedgerError:
            if as_it_is:
                raise
            with writing_lake(place):
                pass
            connection = stack.enter_context(reading_lake(place, config=config))
        yield connection


def replace_ledger(place: Place, fresh: Path) -> None:
    """Put a complete database file in the ledger's place, atomically. The caller holds the writers' lock."""
    if isinstance(place, Lake):
        replace_lake(place, fresh)
    else:
        file_store.replace_file(place, fresh)


@contextmanager
def as_file(place: Place) -> Iterator[Path]:
    """Give the path of a copy of the ledger that is a DuckDB file, and is thrown away at the end."""
    with tempfile.TemporaryDirectory(prefix="newstally-", dir=folder_of(place)) as folder:
        copy = Path(folder) / "ledger.duckdb"
        if isinstance(place, Lake):
            copy_lake(place, copy)
        else:
            file_store.copy_file(place, copy)
        yield copy


@contextmanager
def working_copy(place: Place) -> Iterator[duckdb.DuckDBPyConnection]:
    """Open a copy of the ledger that may be changed at will and is thrown away at the end."""
    with as_file(place) as copy, closing(duckdb.connect(str(copy))) as connection:
        yield connection
