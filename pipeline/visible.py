"""Visible: text of strangers where people see it: on a terminal (``crawler.visible``), at its place in a sentence, in a
spreadsheet's cell.
"""

from newstally.crawler.visible import HIDDEN, KEPT, may_stay, visible, visible_json, visible_toml

__all__ = ["blanked", "spreadsheet_cell", "visible", "visible_json", "visible_toml"]

FORMULA = ("=", "+", "-", "@", "\t", "\n", "＝", "＋", "－", "＠")
"""With what a cell begins that a spreadsheet runs (OWASP, "CSV Injection")."""


def blanked(text: str) -> str:
    """Return text of the same length with a replacement character for each of those, so that offsets into it hold."""
    if text.isascii() and text.isprintable():
        return text
    return HIDDEN.sub(lambda found: found[0] if may_stay(found, KEPT) else "\ufffd", text)


def spreadsheet_cell(text: str) -> str:
    """Return text that a spreadsheet shows and doesn't run: with an apostrophe before what begins like a formula.

    A sign alone (the comparator ``=``) is no formula, and stays what programs compare with. Carriage returns, which
    end a row for some readers, become line ends.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return f"'{text}" if len(text) > 1 and text.startswith(FORMULA) else text
