"""Nouns: what a noun on the way up from a figure makes of it ("a 40% target", "no evidence that 12 died")."""

from spacy.tokens import Token

from extract.modality.words import OBJECTS, Judgement, Words, is_finite, is_infinitive, word_of

ADNOMINAL = frozenset({"amod", "compound", "acl", "nmod", "advmod"})
PLURALS = frozenset({"NNS", "NNPS"})
PREMODIFIERS = frozenset({"nummod", "amod", "compound", "quantmod", "nmod", "npadvmod", "advmod"})


class Nouns:
    """Judges figures by the nouns that they belong to."""

    def __init__(self, words: Words) -> None:
        self.words = words

    def judge(self, node: Token, child: Token) -> tuple[Judgement | None, bool]:
        """Return the verdict of a noun on what hangs on it by ``child``, and whether the climb goes on above it."""
        clause = child.dep_ in ("relcl", "acl") and is_finite(child)
        for modifier in () if clause else node.children:
            if modifier.dep_ in ADNOMINAL and modifier.i != child.i and not is_infinitive(modifier):
                if modifier.dep_ == "acl" and modifier.tag_ != "VBN":
                    continue
                if found := self.words.look("adjective", modifier):
                    return found, False
        if found := self._plan_noun(node, child) or self._claim_noun(node, child):
            return found, False
        if child.dep_ in PREMODIFIERS and child.i < node.i and self.presupposed(node):
            return None, False
        return None, child.dep_ not in ("relcl", "acl") or is_infinitive(child)

    def _plan_noun(self, node: Token, child: Token) -> Judgement | None:
        """Return the verdict of a noun such as "target" or "plan" that the figure belongs to."""
        found = self.words.look("noun", node)
        if found is None or (child.dep_ == "nummod" and node.tag_ in PLURALS):
            return None  # "22 goals", "three plans": what there is of them
        if child.dep_ in ("acl", "relcl"):
            return found if is_infinitive(child) or child.dep_ == "acl" else None
        if child.dep_ == "prep" and any(below.dep_ == "pcomp" for below in child.children):
            return found
        if word_of(node) in self.words.only_with_clause:
            return None
        if child.dep_ == "prep":
            return found if child.lower_ in self.words.noun_reaches else None
        return found if child.dep_ in PREMODIFIERS | {"appos"} else None

    def _claim_noun(self, node: Token, child: Token) -> Judgement | None:
        """Return the verdict on a clause of a noun: "no evidence that 12 died", "dismissed reports that 12 died"."""
        if child.dep_ not in ("acl", "ccomp", "relcl") or not is_finite(child):
            return None
        if any(below.tag_ == "WDT" for below in child.children):
            return None  # "the report that found 12": a relative clause
        if any(below.lower_ in self.words.no for below in node.children if below.dep_ in ("det", "neg")):
            return self.words.look("denied_noun", node)
        return self.words.look("with_clause", node.head) if node.dep_ in OBJECTS else None

    def presupposed(self, noun: Token) -> bool:
        """Return whether a determiner takes for granted that there is what the noun names."""
        for child in noun.children:
            if child.dep_ in ("det", "poss") and child.i < noun.i:
                if child.lower_ in self.words.presupposing:
                    return True
                if child.dep_ == "poss":
                    return True
        return False
