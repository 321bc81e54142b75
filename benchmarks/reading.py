"""How long a reader waits while many pages come into the ledger: a file changed in a copy, one changed in place, a lake.

    python benchmarks/reading.py                             # 4,000 invented articles, then 6 batches of 500: some minutes
    python benchmarks/reading.py --articles 500 --batch 250 --batches 3

A process asks for the claims with most sightings twice a second, as a command would (each time it opens the ledger anew),
while another takes in batches. Printed is what one question takes before, and in the median and at most meanwhile, in
seconds by the clock; and what a batch took, as long as which a reader without a copy of its own would have to wait.
"""

import argparse
import multiprocessing
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

os.environ.setdefault("OMP_NUM_THREADS", "1")
sys.path[0] = str(Path(__file__).resolve().parent.parent)

from benchmarks.ledger import pages  # noqa: E402
from benchmarks.synthetic_news import News  # noqa: E402
from newstally.pipeline.ledger.file_store import COPIED  # noqa: E402
from newstally.pipeline.ledger.place import Place, place_named  # noqa: E402
from newstally.pipeline.ledger.rows import make_batch  # noqa: E402
from newstally.pipeline.ledger.store import reading, writing  # noqa: E402
from newstally.pipeline.ledger.tables import Batch  # noqa: E402
from newstally.pipeline.ledger.write import new_run, write_batch  # noqa: E402

ASKED = "SELECT source, subject, low, sightings FROM claims ORDER BY sightings DESC, claim_id LIMIT 20"
PAUSE = 0.5


def ask(place: Place) -> float:
    began = time.monotonic()
    with reading(place) as connection:
        connection.execute(ASKED).fetchall()
    return time.monotonic() - began


def ask_until(place: Place, over: Any, answers: Any) -> None:
    taken = []
    while not over.is_set():
        taken.append(ask(place))
        time.sleep(PAUSE)
    answers.put(taken)


def write(place: Place, batch: Batch, copied: int) -> float:
    began = time.monotonic()
    with writing(place, copied=copied) as connection:
        write_batch(connection, batch, new_run("benchmark"))
    return time.monotonic() - began


def measure(place: Place, batches: list[Batch], copied: int) -> Iterator[str]:
    write(place, batches[0], copied)
    alone = statistics.median(ask(place) for _ in range(5))
    processes = multiprocessing.get_context("fork")
    over, answers = processes.Event(), processes.Queue()
    reader = processes.Process(target=ask_until, args=(place, over, answers))
    reader.start()
    took = [write(place, batch, copied) for batch in batches[1:]]
    over.set()
    taken = answers.get(timeout=600)
    reader.join()
    yield f"{alone:>7.2f} {statistics.median(taken):>8.2f} {max(taken):>8.2f} {len(taken):>8}"
    yield f"{statistics.median(took):>9.2f} {max(took):>8.2f}"


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--articles", type=int, default=4000)
    parser.add_argument("--batch", type=int, default=500)
    parser.add_argument("--batches", type=int, default=6)
    options = parser.parse_args()
    news = News()
    sizes = [options.articles] + [options.batch] * options.batches
    readings = news.readings(sum(sizes))
    batches = [make_batch(pages([next(readings) for _ in range(size)], at)) for at, size in enumerate(sizes)]
    print(
        f"{'':>18} {'alone s':>7} {'median s':>8} {'most s':>8} {'answers':>8} {'a batch s':>9} {'most s':>8}"
    )
    ways = {"file, in a copy": ("copy.duckdb", 10**12), "file, in place": ("place.duckdb", 0)}
    ways["lake"] = ("ducklake:lake.ducklake", COPIED)
    with tempfile.TemporaryDirectory() as folder:
        for way, (name, copied) in ways.items():
            told = " ".join(measure(place_named(name, Path(folder)), batches, copied))
            print(f"{way:>18} {told}", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
