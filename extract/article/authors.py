"""Authors: who wrote the article, as a list of names."""

import re
from collections.abc import Sequence
from itertools import takewhile
from typing import Any

from lxml.html import HtmlElement

from newstally.extract.article.byline_words import (
    MAX_WORDS,
    agency,
    is_full_name,
    may_be_full_name,
    offices,
    split_names,
    without_role,
)
from newstally.extract.article.bylines import MAX_BYLINE, bylines_of, is_of_other, lines_below
from newstally.extract.article.jsonld import text_of
from newstally.extract.article.metadata import Metadata
from newstally.extract.article.moments import is_date_line
from newstally.extract.article.outlet_names import home_links
from newstally.extract.article.phrases import all_entries, lower_entries, patterns, phrases
from newstally.extract.article.title import ends_of_title
from newstally.extract.words import remembered

MAX_BYLINES = 8
HOST = re.compile(r"(?:www\.)?[\w-]+\.(?:[a-z]{2,3}|info|news)")
MAX_AUTHORS = 20
MAX_BARE_NAME = 3
"""In words: of a name in a line that doesn't begin as bylines do."""
MAX_PLACE = 2
"""In words: of a place behind a name."""
FIRST_PIECES = 2
"""Of a byline: before the name a word of its own may stand."""
MAX_EMPLOYER = 4
"""In words: of what tells for whom somebody writes."""
WORD = re.compile(r"\w+")
SIGNS = ("–", "—", "-", "|", "/", "·", "•", ",", "(")
SIGNS_AND_BLANKS = f" {''.join(SIGNS)})"


def find_authors(
    tree: HtmlElement, metadata: Metadata, headline: HtmlElement | None = None, outlet: str | None = None
) -> tuple[str, ...]:
    """Return the names of the authors, in the page's order.

    From JSON-LD, else meta tags, else the visible byline; the outlet and its desks count only where no byline names
    anybody, what stands for an author without naming one ("admin") never.
    """
    stated = metadata.article.get("author")
    organisations = [
        item for item in (stated if isinstance(stated, list) else [stated]) if is_organisation(item)
    ]
    named_so = {name.casefold() for name in (outlet, metadata.outlet, *names_in(organisations)) if name}
    # The outlet's name leads to its start page.
    linked = {" ".join(link.text_content().split()).casefold() for link in home_links(tree)}
    outlets = named_so | (linked - {""}) | {name.casefold() for name in ends_of_title(tree)}
    nameless: tuple[str, ...] = ()
    for candidates in (
        names_in(metadata.article.get("author")) or names_in(metadata.article.get("creator")),
        [metadata.meta_of("author") or ""],
    ):
        names = unique(name for candidate in candidates for name in split_names(candidate))
        named = tuple(name for name in names if not is_nameless(name, outlets))
        if any(not is_desk(name) and not is_account(name) for name in named):
            return named
        nameless = nameless or named or tuple(name for name in names if name.casefold() in outlets)
    shown = visible_authors(tree, outlets)
    if any(not is_desk(name) for name in shown):
        return shown
    # A byline that is the end of the document's title may name an author's own site: better than nobody.
    return worded_authors(headline, outlets) or nameless or shown or visible_authors(tree, named_so)


def worded_authors(headline: HtmlElement | None, outlets: set[str]) -> tuple[str, ...]:
    """Return the names in a line below the headline that is worded as a byline, whatever its element is called.

    It begins as bylines do ("Written by …", "Texto: …"), or is a full name with an agency, the outlet or a day behind
    it, or full names that a word joins.
    """
    lines = list(dict.fromkeys(lines_below(headline)))
    prefixes = patterns("byline.prefixes")
    for line in lines:
        if prefixes.match(line):
            told = split_names(line)
            names = unique(takewhile(may_be_full_name, told))
            if not all(
                is_of_outlet(name, outlets) or is_nameless(name, outlets) for name in told[len(names) :]
            ):
                continue
            if names and not any(is_nameless(name, outlets) for name in names):
                return names
    text = headline.getroottree().getroot().text_content().casefold() if headline is not None else ""
    for line in lines:
        names = unique(split_names(line))
        if len(names) > 1 and "/" in line and is_full_name(names[0]) and not is_full_name(names[1]):
            # Behind the stroke stands a place.
            names = names[:1]
        if (
            all(is_full_name(name) and len(name.split()) <= MAX_BARE_NAME for name in names)
            and not any(is_nameless(name, outlets) or is_desk(name) for name in names)
            and line.casefold().startswith(tuple(name.casefold() for name in names[:1]))
            and (is_joined(line, names) or (len(names) == 1 and is_signed(line, names[0], outlets, text)))
        ):
            return names
    return ()


