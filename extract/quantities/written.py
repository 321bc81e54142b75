"""As written: a quantity in the terms of the text: 19 cents, 2 decades, 1.5 billion shekels, 12 people.

A claim's quantity is normalised so that claims compare: 0.19 USD, 20 year, 1.5e9 ILS, 12 person. A reader who asks what
each number of a text says wants the words that stand there.
"""

from decimal import Decimal
from typing import Any, NamedTuple

from babel.numbers import get_currency_name

from newstally.extract.model import Number, Reading
from newstally.extract.numbers.currencies import currency_lexicon
from newstally.extract.numbers.units import unit_lexicon
from newstally.extract.words.inflection import inflection

WORDS = frozenset({"currencies.words", "currencies.subunits", "currencies.suffixes", "currencies.cldr"})
"""Tables of the language data whose entries are words, or parts of a currency, and not signs of one."""


BARE_KINDS = frozenset({"percent", "ratio"})
"""Kinds whose unit stands alone, whatever they are reckoned by ("4% a year")."""


class Written(NamedTuple):
    """A number's value and unit as its text has them; the unit in words, also where a sign stands for it."""

    low: float | None
    high: float | None
    unit: str | None


def as_written(number: Number, text: str, language: str) -> Written:
    """Return the quantity of ``number`` as ``text``, in which it was read, puts it.

    Money by a word keeps the word ("shekels", "cents"), money by a sign gets the currency's name after CLDR
    ("US dollar"); multiples of a unit of time keep their own ("decade"); a count has its noun as it stands ("people").
    """
    unit = number.unit
    evidence = number.evidence.get("unit")
    table, entry = _place(evidence.rule) if evidence else ("", "")
    if number.kind == "money" and evidence is not None and unit:
        if table in WORDS and evidence.start is not None:
            unit = text[evidence.start : evidence.end].lower().strip("-– ")
        else:
            unit = get_currency_name(unit, 1, language)
    elif table == "units.multiples":
        unit = entry
    elif (
        number.kind == "count" and number.head and unit == inflection(language).singular(number.head.lower())
    ):
        unit = number.head.lower()
    unit = with_rate(unit, number, language)
    factor = _factor(table, entry, language)
    return Written(_divided(number.low, factor), _divided(number.high, factor), unit)


def with_rate(unit: str | None, number: Number, language: str) -> str | None:
    """Return the unit with what it is reckoned by ("USD per year"); a unit that says so itself as it is."""
    lexicon = unit_lexicon(language)
    if unit is None or number.per is None or number.kind in BARE_KINDS or lexicon.says_rate(unit):
        return unit
    return lexicon.rate_form.format(unit, number.per)


def number_row(reading: Reading, number: Number) -> dict[str, Any]:
    """Return the number as a flat JSON-ready row: the contract of ``newstally extract --all-numbers --format jsonl``.

    It is the row of ``Reading.row`` with ``low``, ``high`` and ``unit`` as written; as a claim has them, they follow in
    ``normalized_low``, ``normalized_high`` and ``normalized_unit``; both units with their rate ("passenger per day").
    """
    row = reading.row(number)
    normalized = {f"normalized_{name}": row[name] for name in Written._fields}
    normalized["normalized_unit"] = with_rate(row["unit"], number, reading.article.language or "en")
    if number.is_quantity:
        row |= as_written(number, reading.article.text, reading.article.language or "en")._asdict()
    return row | normalized


def _place(rule: str) -> tuple[str, str]:
    """Return the table of the language data that a rule stands in, and its entry: "currencies.signs", "u.s.$"."""
    file, _, rest = rule.partition(".")
    table, _, entry = rest.partition(".")
    return f"{file}.{table}", entry


def _factor(table: str, entry: str, language: str) -> float:
    """Return by how much the value was multiplied when it was normalised."""
    if table == "units.multiples":
        return float(unit_lexicon(language).multiples[entry]["factor"])
    if table == "currencies.suffixes":
        return currency_lexicon(language).small.get(entry, 1.0)
    if table == "currencies.subunits":
        return next(
            unit["share"] for name, unit in currency_lexicon(language).subunits.values() if name == entry
        )
    return 1.0


def _divided(value: float | None, factor: float) -> float | None:
    return value if value is None or factor == 1.0 else float(Decimal(str(value)) / Decimal(str(factor)))
