"""Boxes: what the small boxes of a page, and those around a block, hold: links, pictures, headings that are links."""

from bisect import bisect_right

from lxml.html import HtmlElement

from newstally.extract.article.blocks import Block
from newstally.extract.article.nesting import Nesting

HEADINGS = frozenset({"h2", "h3", "h4", "h5", "h6"})
LONG_PARAGRAPH = 80
MAX_CARD = 600
MAX_CAPTION = 400
LINK_STEPS = (0.001, 0.15, 0.35, 0.6, 0.9)
PARAGRAPH_STEPS = (1, 2, 5)


class Steps:
    """Signs that tell how many steps a value has reached."""

    def __init__(self, name: str, steps: tuple[float, ...]) -> None:
        """The signs have the name, and how many of the steps, before them."""
        self.steps = steps
        self.names = tuple(f"{name} {reached}" for reached in range(len(steps) + 1))

    def __call__(self, value: float) -> str:
        """Return the sign of a value."""
        return self.names[bisect_right(self.steps, value)]


LINKS_IN_SMALL = Steps("small box with links", LINK_STEPS)
ALL_LINKS = LINKS_IN_SMALL.names[-1]
"""The sign of a block whose small box holds hardly anything but links."""
AROUND = tuple(
    (level, Steps(f"{name} with links", LINK_STEPS), Steps(f"{name} with paragraphs", PARAGRAPH_STEPS))
    for level, name in ((-2, "parent"), (-3, "grandparent"), (-4, "great-grandparent"))
)
"""Signs of what holds a block, each with where in its path that stands."""


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
        self.known: dict[HtmlElement, tuple[float, int]] = {}

    def signs(self, block: Block) -> dict[str, float]:
        """Return what the boxes around a block tell, from its own to the largest that is still small."""
        signs: dict[str, float] = {}
        small = None
        for element in reversed(block.path):
            if self.letters[element] > MAX_CARD:
                break
            small = element
        if small is not None:
            signs[LINKS_IN_SMALL(self.linked[small] / self.letters[small])] = 1.0
            if self.pictures[small] and self.letters[small] <= MAX_CAPTION:
                signs["small box with a picture"] = 1.0
            if self.linked_headings[small]:
                signs["small box with a linked heading"] = 1.0
        for level, links, paragraphs in AROUND:
            if len(block.path) >= -level:
                share, long = self.held(block.path[level])
                signs[links(share)] = 1.0
                signs[paragraphs(long)] = 1.0
        return signs

    def held(self, box: HtmlElement) -> tuple[float, int]:
        """Return which share of a box's letters is linked, and how many long paragraphs it holds."""
        known = self.known.get(box)
        if known is None:
            known = self.linked[box] / max(1, self.letters[box]), self.paragraphs[box]
            self.known[box] = known
        return known