def is_joined(line: str, names: Sequence[str]) -> bool:
    """Return whether a line is nothing but two names or more, with their places, and what joins them."""
    parts = phrases("byline.joiners").sub(";", line).split(";")
    rest = " ".join(without_role(part.strip()) for part in parts)
    return len(names) > 1 and sorted(WORD.findall(rest.casefold())) == sorted(
        WORD.findall(" ".join(names).casefold())
    )


def is_signed(line: str, name: str, outlets: set[str], text: str) -> bool:
    """Return whether what stands behind the name that a line begins with tells for whom or whence he or she writes.

    It is an agency, the outlet, a day, or a place that the page's text, in lower case, names as well.
    """
    rest = line[len(name) :]
    sign, told = rest[:2].strip(), rest.strip(SIGNS_AND_BLANKS).casefold()
    words = told.split()
    if 1 < len(words) <= MAX_EMPLOYER and words[0] in lower_entries("byline.beside"):
        return agency().fullmatch(words[-1]) is not None
    if sign.startswith("(") and phrases("byline.pictures").search(rest) is not None:
        return True
    if sign not in SIGNS or not told:
        return False
    if told in outlets or agency().fullmatch(told) is not None or words[0] in offices():
        return True
    # What the text names again may be a place, and a section's name stands in menus too.
    placed = len(words) <= MAX_PLACE and text.count(told) > 1
    return sign != "," and (placed or is_date_line(told, None)) and text.count(name.casefold()) == 1


def is_of_outlet(name: str, outlets: set[str]) -> bool:
    """Return whether what is told behind a name is an office of the outlet's."""
    return is_desk(name) or name.casefold() in outlets


def visible_authors(tree: HtmlElement, outlets: set[str]) -> tuple[str, ...]:
    """Return the names in the page's byline, bylines of teasers and comments left out."""
    for bylines in bylines_of(tree):
        for element in bylines[:MAX_BYLINES]:
            text = element.get("content") or without_offices(element)
            if not 0 < len(text) <= MAX_BYLINE or is_of_other(element):
                continue
            names = tuple(name for name in unique(split_names(text)) if not is_nameless(name, outlets))
            if names and all(len(name.split()) <= MAX_WORDS for name in names):
                return names
    return ()


def without_offices(element: HtmlElement) -> str:
    """Return what a byline says, without elements of their own that tell in what office somebody writes."""
    pieces = [" ".join(piece.split()) for piece in element.itertext()]
    pieces = [piece for piece in pieces if piece]
    if any(is_full_name(piece) and not is_office(piece) for piece in pieces[:FIRST_PIECES]):
        pieces = [piece for piece in pieces if not is_office(piece)]
    return " ".join(pieces)


def is_office(text: str) -> bool:
    """Return whether a text is nothing but an office ("Harbour correspondent"), by its first or last word."""
    words = text.casefold().split()
    return 0 < len(words) <= MAX_EMPLOYER and not offices().isdisjoint((words[0], words[-1]))


def is_nameless(name: str, outlets: set[str]) -> bool:
    """Return whether an author's name is the outlet's, an address, or stands for an author without naming one."""
    form = name.casefold().strip(" .")
    return form in outlets or form in nameless_words() or HOST.fullmatch(form) is not None


def is_account(name: str) -> bool:
    """Return whether what is given as a name is that of an account ("aroe77"), by its form."""
    return " " not in name and name[:1].islower()


def is_desk(name: str) -> bool:
    """Return whether a name begins or ends with the word for an office of an outlet ("Courier Web Desk")."""
    found = phrases("byline.desks").search(name)
    return found is not None and (found.start() == 0 or found.end() == len(name))


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


def unique(names: Any) -> tuple[str, ...]:
    """Return the names without repetitions."""
    return tuple(dict.fromkeys(names))[:MAX_AUTHORS]
