"""Blocks: a page as the sequence of its paragraphs, each with what a reader sees of it and where it stands.

A block is a run of text without a break in it: a paragraph, a heading, an item of a list, a row of a table, or text
that stands directly in a box. Nothing is judged here; every text of the page that is shown is in exactly one block.
"""

import re
from dataclasses import dataclass, field
from itertools import product

from lxml.html import HtmlElement

from newstally.extract.article.line_notes import is_mark_of_note, is_marked, is_note_in_line, leads_to_note
from newstally.extract.article.styles import STRIKES, is_struck_by_class
from newstally.extract.article.tables import is_layout
from newstally.extract.writing import word_count

STRUCK = frozenset({"del", "s", "strike"})
"""Elements whose text the outlet no longer says."""
NEVER_SHOWN = frozenset(
    {
        "script", "style", "template", "svg", "canvas", "iframe", "object", "audio", "video", "map", "button",
        "select", "textarea", "input", "head", "datalist", "math", "amp-ad", "amp-embed",
    }
)  # fmt: skip
"""Elements whose text is no text of the page."""
PICTURES = frozenset({"img", "picture", "amp-img", "video", "iframe"})
INLINE = frozenset(
    {
        "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "dfn", "em", "font", "i", "ins",
        "kbd", "label", "mark", "q", "rb", "rp", "rt", "ruby", "samp", "small", "span", "strong", "sub", "sup", "time",
        "tt", "u", "var", "wbr", "nobr", "img", "picture", "source", "amp-img", "astro-island",
        "meter", "output", "progress",
    }
)  # fmt: skip
WITHIN_LINES = INLINE | NEVER_SHOWN | STRUCK | {"br"}
"""Elements that end no line."""
EMPHASIS = frozenset({"em", "i", "small", "cite"})
FORMATTED = frozenset({"font", "span", "b", "strong", "big", "small", "i", "em"})
STRESS = frozenset({"b", "strong"})
INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2064\ufeff]")
DIGITS_APART = re.compile(r"[\u00a0\u202f\u2009](?<=\d.)(?=\d{3}(?!\d))")
"""A space that can't break, between the digits of one number: it is kept, for it makes them one number."""
KEPT_SPACE = "\ue000"
POWERS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
RAISED_NOTE = re.compile(r"[¹²³⁴-⁹](?<=\d\d.)(?<!\b10.)[¹²³⁴-⁹]?(?![\w⁄])")
"""A footnote's mark in raised digits behind a number; "10⁶" is a power."""
FRACTION_BARS = ("/", "⁄")
DIGIT_BEFORE = re.compile(r"\d$")
STRIKES_BY_ROLE = "deletion"
SENTENCE_END = re.compile(r"[.!?…:;。！？।۔؟][\"'”’»)\]]*\s*$")


@dataclass(slots=True)
class Block:
    """One paragraph of the page."""

    element: HtmlElement
    """The element whose text it is, the row for a table's."""
    tag: str
    text: str = ""
    """As a reader sees it: white space collapsed, footnote marks and what is struck out left out."""
    raw: str = ""
    """All of its text, as a program that takes no care finds it."""
    linked: int = 0
    """Characters within links."""
    emphasised: int = 0
    """Characters in italics or small print."""
    stressed: int = 0
    """Characters in bold."""
    pictures: int = 0
    cells: int = 0
    """Of a table's row: how many cells it has."""
    path: tuple[HtmlElement, ...] = ()
    """The elements that it stands in, from the outermost to its own."""
    words: int = 0
    """How many words its text has."""


def read_blocks(tree: HtmlElement) -> list[Block]:
    """Return the blocks of a page in its order."""
    reader = BlockReader()
    for body in [tree] if tree.tag == "body" else tree.iterchildren("body", "frameset"):
        reader.walk(body, ())
    return reader.blocks


@dataclass(frozen=True, slots=True)
class Inline:
    """How the text of a place within a block is dressed."""

    link: bool = False
    emphasis: bool = False
    stress: bool = False


