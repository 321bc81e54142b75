"""Number words: "two hundred and five", "a dozen", "half a million", "the first", "dozens"."""

from newstally.extract.numbers.digits import Separators
from newstally.extract.numbers.lexemes import Lexemes, Phrases
from newstally.extract.numbers.multipliers import Multipliers
from newstally.extract.numbers.nested import NestedNumerals
from newstally.extract.numbers.numeral import Numeral, Surroundings
from newstally.extract.numbers.vague import VagueNumbers
from newstally.extract.words import language_data


class NumberWords:
    """Reads numerals written in words, with the words of one language."""

    def __init__(
        self,
        language: str,
        multipliers: Multipliers,
        surroundings: Surroundings,
        nested: NestedNumerals,
        separators: Separators,
    ) -> None:
        data = language_data(language, "numerals")
        self.ones: dict[str, int] = data["ones"]
        self.tens: dict[str, int] = data["tens"]
        self.scales: dict[str, float] = data["scales"]
        self.parts: dict[str, float] = data["parts"]
        self.ordinals: dict[str, int] = data["ordinals"]
        self.multiples: dict[str, int] = data["multiples"]
        self.multiplied: dict[str, float] = data["multiplied"]
        self.counting: dict[str, int] = data["counting"]
        self.vague = VagueNumbers(language)
        self.decades: dict[str, int] = data["decades"]
        words = {name: frozenset(found) for name, found in data["words"].items()}
        self.articles, self.conjunction, self.of = words["articles"], words["and"], words["of"]
        self.half, self.point, self.quarter = words["half"], words["point"], words["quarter"]
        self.after_half, self.before_half = words["after_half"], words["before_half"]
        self.not_before_half, self.after_part = words["not_before_half"], words["after_part"]
        self.single_units = words["single_units"]
        self.lasting, self.lasting_units = words["lasting"], words["lasting_units"]
        self.smaller_units = words["smaller_units"]
        self.than, self.back = words["than"], words["back"]
        self.after_lasting = words["after_lasting"]
        self.part_nouns = words["part_nouns"]
        self.shares = Phrases({"ratio": language_data(language, "ranges")["ratio"]["words"]})
        self.multipliers, self.around = multipliers, surroundings
        self.nested, self.separators = nested, separators
        self.starters = frozenset(
            {*self.ones, *self.tens, *self.scales, *self.parts, *self.ordinals, *self.multiples}
            | {*self.multiplied, *self.counting, *self.vague.starters, *self.decades, *self.articles}
            | {*self.half, *self.nested.openers}
        )

    def read(self, lexemes: Lexemes, i: int) -> Numeral | None:
        """Return the numeral that begins at lexeme ``i``, if one does."""
        word = lexemes.words[i]
        vague = self.vague.read(lexemes, i)
        if vague is not None:
            return vague
        if word in self.articles:
            return self._after_article(lexemes, i)
        if word in self.half:
            return self._half(lexemes, i, i)
        if word in self.nested.openers:
            return self._nested(lexemes, i)
        if word in self.ordinals and lexemes.word(i + 1) in self.part_nouns:
            return Numeral(i, i + 1, 1 / self.ordinals[word], "part")
        if word in self.ones or word in self.tens:
            numeral = self._year(lexemes, i) or self._cardinal(lexemes, i, i, None)
            if numeral.form == "year":
                return numeral
            return numeral if numeral.form == "ordinal" else self.multipliers.apply(lexemes, numeral)
        if word in self.multiples:
            return Numeral(i, i, float(self.multiples[word]), "multiple")
        if word in self.multiplied and self.around.is_compared(lexemes, i):
            return Numeral(i, i, float(self.multiplied[word]), "multiple")
        if word in self.counting:
            first = i - 1 if lexemes.word(i - 1) in self.articles else i
            return Numeral(first, i, float(self.counting[word]), "counting")
        if word in self.ordinals:
            return Numeral(i, i, float(self.ordinals[word]), "ordinal")
        if self._quarters_a_unit(lexemes, i):
            return Numeral(i, i, self.parts[word], "words")
        if word in self.quarter and (lexemes.word(i + 1) in self.of or self.multipliers.splits(lexemes, i)):
            quarter = self.multipliers.of_scale(lexemes, Numeral(i, i, self.parts[word], "part"))
            return quarter if quarter.last > i else None
        if word in self.decades:
            return Numeral(i, i, float(self.decades[word]), "decade")
        if word in self.scales and self.scales.get(lexemes.word(i + 1), 0.0) > self.scales[word]:
            return self.multipliers.apply(lexemes, self._cardinal(lexemes, i, i, 1.0))  # "hundred thousand"
        return Numeral(i, i, None, "name") if word in self.scales else None

    def _nested(self, lexemes: Lexemes, i: int) -> Numeral | None:
        """Read a numeral of a language whose multipliers nest ("doscientos mil", "mil 320")."""
        numeral = self.nested.read(lexemes, i, self.separators.value)
        if numeral is None:
            return None
        return self.multipliers.apply(lexemes, self._decimals(lexemes, numeral))

    def _after_article(self, lexemes: Lexemes, i: int) -> Numeral | None:
        k = i + 1 + lexemes.hyphen(i + 1)
        word = lexemes.word(k)
        if lexemes.words[i] in self.nested.one and self.shares.after(lexemes, i + 1):
            return Numeral(i, i, 1.0, "words")  # "una de cada tres"
        if word in self.nested.single:
            return Numeral(i, i, 1.0, "words")  # "murió una persona"
        if word in self.nested.scales and (numeral := self._nested(lexemes, i)) is not None:
            numeral.article = True
            return numeral
        if word in self.ordinals and lexemes.word(k + 1) in self.part_nouns:
            return Numeral(i, k + 1, 1 / self.ordinals[word], "part", article=True)
        if word in self.scales:
            numeral = self._cardinal(lexemes, i, k, 1.0)
            numeral.article = True
            return self.multipliers.apply(lexemes, numeral)
        if word in self.half and self._halves_a_unit(lexemes, i):
            return Numeral(i, k, 0.5, "name")
        if self._quarters_a_unit(lexemes, k):
            return Numeral(i, k, self.parts[word], "words")
        if word in self.half and lexemes.word(k + 1) not in self.after_part:
            return self._half(lexemes, i, k)
        if word in self.parts and self.multipliers.may_follow_part(lexemes, k + 1):
            numeral = Numeral(i, k, self.parts[word], "part", article=True)
            return self.multipliers.of_scale(lexemes, numeral)
        if word in self.single_units and lexemes.word(k + 1) in self.conjunction:
            part = self.multipliers.small_part(lexemes, k + 2)
            if part:
                return Numeral(i, part[1], 1.0 + part[0], "words", unit_at=k, article=True)
        if word in self.single_units and self._goes_on_smaller(lexemes, k):
            return Numeral(i, i, 1.0, "words", article=True)
        single = word in self.single_units and self.around.is_compared(lexemes, i)
        if single and lexemes.word(i - 1) in self.than and lexemes.word(k + 1) in self.back:
            return None  # "200 fewer than a year earlier"
        if single or (word in self.lasting_units and self._lasts(lexemes, i, k)):
            return Numeral(i, i, 1.0, "words", article=True)
        return None

    def _halves_a_unit(self, lexemes: Lexemes, i: int) -> bool:
        """Whether the half at ``i`` belongs to a unit that no number stands before ("the last decade and a half")."""
        return lexemes.word(i - 1) in self.conjunction and lexemes.word(i - 2) in self.single_units

    def _goes_on_smaller(self, lexemes: Lexemes, k: int) -> bool:
        """Whether the unit at ``k`` goes on with some of a smaller one ("an hour and 45 minutes")."""
        counted = (
            lexemes.is_digits(k + 2) or lexemes.word(k + 2) in self.tens or lexemes.word(k + 2) in self.ones
        )
        smaller = lexemes.word(k + 3) in self.smaller_units
        return lexemes.word(k + 1) in self.conjunction and counted and smaller

    def _lasts(self, lexemes: Lexemes, i: int, k: int) -> bool:
        """Whether the article at ``i`` and the unit at ``k`` say how long: "jailed for a year", "took an hour"."""
        return lexemes.word(i - 1) in self.lasting and lexemes.word(k + 1) in self.after_lasting

    def _half(self, lexemes: Lexemes, first: int, i: int) -> Numeral:
        """Read "half a million", "half the people", "by half"; "first half" and "half-brother" are names."""
        k = i + 1 + lexemes.hyphen(i + 1)
        if lexemes.word(k) in self.articles:
            k += 1 + lexemes.hyphen(k + 1)
        if lexemes.word(k) in self.scales:
            scale = self.scales[lexemes.word(k)]
            return self.multipliers.scale(lexemes, Numeral(first, k, 0.5 * scale, "words", scale=scale))
        name = Numeral(first, i, 0.5, "name")
        if lexemes.word(i - 1) in self.ordinals or lexemes.word(i - 1) in self.not_before_half:
            return name
        if lexemes.word(i) in self.multipliers.bare_half and lexemes.word(i + 1) in self.after_half:
            return name  # an average: "una hipoteca media de 900 euros", "el aumento medio es de 2 %"
        numeral = Numeral(first, i, 0.5, "part", article=first < i)
        if lexemes.hyphen(i + 1):
            return numeral if self.around.is_measure(lexemes, i + 2) else name
        if (
            lexemes.word(i + 1) in self.after_half
            or lexemes.word(first - 1) in self.before_half
            or self.around.is_measure(lexemes, i + 1)
        ):
            return self.multipliers.of_scale(lexemes, numeral)
        return name

    def _year(self, lexemes: Lexemes, i: int) -> Numeral | None:
        """Read a year in words: "nineteen eighty-four", "twenty twenty"."""
        century = self.ones.get(lexemes.word(i), self.tens.get(lexemes.word(i), 0))
        if not 13 <= century <= 20 or lexemes.glued(i + 1):
            return None
        word = lexemes.word(i + 1)
        if word not in self.tens and not self.ones.get(word, 0) >= 10:
            return None
        rest = self._cardinal(lexemes, i + 1, i + 1, None)
        if rest.low is None or rest.low > 99 or rest.form == "ordinal":
            return None
        return Numeral(i, rest.last, 100 * century + rest.low, "year")

    def _cardinal(self, lexemes: Lexemes, first: int, i: int, current: float | None) -> Numeral:
        """Read "two hundred and five thousand" from ``i``; ``current`` is 1 after an article."""
        total, last, ceiling = 0.0, i - 1, float("inf")
        kind = "article" if current else ""
        k, scale = i, 1.0
        while True:
            word = lexemes.word(k)
            open_ = kind in {"", "hundred", "scale", "and"}
            if word in self.tens and open_:
                current, kind, scale = (current or 0.0) + self.tens[word], "tens", 1.0
            elif word in self.ones and (open_ or (kind == "tens" and 0 < self.ones[word] < 10)):
                current, kind, scale = (current or 0.0) + self.ones[word], "ones", 1.0
            elif word in self.ordinals and kind == "tens" and lexemes.hyphen(k - 1):
                return Numeral(first, k, total + (current or 0.0) + self.ordinals[word], "ordinal")
            elif word in self.scales and current and self._fits(self.scales[word], current, ceiling):
                current, scale, kind = current * self.scales[word], scale * self.scales[word], "hundred"
                if self.scales[word] >= 1000:
                    total, current, ceiling, kind = total + current, None, self.scales[word], "scale"
            else:
                break
            last, k = k, k + 1
            k += lexemes.hyphen(k)
            joins = lexemes.word(k) in self.conjunction and kind in {"hundred", "scale"}
            if joins and self._goes_on(lexemes, k + 1, ceiling):
                k, kind = k + 1, "and"
        return self._decimals(lexemes, Numeral(first, last, total + (current or 0.0), "words", scale=scale))

    @staticmethod
    def _fits(scale: float, current: float, ceiling: float) -> bool:
        """Whether the scale can multiply what was read: "two hundred thousand", but not "two hundred hundred"."""
        return scale < ceiling and current < (1000 if scale >= 1000 else 100)

    def _quarters_a_unit(self, lexemes: Lexemes, i: int) -> bool:
        """Whether a quarter of a unit is meant: "quarter-century", "quarter-mile"."""
        joined = lexemes.word(i) in self.quarter and lexemes.hyphen(i + 1) and lexemes.glued(i + 2)
        return joined and self.around.is_measure(lexemes, i + 2)

    def _goes_on(self, lexemes: Lexemes, i: int, ceiling: float) -> bool:
        """Whether the words after "hundred and" or "thousand and" are the rest of the number."""
        word = lexemes.word(i)
        return (word in self.ones or word in self.tens) and ceiling in {float("inf"), 1000.0}

    def _decimals(self, lexemes: Lexemes, numeral: Numeral) -> Numeral:
        """Take in "point five"."""
        i = numeral.last + 1 + lexemes.hyphen(numeral.last + 1)  # "six-point-six"
        if lexemes.word(i) not in self.point or numeral.low is None:
            return numeral
        decimals, last, k = "", numeral.last, i + 1 + lexemes.hyphen(i + 1)
        while lexemes.word(k) in self.ones:
            decimals, last = decimals + str(self.ones[lexemes.word(k)]), k
            k += 1 + lexemes.hyphen(k + 1)
        if decimals:
            numeral.low, numeral.last = numeral.low + float("0." + decimals), last
        return numeral
