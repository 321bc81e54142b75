"""Visible: text of strangers on a terminal: what would move the cursor, hide words or turn them round is written out.

Titles, sentences and addresses come from pages that anybody may have written. Programs get them as they are (JSON
lines, Parquet, CSV files); a person's terminal must not obey them.
"""

import json
import re
import unicodedata

KEPT = "\n\t"
JOINERS = "\u200c\u200d"
"""Zero-width characters that scripts and emoji need: kept between two characters beyond ASCII."""

HIDDEN = re.compile(
    "[\x00-\x1f\x7f-\x9f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164"
    "\ufeff\uffa0\ufff0-\ufffb\U0001bca0-\U0001bca3\U0001d173-\U0001d17a]|[\U000e0000-\U000e0fff]"
)
"""Control characters, marks of direction, and those that Unicode has ignored where they can't be shown
(Default_Ignorable_Code_Point), but for the selectors of variants."""


def visible(text: str, kept: str = KEPT) -> str:
    r"""Return text with control and hidden characters written out (``\x1b``, ``\u202e``), but for those ``kept``."""
    if text.isascii() and text.isprintable():
        return text
    return HIDDEN.sub(lambda found: found[0] if may_stay(found, kept) else _written(found[0]), text)


def visible_json(line: str) -> str:
    """Return a line of JSON that says the same and holds no hidden characters."""
    return HIDDEN.sub(lambda found: "".join(f"\\u{unit:04x}" for unit in _utf16(found[0])), line)


def visible_toml(text: str) -> str:
    """Return text as a TOML string that holds no hidden characters."""
    quoted = json.dumps(text, ensure_ascii=False)
    return HIDDEN.sub(lambda found: f"\\U{ord(found[0]):08x}", quoted)


def may_stay(found: re.Match[str], kept: str) -> bool:
    """Return whether a hidden character is one of those kept, or joins two characters of its script."""
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
