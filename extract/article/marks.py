"""Marks: what the elements that a block stands in tell of it by their tag, role, style and names.

The name of what holds most of the page's text tells nothing of it: sites call that "share-enabled" too.
"""

from collections import Counter
from collections.abc import Mapping

from lxml.html import HtmlElement

from newstally.extract.article.attributes import is_hidden, name_kinds, name_of, roles_of_furniture

MAX_SHARE = 0.4
"""The name of what holds more than this of the page's text tells nothing ("share-enabled")."""
STANDS_IN = frozenset(
    {"nav", "footer", "header", "aside", "form", "figure", "article", "main", "li", "blockquote", "a", "dialog",
     "section", "noscript", "details", "dl", "label"}
)  # fmt: skip


class Marks:
    """The marks of the elements of one page, each found when it is first asked for."""

    def __init__(
        self, shares: Mapping[HtmlElement, float], holders: Mapping[HtmlElement, HtmlElement | None]
    ) -> None:
        """``shares`` has, for each element that holds blocks, which share of the page's text it holds."""
        self.shares, self.holders = shares, holders
        self.of_names: Counter[str] = Counter()
        """Which share of the text stands in elements of each name."""
        self.names: dict[HtmlElement, str] = {}
        for element, share in shares.items():
            if share:
                name = self.names[element] = name_of(element)
                self.of_names[name] += share  # type: ignore[assignment]
        self.known: dict[HtmlElement, tuple[str, ...]] = {}

    def around(self, element: HtmlElement) -> tuple[str, ...]:
        """Return what an element, and those that it stands in, tell; the outermost first."""
        if element not in self.known:
            holder = self.holders[element]
            outer = self.around(holder) if holder is not None else ()
            self.known[element] = (*outer, *(mark for mark in self.found_in(element) if mark not in outer))
        return self.known[element]

    def found_in(self, element: HtmlElement) -> list[str]:
        """Return the marks of an element, sorted."""
        marks = set()
        if element.tag in STANDS_IN:
            marks.add(f"in {element.tag}")
        name = self.names[element] if element in self.names else name_of(element)
        kinds = name_kinds().of_name(name)
        if max(self.shares[element], self.of_names[name]) <= MAX_SHARE:
            marks |= {f"named {kind}" for kind in kinds}
            if is_hidden(element.attrib):
                marks.add("hidden")
        elif "content" in kinds:
            marks.add("named content")
        if element.get("role") in roles_of_furniture():
            marks.add("role of furniture")
        return sorted(marks)
