"""No scripts: which texts in ``<noscript>`` are the article's, and which only stand in for what a script would show.

A page that loads the second half of its text at a button's press gives it to browsers without scripts right behind the
first. Notes in its place ("Please turn JavaScript on") speak of the site, and what stands in for a chart or a post has
text behind it.
"""

from collections.abc import Sequence

from lxml.html import HtmlElement

from newstally.extract.article.evidence import WORDED_AS_FURNITURE
from newstally.extract.article.judged import Judged
from newstally.extract.article.kept import is_told, kept_of, small_part, words_held
from newstally.extract.article.nesting import Nesting
from newstally.extract.article.verdict import talks_of_site

FEWEST_TOLD = 2
"""Paragraphs that tell something in sentences."""
SHARE_BESIDE = 0.5
"""Of the words of the text that is shown: what holds the ``<noscript>`` holds so many of them."""
FIELDS = frozenset({"button", "input", "form"})
SPOILT = frozenset({"said before", "names an author", WORDED_AS_FURNITURE})


def for_no_scripts(judged: Sequence[Judged], nesting: Nesting) -> list[int]:
    """Return the kept blocks in ``<noscript>`` that are not the rest of the text, none if they say more than it."""
    inside = [index for index in kept_of(judged) if box_of(judged[index]) is not None]
    rest = rest_of_text(judged, nesting) if inside else []
    return small_part(judged, [index for index in inside if index not in rest])


def rest_of_text(judged: Sequence[Judged], nesting: Nesting) -> list[int]:
    """Return the blocks of the last ``<noscript>``, kept or not, if it carries on what is shown and ends the text."""
    boxes: dict[int, HtmlElement] = {}
    for element, run in nesting.runs.items():
        if element.tag == "noscript":
            boxes |= {index: element for index in run if index not in boxes}
    shown = [index for index in kept_of(judged) if index not in boxes]
    told = [index for index in shown if is_told(judged[index])]
    if not told or not boxes:
        return []
    words = words_held(judged, nesting, shown)
    total = sum(judged[index].block.words for index in shown)
    holders = {index: box.getparent() for index, box in boxes.items() if index > told[-1]}
    place = next((index for index, holder in holders.items() if words[holder] >= SHARE_BESIDE * total), None)
    if place is None:
        return []
    rest = [index for index, box in boxes.items() if box is boxes[place]]
    texts = [judged[index] for index in rest]
    if rest[0] < place or sum(map(is_told, texts)) < FEWEST_TOLD or asks_in(boxes[place]):
        return []
    if any(one.block.linked or SPOILT & one.signs.keys() or talks_of_site(one.block.text) for one in texts):
        return []
    return rest


def box_of(one: Judged) -> HtmlElement | None:
    """Return the ``<noscript>`` in which a block stands, None if it is shown to all."""
    return next((element for element in one.block.path if element.tag == "noscript"), None)


def asks_in(box: HtmlElement) -> bool:
    """Return whether a box holds a field or a button."""
    return any(True for _ in box.iter(*FIELDS))
