"""A lake whose catalog is a PostgreSQL database: several machines write to it and read it at once.

Left out where PostgreSQL isn't installed (Debian's package ``postgresql``).
"""

import multiprocessing
import os
import pwd
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from newstally import Ledger
from newstally.pipeline.ledger.errors import LedgerError
from newstally.pipeline.ledger.lake.catalog import exists
from newstally.pipeline.ledger.place import Lake, place_named
from tests.ledger.processes import query_until, write_all
from tests.ledger.test_lake_as_ledger import batches, file, told, write_one

__all__ = ["batches", "file"]

pytest.importorskip("duckdb_extension_ducklake")
pytest.importorskip("duckdb_extension_postgres_scanner")

PROGRAMS = max(Path("/usr/lib/postgresql").glob("*/bin"), default=Path("/usr/bin"))
CONTROL = shutil.which("pg_ctl", path=PROGRAMS) or shutil.which("pg_ctl")

pytestmark = [
    pytest.mark.postgres,
    pytest.mark.skipif(CONTROL is None, reason="PostgreSQL is not installed"),
]


class Database:
    """A PostgreSQL server of its own on the loopback interface; it refuses to run as root."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.owner = pwd.getpwnam("postgres") if os.geteuid() == 0 else None
        if self.owner is not None:
            os.chown(folder, self.owner.pw_uid, self.owner.pw_gid)
        self._run("initdb", "-D", str(folder / "data"), "-A", "trust", "-U", "news", "--no-sync")
        self.start()
        self._run("createdb", "-h", "127.0.0.1", "-p", str(self.port), "-U", "news", "news")

    def _run(self, program: str, *arguments: str) -> None:
        user = None if self.owner is None else self.owner.pw_uid
        group = None if self.owner is None else self.owner.pw_gid
        command = [str(Path(CONTROL or "").with_name(program)), *arguments]
        subprocess.run(
            command, check=True, cwd=self.folder, user=user, group=group, stdout=subprocess.DEVNULL
        )

    def start(self) -> None:
        options = f"-p {self.port} -k {self.folder} -c listen_addresses=127.0.0.1 -c fsync=off"
        log = str(self.folder / "log")
        self._run("pg_ctl", "-w", "-D", str(self.folder / "data"), "-o", options, "-l", log, "start")

    def stop(self) -> None:
        """End it at once, as a lost machine would."""
        self._run("pg_ctl", "-w", "-D", str(self.folder / "data"), "-m", "immediate", "stop")

    def lake(self, machine: Path) -> Lake:
        """The lake as a machine sees it: each has a working copy of its own, and all share the folder of files."""
        machine.mkdir(exist_ok=True)
        address = f"ducklake:postgres:host=127.0.0.1 port={self.port} user=news dbname=news"
        place = place_named(address, machine, machine.parent / "files")
        assert isinstance(place, Lake)
        return place


@pytest.fixture(scope="module")
def database() -> Iterator[Database]:
    with tempfile.TemporaryDirectory(prefix="newstally-postgres-") as folder:  # which its user can reach
        running = Database(Path(folder))
        yield running
        running.stop()


def test_machines_write_in_turns_while_others_read(
    database: Database, batches: list[bytes], file: Path, tmp_path: Path
) -> None:
    one, other = database.lake(tmp_path / "one"), database.lake(tmp_path / "other")
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
    lake = database.lake(tmp_path / "one")
    before = told(lake)
    writer = multiprocessing.get_context("fork").Process(target=write_all, args=(lake, batches[::-1]))
    writer.start()
    time.sleep(0.7)
    database.stop()
    writer.join()
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
