"""What the commands that ask print: each option decides something, and each format says the same in its way."""

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result
from typer.testing import CliRunner

from newstally.pipeline.cli import commands
from newstally.pipeline.cli.app import app
from newstally.pipeline.ledger.store import writing
from tests.ledger.telling_ledger import write_telling_ledger

Ask = Callable[..., Result]


@pytest.fixture(scope="module")
def ask(tmp_path_factory: pytest.TempPathFactory) -> Ask:
    """Runs a command on a ledger of known rows, in this process: what is asked runs in one of its own all the same."""
    ledger = write_telling_ledger(tmp_path_factory.mktemp("asking") / "ledger.duckdb")
    for name in ("claims", "event", "sources", "verdicts", "watches", "export"):
        commands.register([name])
    return lambda *words: CliRunner().invoke(app, [*words, "--ledger", str(ledger)])


@pytest.mark.parametrize(
    ("command", "column", "expected"),
    [
        ("claims pier", "claim_id", "m2 m1"),
        ("claims --text pier --source union", "claim_id", "m2"),
        ("claims --source Coast", "claim_id", "k8 k9"),
        ("claims --outlet gazette --unit HOME", "claim_id", "r0 r1"),
        ("claims --kind money", "claim_id", "n1"),
        ("claims --at-least 300 --at-most 400", "claim_id", "m2 r2"),
        ("claims --since 2026-03-07 --until 2026-03-05", "claim_id", "m2"),
        ("claims --until 2026-03-01", "claim_id", "k9 r0 r1 r2"),
        ("claims --as-of 2026-03-04", "claim_id", "m1"),
        ("claims --as-of 2026-01-31", "claim_id", "y1"),
        ("claims --modality projected", "claim_id", "k5"),
        ("claims --article a3 --min-confidence 0.9", "claim_id", "k8"),
        ("claims -n 2", "claim_id", "z1 m0"),
        ("timeline gate", "claim_id", "k8 m1"),
        ("timeline gate --source guard", "claim_id", "k8"),
        ("timeline gate --limit 1", "claim_id", "k8"),
        ("disagreements", "claim_id", "m1"),
        ("disagreements --strength 0", "other_id", "m2 k9 k6"),
        ("disagreements twelve --strength 0.5", "claim_id", "k7"),
        ("disagreements --strength 0.5 --all --source guard", "other_id", "k9 k9 k9"),
        ("disagreements --strength 0.5 --all --limit 2", "other_id", "m2 k9"),
        ("disagreements --since 2026-03-07", "claim_id", "m1"),
        ("disagreements --since 2026-03-08", "claim_id", ""),
        ("event", "story_id", "s1 s2 s3 s4"),
        ("event --since 2026-03-05 --limit 1", "story_id", "s2"),
        ("event pier", "question_id", "m2"),
        ("event b0", "question_id", "m2 n1 n0"),
        ("event s2 --by-source", "claim_id", "m0 m1 n1 n0"),
        ("event s2 --by-source --limit 1", "claim_id", "m0"),
        ("sources", "source_id", "relief union guard port board fair office"),
        ("sources ard --limit 1", "source_id", "guard"),
        ("verdicts", "verdict_id", "v3 v1 v0"),
        ("verdicts --limit 1", "holds", "True"),
        ("show k0", "sighting_id", "k9 k0"),
        ("watches told", "title", "Title n2 Title n1 Title n3 Title n3 Title n4"),
        ("watches told --limit 3", "channel", "desk None desk"),
    ],
)
def test_each_option_of_a_question_is_heard(ask: Ask, command: str, column: str, expected: str) -> None:
    done = ask(*command.split(), "--format", "jsonl")
    assert done.exit_code == 0, done.stderr
    found = [str(json.loads(line)[column]) for line in done.stdout.splitlines()]
    assert " ".join(found) == expected


