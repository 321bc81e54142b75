"""Context: a numeral in its text, as the rules that decide on its role see it."""

from collections.abc import Callable
from dataclasses import dataclass

from newstally.extract.grammar import Parse, Word
from newstally.extract.grammar.forms import (
    ADJECTIVE_FORMS,
    NOUN_FORMS,
    NOUNS,
    PARTICIPLES,
    PLURALS,
    PartOfSpeech,
)
from newstally.extract.numbers.currencies import Money
from newstally.extract.numbers.lexemes import Lexemes
from newstally.extract.numbers.numeral import Numeral
from newstally.extract.numbers.units import Unit

IN_NOUN_PHRASE = NOUNS | {PartOfSpeech.ADJECTIVE}
"""Parts of speech with which a noun phrase goes on after a number."""
DESCRIBING = NOUN_FORMS | ADJECTIVE_FORMS | PARTICIPLES
"""Forms of the words that may stand between a number and the noun that it counts."""


@dataclass(slots=True)
class Context:
    """A numeral with its text, its tokens, the money sign and the unit beside it, and the outlet's country."""

    parse: Parse
    lexemes: Lexemes
    numeral: Numeral
    first_token: int
    last_token: int
    money: Money | None
    unit: Unit | None
    previous_role: str = ""
    """The role of the number before, if only a comma or "and" stands between.

    "rank" for an ordinal that is one, "year" for a year.
    """

    def before(self, steps: int = 1) -> str:
        """Return the lexeme so many steps before the numeral, in lower case."""
        return self.lexemes.word(self.numeral.first - steps)

    def after(self, steps: int = 1) -> str:
        """Return the lexeme so many steps after the numeral, in lower case."""
        return self.lexemes.word(self.numeral.last + steps)

    @property
    def text(self) -> str:
        """The numeral as lexemes in lower case, without spaces."""
        return "".join(self.lexemes.words[self.numeral.first : self.numeral.last + 1])

    @property
    def digits(self) -> str:
        """The numeral's only lexeme if that is a string of digits without separators, else an empty string."""
        word = self.lexemes.word(self.numeral.first)
        return word if self.numeral.first == self.numeral.last and word.isdecimal() else ""

    @property
    def next_token(self) -> Word | None:
        """The token after the numeral, a hyphen passed over; None at the end of the text."""
        i = self.last_token + 1
        if i < len(self.parse) and self.parse[i].text in {"-", "–"}:
            i += 1
        return self.parse[i] if i < len(self.parse) else None

    @property
    def previous_token(self) -> Word | None:
        """The token before the numeral; None at the start of the text."""
        return self.parse[self.first_token - 1] if self.first_token > 0 else None

    @property
    def readable(self) -> bool:
        """Whether the numeral has a value, and the ends of a range stand in their order."""
        low, high = self.numeral.low, self.numeral.high
        return low is not None and (high is None or low <= high)

    def counts_plural(self) -> bool:
        """Whether a plural noun follows, at most two words on, that the numeral can count."""
        for i in range(self.last_token + 1, min(self.last_token + 4, len(self.parse))):
            token = self.parse[i]
            if token.form in PLURALS:
                return True
            if token.form not in DESCRIBING:
                return False
        return False

    def starts_line(self) -> bool:
        """Whether the numeral is the first thing on its line, an opening bracket passed over."""
        before = self.before(2) if self.before() == "(" else self.before()
        return before in {"", "\n"}


Rule = Callable[[Context], str | None]
"""Returns the entry of the language data by which the numeral plays a role, None where it doesn't."""
