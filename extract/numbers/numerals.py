"""Numerals: what stands in the text as a number, in digits or in words, and which value it has.

``NumeralGrammar.read`` reads one numeral at a place: digits with their separators, fractions ("2½", "3/4"), words,
parts ("two-thirds", "half a million"), ordinals, multiples ("tenfold"), and the short multipliers after digits ("5bn",
"$3m"). Which role a numeral plays is decided elsewhere (``roles``).
"""

from newstally.extract.grammar.marks import HORIZONTAL_BARS, HYPHENS
from newstally.extract.numbers.digits import (
    COMMA_DECIMAL,
    Separators,
    compound,
    number_symbols,
    spaced_groups,
    vulgar_value,
)
from newstally.extract.numbers.lexemes import Lexemes, Phrases
from newstally.extract.numbers.multipliers import Multipliers
from newstally.extract.numbers.nested import NestedNumerals
from newstally.extract.numbers.number_words import NumberWords
from newstally.extract.numbers.numeral import Numeral, Surroundings
from newstally.extract.words import language_data

EN_DASHES = HORIZONTAL_BARS - HYPHENS - {"−"}
APOSTROPHES = frozenset("'’")
LONGEST_DEGREES = 4
"""Lexemes of a unit of temperature that may stand between a number and "below zero"."""


