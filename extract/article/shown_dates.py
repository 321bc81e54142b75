"""Shown dates: the elements of a page that show readers when its article was published.

They stand in the headline's own block, between it and the text, or right above it. What stands in links, lists and
asides, or beside a link worded like a headline, dates other articles.
"""

import re
from collections.abc import Container, Iterable, Iterator
from functools import cache

from lxml.etree import XPath
from lxml.html import HtmlElement

from newstally.extract.article.metadata import markup_data
from newstally.extract.article.page import following

MARKED = XPath("//@itemprop[not(parent::meta)]/.. | //@pubdate[not(parent::meta)]/..")
LONG_TEXT = 100
MAX_TEASER = 300
WORDS_OF_HEADLINE = 5
MAX_ELEMENTS = 120
SHOWING_DATES = ("time", "span", "p", "div", "li", "dd", "small", "em", "abbr")
OF_OTHERS = frozenset({"li", "aside", "nav", "footer", "table"})
MAX_DETAILS = 150
"""A list with no more characters than this tells of the article, its author and date among others."""
WORDS_OF_TEASER = 3
"""An item of such a list with a link of so many words tells of another article."""
OUTERMOST = frozenset({"body", "html"})
OWN_BOXES = frozenset({"article", "main"})
LEVELS_ABOVE = 8
MAX_ABOVE = 300
"""So many characters above a headline may tell of its article; more are another's, or the page's head."""


def marked_dates(tree: HtmlElement) -> tuple[list[HtmlElement], list[HtmlElement]]:
    """Return the elements that microdata mark as the date of publication, and as that of the last change."""
    publications, changes = [], []
    for element in MARKED(tree):
        name = element.get("itemprop")
        if name == "datePublished" or element.get("pubdate") is not None:
            publications.append(element)
        elif name == "dateModified":
            changes.append(element)
    return publications, changes


def around(headline: HtmlElement) -> Iterable[HtmlElement]:
    """Yield the elements of the headline's own block, then those between it and the text.

    What is in links, lists and asides is left out: those are dates of other articles.
    """
    block = headline.getparent()
    if block is not None and block.tag not in ("body", "main", "article", "html"):
        yield from until_text(block.iter(*SHOWING_DATES))
    own = set(headline.iterancestors("article"))
    yield from until_text(
        element for element in following(headline, *SHOWING_DATES) if not (own and is_in_other(element, own))
    )


def is_in_other(element: HtmlElement, own: Container[HtmlElement]) -> bool:
    """Return whether an element stands in another ``<article>`` than those in which the headline does."""
    return any(holder not in own for holder in element.iterancestors("article"))


def above(headline: HtmlElement) -> Iterator[HtmlElement]:
    """Yield the elements named after a date that stand right above a headline, in boxes that hold it.

    A page's head, which may show the day of the visit, is none of these boxes.
    """
    box = headline
    for _ in range(LEVELS_ABOVE):
        holder = box.getparent()
        if holder is None or holder.tag in OUTERMOST:
            return
        before = list(box.itersiblings(preceding=True))
        if sum(len(sibling.text_content()) for sibling in before) > MAX_ABOVE:
            return
        for sibling in before:
            if sibling.tag not in OF_OTHERS and sibling.tag != "header":
                for element in sibling.iter(*SHOWING_DATES):
                    if (element.tag == "time" or dated_by_name(element)) and not is_beside_link(element):
                        yield element
        if holder.tag in OWN_BOXES:
            return
        box = holder


def dated_by_name(element: HtmlElement) -> bool:
    """Return whether an element is named after a date."""
    name = f"{element.get('class', '')} {element.get('id', '')} {element.get('itemprop', '')}"
    return date_names().search(name) is not None


def until_text(elements: Iterable[HtmlElement]) -> Iterable[HtmlElement]:
    """Yield the elements up to the first that holds running text, those of other articles left out."""
    known: dict[HtmlElement, bool] = {}
    for count, element in enumerate(elements):
        if count > MAX_ELEMENTS or len((element.text or "").strip()) > LONG_TEXT:
            return
        if element.tag == "p" and len(element.text_content()) > 2 * LONG_TEXT:
            return
        if (
            not stands_in_others(element, known)
            and next(element.iterdescendants("h2"), None) is None
            and not is_beside_link(element)
        ):
            yield element


def stands_in_others(element: HtmlElement, known: dict[HtmlElement, bool]) -> bool:
    """Return whether an element, or one that holds it, is of other articles; ``known`` are those asked for before."""
    asked = [element, *element.iterancestors()]
    found = False
    for holder in reversed(asked):
        if holder not in known:
            known[holder] = found or is_of_others(holder)
        found = known[holder]
    return found


def is_of_others(holder: HtmlElement) -> bool:
    """Return whether dates in an element are those of other articles; a short list may tell of this one."""
    if holder.tag != "li":
        return holder.tag in OF_OTHERS
    details = holder.getparent()
    if details is None or len(" ".join(details.text_content().split())) > MAX_DETAILS:
        return True
    return any(len(link.text_content().split()) >= WORDS_OF_TEASER for link in holder.iter("a"))


def is_beside_link(element: HtmlElement) -> bool:
    """Return whether a date stands in a small box with a link worded like a headline: it is that of a teaser."""
    box = element.getparent()
    if box is None or next(box.iterdescendants("h1"), None) is not None:
        return False
    if len(box.text_content()) > MAX_TEASER:
        return False
    return has_headline_link(box)


def has_headline_link(box: HtmlElement) -> bool:
    """Return whether an element holds a link that is worded like a headline."""
    return any(len(link.text_content().split()) >= WORDS_OF_HEADLINE for link in box.iter("a"))


@cache
def date_names() -> re.Pattern[str]:
    """Return a pattern for class, id and itemprop names of elements that show a date."""
    return re.compile("|".join(map(re.escape, markup_data()["dates"]["names"])), re.IGNORECASE)
