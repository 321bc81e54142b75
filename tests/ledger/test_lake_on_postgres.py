"""A lake whose catalog is a PostgreSQL database: several machines write to it and read it at once.

Left out where PostgreSQL isn't installed (Debian's package ``postgresql``).
"""

import multiprocessing
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from newstally import Ledger
from newstally.pipeline.ledger.errors import LedgerError
from newstally.pipeline.ledger.lake.catalog import attach, connected, exists, load
from tests.ledger.processes import query_until, write_all, write_and_wait
from tests.ledger.test_lake_as_ledger import batches, file, told, write_one
from tests.postgres import CONTROL, Database

__all__ = ["batches", "file"]

pytest.importorskip("duckdb_extension_ducklake")
pytest.importorskip("duckdb_extension_postgres_scanner")

pytestmark = [
    pytest.mark.usefixtures("extensions_known"),
    pytest.mark.postgres,
    pytest.mark.skipif(CONTROL is None, reason="PostgreSQL is not installed"),
]


@pytest.fixture(scope="module")
def database() -> Iterator[Database]:
    with tempfile.TemporaryDirectory(prefix="newstally-postgres-") as folder:  # which its user can reach
        running = Database(Path(folder))
        yield running
        running.stop()


@pytest.mark.slow
def test_machines_write_in_turns_while_others_read(
    database: Database, batches: list[bytes], file: Path, tmp_path: Path
) -> None:
    one, other = database.lake(tmp_path / "one"), database.lake(tmp_path / "other")
    with connected() as connection:  # as far as someone came who was killed while making the lake
        load(connection, one.address)
        attach(connection, one.address, data=one.data)
    assert not exists(one)
    write_one(one, batches[0])
    context = multiprocessing.get_context("fork")
    stop, results, ready = context.Event(), context.Queue(), context.Barrier(2)
    readers = [context.Process(target=query_until, args=(other, stop, results, ready)) for _ in range(2)]
    writers = [
        context.Process(target=write_all, args=(lake, some))
        for lake, some in ((one, batches[1:2]), (other, batches[:1:-1]))
    ]
    for process in (*readers, *writers):
        process.start()
    for process in writers:
        process.join()
    stop.set()
    found = [results.get(timeout=60) for _ in readers]
    for process in readers:
        process.join()
    assert [process.exitcode for process in writers] == [0, 0]
    assert all(failure is None and answers for answers, _, failure in found)
    assert told(one) == told(other) == told(file)


def test_a_database_that_dies_loses_only_what_was_not_committed(
    database: Database, batches: list[bytes], file: Path, tmp_path: Path
) -> None:
    database.create("dying")
    lake = database.lake(tmp_path / "one", "dying")
    write_all(lake, batches[:1])
    before = told(lake)
    context = multiprocessing.get_context("fork")
    written, gone = context.Event(), context.Event()
    writer = context.Process(target=write_and_wait, args=(lake, batches[1], written, gone))
    writer.start()
    assert written.wait(60)
    database.stop()
    gone.set()
    writer.join()
    assert writer.exitcode == 1  # it ends by an error that says why
    try:
        with pytest.raises(LedgerError, match=r"connection|could not|refused"):
            told(lake)
    finally:
        database.start()
    assert told(lake) == before
    write_all(lake, batches)
    assert told(lake) == told(file)
    with pytest.raises(LedgerError, match="postgres_query"):  # who asks reaches no database
        Ledger(lake.address).sql("FROM postgres_query('source', 'SELECT 1')")
