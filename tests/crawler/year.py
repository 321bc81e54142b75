"""A simulated year: outlets that publish in their own rhythm, some of which die, move, block, starve or lie.

The crawler's clock and the sites are driven, everything else is real: HTTP on loopback, the archive, the state.
"""

import random
import time
from dataclasses import dataclass, field
from pathlib import Path

from newstally.crawler.metrics import metrics_text
from newstally.crawler.settings import Outlet
from newstally.crawler.state import State
from newstally.crawler.status import status_of, statuses
from tests.crawler.driven import DAY, Driven
from tests.crawler.sites import Asked, Reply, Site, World, feed, sitemap, story

START = 1_767_225_600.0
"""1 January 2026."""

LISTED = 12
"""Articles that a feed lists."""

LEARNING = 0.3
"""Share of the time before which nothing goes wrong: a habit has to be there first."""

TROUBLES = ("dies", "falls silent", "moves", "blocks", "puts up a wall", "starves", "lies")
QUIET = frozenset({"starves", "lies"})
"""Troubles that cost nothing if the crawler is sound, so that there is nothing to tell."""


@dataclass
class Paper:
    """One outlet, what it has published, and when the crawler told of its trouble."""

    site: Site
    gap: float
    """Days between two articles."""
    trouble: str | None = None
    from_day: float = 1e9
    articles: list[tuple[str, float]] = field(default_factory=list)
    """Paths and the days on which they came."""
    listed: dict[str, int] = field(default_factory=dict)
    """In how many visits each was listed."""
    told_on: float | None = None
    next_visit: float = 0.0
    requests: list[int] = field(default_factory=list)

    @property
    def outlet(self) -> dict[str, object]:
        points = {"feeds": ["/feed"]}
        if self.trouble in QUIET:
            points["sitemaps"] = ["/index.xml" if self.trouble == "starves" else "/map.xml"]
        return self.site.outlet(**points)

    def live(self, day: float) -> None:
        """Publish what has come up to a day, as the paper does by then."""
        wrong = day >= self.from_day
        quiet = wrong and self.trouble in {"dies", "falls silent", "moves"}
        until = self.from_day if quiet else day
        while (latest := self.articles[-1][1] + self.gap if self.articles else 0.0) <= until:
            path = f"/{self.site.name.lower()}/story-{len(self.articles)}"
            self.articles.append((path, latest))
            self.site.pages[path] = Reply(story(path, f"The office counted {len(self.articles)} boats."))
        links = [path for path, _ in self.articles[-LISTED:]]
        self.site.feed("/feed", links)
        for path in links:
            self.listed[path] = self.listed.get(path, 0) + (not wrong or self.trouble in QUIET)
        if wrong:
            getattr(self, f"_{(self.trouble or '').replace(' ', '_')}")()
        if self.trouble == "starves" and "/index.xml" not in self.site.pages:
            self._old_sitemaps()
        if self.trouble == "lies":
            self.site.pages["/map.xml"] = self._lying

    def _dies(self) -> None:
        self.site.pages = dict.fromkeys(self.site.pages, Reply(reset=True))

    def _falls_silent(self) -> None:
        """Go on answering as ever."""

    def _moves(self) -> None:
        self.site.pages["/feed"] = Reply(
            feed([f"http://new-{self.site.name.lower()}.test/story-{n}" for n in range(LISTED)]),
            "application/rss+xml",
        )

    def _blocks(self) -> None:
        for path, at in self.articles:
            if at >= self.from_day:
                self.site.pages[path] = Reply(story(path), status=403)

    def _puts_up_a_wall(self) -> None:
        wall = b"<html><head><title>One moment</title></head><body><p>Your browser is being checked.</p></body></html>"
        for path, at in self.articles:
            if at >= self.from_day:
                self.site.pages[path] = Reply(wall)

    def _starves(self) -> None:
        """Have an index of old sitemaps that the budget doesn't suffice for, from the beginning."""

    def _lies(self) -> None:
        """Date everything as of now, from the beginning."""

    def _old_sitemaps(self) -> None:
        addresses = [(self.site.address(f"/old{n}.xml"), "") for n in range(200)]
        self.site.pages["/index.xml"] = Reply(sitemap(addresses, index=True), "application/xml")
        for n in range(200):
            path = f"/old/story-{n}"
            self.site.story(path)
            self.site.pages[f"/old{n}.xml"] = Reply(
                sitemap([(self.site.address(path), "")]), "application/xml"
            )

    def _lying(self, asked: Asked) -> Reply:
        stamp = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(self.next_visit))
        rows = [(self.site.address(path), stamp) for path, _ in self.articles[-60:]]
        return Reply(sitemap(rows), "application/xml")


