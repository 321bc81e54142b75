"""Growth: whether the time that a target takes grows like the size of its input, whatever the input repeats."""

import random
import time
from collections.abc import Iterator
from dataclasses import dataclass

from tests.fuzz.targets import Target

DOUBLINGS = 2
NOTICED = 0.15
"""Seconds of processor time below which a ratio says nothing."""
LINEAR = 3.0
"""Ratio of the times of an input and one of half its size from which time grows faster than size: quadratic is 4."""
TRIES = 8


@dataclass(frozen=True, slots=True)
class Growth:
    """What was repeated, the seconds that the largest took, and its ratio to half of it."""

    repeated: bytes
    size: int
    seconds: float
    ratio: float

    @property
    def is_linear(self) -> bool:
        """Whether time grows no faster than size, as far as it can be told."""
        return self.seconds < NOTICED or self.ratio < LINEAR


def repetitions(target: Target, chance: random.Random) -> Iterator[bytes]:
    """Yield what is to be repeated: every piece of a target, then chance combinations without end."""
    yield from target.pieces
    while True:
        yield b"".join(chance.choices(target.pieces, k=chance.randint(2, 5)))


def growth(target: Target, repeated: bytes) -> Growth:
    """Measure the time of an input that repeats something, and of one of half its size; the least of a few tries."""
    size = target.largest >> DOUBLINGS
    seconds = _seconds(target, repeated, size)
    before = ratio = 0.0
    while size < target.largest:
        size *= 2
        before, seconds = seconds, _seconds(target, repeated, size)
        ratio = seconds / max(before, 1e-6)
        if seconds > 10.0:
            break
    for _ in range(TRIES):  # what else a machine does makes some of them slower, none faster
        if seconds < NOTICED or ratio < LINEAR:
            break
        before = min(before, _seconds(target, repeated, size // 2))
        seconds = min(seconds, _seconds(target, repeated, size))
        ratio = seconds / max(before, 1e-6)
    return Growth(repeated, size, seconds, ratio)


def _seconds(target: Target, repeated: bytes, size: int) -> float:
    data = repeated * (size // len(repeated))
    started = time.process_time()
    target.read(data)
    return time.process_time() - started
