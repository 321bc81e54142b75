"""Answers: a bare number that answers how many there are of something ("Asked how many had died, she said 40")."""

from newstally.extract.grammar import Word
from newstally.extract.grammar.forms import Form
from newstally.extract.grammar.forms import PartOfSpeech as Pos
from newstally.extract.rules import DecisionList, example
from newstally.extract.subjects.constructions import NOUN_ELLIPSIS
from newstally.extract.subjects.events import event_of
from newstally.extract.subjects.findings import Finding, reads
from newstally.extract.subjects.quantities import Quantity

FARTHEST = 40
"""Tokens back to the question."""
LONGEST_ASKED = 4
"""Tokens from the words that ask to the noun that is asked about."""


@reads(
    NOUN_ELLIPSIS,
    "asked",
    example(
        "Asked how many berths had been lost, Volk put down her pen and answered: around 30.",
        "30",
        head="berths",
    ),
    example("How many boats sank? Twelve, said the mayor.", "Twelve", head="boats", unit="boat"),
)
def asked_about(quantity: Quantity) -> Finding | None:
    """The noun after the words that ask how many, in this sentence or the one before."""
    parse, vocabulary, after = quantity.parse, quantity.vocabulary, quantity.last + 1
    if after < len(parse) and parse[after].pos is not Pos.PUNCTUATION:
        return None
    for i in range(quantity.first - 1, max(quantity.first - FARTHEST, 0), -1):
        if i in quantity.taken or parse.sentence_of[i] < quantity.sentence - 1:
            return None
        for phrase in vocabulary.asking:
            begin = i - len(phrase)
            if begin >= 0 and tuple(word.lower for word in parse[begin:i]) == phrase:
                noun = _asked(quantity, i)
                verb = event_of(noun, vocabulary) if noun is not None and noun.form is not Form.NONE else None
                return Finding(noun, verb, unit=vocabulary.unit(noun)) if noun is not None else None
    return None


def _asked(quantity: Quantity, i: int) -> Word | None:
    """Return the plural at ``i`` or a few words on; by its ending in a sentence without a number, not parsed."""
    vocabulary = quantity.vocabulary
    for word in quantity.parse[i : i + LONGEST_ASKED]:
        plural = word.lower.endswith(vocabulary.inflection.plural_endings) or vocabulary.is_person(word)
        if word.is_plural or (word.form is Form.NONE and plural):
            return word
    return None


ASKED = DecisionList[Finding](asked_about)
