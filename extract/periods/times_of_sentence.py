"""Times of a sentence: its time expressions, without those that date nothing in it."""

from dataclasses import replace

from newstally.extract.grammar import Parse
from newstally.extract.grammar.forms import PartOfSpeech
from newstally.extract.grammar.relations import Relation
from newstally.extract.model import Number
from newstally.extract.periods.dateline import in_dateline
from newstally.extract.periods.figure_contexts import TimeMention
from newstally.extract.periods.time_expressions import VAGUE, TimeExpression, TimeExpressions
from newstally.extract.periods.time_mentions import TimeMentions

INTRODUCING = frozenset(
    {PartOfSpeech.DETERMINER, PartOfSpeech.ADPOSITION, PartOfSpeech.PARTICLE, PartOfSpeech.ADJECTIVE}
)
"""What may stand before a month and not before a first name."""


COUNTING = frozenset({"claim", "quantity"})
"""Roles of numbers that tell how many of something there are; "the forties" of someone's life are an age."""


class TimesOfSentence:
    """Finds the times of a sentence."""

    def __init__(self, expressions: TimeExpressions, mentions: TimeMentions) -> None:
        self.expressions = expressions
        self.of_expression = mentions

    def definite(self, parse: Parse, sentence: int) -> list[TimeMention]:
        """Return the times that aren't vague of a sentence without quantities."""
        return [mention for mention in self.mentions(parse, sentence, []) if mention.means != VAGUE]

    def mentions(self, parse: Parse, sentence: int, numbers: list[Number]) -> list[TimeMention]:
        """Return the times of a sentence; a bare "2000" that counts something, one of ``numbers``, is none."""
        first, end = parse.sentences[sentence]
        counted = {
            i
            for number in numbers
            if number.kind != "duration"
            for i in range(number.first, number.last + 1)
            if parse[i].text[0].isdigit()
        }
        found = self.expressions.join_apart(self.expressions.find(parse.doc, first, end), parse.doc)
        found = [self._without_count(parse, expression, counted) for expression in found]
        return [
            self.of_expression.mention(parse, expression, first)
            for expression in found
            if not in_dateline(parse.doc, expression.first, expression.last, first, end)
            and not _lacks_clause(parse, expression)
            and not _is_name(parse, expression)
            and not (_is_decade(expression) and _holds_any(expression, numbers))
            and (
                "MONTH" in expression.values
                or counted.isdisjoint(range(expression.first, expression.last + 1))
            )
        ]

    def _without_count(self, parse: Parse, expression: TimeExpression, counted: set[int]) -> TimeExpression:
        """Return a weekday without the number behind it if that counts something: "dejó este martes 14 muertos".

        Right behind a verb that reports it dates nothing, and stays as it is: "reportó este martes 14 muertos".
        """
        if "WEEKDAY" not in expression.values or "DAY" not in expression.values or expression.parts:
            return expression
        first, last = expression.first, expression.last
        before = parse[first - 1] if first else None
        reports = before is not None and before.lemma.lower() in self.of_expression.reporting
        if last not in counted or last == first or reports:
            return expression
        values = {name: value for name, value in expression.values.items() if name != "DAY"}
        return replace(expression, last=last - 1, values=values)


class DefiniteTimes:
    """The definite times of one text's sentences without quantities, found when they are first asked for."""

    def __init__(self, times: TimesOfSentence, parse: Parse) -> None:
        self.times = times
        self.parse = parse
        self._found: dict[int, list[TimeMention]] = {}

    def of(self, sentence: int) -> list[TimeMention]:
        """Return those of a sentence."""
        if sentence not in self._found:
            self._found[sentence] = self.times.definite(self.parse, sentence)
        return self._found[sentence]


def _is_decade(expression: TimeExpression) -> bool:
    return "DECADE" in expression.values or "NAMEDDECADE" in expression.values


def _holds_any(expression: TimeExpression, numbers: list[Number]) -> bool:
    """Return whether a number that counts something stands in a time: "durante los 90 minutos"."""
    counting = (number for number in numbers if number.role in COUNTING)
    return any(expression.first <= number.first <= expression.last for number in counting)


def _lacks_clause(parse: Parse, expression: TimeExpression) -> bool:
    """Return whether a time that only dates with a clause behind it ("a month after") has none."""
    needs = expression.entry.options.get("before_clause")
    return bool(needs) and parse[expression.last].relation is not Relation.SUBORDINATOR


def _is_name(parse: Parse, expression: TimeExpression) -> bool:
    """Return whether a time is part of a name: "Jan Verhoef", "April Brent futures", "Oslany Today"."""
    i = expression.first
    if expression.last == i and i > 0 and not expression.values and parse[i].text[0].isupper():
        return parse[i - 1].text[0].isupper() and not parse[i].opens_sentence
    if expression.last != i or "MONTH" not in expression.values or i + 1 >= len(parse):
        return False
    month, following = parse[i], parse[i + 1]
    bare = i == 0 or parse[i - 1].pos not in INTRODUCING
    return bare and month.relation is Relation.COMPOUND and following.is_name and month.text != following.text
