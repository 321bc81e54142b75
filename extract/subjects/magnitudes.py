"""Magnitudes: what is measured in a unit ("temperatures" in degrees, "rain" in millimetres), where it is named apart.

A unit says by itself what kind of thing has so much of it: places and offices that record it, or a bearing beside it,
are never that thing.
"""

from newstally.extract.grammar import Word
from newstally.extract.grammar.forms import PartOfSpeech as Pos
from newstally.extract.rules import counterexample, example
from newstally.extract.subjects.constructions import MAGNITUDE
from newstally.extract.subjects.findings import Finding, reads
from newstally.extract.subjects.quantities import Quantity


@reads(
    MAGNITUDE,
    "named_before",
    example(
        "With temperatures soaring, Orla recorded 41 degrees Celsius.",
        "41 degrees Celsius",
        head="temperatures",
        subject="Orla's temperatures",
    ),
    example("Rainfall in Orla was heavy, and the office measured 40 mm.", "40 mm", head="Rainfall"),
    counterexample("Orla recorded 41 degrees Celsius.", "41 degrees Celsius", head="Orla"),
)
def magnitude_named_before(quantity: Quantity, finding: Finding) -> Finding | None:
    """What is measured in the unit, named before in the sentence: "with temperatures soaring, Orla recorded 41C"."""
    nouns = quantity.vocabulary.magnitudes.get(quantity.number.unit or "")
    if quantity.number.kind != "measure" or not nouns or not _only_stands_near(finding, quantity):
        return None
    for word in reversed(quantity.parse[quantity.parse[quantity.first].sentence[0] : quantity.first]):
        if word.is_noun and word.lemma.lower() in nouns and word.i not in quantity.taken:
            return Finding(word, owner=_owner(finding.head, word, quantity))
    return None


def _only_stands_near(finding: Finding, quantity: Quantity) -> bool:
    """Whether what was found is a place, an office or the like, and at most tells the amount."""
    head, vocabulary = finding.head, quantity.vocabulary
    if head is None or (finding.construction.whole_after and not head.is_name):
        return head is None or head.lemma.lower() in vocabulary.places
    return head.is_name or not head.is_noun or head.lemma.lower() in vocabulary.places


def _owner(found: Word | None, magnitude: Word, quantity: Quantity) -> Word | None:
    """Return the place between the magnitude and the amount, unless the amount tells its own ("40 mm at Orla")."""
    if found is None or not found.is_name or found.i < magnitude.i:
        return None
    after = quantity.parse[min(quantity.last + 1, len(quantity.parse) - 1)]
    told = after.pos is Pos.ADPOSITION and after.governed is not None and after.governed.is_name
    return None if told else found
