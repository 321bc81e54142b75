"""Questions of strangers: what they may ask, and limits that hold where the database itself keeps none."""

import subprocess
import threading
from pathlib import Path

import pytest

from newstally.extract.readers import Readers
from newstally.pipeline.ledger.admission import admit
from newstally.pipeline.ledger.ask import asking
from newstally.pipeline.ledger.errors import LedgerError
from tests.forked import newstally
from tests.ledger.conftest import Desk


@pytest.fixture(scope="module")
def told(readers: Readers, tmp_path_factory: pytest.TempPathFactory) -> Desk:
    desk = Desk(tmp_path_factory.mktemp("told") / "ledger.duckdb", readers)
    desk.add("The mill laid off 240 workers and paid them $3 million.", country="us")
    return desk


def rows(desk: Desk, query: str, **limits) -> list[dict]:
    with asking(desk.path, query, **limits) as answer:
        return list(answer)


@pytest.mark.parametrize(
    "query",
    [
        "SELECT levenshtein(repeat('a', 200000), repeat('b', 200000))",
        "SELECT list_reduce(range(100000000), lambda a, b: a + b)",
    ],
)
def test_a_function_that_no_one_interrupts_ends_with_its_time(told: Desk, query: str) -> None:
    with pytest.raises(LedgerError, match=r"longer than 1 s|needs more than"):
        rows(told, query, time_limit=1.0)
    assert rows(told, "SELECT count(*) AS n FROM claims") == [{"n": 2}]


@pytest.mark.parametrize(
    "query",
    ["SELECT len(list_sort(range(300000000)))", "SELECT length(repeat('x', 3000000000))"],
)
def test_memory_that_the_database_does_not_count_is_bounded(told: Desk, query: str) -> None:
    with pytest.raises(LedgerError, match=r"needs more than 200MB|longer than"):
        rows(told, query, memory_limit="200MB", time_limit=20.0)


def test_limits_hold_in_a_program_with_threads(told: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("newstally.pipeline.ledger.ask.Popen", subprocess.Popen)  # started anew
    done = threading.Event()
    other = threading.Thread(target=done.wait)
    other.start()
    try:
        assert rows(told, "SELECT low FROM claims WHERE unit = $unit", parameters={"unit": "worker"}) == [
            {"low": 240.0}
        ]
        with pytest.raises(LedgerError, match="longer than 1 s"):
            rows(told, "SELECT levenshtein(repeat('a', 200000), repeat('b', 200000))", time_limit=1.0)
    finally:
        done.set()
        other.join()


def test_a_reader_that_has_enough_leaves_nothing_running(told: Desk) -> None:
    with asking(told.path, "FROM range(10000000)") as answer:
        assert next(iter(answer)) == {"range": 0}
    assert rows(told, "SELECT sum(low)::HUGEINT AS total FROM claims") == [{"total": 3_000_240}]


@pytest.mark.parametrize(
    "query",
    [
        "SELECT 1",
        "  SELECT ';' ;; ",
        "-- who says what\nFROM claims",
        "/* ; */ (SELECT 1)",
        "EXPLAIN (FORMAT json) SELECT 1",
        "EXPLAIN ANALYZE FROM claims",
        "EXPLAIN (SELECT 1) UNION SELECT 2",
        "\ufeff/* /* nested */ */ SELECT 1",
        "WITH high AS (FROM claims WHERE low > 9) FROM high",
        "PIVOT claims ON kind USING count(*) GROUP BY unit",
        "FROM (PIVOT claims ON kind USING count(*))",
        "PIVOT_WIDER claims ON kind USING count(*)",
        "EXPLAIN PIVOT claims ON kind IN ('count', 'money') USING count(*)",
        "PIVOT_LONGER (SELECT low, high FROM claims) ON low, high",
        "DESCRIBE claims",
        "SUMMARIZE claims",
        "VALUES (1), (2)",
    ],
)
def test_whatever_only_asks_is_answered(told: Desk, query: str) -> None:
    assert rows(told, query)


@pytest.mark.parametrize(
    "query",
    [
        "IMPORT DATABASE '{folder}'",
        "EXPLAIN IMPORT DATABASE '{folder}'",
        "SELECT 1; IMPORT DATABASE '{folder}'",
        "/* SELECT */ IMPORT DATABASE '{folder}'",
        "/* /* */ SELECT */ IMPORT DATABASE '{folder}'",
        "-- ask\rIMPORT DATABASE '{folder}'\n;SELECT 1",
        "EXPLAIN (FORMAT json) /* ( */ IMPORT DATABASE '{folder}'",
        "FROM read_text('{folder}/schema.sql')",
        "FROM '{folder}/schema.sql'",
        "COPY claims TO '{folder}/out.csv'",
        "EXPORT DATABASE '{folder}'",
        "ATTACH '{folder}/other.duckdb'",
        "CREATE TABLE claims2 AS FROM claims",
        "WITH gone AS (SELECT 1) DELETE FROM claims",
        "INSERT INTO claims DEFAULT VALUES",
        "SET memory_limit = '90GB'",
        "PRAGMA database_list",
        "CALL pragma_version()",
        "LOAD httpfs",
        "SELECT getenv('HOME')",
        "",
        " ; ",
    ],
)
def test_nothing_else_is_read_or_done(told: Desk, tmp_path: Path, query: str) -> None:
    folder = tmp_path / "elsewhere"
    folder.mkdir()
    (folder / "schema.sql").write_text("sesame opens;\n", encoding="utf-8")
    (folder / "load.sql").write_text("", encoding="utf-8")
    before = told.contents()

    with pytest.raises(LedgerError) as refused:
        rows(told, query.replace("{folder}", str(folder)))

    assert "sesame" not in str(refused.value)
    assert sorted(path.name for path in folder.iterdir()) == ["load.sql", "schema.sql"]
    assert told.contents() == before


def test_what_duckdb_explains_as_nothing_is_said(told: Desk) -> None:
    with pytest.raises(LedgerError, match="where its columns are named"):
        rows(told, "EXPLAIN PIVOT claims ON kind USING count(*)")


def test_how_many_queries_there_are_is_said() -> None:
    with pytest.raises(LedgerError, match="there are 3"):
        admit("SELECT 1; SELECT ';'; SELECT 3;")


def test_an_export_needs_a_folder(told: Desk) -> None:
    done = newstally("export", "", "--ledger", str(told.path), cwd=told.path.parent)
    assert (done.returncode, "DIR is empty" in done.stderr) == (1, True)
    assert [path.suffix for path in told.path.parent.iterdir() if path.suffix == ".parquet"] == []
