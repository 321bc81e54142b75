"""Commenting: a box behind the text in which readers say what they think of it, whatever the box is called.

Its entries are alike and each begins with a name, that of nobody in the text. Half of them speak of
themselves, have a time beside the name or cry out, which facts and tips in such a form don't; interviews and rounds of
talks ask those whom the text names, or the same people in turn.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from lxml.html import HtmlElement

from newstally.extract.article.blocks import INLINE, SENTENCE_END, STRESS, Block
from newstally.extract.article.boxes import HEADINGS
from newstally.extract.article.judged import Judged
from newstally.extract.article.kept import OUTERMOST, is_told, kept_of, words_held
from newstally.extract.article.nesting import Nesting
from newstally.extract.article.phrases import phrase_in

LAST = 3
"""The box holds one of so many last blocks of the text."""
FEWEST_ENTRIES = 2
MAX_SHARE = 0.5
"""Of the words that were kept: what holds more is the text."""
MAX_ENTRY = 60
"""In words, on average."""
MAX_NAME = 4
"""In words."""
SHORTEST_NAME = 2
INITIAL = re.compile(r"(?<![^\W\d_])[^\W\d_]\.$")
"""The first letter of a surname that isn't told."""
DIFFERENT = 0.6
"""So large a part of the names are different."""
CLOCK = re.compile(r"\s*[,·|–-]?\s*(?:\d{1,2}[./-]\d{1,2}[./-]\d{2,4}\W*)?\d{1,2}[:.]\d{2}\W*$")
COLONS = (":", "：")
QUOTES = '"“”„«»'


@dataclass(frozen=True, slots=True)
class Entry:
    """What one reader says."""

    name: str
    said: str
    has_time: bool


def commenting(
    judged: Sequence[Judged], nesting: Nesting, headline: HtmlElement | None, language: str | None
) -> list[int]:
    """Return the kept blocks of boxes behind the text in which several readers speak, each below a name.

    ``language`` is that of the text.
    """
    kept = kept_of(judged)
    words = words_held(judged, nesting, kept)
    limit = MAX_SHARE * sum(judged[index].block.words for index in kept)
    holders = {headline, *headline.iterancestors()} if headline is not None else set()
    boxes = [
        element
        for index in kept[-LAST:]
        for element in judged[index].block.path[:-1]
        if element.tag not in OUTERMOST and element not in holders and words[element] <= limit
    ]
    for box in dict.fromkeys(boxes):
        inside = nesting.runs[box]
        told_behind = any(index > inside[-1] and is_told(judged[index]) for index in kept)
        rest = [judged[index].block for index in kept if index not in inside]
        entries = entries_of(box, [judged[index].block for index in inside])
        if rest and entries and not told_behind and are_readers(entries, rest, inside[0], judged, language):
            return [index for index in kept if index in inside]
    return []


def are_readers(
    entries: list[Entry], rest: list[Block], first: int, judged: Sequence[Judged], language: str | None
) -> bool:
    """Return whether the entries of a box are those of people whom the rest of the text doesn't know."""
    told = "\n".join(block.text for block in rest)
    names = {entry.name for entry in entries}
    if len(names) < max(FEWEST_ENTRIES, DIFFERENT * len(entries)) or any(name in told for name in names):
        return False
    if first and judged[first - 1].block.text.endswith(COLONS):
        return False
    said = [entry.said for entry in entries]
    if any(mark in line for line in said for mark in QUOTES):
        return False
    if sum(len(line.split()) for line in said) > MAX_ENTRY * len(entries):
        return False
    counted = any(letter.isdigit() for line in said for letter in line)
    return 2 * sum(is_a_reader_s(entry, counted, language) for entry in entries) >= len(entries)


def is_a_reader_s(entry: Entry, counted: bool, language: str | None) -> bool:
    """Return whether an entry has its time, speaks of its author, or cries out where none is ``counted``."""
    return (
        entry.has_time
        or phrase_in(entry.said, "furniture.personal", language) is not None
        or (not counted and entry.said.rstrip().endswith(("!", "?")))
    )


def entries_of(box: HtmlElement, blocks: list[Block]) -> list[Entry]:
    """Return what a box holds if that is nothing but entries in elements alike, each of which begins with a name."""
    held: dict[HtmlElement, list[Block]] = {}
    for block in blocks:
        if block.path[-1] is box:
            return []
        held.setdefault(block.path[block.path.index(box) + 1], []).append(block)
    forms = {(element.tag, element.get("class")) for element in held}
    entries = [entry for inside in held.values() if (entry := entry_of(inside)) is not None]
    return entries if len(forms) == 1 and FEWEST_ENTRIES <= len(entries) == len(held) else []


def entry_of(blocks: list[Block]) -> Entry | None:
    """Return what an element says behind the name with which it begins; None if it begins with none."""
    first, behind = blocks[0], " ".join(block.text for block in blocks[1:])
    if first.tag in HEADINGS:
        return None
    head = CLOCK.sub("", first.text)
    if behind and is_name(head):
        return Entry(head.rstrip(": "), behind, head != first.text)
    name = leading_element(first.element)
    if name is None or not first.text.startswith(name):
        return None
    said = first.text[len(name) :].lstrip()
    if not is_name(name) or not said:
        return None
    return Entry(name.rstrip(": "), f"{said.lstrip(': ')} {behind}".strip(), False)


def leading_element(element: HtmlElement) -> str | None:
    """Return the words of the element in bold, or before a colon, with which a paragraph begins."""
    if (element.text or "").strip() or not len(element) or element[0].tag not in INLINE:
        return None
    first = element[0]
    text = " ".join(first.text_content().split())
    apart = text.endswith(COLONS) or (first.tail or "").lstrip().startswith(COLONS)
    return text if first.tag in STRESS or apart else None


def is_name(text: str) -> bool:
    """Return whether a few words may be somebody's name: no sentence, no number, its first and last in capitals."""
    bare = text.rstrip(": ")
    words = bare.split()
    if (
        len(bare) < SHORTEST_NAME
        or ":" in bare
        or len(words) > MAX_NAME
        or any(word[0].isdigit() for word in words)
    ):
        return False
    if len(words) > 1 and (words[0][0].islower() or words[-1][0].islower()):
        return False
    return SENTENCE_END.search(bare) is None or INITIAL.search(bare) is not None
