"""Binning: how the names of features tell a number ("under 5", "few"), so that what is alike is counted together."""

from collections.abc import Sequence


def bin_of(value: float, steps: Sequence[float]) -> str:
    """Return below which of some ascending steps a value is, the first of them: "under 5", or "40 or more"."""
    return next((f"under {step}" for step in steps if value < step), f"{steps[-1]} or more")


def share_of(count: int, whole: int) -> str:
    """Return what a count is of a whole: "none", "few", "some", "many" or "all"; "none" of nothing."""
    if count in (0, whole):
        return "none" if count == 0 else "all"
    return "few" if 3 * count < whole else "many" if 3 * count > 2 * whole else "some"
