"""Miswritten: signs of a page that were encoded or escaped twice, as they were meant."""

import re

BEYOND_LATIN_1 = "€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ"
"""What Windows-1252 reads in bytes that are control characters elsewhere."""
CONTINUING = b"(?:\xc2[\x80-\xbf]|%s)" % b"|".join(sign.encode() for sign in BEYOND_LATIN_1)
"""Bytes behind the first of a sign in UTF-8, as Windows-1252 reads them."""
TWICE_ENCODED = re.compile(rb"\xc3(?:[\x82-\x9f]%s|[\xa0-\xaf]%s{2})" % (CONTINUING, CONTINUING))
"""UTF-8 that was read as Windows-1252 and encoded again: "Ã¼" for "ü". It is looked for in UTF-8, in which all of it
begins with one byte that is found at once: in a text each sign would be asked."""
LAST_BYTE = 0xFF
FEWEST_TWICE = 3
MOSTLY = 0.8
"""Of a page's signs beyond ASCII, so many stand in such sequences."""
TWICE_ESCAPED = re.compile(
    rb"&amp;(?=(?:#\d{2,5}|#x[0-9a-f]{2,4}|nbsp|quot|apos|euro|[lrb]d?[sd]quo|[lr]aquo|[nm]dash|hellip|szlig|"
    rb"(?:[aeiouyncsz]|ae|oe)(?:acute|grave|circ|uml|tilde|cedil|caron|slash|ring|lig));)",
    re.IGNORECASE,
)
"""A reference to a sign whose ampersand was escaped again; those to "<" and ">" may be meant."""
CODE = re.compile(rb"<(?:code|pre)\b", re.IGNORECASE)
"""A page with code may show references as such."""
LETTERS_SWAPPED = re.compile(r"(?<![^\W\d_])[а-яё][А-ЯЁ]{2}")
"""A small letter before capitals, as Windows-1251 reads a capitalised word in KOI8."""
CAPITALISED = re.compile(r"(?<![^\W\d_])[А-ЯЁ][а-яё]{2}")


def as_meant(markup: bytes) -> bytes:
    """Return a page's markup, which is in UTF-8, without signs that were encoded or escaped twice."""
    if TWICE_ENCODED.search(markup) and is_twice_encoded(markup):
        markup = TWICE_ENCODED.sub(once_encoded, markup)
    if TWICE_ESCAPED.search(markup) and not CODE.search(markup):
        markup = TWICE_ESCAPED.sub(b"&", markup)
    return markup


def is_twice_encoded(markup: bytes) -> bool:
    """Return whether most of what isn't ASCII in a page are sequences that one sign gives when it is encoded twice."""
    sequences = TWICE_ENCODED.findall(markup)
    return len(sequences) >= FEWEST_TWICE and signs_in(b"".join(sequences)) >= MOSTLY * signs_in(markup)


def signs_in(markup: bytes) -> int:
    """Return how many signs beyond ASCII stand in UTF-8."""
    text = markup.decode()
    return len(text) - len(text.encode("ascii", "ignore"))


def once_encoded(found: re.Match[bytes]) -> bytes:
    """Return the sign that a sequence was meant to be, or the sequence if it is none."""
    try:
        meant = b"".join(
            bytes([ord(sign)]) if ord(sign) <= LAST_BYTE else sign.encode("cp1252")
            for sign in found[0].decode()
        )
        meant.decode("utf-8")
    except (UnicodeEncodeError, UnicodeDecodeError):
        return found[0]
    return meant


def has_swapped_letters(text: str) -> bool:
    """Return whether small and capital letters of a Cyrillic text are swapped, as another encoding swaps them."""
    swapped = len(LETTERS_SWAPPED.findall(text))
    return swapped > 1 and swapped > len(CAPITALISED.findall(text))
