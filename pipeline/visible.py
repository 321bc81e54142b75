"""Visible: text of strangers on a terminal: what would move the cursor, hide words or turn them round is written out.

Titles, sentences and addresses come from pages that anybody may have written. Programs get them as they are (JSON
lines, Parquet, CSV files); a person's terminal must not obey them.
"""

import re
import unicodedata

KEPT = "\n\t"
JOINERS = "\u200c\u200d"
"""Zero-width characters that scripts and emoji need: kept between two characters beyond ASCII."""

_HIDDEN = re.compile(
    "[\x00-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]"
    "|[\U000e0000-\U000e0fff]"
)
"""Control characters, marks of direction, and characters without width."""

FORMULA = ("=", "+", "-", "@", "\t", "\n", "＝", "＋", "－", "＠")
"""With what a cell begins that a spreadsheet runs (OWASP, "CSV Injection")."""


def visible(text: str, kept: str = KEPT) -> str:
    r"""Return text with control and hidden characters written out (``\x1b``, ``\u202e``), but for those ``kept``."""
    if text.isascii() and text.isprintable():
        return text
    return _HIDDEN.sub(lambda found: found[0] if _may_stay(found, kept) else _written(found[0]), text)


def blanked(text: str) -> str:
    """Return text of the same length with a replacement character for each of those, so that offsets into it hold."""
    if text.isascii() and text.isprintable():
        return text
    return _HIDDEN.sub(lambda found: found[0] if _may_stay(found, KEPT) else "\ufffd", text)


def visible_json(line: str) -> str:
    """Return a line of JSON that says the same and holds no hidden characters."""
    return _HIDDEN.sub(lambda found: "".join(f"\\u{unit:04x}" for unit in _utf16(found[0])), line)


def spreadsheet_cell(text: str) -> str:
    """Return text that a spreadsheet shows and doesn't run: with an apostrophe before what begins like a formula.

    A sign alone (the comparator ``=``) is no formula, and stays what programs compare with. Carriage returns, which
    end a row for some readers, become line ends.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return f"'{text}" if len(text) > 1 and text.startswith(FORMULA) else text


def _may_stay(found: re.Match[str], kept: str) -> bool:
    if found[0] in kept:
        return True
    if found[0] not in JOINERS:
        return False
    before, after = found.string[: found.start()][-1:], found.string[found.end() :][:1]
    return all(
        side > "\x7f" and unicodedata.category(side)[0] in "LMS" for side in (before, after) if side
    ) and bool(before and after)


def _written(character: str) -> str:
    code = ord(character)
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


def _utf16(character: str) -> list[int]:
    """Return a character as JSON writes it: one or two units of 16 bits."""
    encoded = character.encode("utf-16-be", "surrogatepass")
    return [int.from_bytes(encoded[at : at + 2], "big") for at in range(0, len(encoded), 2)]
