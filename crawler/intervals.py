"""When an entry point is asked next: after its habit, what it says of itself, and how long it has named nothing new."""

import json
import re

from newstally.crawler.rows import EntryPoint
from newstally.crawler.settings import Outlet, seconds
from newstally.crawler.status import habit_of

LONGEST = 30 * 86400.0
"""Seconds after which even the deadest sitemap of an index is asked again."""

URGENT = 2 * 86400.0
"""A sitemap whose index dates it within so many seconds may name news."""

LOOKS_PER_GAP = 2.0
"""An entry point is asked so often between two things that it usually names."""

NEWS = re.compile(r"news|latest|recent", re.IGNORECASE)


def next_look(entry_point: EntryPoint, outlet: Outlet, *, now: float) -> float | None:
    """Return when an entry point is to be asked next; None: at every visit of its outlet.

    A configured one is asked as its habit has it, within the outlet's interval; ``ttl``, ``sy:updatePeriod`` and
    ``Cache-Control`` may make it later, within that interval too. A sitemap that an index names is asked at every visit
    as long as it names new articles, and ever more rarely as long as it does not, or fails.
    """
    shortest, longest = map(seconds, outlet.every_between)
    if entry_point.parent is not None and entry_point.kind == "sitemap":
        rounds = (
            max(0, entry_point.quiet - 1) + entry_point.failures
        )  # the first look finds what was there before
        return None if not rounds else now + min(shortest * 2.0 ** min(rounds, 30), LONGEST)
    if shortest == longest:
        return now + shortest
    typical = habit_of(entry_point).typical_gap()
    interval = shortest if typical is None else typical / LOOKS_PER_GAP
    said = json.loads(entry_point.hints).get("seconds") if entry_point.hints else None
    return now + min(max(interval, said or 0.0, shortest), longest)


def is_urgent(child: EntryPoint, now: float) -> bool:
    """Return whether a sitemap of an index is likely to name today's news."""
    if child.fetched_at is not None:
        return child.quiet == 0 or _is_said_newer(child)
    return bool(NEWS.search(child.address)) or (
        child.modified_at is not None and child.modified_at > now - URGENT
    )


def _is_said_newer(child: EntryPoint) -> bool:
    """Return whether its index dates a sitemap after the last look, which is believed as long as it was worth it."""
    return bool(
        child.modified_at and child.fetched_at and child.modified_at > child.fetched_at and child.quiet < 3
    )