@dataclass
class Outcome:
    """What a simulated time came to."""

    visits: int
    articles: int
    missing: list[str]
    """Articles that were listed in more than two visits and never fetched."""
    untold: list[str]
    """Troubles that were not told within four usual gaps."""
    false_alarms: list[str]
    state_mb: float
    metrics_ms: float
    """Milliseconds of processor time for one text of the metrics."""
    lying_requests: float
    """Requests per visit of outlets whose dates lie, at the end."""


def simulate(
    archive: Path, *, outlets: int, troubled: int, days: int, gaps: list[float], seed: int
) -> Outcome:
    """Run the time and return what came of it. ``gaps`` are days between two articles, one of which each outlet has."""
    chance = random.Random(seed)
    world = World()
    papers = []
    for number in range(outlets):
        paper = Paper(world.site(f"Paper{number}"), chance.choice(gaps))
        if number < troubled:
            paper.trouble = TROUBLES[number % len(TROUBLES)]
            paper.from_day = days * chance.uniform(LEARNING + 0.1, 0.6)
        papers.append(paper)
    limits = {"requests": 60, "revisit": ["1d"], "archive_file_mb": 50, "timeout": 30}
    visits, false_alarms = 0, set()
    try:
        with Driven(archive, **limits) as driven:
            state = State(archive / "state.sqlite")
            step = min(gaps) / 2
            for tick in range(int(days / step)):
                day = tick * step
                now = START + day * DAY
                due = [paper for paper in papers if paper.next_visit <= now + 1]
                for paper in due:
                    paper.next_visit = now
                    paper.live(day)
                reports = driven.visit(now, *(paper.outlet for paper in due)) if due else {}
                visits += len(due)
                for paper in due:
                    paper.next_visit = now + paper.gap / 2 * DAY
                    paper.requests.append(reports[paper.site.name]["requests"])
                    status = status_of(Outlet.model_validate(paper.outlet), state, now)
                    marks = {alarm.mark for alarm in status.alarms if alarm.entry_point is None} - {"new"}
                    if day >= paper.from_day and marks and paper.told_on is None:
                        paper.told_on = day
                    if marks and (day < paper.from_day or paper.trouble in QUIET):
                        false_alarms.add(f"{paper.site.name} on day {day:.0f}: {', '.join(sorted(marks))}")
            outcome = _judge(papers, state, archive, visits, sorted(false_alarms))
            state.close()
    finally:
        world.stop()
    return outcome


def _judge(papers: list[Paper], state: State, archive: Path, visits: int, false_alarms: list[str]) -> Outcome:
    missing = []
    for paper in papers:
        for path, times in paper.listed.items():
            page = state.page(state.key(paper.site.name, paper.site.address(path)))
            if times > 2 and (page is None or page.payload_at is None):
                missing.append(paper.site.address(path))
    untold = [
        f"{paper.site.name} {paper.trouble}: " + ("never" if late is None else f"after {late:.1f} usual gaps")
        for paper in papers
        if paper.trouble
        and paper.trouble not in QUIET
        and ((late := _gaps_until_told(paper)) is None or late > 4)
    ]
    outlets = [Outlet.model_validate(paper.outlet) for paper in papers]
    statuses(outlets, state)
    started = time.process_time()
    metrics_text(state, outlets)
    lying = [count for paper in papers if paper.trouble == "lies" for count in paper.requests[-10:]]
    return Outcome(
        visits=visits,
        articles=sum(len(paper.articles) for paper in papers),
        missing=missing,
        untold=untold,
        false_alarms=false_alarms,
        state_mb=sum(path.stat().st_size for path in archive.glob("state.sqlite*")) / 1e6,
        metrics_ms=1000 * (time.process_time() - started),
        lying_requests=sum(lying) / max(1, len(lying)),
    )


def _gaps_until_told(paper: Paper) -> float | None:
    """Return how many usual gaps after the trouble began it was told, None if it never was."""
    return None if paper.told_on is None else (paper.told_on - paper.from_day) / paper.gap
