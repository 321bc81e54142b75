"""Nested numerals: multipliers that follow each other with no word between, in words and digits ("3 mil 400 millones").

Languages differ in how far a number goes on after a multiplier. Where they say so (``nested`` in ``numerals.toml``),
a multiplier multiplies all that stands before it and is smaller: "dos millones 350 mil" is 2,350,000, "tres mil 400
millones" 3,400 million.
"""

from collections.abc import Callable

from newstally.extract.numbers.lexemes import Lexemes
from newstally.extract.numbers.numeral import Numeral, multiply
from newstally.extract.words import language_data

TEN = 10
HYPHENATED = frozenset({"tens", "ten"})
"""Places after which a hyphen leads to ones where the language has compounds."""
MOST_DIGITS = 3
"""Digits of a group that goes on after a multiplier."""

Value = Callable[[Lexemes, int], float | None]
"""Returns the value of the digit string at a lexeme."""


class NestedNumerals:
    """Reads numerals whose multipliers nest, with the words of one language; it reads none where these say nothing."""

    def __init__(self, language: str) -> None:
        data = language_data(language, "numerals")
        nested = data["nested"]
        self.ones: dict[str, int] = data["ones"]
        self.tens: dict[str, int] = data["tens"]
        self.hundreds: dict[str, int] = nested["hundreds"]
        self.scales: dict[str, float] = {word: data["scales"][word] for word in nested["scales"]}
        self.alone = frozenset(nested["alone"])
        self.one = frozenset(nested["one"])
        self.single = frozenset(nested["single"])
        """Nouns before which an article may count one."""
        self.compounds: dict[tuple[str, ...], int] = {
            tuple(compound.split()): ten for compound, ten in nested["compounds"].items()
        }
        """Tens of several words, with hyphens or without ("quatre-vingt"), after which ones go on to nineteen."""
        self.joins, self.not_after = frozenset(nested["joins"]), frozenset(nested["not_after"])
        first = {compound[0] for compound in self.compounds}
        self.openers = (
            frozenset({*first, *self.ones, *self.tens, *self.hundreds, *self.alone}) if self.scales else ()
        )

    def read(self, lexemes: Lexemes, i: int, value: Value) -> Numeral | None:
        """Return the numeral that begins at lexeme ``i``, None where none does or only digits without a multiplier."""
        if not self.scales or lexemes.word(i - 1) in self.not_after:
            return None
        reading = _Reading(self, lexemes, i, value)
        reading.run()
        if reading.last < i or (lexemes.is_digits(i) and not reading.scaled):
            return None
        form = "digits" if lexemes.is_digits(i) else "words"
        return Numeral(i, reading.last, reading.total, form, scale=reading.scale)


