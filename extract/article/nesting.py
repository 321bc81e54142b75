"""Nesting: which elements of a page hold which of its blocks."""

from collections.abc import Mapping, Sequence
from functools import cached_property

from lxml.html import HtmlElement

from newstally.extract.article.blocks import Block, is_link


class Nesting:
    """The elements in which the blocks of a page stand, each with the one that holds it."""

    def __init__(self, blocks: list[Block]) -> None:
        self.blocks = blocks
        self.holders: dict[HtmlElement, HtmlElement | None] = {}
        """Each element's holder, None for the outermost; holders come before what they hold."""
        for block in blocks:
            known = len(block.path)
            while known and block.path[known - 1] not in self.holders:
                known -= 1
            for level in range(known, len(block.path)):
                self.holders[block.path[level]] = block.path[level - 1] if level else None
        places = {element: place for place, element in enumerate(self.holders)}
        self._places = [places[block.path[-1]] for block in blocks]
        """Place of each block's own element among the holders."""
        self._above = [-1 if holder is None else places[holder] for holder in self.holders.values()]
        """Place of each element's holder, -1 for the outermost."""
        self.linked: dict[HtmlElement, bool] = {}
        for element, holder in self.holders.items():
            self.linked[element] = is_link(element) or (holder is not None and self.linked[holder])

    @cached_property
    def words(self) -> Mapping[HtmlElement, int]:
        """How many words of all blocks each element holds."""
        return self.sums([block.words for block in self.blocks])

    def sums(self, values: Sequence[int]) -> dict[HtmlElement, int]:
        """Return for each element the sum of the values of the blocks that it holds; ``values`` has one for each."""
        sums = [0] * len(self._above)
        for place, value in zip(self._places, values, strict=True):
            sums[place] += value
        for place in range(len(sums) - 1, -1, -1):
            if self._above[place] >= 0:
                sums[self._above[place]] += sums[place]
        return dict(zip(self.holders, sums, strict=True))

    def kinds_around(self, kinds: Mapping[HtmlElement, str]) -> dict[HtmlElement, list[str]]:
        """Return for each element the kinds, sorted, of all elements in which it stands and of itself."""
        found: dict[HtmlElement, list[str]] = {}
        for element, holder in self.holders.items():
            outer = found[holder] if holder is not None else []
            kind = kinds.get(element)
            found[element] = outer if kind is None or kind in outer else sorted((*outer, kind))
        return found

    def in_link(self, block: Block) -> bool:
        """Return whether all of a block is one link, or stands in one."""
        return self.linked[block.path[-1]]
