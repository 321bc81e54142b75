"""Elsewhere: what stands in the text and leads to other articles: lists and rows of links, and other articles."""

from collections.abc import Sequence

from lxml.html import HtmlElement

from newstally.extract.article.boxes import HEADINGS
from newstally.extract.article.judged import Judged
from newstally.extract.article.side_boxes import kept_of, small_part

LISTS = frozenset({"ul", "ol"})
LINKED = 0.9
MAX_LIST = 40
WORDS_OF_TEASER = 4
"""On average: items with fewer words are names."""
CELLS = frozenset({"td", "th", "tr"})
MOSTLY_LINKS = 0.75
FEWEST_LINKS = 3


def linked_lists(judged: Sequence[Judged]) -> list[int]:
    """Return the kept items of lists of nothing but links worded like headlines that no colon introduces."""
    found = []
    for index in kept_of(judged):
        holder = next(
            (element for element in reversed(judged[index].block.path) if element.tag in LISTS), None
        )
        if holder is None or judged[index].block.linked < LINKED * len(judged[index].block.text):
            continue
        places = [
            place
            for place in range(max(0, index - MAX_LIST), min(len(judged), index + MAX_LIST))
            if holder in judged[place].block.path
        ]
        items = [judged[place].block for place in places]
        before = judged[places[0] - 1].block.text if places[0] else ""
        if (
            len(items) > 1
            and all(item.linked >= LINKED * len(item.text) for item in items)
            and sum(item.words for item in items) >= WORDS_OF_TEASER * len(items)
            and not before.endswith(":")
        ):
            found.append(index)
    return small_part(judged, found)


def rows_of_links(judged: Sequence[Judged]) -> list[int]:
    """Return the kept blocks in rows of a table that hold several links and little else: a page's menus."""
    return small_part(
        judged,
        [
            index
            for index in kept_of(judged)
            if judged[index].block.tag in CELLS
            and judged[index].block.linked >= MOSTLY_LINKS * len(judged[index].block.text)
            and sum(1 for link in judged[index].block.element.iter("a") if link.get("href")) >= FEWEST_LINKS
        ],
    )


def of_other_articles(judged: Sequence[Judged], headline: HtmlElement | None) -> list[int]:
    """Return the kept blocks in other ``<article>`` elements than the headline's that have a linked heading."""
    own = next(headline.iterancestors("article"), None) if headline is not None else None
    if own is None:
        return []
    around = {own, *own.iterancestors()}
    others = {
        element
        for index in kept_of(judged)
        for element in judged[index].block.path
        if element.tag == "article" and element not in around and own not in element.iterancestors()
    }
    linked = {
        other
        for other in others
        if any(
            True
            for tag in sorted(HEADINGS)
            for heading in other.iter(tag)
            if heading.find(".//a[@href]") is not None or heading.getparent().tag == "a"
        )
    }
    return [index for index in kept_of(judged) if not linked.isdisjoint(judged[index].block.path)]
