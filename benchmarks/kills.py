"""Whether anything is lost or doubled when crawl, intake, rebuild, migration, watches, lake and bulk are killed.

    python benchmarks/kills.py                            # 50 kills: some minutes
    python benchmarks/kills.py --kills 1000 --seed 7
    python benchmarks/kills.py --only crawl migration --kills 100
    python benchmarks/kills.py --only lake catalog       # catalog: a PostgreSQL server, which is killed as well

What is killed, by SIGKILL, is a real process, forked from this one so that it needn't load its modules and models each
time; scenario ``commands`` runs the command line as it is started by hand, with its workers. After each kill whatever is
there must be readable; after one to eight kills in a row the next run must leave a ledger that equals that of an undisturbed run, row
for row in every table but ``runs``, and no file of the killed runs. A page that was delivered five seconds before a kill
must be in the archive. Ends with exit code 1 if anything differs.
"""

import argparse
import os
import random
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path

os.environ.setdefault("OMP_NUM_THREADS", "1")  # a process with one thread can be forked
sys.path[0] = str(Path(__file__).resolve().parent.parent)

from benchmarks.killing.bulk import bulks  # noqa: E402
from benchmarks.killing.crawling import crawls  # noqa: E402
from benchmarks.killing.killed import Kill  # noqa: E402
from benchmarks.killing.lakes import catalogs, lakes  # noqa: E402
from benchmarks.killing.scenarios import commands, intakes, migrations, rebuilds, warm_reader  # noqa: E402
from benchmarks.killing.watching import watchings  # noqa: E402
from newstally.pipeline.intake.pages import PageReader  # noqa: E402

Scenario = Callable[[Path, random.Random, PageReader], Iterator[Kill]]

SCENARIOS: dict[str, tuple[Scenario, int]] = {
    "crawl": (crawls, 25),
    "intake": (intakes, 24),
    "lake": (lakes, 10),
    "catalog": (catalogs, 10),
    "rebuild": (rebuilds, 24),
    "migration": (migrations, 24),
    "watches": (watchings, 8),
    "commands": (commands, 2),
    "bulk": (bulks, 2),
}
"""By name: what is killed, and how large its share of the kills is."""

ON_POSTGRES = ("catalog",)
"""Scenarios that are left out unless asked for: they need PostgreSQL."""


def schedule(kills: int, names: list[str]) -> Iterator[str]:
    """Yield the scenarios' names in turn, each as often as its share."""
    whole = sum(SCENARIOS[name][1] for name in names)
    owed = dict.fromkeys(names, 0.0)
    for _ in range(kills):
        for name in names:
            owed[name] += SCENARIOS[name][1] / whole
        name = max(owed, key=owed.__getitem__)
        owed[name] -= 1
        yield name


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--kills", type=int, default=50)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument(
        "--only",
        nargs="+",
        choices=list(SCENARIOS),
        default=[name for name in SCENARIOS if name not in ON_POSTGRES],
    )
    options = parser.parse_args()
    tally: dict[str, list[Kill]] = defaultdict(list)
    started = time.monotonic()
    with tempfile.TemporaryDirectory() as scratch:
        reader = warm_reader()
        running: dict[str, Iterator[Kill]] = {}
        for number, name in enumerate(schedule(options.kills, options.only), 1):
            if name not in running:
                folder = Path(scratch) / name
                folder.mkdir()
                running[name] = SCENARIOS[name][0](folder, random.Random(options.seed), reader)
            one = next(running[name])
            tally[name].append(one)
            outcome = one.faults or ("the same" if one.verified else "readable")
            print(f"{number:>5} {one.scenario} after {one.seconds:.2f} s {one.became}: {outcome}", flush=True)
    print(f"\n{'':>10} kills  at work  compared  rows lost  rows doubled  faults")
    for name, kills in tally.items():
        at_work, compared = sum(one.at_work for one in kills), sum(one.verified for one in kills)
        lost, doubled = sum(one.lost for one in kills), sum(one.doubled for one in kills)
        faults = sum(bool(one.faults) for one in kills)
        print(f"{name:>10} {len(kills):>5} {at_work:>8} {compared:>9} {lost:>10} {doubled:>13} {faults:>7}")
    bad = sum(bool(one.faults) for kills in tally.values() for one in kills)
    print(f"{options.kills} kills in {time.monotonic() - started:.0f} s, {bad} not made good by the next run")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
