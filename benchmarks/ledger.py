"""How quickly the ledger takes sightings in, how that grows, how large it is, and how quickly it answers.

    python benchmarks/ledger.py                        # to 1,000,000 sightings: some ten minutes on 2 cores
    python benchmarks/ledger.py --sightings 100000
    python benchmarks/ledger.py --months 200             # 50,000 sightings taken in, then copied as 199 months more
    python benchmarks/ledger.py --stories 100 700 5000  # one story of so many articles each, in batches of 1,000

At each size one batch of 1,000 articles (10,000 sightings) is measured by itself: making its rows (dictionary forms,
signatures), and writing it (insert, copies, sources, claims, comparisons, commit). In between batches are joined. Processor time tells on a busy
machine what wall-clock time does not.
"""

import argparse
import contextlib
import itertools
import re
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import duckdb

sys.path[0] = str(Path(__file__).resolve().parent.parent)

from benchmarks.copied_months import add_months  # noqa: E402
from benchmarks.synthetic_news import FIGURES, News  # noqa: E402
from newstally.extract.model import Reading  # noqa: E402
from newstally.pipeline.ledger.ask import asking  # noqa: E402
from newstally.pipeline.ledger.rows import Page, make_batch  # noqa: E402
from newstally.pipeline.ledger.store import writing  # noqa: E402
from newstally.pipeline.ledger.tables import Batch, join_batches  # noqa: E402
from newstally.pipeline.ledger.write import Run, new_run, write_batch  # noqa: E402

ARTICLES = 1000
JOINED = 10
MONTH = 5000
"""Articles of a month that is copied."""
QUERIES = Path(__file__).parents[1] / "docs" / "queries.md"


def pages(readings: list[Reading], number: int) -> Iterator[Page]:
    for place, reading in enumerate(readings):
        article = reading.article
        yield Page(
            warc_file=f"archive/{number:05}.warc.gz",
            warc_offset=place * 1000,
            url=article.url,
            outlet=article.outlet,
            fetched_at=article.published_at,
            status=200,
            reading=reading,
        )


def write(path: Path, batch: Batch, run: Run) -> None:
    with writing(path) as connection:
        write_batch(connection, batch, run)


