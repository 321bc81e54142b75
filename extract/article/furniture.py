"""Furniture: navigation, banners, boxes and captions, told by their tag, role, name or form."""

from collections import Counter
from functools import cache

from lxml.html import HtmlElement

from newstally.extract.article.attributes import has_name, is_hidden, name_in, roles_of_furniture
from newstally.extract.article.blocks import is_link
from newstally.extract.article.metadata import markup_data
from newstally.extract.article.names import NameKinds
from newstally.extract.article.outline import Outline

MAX_SHARE = 0.3
"""What holds more of the page's text than this is no furniture: a single element, or all elements of a name."""
MIN_REST = 500
"""Comments may be longer than the article, if so many characters remain without them."""
KEPT_TAGS = frozenset(
    {"html", "body", "main", "article", "h1", "a", "p", "em", "strong", "b", "i", "td", "tr", "tbody", "br"}
)
"""Elements that are not judged by their name. Single paragraphs are judged by what they say."""
CARD_HEADINGS = frozenset({"h2", "h3", "h4", "h5"})
PICTURES = frozenset({"img", "picture"})
LISTS = frozenset({"ul", "ol", "p"})
MAX_CAPTION = 400
MAX_CARD = 600
MAX_TEASER = 200
LINKED = 0.8
"""A list of which this share of the characters are links leads elsewhere."""


@cache
def removed_tags() -> frozenset[str]:
    """Return the tags of elements that never hold text of an article."""
    return frozenset(markup_data()["remove"]["tags"])


@cache
def furniture_names() -> NameKinds:
    """Return the class and id names that mark furniture."""
    return NameKinds({"furniture": markup_data()["remove"]["names"]})


def find_furniture(tree: HtmlElement, headline: HtmlElement | None) -> dict[HtmlElement, str]:
    """Return the elements that their tag, role, name or form mark as furniture, each with which of them it was.

    What holds the headline or a large part of the page's text is none: names like "share-enabled" also stand on the
    elements that hold everything, or on each of the elements that hold a paragraph. Each kind is judged by what is
    left of the page without those before it.
    """
    page = Outline(tree)
    holders: set[int] = set()
    if headline is not None:
        shown = page.places[headline]
        holders = {shown, *page.above(shown)}
    found: dict[HtmlElement, str] = {}

    def take_out(place: int, reason: str) -> None:
        if page.take_out(place):
            found[page.elements[place]] = reason

    framed = captions(page)
    tags = removed_tags()
    for place, tag in enumerate(page.tags):
        if tag in tags:
            take_out(place, "tag")
    total = page.prose(0)
    named = [*((place, "") for place in framed), *furniture_elements(page)]
    lengths = [page.prose(place) for place, _ in named]
    shares: Counter[str] = Counter()
    for (_, name), length in zip(named, lengths, strict=True):
        shares[name] += length
    for (place, name), length in zip(named, lengths, strict=True):
        small = max(length, shares[name] if name else 0) <= MAX_SHARE * total
        if place not in holders and (
            small or (total - length >= MIN_REST and has_name(name, "remove.after_text"))
        ):
            take_out(place, "name" if name else "caption")
    for reason, boxes in (("card", cards(page, holders)), ("list of links", link_lists(page))):
        for place in boxes:
            if place not in holders and page.prose(place) <= max(MAX_TEASER, MAX_SHARE * total):
                take_out(place, reason)
    return found


def furniture_elements(page: Outline) -> list[tuple[int, str]]:
    """Return the elements whose role, name or style mark them as furniture, each with its class and id names."""
    roles = roles_of_furniture()
    kinds_of = furniture_names().of_name
    found = []
    for place in page.within(0):
        if not page.characters[place] or page.tags[place] in KEPT_TAGS:
            continue
        given = dict(page.elements[place].items())
        if not given:
            continue
        name = name_in(given, page.elements[place])
        if given.get("role") in roles or kinds_of(name) or is_hidden(given):
            found.append((place, name.strip()))
    return found


def captions(page: Outline) -> list[int]:
    """Return the elements that hold a picture and little else but its caption."""
    found = [place for place, tag in enumerate(page.tags) if tag == "figcaption"]
    for picture in [place for place, tag in enumerate(page.tags) if tag in PICTURES]:
        frame = None
        for place in page.above(picture):
            tag = page.tags[place]
            if tag in ("body", "article", "main") or page.characters[place] > MAX_CAPTION:
                break
            if tag == "figure" or has_name(page.elements[place].get("class", ""), "pictures.names"):
                frame = place
        if frame is not None:
            found.append(frame)
    return found


def cards(page: Outline, holders: set[int]) -> list[int]:
    """Return the boxes around headings that are links: teasers of other articles. A box never holds the headline."""
    found = []
    for heading in page.within(0):
        if page.tags[heading] not in CARD_HEADINGS or not is_linked(page, heading):
            continue
        box = heading
        for place in page.above(heading):
            if place in holders or page.tags[place] == "body" or page.characters[place] > MAX_CARD:
                break
            box = place
        found.append(box)
    return found


def is_linked(page: Outline, heading: int) -> bool:
    """Return whether a heading holds a link to another page, or stands in a link."""
    return any(
        is_link(page.elements[place])
        for places in (page.within(heading), page.above(heading))
        for place in places
    )


def link_lists(page: Outline) -> list[int]:
    """Return the lists that are made of links, and the paragraphs that are one link and no sentence."""
    found = []
    for place in page.within(0):
        if page.tags[place] not in LISTS:
            continue
        links = [inner for inner in page.within(place) if is_link(page.elements[inner])]
        if not links:
            continue
        linked = sum(len(page.text(link).strip()) for link in links)
        text = page.text(place).strip()
        if page.tags[place] == "p":
            if linked >= 0.95 * len(text) and text[-1:] not in '.!?"”':
                found.append(place)
        elif linked >= LINKED * len(text):
            found.append(place)
    return found
