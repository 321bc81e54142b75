"""Abbreviations: whether what stands behind a name is short for it, in brackets or between commas."""

import regex

from newstally.extract.grammar import Parse

PIECES = regex.compile(r"\p{Lu}\p{Ll}+")


def acronym_after(parse: Parse, words: tuple[str, ...], last: int, whole: bool = False) -> str | None:
    """Return what stands behind a name of some words, whose last token is ``last``, if it is short for it, or None.

    In brackets ("Harbour and Customs Enforcement (HCE)") it may leave out words of the name, unless ``whole``: then the
    initials of all in capitals are asked for. Between commas ("Oren Power, OP, said") its letters must be the name's.
    """
    marks = parse.texts[last + 1 : last + 2], parse.texts[last + 3 : last + 4]
    if marks == ([","], [","]):
        short = parse.texts[last + 2]
        return short if short.isupper() and len(short) > 1 and is_short_for(short, words) else None
    if marks != (["("], [")"]):
        return None
    short = parse.texts[last + 2]
    if whole and short != "".join(word[0] for word in words if word[0].isupper()):
        return None
    return short if _abbreviates(short, words) else None


def is_short_for(short: str, words: tuple[str, ...]) -> bool:
    """Return whether its letters stand in the words in this order, from the very first on."""
    return short[0].lower() == words[0][0].lower() and _has_letters(short, words)


def _abbreviates(short: str, words: tuple[str, ...]) -> bool:
    """Whether what stands in brackets behind a name may be short for it: "USC", "Centcom" (US Central Command)."""
    if short.isupper():
        return True
    if not short[0].isupper() or short in words:
        return False
    return _has_letters(short, words) or _is_put_together(short, words)


def _has_letters(short: str, words: tuple[str, ...]) -> bool:
    """Whether all its letters stand in the words in this order."""
    letters = iter("".join(words).lower())
    return all(letter in letters for letter in short.lower())


def _is_put_together(short: str, words: tuple[str, ...]) -> bool:
    """Whether it is made of beginnings of the words: "MetSelva" of "Selvan Meteorological Department"."""
    pieces = PIECES.findall(short)
    beginnings = [word.lower() for word in words]
    return (
        len(pieces) > 1
        and "".join(pieces) == short
        and all(any(word.startswith(piece.lower()) for word in beginnings) for piece in pieces)
    )
