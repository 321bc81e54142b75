"""Walls: where a text ends with words that ask to log in or to pay.

One phrase that nothing else says is enough ("to continue reading"). Words that news may say as well ("a month",
"subscribers") make a wall where two of them stand in one box that speaks to its reader, or has a heading or a button.
"""

from collections.abc import Mapping, Sequence

from lxml.html import HtmlElement

from newstally.extract.article.blocks import Block
from newstally.extract.article.boxes import HEADINGS
from newstally.extract.article.judged import Judged
from newstally.extract.article.kept import OUTERMOST, kept_of, words_held
from newstally.extract.article.nesting import Nesting
from newstally.extract.article.paragraphs import MAX_WALL, is_wall
from newstally.extract.article.phrases import phrase_in, phrases

BEFORE_END = 4
"""So many of the last kept blocks may be the wall's."""
BEHIND = 8
"""So many blocks behind the last kept one may tell why the text ends there."""
MAX_BOX = 60
"""In words: what a wall says."""
SHORTEST_TEXT = 12
"""In words: a paragraph of so many is the text's, unless it speaks of the wall itself."""
MAX_BUTTON = 4
"""In words."""
FEWEST, ENOUGH = 2, 4
"""Words of a wall that make one in a box that speaks to its reader, and in any."""


def walls_in(judged: Sequence[Judged], nesting: Nesting) -> list[list[int]]:
    """Return the blocks of each box at the end of the text that asks to log in or to pay, kept ones or not."""
    kept = kept_of(judged)
    if not kept:
        return []
    last = kept[-1]
    near = [*kept[-BEFORE_END:], *range(last + 1, min(len(judged), last + 1 + BEHIND))]
    speaking = [index for index in near if speaks_of_wall(judged[index].block.text)]
    if not speaking:
        return []
    words = words_held(judged, nesting)
    found: list[list[int]] = []
    for index in speaking:
        if any(index in box for box in found):
            continue
        box = box_of(judged, index, words)
        if is_wall_box([judged[place].block for place in box]):
            found.append(box)
    return found


def speaks_of_wall(text: str) -> bool:
    """Return whether a block says what walls say, if not only they."""
    return len(text) <= MAX_WALL and (
        phrase_in(text, "wall_topics") is not None or phrase_in(text, "login") is not None
    )


def box_of(judged: Sequence[Judged], index: int, words: Mapping[HtmlElement, int]) -> list[int]:
    """Return the blocks of the largest small box around a block that begins with no paragraph of the text."""
    found = [index]
    for element in reversed(judged[index].block.path):
        if element.tag in OUTERMOST or words[element] > MAX_BOX:
            break
        inside = [
            place
            for place in range(max(0, index - BEHIND), min(len(judged), index + BEHIND))
            if element in judged[place].block.path
        ]
        before = (judged[place].block for place in inside if place < index)
        if any(block.words >= SHORTEST_TEXT and not speaks_of_wall(block.text) for block in before):
            break
        found = inside
    return found


def is_wall_box(blocks: Sequence[Block]) -> bool:
    """Return whether a box asks to log in or to pay."""
    text = " ".join(block.text for block in blocks)
    if any(is_wall(block.text) for block in blocks):
        return True
    topics = {phrase.casefold() for phrase in phrases("wall_topics").findall(text)}
    return len(topics) >= ENOUGH or (
        len(topics) >= FEWEST
        and (
            phrase_in(text, "reader") is not None
            or any(block.tag in HEADINGS or (block.words <= MAX_BUTTON and block.linked) for block in blocks)
        )
    )
