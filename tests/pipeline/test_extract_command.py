"""``newstally extract`` and ``newstally article`` as they are typed."""

import json
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from newstally.extract.model import Article
from newstally.pipeline.cli.extract_commands import readings

CommandLine = Callable[..., subprocess.CompletedProcess[str]]

FIELDS = [
    "article_id", "quantity", "start", "end", "comparator", "low", "high", "kind", "unit", "subject", "head", "source",
    "source_start", "source_end", "cue", "as_of", "modality", "sentence", "sentence_start", "language",
]  # fmt: skip
TEXT = (
    "Police said on Wednesday that more than 40 people, aged 20 to 61, were killed on Tuesday in Port Selm."
)


def rows(done: subprocess.CompletedProcess[str]) -> list[dict]:
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_a_claim_has_the_fields_that_were_promised_in_their_order(newstally: CommandLine) -> None:
    done = newstally("extract", "-", "--published", "2026-02-26", "--country", "us", input=TEXT)
    assert done.returncode == 0, done.stderr
    (claim,) = rows(done)
    assert list(claim)[: len(FIELDS)] == FIELDS
    assert claim["quantity"] == TEXT[claim["start"] : claim["end"]] == "more than 40"
    assert (claim["comparator"], claim["low"], claim["high"]) == (">", 40.0, 40.0)
    assert (claim["kind"], claim["unit"], claim["source"]) == ("count", "person", "Police")
    assert TEXT[claim["source_start"] : claim["source_end"]] == "Police"
    assert claim["as_of"] == ["2026-02-24", "2026-02-24"]
    assert claim["sentence"] == TEXT
    assert claim["language"] == "en"


def test_all_numbers_come_with_their_roles(newstally: CommandLine) -> None:
    done = newstally("extract", "--all-numbers", "-", "--published", "2026-02-26", input=TEXT)
    found = rows(done)
    assert [(row["quantity"], row["role"]) for row in found if row["role"] == "claim"] == [
        ("more than 40", "claim")
    ]
    ages = [row for row in found if row["role"] == "age"]
    assert ages
    assert all(row["source"] == "Police" for row in found)


def test_good_lines_are_read_though_bad_ones_stand_among_them(newstally: CommandLine, tmp_path: Path) -> None:
    path = tmp_path / "articles.jsonl"
    article = {"id": "a1", "text": TEXT, "published_at": "2026-02-26"}
    path.write_text(f"{json.dumps(article)}\nnot json\n{json.dumps({**article, 'id': 'a2'})}\n")
    done = newstally("extract", "--format", "jsonl", str(path), str(tmp_path / "missing.txt"))
    assert done.returncode == 1
    assert [row["article_id"] for row in rows(done)] == ["a1", "a2"]
    assert "articles.jsonl:2: this line is not JSON" in done.stderr
    assert "missing.txt: there is no such file" in done.stderr


def test_an_article_without_a_date_is_read_and_said(newstally: CommandLine, tmp_path: Path) -> None:
    done = newstally("extract", "-", "--format", "jsonl", input=TEXT)
    (claim,) = rows(done)
    assert claim["as_of"] is None
    assert "no publication date" in done.stderr
    assert done.returncode == 0


def test_a_language_that_is_not_supported_is_said(newstally: CommandLine) -> None:
    text = (
        "Die Polizei teilte am Dienstag mit, dass bei dem Unglück 40 Menschen getötet und 12 verletzt wurden. "
        * 3
    )
    done = newstally("extract", "-", input=text)
    assert done.stdout == ""
    assert "language 'de' is not supported" in done.stderr
    assert done.returncode == 1


def test_csv_and_table_hold_the_same_claims(newstally: CommandLine) -> None:
    table = newstally("extract", "-", "--format", "table", "--published", "2026-02-26", input=TEXT)
    csv = newstally("extract", "-", "--format", "csv", "--published", "2026-02-26", input=TEXT)
    assert "more than 40" in table.stdout
    assert len(table.stdout.splitlines()) == len(csv.stdout.splitlines()) == 2


@pytest.mark.parametrize(
    "command", ["init", "article", "extract", "crawl", "ingest", "query", "claims", "demo"]
)
def test_help_shows_examples(newstally: CommandLine, command: str) -> None:
    done = newstally(command, "--help")
    assert done.returncode == 0
    assert "Examples" in done.stdout
    assert f"newstally {command}" in done.stdout


def test_a_wrong_date_is_explained(newstally: CommandLine) -> None:
    done = newstally("extract", "-", "--published", "yesterday", input=TEXT)
    assert done.returncode == 1
    assert "--published wants an ISO 8601 date" in done.stderr


def test_init_writes_a_file_once(newstally: CommandLine, tmp_path: Path) -> None:
    first, second = newstally("init", str(tmp_path)), newstally("init", str(tmp_path))
    assert first.returncode == 0
    assert (tmp_path / "newstally.toml").read_text().startswith("# Newstally's configuration")
    assert second.returncode == 1
    assert "exists already" in second.stderr


def test_an_article_that_breaks_the_reader_does_not_keep_the_others_out(
    capsys: pytest.CaptureFixture[str],
) -> None:
    broken: Any = None
    articles = [Article(id="a1", text=broken), Article(id="a2", text=TEXT, language="en")]
    problems: list[str] = []
    assert [reading.article.id for reading in readings(articles, problems)] == ["a2"]
    assert len(problems) == 1
    assert problems[0].startswith("a1: could not be read: ")
    assert problems[0] in capsys.readouterr().err
