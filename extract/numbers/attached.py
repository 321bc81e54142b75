"""Attached: letters joined to a number that make a name of it ("G7", "5G"), and those that don't ("5km")."""

from newstally.extract.numbers.context import Context
from newstally.extract.numbers.currencies import currency_lexicon
from newstally.extract.numbers.lexemes import Lexemes, Phrases
from newstally.extract.numbers.units import unit_lexicon
from newstally.extract.rules import counterexample, example, rule
from newstally.extract.words import language_data

BILLION = 1e9


class AttachedRules:
    """Tells such numbers, with the words of one language."""

    def __init__(self, language: str) -> None:
        name = language_data(language, "roles")["name"]
        self.before = Phrases({"before": name["before"]})
        self.unit_before = unit_lexicon(language).before
        self.measured = unit_lexicon(language).starts
        self.scales = currency_lexicon(language).scale_words
        self.crossed = frozenset(name["crossed"])
        self.circa = frozenset(name["circa"])
        self.prefixes = frozenset(name["prefixes"])
        self.suffixes = frozenset(name["suffixes"])

    @rule(
        "roles.name.attached",
        example("The F-16 jets came low.", "16", role="name"),
        example("The 5G mast was burned.", "5", role="name"),
    )
    def attached(self, context: Context) -> str | None:
        """Letters joined to the digits or the word ("G7", "5G", "COVID-19", "737s", "level-four")."""
        return "roles.name.attached" if context.could_be_name and self._joined(context) else None

    @rule(
        "roles.name.designation",
        example("GJ 1132b also lies far from here.", "1132b", role="name"),
        example("The LannerFork2x vote failed.", "2x", role="name"),
        counterexample("The sale brought $12b.", "12b", role="claim"),
    )
    def designation(self, context: Context) -> str | None:
        """Digits and a letter that only look like an amount: what they stand with is named so."""
        numeral, lexemes = context.numeral, context.lexemes
        i, letter = numeral.first - 1, numeral.last
        lone = letter == numeral.first + 1 and lexemes.glued(letter) and len(lexemes.word(letter)) == 1
        if context.money or not lone or not lexemes.is_word(letter) or not lexemes.is_digits(numeral.first):
            return None
        if lexemes.is_word(i) and lexemes.glued(numeral.first):
            return "roles.name.designation"
        named = numeral.scale >= BILLION and lexemes.is_word(i) and lexemes.capital(i)
        return "roles.name.designation" if named else None

    def _joined(self, context: Context) -> bool:
        """Whether letters are joined to the numeral that make a name of it."""
        numeral, lexemes = context.numeral, context.lexemes
        i = numeral.first - 1
        if numeral.form == "words":
            return lexemes.hyphen(i) and self.before.before(lexemes, i) is not None
        if lexemes.hyphen(i) and self.unit_before(lexemes, numeral.first):
            return False  # "a magnitude-6.2 quake"
        i -= lexemes.hyphen(i)
        if lexemes.word(i) == "." and lexemes.glued(i) and lexemes.glued(i + 1) and lexemes.is_word(i - 1):
            return lexemes.capital(i - 1) and bool(context.digits)  # "ID.3"
        glued = lexemes.glued(numeral.first) and lexemes.is_word(i) and lexemes.glued(i + 1)
        if lexemes.hyphen(numeral.first - 1) and self._ends_amount(lexemes, i):
            glued = False  # "5km-10km", "$5 million-10 million"
        if glued and lexemes.raw(i) in self.circa:
            return False  # "c560,000 agents"
        if glued and not (lexemes.hyphen(numeral.first - 1) and lexemes.word(i) in self.prefixes):
            return True
        if numeral.form == "decade":
            return True
        if context.unit:
            return False
        k = numeral.last + 1
        if lexemes.hyphen(k) and lexemes.glued(k) and lexemes.glued(k + 1) and len(lexemes.raw(k + 1)) == 1:
            return bool(context.digits) and lexemes.capital(k + 1)  # "3-D"
        if (
            lexemes.word(k) in self.crossed
            and lexemes.glued(k)
            and lexemes.glued(k + 1)
            and lexemes.is_digits(k + 1)
        ):
            return True
        return bool(
            lexemes.is_digits(numeral.first)
            and numeral.first == numeral.last
            and lexemes.glued(k)
            and lexemes.is_word(k)
            and lexemes.word(k) not in self.suffixes
        )

    def _ends_amount(self, lexemes: Lexemes, i: int) -> bool:
        """Whether the unit or multiplier of a number ends at lexeme ``i``."""
        for k in (i, i - 1):
            letter = len(lexemes.word(k)) == 1 and not lexemes.glued(k)  # "40 T-72 tanks"
            if (
                lexemes.is_digits(k - 1)
                and not letter
                and (self.measured(lexemes, k) or lexemes.word(k) in self.scales)
            ):
                return True
        return False
