"""Asking an outlet's entry points: which ones, when, and what became of it."""

import asyncio
import json
from collections import Counter, deque
from collections.abc import AsyncIterator, Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from scrapy import Request
from scrapy.http import Response
from twisted.python.failure import Failure

from newstally.crawler.addresses import site
from newstally.crawler.archive.writer import Written
from newstally.crawler.conditions import conditions, header, original
from newstally.crawler.entry_outcomes import SITEMAP_DEPTH, EntryOutcomes
from newstally.crawler.entry_points import Content
from newstally.crawler.entry_points.lists import read_list
from newstally.crawler.entry_points.reading import read_entry_point
from newstally.crawler.frontier import Frontier
from newstally.crawler.intervals import is_urgent
from newstally.crawler.problems import Postponed, kind_of, message_of
from newstally.crawler.reports import OutletReport
from newstally.crawler.rows import EntryPoint, Found
from newstally.crawler.settings import Outlet, seconds
from newstally.crawler.shared import Shared

ENTRY_PRIORITY = 100
"""Entry points that can't wait come before pages."""

MOVED_LINKS = 3
"""Links to another site, and none to its own, from which an entry point has moved there."""


class EntryVisits:
    """The entry points of one outlet in one visit."""

    def __init__(
        self,
        outlet: Outlet,
        run: Shared,
        report: OutletReport,
        frontier: Frontier,
        *,
        sites: set[str],
        due_only: bool,
        meta: dict[str, Any],
    ) -> None:
        self._outlet = outlet
        self._run = run
        self._report = report
        self._frontier = frontier
        self._sites = sites
        self._due_only = due_only
        self._meta = meta
        """What has a browser open an address, where the outlet needs one."""
        self._limits = run.settings.limits
        self._seen: set[str] = set()
        self._later: deque[tuple[EntryPoint, int]] = deque()
        self._outcomes = EntryOutcomes(outlet, run, report)
        self._begun = False
        self._expected: set[str] = set()

    def first(self) -> Iterator[Request]:
        """Yield requests for the configured entry points that are due; lists that are files are read at once."""
        for kind, address in self._outlet.entry_points:
            known = self._run.state.entry_point(self._outlet.name, address, kind)
            if self._due_only and not self._is_due(known):
                continue
            if kind == "list" and "://" not in address:
                self._read_local_list(known)
            else:
                yield from self._requests([replace(known, parent=None)], turn=1)
        self._begun = True

    def _is_due(self, known: EntryPoint) -> bool:
        """Return whether an entry point is due, or would be by an interval that was shortened since."""
        latest = (known.fetched_at or 0.0) + seconds(self._outlet.every_between[1])
        return known.due_at is None or min(known.due_at, latest) <= self._report.started_at

    @property
    def expected(self) -> bool:
        """Whether entry points that go first have not answered yet: whatever is no news waits for them."""
        return not self._begun or bool(self._expected)

    def later(self, number: int) -> Iterator[Request]:
        """Yield requests for entry points that could wait, those never read first."""
        for _ in range(min(number, len(self._later))):
            known, turn = self._later.popleft()
            yield from self._requests([known], turn=turn, priority=0)

    def conclude(self) -> None:
        """Note, once the visit is over, whether the outlet has moved and when it is to be visited next."""
        report, state = self._report, self._run.state
        if self._outcomes.moved and len(self._outcomes.moved) >= report.entry_points:
            report.moved_to = Counter(self._outcomes.moved.values()).most_common(1)[0][0]
            report.problem("moved", self._outlet.home, f"it leads to {report.moved_to}")
        due = [
            known.due_at
            for kind, address in self._outlet.entry_points
            if (known := state.entry_point(self._outlet.name, address, kind)).due_at is not None
        ]
        retry = state.next_retry(self._outlet.name, now=report.started_at)
        report.due_at = min([*due, *([retry] if retry is not None else [])], default=None)

    async def answered(self, response: Response) -> AsyncIterator[Any]:
        """Read an entry point, put what it names into the frontier, and yield requests for its children."""
        known: EntryPoint = response.meta["entry_point"]
        try:
            with self._run.ending_if_unwritable():
                async for request in self._answered(known, response):
                    yield request
        finally:
            self._expected.discard(known.address)

    async def _answered(self, known: EntryPoint, response: Response) -> AsyncIterator[Request]:
        if response.status not in {200, 304}:
            self._outcomes.failed(known, "http", f"answers {response.status}")
            return
        turn = response.meta["turn"] + 1
        written: Written = response.meta["written"]
        if written.type == "revisit":
            self._report.entry_points_unchanged += 1
            self._outcomes.succeeded(known, fresh=0)
            for request in self._children(known, (), turn):
                yield request
            return
        content, fresh = await self._take(known, response)
        if any(kind == "entry_point" for kind, _ in content.problems):
            self._outcomes.failed(known, "entry_point", "", counted=True)
            return
        if known.kind == "sitemap" and content.children and turn > SITEMAP_DEPTH:
            message = (
                f"an index {turn - 1} levels deep; its {len(content.children)} sitemaps are not followed"
            )
            self._report.problem("addresses", known.address, message)
            content.children = []
        children = [child for child in content.children if site(child.address) in self._sites]
        if known.kind == "sitemap":
            self._run.state.put_children(known, children)
        self._outcomes.succeeded(
            known,
            fresh=fresh,
            etag=header(response, "ETag"),
            last_modified=header(response, "Last-Modified"),
            payload_digest=written.digest,
            payload_at=written.at,
            read_at=self._report.started_at,
            hints=json.dumps(content.hints) if content.hints else None,
        )
        if known.kind == "section" and (turn > self._limits.section_pages or not fresh):
            return
        for request in self._children(known, children, turn):
            yield request

    async def _take(self, known: EntryPoint, response: Response) -> tuple[Content, int]:
        """Put what an entry point names into the frontier; return the rest of it, and how much was news to it."""
        rest = Content()
        elsewhere: Counter[str] = Counter()
        own = fresh = 0
        if "download_stopped" in response.flags:
            rest.problems.append(("size", "larger than is read of it; what came first was taken"))
        try:
            async for part in read_entry_point(
                known, response, self._limits, now=self._report.started_at, sites=self._sites
            ):
                taken, added = self._add(part.found, known, elsewhere)
                own += taken
                fresh += added
                rest.children.extend(part.children)
                rest.problems.extend(part.problems)
                rest.hints |= part.hints
                await asyncio.sleep(0)
        finally:
            for kind, message in rest.problems:
                self._report.problem(kind, response.url, message)
        self._note_place(known, response, own + len(rest.children), elsewhere)
        return rest, fresh

    def _note_place(self, known: EntryPoint, response: Response, own: int, elsewhere: Counter[str]) -> None:
        """Note whether an entry point has come to lead to another site."""
        known.moved_to = None
        if elsewhere and not own and sum(elsewhere.values()) >= MOVED_LINKS:
            known.moved_to = elsewhere.most_common(1)[0][0]
        elif site(response.url) not in self._sites:
            known.moved_to = _root(response.url)
        if known.moved_to:
            self._outcomes.moved[known.address] = known.moved_to

    def _add(self, found: list[Found], known: EntryPoint, elsewhere: Counter[str]) -> tuple[int, int]:
        """Put addresses into the frontier: those of the outlet's own sites; lists may name any.

        Returns how many those were, and how many are news to the entry point.
        """
        own = [one for one in found if known.kind == "list" or site(one.address) in self._sites]
        if len(own) < len(found):
            others = [one.address for one in found if site(one.address) not in self._sites]
            elsewhere.update(map(_root, others))
            message = f"{len(others)} addresses of other sites, such as {others[0]}"
            self._report.problem("offsite", known.address, message, cases=len(others))
        added = self._frontier.add(own, found_in=known)
        self._report.found += added.new
        return len(own), added.fresh

    def _children(self, known: EntryPoint, named: Iterable[Found], turn: int) -> Iterator[Request]:
        """Yield requests for the sitemaps of an index that can't wait, and queue the others that are due.

        A leaf may change without its index, so those that an unchanged index named are asked too. For a section the
        only child is its next page.
        """
        state, now = self._run.state, self._report.started_at
        if known.kind != "sitemap":
            pages = [state.entry_point(self._outlet.name, child.address, known.kind) for child in named]
            yield from self._requests([replace(page, parent=known.address) for page in pages], turn=turn)
            return
        if turn > SITEMAP_DEPTH:
            return
        due = [
            child
            for child in state.children(self._outlet.name, known.address)
            if child.due_at is None or child.due_at <= now
        ]
        urgent = [child for child in due if is_urgent(child, now)]
        yield from self._requests(urgent, turn=turn)
        chosen = {child.address for child in urgent}
        waiting = [child for child in due if child.address not in chosen]
        # Those never read come first, the latest foremost; then those that have waited longest.
        waiting.sort(key=lambda child: (child.fetched_at or 0.0, -(child.modified_at or 0.0)))
        self._later.extend((child, turn) for child in waiting)

    def _requests(
        self, entry_points: Iterable[EntryPoint], *, turn: int, priority: int = ENTRY_PRIORITY
    ) -> Iterator[Request]:
        for known in entry_points:
            if known.address in self._seen:
                continue
            self._seen.add(known.address)
            rendered = self._outlet.render and known.kind == "section"
            if priority:
                self._expected.add(known.address)
            yield Request(
                known.address,
                callback=self.answered,
                errback=self.request_failed,
                headers=None if rendered else conditions(known.etag, known.last_modified),
                priority=priority,
                meta={
                    "page": known.kind,
                    "entry_point": known,
                    "turn": turn,
                    "original": original(known.payload_digest, known.address, known.payload_at),
                    **(self._meta if rendered else {}),
                },
                dont_filter=True,
            )

    def _read_local_list(self, known: EntryPoint) -> None:
        path = Path(known.address)
        try:
            content = read_list(path.read_bytes(), str(path), limit=self._limits.addresses_per_sitemap)
        except OSError as error:
            self._outcomes.failed(known, "entry_point", f"can't be read: {error.strerror}")
            return
        for kind, message in content.problems:
            self._report.problem(kind, str(path), message)
        _, fresh = self._add(content.found, known, Counter())
        self._outcomes.succeeded(known, fresh=fresh, read_at=self._report.started_at)

    def request_failed(self, failure: Failure) -> None:
        """Note that an entry point could not be fetched; one that was postponed stays due."""
        error = failure.value
        assert error is not None
        request: Request = failure.request  # type: ignore[attr-defined]
        self._expected.discard(request.meta["entry_point"].address)
        if isinstance(error, Postponed):
            return
        self._outcomes.failed(request.meta["entry_point"], kind_of(error), message_of(error))


def _root(address: str) -> str:
    parts = urlsplit(address)
    return f"{parts.scheme}://{parts.netloc}/"
