"""Parsed: a page's tree with what it says of itself, its headline and its authors, before any decision on its text."""

from collections.abc import Mapping
from dataclasses import dataclass

from lxml.html import HtmlElement

from newstally.extract.article.authors import find_authors
from newstally.extract.article.metadata import Metadata, read_metadata
from newstally.extract.article.page import page_markup, tree_of
from newstally.extract.article.title import Title, find_title


@dataclass(frozen=True, slots=True)
class ParsedPage:
    """A page as far as it is known before its blocks are judged."""

    headers: Mapping[str, str]
    """Those of the response, by lower-case name."""
    markup: bytes
    """In UTF-8."""
    tree: HtmlElement
    elements: list[HtmlElement]
    """All of the tree's, held: lxml makes an element's object anew whenever one is looked at that nobody holds."""
    metadata: Metadata
    title: Title
    authors: tuple[str, ...]


def parsed_page(
    html: bytes,
    headers: Mapping[str, str] | None = None,
    outlet: str | None = None,
    url: str | None = None,
) -> ParsedPage:
    """Return a page, given as bytes, as far as it is known before its blocks are judged. Raises NotAnArticle.

    ``url`` is the address that it was fetched from.
    """
    lowered = {name.lower(): value for name, value in (headers or {}).items()}
    markup = page_markup(html, lowered)
    tree = tree_of(markup)
    elements = list(tree.iter())
    metadata = read_metadata(tree)
    title = find_title(tree, metadata, outlet, url)
    authors = find_authors(tree, metadata, title.element, outlet)
    return ParsedPage(lowered, markup, tree, elements, metadata, title, authors)
