"""Units: which unit of time or measure, or per cent sign, begins at a place in the text, and how it is called.

Names and plurals come from CLDR through Babel, in British spelling ("kilometre"); short forms and the units that CLDR
lacks from ``words/LANGUAGE/units.toml``.
"""

from dataclasses import dataclass
from typing import Any

from babel import Locale

from newstally.extract.numbers.lexemes import DASHES, Lexemes, Phrases
from newstally.extract.numbers.links import links_of
from newstally.extract.rules import counterexample, example, family
from newstally.extract.words import language_data, remembered

family(
    "units.forms",
    "A unit of time or measure after a number.",
    example("It lasted 15 days.", "15", kind="duration", unit="day"),
    example("It covers 7,000 sq km.", "7,000", kind="measure", unit="square kilometre"),
    counterexample("They sold 40 Week 15 tickets in May.", "40", kind="count"),
)
family(
    "units.multiples",
    "A unit of time that is counted in another.",
    example("It lasted two decades.", "two", kind="duration", unit="year", low=20.0),
)
family(
    "units.percent",
    "A per cent sign or word after a number.",
    example("Support fell 3 per cent.", "3", kind="percent", unit="%"),
    example("Support fell 3pc.", "3", kind="percent", unit="%"),
    counterexample("They had 3 pc.", "3", kind="count"),
)
family(
    "units.points",
    "Points are percentage points, or those of an index, by what is spoken of around them.",
    example("The poll has her 4 points ahead.", "4", kind="percent", unit="%"),
    example("The index fell 300 points.", "300", kind="measure", unit="point"),
)
family(
    "units.shaken",
    "A decimal before a word for a quake is its magnitude.",
    example("The Velm 6.4 quake was felt.", "6.4", kind="measure", unit="magnitude"),
)
family(
    "units.before",
    "A unit that stands before its number.",
    example("A magnitude 5.8 quake struck.", "5.8", kind="measure", unit="magnitude"),
)
NEAR = 50
"""Lexemes to either side in which a word tells what points are meant."""
LONGEST_ASIDE = 7
"""Lexemes of a bracket in which an amount is said again in another unit."""


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit found in the text: what kind it is, its name, what the number is to be multiplied by, and where it ends.

    ``last`` is the index of its last lexeme, ``entry`` its place in the language data.
    """

    kind: str
    name: str
    last: int
    entry: str
    factor: float = 1.0


def cldr_forms(data: dict[str, Any]) -> dict[str, set[str]]:
    """Return the names of CLDR's units, each with its singulars and plurals in all of the locales."""
    forms: dict[str, set[str]] = {}
    patterns = [Locale.parse(locale)._data["unit_patterns"] for locale in data["cldr"]["locales"]]
    wanted, unwanted = tuple(data["cldr"]["dimensions"]), frozenset(data["cldr"]["leave_out"])
    for key, widths in patterns[-1].items():
        if (
            key in unwanted
            or not key.startswith(wanted)
            or "long" not in widths
            or "one" not in widths["long"]
        ):
            continue
        name = data["names"].get(key) or _bare(widths["long"]["one"])
        found = forms.setdefault(name.lower(), set())
        for locale in patterns:
            told = locale.get(key, {}).get("long", {})  # not every language has a name for every unit
            found.update(_bare(pattern) for count, pattern in told.items() if count in {"one", "other"})
    return forms


def _bare(pattern: str) -> str:
    return pattern.replace("{0}", "").strip().lower()


