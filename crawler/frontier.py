"""The pages of one outlet that wait to be fetched, and how many of them this run still takes."""

import math
from collections import Counter
from collections.abc import Iterable

from newstally.crawler import clock
from newstally.crawler.addresses import (
    host_of,
    is_for_device,
    page_key,
    telling_parameters,
    trap,
    without_tracking,
)
from newstally.crawler.reports import OutletReport
from newstally.crawler.rows import EntryPoint, Found, Page
from newstally.crawler.settings import Limits
from newstally.crawler.state import State
from newstally.crawler.state.pages import BACKLOG, Added

BATCH = 200
"""Pages taken out of the state at a time, so that memory doesn't grow with their number."""

FAILURES_IN_A_ROW = 10
"""Failed pages after which a host is taken to be down and its other pages are left to the next run."""


class Frontier:
    """Hands out due pages within the run's budget. Each page is handed out once."""

    def __init__(self, outlet: str, state: State, report: OutletReport, limits: Limits) -> None:
        self._outlet = outlet
        self._state = state
        self._report = report
        self._limits = limits
        self._in_progress: set[str] = set()
        self._done_below = -BACKLOG
        """Rank below which there are no more due pages."""
        self._handed_out = 0
        self._requested = 0
        self._failures_in_a_row: Counter[str] = Counter()
        self._stopped_hosts: set[str] = set()
        self._spent_already = False

    def add(self, found: Iterable[Found], *, found_in: EntryPoint) -> Added:
        """Put addresses into the frontier, one per page, without traps. Returns how many are new."""
        kept: list[Found] = []
        for one in found:
            reason = trap(one.address, longest=self._limits.address_length, repeats=self._limits.path_repeats)
            if reason:
                self._report.problem(reason, one.address[:500])
            else:
                kept.append(one)
        self._state.learn_telling(self._outlet, telling_parameters(one.address for one in kept))
        telling = self._state.telling(self._outlet)
        keyed: dict[str, Found] = {}
        for one in kept:
            clean = without_tracking(one.address)
            key = page_key(clean, telling)
            if key not in keyed or (is_for_device(keyed[key].address) and not is_for_device(clean)):
                keyed[key] = Found(clean, one.published_at, one.modified_at)
        self._done_below = -BACKLOG
        return self._state.add_found(self._outlet, keyed, found_in=found_in, now=self._report.started_at)

    def key(self, address: str) -> str:
        """Return the key of the page that an address leads to on this outlet."""
        return self._state.key(self._outlet, address)

    def next_pages(self, *, below: float, most: int = BATCH) -> list[Page]:
        """Return the next due pages of a rank below this one, none if there are none or the budget is spent."""
        if self.closed() or below <= self._done_below:
            return []
        size = min(most, self._limits.pages - self._handed_out)
        pages = self._state.due_pages(
            self._outlet,
            now=self._report.started_at,
            limit=max(size, 1),
            below=below,
            without=self._in_progress,
            without_hosts=self._stopped_hosts,
        )
        if len(pages) < size:
            self._done_below = below
        if pages and not size:
            self._spent(f"{self._limits.pages} pages were taken; the rest waits")
            return []
        self._handed_out += len(pages)
        self._in_progress.update(page.key for page in pages)
        return pages

    def closed(self) -> bool:
        """Return whether nothing may be fetched any more in this run: its requests, bytes or time are spent."""
        if self._spent_already:
            return True
        over = None
        if self._requested >= self._limits.requests:
            over = f"{self._limits.requests} requests were made; the rest waits"
        elif self._report.megabytes >= self._limits.total_mb:
            over = f"{self._limits.total_mb:g} MB were taken; the rest waits"
        elif clock.now() - self._report.started_at >= self._limits.minutes * 60:
            over = f"{self._limits.minutes:g} minutes are over; the rest waits"
        if over:
            self._spent_already = True
            self._spent(over)
        return self._spent_already

    def requesting(self) -> None:
        """Note that a request is about to be made."""
        self._requested += 1

    def _spent(self, what: str) -> None:
        self._done_below = math.inf
        if not self._report.problems["budget"]:
            self._report.problem("budget", self._outlet, what)

    def claim(self, key: str) -> bool:
        """Return whether a page that a redirect leads to is free to be fetched now, and mark it so."""
        if key in self._in_progress:
            return False
        page = self._state.page(key)
        if page is not None and (page.fetched_at is not None or page.outlet != self._outlet):
            return False
        self._in_progress.add(key)
        return True

    def done(self, *keys: str) -> None:
        """Note that pages are finished with."""
        self._in_progress.difference_update(keys)

    def went(self, address: str, *, well: bool) -> None:
        """Note how a fetch went; many that failed in a row stop the run for their host."""
        host = host_of(address)
        self._failures_in_a_row[host] = 0 if well else self._failures_in_a_row[host] + 1
        if self._failures_in_a_row[host] >= FAILURES_IN_A_ROW:
            self.stop(host)

    def stop(self, host: str) -> bool:
        """Have no more pages of a host fetched in this run, since it is down or wants to be left alone.

        Returns whether this is news.
        """
        news = host not in self._stopped_hosts
        self._stopped_hosts.add(host)
        return news

    def is_stopped(self, host: str) -> bool:
        """Return whether no more pages of a host are fetched in this run."""
        return host in self._stopped_hosts

    def waiting(self) -> int:
        """Return how many pages are due but were not handed out."""
        return self._state.count_due(self._outlet, now=self._report.started_at)
