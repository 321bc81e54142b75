"""Learning what is the article's: from pages whose text is known, the weights of ``extract/article/choice.json``.

    python benchmarks/body_learning.py --data DIR [--out extract/article/choice.json]

Only the half of each set is learned from that ``pages.py --half read`` shows; the other half judges. A block is right
if its letters stand in the true text; where a set only tells passages that are in and out of the text, only the
blocks that hold them are learned from. Pages whose metadata state their body teach by that.
"""

import argparse
import json
import re
import sys
from collections import Counter
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

if __name__ == "__main__":  # run as a script: else extract.py in this folder would be found as the package
    sys.path[0] = str(Path(__file__).resolve().parent.parent)

from benchmarks.page_sets import SETS, TruePage, load
from newstally.extract.article import NotAnArticle
from newstally.extract.article.body import observe
from newstally.extract.article.choice import crossed
from newstally.extract.article.evidence import FAR
from newstally.extract.article.parsed import parsed_page
from newstally.extract.article.witness import squeezed

PENALTY = 10.0
"""Strength of the penalty on squared weights."""
FEWEST = 5
"""Pages on which a sign must stand to get a weight."""
MAX_WORDS = 60
"""A longer block counts as much as one of so many words."""
PAGE_SHARE = 400.0
"""The blocks of one page count together as much as so many words at most: long pages don't teach more than others."""
SMALLEST = 0.03
SET_WEIGHTS = {"news": 3.0, "wcxb": 0.5}
"""How much the pages of a set count, else 1: news is what is read here; most of WCXB's articles are guides and blogs, in
which more of the boxes are the author's own."""
JUDGES = frozenset({"wcxb-test"})
"""Sets of which nothing is learned."""
TRUST = -4.0
"""Added to signs of furniture where most of the text is left without it: the sets tell mostly of passages at the text's
ends, seldom of boxes within it, so that what is learned from them trusts names and forms of boxes too little."""
TRUSTED = re.compile(r"furniture by its (?:name|card|caption|tag|list of links), [23] left")
"""The signs of furniture on pages of which at least 0.7 of the text is left without it."""


@dataclass(frozen=True, slots=True)
class Example:
    page: str
    signs: dict[str, float]
    right: bool
    weight: float


def examples_of(page: TruePage) -> list[Example]:
    """Return the blocks of a page of which it is known whether they are the article's."""
    try:
        seen = observe(parsed_page(page.html))
    except NotAnArticle:
        return []
    stated = squeezed(" ".join(seen.known.stated))
    truth = squeezed(page.text) if page.text is not None else stated if len(stated) > 600 else None
    within = [squeezed(passage) for passage in page.within]
    without = [squeezed(passage) for passage in page.without]
    found: list[tuple[dict[str, float], bool, float]] = []
    for block, signs in zip(seen.blocks, seen.signs, strict=True):
        form = squeezed(block.raw)
        if not form or "the title" in signs or FAR in signs:
            continue
        weight = float(min(MAX_WORDS, max(2, len(block.text.split()))))
        right: bool | None = None
        if page.within:
            if any(passage and passage in form for passage in within) or (
                len(form) > 40 and any(form in p for p in within)
            ):
                right = True
            elif any(passage and passage in form for passage in without) or (
                len(form) > 12 and any(form in p for p in without)
            ):
                right = False
        elif truth is not None:
            right = form in truth
            if page.text is None:  # what the metadata state can't be a sign where it is the truth
                signs = {name: value for name, value in signs.items() if "stated" not in name}
        if right is not None:
            found.append((signs, right, weight))
    total = sum(weight for _, _, weight in found) or 1.0
    scale = min(1.0, PAGE_SHARE / total)
    return [Example(page.id, signs, right, weight * scale) for signs, right, weight in found]


def weighted(examples: list[Example], set_name: str) -> list[Example]:
    """Return the examples, those of a set that counts more or less than others with that weight."""
    factor = SET_WEIGHTS.get(set_name, 1.0)
    return [replace(example, weight=example.weight * factor) for example in examples]


def learn(examples: list[Example]) -> dict[str, float]:
    """Return the weights of a logistic regression over the signs and their crossings."""
    rows = [crossed(example.signs) for example in examples]
    pages: dict[str, set[str]] = {}
    for example, row in zip(examples, rows, strict=True):
        for name in row:
            pages.setdefault(name, set()).add(example.page)
    names = [
        "bias",
        *sorted(name for name, where in pages.items() if len(where) >= FEWEST and name != "bias"),
    ]
    index = {name: place for place, name in enumerate(names)}
    data, columns, starts = [], [], [0]
    for row in rows:
        data.append(1.0)
        columns.append(0)
        for name, value in row.items():
            if name in index:
                data.append(value)
                columns.append(index[name])
        starts.append(len(data))
    matrix = csr_matrix((data, columns, starts), shape=(len(rows), len(names)))
    right = np.array([example.right for example in examples], dtype=float)
    counts = np.array([example.weight for example in examples])
    counts = counts / counts.mean()
    strengths = np.full(len(names), PENALTY)
    strengths[0] = 0.0

    def loss(weights: Any) -> tuple[float, Any]:
        odds = matrix @ weights
        chances = 1 / (1 + np.exp(-np.clip(odds, -30, 30)))
        value = (counts * (np.logaddexp(0, odds) - right * odds)).sum() + 0.5 * (strengths * weights**2).sum()
        return value, matrix.T @ (counts * (chances - right)) + strengths * weights

    fitted = minimize(loss, np.zeros(len(names)), jac=True, method="L-BFGS-B", options={"maxiter": 500}).x
    for place, name in enumerate(names):
        fitted[place] += TRUST if TRUSTED.fullmatch(name) else 0.0
    return {
        name: round(float(weight), 3)
        for name, weight in zip(names, fitted, strict=True)
        if abs(weight) >= SMALLEST
    }


def accuracy(examples: list[Example], weights: dict[str, float]) -> float:
    """Return the share of the examples' words that the weights put on the right side."""
    right = total = 0.0
    for example in examples:
        odds = weights["bias"] + sum(weights.get(n, 0.0) * v for n, v in crossed(example.signs).items())
        right += example.weight * ((odds > 0) == example.right)
        total += example.weight
    return right / total


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "--data", type=Path, action="append", required=True, help="folder that holds page sets"
    )
    parser.add_argument("--out", type=Path, default=Path("extract/article/choice.json"))
    arguments = parser.parse_args()
    halves: dict[str, list[Example]] = {"read": [], "judge": []}
    sizes: Counter[str] = Counter()
    for name in (name for name in SETS if name not in JUDGES):
        for half, found in halves.items():
            for page in load(name, arguments.data, half) or []:
                examples = examples_of(page)
                sizes[f"{name} {half}"] += bool(examples)
                found.extend(weighted(examples, name))
    weights = learn(halves["read"])
    arguments.out.write_text(
        json.dumps(weights, indent=0, sort_keys=True, ensure_ascii=False) + "\n", encoding="utf-8"
    )
    print(*(f"{name}: {count} pages" for name, count in sizes.items()), sep="\n")
    print(f"{len(weights)} weights from {len(halves['read'])} blocks in {arguments.out}")
    for half, found in halves.items():
        print(f"{half}: {accuracy(found, weights):.4f} of the words on the right side")


if __name__ == "__main__":
    main()
