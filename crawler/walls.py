"""Tells a wall from pages: many addresses that all read the same are a check, a login or an apology, no articles."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field

ENOUGH = 3
"""New pages with one text from which it is no article."""

REMEMBERED = 6
"""New pages that are remembered from visit to visit, for an outlet that has few at a time."""

TEXT_CHARACTERS = 100
"""How much of the text is told."""


@dataclass(slots=True)
class _Alike:
    """New pages of one title, by their keys: the first, and those that read as it does."""

    keys: list[str] = field(default_factory=list)
    text: str = ""


class Walls:
    """New pages by title; those of one title are compared by their text, which is rarely needed."""

    def __init__(self, before: Iterable[tuple[str, str]] = ()) -> None:
        """``before`` is what ``latest`` returned after the visit before."""
        self._by_title: dict[str, _Alike] = {}
        self._order: list[tuple[str, str]] = []
        for title, key in before:
            self._add(title, key, same=True)

    def earlier(self, title: bytes) -> str | None:
        """Return the key of the first new page with this title, if there was one."""
        alike = self._by_title.get(_digest(title))
        return alike.keys[0] if alike else None

    def add(self, title: bytes, key: str, *, same: bool, text: str) -> None:
        """Note a new page, and whether it reads as the first one of its title; ``text`` is some of what it says."""
        self._add(_digest(title), key, same=same)
        if text:
            self._by_title[_digest(title)].text = text

    def _add(self, title: str, key: str, *, same: bool) -> None:
        alike = self._by_title.setdefault(title, _Alike())
        if (not alike.keys or same) and key not in alike.keys:
            alike.keys.append(key)
        self._order.append((title, key))

    def latest(self) -> list[tuple[str, str]]:
        """Return the titles, as digests, and keys of the latest new pages."""
        return self._order[-REMEMBERED:]

    def found(self) -> tuple[list[str], str]:
        """Return the keys of the pages that are a wall, and what it says; none unless they are half of the new ones."""
        alike = max(self._by_title.values(), key=lambda one: len(one.keys), default=None)
        if alike is None or not alike.text or len(alike.keys) < max(ENOUGH, len(self._order) / 2):
            return [], ""
        text = alike.text if len(alike.text) <= TEXT_CHARACTERS else alike.text[:TEXT_CHARACTERS] + "…"
        return alike.keys, repr(text)


def _digest(title: bytes) -> str:
    return hashlib.sha1(title, usedforsecurity=False).hexdigest()[:16]
