"""Miswritten: signs of a page that were encoded or escaped twice, as they were meant."""

import re

CONTINUING = "[\u0080-\u00bf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]"
"""Bytes behind the first of a sign in UTF-8, as Windows-1252 reads them."""
TWICE_ENCODED = re.compile(rf"[\u00c2-\u00df]{CONTINUING}|[\u00e0-\u00ef]{CONTINUING}{{2}}")
"""UTF-8 that was read as Windows-1252 and encoded again: "Ã¼" for "ü"."""
LAST_BYTE = 0xFF
FEWEST_TWICE = 3
MOSTLY = 0.8
"""Of a page's signs beyond ASCII, so many stand in such sequences."""
BEYOND_ASCII = re.compile(r"[^\x00-\x7f]")
TWICE_ESCAPED = re.compile(
    r"&amp;(?=(?:#\d{2,5}|#x[0-9a-f]{2,4}|nbsp|quot|apos|euro|[lrb]d?[sd]quo|[lr]aquo|[nm]dash|hellip|szlig|"
    r"(?:[aeiouyncsz]|ae|oe)(?:acute|grave|circ|uml|tilde|cedil|caron|slash|ring|lig));)",
    re.IGNORECASE,
)
"""A reference to a sign whose ampersand was escaped again; those to "<" and ">" may be meant."""
CODE = re.compile(r"<(?:code|pre)\b", re.IGNORECASE)
"""A page with code may show references as such."""
LETTERS_SWAPPED = re.compile(r"(?<![^\W\d_])[а-яё][А-ЯЁ]{2}")
"""A small letter before capitals, as Windows-1251 reads a capitalised word in KOI8."""
CAPITALISED = re.compile(r"(?<![^\W\d_])[А-ЯЁ][а-яё]{2}")


def as_meant(text: str) -> str:
    """Return a page's markup without signs that were encoded or escaped twice."""
    if TWICE_ENCODED.search(text) and is_twice_encoded(text):
        text = TWICE_ENCODED.sub(once_encoded, text)
    if "&amp;" in text and not CODE.search(text):
        text = TWICE_ESCAPED.sub("&", text)
    return text


def is_twice_encoded(text: str) -> bool:
    """Return whether most of what isn't ASCII in a text are sequences that one sign gives when it is encoded twice."""
    sequences = TWICE_ENCODED.findall(text)
    return len(sequences) >= FEWEST_TWICE and sum(map(len, sequences)) >= MOSTLY * len(
        BEYOND_ASCII.findall(text)
    )


def once_encoded(found: re.Match[str]) -> str:
    """Return the sign that a sequence was meant to be, or the sequence if it is none."""
    try:
        return b"".join(
            bytes([ord(sign)]) if ord(sign) <= LAST_BYTE else sign.encode("cp1252") for sign in found[0]
        ).decode("utf-8")
    except (UnicodeEncodeError, UnicodeDecodeError):
        return found[0]


def has_swapped_letters(text: str) -> bool:
    """Return whether small and capital letters of a Cyrillic text are swapped, as another encoding swaps them."""
    swapped = len(LETTERS_SWAPPED.findall(text))
    return swapped > 1 and swapped > len(CAPITALISED.findall(text))
