"""Attributes: what an element's role, style and names tell of all that stands in it."""

import re
from collections.abc import Mapping
from functools import cache

from lxml.html import HtmlElement

from newstally.extract.article.metadata import markup_data
from newstally.extract.article.names import NameKinds

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
    """Return the class, id and test names of an element."""
    get = element.get
    return f"{get('class', '')} {get('id', '')} {get('data-testid', '')} {get('itemprop', '')}".strip()


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
