"""Furniture: navigation, banners, boxes and captions are taken out of the page before its text is looked for."""

import copy
import re
from collections import Counter
from functools import cache

from lxml.etree import XPath
from lxml.html import HtmlElement

from newstally.extract.article.metadata import markup_data
from newstally.extract.article.names import NameKinds

MAX_SHARE = 0.3
"""What holds more of the page's text than this is no furniture: a single element, or all elements of a name."""
MIN_REST = 500
"""Comments may be longer than the article, if so many characters remain without them."""
KEPT_TAGS = frozenset(
    {"html", "body", "main", "article", "h1", "a", "p", "em", "strong", "b", "i", "td", "tr", "tbody", "br"}
)
"""Elements that are not judged by their name. Single paragraphs are judged by what they say."""
LINKED_HEADINGS = XPath(
    "//*[self::h2 or self::h3 or self::h4 or self::h5]"
    '[.//a[@href and not(starts-with(@href, "#"))] or ancestor::a[@href]]'
)
MAX_CAPTION = 400
MAX_CARD = 600
MAX_TEASER = 200
HIDING_STYLE = re.compile(
    r"display:\s*none|visibility:\s*hidden|clip:\s*rect\(0|clip-path:\s*inset\((?:50|100)%"
)
LINKED = 0.8
"""A list of which this share of the characters are links leads elsewhere."""


@cache
def removed_tags() -> tuple[str, ...]:
    """Return the tags of elements that never hold text of an article."""
    return tuple(markup_data()["remove"]["tags"])


@cache
def word_starts(kind: str) -> re.Pattern[str]:
    """Return a pattern for the class and id names of one list; each matches at the start of a word of the name."""
    section, _, key = kind.partition(".")
    names = sorted(markup_data()[section][key], key=len, reverse=True)
    return re.compile(rf"(?:(?<![A-Za-z])|(?<=[a-z])(?=[A-Z]))(?i:{'|'.join(map(re.escape, names))})")


@cache
def furniture_names() -> NameKinds:
    """Return the class and id names that mark furniture."""
    return NameKinds({"furniture": markup_data()["remove"]["names"]})


def find_furniture(tree: HtmlElement, headline: HtmlElement | None) -> dict[HtmlElement, str]:
    """Return the elements that their tag, role, name or form mark as furniture, each with which of them it was.

    What holds the headline or a large part of the page's text is none: names like "share-enabled" also stand on the
    elements that hold everything, or on each of the elements that hold a paragraph. The tree stays as it is.
    """
    copied = copy.deepcopy(tree)
    originals = dict(zip(copied.iter(), tree.iter(), strict=True))
    holders: set[HtmlElement] = set()
    if headline is not None:
        shown = next(element for element, original in originals.items() if original is headline)
        holders = {shown, *shown.iterancestors()}
    found: dict[HtmlElement, str] = {}

    def take_out(element: HtmlElement, reason: str) -> None:
        if element.getparent() is not None:
            found[originals[element]] = reason
            element.drop_tree()

    framed = captions(copied)
    for element in list(copied.iter(*removed_tags())):
        take_out(element, "tag")
    total = text_length(copied)
    named = [*((element, "") for element in framed), *furniture_elements(copied)]
    lengths = [text_length(element) for element, _ in named]
    shares: Counter[str] = Counter()
    for (_, name), length in zip(named, lengths, strict=True):
        shares[name] += length
    for (element, name), length in zip(named, lengths, strict=True):
        small = max(length, shares[name] if name else 0) <= MAX_SHARE * total
        after_text = total - length >= MIN_REST and word_starts("remove.after_text").search(name)
        if element not in holders and (small or after_text):
            take_out(element, "name" if name else "caption")
    for reason, boxes in (("card", cards(copied, holders)), ("list of links", link_lists(copied))):
        for element in boxes:
            if element not in holders and text_length(element) <= max(MAX_TEASER, MAX_SHARE * total):
                take_out(element, reason)
    return found


def furniture_elements(tree: HtmlElement) -> list[tuple[HtmlElement, str]]:
    """Return the elements whose role, name or style mark them as furniture, each with its class and id names."""
    roles = frozenset(markup_data()["remove"]["roles"])
    kinds_of = furniture_names().of_name
    found = []
    for element in tree.iter("*"):
        if not element.keys() or element.tag in KEPT_TAGS:
            continue
        get = element.get
        name = f"{get('class', '')} {get('id', '')} {get('data-testid', '')}"
        if get("role") in roles or kinds_of(name) or is_hidden(element):
            found.append((element, name.strip()))
    return found


class ShortElements:
    """The elements that hold at most so many characters. Each is measured once, however many ask from within it."""

    def __init__(self, limit: int) -> None:
        self.limit = limit
        self.known: dict[HtmlElement, bool] = {}

    def __contains__(self, element: HtmlElement) -> bool:
        """Return whether the element is one of them."""
        if element not in self.known:
            self.known[element] = len(element.text_content()) <= self.limit
        return self.known[element]


def captions(tree: HtmlElement) -> list[HtmlElement]:
    """Return the elements that hold a picture and little else but its caption."""
    found: list[HtmlElement] = list(tree.iter("figcaption"))
    names = word_starts("pictures.names")
    short = ShortElements(MAX_CAPTION)
    for picture in tree.iter("img", "picture"):
        frame = None
        for parent in picture.iterancestors():
            if parent.tag in ("body", "article", "main") or parent not in short:
                break
            if parent.tag == "figure" or names.search(parent.get("class", "")):
                frame = parent
        if frame is not None:
            found.append(frame)
    return found


def cards(tree: HtmlElement, holders: set[HtmlElement]) -> list[HtmlElement]:
    """Return the boxes around headings that are links: teasers of other articles. A box never holds the headline."""
    found = []
    short = ShortElements(MAX_CARD)
    for heading in LINKED_HEADINGS(tree):
        box = heading
        for parent in heading.iterancestors():
            if parent in holders or parent.tag == "body" or parent not in short:
                break
            box = parent
        found.append(box)
    return found


def link_lists(tree: HtmlElement) -> list[HtmlElement]:
    """Return the lists that are made of links, and the paragraphs that are one link and no sentence."""
    found = []
    for element in tree.iter("ul", "ol", "p"):
        links = [len(link.text_content().strip()) for link in element.iter("a")]
        if not links:
            continue
        text = element.text_content().strip()
        if element.tag == "p":
            if sum(links) >= 0.95 * len(text) and text[-1:] not in '.!?"”':
                found.append(element)
        elif sum(links) >= LINKED * len(text):
            found.append(element)
    return found


def is_hidden(element: HtmlElement) -> bool:
    """Return whether the element's own attributes hide it from readers."""
    style = element.get("style")
    return (
        element.get("hidden") is not None
        or element.get("aria-hidden") == "true"
        or (style is not None and HIDING_STYLE.search(style) is not None)
    )


def text_length(element: HtmlElement) -> int:
    """Return how many characters the element holds, those of links aside."""
    return len(element.text_content()) - sum(len(link.text_content()) for link in element.iter("a"))
