"""Neighbours: quantities that belong together: ranges, sums of units, and those that share a unit or a noun."""

from collections.abc import Callable
from itertools import pairwise

from newstally.extract.model import Evidence
from newstally.extract.numbers.currencies import currency_lexicon
from newstally.extract.numbers.lexemes import DASHES, Lexemes, Phrases
from newstally.extract.numbers.numeral import multiply
from newstally.extract.numbers.ranges import FAR, PLAIN_FORMS, RangeWords, far_apart
from newstally.extract.numbers.units import unit_lexicon
from newstally.extract.quantities.counted import CHANGE
from newstally.extract.quantities.signs_and_units import QuantityDraft
from newstally.extract.words import language_data

OPENED = frozenset({"(", "["})
AGAIN = frozenset({"/", ",", ";"})
"""What stands before an amount that is said again in another unit: first in brackets, then once more."""
BOUNDS = frozenset({">", "<"})
FOOT_MARKS = frozenset("'’′")
INCH_MARKS = frozenset('"”″')
UNSCALED = 1000
"""A figure below this may lack the multiplier of the one beside it ("from $89 to $93 billion")."""
CHANGE_GAP = 6
"""Lexemes that may stand between the figures of a change of which the second goes by the unit of the first."""
TOO_FAR = 20
"""How many times the lower end of a range the upper one may be, unless words lead to a range."""


