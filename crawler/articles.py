"""What became of an article page: new, changed, unchanged, withdrawn, another page's double, or failed."""

import hashlib
import re
import time
from dataclasses import replace
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from scrapy import Request
from scrapy.http import Response, TextResponse

from newstally.crawler.addresses import absolute, host_of, page_key, site
from newstally.crawler.archive.index import read_capture
from newstally.crawler.archive.writer import Written
from newstally.crawler.frontier import Frontier
from newstally.crawler.problems import PERMANENT, Duplicate, Postponed, Refused, kind_of, message_of
from newstally.crawler.reports import OutletReport
from newstally.crawler.revisits import failed, looked_at, same_text
from newstally.crawler.rows import Page
from newstally.crawler.settings import seconds

if TYPE_CHECKING:
    from newstally.crawler.spider import Run

GONE = frozenset({404, 410})

CANONICAL = re.compile(
    rb"<link\b(?=[^>]*\brel\s*=\s*[\"']?canonical\b)[^>]*\bhref\s*=\s*[\"']?([^\"'\s>]+)", re.IGNORECASE
)
PAGE_TYPES = ("html", "xml", "text/plain")

HEAD_BYTES = 262_144
"""How far into a page its canonical address is looked for."""


class ArticleOutcomes:
    """Keeps the state of article pages and the report in step with what the fetches brought."""

    def __init__(self, run: "Run", report: OutletReport, frontier: Frontier) -> None:
        self._run = run
        self._report = report
        self._frontier = frontier
        self._ages = [seconds(age) for age in run.settings.limits.revisit]

    def redirected_to_known(self, page: Page, target: str) -> bool:
        """Return whether a redirect's target is fetched anyway; if not, it is claimed for this request."""
        key = page_key(target)
        if self._frontier.claim(key):
            return False
        self._run.state.put_alias(page.key, self._run.state.resolve(key))
        return True

    def answered(self, response: Response) -> None:
        """Note the answer to a request for an article page."""
        known: Page = response.meta["known"]
        self._report.pages += 1
        page = replace(known, status=response.status)
        final_key = page_key(response.url)
        if response.status == 200 or (response.status == 304 and known.digest is not None):
            page, double = self._same_page(page, response, final_key)
            if double:
                self._report.duplicates += 1
            elif response.status == 200 and not is_page(response):
                kind = (response.headers.get("Content-Type") or b"").decode("latin-1")
                self._report.problem("not_html", response.url, f"it is {kind}")
                self._put_failed(page, "not_html", permanent=True)
            else:
                self._content_came(page, known, response)
        elif response.status in GONE and known.digest is not None:
            self._withdrawn(page)
        else:
            self._report.problem("http", response.url, f"answers {response.status}")
            self._put_failed(page, "http", permanent=response.status in GONE)
        self._frontier.done(known.key, final_key, page.key)
        self._frontier.went(response.url, well=True)

    def failed(self, request: Request, error: BaseException) -> None:
        """Note that a request for an article page failed."""
        known: Page = request.meta["known"]
        final_key = page_key(request.url)
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
            page = replace(known, problem=kind, due_at=time.time() + seconds("7d"), rank=time.time())
            self._run.state.put_page(page)
        else:
            self._put_failed(known, kind, permanent=kind in PERMANENT)
        self._frontier.done(known.key, final_key)
        self._frontier.went(request.url, well=kind not in {"connection", "refused", "dns", "timeout"})

    def _same_page(self, page: Page, response: Response, final_key: str) -> tuple[Page, bool]:
        """Return the page under the key that it belongs to, and whether another fetched page has that key."""
        state = self._run.state
        key = final_key
        canonical = _canonical(response)
        if canonical is not None:
            key = page_key(canonical)
        key = state.resolve(key)
        for other in {page.key, final_key} - {key}:
            state.put_alias(other, key)
        if key == page.key:
            return page, False
        existing = state.page(key)
        if existing is not None and existing.fetched_at is not None:
            return existing, True
        address = response.url if key == final_key else page.address
        return replace(existing or page, key=key, address=address, status=page.status), False

    def _content_came(self, page: Page, known: Page, response: Response) -> None:
        """Note content that is new, changed, or the same as before."""
        written: Written = response.meta["written"]
        now = time.time()
        if written.type == "revisit":
            self._report.unchanged += 1
            self._put_looked_at(page, now=now, changed=False)
            return
        digest = hashlib.sha1(response.body, usedforsecurity=False).hexdigest()
        if known.digest is None:
            changed = False
            self._report.new += 1
        else:
            changed = digest != known.digest and not self._reads_the_same(known, response)
            self._report.changed += changed
            self._report.unchanged += not changed
        page = replace(
            page,
            etag=_text(response.headers.get("ETag")),
            last_modified=_text(response.headers.get("Last-Modified")),
            digest=digest,
            payload_digest=written.digest,
            payload_at=written.at,
            payload_address=response.url,
        )
        self._put_looked_at(page, now=now, changed=changed or known.digest is None)

    def _put_looked_at(self, page: Page, *, now: float, changed: bool) -> None:
        page = looked_at(page, now=now, changed=changed, ages=self._ages)
        self._run.state.put_page(replace(page, withdrawn_at=None))

    def _reads_the_same(self, known: Page, response: Response) -> bool:
        """Return whether the page reads as it did the last time, though its bytes differ."""
        if not isinstance(response, TextResponse):
            return False
        captures = self._run.state.captures([page_key(known.payload_address or known.address)])
        capture = next((one for one in captures if one.at == known.payload_at), None)
        before = read_capture(self._run.settings.archive, capture) if capture else None
        return before is not None and same_text(before.text, response.text)

    def _withdrawn(self, page: Page) -> None:
        """Note that an article that was there is gone. The archive keeps it, and the answer that says so.

        It is looked at again at the same ages as after a change, since it may come back.
        """
        now = time.time()
        news = page.withdrawn_at is None
        self._report.withdrawn += news
        page = looked_at(page, now=now, changed=news, ages=self._ages)
        self._run.state.put_page(replace(page, withdrawn_at=page.withdrawn_at or now))

    def _put_failed(self, page: Page, kind: str, *, permanent: bool) -> None:
        self._run.state.put_page(failed(page, now=time.time(), problem=kind, permanent=permanent))


def is_page(response: Response) -> bool:
    """Return whether a response says, or at least doesn't deny, that it is a web page."""
    kind = (response.headers.get("Content-Type") or b"").decode("latin-1").lower()
    return not kind or any(word in kind for word in PAGE_TYPES)


def _canonical(response: Response) -> str | None:
    """Return the address that a page gives as its own, if it can be believed: of the same site, and no front page."""
    match = CANONICAL.search(response.body, 0, HEAD_BYTES)
    if match is None:
        return None
    address = absolute(response.url, match.group(1).decode("utf-8", "replace").replace("&amp;", "&"))
    if address is None or site(address) != site(response.url) or len(urlsplit(address).path) <= 1:
        return None
    return address


def _text(value: bytes | None) -> str | None:
    return value.decode("latin-1") if value else None
