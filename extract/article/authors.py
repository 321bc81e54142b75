"""Authors: who wrote the article, as a list of names."""

import re
from functools import cache
from typing import Any

from lxml.etree import XPath
from lxml.html import HtmlElement

from newstally.extract.article.jsonld import text_of
from newstally.extract.article.metadata import Metadata, markup_data
from newstally.extract.article.phrases import all_entries, patterns, phrases
from newstally.extract.article.shown_dates import is_beside_link
from newstally.extract.words import remembered

ADDRESS = re.compile(r"https?://\S*|www\.\S+|\S+@\S+\.\S+|@\w+")
SEPARATOR = re.compile(r"\s*[;|/\n]\s*|\s*,\s+(?=\w+[\s.’'-]+\w)")
SHOWING_AUTHORS = frozenset({"a", "span", "p", "div", "strong", "address", "li"})
OF_OTHERS = frozenset({"aside", "nav", "footer", "li", "form"})
MAX_BYLINES = 8
MAX_SHARE_OF_PAGE = 0.5
"""What holds more of the page's text than this isn't judged by its name."""
HOST = re.compile(r"(?:www\.)?[\w-]+\.(?:[a-z]{2,3}|info|news)")
MAX_LENGTH = 120
LONGEST_BYLINE = 2_000
"""Characters of a byline that are read: what is longer names nobody."""
MAX_WORDS = 5
"""A name in a byline has no more words than this."""
MAX_AUTHORS = 20


def find_authors(tree: HtmlElement, metadata: Metadata, outlet: str | None = None) -> tuple[str, ...]:
    """Return the names of the authors, in the page's order.

    From JSON-LD, else meta tags, else the visible byline; the outlet and what stands for an author without naming one
    ("admin") count only where no byline names anybody.
    """
    stated = metadata.article.get("author")
    organisations = [
        item for item in (stated if isinstance(stated, list) else [stated]) if is_organisation(item)
    ]
    outlets = {name.casefold() for name in (outlet, metadata.outlet, *names_in(organisations)) if name}
    nameless: tuple[str, ...] = ()
    for candidates in (
        names_in(metadata.article.get("author")) or names_in(metadata.article.get("creator")),
        [metadata.meta_of("author") or ""],
    ):
        names = unique(name for candidate in candidates for name in split_names(candidate))
        named = tuple(name for name in names if not is_nameless(name, outlets))
        if named:
            return named
        nameless = nameless or tuple(name for name in names if name.casefold() in outlets)
    return visible_authors(tree, outlets) or nameless


def visible_authors(tree: HtmlElement, outlets: set[str]) -> tuple[str, ...]:
    """Return the names in the page's byline, bylines of teasers and comments left out."""
    for bylines in bylines_of(tree):
        for element in bylines[:MAX_BYLINES]:
            text = " ".join((element.get("content") or " ".join(element.itertext())).split())
            if not 0 < len(text) <= MAX_LENGTH or is_of_other(element):
                continue
            names = tuple(name for name in unique(split_names(text)) if not is_nameless(name, outlets))
            if names and all(len(name.split()) <= MAX_WORDS for name in names):
                return names
    return ()


def bylines_of(tree: HtmlElement) -> list[list[HtmlElement]]:
    """Return the elements in which bylines stand, by how far they are to be trusted."""
    data = markup_data()["bylines"]
    found: list[list[HtmlElement]] = [[], [], [], [], []]
    for element in maybe_bylines()(tree):
        given = element.attrib
        name = given.get("class", "")
        if given.get("rel") == "author" or "author" in given.get("itemprop", "").split():
            found[0].append(element)
        if any(part in name for part in data["names"]) or is_name_on_card(element, name):
            found[1].append(element)
        if any(part in name for part in data["lines"]):
            found[2].append(element)
        if element.tag == "a" and any(part in given.get("href", "") for part in data["profiles"]):
            found[3].append(element)
        shows = any(part in name for part in data["others"]) or "author" in given.get("id", "")
        if shows and element.tag in SHOWING_AUTHORS:
            found[4].append(element)
    return found


