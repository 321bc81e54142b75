"""Names: what the class and id names of a page's elements speak of.

A word counts where a word of the name begins: "related" finds "related-links" and "articleRelated", not "unrelated".
Sites repeat a few hundred names, and many sites the parts that these are made of; each part is judged once.
"""

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache

WORD_START = re.compile(r"(?<![A-Za-z])(?=\S)|(?<=[a-z])(?=[A-Z])")
REMEMBERED = 20_000
"""Names and parts of names that are kept, each some 250 bytes with what it speaks of."""


class NameKinds:
    """The kinds that names may speak of, each with its words, none of which holds white space."""

    def __init__(self, words: Mapping[str, Iterable[str]]) -> None:
        lengths = [len(word) for of_kind in words.values() for word in of_kind]
        self.longest, self.shortest = max(lengths, default=0), min(lengths, default=0)
        self.by_letters: dict[str, list[tuple[str, str]]] = {}
        """The words by as many first letters as the shortest has: by these most places are told to begin none."""
        for kind, of_kind in words.items():
            for word in of_kind:
                self.by_letters.setdefault(word[: self.shortest], []).append((word, kind))
        self.of_part = lru_cache(maxsize=REMEMBERED)(self._kinds_of_part)
        self.of_name = lru_cache(maxsize=REMEMBERED)(self._kinds_of_name)

    def _kinds_of_name(self, name: str) -> frozenset[str]:
        """Return the kinds of which any of the names, with white space between them, speaks."""
        return frozenset().union(*map(self.of_part, name.split()))

    def _kinds_of_part(self, part: str) -> frozenset[str]:
        found: set[str] = set()
        for start in WORD_START.finditer(part):
            at = start.start()
            possible = self.by_letters.get(part[at : at + self.shortest].lower()[: self.shortest])
            if possible is not None:
                begins = part[at : at + self.longest].lower()
                found.update([kind for word, kind in possible if begins.startswith(word)])
        return frozenset(found)
