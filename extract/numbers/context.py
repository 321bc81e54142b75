"""Context: a numeral in its text, as the rules that decide on its role see it."""

from collections.abc import Callable
from dataclasses import dataclass

from newstally.extract.grammar import Parse, Word
from newstally.extract.grammar.forms import (
    ADJECTIVE_FORMS,
    FINITE_FORMS,
    NAME_FORMS,
    NOUN_FORMS,
    NOUNS,
    PARTICIPLES,
    PLURALS,
    Form,
    PartOfSpeech,
)
from newstally.extract.grammar.relations import NOMINAL_SUBJECTS, Relation
from newstally.extract.numbers.lexemes import Lexemes
from newstally.extract.numbers.money import Money
from newstally.extract.numbers.numeral import Numeral
from newstally.extract.numbers.units import Unit

IN_NOUN_PHRASE = NOUNS | {PartOfSpeech.ADJECTIVE}
"""Parts of speech with which a noun phrase goes on after a number."""
DESCRIBING = NOUN_FORMS | ADJECTIVE_FORMS | PARTICIPLES
"""Forms of the words that may stand between a number and the noun that it counts."""


NOMINAL = NOMINAL_SUBJECTS | {Relation.OBJECT, Relation.PREPOSITION_OBJECT}
"""What nouns are to their heads, also where the tagger took one for a verb ("films")."""
LONGEST_NAMES = 9
"""Words of names that may stand between a number and what it counts."""


def thing_named(parse: Parse, i: int) -> Word | None:
    """Return the plural noun after the names that begin at token ``i``, None where there is no such name or noun.

    Several names are joined by commas or a coordinator; a model's number is part of one ("12 Leopard 2 tanks").
    """
    if i >= len(parse) or not of_name(parse[i]):
        return None
    for k in range(i + 1, min(i + LONGEST_NAMES, len(parse))):
        word = parse[k]
        if word.form is Form.PLURAL_NOUN or (
            word.form is Form.THIRD_PERSON_PRESENT and word.relation in NOMINAL
        ):
            return word
        joins = word.form in {Form.COORDINATOR, Form.COMMA} and k + 1 < len(parse) and of_name(parse[k + 1])
        if not (joins or of_name(word) or word.form in DESCRIBING | {Form.CARDINAL, Form.HYPHEN}):
            return None
    return None


def of_name(word: Word) -> bool:
    """Whether a word with a capital can be one of a name."""
    return word.text[:1].isupper() and word.form in NAME_FORMS | PARTICIPLES | {
        Form.SINGULAR_NOUN,
        Form.ADJECTIVE,
    }


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
    role_before: str = ""
    """The same wherever the number before stands."""

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
    def opens_clause(self) -> bool:
        """Whether a comma stands before the numeral and a verb in a finite form behind it: "on May 3, 12 died"."""
        verb = self.next_token
        return (
            self.before() == "," and verb is not None and verb.form in FINITE_FORMS | {Form.PAST_PARTICIPLE}
        )

    @property
    def previous_token(self) -> Word | None:
        """The token before the numeral; None at the start of the text."""
        return self.parse[self.first_token - 1] if self.first_token > 0 else None

    @property
    def readable(self) -> bool:
        """Whether the numeral has a value, and the ends of a range stand in their order."""
        low, high = self.numeral.low, self.numeral.high
        return low is not None and (high is None or low <= high)

    @property
    def could_be_name(self) -> bool:
        """Whether the numeral is written so that it can be part of a name."""
        return self.numeral.form in {"digits", "words", "decade", "slash"} and not self.money

    def counts_plural(self, last: int | None = None) -> bool:
        """Whether a plural noun follows, at most two words on, that the numeral can count.

        ``last`` is the last token of another number about which the same is asked.
        """
        last = self.last_token if last is None else last
        for i in range(last + 1, min(last + 4, len(self.parse))):
            token = self.parse[i]
            if token.form in PLURALS:
                return True
            if token.form not in DESCRIBING:
                return False
        return False

    def thing_named(self) -> Word | None:
        """Return the plural noun that the numeral counts past names: "40 Amazon and UPS drivers"."""
        return thing_named(self.parse, self.last_token + 1)

    def starts_line(self) -> bool:
        """Whether the numeral is the first thing on its line, an opening bracket passed over."""
        before = self.before(2) if self.before() == "(" else self.before()
        return before in {"", "\n"}


Rule = Callable[[Context], str | None]
"""Returns the entry of the language data by which the numeral plays a role, None where it doesn't."""
