"""One large WARC file with all that goes wrong in one: what ``newstally bulk`` reads of it, and what it tells of the rest.

    python benchmarks/hostile_warc.py                    # 1 GB: some minutes
    python benchmarks/hostile_warc.py --mb 100 --page-seconds 10

Among films that nobody reads stand pages of news; a record that unpacks to 4 GB; a page of 60 MB; one of half a million
sentences; a record whose bytes are spoilt; and the file ends in the middle of a record. Ends with exit code 1 unless all
good pages are in the ledger, and the records that can't be read are told with their offsets.
"""

import argparse
import gzip
import io
import os
import random
import sys
import tempfile
import time
import zlib
from contextlib import closing
from datetime import datetime
from pathlib import Path

os.environ.setdefault("OMP_NUM_THREADS", "1")
sys.path[0] = str(Path(__file__).resolve().parent.parent)

from benchmarks.common_crawl import Fetched, write_warc  # noqa: E402
from benchmarks.killing.bulk import page  # noqa: E402
from newstally.pipeline.bulk.file_task import Limits  # noqa: E402
from newstally.pipeline.bulk.run import Options, run_bulk  # noqa: E402
from newstally.pipeline.bulk.workers import LocalWorkers  # noqa: E402
from newstally.pipeline.configuration import load_configuration  # noqa: E402
from newstally.pipeline.ledger.store import reading  # noqa: E402

FILM = 8_000_000
SENTENCE = b"<p>Police said that %d people were killed on Tuesday when the river rose in the town of Ferromont.</p>\n"
HTML = b"<html lang='en'><head><title>Flood</title></head><body><article><h1>Flood</h1>%s</article></body></html>"


def unpacking_to(size: int) -> bytes:
    """Return a gzip stream of spaces of so many bytes."""
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    packed = io.BytesIO()
    for _ in range(size // 10_000_000):
        packed.write(packer.compress(b" " * 10_000_000))
    return packed.getvalue() + packer.flush()


def bad_pages() -> list[Fetched]:
    long = HTML % b"".join(SENTENCE % number for number in range(500_000))
    large = HTML % (b"<div>" * 200_000 + b"<p>Nobody came to the mill on Monday.</p>" * 1_400_000)
    return [Fetched("https://bad.example/long", long), Fetched("https://bad.example/large", large)]


def make(path: Path, size: int, pages: int) -> None:
    """Write the file: records in gzip members, of which one is a bomb, one is spoilt and the last is torn."""
    chance = random.Random(1)
    part = path.with_suffix(".part")
    bad = bad_pages()
    with path.open("wb") as whole:
        for number in range(pages):
            answers = [
                page(number),
                Fetched(f"https://film.example/{number}", chance.randbytes(FILM), media_type="video/mp4"),
            ]
            answers += [bad.pop()] if bad and number % 7 == 3 else []
            write_warc(part, answers if whole.tell() < size else answers[:1], begun=datetime(2026, 2, 26))
            whole.write(part.read_bytes())
            if number == 5:
                whole.write(unpacking_to(4_000_000_000))
            if number == 8:
                spoilt = bytearray(
                    gzip.compress(b"WARC/1.0\r\nWARC-Type: response\r\n" + chance.randbytes(5000))
                )
                spoilt[1000:1200] = bytes(200)
                whole.write(spoilt)
        write_warc(part, [page(pages)], begun=datetime(2026, 2, 26))
        whole.write(part.read_bytes()[:-200])
    part.unlink()


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--mb", type=int, default=1000)
    parser.add_argument("--page-seconds", type=float, default=60.0)
    options = parser.parse_args()
    pages = max(40, options.mb * 1_000_000 // FILM)
    problems: list[str] = []
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "newstally.toml").write_text('contact = "benchmark@example.org"\n', encoding="utf-8")
        path = folder / "hostile.warc.gz"
        make(path, options.mb * 1_000_000, pages)
        print(f"{path.stat().st_size / 1e6:,.0f} MB, {pages} pages of news", flush=True)
        began = time.monotonic()
        with closing(LocalWorkers(1)) as workers:
            report = run_bulk(
                load_configuration(folder / "newstally.toml"),
                [str(path)],
                workers,
                Options(folder / "bulk", limits=Limits(page_seconds=options.page_seconds)),
                on_problem=problems.append,
            )
        with reading(folder / "ledger.duckdb") as connection:
            row = connection.execute(
                "SELECT count(*) FROM articles WHERE url NOT LIKE '%bad.example%'"
            ).fetchone()
    good = row[0] if row else 0
    print(
        f"{good} of {pages} pages in the ledger, {report.done} file done, in {time.monotonic() - began:.0f} s; told:"
    )
    for problem in problems:
        print(f"  {problem[:150]}")
    told_at_offsets = all(problem.startswith("hostile.warc.gz@") for problem in problems)
    return 0 if good == pages and report.done == 1 and problems and told_at_offsets else 1


if __name__ == "__main__":
    sys.exit(main())
