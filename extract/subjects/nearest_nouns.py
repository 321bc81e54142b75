"""Nearest nouns: what is taken for the thing that has an amount where no construction leads to one."""

from newstally.extract.grammar import Word
from newstally.extract.grammar.marks import CLOSING_QUOTES
from newstally.extract.rules import DecisionList, example
from newstally.extract.subjects.clauses import top_of_compound
from newstally.extract.subjects.constructions import NEAREST_NOUN, NO_CONSTRUCTION
from newstally.extract.subjects.findings import Finding, reads
from newstally.extract.subjects.quantities import Quantity

NEAREST_BEFORE, NEAREST_AFTER = 11, 7
"""Tokens before and after a quantity within which its noun is taken where no construction leads to it."""


@reads(
    NEAREST_NOUN,
    "before",
    example("What is her report on the new government, three months in?", "three", head="government"),
)
def nearest_before(quantity: Quantity) -> Finding | None:
    """The nearest noun before the amount in its sentence, where no construction leads to one."""
    for i in range(quantity.first - 1, max(quantity.first - 1 - NEAREST_BEFORE, -1), -1):
        word = quantity.parse[i]
        if _ends_clause(word):
            break
        if _can_have_amount(word, quantity):
            return Finding(word)
    return None


@reads(NEAREST_NOUN, "after", example("About $40: a bargain.", "About $40", head="bargain"))
def nearest_after(quantity: Quantity) -> Finding | None:
    """The nearest noun after the amount in its sentence, where none stands before."""
    for i in range(quantity.last + 1, min(quantity.last + 1 + NEAREST_AFTER, len(quantity.parse))):
        word = quantity.parse[i]
        if _ends_clause(word) or word.text in CLOSING_QUOTES:
            break
        if _can_have_amount(word, quantity):
            return Finding(top_of_compound(word))
    return None


@reads(NO_CONSTRUCTION, "amount", example("About $40.", "About $40", head=None))
def nothing(quantity: Quantity) -> Finding | None:
    """Nothing: no noun stands near the amount."""
    return Finding()


NEAREST = DecisionList[Finding](nearest_before, nearest_after, nothing)


def _ends_clause(word: Word) -> bool:
    return word.text in ".;!?" or "\n" in word.text


def _can_have_amount(word: Word, quantity: Quantity) -> bool:
    return word.is_noun and word.i not in quantity.taken and not quantity.vocabulary.is_time(word)
