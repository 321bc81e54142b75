"""QuantityDraft: the sign and unit of each quantity: money, per cent, time, measure, and parts of them."""

from dataclasses import dataclass, field, replace

from newstally.extract.model import Evidence, Number
from newstally.extract.numbers.currencies import currency_lexicon
from newstally.extract.numbers.lexemes import Lexemes
from newstally.extract.numbers.money import Money
from newstally.extract.numbers.numeral import PAIR, Numeral, multiply
from newstally.extract.numbers.units import Unit, unit_lexicon
from newstally.extract.words import language_data

CELL = "|"
"""What parts the cells of a table in an article's text."""


@dataclass(slots=True)
class QuantityDraft:
    """A quantity while it is read: the number, its lexemes with sign and unit, and those of the bare numeral."""

    number: Number
    numeral: Numeral
    first: int
    last: int
    bare_first: int
    bare_last: int
    opening: int = -1
    """Where it begins if other words than its comparator, sign or unit come first ("a gust or two")."""
    shared: bool = False
    """Whether its unit is that of its neighbour."""
    parts: list[tuple[float, str]] = field(default_factory=list)
    """The amounts of which it is the sum, with their units ("2 years and 3 months")."""
    factor: float = 1.0
    """What its value was multiplied with for its unit (0.01 for cents)."""
    restated: bool = False
    """Whether it says the amount before it again in another unit ("7 km (4.3 miles)")."""

    @property
    def is_bare(self) -> bool:
        """Whether neither sign nor unit was found."""
        return self.number.kind is None


