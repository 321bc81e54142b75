"""What became of an article page: new, changed, unchanged, withdrawn, another page's double, or failed."""

import asyncio
import hashlib
from collections import Counter
from collections.abc import Callable
from dataclasses import replace

from scrapy import Request
from scrapy.http import Response, TextResponse

from newstally.crawler import clock
from newstally.crawler.addresses import host_of
from newstally.crawler.archive.index import captures_in_files, read_capture
from newstally.crawler.archive.writer import Written
from newstally.crawler.conditions import header
from newstally.crawler.frontier import Frontier
from newstally.crawler.page_head import Head
from newstally.crawler.problems import Duplicate, Postponed, Refused, kind_of, message_of
from newstally.crawler.reports import OutletReport
from newstally.crawler.revisits import compared, failed, looked_at, same_text, shares_text
from newstally.crawler.rows import Page
from newstally.crawler.settings import seconds
from newstally.crawler.shared import Shared
from newstally.crawler.walls import Walls

GONE = frozenset({404, 410})

SHUT = frozenset({401, 402, 403, 407, 451})
"""Statuses of a site that doesn't want us, or not without a login."""

ENOUGH_SHUT = 3
"""Pages that were refused, and half of all, from which a site counts as blocked."""

PAGE_TYPES = ("html", "xml", "text/plain")


