"""Title: the article's headline, as its readers see it, without the outlet's name behind it.

Pages give it several times: in the h1, in JSON-LD, in OpenGraph, in the title element. Search engines and social
networks are often fed another wording, so what most of them agree on is taken; the visible headline wins a tie.
"""

import re
from dataclasses import dataclass
from functools import cache

from lxml.html import HtmlElement

from newstally.extract.article.attributes import name_of
from newstally.extract.article.jsonld import text_of
from newstally.extract.article.metadata import Metadata, markup_data
from newstally.extract.article.outlet_names import (
    SEPARATOR,
    clean,
    folded,
    home_names,
    is_outlet_name,
    outlet_names,
    squeezed,
    without_outlet,
)
from newstally.extract.writing import word_count

ELLIPSIS = re.compile(r"\s*(?:…|\.{3})$")
MIN_PREFIX = 30
"""A candidate that is the start of a longer one is taken for its truncation from this length on."""
KICKER = re.compile(
    r"kicker|topline|eyebrow|overline|label|badge|category|rubrik|dachzeile|spitzmarke|live|flag|section|prefix|pre-?title|supertitle|roofline",
    re.IGNORECASE,
)
"""Class names of the words above a headline that some pages put into the same heading."""
SIGNS_BETWEEN = " :|–—-"
MAX_SECTION_WORDS = 3
MAJOR = frozenset({"h1", "h2"})
LINES = ("div", "p", "span")
LINES_OF_TABLES = (*LINES, "td", "b", "strong", "font")
HEADINGS = ("h1", "h2", "h3", "h4")
NO_PROSE = frozenset({"a", "title", "script", "style", "option", "noscript", "meta", "button", "label"})
WORDS_OF_PROSE = 8
FEWEST_IN_HEADING = 2
FEWEST_SHARED = 2
"""Words that a heading has in common with the document's title which it tells in full."""
WORD = re.compile(r"\w+")
MAX_KICKER_WORDS = 3
FEWEST_BESIDE_KICKER = 3
"""In words: a shorter line is no headline beside a kicker or an outlet's name."""
DAY_AT_END = re.compile(r"\s+[(\[]?\d{1,4}[/.-]\d{1,2}[/.-]\d{1,4}[)\]]?$")
PARTS = re.compile(rf"{SEPARATOR.pattern}|:\s+")
MAX_FRAGMENT = 15
"""A candidate of at most so many characters may be what an unquoted attribute left of a headline."""


@dataclass(frozen=True, slots=True)
class Title:
    """The headline, None if the page has none, and the element of the page that shows it."""

    text: str | None
    element: HtmlElement | None

    @property
    def element_text(self) -> str | None:
        """What the element that shows the headline says."""
        return shown_text(self.element) if self.element is not None else None


def find_title(
    tree: HtmlElement, metadata: Metadata, outlet: str | None = None, url: str | None = None
) -> Title:
    """Return the article's headline."""
    names = outlet_names(metadata, outlet, url) | home_names(tree)
    document = next((node for node in tree.iter("title")), None)
    document_title = clean(document.text_content()) if document is not None else None
    meta_title = without_outlet(metadata.meta_of("title"), names)
    stated = text_of(metadata.article.get("headline")) or text_of(metadata.article.get("name"))
    others = [meta_title, without_outlet(stated, names), without_outlet(document_title, names)]
    element = headline_element(tree, [other for other in others if other], names)
    if element is not None and document_title:
        own = beside_outlet(tree, element, document_title)
        if own is not None:
            names.add(squeezed(shown_text(element) or ""))
            others = [without_outlet(other, names) for other in others]
            element = own
    if element is None and document_title and (shown := part_shown(tree, document_title)) is not None:
        element = shown
        others[-1] = clean(shown.text or "")
    above = heading_above_text(tree) if not stated else None
    if above is not None and above is not element and stands_for_title(above, element, others, names):
        return Title(headline_shown(above, []), above)
    visible = without_outlet(headline_shown(element, others), names) if element is not None else None
    candidates = [candidate for candidate in (visible, *others) if candidate]
    if not candidates:
        return Title(None, element)
    if visible and element is not None and not stated and is_headline_alone(tree, element, visible, names):
        chosen = visible
    else:
        chosen = max(candidates, key=lambda candidate: sum(agree(candidate, other) for other in candidates))
        visible = None
    # OpenGraph's has the plain text, without the badges ("LIVE") that stand in the h1.
    if meta_title and folded(chosen).endswith(folded(meta_title)) and agree(chosen, meta_title):
        chosen = chosen if visible and folded(visible) == folded(meta_title) else meta_title
    return Title(longest_form(chosen, candidates), element)


