"""The index of copies (table ``signature_bands``) at a size that no other benchmark reaches: bytes, and what a batch costs.

    python benchmarks/bands.py                        # 1,000,000 texts: some minutes, 3 GB of disk
    python benchmarks/bands.py --texts 100000 --batches 500 2000

The texts are made up by their bands alone, which are as good as random in texts that have nothing in common; one in a
hundred texts of a batch shares some with a text that is there. Printed is the processor time by which the ledger's own
query (``copy_groups.MEETING``) finds the pairs that meet in a band.
"""

import argparse
import sys
import tempfile
import time
from pathlib import Path

import duckdb

sys.path[0] = str(Path(__file__).resolve().parent.parent)

from newstally.pipeline.ledger.copies import BANDS  # noqa: E402
from newstally.pipeline.ledger.copy_groups import MEETING  # noqa: E402

AT_A_TIME = 100_000

MADE = """
SELECT ((hash(text * 256 + band) % 4294967296)::BIGINT - 2147483648)::INTEGER AS band, (hash(text) >> 1)::BIGINT AS signature_id
FROM (SELECT unnest(range({first}, {last})) AS text), (SELECT unnest(range({bands})) AS band)
"""


def fill(connection: duckdb.DuckDBPyConnection, texts: int) -> None:
    connection.execute("CREATE TABLE signature_bands (band INTEGER NOT NULL, signature_id BIGINT NOT NULL)")
    for first in range(0, texts, AT_A_TIME):
        last = min(first + AT_A_TIME, texts)
        connection.execute(f"INSERT INTO signature_bands {MADE.format(first=first, last=last, bands=BANDS)}")
    connection.execute("CHECKPOINT")


def batch(connection: duckdb.DuckDBPyConnection, texts: int, pages: int) -> tuple[int, float]:
    """Return how many pairs a batch of new texts meets, and the processor seconds that finding them takes."""
    new = MADE.format(first=texts, last=texts + pages, bands=BANDS)
    like = MADE.format(first=0, last=pages // 100, bands=BANDS // 8)
    connection.execute(
        f"CREATE OR REPLACE TEMP TABLE new_bands AS {new} UNION ALL SELECT band, signature_id + 1 FROM ({like})"
    )
    began = time.process_time()
    pairs = connection.execute(MEETING).fetchall()
    return len(pairs), time.process_time() - began


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--texts", type=int, default=1_000_000)
    parser.add_argument("--batches", type=int, nargs="+", default=[500, 1000, 5000])
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "bands.duckdb"
        with duckdb.connect(str(path)) as connection:
            began = time.process_time()
            fill(connection, options.texts)
            spent = time.process_time() - began
            print(
                f"{options.texts:,} texts, {BANDS} bands each: {path.stat().st_size / options.texts:,.0f} bytes a text, "
                f"made in {spent:.0f} s"
            )
            for pages in options.batches:
                pairs, seconds = batch(connection, options.texts, pages)
                print(
                    f"{pages:>8,} new texts meet {pairs:,} others: {seconds:.2f} s, {seconds / pages * 1000:.2f} ms each",
                    flush=True,
                )
    return 0


if __name__ == "__main__":
    sys.exit(main())
