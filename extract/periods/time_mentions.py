"""Time mentions: a time expression in its sentence, the word that it modifies, and if it is there to compare with."""

from itertools import pairwise
from typing import Any

from spacy.tokens import Doc, Token

from newstally.extract.modality.modality_words import FINITE_TAGS
from newstally.extract.periods.dependency_path import SUBJECTS, VERBAL, PathFinder
from newstally.extract.periods.figure_contexts import TimeMention
from newstally.extract.periods.time_expressions import TimeExpression, TimePattern

LONGEST = 20
"""Tokens of a clause between "the first time" and the time since when."""
NEARBY = 4
"""Steps up from a time to the word that makes a beginning of it."""
OPEN_ENDED = "open_ended"
"""Rule of a time that is made a beginning by a word above it."""
SUPERLATIVES = frozenset({"JJS", "RBS"})


class TimeMentions:
    """Finds what times modify, with the words of one language."""

    def __init__(self, data: dict[str, Any], paths: PathFinder) -> None:
        self.paths = paths
        self.telling = frozenset(data["telling"]["verbs"])
        self.days = frozenset(data["same_time"]["days"])
        self.lasting = frozenset(data["lasting"]["meanings"])
        self.open_end = frozenset(data["open_end"]["words"])
        self.first_time = tuple(data["open_end"]["first_time"])
        self.first = frozenset(data["open_end"]["first"])
        self.another_value = frozenset(data["comparison"]["clauses"])
        self.ranges = frozenset(data["ranges"]["meanings"])

    def mention(self, doc: Doc, expression: TimeExpression, start: int) -> TimeMention:
        """Return the expression with what it modifies; ``start`` is the first token of the sentence."""
        root = next(
            (
                doc[i]
                for i in range(expression.last, expression.first - 1, -1)
                if not expression.first <= doc[i].head.i <= expression.last
            ),
            doc[expression.last],
        )
        before = doc[start : expression.first]
        opens = all(t.pos_ not in VERBAL and t.dep_ not in ("nsubj", "nsubjpass", "ROOT") for t in before)
        comparing = self.paths.comparison
        if opens or expression.entry.means in self.ranges:
            comparing -= self.paths.old  # "From June 1, …", "from May to July"
        compared = doc[expression.first].lower_ in comparing
        node, child = root, root
        while (
            node.i == root.i
            or node.pos_ in ("ADP", "SCONJ")
            or node.dep_ == "prep"
            or (node.pos_ == "ADV" and node.i == expression.first - 2)  # "back in May"
        ):
            compared = compared or node.lower_ in comparing
            others = (t for t in node.children if t.dep_ in ("pobj", "pcomp") and t.i != child.i)
            if compared or node.head.i == node.i or (node.i != root.i and any(others)):
                break
            node, child = node.head, node
        if (teller := self._teller(doc, expression, start)) is not None:
            node = teller
        compared = compared or node.lower_ in comparing or self._opens_with_what(node)
        compared = compared or self._since_the_first_time(doc, expression, start)
        name = expression.entry.rule.rsplit(".", 1)[1]
        if (opener := self._open_ended(node)) is not None and expression.entry.means not in self.lasting:
            return TimeMention(self._since(expression), opener.head, False, opens, OPEN_ENDED)
        return TimeMention(expression, node, compared, opens, name)

    def _open_ended(self, node: Token) -> Token | None:
        """Return the word that makes a clause or an event a beginning ("since taking office in 2021"), or None."""
        for _ in range(NEARBY):
            if node.lower_ in self.open_end and node.head.i != node.i:
                return node
            for below in node.children:
                if below.dep_ == "mark" and below.lower_ in self.open_end and node.dep_ == "advcl":
                    return node
            if node.dep_ not in ("pobj", "pcomp", "prep", "npadvmod") or node.head.i == node.i:
                return None
            node = node.head
        return None

    def _teller(self, doc: Doc, expression: TimeExpression, start: int) -> Token | None:
        """Return the verb of telling right before a day, which is its day wherever the parser hangs it.

        "The bank said on Thursday its profit rose 36%".
        """
        if expression.entry.means not in self.days:
            return None
        i = expression.first - 1
        i -= i >= start and doc[i].pos_ == "ADP"
        if doc[expression.last].dep_ in SUBJECTS:
            return None  # "said Sunday would be hot"
        tells = i >= start and doc[i].pos_ == "VERB" and doc[i].lemma_.lower() in self.telling
        return doc[i] if tells and doc[i].tag_ in FINITE_TAGS else None

    def _since_the_first_time(self, doc: Doc, expression: TimeExpression, start: int) -> bool:
        """Return whether a time only says how long ago it was last so ("the first time since 2009")."""
        if doc[expression.first].lower_ not in self.open_end:
            return False
        for token in reversed(doc[max(expression.first - NEARBY, start) : expression.first]):
            if token.tag_ in SUPERLATIVES or token.lower_ in self.first:
                return True
            if token.pos_ in VERBAL or token.is_punct:
                break
        words = [token.lower_ for token in doc[max(expression.first - LONGEST, start) : expression.first]]
        return any(pair == self.first_time for pair in pairwise(words))

    @staticmethod
    def _since(expression: TimeExpression) -> TimeExpression:
        entry = TimePattern("periods.open_end.words", "since", {})
        return TimeExpression(entry, expression.first, expression.last, {}, [], [expression])

    def _opens_with_what(self, verb: Token) -> bool:
        """Return whether a verb's clause names another value of the same thing ("double what it was in 2020")."""
        return verb.pos_ in VERBAL and any(
            below.lower_ in self.another_value and below.i < verb.i for below in verb.children
        )
