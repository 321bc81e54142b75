"""Ranges and ratios: numerals that stand side by side and are one number ("7-10", "two or three", "one in five")."""

from newstally.extract.numbers.lexemes import LINE, Lexemes, Phrases
from newstally.extract.numbers.numeral import Numeral, Surroundings, multiply
from newstally.extract.words import language_data

PLAIN_FORMS = frozenset({"digits", "words"})
FAR = 3
"""How many times the lower end the upper one is where "by X to Y" is no range, but a step and where it led."""
YEAR_DIGITS = 4
CHANGE_REACH = 14
"""Lexemes before "from" within which a word of change makes two figures of "from X to Y"."""

RESPECTIVE_REACH = 10
"""Lexemes after "X or Y" within which "respectively" makes two figures of them."""
APART = 5
"""How many times the lower figure the other is where "X or Y" are alternatives, and no range."""
THOUSANDS = ",000"
FAR_THOUSANDS = 100
"""How many times the lower end of "50-100,000" the upper one is if the thousands are those of both."""
TWO_RANGES = 14
"""Lexemes within which a range and the range that it was changed to stand."""


class RangeWords:
    """The words of one language that make a range of two figures, or a change from one to the other."""

    def __init__(self, language: str) -> None:
        words = {name: frozenset(found) for name, found in language_data(language, "ranges")["words"].items()}
        self.to, self.either, self.conjunction = words["to"], words["or"], words["and"]
        self.between, self.leading = words["between"], words["leading"]
        self.from_, self.change, self.stop = words["from"], words["change"], words["stop"]
        self.joiners, self.by = words["joiners"], words["by"]
        self.passed, self.loose_dashes = words["passed"], words["loose_dashes"]
        self.determiners, self.compared = words["determiners"], words["compared"]
        self.copulas, self.contrast = words["copulas"], words["contrast"]
        self.choosing, self.respective = words["choosing"], words["respective"]
        self.set_beside, self.further = words["set_beside"], words["further"]
        self.before_year = words["before_year"]
        self.set_against, self.set_from = words["set_against"], words["set_from"]

    def link(self, lexemes: Lexemes, first: int, last: int, following: int, bare: bool = False) -> str:
        """Return what makes one range of the figures in lexemes ``first``-``last`` and from ``following`` on.

        "dash", "to", "or" or "between"; empty where they are two figures. ``bare``: the first has no unit of its own.
        """
        if following == last + 2 and (lexemes.hyphen(last + 1) or self._loose_dash(lexemes, last, following)):
            return "dash"
        hanging = lexemes.word(last + 1) in self.loose_dashes and lexemes.glued(last + 1)  # "8- to 16-metre"
        i = last + 1 + hanging
        word = lexemes.word(i)
        gap = [lexemes.word(k) for k in range(i + 1, following)]
        if not all(w in self.passed or w == "-" for w in gap):
            return ""
        if word in self.to:
            return "to" if self.is_range(lexemes, first, bare) else ""
        if gap:
            return ""
        if word in self.either:
            return "" if self._are_alternatives(lexemes, first, following) else "or"
        return "between" if word in self.conjunction and self.after_between(lexemes, first) else ""

    def _are_alternatives(self, lexemes: Lexemes, first: int, following: int) -> bool:
        """Whether two figures are one or the other ("either 5 or 10"), or belong to two things ("respectively")."""
        if any(lexemes.word(k) in self.choosing for k in (first - 1, first - 2)):
            return True
        return any(lexemes.word(k) in self.respective for k in range(following, following + RESPECTIVE_REACH))

    def _loose_dash(self, lexemes: Lexemes, last: int, following: int) -> bool:
        """Whether a dash between spaces joins two figures ("25 – 40 minutes", "£5m - £10m")."""
        if (
            lexemes.word(last + 1) not in self.loose_dashes
            or lexemes.glued(last + 1)
            or lexemes.glued(following)
        ):
            return False
        digits = next((k for k in range(following, following + 3) if lexemes.is_digits(k)), None)
        after = {lexemes.word(k) for k in range(digits + 1, digits + 5)} if digits is not None else set()
        return digits is not None and not after & self.compared

    def after_between(self, lexemes: Lexemes, first: int) -> bool:
        """Whether "between" stands before the figure, a word or two in between."""
        return any(lexemes.word(k) in self.between for k in range(first - 3, first))

    def leads(self, lexemes: Lexemes, first: int) -> bool:
        """Whether words that lead to a range stand before the figure: "from", "between", "ranging"."""
        before = {lexemes.word(k) for k in range(first - 3, first)}
        return bool(before & (self.from_ | self.between | self.leading))

    def spans(self, lexemes: Lexemes, first: int) -> bool:
        """Whether a word that says of a range that it is one stands before the figure ("ranging from")."""
        return bool({lexemes.word(k) for k in range(first - 3, first)} & self.leading)

    def is_range(self, lexemes: Lexemes, first: int, bare: bool = False) -> bool:
        """Whether "X to Y" is a range; after "from" and a word of change ("rose from X to Y") it is none.

        With a determiner before it ("down from the $89 to $93 billion") it is one all the same.
        """
        if lexemes.word(first - 1) in self.determiners:
            return True
        start = next((k for k in range(first - 1, first - 4, -1) if lexemes.word(k) in self.from_), None)
        if start is None:
            return bare or lexemes.word(first - 1) not in self.change
        for k in range(start - 1, start - CHANGE_REACH, -1):
            word = lexemes.word(k)
            if word in self.leading or word in self.stop or word in {LINE, ""}:
                return True
            if word in self.change:
                return self._is_first_of_two(lexemes, first)
        return True

    def _is_first_of_two(self, lexemes: Lexemes, first: int) -> bool:
        """Whether a range is changed to another: "cut from 5 to 7 per cent to 3 to 5 per cent"."""
        order = ""
        for k in range(first, first + TWO_RANGES):
            word = lexemes.word(k)
            if word in self.stop or word in {LINE, ""}:
                break
            order += "n" if lexemes.is_digits(k) else "t" if word in self.to else ""
        return order.startswith("ntntntn")


