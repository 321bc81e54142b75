"""Ranks: how near a time stands to a figure in the grammar of their sentence, and if it can be the figure's own."""

from typing import Any

from spacy.tokens import Token

from extract.periods.figures import Figure, Mention
from extract.periods.route import SUBJECTS, VERBAL, has_auxiliary, has_subject

LOOSE = 9.0
"""Rank of a time that is a figure's own only for want of another."""
NEARBY = 4
"""Steps from the word that a time modifies up to a figure's route."""


def _named(noun: Token) -> Token:
    """Return the head of the name or compound that a noun is part of: "final" of "the 2018 World Cup final"."""
    while noun.dep_ == "compound" and noun.head.i > noun.i and noun.head.pos_ in ("NOUN", "PROPN"):
        noun = noun.head
    return noun


def _joined(verb: Token, places: dict[int, int]) -> int | None:
    """Return the clauses up to a verb, or to the one that it is joined to ("14 died and 60 were hurt when")."""
    if verb.i not in places and verb.dep_ == "conj":
        verb = verb.head
    return places.get(verb.i)


def _shared(verb: Token, places: dict[int, int]) -> int | None:
    """Return the clauses up to a verb, or to the one that it goes on from without a subject of its own."""
    return places.get(verb.i) if has_subject(verb) else _joined(verb, places)