class SignsAndUnits:
    """Reads the sign and unit of a quantity, with the words of one language."""

    def __init__(self, language: str) -> None:
        self.currencies = currency_lexicon(language)
        self.units = unit_lexicon(language)
        words = language_data(language, "counted")
        self.of = frozenset(words["of"]["words"])
        self.articles = frozenset(language_data(language, "numerals")["words"]["articles"])
        self.age_unit: str = words["age"]["unit"]
        self.times = frozenset(words["times"]["words"])
        self.times_unit: str = words["times"]["unit"]
        self.times_as = frozenset(words["times"]["as"])

    def read(self, lexemes: Lexemes, number: Number, numeral: Numeral, country: str | None) -> QuantityDraft:
        """Return the quantity with the kind and unit that its sign or unit gives it, none where it has neither."""
        first, last = numeral.first, numeral.last
        reading = QuantityDraft(number, numeral, first, last, first, last)
        if number.role == "age":
            self._age(lexemes, reading)
            return reading
        scaled = numeral.scale != 1.0
        before = self.currencies.before(lexemes, first, country)
        after = self.currencies.after(lexemes, last + 1, country, scaled)
        inner = numeral.unit_at >= 0
        unit = self.units.after(lexemes, numeral.unit_at if inner else last + 1)
        if inner and unit:
            self._set_unit(reading, replace(unit, last=last))
        elif before:
            said = self.currencies.specified(lexemes, last + 1, before)
            self._set_money(reading, said or before)
            reading.first = before.place
            if said:
                reading.last = said.place
            elif after and after.code == before.code:
                reading.last = after.place
        elif after and not (
            unit and unit.kind == "measure" and not self._is_sterling(after, country, number, scaled)
        ):
            self._set_money(reading, after)
            reading.last = after.place
        elif unit := unit or self._points(lexemes, last + 1):
            self._set_unit(reading, unit)
        else:
            self._other_unit(lexemes, reading)
        if number.kind == "money":
            self._price(lexemes, reading)
        if number.kind in {"money", "percent"} and _is_bracketed_cell(lexemes, reading):
            number.low, number.high = _negated(number.low), _negated(number.low)
            reading.first, reading.last = reading.first - 1, reading.last + 1
        if number.unit in self.units.unsigned and number.low is not None and number.low < 0:
            number.low = number.high = -number.low  # "codeine -22.5 grams": a dash
            number.start = lexemes.starts[first + 1]
            reading.first = reading.bare_first = first + 1
        if numeral.minus_at >= 0:
            reading.first = numeral.minus_at
        reading.last = max(reading.last, numeral.below_at)
        _place_unit(lexemes, reading, numeral.unit_at if inner else -1)
        return reading

    def _points(self, lexemes: Lexemes, i: int) -> Unit | None:
        return self.units.percentage_points(lexemes, i) or self.units.index_points(lexemes, i)

    def _is_sterling(self, money: Money, country: str | None, number: Number, scaled: bool) -> bool:
        """Whether "pounds" is money here, not weight: by the country, or because a million of them are."""
        return country in self.currencies.pound_countries or scaled

    def _set_money(self, reading: QuantityDraft, money: Money) -> None:
        number = reading.number
        number.kind, number.unit = "money", money.code
        number.evidence["unit"] = Evidence(money.entry)
        reading.factor = money.factor
        self._multiply(number, money.factor)

    def _price(self, lexemes: Lexemes, reading: QuantityDraft) -> None:
        """Set what a price is reckoned by: "$58 per barrel"; money per time stays a sum."""
        base = self.units.price_base(lexemes, reading.last + 1)
        if base is not None:
            reading.number.per = base[0]
            reading.last = base[1]

    def _set_unit(self, reading: QuantityDraft, unit: Unit) -> None:
        number = reading.number
        number.kind, number.unit, reading.last = unit.kind, unit.name, unit.last
        number.evidence["unit"] = Evidence(unit.entry)
        self._multiply(number, unit.factor)

    @staticmethod
    def _multiply(number: Number, factor: float) -> None:
        if factor != 1.0 and number.low is not None and number.high is not None:
            number.low, number.high = multiply(number.low, factor), multiply(number.high, factor)

    def _age(self, lexemes: Lexemes, reading: QuantityDraft) -> None:
        """An age is a duration; in years where no unit stands."""
        number = reading.number
        unit = self.units.after(lexemes, reading.last + 1)
        number.kind, number.unit = "duration", self.age_unit.format("year")
        if unit and unit.kind == "duration":
            number.unit, reading.last = self.age_unit.format(unit.name), unit.last
            number.evidence["unit"] = Evidence(unit.entry)

    def _other_unit(self, lexemes: Lexemes, reading: QuantityDraft) -> None:
        """ "magnitude 6.2", "half an hour", "a third of the voters", "three times as many"."""
        number = reading.number
        if reading.numeral.link == PAIR:
            number.kind, number.unit = "percent", "%"
            number.evidence["unit"] = Evidence("units.points.polls")
            return
        before = self.units.before(lexemes, reading.first)
        if before:
            number.kind, number.unit, reading.first = "measure", before[0], before[1]
            number.evidence["unit"] = Evidence(f"units.before.{before[0]}")
            return
        if self._is_magnitude(lexemes, reading):
            number.kind, number.unit = "measure", self.units.shaken[lexemes.word(reading.last + 1)]
            number.evidence["unit"] = Evidence(f"units.shaken.{number.unit}")
            return
        if reading.numeral.form == "part":
            self._part(lexemes, reading)
        elif lexemes.word(reading.last + 1) in self.times and reading.numeral.form in {"digits", "words"}:
            ratio = lexemes.word(reading.last + 2) in self.times_as
            number.kind, number.unit = ("ratio", None) if ratio else ("count", self.times_unit)
            reading.last += 1
            number.evidence["unit"] = Evidence("counted.times.as" if ratio else "counted.times.words")

    def _is_magnitude(self, lexemes: Lexemes, reading: QuantityDraft) -> bool:
        """Whether a decimal tells the magnitude of what is named after it ("the Velm 6.4 quake")."""
        decimal = reading.numeral.form == "digits" and "." in lexemes.word(reading.numeral.first)
        return decimal and lexemes.word(reading.last + 1) in self.units.shaken

    def _part(self, lexemes: Lexemes, reading: QuantityDraft) -> None:
        """Read a part of a unit: "half an hour", "two-thirds of a mile", "half a percentage point"."""
        i = reading.last + 1
        i += lexemes.word(i) in self.of
        if lexemes.word(i) not in self.articles:
            return
        unit = self.units.after(lexemes, i + 1)
        money = self.currencies.after(lexemes, i + 1, None)
        if unit:
            self._set_unit(reading, unit)
        elif money:
            self._set_money(reading, money)
            reading.last = money.place


def _place_unit(lexemes: Lexemes, reading: QuantityDraft, inner: int) -> None:
    """Record where the sign or unit stands: before or after the bare numeral, or at ``inner`` within it."""
    evidence = reading.number.evidence.get("unit")
    if evidence is None:
        return
    if reading.last > reading.bare_last:
        first, last = reading.bare_last + 1, reading.last
    elif reading.first < reading.bare_first:
        first, last = reading.first, reading.bare_first - 1
    else:
        first = last = inner
    if first >= 0:
        reading.number.evidence["unit"] = Evidence(evidence.rule, lexemes.starts[first], lexemes.ends[last])


def _is_bracketed_cell(lexemes: Lexemes, reading: QuantityDraft) -> bool:
    """Whether the quantity in brackets is a cell of a table: a negative amount, as accounts print it."""
    first, last = reading.first - 1, reading.last + 1
    if reading.number.is_range or (lexemes.word(first), lexemes.word(last)) != ("(", ")"):
        return False
    return CELL in {lexemes.word(first - 1), lexemes.word(last + 1)}


def _negated(value: float | None) -> float | None:
    return None if value is None else -abs(value)
