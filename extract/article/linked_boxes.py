"""Linked boxes: boxes among the paragraphs that tell of another article: a link to it, and what stands there of it.

They are told by their form, whatever they are called and in whatever language: a label at most, the headline of the
other article as a link, alone or on a line of its own, and a few words beneath; or a box that is all one link.
"""

from collections.abc import Mapping, Sequence

from lxml.html import HtmlElement

from newstally.extract.article.blocks import SENTENCE_END, Block, is_link
from newstally.extract.article.boxes import HEADINGS
from newstally.extract.article.judged import Judged
from newstally.extract.article.kept import OUTERMOST, is_told, kept_of, words_held
from newstally.extract.article.nesting import Nesting
from newstally.extract.writing import word_count

BOXES = frozenset({"div", "aside", "section", "table", "blockquote", "a", "details", "figure", "ul", "ol"})
LISTS = frozenset({"ul", "ol"})
MAX_BOX = 60
"""In words."""
MAX_BLOCKS = 4
MAX_TELLING = 2
MAX_BOXES = 6
"""More are what the page consists of."""
MAX_LABEL = 6
"""In words: what stands above the link."""
FEWEST_IN_LINK = 3
"""In words: a link of fewer is a name."""
MAX_SHARE = 0.3
"""Of the words of the text: boxes that hold more are what it consists of."""
LINKED = 0.9
COLONS = (":", "：")


def linked_boxes(judged: Sequence[Judged], nesting: Nesting, headline: HtmlElement | None) -> list[int]:
    """Return the kept blocks of boxes among or behind the paragraphs that tell of another article.

    None goes if they are a large part of the text, or one of a row of like boxes is of another form. If many of them
    tell something in a sentence, these are the text's own.
    """
    kept = kept_of(judged)
    told = [index for index in kept if is_told(judged[index])]
    if not told:
        return []
    words, words_kept = words_held(judged, nesting), words_held(judged, nesting, kept)
    total = sum(judged[index].block.words for index in kept)
    holders = {headline, *headline.iterancestors()} if headline is not None else set()
    places: dict[HtmlElement, range] = {}
    for element, run in nesting.runs.items():
        if (
            element.tag in BOXES
            and run.stop > told[0] + 1
            and words_kept[element]
            and words[element] <= MAX_BOX
        ):
            places[element] = range(max(run.start, told[0] + 1), run.stop)
    found = {
        box
        for box, inside in places.items()
        if box not in holders
        and words_kept[box] <= MAX_SHARE * total
        and not judged[inside[0] - 1].block.text.endswith(COLONS)
        and leads_elsewhere(box, [judged[index].block for index in inside])
    }
    found = {box for box in found if not stands_among_others(box, found, words_kept)}
    telling = {box for box in found if any(is_told(judged[index]) for index in places[box])}
    if len(without_inner(telling)) > MAX_TELLING:
        found -= telling
    if len(without_inner(found)) > MAX_BOXES:
        return []
    chosen = [index for index in kept if not found.isdisjoint(judged[index].block.path)]
    return chosen if sum(judged[index].block.words for index in chosen) <= MAX_SHARE * total else []


def without_inner(boxes: set[HtmlElement]) -> list[HtmlElement]:
    """Return the boxes that don't stand in another of them."""
    return [box for box in boxes if boxes.isdisjoint(box.iterancestors())]


def leads_elsewhere(box: HtmlElement, blocks: Sequence[Block]) -> bool:
    """Return whether a box is one link around several lines, or begins with a label at most and a link of its own."""
    if box.tag == "a":
        return is_link(box) and (len(blocks) > 1 or box.find(".//img") is not None)
    first = blocks[0]
    if len(blocks) > MAX_BLOCKS:
        return False
    if is_headline_link(first) or is_labelled_link(first):
        return box.tag not in LISTS
    if first.cells == 1 and len(blocks) == 1:
        return box.find(".//img") is not None and begins_with_link(first.element)
    labelled = len(blocks) > 1 and first.words <= MAX_LABEL and SENTENCE_END.search(first.text) is None
    return labelled and is_headline_link(blocks[1])


def is_headline_link(block: Block) -> bool:
    """Return whether a block is a link of some words and no sentence."""
    all_linked = block.linked >= LINKED * len(block.text) or any(map(is_link, block.path))
    return all_linked and block.words >= FEWEST_IN_LINK


def is_labelled_link(block: Block) -> bool:
    """Return whether a block is a label of few words, and behind it a link of some words that ends no sentence."""
    if not block.linked or SENTENCE_END.search(block.text) is not None:
        return False
    links = [text for link in block.element.iter("a") if (text := " ".join(link.text_content().split()))]
    label = block.text.removesuffix(links[0]) if len(links) == 1 else block.text
    return (
        label != block.text
        and word_count(links[0]) >= FEWEST_IN_LINK
        and word_count(label) <= MAX_LABEL
        and SENTENCE_END.search(label.rstrip(": ")) is None
    )


def begins_with_link(element: HtmlElement) -> bool:
    """Return whether the first words of an element are a link behind which the line ends."""
    link = next((one for one in element.iter("a") if one.text_content().strip()), None)
    return (
        link is not None
        and is_link(link)
        and word_count(link.text_content()) >= FEWEST_IN_LINK
        and not (link.tail or "").strip()
        and element.text_content().strip().startswith(link.text_content().strip())
    )


def stands_among_others(
    box: HtmlElement, found: set[HtmlElement], words_kept: Mapping[HtmlElement, int]
) -> bool:
    """Return whether some of the boxes beside one, of its tag and class, hold text and weren't found."""
    parent = box.getparent()
    alike = [] if parent is None else [one for one in parent if one.tag == box.tag]
    return any(
        one not in found and words_kept.get(one, 0) and one.get("class") == box.get("class") for one in alike
    )


def headings_of_nothing(judged: Sequence[Judged], nesting: Nesting) -> list[int]:
    """Return the kept headings in boxes of which all else was left out, links among it."""
    kept = kept_of(judged)
    words, words_kept = words_held(judged, nesting), words_held(judged, nesting, kept)
    found = []
    for index in kept:
        block = judged[index].block
        if block.tag not in HEADINGS and block.stressed < LINKED * len(block.text):
            continue
        box = next((element for element in reversed(block.path) if words[element] > block.words), None)
        if box is None or box.tag in OUTERMOST or words_kept[box] != block.words:
            continue
        beside = [judged[place].block for place in nesting.runs[box] if place != index]
        if any(one.linked for one in beside):
            found.append(index)
    return found
