"""Page readers: Newstally and the libraries that one would use instead, each giving the same answer about a page."""

import importlib.util
from collections.abc import Callable
from dataclasses import dataclass

import trafilatura

from newstally.extract.article import NotAnArticle, read_page


@dataclass(frozen=True, slots=True)
class Found:
    """What a reader made of one page. ``refusal`` is why there is no article, where a reader says so."""

    title: str | None = None
    day: str | None = None
    authors: tuple[str, ...] = ()
    text: str = ""
    refusal: str | None = None


def by_newstally(html: bytes) -> Found:
    try:
        article = read_page(html, id="page")
    except NotAnArticle as reason:
        return Found(refusal=str(reason))
    day = str(article.reference_date) if article.published_at else None
    return Found(article.title, day, article.authors, article.text)


def by_trafilatura(html: bytes, **options: bool) -> Found:
    document = trafilatura.bare_extraction(html, include_comments=False, with_metadata=True, **options)
    if document is None:
        return Found(refusal="no text")
    authors = tuple(name.strip() for name in (document.author or "").split(";") if name.strip())
    return Found(document.title, document.date, authors, document.text or "")


def by_newspaper(html: bytes) -> Found:
    import newspaper

    article = newspaper.Article("https://page.example/", fetch_images=False)
    article.download(input_html=html.decode("utf-8", "replace"))
    article.parse()
    day = str(article.publish_date)[:10] if article.publish_date else None
    return Found(article.title, day, tuple(article.authors), article.text or "")


def by_resiliparse(html: bytes) -> Found:
    from resiliparse.extract.html2text import extract_plain_text
    from resiliparse.parse.encoding import detect_encoding
    from resiliparse.parse.html import HTMLTree

    tree = HTMLTree.parse_from_bytes(html, detect_encoding(html) or "utf-8")
    return Found(title=tree.title, text=extract_plain_text(tree, main_content=True))


READERS: dict[str, tuple[str, Callable[[bytes], Found]]] = {
    "newstally": ("newstally", by_newstally),
    "trafilatura": ("trafilatura", by_trafilatura),
    "trafilatura fast": ("trafilatura", lambda html: by_trafilatura(html, fast=True)),
    "trafilatura precision": ("trafilatura", lambda html: by_trafilatura(html, favor_precision=True)),
    "newspaper4k": ("newspaper", by_newspaper),
    "resiliparse": ("resiliparse", by_resiliparse),
}
"""Name of each reader: the package it needs, and what reads a page. What is not installed is left out."""


def installed() -> dict[str, Callable[[bytes], Found]]:
    """Return the readers whose packages are installed."""
    return {name: read for name, (package, read) in READERS.items() if importlib.util.find_spec(package)}
