"""Scope: which words govern a figure, found by climbing from it through the parse.

The climb ends at the first word that decides, or where a clause with a tense of its own begins: in "will honour the
12 people who died" the "will" governs the honouring and not the dying.
"""

from spacy.tokens import Doc, Token

from newstally.extract.modality.modality_words import (
    ASSERTED,
    HEADLINE,
    VERBAL,
    Judgement,
    ModalityWords,
    is_infinitive,
    word_of,
)
from newstally.extract.modality.nouns import Nouns
from newstally.extract.modality.verbs import Verbs


class Scope:
    """Judges figures by the words that govern them."""

    def __init__(self, language: str) -> None:
        self.words = ModalityWords(language)
        self.nouns = Nouns(self.words)
        self.verbs = Verbs(self.words)

    def judge(self, doc: Doc, first: int, last: int, start: int, *, lasting: bool = False) -> Judgement:
        """Return the modality of the figure in the tokens ``first`` to ``last``.

        ``start`` is its first token with its comparator; ``lasting``: it is a duration.
        """
        if direct := self._right_before(doc, start):
            return direct
        child = doc[last]
        for i in range(first, last + 1):
            if not first <= doc[i].head.i <= last or doc[i].head.i == i:
                child = doc[i]
                break
        if planned := self.nouns.participle(doc, first, last):
            return planned
        if any(self.nouns.presupposed(doc[i]) for i in range(first, last + 1)):
            return ASSERTED
        above = self._above_duration(child) if lasting else child
        found = self.climb(above, lasting=lasting)
        if above is not child and found.modality == "negated":
            return ASSERTED  # "without being paid for 3 months": as long as that it went without
        unreal = found.modality in ("projected", "hypothetical")
        return ASSERTED if unreal and self._sets_out(child, found) else found

    def _above_duration(self, child: Token) -> Token:
        """Return the verb that a duration only says the length of ("waited for two hours"), or the duration."""
        preposition = child.head
        while (
            child.dep_ in ("nummod", "quantmod", "det", "predet", "compound") and preposition.pos_ == "NOUN"
        ):
            child, preposition = preposition, preposition.head
        verb = preposition.head
        lasts = child.dep_ == "pobj" and preposition.lower_ in self.words.lasting and verb.tag_ != "VBN"
        return verb if lasts and verb.pos_ in VERBAL else child

    def _sets_out(self, child: Token, found: Judgement) -> bool:
        """Return whether a change sets out from the figure: "would rise from 25% to 30%".

        What the words after "from" say stays: "up from a forecast of 2%".
        """
        while child.head.i != child.i and child.dep_ != "pobj":
            if child.pos_ in VERBAL:
                return False
            child = child.head
        preposition = child.head
        if child.dep_ != "pobj" or preposition.lower_ not in self.words.starting:
            return False
        if found.rule in self.words.moved_rules or (found.token or 0) > preposition.i:
            return False
        if preposition.head.lower_ in self.words.above:
            return True  # "to 13%, up from 6%"
        after = child.doc[child.right_edge.i + 1 : child.right_edge.i + 3]
        beside = [token for token in preposition.head.children if token.i > child.i or self._to_figure(token)]
        return any(token.lower_ in self.words.ends for token in [*beside, *after])

    @staticmethod
    def _to_figure(preposition: Token) -> bool:
        """Return whether a preposition leads to a figure: "to 30% from 25%"."""
        return preposition.dep_ == "prep" and any(token.like_num for token in preposition.subtree)

    def climb(self, child: Token, *, lasting: bool = False) -> Judgement:
        """Return what the governors of a token make of it; ``lasting``: it is a duration."""
        if child.pos_ in VERBAL:
            found, going = self.verbs.judge(child, None)
            if found or not going:
                return found or ASSERTED
        below: Token | None = None
        definite = False
        while child.head.i != child.i:
            node = child.head
            if child.dep_ in ("pobj", "prep") and node.lower_ in self.words.topical and not lasting:
                return ASSERTED  # but "will invest $4m over five years"
            definite = definite or (child.dep_ == "prep" and self.nouns.presupposed(node))
            if node.dep_ == "ROOT" and node.pos_ not in VERBAL and is_infinitive(child):
                return Judgement("projected", HEADLINE, child.i)  # "Firm to cut 40 jobs"
            if node.pos_ in VERBAL:
                found, going = self.verbs.judge(node, child)
            elif node.dep_ == "prep" or node.pos_ == "ADP":
                found, going = self._at_preposition(node, child), True
            elif node.pos_ == "ADJ":
                found, going = self._at_adjective(node, child), True
            else:
                found, going = self.nouns.judge(node, child, below)
            denied = found is not None and found.modality == "negated"
            if found and not (denied and (definite or self._is_adjunct(child, below))):
                return found
            if not going:
                return ASSERTED
            below, child = child, node
        return ASSERTED

    def _is_adjunct(self, child: Token, below: Token | None) -> bool:
        """Return whether a figure is only a circumstance of a denied infinitive ("failed to win in 12 states")."""
        if child.dep_ != "xcomp" or below is None:
            return False
        return below.dep_ == "prep" and below.lower_ not in self.words.negation_reaches

    def _right_before(self, doc: Doc, first: int) -> Judgement | None:
        """Return the verdict of "not 40 but 50": a negation that stands right before the figure."""
        if first == 0 or first >= len(doc):
            return None
        before = doc[first - 1]
        for token in (before, doc[first]):
            if token.dep_ != "ROOT" and (found := self.words.look("adverb", token)):
                return found  # "possibly 40"
        if before.lower_ not in self.words.negations:
            return None
        if before.dep_ == "neg" and before.head.pos_ in VERBAL and before.head.i < before.i:
            return None  # "did not": the verb's own
        if doc[first].lower_ in self.words.no_negation:
            return None
        return Judgement("negated", f"modality.negation.{before.lower_}", before.i)

    def _at_preposition(self, node: Token, child: Token) -> Judgement | None:
        if child.dep_ == "pcomp" and (found := self.words.look("negation_preposition", node)):
            return found
        if any(self.words.adverbs.get(t.lower_) == "asserted" for t in node.children):
            return ASSERTED  # "the toll, now at 12, will rise"
        phrase = f"{word_of(node.head)} {node.lower_}"
        if child.dep_ == "pcomp" and (found := self.words.find("with_gerund", phrase, node.head)):
            return found
        return self.words.find("with_preposition", phrase, node.head)

    def _at_adjective(self, node: Token, child: Token) -> Judgement | None:
        if child.dep_ == "ccomp":
            return self.words.look("with_clause", node)
        return self.words.look("with_infinitive", node) if child.dep_ == "xcomp" else None
