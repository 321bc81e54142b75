"""``newstally measure`` runs the benchmarks whose data are there, and remembers the last run."""

import json
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from newstally.pipeline.measure import last_recorded, record

CommandLine = Callable[..., subprocess.CompletedProcess[str]]

SCORER = """
import json, sys
found = [json.loads(line) for line in open(sys.argv[1])]
gold = json.load(open(sys.argv[2] + "/a.json"))["claims"]
print(json.dumps({"found": len(found) / len(gold), "value": sum(c["low"] == g["low"] for c, g in zip(found, gold))}))
"""


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A folder of annotations with one article, two claims and a scorer of its own."""
    claims = tmp_path / "gold" / "en" / "claims"
    claims.mkdir(parents=True)
    text = "Police said 12 people were killed and 30 wounded in the north on Tuesday."
    article = {"id": "a", "text": text, "published_at": "2026-02-26", "country": "us", "language": "en"}
    (tmp_path / "gold/en/articles.jsonl").write_text(json.dumps(article) + "\n")
    (claims / "a.json").write_text(json.dumps({"claims": [{"low": 12}, {"low": 30}]}))
    (tmp_path / "gold/score.py").write_text(SCORER)
    return tmp_path


def test_what_is_there_is_measured_and_what_is_not_is_said(newstally: CommandLine, data: Path) -> None:
    done = newstally("measure", "--data", str(data), "--no-record", "--format", "jsonl")
    assert done.returncode == 0, done.stderr
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    assert [(row["benchmark"], row["figure"], row["value"]) for row in rows] == [
        ("claims", "found", 1.0),
        ("claims", "value", 2),
    ]
    assert "polnear: left out: there is no" in done.stderr


def test_no_data_at_all_is_an_error(newstally: CommandLine, tmp_path: Path) -> None:
    done = newstally("measure", "--data", str(tmp_path), "--no-record")
    assert done.returncode == 1
    assert "name their folder with --data" in done.stderr


def test_an_unknown_benchmark_is_named(newstally: CommandLine, data: Path) -> None:
    done = newstally("measure", "--data", str(data), "--only", "speeds")
    assert done.returncode == 1
    assert "no benchmark is named 'speeds'; there are: claims, newsquant" in done.stderr


def test_the_newest_figures_of_each_benchmark_are_the_last_recorded(tmp_path: Path) -> None:
    results = tmp_path / "results.jsonl"
    assert last_recorded(results) == {}
    record({"claims": {"value": 0.9}, "speed": {"ratio": 2.0}}, results)
    record({"claims": {"value": 0.95}}, results)
    assert last_recorded(results) == {"claims": {"value": 0.95}, "speed": {"ratio": 2.0}}
    row = json.loads(results.read_text().splitlines()[-1])
    assert set(row) == {"at", "revision", "figures"}
