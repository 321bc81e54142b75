"""Measurement: every benchmark whose data are present, as one table with the change against the last recorded run.

The data are not part of the repository: ``DATA/gold`` (annotated articles with ``score.py``) and ``DATA/bench``
(NewsQuant, PolNeAR and news pages with their scorers). What is absent is left out and said so.
"""

import json
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from newstally.extract.quantities.written import number_row
from newstally.extract.readers import Readers
from newstally.pipeline.documents import Problem, read_documents

ROOT = Path(__file__).resolve().parent.parent
RESULTS = ROOT / "benchmarks" / "results.jsonl"


@dataclass(frozen=True, slots=True)
class Benchmark:
    """One benchmark: its name, the file that must be there, and what runs it and returns its figures."""

    name: str
    needs: str
    run: Callable[[Path], dict[str, float]]


def extract_to(articles: Path, out: Path, *, all_numbers: bool) -> None:
    """Write the claims (or all numbers) of the articles in a JSONL file as JSON lines."""
    readers = Readers()
    with out.open("w", encoding="utf-8") as file:
        for found in read_documents([str(articles)]):
            if isinstance(found, Problem):
                raise ValueError(str(found))
            reading = readers.read(found)
            for number in reading.numbers if all_numbers else reading.claims:
                row = number_row(reading, number) if all_numbers else reading.row(number)
                file.write(json.dumps(row) + "\n")


def score(scorer: Path, *arguments: str) -> dict[str, Any]:
    """Run one of the data's own scorers with ``--json`` and return what it prints."""
    done = subprocess.run(
        [sys.executable, str(scorer), *arguments, "--json"], capture_output=True, text=True, check=True
    )
    figures: dict[str, Any] = json.loads(done.stdout)
    return figures


def gold_claims(data: Path) -> dict[str, float]:
    """Score the claims found in the annotated English articles."""
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "claims.jsonl"
        extract_to(data / "gold/en/articles.jsonl", out, all_numbers=False)
        return score(data / "gold/score.py", str(out), str(data / "gold/en/claims"))


def newsquant(data: Path) -> dict[str, float]:
    """Score quantities on NewsQuant's sentences: F1 of each metric, in percent."""
    scorer = data / "bench/score_newsquant.py"
    with tempfile.TemporaryDirectory() as folder:
        sentences, out = Path(folder) / "sentences.jsonl", Path(folder) / "found.jsonl"
        printed = subprocess.run(
            [sys.executable, str(scorer), "--sentences"], capture_output=True, text=True, check=True
        )
        sentences.write_text(printed.stdout, encoding="utf-8")
        extract_to(sentences, out, all_numbers=True)
        figures = score(scorer, str(out))
    return {f"{name} F1": row["F1"] / 100 for name, row in figures.items() if isinstance(row, dict)}


def polnear(data: Path) -> dict[str, float]:
    """Score the sources of numbers on PolNeAR's attributions."""
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "found.jsonl"
        extract_to(data / "bench/polnear-dev.jsonl", out, all_numbers=True)
        figures = score(data / "bench/score_polnear.py", str(out))
    return {name: figures[name] / 100 for name in ("f1", "precision", "accuracy", "specificity")}


def run_script(script: str, *arguments: str) -> dict[str, Any]:
    """Run a script of ``benchmarks/`` in a process of its own and return the figures it prints with ``--json``."""
    done = subprocess.run(
        [sys.executable, str(ROOT / "benchmarks" / script), *arguments, "--json"],
        capture_output=True,
        text=True,
        check=True,
        cwd=ROOT,
    )
    figures: dict[str, Any] = json.loads(done.stdout)
    return figures


def pages(data: Path) -> dict[str, float]:
    """Score title, publication day and text of the articles found in real pages, beside plain trafilatura's."""
    table = run_script(
        "pages.py", "--data", str(data), "--sets", "news", "--readers", "newstally", "trafilatura"
    )
    return {
        f"{reader} {measure}": value
        for reader in ("newstally", "trafilatura")
        for measure, value in table[f"news {reader}"].items()
    }


def speed(data: Path) -> dict[str, float]:
    """Time extraction against the naive way over the same pages."""
    return run_script("extract.py", "--pages", str(data / "bench/pages"))


BENCHMARKS = (
    Benchmark("claims", "gold/en/articles.jsonl", gold_claims),
    Benchmark("newsquant", "bench/newsquant-dev.json", newsquant),
    Benchmark("polnear", "bench/polnear-dev.jsonl", polnear),
    Benchmark("pages", "bench/pages/truth.jsonl", pages),
    Benchmark("speed", "bench/pages/truth.jsonl", speed),
)


def measure(data: Path, only: list[str]) -> Iterator[tuple[str, dict[str, float] | str]]:
    """Yield each benchmark's name and its figures, or why it was left out."""
    for benchmark in BENCHMARKS:
        if only and benchmark.name not in only:
            continue
        if not (data / benchmark.needs).exists():
            yield benchmark.name, f"left out: there is no {data / benchmark.needs}"
            continue
        try:
            yield benchmark.name, benchmark.run(data)
        except subprocess.CalledProcessError as error:
            last = (error.stderr or "").strip().splitlines()
            yield benchmark.name, f"failed: {last[-1] if last else error}"


def last_recorded(results: Path = RESULTS) -> dict[str, dict[str, float]]:
    """Return the newest recorded figures of each benchmark."""
    newest: dict[str, dict[str, float]] = {}
    if results.exists():
        for line in results.read_text(encoding="utf-8").splitlines():
            newest.update(json.loads(line)["figures"])
    return newest


def record(figures: dict[str, dict[str, float]], results: Path = RESULTS) -> None:
    """Append one run with its revision and time to the results file."""
    row = {
        "at": datetime.now(UTC).isoformat(timespec="seconds"),
        "revision": revision(),
        "figures": {
            name: {key: round(value, 4) for key, value in group.items()} for name, group in figures.items()
        },
    }
    with results.open("a", encoding="utf-8") as file:
        file.write(json.dumps(row) + "\n")


def revision() -> str:
    """Return the repository's revision, with ``+`` where files differ from it, or ``unknown``."""
    try:
        head = subprocess.run(
            ["git", "rev-parse", "--short", "HEAD"], cwd=ROOT, capture_output=True, text=True, check=True
        ).stdout.strip()
        dirty = subprocess.run(
            ["git", "status", "--porcelain"], cwd=ROOT, capture_output=True, text=True
        ).stdout
    except (OSError, subprocess.CalledProcessError):
        return "unknown"
    return head + ("+" if dirty.strip() else "")
