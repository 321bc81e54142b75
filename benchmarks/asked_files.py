"""Whether a question in SQL, whatever it is, has any file opened but the ledger: watched from outside, by strace.

    python benchmarks/asked_files.py                        # 10,000 made-up statements
    python benchmarks/asked_files.py --statements 1000 --seed 7

Statements are put together from the pieces of ``tests/fuzz`` and from templates that name files, folders, addresses and
libraries. One process goes through admission and runs what is admitted, closed off as every asked process is; strace logs
each file that it opens, creates, links, renames or removes. Ends with exit code 1 if there is one but the ledger.
"""

import argparse
import os
import random
import re
import subprocess
import sys
import tempfile
import threading
from collections import Counter
from pathlib import Path

os.environ.setdefault("OMP_NUM_THREADS", "1")
ROOT = Path(__file__).resolve().parent.parent
sys.path[0] = str(ROOT)

import duckdb  # noqa: E402

from newstally.pipeline.ledger.admission import admit, require_query  # noqa: E402
from newstally.pipeline.ledger.asked_process import _close_off  # noqa: E402
from newstally.pipeline.ledger.errors import LedgerError  # noqa: E402
from newstally.pipeline.ledger.store import reading, writing  # noqa: E402
from tests.fuzz.seeds import SQL, STATEMENTS  # noqa: E402

BEGIN = "/nowhere/the-questions-begin"
SECONDS = 0.5
CALLS = "open,openat,openat2,creat,rename,renameat,renameat2,unlink,unlinkat,link,linkat,symlink,symlinkat,mkdir,mkdirat,execve,connect,truncate"
BAIT = (
    "SELECT * FROM read_text('{bait}')",
    "FROM '{bait}'",
    "FROM read_csv('{bait}')",
    "FROM read_parquet('{bait}')",
    "FROM read_json_auto('{bait}')",
    "FROM read_blob('{bait}')",
    "FROM glob('{folder}/*')",
    "IMPORT DATABASE '{folder}'",
    "EXPLAIN IMPORT DATABASE '{folder}'",
    "COPY claims TO '{folder}/out.csv'",
    "COPY claims FROM '{bait}'",
    "EXPORT DATABASE '{folder}'",
    "ATTACH '{folder}/x.duckdb' AS x",
    "LOAD '{folder}/x.so'",
    "INSTALL httpfs",
    "SELECT getenv('HOME')",
    "FROM sniff_csv('{bait}')",
    "FROM parquet_metadata('{bait}')",
    "FROM 'http://127.0.0.1:9/x.csv'",
    "WITH a AS (FROM '{bait}') FROM a",
    "SELECT (SELECT content FROM read_text('{bait}'))",
    "PIVOT (FROM '{bait}') ON a",
    "DESCRIBE FROM '{bait}'",
    "SUMMARIZE '{bait}'",
    "EXPLAIN ANALYZE FROM '{bait}'",
    "FROM query('FROM ''{bait}''')",
    "FROM query_table('{bait}')",
    "FROM duckdb_logs()",
    "FROM pragma_version()",
    "FROM duckdb_secrets()",
    "SELECT * FROM read_duckdb('{folder}/x.duckdb')",
    "VALUES ((FROM read_text('{bait}')))",
    "/* /* */ SELECT */ IMPORT DATABASE '{folder}'",
    "-- a\rIMPORT DATABASE '{folder}'\nSELECT 1",
    "PIVOT_WIDER (FROM read_csv('{bait}')) ON column0 USING count(*)",
    "UNPIVOT (FROM '{bait}') ON COLUMNS(*)",
    "FROM read_ndjson_objects('{bait}')",
    "FROM read_csv(['{bait}', '{folder}/load.sql'])",
    "FROM parquet_scan('{folder}/*.parquet')",
    "FROM parquet_kv_metadata('{bait}')",
    "FROM arrow_scan('{bait}')",
    "COPY (SELECT 1) TO '/dev/stdout'",
    "COPY FROM DATABASE memory TO other",
    "FROM (COPY claims TO '{bait}')",
    "ATTACH ':memory:' AS other",
    "ATTACH IF NOT EXISTS '{folder}/x.sqlite' (TYPE sqlite)",
    "FORCE INSTALL '{folder}/x.so'",
    "PRAGMA import_database('{folder}')",
    "PRAGMA enable_profiling; SET profiling_output = '{folder}/profile'",
    "PRAGMA database_list",
    "SET temp_directory = '{folder}/spilt'",
    "EXPLAIN ANALYZE SELECT * FROM range(3000000) ORDER BY hash(range)",
    "CREATE SECRET (TYPE s3)",
    "USE other",
    "CHECKPOINT",
    "FROM which_secret('{bait}', 'file')",
    "SELECT * FROM pg_read_file('{bait}')",
    "FROM duckdb_extensions()",
    "SELECT content FROM query('FROM read_text(''{bait}'')')",
    "FROM ducklake_snapshots('{folder}/x.ducklake')",
    "FROM sqlite_scan('{folder}/x.sqlite', 't')",
    "FROM iceberg_scan('{folder}')",
    "FROM delta_scan('{folder}')",
    "FROM st_read('{bait}')",
    "FROM read_xlsx('{folder}/x.xlsx')",
    "SHOW TABLES FROM '{bait}'",
    "DESCRIBE '{bait}'",
    "TABLE '{bait}'",
    "WITH a AS MATERIALIZED (FROM '{folder}/*.csv') TABLE a",
)


