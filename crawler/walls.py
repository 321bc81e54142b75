"""Tells a wall from pages: many addresses that all read the same are a check, a login or an apology, no articles."""

import hashlib
from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass, field

ENOUGH = 3
"""New pages with one text from which it is no article."""

REMEMBERED = 6
"""New pages that are remembered from visit to visit, for an outlet that has few at a time."""

DIFFERING = 10
"""Pages with a title that read otherwise than its first one, and more than as it does, from which the title is one that
the outlet gives to all of its pages, and says nothing."""

TEXT_CHARACTERS = 100
"""How much of the text is told."""


@dataclass(slots=True)
class _Alike:
    """New pages of one title, by their keys: the first with those that read as it does, and those not compared yet."""

    keys: list[str] = field(default_factory=list)
    uncompared: deque[str] = field(default_factory=deque)
    comparing: int = 0
    differing: int = 0
    text: str = ""


class Walls:
    """New pages by title. Those of one title are compared by their text, once they may be enough for a wall."""

    def __init__(self, before: Iterable[tuple[str, str]] = ()) -> None:
        """``before`` is what ``latest`` returned after the visit before."""
        self._by_title: dict[str, _Alike] = {}
        self._order: list[tuple[str, str]] = []
        for title, key in before:
            self._add(title, key)

    def add(self, title: bytes, key: str) -> None:
        """Note a new page."""
        self._add(_digest(title), key)

    def _add(self, title: str, key: str) -> None:
        alike = self._by_title.setdefault(title, _Alike())
        if not alike.keys:
            alike.keys.append(key)
        elif key not in alike.keys and key not in alike.uncompared:
            alike.uncompared.append(key)
        self._order.append((title, key))

    def to_compare(self, title: bytes) -> tuple[str, str] | None:
        """Return the keys of the first page with a title and of one to compare with it, None where no wall can be.

        What came of it is to be told to ``compared``.
        """
        alike = self._by_title[_digest(title)]
        possible = len(alike.keys) + len(alike.uncompared) + alike.comparing
        if not alike.uncompared or possible < self._enough():
            return None
        if alike.differing >= max(DIFFERING, len(alike.keys)):
            return None
        alike.comparing += 1
        return alike.keys[0], alike.uncompared.popleft()

    def compared(self, title: bytes, key: str, *, same: bool, text: str) -> None:
        """Note whether a page reads as the first one of its title; ``text`` is some of what it says if it does."""
        alike = self._by_title[_digest(title)]
        alike.comparing -= 1
        if same:
            alike.keys.append(key)
            alike.text = text or alike.text
        else:
            alike.differing += 1

    def latest(self) -> list[tuple[str, str]]:
        """Return the titles, as digests, and keys of the latest new pages."""
        return self._order[-REMEMBERED:]

    def found(self) -> tuple[list[str], str]:
        """Return the keys of the pages that are a wall, and what it says; none unless they are half of the new ones."""
        alike = max(self._by_title.values(), key=lambda one: len(one.keys), default=None)
        if alike is None or not alike.text or len(alike.keys) < self._enough():
            return [], ""
        text = alike.text if len(alike.text) <= TEXT_CHARACTERS else alike.text[:TEXT_CHARACTERS] + "…"
        return alike.keys, repr(text)

    def _enough(self) -> float:
        return max(ENOUGH, len(self._order) / 2)


def _digest(title: bytes) -> str:
    return hashlib.sha1(title, usedforsecurity=False).hexdigest()[:16]
