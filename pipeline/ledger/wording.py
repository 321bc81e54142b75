"""Wording: what different ways of saying the same thing have in common.

Words are compared in dictionary form (simplemma). Which words matter, and which things figures are about, is data:
``comparison.toml`` of each language. A language without one is compared by its plain words.
"""

from collections import Counter
from collections.abc import Iterable
from functools import lru_cache

import regex
from babel import Locale, UnknownLocaleError

from newstally.extract.common import common_unit, common_word
from newstally.extract.lemmas import WORD, fold, lemma
from newstally.extract.words import files_of, language_data, remembered

NAME = regex.compile(r"(?<=[\p{Ll}\p{N},;:()–—]['’\")]?[ \n])\p{Lu}[\p{L}\p{M}'’-]+")
OPPOSITE = "!"
"""Marks what is denied, in keys and scales."""


class Vocabulary:
    """The comparison data of one language."""

    def __init__(self, language: str) -> None:
        self.language = language
        data = language_data(language, "comparison") if files_of(language, "comparison") else {}
        self.weak = frozenset(common_word(fold(word), language) for word in data.get("weak", ()))
        self.function = frozenset(map(fold, data.get("function", ())))
        self.anybody = frozenset(map(fold, data.get("anybody", ())))
        self.negating = frozenset(map(fold, data.get("negating", ())))
        self.prefixes = frozenset(data.get("prefixes", ()))
        self.articles = frozenset(data.get("articles", ()))
        self.speakers = frozenset(data.get("speakers", ()))
        self.former = frozenset(map(fold, data.get("former", ())))
        self.represents = frozenset(data.get("represents", ()))
        self.persons = frozenset(data.get("persons", ()))
        self.summing = tuple(tuple(phrase.split()) for phrase in data.get("summing", ()))
        self.bodies = frozenset(data.get("bodies", ()))
        self.kinds_of_body = frozenset(data.get("kinds_of_body", ()))
        self.concepts: dict[tuple[str, ...], str] = {}
        self.units: dict[str, frozenset[str]] = {}
        for name, concept in data.get("concepts", {}).items():
            self.units[name] = frozenset(common_word(fold(unit), language) for unit in concept["units"])
            for phrase in concept["words"]:
                words = (common_word(fold(word), language) for word in phrase.split())
                self.concepts.setdefault(tuple(words), name)
        self.longest = max((len(phrase) for phrase in self.concepts), default=1)
        self.calendar = _calendar_names(language)


@remembered
def vocabulary(language: str) -> Vocabulary:
    """Return the comparison data of a language, empty where there is none."""
    return Vocabulary(language)


def _calendar_names(language: str) -> frozenset[str]:
    try:
        locale = Locale(language)
    except (UnknownLocaleError, ValueError):
        return frozenset()
    names = [*locale.months["format"]["wide"].values(), *locale.days["format"]["wide"].values()]
    return frozenset(fold(name) for name in names)


@lru_cache(maxsize=50_000)
def content_words(text: str, language: str) -> tuple[str, ...]:
    """Return the words of a text in dictionary form and in order, without those that only join others."""
    idle = vocabulary(language).function | vocabulary(language).negating
    found = (lemma(match.group(), language) for match in WORD.finditer(text))
    return tuple(common_word(word, language) for word in found if word not in idle and len(word) > 1)


def is_negated(subject: str | None, language: str) -> bool:
    """Return whether a subject is the opposite of what its other words say ("people who did not return")."""
    negating = vocabulary(language).negating
    return sum(match.group().lower() in negating for match in WORD.finditer(subject or "")) % 2 == 1


def subject_key(kind: str, unit: str | None, head: str | None, subject: str | None, language: str) -> str:
    """Return what subjects are compared by: kind, unit, head and distinguishing words in dictionary form, sorted.

    The unit of a count stands for its head: "people" and "persons" are both ``person``.
    """
    words = set(content_words(subject or "", language))
    unit, noun = common_unit(unit, language), common_word(lemma(head or "", language), language)
    center = fold(unit or "") if kind == "count" and unit else noun
    words -= {center, noun}
    if kind == "count" and unit == "person":
        words -= {"people", "person"}
    if is_negated(subject, language):
        words.add(OPPOSITE)
    return "|".join([kind, fold(unit or ""), center, " ".join(sorted(words))])


