"""Currencies: whether an amount is money, and in which currency, by the signs and words around it and the country.

Names come from CLDR through Babel, as does the currency of each country; signs and colloquial words from
``words/LANGUAGE/currencies.toml``.
"""

from babel import Locale

from newstally.extract.numbers.currency_letters import CurrencyLetters
from newstally.extract.numbers.lexemes import Lexemes, Phrases
from newstally.extract.numbers.links import links_of
from newstally.extract.numbers.money import Money, national_currency
from newstally.extract.rules import counterexample, example, family
from newstally.extract.words import language_data, remembered

family(
    "currencies.signs",
    "A sign tells the currency.",
    example("It cost A$3.5m.", "3.5m", kind="money", unit="AUD"),
)
family(
    "currencies.shared_signs",
    "A sign that several countries share means the outlet's own currency.",
    example("It cost $5 billion.", "5 billion", country="ca", kind="money", unit="CAD"),
)
family(
    "currencies.whose",
    "A word after the amount tells whose dollars they are.",
    example("It cost $31.20 US.", "31.20", country="ca", kind="money", unit="USD"),
)
family(
    "currencies.apart",
    "Letters before a sign that several countries share tell whose it is, a space between.",
    example("It cost C $5 million.", "5 million", kind="money", unit="CAD"),
    counterexample("A $5 million loan was lost.", "5 million", kind="money", unit="USD"),
)
family(
    "currencies.suffixes",
    "A sign after an amount tells the currency.",
    example("It cost 10,000/- then.", "10,000", country="ke", kind="money", unit="KES"),
)
family(
    "currencies.iso",
    "An ISO 4217 code beside an amount tells the currency.",
    example("It cost 300 CHF then.", "300", kind="money", unit="CHF"),
)
family(
    "currencies.cldr",
    "A currency's full name after an amount.",
    example("It cost 300 South African rand.", "300", kind="money", unit="ZAR"),
)
family(
    "currencies.behind",
    "An adjective behind the word for a currency tells whose it is.",
    example("Costó 300 dólares americanos.", "300", country="hk", language="es", unit="USD"),
)
family(
    "currencies.prefixed",
    "A currency's code behind a letter for a multiplier, after an amount.",
    example("The mill earned 30 MEUR in May.", "30", kind="money", unit="EUR", low=3e7),
)
family(
    "currencies.subunits",
    "A word for a part of a currency after an amount.",
    example("It cost 50 pence.", "50", country="gb", kind="money", unit="GBP", low=0.5),
)
family(
    "currencies.words",
    "A word for a currency after an amount.",
    example("It cost 968 million dollars.", "968 million", kind="money", unit="USD"),
)


def _is_word_of_its_own(letters: str) -> bool:
    """Whether letters before a sign are a word and no country's: one letter, or none of them a capital."""
    return len(letters) == 1 or letters.islower()


