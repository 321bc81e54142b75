"""How good is reading on articles whose errors nobody read? Scores the read and the unread part of a gold folder apart.

    python benchmarks/halves.py GOLD_DIR [--language en] [--json]

GOLD_DIR holds ``score.py``, ``en/articles.jsonl`` and ``en/claims/*.json``. Errors are read, and rules mended, only on
some of the articles (see ``is_read``); the others are left unread, and tell what to expect elsewhere.
"""

import argparse
import importlib.util
import json
from collections import Counter
from collections.abc import Iterator
from hashlib import sha1
from pathlib import Path
from types import ModuleType
from typing import Any

from newstally.extract.readers import Readers
from newstally.pipeline.documents import read_documents

FIELDS = ("head", "source", "as_of", "modality")
QUARTERS_READ = {"en": (0, 1, 2)}
"""The quarters of a language's articles, by the SHA-1 digest of the id, whose errors may be read."""
HALF = (0, 2)
"""The same in other languages."""


def is_read(article: str, language: str) -> bool:
    """Whether the errors of an article may be read."""
    return int(sha1(article.encode()).hexdigest(), 16) % 4 in QUARTERS_READ.get(language, HALF)


def scorer(gold: Path) -> ModuleType:
    """Return the gold folder's own ``score.py`` as a module."""
    spec = importlib.util.spec_from_file_location("score", gold / "score.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def verdicts(gold: Path, language: str) -> Iterator[tuple[str, dict[str, bool]]]:
    """Yield each required claim that was found: its part, and which of its fields are right."""
    score, readers = scorer(gold), Readers()
    for article in read_documents([str(gold / language / "articles.jsonl")]):
        claims = gold / language / "claims" / f"{getattr(article, 'id', '')}.json"
        if not claims.exists():
            continue
        expected: list[dict[str, Any]] = json.loads(claims.read_text(encoding="utf-8"))["claims"]
        reading = readers.read(article)
        found = [reading.row(number) for number in reading.claims]
        for one, other in score.match(expected, found):
            if expected[one]["status"] == "required":
                right = score.judge(expected[one], found[other])
                right["strict"] = all(right[field] for field in score.STRICT)
                yield "read" if is_read(article.id, language) else "unread", right


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("gold", type=Path)
    parser.add_argument("--language", default="en")
    parser.add_argument("--json", action="store_true")
    arguments = parser.parse_args()
    counts: dict[str, Counter[str]] = {"read": Counter(), "unread": Counter()}
    for part, right in verdicts(arguments.gold, arguments.language):
        counts[part].update(["claims", *(field for field in (*FIELDS, "strict") if right[field])])
    for part, count in counts.items():
        shares = {field: round(count[field] / max(1, count["claims"]), 3) for field in (*FIELDS, "strict")}
        row = {"part": part, "claims": count["claims"], **shares}
        print(
            json.dumps(row) if arguments.json else "  ".join(f"{name} {value}" for name, value in row.items())
        )


if __name__ == "__main__":
    main()
