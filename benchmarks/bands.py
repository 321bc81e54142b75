"""The index of copies (table ``signature_bands``) at a size that no other benchmark reaches: bytes, and what a batch costs.

    python benchmarks/bands.py                        # 1,000,000 texts: some minutes, 3 GB of disk
    python benchmarks/bands.py --texts 100000 --batches 500 2000
    python benchmarks/bands.py --shards 8             # and all texts against each other: one of 8 shards, as bulk --shards

The texts are made up by their bands alone, which are as good as random in texts that have nothing in common; one in a
hundred texts of a batch shares some with a text that is there. Printed is the processor time by which the ledger's own
query (``copy_groups.MEETING``) finds the pairs that meet in a band, or a shard its own (``shards.copies.meeting``).
"""

import argparse
import sys
import tempfile
import time
from pathlib import Path

import duckdb

sys.path[0] = str(Path(__file__).resolve().parent.parent)

from newstally.pipeline.ledger.copies import BAND_BITS, BANDS  # noqa: E402
from newstally.pipeline.ledger.copy_groups import MEETING  # noqa: E402
from newstally.pipeline.shards.copies import meeting  # noqa: E402
from newstally.pipeline.shards.exchange import Exchange, do_step, shard_of  # noqa: E402

AT_A_TIME = 100_000

MADE = """
SELECT (hash(text * 256 + band) % {values})::BIGINT AS band, (hash(text) >> 1)::BIGINT AS signature_id
FROM (SELECT unnest(range({first}, {last})) AS text), (SELECT unnest(range({bands})) AS band)
"""


def made(first: int, last: int, bands: int = BANDS) -> str:
    """Return the SQL of the bands of texts by number."""
    return MADE.format(first=first, last=last, bands=bands, values=2**BAND_BITS)


def fill(connection: duckdb.DuckDBPyConnection, texts: int) -> None:
    connection.execute("CREATE TABLE signature_bands (band BIGINT NOT NULL, signature_id BIGINT NOT NULL)")
    for first in range(0, texts, AT_A_TIME):
        last = min(first + AT_A_TIME, texts)
        connection.execute(f"INSERT INTO signature_bands FROM ({made(first, last)}) ORDER BY signature_id")
    connection.execute("CHECKPOINT")


def batch(connection: duckdb.DuckDBPyConnection, texts: int, pages: int) -> tuple[int, float]:
    """Return how many pairs a batch of new texts meets, and the processor seconds that finding them takes."""
    new, like = made(texts, texts + pages), made(0, pages // 100, BANDS // 8)
    connection.execute(
        f"CREATE OR REPLACE TEMP TABLE new_bands AS {new} UNION ALL SELECT band, signature_id + 1 FROM ({like})"
    )
    began = time.process_time()
    pairs = connection.execute(MEETING).fetchall()
    return len(pairs), time.process_time() - began


def shard(folder: Path, texts: int, shards: int) -> None:
    """Print what one of so many shards takes to find all pairs that meet in its bands."""
    exchange = Exchange(folder, shards)
    place = folder / "rows" / "0"
    (place / "bands" / "shard=0").mkdir(parents=True)
    with duckdb.connect() as connection:
        for first in range(0, texts, AT_A_TIME):
            rows = made(first, min(first + AT_A_TIME, texts))
            connection.execute(
                f"""COPY (FROM ({rows}) WHERE {shard_of("band", shards)} = 0)
                TO '{place}/bands/shard=0/{first}.parquet' (FORMAT parquet, COMPRESSION zstd)"""
            )
        connection.execute(f"COPY (FROM ({made(0, 1)}) LIMIT 0) TO '{place}/bands.columns' (FORMAT parquet)")
    size = sum(path.stat().st_size for path in place.rglob("*.parquet"))
    began = time.process_time()
    do_step(exchange, "meeting", 0, meeting)
    spent = time.process_time() - began
    pairs = duckdb.sql(
        f"SELECT count(*) FROM read_parquet('{folder}/meeting/0/pairs/*/*.parquet')"
    ).fetchall()[0][0]
    print(
        f"all against each other, one of {shards} shards: {size / 1e6:,.0f} MB in, {pairs:,} pairs, {spent:.1f} s, "
        f"{spent * shards / texts * 1000:.3f} ms a text in all shards"
    )


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--texts", type=int, default=1_000_000)
    parser.add_argument("--batches", type=int, nargs="+", default=[500, 1000, 5000])
    parser.add_argument("--shards", type=int)
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
        if options.shards:
            path.unlink()
            shard(Path(folder) / "exchange", options.texts, options.shards)
    return 0


if __name__ == "__main__":
    sys.exit(main())
