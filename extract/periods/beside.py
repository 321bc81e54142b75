"""Beside: times that modify a neighbour of the path: its verb's subject, cause or occasion, a joined verb, a part.

"14 people drowned after a ferry sank on Monday", "they won 40 seats in Tuesday's vote".
"""

from typing import Any

from spacy.tokens import Token

from newstally.extract.periods.dependency_path import SUBJECTS, VERBAL, has_auxiliary, has_subject
from newstally.extract.periods.figure_contexts import TimeMention

NEARBY = 4
"""Steps from the word that a time modifies up to a figure's path."""
PRESENT = frozenset({"VBZ", "VBP"})
DESCRIBING = frozenset({"acl", "amod", "compound", "nmod", "conj", "acomp", "oprd", "poss"})
"""Relations of words to the noun that they describe or are joined to."""


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
    """Return the clauses up to a verb, or to the one that it goes on from with its subject or its auxiliary.

    "12 people were killed and 40 hurt in strikes over the past week".
    """
    own = has_subject(verb) and (verb.tag_ != "VBN" or has_auxiliary(verb))
    return places.get(verb.i) if own else _joined(verb, places)


def _purpose_of(verb: Token) -> Token:
    """Return the participle that a verb completes ("trying to reach the coast in 2023"), or the verb itself."""
    while verb.dep_ == "xcomp" and verb.head.tag_ == "VBG" and verb.head.dep_ == "advcl":
        verb = verb.head
    return verb


def _is_aside(verb: Token) -> bool:
    """Return whether a comma sets off what a verb tells of a noun: "the fire, which broke out in May,"."""
    return verb.doc[max(verb.left_edge.i - 1, 0)].text == ","


def _goes_on(verb: Token, joined: Token) -> bool:
    """Return whether a joined verb goes on in the tense of the first: not "has 11 ferries and carried 300 people"."""
    return not has_auxiliary(joined) and not (verb.tag_ in PRESENT and joined.tag_ == "VBD")


class Beside:
    """Ranks times beside a figure's path, with the words of one language."""

    def __init__(self, data: dict[str, Any]) -> None:
        self.telling = frozenset(data["telling"]["verbs"])
        self.occasion = frozenset(data["occasion"]["prepositions"])
        self.into = frozenset(data["occasion"]["into"])
        self.spells = frozenset(data["occasion"]["spells"])
        self.part = frozenset(data["occasion"]["part"])
        self.attending = frozenset(data["occasion"]["verbs"])
        self.efforts, self.toward = (frozenset(data["occasion"][name]) for name in ("efforts", "toward"))
        self.same_time = frozenset(data["same_time"]["words"])
        self.same_day = frozenset(data["same_time"]["same_day"])
        self.days = frozenset(data["same_time"]["days"])

    def rank(self, mention: TimeMention, places: dict[int, int]) -> float | None:
        """Return the clauses up to the neighbour that a time modifies and a fraction for its kind, or None.

        ``places``: the tokens of the path with the clauses up to each.
        """
        if (day := self._same_day(mention, places)) is not None:
            return day + 0.9
        node = _purpose_of(mention.governor)
        if node.pos_ in VERBAL:
            rank = self._rank_of_verb(node, places)
            if rank is not None or has_subject(node):
                return rank
        if (attended := self._attended(node, places)) is not None:
            return attended + 0.4
        return self._rank_upwards(_named(node), mention, places)

    def is_telling(self, verb: Token, mention: TimeMention) -> bool:
        """Return whether a time is that of a verb of telling, not of what it tells."""
        return (
            verb.lemma_ or verb.text
        ).lower() in self.telling and "relation" not in mention.expression.entry.rule

    def _rank_of_verb(self, verb: Token, places: dict[int, int]) -> float | None:
        """Return the rank of a time of a verb that is joined to one of the path, completes it or tells what of it."""
        if verb.head.i in places:
            if verb.dep_ == "conj" and not has_subject(verb) and _goes_on(verb.head, verb):
                return places[verb.head.i] + 0.7
            if verb.dep_ == "xcomp":
                return places[verb.head.i] + 0.2
            if verb.dep_ == "advcl" and verb.tag_ == "VBG" and not has_subject(verb):
                return places[verb.head.i] + 0.3
        meanwhile = any(below.lower_ in self.same_time for below in verb.children)
        if verb.dep_ == "advcl" and meanwhile and (place := _joined(verb.head, places)) is not None:
            return place + 0.6
        told_of = verb.head
        if verb.dep_ == "relcl" and told_of.dep_ == "pobj" and places.get(told_of.i) is None:
            told_of = told_of.head.head  # "the 60 shops on the list that were fined in May"
        if verb.dep_ == "relcl" and places.get(told_of.i) == 0:
            return None if _is_aside(verb) else 0.8  # "the 98 seats that were open on Tuesday"
        return None

    def _same_day(self, mention: TimeMention, places: dict[int, int]) -> int | None:
        """Return the clauses up to a verb that shares the day of another: the cause, or what else happened, or None.

        "14 people drowned after a ferry sank on Monday", "two people died and 18 were hurt Sunday".
        """
        verb = mention.governor
        if mention.expression.entry.means not in self.days or verb.pos_ not in VERBAL or mention.comparison:
            return None
        if verb.dep_ == "pcomp" and verb.head.lower_ in self.same_day:
            return _joined(verb.head.head, places)
        if verb.dep_ == "advcl" and any(
            below.dep_ == "mark" and below.lower_ in self.same_day for below in verb.children
        ):
            return _joined(verb.head, places)
        joined = verb.dep_ == "conj" and has_subject(verb) and not self.is_telling(verb, mention)
        return places.get(verb.head.i) if joined else None

    def _rank_upwards(self, governor: Token, mention: TimeMention, places: dict[int, int]) -> float | None:
        """Return the rank of a time of a noun or participle a few steps below the path."""
        node = governor
        for _ in range(NEARBY):
            above = node.head
            if above.i == node.i:
                return None
            own = node.i == governor.i
            if node.dep_ in SUBJECTS and above.i in places and (own or governor.pos_ not in VERBAL):
                return places[above.i] + 0.5
            if node.dep_ == "pobj":
                if own and self._is_occasion(node) and (place := _shared(above.head, places)) is not None:
                    return None if (above.head.lemma_ or "").lower() in self.telling else place + 0.3
                if above.lower_ not in self.part and above.head.lemma_.lower() not in self.spells:
                    return None
                governor = node = above.head  # "on a night in May"
            elif node.dep_ in DESCRIBING:
                participle = node.dep_ == "acl" and node.pos_ in VERBAL
                if participle and (not own or self.is_telling(node, mention) or _is_aside(node)):
                    return None  # "a merger announced on Monday", "the 90-metre ship, built in 1998,"
                node = above
            else:
                return None
            if places.get(node.i) == 0:
                return 0.6
        return None

    def _is_occasion(self, noun: Token) -> bool:
        """Return whether a noun under a preposition is what the clause happens in, or what it is an effort for."""
        effort = noun.head.lower_ in self.toward and (noun.lemma_ or "").lower() in self.efforts
        return noun.head.lower_ in self.occasion or effort

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