class NumeralGrammar:
    """Reads numerals with the words of one language."""

    def __init__(self, language: str, surroundings: Surroundings) -> None:
        self.language = language
        words = language_data(language, "numerals")["words"]
        self.ordinal_endings = frozenset(words["ordinal_endings"])
        self.plural_endings = frozenset(words["plural_endings"])
        self.odds = frozenset(words["odds"])
        self.minus, self.minus_signs = frozenset(words["minus"]), frozenset(words["minus_signs"])
        self.either_way = Phrases({"either_way": words["either_way"]})
        self.not_minus_after = frozenset(words["not_minus_after"])
        self.currency_before_minus = frozenset(words["signs_before_minus"])
        self.before_minus, self.below = frozenset(words["before_minus"]), Phrases({"below": words["below"]})
        self.determiners = frozenset(language_data(language, "ranges")["words"]["determiners"])
        self.plural: str = language_data(language, "numerals")["million"]["plural"]
        self.people = frozenset(language_data(language, "counted")["people"]["words"])
        roles = language_data(language, "roles")
        months = {*roles["months"]["full"], *roles["day"]["before_day"]}
        self.before_names = months | frozenset(roles["name"]["before"]) | frozenset(roles["rank"]["before"])
        self.months, self.of = frozenset(roles["months"]["full"]), frozenset(roles["day"]["of"])
        self.line_starts = frozenset({"", "\n", ".", "!", "?", "”", '"'})
        self.multipliers = Multipliers(language, surroundings)
        self.separators, self.nested = Separators(language), NestedNumerals(language)
        self.words = NumberWords(language, self.multipliers, surroundings, self.nested, self.separators)
        self.starters = self.words.starters
        self.around = surroundings

    def read_all(self, lexemes: Lexemes, country: str | None) -> list[Numeral]:
        """Return every numeral of the text, in order."""
        numerals: list[Numeral] = []
        taken = -1
        if self.separators.by_country:
            self.separators.decimal_sign(lexemes, country)
        words = lexemes.words[: len(lexemes)]
        begin = {
            word for word in set(words) if word in self.starters or word[0].isdecimal() or not word.isascii()
        }
        for i in [i for i, word in enumerate(words) if word in begin]:
            if i <= taken:
                continue
            if numerals and self._is_below(lexemes, numerals[-1], i):
                taken = numerals[-1].below_at
                continue
            numeral = self.read(lexemes, i, country)
            if numeral:
                numerals.append(numeral)
                taken = numeral.last
        return numerals

    def read(self, lexemes: Lexemes, i: int, country: str | None = None) -> Numeral | None:
        """Return the numeral that begins at lexeme ``i``, if one does."""
        word = lexemes.words[i]
        if word[0].isdecimal():
            found = compound(lexemes, i)
            if found is None and (vague := self.words.vague.read(lexemes, i)):
                return vague
            if found is None:
                return self._digits(lexemes, i, country)
            if found.form == "clock" and found.last == i + 2:
                found = self._odds(lexemes, found)
            return self.multipliers.scale(lexemes, found) if found.form == "part" else found
        if word in self.starters:
            numeral = self.words.read(lexemes, i)
            return self._negative(lexemes, numeral) if numeral and numeral.form == "words" else numeral
        fraction = vulgar_value(word)
        return None if fraction is None else self.multipliers.scale(lexemes, Numeral(i, i, fraction, "part"))

    def _odds(self, lexemes: Lexemes, numeral: Numeral) -> Numeral:
        """Read "a ratio of 3:1" as a number; other digits with a colon are a time."""
        near = (*range(numeral.first - 4, numeral.first), numeral.last + 1)
        left, right = (self.separators.value(lexemes, k) for k in (numeral.first, numeral.last))
        if left and right and any(lexemes.word(k) in self.odds for k in near):
            return Numeral(numeral.first, numeral.last, left / right, "part", link="ratio")
        return numeral

    def _digits(self, lexemes: Lexemes, i: int, country: str | None) -> Numeral:
        word, first, last = lexemes.words[i], i, i
        nested = self.nested.read(lexemes, i, lambda among, k: self.separators.value(among, k, country))
        if nested is not None:
            return self._negative(lexemes, self.multipliers.apply(lexemes, nested))
        value = self._value(lexemes, i, country)
        if value is not None and word.isdecimal() and len(word) <= 3:
            free = (
                number_symbols(self.language, country)[1].isspace()
                or self.around.is_money(lexemes, i, i)
                or self._is_grouped(lexemes, i)
            )
            groups = spaced_groups(lexemes, i, free)
            if groups:
                value, last = groups
        apart = not lexemes.glued(i - 1) or (lexemes.word(i - 2) == "/" and word.isdecimal())  # ".342/.370"
        if value is not None and lexemes.word(i - 1) == "." and lexemes.glued(i) and apart:
            first, value = i - 1, float("0." + word) if word.isdecimal() else value
        if value is None:
            return Numeral(first, last, None, "code")
        if self._is_decade(lexemes, i):
            return Numeral(first, last + 2, value, "decade")
        ending = lexemes.word(last + 1)
        if lexemes.glued(last + 1):
            if ending in self.ordinal_endings:
                return Numeral(first, last + 1, value, "ordinal")
            if vague := self.words.vague.plural_digits(lexemes, last, value):
                return vague
            if ending in self.plural_endings and word.isdecimal():
                return Numeral(first, last + 1, value, "decade")
        numeral = self.multipliers.apply(lexemes, Numeral(first, last, value, "digits"))
        return self._negative(lexemes, numeral)

    def _is_decade(self, lexemes: Lexemes, i: int) -> bool:
        """Whether the digits name a decade with an apostrophe: "the 1970's"."""
        apostrophe = lexemes.word(i + 1) in APOSTROPHES and lexemes.glued(i + 1) and lexemes.glued(i + 2)
        named = (
            lexemes.word(i).isdecimal()
            and lexemes.word(i).endswith("0")
            and lexemes.word(i - 1) in self.determiners
        )
        return apostrophe and named and lexemes.word(i + 2) in self.plural_endings

    def _is_grouped(self, lexemes: Lexemes, i: int) -> bool:
        """Whether a plain space parts the thousands: a group of three follows that something counted or a unit follows.

        A word after which a number is a name, a date or one of several keeps them apart ("May 12 500 people", "Boeing
        737 800").
        """
        after, word = i + 2, lexemes.word(i)
        if word.startswith("0") or lexemes.glued(i) or lexemes.is_digits(after) or lexemes.is_digits(i - 1):
            return False
        if lexemes.capital(i - 1) and lexemes.word(i - 2) not in self.line_starts:
            return False
        counted = lexemes.is_word(after) and lexemes.word(after).endswith(self.plural)
        of_day = lexemes.word(i - 1) not in self.of or lexemes.word(i - 2) in self.months
        named = lexemes.word(i - 1) in self.before_names and of_day
        return not named and (
            counted
            or lexemes.word(after) in self.people
            or self.around.is_measure(lexemes, after)
            or self.around.is_money(lexemes, i + 1, i + 1)
        )

    def _value(self, lexemes: Lexemes, i: int, country: str | None) -> float | None:
        word = lexemes.words[i]
        value = self.separators.value(lexemes, i, country)
        if value is None and COMMA_DECIMAL.fullmatch(word):
            decimal = (
                number_symbols(self.language, country)[0] == ","
                or self.around.is_measure(lexemes, i + 1)
                or self.around.is_money(lexemes, i, i)
                or self.multipliers.scale_at(lexemes, i + 1, i, i) is not None
            )
            return float(word.replace(",", ".")) if decimal else None
        return value

    def _negative(self, lexemes: Lexemes, numeral: Numeral) -> Numeral:
        """Take in a minus before an amount: "minus 5C", "-0.3%", "$-50.8bn", "-$40m", "fell to -12,000"."""
        if numeral.low is None:
            return numeral
        if either_way := self.either_way.before(lexemes, numeral.first):
            numeral.first = either_way[1]
            return numeral
        money = self.around.sign_before(lexemes, numeral.first)
        if money is not None and self._is_minus(lexemes, money, amount=True):
            numeral.low, numeral.minus_at = -numeral.low, money - 1
            return numeral
        i = numeral.first - 1
        k = i - lexemes.hyphen(i)
        amount = self.around.is_measure(lexemes, numeral.last + 1) or self.around.is_money(
            lexemes, numeral.first, numeral.last
        )
        after_sign = lexemes.glued(i) and lexemes.word(i - 1) in self.currency_before_minus
        bare = lexemes.word(k - 1) in self.before_minus
        counted_down = lexemes.word(k) in self.minus and lexemes.word(k - 1) not in self.not_minus_after
        if counted_down and (amount or bare):
            numeral.first, numeral.low = k, -numeral.low
        elif (
            not lexemes.is_digits(numeral.first)
            or lexemes.word(i) not in self.minus_signs
            or not lexemes.glued(numeral.first)
        ):
            return numeral
        elif after_sign or self._is_minus(lexemes, numeral.first, amount):
            numeral.first, numeral.low = i, -numeral.low
        return numeral

    def _is_minus(self, lexemes: Lexemes, i: int, amount: bool) -> bool:
        """Whether a minus stands right before lexeme ``i``, where an ``amount`` or a bare number begins.

        A bare number needs a word before the sign after which a figure comes ("fell to -12,000"): the sign could be
        a dash. So does an amount after an en dash.
        """
        sign, before = lexemes.word(i - 1), lexemes.word(i - 2)
        if sign in self.minus:
            return amount or before in self.before_minus
        if sign not in self.minus_signs or not lexemes.glued(i) or before in {"", "\n"}:
            return False
        if lexemes.glued(i - 1):
            return amount and before in {"(", "~", "≈"}
        return before in self.before_minus or (amount and (sign not in EN_DASHES or lexemes.is_digits(i)))

    def _is_below(self, lexemes: Lexemes, numeral: Numeral, i: int) -> bool:
        """Whether the nought at ``i`` ends "5 degrees below zero"; if so the numeral before is made negative."""
        found = self.below.before(lexemes, i + 1)
        if found is None or numeral.low is None or not 0 < found[1] - numeral.last <= LONGEST_DEGREES:
            return False
        if found[1] != numeral.last + 1 and not self.around.is_measure(lexemes, numeral.last + 1):
            return False
        low, high = numeral.low, numeral.high
        numeral.low, numeral.high = (-low, None) if high is None else (-high, -low)
        numeral.below_at = i
        return True
