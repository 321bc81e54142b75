"""Tables: which of a page's tables hold data, and which arrange the page."""

from lxml.html import HtmlElement

MAX_LAYOUT_CELL = 200
"""A table with a longer cell, or with paragraphs in it, arranges the page and tells no figures."""
FEWEST_LINKS = 3
FEWEST_OF_PROSE = 12
"""In words: a table whose cells are all sentences of so many holds columns of a text."""
MOSTLY_LINKS = 0.7
"""A cell with so many links, and this share of its characters in them, is a menu: its table arranges the page."""


def is_layout(table: HtmlElement) -> bool:
    """Return whether a table arranges the page's parts rather than data."""
    if table.get("role") == "presentation":
        return True
    rows = list(table.iter("tr"))
    if not rows or all(len(row) <= 1 for row in rows):
        return True
    cells = list(table.iter("td"))
    if next(table.iter("th"), None) is None and is_columns(cells):
        return True
    return any(
        cell.find(".//table") is not None
        or cell.find(".//h1") is not None
        or len(text := cell.text_content()) > MAX_LAYOUT_CELL
        or is_menu(cell, text)
        or len([part for part in cell.iterchildren("p") if ends_sentence(part)]) > 1
        for cell in cells
    )


def is_columns(cells: list[HtmlElement]) -> bool:
    """Return whether all cells that say anything say it in sentences: a text in columns."""
    telling = [cell for cell in cells if cell.text_content().strip()]
    return len(telling) > 1 and all(
        ends_sentence(cell) and len(cell.text_content().split()) >= FEWEST_OF_PROSE for cell in telling
    )


def is_menu(cell: HtmlElement, text: str) -> bool:
    """Return whether a cell holds several links to other pages and little else."""
    linked = [
        len(link.text_content()) for link in cell.iter("a") if not link.get("href", "#").startswith("#")
    ]
    return len(linked) >= FEWEST_LINKS and sum(linked) >= MOSTLY_LINKS * len(text)


def ends_sentence(element: HtmlElement) -> bool:
    """Return whether what an element says ends like a sentence."""
    return element.text_content().rstrip().endswith((".", "!", "?", "”", "。", "।", "۔"))
