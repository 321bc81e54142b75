"""Tables: which of a page's tables hold data, and which arrange the page."""

from lxml.html import HtmlElement

MAX_LAYOUT_CELL = 200
"""A table with a longer cell, or with paragraphs in it, arranges the page and tells no figures."""


def is_layout(table: HtmlElement) -> bool:
    """Return whether a table arranges the page's parts rather than data."""
    if table.get("role") == "presentation":
        return True
    rows = list(table.iter("tr"))
    if not rows or all(len(row) <= 1 for row in rows):
        return True
    return any(
        cell.find(".//table") is not None
        or cell.find(".//h1") is not None
        or len(cell.text_content()) > MAX_LAYOUT_CELL
        for cell in table.iter("td")
    )
