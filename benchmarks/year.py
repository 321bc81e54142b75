"""What a team finds that comes back after a year: a simulated year of 200 outlets, 20 of which die, move, block or lie.

    python benchmarks/year.py                               # the whole year: some 20,000 visits
    python benchmarks/year.py --outlets 40 --days 120       # less of it

The crawler's clock and the sites are driven by this program; requests, archive and state are real. Ends with exit code 1
if a trouble was not told within four usual gaps, or an article that was listed for more than two visits is missing.
"""

import argparse
import sys
import tempfile
import time
from pathlib import Path

sys.path[0] = str(Path(__file__).resolve().parent.parent)

from tests.crawler.year import simulate  # noqa: E402


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--outlets", type=int, default=200)
    parser.add_argument("--troubled", type=int, default=20)
    parser.add_argument("--days", type=int, default=365)
    parser.add_argument("--gaps", type=float, nargs="+", default=[4, 7, 14], help="days between two articles")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    started = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        found = simulate(
            Path(folder),
            outlets=options.outlets,
            troubled=options.troubled,
            days=options.days,
            gaps=options.gaps,
            seed=options.seed,
        )
    minutes = (time.monotonic() - started) / 60
    print(f"{found.visits:,} visits, {found.articles:,} articles in {minutes:.1f} minutes")
    print(f"state: {found.state_mb:.1f} MB; metrics: {found.metrics_ms:.0f} ms of processor time")
    print(f"requests per visit of outlets whose dates lie: {found.lying_requests:.1f}")
    for what, cases in {
        "missing articles": found.missing,
        "not told in time": found.untold,
        "false alarms": found.false_alarms,
    }.items():
        print(f"{what}: {len(cases)}", *cases[:20], sep="\n    ")
    return 1 if found.missing or found.untold else 0


if __name__ == "__main__":
    sys.exit(main())
