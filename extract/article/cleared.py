"""Cleared: a page's tree without the elements that trafilatura takes out by their tags, for it to search.

It copies a tree three times and looks through it a dozen times. Of a page's elements three in five stand in such as it
takes out, and are taken out here before all that.
"""

from copy import copy
from functools import cache

from lxml.html import HtmlElement
from trafilatura import settings

CLEARED = "MANUALLY_CLEANED"
"""trafilatura's list of tags."""
MORE_THAN_TAGS = frozenset({"form", "math"})
"""Tags in it of elements that are asked for more than their tag."""
OF_FORUM = "DiscussionForumPosting"
"""What a forum's data say it is: there trafilatura takes for text what are comments elsewhere."""


def cleared(tree: HtmlElement) -> HtmlElement:
    """Return a copy of a page's tree without what stands where trafilatura looks for no text; a forum's as it is."""
    if any(OF_FORUM in (script.text or "") for script in tree.iter("script")):
        return tree
    left = copy(tree)
    for element in list(left.iter(*cleared_tags())):
        holder = element.getparent()
        holds_table = element.tag == "figure" and next(element.iterdescendants("table"), None) is not None
        if holder is None or holds_table:
            continue
        if element.tail:
            element.drop_tree()
        else:
            holder.remove(element)
    return left


@cache
def cleared_tags() -> frozenset[str]:
    """Return the tags of the elements that trafilatura takes out for nothing but their tag."""
    return frozenset(getattr(settings, CLEARED, ())) - MORE_THAN_TAGS