class ArticleOutcomes:
    """Keeps the state of article pages and the report in step with what the fetches brought."""

    def __init__(
        self,
        run: Shared,
        report: OutletReport,
        frontier: Frontier,
        is_no_article: Callable[[str], bool] = lambda address: False,
    ) -> None:
        self._is_no_article = is_no_article
        self._run = run
        self._report = report
        self._frontier = frontier
        self._ages = [seconds(age) for age in run.settings.limits.revisit]
        self._walls = Walls(run.state.standing(report.outlet).latest)
        self._statuses: Counter[int] = Counter()

    def redirected_to_known(self, page: Page, target: str) -> bool:
        """Return whether a redirect's target is fetched anyway; if not, it is claimed for this request."""
        key = self._frontier.key(target)
        if self._frontier.claim(key):
            return False
        self._run.state.put_alias(page.key, self._run.state.resolve(key))
        return True

    async def answered(self, response: Response) -> None:
        """Note the answer to a request for an article page."""
        known: Page = response.meta["known"]
        self._report.pages += 1
        self._statuses[response.status] += 1
        page = replace(known, status=response.status)
        final_key = self._frontier.key(response.url)
        if response.status == 200 or (response.status == 304 and known.digest is not None):
            page, double = await self._same_page(page, response, final_key)
            if double:
                self._report.duplicates += 1
            elif response.status == 200 and not is_page(response):
                kind = header(response, "Content-Type")
                self._report.problem("not_html", response.url, f"it is {kind}")
                self._put_failed(page, "not_html")
            else:
                await self._content_came(page, known, response)
        elif response.status in GONE and known.digest is not None:
            self._withdrawn(page)
        elif response.headers.get("cf-mitigated") == b"challenge":
            self._report.problem("blocked", response.url, "asks readers to prove that they are human")
            self._put_failed(page, "blocked")
        else:
            self._report.problem("http", response.url, f"answers {response.status}")
            self._put_failed(page, "http")
        self._frontier.done(known.key, final_key, page.key)
        self._frontier.went(response.url, well=True)

    def conclude(self) -> None:
        """Judge the pages of a visit as a whole: whether they were pages, or a wall in front of them."""
        keys, text = self._walls.found()
        pages = [page for key in keys if (page := self._run.state.page(key)) is not None]
        for page in pages:
            self._put_failed(replace(page, fetched_at=None, digest=None), "same_text")
            self._report.problem("same_text", page.address, f"{len(pages)} addresses read: {text}")
        self._report.new -= min(len(pages), self._report.new)
        self._report.latest = self._walls.latest()
        answers = sum(self._statuses.values())
        if pages:
            self._report.blocked = f"{len(pages)} new addresses all read: {text}"
            return
        shut = {status: count for status, count in self._statuses.items() if status in SHUT}
        challenged = self._report.problems["blocked"]
        most = max(challenged, *shut.values(), 0) if shut else challenged
        if most >= ENOUGH_SHUT and 2 * max(sum(shut.values()), challenged) >= answers:
            what = (
                "ask to prove that one is human"
                if challenged == most
                else f"answer {max(shut, key=lambda one: shut[one])}"
            )
            self._report.blocked = f"{most} of {answers} pages {what}"

    def failed(self, request: Request, error: BaseException) -> None:
        """Note that a request for an article page failed."""
        known: Page = request.meta["known"]
        final_key = self._frontier.key(request.url)
        if isinstance(error, Duplicate):
            self._report.duplicates += 1
            self._frontier.done(known.key, final_key)
            return
        kind = kind_of(error)
        if isinstance(error, Postponed) or (isinstance(error, Refused) and error.site_wide):
            if isinstance(error, Refused) and self._frontier.stop(host_of(request.url)):
                self._report.problem(kind, request.url, message_of(error))
            return  # still due, and in progress as far as this run is concerned
        self._report.problem(kind, request.url, message_of(error))
        if kind == "robots":
            now = clock.now()
            self._run.state.put_page(replace(known, problem=kind, due_at=now + seconds("7d"), rank=now))
        else:
            self._put_failed(known, kind)
        self._frontier.done(known.key, final_key)
        self._frontier.went(request.url, well=kind not in {"connection", "refused", "dns", "timeout"})

    async def _same_page(self, page: Page, response: Response, final_key: str) -> tuple[Page, bool]:
        """Return the page under the key that it belongs to, and whether another fetched page has that key.

        A canonical address is believed unless the page that is known by it reads otherwise: some sites give that of a
        section to all of its articles.
        """
        state = self._run.state
        key = await self._believed_key(page, response, final_key)
        for other in {page.key, final_key} - {key}:
            state.put_alias(other, key)
        if key == page.key:
            return page, False
        existing = state.page(key)
        if existing is not None and existing.fetched_at is not None:
            return existing, True
        address = response.url if key == final_key else page.address
        return replace(existing or page, key=key, address=address, status=page.status), False

    async def _believed_key(self, page: Page, response: Response, final_key: str) -> str:
        state = self._run.state
        final_key = state.resolve(final_key)
        head: Head = response.meta.get("head") or Head()
        if head.canonical is None or self._is_no_article(head.canonical):
            return final_key
        key = state.resolve(self._frontier.key(head.canonical))
        existing = state.page(key)
        if key in {page.key, final_key} or existing is None or existing.fetched_at is None:
            return key
        return key if await self._is_double(existing, response) else final_key

    async def _content_came(self, page: Page, known: Page, response: Response) -> None:
        """Note content that is new, changed, or the same as before."""
        written: Written = response.meta["written"]
        now = clock.now()
        head: Head = response.meta.get("head") or Head()
        self._report.reserved = sorted({*self._report.reserved, *head.reserved})
        if written.type == "revisit":
            self._report.unchanged += 1
            self._put_looked_at(page, now=now, changed=False)
            return
        digest = (
            response.meta["body_digest"] or hashlib.sha1(response.body, usedforsecurity=False).hexdigest()
        )
        if known.digest is None:
            changed = False
            self._report.new += 1
        else:
            changed = digest != known.digest and not await self._reads_the_same(known, response)
            self._report.changed += changed
            self._report.unchanged += not changed
        page = replace(
            page,
            etag=header(response, "ETag"),
            last_modified=header(response, "Last-Modified"),
            digest=digest,
            payload_digest=written.digest,
            payload_at=written.at,
            payload_address=response.url,
        )
        self._put_looked_at(page, now=now, changed=changed or known.digest is None)
        if known.digest is None and head.title:
            self._walls.add(head.title, page.key)
            await self._look_for_wall(head.title)

    async def _look_for_wall(self, title: bytes) -> None:
        """Compare the new pages of a title by their text, if there are so many that it may be a wall."""
        while (pair := self._walls.to_compare(title)) is not None:
            first, other = (self._kept(key) for key in pair)
            same, text = False, ""
            if first is not None and other is not None:
                same, text = await asyncio.to_thread(compared, first.text, other.text)
            self._walls.compared(title, pair[1], same=same, text=text)

    def _kept(self, key: str) -> TextResponse | None:
        page = self._run.state.page(key)
        return None if page is None else self._earlier(page)

    def _put_looked_at(self, page: Page, *, now: float, changed: bool) -> None:
        if page.modified_by is not None:
            self._judge_word(page, changed=changed)
        page = looked_at(page, now=now, changed=changed, ages=self._ages)
        self._run.state.put_page(replace(page, withdrawn_at=None, modified_by=None))

    def _judge_word(self, page: Page, *, changed: bool) -> None:
        """Note whether an entry point was right that a page was modified; stop looking at its word if it never is."""
        state = self._run.state
        assert page.modified_by is not None
        entry_point = state.entry_point(page.outlet, page.modified_by, "sitemap")
        lied_before = entry_point.lies
        judged = replace(
            entry_point,
            said_modified=entry_point.said_modified + 1,
            was_modified=entry_point.was_modified + changed,
        )
        state.put_entry_point(judged)
        if judged.lies and not lied_before:
            message = (
                f"it says that pages were modified which read as before ({judged.said_modified} looked at)"
            )
            self._report.problem("date", judged.address, message)
            state.distrust(page.outlet, judged.address, self._ages)

    async def _reads_the_same(self, known: Page, response: Response) -> bool | None:
        """Return whether the page reads as an earlier capture of a page does; None if that can't be read any more."""
        before = self._earlier(known)
        if before is None or not isinstance(response, TextResponse):
            return None
        return await asyncio.to_thread(same_text, before.text, response.text)

    async def _is_double(self, existing: Page, response: Response) -> bool:
        """Return whether a page may be another form of one that was fetched: they share most of their text."""
        before = self._earlier(existing)
        if before is None or not isinstance(response, TextResponse):
            return True
        return await asyncio.to_thread(shares_text, before.text, response.text)

    def _earlier(self, known: Page) -> TextResponse | None:
        """Return the latest content of a page as the archive has it, if it can be read."""
        if known.payload_at is None:
            return None
        archive, address = self._run.settings.archive, known.payload_address or known.address
        captures = self._run.state.captures([self._frontier.key(address)])
        capture = next((one for one in captures if one.at == known.payload_at), None)
        if capture is None:
            older = captures_in_files(archive, [address], day=known.payload_at[:10])
            capture = next((one for one in older if one.at == known.payload_at), None)
        return read_capture(archive, capture) if capture else None

    def _withdrawn(self, page: Page) -> None:
        """Note that an article that was there is gone. The archive keeps it, and the answer that says so.

        It is looked at again at the same ages as after a change, since it may come back.
        """
        now = clock.now()
        news = page.withdrawn_at is None
        self._report.withdrawn += news
        page = looked_at(page, now=now, changed=news, ages=self._ages)
        self._run.state.put_page(replace(page, withdrawn_at=page.withdrawn_at or now))

    def _put_failed(self, page: Page, kind: str) -> None:
        state = self._run.state
        page = failed(
            page,
            now=clock.now(),
            problem=kind,
            listed=state.is_listed(page),
        )
        state.put_page(page)


def is_page(response: Response) -> bool:
    """Return whether a response says, or at least doesn't deny, that it is a web page."""
    kind = (response.headers.get("Content-Type") or b"").decode("latin-1").lower()
    return not kind or any(word in kind for word in PAGE_TYPES)
