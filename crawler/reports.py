"""What a run did for one outlet, in figures and with the addresses that made trouble."""

import logging
from collections import Counter
from dataclasses import asdict, dataclass, field
from typing import Any

from newstally.crawler.problems import KINDS

NAMED_PROBLEMS = 200
"""Addresses named in a report; further ones are only counted there (the log has them all)."""

logger = logging.getLogger("newstally.crawler")


@dataclass(slots=True)
class Problem:
    """One address that made trouble."""

    kind: str
    address: str
    message: str


@dataclass(slots=True)
class OutletReport:
    """What a run did for one outlet. Times are seconds since 1970."""

    outlet: str
    started_at: float
    ended_at: float = 0.0
    reason: str = "running"
    """Why it ended: finished, budget, shutdown, crashed."""
    entry_points: int = 0
    """Entry points that answered, changed or not."""
    entry_points_unchanged: int = 0
    entry_points_failed: int = 0
    found: int = 0
    """Addresses not known before."""
    pages: int = 0
    """Article pages that answered."""
    new: int = 0
    changed: int = 0
    unchanged: int = 0
    withdrawn: int = 0
    duplicates: int = 0
    """Addresses that turned out to be a page that is known under another one."""
    requests: int = 0
    """Responses of any sort."""
    megabytes: float = 0.0
    """As received."""
    waiting: int = 0
    """Pages that are due but were left for the next run."""
    due_at: float | None = None
    """When the first of its entry points or failed pages is due."""
    moved_to: str | None = None
    """The other site that all its entry points lead to."""
    blocked: str | None = None
    """What the site shows instead of most pages."""
    latest: list[tuple[str, str]] = field(default_factory=list)
    """Titles, as digests, and keys of its latest new pages."""
    reserved: list[str] = field(default_factory=list)
    """What its pages reserve."""
    ledger: bool = False
    """Whether a ledger judges what its pages are."""
    problems: Counter[str] = field(default_factory=Counter)
    """Cases by kind; the kinds are those of ``newstally.crawler.problems``."""
    named: list[Problem] = field(default_factory=list)
    told: int = 0
    """How many of the named problems have been told as events."""

    @property
    def ok(self) -> bool:
        """Whether at least one entry point answered, or none was due in a visit that was made for its pages."""
        return self.entry_points > 0 or (self.entry_points_failed == 0 and self.reason == "finished")

    def problem(self, kind: str, address: str, message: str = "", *, cases: int = 1) -> None:
        """Count a case and name its address."""
        message = message or KINDS[kind]
        self.problems[kind] += cases
        logger.info(
            "%s: %s: %s: %s", self.outlet, kind, address, message, extra={"kind": kind, "address": address}
        )
        if len(self.named) < NAMED_PROBLEMS:
            self.named.append(Problem(kind, address, message))

    def untold(self) -> list[Problem]:
        """Return the named problems that were not returned before."""
        fresh = self.named[self.told :]
        self.told = len(self.named)
        return fresh

    def as_dict(self) -> dict[str, Any]:
        """Return the report as plain JSON types."""
        return {**asdict(self), "problems": dict(self.problems), "ok": self.ok}
