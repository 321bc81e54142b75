"""Lemmas: words in dictionary form, folded, by which differently inflected words are compared."""

import unicodedata
from functools import lru_cache

import regex
import simplemma

WORD = regex.compile(r"[\p{L}\p{M}\p{N}]+(?:[.,]\p{N}+)*")
"""A word or figure."""


@lru_cache(maxsize=50_000)
def lemma(word: str, language: str) -> str:
    """Return a word's dictionary form in lower case without accents; the word itself where none is known."""
    try:
        found = simplemma.lemmatize(word.lower(), lang=language)
    except ValueError:
        found = word.lower()
    return fold(found)


class _WithoutMarks(dict[int, int | None]):
    """For each character itself, for a combining mark None; a table for ``str.translate`` that fills as it is used."""

    def __missing__(self, code: int) -> int | None:
        self[code] = None if unicodedata.combining(chr(code)) else code
        return self[code]


_without_marks = _WithoutMarks()


def fold(text: str) -> str:
    """Return a text in lower case without accents."""
    if text.isascii():
        return text.lower()
    return unicodedata.normalize("NFKD", text.casefold()).translate(_without_marks)


@lru_cache(maxsize=50_000)
def is_known(word: str, language: str) -> bool:
    """Return whether a word, with a small letter, is one of the language's dictionary."""
    try:
        return bool(simplemma.is_known(word.lower(), lang=language))
    except ValueError:
        return False
