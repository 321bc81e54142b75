"""Phrases: the words around an article ("Read more", "Page not found"), from every language's ``pages.toml``.

A page's language is not known before its text is, so the phrases of all languages are looked for together, but for
those that are common words in another one ("du" is "you" in Swedish and "of the" in French): these are asked for in the
language of the text.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from newstally.extract.words import language_data, languages_with, remembered

ESCAPED = re.compile(r"\\.")
CHARACTERS = re.compile(r"\[[^\]]*\]")
INNER_GROUP = re.compile(r"\([^()]*\)")
WORD = re.compile(r"\w+")
LATER = re.compile(r"(\.\{0,\d+\})(?:\\b)?")
"""What lets an entry begin later than the text."""
SIGN = re.compile(r"(?:[^\W_]|[^\w\s^$.|?*+(){}\[\]\\]|\\[^\w\s]| )(?![?*+{])")
"""What stands in a regular expression for one sign."""
QUANTIFIERS = ("?", "*", "+", "{")
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
        and quick_pattern(kind).may_match(paragraph.lower())
        and patterns(kind).search(paragraph) is not None
    )


@dataclass(frozen=True, slots=True)
class QuickPattern:
    """Patterns for texts in lower case of which one matches wherever ``patterns`` finds something.

    They may match more. Few paragraphs are matched by either, and that is known in a quarter of the time from these,
    which try no sign in both cases and at the start only what may begin with the text's first letter.
    """

    by_letter: Mapping[str, re.Pattern[str]]
    """What the start of a text is matched with, by its first letter."""
    others: re.Pattern[str]
    """What it is matched with where that is another one."""
    anywhere: tuple[str, ...]
    """The words with which begins what may stand anywhere in a text."""

    def may_match(self, text: str) -> bool:
        """Return whether one of the patterns matches a text in lower case."""
        starts = self.by_letter.get(text[:1], self.others)
        return starts.match(text) is not None or any(words in text for words in self.anywhere)


@remembered
def quick_pattern(kind: str) -> QuickPattern:
    """Return quicker patterns for the regular expressions of one list."""
    by_letter: dict[str, list[str]] = {}
    others: list[str] = []
    anywhere: set[str] = set()
    for entry in all_entries(kind):
        quick = entry[1:] if is_anchored(entry) else f".*?(?:{entry})"
        later = LATER.match(quick)
        spelled = ESCAPED.sub("", entry)
        if spelled != spelled.lower():
            others.append(f"(?i:{quick.replace('(?-i:', '(?i:')})")
        elif later is not None and all(begun := list(map(first_words, alternatives(quick[later.end() :])))):
            anywhere.update(begun)
        else:
            for one in alternatives(quick):
                sign = first_sign(one)
                (others if sign is None else by_letter.setdefault(sign[-1], [])).append(one)
    return QuickPattern(
        {letter: any_of([*entries, *others]) for letter, entries in by_letter.items()},
        any_of(others),
        tuple(sorted(anywhere)),
    )


def any_of(entries: Sequence[str]) -> re.Pattern[str]:
    """Return a pattern that matches what any of some regular expressions does, nothing if there are none."""
    return re.compile(factored(entries) or r"(?!)", re.DOTALL)


def factored(entries: Sequence[str]) -> str:
    """Return a regular expression for any of some, those together that begin with the same signs."""
    by_sign: dict[str, list[str]] = {}
    others = []
    for entry in entries:
        sign = first_sign(entry)
        if sign is None:
            others.append(entry)
        else:
            by_sign.setdefault(sign, []).append(entry[len(sign) :])
    same = [f"{sign}(?:{factored(rest)})" if rest[1:] else sign + rest[0] for sign, rest in by_sign.items()]
    return "|".join([*same, *others])


def first_sign(pattern: str) -> str | None:
    """Return the sign, as it stands there, with which all that a pattern matches begins, None if it may be another."""
    found = SIGN.match(pattern)
    return found.group() if found is not None else None


def first_words(pattern: str) -> str:
    """Return the words with which all that a pattern matches begins, "" if there are none such."""
    words, at = "", 0
    while (sign := SIGN.match(pattern, at)) is not None:
        words, at = words + sign.group()[-1], sign.end()
    return words


def alternatives(pattern: str) -> list[str]:
    """Return patterns of which one matches wherever a pattern does: without the groups with which it begins.

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
    rest = pattern[start:]
    if rest.startswith("?"):
        ends.append("")
        rest = rest[1:]
    if rest[:1] and rest[:1] in QUANTIFIERS:
        return [pattern]
    return [one for end in ends for one in alternatives(end + rest)]


def is_anchored(entry: str) -> bool:
    """Return whether all of a regular expression holds at the start of a text only."""
    bare, shorter = "", CHARACTERS.sub("", ESCAPED.sub("", entry))
    while bare != shorter:
        bare, shorter = shorter, INNER_GROUP.sub("", shorter)
    return entry.startswith("^") and "|" not in bare
