"""Currency letters: whether letters right before a number are the sign of a currency ("R50bn", "CHF 300")."""

from newstally.extract.numbers.lexemes import Lexemes
from newstally.extract.numbers.money import Money, national_currency
from newstally.extract.rules import example, family
from newstally.extract.words import language_data

family(
    "currencies.letters",
    "Letters right before an amount tell the currency.",
    example("It cost R50bn.", "50bn", kind="money", unit="ZAR"),
)
family(
    "currencies.local_letters",
    "Letters that mean a currency only in papers of its country.",
    example("It cost N500 million.", "500 million", country="ng", kind="money", unit="NGN"),
)
LEAST_DIGITS = 3
"""Digits from which one letter before a number is taken for the sign of a currency of another country."""


class CurrencyLetters:
    """The letters that are signs of currencies in one language."""

    def __init__(self, language: str, codes: frozenset[str], words: dict[str, list[str]]) -> None:
        """``codes`` are those of all currencies (ISO 4217), ``words`` their names, each with those that it means."""
        data, numerals = language_data(language, "currencies"), language_data(language, "numerals")
        self.codes = codes
        self.naming: dict[str, set[str]] = {}
        """The words that name each currency."""
        for word, named in words.items():
            for code in named:
                self.naming.setdefault(code, set()).add(word)
        self.letters: dict[str, list[str]] = data["letters"]
        self.mangled = frozenset(data["mangled"]["letters"])
        self.local_letters: dict[str, list[str]] = data["local_letters"]
        self.common_codes = frozenset(data["iso"]["common"])
        self.word_codes = frozenset(data["iso"]["words"])
        tables = ("scales", "scale_plurals", "scale_signs", "money_signs")
        small = frozenset(data["large"]["not_scales"])
        self.scales = frozenset(word for table in tables for word in numerals[table]) - small
        self.scale_letters = frozenset(numerals["scale_letters"])
        self.scale_words = self.scales | self.scale_letters

    def money(self, lexemes: Lexemes, i: int, country: str | None) -> Money | None:
        """Return the currency whose letters stand before the number at lexeme ``i``."""
        first = i - 2 if lexemes.word(i - 1) == "." and lexemes.glued(i - 1) else i - 1
        if not lexemes.is_word(first) or (lexemes.glued(first) and lexemes.is_digits(first - 1)):
            return None
        raw, glued = lexemes.raw(first), lexemes.glued(i)
        if lexemes.hyphen(first - 1) and not self._ends_amount(lexemes, first - 2):
            return None
        if first == i - 1 and self._is_code(lexemes, raw, i):
            return Money(raw, first, "currencies.iso")
        for table, name in ((self.letters, "letters"), (self.local_letters, "local_letters")):
            codes = table.get(raw)
            if codes is None:
                continue
            national = national_currency(country)
            local = national in codes
            if raw in self.mangled and not set(lexemes.word(i)) & {",", "."}:
                continue
            large = glued and self._is_large(lexemes, i)
            long = len(lexemes.word(i)) >= LEAST_DIGITS or lexemes.is_digits(i + 1)  # "R350", "R10 000"
            signed = len(raw) > 1 or (glued and long)  # but not "the R21 vaccine"
            told = glued and not local and name == "local_letters" and self._is_told(lexemes, first, codes[0])
            if local or large or told or (signed and name == "letters"):
                code = national if local and national else codes[0]
                return Money(code, first, f"currencies.{name}.{raw}")
        return None

    def _is_told(self, lexemes: Lexemes, first: int, code: str) -> bool:
        """Whether the text names the currency, or writes an amount with the letters at ``first``, as they stand there
        ("N190 … N120,000")."""
        if not self.naming.get(code, set()).isdisjoint(lexemes.words):
            return True
        letters, raw = lexemes.word(first), lexemes.raw(first)
        alike = (k for k, word in enumerate(lexemes.words) if word == letters and lexemes.raw(k) == raw)
        return any(
            lexemes.glued(k + 1) and lexemes.is_digits(k + 1) and self._is_large(lexemes, k + 1)
            for k in alike
        )

    def _ends_amount(self, lexemes: Lexemes, i: int) -> bool:
        """Whether an amount ends at lexeme ``i``: the lower end of a range ("Rs 200-Rs 300")."""
        return lexemes.is_digits(i) or (lexemes.word(i) in self.scale_words and lexemes.is_digits(i - 1))

    def _is_code(self, lexemes: Lexemes, raw: str, i: int) -> bool:
        """Whether the letters before the number at lexeme ``i`` are a currency's ISO 4217 code.

        One that is also a word needs an amount after it ("TRY 5m", but not "COP26"), one that is not common more than
        a digit.
        """
        if raw in self.word_codes:
            return self._is_large(lexemes, i) or (lexemes.glued(i) and len(lexemes.word(i)) >= LEAST_DIGITS)
        if raw not in self.codes:
            return False
        return len(lexemes.word(i)) > 1 or raw in self.common_codes or self._is_large(lexemes, i)

    def _is_large(self, lexemes: Lexemes, i: int) -> bool:
        """Whether digits are written as an amount: with a comma in them or a multiplier after them."""
        k = i + 1 + lexemes.hyphen(i + 1)
        if "," in lexemes.word(i) or lexemes.word(k) in self.scales:
            return True
        joined = lexemes.glued(k + 1) and (lexemes.is_word(k + 1) or lexemes.is_digits(k + 1))
        return lexemes.word(k) in self.scale_letters and lexemes.glued(k) and not joined
