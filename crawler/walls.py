"""Tells a wall from pages: many addresses of one visit that all read the same are a check, a login or an apology."""

from collections import Counter
from dataclasses import dataclass, field

from newstally.crawler.rows import Page

ENOUGH = 3
"""New pages with one text from which it is no article."""

TEXT_CHARACTERS = 100
"""How much of the text is told."""


@dataclass(slots=True)
class _Alike:
    """New pages of one title."""

    pages: list[Page] = field(default_factory=list)
    """The first, and those that read as it does."""
    text: str = ""


class Walls:
    """The new pages of one visit by title; those of one title are compared by their text, which is rarely needed."""

    def __init__(self) -> None:
        self._by_title: dict[int, _Alike] = {}

    def earlier(self, title: bytes) -> Page | None:
        """Return the first new page with this title, if there was one."""
        alike = self._by_title.get(hash(title))
        return alike.pages[0] if alike else None

    def add(self, title: bytes, page: Page, *, same: bool, text: str) -> None:
        """Note a new page, and whether it reads as the first one of its title; ``text`` is some of what it says."""
        alike = self._by_title.setdefault(hash(title), _Alike())
        if not alike.pages or same:
            alike.pages.append(page)
            alike.text = text or alike.text

    def found(self, new: int) -> tuple[list[Page], str]:
        """Return the pages that are a wall and what it says; none unless they are at least half of the new ones."""
        sizes = Counter({title: len(alike.pages) for title, alike in self._by_title.items()})
        for title, size in sizes.most_common(1):
            if size >= ENOUGH and 2 * size >= new:
                alike = self._by_title[title]
                text = (
                    alike.text if len(alike.text) <= TEXT_CHARACTERS else alike.text[:TEXT_CHARACTERS] + "…"
                )
                return alike.pages, repr(text)
        return [], ""
