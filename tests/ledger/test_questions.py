"""Asking: documented queries, filters, full-text search, and what a query may not do."""

import csv
import io
import json
import os
import re
import subprocess
import sys
from datetime import date, datetime
from pathlib import Path

import pytest

from newstally.extract.readers import Readers
from newstally.pipeline.ledger.ask import asking
from newstally.pipeline.ledger.errors import LedgerError
from newstally.pipeline.ledger.questions import Filters, claims_question
from tests.forked import newstally
from tests.ledger.conftest import Desk

ROOT = Path(__file__).parents[2]
DOCUMENTED = re.findall(
    r"^## (.+?)\n.*?```sql\n(.*?)```", (ROOT / "docs/queries.md").read_text(encoding="utf-8"), re.S | re.M
)

AMNESTY = (
    "Ana Belmonte said in Tamborel that 3,231 people had been released, of whom 3,052 were under house arrest and 179 "
    "stayed in prison. The Liberty League in Tamborel has verified only 109 releases. "
)


@pytest.fixture(scope="module")
def asked(readers: Readers, tmp_path_factory: pytest.TempPathFactory) -> Desk:
    desk = Desk(tmp_path_factory.mktemp("questions") / "ledger.duckdb", readers)
    told = [
        (AMNESTY, "North Wire", "https://north.example/a", date(2026, 2, 26)),
        (AMNESTY + "It rained.", "South Post", "https://south.example/a", date(2026, 2, 26)),
        (AMNESTY + "The sun shone.", "Hill Times", "https://hill.example/a", date(2026, 2, 27)),
        (
            "Rui Costa of the Liberty League said more than 3,200 people had been released in Tamborel.",
            "East Echo",
            "https://east.example/a",
            date(2026, 2, 26),
        ),
        (
            "Ana Belmonte said 3,400 people had been released in Tamborel. The bridge cost $12 million.",
            "North Wire",
            "https://north.example/b",
            date(2026, 3, 5),
        ),
        (
            "Ana Belmonte said 3,500 people had been released in Tamborel. The bridge will cost $15 million.",
            "North Wire",
            "https://north.example/b",
            date(2026, 3, 5),
        ),
    ]
    for hour, (text, outlet, url, day) in enumerate(told):
        desk.add(
            text,
            outlet=outlet,
            url=url,
            published_at=day,
            country="us",
            fetched_at=datetime(2026, 3, 6, hour),
        )
    return desk


def claims(desk: Desk, **filters) -> list[float]:
    question = claims_question(Filters(**filters))
    with asking(desk.path, question.query, question.values) as answer:
        return [row["low"] for row in answer]


@pytest.mark.parametrize(("title", "query"), DOCUMENTED, ids=[title for title, _ in DOCUMENTED])
def test_every_documented_query_answers(asked: Desk, title: str, query: str) -> None:
    with asking(asked.path, query) as answer:
        rows = list(answer)
    assert rows, title


def test_the_queries_are_documented() -> None:
    assert len(DOCUMENTED) == 11


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        ({"text": "verified"}, {109}),
        ({"text": "release verify"}, {109}),
        ({"text": "bridges"}, {12e6, 15e6}),
        ({"text": "elephant"}, set()),
        ({"source": "Belmonte", "at_least": 3300}, {3400, 3500}),
        ({"source": "nobody"}, set()),
        ({"outlet": "east echo"}, {3200}),
        ({"kind": "money"}, {12e6, 15e6}),
        ({"unit": "usd", "modality": "projected"}, {15e6}),
        ({"at_most": 150}, {109}),
        ({"since": date(2026, 3, 1), "kind": "count"}, {3400, 3500}),
        ({"article": "https://east.example/a"}, {3200}),
    ],
)
def test_filters_choose_claims(asked: Desk, filters: dict, expected: set[float]) -> None:
    assert set(claims(asked, **filters)) == expected


@pytest.mark.parametrize("words", ["people freed", "releases", "excarcelaciones", "personas en libertad"])
def test_a_search_finds_by_meaning_what_other_words_say(asked: Desk, words: str) -> None:
    question = claims_question(Filters(text=words))
    with asking(asked.path, question.query, question.values) as answer:
        found = {row["low"] for row in answer}
    assert {3231, 3400, 109} <= found
    assert 12_000_000 not in found


def test_a_search_that_finds_nothing_says_what_is_near(asked: Desk) -> None:
    def told(words: str) -> str:
        return newstally("claims", words, "--ledger", str(asked.path), cwd=asked.path.parent).stderr

    assert "nothing is found under 'brigde'; there is: bridge" in told("brigde")
    assert "each of these words is found, but not all of one figure" in told("bridge verified")