class Neighbours:
    """Joins quantities and lends them what their neighbours have, with the words of one language."""

    def __init__(self, language: str) -> None:
        self.units = unit_lexicon(language)
        self.currencies = currency_lexicon(language)
        self.ranges = RangeWords(language)
        counted = language_data(language, "counted")["of"]
        self.either_way = Phrases({"either_way": language_data(language, "numerals")["words"]["either_way"]})
        self.of, self.of_pronouns = frozenset(counted["words"]), frozenset(counted["pronouns"])

    def join(self, lexemes: Lexemes, left: QuantityDraft, right: QuantityDraft) -> bool:
        """Join ``right`` into ``left`` where the two are the ends of one range; say whether they are."""
        a, b = left.number, right.number
        if a.is_range or b.is_range or a.low is None or b.low is None or a.role != b.role:
            return False
        if not (0 < right.first - left.last <= 3):
            return False
        if self._adds(lexemes, left, right):
            return True
        self._bring_to_one_unit(lexemes, left, right)
        if a.kind is None or b.kind not in {a.kind, None}:
            return False
        if b.kind and a.unit != b.unit and not (a.unit and b.unit and b.unit.startswith(f"{a.unit} ")):
            return False  # but "70°-85° Fahrenheit"
        if not self._is_range(lexemes, left, right):
            return False
        a.per, a.unit = b.per or a.per, b.unit or a.unit
        a.high, a.is_range, a.end, a.last = b.low, True, b.end, b.last
        left.last = left.bare_last = right.last
        return True

    def _bring_to_one_unit(self, lexemes: Lexemes, left: QuantityDraft, right: QuantityDraft) -> None:
        """Tell the upper end of a span of time in the unit of the lower: "between seven months and two years"."""
        a, b = left.number, right.number
        factor = self.units.smaller.get(b.unit or "", {}).get(a.unit or "")
        if factor is None or not a.kind == b.kind == "duration" or b.low is None:
            return
        if self.ranges.link(lexemes, left.first, left.last, right.first) != "between":
            return
        b.low = b.high = b.low * factor
        b.unit = a.unit

    def _is_range(self, lexemes: Lexemes, left: QuantityDraft, right: QuantityDraft) -> bool:
        """Whether "X to Y" with a sign or unit of their own is a range, and not a change by X to Y."""
        a, b, scale = left.number, right.number, right.numeral.scale
        link = self.ranges.link(lexemes, left.first, left.last, right.first)
        if not link or a.low is None or b.low is None:
            return False
        shared = left.numeral.scale == 1.0 and a.low <= b.low / scale
        low = multiply(a.low, scale) if shared else a.low
        leads = self.ranges.leads(lexemes, left.first)
        if link == "to" and low > b.low and self.ranges.spans(lexemes, left.first):
            low, b.low = b.low, low  # "ranging from -18C to -34C"
        if low >= b.low or (link == "to" and b.kind is None and not leads):
            return False
        if link == "or" and far_apart(low, b.low):
            return False
        if link == "to" and b.low > FAR * low and lexemes.word(left.first - 1) in self.ranges.by:
            return False
        if link == "to" and b.low > TOO_FAR * low and not leads:
            return False
        a.low = low
        return True

    def _adds(self, lexemes: Lexemes, left: QuantityDraft, right: QuantityDraft) -> bool:
        """Join "1 minute and 45 seconds" into one amount in the smallest unit; say whether that was so."""
        a, b = left.number, right.number
        between = [lexemes.word(k) for k in range(left.last + 1, right.first)]
        if self._adds_cents(lexemes, left, right, between):
            return True
        marked = self._has_foot_and_inch_marks(lexemes, left, right, between)
        if b.kind is None and not marked and not self._is_rest(lexemes, left, right, between):
            return False
        unit = b.unit or self.units.rest.get(
            a.unit or "", ""
        )  # a ratio has none: "$28 billion, or six times that"
        factor = self.units.smaller.get(a.unit or "", {}).get(unit)
        if factor is None or a.kind not in {"duration", "measure"} or a.low is None or b.low is None:
            return False
        joined = marked or between in ([], [","], ["-"])
        if between and between[-1] in self.ranges.conjunction:
            joined = between[:-1] in ([], [","])
        if not joined or not 0 <= b.low < factor:
            return False
        parts = left.parts or [(a.low, a.unit or "")]
        if any(unit not in self.units.smaller.get(name, {}) for _, name in parts):
            return False
        left.parts = parts
        whole = sum(value * self.units.smaller[name][unit] for value, name in left.parts)
        left.parts.append((b.low, unit))
        a.low = a.high = whole + b.low
        a.unit, a.end, a.last = unit, b.end, b.last
        left.last = left.bare_last = right.last
        return True

    def _has_foot_and_inch_marks(
        self, lexemes: Lexemes, left: QuantityDraft, right: QuantityDraft, between: list[str]
    ) -> bool:
        """Whether the two are feet and inches by their marks (6'3"); they get their units."""
        marks = len(between) == 1 and between[0] in FOOT_MARKS and lexemes.word(right.last + 1) in INCH_MARKS
        if not marks or left.number.kind is not None or right.number.kind is not None:
            return False
        if not lexemes.glued(right.first) or not lexemes.glued(right.last + 1):
            return False
        left.number.kind, left.number.unit = "measure", self.units.marked
        right.last += 1
        return True

    def _is_rest(
        self, lexemes: Lexemes, left: QuantityDraft, right: QuantityDraft, between: list[str]
    ) -> bool:
        """Whether a bare number is the rest of an amount in the next smaller unit: "6ft 3", "6-foot-3", "5 ft 2 in"."""
        if (left.number.unit or "") not in self.units.rest or between not in ([], ["-"]):
            return False
        if lexemes.word(right.last + 1) in self.units.rest_words and not lexemes.is_word(right.last + 2):
            right.last += 1
        return right.numeral.form == "digits" and right.numeral.scale == 1.0

    def _adds_cents(
        self, lexemes: Lexemes, left: QuantityDraft, right: QuantityDraft, between: list[str]
    ) -> bool:
        """Join "3 dollars and 50 cents" into one sum; say whether that was so."""
        a, b = left.number, right.number
        if not (a.kind == b.kind == "money") or a.low is None or b.low is None or not 0 < b.low < 1:
            return False
        part = self.currencies.shares(lexemes.word(right.bare_last + 1), a.unit or "")
        whole = a.low == int(a.low) and left.numeral.scale == 1.0
        beside = not between or (len(between) == 1 and between[0] in self.ranges.conjunction)
        if not (part and whole and beside):
            return False
        a.low = a.high = round(a.low + b.low, 2)
        a.end, a.last = b.end, b.last
        left.last = left.bare_last = right.last
        return True

    def share_units(
        self, lexemes: Lexemes, readings: list[QuantityDraft], counts: Callable[[QuantityDraft], bool]
    ) -> None:
        """Give the unit of one number to its bare neighbour: "nine and 12 per cent", "from 208 pounds to 193".

        ``counts`` tells whether a noun that the number counts follows it.
        """
        for left, right in reversed(list(pairwise(readings))):
            self._share_scale(lexemes, left, right)
            alike = right.number.role == left.number.role and left.numeral.form != "multiple"
            if left.is_bare and not right.is_bare and alike:
                self._share(lexemes, left, right, left.bare_last)
        for left, right in pairwise(readings):
            alike = right.is_bare and not left.is_bare and right.number.role == left.number.role
            if alike and not counts(right):
                self._share_forward(lexemes, left, right)
                self._share_part(lexemes, left, right)
                self._share_bracketed(lexemes, left, right)

    def _share(self, lexemes: Lexemes, left: QuantityDraft, right: QuantityDraft, last: int) -> None:
        joiner = lexemes.word(last + 1)
        if self._is_margin(lexemes, left, right):
            left.number.kind, left.number.unit = right.number.kind, right.number.unit
            if right.number.evidence.get("unit"):
                left.number.evidence["unit"] = right.number.evidence["unit"]
            return
        if joiner == "," and lexemes.word(last + 2) in self.ranges.conjunction | self.ranges.either:
            joiner, last = lexemes.word(last + 2), last + 1  # "1.8, 3.3, and 5 volts"
        if right.first != last + 2 or joiner not in self.ranges.joiners or right.first != right.bare_first:
            return
        if joiner == "," and not right.shared:
            return
        left.shared = True
        left.number.kind, left.number.unit = right.number.kind, right.number.unit
        if right.number.evidence.get("unit"):
            left.number.evidence["unit"] = right.number.evidence["unit"]

    def _is_margin(self, lexemes: Lexemes, left: QuantityDraft, right: QuantityDraft) -> bool:
        """Whether the second number is by how much the first may be off: "3,200 ± 40 years"."""
        opens = self.either_way.after(lexemes, left.last + 1)
        return opens is not None and left.last < right.first <= opens[1]

    def _share_scale(self, lexemes: Lexemes, left: QuantityDraft, right: QuantityDraft) -> None:
        """Give the first figure of a change the multiplier that only the second has: "from $89 to $93 billion"."""
        scale, number = right.numeral.scale, left.number
        if scale == 1.0 or left.numeral.scale != 1.0 or number.low is None or number.high is None:
            return
        adjacent = right.first == left.last + 2 and lexemes.word(left.last + 1) in self.ranges.to
        if (
            adjacent
            and left.numeral.form in PLAIN_FORMS
            and number.kind in {None, "money"}
            and number.high < UNSCALED
            and right.number.kind == "money"
        ):
            number.low, number.high = multiply(number.low, scale), multiply(number.high, scale)
            left.numeral.scale = scale

    def _share_forward(self, lexemes: Lexemes, left: QuantityDraft, right: QuantityDraft) -> None:
        """Give a figure's unit to the bare one of the same change: "from 21 mpg to 23", "to 61% from 65"."""
        between = [lexemes.word(k) for k in range(left.last + 1, right.first)]
        if not between or len(between) > CHANGE_GAP or self.ranges.stop & set(between):
            return
        by = lexemes.word(left.first - 1) in self.ranges.by and left.number.kind in {"money", "measure"}
        changes = between[-1] in self.ranges.to and (by or self.ranges.leads(lexemes, left.first))
        goal = between[-1] in self.ranges.from_ and lexemes.word(left.first - 1) in self.ranges.to
        against = self.ranges.set_against & set(between[-2:])
        compares = goal or (between[-1] in self.ranges.set_from and against)
        compares = (
            compares or between[-1] in self.ranges.set_beside or self._runs_parallel(lexemes, left, between)
        )
        if not changes and not compares:
            return
        number, scale = right.number, left.numeral.scale
        number.kind, number.unit = left.number.kind, left.number.unit
        if left.factor != 1.0 and number.low is not None and number.high is not None:  # cents
            number.low, number.high = multiply(number.low, left.factor), multiply(number.high, left.factor)
        if left.number.evidence.get("unit"):
            number.evidence["unit"] = left.number.evidence["unit"]
        if scale == 1.0 or right.numeral.scale != 1.0 or number.low is None or number.high is None:
            return
        if number.high < UNSCALED:  # "$388 million, up from 350"
            number.low, number.high = multiply(number.low, scale), multiply(number.high, scale)
            right.numeral.scale = scale

    def _share_part(self, lexemes: Lexemes, left: QuantityDraft, right: QuantityDraft) -> None:
        """Give an amount's unit to the number of which it is said to be a part: "24 years, 14 of which"."""
        a, b, k = left.number, right.number, right.last + 1
        part = lexemes.word(k) in self.of and lexemes.word(k + 1) in self.of_pronouns
        beside = right.first == left.last + 2 and lexemes.word(left.last + 1) == ","
        smaller = a.high is not None and b.low is not None and b.low < a.high
        if part and beside and smaller and a.kind in {"duration", "measure"}:
            b.kind, b.unit, b.evidence["unit"] = a.kind, a.unit, a.evidence["unit"]

    def _runs_parallel(self, lexemes: Lexemes, left: QuantityDraft, between: list[str]) -> bool:
        """Whether two clauses say the same of two things ("the highest is 84 cents, while the lowest is 74")."""
        copulas = self.ranges.copulas
        contrasts = bool(self.ranges.contrast & set(between[:2]))
        return contrasts and between[-1] in copulas and lexemes.word(left.first - 1) in copulas

    def _share_bracketed(self, lexemes: Lexemes, left: QuantityDraft, right: QuantityDraft) -> None:
        """Give the unit of a lead to the shares in brackets after it: "by 22 points (47 to 25)"."""
        if left.number.kind != "percent" or right.first != left.last + 2:
            return
        between = lexemes.word(left.last + 1)
        if not (between in OPENED or (left.restated and between in self.ranges.to | DASHES)):
            return
        right.restated = True
        right.number.kind, right.number.unit = left.number.kind, left.number.unit
        right.number.evidence["unit"] = left.number.evidence["unit"]

    def share_nouns(self, lexemes: Lexemes, readings: list[QuantityDraft]) -> None:
        """Give the noun of "six-cylinder" to the numbers that hang on it: "four-, five- and six-cylinder"."""
        for left, right in reversed(list(pairwise(readings))):
            a, b = left.number, right.number
            after = left.last + 2
            hanging = lexemes.word(after - 1) in DASHES and lexemes.glued(after - 1)
            joined = lexemes.glued(after) and (lexemes.is_word(after) or lexemes.is_digits(after))
            if hanging and not joined and right.first - left.last <= 4 and b.unit:
                a.kind, a.unit, a.head_token, a.head = b.kind, b.unit, b.head_token, b.head
                if b.evidence.get("unit"):
                    a.evidence["unit"] = b.evidence["unit"]
            elif a.kind == b.kind == "count" and a.unit is None and self._is_change(lexemes, left, right):
                a.unit, a.head_token, a.head = b.unit, b.head_token, b.head
                a.evidence["unit"] = Evidence(CHANGE.id)

    def _is_change(self, lexemes: Lexemes, left: QuantityDraft, right: QuantityDraft) -> bool:
        """Whether the two are "from 200 to 300 ships"."""
        joined = right.first == left.last + 2 and lexemes.word(left.last + 1) in self.ranges.to
        return joined and lexemes.word(left.first - 1) in self.ranges.from_

    def share_currency(self, lexemes: Lexemes, left: QuantityDraft, right: QuantityDraft) -> None:
        """Take cents for those of the currency of the sum before: "€410m, or 82 cents per share"."""
        a, b = left.number, right.number
        word = lexemes.word(right.bare_last + 1)
        if a.kind == b.kind == "money" and a.unit and self.currencies.shares(word, a.unit):
            b.unit = a.unit

    def restate(self, lexemes: Lexemes, left: QuantityDraft, right: QuantityDraft) -> None:
        """Carry a bound over to the same amount in another unit: "over 7 million pesos ($400,000)".

        After "about" the amount in brackets stands as it was worked out: "about 430 km (267 miles)".
        """
        a, b = left.number, right.number
        same = a.kind == b.kind and a.kind in {"money", "measure"} and a.unit != b.unit
        between = lexemes.word(right.first - 1) if right.first - left.last == 2 else ""
        again = between in OPENED or (between in AGAIN and left.restated)
        if not (same and again and b.comparator == "=" and a.comparator in {"=", "~", ">", "<"}):
            return
        right.restated = True
        if a.comparator in BOUNDS:
            b.comparator, b.evidence["comparator"] = a.comparator, a.evidence["comparator"]
