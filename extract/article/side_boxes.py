"""Side boxes: boxes within or behind the text that are not part of it, told by their form and their heading.

A box that asks for an address or a password, one below a heading that announces what others say or wrote, and one of a
row of like boxes of which nearly all were judged to be none of the article's. Their class names aren't asked.
"""

import re
from collections.abc import Mapping, Sequence

from lxml.html import HtmlElement

from newstally.extract.article.blocks import Block
from newstally.extract.article.boxes import HEADINGS
from newstally.extract.article.judged import Judged
from newstally.extract.article.kept import OUTERMOST, kept_of, small_part, words_held
from newstally.extract.article.nesting import Nesting
from newstally.extract.article.phrases import patterns

ASKS = frozenset({"password", "email", "text", "tel", "radio"})
FEWEST_ASKING = 5
"""In words: an element with fewer around a field is no more than the field's label."""
MAX_ASKING = 40
"""In words: a box that asks for an address says no more."""
MAX_SHARE = 0.5
"""A headed box holds no more of the words that were kept."""
MAX_LABELLED = 0.2
"""Of the words of the text: boxes below labels hold no more."""
MAX_HEADING = 8
"""In words: of a bold line that heads a box."""
SIGNED = re.compile(r"[“\"„«»].+[”\"“»«][.,]?\s*[–—-]\s*(?=[^\W\d_a-z])[^!?]{2,40}$")
"""A quotation with a name, and perhaps a place, behind a dash."""
FEWEST_SIGNED = 2
SHARE_SIGNED = 0.6
"""Of the words of a box of letters."""
LOW_ODDS = 1.0
FEWEST_ALIKE = 4
MAX_ALIKE_KEPT = 0.25
"""Of the words of boxes alike; where more were kept, none goes for the others' sake."""


def asking(judged: Sequence[Judged], nesting: Nesting, headline: HtmlElement | None) -> list[int]:
    """Return the kept blocks in boxes that ask for an address or a password.

    Such a box is the smallest element around the field that says more than its label, or the form. It never holds the
    headline.
    """
    if not judged:
        return []
    fields = [
        field
        for field in judged[0].block.path[0].iter("input")
        if (field.get("type") or "text").lower() in ASKS
    ]
    if not fields:
        return []
    words = words_held(judged, nesting)
    holders = {headline, *headline.iterancestors()} if headline is not None else set()
    boxes = {box for field in fields if (box := box_around(field, words, holders)) is not None}
    return small_part(
        judged, [index for index in kept_of(judged) if not boxes.isdisjoint(judged[index].block.path)]
    )


def box_around(
    field: HtmlElement, words: Mapping[HtmlElement, int], holders: set[HtmlElement]
) -> HtmlElement | None:
    """Return the box that asks for what a field takes: the form where all around it says more, else None."""
    for parent in field.iterancestors():
        if parent.tag in OUTERMOST or parent in holders or words.get(parent, 0) > MAX_ASKING:
            break
        if words.get(parent, 0) >= FEWEST_ASKING:
            return parent
    return next((form for form in field.iterancestors("form") if form not in holders), None)


def headed(judged: Sequence[Judged], nesting: Nesting, headline: HtmlElement | None) -> list[int]:
    """Return the kept blocks in boxes whose first line is a heading that announces what others say or wrote.

    Such a box is the largest that begins with the heading, has more than it, and says less than the rest of the text.
    A label ("Advertisement") heads no paragraph that it stands in, and no boxes that are a large part of the text.
    """
    announcing = patterns("furniture.headings")
    kept = kept_of(judged)
    words = words_held(judged, nesting, kept)
    total = sum(judged[index].block.words for index in kept)
    limit = MAX_SHARE * total
    holders = {headline, *headline.iterancestors()} if headline is not None else set()
    boxes: set[HtmlElement] = set()
    labelled: set[HtmlElement] = set()
    for index, one in enumerate(judged):
        block, box = one.block, None
        if block.words > MAX_HEADING:
            continue
        for element in reversed(block.path):
            if nesting.runs[element].start != index:
                break
            fits = block.words < words[element] <= limit
            if fits and element.tag not in OUTERMOST and element not in holders:
                box = element
        if box is not None and is_label(block):
            labelled.add(box)
        elif box is not None and is_heading(block) and announcing.search(block.text) is not None:
            boxes.add(box)
    labelled = {element for element in labelled if element.tag != "p"}
    if sum(words[element] for element in labelled) <= MAX_LABELLED * total:
        boxes |= labelled
    return [index for index in kept if not boxes.isdisjoint(judged[index].block.path)]


def signed_quotes(judged: Sequence[Judged], nesting: Nesting, headline: HtmlElement | None) -> list[int]:
    """Return the kept blocks of boxes in which several are each a quotation with a name behind a dash: letters.

    Such a box holds less than the rest of the text.
    """
    kept = kept_of(judged)
    signed = [index for index in kept if SIGNED.match(judged[index].block.text)]
    if len(signed) < FEWEST_SIGNED:
        return []
    words = words_held(judged, nesting, kept)
    limit = MAX_SHARE * sum(judged[index].block.words for index in kept)
    holders = {headline, *headline.iterancestors()} if headline is not None else set()
    held = words_held(judged, nesting, signed)
    boxes = {
        element
        for index in signed
        for element in judged[index].block.path[:-1]
        if element.tag not in OUTERMOST
        and element not in holders
        and words[element] <= limit
        and held[element] >= SHARE_SIGNED * words[element]
        and sum(element in judged[place].block.path for place in signed) >= FEWEST_SIGNED
    }
    return [index for index in kept if not boxes.isdisjoint(judged[index].block.path)]


def is_heading(block: Block) -> bool:
    """Return whether a block is a heading: short, and one by its tag or in bold."""
    bold = block.stressed >= 0.9 * len(block.text)
    return block.words <= MAX_HEADING and (block.tag in HEADINGS or bold)


def is_label(block: Block) -> bool:
    """Return whether a block says no more than that what stands below it is an advertisement or another's."""
    return block.words <= MAX_HEADING and patterns("furniture.labels").search(block.text) is not None


def outnumbered(judged: Sequence[Judged], nesting: Nesting) -> list[int]:
    """Return the kept blocks of boxes behind the text of which nearly all of their like were dropped.

    The evidence for the first of a row of teasers is little more than for the others, and may tip the scales.
    """
    doubtful = [
        index
        for index in kept_of(judged)
        if judged[index].odds < LOW_ODDS
        and {"after the text", "outside the main element"} <= judged[index].signs.keys()
    ]
    if not doubtful:
        return []
    total = words_held(judged, nesting)
    kept = words_held(judged, nesting, kept_of(judged))
    return [
        index
        for index in doubtful
        if any(stands_out(box, total, kept) for box in judged[index].block.path[1:])
    ]


def stands_out(box: HtmlElement, total: Mapping[HtmlElement, int], kept: Mapping[HtmlElement, int]) -> bool:
    """Return whether a box is one of several alike, side by side, of which little else was kept."""
    parent = box.getparent()
    if parent is None:
        return False
    form = box.tag, box.get("class")
    alike = [other for other in parent if (other.tag, other.get("class")) == form and total.get(other)]
    return len(alike) >= FEWEST_ALIKE and sum(kept.get(other, 0) for other in alike) <= MAX_ALIKE_KEPT * sum(
        total[other] for other in alike
    )
