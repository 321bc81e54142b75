"""Names: the plain name of a source, without titles, roles and capitals."""

from functools import cache, lru_cache

import regex

from extract.languages import language_data
from pipeline.ledger.wording import fold, vocabulary

SPLIT = regex.compile(r"[\s,]+")
POSSESSIVE = regex.compile(r"['’]s$")

JOINING = 3
"""Letters of the longest words that may stand in lower case inside a name: de, van, of, and, the."""


@cache
def _titles(language: str) -> frozenset[str]:
    """Return the titles of the language, folded, from its data on people."""
    try:
        data = language_data(language, "roles_of_people")
    except FileNotFoundError:
        return frozenset()
    listed = [word for group in data.get("titles", {}).values() for word in group]
    titles = {fold(word).rstrip(".") for phrase in listed for word in phrase.split()}
    return vocabulary(language).prefixes | titles


@lru_cache(maxsize=50_000)
def source_label(text: str, language: str) -> str:
    """Return a source's name without its titles and what stands before it.

    "deputy Jorge Arreaza" and "Deputy Jorge Arreaza" both give "Jorge Arreaza". A description without a name
    ("two US officials") stays whole, without its article.
    """
    words = [POSSESSIVE.sub("", word).strip("\"'“”‘’()") for word in SPLIT.split(text.strip())]
    words = [word for word in words if word]
    capital = next(
        (i for i, word in enumerate(words) if _capital(word) and i >= _articles(words, language)), None
    )
    if capital is not None and all(_capital(word) or len(word) <= JOINING for word in words[capital:]):
        named = words[capital:]
        titles = _titles(language)
        while len(named) > 1 and fold(named[0]).rstrip(".") in titles:
            named = named[1:]
        words = named
    return " ".join(words[_articles(words, language) :])


def _articles(words: list[str], language: str) -> int:
    """Return how many words at the beginning are articles and the like: 0 or 1."""
    return int(len(words) > 1 and fold(words[0]) in vocabulary(language).articles)


def _capital(word: str) -> bool:
    return word[:1].isupper()


def is_name(label: str) -> bool:
    """Return whether a source's label is a name rather than a description: it begins and ends with a capital."""
    words = label.split()
    return bool(words) and _capital(words[0]) and _capital(words[-1])


def initials(label: str) -> str | None:
    """Return the initials of a name of several words, by which articles may shorten it; None for others."""
    found = "".join(word[0] for word in label.split() if _capital(word))
    return fold(found) if len(found) >= 2 else None
