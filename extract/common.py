"""Common words: what figures told in different languages are compared by.

Words of a language other than English that name what is counted, and the names of institutions, stand in its
``comparison.toml`` with the English word or name of the same thing. A word without one is compared as it is.
"""

from functools import lru_cache

from newstally.extract.lemmas import fold, lemma
from newstally.extract.words import files_of, language_data, remembered


@remembered
def _table(language: str, name: str) -> dict[str, str]:
    """Return a table of ``comparison.toml`` with words folded; empty where there is none."""
    if not files_of(language, "comparison"):
        return {}
    return {fold(word): fold(other) for word, other in language_data(language, "comparison")[name].items()}


def common_word(word: str, language: str) -> str:
    """Return the common word for a word in dictionary form, folded; the word itself where none is known."""
    return _table(language, "common").get(word, word)


def common_unit(unit: str | None, language: str) -> str | None:
    """Return the common word for what is counted: "casa" is "house"."""
    if unit is None:
        return None
    known = _table(language, "common")
    return known.get(fold(unit)) or known.get(_lemma(unit, language)) or unit


@lru_cache(maxsize=20_000)
def _lemma(word: str, language: str) -> str:
    return lemma(word, language)


def common_name(name: str, language: str) -> str:
    """Return the common name of an institution, folded: "fiscalia general" is "attorney general's office"."""
    return _table(language, "institutions").get(name, name)
