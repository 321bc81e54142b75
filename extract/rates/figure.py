"""Figure: a quantity in its text, as the rules for rates and statistics see it."""

from dataclasses import dataclass

from newstally.extract.grammar import Parse, Word
from newstally.extract.grammar.forms import PartOfSpeech
from newstally.extract.grammar.relations import Relation
from newstally.extract.model import Number
from newstally.extract.numbers.lexemes import Lexemes

HIGHEST = 3
"""Steps up the parse from a figure among which the noun is looked for that has it for its value."""

Finding = tuple[str, int, int]
"""What was found, and the first and last lexeme that say it."""


@dataclass(slots=True)
class Figure:
    """A quantity with its text and its grammar."""

    parse: Parse
    lexemes: Lexemes
    number: Number

    @property
    def first(self) -> int:
        """The first lexeme of the quantity, its comparator, sign or unit included."""
        start = self.number.quantity_start if self.number.quantity_start >= 0 else self.number.start
        return self.lexemes.at(start)

    @property
    def bare_first(self) -> int:
        """The first lexeme of the bare numeral."""
        return self.lexemes.at(self.number.start)

    @property
    def end(self) -> int:
        """The lexeme after the quantity and the noun that it counts."""
        number = self.number
        last = self.lexemes.ending(max(number.quantity_end, number.end))
        if (
            number.kind in {"count", "ratio"}
            and number.head_token is not None
            and number.head_token > number.last
        ):
            last = max(last, self.place(self.parse[number.head_token]))
        return last + 1

    def place(self, word: Word) -> int:
        """Return the lexeme in which a word begins."""
        return self.lexemes.at(word.start)

    def nouns(self, climb: bool) -> list[Word]:
        """Return the noun whose figure it is, and if ``climb`` what it is the value of too ("wage" of "wage of $9")."""
        found = []
        if self.number.head_token is not None:
            found.append(self.parse[self.number.head_token])
        token = self.parse[self.number.last]
        for _ in range(HIGHEST if climb else 0):
            token = token.head
            if token.pos in {PartOfSpeech.VERB, PartOfSpeech.AUXILIARY}:
                break
            if token.is_noun:
                found.append(token)
        return found

    def verb(self) -> Word | None:
        """Return the verb whose object or complement the quantity is, None if it is none's."""
        token = self.parse[self.number.last]
        for _ in range(HIGHEST):
            above = token.head
            if above.pos is PartOfSpeech.VERB:
                return above if token.relation in VALUES else None
            token = above
        return None


VALUES = frozenset(
    {Relation.OBJECT, Relation.PREDICATE_NOUN, Relation.ADVERBIAL_NOUN, Relation.ADVERBIAL_MODIFIER}
)
"""What a quantity is to a verb that gives it."""
