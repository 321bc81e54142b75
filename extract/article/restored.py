"""Restored: what the evidence left out although it stands in the text, and holds prose or facts and nothing else.

The evidence weighs what the elements around a block are called. A box that stands among the paragraphs of the text is
the article's whatever it is called, if it tells something in sentences, or a list of facts below a heading, and has
neither links nor pictures nor fields in it, and doesn't speak to its reader.
"""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from functools import cache

from lxml.html import HtmlElement

from newstally.extract.article.attributes import is_hidden
from newstally.extract.article.blocks import SENTENCE_END, Block
from newstally.extract.article.boxes import HEADINGS
from newstally.extract.article.evidence import WORDED_AS_FURNITURE
from newstally.extract.article.judged import Judged
from newstally.extract.article.kept import OUTERMOST, form_of, kept_of, words_held
from newstally.extract.article.nesting import Nesting
from newstally.extract.article.phrases import is_worded_as_furniture, patterns, talks
from newstally.extract.article.side_boxes import is_label
from newstally.extract.article.unopened import is_opened

LONG = 10
"""In words: a paragraph of the text that tells where it begins and ends."""
FEWEST_LONG = 2
SENTENCE = 8
LONG_IN_NAMED = 18
"""In words: of a sentence that tells something, and of one without a heading in a box that is named after furniture."""
NAMED = frozenset({"name"})
"""What may mark a box that is the text's own after all."""
MAX_BOX = 110
"""In words."""
MAX_FACT = 25
"""In words: an item of a list of facts."""
BEHIND = 10
"""So many blocks behind the text may be of a box that ends it."""
MAX_SHARE = 0.3
SHARE_BESIDE = 0.5
"""What holds the box holds this share of the text's words as well."""
OF_OTHERS = frozenset({"named comments", "named related", "named newsletter", "named advert", "named author"})
"""Behind the text, names like these aren't overruled."""
NO_TEXT = frozenset({"figure", "figcaption", "footer", "nav", "form", "noscript", "dialog", "address"})
HOLD_NO_TEXT = ("img", "picture", "iframe", "input", "textarea", "select", "button", "video", "audio")
TERMS = frozenset({"dt", "dd"})
FACTS = frozenset({"li", "dd", "dt", "p", "div"})
SPOILT = frozenset({WORDED_AS_FURNITURE, "named unseen", "the title", "said before", "names an author"})


def restored(
    judged: Sequence[Judged],
    nesting: Nesting,
    furniture: Mapping[HtmlElement, str],
    reason: str,
    language: str | None,
) -> list[int]:
    """Return the blocks, dropped for that reason, of boxes among the paragraphs of the text that are its own.

    ``furniture`` has the elements that are marked as such, each with what marks it; ``language`` is the text's.
    """
    kept = kept_of(judged)
    long = [
        index
        for index in kept
        if judged[index].block.words >= LONG and "ends like a sentence" in judged[index].signs
    ]
    left_out = [index for index, one in enumerate(judged) if one.dropped == reason]
    if len(long) < FEWEST_LONG or not left_out:
        return []
    first, last = long[0], long[-1]
    words = words_held(judged, nesting)
    own = words_held(judged, nesting, kept)
    total = sum(judged[index].block.words for index in kept)
    is_shut = cache(lambda element: is_hidden(element.attrib) and not is_opened(element))
    found: list[int] = []
    for index in left_out:
        if index in found or not first < index <= last + BEHIND:
            continue
        box = largest_box(judged[index].block, words, own, total)
        holder = (box if box is not None else judged[index].block.path[-1]).getparent()
        if holder is None or own.get(holder, 0) < SHARE_BESIDE * total:
            continue
        inside = [*near(index, nesting.runs[box])] if box is not None else [index]
        if index > last and not (box is not None and is_heading_of(judged[inside[0]].block)):
            continue
        around = judged[index].block.path
        marks = {furniture[element] for element in around if element in furniture}
        if not marks <= NAMED or any(map(is_shut, around)):
            continue
        if index > last and (marks or any(not OF_OTHERS.isdisjoint(judged[place].signs) for place in inside)):
            continue
        own_ones = own_blocks(
            [judged[place] for place in inside], box if box is not None else around[-1], bool(marks), language
        )
        found.extend(
            place for place in inside if judged[place].dropped == reason and judged[place] in own_ones
        )
    return found


def siblings(judged: Sequence[Judged], reason: str, language: str | None) -> list[int]:
    """Return the sentences, dropped for that reason, that stand among or right behind the paragraphs of the text.

    They have the paragraphs' form and are held by the element that holds most of these, or each by a box of one form in
    that element, as the entries of a live blog are.
    """
    return sorted({*alike(judged, form_of, reason, language), *alike(judged, form_in_row, reason, language)})


