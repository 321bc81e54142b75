"""Amounts: the thing that has an amount (money, percent, ratio, duration, measure), and in which order it is sought."""

from newstally.extract.grammar.forms import PartOfSpeech as Pos
from newstally.extract.grammar.relations import Relation
from newstally.extract.rules import DecisionList, example
from newstally.extract.subjects.adjacency import bracketed, hyphen, material, noun_before, of, of_inside, spot
from newstally.extract.subjects.attachments import thing_above
from newstally.extract.subjects.clauses import subject_of
from newstally.extract.subjects.constructions import RELATIVE_CLAUSE
from newstally.extract.subjects.contests import CONTESTS
from newstally.extract.subjects.findings import Finding, first, reads
from newstally.extract.subjects.nearest_nouns import NEAREST
from newstally.extract.subjects.quantities import Quantity
from newstally.extract.subjects.shares import (
    share_changed_to,
    share_made_up,
    share_of_size,
    share_read_as_noun,
    shortfall,
)


@reads(
    RELATIVE_CLAUSE,
    "subject",
    example("Bank records show the $204,000 that Perez raised from bankers.", "$204,000", head="Perez"),
)
def relative_clause(quantity: Quantity) -> Finding | None:
    """The subject of the clause after the amount: "the $200 that the senator raised from bankers"."""
    for child in quantity.root.dependents:
        if child.relation is not Relation.RELATIVE_CLAUSE:
            continue
        if child.lemma.lower() in quantity.vocabulary.reckoning_verbs:
            return None  # "beat the $4bn that analysts expected"
        subject = subject_of(child) if child.i > quantity.last and child.pos is Pos.VERB else None
        if subject is not None and subject.is_noun and quantity.last < subject.i < child.i:
            return Finding(subject, child)
    return None


@reads(
    RELATIVE_CLAUSE,
    "who_did_it",
    example(
        "In all, the $59 million spent by the campaign had come from him.", "$59 million", head="campaign"
    ),
)
def participle_with_agent(quantity: Quantity) -> Finding | None:
    """Who did what the participle after the amount says: "the $59 million spent by the campaign"."""
    for child in quantity.root.rights:
        if child.relation is Relation.ADNOMINAL_CLAUSE and child.i == quantity.last + 1:
            agent = child.agent
            return Finding(agent, child) if agent is not None and agent.is_noun else None
    return None


BESIDE_AMOUNTS = DecisionList[Finding](
    hyphen,
    of_inside,
    share_of_size,
    share_read_as_noun,
    share_made_up,
    share_changed_to,
    of,
    material,
    bracketed,
    spot,
    noun_before,
    relative_clause,
    participle_with_agent,
    shortfall,
)


def thing_measured(quantity: Quantity) -> Finding:
    """Return the thing that has the amount; the finding is empty where none is in sight."""
    found = first(CONTESTS, quantity) or first(BESIDE_AMOUNTS, quantity) or thing_above(quantity)
    return found or first(NEAREST, quantity) or Finding()
