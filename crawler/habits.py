"""The habit of an outlet or an entry point: how often something new comes, and on which weekdays.

A habit is kept as a few numbers that each observation brings up to date, so that it is as good after a year as after a
week, and so that silence is judged against it however long ago it began.
"""

from dataclasses import dataclass, field
from typing import Any

DAY = 86400.0
WEEK = 7 * DAY

KEPT_GAPS = 60
"""Gaps between news of which the usual one is taken."""

KEPT_DAYS = 56
"""Days back from the latest news of which the usual number is taken."""

ONE_EVENT = 900.0
"""Seconds within which what comes is one piece of news: what one visit finds is taken in batch after batch."""

ONE_LOOK = 3600.0
"""Seconds that the first look takes at most, which finds all that was there before."""

ENOUGH_GAPS = 3
"""Gaps from which there is a habit."""

USUAL = 0.9
"""The usual gap is at least as long as this share of all gaps: nights are longer than mornings."""

SILENT_GAPS = 3.0
"""So many usual gaps without anything are silence. With the time until the next visit that makes four at most."""

SHORTEST_SILENCE = 6 * 3600.0
"""Silence shorter than this is never remarkable."""

WITHOUT_HABIT = 14 * DAY
"""Silence after which an outlet is remarkable that gave too little to have a habit."""

ENOUGH_WEEKS = 3
"""Weeks of observation from which weekdays may count as days off."""

WORKDAY = 0.34
"""Share of weeks in which something came on a weekday from which it is no day off."""


@dataclass(slots=True)
class Habit:
    """When something new comes. Times are seconds since 1970; days and weekdays those of UTC."""

    first: float | None = None
    """The first observation, which finds all that was there before and so says nothing of the habit."""
    last: float | None = None
    """When something came last."""
    total: int = 0
    measured: float | None = None
    """When a gap was measured last."""
    gaps: list[float] = field(default_factory=list)
    """Seconds between news, days off left out; the latest last."""
    days: dict[int, int] = field(default_factory=dict)
    """How much came, by number of the day since 1970."""
    hours: list[int] = field(default_factory=lambda: [0] * 24)
    """How much came, by hour of the day."""

    @classmethod
    def from_row(cls, row: dict[str, Any] | None) -> "Habit":
        """Return a habit from what ``as_row`` returned."""
        if not row:
            return cls()
        return cls(**{**row, "days": {int(day): number for day, number in row["days"].items()}})

    def as_row(self) -> dict[str, Any]:
        """Return the habit as plain JSON types."""
        return {
            "first": self.first,
            "last": self.last,
            "total": self.total,
            "measured": self.measured,
            "gaps": [round(gap) for gap in self.gaps],
            "days": self.days,
            "hours": self.hours,
        }

    def observe(self, at: float, number: int) -> None:
        """Note that so much that is new was found at a time, which may be nothing."""
        self.total += number
        if self.first is None:
            self.first = at
        if not number:
            return
        last, self.last = self.last, at
        if at - self.first < ONE_LOOK:
            return
        if last is not None and at - (self.measured or self.first) >= ONE_EVENT:
            self.measured = at
            self.gaps = [*self.gaps, self.active_seconds(last, at)][-KEPT_GAPS:]
        day = int(at // DAY)
        self.days[day] = self.days.get(day, 0) + number
        self.days = {one: count for one, count in self.days.items() if one > day - KEPT_DAYS}
        self.hours[int(at % DAY // 3600)] += number

    def usual_gap(self) -> float | None:
        """Return the usual longest gap in seconds, days off left out; None as long as there is no habit."""
        if len(self.gaps) < ENOUGH_GAPS:
            return None
        return sorted(self.gaps)[int(USUAL * (len(self.gaps) - 1))]

    def typical_gap(self) -> float | None:
        """Return the median gap in seconds; None as long as there is no habit."""
        return sorted(self.gaps)[len(self.gaps) // 2] if len(self.gaps) >= ENOUGH_GAPS else None

    def silent_since(self, now: float) -> float | None:
        """Return since when nothing came, if that is remarkable; None if it is not."""
        since = self.last if self.last is not None else self.first
        if since is None:
            return None
        usual = self.usual_gap()
        if usual is None:
            limit = WITHOUT_HABIT if self.total else DAY
        else:
            limit = max(SILENT_GAPS * usual, SHORTEST_SILENCE)
        is_long = now - since > limit and self.active_seconds(since, now) > limit
        return since if is_long else None

    def active_seconds(self, since: float, until: float) -> float:
        """Return the seconds between two times that don't lie on days off."""
        off = self.days_off()
        if not off:
            return until - since
        weeks = max(0.0, (until - since) // WEEK)
        start = since + weeks * WEEK
        active = weeks * (7 - len(off)) * DAY
        while start < until:
            end = min(until, (start // DAY + 1) * DAY)
            if weekday(start) not in off:
                active += end - start
            start = end
        return active

    def days_off(self) -> frozenset[int]:
        """Return the weekdays (Monday is 0) on which nothing is expected."""
        if len(self.days) < ENOUGH_GAPS:
            return frozenset()
        first, last = min(self.days), max(self.days)
        weeks = (last - first + 1) / 7
        if weeks < ENOUGH_WEEKS:
            return frozenset()
        counts = [0] * 7
        for day in self.days:
            counts[weekday(day * DAY)] += 1
        off = frozenset(day for day in range(7) if counts[day] < WORKDAY * weeks)
        return off if len(off) < 6 else frozenset()  # a weekly or rarer paper has gaps instead

    def expected_today(self, now: float) -> float:
        """Return how much usually has come by this time of such a weekday."""
        today, moment = divmod(now, DAY)
        if self.first is None or not self.days:
            return 0.0
        past = {day: count for day, count in self.days.items() if day < today}
        first = max(int(self.first // DAY), int(today) - KEPT_DAYS)
        same = [day for day in range(first, int(today)) if weekday(day * DAY) == weekday(now)]
        chosen = same if len(same) >= ENOUGH_WEEKS else list(range(first, int(today)))
        if not chosen:
            return 0.0
        mean = sum(past.get(day, 0) for day in chosen) / len(chosen)
        hour = int(moment // 3600)
        return mean * sum(self.hours[: hour + 1]) / max(1, sum(self.hours))

    def heal(self, now: float) -> None:
        """Forget what lies in the future, since a clock was ahead."""
        self.first = min(self.first, now) if self.first is not None else None
        self.last = min(self.last, now) if self.last is not None else None
        self.measured = min(self.measured, now) if self.measured is not None else None
        self.days = {day: count for day, count in self.days.items() if day <= now // DAY}


def weekday(at: float) -> int:
    """Return the weekday of a time, Monday being 0: 1 January 1970 was a Thursday."""
    return int(at // DAY + 3) % 7
