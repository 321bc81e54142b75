"""Time mentions: a time expression in its sentence, the word that it modifies, and if it is there to compare with."""

from dataclasses import replace
from itertools import pairwise
from typing import Any

from newstally.extract.grammar import Parse, Word
from newstally.extract.grammar.forms import FINITE_FORMS, SUPERLATIVES, PartOfSpeech
from newstally.extract.grammar.relations import (
    GOVERNED,
    GRAMMATICAL_SUBJECTS,
    NOMINAL_SUBJECTS,
    Relation,
)
from newstally.extract.periods.dependency_path import PathFinder, topmost
from newstally.extract.periods.figure_contexts import TimeMention
from newstally.extract.periods.time_expressions import TimeExpression, TimePattern

LONGEST = 20
"""Tokens of a clause between "the first time" and the time since when."""
MORE_REACH = 6
"""Tokens from "than" back to the comparative before it."""
PARTS_OF_WHOLE = frozenset("%‰")
"""Signs that end a figure."""
NEARBY = 4
"""Steps up from a time to the word that makes a beginning of it."""
BEGINNING = 5
"""Tokens before a time within which its beginning is named ("since its debut in 2013")."""
OPEN_ENDED = "open_ended"
"""Name of a time that is made a beginning by a word above it."""
CIRCUMSTANCES = GOVERNED | {Relation.PREPOSITION, Relation.ADVERBIAL_NOUN}
"""What a time is to the words above it, as far as they are only its circumstances."""


