"""Bare heads: "those who" and "those from", and the noun before that they go on with."""

from newstally.extract.grammar import Word
from newstally.extract.grammar.forms import WH_FORMS, Form
from newstally.extract.grammar.relations import NOUN_CLAUSES, PREPOSITIONS
from newstally.extract.rules import counterexample, example
from newstally.extract.subjects.constructions import PARTITIVE
from newstally.extract.subjects.findings import Finding, reads
from newstally.extract.subjects.quantities import Quantity


@reads(
    PARTITIVE,
    "those_named",
    example(
        "For students whose fathers drank, 64% of those who were praised passed.",
        "64%",
        head="students",
        subject="students who were praised",
    ),
    example(
        "Some 46% of pupils in Velm passed, compared with 36% of those who did not eat.", "36%", head="pupils"
    ),
    example(
        "They counted 900 deaths and said 91% of those from soot could be avoided.", "91%", head="deaths"
    ),
    counterexample("The ships sank. About half of those who were praised passed.", "half", head="those"),
    counterexample("Of those killed by the ships, 30 were women.", "30", head="those"),
)
def those_named(quantity: Quantity, finding: Finding) -> Finding | None:
    """The noun that "those who" or "those from" goes on with: "for students …, 64% of those who were praised"."""
    those, vocabulary = finding.head, quantity.vocabulary
    if those is None or finding.named is not None or those.lower not in vocabulary.demonstratives:
        return None
    after = those.after
    if after is None or not (after.form in WH_FORMS or after.relation in PREPOSITIONS):
        return None
    persons = after.form is Form.WH_PRONOUN
    noun = _plural_told(those, quantity) or _plural_opening(those)
    if noun is None or (persons and not vocabulary.is_person(noun)):
        return None
    unit = finding.unit if quantity.kind == "percent" else vocabulary.unit(noun)
    return finding.anew(named=noun, unit=unit)


def _plural_told(those: Word, quantity: Quantity) -> Word | None:
    """Return what the amount before is of, if that is a plural noun of this sentence or the one before."""
    before = quantity.earlier.quantity
    if before is None or before.sentence < quantity.sentence - 1:
        return None
    noun = before.finding.named or before.finding.head
    return noun if noun is not None and noun.form is Form.PLURAL_NOUN and noun.i < those.i else None


def _plural_opening(those: Word) -> Word | None:
    """Return the first plural noun of the sentence before "those" that stands in no clause of another noun."""
    first, _ = those.sentence
    for word in those.parse[first : those.i]:
        if word.form is Form.PLURAL_NOUN and not any(
            above.relation in NOUN_CLAUSES for above in word.ancestors
        ):
            return word
    return None
