"""Dependency path: the way from a figure up through the parse, as far as the time of what it meets is its own."""

from dataclasses import dataclass, field
from typing import Any

from spacy.tokens import Doc, Token

VERBAL = frozenset({"VERB", "AUX"})
SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "csubjpass", "expl"})


@dataclass(slots=True)
class DependencyPath:
    """Token indexes that a figure passes on its way up, each with the number of clauses left behind (0: none yet).

    ``shared``: verbs that the figure's clause is only joined to; of their times only those that open the sentence
    hold for it. ``old_value``: the figure is what was left behind in a change; ``compared``: it is
    there to compare another with; ``background``: it is what another is a part of, the
    one at ``whole_of``.
    """

    top: int
    places: dict[int, int] = field(default_factory=dict)
    shared: set[int] = field(default_factory=set)
    old_value: bool = False
    compared: bool = False
    background: bool = False
    whole_of: int | None = None
    end: int = -1
    """The token at which the way up ends."""


def has_subject(verb: Token) -> bool:
    """Return whether a verb has a subject of its own."""
    return any(child.dep_ in SUBJECTS for child in verb.children)


def has_auxiliary(verb: Token) -> bool:
    """Return whether a verb has an auxiliary of its own."""
    return any(child.dep_ in ("aux", "auxpass") for child in verb.children)


class PathFinder:
    """Finds dependency paths, by the words of one language."""

    def __init__(self, data: dict[str, Any]) -> None:
        self.comparison = frozenset(data["comparison"]["words"])
        self.old = frozenset(data["old_value"]["prepositions"])
        self.beside_old = frozenset(data["old_value"]["beside"])
        self.above_old = frozenset(data["old_value"]["above"])
        self.occasion = frozenset(data["occasion"]["prepositions"])
        self.part_of = frozenset(data["part_of_known"]["prepositions"])
        self.definite = frozenset(data["part_of_known"]["determiners"])
        self.reckoning = frozenset(data["reckoning"]["participles"])
        self.own_time = frozenset(data["time_of_its_own"]["words"])

    def path(self, doc: Doc, first: int, last: int, head: int | None) -> DependencyPath:
        """Return the path of the figure in the tokens ``first`` to ``last`` that counts the token ``head``."""
        child = self._top(doc, first, last)
        path = DependencyPath(child.i, dict.fromkeys(range(first, last + 1), 0))
        path.places[child.i] = 0
        if head is not None and abs(head - last) < 8:
            path.places[head] = 0
        if self._left_behind(doc, first, last):
            path.old_value = True
            return path
        clauses = 0
        while child.head.i != child.i:
            node = child.head
            if self._ends_at(child, node, path):
                break
            if node.pos_ in VERBAL:
                clauses += 1
            if (child.dep_ == "conj" and child.pos_ in VERBAL) or child.i in path.shared:
                path.shared.add(node.i)
            if child.dep_ != "conj" or child.pos_ in VERBAL:
                path.places[node.i] = (
                    clauses  # "the 2008 fight and his eight years": the year isn't that of the other
                )
            if child.dep_ == "relcl":
                # The parser often gives a relative clause to the wrong one of the nouns before it.
                nouns = (t.i for t in doc[node.i : child.left_edge.i] if t.pos_ in ("NOUN", "PROPN"))
                path.places.update(dict.fromkeys(nouns, clauses))
            meanwhile = child.dep_ == "acl" and (
                child.tag_ == "VBG" or child.lemma_.lower() in self.reckoning
            )
            if child.dep_ in ("relcl", "acl") and not meanwhile and not self._is_occasion(node):
                break
            if (
                child.dep_ == "appos" and node.pos_ == "PROPN" and not node.is_upper
            ):  # not a dateline's "GENEVA"
                break  # "Oslany, home to 40,000 people": what somebody or something is
            child = node
        path.end = child.i
        return path

    @staticmethod
    def _top(doc: Doc, first: int, last: int) -> Token:
        for i in range(last, first - 1, -1):
            if not first <= doc[i].head.i <= last:
                return doc[i]
        return doc[last]

    def _left_behind(self, doc: Doc, first: int, last: int) -> bool:
        """Return whether the words right before and after a figure are "from" and "to"."""
        before = first - 1
        if before > 0 and doc[before].is_currency:
            before -= 1
        if before < 0 or last + 1 >= len(doc):
            return False
        return doc[before].lower_ in self.old and doc[last + 1].lower_ in self.beside_old

    def _ends_at(self, child: Token, node: Token, path: DependencyPath) -> bool:
        """Return whether what stands above ``child`` has another time."""
        relation = child.dep_
        if relation in ("ccomp", "parataxis") and child.pos_ in VERBAL:
            return node.dep_ != "relcl"  # "the attacks, which officials say killed 12": on to the attacks
        if relation == "pobj" and child.i != node.i and node.lower_ in self.part_of and self._is_known(child):
            path.background = node.head.like_num  # "191 of the 250 files"
            path.whole_of = node.head.i
            return path.background
        if relation == "advcl":
            return any(
                below.lower_ in self.own_time for below in child.children if below.dep_ in ("mark", "advmod")
            )
        if relation == "prep" or child.pos_ == "ADP":
            if child.lower_ in self.old and self._is_old(child, node):
                path.old_value = True
                path.places[child.i] = 0
                return True
            if child.lower_ in self.own_time and any(below.dep_ == "pcomp" for below in child.children):
                return True
            if child.lower_ in self.comparison and child.lower_ not in self.old:
                path.places[child.i] = 0
                path.compared = True
                return True
            return False
        return child.lower_ in self.comparison and child.pos_ in VERBAL

    def _is_occasion(self, noun: Token) -> bool:
        """Return whether a noun is what the clause above happens in, or what it tells of by another name.

        "In an attack that lasted 12 minutes", "the 1996 crash, an accident that killed 40".
        """
        if noun.dep_ == "appos" and noun.head.pos_ == "NOUN":
            return True
        return noun.dep_ == "pobj" and noun.head.lower_ in self.occasion and noun.head.head.pos_ in VERBAL

    def _is_known(self, noun: Token) -> bool:
        return any(below.lower_ in self.definite for below in noun.children if below.dep_ == "det")

    def _is_old(self, preposition: Token, node: Token) -> bool:
        if node.lower_ in self.above_old:
            return True
        for below in (*node.children, *preposition.children):
            if below.lower_ in self.beside_old and below.dep_ == "prep":
                numbers = any(word.like_num for word in below.subtree)
                if below.i > preposition.i or numbers:  # "fell to 12 from 40"
                    return True
        return False
