"""The time of day as the crawler sees it. One place for all, so that a simulated year can drive it."""

import time
from collections.abc import Callable

_source: Callable[[], float] = time.time


def now() -> float:
    """Return the seconds since 1970."""
    return _source()


def drive(source: Callable[[], float]) -> None:
    """Take the time from elsewhere from now on, in this process."""
    global _source
    _source = source