class Ranks:
    """Ranks times for figures, with the words of one language."""

    def __init__(self, data: dict[str, Any]) -> None:
        self.telling = frozenset(data["telling"]["verbs"])
        self.long = frozenset(data["telling"]["long"])
        self.occasion = frozenset(data["occasion"]["prepositions"])
        self.into = frozenset(data["occasion"]["into"])
        self.part = frozenset(data["occasion"]["part"])
        self.group = frozenset(data["occasion"]["group"])
        self.attending = frozenset(data["occasion"]["verbs"])
        self.efforts, self.toward = (frozenset(data["occasion"][name]) for name in ("efforts", "toward"))
        self.same_time = frozenset(data["same_time"]["words"])
        self.same_day = frozenset(data["same_time"]["same_day"])
        self.days = frozenset(data["same_time"]["days"])
        self.adjacent = frozenset(data["adjacent"]["prepositions"])
        self.holding = frozenset(data["holding"]["entries"])
        self.noun_only = frozenset(data["noun_only"]["entries"])

    def rank(self, figure: Figure, mention: Mention) -> float | None:
        """Return how many clauses lie between a figure and a time that may be its own, or None if it isn't."""
        if self.follows_at_once(figure, mention):
            return 0.0
        apart = figure.route.old_value or figure.route.compared
        if mention.comparison and not apart:
            return None
        governor, places = mention.governor, figure.route.places
        if mention.rule in self.noun_only:
            near = mention.last < figure.first <= mention.last + NEARBY
            return 0.0 if places.get(governor.i) == 0 and near else None
        if apart:
            return 0.0 if self._within(figure, mention) else None
        if any(mention.first <= place <= mention.last for place in places) or self._clause_of(
            mention, places
        ):
            return 1.0  # "in 2014, when 130 died"
        if governor.i in places:
            if governor.i in figure.route.shared and not mention.opens:
                return LOOSE if self._goes_on(figure, governor) else None
            if governor.pos_ in VERBAL and self._is_telling(governor, mention):
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
        rank = self._rank_beside(mention, places)
        if rank is None and mention.rule in self.holding:
            return LOOSE
        if rank is None and self._before_participle(figure, mention):
            return LOOSE
        return LOOSE if rank is None and self._of_group(mention, places) else rank

    def _clause_of(self, mention: Mention, places: dict[int, int]) -> bool:
        """Return whether a clause of time right behind a time is the figure's ("three weeks ago when she drew 900")."""
        doc = mention.governor.doc
        after = mention.last + 1
        after += after < len(doc) and doc[after].text == ","
        return after < len(doc) and doc[after].lower_ in self.same_time and doc[after].head.i in places

    @staticmethod
    def _before_participle(figure: Figure, mention: Mention) -> bool:
        """Return whether a participle with the figure follows the time ("sank off Oslany last year, killing seven").

        The parser often hangs it higher than on the verb whose consequence it tells.
        """
        doc, after = mention.governor.doc, mention.last + 2
        if after >= len(doc) or after > figure.first or mention.governor.pos_ not in VERBAL:
            return False
        participle = doc[after]
        told = participle.tag_ == "VBG" and participle.i in figure.route.places
        return told and doc[after - 1].text == "," and not has_subject(participle)

    @staticmethod
    def _goes_on(figure: Figure, verb: Token) -> bool:
        """Return whether a figure's verb goes on from one with a time: "evicted in April and jailed for a week"."""
        places = figure.route.places
        joined = [below for below in verb.children if below.dep_ == "conj" and below.i in places]
        return any(
            below.pos_ in VERBAL and not has_subject(below) and below.tag_ in ("VBD", "VBN")
            for below in joined
        )

    def _of_group(self, mention: Mention, places: dict[int, int]) -> bool:
        """Return whether a time is that of the group that opens the sentence ("Of those who voted in May, half")."""
        node = mention.governor
        for _ in range(2 * NEARBY):
            if node.dep_ == "prep" and node.lower_ in self.group:
                return node.head.i in places and node.i < node.head.i
            if node.head.i == node.i:
                return False
            node = node.head
        return False

    def _of_evidence(self, figure: Figure, mention: Mention) -> bool:
        """Return whether the time of what tells the figure is the figure's too.

        So it is of evidence ("Polls now show that"), and of a long time that opens the sentence ("In 2019, the bank
        said it had 40").
        """
        governor = mention.governor
        if figure.route.end < 0 or mention.first > figure.first:
            return False
        token = governor.doc[figure.route.end]
        if token.dep_ not in ("ccomp", "parataxis") or token.head.i != governor.i:
            return False
        return (
            not self._is_telling(governor, mention)
            or (mention.opens and mention.expression.entry.means in self.long)
            or self._is_inserted(governor, mention)
        )

    @staticmethod
    def _is_inserted(verb: Token, mention: Mention) -> bool:
        """Return whether a verb of telling stands between commas behind a time ("These days, Ruiz says, 40 die")."""
        if not mention.opens or not mention.last < verb.i < len(verb.doc) - 1:
            return False
        return verb.doc[mention.last + 1].text == "," and verb.doc[verb.i + 1].text == ","

    def _within(self, figure: Figure, mention: Mention) -> bool:
        return mention.governor.i in figure.route.places and figure.last < mention.first

    def is_telling(self, mention: Mention) -> bool:
        """Return whether a time is that of a verb of telling."""
        return mention.governor.pos_ in VERBAL and self._is_telling(mention.governor, mention)

    def _is_telling(self, verb: Token, mention: Mention) -> bool:
        return (
            verb.lemma_ or verb.text
        ).lower() in self.telling and "relation" not in mention.expression.entry.rule

    def _same_day(self, mention: Mention, places: dict[int, int]) -> int | None:
        """Return the clauses up to a verb that shares the day of another: the cause, or what else happened, or None.

        "14 people drowned after a ferry sank on Monday", "two people died and 18 were hurt Sunday".
        """
        verb = mention.governor
        if mention.expression.entry.means not in self.days or verb.pos_ not in VERBAL or mention.comparison:
            return None
        if verb.dep_ == "pcomp" and verb.head.lower_ in self.same_day:
            return _joined(verb.head.head, places)
        cause = verb.dep_ == "advcl" and any(
            below.dep_ == "mark" and below.lower_ in self.same_day for below in verb.children
        )
        joined = verb.dep_ == "conj" and has_subject(verb) and not self._is_telling(verb, mention)
        return _joined(verb.head, places) if cause else places.get(verb.head.i) if joined else None

    def _rank_beside(self, mention: Mention, places: dict[int, int]) -> float | None:
        """Return the rank of a time that modifies a neighbour of the route: subject, occasion, joined verb, part."""
        node = governor = mention.governor
        if (day := self._same_day(mention, places)) is not None:
            return day + 0.9
        if node.pos_ in VERBAL and node.head.i in places:
            if node.dep_ == "conj" and not has_subject(node) and not has_auxiliary(node):
                return places[node.head.i] + 0.7
            if node.dep_ == "xcomp":
                return places[node.head.i] + 0.2
        if node.pos_ in VERBAL and node.dep_ == "advcl" and _joined(node.head, places) is not None:
            if any(below.lower_ in self.same_time for below in node.children):
                return (_joined(node.head, places) or 0) + 0.6
        if node.pos_ in VERBAL and node.dep_ == "relcl" and places.get(node.head.i) == 0:
            loose = node.doc[max(node.left_edge.i - 1, 0)].text == ","  # "the 30-hectare fire, which broke out in May,"
            return None if loose else 0.8  # "the 98 seats that were open on Tuesday"
        if node.pos_ in VERBAL and has_subject(node):
            return None
        if (attended := self._attended(node, places)) is not None:
            return attended + 0.4
        governor = node = _named(node)
        for _ in range(NEARBY):
            above = node.head
            if above.i == node.i:
                return None
            if (
                node.dep_ in SUBJECTS
                and above.i in places
                and (node.i == governor.i or governor.pos_ not in VERBAL)
            ):
                return places[above.i] + 0.5
            if node.dep_ == "pobj":
                effort = above.lower_ in self.toward and (node.lemma_ or "").lower() in self.efforts
                occasion = (above.lower_ in self.occasion or effort) and governor.i == node.i
                if occasion and (place := _shared(above.head, places)) is not None:
                    return None if (above.head.lemma_ or "").lower() in self.telling else place + 0.3
                if above.lower_ not in self.part:
                    return None
                node = above.head
            elif node.dep_ in ("acl", "amod", "compound", "nmod", "conj", "acomp", "oprd", "poss"):
                if node.dep_ == "acl" and node.pos_ in VERBAL and node.i != governor.i:
                    return None
                node = above
            else:
                return None
            if places.get(node.i) == 0:
                return 0.6
        return None

    def _attended(self, occasion: Token, places: dict[int, int]) -> int | None:
        """Return the clauses up to the verb of who is at an occasion ("Entering Tuesday's vote, she led"), or None."""
        verb = occasion.head
        if occasion.dep_ == "pobj" and verb.lower_ in self.into:
            verb = verb.head
        elif occasion.dep_ != "dobj" or (verb.lemma_ or "").lower() not in self.attending:
            return None
        if verb.pos_ in VERBAL and verb.dep_ == "advcl" and not has_subject(verb):
            verb = verb.head
        return places.get(verb.i)

    def follows_at_once(self, figure: Figure, mention: Mention) -> bool:
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
