"""How each outlet is doing, measured against its own habit, and what of it somebody should know."""

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from newstally.crawler import clock
from newstally.crawler.habits import DAY, Habit
from newstally.crawler.rows import EntryPoint
from newstally.crawler.settings import Outlet, seconds
from newstally.crawler.standing import Standing
from newstally.crawler.state import AHEAD, State

FAILING_VISITS = 3
"""Visits in a row without any entry point answering after which an outlet counts as failing; so for one of several
entry points."""

FAILING_SHARE = 0.5
"""Share of failed requests from which a visit is bad, if that is also three times the outlet's usual share."""

FAILING_REQUESTS = 4
"""Failed requests below which a visit is never bad: one that timed out may be half of a small one."""

ORDER = ("failing", "moved", "blocked", "refused", "silent", "new")
"""Marks, the most urgent first."""


@dataclass(frozen=True, slots=True)
class Alarm:
    """One thing that somebody should know of an outlet."""

    mark: str
    """One of ORDER."""
    since: float | None
    message: str
    entry_point: str | None = None
    """The entry point that it is about; None: the whole outlet."""

    @property
    def name(self) -> str:
        """What it is known by when somebody calls it meant."""
        return f"{self.mark} {self.entry_point}" if self.entry_point else self.mark


@dataclass(slots=True)
class OutletStatus:
    """How one outlet is doing. Times are seconds since 1970; None where it was never visited."""

    outlet: str
    last_success: float | None = None
    last_new: float | None = None
    """When a new article came last."""
    next_visit: float | None = None
    pages_today: int = 0
    new_today: int = 0
    usual_new: float = 0.0
    """New articles that the outlet usually has by this time of such a weekday, from its last eight weeks."""
    waiting: int = 0
    problems: dict[str, float] = field(default_factory=dict)
    """Cases by kind as shares of all requests of the last day."""
    alarms: list[Alarm] = field(default_factory=list)
    judged: int = 0
    """Pages that the ledger judged in all."""
    refused: dict[str, int] = field(default_factory=dict)
    """How many of them it took for no articles, by reason."""
    languages: dict[str, int] = field(default_factory=dict)
    """Articles by language that has no reader."""
    reserved: list[str] = field(default_factory=list)
    """What its pages reserve."""
    moved_to: str | None = None

    @property
    def mark(self) -> str:
        """The most urgent mark of the whole outlet or one of its entry points, or nothing."""
        return self.alarms[0].mark if self.alarms else ""


def is_due(outlet: Outlet, state: State, now: float) -> bool:
    """Return whether an outlet's entry points or any of its pages are to be visited."""
    return next_visit(outlet, state, now) <= now


def due_outlets(outlets: Sequence[Outlet], state: State, now: float) -> list[Outlet]:
    """Return the outlets that are due."""
    standings = state.standings()
    return [
        outlet
        for outlet in outlets
        if _next_visit(outlet, standings.get(outlet.name, Standing()), now) <= now
    ]


def next_visit(outlet: Outlet, state: State, now: float | None = None) -> float:
    """Return when the outlet is to be visited next; 0 if it never was, or if its last visit lies in the future."""
    now = clock.now() if now is None else now
    return _next_visit(outlet, state.standing(outlet.name), now)


def _next_visit(outlet: Outlet, standing: Standing, now: float) -> float:
    if standing.last_visit is None or standing.last_visit > now + AHEAD:
        return 0.0
    shortest, longest = map(seconds, outlet.every_between)
    due = standing.due_at if standing.due_at is not None else standing.last_visit + shortest
    return min(max(due, standing.last_visit + shortest), standing.last_visit + longest)


def status_of(outlet: Outlet, state: State, now: float | None = None) -> OutletStatus:
    """Return how an outlet is doing."""
    now = clock.now() if now is None else now
    status = _status(outlet, state.standing(outlet.name), state.entry_points(outlet.name), now)
    status.problems = _shares(state.visits(outlet.name, since=now - DAY))
    return status


def statuses(outlets: Sequence[Outlet], state: State, now: float | None = None) -> list[OutletStatus]:
    """Return how each outlet is doing, without the shares of problems, in time that doesn't grow with its history."""
    now = clock.now() if now is None else now
    standings, entry_points = state.standings(), state.entry_points_by_outlet()
    return [
        _status(outlet, standings.get(outlet.name, Standing()), entry_points.get(outlet.name, ()), now)
        for outlet in outlets
    ]


