"""Writing to a lake: in turns, each in a working copy of which the changed rows become one snapshot of the lake.

What follows from new pages (copies, stories, claims) is derived in a DuckDB file, as in a ledger that is one. That file
is this machine's own and only a copy: it is brought in step with the lake before each turn, and made anew from it where
it is missing or damaged, so that any machine can go on where another one died. The row ``edition`` of ``ledger_info``
tells which state of the lake it holds. It changes with every snapshot, in both: so of two writers that start from the
same state, whatever became of their turns, one is refused.
"""

import shutil
import uuid
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, contextmanager
from datetime import timedelta
from pathlib import Path

import duckdb

from newstally.pipeline.ledger.errors import LakeError, LedgerError
from newstally.pipeline.ledger.file_store import Say, begin, remove_file, replace_file, say_on_stderr
from newstally.pipeline.ledger.lake.catalog import (
    attach,
    connected,
    exists,
    lake_errors,
    lake_version,
    load,
    none_yet,
)
from newstally.pipeline.ledger.lake.compaction import compact, compact_when_due, forget, last_snapshot
from newstally.pipeline.ledger.lake.publishing import Changed, take_touched, take_whole
from newstally.pipeline.ledger.lake.turns import lake_turn
from newstally.pipeline.ledger.lake.working import edition_of, fill, open_working
from newstally.pipeline.ledger.place import PREFIX, Lake
from newstally.pipeline.ledger.schema import VERSION, bring_up_to_date, check_version
from newstally.pipeline.ledger.touched import begin_noting


@contextmanager
def writing_lake(lake: Lake, *, say: Say = say_on_stderr) -> Iterator[duckdb.DuckDBPyConnection]:
    """Open the working copy for one short transaction, which becomes a snapshot of the lake at the end, or nothing.

    A lake that doesn't exist is made; one of an older version is brought up to date. Raises LedgerError if it is of a
    newer version, can't be written, or another machine wrote to it meanwhile.
    """
    if lake.at is not None:
        raise LedgerError(f"{lake}: what it was at {lake.at} can be read, not changed")
    with ExitStack() as stack:
        with lake_errors(lake):
            stack.enter_context(lake_turn(lake, say))
            published, keep = stack.enter_context(_attached(lake))
            connection = stack.enter_context(closing(open_working(lake, published)))
            check_version(connection, lake)
            base, before = edition_of(connection), last_snapshot(published)
            bring_up_to_date(connection, lake.working, backup=False)  # the lake keeps what it was
            begin(connection)
            begin_noting(connection)
        yield connection
        with lake_errors(lake):
            if _publish(published, connection, base, lake, whole=lake_version(published) != VERSION):
                compact_when_due(published, before)
                keep()
                connection.execute("COMMIT")
                connection.execute("CHECKPOINT")


def replace_lake(lake: Lake, fresh: Path) -> None:
    """Give a lake the rows of a complete ledger's file, which becomes its working copy. The caller has its turn."""
    with lake_errors(lake), _attached(lake) as (published, keep):
        with closing(duckdb.connect(str(fresh))) as connection:
            begin(connection)
            base = edition_of(published, "lake.ledger_info")
            _publish(published, connection, base, lake, whole=True)
            keep()
            connection.execute("COMMIT")
            connection.execute("CHECKPOINT")
        replace_file(lake.working, fresh)


def compact_lake(lake: Lake, keep: timedelta | None = None, *, say: Say = say_on_stderr) -> int:
    """Put a lake's small files together; forget states that are older than ``keep`` and return how many these were.

    Raises LedgerError if there is no lake or it can't be written.
    """
    if not exists(lake):
        raise none_yet(lake)
    with lake_turn(lake, say), lake_errors(lake), _attached(lake) as (published, keep_changes):
        compact(published)
        forgotten = 0 if keep is None else forget(published, keep)
        keep_changes()
    return forgotten


def copy_lake(lake: Lake, to: Path) -> None:
    """Write the rows of a lake to a new ledger's file."""
    with connected() as connection, lake_errors(lake):
        load(connection, lake.address)
        attach(connection, lake.address, read_only=True, at=lake.at)
        fill(to, connection)
    with closing(duckdb.connect(str(to))) as connection:
        connection.execute("DELETE FROM ledger_info WHERE key = 'edition'")


@contextmanager
def _attached(lake: Lake) -> Iterator[tuple[duckdb.DuckDBPyConnection, Callable[[], None]]]:
    """Give a connection with a lake to be changed attached, and what is to be called to keep what was committed.

    A catalog that is a file is changed in a copy, which takes its place: whoever reads keeps what they have open.
    """
    with connected() as published:
        load(published, lake.address)
        if lake.on_postgres:
            attach(published, lake.address, data=None if exists(lake) else lake.data)
            yield published, lambda: None
            return
        fresh = lake.catalog.with_name(f"{lake.catalog.name}.new")
        remove_file(fresh)
        if lake.catalog.exists():
            shutil.copyfile(lake.catalog, fresh)
        attach(published, f"{PREFIX}{fresh}", data=None if fresh.exists() else lake.data)

        def keep() -> None:
            published.execute("DETACH lake")
            replace_file(lake.catalog, fresh)

        try:
            yield published, keep
        finally:
            published.close()
            remove_file(fresh)


def _publish(
    published: duckdb.DuckDBPyConnection,
    connection: duckdb.DuckDBPyConnection,
    base: str | None,
    lake: Lake,
    *,
    whole: bool,
) -> bool:
    """Make what an open transaction changed a snapshot of the attached lake; return whether it changed anything."""
    published.execute("BEGIN")
    if base is not None and edition_of(published, "lake.ledger_info") != base:
        raise LakeError(f"{lake}: another machine wrote to it meanwhile; nothing was changed, try again")
    if whole:
        changed = any(some != Changed(0, 0) for some in take_whole(published, connection).values())
    else:
        changed = take_touched(published, connection)
    if not changed:
        published.execute("ROLLBACK")
        return False
    edition = uuid.uuid4().hex
    connection.execute("INSERT OR REPLACE INTO ledger_info VALUES ('edition', ?)", [edition])
    published.execute("DELETE FROM lake.ledger_info WHERE key = 'edition'")
    published.execute("INSERT INTO lake.ledger_info (key, value) VALUES ('edition', ?)", [edition])
    published.execute("CALL lake.set_commit_message('newstally', '', extra_info => ?)", [edition])
    published.execute("COMMIT")
    return True
