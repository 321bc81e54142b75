"""Holders: nouns that only hold an amount ("a rate of 3.8%"), and the thing that they lead on to."""

from spacy.tokens import Token

from newstally.extract.subjects.grammar import (
    NOUNS,
    OBJECTS,
    VERBS,
    governing_verb,
    is_noun,
    object_of,
    prepositions_of,
    subject_of,
)
from newstally.extract.subjects.lexicon import Lexicon, Place


class Holders:
    """Steps from a holder to the thing that has the amount."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon

    def step(self, noun: Token, place: Place) -> Token:
        """Return the thing that a bare "rate" or "distance" is of; any other noun, and one with an owner, stays."""
        lemma = noun.lemma_.lower()
        reckoned = lemma in self.lexicon.reckonings and noun.i < place.first
        if reckoned and self._named(noun, place):
            return noun  # "cut its growth forecast to 1.4%"
        if not reckoned and (lemma not in self.lexicon.holders or noun.tag_ == "NNS"):
            return noun
        for preposition, governed in prepositions_of(noun):
            if (
                is_noun(governed)
                and governed.i not in place.taken
                and preposition.lower_ in self.lexicon.of_holder
            ):
                return governed if not self.lexicon.is_time(governed) else noun
        if not reckoned and self._own(noun):
            return noun
        verb = noun.head if noun.head.pos_ in VERBS else governing_verb(noun)
        if verb is None:
            return noun
        thing = object_of(verb, place.taken | {noun.i}) if noun.dep_ == "pobj" else None
        if thing is None and verb.lemma_.lower() not in self.lexicon.reckoning_verbs:
            thing = subject_of(verb)  # but "analysts expected a rate of 4%"
        if thing is not None and is_noun(thing) and thing.i != noun.i and place.outside(thing):
            return thing
        return noun

    def _named(self, reckoning: Token, place: Place) -> bool:
        """Whether a noun before the reckoning says of what it is."""
        return any(
            child.dep_ == "compound"
            and child.pos_ == "NOUN"
            and child.i not in place.taken
            and not self.lexicon.is_time(child)
            for child in reckoning.children
        )

    def _own(self, noun: Token) -> bool:
        """Whether the noun says itself what has the amount."""
        if any(child.dep_ in ("poss", "compound") and child.pos_ in NOUNS for child in noun.children):
            return True
        if noun.dep_ in OBJECTS and any(child.dep_ == "amod" for child in noun.children):
            return True  # "kept its benchmark rate at 5%"
        return noun.lemma_.lower() in self.lexicon.counters and noun.dep_ in OBJECTS  # "put the number at 25"