class RangeGrammar:
    """Joins neighbouring numerals with the words of one language."""

    def __init__(self, language: str, surroundings: Surroundings) -> None:
        data = language_data(language, "ranges")
        self.words = RangeWords(language)
        self.ratio = Phrases({"ratio": data["ratio"]["words"]})
        self.not_ratio = frozenset(data["ratio"]["not_after"])
        months = language_data(language, "roles")["months"]
        self.months = frozenset(months["full"]) - frozenset(months["capital"])
        self.around = surroundings

    def join(self, lexemes: Lexemes, numerals: list[Numeral]) -> list[Numeral]:
        """Return the numerals, those that are one number joined, in order."""
        joined: list[Numeral] = []
        for numeral in numerals:
            if joined and self._is_one(lexemes, joined[-1], numeral):
                continue
            joined.append(numeral)
        return joined

    def _is_one(self, lexemes: Lexemes, left: Numeral, right: Numeral) -> bool:
        """Join ``right`` into ``left`` if they are one number, and say whether they are."""
        if left.low is None or right.low is None or left.high is not None or right.high is not None:
            return False
        if right.first - left.last > 5:
            return False
        if self._are_odds(lexemes, left, right):
            single = right.low == 1.0
            left.low, left.high = (left.low, None) if single else (left.low, right.low)
            left.form, left.link = ("multiple", "ratio") if single else (left.form, "dash")
        elif self._is_ratio(lexemes, left, right):
            left.low, left.form, left.link = left.low / right.low, "part", "ratio"
        else:
            link = self._link(lexemes, left, right)
            if not link:
                return False
            _share_scale(left, right)
            if link == "dash":
                _share_thousands(lexemes, left, right)
            left.high, left.link = right.low, link
            left.scale = max(left.scale, right.scale)
        left.last = right.last
        return True

    def _link(self, lexemes: Lexemes, left: Numeral, right: Numeral) -> str:
        if (left.form in PLAIN_FORMS) != (right.form in PLAIN_FORMS):
            return ""
        if left.form not in PLAIN_FORMS and not left.form == right.form == "part":
            return ""
        if self.around.sign_before(lexemes, right.first) is not None:
            return ""
        link = self.words.link(lexemes, left.first, left.last, right.first, bare=True)
        if link == "dash":
            return link if self._climbs(left, right) or not self._is_amount(lexemes, left, right) else ""
        if link == "to" and (self._steps(lexemes, left, right) or self._is_year(lexemes, left, right)):
            return ""
        if lexemes.word(left.first - 1) in self.months and self._is_amount(lexemes, left, right):
            return ""  # "from 40 percent on July 14 to 42 percent"
        if link == "or" and far_apart(_lower_end(left, right), right.low):
            return ""
        if link == "or" and lexemes.word(left.first - 1) == "," and lexemes.is_digits(left.first - 2):
            return ""  # "2, 4 or 6 km": one of three
        return link if self._climbs(left, right) else ""

    @staticmethod
    def _climbs(left: Numeral, right: Numeral) -> bool:
        """Whether the second number is the greater, the multiplier of the first being its own or the second's."""
        return right.low is not None and _lower_end(left, right) < right.low

    def _is_amount(self, lexemes: Lexemes, left: Numeral, right: Numeral) -> bool:
        """Whether the pair has a unit or is money: such a pair is a range or two amounts, and never a score."""
        return self.around.is_measure(lexemes, right.last + 1) or self.around.is_money(
            lexemes, left.first, right.last
        )

    def _steps(self, lexemes: Lexemes, left: Numeral, right: Numeral) -> bool:
        """Whether "rose (by) 8 to 110" is a step and where it led; "rose 8 to 10" is a range."""
        before = lexemes.word(left.first - 1)
        if left.low is None or right.low is None or before not in self.words.change | self.words.by:
            return False
        shared = left.scale == 1.0 and left.low <= right.low / right.scale
        return 0 < (left.low * right.scale if shared else left.low) * FAR < right.low

    def _is_year(self, lexemes: Lexemes, left: Numeral, right: Numeral) -> bool:
        """Whether the first of the two is a year: the other is written otherwise ("2025 to 14,812", "to 5 million")."""
        year, figure = lexemes.word(left.first), lexemes.word(right.first)
        dated = lexemes.word(left.first - 1) in self.words.before_year
        alike = figure.isdecimal() and right.scale == 1.0
        return dated and len(year) == YEAR_DIGITS and year.isdecimal() and left.scale == 1.0 and not alike

    def _are_odds(self, lexemes: Lexemes, left: Numeral, right: Numeral) -> bool:
        """Whether the two are "100-to-1" or the votes of "5-to-4", the first no smaller and hyphens between."""
        k = left.last + 2
        joined = right.first == k + 2 and lexemes.hyphen(left.last + 1) and lexemes.hyphen(k + 1)
        plain = left.form in PLAIN_FORMS and right.form in PLAIN_FORMS and left.scale == right.scale == 1.0
        falls = left.low is not None and right.low is not None and left.low >= right.low > 0
        return joined and plain and falls and lexemes.word(k) in self.words.to

    def _is_ratio(self, lexemes: Lexemes, left: Numeral, right: Numeral) -> bool:
        """Whether the two are "one in five", "three out of every four"."""
        if left.form not in PLAIN_FORMS or right.form not in PLAIN_FORMS or left.scale != 1.0:
            return False
        found = self.ratio.after(lexemes, left.last + 1 + lexemes.hyphen(left.last + 1))
        if not found or found[1] + lexemes.hyphen(found[1]) != right.first:
            return False
        if left.low is None or right.low is None or not 0 < left.low < right.low or left.low != int(left.low):
            return False
        if lexemes.word(left.first - 1) in self.not_ratio or self.around.is_measure(lexemes, right.last + 1):
            return False
        if right.first - left.last > 2:
            return True
        return (left.low <= 20 and right.low <= 1000) or right.low % 1000 == 0


