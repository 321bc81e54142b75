"""Fuzzes all readers of what strangers wrote.

    make fuzz MINUTES=10
    python -m tests.fuzz --minutes 10
    python -m tests.fuzz --inputs 10000 --only pages feeds

Says of each target how many inputs it tried, and what is the worst ratio of the times of two inputs of which one is
twice as long as the other. What raises an exception that the target doesn't promise, or takes time that grows faster
than its size, is kept in ``tests/fuzz/found/TARGET/`` and read again by ``pytest tests/fuzz``. Ends with exit code 1 if
anything was found.
"""

import argparse
import os
import random
import sys
import time
import traceback
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

os.environ.setdefault("OMP_NUM_THREADS", "1")

from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis.errors import HypothesisException

from tests.fuzz.growth import Growth, growth, repetitions
from tests.fuzz.inputs import inputs
from tests.fuzz.targets import TARGETS, Target

FOUND = Path(__file__).parent / "found"
ROUND = 250
"""Inputs that hypothesis makes at a time."""
REPETITIONS = 3
"""Repetitions measured for each piece of a target, where a number of inputs is asked for."""
SHARE = 0.25
"""Share of a target's time that goes to measuring how its time grows."""


class Fuzzing:
    """Tries inputs on one target and keeps those that break it."""

    def __init__(self, name: str, target: Target) -> None:
        self.name = name
        self.target = target
        self.tried = 0
        self.found: list[str] = []
        self.slowest: Growth | None = None
        self.longest = 0.0
        """Most seconds that one input took."""
        self._last = b""

    def try_inputs(self, enough: Callable[[int], bool], start: int) -> None:
        """Try inputs in rounds until there were enough; ``start`` is the first round's seed."""
        while not enough(self.tried):
            try:
                self._round(start)()
            except HypothesisException:
                raise
            except BaseException as error:
                if isinstance(error, KeyboardInterrupt | SystemExit):
                    raise
                self._keep(self._last, "".join(traceback.format_exception(error)[-3:]))
            start += 1

    def _round(self, number: int) -> Callable[[], None]:
        def one(data: bytes) -> None:
            self.tried += 1
            self._last = data
            started = time.process_time()
            self.target.read(data)
            self.longest = max(self.longest, time.process_time() - started)

        tried = given(inputs(self.target))(one)
        tried = settings(
            max_examples=ROUND,
            deadline=None,
            database=None,
            phases=[Phase.generate, Phase.shrink],
            suppress_health_check=list(HealthCheck),
            report_multiple_bugs=False,
        )(tried)
        return seed(number)(tried)  # type: ignore[no-any-return]

    def measure_growth(self, enough: Callable[[int], bool], chance: random.Random) -> None:
        """Measure how the target's time grows until there was enough of that."""
        for number, repeated in enumerate(repetitions(self.target, chance), 1):
            try:
                grown = growth(self.target, repeated)
            except Exception as error:
                self._keep(repeated.of_size(self.target.largest), repr(error)[:200])
                continue
            if grown.seconds > 0 and (self.slowest is None or _worse(grown, self.slowest)):
                self.slowest = grown
            if not grown.is_linear:
                self._keep(
                    repeated.of_size(grown.size // 4),
                    f"twice the size takes {grown.ratio:.1f} times as long ({grown.seconds:.2f} s)",
                )
            if enough(number):
                return

    def _keep(self, data: bytes, why: str) -> None:
        folder = FOUND / self.name
        folder.mkdir(parents=True, exist_ok=True)
        path = folder / sha256(data).hexdigest()[:12]
        path.write_bytes(data)
        self.found.append(why)
        print(f"{path}: {why}", flush=True)

    def summary(self) -> str:
        """Return one line on what was tried."""
        grown = self.slowest
        ratio = (
            f"{grown.ratio:.1f} ({grown.repetition.repeated[:30]!r}, {grown.seconds:.2f} s)" if grown else "-"
        )
        return (
            f"{self.name:>14} {self.tried:>8,} inputs, slowest {self.longest:.2f} s, "
            f"worst ratio at twice the size {ratio}, {len(self.found)} found"
        )


def _worse(one: Growth, other: Growth) -> bool:
    return (one.seconds >= 0.02, one.ratio) > (other.seconds >= 0.02, other.ratio)


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--minutes", type=float, default=10.0, help="for all targets together")
    parser.add_argument("--inputs", type=int, help="inputs of each target, instead of a time")
    parser.add_argument("--only", nargs="+", choices=list(TARGETS), default=list(TARGETS))
    parser.add_argument("--seed", type=int, default=int(time.time()))
    options = parser.parse_args()
    share = 60 * options.minutes / len(options.only)
    done = []
    for name in options.only:
        fuzzing = Fuzzing(name, TARGETS[name])
        done.append(fuzzing)
        if options.inputs:
            fuzzing.try_inputs(lambda tried: tried >= options.inputs, options.seed)
            print(f"{name:>14} {fuzzing.tried:>8,} inputs, {len(fuzzing.found)} found", flush=True)
            most = REPETITIONS * len(fuzzing.target.pieces)
            fuzzing.measure_growth(lambda number, most=most: number >= most, random.Random(options.seed))
        else:
            until = time.monotonic() + SHARE * share
            fuzzing.measure_growth(
                lambda _, until=until: time.monotonic() > until, random.Random(options.seed)
            )
            until = time.monotonic() + (1 - SHARE) * share
            fuzzing.try_inputs(lambda _, until=until: time.monotonic() > until, options.seed)
        print(fuzzing.summary(), flush=True)
    found = sum(len(fuzzing.found) for fuzzing in done)
    print(f"{sum(fuzzing.tried for fuzzing in done):,} inputs, {found} found, seed {options.seed}")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
