"""How long the page's server takes for each view (time to the last byte) on a large ledger.

    python benchmarks/ledger.py --sightings 100000 --ledger small.duckdb      # synthetic news, written as a crawl writes
    python benchmarks/serve.py --from small.duckdb --ledger large.duckdb      # copied until it has 1,000,000 sightings
    python benchmarks/serve.py --ledger large.duckdb                          # again

The copies are other stories with the same words: each has ids of its own, so tables, indexes and search lists are as
long as those of as many real sightings. Synthetic claims of one question are made to contradict each other. Every view is asked for once before it is timed: the system then has the file
in memory, as it has on a machine where somebody looks. The server keeps the ledger open between requests, no answers. On a busy
machine the processor time of all its processes tells what the clock doesn't.
"""

import argparse
import http.client
import os
import re
import shutil
import statistics
import subprocess
import sys
import time
from pathlib import Path

import duckdb

IDS = {
    "articles": ("article_id", "address", "url", "copy_group", "story_id"),
    "sightings": ("sighting_id", "article_id", "claim_id", "url"),
    "claims": ("claim_id", "first_article", "story_id", "question_id"),
    "comparisons": ("claim_id", "other_id"),
    "pages": ("page_id", "address", "url", "article_id"),
}
"""Columns by which the rows of a copy differ from those that they are copies of."""


def enlarge(small: Path, large: Path, wanted: int) -> None:
    """Copy a ledger's rows until it has as many sightings as wanted."""
    shutil.copyfile(small, large)
    with duckdb.connect(str(large)) as connection:
        row = connection.execute("SELECT count(*) FROM sightings").fetchone()
        times = max(1, round(wanted / row[0]))
        for number in range(1, times):
            for table, ids in IDS.items():
                other = ", ".join(f"{name} || '~{number}' AS {name}" for name in ids)
                extra = f", text_key + {number} AS text_key" if table == "sightings" else ""
                connection.execute(
                    f"""INSERT INTO {table} BY NAME SELECT * REPLACE ({other}{extra}) FROM {table}
                    WHERE NOT contains({ids[0]}, '~')"""
                )
        connection.execute(
            f"""INSERT INTO search_words SELECT word, text_key + number FROM search_words, range(1, {times}) r(number)"""
        )
        compare(connection)
        connection.execute("CHECKPOINT")


def compare(connection: duckdb.DuckDBPyConnection) -> None:
    """Have the claims of each question contradict their neighbours, where the synthetic news compares none."""
    connection.execute(
        """INSERT INTO comparisons BY NAME
        SELECT claim_id, other_id, 'disagree' AS relation, 1 AS gap, 0.5 AS gap_share, 0.9 AS likeness,
            0.5 + 0.4 * (hash(claim_id) % 100) / 100 AS strength, 'both measured' AS reason, true AS shown, 1 AS place,
            first_seen
        FROM (
            SELECT claim_id, first_seen, lead(claim_id) OVER (PARTITION BY question_id ORDER BY first_seen) AS other_id
            FROM claims
        )
        WHERE other_id IS NOT NULL AND NOT EXISTS (FROM comparisons)"""
    )


def views(ledger: Path) -> list[str]:
    """Return the address of each view, with ids that lead to much."""
    with duckdb.connect(str(ledger), read_only=True) as connection:

        def one(query: str) -> str:
            row = connection.execute(query).fetchone()
            return str(row[0]) if row else ""

        question = one("SELECT question_id FROM claims GROUP BY 1 ORDER BY count(*) DESC, 1 LIMIT 1")
        claim = one("SELECT claim_id FROM claims ORDER BY sightings DESC, claim_id LIMIT 1")
        story = one("SELECT story_id FROM articles GROUP BY 1 ORDER BY count(*) DESC, 1 LIMIT 1")
        source = one(
            "SELECT source_id FROM sightings WHERE source_id IS NOT NULL GROUP BY 1 ORDER BY count(*) DESC LIMIT 1"
        )
        article = one("SELECT article_id FROM articles ORDER BY article_id LIMIT 1")
        words = one("SELECT subject FROM claims WHERE subject IS NOT NULL ORDER BY claim_id LIMIT 1")
    quoted = re.sub(r"\W+", "+", words)
    return [
        "/",
        f"/search?q={quoted}",
        "/questions",
        f"/questions?q={quoted}",
        f"/questions/{question}",
        f"/stories/{story}",
        f"/claims/{claim}",
        f"/articles/{article}",
        "/disagreements",
        "/disagreements?order=new",
        "/revisions",
        "/sources",
        f"/sources/{source.replace(' ', '%20')}",
        "/outlets",
        "/sql",
    ]


def processor_time(process: int) -> float:
    """Return the seconds of processor time that a process and all its children, also those that ended, have used."""
    fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    used = sum(map(int, fields[11:15])) / os.sysconf("SC_CLK_TCK")
    children = [
        child
        for task in Path(f"/proc/{process}/task").glob("*/children")
        for child in task.read_text().split()
    ]
    return used + sum(processor_time(int(child)) for child in children)


def seconds(port: int, path: str) -> tuple[float, int]:
    """Return how long a view takes, and its status."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    started = time.perf_counter()
    connection.request("GET", path)
    answer = connection.getresponse()
    answer.read()
    taken = time.perf_counter() - started
    connection.close()
    return taken, answer.status


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "--ledger", type=Path, required=True, help="the large ledger; made of --from if it isn't there"
    )
    parser.add_argument("--from", dest="small", type=Path, help="a ledger of benchmarks/ledger.py")
    parser.add_argument("--sightings", type=int, default=1_000_000)
    parser.add_argument("--times", type=int, default=5)
    options = parser.parse_args()
    if not options.ledger.exists():
        enlarge(options.small, options.ledger, options.sightings)
    asked = views(options.ledger)
    command = [sys.executable, "-m", "newstally", "serve", "--ledger", str(options.ledger), "--port", "0"]
    server = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
    try:
        port = int(re.search(r"127\.0\.0\.1:(\d+)", server.stderr.readline())[1])
        print(f"{'median ms':>10} {'best ms':>8} {'CPU ms':>7} {'status':>7}  view")
        for path in asked:
            seconds(port, path)
            used = processor_time(server.pid)
            taken = [seconds(port, path) for _ in range(options.times)]
            used = 1000 * (processor_time(server.pid) - used) / options.times
            times = [1000 * one for one, _ in taken]
            print(
                f"{statistics.median(times):>10.0f} {min(times):>8.0f} {used:>7.0f} {taken[0][1]:>7}  {path[:80]}",
                flush=True,
            )
    finally:
        server.terminate()
        server.wait()


if __name__ == "__main__":
    main()
