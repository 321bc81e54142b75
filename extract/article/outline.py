"""Outline: the elements of a page in its order, how much text each holds, and what is left once some are taken out.

The page's tree stays as it is: what is taken out is only noted, and no longer counted in what held it.
"""

from collections.abc import Iterator

from lxml.html import HtmlElement

NONE = -1
"""The place of what holds an element that nothing holds: the root, and what was taken out."""


class Outline:
    """The elements of one page, each known by its place in the page's order."""

    def __init__(self, tree: HtmlElement) -> None:
        elements = self.elements = list(tree.iter())
        places = self.places = {element: place for place, element in enumerate(elements)}
        tags = self.tags = [element.tag for element in elements]
        holders = self.holders = [NONE, *[places[element.getparent()] for element in elements[1:]]]
        tails = [len(element.tail or "") for element in elements]
        ends = self.ends = list(range(1, len(elements) + 1))
        """Behind the place of the last element within each."""
        characters = self.characters = [len(element.text or "") for element in elements]
        """How many characters each holds."""
        linked = self.linked = [0] * len(elements)
        """How many of them stand in links; those in a link within a link twice."""
        self.holed = [False] * len(elements)
        """Whether something within each was taken out."""
        for place in range(len(elements) - 1, 0, -1):
            if tags[place] == "a":
                linked[place] += characters[place]
            holder = holders[place]
            characters[holder] += characters[place] + tails[place]
            linked[holder] += linked[place]
            if ends[place] > ends[holder]:
                ends[holder] = ends[place]

    def prose(self, place: int) -> int:
        """Return how many characters the element holds, those of links aside."""
        return self.characters[place] - self.linked[place]

    def above(self, place: int) -> Iterator[int]:
        """Yield the places of the elements that hold one, the innermost first."""
        holder = self.holders[place]
        while holder != NONE:
            yield holder
            holder = self.holders[holder]

    def within(self, place: int) -> Iterator[int]:
        """Yield the places of an element and of all that is left within it, in the page's order."""
        end, start = self.ends[place], place
        while place < end:
            if self.holders[place] == NONE and place != start:
                place = self.ends[place]
            else:
                yield place
                place += 1

    def take_out(self, place: int) -> bool:
        """Take an element out with all that it holds; return whether it was there. The root stays."""
        if self.holders[place] == NONE:
            return False
        characters, linked = self.characters[place], self.linked[place]
        for holder in self.above(place):
            self.characters[holder] -= characters
            if self.tags[holder] == "a":
                linked += characters
            self.linked[holder] -= linked
            self.holed[holder] = True
        self.holders[place] = NONE
        return True

    def text(self, place: int) -> str:
        """Return the text that is left in an element."""
        if not self.holed[place]:
            whole: str = self.elements[place].text_content()
            return whole
        parts = [self.elements[place].text or ""]
        for child in self.elements[place].iterchildren():
            inner = self.places[child]
            if self.holders[inner] != NONE:
                parts.append(self.text(inner))
            parts.append(child.tail or "")
        return "".join(parts)
