"""Guard: what is found must not be much less than what trafilatura finds on the page as it came.

Every step before may be misled by a page that nobody has seen. Where so much of plain trafilatura's text is missing
that the article itself must be, its text is taken instead: noise around an article costs less than the article.
"""

import trafilatura
from lxml.html import HtmlElement
from trafilatura.settings import Document, Extractor

MIN_KEPT = 0.7
"""Share of the words of plain trafilatura's text below which ours is taken for lost."""


def plain_text(tree: HtmlElement, options: Extractor) -> list[str]:
    """Return the lines that trafilatura finds in a tree."""
    document = trafilatura.bare_extraction(tree, options=options)
    text = (document.text if isinstance(document, Document) else None) or ""
    return text.split("\n")


def is_lost(found: list[str], plain: list[str]) -> bool:
    """Return whether the paragraphs found hold so few words that the article must be among what is missing."""
    return word_count(found) < MIN_KEPT * word_count(plain)


def word_count(paragraphs: list[str]) -> int:
    """Return how many words the paragraphs hold."""
    return sum(len(paragraph.split()) for paragraph in paragraphs)