def _lower_end(left: Numeral, right: Numeral) -> float:
    """Return the first of two numerals' value, with the second's multiplier where it has none of its own."""
    assert left.low is not None and right.low is not None, "only figures with a value are one number"
    shared = left.scale == 1.0 and left.low <= right.low / right.scale
    return left.low * right.scale if shared else left.low


def far_apart(low: float | None, high: float | None) -> bool:
    """Whether two figures are too far from each other for "X or Y" to be a range ("2 or 20 years")."""
    return low is not None and high is not None and 0 < low * APART < high


def _share_thousands(lexemes: Lexemes, left: Numeral, right: Numeral) -> None:
    """Give the lower end the thousands that only the upper end has: "£50-100,000"."""
    if left.low is None or right.low is None or not lexemes.word(right.first).endswith(THOUSANDS):
        return
    low = multiply(left.low, 1000)
    if left.low < 1000 and left.low * FAR_THOUSANDS <= right.low and low < right.low:
        left.low = low


def _share_scale(left: Numeral, right: Numeral) -> None:
    """Give the lower end the multiplier that only the upper end has: "5 to 10 million"."""
    if left.low is None or right.low is None or left.scale != 1.0 or right.scale == 1.0:
        return
    if left.low <= right.low / right.scale:
        left.low = multiply(left.low, right.scale)
