"""How well are pages read? Newstally beside other libraries, on every public set of pages whose data are present.

    python benchmarks/pages.py --data DIR [--data DIR …] [--sets news trafilatura] [--readers newstally trafilatura]
    python benchmarks/pages.py --data DIR --errors --half read       # what is wrong, page by page, on one half

DIR holds the sets in the form in which their authors publish them (see ``page_sets.py``): ``bench/pages``,
``trafilatura/tests``, ``htmldate/tests``, ``readability/test/test-pages``, ``wcxb``. newspaper4k and resiliparse are measured
where they are installed.

"refused" is the share of all pages, "lost" that of articles: pages known to hold none (``no_articles.toml``) are left out
of it. ``--refused`` tells of each page why it was refused and how many words trafilatura finds on it.

The day is right if it is the true one; the title if it is the same but for white space; the authors if they are the
same names, whatever their order and case. The body is scored by the F1 of its tokens (words, lower case, counted with
their repetitions), averaged over the pages, or, where a set only tells passages that are in and out of the text, by
the F1 of these. Texts of one page and of the next are independent: errors may be read on one half of a set
(``--half read``) and the other half kept for judging (``--half judge``).
"""

import argparse
import json
import re
import sys
import time
import tomllib
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

if __name__ == "__main__":  # run as a script: else extract.py in this folder would be found as the package
    sys.path[0] = str(Path(__file__).resolve().parent.parent)

from benchmarks.page_readers import Found, installed
from benchmarks.page_sets import SETS, TruePage, load

WORD = re.compile(r"\w+")
COLUMNS = ("refused", "lost", "body", "passages", "title", "day", "authors")


@dataclass(slots=True)
class Score:
    """The figures of one reader on one set."""

    pages: int = 0
    seconds: float = 0.0
    sums: Counter[str] = field(default_factory=Counter)
    counts: Counter[str] = field(default_factory=Counter)
    errors: list[str] = field(default_factory=list)
    refusals: list[tuple[TruePage, str]] = field(default_factory=list)
    """The pages that were refused, each with why."""

    def add(self, measure: str, value: float) -> None:
        """Count one page's value of a measure."""
        self.sums[measure] += value  # type: ignore[assignment]
        self.counts[measure] += 1

    def figures(self) -> dict[str, float]:
        """Return the mean of each measure; of the passages the F1 over all of them."""
        found = {name: self.sums[name] / count for name, count in self.counts.items()}
        if wanted := 2 * self.sums["in"] + self.sums["wrongly in"] + self.sums["missing"]:
            found["passages"] = 2 * self.sums["in"] / wanted
        return found


def tokens(text: str) -> Counter[str]:
    return Counter(WORD.findall(text.lower()))


def token_f1(found: str, truth: str) -> float:
    """Return the harmonic mean of the shares of the tokens found that are true, and of the true ones found."""
    ours, theirs = tokens(found), tokens(truth)
    common = sum((ours & theirs).values())
    return 2 * common / (sum(ours.values()) + sum(theirs.values())) if common else 0.0


def collapsed(text: str | None) -> str:
    return " ".join((text or "").split())


def score_page(score: Score, page: TruePage, found: Found) -> None:
    """Add what is right and wrong in one page's reading to a score."""
    score.pages += 1
    score.add("refused", found.refusal is not None)
    if page.id not in known_for_none():
        score.add("lost", found.refusal is not None)
    if found.refusal is not None:
        score.errors.append(f"{page.id}: refused, {found.refusal}")
        score.refusals.append((page, found.refusal))
    for measure, right, ours, truth in (
        ("title", collapsed(found.title) == collapsed(page.title), found.title, page.title),
        ("day", found.day == page.day, found.day, page.day),
        ("authors", names(found.authors) == names(page.authors or ()), found.authors, page.authors),
    ):
        if truth is not None:
            score.add(measure, right)
            if not right:
                score.errors.append(f"{page.id}: {measure} {ours!r}, not {truth!r}")
    if page.text is not None:
        f1 = token_f1(found.text, page.text)
        score.add("body", f1)
        if f1 < 0.95:
            score.errors.append(f"{page.id}: body F1 {f1:.3f}")
    score_passages(score, page, collapsed(found.text))


@cache
def known_for_none() -> frozenset[str]:
    """Return the pages that hold no article, by their identifiers."""
    listed = tomllib.loads((Path(__file__).parent / "no_articles.toml").read_text(encoding="utf-8"))
    return frozenset(page for pages in listed.values() for page in pages)


