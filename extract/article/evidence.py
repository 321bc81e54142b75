"""Evidence: what speaks for and against a block of the page being the article's.

What it holds (words, links, sentences), where it stands (before or after the headline, among blocks that are surely
text), what its surroundings are called, and whether trafilatura and the page's own metadata take it for text. No
single sign decides; ``choice`` weighs them.
"""

import re
from bisect import bisect_right
from collections import Counter
from dataclasses import dataclass
from functools import cache

from lxml.html import HtmlElement

from newstally.extract.article.blocks import SENTENCE_END, Block
from newstally.extract.article.furniture import HIDING_STYLE
from newstally.extract.article.metadata import markup_data
from newstally.extract.article.names import NameKinds
from newstally.extract.article.nesting import Nesting
from newstally.extract.article.phrases import patterns
from newstally.extract.article.title import agree

NOT_WORDS = re.compile(r"[\W_]+")
MAX_SHARE = 0.4
"""The name of what holds more than this of the page's text tells nothing ("share-enabled")."""
MAIN_SHARE = 0.6
"""The main element is the innermost one that holds so much of the page's text."""
LONG_ENOUGH = 25
"""Letters from which on a text found within another is no chance."""
STANDS_IN = frozenset(
    {"nav", "footer", "header", "aside", "form", "figure", "article", "main", "li", "blockquote", "a", "dialog",
     "section", "noscript", "details", "dl", "label"}
)  # fmt: skip
HEADINGS = frozenset({"h2", "h3", "h4", "h5", "h6"})
DATE_LIKE = re.compile(r"\b(?:19|20)\d\d\b|\d{1,2}[:.h]\d{2}|\d{1,2}[./]\d{1,2}[./]\d{2}")
MAX_FURNITURE = 600
FAR = "far from the text"
REACH = 4
FEW_WORDS = 10
TINY = 3
MOSTLY = 0.8
SAME_START = 40
LONG_PARAGRAPH = 80
MAX_CARD = 600
MAX_CAPTION = 400
NEAR_STEPS = (0.12, 0.34, 0.67, 0.9)
LEFT_STEPS = (0.4, 0.7, 0.9)
WORD_STEPS = (1, 3, 6, 10, 16, 25, 40, 80)
LINK_STEPS = (0.001, 0.15, 0.35, 0.6, 0.9)


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


def evidence(blocks: list[Block], known: Known) -> list[dict[str, float]]:
    """Return for each block its signs by name, each 1.0 or a share."""
    return PageEvidence(blocks, known).all()


def squeezed(text: str) -> str:
    """Return the letters and digits of a text, without case."""
    return NOT_WORDS.sub("", text).casefold()


class Witness:
    """A text of the page from elsewhere, asked whether a block is part of it."""

    def __init__(self, lines: tuple[str, ...]) -> None:
        forms = [squeezed(line) for line in lines]
        self.lines = frozenset(forms)
        self.whole = "".join(forms)

    def holds(self, form: str) -> bool:
        """Return whether the text has the block's letters: as a line if they are few, anywhere if they are many."""
        return form in self.lines or (len(form) >= LONG_ENOUGH and form in self.whole)


