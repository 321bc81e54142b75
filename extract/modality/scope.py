"""Scope: which words govern a figure, found by climbing from it through the parse.

The climb ends at the first word that decides, or where a clause with a tense of its own begins: in "will honour the
12 people who died" the "will" governs the honouring and not the dying.
"""

from spacy.tokens import Doc, Token

from extract.modality.nouns import Nouns
from extract.modality.verbs import Verbs
from extract.modality.words import ASSERTED, HEADLINE, VERBAL, Judgement, Words, is_infinitive, word_of


class Scope:
    """Judges figures by the words that govern them."""

    def __init__(self, language: str) -> None:
        self.words = Words(language)
        self.nouns = Nouns(self.words)
        self.verbs = Verbs(self.words)

    def judge(self, doc: Doc, first: int, last: int, start: int) -> Judgement:
        """Return the modality of the figure in the tokens ``first`` to ``last``; ``start``: with its comparator."""
        if direct := self._right_before(doc, start):
            return direct
        child = doc[last]
        for i in range(first, last + 1):
            if not first <= doc[i].head.i <= last or doc[i].head.i == i:
                child = doc[i]
                break
        if any(self.nouns.presupposed(doc[i]) for i in range(first, last + 1)):
            return ASSERTED
        return self.climb(child)

    def climb(self, child: Token) -> Judgement:
        """Return what the governors of a token make of it."""
        if child.pos_ in VERBAL:
            found, going = self.verbs.judge(child, None)
            if found or not going:
                return found or ASSERTED
        below: Token | None = None
        while child.head.i != child.i:
            node = child.head
            if node.dep_ == "ROOT" and node.pos_ not in VERBAL and is_infinitive(child):
                return Judgement("projected", HEADLINE, child.i)  # "Firm to cut 40 jobs"
            if node.pos_ in VERBAL:
                found, going = self.verbs.judge(node, child)
            elif node.dep_ == "prep" or node.pos_ == "ADP":
                found, going = self._at_preposition(node, child), True
            elif node.pos_ == "ADJ":
                found, going = self._at_adjective(node, child), True
            else:
                found, going = self.nouns.judge(node, child)
            if found and not (found.modality == "negated" and self._is_adjunct(child, below)):
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
        phrase = f"{word_of(node.head)} {node.lower_}"
        return self.words.find("with_preposition", phrase, node.head)

    def _at_adjective(self, node: Token, child: Token) -> Judgement | None:
        if child.dep_ == "ccomp":
            return self.words.look("with_clause", node)
        return self.words.look("with_infinitive", node) if child.dep_ == "xcomp" else None
