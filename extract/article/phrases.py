"""Phrases: the words around an article ("Read more", "Page not found"), from every language's ``pages.toml``.

A page's language is not known before its text is, so the phrases of all languages are looked for together.
"""

import re
from typing import Any

from newstally.extract.words import data_folders, language_data, remembered


@remembered
def all_entries(kind: str) -> tuple[str, ...]:
    """Return the entries of one list (``[furniture] starts``: ``"furniture.starts"``) in all languages, sorted."""
    languages = {file.parent.name for folder in data_folders() for file in folder.glob("*/pages.toml")}
    return tuple(sorted({entry for language in languages for entry in entries_of(language, kind)}))


def entries_of(language: str, kind: str) -> list[str]:
    """Return the entries of one list of one language's ``pages.toml``, none if it has no such list."""
    value: Any = language_data(language, "pages")
    for part in kind.split("."):
        value = value.get(part, {})
    return list(value)


@remembered
def phrases(kind: str) -> re.Pattern[str]:
    """Return a pattern that finds any phrase of one list as whole words, whatever its case."""
    entries = sorted(all_entries(kind), key=len, reverse=True)
    return re.compile(
        rf"(?<!\w)(?:{'|'.join(map(re.escape, entries))})(?!\w)" if entries else r"(?!)", re.IGNORECASE
    )


@remembered
def patterns(kind: str) -> re.Pattern[str]:
    """Return a pattern that matches where any of the regular expressions of one list does, whatever its case."""
    entries = all_entries(kind)
    return re.compile("|".join(f"(?:{entry})" for entry in entries) or r"(?!)", re.IGNORECASE)