DRESSES = {dress: Inline(*dress) for dress in product((False, True), repeat=3)}
PLAIN = DRESSES[False, False, False]


@dataclass(slots=True)
class BlockReader:
    """Collects the blocks of one tree."""

    blocks: list[Block] = field(default_factory=list)
    parts: list[str] = field(default_factory=list)
    raws: list[str] = field(default_factory=list)
    current: Block | None = None

    def walk(self, element: HtmlElement, above: tuple[HtmlElement, ...]) -> None:
        """Read a block-level element: its own text, and the blocks within it."""
        path = (*above, element)
        if element.tag == "table" and not is_layout(element):
            self.read_rows(element, path)
            return
        if self.current is not None or self.raws:
            self.close()
        text = element.text
        if text and not text.isspace():
            self.add(text, element, path, PLAIN)
        for child in element.iterchildren():
            self.step(child, element, path, PLAIN)
        if self.current is not None or self.raws:
            self.close()

    def step(
        self, child: HtmlElement, block: HtmlElement, path: tuple[HtmlElement, ...], dress: Inline
    ) -> None:
        """Read a child of a block's element, or of an element within its line, and the text behind it."""
        tag = child.tag
        if tag in PICTURES:
            self.open(block, path).pictures += 1
        if tag == "br":
            self.line_break(child)
        elif tag in NEVER_SHOWN or tag in PICTURES:
            self.raws.append("")
        elif (
            tag in STRUCK
            or ((marked := is_marked(child)) and is_struck(child))
            or (tag in INLINE and (marked or leads_to_note(child)) and self.is_note(child))
        ):
            self.raws.append(child.text_content())
        elif (tag in INLINE or self.is_custom_in_line(child)) and not (len(child) and holds_block(child)):
            self.inline(child, block, path, dress)
        else:
            # Also a link or span around paragraphs: the paragraphs count, each as a whole within it.
            self.walk(child, path)
        tail = child.tail
        if tail and (self.current is not None or not tail.isspace()):
            self.add(tail, block, path, dress)

    def inline(
        self, element: HtmlElement, block: HtmlElement, path: tuple[HtmlElement, ...], dress: Inline
    ) -> None:
        """Read an element within a line."""
        tag = element.tag
        link, emphasis, stress = is_link(element), tag in EMPHASIS, tag in STRESS
        inner = dress
        if link or emphasis or stress:
            inner = DRESSES[dress.link or link, dress.emphasis or emphasis, dress.stress or stress]
        if inner.link and not dress.link:
            self.open(block, path)
        text = element.text
        if tag == "sup" and text and text.strip().isdigit():
            text = self.raised(element, text.strip())
        if text:
            self.add(text, block, path, inner)
        for child in element.iterchildren():
            self.step(child, block, path, inner)

    def open(self, element: HtmlElement, path: tuple[HtmlElement, ...]) -> Block:
        """Return the block that is being read, a new one if none is."""
        if self.current is None:
            self.current = Block(element, str(element.tag), path=path)
        return self.current

    def add(self, text: str, element: HtmlElement, path: tuple[HtmlElement, ...], dress: Inline) -> None:
        """Add text to the block that is being read; white space begins none."""
        if self.current is None and text.isspace():
            return
        block = self.open(element, path)
        self.parts.append(text)
        self.raws.append(text)
        if dress is not PLAIN:
            length = len(text.strip())
            block.linked += length if dress.link else 0
            block.emphasised += length if dress.emphasis else 0
            block.stressed += length if dress.stress else 0

    def is_note(self, element: HtmlElement) -> bool:
        """Return whether an element within a line is a note on it, or the mark of one."""
        before = "".join(self.parts[-3:])
        return is_mark_of_note(element, before) or (bool(self.parts) and is_note_in_line(element))

    def is_custom_in_line(self, element: HtmlElement) -> bool:
        """Return whether an element of a site's own making has text of one line before and behind it."""
        behind = element.tail
        if "-" not in element.tag or self.current is None or behind is None or behind.isspace():
            return False
        return SENTENCE_END.search("".join(self.parts[-3:])) is None

    def raised(self, element: HtmlElement, digits: str) -> str:
        """Return raised digits: a fraction's numerator behind a number stands apart from it, others are a power."""
        if not is_numerator(element):
            return digits.translate(POWERS)
        return f" {digits}" if DIGIT_BEFORE.search("".join(self.parts[-1:])) else digits

    def line_break(self, element: HtmlElement) -> None:
        """End the block at a line break, unless the line was broken by hand within a sentence."""
        line = "".join(self.parts).rstrip()
        if (self.parts and self.parts[-1] == "\n") or SENTENCE_END.search(line[-8:]) or is_redressed(element):
            self.close()
        else:
            self.parts.append("\n")
            self.raws.append("\n")

    def read_rows(self, table: HtmlElement, path: tuple[HtmlElement, ...]) -> None:
        """Read a table of data: each row is a block, its cells apart by "|"."""
        self.close()
        for row in table.iter("tr"):
            cells = []
            for cell in row.iterchildren("td", "th"):
                inner = BlockReader()
                inner.walk(cell, (*path, row))
                cells.append(" ".join(block.text for block in inner.blocks))
                for block in inner.blocks:
                    self.open(row, (*path, row)).linked += block.linked
            filled = [cell for cell in cells if cell]
            if filled:
                block = self.open(row, (*path, row))
                block.text, block.cells = " | ".join(filled), len(filled)
                block.raw = " ".join(filled)
                block.words = word_count(block.text)
                self.blocks.append(block)
            self.current = None
        for caption in table.iterchildren("caption"):
            self.walk(caption, path)

    def close(self) -> None:
        """End the block that is being read."""
        block = self.current
        if block is None and not self.raws:
            return
        if block is not None:
            block.text = line_of("".join(self.parts))
            block.raw = "".join(self.raws)
            if block.text:
                block.words = word_count(block.text)
                self.blocks.append(block)
            self.current = None
        if self.raws:
            self.parts, self.raws = [], []