def grow(path: Path, total: int) -> None:
    """Fill the ledger and print what a batch costs at each size."""
    news = News()
    readings = news.readings(total * 2)
    run = new_run("benchmark")
    measured = {0, total // 10, total // 4, total // 2, total}
    print(
        f"{'sightings':>12} {'rows s':>8} {'write s':>8} {'sightings/s':>12} {'× empty':>8} {'CPU s':>8} {'× empty':>8} "
        f"{'MB':>8}"
    )
    batches = total // (ARTICLES * FIGURES)
    first = first_used = None
    waiting: list[Batch] = []
    for number in range(batches + 1):
        size = number * ARTICLES * FIGURES
        printed = list(itertools.islice(readings, ARTICLES))
        started, used = time.perf_counter(), time.process_time()
        batch = make_batch(pages(printed, number))
        made, used = time.perf_counter() - started, time.process_time() - used
        if size in measured:
            if waiting:
                write(path, join_batches(waiting), run)
                waiting = []
            started, before = time.perf_counter(), time.process_time()
            write(path, batch, run)
            written = time.perf_counter() - started
            cost, used = made + written, used + time.process_time() - before
            first, first_used = first or cost, first_used or used
            rate = ARTICLES * FIGURES / cost
            megabytes = path.stat().st_size / 1e6
            print(
                f"{size:>12,} {made:>8.2f} {written:>8.2f} {rate:>12,.0f} {cost / first:>8.2f} {used:>8.2f} "
                f"{used / first_used:>8.2f} {megabytes:>8,.0f}",
                flush=True,
            )
        else:
            waiting.append(batch)
            if len(waiting) == JOINED:
                write(path, join_batches(waiting), run)
                waiting = []


def grow_by_months(path: Path, months: int) -> None:
    """Take in a month of news, add copies of it as later ones, and print what a batch of news of its own costs then."""
    base, run = path.with_name("month.duckdb"), new_run("benchmark")
    news = News()
    printed = news.readings(MONTH)
    parts = [
        make_batch(pages(list(itertools.islice(printed, ARTICLES)), n)) for n in range(MONTH // ARTICLES)
    ]
    write(base, join_batches(parts), run)
    shutil.copyfile(base, path)
    print(f"{'sightings':>12} {'write s':>8} {'CPU s':>8} {'MB':>8}")
    there = 1
    for wanted in sorted({1, 2, 4, *(max(1, months * share // 100) for share in (10, 25, 50, 100))}):
        if wanted > months:
            break
        add_months(path, base, range(there, wanted))
        there = wanted
        size = wanted * MONTH * FIGURES
        later = news.readings(ARTICLES, first=wanted * (MONTH + news.per_day))
        batch = make_batch(pages(list(later), 10_000 + wanted))
        measured = path.with_name("measured.duckdb")
        shutil.copyfile(path, measured)
        started, used = time.perf_counter(), time.process_time()
        write(measured, batch, run)
        took, used = time.perf_counter() - started, time.process_time() - used
        print(f"{size:>12,} {took:>8.2f} {used:>8.2f} {path.stat().st_size / 1e6:>8,.0f}", flush=True)
        measured.unlink()


def tell_one_story(folder: Path, articles: int) -> float:
    """Make a ledger of one story, print what it costs, and return the processor time of each article in seconds."""
    path, run = folder / f"story-{articles}.duckdb", new_run("benchmark")
    readings = News().one_story(articles)
    used, started = time.process_time(), time.perf_counter()
    for number in itertools.count():
        printed = list(itertools.islice(readings, ARTICLES))
        if not printed:
            break
        write(path, make_batch(pages(printed, number)), run)
    used, taken = time.process_time() - used, time.perf_counter() - started
    with duckdb.connect(str(path), read_only=True) as connection:
        counted = connection.execute(
            """SELECT (SELECT count(DISTINCT story_id) FROM articles), (SELECT count(*) FROM claims),
                (SELECT count(*) FROM comparisons), (SELECT count(*) FROM disagreements WHERE place = 1)"""
        ).fetchone() or (0, 0, 0, 0)
    print(
        f"{articles:>8,} {counted[0]:>8,} {counted[1]:>8,} {counted[2]:>12,} {counted[3]:>8,} {taken:>8.1f} "
        f"{used:>8.1f} {1000 * used / articles:>14.1f}",
        flush=True,
    )
    return used / articles


def tell_stories(sizes: Sequence[int]) -> None:
    """Print what stories of these numbers of articles cost, and how much more an article costs than in the first."""
    print(
        f"{'articles':>8} {'stories':>8} {'claims':>8} {'comparisons':>12} {'shown':>8} {'s':>8} {'CPU s':>8} "
        f"{'ms per article':>14}"
    )
    with tempfile.TemporaryDirectory() as folder:
        costs = [tell_one_story(Path(folder), size) for size in sizes]
    for size, cost in zip(sizes[1:], costs[1:], strict=True):
        print(f"an article of {size:,} costs {cost / costs[0]:.2f} times one of {sizes[0]:,}")


def ask(path: Path) -> None:
    """Print the time of each documented query, the best of three."""
    documented = re.findall(
        r"^## (.+?)\n.*?```sql\n(.*?)```", QUERIES.read_text(encoding="utf-8"), re.S | re.M
    )
    for title, query in documented:
        times = []
        for _ in range(3):
            with asking(path, "SELECT 1") as answer:
                list(answer)
            started = time.perf_counter()
            with asking(path, query) as answer:
                rows = len(list(answer))
            times.append(time.perf_counter() - started)
        print(f"{min(times):>8.3f} s  {rows:>4} rows  {title}")


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--sightings", type=int, default=1_000_000)
    parser.add_argument("--months", type=int, help="grow it by copies of its first month instead, up to 256")
    parser.add_argument("--ledger", type=Path, help="keep the ledger here; if it exists, only ask it")
    parser.add_argument(
        "--stories", type=int, nargs="+", metavar="ARTICLES", help="measure stories of so many"
    )
    options = parser.parse_args()
    if options.stories:
        tell_stories(options.stories)
        return
    with contextlib.ExitStack() as stack:
        path = options.ledger or Path(stack.enter_context(tempfile.TemporaryDirectory())) / "ledger.duckdb"
        if not path.exists() and options.months:
            grow_by_months(path, options.months)
        elif not path.exists():
            grow(path, options.sightings)
        ask(path)


if __name__ == "__main__":
    main()