def test_figures_and_periods_are_written_for_people_and_left_as_they_are_for_programs(ask: Ask) -> None:
    def column(name: str, *words: str) -> list[str]:
        lines = ask(*words).stdout.splitlines()
        place = lines[0].split("\t").index(name)
        return [line.split("\t")[place] for line in lines[1:]]

    assert column("figure", "claims", "--at-least", "501") == ["~ 501", "4,000,000"]
    assert column("figure", "claims", "--at-most", "14", "--source", "guard") == ["12"]
    assert column("figure", "claims", "--outlet", "echo", "--kind", "count") == [
        "~ 501", "17", "16", "90", "14–40", "8"
    ]  # fmt: skip
    assert column("as_of", "claims", "--as-of", "2026-03-04") == ["2026-03-04"]
    assert column("as_of", "claims", "--as-of", "2026-01-01") == ["2026-01-01 – 2026-01-31"]
    assert column("as_of", "timeline", "pier") == ["2026-03-05", "2026-03-04"], (
        "of printing where none is told"
    )
    assert column("other_figure", "disagreements") == ["300"]
    assert column("figure", "event", "pier", "--by-source") == ["~ 501", "500"]
    [row] = csv.DictReader(io.StringIO(ask("claims", "--as-of", "2026-01-01", "--format", "csv").stdout))
    assert (row["low"], row["as_of_start"], row["as_of_end"]) == ("8.0", "2026-01-01", "2026-01-31")
    assert "figure" not in row


def test_a_claim_is_shown_with_its_figure_and_each_sighting_with_its_page(ask: Ask) -> None:
    claim, first, second = ask("show", "k0").stdout.strip().split("\n\n")
    told = [
        dict(line.strip().split("  ", 1) for line in part.splitlines()) for part in (claim, first, second)
    ]
    assert (told[0]["figure"], told[0]["as of"], told[0]["sightings"]) == ("12", "2026-03-01", "2")
    assert [part["sighting id"] for part in told[1:]] == ["k9", "k0"]
    assert told[2]["url"] == "https://wire.example/flood" and told[2]["source text"] == "the Guard"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("claims", "--since", "March"), "--since wants an ISO 8601 date such as 2026-02-26, not 'March'"),
        (("claims", "--until", "2026-02-30"), "--until wants an ISO 8601 date"),
        (("claims", "--as-of", "now"), "--as-of wants an ISO 8601 date"),
        (("claims", "--modality", "sure"), "--modality wants one of asserted, negated"),
        (("disagreements", "--since", "March"), "--since wants an ISO 8601 date"),
        (("event", "--by-source"), "--by-source wants words or a story"),
        (("event", "pier", "--since", "2026-03-01"), "--since is for the list of stories"),
        (("show", "nobody"), "nobody"),
        (("claims", "--at", "2026-03-01"), "only a lake keeps what it was"),
        (("compact",), "this ledger is a file, which needs no compaction"),
        (("query", "/* nothing */"), "there is no query"),
        (("query", "SELECT 1", "--memory", "plenty"), "--memory 'plenty': write it as 500MB or 2GB"),
        (("query", "SELECT sum(range) FROM range(100000000000)", "--time", "0.2"), "longer than 0.2 s"),
        (
            ("query", "SELECT count(*) FROM (SELECT DISTINCT md5(range::VARCHAR) FROM range(3000000))", "--memory", "50MB"),
            "more than 50MB",
        ),
    ],
    ids=str,
)  # fmt: skip
def test_what_can_not_be_asked_is_said_in_one_line(ask: Ask, words: tuple[str, ...], said: str) -> None:
    done = ask(*words)
    assert (done.exit_code, done.stdout) == (1, "")
    assert done.stderr.startswith("newstally: ") and said in done.stderr and done.stderr.count("\n") == 1


def test_a_ledger_that_is_not_there_is_said_and_not_made(tmp_path: Path) -> None:
    missing = tmp_path / "none.duckdb"
    done = CliRunner().invoke(app, ["claims", "--ledger", str(missing)])
    assert (done.exit_code, missing.exists()) == (1, False)
    assert "there is no ledger yet; `newstally crawl` or `newstally ingest` makes it" in done.stderr


def test_a_ledger_goes_into_files_and_comes_back(ask: Ask, tmp_path: Path) -> None:
    printed = ask("export", str(tmp_path / "files")).stdout
    rows = {line.split()[1].rpartition("/")[2]: line.split()[0] for line in printed.splitlines()}
    assert (rows["claims.parquet"], rows["sightings.parquet"]) == ("17", "22")
    with writing(tmp_path / "other.duckdb"):
        pass
    again = CliRunner().invoke(
        app, ["import", str(tmp_path / "files"), "--ledger", str(tmp_path / "new.duckdb")]
    )
    assert again.exit_code == 0 and "17  claims" in again.stdout
    taken = CliRunner().invoke(
        app, ["import", str(tmp_path / "files"), "--ledger", str(tmp_path / "other.duckdb")]
    )
    assert taken.exit_code == 1
