"""Speed of ``newstally bulk``: articles per second from WARC files in Common Crawl's form to a ledger, one worker against two.

    python benchmarks/bulk.py --data DIR                     # DIR holds page sets (see page_sets.py); without one: fixtures
    python benchmarks/bulk.py --data DIR --pages 800 --files 8 --rounds 2
    python benchmarks/bulk.py --data DIR --peers PYTHON      # the interpreter of an environment with news-please and Fundus
    python benchmarks/bulk.py --data DIR --steps             # what each step costs for an article
    python benchmarks/bulk.py --data DIR --memory --pages 20000 --files 1    # the memory of a process that reads pages

Ways take turns. Each is a command of its own, whose processor time is that of all its processes, the start of the program
included. Seconds by the clock tell something on an idle machine only; processor time tells the same on a busy one, and
"whole cores" how many of them were at work in the mean. The peers find articles and read no figures in them. Fundus has
a parser for each site that it knows and skips all others; it alone gets the same pages under addresses of its sites, so
that it parses them, though by the rules of sites that they are not from: its time tells something, its articles don't.
"""

import argparse
import contextlib
import ctypes
import gzip
import http.server
import json
import os
import random
import resource
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from dataclasses import dataclass
from functools import partial
from multiprocessing import active_children
from pathlib import Path

for variable in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"):
    os.environ.setdefault(variable, "1")

ROOT = Path(__file__).resolve().parent.parent
sys.path[0] = str(ROOT)  # else this file would be found as the package ``bulk``

PR_SET_CHILD_SUBREAPER = 36

NEWS_PLEASE = """
import sys
from newsplease import NewsPlease
from warcio.archiveiterator import ArchiveIterator
found = 0
for path in sys.argv[1:]:
    with open(path, "rb") as stream:
        for record in ArchiveIterator(stream):
            if record.rec_type != "response" or record.http_headers.get_statuscode() != "200":
                continue
            if "html" not in (record.http_headers.get_header("content-type") or ""):
                continue
            try:
                article = NewsPlease.from_warc(record, decode_errors="replace")
                found += bool(article and article.maintext)
            except Exception:
                pass
print(found)
"""
"""What news-please's Common Crawl extractor does with a file that it has: each response through ``from_warc``."""


FUNDUS_SITES = """
from urllib.parse import urlparse
from fundus import PublisherCollection
for group in PublisherCollection:
    for publisher in group if hasattr(group, "__iter__") else [group]:
        print(urlparse(publisher.domain).netloc)
"""

FUNDUS = """
import sys
from datetime import datetime
from fundus import CCNewsCrawler, PublisherCollection
crawler = CCNewsCrawler(*PublisherCollection, server_address=sys.argv[1], start=datetime(2026, 2, 1),
    end=datetime(2026, 2, 28), processes=0, disable_tqdm=True)
found = sum(1 for article in crawler.crawl(only_complete=False, error_handling="suppress", only_unique=False))
print(found)
"""
"""Fundus's CC-NEWS crawler on a server of one's own; what it yields are the pages that it has parsed."""

NOWHERE = {f"{scheme}_proxy": "http://127.0.0.1:9" for scheme in ("http", "https")} | {
    "no_proxy": "127.0.0.1"
}
"""By which whoever wants more from the sites of pages is refused at once: nothing but the files is read here."""

CC_NEWS = "crawl-data/CC-NEWS/2026/02"


@dataclass(frozen=True, slots=True)
class Taken:
    """What a way took."""

    articles: int
    seconds: float
    processor: float

    @property
    def cores(self) -> float:
        """How many cores were at work in the mean."""
        return self.processor / self.seconds


