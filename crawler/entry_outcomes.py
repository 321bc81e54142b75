"""What became of asking an entry point: its failures, its habit, where it has moved, when it is asked next."""

import json
from dataclasses import replace
from typing import Any

from newstally.crawler.intervals import next_look
from newstally.crawler.reports import OutletReport
from newstally.crawler.rows import EntryPoint
from newstally.crawler.settings import Outlet
from newstally.crawler.shared import Shared
from newstally.crawler.status import habit_of

SITEMAP_DEPTH = 4
"""How deep indexes of sitemaps may be nested: the protocol allows two levels, and endless ones exist."""


class EntryOutcomes:
    """Keeps the state of an outlet's entry points and the report in step with what asking them brought."""

    def __init__(self, outlet: Outlet, run: Shared, report: OutletReport) -> None:
        self._outlet = outlet
        self._run = run
        self._report = report
        self.moved: dict[str, str] = {}
        """The other sites that entry points lead to, by their addresses."""

    def failed(self, known: EntryPoint, kind: str, message: str, *, counted: bool = False) -> None:
        """Note that an entry point could not be fetched or read; ``counted`` where the report has it already."""
        self._report.entry_points_failed += 1
        if not counted:
            self._report.problem(kind, known.address, message)
        now = self._report.started_at
        failed = replace(
            known, failures=known.failures + 1, problem=kind, failing_since=known.failing_since or now
        )
        failed.due_at = next_look(failed, self._outlet, now=now)
        self._run.state.put_entry_point(failed)

    def succeeded(self, known: EntryPoint, *, fresh: int, **changes: Any) -> None:
        """Note that an entry point answered, how much it named that is news, and what else is known of it now."""
        self._report.entry_points += 1
        if known.moved_to:
            self.moved[known.address] = known.moved_to
        now = self._report.started_at
        habit = habit_of(known)
        habit.observe(now, fresh)
        seen = replace(
            known,
            fetched_at=now,
            failures=0,
            problem=None,
            failing_since=None,
            quiet=0 if fresh and known.fetched_at is not None else known.quiet + 1,
            habit=json.dumps(habit.as_row(), separators=(",", ":")) if known.parent is None else None,
            **changes,
        )
        seen.due_at = next_look(seen, self._outlet, now=now)
        self._run.state.put_entry_point(seen)
        if fresh and known.parent is not None:
            self._credit(known)

    def _credit(self, child: EntryPoint) -> None:
        """Note with the index that is configured that one of its sitemaps named something new."""
        state = self._run.state
        above, steps = child, 0
        while above.parent is not None and steps < SITEMAP_DEPTH:
            above, steps = state.entry_point(above.outlet, above.parent, above.kind), steps + 1
        habit = habit_of(above)
        habit.observe(self._report.started_at, 1)
        state.put_entry_point(replace(above, habit=json.dumps(habit.as_row(), separators=(",", ":"))))
