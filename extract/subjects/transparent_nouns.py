"""Transparent nouns: nouns that only hold an amount ("a rate of 3.8%"), and the thing that they lead on to."""

from newstally.extract.grammar import Word
from newstally.extract.grammar.forms import Form
from newstally.extract.grammar.forms import PartOfSpeech as Pos
from newstally.extract.grammar.relations import NOUN_CLAUSES, Relation
from newstally.extract.subjects.clauses import (
    OBJECTS,
    is_owned_by_pronoun,
    is_thing,
    object_of,
    prepositions_of,
    subject_of,
)
from newstally.extract.subjects.quantities import Quantity
from newstally.extract.subjects.vocabulary import SubjectVocabulary

OWNING = frozenset({Relation.POSSESSOR, Relation.COMPOUND})
"""Words before a noun that say whose or of what it is."""

OF_ITS_OWN = OWNING | NOUN_CLAUSES | {Relation.ADJECTIVAL_MODIFIER}
"""What makes a mark one of its own."""


def thing_behind(noun: Word, quantity: Quantity) -> Word:
    """Return the thing that a bare "rate" or "distance" is of; any other noun, and one with an owner, stays."""
    vocabulary, taken = quantity.vocabulary, quantity.taken
    lemma = noun.lemma.lower()
    reckoned = lemma in vocabulary.reckonings and noun.i < quantity.first
    if lemma in vocabulary.marks:
        return _passing(noun, quantity)
    if lemma in vocabulary.forms and noun.relation is Relation.PREPOSITION_OBJECT:
        above = noun.head.head  # "help in the form of $15 million"
        thing = above if above.is_noun else object_of(above, taken)
        return thing if thing is not None and is_thing(thing) else noun
    if reckoned and _is_named(noun, quantity):
        return noun  # "cut its growth forecast to 1.4%"
    if reckoned and quantity.kind == "measure" and noun.is_plural:
        return noun  # "the town faces highs of 30 degrees"
    if noun.i < quantity.first and _says_what_subject_does(noun):
        return _subject_told_of(noun, quantity)
    if not reckoned and (lemma not in vocabulary.holders or _is_told_of_several(noun, quantity)):
        return noun
    for preposition, governed in prepositions_of(noun):
        if any(word.lower in vocabulary.per for word in noun.parse[quantity.last + 1 : governed.i]):
            continue  # "a death rate of 40 per 100,000 population"
        if is_thing(governed) and governed.i not in taken and preposition.lower in vocabulary.of_holder:
            return governed if not vocabulary.is_time(governed) else noun
    if not reckoned and _has_owner(noun, vocabulary):
        return noun
    verb = noun.head if noun.head.is_verb else noun.governing_verb
    if verb is None or _is_known_object(noun, vocabulary):
        return noun
    thing = object_of(verb, taken | {noun.i}) if noun.relation is Relation.PREPOSITION_OBJECT else None
    if thing is None and verb.lemma.lower() not in vocabulary.reckoning_verbs:
        thing = subject_of(verb)  # but "analysts expected a rate of 4%"
    if thing is not None and is_thing(thing) and thing.i != noun.i and quantity.outside(thing):
        return thing
    return noun


def _is_known_object(noun: Word, vocabulary: SubjectVocabulary) -> bool:
    """Whether a noun with an article that makes it known is what is acted on: "mantuvo la tasa en 4,5%"."""
    article = noun.dependent(Relation.DETERMINER) if noun.relation in OBJECTS else None
    return article is not None and article.lower not in vocabulary.indefinite


def _passing(mark: Word, quantity: Quantity) -> Word:
    """Return what passes a mark ("temperatures crossed the 45-degree mark"), else the mark itself."""
    if mark.relation not in OBJECTS and mark.relation is not Relation.PREPOSITION_OBJECT:
        return mark
    if any(child.relation in OF_ITS_OWN and child.i not in quantity.taken for child in mark.dependents):
        return mark  # "the 40% threshold to be met"
    verb, vocabulary = mark.governing_verb, quantity.vocabulary
    if verb is None or verb.lemma.lower() not in vocabulary.level_verbs | vocabulary.change_verbs:
        return mark  # "set a 5% threshold"
    moved = object_of(verb, quantity.taken | {mark.i}) if mark.head is not verb else None
    thing = moved or subject_of(verb)
    if thing is None or not is_thing(thing) or not quantity.outside(thing):
        return mark
    return thing


def _is_told_of_several(noun: Word, quantity: Quantity) -> bool:
    """Whether the noun is a plural of its own; "winds at speeds of 60 km/h" and "numbers of bears" hold one amount."""
    if noun.form is not Form.PLURAL_NOUN or quantity.kind == "measure":
        return False
    return quantity.kind != "count" or noun.lemma.lower() not in quantity.vocabulary.counters


def _says_what_subject_does(noun: Word) -> bool:
    """Whether a verb was read as a noun, or the noun only says what the subject does ("was trading up 1%")."""
    bare = noun.form is Form.SINGULAR_NOUN and not noun.has(Relation.DETERMINER, *OWNING)
    return bare and (noun.relation is Relation.PREDICATE_NOUN or noun.has(Relation.AUXILIARY))


def _subject_told_of(predicate: Word, quantity: Quantity) -> Word:
    """Return what the predicate says something of, else the predicate itself."""
    verb = predicate if predicate.has(Relation.AUXILIARY) else predicate.head
    subject = subject_of(verb)
    return subject if subject is not None and is_thing(subject) and quantity.outside(subject) else predicate


def _is_named(reckoning: Word, quantity: Quantity) -> bool:
    """Whether a noun before the reckoning says of what it is."""
    return any(
        child.relation is Relation.COMPOUND
        and child.pos is Pos.NOUN
        and child.i not in quantity.taken
        and not quantity.vocabulary.is_time(child)
        for child in reckoning.dependents
    )


def _has_owner(noun: Word, vocabulary: SubjectVocabulary) -> bool:
    """Whether the noun says itself what has the amount."""
    for child in noun.dependents:
        if child.is_noun and child.relation in OWNING:
            return True
    if noun.relation not in OBJECTS:
        return False
    if is_owned_by_pronoun(noun):
        return True  # "it raised its rate to 5%"
    # "kept its benchmark rate at 5%", "put the number at 25"
    return noun.has(Relation.ADJECTIVAL_MODIFIER) or noun.lemma.lower() in vocabulary.counters
