"""Pages: one record of the archive becomes one page with its article and claims, or a word on why it has none."""

import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from urllib.parse import urlsplit

from newstally.crawler.settings import Outlet
from newstally.extract.article import NotAnArticle, Template, read_page
from newstally.extract.model import Article, Reading
from newstally.extract.readers import Readers
from newstally.extract.words import LanguageDataError
from newstally.pipeline.documents import Defaults, Problem, article_of
from newstally.pipeline.intake.archive import Stretch
from newstally.pipeline.ledger.rows import GONE, Page, make_batch
from newstally.pipeline.ledger.tables import Batch
from newstally.pipeline.warc import Record

OK = 200
UNREAD = "could not be read: {}"
"""The note of a page that a parser broke at, with the kind of error."""


class NotWantedError(Exception):
    """The article of a page isn't wanted; the message says why. The ledger is to have no row of the page."""


class PageReader:
    """Reads records. Keeps the language models loaded; one per process."""

    def __init__(self, outlets: Iterable[Outlet] = (), readers: Readers | None = None) -> None:
        """``readers`` have models loaded already, where there are such."""
        self._readers = readers or Readers()
        self._by_name = {outlet.name: outlet for outlet in outlets}
        self._by_host = {_host(outlet.home): outlet for outlet in self._by_name.values()}

    def of_outlets(self, outlets: Iterable[Outlet]) -> "PageReader":
        """Return a reader of these outlets' pages with the models of this one."""
        return PageReader(outlets, self._readers)

    def read_once(self, html: bytes) -> None:
        """Read a page and make its rows for nothing but having loaded what that takes."""
        reading = self._readers.read(read_page(html, id="page"))
        make_batch([Page("page", 0, reading=reading)])

    def read(self, stretches: Iterable[Stretch]) -> Iterator[Batch]:
        """Yield the batch of each stretch, in order."""
        yield from map(self.batch, stretches)

    def close(self) -> None:
        """Nothing is to be ended: pages are read in this process."""

    def batch(self, stretch: Stretch) -> Batch:
        """Return the rows of a stretch of the archive, with its mark and problems."""
        problems = list(stretch.problems)
        pages = []
        for record in stretch.records:
            page = self.page(record, problems, template=stretch.templates.get(record.offset, frozenset()))
            if page is not None:
                pages.append(page)
        batch = make_batch(pages, {stretch.file: stretch.read_to})
        batch.problems = problems
        batch.left_out = Counter(reason for record in stretch.records if (reason := why_left_out(record)))
        return batch

    def page(
        self,
        record: Record,
        problems: list[str],
        accept: Callable[[Article], None] | None = None,
        template: Template = frozenset(),
    ) -> Page | None:
        """Return the page that a record holds; None for records that tell the ledger nothing.

        What can't be read is added to ``problems``. ``accept`` is called with the article before it is read, and may
        raise NotWantedError. ``template`` is what of the page recurs on other pages of its outlet.
        """
        if why_left_out(record):
            return None
        outlet = self._outlet(record)
        if _is_withdrawal(record):
            return self._page(record, outlet, None, f"HTTP status {record.status}")
        is_article = _is_written_article(record)
        where = f"{record.file}@{record.offset} ({record.url})"
        try:
            found = _written_article(record) if is_article else self._article(record, outlet, template)
            if accept is not None:
                accept(found)
            reading = self._readers.read(found)
        except NotAnArticle as reason:
            return self._page(record, outlet, None, f"no article: {reason}")
        except (LanguageDataError, NotWantedError):
            raise  # no page can be read with these, or this one isn't to be
        except Exception as error:
            # A page that breaks a parser must not keep the others out of the ledger.
            problems.append(f"{where}: could not be read: {type(error).__name__}: {error}")
            return self._page(record, outlet, None, UNREAD.format(type(error).__name__))
        if reading.article.published_at is None:
            problems.append(f"{where}: the article has no date; days such as 'Tuesday' stay unresolved")
        return self._page(record, outlet, reading, reading.note)

    def unread(self, record: Record, note: str) -> Page:
        """Return the page of a record whose reading failed, with a word on why."""
        return self._page(record, self._outlet(record), None, note)

    def _article(self, record: Record, outlet: Outlet | None, template: Template) -> Article:
        local = not record.url.startswith(("http://", "https://"))
        return read_page(
            record.body,
            id=record.url.rpartition("/")[2] if local else record.url,
            url=None if local else record.url,
            headers=record.http_headers,
            fetched_at=_moment(record.date),
            outlet=outlet.name if outlet else None,
            country=outlet.country if outlet else None,
            timezone=outlet.timezone if outlet else None,
            language=outlet.language if outlet else None,
            template=template,
        )

    def _page(self, record: Record, outlet: Outlet | None, reading: Reading | None, note: str | None) -> Page:
        web = record.url.startswith(("http://", "https://"))
        return Page(
            warc_file=record.file,
            warc_offset=record.offset,
            url=record.url if web else (reading.article.url if reading else None),
            outlet=outlet.name if outlet else None,
            fetched_at=_moment(record.date),
            status=record.status if record.type == "response" else None,
            digest=record.headers.get("warc-payload-digest"),
            reading=reading,
            note=note,
        )

    def _outlet(self, record: Record) -> Outlet | None:
        named = self._by_name.get(record.headers.get("newstally-outlet", ""))
        return named or self._by_host.get(_host(record.url))


def why_left_out(record: Record) -> str | None:
    """Return why a record tells the ledger nothing, None if it does."""
    kind = record.headers.get("newstally-page", "article")
    if kind != "article":
        return f"fetched as {kind}"
    if record.type == "revisit":
        return "unchanged since an earlier record"
    if _is_withdrawal(record) or _is_written_article(record) or record.is_page:
        return None
    return (
        f"answered {record.status}"
        if record.status != OK
        else f"{_media_type(record) or 'unknown'}, not HTML"
    )


def _is_withdrawal(record: Record) -> bool:
    return record.status in GONE and "newstally-page" in record.headers


def _is_written_article(record: Record) -> bool:
    return record.type == "resource" and _media_type(record) == "application/json"


def _media_type(record: Record) -> str:
    return record.http_headers.get("content-type", "").partition(";")[0].strip().lower()


def _written_article(record: Record) -> Article:
    """Return the article of a record that holds one as JSON, as ``newstally ingest`` archives lines of JSON."""
    found = article_of(json.loads(record.body), record.url, Defaults())
    if isinstance(found, Problem):
        raise NotAnArticle("unreadable", found.what)
    return found


def _host(url: str) -> str:
    parts = urlsplit(url)
    return f"{(parts.hostname or '').removeprefix('www.')}:{parts.port or ''}"


def _moment(text: str) -> datetime | None:
    try:
        return datetime.fromisoformat(text.replace("Z", "+00:00"))
    except ValueError:
        return None
