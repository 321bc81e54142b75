"""Numbers: which numbers stand in the text, what is each one's value, and what is it: a quantity, a date, a name ...?

Every number gets a ``Number`` with a role and, in ``evidence["role"]``, the rule that gave it; none is dropped.
"""

from bisect import bisect_left, bisect_right

from spacy.language import Language
from spacy.tokens import Doc

from newstally.extract.grammar import parse_of
from newstally.extract.model import Evidence, Number
from newstally.extract.numbers.comparators import comparator_lexicon
from newstally.extract.numbers.context import Context
from newstally.extract.numbers.currencies import currency_lexicon
from newstally.extract.numbers.dates import LAST_DAY
from newstally.extract.numbers.lexemes import Lexemes, lexemes_of
from newstally.extract.numbers.numeral import PAIR, Numeral, Surroundings
from newstally.extract.numbers.numerals import NumeralGrammar
from newstally.extract.numbers.ranges import RangeGrammar
from newstally.extract.numbers.roles import RoleRules
from newstally.extract.numbers.units import unit_lexicon
from newstally.extract.rules import Rule, asking
from newstally.extract.words import language_data

Doc.set_extension("newstally_numerals", default=None, force=True)

RANK = "roles.ordinal.rank"
"""What the ids of the rules for ranks begin with."""
WHOLE = 100
"""What no share of a poll exceeds."""


class Numbers:
    """Finds the numbers of a Doc and their roles."""

    def __init__(self, language: str) -> None:
        self.currencies = currency_lexicon(language)
        self.units = unit_lexicon(language)
        comparators = comparator_lexicon(language)
        around = Surroundings(self._is_money, self._sign_before, self.units.starts, comparators.stands_before)
        self.grammar = NumeralGrammar(language, around)
        self.ranges = RangeGrammar(language, around)
        words = self.ranges.words
        self.range_words = words.to | words.either | words.conjunction | words.loose_dashes
        self.roles = RoleRules(language)
        self.joining = frozenset(language_data(language, "roles")["joining"]["words"])

    def _is_money(self, lexemes: Lexemes, first: int, last: int) -> bool:
        if self.currencies.before(lexemes, first, None) or self._ends_money_range(lexemes, first):
            return True
        return last >= first and self.currencies.after(lexemes, last + 1, None, scaled=True) is not None

    def _ends_money_range(self, lexemes: Lexemes, first: int) -> bool:
        """Whether the number at ``first`` ends a range whose lower end has a sign of money ("$5-10m")."""
        k = first - 2
        if lexemes.word(first - 1) not in self.range_words or first < 2:
            return False
        if not lexemes.is_digits(k) and lexemes.word(k) in self.currencies.scale_words:
            k -= 1
        return lexemes.is_digits(k) and self.currencies.before(lexemes, k, None) is not None

    def _sign_before(self, lexemes: Lexemes, first: int) -> int | None:
        money = self.currencies.before(lexemes, first, None)
        return money.place if money else None

    def __call__(self, doc: Doc) -> Doc:
        """Set ``newstally_numbers``, and ``newstally_numerals``: how each is written, by its offset."""
        country = doc._.newstally_article.country if doc._.newstally_article else None
        lexemes, parse = lexemes_of(doc), parse_of(doc)
        numerals = self.ranges.join(lexemes, self.grammar.read_all(lexemes, country))
        numerals = [part for numeral in numerals for part in self._apart(lexemes, numeral)]
        starts = parse.starts
        numbers: list[Number] = []
        previous: tuple[int, str] = (-9, "")
        for numeral in numerals:
            start, end = lexemes.starts[numeral.first], lexemes.ends[numeral.last]
            first, last = bisect_right(starts, start) - 1, bisect_left(starts, end) - 1
            money = self.currencies.before(lexemes, numeral.first, country) or self.currencies.after(
                lexemes, numeral.last + 1, country, numeral.scale != 1.0
            )
            unit = self.units.after(lexemes, numeral.last + 1)
            context = Context(parse, lexemes, numeral, first, last, money, unit)
            joined = range(previous[0] + 1, numeral.first)
            if len(joined) <= 2 and all(lexemes.word(i) in self.joining for i in joined):
                context.previous_role = previous[1]
            context.role_before = previous[1]
            number = self._number(numeral, (start, end, first, last))
            asking(number)
            number.role, rule, entry = self.roles.role(context)
            number.evidence["role"] = Evidence(rule.id, start, end, entry)
            previous = (numeral.last, _as_read(number.role, rule, numeral))
            numbers.append(number)
        doc._.newstally_numbers = numbers
        doc._.newstally_numerals = {
            number.start: numeral for number, numeral in zip(numbers, numerals, strict=True)
        }
        return doc

    def _apart(self, lexemes: Lexemes, numeral: Numeral) -> tuple[Numeral, ...]:
        """Return the two shares of a poll's pair of figures ("41-40"), or the numeral as it is."""
        low, high = numeral.low, numeral.high
        if numeral.link != "dash" or numeral.last != numeral.first + 2 or low is None or high is None:
            return (numeral,)
        if not WHOLE >= low >= high or not self.units.polled(lexemes, numeral.first):
            return (numeral,)
        first = Numeral(numeral.first, numeral.first, low, numeral.form, link=PAIR)
        return first, Numeral(numeral.last, numeral.last, high, numeral.form, link=PAIR)

    @staticmethod
    def _number(numeral: Numeral, place: tuple[int, int, int, int]) -> Number:
        start, end, first, last = place
        high = numeral.low if numeral.high is None else numeral.high
        return Number(start, end, first, last, "", numeral.low, high, is_range=numeral.high is not None)


def _as_read(role: str, rule: Rule, numeral: Numeral) -> str:
    """Return the role as the number after it sees it: "rank" for an ordinal that is one, "year" for a year."""
    if rule.id.startswith(RANK):
        return "rank"
    return "year" if role == "date" and (numeral.low or 0) > LAST_DAY else role


@Language.factory("newstally_numbers")
def create_numbers(nlp: Language, name: str) -> Numbers:
    """Make the component for the pipeline's language."""
    return Numbers(nlp.lang or "en")
