"""Standfirst: the sentences under the headline that sum the article up and often hold its first figures."""

from itertools import islice

from lxml.html import HtmlElement

from newstally.extract.article.attributes import word_starts
from newstally.extract.article.page import following
from newstally.extract.article.title import folded

MIN_LENGTH = 30
MAX_LENGTH = 700
LONGEST_RAW = 5_000
"""Characters, white space counted, of an element that is looked at."""
MAX_ELEMENTS = 60
SAME_START = 40
"""A text that starts with so many characters of the page's description is taken for it."""


def find_standfirst(headline: HtmlElement | None, description: str | None) -> str | None:
    """Return the standfirst that the page shows under its headline, None if it shows none.

    It is known by its class name, or by being what the page gives as its description. Read it after furniture is
    out of the tree.
    """
    if headline is None:
        return None
    names = word_starts("standfirst.names")
    start = folded(description or "")[:SAME_START]
    for element in islice(following(headline, "p", "h2", "h3", "div", "span", "ul"), MAX_ELEMENTS):
        raw = element.text_content()
        text = " ".join(raw.split()) if MIN_LENGTH <= len(raw) <= LONGEST_RAW else ""
        if not MIN_LENGTH <= len(text) <= MAX_LENGTH:
            continue
        if names.search(element.get("class", "")) or (
            len(start) == SAME_START and folded(text).startswith(start)
        ):
            return text
    return None
