"""How well are pages read? Day, title and body text against the truth, for Newstally and for trafilatura alone.

    python benchmarks/pages.py --pages DIR [--errors]

DIR holds ``ID.html.gz`` and ``truth.jsonl``: one object per line with ``id``, ``title``, ``published``, ``text``.
The day is right if it is that of ``published``; the title if it is the same but for white space; the body is scored by
the F1 of its tokens (words, lower case, counted with their repetitions), averaged over the pages.
"""

import argparse
import gzip
import json
import re
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import trafilatura

if __name__ == "__main__":  # run as a script: else extract.py in this folder would be found as the package
    sys.path[0] = str(Path(__file__).resolve().parent.parent)

from newstally.extract.article import NotAnArticle, read_page

TOKEN = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Found:
    """What a reader made of one page."""

    title: str | None
    day: str | None
    text: str


def by_newstally(html: bytes) -> Found:
    try:
        article = read_page(html, id="page")
    except NotAnArticle:
        return Found(None, None, "")
    return Found(article.title, str(article.reference_date), article.text)


def by_trafilatura(html: bytes) -> Found:
    document = trafilatura.bare_extraction(html, include_comments=False, with_metadata=True)
    if document is None:
        return Found(None, None, "")
    return Found(document.title, document.date, document.text or "")


READERS: dict[str, Callable[[bytes], Found]] = {"newstally": by_newstally, "trafilatura": by_trafilatura}


def tokens(text: str) -> Counter[str]:
    return Counter(TOKEN.findall(text.lower()))


def token_f1(found: str, truth: str) -> float:
    """Return the harmonic mean of the shares of the tokens found that are true, and of the true ones found."""
    ours, theirs = tokens(found), tokens(truth)
    common = sum((ours & theirs).values())
    return 2 * common / (sum(ours.values()) + sum(theirs.values())) if common else 0.0


def collapsed(text: str | None) -> str:
    return " ".join((text or "").split())


def pages(folder: Path) -> Iterator[tuple[dict[str, Any], bytes]]:
    """Yield the truth and the bytes of each page of a folder."""
    for line in (folder / "truth.jsonl").read_text(encoding="utf-8").splitlines():
        truth = json.loads(line)
        yield truth, gzip.decompress((folder / f"{truth['id']}.html.gz").read_bytes())


def measure(pages_dir: Path | str) -> dict[str, dict[str, Any]]:
    """Return for each reader its shares of right days and titles, its body F1, pages per second, and its errors."""
    material = list(pages(Path(pages_dir)))
    if not material:
        raise ValueError(f"{pages_dir}: no pages in truth.jsonl")
    return {name: measure_reader(read, material) for name, read in READERS.items()}


def measure_reader(
    read: Callable[[bytes], Found], material: list[tuple[dict[str, Any], bytes]]
) -> dict[str, Any]:
    found = [read(html) for _, html in material]  # also loads what is loaded once; the time is taken after it
    started = time.process_time()
    for _, html in material:
        read(html)
    seconds = time.process_time() - started
    days = titles = 0
    body = 0.0
    errors = []
    for (truth, _), one in zip(material, found, strict=True):
        day_right = one.day == truth["published"][:10]
        title_right = collapsed(one.title) == collapsed(truth["title"])
        f1 = token_f1(one.text, truth["text"])
        days, titles, body = days + day_right, titles + title_right, body + f1
        if not day_right:
            errors.append(f"{truth['id']}: day {one.day}, not {truth['published'][:10]}")
        if not title_right:
            errors.append(f"{truth['id']}: title {one.title!r}, not {truth['title']!r}")
        if f1 < 0.95:
            errors.append(f"{truth['id']}: body F1 {f1:.3f}")
    count = len(material)
    return {
        "pages": count,
        "day": days / count,
        "title": titles / count,
        "body_f1": body / count,
        "pages_per_second": count / seconds,
        "errors": errors,
    }


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "--pages", type=Path, default=Path("../shared/bench/pages"), help="folder of pages and truth.jsonl"
    )
    parser.add_argument("--errors", action="store_true", help="also print what is wrong, page by page")
    parser.add_argument("--json", action="store_true", help="print the figures as one JSON object")
    arguments = parser.parse_args()
    if not (arguments.pages / "truth.jsonl").exists():
        parser.error(f"{arguments.pages}: no truth.jsonl there")
    results = measure(arguments.pages)
    if arguments.json:
        print(
            json.dumps(
                {
                    f"{name} {key}": value
                    for name, figures in results.items()
                    for key, value in figures.items()
                    if key in {"day", "title", "body_f1"}
                }
            )
        )
        return
    print(f"{'reader':<12} {'pages':>5} {'day':>6} {'title':>6} {'body F1':>8} {'pages/s':>8}")
    for name, figures in results.items():
        print(
            f"{name:<12} {figures['pages']:>5} {figures['day']:>6.3f} {figures['title']:>6.3f} "
            f"{figures['body_f1']:>8.4f} {figures['pages_per_second']:>8.1f}"
        )
    if arguments.errors:
        for name, figures in results.items():
            for error in figures["errors"]:
                print(f"{name}: {error}")


if __name__ == "__main__":
    main()
