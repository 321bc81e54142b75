"""Antecedents: the noun that a pronoun in the place of a subject stands for ("It earned $40 million")."""

from spacy.tokens import Token

from newstally.extract.subjects.grammar import (
    NOUNS,
    OBJECTS,
    SUBJECTS,
    VERBS,
    object_of,
    prepositions_of,
    subject_of,
)
from newstally.extract.subjects.lexicon import Lexicon

FARTHEST = 60
"""Tokens back to the subject that a pronoun may stand for."""
NEAR = 12
"""Tokens back to the object that a plural pronoun may stand for."""
PLURALS = frozenset({"NNS", "NNPS"})
ROOTS = frozenset({"ROOT", "ccomp", "conj", "advcl"})


class Antecedents:
    """Finds what pronouns stand for: the subject of a clause before that agrees with them in number and life."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon

    def subject(self, verb: Token) -> Token | None:
        """Return the verb's subject; for a pronoun its antecedent, or the pronoun itself where none is found."""
        subject = subject_of(verb)
        if subject is not None and subject.pos_ in ("PRON", "DET", "NUM", "ADJ"):
            whole = next(
                (noun for p, noun in prepositions_of(subject) if p.lower_ in self.lexicon.after_of), None
            )
            if whole is not None and whole.pos_ in NOUNS:
                return whole  # "each of the flats is worth"
        if subject is not None and subject.dep_ == "pobj" and self.lexicon.is_time(subject):
            subject = self._past_time(subject)
        if subject is not None and self.lexicon.is_person(subject):
            subject = self._past_person(subject, verb)
        if subject is None or subject.lower_ not in self.lexicon.subject_pronouns:
            return subject
        return self.of(subject, self.lexicon.subject_pronouns[subject.lower_], object_of(verb)) or subject

    @staticmethod
    def _past_time(time: Token) -> Token:
        """Return the thing for the time that its clause was attached to ("spending for the year expected to be")."""
        thing = time.head.head
        return thing if thing.pos_ in NOUNS else time

    @staticmethod
    def _past_person(person: Token, verb: Token) -> Token:
        """Return the thing for the person that "which" was attached to ("a pay deal for its chairman, which")."""
        thing = any(child.tag_ == "WDT" and child.dep_ in SUBJECTS for child in verb.children)
        comma = person.right_edge.i >= person.i + 1 and person.nbor(1).text == ","
        if not thing or not comma or person.dep_ != "pobj" or person.head.head.pos_ not in NOUNS:
            return person
        return person.head.head

    def object(self, pronoun: Token, subject: Token | None) -> Token | None:
        """Return what a pronoun in the place of an object stands for, which is not the subject of its verb."""
        wanted = self.lexicon.object_pronouns.get(pronoun.lower_)
        verb = pronoun.head
        if wanted == "thing":
            for token in reversed(pronoun.doc[max(pronoun.i - FARTHEST, 0) : pronoun.i]):
                changed = token.dep_ in OBJECTS and token.head.lemma_ == verb.lemma_
                if changed and token.pos_ in NOUNS and self._agrees(token, wanted):
                    return token  # "one state raised the wage, and another raised it"
        return self.of(pronoun, wanted, subject) if wanted is not None else None

    def of(self, pronoun: Token, wanted: str, besides: Token | None) -> Token | None:
        """Return the nearest subject before the pronoun that fits and isn't called like ``besides``, if any."""
        doc = pronoun.doc
        for i in range(pronoun.i - 1, max(pronoun.i - FARTHEST, -1), -1):
            token = doc[i]
            if token.dep_ not in SUBJECTS or token.pos_ not in NOUNS or not self._leads(token):
                continue
            if besides is not None and token.lower_ == besides.lower_:
                continue
            if self._agrees(token, wanted):
                return token
        if wanted == "several":  # "lifted the bonds and they gained"
            near = doc[max(pronoun.i - NEAR, 0) : pronoun.i]
            return next((t for t in reversed(near) if t.dep_ in OBJECTS and t.tag_ in PLURALS), None)
        return None

    @staticmethod
    def _leads(noun: Token) -> bool:
        """Whether the noun is the subject of a clause that could stand alone, and not of a relative one."""
        return noun.head.pos_ in VERBS and noun.head.dep_ in ROOTS

    def _agrees(self, noun: Token, wanted: str) -> bool:
        several = noun.tag_ in PLURALS or any(child.dep_ == "conj" for child in noun.children)
        if wanted == "several":
            return several
        if several or self.lexicon.is_time(noun):
            return False
        person = noun.pos_ == "PROPN" or self.lexicon.is_person(noun)
        return person if wanted == "person" else noun.pos_ == "PROPN" or not person
