"""How an outlet has been doing: a few numbers that every visit and every intake bring up to date.

Nothing here grows with time, and all that ``newstally status`` and the metrics say is read from it.
"""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from newstally.crawler.habits import DAY, Habit

FAILURES = frozenset(
    {
        "blocked",
        "connection",
        "dns",
        "http",
        "refused",
        "robots_unreachable",
        "same_text",
        "timeout",
        "tls",
        "truncated",
    }
)
"""Kinds of problems that count as failed requests."""

LEARNING = 0.1
"""How much the latest visit weighs in an outlet's usual share of failures."""

KEPT_REASONS = 10

REFUSED_PAGES = 5
"""Pages that the ledger took for no articles below which an outlet never counts as refused."""

REFUSED_SHARE = 0.5
"""Share of the pages judged lately from which it does, if that is also three times the share before."""

LATELY = 20
"""About so many pages are those judged lately."""


@dataclass(slots=True)
class Standing:
    """How an outlet has been doing. Times are seconds since 1970."""

    visits: int = 0
    first_visit: float | None = None
    last_visit: float | None = None
    """When its latest visit began."""
    last_ok: float | None = None
    """When the latest visit ended in which an entry point answered."""
    bad_visits: int = 0
    """Visits in a row in which no entry point answered."""
    bad_since: float | None = None
    usual_failed: float | None = None
    """Share of requests that fail, as it usually is."""
    last_failed: float = 0.0
    """The same share of the latest visit."""
    last_failures: int = 0
    """How many requests that was."""
    day: int = 0
    """Number of the day since 1970 that the following two are of."""
    pages_today: int = 0
    new_today: int = 0
    waiting: int = 0
    due_at: float | None = None
    """When the first of its entry points or failed pages is due; None: after its shortest interval."""
    habit: Habit = field(default_factory=Habit)
    """When new articles come: those of the ledger, or new pages where no ledger is kept."""
    judged: int = 0
    """Pages that the ledger judged in all, as articles or none."""
    refusals: dict[str, int] = field(default_factory=dict)
    """How many of them it took for no articles, by reason."""
    judged_lately: float = 0.0
    refused: dict[str, float] = field(default_factory=dict)
    """Of the pages judged lately, those that the ledger took for no articles, by reason."""
    judged_before: float = 0.0
    refused_before: float = 0.0
    """Of the pages before these, while nothing was the matter, those that it took for none."""
    languages: dict[str, int] = field(default_factory=dict)
    """Articles by language that nothing could be read of since that language has no reader."""
    blocked: str | None = None
    """What the site shows instead of pages, as of the latest visit."""
    blocked_since: float | None = None
    moved_to: str | None = None
    """The other site that its entry points or most of their links lead to."""
    moved_since: float | None = None
    latest: list[tuple[str, str]] = field(default_factory=list)
    """Titles, as digests, and keys of its latest new pages: see ``walls``."""
    reserved: list[str] = field(default_factory=list)
    """What its pages reserve: see ``page_head.reservations``."""
    meant: list[str] = field(default_factory=list)
    """Marks that somebody has called meant; each holds until the mark goes away by itself."""

    @classmethod
    def from_json(cls, text: str) -> "Standing":
        """Return a standing from what ``to_json`` returned."""
        row = json.loads(text)
        habit = Habit.from_row(row.pop("habit", None))
        return cls(**row, habit=habit)

    def to_json(self) -> str:
        """Return the standing as JSON."""
        return json.dumps({**asdict(self), "habit": self.habit.as_row()}, separators=(",", ":"))

    def taken_in(
        self, *, at: float, articles: int, refused: Mapping[str, int], languages: Mapping[str, int]
    ) -> None:
        """Note what the ledger made of pages that were fetched at about a time."""
        pages = articles + sum(refused.values())
        kept = max(0.0, 1 - pages / LATELY)
        if not self.is_refused:
            self.judged_before += (1 - kept) * self.judged_lately
            self.refused_before += (1 - kept) * self.refused_lately
        self.judged += pages
        self.judged_lately = kept * self.judged_lately + pages
        self.refused = {reason: kept * number for reason, number in self.refused.items()}
        for reason, number in refused.items():
            self.refusals[reason] = self.refusals.get(reason, 0) + number
            self.refused[reason] = self.refused.get(reason, 0.0) + number
        self.refusals, self.refused = _most(self.refusals), _most(self.refused)
        for language, number in languages.items():
            self.languages[language] = self.languages.get(language, 0) + number
        self.habit.observe(at, articles)

    @property
    def refused_lately(self) -> float:
        """Of the pages judged lately, how many the ledger took for no articles."""
        return sum(self.refused.values())

    @property
    def is_refused(self) -> bool:
        """Whether far more pages than before are taken for no articles: its pages have changed, or a wall came."""
        share = self.refused_lately / self.judged_lately if self.judged_lately else 0.0
        before = self.refused_before / self.judged_before if self.judged_before else 0.0
        return self.refused_lately >= REFUSED_PAGES - 0.5 and share >= max(REFUSED_SHARE, 3 * before)


def _most(counts: Mapping[str, Any]) -> dict[str, Any]:
    """Return the counts of the most frequent reasons, those first."""
    return dict(sorted(counts.items(), key=lambda item: -item[1])[:KEPT_REASONS])


def failed_requests(report: Mapping[str, Any]) -> int:
    """Return how many of a visit's requests failed."""
    return sum(count for kind, count in report["problems"].items() if kind in FAILURES)


def after_visit(standing: Standing, report: Mapping[str, Any]) -> Standing:
    """Return the standing after a visit, given its report."""
    at = report["started_at"]
    standing.visits += 1
    standing.first_visit = at if standing.first_visit is None else standing.first_visit
    if standing.visits > 1:
        usual = standing.last_failed if standing.usual_failed is None else standing.usual_failed
        standing.usual_failed = usual + LEARNING * (standing.last_failed - usual)
    standing.last_failures = failed_requests(report)
    standing.last_failed = standing.last_failures / max(report["requests"], standing.last_failures, 1)
    standing.last_visit = at
    if report["ok"]:
        standing.last_ok, standing.bad_visits, standing.bad_since = report["ended_at"], 0, None
    elif report["reason"] != "shutdown":
        standing.bad_visits += 1
        standing.bad_since = at if standing.bad_since is None else standing.bad_since
    if standing.day != int(at // DAY):
        standing.day, standing.pages_today, standing.new_today = int(at // DAY), 0, 0
    standing.pages_today += report["pages"]
    standing.new_today += report["new"]
    standing.waiting = report["waiting"]
    standing.due_at = report.get("due_at")
    standing.reserved = sorted({*standing.reserved, *report.get("reserved", ())})
    standing.latest = report.get("latest") or standing.latest
    _note_place(standing, report, at)
    if not report.get("ledger"):
        standing.habit.observe(at, report["new"])
    return standing


def _note_place(standing: Standing, report: Mapping[str, Any], at: float) -> None:
    """Note whether the outlet has moved or shows something else than pages."""
    if report["ok"] or report.get("moved_to"):
        if report.get("moved_to") != standing.moved_to:
            standing.moved_since = at if report.get("moved_to") else None
        standing.moved_to = report.get("moved_to")
    blocked = report.get("blocked")
    if blocked or report["pages"]:
        if bool(blocked) != bool(standing.blocked):
            standing.blocked_since = at if blocked else None
        standing.blocked = blocked