class PageEvidence:
    """Gathers the evidence for all blocks of one page."""

    def __init__(self, blocks: list[Block], known: Known) -> None:
        self.blocks = blocks
        self.known = known
        self.nesting = Nesting(blocks)
        self.forms = [squeezed(block.raw) for block in blocks]
        self.words = [block.words for block in blocks]
        plain, stated = Witness(known.plain), Witness(known.stated)
        self.plain = [bool(form) and plain.holds(form) for form in self.forms]
        self.furniture = [self.furniture_around(block) for block in blocks]
        self.cleared = [
            plain and not around for plain, around in zip(self.plain, self.furniture, strict=True)
        ]
        self.stated = [bool(form) and stated.holds(form) for form in self.forms]
        self.is_stated = bool(known.stated)
        self.headline = self.headline_index()
        self.weights = [len(form) if plain else 0 for form, plain in zip(self.forms, self.plain, strict=True)]
        self.total = sum(self.weights) or 1
        left = sum(w for w, kept in zip(self.weights, self.cleared, strict=True) if kept)
        self.left = left / self.total
        """Which share of the text is left once furniture is cleared away."""
        self.title = squeezed(known.title or "")
        self.description = squeezed(known.description or "")[:SAME_START]
        self.shares = self.shares_of_elements()
        self.main = self.main_element()
        self.boxes = Boxes(blocks, self.nesting)
        self.marks = self.marks_of_elements()
        self.signatures = [signature(block) for block in blocks]
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
            row.update(self.signs_of_place(index))
            row.update(self.signs_of_neighbours(index))
            if self.forms[index] in seen:
                row["said before"] = 1.0
            seen.add(self.forms[index])
            rows.append(row)
        return rows

    def furniture_around(self, block: Block) -> list[str]:
        """Return by what the block, or anything that it stands in, is furniture."""
        known = self.known.furniture
        return sorted({known[element] for element in block.path if element in known})

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
            for index, block in enumerate(self.blocks):
                if element in block.path or any(
                    parent is block.element for parent in element.iterancestors()
                ):
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

    def marks_of_elements(self) -> dict[HtmlElement, list[str]]:
        """Return for each element what its tag, role, style and names tell of all that stands in it."""
        names = {element: name_of(element) for element in self.shares}
        by_name: Counter[str] = Counter()
        for element, name in names.items():
            by_name[name] += self.shares[element]  # type: ignore[assignment]
        found = {}
        for element, name in names.items():
            marks = set()
            tag = element.tag
            if tag in STANDS_IN:
                marks.add(f"in {tag}")
            kinds = name_kinds().of_name(name)
            if max(self.shares[element], by_name[name]) <= MAX_SHARE:
                marks |= {f"named {kind}" for kind in kinds}
                if is_hidden(element):
                    marks.add("hidden")
            elif "content" in kinds:
                marks.add("named content")
            if (role := element.get("role")) and role in roles():
                marks.add("role of furniture")
            found[element] = sorted(marks)
        return found

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
        signs: dict[str, float] = {f"words {step(words, WORD_STEPS)}": 1.0}
        linked = 1.0 if self.nesting.in_link(block) else min(1.0, block.linked / length)
        signs[f"linked {step(linked, LINK_STEPS)}"] = 1.0
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
        if length <= MAX_FURNITURE and patterns("furniture.patterns").search(block.text):
            signs["worded as furniture"] = 1.0
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
        if any(author in block.text for author in self.known.authors) and words <= 60:
            signs["names an author"] = 1.0
        if self.is_stated:
            signs["stated as body" if self.stated[index] else "not in the stated body"] = 1.0
        return signs

    def signs_of_place(self, index: int) -> dict[str, float]:
        """Return what the place of the block tells."""
        block = self.blocks[index]
        signs: dict[str, float] = {}
        for element in block.path:
            for mark in self.marks[element]:
                signs[mark] = 1.0
        if self.headline is not None:
            distance = index - self.headline
            signs[
                "above the headline" if distance < 0 else f"below the headline {step(distance, (1, 4, 12))}"
            ] = 1.0
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
        signs[f"like text {step(self.likeness[self.signatures[index]], (0.05, 0.5, 0.9))}"] = 1.0
        signs.update(self.boxes.signs(block))
        parent = block.path[-2] if len(block.path) > 1 else block.path[-1]
        signs[f"text beside it {step(self.shares[parent], (0.02, 0.2, 0.6))}"] = 1.0
        return signs

    def signs_of_neighbours(self, index: int) -> dict[str, float]:
        """Return what the blocks before and behind tell."""
        signs: dict[str, float] = {"plain" if self.plain[index] else "not plain": 1.0}
        for side, offset in (("before", -1), ("behind", 1)):
            other = index + offset
            if not 0 <= other < len(self.blocks):
                signs[f"{side}: nothing"] = 1.0
                continue
            signs[f"{side}: {'plain' if self.plain[other] else 'not plain'}"] = 1.0
            signs[f"{side}: words {step(self.words[other], (4, 12, 30))}"] = 1.0
            if self.blocks[other].tag in HEADINGS:
                signs[f"{side}: heading"] = 1.0
            if self.blocks[other].linked > 0.6 * len(self.blocks[other].text):
                signs[f"{side}: link"] = 1.0
            if self.blocks[other].tag == self.blocks[index].tag:
                signs[f"{side}: same tag"] = 1.0
        for kind in self.furniture[index]:
            signs[f"furniture by its {kind}"] = 1.0
            signs[f"furniture by its {kind}, {step(self.left, LEFT_STEPS)} left"] = 1.0
        near = self.cleared[max(0, index - 4) : index + 5]
        signs[f"cleared text nearby {step(sum(near) / len(near), NEAR_STEPS)}"] = 1.0
        near = self.plain[max(0, index - 4) : index + 5]
        signs[f"plain nearby {step(sum(near) / len(near), NEAR_STEPS)}"] = 1.0
        return signs


