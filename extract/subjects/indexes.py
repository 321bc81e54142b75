"""Indexes: bare numbers that are the level of an index or an exchange, in points ("the Nikkei closed at 17,450.77")."""

from newstally.extract.grammar import Word
from newstally.extract.rules import counterexample, example
from newstally.extract.subjects.attachments import thing_above
from newstally.extract.subjects.constructions import INDEX_LEVEL
from newstally.extract.subjects.findings import Finding, reads
from newstally.extract.subjects.quantities import Quantity

FARTHEST = 60
"""Tokens back to the index of which a bare "reading" is spoken."""
LONGEST_NAME = 6
"""Tokens of the name of an index."""


@reads(
    INDEX_LEVEL,
    "above",
    example("The Nikkei closed at 17,450.77.", "17,450.77", head="Nikkei"),
)
def index_above(quantity: Quantity) -> Finding | None:
    """The index that has the number for its level: "the Nikkei closed at 17,450.77"."""
    found = thing_above(quantity)
    head = found.head if found is not None else None
    if head is None or not (_is_index(head, quantity) or _is_reading(head, quantity)):
        return None
    return Finding(head, unit=quantity.vocabulary.index_unit)


@reads(
    INDEX_LEVEL,
    "on",
    example("The country scored 31 on the corruption index.", "31", head="index"),
    counterexample("The bank moved 31 to the corruption index.", "31"),
)
def index_after(quantity: Quantity) -> Finding | None:
    """The index after the number: "scored 31 on the corruption index"."""
    parse, i = quantity.parse, quantity.last + 1
    if i + 1 >= len(parse) or parse[i].lower not in quantity.vocabulary.on_index:
        return None
    noun = parse[i].governed
    if noun is None or not _is_index(noun, quantity):
        return None
    return Finding(noun, unit=quantity.vocabulary.index_unit)


def _is_index(noun: Word, quantity: Quantity) -> bool:
    """Whether the noun is an index, or has the name of one ("the Dow Jones industrial average")."""
    within = noun.parse[max(noun.first, noun.i - LONGEST_NAME) : noun.i]
    names = [word.text for word in within if word.is_name]
    name = " ".join([*names, noun.text]).lower()
    known = {noun.lower, noun.lemma.lower(), name, *(n.lower() for n in names)}
    return bool(known & quantity.vocabulary.indexes)


def _is_reading(noun: Word, quantity: Quantity) -> bool:
    if noun.lemma.lower() not in quantity.vocabulary.readings:
        return False
    before = noun.parse[max(quantity.first - FARTHEST, 0) : quantity.first]
    return any(_is_index(word, quantity) for word in before)
