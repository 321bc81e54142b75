"""Page sets: real pages with what is right for them, from the public sets whose data are present.

Each set is a folder in the form in which its authors publish it. What a set doesn't tell of a page is None, and isn't
measured there.
"""

import gzip
import hashlib
import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import lxml.html


@dataclass(frozen=True, slots=True)
class TruePage:
    """One page and what is right for it."""

    id: str
    html: bytes
    title: str | None = None
    day: str | None = None
    authors: tuple[str, ...] | None = None
    text: str | None = None
    """The whole body, scored by its tokens."""
    within: tuple[str, ...] = ()
    """Passages that must be in the body."""
    without: tuple[str, ...] = ()
    """Passages that must not."""


def news_pages(folder: Path) -> Iterator[TruePage]:
    """Yield the pages of a folder of ``ID.html.gz`` with ``truth.jsonl``."""
    for line in (folder / "truth.jsonl").read_text(encoding="utf-8").splitlines():
        truth = json.loads(line)
        yield TruePage(
            truth["id"],
            gzip.decompress((folder / f"{truth['id']}.html.gz").read_bytes()),
            title=truth["title"],
            day=truth["published"][:10],
            authors=tuple(truth["authors"]) if truth.get("authors") else None,
            text=truth["text"],
        )


def trafilatura_pages(folder: Path) -> Iterator[TruePage]:
    """Yield the pages of trafilatura's evaluation set: its repository's folder ``tests``."""
    for truth in json.loads((folder / "evaldata.json").read_text(encoding="utf-8")).values():
        html = read_first(folder, ("cache", "eval"), truth["file"])
        if html is None:
            continue
        authors = truth.get("author") or ""
        yield TruePage(
            truth["file"],
            html,
            title=truth.get("title") or None,
            day=truth.get("date") or None,
            authors=split_authors(authors if isinstance(authors, str) else "; ".join(authors)) or None,
            within=tuple(truth["with"]),
            without=tuple(truth["without"]),
        )


def htmldate_pages(folder: Path, truths: str) -> Iterator[TruePage]:
    """Yield the pages of one of htmldate's two sets: its repository's folder ``tests``."""
    for truth in json.loads((folder / truths).read_text(encoding="utf-8")).values():
        html = read_first(folder, ("test_set", "cache", "eval"), truth["file"])
        if html is not None:
            day = truth["date"]  # not a number where the authors found none: it isn't told then
            yield TruePage(truth["file"], html, day=day if isinstance(day, str) else None)


def readability_pages(folder: Path) -> Iterator[TruePage]:
    """Yield the pages of Readability.js: its repository's folder ``test/test-pages``."""
    for page in sorted(path for path in folder.iterdir() if (path / "expected-metadata.json").exists()):
        truth = json.loads((page / "expected-metadata.json").read_text(encoding="utf-8"))
        body = lxml.html.fromstring((page / "expected.html").read_text(encoding="utf-8"))
        yield TruePage(
            page.name,
            (page / "source.html").read_bytes(),
            title=truth.get("title"),
            text=" ".join(body.itertext()),
        )


def wcxb_pages(folder: Path, split: str) -> Iterator[TruePage]:
    """Yield the articles of one split of WCXB: its repository. Pages of its other kinds are no articles.

    Pages of the test split that the development split has too are left out of it.
    """
    kinds = json.loads((folder / "metadata.json").read_text(encoding="utf-8"))["files"]
    for truth_file in sorted((folder / split / "ground-truth").glob("*.json")):
        elsewhere = split == "test" and (folder / "dev" / "ground-truth" / truth_file.name).exists()
        if elsewhere or kinds[truth_file.stem]["page_type"] != "article":
            continue
        truth = json.loads(truth_file.read_text(encoding="utf-8"))["ground_truth"]
        yield TruePage(
            truth_file.stem,
            gzip.decompress((folder / split / "html" / f"{truth_file.stem}.html.gz").read_bytes()),
            title=truth.get("title"),
            day=truth.get("publish_date"),
            authors=split_authors(truth.get("author") or "") or None,
            text=truth.get("main_content"),
        )


def read_first(folder: Path, places: tuple[str, ...], name: str) -> bytes | None:
    """Return the content of a file in the first of the places that has it."""
    return next(
        ((folder / place / name).read_bytes() for place in places if (folder / place / name).is_file()), None
    )


def split_authors(names: str) -> tuple[str, ...]:
    """Return the single names in a set's list of authors."""
    return tuple(
        name for part in re.split(r"[;,/]|\bund\b|\band\b", names) if (name := " ".join(part.split()))
    )


SETS: dict[str, tuple[str, str, Callable[[Path], Iterator[TruePage]]]] = {
    "news": ("bench/pages", "truth.jsonl", news_pages),
    "trafilatura": ("trafilatura/tests", "evaldata.json", trafilatura_pages),
    "htmldate": (
        "htmldate/tests",
        "eval_default.json",
        lambda folder: htmldate_pages(folder, "eval_default.json"),
    ),
    "htmldate-2020": (
        "htmldate/tests",
        "eval_mediacloud_2020.json",
        lambda folder: htmldate_pages(folder, "eval_mediacloud_2020.json"),
    ),
    "readability": ("readability/test/test-pages", "", readability_pages),
    "wcxb": ("wcxb", "metadata.json", lambda folder: wcxb_pages(folder, "dev")),
    "wcxb-test": ("wcxb", "metadata.json", lambda folder: wcxb_pages(folder, "test")),
}
"""Name of each set: its folder within a data folder, a file that must be there, and what reads it."""


def in_half(name: str, half: str) -> bool:
    """Return whether a page belongs to a half ("read" or "judge"; "" is both): errors are read on one only."""
    return not half or (hashlib.sha256(name.encode()).digest()[0] % 2 == 0) == (half == "read")


def load(name: str, folders: list[Path], half: str = "") -> list[TruePage] | None:
    """Return the pages of a set from the first of the data folders that has it, None if none has."""
    place, needed, read = SETS[name]
    for folder in folders:
        if (folder / place / needed).exists():
            return [page for page in read(folder / place) if in_half(page.id, half)]
    return None