class Boxes:
    """What the small boxes of a page hold: links, pictures, headings that are links."""

    def __init__(self, blocks: list[Block], nesting: Nesting) -> None:
        letters = [len(block.text) for block in blocks]
        linked = [
            length if nesting.in_link(block) else min(block.linked, length)
            for block, length in zip(blocks, letters, strict=True)
        ]
        heads = [
            block.tag in HEADINGS and within > 0.5 * length
            for block, within, length in zip(blocks, linked, letters, strict=True)
        ]
        self.letters = nesting.sums(letters)
        self.linked = nesting.sums(linked)
        self.pictures = nesting.sums([block.pictures for block in blocks])
        self.linked_headings = nesting.sums(heads)
        self.paragraphs = nesting.sums([length >= LONG_PARAGRAPH for length in letters])

    def signs(self, block: Block) -> dict[str, float]:
        """Return what the boxes around a block tell, from its own to the largest that is still small."""
        signs: dict[str, float] = {}
        small = None
        for element in reversed(block.path):
            if self.letters[element] > MAX_CARD:
                break
            small = element
        if small is not None:
            signs[f"small box with links {step(self.linked[small] / self.letters[small], LINK_STEPS)}"] = 1.0
            if self.pictures[small] and self.letters[small] <= MAX_CAPTION:
                signs["small box with a picture"] = 1.0
            if self.linked_headings[small]:
                signs["small box with a linked heading"] = 1.0
        for level, name in ((-2, "parent"), (-3, "grandparent"), (-4, "great-grandparent")):
            if len(block.path) >= -level:
                box = block.path[level]
                share = self.linked[box] / max(1, self.letters[box])
                signs[f"{name} with links {step(share, LINK_STEPS)}"] = 1.0
                signs[f"{name} with paragraphs {step(self.paragraphs[box], (1, 2, 5))}"] = 1.0
        return signs


def step(value: float, steps: tuple[float, ...]) -> int:
    """Return how many of the steps a value has reached."""
    return bisect_right(steps, value)


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


def signature(block: Block) -> tuple[str, ...]:
    """Return the form of a block: its own element's, and its parent's, tag and class."""
    return tuple(f"{e.tag}.{e.get('class', '')}" for e in block.path[-2:])


def name_of(element: HtmlElement) -> str:
    """Return the class, id and test names of an element."""
    get = element.get
    return f"{get('class', '')} {get('id', '')} {get('data-testid', '')} {get('itemprop', '')}".strip()


def is_hidden(element: HtmlElement) -> bool:
    """Return whether the element's own attributes hide it from readers."""
    style = element.get("style")
    return (
        element.get("hidden") is not None
        or element.get("aria-hidden") == "true"
        or (style is not None and HIDING_STYLE.search(style) is not None)
    )


@cache
def roles() -> frozenset[str]:
    """Return the roles of elements that are no text."""
    return frozenset(markup_data()["remove"]["roles"])


@cache
def name_kinds() -> NameKinds:
    """Return the kinds of name in ``markup.toml``."""
    return NameKinds(markup_data()["names"])
