"""Phrases: the words around an article ("Read more", "Page not found"), from every language's ``pages.toml``.

A page's language is not known before its text is, so the phrases of all languages are looked for together, but for
those that are common words in another one ("du" is "you" in Swedish and "of the" in French): these are asked for in the
language of the text.
"""

import re
from functools import lru_cache
from typing import Any

from newstally.extract.words import language_data, languages_with, remembered

ESCAPED = re.compile(r"\\.")
CHARACTERS = re.compile(r"\[[^\]]*\]")
INNER_GROUP = re.compile(r"\([^()]*\)")
WORD = re.compile(r"\w+")
LATER = re.compile(r"(\.\{0,\d+\})(?:\\b)?")
"""What lets an entry begin later than the text."""
QUANTIFIERS = frozenset("?*+{")
REMEMBERED = 200
"""Texts whose words are kept: about as many as a page has paragraphs."""
WITHOUT_BLANKS = frozenset({"ja", "ko", "th", "zh"})
"""Languages in which the words of a phrase may stand in the midst of letters."""
FORMS_OF = {"nb": "no", "nn": "no"}
"""Written forms of one language, by their codes."""
MAX_FURNITURE = 600
"""A longer paragraph is text, whatever it begins with."""


@remembered
def all_entries(kind: str, language: str | None = None) -> tuple[str, ...]:
    """Return the entries of one list (``[furniture] starts``: ``"furniture.starts"``), sorted.

    They are those of one language, of all if it is None or has no list of phrases.
    """
    known, code = languages_with("pages"), FORMS_OF.get(language or "", language)
    entries = (entry for one in ((code,) if code in known else known) for entry in entries_of(one, kind))
    return tuple(sorted(set(entries)))


def entries_of(language: str, kind: str) -> list[str]:
    """Return the entries of one list of one language's ``pages.toml``, none if it has no such list."""
    value: Any = language_data(language, "pages")
    for part in kind.split("."):
        value = value.get(part, {})
    return list(value)


@remembered
def phrases(kind: str, language: str | None = None) -> re.Pattern[str]:
    """Return a pattern that finds any phrase of one list as whole words, whatever its case; see ``all_entries``."""
    entries = "|".join(map(re.escape, sorted(all_entries(kind, language), key=len, reverse=True)))
    if not entries:
        return re.compile(r"(?!)")
    whole = entries if language in WITHOUT_BLANKS else rf"(?<!\w)(?:{entries})(?!\w)"
    return re.compile(whole, re.IGNORECASE)


@remembered
def lower_entries(kind: str) -> tuple[str, ...]:
    """Return the entries of one list in all languages in lower case."""
    return tuple(entry.lower() for entry in all_entries(kind))


@remembered
def telling_words(kind: str, language: str | None = None) -> frozenset[str]:
    """Return the longest word, in lower case, of each phrase of one list: few texts hold one; see ``all_entries``."""
    entries = (WORD.findall(entry.lower()) for entry in all_entries(kind, language))
    return frozenset(max(words, key=len) for words in entries if words)


def phrase_in(text: str, kind: str, language: str | None = None) -> str | None:
    """Return the first phrase of one list that a text says, as it says it, None if it says none; see ``all_entries``.

    Few texts say any. That they don't is known much sooner from their words than from the pattern.
    """
    if language not in WITHOUT_BLANKS and telling_words(kind, language).isdisjoint(words_in(text)):
        return None
    found = phrases(kind, language).search(text)
    return found.group() if found else None


def talks(text: str, language: str | None) -> bool:
    """Return whether a text in a language speaks to its reader, or as the outlet."""
    code = FORMS_OF.get(language or "", language)
    return code in languages_with("pages") and talking(code).search(text) is not None


@remembered
def talking(language: str) -> re.Pattern[str]:
    """Return a pattern for the words by which the boxes of outlets speak to readers in a language."""
    return re.compile("|".join(all_entries("furniture.talking", language)) or r"(?!)", re.IGNORECASE)


@lru_cache(maxsize=REMEMBERED)
def words_in(text: str) -> frozenset[str]:
    """Return the words of a text in lower case. A text is asked for several lists of phrases, one after the other."""
    return frozenset(WORD.findall(text.lower()))


@remembered
def patterns(kind: str) -> re.Pattern[str]:
    """Return a pattern that matches where any of the regular expressions of one list does, whatever its case."""
    entries = all_entries(kind)
    return re.compile("|".join(f"(?:{entry})" for entry in entries) or r"(?!)", re.IGNORECASE)


def is_worded_as_furniture(paragraph: str) -> bool:
    """Return whether a paragraph says what stands around articles, and no more ("Read more: …")."""
    kind = "furniture.patterns"
    return (
        len(paragraph) <= MAX_FURNITURE
        and quick_pattern(kind).match(paragraph.lower()) is not None
        and patterns(kind).search(paragraph) is not None
    )


@remembered
def quick_pattern(kind: str) -> re.Pattern[str]:
    """Return a pattern that matches the start of a text in lower case wherever ``patterns`` finds one in the text.

    It may match more. Few paragraphs are matched by either, and that is known in half the time from this one, which
    tries no entry at each place of the text and no sign in both cases.
    """
    return re.compile("|".join(map(quick_entry, all_entries(kind))) or r"(?!)", re.DOTALL)


def quick_entry(entry: str) -> str:
    """Return a regular expression to be matched from the start of a text in lower case."""
    quick = entry[1:] if is_anchored(entry) else f".*?(?:{entry})"
    later = LATER.match(quick)
    if later is not None:
        quick = "|".join(later[1] + beginning for beginning in beginnings(quick[later.end() :]))
    letters = ESCAPED.sub("", entry)
    return f"(?:{quick})" if letters == letters.lower() else f"(?i:{quick.replace('(?-i:', '(?i:')})"


def beginnings(pattern: str) -> list[str]:
    """Return patterns of which one matches wherever a pattern does: the alternatives with which it begins.

    Where each begins with a letter, the places of a text at which it may stand are found at once.
    """
    if not pattern.startswith("(?:"):
        return [pattern]
    depth, start, ends = 0, len("(?:"), []
    for sign in re.finditer(r"\\.|\[[^\]]*\]|[()|]", pattern):
        depth += (sign[0] == "(") - (sign[0] == ")")
        if (sign[0] == "|" and depth == 1) or depth == 0:
            ends.append(pattern[start : sign.start()])
            start = sign.end()
        if depth == 0:
            break
    if pattern[start : start + 1] in QUANTIFIERS:
        return [pattern]
    return [beginning for end in ends for beginning in beginnings(end)]


def is_anchored(entry: str) -> bool:
    """Return whether all of a regular expression holds at the start of a text only."""
    bare, shorter = "", CHARACTERS.sub("", ESCAPED.sub("", entry))
    while bare != shorter:
        bare, shorter = shorter, INNER_GROUP.sub("", shorter)
    return entry.startswith("^") and "|" not in bare
