"""Article: one page's bytes become one article, or a clear word on why the page holds none.

    article = read_page(html, id="a1", url="https://…", headers={"Content-Type": "text/html"})

Pure: the same bytes, headers and address give the same article on any machine; no network, no clock. Each question
about a page has its module: ``page`` (bytes to tree), ``jsonld`` and ``metatags`` (what the page says about itself),
``title``, ``authors``, ``dates``, ``address``, ``language``, ``body`` (the clean text), ``live`` (the entries of a
live blog) and ``verdict`` (is it an article at all). The phrases and class names by which furniture is known are data:
``markup.toml`` here, and ``pages.toml`` in each folder of ``extract/words``.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from newstally.extract.article.address import own_address
from newstally.extract.article.body import Body, extract_body, without_others
from newstally.extract.article.dates import DateFinder
from newstally.extract.article.language import find_language
from newstally.extract.article.live import find_entries, find_plain_entries
from newstally.extract.article.parsed import parsed_page
from newstally.extract.article.template import OutletPages, Template, fingerprints
from newstally.extract.article.verdict import NotAnArticle, require_article
from newstally.extract.collector import paused
from newstally.extract.model import Article

__all__ = [
    "NotAnArticle",
    "OutletPages",
    "PageJudgement",
    "Template",
    "fingerprints",
    "judge_page",
    "read_page",
]


@dataclass(frozen=True, slots=True)
class PageJudgement:
    """What was decided about every block of a page, and about the page."""

    title: str | None
    body: Body
    verdict: NotAnArticle | None
    """Why the page is no article, None if it is one."""


def judge_page(
    html: bytes,
    *,
    url: str | None = None,
    headers: Mapping[str, str] | None = None,
    outlet: str | None = None,
    template: Template = frozenset(),
) -> PageJudgement:
    """Return the decision on each block of a page, with its signs, and on the page itself.

    The arguments are those of ``read_page``. Raises NotAnArticle for what can't be read as a page at all.
    """
    page = parsed_page(html, headers, outlet, url)
    body = extract_body(page, template)
    verdict = None
    try:
        require_article(page.metadata, page.title.text, body, url)
    except NotAnArticle as reason:
        verdict = reason
    return PageJudgement(page.title.text, body, verdict)


@paused()
def read_page(
    html: bytes,
    *,
    id: str,
    url: str | None = None,
    headers: Mapping[str, str] | None = None,
    fetched_at: datetime | None = None,
    outlet: str | None = None,
    country: str | None = None,
    timezone: str | None = None,
    language: str | None = None,
    template: Template = frozenset(),
) -> Article:
    """Return the article that a page holds.

    ``html`` may be compressed and in any encoding. ``url`` is the address it was fetched from, ``headers`` those of
    the response. ``fetched_at`` (else the response's ``Date`` header) is the moment after which a publication date
    cannot lie. ``outlet``, ``country`` and ``timezone`` are what the configuration says of the outlet: the name is
    read from the page if not given; a publication time in UTC is turned into the outlet's own time zone, so that its
    day is the day on which the outlet's readers saw it. Without ``timezone`` it is that of the country, or of the
    page's language, where all of it keeps one time. ``language`` is the outlet's usual one, used where neither
    the page nor its text tells. ``template`` has the fingerprints of blocks that recur on other pages of the outlet
    (``OutletPages`` tells them): they are none of the article's.

    Paragraphs of the text are separated by newlines; the title is not repeated in it.

    Raises NotAnArticle, which says why, for section pages, error pages, login walls, and what cannot be read.
    """
    page = parsed_page(html, headers, outlet, url)
    dates = DateFinder(
        page,
        url=url,
        timezone=timezone,
        country=country,
        language=language,
        fetched_at=fetched_at,
    )
    address = own_address(page.tree, page.metadata, url)
    body = extract_body(page, template)
    require_article(page.metadata, page.title.text, body, url)
    entries = find_entries(page.tree, page.metadata, body, timezone)
    dates.leave_out(entries)
    if dates.nothing_tells(body.dated_text):
        dates.fall_back(page.markup.decode(), lambda: without_others(page.tree, body))
    published = dates.published(body.dated_text)
    if not entries:
        named = page.metadata.html_language
        moment = published.moment if published else None
        entries = find_plain_entries(page.title.text, named, body, moment, dates.conventions.timezone)
    return Article(
        id=id,
        text=body.text,
        title=page.title.text,
        published_at=published.moment if published else None,
        dated_by=published.by if published else None,
        day_sureness=published.sureness if published else None,
        modified_at=dates.modified(),
        language=find_language(page.metadata, body.text, page.headers.get("content-language"), language),
        country=country,
        timezone=timezone,
        authors=page.authors,
        outlet=outlet or page.metadata.outlet,
        url=address,
        paywalled=body.is_paywalled(page.metadata),
        entries=entries,
    )
