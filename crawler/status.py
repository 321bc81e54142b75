"""How each outlet is doing, measured against its own habit."""

import statistics
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from newstally.crawler.settings import Outlet, seconds
from newstally.crawler.state import State

DAY = 86400.0

HABIT_DAYS = 28
"""Days of history that an outlet's habit is taken from."""

SILENT_GAPS = 4.0
"""An outlet is silent when nothing new came for this many times its usual longest gap."""

SILENT_SECONDS = 6 * 3600.0
"""Silence shorter than this is never remarkable."""

FAILING_RUNS = 3
"""Runs in a row without any entry point answering after which an outlet counts as failing."""

FAILING_SHARE = 0.5
"""Share of failed pages from which a run is bad, if that is also three times the outlet's usual share."""

FAILURES = frozenset(
    {"http", "connection", "refused", "dns", "timeout", "tls", "truncated", "robots_unreachable"}
)


@dataclass(slots=True)
class OutletStatus:
    """How one outlet is doing. Times are seconds since 1970; None where it was never visited."""

    outlet: str
    last_success: float | None = None
    next_visit: float | None = None
    pages_today: int = 0
    new_today: int = 0
    usual_new: float = 0.0
    """New articles that the outlet usually has by this time of a day, from its last four weeks."""
    waiting: int = 0
    problems: dict[str, float] = field(default_factory=dict)
    """Cases by kind as shares of all requests of the last day."""
    mark: str = ""
    """"silent", "failing", "new" (never visited), or nothing."""


def is_due(outlet: Outlet, state: State, now: float) -> bool:
    """Return whether an outlet's entry points or any of its pages are to be visited."""
    return next_visit(outlet, state) <= now


def next_visit(outlet: Outlet, state: State) -> float:
    """Return when the outlet is to be visited next; 0 if it never was."""
    last = state.last_visit(outlet.name)
    return float(last["started_at"]) + seconds(outlet.every) if last else 0.0


def status_of(outlet: Outlet, state: State, now: float | None = None) -> OutletStatus:
    """Return how an outlet is doing."""
    now = time.time() if now is None else now
    visits = state.visits(outlet.name, since=now - HABIT_DAYS * DAY)
    if not visits:
        last = state.last_visit(outlet.name)
        return OutletStatus(
            outlet.name, next_visit=next_visit(outlet, state) or now, mark="silent" if last else "new"
        )
    good = [visit for visit in visits if visit["ok"]]
    midnight = now - (now % DAY)
    today = [visit for visit in visits if visit["started_at"] >= midnight]
    status = OutletStatus(
        outlet.name,
        last_success=good[-1]["ended_at"] if good else None,
        next_visit=next_visit(outlet, state),
        pages_today=sum(visit["pages"] for visit in today),
        new_today=sum(visit["new"] for visit in today),
        usual_new=_usual_new(visits, now),
        waiting=state.count_due(outlet.name, now=now),
        problems=_shares([visit for visit in visits if visit["started_at"] >= now - DAY]),
    )
    if _fails(visits):
        status.mark = "failing"
    elif _is_silent(visits):
        status.mark = "silent"
    return status


def _usual_new(visits: Sequence[dict[str, Any]], now: float) -> float:
    """Return the mean of new articles by this time of day over the days before today, 0 without any."""
    time_of_day = now % DAY
    midnight = now - time_of_day
    by_day: Counter[int] = Counter()
    for visit in visits[1:]:  # the first visit finds everything that was there before
        day, moment = divmod(visit["started_at"], DAY)
        if visit["started_at"] < midnight and moment <= time_of_day:
            by_day[int(day)] += visit["new"]
    first_day = int(visits[0]["started_at"] // DAY)
    days = int(midnight // DAY) - first_day
    return sum(by_day.values()) / days if days > 0 else 0.0


def _shares(visits: Sequence[dict[str, Any]]) -> dict[str, float]:
    requests = sum(visit["requests"] for visit in visits)
    counts: Counter[str] = Counter()
    for visit in visits:
        counts.update(visit["problems"])
    return {kind: count / max(requests, count) for kind, count in counts.most_common()}


def _failed_share(visit: dict[str, Any]) -> float:
    failed = sum(count for kind, count in visit["problems"].items() if kind in FAILURES)
    return float(failed) / max(visit["requests"], failed, 1)


def _fails(visits: Sequence[dict[str, Any]]) -> bool:
    """Return whether nothing answers any more, or far more goes wrong than is usual."""
    recent = visits[-FAILING_RUNS:]
    if len(recent) == FAILING_RUNS and not any(visit["ok"] for visit in recent):
        return True
    if len(visits) == 1:
        return not visits[0]["ok"]
    usual = statistics.fmean(_failed_share(visit) for visit in visits[:-1])
    last = _failed_share(visits[-1])
    return last >= FAILING_SHARE and last >= 3 * usual


def _is_silent(visits: Sequence[dict[str, Any]]) -> bool:
    """Return whether, up to the last visit, nothing new came for much longer than has been usual."""
    fresh = [visit["started_at"] for visit in visits[1:] if visit["new"]]
    if len(fresh) < 3:
        return False
    gaps = [after - before for before, after in pairwise(fresh)]
    usual = sorted(gaps)[int(0.9 * (len(gaps) - 1))]
    return visits[-1]["started_at"] - fresh[-1] > max(SILENT_GAPS * usual, SILENT_SECONDS)
