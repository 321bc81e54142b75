"""Annotated articles: what is found in them beside what a careful reader found.

A GOLD_DIR holds ``articles.jsonl`` (id, text, published_at, title, country) and ``claims/ID.json``, one file of annotated
claims per article; the scorer that says what is right, ``score.py``, lies in one of the folders, beside or above it.
Errors are read, and rules mended, only on a part of the articles; the others tell what to expect elsewhere. Which part an
article is of is written in its file of claims ("part"), else told by its id (``benchmarks.halves.is_read``).
"""

import importlib.util
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from types import ModuleType
from typing import Any, TypeVar

from benchmarks.halves import is_read
from newstally.extract.countries import country_code
from newstally.extract.model import Article, Number, Reading
from newstally.extract.reader import Reader

Component = TypeVar("Component")


@dataclass(frozen=True, slots=True)
class Finding:
    """A required claim of a reader's that was found, the number found, and which of its fields are right."""

    part: str
    reading: Reading
    number: Number
    expected: dict[str, Any]
    right: dict[str, bool]


def find_scorer(folders: Sequence[Path]) -> ModuleType:
    """Return the module that judges claims. Raises SystemExit if there is none near the folders."""
    for folder in folders:
        for path in (folder / "score.py", folder.parent / "score.py", folder.parent.parent / "score.py"):
            spec = importlib.util.spec_from_file_location("scorer", path)
            if path.exists() and spec is not None and spec.loader is not None:
                module = importlib.util.module_from_spec(spec)
                spec.loader.exec_module(module)
                return module
    raise SystemExit(f"there is no score.py in {', '.join(map(str, folders))} or beside it")


def part_of(article: str, language: str) -> str:
    """Return the part that an article is of by its id."""
    return "read" if is_read(article, language) else "unread"


def annotated_articles(folder: Path) -> Iterator[tuple[Article, str, list[dict[str, Any]]]]:
    """Yield the articles of a folder that have annotated claims, with their part and these."""
    for line in (folder / "articles.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        claims = folder / "claims" / f"{row['id']}.json"
        if claims.exists():
            language = row.get("language") or "en"
            article = article_of(row, language)
            annotated = json.loads(claims.read_text(encoding="utf-8"))
            yield article, annotated.get("part") or part_of(article.id, language), annotated["claims"]


def article_of(row: Mapping[str, Any], language: str) -> Article:
    """Return the article of a line of ``articles.jsonl``; its day may be missing, or have a time, its country be named."""
    day, country = row.get("published_at"), row.get("country")
    return Article(
        id=row["id"],
        text=row["text"],
        title=row.get("title"),
        published_at=date.fromisoformat(day[:10]) if day else None,
        country=country_code(country) if country else None,
        language=language,
    )


def component_of(reader: Reader, kind: type[Component]) -> Component:
    """Return the reader's component of a kind."""
    return next(part for part in reader.components if isinstance(part, kind))


def with_status(claims: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return annotated claims each with its status; those that name none are required."""
    return [{**claim, "status": claim.get("status") or "required"} for claim in claims]


def findings(folder: Path, reader: Reader, scorer: ModuleType) -> Iterator[Finding]:
    """Yield the required claims of a folder's articles that the reader finds."""
    for article, part, expected in annotated_articles(folder):
        reading = reader.read(article)
        rows = [reading.row(number) for number in reading.claims]
        for one, other in scorer.match(expected, rows):
            if expected[one]["status"] == "required":
                right = scorer.judge(expected[one], rows[other])
                yield Finding(part, reading, reading.claims[other], expected[one], right)
