"""Scales: where values and days lie on a chart, and which of them are named beside it."""

import math
from dataclasses import dataclass
from datetime import date, timedelta

WIDE_RANGE = 40
"""From so many times the smallest figure a scale is logarithmic: on a linear one the smaller would lie on one line."""
STEPS = (1, 2, 2.5, 5, 10)


@dataclass(frozen=True, slots=True)
class ValueScale:
    """Values on a line from 0.0 (bottom) to 1.0 (top)."""

    low: float
    high: float
    logarithmic: bool
    ticks: tuple[float, ...]

    def at(self, value: float) -> float:
        """Return where a value lies."""
        if self.logarithmic:
            return (math.log10(value) - math.log10(self.low)) / (math.log10(self.high) - math.log10(self.low))
        return (value - self.low) / (self.high - self.low)


def value_scale(values: list[float], most_ticks: int = 6) -> ValueScale:
    """Return a scale on which all values lie, with round ticks, from zero unless the values lie close together."""
    low, high = min(values), max(values)
    if low > 0 and high / low >= WIDE_RANGE:
        first, last = math.floor(math.log10(low)), math.ceil(math.log10(high))
        every = max(1, math.ceil((last - first + 1) / most_ticks))
        ticks = tuple(10.0**power for power in range(first, last + 1, every))
        return ValueScale(10.0**first, 10.0**last, True, ticks)
    if low >= 0 and low < 0.7 * high:
        low = 0.0
    if low == high:
        low, high = (low - abs(low) * 0.1 or -1.0), (high + abs(high) * 0.1 or 1.0)
    step = _round_step((high - low) / max(most_ticks - 1, 1))
    first, last = math.floor(low / step), math.ceil(high / step)
    ticks = tuple(count * step for count in range(first, last + 1))
    return ValueScale(first * step, last * step, False, ticks)


def _round_step(rough: float) -> float:
    power = 10.0 ** math.floor(math.log10(rough))
    return next(step * power for step in STEPS if step * power >= rough * 0.999)


@dataclass(frozen=True, slots=True)
class DayScale:
    """Days on a line from 0.0 (left) to 1.0 (right)."""

    first: date
    last: date
    ticks: tuple[date, ...]

    def at(self, day: date) -> float:
        """Return where a day lies."""
        length = (self.last - self.first).days
        return (day - self.first).days / length


def day_scale(days: list[date], most_ticks: int = 6) -> DayScale:
    """Return a scale on which all days lie, with a day's room on either side."""
    margin = timedelta(days=max(1, (max(days) - min(days)).days // 25))
    try:
        first, last = min(days) - margin, max(days) + margin
    except OverflowError:  # the first or last day that there is
        first, last = date(1, 1, 1), date(9999, 12, 31)
    length = (last - first).days
    every = max(1, math.ceil(length / most_ticks))
    offset = (length - every * (length // every)) // 2
    ticks = tuple(first + timedelta(days=count) for count in range(offset or 1, length, every))
    return DayScale(first, last, ticks)
