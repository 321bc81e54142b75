"""Multipliers: what follows a number and changes its value: "million", "bn", "and a half", "thirds", "fold"."""

from newstally.extract.numbers.digits import fraction_value, vulgar_value
from newstally.extract.numbers.lexemes import Lexemes, Phrases
from newstally.extract.numbers.numeral import Numeral, Surroundings, multiply
from newstally.extract.words import language_data


class Multipliers:
    """Takes in the multipliers after numerals, with the words of one language."""

    def __init__(self, language: str, surroundings: Surroundings) -> None:
        data = language_data(language, "numerals")
        self.ones: dict[str, int] = data["ones"]
        self.scales: dict[str, float] = data["scales"]
        self.scale_signs: dict[str, float] = data["scale_signs"]
        self.scale_letters: dict[str, float] = data["scale_letters"]
        self.money_signs: dict[str, float] = data["money_signs"]
        self.capital_letters = frozenset(data["million"]["capitals"])
        self.million_letter = frozenset(data["million"]["letters"])
        self.million_near = frozenset(data["million"]["near"])
        self.million_after = Phrases({"after": data["million"]["after"]})
        self.plural: str = data["million"]["plural"]
        self.million_not_after = frozenset(data["million"]["not_after"])
        self.parts: dict[str, float] = data["parts"]
        self.parts_plural: dict[str, float] = data["parts_plural"]
        words = {name: frozenset(found) for name, found in data["words"].items()}
        self.articles, self.conjunction, self.of = words["articles"], words["and"], words["of"]
        self.after_part, self.parts_with_of = words["after_part"], words["parts_with_of"]
        self.fold, self.times_sign, self.half = words["fold"], words["times_sign"], words["half"]
        self.around = surroundings

    def apply(self, lexemes: Lexemes, numeral: Numeral) -> Numeral:
        """Return the numeral with every multiplier that follows it taken in."""
        self.mix(lexemes, numeral)
        self.scale(lexemes, numeral)
        return self.part_or_multiple(lexemes, numeral)

    def mix(self, lexemes: Lexemes, numeral: Numeral) -> None:
        """Take in a fraction after a whole number: "2½", "2 1/2", "two and a half", "one and three quarters"."""
        i = numeral.last + 1
        word = lexemes.word(i)
        if numeral.low is None or numeral.low != int(numeral.low):
            return
        fraction = vulgar_value(word)
        if fraction is not None:
            numeral.low, numeral.last = numeral.low + fraction, i
        elif lexemes.is_digits(i) and lexemes.word(i + 1) in {"/", "⁄"} and lexemes.glued(i + 1):
            fraction = fraction_value(word, lexemes.word(i + 2)) if lexemes.glued(i + 2) else None
            if fraction is not None:
                numeral.low, numeral.last = numeral.low + fraction, i + 2
        else:
            i += lexemes.hyphen(i)
            part = self.small_part(lexemes, i + 1 + lexemes.hyphen(i + 1))
            if part and lexemes.word(i) in self.conjunction:
                added = part[0] * numeral.scale
                numeral.low, numeral.last = numeral.low + added, part[1]

    def small_part(self, lexemes: Lexemes, i: int) -> tuple[float, int] | None:
        """Return the value and last lexeme of "a half", "three-quarters" at ``i``."""
        word = lexemes.word(i)
        k = i + 1 + lexemes.hyphen(i + 1)
        if word in self.articles:
            part = self.parts.get(lexemes.word(k))
            if part is None or (
                lexemes.word(k) not in self.half and not self.may_follow_part(lexemes, k + 1)
            ):
                return None
            return part, k
        if word in self.ones:
            part = self.parts_plural.get(lexemes.word(k))
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
        if not lexemes.is_word(i):
            return None
        glued = lexemes.glued(i)
        if word in self.scale_signs and (glued or len(word) > 1):
            return self.scale_signs[word], i, False
        if word in self.money_signs and glued and self.around.is_money(lexemes, first, i):
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
        return lexemes.word(i) in self.million_letter and self._means_million(lexemes, first, i)

    def _means_million(self, lexemes: Lexemes, first: int, i: int) -> bool:
        """Whether an "m" after digits means million, not metre: "5m people", "a population of 60m"."""
        following = lexemes.word(i + 1)
        if lexemes.is_word(i + 1) and not lexemes.glued(i + 1):
            if following in self.million_not_after:
                return False
            if following.endswith(self.plural) or following in self.million_near:
                return True
            if lexemes.word(i + 2) in self.million_near or self.million_after.after(lexemes, i + 1):
                return True
        return any(lexemes.word(k) in self.million_near for k in range(first - 4, first))

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
        part = self.parts_plural.get(word)
        if part is None and numeral.low == 1 and not lexemes.hyphen(k + 1):
            part = self.parts.get(word)
        if part is None:
            return numeral
        if word in self.parts_with_of and k == i and lexemes.word(k + 1) not in self.of:
            return numeral
        return self.of_scale(lexemes, Numeral(numeral.first, k, numeral.low * part, "part"))

    def of_scale(self, lexemes: Lexemes, numeral: Numeral) -> Numeral:
        """Take in "of a million" after a part ("three quarters of a million"), and "of 1" before a unit."""
        i = numeral.last + 1
        single = self.ones.get(lexemes.word(i + 1)) == 1 or lexemes.word(i + 1) == "1"
        if lexemes.word(i) in self.of and single and self.around.is_measure(lexemes, i + 2):
            return Numeral(numeral.first, i + 1, numeral.low, "words")
        if lexemes.word(i) in self.of and lexemes.word(i + 1) in self.articles and numeral.low is not None:
            scale = self.scales.get(lexemes.word(i + 2))
            if scale is not None:
                return Numeral(numeral.first, i + 2, numeral.low * scale, "words", scale=scale)
        return numeral
