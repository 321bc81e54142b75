"""Whether the ledger loses or doubles anything when ingest and rebuild are killed (SIGKILL) at random moments.

    python benchmarks/kills.py                     # 25 ingests and 25 rebuilds, with one and two jobs: some ten minutes
    python benchmarks/kills.py --kills 100 --seed 7

After each kill the next run must leave a ledger that equals that of an undisturbed run, row for row in every table but
``runs``, and no file of the killed run. Between the two, whatever is there must be readable. Ends with exit code 1 if
anything differs.
"""

import argparse
import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from datetime import date, timedelta
from pathlib import Path

sys.path[0] = str(Path(__file__).resolve().parent.parent)

from newstally.pipeline.ledger.doctor import examine  # noqa: E402
from newstally.pipeline.ledger.store import reading  # noqa: E402

ARTICLES = 60
PATIENCE = 20.0
"""Seconds after which workers must have ended whose program was killed."""
LIVE_ON = "killed alone; its workers live on"
COMMAND = [sys.executable, "-c", "from newstally.pipeline.cli import main; main()"]
PLACES = ["Tamborel", "Galmond", "Orudo", "Vellin", "Kestrow", "Ambry"]
PERSONS = ["Ana Belmonte", "Tomas Ruhl", "Ines Karvel", "Police"]

Contents = dict[str, list[str]]


def article(number: int, chance: random.Random) -> dict[str, object]:
    """Return one short article; every fifth repeats the words of an earlier one under another address."""
    told = random.Random(number // 5 if number % 5 == 0 else number + 1000)
    place, person = told.choice(PLACES), told.choice(PERSONS)
    released, held, day = told.randrange(200, 900), told.randrange(10, 99), told.randrange(28)
    text = (
        f"{person} said on Tuesday that {released} people had been released in {place} since January. "
        f"Of those, {held} were women. The council of {place} counted only {released - held} releases and said "
        f"that {held + 3} people were still held at the old mill. "
        f"Repairs of the harbour would cost $ {told.randrange(2, 90)} million, {told.choice(PERSONS)} said."
    )
    moment = date(2026, 2, 1) + timedelta(days=day)
    return {
        "id": str(number),
        "url": f"https://paper{chance.randrange(9)}.example/{number}",
        "title": f"{released} released in {place}",
        "text": text,
        "published_at": moment.isoformat(),
    }


def prepare(folder: Path, seed: int) -> None:
    chance = random.Random(seed)
    folder.mkdir()
    (folder / "newstally.toml").write_text('contact = "desk@example.org"\n', encoding="utf-8")
    rows = [json.dumps(article(number, chance)) for number in range(ARTICLES)]
    file = folder / "news.jsonl"
    file.write_text("\n".join(rows), encoding="utf-8")
    os.utime(file, (1_770_000_000, 1_770_000_000))


def start(folder: Path, command: list[str]) -> "subprocess.Popen[bytes]":
    """Start the program in a session of its own, with whatever processes it starts."""
    root = str(Path(__file__).resolve().parent.parent)
    return subprocess.Popen(
        [*COMMAND, *command],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": root},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        start_new_session=True,
    )


def finish(folder: Path, command: list[str]) -> float:
    """Run the program to its end and return the seconds it took. Ends the benchmark if it fails."""
    started = time.monotonic()
    process = start(folder, command)
    _, said = process.communicate()
    if process.returncode:
        sys.exit(f"{' '.join(command)} failed: {said.decode(errors='replace')}")
    return time.monotonic() - started


def kill_after(folder: Path, command: list[str], seconds: float, whole: bool) -> str:
    """Kill the program after some seconds, with its workers or alone, and return what became of it."""
    process = start(folder, command)
    try:
        process.wait(seconds)
    except subprocess.TimeoutExpired:
        if whole:
            os.killpg(process.pid, signal.SIGKILL)
        else:
            process.kill()
        try:
            process.communicate(timeout=PATIENCE)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            return LIVE_ON
        return "killed with its workers" if whole else "killed alone"
    process.communicate()
    return "had ended"


def contents(ledger: Path) -> Contents:
    """Return every row of every table but ``runs``, which tell when and by whom; nothing where there is no ledger."""
    if not ledger.exists():
        return {}
    with reading(ledger) as connection:
        tables = connection.execute("SELECT table_name FROM duckdb_tables() WHERE NOT internal").fetchall()
        return {
            table: sorted(map(str, connection.execute(f"FROM {table}").fetchall()))
            for (table,) in tables
            if table != "runs"
        }


def faults(folder: Path, expected: Contents, *, rebuilt: bool) -> list[str]:
    """Return what is wrong with the ledger of a folder after the run that followed a kill.

    What a killed rebuild had made is removed by the next rebuild.
    """
    found = contents(folder / "ledger.duckdb")
    wrong = [
        f"{table}: {len(set(rows) ^ set(found.get(table, [])))} rows differ"
        for table, rows in expected.items()
        if rows != found.get(table)
    ]
    wrong += [f"doctor: {finding.check}" for finding in examine(folder / "ledger.duckdb") if finding.broken]
    for path in folder.iterdir():
        of_rebuild = ".rebuilding" in path.name and not rebuilt
        if (
            path.is_file()
            and not of_rebuild
            and not path.name.endswith((".lock", ".jsonl", ".toml", ".duckdb"))
        ):
            wrong.append(f"left behind: {path.name}")
    return wrong


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--kills", type=int, default=50)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    chance = random.Random(options.seed)
    ingest, rebuild = ["ingest", "--batch", "4", "news.jsonl"], ["rebuild"]
    bad = at_work = 0
    with tempfile.TemporaryDirectory() as scratch:
        undisturbed = Path(scratch) / "undisturbed"
        prepare(undisturbed, options.seed)
        ingesting = finish(undisturbed, ingest)
        expected = contents(undisturbed / "ledger.duckdb")
        rebuilding = finish(undisturbed, [*rebuild, "--jobs", "1"])
        print(f"undisturbed: ingest {ingesting:.1f} s, rebuild {rebuilding:.1f} s", flush=True)
        print("   ", {table: len(rows) for table, rows in expected.items()}, flush=True)
        print(f"    rebuilt: {faults(undisturbed, expected, rebuilt=True) or 'the same'}", flush=True)
        for number in range(options.kills):
            jobs = ["--jobs", str(chance.choice([1, 1, 2]))]
            whole = chance.random() < 0.7
            if number % 2 == 0:
                folder, command = Path(scratch) / f"ingest{number}", [*ingest, *jobs]
                prepare(folder, options.seed)
                usual = ingesting
            else:
                folder, command = undisturbed, [*rebuild, *jobs]
                usual = rebuilding
            moment = usual * chance.uniform(0.25, 1.05)
            became = kill_after(folder, command, moment, whole)
            at_work += became != "had ended"
            contents(folder / "ledger.duckdb")
            # What comes after a killed rebuild is at times another, at times an ingest.
            after = [*rebuild, "--jobs", "1"] if number % 4 == 1 else ingest
            finish(folder, after)
            wrong = faults(folder, expected, rebuilt=after is not ingest) + [became] * (became == LIVE_ON)
            bad += bool(wrong)
            print(
                f"{number + 1:>4} {' '.join(command)} after {moment:.2f} s {became}: {wrong or 'the same'}",
                flush=True,
            )
    print(f"{options.kills} kills, {at_work} while at work, {bad} that the next run did not make good")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
