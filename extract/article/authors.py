"""Authors: who wrote the article, as a list of names."""

import re
from typing import Any

from lxml.html import HtmlElement

from newstally.extract.article.jsonld import text_of
from newstally.extract.article.metadata import Metadata
from newstally.extract.article.phrases import patterns, phrases

ADDRESS = re.compile(r"https?://\S*|www\.\S+|\S+@\S+\.\S+|@\w+")
SEPARATOR = re.compile(r"\s*[;|/\n]\s*|\s*,\s+(?=\w+[\s.’'-]+\w)")
BYLINE_XPATH = (
    '//*[@rel="author" or contains(concat(" ", @itemprop, " "), " author ")]'
    '|//*[contains(@class, "author-name") or contains(@class, "authorName") or contains(@class, "author__name")]'
    '|//*[contains(@class, "byline") or contains(@class, "Byline")]'
)
MAX_LENGTH = 120
MAX_AUTHORS = 20


def find_authors(tree: HtmlElement, metadata: Metadata) -> tuple[str, ...]:
    """Return the names of the authors, in the page's order: from JSON-LD, else meta tags, else the visible byline."""
    for candidates in (
        names_in(metadata.article.get("author")) or names_in(metadata.article.get("creator")),
        [metadata.meta_of("author") or ""],
    ):
        if names := unique(name for candidate in candidates for name in split_names(candidate)):
            return names
    for element in tree.xpath(BYLINE_XPATH)[:5]:
        text = " ".join((element.get("content") or element.text_content()).split())
        if 0 < len(text) <= MAX_LENGTH and (names := unique(split_names(text))):
            return names
    return ()


def names_in(value: Any) -> list[str]:
    """Return the names in a JSON-LD author: a text, an object with a name, or a list of these."""
    if isinstance(value, list):
        return [name for part in value for name in names_in(part)]
    if isinstance(value, dict):
        given, family = text_of(value.get("givenName")), text_of(value.get("familyName"))
        name = text_of(value.get("name")) or " ".join(filter(None, (given, family)))
        return [name] if name else []
    alone = text_of(value)
    return [alone] if alone else []


def split_names(text: str) -> list[str]:
    """Return the single names in a byline such as "By Ana Ruiz, Tom Day and Li Wei in Beijing"."""
    text = ADDRESS.sub(" ", text)
    text = patterns("byline.prefixes").sub("", text.strip())
    shorter = patterns("byline.suffixes").sub("", text)
    text = shorter if len(shorter.split()) > 1 else text
    joined = phrases("byline.joiners").sub(";", text)
    names = [part.strip(" ,.;:-–—|") for part in SEPARATOR.split(joined)]
    return [name for name in names if is_name(name)]


def is_name(text: str) -> bool:
    """Return whether a text can be the name of a person or of an organisation."""
    words = text.split()
    return (
        0 < len(words) <= 8 and any(char.isalpha() for char in text) and not re.search(r"\d{3}|[<>{}=]", text)
    )


def unique(names: Any) -> tuple[str, ...]:
    """Return the names without repetitions."""
    return tuple(dict.fromkeys(names))[:MAX_AUTHORS]
