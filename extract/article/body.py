"""Body: the article's own text, paragraph by paragraph, without what stands around it.

Three steps: elements that are known not to be text are taken out of the tree, trafilatura finds the text in what is
left, and paragraphs that are furniture all the same are dropped.
"""

import copy
import logging
import re
from dataclasses import dataclass
from functools import cache

from lxml.html import HtmlElement
from trafilatura.settings import Extractor

from newstally.extract.article.furniture import remove_furniture
from newstally.extract.article.guard import is_lost, plain_text
from newstally.extract.article.jsonld import body_of
from newstally.extract.article.metadata import Metadata
from newstally.extract.article.paragraphs import clean_line, clean_paragraphs
from newstally.extract.article.standfirst import find_standfirst
from newstally.extract.article.title import Title

logging.getLogger("trafilatura").setLevel(
    logging.CRITICAL
)  # what it warns of, NotAnArticle says with its reason

SPACE = re.compile(r"\s+")
MIN_COVERAGE = 0.6
"""If trafilatura's fast way finds less of the page's long paragraphs than this, its thorough one is asked."""
TEASER_WORDS = 4
"""A link of so many words may be a headline."""
MIN_GAIN = 2
"""If the page's metadata hold a text so many times longer than the one it shows, a script would show it."""
LONG_PARAGRAPH = 80
SAME_START = 40
"""Paragraphs that share so many characters at their start are the same."""


@dataclass(frozen=True, slots=True)
class Body:
    """The text, and what helps to tell whether it is an article's."""

    text: str
    linked_share: float
    """Share of the characters of the page, furniture aside, that are links."""
    teasers: int
    """Different addresses whose links are worded like headlines."""
    longest_paragraph: int
    """In characters."""
    has_password_field: bool


@cache
def options(fast: bool) -> Extractor:
    """Return the options of trafilatura for every page: no comments, tables included."""
    return Extractor(output_format="python", comments=False, tables=True, fast=fast)


def extract_body(tree: HtmlElement, metadata: Metadata, title: Title, authors: tuple[str, ...]) -> Body:
    """Return the article's text. The tree is changed: read everything else from it before."""
    has_password_field = bool(tree.xpath('//input[@type="password"]'))
    teasers = len(
        {link.get("href") for link in tree.iter("a") if len(link.text_content().split()) >= TEASER_WORDS}
    )
    untouched = copy.deepcopy(tree)
    remove_furniture(tree, title.element)
    length, linked = lengths(tree)
    standfirst = find_standfirst(title.element, metadata.description)
    paragraphs = clean_paragraphs(main_text(tree), title.text, title.element_text, authors)
    stated = body_of(metadata.article)
    if sum(map(len, stated)) > MIN_GAIN * sum(map(len, paragraphs)):
        paragraphs = clean_paragraphs(stated, title.text, title.element_text, authors)
    plain = clean_paragraphs(
        [line for raw in plain_text(untouched, options(fast=True)) if (line := clean_line(raw))],
        title.text,
        title.element_text,
        authors,
    )
    if is_lost(paragraphs, plain):
        paragraphs = plain
    if standfirst and not any(standfirst[:60] in paragraph for paragraph in paragraphs):
        paragraphs.insert(0, standfirst)
    return Body(
        text="\n".join(paragraphs),
        linked_share=min(1.0, linked / length) if length else 0.0,
        teasers=teasers,
        longest_paragraph=max(map(len, paragraphs), default=0),
        has_password_field=has_password_field,
    )


def main_text(tree: HtmlElement) -> list[str]:
    """Return what trafilatura takes for the page's text, as a list of paragraphs.

    Its comparison with two other extractors costs as much as all the rest, and with furniture out of the way it
    matters only where the fast way misses most of the page's long paragraphs.
    """
    wanted = long_paragraphs(tree)
    found: list[tuple[float, list[str]]] = []
    for fast in (True, False):
        lines = [line for raw in plain_text(tree, options(fast)) if (line := clean_line(raw))]
        found.append((coverage(lines, wanted), lines))
        if found[-1][0] >= MIN_COVERAGE:
            break
    return with_gaps_filled(max(found, key=lambda one: one[0])[1], wanted)


def long_paragraphs(tree: HtmlElement) -> list[tuple[str, int]]:
    """Return the text of each of the tree's long paragraphs, with its depth in the tree."""
    found = []
    for node in tree.iter("p"):
        text = clean_line(node.text_content())
        if len(text) >= LONG_PARAGRAPH:
            found.append((text, sum(1 for _ in node.iterancestors())))
    return found


def coverage(lines: list[str], wanted: list[tuple[str, int]]) -> float:
    """Return which share of the wanted paragraphs, by length, the lines hold (of none, if there are any)."""
    total = sum(len(text) for text, _ in wanted)
    if not total:
        return float(bool(lines))
    there = {line[:SAME_START] for line in lines}
    return sum(len(text) for text, _ in wanted if text[:SAME_START] in there) / total


def with_gaps_filled(lines: list[str], wanted: list[tuple[str, int]]) -> list[str]:
    """Return the lines with the wanted paragraphs put back that are missing between two of them, at their depth."""
    there = {line[:SAME_START] for line in lines}
    missing: dict[str, str] = {}
    for before, (text, depth), after in zip(wanted, wanted[1:], wanted[2:], strict=False):
        starts = [paragraph[:SAME_START] for paragraph in (before[0], text, after[0])]
        if (
            starts[0] in there
            and starts[1] not in there
            and starts[2] in there
            and depth in (before[1], after[1])
        ):
            missing[starts[0]] = text
    return [part for line in lines for part in (line, missing.pop(line[:SAME_START], None)) if part]


def lengths(tree: HtmlElement) -> tuple[int, int]:
    """Return the number of characters in the tree, white space aside, and of those within links."""
    linked = sum(len(SPACE.sub("", link.text_content())) for link in tree.iter("a"))
    return len(SPACE.sub("", tree.text_content())), linked
