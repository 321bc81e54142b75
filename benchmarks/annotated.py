"""Annotated articles: what is found in them beside what a careful reader found.

A GOLD_DIR holds ``articles.jsonl`` (id, text, published_at, title, country) and ``claims/ID.json``, one file of annotated
claims per article; the scorer that says what is right, ``score.py``, lies in one of the folders, beside or above it.
"""

import importlib.util
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha1
from pathlib import Path
from types import ModuleType
from typing import Any

from newstally.extract.model import Article, Number, Reading
from newstally.extract.reader import Reader


@dataclass(frozen=True, slots=True)
class Finding:
    """A required claim of a reader's that was found, the number found, and which of its fields are right."""

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


def is_read(article: str) -> bool:
    """Whether the errors of an article may be read: its id has an even SHA-1 digest."""
    return int(sha1(article.encode()).hexdigest(), 16) % 2 == 0


def annotated_articles(folder: Path) -> Iterator[tuple[Article, list[dict[str, Any]]]]:
    """Yield the articles of a folder that have annotated claims, with these."""
    for line in (folder / "articles.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        claims = folder / "claims" / f"{row['id']}.json"
        if claims.exists():
            article = Article(
                id=row["id"],
                text=row["text"],
                title=row.get("title"),
                published_at=date.fromisoformat(row["published_at"][:10]),
                country=row.get("country"),
                language=row.get("language", "en"),
            )
            yield article, json.loads(claims.read_text(encoding="utf-8"))["claims"]


def findings(folder: Path, reader: Reader, scorer: ModuleType) -> Iterator[Finding]:
    """Yield the required claims of a folder's articles that the reader finds."""
    for article, expected in annotated_articles(folder):
        reading = reader.read(article)
        rows = [reading.row(number) for number in reading.claims]
        for one, other in scorer.match(expected, rows):
            if expected[one]["status"] == "required":
                right = scorer.judge(expected[one], rows[other])
                yield Finding(reading, reading.claims[other], expected[one], right)
