"""Ranks: how near a time stands to a figure in the grammar of their sentence, and if it can be the figure's own."""

from typing import Any

from spacy.tokens import Token

from newstally.extract.periods.beside import NEARBY, Beside
from newstally.extract.periods.dependency_path import VERBAL, has_subject
from newstally.extract.periods.figure_contexts import FigureContext, TimeMention

LOOSE = 9.0
"""Rank of a time that is a figure's own only for want of another."""


class Ranks:
    """Ranks times for figures, with the words of one language."""

    def __init__(self, data: dict[str, Any]) -> None:
        self.beside = Beside(data)
        self.telling = self.beside.telling
        self.long = frozenset(data["telling"]["long"])
        self.group = frozenset(data["occasion"]["group"])
        self.same_time = self.beside.same_time
        self.adjacent = frozenset(data["adjacent"]["prepositions"])
        self.holding = frozenset(data["holding"]["entries"])
        self.noun_only = frozenset(data["noun_only"]["entries"])

    def rank(self, figure: FigureContext, mention: TimeMention) -> float | None:
        """Return how many clauses lie between a figure and a time that may be its own, or None if it isn't."""
        governor, places = mention.governor, figure.path.places
        if any(mention.first <= place <= mention.last for place in places) or self._clause_of(
            mention, places
        ):
            return 1.0  # "in 2014, when 130 died"
        apart = figure.path.old_value or figure.path.compared
        if mention.comparison and not apart:
            return None
        if self.follows_at_once(figure, mention):
            return 0.0
        if mention.rule in self.noun_only:
            near = mention.last < figure.first <= mention.last + NEARBY
            return 0.0 if places.get(governor.i) == 0 and near else None
        if apart:
            return 0.0 if self._within(figure, mention) else None
        if governor.i in places:
            if governor.i in figure.path.shared and not mention.opens:
                return LOOSE if self._goes_on(figure, governor) else None
            if governor.pos_ in VERBAL and self.beside.is_telling(governor, mention):
                own = {*range(figure.first, figure.last + 1), figure.end}
                told = any(below.dep_ == "nsubjpass" and below.i in own for below in governor.children)
                return float(places[governor.i]) if told else None  # "two deaths were confirmed on Monday"
            return float(places[governor.i])
        if self._of_evidence(figure, mention):
            return LOOSE
        if (
            self._is_inserted(governor, mention)
            and governor.dep_ == "parataxis"
            and governor.head.i in places
        ):
            return float(places[governor.head.i])
        rank = self.beside.rank(mention, places)
        if rank is None and mention.rule in self.holding:
            return LOOSE
        if rank is None and self._before_participle(figure, mention):
            return LOOSE
        return LOOSE if rank is None and self._of_group(mention, places) else rank

    def _clause_of(self, mention: TimeMention, places: dict[int, int]) -> bool:
        """Return whether a clause of time right behind a time is the figure's ("three weeks ago when she drew 900")."""
        doc = mention.governor.doc
        after = mention.last + 1
        after += after < len(doc) and doc[after].text == ","
        return after < len(doc) and doc[after].lower_ in self.same_time and doc[after].head.i in places

    @staticmethod
    def _before_participle(figure: FigureContext, mention: TimeMention) -> bool:
        """Return whether a participle with the figure follows the time ("sank off Oslany last year, killing seven").

        The parser often hangs it higher than on the verb whose consequence it tells.
        """
        doc, after = mention.governor.doc, mention.last + 2
        if after >= len(doc) or after > figure.first or mention.governor.pos_ not in VERBAL:
            return False
        participle = doc[after]
        told = participle.tag_ == "VBG" and participle.i in figure.path.places
        return told and doc[after - 1].text == "," and not has_subject(participle)

    @staticmethod
    def _goes_on(figure: FigureContext, verb: Token) -> bool:
        """Return whether a figure's verb goes on from one with a time: "evicted in April and jailed for a week"."""
        places = figure.path.places
        joined = [below for below in verb.children if below.dep_ == "conj" and below.i in places]
        return any(
            below.pos_ in VERBAL and not has_subject(below) and below.tag_ in ("VBD", "VBN")
            for below in joined
        )

    def _of_group(self, mention: TimeMention, places: dict[int, int]) -> bool:
        """Return whether a time is that of the group that opens the sentence ("Of those who voted in May, half")."""
        node = mention.governor
        for _ in range(2 * NEARBY):
            if node.dep_ == "prep" and node.lower_ in self.group:
                return node.head.i in places and node.i < node.head.i
            if node.head.i == node.i:
                return False
            node = node.head
        return False

    def _of_evidence(self, figure: FigureContext, mention: TimeMention) -> bool:
        """Return whether the time of what tells the figure is the figure's too.

        So it is of evidence ("Polls now show that"), and of a long time that opens the sentence ("In 2019, the bank
        said it had 40").
        """
        governor = mention.governor
        if figure.path.end < 0 or mention.first > figure.first:
            return False
        token = governor.doc[figure.path.end]
        if token.dep_ not in ("ccomp", "parataxis") or token.head.i != governor.i:
            return False
        return (
            not self.beside.is_telling(governor, mention)
            or (mention.opens and mention.expression.entry.means in self.long)
            or self._is_inserted(governor, mention)
        )

    @staticmethod
    def _is_inserted(verb: Token, mention: TimeMention) -> bool:
        """Return whether a verb of telling stands between commas behind a time ("These days, Ruiz says, 40 die")."""
        if not mention.opens or not mention.last < verb.i < len(verb.doc) - 1:
            return False
        return verb.doc[mention.last + 1].text == "," and verb.doc[verb.i + 1].text == ","

    def _within(self, figure: FigureContext, mention: TimeMention) -> bool:
        return mention.governor.i in figure.path.places and figure.last < mention.first

    def is_telling(self, mention: TimeMention) -> bool:
        """Return whether a time is that of a verb of telling."""
        return mention.governor.pos_ in VERBAL and self.beside.is_telling(mention.governor, mention)

    def follows_at_once(self, figure: FigureContext, mention: TimeMention) -> bool:
        """Return whether only a preposition stands between the figure (with what it counts) and the time."""
        for end in {figure.last, figure.end}:
            gap = mention.first - end - 1
            if gap == 0:
                return True
            if gap == 1 and mention.expression.entry is not None:
                doc = mention.governor.doc
                if doc[end + 1].lower_ in self.adjacent:
                    return True
        return False
