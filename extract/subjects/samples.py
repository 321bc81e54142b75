"""Samples: those who were polled or tested, of whom a share may be that doesn't say so itself."""

from newstally.extract.grammar import Word
from newstally.extract.grammar.forms import Form
from newstally.extract.grammar.relations import Relation
from newstally.extract.subjects.quantities import Quantity

LONGEST_SAMPLE = 5
"""Tokens from "of" to those polled."""
SAMPLED = frozenset({Relation.OBJECT, Relation.PASSIVE_SUBJECT, Relation.PREPOSITION_OBJECT})


def is_sample(noun: Word, quantity: Quantity) -> bool:
    """Return whether the things were polled or tested ("surveyed 900 households", "a poll of 40 firms")."""
    vocabulary = quantity.vocabulary
    if noun.form is Form.NONE:
        return _is_unparsed_sample(noun, quantity)
    if noun.form is not Form.PLURAL_NOUN or noun.relation not in SAMPLED:
        return False
    of = noun.relation is Relation.PREPOSITION_OBJECT and noun.head.lower in vocabulary.after_of
    above = noun.head.head if of else noun.head
    return above.lemma.lower() in vocabulary.sampling


def _is_unparsed_sample(word: Word, quantity: Quantity) -> bool:
    """Whether the word ends "a poll of likely voters" in a sentence without a number, which is not parsed."""
    vocabulary, parse = quantity.vocabulary, quantity.parse
    if not word.lower.endswith(vocabulary.inflection.plural_endings) or not vocabulary.is_person(word):
        return False
    for i in range(word.i - 1, max(word.i - LONGEST_SAMPLE, 0), -1):
        if not parse[i].text.isalpha():
            return False
        if parse[i].lower in vocabulary.after_of:
            return parse[i - 1].lower in vocabulary.sampling
    return False
