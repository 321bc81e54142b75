"""Calls: boxes and bold paragraphs that end with a button, widgets of figures, and notes on who wrote the text.

They are told by their form: outlets call on readers to do something, and give them a button or a short link for it
behind what they say; prices and the weather are figures outside of paragraphs; a note on the author begins with
his name and is dressed otherwise than the text.
"""

import re
from collections import Counter
from collections.abc import Collection, Sequence

from lxml.html import HtmlElement

from newstally.extract.article.blocks import SENTENCE_END, Block, is_link
from newstally.extract.article.judged import Judged
from newstally.extract.article.kept import OUTERMOST, is_told, kept_of, words_held
from newstally.extract.article.linked_boxes import COLONS
from newstally.extract.article.nesting import Nesting

BOXES = frozenset({"div", "aside", "section", "figure", "fieldset"})
MAX_BOX = 50
"""In words."""
QUOTES = '"“”„«»‘「'
MAX_CALLS = 4
"""More boxes with buttons are what the page consists of."""
MAX_BUTTON = 3
"""In words."""
MAX_SHARE = 0.2
"""Of the words of the text: what calls in more of them is a text of advice, or a page of offers."""
DRESSED = 0.9
MAX_CALL = 45
"""In words: a bold paragraph that ends with a link."""
MAX_WIDGET = 25
"""In words."""
FIGURES = 0.4
"""Of the words of a widget, so many have a figure in them."""
FEWEST_FIGURES = 3
SIGNS = ("%", "°", "▲", "▼")
FIGURE = re.compile(r"\d")
PLAIN = frozenset({"div", "span", "section", "aside"})
LAST = 4
"""Among so many last blocks of the text notes on the authors are looked for."""


def calls(judged: Sequence[Judged], nesting: Nesting, headline: HtmlElement | None) -> list[int]:
    """Return the kept blocks of boxes that end with a button, and bold paragraphs that end with a link of few words.

    None goes if they are a large part of the text.
    """
    kept = kept_of(judged)
    told = [index for index in kept if is_told(judged[index])]
    if not told:
        return []
    words, words_kept = words_held(judged, nesting), words_held(judged, nesting, kept)
    total = sum(judged[index].block.words for index in kept)
    holders = {headline, *headline.iterancestors()} if headline is not None else set()
    found = {index for index in kept if index > told[0] and ends_with_link(judged[index].block)}
    boxes: dict[int, set[int]] = {}
    for box, inside in nesting.runs.items():
        if box.tag not in BOXES or inside[0] <= told[0] or box in holders:
            continue
        if not 0 < words_kept[box] <= MAX_SHARE * total or words[box] > MAX_BOX:
            continue
        last = judged[inside[-1]].block
        within = last.path[last.path.index(box) :]
        apart = not any(element.tag in OUTERMOST for element in within)
        if apart and is_button(last) and is_call([judged[place] for place in inside[:-1]]):
            held = {place for place in inside if judged[place].dropped is None}
            boxes[inside[-1]] = boxes.get(inside[-1], set()) | held
    if len(boxes) <= MAX_CALLS:
        found = found.union(*boxes.values())
    words_found = sum(judged[index].block.words for index in found)
    return sorted(found) if words_found <= MAX_SHARE * total else []


def is_call(inside: Sequence[Judged]) -> bool:
    """Return whether what stands before a button neither introduces what it leads to nor quotes anybody."""
    texts = [one.block.text for one in inside]
    return bool(texts) and not texts[-1].endswith(COLONS) and not any(text[:1] in QUOTES for text in texts)


def is_button(block: Block) -> bool:
    """Return whether a block is one link of few words."""
    if block.words > MAX_BUTTON or SENTENCE_END.search(block.text) is not None:
        return False
    return block.linked >= len(block.text.replace(" ", "")) or any(map(is_link, block.path))


def ends_with_link(block: Block) -> bool:
    """Return whether a block is a paragraph in bold that ends with a link of few words and no full stop."""
    if not block.linked or block.words > MAX_CALL or SENTENCE_END.search(block.text) is not None:
        return False
    links = [text for link in block.element.iter("a") if (text := " ".join(link.text_content().split()))]
    return (
        block.stressed >= DRESSED * len(block.text)
        and bool(links)
        and len(links[-1].split()) <= MAX_BUTTON
        and block.text.endswith(links[-1])
        and SENTENCE_END.search(block.text.removesuffix(links[-1])) is not None
    )


def widgets(judged: Sequence[Judged]) -> list[int]:
    """Return the kept lines of figures outside of the paragraphs and lists in which the text is told."""
    kept = kept_of(judged)
    forms = Counter(judged[index].block.tag for index in kept if is_told(judged[index]))
    if not forms or PLAIN & forms.keys():
        return []
    return [index for index in kept if is_widget(judged[index].block)]


def is_widget(block: Block) -> bool:
    """Return whether a block is several figures in a line, shares or degrees among them, and no sentence."""
    if block.tag not in PLAIN or block.words > MAX_WIDGET or SENTENCE_END.search(block.text) is not None:
        return False
    if not any(sign in block.text for sign in SIGNS):
        return False
    with_figures = sum(FIGURE.search(word) is not None for word in block.text.split())
    return with_figures >= max(FEWEST_FIGURES, FIGURES * block.words)


def notes_on_authors(judged: Sequence[Judged], authors: Collection[str]) -> list[int]:
    """Return the kept blocks that end the text, begin with an author's name and are in italics or in another box."""
    kept = kept_of(judged)
    holders = Counter(
        judged[index].block.element.getparent() for index in kept if is_told(judged[index])
    ).most_common(1)
    found: list[int] = []
    for index in reversed(kept[1:][-LAST:]):
        block = judged[index].block
        if not any(" " in author and block.text.startswith(author) for author in authors):
            break
        apart = bool(holders) and block.element.getparent() is not holders[0][0]
        if not apart and block.emphasised < DRESSED * len(block.text):
            break
        found.append(index)
    return sorted(found)
