"""Boxes: what the small boxes of a page, and those around a block, hold: links, pictures, headings that are links."""

from bisect import bisect_right

from newstally.extract.article.blocks import Block
from newstally.extract.article.nesting import Nesting

HEADINGS = frozenset({"h2", "h3", "h4", "h5", "h6"})
LONG_PARAGRAPH = 80
MAX_CARD = 600
MAX_CAPTION = 400
LINK_STEPS = (0.001, 0.15, 0.35, 0.6, 0.9)
ALL_LINKS = f"small box with links {len(LINK_STEPS)}"
"""The sign of a block whose small box holds hardly anything but links."""


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