def timed(command: list[str], folder: Path) -> tuple[str, float, float]:
    """Run a command; return what it printed, its seconds, and those of processor time of all its processes.

    Processes that outlive their parent come to this one (``main`` asked for them), which waits for them here.
    """
    before, started = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    environment = {**os.environ, "PYTHONPATH": str(ROOT), **NOWHERE}
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True)
    seconds = time.perf_counter() - started
    if done.returncode:
        raise SystemExit(f"{command[-3:]} ended with {done.returncode}: {done.stderr[-500:]}")
    try:
        while True:
            os.wait()
    except ChildProcessError:
        pass
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return done.stdout, seconds, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def newstally(warcs: Path, jobs: int) -> Taken:
    """Read the files into a fresh ledger."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "newstally.toml").write_text('contact = "benchmark@example.org"\n', encoding="utf-8")
        program = [sys.executable, "-m", "newstally", "bulk", str(warcs), "--jobs", str(jobs)]
        _, seconds, processor = timed(program, folder)
        import duckdb

        with duckdb.connect(str(folder / "ledger.duckdb"), read_only=True) as connection:
            row = connection.execute("SELECT count(*) FROM articles").fetchone()
        return Taken(int(row[0]) if row else 0, seconds, processor)


def news_please(warcs: Path, python: str) -> Taken:
    """Find the articles in the files with news-please, in one process."""
    files = [str(path) for path in sorted(warcs.glob("*.warc.gz"))]
    said, seconds, processor = timed([python, "-c", NEWS_PLEASE, *files], warcs)
    return Taken(int(said.split()[-1]), seconds, processor)


def fundus(warcs: Path, python: str) -> Taken:
    """Have Fundus parse the pages in the files, in one process, from a server on the loopback interface."""
    with tempfile.TemporaryDirectory() as name:
        place = Path(name) / CC_NEWS
        place.mkdir(parents=True)
        files = sorted(warcs.glob("*.warc.gz"))
        for path in files:
            (place / path.name).symlink_to(path)
        listed = "".join(f"{CC_NEWS}/{path.name}\n" for path in files)
        (place / "warc.paths.gz").write_bytes(gzip.compress(listed.encode()))
        handler = partial(Quiet, directory=name)
        with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
            threading.Thread(target=server.serve_forever, daemon=True).start()
            address = f"http://127.0.0.1:{server.server_port}/"
            said, seconds, processor = timed([python, "-c", FUNDUS, address], warcs)
            server.shutdown()
    return Taken(int(said.split()[-1]), seconds, processor)


class Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *told: object) -> None:
        pass


def fundus_sites(python: str, folder: Path) -> list[str]:
    """Return the hosts of the sites that Fundus knows; none where it isn't installed."""
    try:
        said, _, _ = timed([python, "-c", FUNDUS_SITES], folder)
    except SystemExit as failure:
        print(f"Fundus is left out: {str(failure).splitlines()[-1]}", file=sys.stderr)
        return []
    return sorted({host for host in said.split() if host})


def look_at_memory(warcs: Path) -> list[tuple[int, int, int]]:
    """Return, while the files are read, again and again: the process at it, bytes of its memory, pages read so far."""
    from newstally.pipeline.bulk.file_task import FileTask, read_file
    from newstally.pipeline.bulk.results import parts_of

    found: list[tuple[int, int, int]] = []
    with tempfile.TemporaryDirectory() as name:
        results = Path(name)

        def look() -> bool:
            pages = sum(part.pages for folder in results.glob(".*.unfinished") for part in parts_of(folder))
            for process in active_children():
                with contextlib.suppress(OSError):
                    resident = int(Path(f"/proc/{process.pid}/statm").read_text().split()[1])
                    found.append((process.pid or 0, resident * os.sysconf("SC_PAGE_SIZE"), pages))
            return False

        for path in sorted(warcs.glob("*.warc.gz")):
            read_file(FileTask(str(path), path.name, results), look)
    return found