class CurrencyLexicon:
    """The signs and names of currencies in one language."""

    def __init__(self, language: str) -> None:
        data = language_data(language, "currencies")
        shared: dict[str, list[str]] = data["shared_signs"]
        self.signs = Phrases({**data["signs"], **{sign: [sign] for sign in shared}})
        self.choices: dict[str, list[str]] = dict(shared)
        self.suffixes: dict[str, list[str]] = data["suffixes"]
        self.suffix_phrases = Phrases({suffix: [suffix] for suffix in self.suffixes})
        self.small: dict[str, float] = data["small_suffixes"]
        self.prefixed: dict[str, float] = data["prefixed"]
        self.small_countries: dict[str, list[str]] = data["small_suffix_countries"]
        self.not_after_suffix: dict[str, list[int]] = data["not_after_suffix"]
        self.words: dict[str, list[str]] = {}
        self.only_large = frozenset(data["words"]["only_large"])
        self.trailing = frozenset(data["trailing"]["words"])
        for word, codes in data["words"].items():
            if word != "only_large":
                for form in (word, *data["plurals"].get(word, [f"{word}s"])):
                    self.words[form] = codes
        self.word_entry = {
            form: word
            for word in data["words"]
            if word != "only_large"
            for form in (word, *data["plurals"].get(word, [f"{word}s"]))
        }
        self.subunits = {
            form: (name, unit) for name, unit in data["subunits"].items() for form in unit["forms"]
        }
        self.whose = Phrases(data["whose"])
        self.whose_before = frozenset(data["whose_before"]["words"])
        self.adjectives, self.behind = Phrases(data["adjectives"]), Phrases(data["behind"])
        self.links = links_of(language)
        locale, leave_out = Locale.parse(language), frozenset(data["iso"]["leave_out"])
        self.codes: frozenset[str] = frozenset(locale.currencies) - leave_out
        self.letters_before = CurrencyLetters(language, self.codes, self.words)
        self.scale_words = self.letters_before.scale_words
        self.apart: dict[str, str] = data["apart"]
        self.pound_countries = frozenset(data["pound_countries"]["countries"])
        self.names = Phrases(self._cldr_names(locale, leave_out))

    @staticmethod
    def _cldr_names(locale: Locale, leave_out: frozenset[str]) -> dict[str, list[str]]:
        """Return the names of more than one word of every currency in use: "South African rand"."""
        names: dict[str, list[str]] = {}
        plurals = locale._data["currency_names_plural"]
        for code, name in locale.currencies.items():
            if "(" in name or code in leave_out or code not in plurals:
                continue
            forms = {form.lower() for form in plurals[code].values()}
            names[code] = sorted(form for form in forms if " " in form and "(" not in form)
        return {code: forms for code, forms in names.items() if forms}

    def before(self, lexemes: Lexemes, i: int, country: str | None) -> Money | None:
        """Return the currency whose sign stands before the number at lexeme ``i``."""
        if i == 0:
            return None
        if lexemes.word(i - 1) in {"-", "–", "−"} and lexemes.glued(i):
            i -= 1
        found = self.signs.before(lexemes, i)
        apart = bool(found) and not lexemes.glued(i - 1)
        coded = self._coded(lexemes, i - 1)
        if coded:
            return coded
        if found and found[1] < i - 1 and apart and _is_word_of_its_own(lexemes.raw(found[1])):
            sign = lexemes.word(i - 1)  # "a $5 million loan", "gave us $5": the word is no part of the sign
            found = (sign, i - 1) if sign in self.choices else None
        if found and (
            found[0] in self.choices or not lexemes.is_word(found[1] - 1) or not lexemes.glued(found[1])
        ):
            table = "shared_signs" if found[0] in self.choices else "signs"
            return Money(self._choose(found[0], country), found[1], f"currencies.{table}.{found[0]}")
        return self.letters_before.money(lexemes, i, country)

    def _coded(self, lexemes: Lexemes, i: int) -> Money | None:
        """Return the currency of a code before the sign at ``i`` that it shares with others: "NZD$15", "C $5"."""
        sign, raw = lexemes.word(i), lexemes.raw(i - 1)
        if sign not in self.choices:
            return None
        if raw in self.choices[sign] and lexemes.glued(i):
            return Money(raw, i - 1, "currencies.iso")
        code = self.apart.get(raw)
        if code is None or code not in self.choices[sign] or lexemes.glued(i) or lexemes.glued(i - 1):
            return None
        return Money(code, i - 1, f"currencies.apart.{raw}")

    def specified(self, lexemes: Lexemes, i: int, money: Money) -> Money | None:
        """Return which currency a sign shared by several is, where that stands after the amount at lexeme ``i``.

        "$31.20 US", "$75 CAD"; its ``place`` is the last lexeme of that.
        """
        if not money.entry.startswith("currencies.shared_signs."):
            return None
        raw = lexemes.raw(i)
        if raw in self.codes and raw in self.choices.get(money.entry.rpartition(".")[2], ()):
            return Money(raw, i, "currencies.iso")
        found = self.whose.after(lexemes, i)
        if found is None or not lexemes.capital(i) or (len(raw) == 2 and not raw.isupper()):
            return None
        code, end = found
        ends = not lexemes.is_word(end) or lexemes.word(end) in self.whose_before
        return Money(code, end - 1, f"currencies.whose.{code}") if ends else None

    def after(self, lexemes: Lexemes, i: int, country: str | None, scaled: bool = False) -> Money | None:
        """Return the currency whose sign or name begins at lexeme ``i``; ``scaled`` after a multiplier."""
        glued = lexemes.glued(i)
        i = self.links.past(lexemes, i + lexemes.hyphen(i))
        suffix = self.suffix_phrases.after(lexemes, i)
        if suffix and glued and not (lexemes.glued(suffix[1]) and lexemes.is_word(suffix[1])):
            money = self._suffix(lexemes, i, suffix, country)
            if money:
                return money
        sign = self.signs.after(lexemes, i)
        if sign and not lexemes.is_word(i) and not lexemes.is_digits(sign[1]):
            return Money(self._choose(sign[0], country), sign[1] - 1, f"currencies.signs.{sign[0]}")
        raw = lexemes.raw(i)
        if len(raw) == 3 and raw in self.codes and not lexemes.is_digits(i + 1):
            return Money(raw, i, "currencies.iso")
        if raw[1:] in self.codes and raw[:1] in self.prefixed:
            return Money(raw[1:], i, f"currencies.prefixed.{raw[0]}", self.prefixed[raw[0]])
        return self._name(lexemes, i, country, scaled)

    def _suffix(self, lexemes: Lexemes, i: int, suffix: tuple[str, int], country: str | None) -> Money | None:
        name, end = suffix
        if name in self.small and lexemes.raw(i).isupper():
            return None  # "45C" is a temperature
        allowed = self.small_countries.get(name)
        digits = lexemes.word(i - 1)
        if (allowed and country not in allowed) or (
            digits.isdecimal() and int(digits) in self.not_after_suffix.get(name, ())
        ):
            return None
        codes = self.suffixes[name]
        national = national_currency(country)
        code = national if national in codes and national else codes[0]
        return Money(code, end - 1, f"currencies.suffixes.{name}", self.small.get(name, 1.0))

    def _name(self, lexemes: Lexemes, i: int, country: str | None, scaled: bool) -> Money | None:
        name = self.names.after(lexemes, i)
        if name:
            return Money(name[0], name[1] - 1, "currencies.cldr")
        adjective = self.adjectives.after(lexemes, i)
        k = adjective[1] if adjective else i
        word = lexemes.word(k)
        if word in self.subunits:
            entry, unit = self.subunits[word]
            code = adjective[0] if adjective else self._of(unit["of"], country)
            return Money(code, k, f"currencies.subunits.{entry}", unit["share"])
        codes = self.words.get(word)
        if codes is None or (adjective and adjective[0] not in codes):
            return None
        entry = self.word_entry[word]
        if entry in self.only_large and not (adjective or scaled or self._is_national(codes, country)):
            return None
        last = k + 1 if lexemes.word(k + 1) in self.trailing else k
        behind = self.behind.after(lexemes, k + 1)
        if behind and behind[0] in codes:
            return Money(behind[0], behind[1] - 1, f"currencies.behind.{behind[0]}")
        return Money(
            adjective[0] if adjective else self._of(codes, country), last, f"currencies.words.{entry}"
        )

    def _is_national(self, codes: list[str], country: str | None) -> bool:
        """Whether a word that is common elsewhere is the country's own money ("sol" in Peru)."""
        return self.links.linking != frozenset() and national_currency(country) in codes

    def _of(self, codes: list[str], country: str | None) -> str:
        national = national_currency(country)
        return national if national in codes and national else codes[0]

    def shares(self, word: str, code: str) -> bool:
        """Return whether a word names a subunit of a currency ("cents" of the euro)."""
        return word in self.subunits and code in self.subunits[word][1]["of"]

    def _choose(self, name: str, country: str | None) -> str:
        return self._of(self.choices[name], country) if name in self.choices else name


@remembered
def currency_lexicon(language: str) -> CurrencyLexicon:
    """Return the language's currencies, read once."""
    return CurrencyLexicon(language)
