"""Polls: boxes that ask readers a question and give them the answers to choose from, whatever they are called.

They are told by their form: a question, and right below it short lines that are no sentences.
"""

from collections.abc import Sequence

from lxml.html import HtmlElement

from newstally.extract.article.blocks import SENTENCE_END, Block
from newstally.extract.article.judged import Judged
from newstally.extract.article.kept import OUTERMOST, kept_of, words_held
from newstally.extract.article.nesting import Nesting

ASKS = ("?", "？", ";")
MAX_ANSWER = 6
"""In words."""
FEWEST_ANSWERS = 2
MAX_POLL = 60
"""In words."""
MAX_SHARE = 0.5
"""A poll holds no more of the words that were kept."""
CELLS = frozenset({"table", "tbody", "tr"})


def polls(judged: Sequence[Judged], nesting: Nesting, headline: HtmlElement | None) -> list[int]:
    """Return the kept blocks of boxes that are polls."""
    kept = kept_of(judged)
    asking = [index for index in kept if judged[index].block.text.endswith(ASKS)]
    if not asking:
        return []
    words = words_held(judged, nesting)
    limit = MAX_SHARE * sum(judged[index].block.words for index in kept)
    words_kept = words_held(judged, nesting, kept)
    holders = {headline, *headline.iterancestors()} if headline is not None else set()
    boxes = set()
    for index in asking:
        behind = [
            judged[place].block for place in range(index + 1, min(len(judged), index + 1 + FEWEST_ANSWERS))
        ]
        if len(behind) < FEWEST_ANSWERS or not all(map(is_answer, behind)):
            continue
        for element in judged[index].block.path:
            if element in holders or element.tag in OUTERMOST or element.tag in CELLS:
                continue
            fits = words[element] <= MAX_POLL and words_kept[element] <= limit
            if fits and all(element in block.path for block in behind):
                boxes.add(element)
                break
    return [index for index in kept if not boxes.isdisjoint(judged[index].block.path)]


def is_answer(block: Block) -> bool:
    """Return whether a block is a short line and no sentence."""
    return block.words <= MAX_ANSWER and not block.cells and SENTENCE_END.search(block.text) is None
