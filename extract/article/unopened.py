"""Unopened: boxes that are hidden, and not to be opened at the press of a button, with words for the reader in them.

The second half of a text is often hidden until its reader asks for it, and so are dialogs and surveys until a script
shows them.
"""

from collections.abc import Sequence
from functools import cache

from lxml.etree import XPath
from lxml.html import HtmlElement

from newstally.extract.article.attributes import is_hidden, name_kinds, name_of
from newstally.extract.article.judged import Judged
from newstally.extract.article.kept import kept_of, small_part
from newstally.extract.article.nesting import Nesting
from newstally.extract.article.phrases import talks

OVERLAYS = frozenset({"overlay", "consent", "newsletter"})
OPENERS = (
    "onclick",
    "href",
    "aria-controls",
    "data-target",
    "data-bs-target",
    "data-toggle",
    "data-open",
    "for",
)
"""Attributes of what opens a box that may hold its id."""


def unopened(
    judged: Sequence[Judged], nesting: Nesting, headline: HtmlElement | None, language: str | None
) -> list[int]:
    """Return the kept blocks of hidden boxes that speak to the reader or are named after dialogs; see the module."""
    holders = {headline, *headline.iterancestors()} if headline is not None else set()
    is_shut = cache(
        lambda element: element not in holders and is_hidden(element.attrib) and not is_opened(element)
    )
    found = []
    for index in kept_of(judged):
        block = judged[index].block
        box = next(filter(is_shut, block.path), None)
        if box is None:
            continue
        inside = [judged[place].block.text for place in nesting.runs[box]]
        named = not name_kinds().of_name(name_of(box)).isdisjoint(OVERLAYS)
        if named or any(talks(text, language) for text in inside):
            found.append(index)
    return small_part(judged, found)


def is_opened(box: HtmlElement) -> bool:
    """Return whether an element of the page names the id of a box as what it opens."""
    given = box.get("id")
    if not given:
        return False
    return bool(names_opened()(box, id=given))


@cache
def names_opened() -> XPath:
    """Return what tells of a page's tree whether such an attribute holds an id."""
    return XPath(" or ".join(f"boolean(//@{name}[contains(., $id)])" for name in OPENERS))