def test_reprints_count_once(asked: Desk) -> None:
    [row] = asked.ask("FROM claims WHERE low = 3231")
    assert (row["sightings"], row["outlets"], row["independent_sightings"]) == (3, 3, 1)


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * FROM read_csv('/etc/passwd')",
        "SELECT * FROM read_text('/etc/passwd')",
        "FROM '/etc/passwd'",
        "FROM glob('/etc/*')",
        "COPY claims TO 'stolen.csv'",
        "EXPORT DATABASE 'stolen'",
        "ATTACH 'other.duckdb'",
        "INSTALL httpfs",
        "LOAD fts",
        "SET memory_limit = '100GB'",
        "PRAGMA enable_profiling",
        "DELETE FROM claims",
        "DROP TABLE claims",
        "CREATE TEMP TABLE t AS SELECT 1",
        "SELECT 1; SELECT 2",
        "SELEKT 1",
        "FROM nowhere",
        "",
    ],
)
def test_a_query_reads_the_ledger_and_nothing_else(
    asked: Desk, query: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    before = asked.contents()
    with pytest.raises(LedgerError), asking(asked.path, query) as answer:
        list(answer)
    assert asked.contents() == before
    assert list(tmp_path.iterdir()) == []


def test_variables_of_the_program_are_out_of_reach(asked: Desk) -> None:
    import pyarrow as pa

    secret = pa.table({"password": ["hunter2"]})
    with pytest.raises(LedgerError, match="secret"), asking(asked.path, "FROM secret"):
        pass
    assert secret.num_rows == 1


def test_a_query_that_runs_too_long_is_stopped(asked: Desk) -> None:
    with (
        pytest.raises(LedgerError, match=r"longer than 0\.5 s"),
        asking(
            asked.path,
            "SELECT sum(a.range * b.range) FROM range(10000000) a, range(10000000) b",
            time_limit=0.5,
        ) as answer,
    ):
        list(answer)


def test_a_query_that_needs_too_much_memory_is_stopped(asked: Desk) -> None:
    query = "SELECT count(*) FROM (SELECT DISTINCT md5(range::VARCHAR) FROM range(20000000))"
    with (
        pytest.raises(LedgerError, match="more than 100MB"),
        asking(asked.path, query, memory_limit="100MB") as answer,
    ):
        list(answer)


def test_claims_are_chosen_by_how_sure_their_reading_is(asked: Desk) -> None:
    def rows(*options: str) -> list[dict]:
        done = newstally(
            "claims", "--format", "jsonl", "--ledger", str(asked.path), *options, cwd=asked.path.parent
        )
        assert done.returncode == 0, done.stderr
        return [json.loads(line) for line in done.stdout.splitlines()]

    every = {row["claim_id"]: row["confidence"] for row in rows()}
    assert all(0 < sure < 1 for sure in every.values())
    middle = sorted(every.values())[len(every) // 2]
    chosen = {claim for claim, sure in every.items() if sure >= middle}
    assert 0 < len(chosen) < len(every)
    assert {row["claim_id"] for row in rows("--min-confidence", str(middle))} == chosen
    of_sightings = {
        row["claim_id"]: row["sure"]
        for row in asked.ask("SELECT claim_id, max(confidence) AS sure FROM sightings GROUP BY claim_id")
    }
    assert every == of_sightings
    done = newstally("claims", "--min-confidence", "1.5", "--ledger", str(asked.path), cwd=asked.path.parent)
    assert done.returncode == 2


@pytest.mark.parametrize("format", ["table", "jsonl", "csv", "markdown"])
def test_the_command_line_prints_in_each_format(asked: Desk, format: str) -> None:
    done = newstally(
        "claims", "verified", "--ledger", str(asked.path), "--format", format, cwd=asked.path.parent
    )
    assert done.returncode == 0, done.stderr
    if format == "jsonl":
        assert json.loads(done.stdout)["low"] == 109
    elif format == "csv":
        [row] = csv.DictReader(io.StringIO(done.stdout))
        assert row["source"] == "Liberty League"
    else:
        assert "109" in done.stdout and "Liberty League" in done.stdout


def test_a_query_may_come_on_standard_input(asked: Desk) -> None:
    done = newstally(
        "query",
        "-",
        "--ledger",
        str(asked.path),
        "--format",
        "jsonl",
        cwd=asked.path.parent,
        input="SELECT 7 AS n;\n",
    )
    assert (done.returncode, json.loads(done.stdout)) == (0, {"n": 7})


def test_errors_are_one_line_and_exit_code_1(asked: Desk) -> None:
    done = newstally("query", "DELETE FROM claims", "--ledger", str(asked.path), cwd=asked.path.parent)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("newstally: DELETE is not a query")
    assert done.stderr.count("\n") == 1


def test_a_kind_that_does_not_exist_is_said(asked: Desk) -> None:
    done = newstally("claims", "--kind", "people", "--ledger", str(asked.path), cwd=asked.path.parent)
    assert done.returncode == 1
    assert "--kind wants one of count, money" in done.stderr


def test_output_that_can_not_be_written_is_said(asked: Desk) -> None:
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [
                sys.executable,
                "-c",
                "from newstally.pipeline.cli import main; main()",
                "claims",
                "--ledger",
                str(asked.path),
            ],
            cwd=asked.path.parent,
            env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])},
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            timeout=120,
        )
    assert (done.returncode, done.stderr.count("\n")) == (1, 1)
    assert "the output" in done.stderr
