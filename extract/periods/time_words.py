"""Time words: what each word of a sentence may be in a time expression.

A token becomes one or more atoms (``mid-1990s`` is three: mid, -, 1990s). An atom holds the symbols that the grammar's
forms are made of: the word itself in lower case, and the classes it belongs to with its value there.
"""

import re
from typing import Any, NamedTuple

NUMERIC_DATE = re.compile(r"\d{1,2}[./]\d{1,2}[./](?:\d{4}|\d{2})|\d{4}[./]\d{1,2}[./]\d{1,2}")
PIECES = re.compile(r"[-/]|[^-/]+")
DASHES = str.maketrans({"–": "-", "—": "-", "‑": "-", "−": "-", "’": "'"})
NUMERAL = re.compile(r"\d{1,4}")
REMEMBERED = 50_000
"""Different words whose symbols are kept; a bound for processes that run for weeks."""

Symbols = tuple[tuple[str, Any], ...]

TIMELESS: tuple[Symbols, ...] = ((),)
"""Symbols of a token that is one atom and may be nothing in a time expression, as most are."""


class Atom(NamedTuple):
    """One word or sign: its symbols with their values, and the index of its token."""

    symbols: Symbols
    token: int


class NumeralForms:
    """How a language writes days of a month, hours, decades and fiscal years with digits ("numerals" of the data)."""

    def __init__(self, data: dict[str, list[str]]) -> None:
        self.day = re.compile(rf"(\d{{1,2}})(?:{_either(data['day_endings'])})")
        hour = rf"(?:[01]?\d|2[0-3])(?:[.:]\d\d)?(?:{_either(data['hour_endings'])})?"
        self.clock = re.compile(rf"{hour}|\d{{1,2}}[.:]\d\d")
        self.decade = re.compile(rf"(1[5-9]\d|20\d|[2-9])0(?:{_either(data['decade_endings'])})")
        self.fiscal = re.compile(rf"(?:{_either(data['fiscal_openings'])})((?:20)?\d\d)")
        self.capitalised = frozenset(data["capitalised"])
        self.contracted: tuple[str, ...] = tuple(data["contracted"])
        self.articles: tuple[str, ...] = tuple(data["articles"])
        """What the contracted words hold besides a preposition."""


def _either(words: list[str]) -> str:
    """Return the pattern of any of some words, none if there are none."""
    return "|".join(map(re.escape, words)) if words else r"(?!)"


class TimeWords:
    """Knows the words of the language's time expressions."""

    def __init__(
        self, classes: dict[str, dict[str, Any]], literals: frozenset[str], numerals: NumeralForms
    ) -> None:
        self.known: dict[str, tuple[Symbols, ...]] = {}
        self.numerals = numerals
        self.table: dict[str, Symbols] = {word: ((word, word),) for word in literals}
        for name, words in classes.items():
            for word, value in words.items():
                self.table[word] = (*self.table.get(word, ()), (name, value))
        for word in numerals.contracted:
            self.table[word] = (
                *self.table.get(word, ()),
                *((article, article) for article in numerals.articles),
            )

    def atoms(self, texts: list[str], first: int, end: int) -> list[Atom]:
        """Return the atoms of the tokens from ``first`` up to ``end``; none if no word tells anything of time."""
        known = self.known
        symbols = [known.get(text) or self._learn(text) for text in texts[first:end]]
        if all(one is TIMELESS for one in symbols):
            return []
        return [Atom(one, i) for i, of_token in enumerate(symbols, first) for one in of_token]

    def _learn(self, text: str) -> tuple[Symbols, ...]:
        """Return the symbols of each atom of a token, and remember them for its next occurrence."""
        if len(self.known) >= REMEMBERED:
            self.known.clear()
        symbols = tuple(self._symbols(piece) for piece in self._pieces(text))
        self.known[text] = TIMELESS if symbols == TIMELESS else symbols
        return self.known[text]

    def _pieces(self, text: str) -> list[str]:
        """Return the parts of a token that grammar sees as words of their own."""
        plain = text.translate(DASHES)
        if len(plain) == 1 or plain.lower() in self.table or NUMERIC_DATE.fullmatch(plain):
            return [plain]
        if "-" not in plain and "/" not in plain:
            return [plain]
        pieces = PIECES.findall(plain)
        known = sum(1 for piece in pieces if self._symbols(piece))
        return pieces if known == len(pieces) else [plain]

    def _allowed(self, symbols: Symbols, text: str) -> Symbols:
        if text[0].isupper():
            return symbols
        return tuple(symbol for symbol in symbols if symbol[0] not in self.numerals.capitalised)

    def _symbols(self, text: str) -> Symbols:
        if text[0].isdigit():
            return self._numeral_symbols(text)
        lower = text.lower()
        known = self.table.get(lower) or self.table.get(lower.rstrip("."))
        if known is not None:
            return self._allowed(known, text)
        if match := self.numerals.fiscal.fullmatch(lower):
            return (("FISCAL", int(match[1]) % 100 + 2000),)
        return ()

    def _decade(self, numeral: str) -> Symbols:
        """Return the symbol of a decade, of the last century where only its tens are written; none for no decade."""
        match = self.numerals.decade.fullmatch(numeral)
        tens = int(match[1]) if match else 0
        return (("DECADE", tens * 10 if tens > 9 else 1900 + tens * 10),) if match else ()

    def _numeral_symbols(self, text: str) -> Symbols:
        lower = text.lower()
        if NUMERAL.fullmatch(text):
            number = int(text)
            symbols: list[tuple[str, Any]] = [("COUNT", number)]
            if len(text) == 4 and 1500 <= number <= 2199:
                symbols = [("YEAR", number)]
            elif len(text) <= 2:
                symbols.append(("SHORT", number))
                if 1 <= number <= 31:
                    symbols.append(("DAY", number))
            symbols += self._decade(lower)  # of languages that write it without an ending
            return (*symbols, ("CLOCK", text)) if self.numerals.clock.fullmatch(text) else tuple(symbols)
        if self.numerals.clock.fullmatch(lower):
            return (("CLOCK", text),)
        if decade := self._decade(lower):
            return decade
        if NUMERIC_DATE.fullmatch(text):
            return (("NUMERIC", text),)
        known = self.table.get(lower, ())
        if match := self.numerals.day.fullmatch(lower):
            return (*known, ("DAY", int(match[1]))) if 1 <= int(match[1]) <= 31 else known
        return known
