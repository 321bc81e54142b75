"""Denominators: what a quantity is reckoned by: "9,000 passengers a day", "£17 an hour", "an annual $5m"."""

from newstally.extract.grammar.forms import PartOfSpeech
from newstally.extract.grammar.relations import Relation
from newstally.extract.numbers.digits import Separators
from newstally.extract.numbers.lexemes import Phrases
from newstally.extract.numbers.units import unit_lexicon
from newstally.extract.rates.figure import Figure, Finding
from newstally.extract.rules import DecisionList, counterexample, example, rule
from newstally.extract.words import language_data
from newstally.extract.words.inflection import inflection

FARTHEST = 7
"""Lexemes after a quantity within which what it is reckoned by may stand."""


class Denominators:
    """Finds what quantities are reckoned by, with the words of one language."""

    def __init__(self, language: str) -> None:
        data = language_data(language, "rates")
        self.units = unit_lexicon(language)
        self.inflection = inflection(language)
        self.separators = Separators(language)
        self.names: dict[str, str] = data["denominators"]["names"]
        self.beside = frozenset(data["denominators"]["beside"])
        self.bases = Phrases({"base": data["denominators"]["bases"]})
        self.lasting = frozenset(data["denominators"]["not_after"])
        self.articles = frozenset(language_data(language, "numerals")["words"]["articles"])
        self.no_rate = frozenset(data["denominators"]["not_before"])
        self.adjectives: dict[str, str] = data["denominators"]["adjectives"]
        self.amounts = frozenset(data["denominators"]["amounts"])
        self.decisions = DecisionList[Finding](
            self._in_unit, self._after, self._base, self._before, self._adjective
        )

    @rule("rates.per.in_unit", example("The well gives 300 barrels a day.", "300", per="day"))
    def _in_unit(self, figure: Figure) -> Finding | None:
        """A rate by the name of its unit ("barrel per day"), or a price ("$58 a barrel")."""
        number = figure.number
        last = figure.end - 1
        if number.per is not None:
            return number.per, last, last
        _, mark, base = (number.unit or "").rpartition(self.units.rate_mark)
        if number.kind != "measure" or not mark or base not in self.units.denominators:
            return None
        return self.names.get(base, base), last, last

    @rule(
        "rates.per.after",
        example("It carries 9,000 passengers a day.", "9,000", per="day", unit="passenger"),
        example("They averaged 968 million dollars annually.", "968 million", per="year"),
        counterexample("It found 40 people a day after the storm.", "40", per=None),
        counterexample("The fire burned 40 homes for an hour.", "40", per=None),
        counterexample("The ferry has 9,000 seats; each day it leaves twice.", "9,000", per=None),
    )
    def _after(self, figure: Figure) -> Finding | None:
        """What follows the quantity or its noun ("$3m a year", "40 tonnes of waste each day", "£17 an hour")."""
        lexemes, end = figure.lexemes, figure.end
        for i in range(end, end + FARTHEST):
            found = self.units.rate(lexemes, i)
            if found and lexemes.word(i - 1) in self.lasting and lexemes.word(i) in self.articles:
                return None  # "the output of three plants for an hour"
            beside = i == end or lexemes.word(i) in self.beside or self._in_phrase(figure, end, i)
            if found and beside and lexemes.word(found[1] + 1) not in self.no_rate:
                return self.names.get(found[0], found[0]), i, found[1]
            if not lexemes.is_word(i):
                return None
        return None

    @staticmethod
    def _in_phrase(figure: Figure, first: int, end: int) -> bool:
        """Whether nothing but the rest of a noun phrase stands from lexeme ``first`` to ``end`` ("of waste")."""
        words = [
            w for w in figure.parse[figure.number.last + 1 :][:FARTHEST] if first <= figure.place(w) < end
        ]
        verbs = {
            PartOfSpeech.VERB,
            PartOfSpeech.AUXILIARY,
            PartOfSpeech.COORDINATOR,
            PartOfSpeech.SUBORDINATOR,
        }
        return bool(words) and not any(word.pos in verbs for word in words)

    @rule("rates.per.base", example("It found 12 cases per 100,000 residents.", "12", per="100000 resident"))
    def _base(self, figure: Figure) -> Finding | None:
        """The base of a rate that is itself a number ("12 cases per 100,000 residents")."""
        lexemes = figure.lexemes
        for i in range(figure.end, figure.end + 2):
            found = self.bases.after(lexemes, i)
            value = (
                self.separators.value(lexemes, found[1]) if found and lexemes.is_digits(found[1]) else None
            )
            if found is None or value is None:
                continue
            k = found[1] + 1
            noun = lexemes.word(k) if lexemes.is_word(k) else ""
            return f"{value:.12g} {self.inflection.singular(noun)}".strip(), i, k if noun else k - 1
        return None

    @rule(
        "rates.per.before",
        example("The mill makes a daily 40 tonnes.", "40", per="day"),
        counterexample("The daily sold 40 copies.", "40", per=None),
    )
    def _before(self, figure: Figure) -> Finding | None:
        """An adjective right before the quantity ("an annual $5m")."""
        i = figure.first - 1
        name = self.adjectives.get(figure.lexemes.word(i))
        return (name, i, i) if name and figure.number.kind in {"count", "money", "measure"} else None

    @rule(
        "rates.per.adjective",
        example("It has 40,000 daily passengers.", "40,000", per="day"),
        example("It has an annual budget of $5 million.", "5 million", per="year"),
        counterexample("The annual meeting of 40 farmers was held.", "40", per=None),
    )
    def _adjective(self, figure: Figure) -> Finding | None:
        """An adjective of the noun that is counted, or of the amount that the quantity is the value of."""
        number = figure.number
        if number.kind not in {"count", "money", "measure"}:
            return None
        for noun in figure.nouns(climb=True):
            counted = number.kind == "count" and noun.i == number.head_token and noun.i > number.last
            if not counted and noun.lemma not in self.amounts:
                continue
            for word in noun.lefts:
                name = self.adjectives.get(word.lower)
                if name and word.relation in {Relation.ADJECTIVAL_MODIFIER, Relation.COMPOUND}:
                    return name, figure.place(word), figure.place(word)
        return None