class UnitLexicon:
    """The units of one language."""

    def __init__(self, language: str) -> None:
        data = language_data(language, "units")
        forms = cldr_forms(data)
        self.links = links_of(language)
        for name, more in data["forms"].items():
            forms.setdefault(name, set()).update({*more, name})
        self.multiples: dict[str, dict[str, Any]] = data["multiples"]
        self.percent = Phrases(
            {f"percent.{name}": phrases for name, phrases in data["percent"].items() if name == "%"}
        )
        self.percent_clipped = frozenset(data["percent"]["clipped"])
        self.percent_compared = frozenset(data["percent"]["compared"])
        self.percent_glued = frozenset(data["percent"]["glued_only"])
        points = data["points"]
        self.points, self.shares = frozenset(points["words"]), frozenset(points["near"])
        self.index, self.index_unit = frozenset(points["index"]), points["index_unit"]
        self.polls, self.games = frozenset(points["polls"]), frozenset(points["not_near"])
        self.names = Phrases(
            {name: sorted(found) for name, found in forms.items()}
            | {name: entry["forms"] for name, entry in self.multiples.items()}
        )
        self.glued_names = {form: name for name, found in data["glued"].items() for form in found}
        self.cased_names = {form: name for name, found in data["cased"].items() for form in found}
        self.before_number = Phrases(data["before"])
        self.durations = frozenset(data["durations"]["units"])
        self.unsigned = frozenset(data["unsigned"]["units"])
        """Units of what can't be less than nothing."""
        self.duration_adjectives = frozenset(data["durations"]["adjectives"])
        self.shaken = {word: name for name, words in data["shaken"].items() for word in words}
        self.rest: dict[str, str] = data["rest"]["of"]
        self.marked: str = data["rest"]["marked"]
        self.rest_words = frozenset(data["rest"]["words"])
        self.smaller: dict[str, dict[str, int]] = data["smaller"]
        self.rate_words = Phrases({"rate": data["rates"]["words"]})
        self.rate_of = Phrases({name: {name, *forms.get(name, ())} for name in data["rates"]["of"]})
        self.denominators = frozenset(data["rates"]["of"])
        self.priced = Phrases(data["rates"]["priced"])
        self.rate_form: str = data["rates"]["form"]
        self.rate_mark = self.rate_form.format("", "")
        self.rate_adverbs: dict[str, str] = data["rates"]["adverbs"]

    def after(self, lexemes: Lexemes, i: int) -> Unit | None:
        """Return the unit that begins at lexeme ``i``, a hyphen before it passed over; the rate is part of it."""
        glued = lexemes.glued(i)
        i = self.links.past(lexemes, i + lexemes.hyphen(i))
        if i >= len(lexemes):
            return None
        if glued and lexemes.word(i) in DASHES and lexemes.word(i + 1) in self.durations:
            i += 1  # "a three- week strike"
        percent = self.percent.after(lexemes, i)
        if percent and (lexemes.word(i) not in self.percent_glued or glued):
            return self._percent(lexemes, i, percent[1])
        found = self._cased(lexemes, i, self.cased_names) or self.names.after(lexemes, i)
        if found is None and glued:
            found = self._cased(lexemes, i, self.glued_names)
        if found is None:
            return self._qualified(lexemes, i)
        name, end = found
        if name in self.multiples:
            entry = self.multiples[name]
            return Unit("duration", entry["unit"], end - 1, f"units.multiples.{name}", float(entry["factor"]))
        if name in self.durations and lexemes.capital(i) and lexemes.is_digits(end):
            return None  # "a 26-20 Week 15 win"
        if name in self.durations:
            return Unit("duration", name, end - 1, f"units.forms.{name}")
        rate = self.rate(lexemes, end)
        if rate and self.rate_mark not in name:
            return Unit("measure", self.rate_form.format(name, rate[0]), rate[1], f"units.forms.{name}")
        rate = self._rate_past_aside(lexemes, end) if self.rate_mark not in name else None
        if rate:
            return Unit("measure", self.rate_form.format(name, rate[0]), end - 1, f"units.forms.{name}")
        return Unit("measure", name, end - 1, f"units.forms.{name}")

    def _qualified(self, lexemes: Lexemes, i: int) -> Unit | None:
        """Return the unit of time after an adjective at ``i``: "three consecutive months"."""
        if lexemes.word(i) not in self.duration_adjectives:
            return None
        found = self.names.after(lexemes, i + 1)
        if found is None or not (found[0] in self.durations or found[0] in self.multiples):
            return None
        return None if lexemes.hyphen(found[1]) else self.after(lexemes, i + 1)

    @staticmethod
    def _cased(lexemes: Lexemes, i: int, names: dict[str, str]) -> tuple[str, int] | None:
        """Return the unit whose letters stand at ``i`` in their own case, and nothing joined to them."""
        name = names.get(lexemes.raw(i))
        if name is None or (lexemes.glued(i + 1) and (lexemes.is_word(i + 1) or lexemes.is_digits(i + 1))):
            return None
        return name, i + 1

    def _percent(self, lexemes: Lexemes, i: int, end: int) -> Unit | None:
        if lexemes.word(i) in self.percent_clipped and end == i + 1:
            compared = lexemes.word(i + 1) in self.percent_compared
            return Unit("percent", "%", i, "units.percent.%") if compared else None
        return Unit("percent", "%", end - 1, "units.percent.%")

    def percentage_points(self, lexemes: Lexemes, i: int) -> Unit | None:
        """Return the unit of points at lexeme ``i`` that are percentage points by what is spoken of around them."""
        i += lexemes.hyphen(i)
        if lexemes.word(i) not in self.points:
            return None
        return Unit("percent", "%", i, "units.points.near") if self._near(lexemes, i, self.shares) else None

    def index_points(self, lexemes: Lexemes, i: int) -> Unit | None:
        """Return the unit of points at lexeme ``i`` that are those of an index or an exchange."""
        i += lexemes.hyphen(i)
        if lexemes.word(i) not in self.points or not self.index & self._around(lexemes, i):
            return None
        return Unit("measure", self.index_unit, i, "units.points.index")

    def polled(self, lexemes: Lexemes, i: int) -> bool:
        """Whether polls are spoken of around lexeme ``i``."""
        return self._near(lexemes, i, self.polls)

    def _near(self, lexemes: Lexemes, i: int, words: frozenset[str]) -> bool:
        around = self._around(lexemes, i)
        return bool(words & around) and not self.games & around

    @staticmethod
    def _around(lexemes: Lexemes, i: int) -> set[str]:
        return set(lexemes.words[max(0, i - NEAR) : i + NEAR])

    def rate(self, lexemes: Lexemes, i: int) -> tuple[str, int] | None:
        """Return what a rate is reckoned by ("day" in "a day", "per day", "/day", "daily") and its last lexeme."""
        word = lexemes.word(i)
        if word in self.rate_adverbs:
            return self.rate_adverbs[word], i
        led = self.rate_words.after(lexemes, i + lexemes.hyphen(i))
        if led is None:
            return None
        i = led[1] + lexemes.hyphen(led[1])
        found = self.rate_of.after(lexemes, i)
        return (found[0], found[1] - 1) if found else None

    def _rate_past_aside(self, lexemes: Lexemes, i: int) -> tuple[str, int] | None:
        """Return the rate after the bracket that lexeme ``i`` opens or closes ("40 km (25 miles) a day")."""
        if i < len(lexemes) and lexemes.raw(i) == "(":
            i = next((k for k in range(i, min(i + LONGEST_ASIDE, len(lexemes))) if lexemes.raw(k) == ")"), i)
        return self.rate(lexemes, i + 1) if i < len(lexemes) and lexemes.raw(i) == ")" else None

    def says_rate(self, unit: str) -> bool:
        """Whether a unit says itself what it is reckoned by ("barrel per day", "mbps", "euros a ton")."""
        words = Lexemes(unit)
        return any(self.rate_words.after(words, i) for i in range(1, len(words)))

    def price_base(self, lexemes: Lexemes, i: int) -> tuple[str, int] | None:
        """Return the thing by which a price is reckoned ("barrel" in "a barrel", "per barrel") and its last lexeme."""
        led = self.rate_words.after(lexemes, i + lexemes.hyphen(i))
        if led is None:
            return None
        i = led[1] + lexemes.hyphen(led[1])
        found = self._cased(lexemes, i, self.cased_names) or self.names.after(lexemes, i)
        if found is None and lexemes.is_word(i):
            found = self._cased(lexemes, i, self.glued_names)
        if found is None or found[0] in self.durations or found[0] in self.multiples:
            found = self.priced.after(lexemes, i)
        return (found[0], found[1] - 1) if found else None

    def before(self, lexemes: Lexemes, i: int) -> tuple[str, int] | None:
        """Return the unit that stands before the number at lexeme ``i`` ("magnitude-6.2"), and its first lexeme."""
        return self.before_number.before(lexemes, i - lexemes.hyphen(i - 1))

    def starts(self, lexemes: Lexemes, i: int) -> bool:
        """Whether a unit or per cent sign begins at lexeme ``i``."""
        return self.after(lexemes, i) is not None


@remembered
def unit_lexicon(language: str) -> UnitLexicon:
    """Return the language's units, read once."""
    return UnitLexicon(language)
