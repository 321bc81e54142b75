"""Bylines: where a page shows who wrote its article.

In elements that are marked or named so, or in a line below the headline that is worded so. Those of teasers and
comments are left out.
"""

import re
from collections.abc import Iterator
from functools import cache

from lxml.etree import XPath, iterwalk
from lxml.html import HtmlElement

from newstally.extract.article.metadata import markup_data
from newstally.extract.article.shown_dates import around, is_beside_link

SHOWING_AUTHORS = frozenset({"a", "span", "p", "div", "strong", "address", "li"})
OF_OTHERS = frozenset({"aside", "nav", "footer", "li", "form"})
MAX_SHARE_OF_PAGE = 0.5
"""What holds more of the page's text than this isn't judged by its name."""
WORDS_OF_TEASER = 4
CARD_HEADINGS = ("h2", "h3", "h4", "h5")
MAX_CARD = 300
"""In characters: of a box around a byline, a heading and little else."""
MAX_BYLINE = 120
"""In characters."""


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
    named = " or ".join(f'contains(., "{part}")' for part in classes)
    linked = " or ".join(f'contains(., "{part}")' for part in data["profiles"])
    # The attributes that there are are asked, not each element for all of them, which takes twice as long.
    marked = '//@rel[.="author"]/.. | //@itemprop/.. | //@id[contains(., "author")]/..'
    return XPath(f"//@class[{named}]/.. | //@href[{linked}]/.. | {marked}")


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
    if names_of_others().search(element.get("class", "")) is not None or is_beside_link(element):
        return True
    card = element.getparent()
    if card is not None and card.find(".//h1") is None and len(card.text_content()) <= MAX_CARD:
        headings = (heading for tag in CARD_HEADINGS for heading in card.iter(tag))
        if any(
            link.get("href") for heading in headings for link in heading.iter("a") if not is_profile(link)
        ):
            return True
    return card is not None and any(is_teaser(link) for link in card.iterchildren("a") if link is not element)


def is_teaser(link: HtmlElement) -> bool:
    """Return whether a link beside a byline is worded like a headline, and no author's."""
    return len(link.text_content().split()) >= WORDS_OF_TEASER and not is_profile(link)


def is_profile(link: HtmlElement) -> bool:
    """Return whether a link leads to an author's own page."""
    profiles = markup_data()["bylines"]["profiles"]
    return link.get("rel") == "author" or any(part in link.get("href", "") for part in profiles)


def lines_below(headline: HtmlElement | None) -> Iterator[str]:
    """Yield the short lines between the headline and the text, of each element the first."""
    if headline is not None:
        for element in around(headline):
            line = first_line(element)
            if 0 < len(line) <= MAX_BYLINE:
                yield line


def first_line(element: HtmlElement) -> str:
    """Return the text of an element up to the first line break that has text before it."""
    said: list[str] = []
    for event, inner in iterwalk(element, events=("start", "end")):
        if event == "end":
            said.append((inner.tail or "") if inner is not element else "")
        elif inner.tag == "br":
            if any(text.strip() for text in said):
                break
        elif isinstance(inner.tag, str):
            said.append(inner.text or "")
    return " ".join("".join(said).split())
