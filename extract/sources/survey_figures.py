"""Survey figures: which numbers of a survey's passage are results of it. Its size and margin of error are none."""

from collections.abc import Mapping
from typing import Any

from newstally.extract.grammar import Parse
from newstally.extract.grammar.relations import Relation
from newstally.extract.model import Number

RESULTS = frozenset({"percent", "ratio"})
"""Kinds of number that surveys give."""
UNLIKE = frozenset({"age", "date", "time"})
BESIDE = 4
"""Tokens within which a bare number shares the next one's percent sign ("50 to 48 percent")."""


class SurveyFigures:
    """Tells results from margins of error; ``words`` is the table of surveys in passages.toml."""

    def __init__(self, words: Mapping[str, Any]) -> None:
        self.errors = frozenset(words["errors"])
        self.points = frozenset(words["points"])
        self.joining = frozenset(words["joining"])

    def is_error(self, parse: Parse, number: Number, sentence: int) -> bool:
        """Return whether the number is the survey's margin of error, or another margin told after it."""
        first, end = parse.sentences[sentence]
        near = range(max(first, number.first - 2 * BESIDE), min(end, number.last + BESIDE))
        if any(parse.lower[i] in self.errors for i in near):
            return True
        points = any(word in self.points for word in parse.lower[number.last : number.last + BESIDE])
        return points and any(word in self.errors for word in parse.lower[first : number.first])

    def is_result(self, parse: Parse, numbers: list[Number], members: list[int], k: int) -> bool:
        """Return whether the number is a share, or bare and joined to one ("50 to 48 percent")."""
        number = numbers[k]
        if number.kind in RESULTS:
            return True
        if number.role in UNLIKE or number.kind not in (None, "count"):
            return False
        following = next((numbers[other] for other in members if numbers[other].first > number.last), None)
        if following is None or following.kind not in RESULTS:
            return False
        between = parse.lower[number.last + 1 : following.first]
        return len(between) <= BESIDE and all(word in self.joining for word in between)


def is_bare(parse: Parse, number: Number) -> bool:
    """Return whether a share is a subject by itself: "Half had cut output, 61% complained"."""
    if not parse.is_parsed(number.last):
        return False
    token = parse[number.last]
    if token.relation is Relation.NUMERIC_MODIFIER and token.head.i == token.i + 1:
        token = token.head  # the percent sign
    return token.relation is Relation.SUBJECT and token.right(Relation.PREPOSITION) is None
