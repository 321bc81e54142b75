"""Selection: which sentences deserve the full parse: those with a number, and those that say when or of whom it holds.

Parsing is what reading costs. Nothing else is parsed for its source's sake: speakers in sentences without a number
are found by the order of the words (see ``sources.surface``), and names need no grammar (see ``sources.names``).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from newstally.extract.grammar import Text
from newstally.extract.grammar.marks import CLOSING_QUOTES, OPENING_QUOTES
from newstally.extract.periods.narrative import REACH
from newstally.extract.words import language_data, remembered

LEAST_WORDS = 0.2
"""Share of words among its tokens below which a "sentence" is a table or a code, and has no grammar."""
LONGEST_SPEECH = 4
"""Sentences after one with a number within which a quotation that holds it closes."""
SHORT = 12
"""Tokens up to which a sentence is parsed whatever it is made of; a short one costs nothing."""


@dataclass(frozen=True, slots=True)
class FigureWords:
    """Words that are numbers, and those that are only beside others: "a single", "half", units ("nearly an hour")."""

    sure: frozenset[str]
    counting: frozenset[str]
    parts: frozenset[str]
    units: frozenset[str]
    articles: frozenset[str]
    before: frozenset[str]
    after: frozenset[str]

    def holds(self, words: list[str], i: int) -> bool:
        """Whether the word at ``i`` may be a number, or the unit of one."""
        word = words[i].lower()
        if word in self.sure:
            return True
        last = words[i - 1].lower() if i else ""
        if word in self.counting and last in self.articles:
            return True  # "a single ship"
        if word in self.parts:
            return (
                last in self.articles
                or last in self.before
                or (i + 1 < len(words) and words[i + 1].lower() in self.after)
            )
        return word in self.units and last in self.articles and i > 1 and words[i - 2].lower() in self.before


@remembered
def number_words(language: str) -> FigureWords:
    """Return the language's number words, read once."""
    data = language_data(language, "numerals")
    words = data["words"]
    sure: set[str] = set()
    for table in ("ones", "tens", "scales", "parts_plural", "multiples", "multiplied", "vague"):
        sure.update(data[table])
    return FigureWords(
        frozenset(sure),
        frozenset(data["counting"]),
        frozenset(data["parts"]),
        frozenset(words["single_units"]),
        frozenset(words["articles"]),
        frozenset([*words["before_half"], *words["lasting"], *data["ones"], "-"]),
        frozenset(words["after_half"]),
    )


def load_words(language: str) -> None:
    """Read the words by which sentences are chosen, so that what is wrong with them shows before a text is read."""
    number_words(language)
    day_words(language)


def sentences_to_parse(text: Text) -> list[int]:
    """Return the numbers of the sentences to parse, in order."""
    words, language = text.texts, text.language
    chosen: list[int] = []
    days = day_words(language)
    numbered = _numbered(words, language)
    place = next(numbered, None)
    for i, (first, end) in enumerate(text.sentences):
        found = False
        while place is not None and place < end:
            found = True
            place = next(numbered, None)
        if found and (end - first <= SHORT or _has_grammar(words, first, end)):
            near = range(max(chosen[-1] + 1 if chosen else 0, i - REACH), i)
            of_them = _tells_part(words[first:end], language)
            chosen.extend(
                k for k in near if _names_day(words, text.sentences[k], days) or (of_them and k == i - 1)
            )
            chosen.append(i)
        elif _closes_speech(text, chosen[-1] if chosen else None, i):
            chosen.append(i)
    return chosen


def _closes_speech(text: Text, last: int | None, i: int) -> bool:
    """Whether a quotation closes in a sentence, and goes on in it, that opened in or before the one chosen last.

    Behind it stands who speaks, be it somebody whom no list knows: '"I saw 39 boats. It was late," said a golfer.'
    """
    first, end = text.sentences[i]
    closing = next((place for place in range(first, end - 2) if text.texts[place] in CLOSING_QUOTES), None)
    if last is None or closing is None or i - last > LONGEST_SPEECH:
        return False
    begun = text.sentences[last][0]
    if text.paragraph_of[begun] != text.paragraph_of[first]:
        return False
    if any(text.texts[place] in OPENING_QUOTES for place in range(first, closing)):
        return False
    return any(text.texts[place] in OPENING_QUOTES for place in range(begun, first))


def _tells_part(words: list[str], language: str) -> bool:
    """Whether the words tell a part of those that the sentence before may speak of ("11 of them")."""
    subjects = language_data(language, "subjects")
    pronouns, of = subjects["ellipsis"]["several"], subjects["after"]["of"]
    return any(word in pronouns and last in of for last, word in pairwise(words))


def _names_day(words: list[str], sentence: tuple[int, int], days: frozenset[str]) -> bool:
    """Whether a sentence with words enough names a day or a month."""
    first, end = sentence
    return not days.isdisjoint(words[first:end]) and _has_grammar(words, first, end)


@remembered
def day_words(language: str) -> frozenset[str]:
    """Return the words that name a day or a month, in the case in which they do."""
    data = language_data(language, "periods")
    names = {word.title() for table in ("WEEKDAY", "MONTH") for word in data["words"][table]}
    return frozenset({*names, *data["narrative"]["days"]})


def _numbered(words: list[str], language: str) -> Iterator[int]:
    """Yield the places of words that are, or hold, a number that may be a figure."""
    numerals = number_words(language)
    candidates = numerals.sure | numerals.counting | numerals.parts | numerals.units
    different = set(words)
    named = {word for word in different if word.isalpha() and word.lower() in candidates}
    figures = {word for word in different if not word.isalpha() and any(map(str.isnumeric, word))}
    for i, word in enumerate(words):
        if word in figures or (word in named and numerals.holds(words, i)):
            yield i


def _has_grammar(words: list[str], first: int, end: int) -> bool:
    alphabetic = sum(word.isalpha() for word in words[first:end])
    return alphabetic >= LEAST_WORDS * (end - first)
