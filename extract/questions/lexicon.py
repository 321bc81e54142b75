"""The words by which questions are read: measures, populations and aspects, and what these concepts are like."""

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, NamedTuple

import regex

from newstally.extract.lemmas import WORD, fold, lemma
from newstally.extract.words import files_of, language_data, languages, remembered


@dataclass(frozen=True, slots=True)
class Measure:
    """A concept that figures measure: how its figures go on, what includes it, what it counts (``concepts.toml``)."""

    nature: str = "open"
    broader: str | None = None
    opposite: str | None = None
    counts: frozenset[str] = frozenset()
    whole: bool = False
    counted: str | None = None
    """What is measured where its own nouns are counted: "three marches" aren't those who came."""
    lasting: str | None = None
    """What is measured of those with whom it is still so: "15 are still detained" is no number of arrests."""


@cache
def measures() -> Mapping[str, Measure]:
    """Return the measures by name, the same for every language."""
    return {
        name: Measure(
            entry["nature"],
            entry.get("broader"),
            entry.get("opposite"),
            frozenset(entry["counts"]),
            entry.get("whole", False),
            entry.get("counted"),
            entry.get("lasting"),
        )
        for name, entry in _concepts()["measures"].items()
    }


@cache
def parts() -> frozenset[str]:
    """Return the populations whose figures are parts of the figure of all."""
    return frozenset(name for name, entry in _concepts()["populations"].items() if entry["part"])


@cache
def _concepts() -> dict[str, dict[str, dict[str, Any]]]:
    return tomllib.loads((Path(__file__).parent / "concepts.toml").read_text(encoding="utf-8"))


class Word(NamedTuple):
    """A word of a text: as printed (folded) and in dictionary form, with its offsets."""

    printed: str
    form: str
    start: int
    end: int


REMEMBERED = 500
"""Texts of which the words are kept: those of a sentence are asked for by each of its figures."""


@lru_cache(maxsize=REMEMBERED)
def words_of(text: str, language: str, offset: int = 0) -> tuple[Word, ...]:
    """Return the words of a text; ``offset`` is where it begins in the article."""
    found = []
    for match in WORD.finditer(text):
        word, (start, end) = match.group(), match.span()
        found.append(Word(fold(word), lemma(word, language), start + offset, end + offset))
    return tuple(found)


@dataclass(frozen=True, slots=True)
class Hit:
    """A concept that words of a text mean."""

    concept: str
    start: int
    end: int


class Phrases:
    """Phrases of one kind, each of which means a concept."""

    def __init__(self, table: Mapping[str, Sequence[str]], skipped: frozenset[str] = frozenset()) -> None:
        self.skipped = skipped
        self.order = list(table)
        self.first: dict[str, list[tuple[tuple[str, ...], str]]] = {}
        for concept, phrases in table.items():
            for phrase in phrases:
                words = tuple(fold(phrase).split())
                self.first.setdefault(words[0], []).append((words, concept))
        for found in self.first.values():
            found.sort(key=lambda entry: -len(entry[0]))

    def hits(self, words: Sequence[Word]) -> Iterator[Hit]:
        """Yield what the words mean, from left to right, the longest phrases first, none inside another."""
        first = self.first
        kept = [word for word in words if word.printed not in self.skipped]
        past = 0
        for at, word in enumerate(kept):
            if at < past or (word.printed not in first and word.form not in first):
                continue
            length, concepts = self._at(kept, at)
            for concept in concepts:
                yield Hit(concept, word.start, kept[at + length - 1].end)
            past = at + length

    def _at(self, words: Sequence[Word], at: int) -> tuple[int, list[str]]:
        """Return the longest phrase that begins at a word, in words, and all concepts that it may mean."""
        length = 0
        concepts: list[str] = []
        for begin in dict.fromkeys((words[at].printed, words[at].form)):
            for phrase, concept in self.first.get(begin, ()):
                here = words[at : at + len(phrase)]
                if len(phrase) < length or len(here) < len(phrase):
                    continue
                if len(phrase) == length and concept in concepts:
                    continue
                if all(part in (word.printed, word.form) for part, word in zip(phrase, here, strict=True)):
                    concepts = [*concepts, concept] if len(phrase) == length else [concept]
                    length = len(phrase)
        return length, sorted(concepts, key=self.order.index)


SHORTEST = 4
"""Letters that a noun has more than if its ending tells that it means persons."""


class Lexicon:
    """The words of one language; a language without any reads no questions."""

    def __init__(self, language: str) -> None:
        self.language = language
        data = language_data(language, "questions") if files_of(language, "questions") else {}
        self.person = (
            language_data(language, "counted")["people"]["unit"] if files_of(language, "counted") else ""
        )
        """What counts of people are counted in."""
        self.skipped = frozenset(map(fold, data.get("skipped", {}).get("words", ())))
        self.measures = Phrases(data.get("measures", {}), self.skipped)
        self.measures_of_persons = Phrases(data.get("measures_of_persons", {}), self.skipped)
        self.implied = Phrases(data.get("implied", {}), self.skipped)
        self.populations = Phrases(data.get("populations", {}), self.skipped)
        aspects = dict(data.get("aspects", {}))
        self.aspects_after = Phrases({"new": aspects.pop("new_after", ())})
        self.parts_after = Phrases({"part": aspects.pop("part_after", ())})
        self.added = Phrases({"new": aspects.pop("new", ())})
        self.aspects = Phrases(aspects)
        self.lasting = frozenset(data.get("lasting", {}).get("words", ()))
        self.settings = frozenset(map(fold, data.get("settings", {}).get("words", ())))
        self.unnamed_places = Phrases(data.get("unnamed", {}))
        places = data.get("places", {})
        self.before_place = frozenset(map(fold, places.get("before", ())))
        self.after_place = frozenset(map(fold, places.get("after", ())))
        self.before_unknown = frozenset(map(fold, places.get("before_unknown", ())))
        articles = "|".join(places.get("articles", ())) or "(?!)"
        self.word_before_place = regex.compile(rf"(?r)([\p{{L}}\p{{M}}]+)(?: (?:{articles}))?[ \n]$")
        """What finds the word before a place, looked for from there back, an article left out."""
        persons = self._person_nouns()
        self.persons, self.no_persons = (
            frozenset(persons.get("lemmas", ())),
            frozenset(persons.get("not", ())),
        )
        self.person_endings = tuple(persons.get("endings", ()))

    def _person_nouns(self) -> Mapping[str, Sequence[str]]:
        if not files_of(self.language, "subjects"):
            return {}
        found: Mapping[str, Sequence[str]] = language_data(self.language, "subjects")["person_nouns"]
        return found

    def is_person(self, noun: str) -> bool:
        """Return whether a noun in the singular means persons."""
        if noun in self.persons:
            return True
        return len(noun) > SHORTEST and noun not in self.no_persons and noun.endswith(self.person_endings)


@remembered
def lexicon(language: str) -> Lexicon:
    """Return the words of a language, read once."""
    return Lexicon(language)


@remembered
def means_persons(noun: str) -> bool:
    """Return whether a unit in the singular means persons, in any of the languages that are read."""
    return any(lexicon(language).is_person(noun) for language in languages())
