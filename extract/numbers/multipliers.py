"""Multipliers: what follows a number and changes its value: "million", "bn", "and a half", "thirds", "fold"."""

import unicodedata

from newstally.extract.grammar.marks import HORIZONTAL_BARS
from newstally.extract.numbers.digits import fraction_value, vulgar_value
from newstally.extract.numbers.lexemes import Lexemes
from newstally.extract.numbers.millions import Millions
from newstally.extract.numbers.numeral import Numeral, Surroundings, multiply
from newstally.extract.words import language_data

RAISED = frozenset({"^", "**"})
LONGEST_EXPONENT = 3
LARGEST_EXPONENT = 300
"""Beyond it a float holds no value."""


class Multipliers:
    """Takes in the multipliers after numerals, with the words of one language."""

    def __init__(self, language: str, surroundings: Surroundings) -> None:
        data = language_data(language, "numerals")
        self.ones: dict[str, int] = data["ones"]
        self.scales: dict[str, float] = data["scales"]
        self.scale_plurals: dict[str, float] = data["scale_plurals"]
        self.scale_signs: dict[str, float] = data["scale_signs"]
        self.scale_letters: dict[str, float] = data["scale_letters"]
        self.money_signs: dict[str, float] = data["money_signs"]
        self.capital_letters = frozenset(data["million"]["capitals"])
        self.counted_letters = frozenset(data["million"]["counted"])
        self.million_letter = frozenset(data["million"]["letters"])
        self.millions = Millions(language)
        self.parts: dict[str, float] = data["parts"]
        self.parts_plural: dict[str, float] = data["parts_plural"]
        words = {name: frozenset(found) for name, found in data["words"].items()}
        self.articles, self.conjunction, self.of = words["articles"], words["and"], words["of"]
        self.after_part, self.parts_with_of = words["after_part"], words["parts_with_of"]
        self.fold, self.times_sign, self.half = words["fold"], words["times_sign"], words["half"]
        self.quarter = words["quarter"]
        self.bare_half, self.part_nouns = words["bare_half"], words["part_nouns"]
        self.ordinals: dict[str, int] = data["ordinals"]
        self.around = surroundings

    def apply(self, lexemes: Lexemes, numeral: Numeral) -> Numeral:
        """Return the numeral with every multiplier that follows it taken in."""
        self.power(lexemes, numeral)
        self.mix(lexemes, numeral)
        self.scale(lexemes, numeral)
        if numeral.scale != 1.0:
            self.mix(lexemes, numeral, scaled=True)
        return self.part_or_multiple(lexemes, numeral)

    def power(self, lexemes: Lexemes, numeral: Numeral) -> None:
        """Multiply by a power of ten ("1.99 × 10^30", "3 x 10⁶"), and take it in."""
        i = numeral.last + 1
        if lexemes.word(i) not in self.times_sign or lexemes.word(i + 1) != "10" or numeral.low is None:
            return
        k = i + 2 + (lexemes.word(i + 2) in RAISED)
        sign = -1 if lexemes.word(k) in HORIZONTAL_BARS and lexemes.glued(k) and lexemes.glued(k + 1) else 1
        k += sign < 0
        digits = ""
        while (
            lexemes.word(k).isdigit() and len(digits) < LONGEST_EXPONENT and (not digits or lexemes.glued(k))
        ):
            digits, k = digits + "".join(str(unicodedata.digit(c)) for c in lexemes.word(k)), k + 1
        raised = (
            lexemes.word(i + 2) in RAISED
            or sign < 0
            or unicodedata.category(lexemes.word(i + 2)[:1] or " ") == "No"
        )
        if digits and raised and int(digits) <= LARGEST_EXPONENT:
            numeral.low, numeral.last = multiply(numeral.low, float(f"1e{sign * int(digits)}")), k - 1

    def mix(self, lexemes: Lexemes, numeral: Numeral, scaled: bool = False) -> None:
        """Take in a fraction after a whole number: "2½", "2 1/2", "two and a half", "one and three quarters".

        Only one with "and" after a multiplier ("3 million and a half").
        """
        i = numeral.last + 1
        word = lexemes.word(i)
        if numeral.low is None or numeral.low != int(numeral.low):
            return
        fraction: float | None = None if scaled else vulgar_value(word)
        if fraction is not None:
            numeral.low, numeral.last = numeral.low + fraction, i
        elif (
            not scaled and lexemes.is_digits(i) and lexemes.word(i + 1) in {"/", "⁄"} and lexemes.glued(i + 1)
        ):
            ratio = fraction_value(word, lexemes.word(i + 2)) if lexemes.glued(i + 2) else None
            if ratio is not None:
                numeral.low, numeral.last = numeral.low + ratio, i + 2
        else:
            i += lexemes.hyphen(i)
            k = i + 1 + lexemes.hyphen(i + 1)
            part = self.small_part(lexemes, k, scaled=numeral.scale != 1.0)
            if part and lexemes.word(i) in self.conjunction:
                added = part[0] * numeral.scale
                numeral.low, numeral.last = numeral.low + added, part[1]

    def small_part(self, lexemes: Lexemes, i: int, scaled: bool = False) -> tuple[float, int] | None:
        """Return the value and last lexeme of "a half", "three-quarters" at ``i``; ``scaled`` after a multiplier."""
        word = lexemes.word(i)
        k = i + 1 + lexemes.hyphen(i + 1)
        if word in self.bare_half:
            return self.parts[word], i
        if word in self.articles:
            part = self.parts.get(lexemes.word(k))
            plain = lexemes.word(k) in self.half or (
                lexemes.word(k) in self.quarter and (scaled or self.around.is_measure(lexemes, k + 1))
            )  # "two and a quarter hours"
            if part is None or not (plain or self.may_follow_part(lexemes, k + 1)):
                return None
            return part, k
        if word in self.ones:
            part = self.parts_plural.get(lexemes.word(k))
            if part is None and (self.splits(lexemes, k) or self.ones[word] == 1):
                part = self.parts.get(
                    lexemes.word(k)
                )  # "three and three quarter million", "three and one half"
            return None if part is None else (self.ones[word] * part, k)
        return None

    def may_follow_part(self, lexemes: Lexemes, i: int) -> bool:
        """Whether what stands at ``i`` can follow a part ("a third of") rather than an ordinal ("a third man")."""
        word = lexemes.word(i)
        return word in self.after_part or word in self.scales or not (lexemes.is_word(i) or lexemes.hyphen(i))

    def scale(self, lexemes: Lexemes, numeral: Numeral) -> Numeral:
        """Multiply by the scales that follow ("million", "lakh crore", "bn"), and take them in."""
        while numeral.low is not None:
            found = self.scale_at(lexemes, numeral.last + 1, numeral.first, numeral.last)
            if found is None:
                break
            factor, last, whole_word = found
            numeral.low, numeral.last = multiply(numeral.low, factor), last
            numeral.scale *= factor
            if not whole_word:
                break
        return numeral

    def scale_at(self, lexemes: Lexemes, i: int, first: int, last: int) -> tuple[float, int, bool] | None:
        """Return the factor at ``i``, its last lexeme, and whether it is a word after which another may follow."""
        i += lexemes.hyphen(i)
        word = lexemes.word(i)
        if word in self.scales:
            return self.scales[word], i, True
        if word in self.scale_plurals:
            return self.scale_plurals[word], i, False
        glued = lexemes.glued(i)
        if word in self.scale_signs and (glued or len(word) > 1):
            return self.scale_signs[word], i, False
        if word in self.money_signs and (glued or len(word) > 2) and self.around.is_money(lexemes, first, i):
            return self.money_signs[word], i, False
        if word in self.scale_letters and self._is_scale_letter(lexemes, i, first, glued):
            return self.scale_letters[word], i, False
        return None

    def _is_scale_letter(self, lexemes: Lexemes, i: int, first: int, glued: bool) -> bool:
        """Whether "m", "b" or "t" after digits multiplies them, and is no unit."""
        if lexemes.glued(i + 1) and lexemes.is_digits(i + 1):
            return False
        if (glued or not lexemes.is_word(i + 1)) and self.around.is_money(lexemes, first, i):
            return True
        if not glued:
            return False
        if lexemes.raw(i) in self.capital_letters:
            return True
        if lexemes.word(i) in self.million_letter:
            return self.millions.means_million(lexemes, first, i)
        return lexemes.word(i) in self.counted_letters and self.millions.counts(lexemes, i)

    def part_or_multiple(self, lexemes: Lexemes, numeral: Numeral) -> Numeral:
        """Take in "thirds" after "two", and "fold" or "x" after a number."""
        i = numeral.last + 1
        k = i + lexemes.hyphen(i)
        word = lexemes.word(k)
        if numeral.low is None:
            return numeral
        sign = word in self.times_sign and lexemes.glued(k)
        if word in self.fold or (
            sign and not (lexemes.glued(k + 1) and (lexemes.is_word(k + 1) or lexemes.is_digits(k + 1)))
        ):
            return Numeral(numeral.first, k, numeral.low, "multiple")
        if numeral.scale != 1.0 or numeral.low != int(numeral.low) or numeral.low > 100:
            return numeral
        if word in self.ordinals and lexemes.word(k + 1) in self.part_nouns:
            return Numeral(numeral.first, k + 1, numeral.low / self.ordinals[word], "part")
        part = self.parts_plural.get(word)
        if part is None and self.splits(lexemes, k):
            part = self.parts[word]  # "three-quarter million"
        if part is None and numeral.low == 1 and not lexemes.hyphen(k + 1):
            part = self.parts.get(word)
        if part is None:
            return numeral
        led = lexemes.word(k + 1) in self.of or (
            word in self.parts_plural and lexemes.word(k + 1) in self.scales
        )
        if word in self.parts_with_of and k == i and not led:
            return numeral
        several = word in self.parts_plural
        return self.of_scale(lexemes, Numeral(numeral.first, k, numeral.low * part, "part"), several)

    def splits(self, lexemes: Lexemes, i: int) -> bool:
        """Whether the part at ``i`` is one of the multiplier after it: "a quarter million", "quarter-million"."""
        k = i + 1 + lexemes.hyphen(i + 1)
        return lexemes.word(i) in self.quarter and lexemes.word(k) in self.scales

    def of_scale(self, lexemes: Lexemes, numeral: Numeral, plural: bool = False) -> Numeral:
        """Take in "of a million" after a part ("three quarters of a million"), and "of 1" before a unit.

        After a quarter and after several parts (``plural``) the multiplier alone too ("a quarter million").
        """
        i = numeral.last + 1
        if self.splits(lexemes, numeral.last) and numeral.low is not None:
            k = i + lexemes.hyphen(i)
            factor = self.scales[lexemes.word(k)]
            return self.scale(lexemes, Numeral(numeral.first, k, numeral.low * factor, "words", scale=factor))
        if plural and lexemes.word(i) in self.scales and numeral.low is not None:
            factor = self.scales[lexemes.word(i)]  # "three quarters billion"
            return self.scale(lexemes, Numeral(numeral.first, i, numeral.low * factor, "words", scale=factor))
        single = self.ones.get(lexemes.word(i + 1)) == 1 or lexemes.word(i + 1) == "1"
        if lexemes.word(i) in self.of and single and self.around.is_measure(lexemes, i + 2):
            return Numeral(numeral.first, i + 1, numeral.low, "words")
        if lexemes.word(i) in self.of and lexemes.word(i + 1) in self.articles and numeral.low is not None:
            scale = self.scales.get(lexemes.word(i + 2))
            if scale is not None:
                return Numeral(numeral.first, i + 2, numeral.low * scale, "words", scale=scale)
        return numeral