@cache
def maybe_bylines() -> XPath:
    """Return what finds in one walk through a page all that may hold a byline."""
    data = markup_data()["bylines"]
    classes = ("fn", *data["names"], *data["lines"], *data["others"])
    named = [f'contains(@class, "{part}")' for part in classes]
    linked = [f'contains(@href, "{part}")' for part in data["profiles"]]
    marked = ['@rel="author"', "@itemprop", 'contains(@id, "author")']
    return XPath(f"//*[{' or '.join([*marked, *named, *linked])}]")


@cache
def names_of_others() -> re.Pattern[str]:
    """Return a pattern for class and id names of what holds the bylines of teasers and comments."""
    return re.compile("|".join(markup_data()["bylines"]["elsewhere"]), re.IGNORECASE)


def is_name_on_card(element: HtmlElement, name: str) -> bool:
    """Return whether an element is the name on a card of the hCard microformat (https://microformats.org/wiki/hcard)."""
    return (name == "fn" or "fn " in name) and any(
        "vcard" in parent.get("class", "") for parent in element.iterancestors()
    )


def is_of_other(element: HtmlElement) -> bool:
    """Return whether a byline is that of a teaser or comment: it stands in a list, a box of others or beside a link."""
    for parent in element.iterancestors():
        if parent.tag in ("body", "article", "main"):
            break
        names = f"{parent.get('class', '')} {parent.get('id', '')}"
        if (parent.tag in OF_OTHERS and parent.find(".//h1") is None) or names_of_others().search(names):
            return len(parent.text_content()) < MAX_SHARE_OF_PAGE * len(
                parent.getroottree().getroot().text_content()
            )
    return names_of_others().search(element.get("class", "")) is not None or is_beside_link(element)


def is_nameless(name: str, outlets: set[str]) -> bool:
    """Return whether an author's name is the outlet's, an address, or stands for an author without naming one."""
    form = name.casefold().strip(" .")
    return form in outlets or form in nameless_words() or HOST.fullmatch(form) is not None


@remembered
def nameless_words() -> frozenset[str]:
    """Return what stands for an author and names none, in all languages."""
    return frozenset(all_entries("byline.no_names"))


def is_organisation(value: Any) -> bool:
    """Return whether a JSON-LD author is an organisation: it counts only where no byline names a person."""
    return isinstance(value, dict) and "Organization" in str(value.get("@type"))


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
    text = generation().sub(" ", credential().sub("", ADDRESS.sub(" ", text[:LONGEST_BYLINE])))
    text = patterns("byline.prefixes").sub("", text.strip())
    shorter = patterns("byline.suffixes").sub("", text)
    text = shorter if len(shorter.split()) > 1 else text
    joined = phrases("byline.joiners").sub(";", text)
    names = [part.strip(" ,.;:-–—|") for part in SEPARATOR.split(joined)]
    return [name.title() if name.isupper() and " " in name else name for name in names if is_name(name)]


@remembered
def credential() -> re.Pattern[str]:
    """Return a pattern for a degree or an employer behind a name."""
    return re.compile(rf",\s*(?:{'|'.join(all_entries('byline.credentials'))})\.?(?=$|[\s,;])")


@remembered
def generation() -> re.Pattern[str]:
    """Return a pattern for the comma before a part of a name that tells a son from his father."""
    return re.compile(rf",\s*(?=(?:{'|'.join(all_entries('byline.generations'))})\b)")


def is_name(text: str) -> bool:
    """Return whether a text can be the name of a person or of an organisation."""
    words = text.split()
    return (
        0 < len(words) <= 8 and any(char.isalpha() for char in text) and not re.search(r"\d{3}|[<>{}=]", text)
    )


def unique(names: Any) -> tuple[str, ...]:
    """Return the names without repetitions."""
    return tuple(dict.fromkeys(names))[:MAX_AUTHORS]