def _status(
    outlet: Outlet, standing: Standing, entry_points: Sequence[EntryPoint], now: float
) -> OutletStatus:
    today = standing.day == int(now // DAY)
    configured = {address for _, address in outlet.entry_points}
    known = [entry_point for entry_point in entry_points if entry_point.address in configured]
    return OutletStatus(
        outlet.name,
        last_success=standing.last_ok,
        last_new=standing.habit.last,
        next_visit=_next_visit(outlet, standing, now) or now,
        pages_today=standing.pages_today if today else 0,
        new_today=standing.new_today if today else 0,
        usual_new=standing.habit.expected_today(now),
        waiting=standing.waiting,
        alarms=[alarm for alarm in alarms(standing, known) if alarm.name not in standing.meant],
        judged=standing.judged,
        refused=standing.refusals,
        languages=standing.languages,
        reserved=standing.reserved,
        moved_to=standing.moved_to,
    )


def alarms(standing: Standing, entry_points: Sequence[EntryPoint]) -> list[Alarm]:
    """Return what somebody should know of an outlet, the most urgent first, as of its latest visit."""
    if standing.last_visit is None:
        return [Alarm("new", None, "never visited")]
    at = standing.last_visit
    found = [*_of_outlet(standing, at)]
    if len(entry_points) > 1:
        found += [alarm for entry_point in entry_points for alarm in _of_entry_point(entry_point, at)]
    return sorted(found, key=lambda alarm: (ORDER.index(alarm.mark), alarm.entry_point is not None))


def mean(outlet: Outlet, state: State, now: float | None = None) -> None:
    """Remember that what the present marks of an outlet tell is meant. One that goes away counts when it returns."""
    now = clock.now() if now is None else now
    standing = state.standing(outlet.name)
    known = [
        entry
        for entry in state.entry_points(outlet.name)
        if (entry.kind, entry.address) in outlet.entry_points
    ]
    standing.meant = sorted(alarm.name for alarm in alarms(standing, known))
    state.put_standing(outlet.name, standing)


def forget_meant(outlet: str, state: State) -> None:
    """Forget that marks of an outlet were called meant which have gone away by themselves."""
    standing = state.standing(outlet)
    if standing.meant:
        present = {alarm.name for alarm in alarms(standing, state.entry_points(outlet))}
        standing.meant = [name for name in standing.meant if name in present]
        state.put_standing(outlet, standing)


def _of_outlet(standing: Standing, at: float) -> list[Alarm]:
    found = []
    if standing.bad_visits >= FAILING_VISITS or standing.bad_visits == standing.visits:
        found.append(Alarm("failing", standing.bad_since, "none of its entry points answers"))
    elif (
        standing.last_failures >= FAILING_REQUESTS
        and standing.last_failed >= FAILING_SHARE
        and standing.last_failed >= 3 * (standing.usual_failed or 0.0)
    ):
        found.append(Alarm("failing", at, f"{standing.last_failed:.0%} of its requests fail"))
    if standing.moved_to:
        found.append(
            Alarm("moved", standing.moved_since, f"it leads to {standing.moved_to}; has it moved there?")
        )
    if standing.blocked:
        found.append(Alarm("blocked", standing.blocked_since, standing.blocked))
    if standing.is_refused:
        reason = max(standing.refused, key=lambda one: standing.refused[one]).removeprefix("no article: ")
        share = standing.refused_lately / standing.judged_lately
        lately = f"{share:.0%} of its last {standing.judged_lately:.0f} pages"
        message = f"{lately} were taken for no articles: {reason}"
        found.append(Alarm("refused", standing.habit.last, message))
    since = standing.habit.silent_since(at)
    if since is not None and standing.visits >= FAILING_VISITS:
        found.append(Alarm("silent", since, _silence(standing.habit)))
    return found


def _of_entry_point(entry_point: EntryPoint, at: float) -> list[Alarm]:
    address = entry_point.address
    if entry_point.failures >= FAILING_VISITS:
        message = f"{entry_point.problem or 'it fails'}, {entry_point.failures} times in a row"
        return [Alarm("failing", entry_point.failing_since, message, address)]
    if entry_point.moved_to:
        return [Alarm("moved", None, f"it leads to {entry_point.moved_to}", address)]
    habit = habit_of(entry_point)
    since = habit.silent_since(at)
    return [] if since is None else [Alarm("silent", since, _silence(habit), address)]


def habit_of(entry_point: EntryPoint) -> Habit:
    """Return the habit of an entry point."""
    return Habit.from_row(json.loads(entry_point.habit) if entry_point.habit else None)


def _silence(habit: Habit) -> str:
    usual = habit.usual_gap()
    if not habit.total:
        return "it never gave an article"
    return "nothing new" if usual is None else f"nothing new; its usual longest gap is {_span(usual)}"


def _span(length: float) -> str:
    return f"{length / DAY:.0f} days" if length >= 2 * DAY else f"{length / 3600:.0f} hours"


def _shares(visits: Sequence[dict[str, Any]]) -> dict[str, float]:
    requests = sum(visit["requests"] for visit in visits)
    counts: Counter[str] = Counter()
    for visit in visits:
        counts.update(visit["problems"])
    return {kind: count / max(requests, count) for kind, count in counts.most_common()}
