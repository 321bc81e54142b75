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
        self.longest = max((len(word) for kind in words.values() for word in kind), default=0)
        self.by_letter: dict[str, list[tuple[str, str]]] = {}
        for kind, of_kind in words.items():
            for word in of_kind:
                self.by_letter.setdefault(word[0], []).append((word, kind))
        self.of_part = lru_cache(maxsize=REMEMBERED)(self._kinds_of_part)
        self.of_name = lru_cache(maxsize=REMEMBERED)(self._kinds_of_name)

    def _kinds_of_name(self, name: str) -> frozenset[str]:
        """Return the kinds of which any of the names, with white space between them, speaks."""
        return frozenset().union(*map(self.of_part, name.split()))

    def _kinds_of_part(self, part: str) -> frozenset[str]:
        found = set()
        for start in WORD_START.finditer(part):
            begins = part[start.start() : start.start() + self.longest].lower()
            found |= {kind for word, kind in self.by_letter.get(begins[0], ()) if begins.startswith(word)}
        return frozenset(found)