def ends_of_title(tree: HtmlElement) -> list[str]:
    """Return the first and the last part of the document's title, if it has several: one may be the outlet's name."""
    document = next(tree.iter("title"), None)
    parts = SEPARATOR.split(" ".join(document.text_content().split())) if document is not None else []
    return [parts[0], parts[-1]] if len(parts) > 1 else []


def is_headline_alone(tree: HtmlElement, element: HtmlElement, text: str, names: set[str]) -> bool:
    """Return whether a page's one h1 says more than a word and isn't the outlet's name.

    Where JSON-LD states no headline, such an h1 is more the outlet's own than what is worded for search engines.
    """
    filled = headings_of_page(tree, names)
    return filled == [element] and len(text.split()) > 1 and not is_outlet_name(text, names)


def shown_text(element: HtmlElement) -> str | None:
    """Return what a heading says, without a kicker; of one never closed that holds half the page, its first words."""
    whole = clean(" ".join(element.itertext()) if len(element) else element.text_content())
    first = next(iter(element.iterchildren()), None)
    if whole and first is not None and not (element.text or "").strip() and isinstance(first.tag, str):
        kicker = clean(first.text_content())
        if (
            kicker
            and whole.startswith(kicker)
            and KICKER.search(f"{first.get('class', '')} {first.get('id', '')}")
        ):
            return clean(whole[len(kicker) :].lstrip(" :|–—-")) or whole
    return whole or clean(element.text or "")


def headline_shown(element: HtmlElement, others: list[str | None]) -> str | None:
    """Return what a heading says, without a kicker that is told by its form: a few words in an element of their own.

    They are none if another candidate for the title goes on from them as the heading does.
    """
    whole = shown_text(element)
    if whole and (rest := without_badge(element, whole, others)):
        return rest
    first = next(iter(element.iterchildren("span", "small", "div", "p")), None)
    if not whole or first is None or (element.text or "").strip() or first.getprevious() is not None:
        return whole
    kicker = clean(first.text_content()) or ""
    rest = whole.removeprefix(kicker).strip()
    if (
        not kicker
        or len(kicker.split()) > MAX_KICKER_WORDS
        or len(rest.split()) < FEWEST_BESIDE_KICKER
        or not kicker[-1].isalnum()
        or not rest[0].isupper()
        or any(other and folded(other).startswith(folded(whole)) for other in others)
    ):
        return whole
    return rest


def without_badge(element: HtmlElement, whole: str, others: list[str | None]) -> str | None:
    """Return a headline without its first or last element ("Exclusive") where another candidate is all the rest."""
    for child in [*element][:1] + [*element][-1:]:
        said = clean(child.text_content()) or ""
        for rest in (whole.removeprefix(said), whole.removesuffix(said)):
            rest = rest.strip(SIGNS_BETWEEN)
            is_part = said and len(rest.split()) >= FEWEST_BESIDE_KICKER and len(rest) < len(whole)
            if is_part and any(other and is_rest(rest, whole, other) for other in others):
                return rest
    return None


def is_rest(rest: str, whole: str, other: str) -> bool:
    """Return whether another candidate for the title is what is left of a heading, and not its beginning cut off."""
    if agree(rest, other) and not agree(whole, other):
        return True
    return folded(rest) == folded(other) and folded(whole) != folded(other)


def part_shown(tree: HtmlElement, document_title: str) -> HtmlElement | None:
    """Return what shows a part of the document's title, the longest first, by itself on a page without headings.

    Pages laid out in tables have their headline in bold, and in the document's title behind the outlet's name.
    """
    parts = [part for part in PARTS.split(document_title) if word_count(part) >= FEWEST_BESIDE_KICKER]
    undated = [shorter for part in parts if (shorter := DAY_AT_END.sub("", part)) != part]
    for part in sorted((*parts, *undated), key=len, reverse=True):
        for element in tree.iter("b", "strong", "font", "big", "h2", "h3", "h4", "p", "span", "div", "td"):
            if len(element) == 0 and folded(clean(element.text or "") or "") == folded(part):
                return element
    return None


def headline_element(tree: HtmlElement, others: list[str], outlets: set[str]) -> HtmlElement | None:
    """Return the element that shows the headline: of several h1, the one that metadata or its name confirm."""
    headings = headings_of_page(tree, outlets)
    if len(headings) > 1:
        for heading in headings:
            text = clean(heading.text_content()) or ""
            if any(agree(text, other) for other in others):
                return heading
        names = headline_names()
        for heading in headings:
            if names.search(
                f"{heading.get('class', '')} {heading.get('id', '')} {heading.get('itemprop', '')}"
            ):
                return heading
        if others:
            return None
    alone = (clean(headings[0].text_content()) or "") if headings else ""
    if not headings or (
        word_count(alone) <= MAX_SECTION_WORDS and others and not any(agree(alone, other) for other in others)
    ):
        # The one h1 may be the name of the section or the outlet.
        for heading in tree.iter("h2"):
            text = clean(heading.text_content()) or ""
            if word_count(text) > word_count(alone) and any(agree(text, other) for other in others):
                return heading
    return headings[0] if headings else None


