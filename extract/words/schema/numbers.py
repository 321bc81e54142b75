"""Schema of what numbers, quantities and claims ask for."""

from typing import Annotated, Any, Literal

from pydantic import AfterValidator, Field

from newstally.extract.words.schema.kinds import (
    Comparator,
    Country,
    CurrencyCode,
    Kind,
    Lists,
    Record,
    Template,
    Word,
    WordList,
    once,
)

Values = dict[Word, int | float]
Ranges = dict[Word, Annotated[list[int | float], Field(min_length=2, max_length=2)]]
Integers = dict[Word, int]
Codes = Annotated[list[CurrencyCode], AfterValidator(once)]


class Compared(Record):
    """The words that make a figure more, fewer, about or exactly so many, before and after it."""

    sign: Literal["~", ">", "<", "="]
    before: WordList
    after: WordList


class Comparators(Lists):
    """``comparators.toml``."""

    about: Compared
    more: Compared
    fewer: Compared
    exact: Compared
    glued: dict[Word, Comparator]
    prefixes: dict[Word, Comparator]
    prepositions: dict[Word, WordList]
    """Comparing word to the words before it after which it is a mere preposition."""


class People(Lists):
    unit: Word


class Times(Lists):
    unit: Word


class Age(Record):
    unit: Template


class Counted(Lists):
    """``counted.toml``."""

    people: People
    age: Age
    times: Times


class Subunit(Record):
    share: float
    forms: WordList
    of: Codes


class Pounds(Record):
    countries: list[Country]


class Currencies(Lists):
    """``currencies.toml``."""

    signs: dict[CurrencyCode, WordList]
    shared_signs: dict[Word, Codes]
    whose: dict[CurrencyCode, WordList]
    apart: dict[Word, CurrencyCode]
    letters: dict[Word, Codes]
    local_letters: dict[Word, Codes]
    suffixes: dict[Word, Codes]
    prefixed: dict[Word, float]
    small_suffixes: dict[Word, float]
    small_suffix_countries: dict[Word, list[Country]]
    not_after_suffix: dict[Word, list[int]]
    words: dict[Word, WordList]
    plurals: dict[Word, WordList]
    adjectives: dict[CurrencyCode, WordList]
    behind: dict[CurrencyCode, WordList]
    subunits: dict[Word, Subunit]
    pound_countries: Pounds


class Million(Lists):
    plural: str
    past: str


class Places(Record):
    words: WordList
    counts: Integers


class Nested(Lists):
    hundreds: Integers
    compounds: Integers


class Separated(Record):
    by_country: bool
    """Whether the decimal sign differs between the countries of the language."""


class Numerals(Lists):
    """``numerals.toml``."""

    ones: Integers
    tens: Integers
    scales: Values
    scale_plurals: Values
    scale_signs: Values
    scale_letters: Values
    money_signs: Values
    parts: Values
    parts_plural: Values
    ordinals: Integers
    multiplied: Values
    multiples: Values
    counting: Integers
    vague: Values
    few: Ranges
    """A word for some to the least and the most that it is taken for."""
    places: Places
    part_of_range: Ranges
    """A word to where the part begins and ends, as shares of the range."""
    decades: Integers
    nested: Nested
    separators: Separated
    million: Million


class Years(Lists):
    first: int
    last: int
    likely_first: int
    likely_last: int


class Ages(Lists):
    youngest: int
    oldest: int


class Roles(Lists):
    """``roles.toml``."""

    year: Years
    age: Ages


class Multiple(Record):
    unit: Word
    factor: int
    forms: WordList


class Points(Lists):
    index_unit: Word


class UnitRates(Lists):
    form: Template
    priced: dict[Word, WordList]
    adverbs: dict[Word, Word]


class Rest(Record):
    of: dict[Word, Word]
    words: WordList
    marked: Word


class Units(Lists):
    """``units.toml``."""

    names: dict[Word, Word]
    forms: dict[Word, WordList]
    glued: dict[Word, WordList]
    cased: dict[Word, WordList]
    points: Points
    multiples: dict[Word, Multiple]
    smaller: dict[Word, Integers]
    shaken: dict[Word, WordList]
    rest: Rest
    rates: UnitRates
    before: dict[Word, WordList]


class Denominators(Lists):
    names: dict[Word, Word]
    adjectives: dict[Word, Word]


class Statistic(Record):
    """The words that make a figure one, before and behind it, and as adjective, noun and verb of what is measured."""

    before: WordList
    after: WordList
    adjectives: WordList
    nouns: WordList
    verbs: WordList


class Rates(Record):
    """``rates.toml``."""

    denominators: Denominators
    statistics: dict[Literal["average", "median", "total", "record"], Statistic]


class Attributive(Lists):
    kinds: list[Kind]


class Definite(Lists):
    most: int


class Claims(Lists):
    """``claims.toml``."""

    attributive: Attributive
    definite: Definite


class FieldWeights(Record):
    intercept: float
    weights: dict[str, float]


class Whole(Record):
    intercept: float
    slope: float


class Confidence(Record):
    """``confidence.toml``: learned, not written."""

    whole: Whole
    fields: dict[
        Literal["claim", "value", "comparator", "unit", "subject", "source", "as_of", "modality"],
        FieldWeights,
    ]


def unknown_currencies(data: dict[str, Any]) -> list[tuple[tuple[str | int, ...], str]]:
    """Return where a currency is named that CLDR doesn't know."""
    from babel.core import get_global

    known = set(get_global("all_currencies"))
    found: list[tuple[tuple[str | int, ...], str]] = []
    for table in ("signs", "whose", "adjectives", "behind"):
        found += [((table, code), code) for code in data[table] if code not in known]
    for table in ("shared_signs", "letters", "local_letters", "suffixes"):
        for word, codes in data[table].items():
            found += [((table, word, i), code) for i, code in enumerate(codes) if code not in known]
    return [(path, f"{code!r} is no currency that CLDR knows") for path, code in found]
