"""Writers and readers: nobody waits long, nobody stops anybody, nothing is lost."""

import multiprocessing
import os
import pickle
import random
import signal
import subprocess
import sys
import threading
import time
from datetime import date
from pathlib import Path
from string import ascii_lowercase

import duckdb
import pytest

from newstally.pipeline.ledger import schema
from newstally.pipeline.ledger.ask import asking
from newstally.pipeline.ledger.errors import LedgerError
from newstally.pipeline.ledger.file_store import COPIED
from newstally.pipeline.ledger.place import beside
from newstally.pipeline.ledger.rows import make_batch
from newstally.pipeline.ledger.schema import VERSION
from newstally.pipeline.ledger.store import reading, writers_turn, writing
from newstally.pipeline.ledger.version import made_by_others
from newstally.pipeline.ledger.write import new_run, write_batch
from tests.ledger.conftest import Desk, contents
from tests.ledger.processes import count_sightings, query_until, write_all

WAYS = [0, COPIED]
"""Bytes up to which a ledger is changed in a copy: none, so in place; and as usual."""

SPAWN = multiprocessing.get_context("spawn")


def batches(desk: Desk, count: int) -> list[bytes]:
    """Batches of two articles each, ready to be written by another process."""
    return [
        pickle.dumps(
            make_batch(
                desk.page(
                    f"Police said {100 + 2 * number + one} people were killed in Tamborel. Rain fell on Port Sarn.",
                    published_at=date(2026, 3, 1),
                    url=f"https://north.example/{number}/{one}",
                )
                for one in range(2)
            )
        )
        for number in range(count)
    ]


@pytest.mark.parametrize("copied", WAYS)
def test_queries_in_a_loop_from_three_processes_never_fail_while_batches_come_in(
    desk: Desk, copied: int
) -> None:
    prepared = batches(desk, 7)
    write_all(desk.path, prepared[:1])
    stop, results, ready = SPAWN.Event(), SPAWN.Queue(), SPAWN.Barrier(4)
    readers = [SPAWN.Process(target=query_until, args=(desk.path, stop, results, ready)) for _ in range(3)]
    for process in readers:
        process.start()
    ready.wait(60)
    write_all(desk.path, prepared[1:], copied)
    stop.set()
    told = [results.get(timeout=60) for _ in readers]
    for process in readers:
        process.join()
    assert [failure for _, _, failure in told if failure] == []
    assert all(answers > 0 for answers, _, _ in told)
    assert count_sightings(desk.path) == 14


HOLD = """
import duckdb, sys, time
connection = duckdb.connect(sys.argv[1], read_only=sys.argv[2] == "read")
print(connection.execute("SELECT count(*) FROM sightings").fetchone()[0], flush=True)
sys.stdin.readline()
print(connection.execute("SELECT count(*) FROM sightings").fetchone()[0], flush=True)
"""


