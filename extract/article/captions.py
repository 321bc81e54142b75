"""Captions: which lines of a page tell what its pictures show, or whose they are."""

import re

from newstally.extract.article.blocks import Block
from newstally.extract.article.boxes import HEADINGS
from newstally.extract.article.evidence import previous_is_picture
from newstally.extract.article.judged import Judged
from newstally.extract.article.kept import kept_of, small_part
from newstally.extract.article.phrases import patterns, talks

BY_PICTURE = frozenset({"with a picture", "small box with a picture"})
MAX_CAPTION = 40
"""In words."""
FEWEST_IN_BOX, MAX_IN_BOX = 6, 30
"""In words: the caption in a box that holds a picture and little else."""
MAX_CAPTIONED = 4
LINKED = 0.9
MAX_BLOCKS_IN_BOX = 2
"""A caption and whose picture it is."""
PICTURE_TAGS = ("img", "amp-img")
COUNTER = re.compile(r"\W*\d{1,3}\s*(?:/|[^\W\d_]{2,4})\s*\d{1,3}\W*")
"""Which of how many pictures of a gallery one is."""
PARAGRAPHS = frozenset({"p", "div"})
LINES = frozenset({"p", "a", "blockquote"})
"""In these a picture may stand in the line."""
LISTS = frozenset({"li", "ul", "ol", "dd"})


def captions_of(judged: list[Judged], language: str | None) -> list[int]:
    """Return the kept blocks with or right below a picture that are a line of italics or tell whose picture it is.

    A line of italics that speaks to the reader, in the ``language`` of the text, is none.
    """
    credits = patterns("furniture.credits")
    boxed = set(small_part(judged, sorted(in_picture_boxes(judged))))
    by_picture = {index for index in kept_of(judged) if is_span_by_picture(judged[index].block)}
    if by_picture and any(
        is_in_span(one.block) for one in judged if one.dropped is None and not one.block.pictures
    ):
        by_picture.clear()
    return [
        index
        for index, one in enumerate(judged)
        if one.dropped is None
        and one.block.words <= MAX_CAPTION
        and (
            ("italics below a picture" in one.signs and not talks(one.block.text, language))
            or ("named caption" in one.signs and previous_is_picture(one.block))
            or index in boxed
            or is_link_in_picture_table(one.block)
            or index in by_picture
            or (stands_by_picture(one) and credits.search(one.block.text))
            or is_told_by_picture(one.block)
        )
    ]


def is_link_in_picture_table(block: Block) -> bool:
    """Return whether a block is nothing but a link in a table that holds a picture and a few words."""
    table = next((element for element in reversed(block.path) if element.tag == "table"), None)
    return (
        table is not None
        and block.linked >= LINKED * len(block.text)
        and table.find(".//img") is not None
        and len(table.text_content().split()) <= MAX_IN_BOX
    )


def is_span_by_picture(block: Block) -> bool:
    """Return whether a block is a picture and, behind it, words in an element of their own."""
    return block.pictures > 0 and not block.linked and is_in_span(block)


def is_told_by_picture(block: Block) -> bool:
    """Return whether the picture right before a block says the same to those who don't see it."""
    before = block.element.getprevious()
    if before is None or (before.tail or "").strip():
        return False
    pictures = [before] if before.tag in PICTURE_TAGS else before.iter(*PICTURE_TAGS)
    return any(" ".join(picture.get("alt", "").split()) == block.text for picture in pictures)


def is_in_span(block: Block) -> bool:
    """Return whether all text of a paragraph stands in one element within it."""
    element = block.element
    if element.tag not in PARAGRAPHS or (element.text or "").strip():
        return False
    telling = [inner for inner in element if inner.text_content().strip()]
    return len(telling) == 1 and telling[0].tag == "span" and not any((i.tail or "").strip() for i in element)


def in_picture_boxes(judged: list[Judged]) -> set[int]:
    """Return the blocks in boxes that hold a picture and, beside it, a line or two; many such boxes are a list's."""
    found = set()
    for index, one in enumerate(judged):
        if one.dropped is not None or one.block.words > MAX_IN_BOX or one.block.linked:
            continue
        for element in reversed(one.block.path):
            inside = [
                place
                for place in range(max(0, index - 3), min(len(judged), index + 4))
                if element in judged[place].block.path
            ]
            words = sum(judged[place].block.words for place in inside)
            if len(inside) > MAX_BLOCKS_IN_BOX or words > MAX_IN_BOX or element.tag in LISTS:
                break
            if element.tag in LINES or element.find(".//img") is None:
                continue
            if words >= FEWEST_IN_BOX and not any(judged[place].block.tag in HEADINGS for place in inside):
                found.add(index)
            break
    counters = {index for index in found if COUNTER.fullmatch(judged[index].block.text)}
    return found if counters or len(found) <= MAX_CAPTIONED else set()


def stands_by_picture(one: Judged) -> bool:
    """Return whether a block has a picture in it, right before it, or in the small box around it."""
    return not BY_PICTURE.isdisjoint(one.signs) or previous_is_picture(one.block)
