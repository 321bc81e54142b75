"""Kept articles: what is read of the saved pages besides their figures: title, dates, authors, every paragraph of the text.

    python -m tests.extract.kept_articles

reads the pages of ``fixtures`` again and writes what is read now to ``kept/articles.jsonl``, one page a line; ``git diff`` then
shows what a change has done.
"""

import gzip
import hashlib
import json
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

from newstally.extract.article import NotAnArticle
from newstally.pipeline.fixtures.observe import read_saved

ROOT = Path(__file__).parents[2]
FILE = Path(__file__).parent / "kept" / "articles.jsonl"
KEPT = ("pages", "pages-es", "sites")
"""Folders of ``fixtures`` whose pages are read."""
BEGINNING = 30
"""Characters that a paragraph is shown by."""


def articles() -> Iterator[dict[str, Any]]:
    """Yield what is read of each page now, named by its place."""
    for folder in KEPT:
        for path in sorted((ROOT / "fixtures" / folder).rglob("*.html*")):
            about = path.with_name("page.json")
            page = json.loads(about.read_text(encoding="utf-8")) if about.exists() else {}
            content = path.read_bytes()
            html = gzip.decompress(content) if path.suffix == ".gz" else content
            yield {"page": str(path.relative_to(ROOT / "fixtures")), **article_of(html, page)}


def article_of(html: bytes, page: dict[str, Any]) -> dict[str, Any]:
    """Return what is read of a page, or why it is none."""
    try:
        article = asdict(read_saved(html, page))
    except NotAnArticle as reason:
        return {"not_an_article": str(reason)}
    article["text"] = [shown(paragraph) for paragraph in article["text"].split("\n")]
    del article["id"], article["day_sureness"]  # that is learned anew
    told = {name: value for name, value in article.items() if value not in (None, (), False)}
    return dict(json.loads(json.dumps(told, default=str)))


def shown(paragraph: str) -> str:
    """Return a paragraph's beginning and what tells it from any other."""
    return f"{paragraph[:BEGINNING]}… {hashlib.sha256(paragraph.encode()).hexdigest()[:8]}"


def differences() -> Iterator[str]:
    """Yield the pages that are read otherwise than is kept, each with what differs."""
    lines = FILE.read_text(encoding="utf-8").splitlines()
    kept = {one["page"]: one for one in map(json.loads, lines)}
    now = {one["page"]: one for one in articles()}
    for page in sorted(kept.keys() | now.keys()):
        before, after = kept.get(page, {}), now.get(page, {})
        for name in before.keys() | after.keys():
            old, new = before.get(name), after.get(name)
            if old != new and name == "text":
                old, new = (
                    [one for one in old or () if one not in (new or ())],
                    [one for one in new or () if one not in (old or ())],
                )
            if before.get(name) != after.get(name):
                yield f"{page}: {name}\n  - {old}\n  + {new}"


if __name__ == "__main__":
    rows = [json.dumps(one, ensure_ascii=False) for one in articles()]
    FILE.write_text("".join(f"{row}\n" for row in rows), encoding="utf-8")
    print(f"{len(rows)} pages in {FILE.name}")
