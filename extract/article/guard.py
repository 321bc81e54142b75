"""Guard: what is found must not be much less than what trafilatura finds on the page as it came.

Every step before may be misled by a page that nobody has seen. Where so much of plain trafilatura's text is missing
that the article itself must be, its text is taken instead: noise around an article costs less than the article.
"""

import re
from collections.abc import Sequence
from functools import cache

import trafilatura
from lxml.html import HtmlElement
from trafilatura.settings import Document, Extractor

from newstally.extract.article.blocks import Block
from newstally.extract.article.cleared import cleared
from newstally.extract.article.evidence import is_prose
from newstally.extract.article.remembered_xpaths import remembering
from newstally.extract.writing import word_count

WORD = re.compile(r"\w+")
MIN_FOUND = 0.45
"""Share of the page's prose below which what trafilatura finds quickly may be one box of the article's."""
LONG = 3300
SHORT = 500
SHARE_OF_PAGE = 0.22
"""trafilatura looks no further when it has found 3,000 characters, or 250 that are a fifth of what the page says."""
MIN_KEPT = 0.7
"""Share of the words of plain trafilatura's text below which ours is taken for lost."""


def plain_text(tree: HtmlElement, blocks: Sequence[Block]) -> list[str]:
    """Return the lines that trafilatura finds in a tree, which it copies and leaves as it is.

    It is asked to be quick, without the other extractors that it compares with by default. Where it finds little of
    the prose among the page's blocks, it is asked again with them.
    """
    lines = quick_lines(tree, blocks)
    if words_of(lines) < MIN_FOUND * words_of_prose(blocks):
        lines = extracted_lines(tree, options(fast=False))
    return lines


def quick_lines(tree: HtmlElement, blocks: Sequence[Block]) -> list[str]:
    """Return what trafilatura finds quickly, on less than the whole page where that changes nothing.

    Where it finds little of a page it looks at all of it once more.
    """
    if is_enough(sum(len(block.text) for block in blocks if is_prose(block)), tree):
        lines = extracted_lines(cleared(tree), options(fast=True))
        if is_enough(sum(map(len, lines)), tree):
            return lines
    return extracted_lines(tree, options(fast=True))


def is_enough(found: int, tree: HtmlElement) -> bool:
    """Return whether trafilatura looks no further when it has found so many characters of a page."""
    return found >= LONG or found >= max(SHORT, SHARE_OF_PAGE * len(tree.text_content()))


@cache
def options(fast: bool) -> Extractor:
    """Return the options of trafilatura for every page: no comments, tables included."""
    return Extractor(output_format="python", comments=False, tables=True, fast=fast)


def extracted_lines(tree: HtmlElement, asked: Extractor) -> list[str]:
    """Return the lines that trafilatura finds in a tree with some options."""
    with remembering():
        document = trafilatura.bare_extraction(tree, options=asked)
    text = (document.text if isinstance(document, Document) else None) or ""
    return text.split("\n")


def words_of_prose(blocks: Sequence[Block]) -> int:
    """Return how many words a page has in paragraphs that hold more than links."""
    return sum(block.words for block in blocks if is_prose(block))


def is_lost(found: Sequence[str], plain: Sequence[str], left_out: Sequence[str] = ()) -> bool:
    """Return whether the paragraphs found hold so few words that the article must be among what is missing.

    ``left_out`` is what is surely none of it: menus and other articles, which trafilatura runs together with the text
    where both stand in the cells of a table.
    """
    kept = words_of(found)
    return kept < MIN_KEPT * words_of(plain) and kept < MIN_KEPT * words_beside(plain, left_out)


def words_beside(paragraphs: Sequence[str], left_out: Sequence[str]) -> int:
    """Return how many words the paragraphs hold without the texts left out, each of which is left out once."""
    whole = words_alone(" ".join(paragraphs))
    for text in left_out:
        whole = whole.replace(words_alone(text), " ", 1)
    return word_count(whole)


def words_alone(text: str) -> str:
    """Return the words of a text without the signs between them."""
    return f" {' '.join(WORD.findall(text.casefold()))} "


def words_of(paragraphs: Sequence[str]) -> int:
    """Return how many words the paragraphs hold."""
    return sum(map(word_count, paragraphs))
