"""Read: a text, a page or an article becomes a reading, in one call.

reading = read("Police said on Wednesday that more than 40 people were killed.", published_at=date(2026, 2, 26))
for claim in reading.claims: print(claim.low, claim.source, claim.as_of)
"""

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime

from newstally.extract.article import Template
from newstally.extract.article import read_page as read_page_bytes
from newstally.extract.countries import checked_country
from newstally.extract.model import Article, Reading
from newstally.extract.readers import Readers
from newstally.extract.words import remembered

MARKUP = re.compile(r"\s*(?:<!doctype\b|<\?xml\b|<!--|<html\b|<head\b|<body\b|<article\b)", re.IGNORECASE)
"""How a page begins."""


def read(
    what: str | bytes | Article,
    *,
    published_at: date | datetime | None = None,
    title: str | None = None,
    language: str | None = None,
    country: str | None = None,
    timezone: str | None = None,
    outlet: str | None = None,
    url: str | None = None,
    id: str = "text",
) -> Reading:
    """Return what is read in a text, a page (bytes, or a string that begins with markup) or an article.

    ``published_at`` is what "Tuesday" and "last year" are resolved against, ``country`` (ISO 3166, lower case)
    decides what a bare ``$`` is. Of a page, what it says about itself counts first, then what is given. The models of a
    language are loaded at its first use and kept.

    Raises NotAnArticle, which says why, for a page that holds none; TypeError for anything else than the three, and for
    a ``published_at`` that is no date; ValueError for a ``country`` that there is none of.
    """
    if published_at is not None and not isinstance(published_at, date):
        raise TypeError(f"published_at wants a date such as date(2026, 2, 26), not {published_at!r}")
    _check_country(country)
    if isinstance(what, Article):
        return _readers().read(what)
    if isinstance(what, bytes) or (isinstance(what, str) and MARKUP.match(what)):
        article = read_page(
            what, id=id, url=url, outlet=outlet, country=country, timezone=timezone, language=language
        )
    elif isinstance(what, str):
        article = Article(
            id=id, text=what, language=language, country=country, timezone=timezone, outlet=outlet, url=url
        )
    else:
        raise TypeError(f"read() takes a text, a page or an Article, not {type(what).__name__}")
    return _readers().read(_completed(article, title, published_at))


def read_page(
    html: str | bytes,
    *,
    id: str = "page",
    url: str | None = None,
    headers: Mapping[str, str] | None = None,
    fetched_at: datetime | None = None,
    outlet: str | None = None,
    country: str | None = None,
    timezone: str | None = None,
    language: str | None = None,
    template: Template = frozenset(),
) -> Article:
    """Return the article that a page holds: its clean text with title, authors, dates, language and address.

    ``html`` are the page's bytes, in any encoding, or a string. The rest is what is known of page and outlet; see
    ``newstally.extract.article.read_page``.

    Raises NotAnArticle, which says why, for section pages, error pages, login walls, and what cannot be read;
    ValueError for a ``country`` that there is none of.
    """
    _check_country(country)
    known = dict(headers or {})
    if isinstance(html, str):
        html = html.encode("utf-8", "replace")
        known = {name: value for name, value in known.items() if name.lower() != "content-type"}
        known["Content-Type"] = "text/html; charset=utf-8"
    return read_page_bytes(
        html,
        id=id,
        url=url,
        headers=known,
        fetched_at=fetched_at,
        outlet=outlet,
        country=country,
        timezone=timezone,
        language=language,
        template=template,
    )


def _check_country(country: str | None) -> None:
    if country is not None:
        try:
            checked_country(country)
        except ValueError as error:
            raise ValueError(f"country wants {error}") from None


def _completed(article: Article, title: str | None, published_at: date | datetime | None) -> Article:
    """Return the article with title and publication date where it has none."""
    return replace(article, title=article.title or title, published_at=article.published_at or published_at)


@remembered
def _readers() -> Readers:
    return Readers()
