"""Growth: whether the time that a target takes grows like the size of its input, whatever the input repeats."""

import random
import time
from collections.abc import Iterator
from dataclasses import dataclass

from tests.fuzz.targets import Target

DOUBLINGS = 7
NOTICED = 0.15
"""Seconds of processor time below which a ratio says nothing."""
LINEAR = 3.0
"""Ratio of the times of an input and one of half its size from which time grows faster than size: quadratic is 4."""
TRIES = 8
LONGEST = 10.0
"""Seconds after which nothing larger is tried."""


@dataclass(frozen=True, slots=True)
class Repetition:
    """What is repeated, and what stands before and after: a reader may look for its end, or not begin without a start."""

    repeated: bytes
    before: bytes = b""
    after: bytes = b""

    def of_size(self, size: int) -> bytes:
        """Return an input of about so many bytes."""
        times = (size - len(self.before) - len(self.after)) // len(self.repeated)
        return self.before + self.repeated * times + self.after


@dataclass(frozen=True, slots=True)
class Growth:
    """What was repeated, the seconds that the largest took, and its ratio to half of it."""

    repetition: Repetition
    size: int
    seconds: float
    ratio: float

    @property
    def is_linear(self) -> bool:
        """Whether time grows no faster than size, as far as it can be told."""
        return self.seconds < NOTICED or self.ratio < LINEAR


def repetitions(target: Target, chance: random.Random) -> Iterator[Repetition]:
    """Yield what is to be repeated: every piece of a target, then combinations, by themselves or in a sound input."""
    yield from map(Repetition, target.pieces)
    while True:
        some = b"".join(chance.choices(target.pieces, k=chance.choice((1, 1, 2, 3, 4))))
        seed = chance.choice(target.seeds)
        at = chance.randrange(len(seed) + 1)
        yield chance.choice(
            (Repetition(some), Repetition(some, seed[:at], seed[at:]), Repetition(some, b"", seed))
        )


def growth(target: Target, repeated: Repetition) -> Growth:
    """Measure the times of inputs that repeat something, each twice as long as the one before.

    Ends where two doublings in a row take far more than twice as long (one alone may be where the processor's caches
    are full), else at the largest. Its ratio is the smaller of the last two.
    """
    size = target.largest >> DOUBLINGS
    seconds = _seconds(target, repeated, size)
    former: float | None = None
    while True:
        size *= 2
        seconds, ratio = _doubled(target, repeated, size, seconds)
        grown = Growth(repeated, size, seconds, ratio if former is None else min(former, ratio))
        grows_faster = seconds >= NOTICED and ratio >= LINEAR
        if seconds > LONGEST or (grows_faster and former is not None and former >= LINEAR):
            return grown
        if size * 2 > target.largest and not grows_faster:
            return grown
        former = ratio if seconds >= NOTICED else None


def _doubled(target: Target, repeated: Repetition, size: int, before: float) -> tuple[float, float]:
    """Return the seconds of an input, and their ratio to those of half its size; the least of a few tries."""
    seconds = _seconds(target, repeated, size)
    for _ in range(TRIES):  # what else a machine does makes some of them slower, none faster
        if seconds < NOTICED or seconds < LINEAR * before:
            break
        before = min(before, _seconds(target, repeated, size // 2))
        seconds = min(seconds, _seconds(target, repeated, size))
    return seconds, seconds / max(before, 1e-6)


def _seconds(target: Target, repeated: Repetition, size: int) -> float:
    data = repeated.of_size(size)
    started = time.process_time()
    target.read(data)
    return time.process_time() - started