def steps(warcs: Path) -> dict[str, float]:
    """Return the milliseconds of processor time that each step takes for one page, in one process."""
    from newstally.extract.article import NotAnArticle, read_page
    from newstally.extract.readers import Readers
    from newstally.pipeline.ledger.rows import Page, make_batch
    from newstally.pipeline.ledger.store import writing
    from newstally.pipeline.ledger.write import new_run, write_batch
    from newstally.pipeline.warc import Record, read_records

    spent: Counter[str] = Counter()
    readers = Readers()

    def step(name: str, work):  # type: ignore[no-untyped-def]
        began = time.process_time()
        try:
            return work()
        finally:
            spent[name] += time.process_time() - began

    with tempfile.TemporaryDirectory() as name:
        ledger, run, pages = Path(name) / "ledger.duckdb", new_run("benchmark"), 0
        for path in sorted(warcs.glob("*.warc.gz")):
            records = step("records of the WARC file", lambda path=path: list(read_records(path)))
            found = []
            for record in records:
                if not isinstance(record, Record) or not record.is_page or not record.body:
                    continue
                pages += 1
                try:
                    article = step("page to article", lambda r=record: read_page(r.body, id=r.url, url=r.url))
                except NotAnArticle:
                    continue
                reading = step("article to claims", lambda a=article: readers.read(a))
                found.append(Page(path.name, record.offset, record.url, status=200, reading=reading))
            batch = step("claims to rows", lambda found=found: make_batch(found))

            def commit(batch=batch) -> None:  # type: ignore[no-untyped-def]
                with writing(ledger) as connection:
                    write_batch(connection, batch, run)

            step("rows to ledger", commit)
        spent_each = {name: seconds / pages * 1000 for name, seconds in spent.items()}
        return {**spent_each, "bytes of ledger": ledger.stat().st_size / pages}


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--data", type=Path, action="append", default=[])
    parser.add_argument("--pages", type=int, default=400)
    parser.add_argument("--files", type=int, default=4)
    parser.add_argument("--rounds", type=int, default=1)
    parser.add_argument("--peers", metavar="PYTHON")
    parser.add_argument("--steps", action="store_true")
    parser.add_argument("--memory", action="store_true")
    options = parser.parse_args()
    ctypes.CDLL(None).prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)
    from benchmarks.common_crawl import make_warcs, real_pages

    pages = real_pages(options.data, ROOT / "fixtures" / "pages")
    random.Random(3).shuffle(pages)
    with tempfile.TemporaryDirectory() as name:
        warcs = Path(name)
        made = make_warcs(warcs, pages, options.pages, options.files)
        size = sum(path.stat().st_size for path in made)
        print(
            f"{options.pages} pages ({len(pages)} different) in {len(made)} files of {size / len(made) / 1e6:.1f} MB"
        )
        if options.memory:
            show_memory(look_at_memory(warcs))
        elif options.steps:
            print(json.dumps({name: round(value, 2) for name, value in steps(warcs).items()}, indent=2))
        else:
            show(take_turns(warcs, pages, options))
    return 0


def show_memory(looks: list[tuple[int, int, int]]) -> None:
    """Print the memory of processes that read pages, tenth by tenth of the time that they took."""
    count = len({process for process, _, _ in looks})
    print(f"{count} processes, one after the other, as each gives way at 1,050 MB")
    print(f"{'pages':>8} {'median MB':>10} {'most MB':>8}")
    for at in range(10):
        if part := looks[len(looks) * at // 10 : len(looks) * (at + 1) // 10]:
            held = [resident / 1e6 for _, resident, _ in part]
            print(f"{part[-1][2]:>8,} {statistics.median(held):>10.0f} {max(held):>8.0f}")


def take_turns(warcs: Path, pages: list[bytes], options: argparse.Namespace) -> dict[str, list[Taken]]:
    """Return what each way took in each round."""
    from benchmarks.common_crawl import make_warcs

    taken: dict[str, list[Taken]] = {}
    with tempfile.TemporaryDirectory() as name:
        sites = fundus_sites(options.peers, warcs) if options.peers else []
        of_sites = Path(name)
        if sites:
            make_warcs(of_sites, pages, options.pages, options.files, hosts=sites)
        for _ in range(options.rounds):
            for jobs in (1, 2):
                taken.setdefault(f"newstally, {jobs} workers", []).append(newstally(warcs, jobs))
            if options.peers:
                taken.setdefault("news-please", []).append(news_please(warcs, options.peers))
            if sites:
                taken.setdefault("Fundus", []).append(fundus(of_sites, options.peers))
    return taken


def show(taken: dict[str, list[Taken]]) -> None:
    """Print the ways side by side."""
    print(f"{'':>22} articles  seconds  articles/s  processor s  ms/article  whole cores")
    for way, runs in taken.items():
        seconds = statistics.median(run.seconds for run in runs)
        processor = statistics.median(run.processor for run in runs)
        articles = runs[0].articles
        print(
            f"{way:>22} {articles:>8} {seconds:>8.1f} {articles / seconds:>11.1f} {processor:>12.1f}"
            f" {processor / max(articles, 1) * 1000:>11.1f} {processor / seconds:>12.2f}"
        )
    one, two = (
        statistics.median(run.seconds for run in taken[f"newstally, {jobs} workers"]) for jobs in (1, 2)
    )
    print(f"2 workers are {one / two:.2f} times as fast as 1")


if __name__ == "__main__":
    sys.exit(main())