def topics(
    kind: str, unit: str | None, head: str | None, subject: str | None, language: str, clause: str = ""
) -> tuple[str, ...]:
    """Return what a subject is about, sorted: concepts in capitals, names with ``@``, other telling words as they are.

    Where the subject of a count says no more than what is counted ("3,231 people"), the nearest concept of its
    ``clause`` that counts such things says the rest.
    """
    known = vocabulary(language)
    told, unit = unit, common_unit(unit, language)
    words = list(content_words(subject or "", language))
    words += [word for word in content_words(f"{told or ''} {head or ''}", language) if word not in words]
    named = {
        lemma(match.group(), language) for match in WORD.finditer(subject or "") if match.group()[0].isupper()
    }
    counted = fold(unit or "")
    noun = common_word(lemma(head or "", language), language)
    generic = known.weak | {counted} | ({noun} if kind == "count" else set())
    found = {
        f"@{word}" if word in named and not word.isupper() else word
        for word in _concepts(words, known)
        if word not in generic
    }
    if kind == "count" and all(word.startswith("@") for word in found):
        said = _concepts(list(content_words(clause, language)), known)
        found.update([word for word in said if word.isupper() and counted in known.units[word.lower()]][:1])
    return tuple(sorted(found))


def _concepts(words: list[str], known: Vocabulary) -> list[str]:
    """Return words with those that mean a concept replaced by its name in capitals, the longest phrases first."""
    found, at = [], 0
    while at < len(words):
        for length in range(min(known.longest, len(words) - at), 0, -1):
            concept = known.concepts.get(tuple(words[at : at + length]))
            if concept:
                found.append(concept.upper())
                at += length
                break
        else:
            found.append(words[at])
            at += 1
    return found


def scales(
    kind: str, unit: str | None, about: Iterable[str], subject: str | None, language: str
) -> tuple[str, ...]:
    """Return the scales on which a figure can be compared: its unit's, and those of the concepts that it counts.

    A figure of those who did not is on other scales than one of those who did.
    """
    known = vocabulary(language)
    counted = fold(common_unit(unit, language) or "")
    found = {f"{kind} {counted}"}
    if kind == "count":
        for topic in about:
            if topic.isupper() and counted in known.units.get(topic.lower(), ()):
                found.add(f"{kind} {topic}")
    mark = OPPOSITE if is_negated(subject, language) else ""
    return tuple(sorted(f"{mark}{scale}" for scale in found))


@lru_cache(maxsize=2)
def _names(title: str | None, text: str, language: str) -> Counter[str]:
    """Return the names that an article mentions, without accents and capitals, and how often."""
    known = vocabulary(language)
    names = Counter(
        fold(match.group()).removesuffix("'s").removesuffix("’s")
        for match in NAME.finditer(f"{title or ''}.\n{text}")
    )
    for name in [name for name in names if name in known.calendar or name in known.function]:
        del names[name]
    return names


def _most_frequent(counted: Counter[str]) -> list[str]:
    return sorted(counted, key=lambda word: (-counted[word], word))


def main_name(title: str | None, text: str, language: str) -> str | None:
    """Return the name that an article mentions most, without accents and capitals; None if it mentions none."""
    return next(iter(_most_frequent(_names(title, text, language))), None)


def frequent_names(title: str | None, text: str, language: str, most: int) -> list[tuple[str, int]]:
    """Return up to ``most`` names with how often an article mentions them, the most frequent first."""
    counted = _names(title, text, language)
    return [(name, counted[name]) for name in _most_frequent(counted)[:most]]


def search_words(text: str, language: str) -> set[str]:
    """Return the words under which a text is found: in dictionary form, and as printed where that differs."""
    function = vocabulary(language).function
    found: set[str] = set()
    for match in WORD.finditer(text):
        word = match.group()
        plain = fold(word)
        if plain not in function:
            found.update((plain, lemma(word, language)))
    return found