@pytest.mark.parametrize("copied", WAYS)
@pytest.mark.parametrize("how", ["read", "write"])
def test_someone_who_holds_the_ledger_open_stops_neither_writers_nor_readers(
    desk: Desk, how: str, copied: int
) -> None:
    prepared = batches(desk, 3)
    write_all(desk.path, prepared[:1])
    with subprocess.Popen(
        [sys.executable, "-c", HOLD, str(desk.path), how],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as holder:
        assert holder.stdout is not None and holder.stdin is not None
        assert holder.stdout.readline() == "2\n"
        assert count_sightings(desk.path) == 2
        write_all(desk.path, prepared[1:], copied)
        assert count_sightings(desk.path) == 6
        holder.stdin.write("\n")
        holder.stdin.flush()
        assert holder.stdout.readline() == "2\n"
    assert count_sightings(desk.path) == 6


ASK = """
import sys
from pathlib import Path
from tests.ledger.processes import count_sightings
print(count_sightings(Path(sys.argv[1])))
"""


def test_a_reader_of_a_ledger_that_is_being_changed_in_place_gets_its_last_state(desk: Desk) -> None:
    prepared = batches(desk, 2)
    write_all(desk.path, prepared[:1])
    with writing(desk.path, copied=0) as connection:
        write_batch(connection, pickle.loads(prepared[1]), new_run("test"))
        asked = subprocess.run(
            [sys.executable, "-c", ASK, str(desk.path)],
            cwd=Path(__file__).parents[2], capture_output=True, text=True, timeout=60,
        )  # fmt: skip
        assert (asked.stdout, asked.returncode) == ("2\n", 0), asked.stderr
    assert count_sightings(desk.path) == 4


def test_a_second_writer_waits_and_says_for_whom(desk: Desk) -> None:
    said: list[str] = []
    write_all(desk.path, batches(desk, 1))
    released = threading.Event()

    def hold() -> None:
        with writers_turn(desk.path):
            released.wait(10)

    holder = threading.Thread(target=hold)
    holder.start()
    time.sleep(0.1)
    threading.Timer(1.5, released.set).start()
    with writing(desk.path, say=said.append):
        assert released.is_set()
    holder.join()
    assert len(said) == 1
    assert f"(process {os.getpid()})" in said[0]


def test_two_processes_that_write_at_once_lose_nothing(desk: Desk) -> None:
    prepared = batches(desk, 6)
    writers = [
        SPAWN.Process(target=write_all, args=(desk.path, prepared[start : start + 4])) for start in (0, 2)
    ]
    for process in writers:
        process.start()
    for process in writers:
        process.join()
    assert [process.exitcode for process in writers] == [0, 0]
    assert count_sightings(desk.path) == 12


def test_a_batch_that_fails_leaves_nothing_behind(desk: Desk) -> None:
    prepared = [pickle.loads(data) for data in batches(desk, 2)]
    write_all(desk.path, [pickle.dumps(prepared[0])])
    before = contents(desk.path)
    with pytest.raises(ZeroDivisionError), writing(desk.path) as connection:
        write_batch(connection, prepared[1], new_run("test"))
        raise ZeroDivisionError
    assert contents(desk.path) == before


@pytest.mark.slow
@pytest.mark.parametrize("copied", WAYS)
def test_killed_at_any_moment_the_next_run_completes_the_ledger(
    desk: Desk, tmp_path: Path, copied: int
) -> None:
    prepared = batches(desk, 3)
    write_all(desk.path, prepared)
    expected = contents(desk.path)
    path = tmp_path / "killed" / "ledger.duckdb"
    for seed in range(6):
        writer = SPAWN.Process(target=write_all, args=(path, prepared, copied))
        writer.start()
        time.sleep(random.Random(seed).uniform(0.1, 1.5))
        os.kill(writer.pid, signal.SIGKILL)
        writer.join()
        if path.exists():
            assert count_sightings(path) in {0, 2, 4, 6}
        if seed % 2:
            write_all(path, prepared, copied)
            assert contents(path) == expected
            path.unlink()
    write_all(path, prepared)
    assert contents(path) == expected


LIMITED = """
import pickle, resource, signal, sys
from pathlib import Path
from newstally.pipeline.ledger.errors import LedgerError
from tests.ledger.processes import write_all
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
path = Path(sys.argv[1])
limit = path.stat().st_size + 10_000
resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
try:
    write_all(path, [sys.stdin.buffer.read()])
except LedgerError as error:
    print(error)
"""


def test_a_full_disk_is_said_and_the_ledger_is_as_it_was(desk: Desk) -> None:
    write_all(desk.path, batches(desk, 1))
    before = contents(desk.path)
    noise = random.Random(1)
    words = ("".join(noise.choices(ascii_lowercase, k=12)) + "." for _ in range(40_000))
    text = "Police said 77 people were killed. " + " ".join(words)
    large = pickle.dumps(make_batch([desk.page(text, url="https://north.example/long")]))
    done = subprocess.run(
        [sys.executable, "-c", LIMITED, str(desk.path)],
        input=large,
        capture_output=True,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])},
    )
    assert "the disk is full; the ledger is as it was before" in done.stdout.decode(), done.stderr.decode()
    assert contents(desk.path) == before
    assert sorted(path.name for path in desk.path.parent.iterdir()) == ["ledger.duckdb", "ledger.duckdb.lock"]


@pytest.mark.parametrize(
    ("content", "says"),
    [(b"this is a text", "no DuckDB database"), (b"", "the file is empty")],
)
def test_what_is_no_ledger_is_said_and_left_alone(tmp_path: Path, content: bytes, says: str) -> None:
    path = tmp_path / "ledger.duckdb"
    path.write_bytes(content)
    with pytest.raises(LedgerError, match=says), reading(path):
        pass
    with pytest.raises(LedgerError, match=says), writing(path):
        pass
    assert path.read_bytes() == content


def test_a_database_that_is_no_ledger_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "other.duckdb"
    duckdb.connect(str(path)).execute("CREATE TABLE t AS SELECT 1 AS a").close()
    with pytest.raises(LedgerError, match="no ledger"), writing(path):
        pass
    with duckdb.connect(str(path)) as connection:
        assert connection.execute("SHOW TABLES").fetchall() == [("t",)]


def test_a_ledger_of_a_newer_version_is_refused(desk: Desk) -> None:
    desk.add("Police said 12 people were killed.", url="https://a.example/")
    with duckdb.connect(str(desk.path)) as connection:
        connection.execute("UPDATE ledger_info SET value = '99' WHERE key = 'schema_version'")
    with pytest.raises(LedgerError, match="newer Newstally"), reading(desk.path):
        pass


ADDED_SINCE = {
    "articles": "story_weights main_place story_id",
    "sightings": "per statistic measure population place country aspect entry_at entry_on source_organisation organisation_id claim_reason",
    "claims": "per statistic story_id question_id measure population place country aspect organisation_id",
    "comparisons": "shown",
}
"""Columns of the present schema that older ledgers don't have."""


