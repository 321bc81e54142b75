"""Guard: what is found must not be much less than what trafilatura finds on the page as it came.

Every step before may be misled by a page that nobody has seen. Where so much of plain trafilatura's text is missing
that the article itself must be, its text is taken instead: noise around an article costs less than the article.
"""

from collections.abc import Sequence

import trafilatura
from lxml.html import HtmlElement
from trafilatura.settings import Document, Extractor

from newstally.extract.article.blocks import word_count

MIN_KEPT = 0.7
"""Share of the words of plain trafilatura's text below which ours is taken for lost."""


def plain_text(tree: HtmlElement, options: Extractor) -> list[str]:
    """Return the lines that trafilatura finds in a tree, which it copies and leaves as it is."""
    document = trafilatura.bare_extraction(tree, options=options)
    text = (document.text if isinstance(document, Document) else None) or ""
    return text.split("\n")


def is_lost(found: Sequence[str], plain: Sequence[str]) -> bool:
    """Return whether the paragraphs found hold so few words that the article must be among what is missing."""
    return words_of(found) < MIN_KEPT * words_of(plain)


def words_of(paragraphs: Sequence[str]) -> int:
    """Return how many words the paragraphs hold."""
    return sum(map(word_count, paragraphs))