def beside_outlet(tree: HtmlElement, heading: HtmlElement, document_title: str) -> HtmlElement | None:
    """Return the heading that shows the headline where the chosen one is the outlet's name, else None.

    It is, where the document's title has it as one of its parts and another heading says one of the other parts.
    """
    parts = [part.strip() for part in SEPARATOR.split(document_title)]
    name = folded(shown_text(heading) or "")
    before, sign, behind = document_title.partition(": ")
    if name and sign and folded(before) == name:
        parts = [before, behind.strip()]
    rest = [folded(part) for part in parts if folded(part) != name]
    if not name or len(rest) == len(parts):
        return None
    for other in tree.iter("h1", "h2", "h3", *LINES):
        if other.tag in LINES and (len(other) or not other.text):
            continue
        text = folded(clean(other.text_content()) or "")
        if text not in rest or other is heading:
            continue
        longer = len(text.split()) > len(name.split())
        named = other.tag not in LINES or headline_names().search(name_of(other)) is not None
        if named and longer and (len(text.split()) > 1 or other.tag in MAJOR):
            return other
    return None


@cache
def headline_names() -> re.Pattern[str]:
    """Return a pattern for the class and id names of headlines."""
    return re.compile("|".join(map(re.escape, markup_data()["headline"]["names"])), re.IGNORECASE)


def headings_of_page(tree: HtmlElement, outlets: set[str]) -> list[HtmlElement]:
    """Return the h1 that say something; if there are several, without those that say the outlet's name."""
    filled = [node for node in tree.iter("h1") if node.text_content().strip()]
    own = [node for node in filled if not is_outlet_name(clean(node.text_content()) or "", outlets)]
    return own if own and len(filled) > 1 else filled


def stands_for_title(
    above: HtmlElement, element: HtmlElement | None, others: list[str | None], names: set[str]
) -> bool:
    """Return whether the heading above the text is the headline, since nothing else that may be it is.

    ``element`` shows the headline so far, ``others`` are what meta tags, JSON-LD and the document's title have.
    """
    meta_title, _, document_title = others
    if meta_title and not is_outlet_name(meta_title, names):
        return False
    if element is not None:
        return is_outlet_name(shown_text(element) or "", names)
    if document_title is None or is_outlet_name(document_title, names):
        return True
    said, told = (set(WORD.findall(folded(text))) for text in (above.text_content(), document_title))
    return headline_names().search(name_of(above)) is not None or len(said & told) >= FEWEST_SHARED


def heading_above_text(tree: HtmlElement) -> HtmlElement | None:
    """Return the heading, or line named as a headline, that stands above the first prose of a page, if one does."""
    heading: HtmlElement | None = None
    names = headline_names()
    for element in tree.iter():
        tag = element.tag
        named = tag in LINES_OF_TABLES and len(element) <= 1 and names.search(name_of(element)) is not None
        if tag in HEADINGS or named:
            text = clean(element.text_content()) or ""
            if word_count(text) >= FEWEST_IN_HEADING and not leads_away(element):
                heading = element
        elif tag not in NO_PROSE and isinstance(tag, str) and heading not in element.iterancestors():
            lines = (element.text, *(child.tail for child in element))
            if any(line and len(line.split()) >= WORDS_OF_PROSE for line in lines):
                return heading
    return None


def leads_away(heading: HtmlElement) -> bool:
    """Return whether a heading is a link, as those of teasers are."""
    link = heading if heading.tag == "a" else next(heading.iter("a"), None)
    return link is not None and not link.get("href", "#").startswith("#")


def agree(first: str, second: str) -> bool:
    """Return whether two candidates are the same headline, be it truncated in one."""
    one, other = ELLIPSIS.sub("", folded(first)), ELLIPSIS.sub("", folded(second))
    if one == other:
        return True
    short, long = sorted((one, other), key=len)
    if len(short) >= MIN_PREFIX and (long.startswith(short) or long.endswith(short)):
        return True
    # A short headline, and the same with something behind a separator that may be the outlet's name.
    return (
        word_count(short) > 1 and long.startswith(short) and SEPARATOR.match(long[len(short) :]) is not None
    )


def longest_form(chosen: str, candidates: list[str]) -> str:
    """Return the full form of a headline that was cut off, with an ellipsis or after its first words."""
    if not ELLIPSIS.search(chosen) and len(chosen) > MAX_FRAGMENT:
        return chosen
    start = ELLIPSIS.sub("", folded(chosen))
    return next(
        (full for full in candidates if not ELLIPSIS.search(full) and folded(full).startswith(start)), chosen
    )
