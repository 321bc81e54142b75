"""What needs all rows together by shards against one batch after the other: the same rows, and what each step costs.

    python benchmarks/shards.py                                # 1,500 invented articles, 3 shards: some minutes
    python benchmarks/shards.py --articles 600 --shards 5 --batch 200

The articles have ten figures each and are told by many outlets, with copies. All work is done in this
process; printed is its processor time. Ends with exit code 1 if any row of any table differs.
"""

import argparse
import os
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

os.environ.setdefault("OMP_NUM_THREADS", "1")
sys.path[0] = str(Path(__file__).resolve().parent.parent)

from benchmarks.killing.news import contents  # noqa: E402
from benchmarks.ledger import pages  # noqa: E402
from benchmarks.synthetic_news import News  # noqa: E402
from newstally.pipeline.bulk.results import write_part  # noqa: E402
from newstally.pipeline.ledger.rows import make_batch  # noqa: E402
from newstally.pipeline.ledger.store import writing  # noqa: E402
from newstally.pipeline.ledger.tables import Batch  # noqa: E402
from newstally.pipeline.ledger.write import new_run, write_batch  # noqa: E402
from newstally.pipeline.shards.derive import Sources, derive_in_shards, fill, one_by_one  # noqa: E402
from newstally.pipeline.shards.exchange import Exchange, Task  # noqa: E402


def in_batches(ledger: Path, batches: list[Batch]) -> float:
    run, began = new_run("benchmark"), time.process_time()
    for batch in batches:
        with writing(ledger) as connection:
            write_batch(connection, batch, run)
    return time.process_time() - began


def by_shards(ledger: Path, batches: list[Batch], shards: int) -> Counter[str]:
    """Make a ledger of the batches, and return the seconds of each step."""
    results = []
    for number, batch in enumerate(batches):
        folder = ledger.parent / "results" / str(number)
        folder.mkdir(parents=True)
        write_part(folder, 0, batch, 1)
        results.append((folder, 1))
    spent: Counter[str] = Counter()
    steps: list[str] = []

    def run_all(tasks: Sequence[Task]) -> None:
        began = time.process_time()
        one_by_one(tasks)
        spent[steps[-1]] += time.process_time() - began

    exchange = Exchange(ledger.parent / "exchange", shards)
    derive_in_shards(Sources(tuple(results)), exchange, run_all, steps.append)
    began = time.process_time()
    fill(ledger, exchange)
    spent["ledger"] = time.process_time() - began
    return spent


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--articles", type=int, default=1500)
    parser.add_argument("--shards", type=int, default=3)
    parser.add_argument("--batch", type=int, default=150)
    options = parser.parse_args()
    readings = list(News().readings(options.articles))
    starts = range(0, len(readings), options.batch)
    batches = [make_batch(pages(readings[at : at + options.batch], at)) for at in starts]
    with tempfile.TemporaryDirectory() as name:
        one, many = Path(name) / "one.duckdb", Path(name) / "many.duckdb"
        print(
            f"in batches of {options.batch}: {in_batches(one, batches) / options.articles * 1000:.2f} ms an article"
        )
        spent = by_shards(many, batches, options.shards)
        print(
            f"by {options.shards} shards: {sum(spent.values()) / options.articles * 1000:.2f} ms an article"
        )
        for step, seconds in spent.items():
            print(f"{step:>16} {seconds / options.articles * 1000:>6.2f}")
        left, right = contents(one), contents(many)
        different = [table for table in left if left[table] != right[table]]
        print(f"{sum(map(len, left.values())):,} rows, different in: {', '.join(different) or 'nothing'}")
    return 1 if different else 0


if __name__ == "__main__":
    sys.exit(main())
