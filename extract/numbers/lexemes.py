"""Lexemes: the text cut into words, digit strings and signs, the same way for every spelling of a number.

The tokenizer keeps "R50bn" whole and splits "4m/-" one way and "$5-billion" another. Numerals, units and the phrases
around them are read from these lexemes instead, in which letters, digits and signs never share one.
"""

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from functools import cache

from spacy.tokens import Doc

from newstally.extract.grammar import parse_of
from newstally.extract.words import language_data

LINE = "\n"

# Digits hold together over a single dot or comma; an apostrophe joins letters. What cannot be seen (zero-width
# characters, marks of direction, soft hyphens) belongs to no lexeme.
# An apostrophe parts thousands ("12'500").
LEXEME = re.compile(
    r"[^\W\d_]+(?:['’][^\W\d_]+)*|\d{1,3}(?:['’]\d{3})+(?!\d)(?:[.,]\d+)?|\d+(?:[.,，．]\d+)*|\n|[^\s\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]"
)
MARGIN = 40
"""How far beyond the text's ends a rule may look."""
FULL_WIDTH = {0xFEE0 + ord(character): character for character in "0123456789.,%$"}
"""Full-width digits and signs, as East Asian papers write them, to the plain ones."""
DASHES = frozenset("-‐‑‒–—−")

Doc.set_extension("newstally_lexemes", default=None, force=True)


class Lexemes:
    """A text's lexemes, in order: ``words`` in lower case, with the offsets where each starts and ends.

    Beyond the last word stand MARGIN empty ones, which indexes just before the first reach as well: rules can look
    around any place without asking where the text ends.
    """

    __slots__ = ("_named", "decimal_sign", "ends", "starts", "text", "word", "words")

    def __init__(self, text: str, elided: tuple[str, ...] = ()) -> None:
        """``elided`` are words that lose their vowel before another: they are lexemes of their own ("d'euros")."""
        self.text = text
        self.decimal_sign = ""
        """The decimal sign of the text's digits, once somebody has asked for it (see ``digits``)."""
        self._named: Counter[tuple[str, str]] | None = None
        spans = [match.span() for match in _pattern(elided).finditer(text)]
        self.starts: list[int] = [start for start, _ in spans]
        self.ends: list[int] = [end for _, end in spans]
        lower = text.translate(FULL_WIDTH).lower()
        if len(lower) == len(text):  # a few letters become two in lower case
            self.words: list[str] = [lower[start:end] for start, end in spans]
        else:
            self.words = [text[start:end].translate(FULL_WIDTH).lower() for start, end in spans]
        if "’" in text:
            self.words = [word.replace("’", "'") if len(word) > 2 else word for word in self.words]
        self.words += [""] * MARGIN
        self.word: Callable[[int], str] = self.words.__getitem__
        """Returns the lexeme in lower case; an empty string up to MARGIN beyond either end of the text."""

    def __len__(self) -> int:
        return len(self.starts)

    def raw(self, i: int) -> str:
        """Return the lexeme as it stands in the text; an empty string beyond either end."""
        return self.text[self.starts[i] : self.ends[i]] if 0 <= i < len(self.starts) else ""

    def glued(self, i: int) -> bool:
        """Whether nothing stands between lexeme ``i - 1`` and lexeme ``i``."""
        return 0 < i < len(self.starts) and self.ends[i - 1] == self.starts[i]

    def hyphen(self, i: int) -> bool:
        """Whether lexeme ``i`` is a dash that joins both its neighbours without a space."""
        return self.words[i] in DASHES and self.glued(i) and self.glued(i + 1)

    def capital(self, i: int) -> bool:
        """Whether lexeme ``i`` begins with a capital letter."""
        return 0 <= i < len(self.starts) and self.text[self.starts[i]].isupper()

    def is_digits(self, i: int) -> bool:
        """Whether lexeme ``i`` is a digit string."""
        return self.words[i][:1].isdecimal()

    def is_word(self, i: int) -> bool:
        """Whether lexeme ``i`` is made of letters."""
        return self.words[i][:1].isalpha()

    def is_named_again(self, i: int) -> bool:
        """Whether digits stand behind the same word with a capital elsewhere in the text: "the Falcon 9"."""
        if self._named is None:
            self._named = Counter(
                (self.words[k - 1], self.words[k])
                for k in range(1, len(self.starts))
                if self.is_digits(k) and self.capital(k - 1) and not self.glued(k)
            )
        return self._named[self.words[i - 1], self.words[i]] > 1

    def first_of_line(self, i: int, step: int) -> str:
        """Return the first lexeme of the nearest line with any, before (-1) or after (1) the line of lexeme ``i``."""
        k = i
        while 0 <= k < len(self) and self.words[k] != LINE:
            k += step
        while 0 <= k < len(self) and self.words[k] == LINE:
            k += step
        if not 0 <= k < len(self):
            return ""
        while step < 0 < k and self.words[k - 1] != LINE:
            k -= 1
        return self.words[k]

    def at(self, offset: int) -> int:
        """Return the index of the lexeme in which the offset lies, or of the first one after it."""
        return bisect_right(self.ends, offset)

    def ending(self, offset: int) -> int:
        """Return the index of the last lexeme that begins before the offset."""
        return bisect_left(self.starts, offset) - 1


@cache
def _pattern(elided: tuple[str, ...]) -> re.Pattern[str]:
    """Return what matches one lexeme; before an apostrophe an elided word ends."""
    if not elided:
        return LEXEME
    words = "|".join(re.escape(word) for word in sorted(elided, key=len, reverse=True))
    return re.compile(rf"(?<!\w)(?i:{words})(?=['’][^\W\d_])|{LEXEME.pattern}")


def lexemes_of(doc: Doc) -> Lexemes:
    """Return the Doc's lexemes, read once."""
    if doc._.newstally_lexemes is None:
        parse = parse_of(doc)
        elided = language_data(parse.language, "numerals")["words"]["elided"]
        doc._.newstally_lexemes = Lexemes(parse.whole, tuple(elided))
    lexemes: Lexemes = doc._.newstally_lexemes
    return lexemes


class Phrases:
    """Phrases, each with the name of the entry that it stands for, found before or after a place in the text."""

    def __init__(self, entries: Mapping[str, Iterable[str]]) -> None:
        self._by_first: dict[str, list[tuple[list[str], str]]] = {}
        self._by_last: dict[str, list[tuple[list[str], str]]] = {}
        for entry, phrases in entries.items():
            for phrase in phrases:
                words = [word for word in Lexemes(phrase).words if word]
                self._by_first.setdefault(words[0], []).append((words, entry))
                self._by_last.setdefault(words[-1], []).append((words, entry))
        for table in (self._by_first, self._by_last):
            for found in table.values():
                found.sort(key=lambda pair: -len(pair[0]))

    def after(self, lexemes: Lexemes, i: int) -> tuple[str, int] | None:
        """Return the entry of the longest phrase that begins at lexeme ``i``, and the index after it."""
        for words, entry in self._by_first.get(lexemes.word(i), ()):
            if lexemes.words[i : i + len(words)] == words:
                return entry, i + len(words)
        return None

    def before(self, lexemes: Lexemes, i: int) -> tuple[str, int] | None:
        """Return the entry of the longest phrase that ends just before lexeme ``i``, and the index of its first."""
        for words, entry in self._by_last.get(lexemes.word(i - 1), ()):
            begin = i - len(words)
            if begin >= 0 and lexemes.words[begin:i] == words:
                return entry, begin
        return None
