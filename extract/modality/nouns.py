"""Nouns: what a noun on the way up from a figure makes of it ("a 40% target", "no evidence that 12 died")."""

from spacy.tokens import Doc, Token

from newstally.extract.modality.modality_words import (
    OBJECTS,
    Judgement,
    ModalityWords,
    is_finite,
    is_helper,
    is_infinitive,
    word_of,
)

ADNOMINAL = frozenset({"amod", "compound", "acl", "nmod", "advmod"})
PARTICIPLES = frozenset({"VBN", "VBD"})
PLURALS = frozenset({"NNS", "NNPS"})
RELATIVES = frozenset({"WDT", "WP"})
PREMODIFIERS = frozenset({"nummod", "amod", "compound", "quantmod", "nmod", "npadvmod", "advmod"})


class Nouns:
    """Judges figures by the nouns that they belong to."""

    def __init__(self, words: ModalityWords) -> None:
        self.words = words

    def judge(self, node: Token, child: Token, below: Token | None) -> tuple[Judgement | None, bool]:
        """Return the verdict of a noun on what hangs on it by ``child``, and whether the climb goes on above it.

        ``below`` is what the climb came by to ``child``.
        """
        clause = child.dep_ in ("relcl", "acl") and is_finite(child)
        aside = child.dep_ in ("appos", "advmod") and below is not None and below.dep_ == "prep"
        if aside and self.is_known(node):
            return None, False  # "the isle, home to 400 people, will get"
        plan = self._plan_noun(node, child) or self._claim_noun(node, child)
        for modifier in () if clause else node.children:
            if modifier.dep_ in ADNOMINAL and modifier.i != child.i and not is_infinitive(modifier):
                if modifier.dep_ == "acl" and modifier.tag_ != "VBN":
                    continue
                found = self.words.look("adjective", modifier)
                if found and not (plan and found.modality == "asserted"):
                    return found, False  # but "the current target of 40%" is still to be reached
        if plan := plan or self._planned(node, child):
            return plan, False
        if child.dep_ in PREMODIFIERS and child.i < node.i and self.presupposed(node):
            return None, False
        return None, child.dep_ not in ("relcl", "acl") or is_infinitive(child)

    def participle(self, doc: Doc, first: int, last: int) -> Judgement | None:
        """Return the verdict of a word behind a figure: "the 14 planned", "the 40% promised", "80 mph possible"."""
        end = last + 1 if doc[last].dep_ == "nummod" and doc[last].head.i == last + 1 else last
        if end + 1 >= len(doc) or doc[end + 1].tag_ not in PARTICIPLES | {"JJ"}:
            return None
        participle = doc[end + 1]
        if participle.tag_ == "JJ":  # "gusts of 80 mph possible"
            behind = participle.dep_ == "amod" and first <= participle.head.i <= end
            return self.words.look("adjective", participle) if behind else None
        modifies = participle.dep_ == "acl" and first <= participle.head.i <= end
        definite = first > 0 and doc[first - 1].lower_ in self.words.presupposing  # often parsed as a clause
        goes_on = any(is_helper(below) or below.dep_ in OBJECTS for below in participle.children)
        return self.words.look("adjective", participle) if modifies or (definite and not goes_on) else None

    def _plan_noun(self, node: Token, child: Token) -> Judgement | None:
        """Return the verdict of a noun such as "target" or "plan" that the figure belongs to."""
        found = self._of_plan(node, child)
        if found and any(below.lower_ in self.words.no for below in node.children if below.dep_ == "det"):
            return self.words.find("no_plan", found.modality, node)
        return found

    def _of_plan(self, node: Token, child: Token) -> Judgement | None:
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

    def _planned(self, node: Token, child: Token) -> Judgement | None:
        """Return the verdict of a clause on what somebody plans to do: "two flights the firm plans to make"."""
        if child.dep_ != "nummod":
            return None
        first = (
            node.head.head if node.dep_ == "pobj" else node
        )  # "the first of two flights the firm plans to make"
        for clause in (*node.children, *(below for below in first.children if below.i > node.i)):
            own = any(below.dep_ == "nsubj" and below.tag_ not in RELATIVES for below in clause.children)
            does = next((below for below in clause.children if below.dep_ == "xcomp"), None)
            if clause.dep_ != "relcl" or not own or does is None or not is_infinitive(does):
                continue
            found = self.words.look("with_infinitive", clause)
            if found and found.modality == "projected" and not any(t.dep_ in OBJECTS for t in does.children):
                return found
        return None

    def _claim_noun(self, node: Token, child: Token) -> Judgement | None:
        """Return the verdict on a clause of a noun: "no evidence that 12 died", "dismissed reports that 12 died"."""
        if child.dep_ not in ("acl", "ccomp", "relcl") or not is_finite(child):
            return None
        if any(below.tag_ == "WDT" for below in child.children):
            return None  # "the report that found 12": a relative clause
        if any(below.lower_ in self.words.no for below in node.children if below.dep_ in ("det", "neg")):
            return self.words.look("denied_noun", node)
        return self.words.look("with_clause", node.head) if node.dep_ in OBJECTS else None

    def is_known(self, noun: Token) -> bool:
        """Return whether a noun is a name or takes for granted that there is what it names."""
        return noun.pos_ == "PROPN" or self.presupposed(noun)

    def presupposed(self, noun: Token) -> bool:
        """Return whether a determiner takes for granted that there is what the noun names."""
        for child in noun.children:
            if child.dep_ in ("det", "poss") and child.i < noun.i:
                if child.lower_ in self.words.presupposing:
                    return True
                if child.dep_ == "poss":
                    return True
        return False