class TimeMentions:
    """Finds what times modify, with the words of one language."""

    def __init__(self, data: dict[str, Any], paths: PathFinder) -> None:
        self.paths = paths
        self.reporting = frozenset(data["telling"]["verbs"])
        self.present = frozenset(data["telling"]["present"])
        self.days = frozenset(data["same_time"]["days"])
        self.lasting = frozenset(data["lasting"]["meanings"])
        self.open_end = frozenset(data["open_end"]["words"])
        self.first_time = tuple(data["open_end"]["first_time"])
        self.first = frozenset(data["open_end"]["first"])
        self.another_value = frozenset(data["comparison"]["clauses"])
        self.standing_for = frozenset(data["comparison"]["standing_for"])
        self.of = frozenset(data["comparison"]["of"])
        self.last_values = frozenset(data["comparison"]["last_values"])
        self.before_long = frozenset(data["comparison"]["before_long"])
        self.long = frozenset(data["comparison"]["long"])
        self.ranges = frozenset(data["ranges"]["meanings"])
        self.than, self.more = (frozenset(data["comparative"][key]) for key in ("than", "more"))
        self.than_reach = data["comparative"]["reach"]

    def mention(self, parse: Parse, expression: TimeExpression, start: int) -> TimeMention:
        """Return the expression with what it modifies; ``start`` is the first token of the sentence."""
        expression = self._behind_than(parse, expression, start)
        opens = self._opens(parse, start, expression.first)
        comparing = self.paths.comparison
        if opens or expression.entry.means in self.ranges:
            comparing -= self.paths.old  # "From June 1, …", "from May to July"
        node, compared = self._modified(parse, expression, comparing)
        node = self._reporting_verb(parse, expression, start) or node
        compared = (
            compared
            or node.lower in comparing
            or self._opens_with_what(node)
            or self._since_the_first_time(parse, expression.first, start)
            or self._after_than(parse, expression, start)
            or self._is_of_other_value(parse, expression.first)
            or self._is_set_against(parse, expression)
            or self._is_of_last_value(parse, expression)
        )
        opener = (
            self._open_ended(node)
            or self._opened_before(parse, expression.first, start)
            or self._open_ended_beside(parse, expression)
        )
        if opener is not None and expression.entry.means not in self.lasting:
            compared = self._since_the_first_time(parse, opener.i, start)
            return TimeMention(self._since(expression), opener.head, compared, opens, OPEN_ENDED)
        return TimeMention(expression, node, compared, opens, expression.entry.name)

    def _behind_than(self, parse: Parse, expression: TimeExpression, start: int) -> TimeExpression:
        """Return an expression without a figure's "more than" at its beginning: "10% more than a year ago"."""
        first = expression.first
        if first == start or parse.lower[first] not in self.more or not _is_figure(parse[first - 1]):
            return expression
        compared = first + 1 < expression.last and parse.lower[first + 1] in self.than
        return replace(expression, first=first + 2) if compared else expression

    def _after_than(self, parse: Parse, expression: TimeExpression, start: int) -> bool:
        """Return whether a comparative and "than" stand before a time, by the words: "más que lo gastado este año".

        "More than" a span is how long it is, unless it is what a figure counts: "10 more than a year ago".
        """
        first = expression.first
        near = range(first - 1, max(first - self.than_reach, start) - 1, -1)
        than = next((i for i in near if parse.lower[i] in self.than), None)
        if than is None or any(parse[i].is_punctuation for i in range(than, first)):
            return False
        before = range(than - 1, max(than - MORE_REACH, start) - 1, -1)
        more = next((i for i in before if parse.lower[i] in self.more), None)
        if more is None or more != first - 2:
            return more is not None
        return more > start and (_is_figure(parse[more - 1]) or parse[more - 1].is_noun)

    def _is_set_against(self, parse: Parse, expression: TimeExpression) -> bool:
        """Return whether a long time stands behind a preposition that compares: "a rise of 4% on last year"."""
        first = expression.first
        return (
            first > 0 and expression.entry.means in self.long and parse.lower[first - 1] in self.before_long
        )

    def _is_of_other_value(self, parse: Parse, first: int) -> bool:
        """Return whether a time is that of what a pronoun stands for: "double that of 2000"."""
        if (
            first < 2
            or parse.lower[first - 1] not in self.of
            or parse.lower[first - 2] not in self.standing_for
        ):
            return False
        return parse[first - 2].relation is not Relation.SUBORDINATOR  # "says that in 2000 it sold 40"

    @staticmethod
    def _opens(parse: Parse, start: int, first: int) -> bool:
        """Return whether neither verb nor subject of a sentence stands before a token."""
        return not any(
            word.is_verb or word.relation in NOMINAL_SUBJECTS or word.relation is Relation.ROOT
            for word in parse[start:first]
        )

    @staticmethod
    def _modified(parse: Parse, expression: TimeExpression, comparing: frozenset[str]) -> tuple[Word, bool]:
        """Return the word above the prepositions before a time, and whether one of them compares."""
        root = topmost(parse, expression.first, expression.last)
        compared = parse[expression.first].lower in comparing
        node, child = root, root
        while (
            node is root
            or node.pos in (PartOfSpeech.ADPOSITION, PartOfSpeech.SUBORDINATOR)
            or node.relation is Relation.PREPOSITION
            or (node.pos is PartOfSpeech.ADVERB and node.i == expression.first - 2)  # "back in May"
        ):
            compared = compared or node.lower in comparing
            others = any(word.relation in GOVERNED and word is not child for word in node.dependents)
            if compared or node.head is node or (node is not root and others):
                break
            node, child = node.head, node
        return node, compared

    def _open_ended(self, node: Word) -> Word | None:
        """Return the word that makes a clause or an event a beginning ("since taking office in 2021"), or None."""
        for _ in range(NEARBY):
            if node.lower in self.open_end and node.head is not node:
                return node
            if node.relation is Relation.ADVERBIAL_CLAUSE and any(
                below.lower in self.open_end and below.relation is Relation.SUBORDINATOR
                for below in node.dependents
            ):
                return node
            if node.relation not in CIRCUMSTANCES or node.head is node:
                return None
            node = node.head
        return None

    def _open_ended_beside(self, parse: Parse, expression: TimeExpression) -> Word | None:
        """Return the same for a time in apposition to the subject: "desde que empezó la huelga, el 2 de mayo"."""
        time = topmost(parse, expression.first, expression.last)
        began = time.head
        if time.relation is not Relation.APPOSITION or began.relation not in GRAMMATICAL_SUBJECTS:
            return None
        return self._open_ended(began.head) if began.i < time.i else None

    def _opened_before(self, parse: Parse, first: int, start: int) -> Word | None:
        """Return the word that makes a beginning of the noun before a time: "since its debut in late 2013"."""
        for word in reversed(parse[max(first - 1 - BEGINNING, start) : max(first - 1, start)]):
            if word.lower in self.open_end and word.relation is Relation.PREPOSITION:
                return word
            if word.is_verb or word.is_punctuation or word.is_number_like:
                return None
        return None

    def _is_of_last_value(self, parse: Parse, expression: TimeExpression) -> bool:
        """Return whether a time is that of the value before a move: "fell 4% from Wednesday's close"."""
        time = topmost(parse, expression.first, expression.last)
        value = time.head
        if time.relation is not Relation.POSSESSOR or value.lower not in self.last_values:
            return False
        return value.relation is Relation.PREPOSITION_OBJECT and value.head.lower in self.paths.old

    def _reporting_verb(self, parse: Parse, expression: TimeExpression, start: int) -> Word | None:
        """Return the reporting verb right before a day, which is its day wherever the parser hangs it.

        "The bank said on Thursday its profit rose 36%".
        """
        if expression.entry.means not in self.days or expression.entry.name in self.present:
            return None
        i = expression.first - 1
        i -= i >= start and parse[i].pos is PartOfSpeech.ADPOSITION
        if i < start or parse[expression.last].relation in GRAMMATICAL_SUBJECTS:
            return None  # "said Sunday would be hot"
        verb = parse[i]
        reports = verb.pos is PartOfSpeech.VERB and verb.lemma.lower() in self.reporting
        return verb if reports and verb.form in FINITE_FORMS else None

    def _since_the_first_time(self, parse: Parse, opener: int, start: int) -> bool:
        """Return whether a time only says how long ago it was last so ("the first time since 2009")."""
        if parse[opener].lower not in self.open_end:
            return False
        for word in reversed(parse[max(opener - NEARBY, start) : opener]):
            if word.form in SUPERLATIVES or word.lower in self.first:
                return True
            if word.is_verb or word.is_punctuation:
                break
        words = [word.lower for word in parse[max(opener - LONGEST, start) : opener]]
        return any(pair == self.first_time for pair in pairwise(words))

    @staticmethod
    def _since(expression: TimeExpression) -> TimeExpression:
        entry = TimePattern("periods.open_end.words", "since", {})
        return TimeExpression(entry, expression.first, expression.last, {}, [], [expression])

    def _opens_with_what(self, verb: Word) -> bool:
        """Return whether a verb's clause names another value of the same thing ("double what it was in 2020")."""
        return verb.is_verb and any(below.lower in self.another_value for below in verb.lefts)


def _is_figure(word: Word) -> bool:
    """Return whether a word may end a figure: a number, or a sign for parts of a whole."""
    return word.is_number_like or word.text in PARTS_OF_WHOLE
