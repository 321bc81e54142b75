"""Families of number forms, right by construction: every form crossed with scales, signs, ranges, codes and sentences.

    python benchmarks/number_families.py              # how many of all combinations are read right, by family
    python benchmarks/number_families.py --errors 20  # and what is read of those that aren't
    python benchmarks/number_families.py money range  # of these families only

A combination is an expression (``number_expressions.Expression``), which knows its value because it was made from it,
in a carrier sentence. Each module ``number_…`` beside this one makes the families of one question. The tests read a fixed
sample (``sample``). What the tables leave out, and why, stands in ``NOT_MEANT``.
"""

import argparse
import os
import random
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.number_amounts import AMOUNTS
from benchmarks.number_contexts import CONTEXTS
from benchmarks.number_expressions import Combination, Expression
from benchmarks.number_lookalikes import LOOKALIKES
from benchmarks.number_names import NAMES_AND_LABELS
from benchmarks.number_parts import PARTS
from benchmarks.number_ranges import RANGES
from benchmarks.number_signs import SIGNS
from benchmarks.number_wording import WORDING
from benchmarks.number_years import YEARS
from newstally.extract.model import Article, Number, Reading

NOT_MEANT = {
    "'.5 million' and other decimals without a zero after a sign of a range": "not printed by news",
    "one letter b or t for billion or trillion after a space ('1.2 b users')": "a slip; reads like a list letter",
    "'5 m' with a space before m for million without a sign of money": "is metres where it is printed",
    "a range whose first end is the greater ('10 to 5 percent')": "a score, a change or a slip",
    "$ before and a code after ('$5 million USD') with another code than a dollar's": "contradicts itself",
    "lakh and crore with m, bn or million": "not printed",
    "'is now up to 40'": "means both the way up and a bound",
}


FAMILIES: dict[str, Callable[[], Iterator[Combination]]] = {
    **AMOUNTS,
    **RANGES,
    **SIGNS,
    **PARTS,
    **YEARS,
    **NAMES_AND_LABELS,
    **WORDING,
    **LOOKALIKES,
    **CONTEXTS,
}


def combinations(names: list[str] | None = None) -> Iterator[Combination]:
    """Yield every combination of the families named, of all of them by default."""
    for name in names or FAMILIES:
        yield from FAMILIES[name]()


def sample(most: int = 25, seed: int = 7) -> list[tuple[str, Combination]]:
    """Return a fixed sample: at most so many combinations of each family, with its name."""
    chosen: list[tuple[str, Combination]] = []
    for name, make in FAMILIES.items():
        every = list(make())
        chosen += [(name, c) for c in random.Random(seed).sample(every, min(most, len(every)))]
    return chosen


def problems(combination: Combination, reading: Reading) -> list[str]:
    """Return what is wrong with a reading of the combination's sentence; nothing where it is right."""
    text, found, done = reading.article.text, [], 0
    for e in combination.expressions:
        words = e.words if e.words in text else e.words[0].upper() + e.words[1:]
        start = text.index(words, done)
        done = end = start + len(words)
        near = [n for n in reading.numbers if n.is_quantity and n.start < end and n.end > start]
        if len(near) != 1 or not _agrees(e, near[0]):
            found.append(f"want {wanted(e)}, got {'; '.join(map(read, near)) or 'nothing'}")
    for words in combination.labels:
        start = text.index(words)
        near = [
            n for n in reading.numbers if n.is_quantity and n.start < start + len(words) and n.end > start
        ]
        claimed = [n for n in near if n.role in {"claim", "quantity", "age"}]
        if claimed:
            found.append(f"want {words!r} to be no quantity, got {'; '.join(map(read, claimed))}")
    return found


def _agrees(e: Expression, number: Number) -> bool:
    if number.low is None or number.high is None:
        return False
    near = all(abs(a - b) <= 1e-6 * max(1.0, abs(b)) for a, b in ((number.low, e.low), (number.high, e.high)))
    unit = e.unit is None or number.unit == e.unit or (e.unit == "staff" and number.unit == "staff")
    per = e.per is None or number.per == e.per or (number.unit or "").endswith(f" per {e.per}")
    return near and number.comparator == e.comparator and number.kind == e.kind and unit and per


def wanted(e: Expression) -> str:
    return f"{e.words!r} {e.comparator} {e.low:g} {e.high:g} {e.kind} {e.unit} {e.per or ''}"


def read(n: Number) -> str:
    return f"{n.role} {n.comparator} {n.low} {n.high} {n.kind} {n.unit} {n.per or ''} ({n.evidence['role'].rule})"


@dataclass
class Result:
    """How many of a family's combinations were right, and which were not."""

    right: int = 0
    total: int = 0
    wrong: list[tuple[Combination, list[str]]] = field(default_factory=list)


def measure(names: list[str], most: int | None) -> dict[str, Result]:
    """Read every combination of the families named, at most so many of each, and say which are right."""
    from newstally.extract.reader import Reader

    reader, results = Reader("en"), defaultdict(Result)
    for name in names or list(FAMILIES):
        every = list(FAMILIES[name]())
        if most is not None and len(every) > most:
            every = random.Random(7).sample(every, most)
        for combination in every:
            article = Article(
                "family",
                combination.sentence,
                published_at=date(2026, 3, 10),
                country=combination.country,
                language="en",
            )
            result = results[combination.family]
            result.total += 1
            if wrong := problems(combination, reader.read(article)):
                result.wrong.append((combination, wrong))
            else:
                result.right += 1
    return dict(results)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("family", nargs="*", help=f"one of: {', '.join(FAMILIES)}; all by default")
    parser.add_argument(
        "--errors", type=int, default=0, metavar="N", help="print so many errors of each family"
    )
    parser.add_argument("--most", type=int, metavar="N", help="read a fixed sample of at most N of each")
    options = parser.parse_args()
    unknown = set(options.family) - set(FAMILIES)
    if unknown:
        parser.error(f"no family {', '.join(sorted(unknown))}; there are {', '.join(FAMILIES)}")
    results = measure(options.family, options.most)
    for family, result in results.items():
        print(f"{family:<16} {result.right:>6} of {result.total:<6} {result.right / result.total:.3f}")
        by_axes = Counter(combination.axes for combination, _ in result.wrong)
        for axes, number in by_axes.most_common(options.errors):
            combination, wrong = next(pair for pair in result.wrong if pair[0].axes == axes)
            print(f"    {number:>4} × {axes}\n           {combination.sentence}")
            print(*(f"           {line}" for line in wrong), sep="\n")
    right, total = sum(r.right for r in results.values()), sum(r.total for r in results.values())
    print(f"{'all':<16} {right:>6} of {total:<6} {right / total:.3f}")


if __name__ == "__main__":
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    main()
