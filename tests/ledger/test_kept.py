"""Processes that keep the ledger open between questions: what they answer is true, and they are in nobody's way."""

import multiprocessing
import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from newstally.pipeline.forking import nursery
from newstally.pipeline.ledger.errors import LedgerError
from newstally.pipeline.ledger.kept import Keeper
from newstally.pipeline.ledger.kept_process import OpenLedger
from newstally.pipeline.ledger.store import writers_turn, writing


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    with writing(tmp_path / "ledger.duckdb"):
        pass
    return tmp_path / "ledger.duckdb"


@pytest.fixture
def keeper(ledger: Path) -> Iterator[Keeper]:
    # A process has one fork server, which later tests have pages read by, too.
    yield Keeper(nursery(), ledger, time_limit=20.0, memory_limit="500MB", most=1)
    for process in multiprocessing.active_children():
        process.kill()


MARKS = [("SELECT file FROM archive_marks ORDER BY file", ())]


def test_kept_processes_answer_with_the_ledger_as_it_is_and_outlive_what_befalls_one(
    ledger: Path, keeper: Keeper
) -> None:
    assert keeper.rows([*MARKS, ("SELECT 1 AS one", ())]) == [[], [{"one": 1}]]
    for change, copied in (
        ("a", 10**9),
        ("b", 0),
    ):  # another file in its place; changed in place, if nobody has it open
        with writing(ledger, copied=copied) as connection:
            connection.execute("INSERT INTO archive_marks VALUES (?, 1)", [change])
        assert [row["file"] for row in keeper.rows(MARKS)[0]][-1] == change
    [process] = multiprocessing.active_children()
    assert process.pid is not None
    os.kill(process.pid, signal.SIGKILL)
    process.join()
    assert keeper.rows([("SELECT $n + 1 AS n", {"n": 1})]) == [[{"n": 2}]]
    with pytest.raises(LedgerError, match="nothing_such"):
        keeper.rows([("FROM nothing_such", ())])
    with pytest.raises(LedgerError, match="file system operations are disabled"):
        keeper.rows([("FROM read_text('/etc/hostname')", ())])
    assert len(keeper.rows(MARKS)[0]) == 2


def test_an_open_ledger_gives_way_to_a_writer_and_to_nobody_else(ledger: Path) -> None:
    kept = OpenLedger(ledger, "500MB")
    kept.connection().execute("SELECT 1")
    kept.give_way()
    assert kept.is_open
    with writers_turn(ledger):
        kept.give_way()
        assert not kept.is_open
    kept.connection().execute("SELECT 1")
    kept.close()
