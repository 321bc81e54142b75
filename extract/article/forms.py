"""Forms: the tag that tells best what each paragraph of the text is, a quotation's among them.

Many a pull quote is a paragraph like others to a program. A reader sees that it is slanted, centred or larger: in
``markup.toml`` are the names by which sites say so.
"""

import re
from collections import Counter

from lxml.html import HtmlElement

from newstally.extract.article import kept as rows
from newstally.extract.article.attributes import word_starts
from newstally.extract.article.blocks import SENTENCE_END, Block
from newstally.extract.article.captions import PARAGRAPHS
from newstally.extract.article.judged import Judged
from newstally.extract.article.paragraphs import DRESSED, MAX_ATTRIBUTION

SET_APART = frozenset({"named quote", "in blockquote", "in aside", "in figure"})
QUOTED_SHARE = 0.9
LINE_AND_NAME = 2
"""Blocks of a box that quotes somebody: what was said, and by whom."""
BOXES = frozenset({"div", "section"})
MAX_DRESSED = 2
"""More paragraphs dressed alike are verses, or letters."""
FEWEST_BESIDE = 3
"""Paragraphs of one other form that stand beside it, some before and some behind."""
FEWEST_SIGNS = 2
STYLES = {
    "slanted": re.compile(r"font-style:\s*italic"),
    "centred": re.compile(r"text-align:\s*center"),
    "large": re.compile(
        r"font-size:\s*(?:x*-?large|larger|1\.[3-9]\d*r?em|[2-9](?:\.\d+)?r?em|2[2-9]px|[3-9]\dpx)"
    ),
}


def forms_of(judged: list[Judged], kept: list[int]) -> list[str]:
    """Return the tag that tells best what each kept block is; in a box a line above a name is a quotation's."""
    forms = [form_of(judged[index]) for index in kept]
    for place in dressed_as_quotations([judged[index].block for index in kept]):
        if forms[place] in PARAGRAPHS:
            forms[place] = DRESSED
    held: dict[HtmlElement, list[int]] = {}
    for place, index in enumerate(kept):
        held.setdefault(judged[index].block.element.getparent(), []).append(place)
    for holder, inside in held.items():
        blocks = [judged[kept[place]].block for place in inside]
        if len(blocks) == LINE_AND_NAME < max(map(len, held.values())) and holder.tag in BOXES:
            line, name = blocks
            apart = not any(SENTENCE_END.search(block.text) for block in blocks)
            if apart and name.words <= MAX_ATTRIBUTION < line.words and forms[inside[0]] in PARAGRAPHS:
                forms[inside[0]] = "blockquote"
    return forms


def form_of(one: Judged) -> str:
    """Return the tag that tells best what a block is: a row's, a quotation's, or its own."""
    if one.block.cells:
        return "tr"
    if is_marked_as_quotation(one.block):
        return "blockquote"
    return "blockquote" if SET_APART & one.signs.keys() else one.block.tag


def is_marked_as_quotation(block: Block) -> bool:
    """Return whether all of a block stands in an element for quotations."""
    quoted = sum(len(quotation.text_content().strip()) for quotation in block.element.iter("q"))
    return quoted >= QUOTED_SHARE * len(block.text)


def dressed_as_quotations(blocks: list[Block]) -> list[int]:
    """Return the few paragraphs among others of one form that are slanted, centred or larger, two of these at least."""
    forms = [rows.form_of(block) for block in blocks]
    counts = Counter(forms)
    found = []
    for place, block in enumerate(blocks):
        if counts[forms[place]] > MAX_DRESSED or signs_of_dress(block) < FEWEST_SIGNS:
            continue
        beside = [
            other
            for other, form in enumerate(forms)
            if form[:2] == forms[place][:2] and counts[form] >= FEWEST_BESIDE
        ]
        if beside and beside[0] < place < beside[-1]:
            found.append(place)
    return found


def signs_of_dress(block: Block) -> int:
    """Return how many of the signs of a pull quote a paragraph's names, style and letters have."""
    names, style = block.element.get("class", ""), block.element.get("style", "")
    signs = {
        sign
        for sign, pattern in STYLES.items()
        if word_starts(f"quotations.{sign}").search(names) or pattern.search(style)
    }
    if block.emphasised >= QUOTED_SHARE * len(block.text):
        signs.add("slanted")
    return len(signs)