def test_a_ledger_of_an_older_version_is_brought_up_to_date_with_a_backup(desk: Desk) -> None:
    text = "Police said 12 people were killed. " + "It rained in the hills of Vellin. " * 5
    desk.add(text)
    with duckdb.connect(str(desk.path)) as connection:
        connection.execute("""UPDATE sightings SET confidence = NULL, measure = NULL; UPDATE claims SET confidence = NULL, measure = NULL;
            UPDATE articles SET main_place = NULL""")
    expected = desk.contents()
    with duckdb.connect(str(desk.path)) as connection:
        connection.execute(
            """DROP TABLE notices; DROP TABLE deliveries; DROP TABLE corrections; DROP TABLE copy_links; ALTER TABLE runs DROP COLUMN rebuilt; UPDATE ledger_info SET value = '1' WHERE key = 'schema_version';
            DELETE FROM ledger_info WHERE key <> 'schema_version';
            ALTER TABLE sightings DROP COLUMN confidence; ALTER TABLE claims DROP COLUMN confidence;
            ALTER TABLE articles DROP COLUMN main_name; DELETE FROM signature_bands;
            DROP TABLE story_links;"""
            + "".join(
                f"ALTER TABLE {table} DROP COLUMN {column};"
                for table, columns in ADDED_SINCE.items()
                for column in columns.split()
            )
        )
    assert desk.contents() == expected
    backup = beside(desk.path, ".schema-1.backup")
    with duckdb.connect(str(backup), read_only=True) as connection:
        assert connection.execute("FROM ledger_info").fetchall() == [("schema_version", "1")]
        assert connection.execute("SELECT count(*) FROM sightings").fetchone() == (1,)
    with reading(desk.path) as connection:
        found = connection.execute("SELECT value FROM ledger_info WHERE key = 'schema_version'")
        assert found.fetchone() == (str(VERSION),)
    desk.add(text, url="https://b.example/")
    [claim] = desk.ask("SELECT sightings, confidence FROM claims")
    [(sure,)] = [tuple(row.values()) for row in desk.ask("SELECT max(confidence) FROM sightings")]
    assert claim == {"sightings": 2, "confidence": sure}
    assert 0 < sure < 1


@pytest.mark.parametrize(
    ("changed", "says"),
    [
        ("UPDATE articles SET extractor = '0+other' WHERE url LIKE '%a.example%'", "1 of 2 articles"),
        ("UPDATE ledger_info SET value = 'other' WHERE key = 'derived_by'", "other rules"),
    ],
)
def test_what_other_rules_made_is_noticed_and_a_rebuild_advised(desk: Desk, changed: str, says: str) -> None:
    desk.add("Police said 12 people were killed.", url="https://a.example/")
    desk.add("Police said 14 people were killed.", url="https://b.example/")
    with reading(desk.path) as connection:
        assert made_by_others(connection) is None
    with writing(desk.path) as connection:
        connection.execute(changed)
    with reading(desk.path) as connection:
        told = made_by_others(connection)
    assert told is not None
    assert says in told
    assert "newstally rebuild" in told


def test_a_question_to_an_older_ledger_is_not_charged_for_bringing_it_up_to_date(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.add("Ana Belmonte said 3,231 people had been released.", published_at=date(2026, 2, 26))
    with duckdb.connect(str(desk.path)) as connection:
        connection.execute(
            """DROP TABLE notices; DROP TABLE deliveries;
            ALTER TABLE sightings DROP COLUMN entry_at; ALTER TABLE sightings DROP COLUMN entry_on;
            ALTER TABLE comparisons DROP COLUMN shown; ALTER TABLE comparisons DROP COLUMN place;
            ALTER TABLE comparisons DROP COLUMN first_seen;
            ALTER TABLE articles DROP COLUMN story_weights; ALTER TABLE articles ADD COLUMN names VARCHAR[];
            ALTER TABLE sightings DROP COLUMN source_organisation; ALTER TABLE sightings DROP COLUMN organisation_id;
            ALTER TABLE sightings DROP COLUMN claim_reason;
            ALTER TABLE claims DROP COLUMN organisation_id;
            UPDATE ledger_info SET value = '8' WHERE key = 'schema_version'"""
        )
    done_here: list[int] = []
    migrate = schema._migrate
    monkeypatch.setattr(schema, "_migrate", lambda *given: (done_here.append(os.getpid()), migrate(*given)))
    query = "SELECT value, (SELECT count(*) FROM notices) AS notices FROM ledger_info WHERE key = 'schema_version'"
    with asking(desk.path, query) as answer:
        assert list(answer) == [{"value": str(VERSION), "notices": 0}]
    assert done_here == [os.getpid()]  # not by the process that has the limits
    assert beside(desk.path, ".schema-8.backup").exists()
