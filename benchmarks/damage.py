"""Whether ``newstally doctor --deep`` notices 512 damaged bytes, wherever they are.

    python benchmarks/damage.py                    # 20 places of each file, three kinds of damage in turn
    python benchmarks/damage.py --places 100 --seed 7 --only ledger.duckdb

Crawls a site on loopback twice and takes it in; then spoils one place after the other of each file (ledger, WARC files,
indexes, crawler's state) in a copy: with random bytes, with zeros, by one flipped bit in each byte. A damage counts as
found if a check is broken or the examination ends with a message. Ends with exit code 1 if one is not found.
"""

import argparse
import os
import random
import shutil
import sqlite3
import sys
import tempfile
from collections import Counter
from contextlib import closing
from pathlib import Path

os.environ.setdefault("OMP_NUM_THREADS", "1")
sys.path[0] = str(Path(__file__).resolve().parent.parent)

from benchmarks.killing.crawling import Gazette  # noqa: E402
from benchmarks.killing.killed import finish_command  # noqa: E402
from benchmarks.killing.news import prepare  # noqa: E402
from newstally.pipeline.configuration import load_configuration  # noqa: E402
from newstally.pipeline.doctor import examine_deeply  # noqa: E402
from newstally.pipeline.ledger.errors import LedgerError  # noqa: E402
from tests.crawler.commands import configure  # noqa: E402

BYTES = 512
KINDS = ("random bytes", "zeros", "flipped bits")
KEPT = (".duckdb", ".warc.gz", ".cdxj", ".sqlite", ".jsonl")


def spoil(path: Path, at: int, kind: str, chance: random.Random) -> None:
    """Damage a file in place."""
    with path.open("r+b") as file:
        file.seek(at)
        former = file.read(BYTES)
        spoilt = {
            "random bytes": chance.randbytes(len(former)),
            "zeros": bytes(len(former)),
            "flipped bits": bytes(byte ^ 1 << chance.randrange(8) for byte in former),
        }[kind]
        file.seek(at)
        file.write(spoilt)


def verdict(folder: Path) -> str:
    """Return by what the damage in a folder was found, "not found" if it wasn't. A crash counts as not found."""
    source, target = os.pipe()
    number = os.fork()
    if number == 0:
        os.close(source)
        said = "not found"
        try:
            for finding in examine_deeply(load_configuration(folder / "newstally.toml")):
                if finding.broken:
                    said = finding.check
                    break
        except LedgerError as error:
            said = f"message: {str(error).replace(str(folder), '')[:100]}"
        except BaseException as error:
            said = f"not found, but {type(error).__name__}: {error}"
        os.write(target, said.encode()[:300])
        os._exit(0)
    os.close(target)
    with os.fdopen(source, "rb") as stream:
        said = stream.read().decode("utf-8", "replace")
    code = os.waitstatus_to_exitcode(os.waitpid(number, 0)[1])
    return said or f"not found: ended with {code}"


def holds_the_same(one: Path, other: Path) -> bool:
    """Whether two SQLite files hold the same rows: what was damaged belongs to none of them."""
    with (
        closing(sqlite3.connect(f"file:{one}?mode=ro", uri=True)) as first,
        closing(sqlite3.connect(f"file:{other}?mode=ro", uri=True)) as second,
    ):
        return list(first.iterdump()) == list(second.iterdump())


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--places", type=int, default=20)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", nargs="+", default=[], help="names of files, or parts of them")
    options = parser.parse_args()
    chance = random.Random(options.seed)
    tally: dict[str, Counter[str]] = {}
    with tempfile.TemporaryDirectory() as scratch:
        whole = Path(scratch) / "whole"
        prepare(whole, 2, 4)
        site = Gazette()
        configure(whole, site)  # type: ignore[arg-type]
        for command in (["crawl", "--now"], ["crawl", "--now"], ["ingest", "news0.jsonl", "news1.jsonl"]):
            finish_command(whole, command)
        if (found := verdict(whole)) != "not found":
            raise SystemExit(f"undisturbed: {found}")
        files = [
            path for path in sorted(whole.rglob("*")) if path.name.endswith(KEPT) and path.stem[:4] != "news"
        ]
        files += [path for path in sorted(whole.rglob("newstally-*")) if path not in files]
        for path in files:
            inside = path.relative_to(whole)
            if options.only and not any(name in str(inside) for name in options.only):
                continue
            counted = tally.setdefault(str(inside), Counter())
            for place in range(options.places):
                spoilt = Path(scratch) / "spoilt"
                shutil.copytree(whole, spoilt)
                at = chance.randrange(max(1, path.stat().st_size - BYTES))
                kind = KINDS[place % len(KINDS)]
                spoil(spoilt / inside, at, kind, chance)
                if (spoilt / inside).read_bytes() == path.read_bytes():
                    said = "nothing was changed"  # zeros over zeros
                else:
                    said = verdict(spoilt)
                if said == "not found" and path.suffix == ".sqlite" and holds_the_same(path, spoilt / inside):
                    said = "harmless: unallocated, every row is the same"
                counted[said] += 1
                if said.startswith("not found"):
                    print(f"{inside} at {at:,}, {kind}: {said}", flush=True)
                shutil.rmtree(spoilt)
            print(f"{inside} ({path.stat().st_size:,} bytes)", flush=True)
            for said, number in counted.most_common():
                print(f"    {number:>4} {said}", flush=True)
    missed = sum(
        n for counted in tally.values() for said, n in counted.items() if said.startswith("not found")
    )
    print(f"{sum(map(Counter.total, tally.values()))} damages, {missed} not found")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