def refusal_told(page: TruePage, refusal: str) -> str:
    """Return one line about a page that was refused: why, whether an article is lost, and what trafilatura finds on it."""
    plain = read_safely(installed()["trafilatura"], page.html)
    what = "no article" if page.id in known_for_none() else "lost"
    return f"{page.id}: {what}; {refusal}; trafilatura finds {len(plain.text.split())} words: {collapsed(plain.text)[:80]!r}"


def score_passages(score: Score, page: TruePage, text: str) -> None:
    """Count the passages that are rightly and wrongly in the text, and those that are missing."""
    for passage in page.within:
        there = collapsed(passage) in text
        score.sums["in" if there else "missing"] += 1
        if not there:
            score.errors.append(f"{page.id}: missing {passage!r}")
    for passage in page.without:
        if collapsed(passage) in text:
            score.sums["wrongly in"] += 1
            score.errors.append(f"{page.id}: wrongly in {passage!r}")


def names(authors: tuple[str, ...]) -> set[str]:
    return {collapsed(name).casefold() for name in authors}


def measure_reader(read: Callable[[bytes], Found], pages: list[TruePage]) -> Score:
    """Return one reader's score on the pages of a set. What it raises is a page without any text."""
    score = Score()
    read_safely(read, pages[0].html)  # loads what is loaded once; the time is taken after it
    started = time.process_time()
    found = [read_safely(read, page.html) for page in pages]
    score.seconds = time.process_time() - started
    for page, one in zip(pages, found, strict=True):
        score_page(score, page, one)
    return score


def read_safely(read: Callable[[bytes], Found], html: bytes) -> Found:
    try:
        return read(html)
    except Exception as error:  # other people's readers raise what they like; a page lost is a page lost
        return Found(refusal=f"{type(error).__name__}: {error}")


def measure(
    folders: list[Path], sets: list[str], readers: list[str], half: str = ""
) -> Iterator[tuple[str, str, Score]]:
    """Yield set, reader and score for every set whose data are present and every reader that is installed."""
    available = {name: read for name, read in installed().items() if not readers or name in readers}
    for set_name in sets or list(SETS):
        pages = load(set_name, folders, half)
        if pages is None:
            print(f"{set_name}: no data", file=sys.stderr)
            continue
        for reader, read in available.items():
            yield set_name, reader, measure_reader(read, pages)


def row(set_name: str, reader: str, score: Score) -> str:
    """Return one line of the table; what a set doesn't tell is left empty."""
    figures = score.figures()
    cells = [f"{figures[name]:.4f}" if name in figures else "" for name in COLUMNS]
    return (
        f"{set_name:<14} {reader:<22} {score.pages:>5} "
        + " ".join(f"{cell:>8}" for cell in cells)
        + f" {score.pages / score.seconds:>8.1f}"
    )


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "--data", type=Path, action="append", help="folder that holds sets; may be given again"
    )
    parser.add_argument("--sets", nargs="+", choices=list(SETS), default=[], help="sets to measure, else all")
    parser.add_argument("--readers", nargs="+", default=[], help="readers to measure, else all installed")
    parser.add_argument("--half", choices=["read", "judge"], default="", help="only one half of each set")
    parser.add_argument("--errors", action="store_true", help="also print what is wrong, page by page")
    parser.add_argument("--refused", action="store_true", help="also tell of each refused page why it was")
    parser.add_argument("--json", action="store_true", help="print the figures as one JSON object")
    arguments = parser.parse_args()
    table: dict[str, Any] = {}
    if not arguments.json:
        print(
            f"{'set':<14} {'reader':<22} {'pages':>5} " + " ".join(f"{name:>8}" for name in COLUMNS), end=""
        )
        print(f" {'pages/s':>8}")
    folders = arguments.data or [Path("../shared")]
    for set_name, reader, score in measure(folders, arguments.sets, arguments.readers, arguments.half):
        table[f"{set_name} {reader}"] = score.figures()
        if not arguments.json:
            print(row(set_name, reader, score), flush=True)
            if arguments.refused:
                print(*(f"  {refusal_told(*refused)}" for refused in score.refusals), sep="\n")
            if arguments.errors:
                print(*(f"  {error}" for error in score.errors), sep="\n")
    if arguments.json:
        print(json.dumps(table))


if __name__ == "__main__":
    main()
