"""Amounts as subjects: what an amount is of that is itself the subject of a verb ("$5 million buys a ship")."""

from newstally.extract.grammar import Word
from newstally.extract.grammar.forms import Form
from newstally.extract.grammar.forms import PartOfSpeech as Pos
from newstally.extract.grammar.relations import SUBJECTS, Relation
from newstally.extract.rules import DecisionList, example
from newstally.extract.subjects.clauses import is_thing, prepositions_of
from newstally.extract.subjects.constructions import AMOUNT_AS_SUBJECT
from newstally.extract.subjects.findings import Finding, reads
from newstally.extract.subjects.quantities import Quantity

SHORTEST_WORD = 4
"""Letters of a unit that is written out, at least; shorter ones are signs ("km", "kWh")."""


@reads(
    AMOUNT_AS_SUBJECT,
    "object",
    example("In all, $5 million buys them a ship.", "$5 million", head="ship"),
)
def object_bought(quantity: Quantity, verb: Word) -> Finding | None:
    """The object of a verb whose subject is the amount: "$5 million buys a ship"."""
    if quantity.kind == "ratio":
        return None  # "one in five hire brokers"
    for child in verb.dependents:
        told = child.relation in (Relation.PREDICATE_NOUN, Relation.OBJECT)
        if told and is_thing(child) and child.i not in quantity.taken:
            return Finding(child, verb)
    return None


@reads(
    AMOUNT_AS_SUBJECT,
    "purpose",
    example("Some $5 million was spent on roads.", "Some $5 million", head="roads"),
)
def purpose_of_subject(quantity: Quantity, verb: Word) -> Finding | None:
    """What the amount goes to by a preposition: "$5 million was spent on roads"."""
    thing = thing_by_preposition(quantity, verb)
    return Finding(thing, verb) if thing is not None else None


@reads(
    AMOUNT_AS_SUBJECT,
    "unit",
    example("Nearly 50,000 hectares have burned in Tarn.", "Nearly 50,000 hectares", head="hectares"),
)
def unit_itself(quantity: Quantity, verb: Word) -> Finding | None:
    """The unit, where the text names nothing else that has the measure: "50,000 hectares have burned"."""
    unit = verb.dependent(*SUBJECTS)
    joined = verb.relation is Relation.CONJUNCT  # "30 cm of rain came and half a metre is likely"
    if quantity.kind != "measure" or joined or unit is None or unit.i not in quantity.taken:
        return None
    return Finding(unit, verb) if unit.pos is Pos.NOUN and len(unit.text) >= SHORTEST_WORD else None


@reads(
    AMOUNT_AS_SUBJECT,
    "verb",
    example("The ministry said 4 million euros were stolen.", "4 million euros", head="stolen"),
)
def verb_itself(quantity: Quantity, verb: Word) -> Finding | None:
    """The participle of what was done with the money, where nothing else is told: "$4 million was stolen"."""
    told = verb.form is Form.PAST_PARTICIPLE and verb.has(Relation.PASSIVE_AUXILIARY)
    return Finding(verb) if told and quantity.kind == "money" else None


def thing_by_preposition(quantity: Quantity, verb: Word) -> Word | None:
    """Return the thing to which a verb leads by a preposition; no time, and no place where something is measured."""
    for preposition, governed in prepositions_of(verb):
        free = governed.i not in quantity.taken and not quantity.vocabulary.is_time(governed)
        where = quantity.kind == "measure" and governed.is_name  # "50,000 hectares burned in Tarn"
        how = governed.lemma.lower() in quantity.vocabulary.manners  # "on a weekly basis"
        given = preposition.lower in quantity.vocabulary.before_giver  # "from her uncle"
        if is_thing(governed) and free and not (where or how or given):
            return governed
    return None


AMOUNT_ACTS = DecisionList[Finding](object_bought, purpose_of_subject, unit_itself, verb_itself)
