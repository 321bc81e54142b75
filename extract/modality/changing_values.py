"""Changing values: figures that are facts though their clause tells of what is to come ("the toll of 23 may rise")."""

from newstally.extract.grammar import Parse, Word
from newstally.extract.grammar.forms import PartOfSpeech
from newstally.extract.grammar.relations import GRAMMATICAL_SUBJECTS, Relation
from newstally.extract.modality.modality_words import ASSERTED, Judgement, ModalityWords, lemma_of
from newstally.extract.rules import counterexample, example, rule

COUNTED_BY = frozenset({Relation.NUMERIC_MODIFIER, Relation.QUANTIFIER_MODIFIER, Relation.COMPOUND})
"""What a figure is to the noun or the sign that it counts."""
SET_BESIDE = frozenset({Relation.APPOSITION, Relation.ADVERBIAL_NOUN, Relation.NUMERIC_MODIFIER})
"""What a value may be to the noun behind which it stands: "the toll, now 52,"."""
COMPLETING = frozenset({Relation.OPEN_COMPLEMENT, Relation.PREDICATE_ADJECTIVE})
"""What a verb may be to "is set", "is likely", "is"."""
DEEPEST = 3
"""Verbs and adjectives from a subject down to what it is to do: "is | likely | to rise"."""


class ChangingValues:
    """Tells the values that something has from those that it is to have."""

    def __init__(self, words: ModalityWords) -> None:
        self.words = words

    @rule(
        "modality.figure.changing_value",
        example("The toll of 23 is likely to rise, rescuers warned.", "23", modality="asserted"),
        example("The death toll, now 52, is expected to climb.", "52", modality="asserted"),
        example("Rents of $2,000 could double.", "$2,000", modality="asserted"),
        counterexample("A rise of 40 cm could flood the port.", "40", modality="hypothetical"),
        counterexample("Some 40 prices will rise.", "40", modality="projected"),
        leaves_evidence=False,
    )
    def value(self, parse: Parse, first: int, last: int, start: int) -> Judgement | None:
        """The value of what is to change is a fact: to come is only the change ("the toll of 23 is likely to rise")."""
        noun = self._whose(parse, first, last)
        if noun is None or noun.relation not in GRAMMATICAL_SUBJECTS or noun.head.i < last:
            return None
        return ASSERTED if self._changes(noun.head) else None

    def _whose(self, parse: Parse, first: int, last: int) -> Word | None:
        """Return the noun before a figure of which it is the value: "the toll of 23", "rents, at $400 a month,"."""
        word = parse[last]
        while first <= word.head.i <= last and word.head is not word:
            word = word.head
        while word.relation in COUNTED_BY and word.head.i > last:
            word = word.head  # "a toll of 23 people"
        if word.relation is Relation.PREPOSITION_OBJECT and word.head.lower in self.words.value_prepositions:
            return word.head.head
        return word.head if word.relation in SET_BESIDE and word.head.i < first else None

    def _changes(self, verb: Word) -> bool:
        """Return whether a verb, or what it leads to, tells that its subject becomes more or less."""
        for _ in range(DEEPEST):
            if lemma_of(verb) in self.words.changing:
                return verb.object is None
            below = next((word for word in verb.rights if word.relation in COMPLETING), None)
            if below is None:
                return False
            verb = below
        return False

    @rule(
        "modality.figure.known_people",
        example("The 40 dead may not be the last.", "40", modality="asserted"),
        counterexample("Some 40 dead could be found.", "40", modality="hypothetical"),
        leaves_evidence=False,
    )
    def known_people(self, parse: Parse, first: int, last: int, start: int) -> Judgement | None:
        """Known people whom only an adjective names are there: "the 40 dead may not be the last"."""
        adjective = parse[last].head
        if adjective.pos is not PartOfSpeech.ADJECTIVE or adjective.i != last + 1 or start == 0:
            return None
        return ASSERTED if parse[start - 1].lower in self.words.presupposing else None
