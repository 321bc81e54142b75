"""Evidence: what speaks for and against a block of the page being the article's.

What it holds (words, links, sentences), where it stands (before or after the headline, among blocks that are surely
text), what its surroundings are called, and whether trafilatura and the page's own metadata take it for text. No
single sign decides; ``choice`` weighs them.
"""

import re
from bisect import bisect_right
from collections import Counter
from dataclasses import dataclass

from lxml.html import HtmlElement

from newstally.extract.article.blocks import SENTENCE_END, Block
from newstally.extract.article.boxes import HEADINGS, LINK_STEPS, Boxes, Steps
from newstally.extract.article.marks import Marks
from newstally.extract.article.nesting import Nesting
from newstally.extract.article.phrases import is_worded_as_furniture
from newstally.extract.article.title import agree
from newstally.extract.article.witness import Witness, squeezed

MAIN_SHARE = 0.6
"""The main element is the innermost one that holds so much of the page's text."""
DATE_LIKE = re.compile(r"\b(?:19|20)\d\d\b|\d{1,2}[:.h]\d{2}|\d{1,2}[./]\d{1,2}[./]\d{2}")
WORDED_AS_FURNITURE = "worded as furniture"
FAR = "far from the text"
REACH = 4
FEW_WORDS = 10
TINY = 3
MOSTLY = 0.8
FIRST = 3
"""If none of so many first paragraphs below the headline is text to trafilatura, it may be another's that it finds."""
MAX_ELSEWHERE = 0.45
"""It is, if it holds less than this share of the words of the page's prose."""
SAME_START = 40
FRAMES = frozenset({"footer", "nav", "noscript"})
NEAR_STEPS = (0.12, 0.34, 0.67, 0.9)
LEFT_STEPS = (0.4, 0.7, 0.9)
WORDS = Steps("words", (1, 3, 6, 10, 16, 25, 40, 80))
LINKED = Steps("linked", LINK_STEPS)
BELOW_HEADLINE = Steps("below the headline", (1, 4, 12))
LIKE_TEXT = Steps("like text", (0.05, 0.5, 0.9))
BESIDE = Steps("text beside it", (0.02, 0.2, 0.6))
CLEARED_NEAR = Steps("cleared text nearby", NEAR_STEPS)
PLAIN_NEAR = Steps("plain nearby", NEAR_STEPS)
SIDES = tuple(
    (side, offset, Steps(f"{side}: words", (4, 12, 30))) for side, offset in (("before", -1), ("behind", 1))
)


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of the page when its blocks are judged."""

    plain: tuple[str, ...]
    """The lines that trafilatura finds on the page as it came."""
    furniture: dict[HtmlElement, str]
    """The elements that their tag, role, name or form mark as furniture, with which of them it was."""
    stated: tuple[str, ...]
    """The paragraphs of the body that its metadata state."""
    title: str | None
    headline: HtmlElement | None
    description: str | None
    authors: tuple[str, ...]
    language: str | None = None
    """The language that the page names."""
    spoken: str | None = None
    """The language of the text, as far as it can be told before it is known."""
    outlets: frozenset[str] = frozenset()
    """The names that the outlet may have."""


def evidence(blocks: list[Block], nesting: Nesting, known: Known) -> list[dict[str, float]]:
    """Return for each block its signs by name, each 1.0 or a share."""
    return PageEvidence(blocks, nesting, known).all()


class PageEvidence:
    """Gathers the evidence for all blocks of one page."""

    def __init__(self, blocks: list[Block], nesting: Nesting, known: Known) -> None:
        self.blocks = blocks
        self.nesting = nesting
        self.known = known
        self.forms = [squeezed(block.raw) for block in blocks]
        self.words = [block.words for block in blocks]
        plain, stated = Witness(known.plain), Witness(known.stated)
        self.plain = [bool(form) and plain.holds(form) for form in self.forms]
        around = self.nesting.kinds_around(known.furniture)
        self.furniture = [around[block.path[-1]] for block in blocks]
        self.headline = self.headline_index()
        prose = [is_prose(block) and not in_frame(block) for block in blocks]
        if self.is_headline_alone() or self.is_elsewhere(prose):
            self.plain = self.without_furniture(prose)
        self.cleared = [
            plain and not around for plain, around in zip(self.plain, self.furniture, strict=True)
        ]
        self.stated = [bool(form) and stated.holds(form) for form in self.forms]
        self.is_stated = bool(known.stated)
        self.weights = [len(form) if plain else 0 for form, plain in zip(self.forms, self.plain, strict=True)]
        """How many letters of each block are text, as far as is known."""
        self.total = sum(self.weights) or 1
        left = sum(w for w, kept in zip(self.weights, self.cleared, strict=True) if kept)
        self.left = left / self.total
        """Which share of the text is left once furniture is cleared away."""
        self.title = squeezed(known.title or "")
        self.description = squeezed(known.description or "")[:SAME_START]
        self.shares = self.shares_of_elements()
        self.main = self.main_element()
        self.boxes = Boxes(blocks, self.nesting)
        self.marks = Marks(self.shares, self.nesting.holders)
        self.signatures = self.signatures_of_blocks()
        self.likeness = self.likeness_of_signatures()
        self.found = [index for index, plain in enumerate(self.plain) if plain and self.words[index] > 2]

    def all(self) -> list[dict[str, float]]:
        """Return the signs of every block."""
        seen: set[str] = set()
        rows = []
        for index in range(len(self.blocks)):
            if self.is_far(index):
                rows.append({FAR: 1.0})
                continue
            row = self.own_signs(index)
            self.add_signs_of_place(index, row)
            self.add_signs_of_neighbours(index, row)
            if self.forms[index] in seen:
                row["said before"] = 1.0
            seen.add(self.forms[index])
            rows.append(row)
        return rows

    def is_headline_alone(self) -> bool:
        """Return whether trafilatura finds no more than the headline: the page's prose is asked instead."""
        words = sum(words for words, plain in zip(self.words, self.plain, strict=True) if plain)
        return words < FEW_WORDS or (
            words < 2 * FEW_WORDS
            and any(
                plain and agree(block.text, self.known.title or "")
                for block, plain in zip(self.blocks, self.plain, strict=True)
            )
        )

    def is_elsewhere(self, prose: list[bool]) -> bool:
        """Return whether trafilatura finds little of the page's prose, and none of what follows the headline first."""
        if self.headline is None:
            return False
        below = [index for index, told in enumerate(prose) if told and index > self.headline]
        found = [told and plain for told, plain in zip(prose, self.plain, strict=True)]
        first = below[:FIRST]
        return (
            len(first) == FIRST
            and not any(self.plain[index] for index in first)
            and self.words_of(found) < MAX_ELSEWHERE * self.words_of(prose)
        )

    def without_furniture(self, prose: list[bool]) -> list[bool]:
        """Return the page's prose without what is marked as furniture, unless that is most of it."""
        cleared = [told and not marked for told, marked in zip(prose, self.furniture, strict=True)]
        return cleared if self.words_of(cleared) >= MAX_ELSEWHERE * self.words_of(prose) else prose

    def words_of(self, chosen: list[bool]) -> int:
        """Return how many words the chosen blocks hold."""
        return sum(words for words, told in zip(self.words, chosen, strict=True) if told)

    def is_far(self, index: int) -> bool:
        """Return whether a block is tiny, or short and far from anything taken for text: most of a page's links are."""
        block = self.blocks[index]
        if self.headline is not None and index < self.headline and block.linked > MOSTLY * len(block.text):
            return self.words[index] < FEW_WORDS
        if self.plain[index] or self.stated[index]:
            return False
        near = any(self.plain[max(0, index - REACH) : index + REACH + 1])
        return self.words[index] < (TINY if near else FEW_WORDS)

    def headline_index(self) -> int | None:
        """Return which block is the headline."""
        element = self.known.headline
        if element is not None:
            holders = frozenset(element.iterancestors())
            for index, block in enumerate(self.blocks):
                if element in block.path or block.element in holders:
                    return index
        title = self.known.title
        if title:
            for index, block in enumerate(self.blocks):
                if agree(block.text, title):
                    return index
        return None

    def shares_of_elements(self) -> dict[HtmlElement, float]:
        """Return for each element the share of the page's text that it holds."""
        return {element: held / self.total for element, held in self.nesting.sums(self.weights).items()}

    def main_element(self) -> HtmlElement | None:
        """Return the innermost element that holds most of the page's text."""
        inner = None
        depth = -1
        for block, weight in zip(self.blocks, self.weights, strict=True):
            if not weight:
                continue
            for level, element in enumerate(block.path):
                if level > depth and self.shares[element] >= MAIN_SHARE:
                    inner, depth = element, level
        return inner

    def signatures_of_blocks(self) -> list[tuple[str, ...]]:
        """Return the form of each block: its own element's, and its parent's, tag and class."""
        forms: dict[HtmlElement, str] = {}
        for block in self.blocks:
            for element in block.path[-2:]:
                if element not in forms:
                    forms[element] = f"{element.tag}.{element.get('class', '')}"
        return [tuple([forms[element] for element in block.path[-2:]]) for block in self.blocks]

    def likeness_of_signatures(self) -> dict[tuple[str, ...], float]:
        """Return for each form of block which share of its letters trafilatura takes for text."""
        all_letters: Counter[tuple[str, ...]] = Counter()
        plain_letters: Counter[tuple[str, ...]] = Counter()
        for form, letters, plain in zip(self.signatures, self.forms, self.plain, strict=True):
            all_letters[form] += len(letters)
            plain_letters[form] += len(letters) if plain else 0
        return {form: plain_letters[form] / count if count else 0.0 for form, count in all_letters.items()}

    def own_signs(self, index: int) -> dict[str, float]:
        """Return what the block itself tells."""
        block, words = self.blocks[index], self.words[index]
        length = len(block.text)
        signs: dict[str, float] = {WORDS(words): 1.0}
        linked = 1.0 if self.nesting.in_link(block) else min(1.0, block.linked / length)
        signs[LINKED(linked)] = 1.0
        signs[f"tag {tag_group(block)}"] = 1.0
        if SENTENCE_END.search(block.text[-6:]):
            signs["ends like a sentence"] = 1.0
        if block.emphasised >= 0.9 * length:
            signs["all in italics"] = 1.0
            if block.pictures or previous_is_picture(block):
                signs["italics below a picture"] = 1.0
        if block.stressed >= 0.9 * length:
            signs["all in bold"] = 1.0
        if block.pictures:
            signs["with a picture"] = 1.0
        if is_worded_as_furniture(block.text):
            signs[WORDED_AS_FURNITURE] = 1.0
        if words <= 12 and DATE_LIKE.search(block.text):
            signs["short with a date"] = 1.0
        form = self.forms[index]
        if (
            self.title
            and (form in self.title or self.title in form)
            and agree(block.text, self.known.title or "")
        ):
            signs["the title"] = 1.0
        if self.description and form.startswith(self.description):
            signs["the description"] = 1.0
        if words <= 60 and any(author in block.text for author in self.known.authors):
            signs["names an author"] = 1.0
        if self.is_stated:
            signs["stated as body" if self.stated[index] else "not in the stated body"] = 1.0
        return signs

    def add_signs_of_place(self, index: int, signs: dict[str, float]) -> None:
        """Add what the place of the block tells."""
        block = self.blocks[index]
        for mark in self.marks.around(block.path[-1]):
            signs[mark] = 1.0
        if self.headline is not None:
            distance = index - self.headline
            signs["above the headline" if distance < 0 else BELOW_HEADLINE(distance)] = 1.0
        if self.main is not None:
            signs["in the main element" if self.main in block.path else "outside the main element"] = 1.0
            if block.path[-1] is self.main or (len(block.path) > 1 and block.path[-2] is self.main):
                signs["directly in the main element"] = 1.0
        if self.found:
            if index < self.found[0]:
                signs["before the text"] = 1.0
            elif index > self.found[-1]:
                signs["after the text"] = 1.0
            position = (index - self.found[0]) / max(1, self.found[-1] - self.found[0])
            if position > 0.85:
                signs["at the end"] = 1.0
        signs[LIKE_TEXT(self.likeness[self.signatures[index]])] = 1.0
        signs.update(self.boxes.signs(block))
        parent = block.path[-2] if len(block.path) > 1 else block.path[-1]
        signs[BESIDE(self.shares[parent])] = 1.0

    def add_signs_of_neighbours(self, index: int, signs: dict[str, float]) -> None:
        """Add what the blocks before and behind tell."""
        signs["plain" if self.plain[index] else "not plain"] = 1.0
        for side, offset, words in SIDES:
            other = index + offset
            if not 0 <= other < len(self.blocks):
                signs[f"{side}: nothing"] = 1.0
                continue
            signs[f"{side}: {'plain' if self.plain[other] else 'not plain'}"] = 1.0
            signs[words(self.words[other])] = 1.0
            if self.blocks[other].tag in HEADINGS:
                signs[f"{side}: heading"] = 1.0
            if self.blocks[other].linked > 0.6 * len(self.blocks[other].text):
                signs[f"{side}: link"] = 1.0
            if self.blocks[other].tag == self.blocks[index].tag:
                signs[f"{side}: same tag"] = 1.0
        for kind in self.furniture[index]:
            signs[f"furniture by its {kind}"] = 1.0
            signs[f"furniture by its {kind}, {bisect_right(LEFT_STEPS, self.left)} left"] = 1.0
        near = self.cleared[max(0, index - 4) : index + 5]
        signs[CLEARED_NEAR(sum(near) / len(near))] = 1.0
        near = self.plain[max(0, index - 4) : index + 5]
        signs[PLAIN_NEAR(sum(near) / len(near))] = 1.0


def is_prose(block: Block) -> bool:
    """Return whether a block is a paragraph that holds more than links."""
    return block.words >= FEW_WORDS and 2 * block.linked < len(block.text)


def in_frame(block: Block) -> bool:
    """Return whether a block stands in an element that frames a page, or is for browsers without scripts."""
    return any(element.tag in FRAMES for element in block.path)


def tag_group(block: Block) -> str:
    """Return the kind of element of a block."""
    if block.cells:
        return "row"
    if block.tag in HEADINGS:
        return "heading"
    if block.tag in ("p", "li", "h1", "blockquote", "figcaption", "td", "div", "pre"):
        return block.tag
    return "other"


def previous_is_picture(block: Block) -> bool:
    """Return whether a picture, and nothing else, stands right before the block."""
    before = block.element.getprevious()
    if before is None or (before.tail or "").strip():
        return False
    return before.tag in ("img", "figure", "picture") or (
        before.find(".//img") is not None and not before.text_content().strip()
    )
