"""Objects: what a verb makes of the noun phrase that it acts on ("demands $3m", "sees growth of 2%")."""

from spacy.tokens import Token

from newstally.extract.modality.modality_words import OBJECTS, Judgement, ModalityWords, is_passive, word_of

PRESENT = frozenset({"VBZ", "VBP"})
GOALS = frozenset({"dobj", "oprd", "attr"})


class Objects:
    """Judges figures that belong to the object of a verb, or to the subject of its passive."""

    def __init__(self, words: ModalityWords) -> None:
        self.words = words

    def judge(self, verb: Token, child: Token) -> Judgement | None:
        """Return what ``verb`` makes of ``child``, its object or a phrase beside that."""
        return (
            self._foreseen(verb, child)
            or self._moved(verb, child)
            or self._announced(verb, child)
            or self._penalty(verb, child)
            or self.wanted(verb, child)
        )

    def wanted(self, verb: Token, child: Token) -> Judgement | None:
        """Return the verdict of a verb such as "propose" or "deny" on its object, and of its passive on its subject."""
        relation, passive = child.dep_, is_passive(verb)
        if relation == "dative" or (passive and relation == "nsubjpass" and self._has(verb, GOALS)):
            return None  # who gets it: "40 workers were promised a raise", "12 were denied bail"
        reached = passive and relation == "prep" and child.lower_ in self.words.passive_prepositions
        gerund = relation == "xcomp" and child.tag_ == "VBG"  # "considers selling 40 shops"
        if not (relation in OBJECTS or reached or gerund):
            return None
        return self.words.look("with_object", verb)

    def _foreseen(self, verb: Token, child: Token) -> Judgement | None:
        """Return the verdict of "the bank sees inflation falling to 4%", "unemployment is seen at 5%"."""
        if word_of(verb) not in self.words.seeing:
            return None
        found = self.words.look("seeing_as_forecast", verb)
        if verb.tag_ in PRESENT:
            falls = child.dep_ == "ccomp" and child.tag_ == "VBG"
            return found if falls or self._has(verb, {"dobj"}, self.words.sights) else None
        if verb.tag_ != "VBN" or not any(t.dep_ == "auxpass" and t.tag_ in PRESENT for t in verb.children):
            return None
        placed = child.dep_ == "prep" and child.lower_ in self.words.passive_prepositions
        return found if child.tag_ == "VBG" or placed else None

    def _moved(self, verb: Token, child: Token) -> Judgement | None:
        """Return the verdict of a forecast or target that is set anew: "cut its forecast to 2% from 3%"."""
        if child.dep_ != "prep" or child.lower_ not in self.words.moved_by:
            return None
        if word_of(verb) not in self.words.moving:
            return None
        for noun in verb.children:
            if noun.dep_ in ("dobj", "nsubjpass") and (found := self.words.look("forecast", noun)):
                return found
        return None

    def _announced(self, verb: Token, child: Token) -> Judgement | None:
        """Return the verdict of what is only announced: "announced payments of $600"."""
        if word_of(verb) not in self.words.announcing or child.dep_ not in ("dobj", "nsubjpass"):
            return None
        nouns = (child, *(t for t in child.subtree if t.dep_ == "pobj"))
        return next(filter(None, (self.words.look("undertaking", noun) for noun in nouns)), None)

    def _penalty(self, verb: Token, child: Token) -> Judgement | None:
        """Return the verdict of a penalty that may be given: "faces up to 9 years in prison"."""
        if word_of(verb) not in self.words.penal or child.dep_ != "dobj":
            return None
        if found := self.words.look("penalty", child):
            return found
        places = (t for prep in child.children if prep.dep_ == "prep" for t in prep.children)
        confined = any(word_of(place) in self.words.confinement for place in places)
        return self.words.look("penal_verb", verb) if confined else None

    @staticmethod
    def _has(verb: Token, relations: frozenset[str] | set[str], lemmas: frozenset[str] | None = None) -> bool:
        return any(t.dep_ in relations and (lemmas is None or word_of(t) in lemmas) for t in verb.children)