def is_struck(element: HtmlElement) -> bool:
    """Return whether an element strikes its text out by its style, its class or its role."""
    style = element.get("style")
    return (
        (style is not None and STRIKES in style)
        or is_struck_by_class(element)
        or element.get("role") == STRIKES_BY_ROLE
    )


def is_redressed(line_break: HtmlElement) -> bool:
    """Return whether the line before a break and the line behind it stand in elements that are dressed differently."""
    before, behind = line_break.getprevious(), line_break.getnext()
    if before is None or behind is None or before.tag not in FORMATTED or behind.tag not in FORMATTED:
        return False
    if (before.tail or "").strip() or (line_break.tail or "").strip():
        return False
    return before.tag != behind.tag or dict(before.attrib) != dict(behind.attrib)


def is_numerator(element: HtmlElement) -> bool:
    """Return whether raised digits are the upper half of a fraction."""
    lower = element.getnext()
    return lower is not None and lower.tag == "sub" and (element.tail or "").strip() in FRACTION_BARS


def is_link(element: HtmlElement) -> bool:
    """Return whether an element leads to another page; many a heading is a link to itself."""
    return element.tag == "a" and not element.get("href", "#").startswith("#")


def holds_block(element: HtmlElement) -> bool:
    """Return whether an element that stands in lines has paragraphs or boxes in it."""
    return any(
        inner.tag not in WITHIN_LINES and isinstance(inner.tag, str) for inner in element.iterdescendants()
    )


def line_of(text: str) -> str:
    """Return the text in one line, its white space collapsed but for what holds the digits of a number together."""
    if text.isascii():
        return " ".join(text.split())
    kept = DIGITS_APART.sub(KEPT_SPACE, RAISED_NOTE.sub("", INVISIBLE.sub("", text)))
    return " ".join(kept.split()).replace(KEPT_SPACE, "\u00a0")
