"""Attributes: what an element's role, style and names tell of all that stands in it."""

import re
import unicodedata
from collections.abc import Mapping
from functools import cache, lru_cache

from lxml.html import HtmlElement

from newstally.extract.article.metadata import markup_data
from newstally.extract.article.names import NameKinds
from newstally.extract.article.phrases import is_worded_as_furniture

HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
FEWEST_IN_ANCHOR = 2
"""In words: single ones are names by convention ("comments")."""
WORD = re.compile(r"[^\W_]+")
REMEMBERED = 20_000
"""Values of ``class`` whose answer is kept: sites repeat a few hundred, of which a crawl reads many."""
HIDING_STYLE = re.compile(
    r"display:\s*none|visibility:\s*hidden|clip:\s*rect\(0|clip-path:\s*inset\((?:50|100)%"
)


def is_hidden(attributes: Mapping[str, str]) -> bool:
    """Return whether an element's own attributes hide it from readers."""
    style = attributes.get("style")
    return (
        "hidden" in attributes
        or attributes.get("aria-hidden") == "true"
        or (style is not None and HIDING_STYLE.search(style) is not None)
    )


def name_of(element: HtmlElement) -> str:
    """Return the class, id and test names of an element; an id that is made of a heading names nothing."""
    return name_in(dict(element.items()), element)


def name_in(attributes: Mapping[str, str], element: HtmlElement) -> str:
    """Return the name of an element that has these attributes."""
    get = attributes.get
    given = get("id", "")
    if given and is_anchor(element, given):
        given = ""
    return f"{get('class', '')} {given} {get('data-testid', '')} {get('itemprop', '')}".strip()


def is_anchor(element: HtmlElement, given: str) -> bool:
    """Return whether an id is made of the words of the heading that the element is, or begins with: links lead to it.

    "related-links" above links is none, nor is a heading that says what stands around articles.
    """
    heading = element if element.tag in HEADINGS else element[0] if len(element) else None
    if heading is None or heading.tag not in HEADINGS:
        return False
    words = set(WORD.findall(given.lower()))
    if len(words) < FEWEST_IN_ANCHOR:
        return False
    text = heading.text_content()
    if 2 * len(words & set(WORD.findall(unaccented(text)))) < len(words) or is_worded_as_furniture(
        text.strip()
    ):
        return False
    linked = sum(len(link.text_content()) for link in element.iter("a"))
    return 2 * linked <= len(element.text_content())


def unaccented(text: str) -> str:
    """Return a text in lower case, its letters without accents, as addresses have them."""
    return "".join(
        letter
        for letter in unicodedata.normalize("NFKD", text.casefold())
        if not unicodedata.combining(letter)
    )


@cache
def roles_of_furniture() -> frozenset[str]:
    """Return the roles of elements that are no text."""
    return frozenset(markup_data()["remove"]["roles"])


@cache
def name_kinds() -> NameKinds:
    """Return the kinds of name in ``markup.toml``."""
    return NameKinds(markup_data()["names"])


@cache
def word_starts(kind: str) -> re.Pattern[str]:
    """Return a pattern for the class and id names of one list; each matches at the start of a word of the name."""
    section, _, key = kind.partition(".")
    names = sorted(markup_data()[section][key], key=len, reverse=True)
    return re.compile(rf"(?:(?<![A-Za-z])|(?<=[a-z])(?=[A-Z]))(?i:{'|'.join(map(re.escape, names))})")


@lru_cache(maxsize=REMEMBERED)
def has_name(names: str, kind: str) -> bool:
    """Return whether class names hold one of a list; a page has the same ones again and again."""
    return word_starts(kind).search(names) is not None
