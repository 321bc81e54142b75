"""Nesting: which elements of a page hold which of its blocks.

Blocks stand in the order of the page, so those of an element are a run of them, and what they hold together is the
difference of two running totals.
"""

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from itertools import accumulate

from lxml.html import HtmlElement

from newstally.extract.article.blocks import Block, is_link


class Sums(Mapping[HtmlElement, int]):
    """What the blocks of each element hold of something, together."""

    def __init__(self, runs: Mapping[HtmlElement, range], values: Sequence[int]) -> None:
        """``runs`` has the blocks of each element, ``values`` what each block holds."""
        self.runs = runs
        self.totals = [0, *accumulate(values)]

    def __getitem__(self, element: HtmlElement) -> int:
        run = self.runs[element]
        return self.totals[run.stop] - self.totals[run.start]

    def __iter__(self) -> Iterator[HtmlElement]:
        return iter(self.runs)

    def __len__(self) -> int:
        return len(self.runs)


class Nesting:
    """The elements in which the blocks of a page stand, each with the one that holds it."""

    def __init__(self, blocks: list[Block]) -> None:
        self.blocks = blocks
        self.holders: dict[HtmlElement, HtmlElement | None] = {}
        """Each element's holder, None for the outermost; holders come before what they hold."""
        first: dict[HtmlElement, int] = {}
        last: dict[HtmlElement, int] = {}
        for index, block in enumerate(blocks):
            path = block.path
            known = len(path)
            while known and path[known - 1] not in first:
                known -= 1
            for level in range(known, len(path)):
                self.holders[path[level]] = path[level - 1] if level else None
                first[path[level]] = index
            last[path[-1]] = index
        for element in reversed(self.holders):
            holder = self.holders[element]
            if holder is not None and last.get(holder, -1) < last[element]:
                last[holder] = last[element]
        self.runs = {element: range(begin, last[element] + 1) for element, begin in first.items()}
        """The places of the blocks that each element holds."""
        self.linked: dict[HtmlElement, bool] = {}
        for element, holder in self.holders.items():
            self.linked[element] = is_link(element) or (holder is not None and self.linked[holder])

    @cached_property
    def words(self) -> Mapping[HtmlElement, int]:
        """How many words of all blocks each element holds."""
        return self.sums([block.words for block in self.blocks])

    def sums(self, values: Sequence[int]) -> Sums:
        """Return for each element the sum of the values of the blocks that it holds; ``values`` has one for each."""
        return Sums(self.runs, values)

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