def statements(number: int, chance: random.Random, folder: str) -> list[str]:
    """Return made-up statements: templates, pieces of SQL, and sound statements with pieces put in."""
    made = []
    for _ in range(number):
        bait = chance.choice(BAIT).replace("{bait}", f"{folder}/schema.sql").replace("{folder}", folder)
        pieces = [chance.choice(SQL).decode("utf-8", "replace") for _ in range(chance.randrange(12))]
        kind = chance.randrange(4)
        if kind == 0:
            made.append(bait)
        elif kind == 1:
            made.append("".join(pieces))
        elif kind == 2:
            whole = chance.choice([bait, *(one.decode() for one in STATEMENTS)])
            at = chance.randrange(len(whole) + 1)
            made.append(whole[:at] + "".join(pieces[:3]) + whole[at:])
        else:
            made.append("".join(pieces[:4]) + bait)
    return made


def ask_them(ledger: Path, number: int, seed: int) -> None:
    """Ask all statements; this is what strace watches. Prints what became of them."""
    outcomes: Counter[str] = Counter()
    made = statements(number, random.Random(seed), str(ledger.parent / "elsewhere"))
    with reading(ledger) as connection:
        _close_off(connection, "500MB", 1)
        connection.execute("SELECT count(*) FROM claims").fetchall()
        _mark()
        for statement in made:
            outcomes[_ask(connection, statement)] += 1
        _mark()
    (ledger.parent / "elsewhere" / "schema.sql").read_bytes()  # which the watcher must notice
    print(dict(outcomes))


def _mark() -> None:
    """Leave a mark in strace's log."""
    try:
        os.open(BEGIN, os.O_RDONLY)
    except OSError:
        return


def _ask(connection: duckdb.DuckDBPyConnection, statement: str) -> str:
    timer = threading.Timer(SECONDS, connection.interrupt)
    timer.start()
    try:
        admitted = admit(statement)
        require_query(connection, admitted)
        connection.execute(admitted).fetchmany(100)
        return "answered"
    except LedgerError:
        return "not admitted"
    except (duckdb.Error, MemoryError):
        return "admitted, then an error"
    finally:
        timer.cancel()


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--statements", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--ask", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.ask:
        ask_them(options.ask, options.statements, options.seed)
        return 0
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        with writing(folder / "ledger.duckdb"):
            pass
        (folder / "elsewhere").mkdir()
        (folder / "elsewhere" / "schema.sql").write_text("sesame opens;\n", encoding="utf-8")
        (folder / "elsewhere" / "load.sql").write_text("", encoding="utf-8")
        log = folder / "strace.log"
        command = [
            *["strace", "-f", "-qq", "-o", str(log), "-e", f"trace={CALLS}", sys.executable, __file__],
            *["--ask", str(folder / "ledger.duckdb")],
            *["--statements", str(options.statements), "--seed", str(options.seed)],
        ]
        done = subprocess.run(command, capture_output=True, text=True, cwd=ROOT, check=False)
        if done.returncode:
            raise SystemExit(f"ended with {done.returncode}: {done.stderr[-2000:]}")
        watched = log.read_text(encoding="utf-8", errors="replace")
    parts = watched.split(f'"{BEGIN}"')
    if len(parts) != 3 or "schema.sql" not in parts[2]:
        raise SystemExit("the watcher saw nothing: a file that was opened on purpose is not in its log")
    calls = [line for line in parts[1].splitlines()[1:-1] if re.search(r"\w+\(", line)]
    others = [
        line for line in calls if "ledger.duckdb" not in line and BEGIN not in line and "resumed" not in line
    ]
    print(f"{options.statements:,} statements: {done.stdout.strip()}")
    print(
        f"{len(calls)} calls that name files while they were asked, {len(others)} of them another file than the ledger"
    )
    for line in others[:20]:
        print("   ", line)
    return 1 if others else 0


if __name__ == "__main__":
    sys.exit(main())