class _Reading:
    """One numeral while it is read: ``groups`` are the values that later multipliers may multiply."""

    def __init__(self, words: NestedNumerals, lexemes: Lexemes, i: int, value: Value) -> None:
        self.words, self.lexemes, self.first, self.value = words, lexemes, i, value
        self.groups: list[float] = []
        self.last, self.place = i - 1, ""
        """``place`` is that of the last word in its group: hundreds, tens, joined, ones, digits or scale."""
        self.scale = 1.0
        self.scaled = False
        self.ceiling = float("inf")

    @property
    def total(self) -> float:
        return float(f"{sum(self.groups):.15g}")

    def run(self) -> None:
        """Take in words as long as they go on with the number."""
        k = self.first
        while (length := self._take(k)) > 0:
            self.last = k + length - 1
            k += length

    def _take(self, k: int) -> int:
        """Take in what stands at lexeme ``k``; return how many lexemes that were."""
        words, lexemes = self.words, self.lexemes
        word, opens = lexemes.word(k), self.place in {"", "scale"}
        if words.compounds:
            if self.place in HYPHENATED and lexemes.hyphen(k):
                return self._take_behind_hyphen(k + 1)
            if opens or self.place == "hundreds":
                for compound, ten in words.compounds.items():
                    if length := self._spans(compound, k):
                        self._add(ten, "tens")
                        return length
        if word in words.scales:
            return self._multiply(words.scales[word], word in words.alone)
        if opens and word in words.one and lexemes.word(k + 1) in {*words.scales}:
            return self._add(1.0, "ones")
        if opens and word in words.hundreds:
            return self._add(words.hundreds[word], "hundreds")
        if (opens or self.place == "hundreds") and word in words.tens:
            return self._add(words.tens[word], "tens")
        if (opens or self.place in {"hundreds", "joined"}) and word in words.ones:
            return self._add(words.ones[word], "ones")
        if self.place == "joined" and word in words.one:
            return self._add(1.0, "ones")
        if self.place == "tens" and word in words.joins and self._is_one(k + 1):
            self.place = "joined"
            return 1
        return self._digits(k) if opens else 0

    def _take_behind_hyphen(self, k: int) -> int:
        """Take in the ones behind a hyphen: up to nineteen after tens, up to nine after ten ("vingt-sept")."""
        value = self.words.ones.get(self.lexemes.word(k), 0)
        if not 0 < value < (TEN if self.place == "ten" else 2 * TEN):
            return 0
        self._add(value, "ten" if value == TEN and self.place == "tens" else "ones")
        return 2

    def _spans(self, compound: tuple[str, ...], k: int) -> int:
        """How many lexemes from ``k`` on a compound takes, hyphens between its words included; 0 if it isn't there."""
        i = k
        for place, word in enumerate(compound):
            i += bool(place) and self.lexemes.hyphen(i)
            if self.lexemes.word(i) != word:
                return 0
            i += 1
        return i - k

    def _is_one(self, k: int) -> bool:
        """Whether what stands at ``k`` is a single figure ("treinta y cinco"), or a "one" before a multiplier."""
        word = self.lexemes.word(k)
        if word in self.words.one:
            return word not in {self.lexemes.word(self.first)} or self.first < k
        eleven = word in self.words.ones and self.words.ones[word] == TEN + 1 and bool(self.words.compounds)
        return 0 < self.words.ones.get(word, 0) < TEN or eleven  # "soixante et onze"

    def _digits(self, k: int) -> int:
        """Take in digits: any at the beginning, up to three after a multiplier that they don't fill."""
        lexemes = self.lexemes
        if not lexemes.is_digits(k):
            return 0
        found = self.value(lexemes, k)
        if found is None:
            return 0
        if self.place == "scale":
            digits = lexemes.word(k)
            goes_on = digits.isdecimal() and len(digits) <= MOST_DIGITS and not digits.startswith("0")
            if not goes_on or lexemes.glued(k) or found >= self.ceiling or self._is_other(k):
                return 0
        return self._add(found, "digits")

    def _is_other(self, k: int) -> bool:
        """Whether signs after digits make something else of them than the rest of a number ("2 mil 10:30")."""
        return self.lexemes.glued(k + 1) and self.lexemes.word(k + 1) not in {
            ".",
            ",",
            ";",
            ":",
            ")",
            "»",
            '"',
        }

    def _add(self, value: float, place: str) -> int:
        if self.place in {"", "scale"}:
            self.groups.append(float(value))
        else:
            self.groups[-1] += value
        self.place, self.scale = place, 1.0
        return 1

    def _multiply(self, scale: float, alone: bool) -> int:
        """Multiply the groups before that are smaller than the multiplier."""
        below = 0.0
        kept = len(self.groups)
        while kept and self.groups[kept - 1] < scale:
            kept -= 1
            below += self.groups[kept]
        if kept == len(self.groups):
            if not alone or (self.groups and self.place != "scale") or scale >= self.ceiling:
                return 0
            below = 1.0
        self.groups[kept:] = [multiply(below, scale)]
        self.scale = self.scale * scale if self.place == "scale" else scale
        self.place, self.scaled, self.ceiling = "scale", True, scale
        return 1
