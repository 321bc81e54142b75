"""Kept: the blocks of a page that are kept so far, what holds them and how much they say.

Steps that drop more of them ask here, and here it is told when that would be too much.
"""

from collections.abc import Iterable, Mapping, Sequence

from lxml.html import HtmlElement

from newstally.extract.article.blocks import Block
from newstally.extract.article.judged import Judged
from newstally.extract.article.nesting import Nesting

OUTERMOST = frozenset({"html", "body", "main", "article"})
"""Elements that are no boxes within an article."""
FEWEST_TOLD = 8
"""In words: a sentence that may be all of a news flash."""
MAX_BESIDE_TEXT = 3
"""So many times as much as the text may stand beside a short one."""


def kept_of(judged: Sequence[Judged]) -> list[int]:
    """Return which blocks are kept so far."""
    return [index for index, one in enumerate(judged) if one.dropped is None]


def words_held(
    judged: Sequence[Judged], nesting: Nesting, indexes: Iterable[int] | None = None
) -> Mapping[HtmlElement, int]:
    """Return how many words of all blocks, or of some of them, each element of the page holds."""
    if indexes is None:
        return nesting.words
    chosen = set(indexes)
    return nesting.sums([one.block.words if index in chosen else 0 for index, one in enumerate(judged)])


def form_of(block: Block) -> tuple[object, ...]:
    """Return what the elements of a row of paragraphs or links share: what holds them, their tag and their class."""
    element = block.element
    return element.getparent(), element.tag, element.get("class")


def article_element(judged: Sequence[Judged], headline: HtmlElement | None) -> HtmlElement | None:
    """Return the innermost element that holds the headline and the first sentence of the text; None for the page."""
    if headline is None:
        return None
    holders = {headline, *headline.iterancestors()}
    told = next((judged[index].block for index in kept_of(judged) if is_told(judged[index])), None)
    if told is None:
        return None
    own = next((element for element in reversed(told.path) if element in holders), None)
    return None if own is None or own.tag in ("body", "html") else own


def is_told(one: Judged) -> bool:
    """Return whether a block tells something in a sentence, outside of links."""
    block = one.block
    return (
        block.words >= FEWEST_TOLD
        and 2 * block.linked < len(block.text)
        and "ends like a sentence" in one.signs
    )


def beside_text(judged: Sequence[Judged], indexes: list[int]) -> list[int]:
    """Return the blocks, none of them if they say more than what they leave, or thrice as much beside a sentence."""
    left_out = set(indexes)
    rest = [index for index in kept_of(judged) if index not in left_out]
    if not any(is_told(judged[index]) for index in rest):
        return small_part(judged, indexes)
    words = sum(judged[index].block.words for index in indexes)
    return indexes if words <= MAX_BESIDE_TEXT * sum(judged[index].block.words for index in rest) else []


def small_part(judged: Sequence[Judged], indexes: list[int]) -> list[int]:
    """Return the blocks, none of them if they say more than what they leave."""
    words = sum(judged[index].block.words for index in indexes)
    return indexes if 2 * words <= sum(judged[index].block.words for index in kept_of(judged)) else []