def form_in_row(block: Block) -> tuple[object, ...]:
    """Return what paragraphs in boxes alike share: what holds the boxes, and tag and class of box and paragraph."""
    box = block.element.getparent()
    if box is None or box.tag in OUTERMOST:
        return (block.element,)
    return box.getparent(), box.tag, box.get("class"), block.element.tag, block.element.get("class")


def alike(
    judged: Sequence[Judged],
    form_of: Callable[[Block], tuple[object, ...]],
    reason: str,
    language: str | None,
) -> list[int]:
    """Return the sentences, dropped for that reason, among or right behind others of a form that most text has."""
    kept = kept_of(judged)
    total = sum(judged[index].block.words for index in kept)
    held: Counter[tuple[object, ...]] = Counter()
    places: dict[tuple[object, ...], list[int]] = {}
    for index in kept:
        form = form_of(judged[index].block)
        held[form] += judged[index].block.words
        places.setdefault(form, []).append(index)
    found = []
    for index, one in enumerate(judged):
        if one.dropped != reason or one.block.tag != "p":
            continue
        form = form_of(one.block)
        if len(places.get(form, ())) < FEWEST_LONG or held[form] < SHARE_BESIDE * total:
            continue
        if places[form][0] < index <= places[form][-1] + BEHIND and is_plain_sentence(one, language):
            found.append(index)
    return found


def is_plain_sentence(one: Judged, language: str | None) -> bool:
    """Return whether a block tells something in a sentence and has nothing that notes around a text have."""
    block = one.block
    return (
        SENTENCE_END.search(block.text) is not None
        and not block.linked
        and not block.pictures
        and not block.emphasised
        and not block.stressed
        and SPOILT.isdisjoint(one.signs)
        and not announces_others(block)
        and not talks(block.text, language)
        and not is_worded_as_furniture(block.text)
    )


def near(index: int, run: range) -> range:
    """Return the places of the blocks of a box that stand around one of them."""
    return range(max(run.start, index - MAX_BOX), min(run.stop, index + MAX_BOX))


def largest_box(
    block: Block, words: Mapping[HtmlElement, int], own: Mapping[HtmlElement, int], total: int
) -> HtmlElement | None:
    """Return the largest element around a block that holds no more than a box does, None if none does.

    ``own`` has the words of the text that each element holds, of which there are ``total``: what holds a large part of
    these is no box.
    """
    box = None
    for element in reversed(block.path):
        if element.tag in OUTERMOST or words[element] > MAX_BOX:
            break
        if own.get(element, 0) > MAX_SHARE * total:
            break
        box = element
    return box


def is_heading_of(block: Block) -> bool:
    """Return whether a block is a heading that announces nothing of others."""
    bold = block.stressed >= 0.9 * len(block.text)
    return (block.tag in HEADINGS or bold) and not announces_others(block)


def announces_others(block: Block) -> bool:
    """Return whether a block is a label of what is none of the article's."""
    return patterns("furniture.headings").search(block.text) is not None or is_label(block)


def own_blocks(
    inside: Sequence[Judged], box: HtmlElement, is_marked: bool, language: str | None
) -> list[Judged]:
    """Return what a box tells in sentences, or its facts below a heading; [] if something says that it is another's.

    Sentences in a box that is marked as furniture, and has no heading, must be long.
    """
    blocks = [one.block for one in inside]
    if any(element.tag in NO_TEXT for block in blocks for element in block.path):
        return []
    if any(True for _ in box.iter(*HOLD_NO_TEXT)) or any(block.linked or block.pictures for block in blocks):
        return []
    if any(not SPOILT.isdisjoint(one.signs) for one in inside) or announces_others(blocks[0]):
        return []
    if any(talks(block.text, language) and not is_quoting(block) for block in blocks):
        return []
    headed = is_heading_of(blocks[0])
    facts = [
        block
        for block in blocks[1:]
        if block.tag in FACTS and block.words <= MAX_FACT and (block.words > 1 or block.tag in TERMS)
    ]
    if headed and len(facts) > 1 and len(facts) >= len(blocks) - 1:
        return list(inside)
    fewest = LONG_IN_NAMED if is_marked and not headed else SENTENCE
    telling = [one for one in inside if one.block.words >= fewest and "ends like a sentence" in one.signs]
    return [*(inside[:1] if headed else []), *telling] if telling else []


def is_quoting(block: Block) -> bool:
    """Return whether a block has somebody's words in it."""
    return any(mark in block.text for mark in '"“”„«»')
