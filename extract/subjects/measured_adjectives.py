"""Measured adjectives: the thing that is so high, wide or worth so much, or became so much more or less."""

from newstally.extract.grammar import Word
from newstally.extract.grammar.forms import COMPARATIVES
from newstally.extract.grammar.forms import PartOfSpeech as Pos
from newstally.extract.grammar.relations import SUBJECTS, Relation
from newstally.extract.rules import DecisionList, example
from newstally.extract.subjects.anaphora import subject_resolved
from newstally.extract.subjects.clauses import is_thing, object_of, top_of_compound
from newstally.extract.subjects.constructions import MEASURED_ADJECTIVE, VERB_ALONE
from newstally.extract.subjects.events import event_of
from newstally.extract.subjects.findings import Finding, reads
from newstally.extract.subjects.quantities import Quantity
from newstally.extract.subjects.transparent_nouns import thing_behind


@reads(
    MEASURED_ADJECTIVE,
    "absolute",
    example("The index rose 0.2%, with the yen up 0.5% to $1.10.", "0.5%", head="yen"),
    example("The index rose 0.2%, with the yen up 0.5% to $1.10.", "$1.10", head="yen"),
)
def noun_of_absolute(quantity: Quantity, adjective: Word) -> Finding | None:
    """The noun of a phrase that tells of it without a verb: "with the yen up 0.5%"."""
    noun = adjective.left(*SUBJECTS) or adjective.before
    if noun is None or not quantity.leaves_free(noun) or adjective.i > quantity.first:
        return None
    led = noun.relation is Relation.PREPOSITION_OBJECT and noun.head.lower in quantity.vocabulary.absolute
    return Finding(noun, adjective) if led or noun.head is adjective else None


@reads(
    MEASURED_ADJECTIVE,
    "of_noun",
    example("He married a man 10 years younger.", "10", head="man"),
)
def noun_of_adjective(quantity: Quantity, adjective: Word) -> Finding | None:
    """The noun of the adjective that the amount measures: "a man 10 years younger"."""
    noun = adjective.head
    if not quantity.leaves_free(noun):
        return None
    thing = thing_behind(noun, quantity)
    compared = adjective.form in COMPARATIVES  # "uses 30% less power": power used
    return Finding(thing, event_of(noun, quantity.vocabulary) if compared and thing is noun else None)


@reads(
    MEASURED_ADJECTIVE,
    "worth",
    example("An individual worth $10 billion will be indebted to nobody.", "$10 billion", head="individual"),
)
def noun_worth(quantity: Quantity, adjective: Word) -> Finding | None:
    """The noun right before "worth": "accommodation worth £20,000"."""
    if adjective.lower not in quantity.vocabulary.worth:
        return None
    before = thing_worth(adjective, quantity)
    return Finding(before) if before is not None else None


@reads(
    MEASURED_ADJECTIVE,
    "of_object",
    example("The slump pulled the index 1.2% lower.", "1.2%", head="index"),
    example("That puts the team $7 million short of its goal.", "$7 million", head="team"),
)
def object_of_adjective(quantity: Quantity, adjective: Word) -> Finding | None:
    """The object that became so much more or less: "pulled the index 1.2% lower"."""
    verb = _verb_of_adjective(adjective)
    thing = object_of(verb, quantity.taken) if verb is not None else None
    if thing is None or not is_thing(thing) or thing.i >= quantity.first:
        return None
    compared = adjective.form in COMPARATIVES or adjective.lower in quantity.vocabulary.shortfalls
    return Finding(thing, adjective) if compared else None


@reads(
    MEASURED_ADJECTIVE,
    "of_subject",
    example("Shares closed 2% higher.", "2%", head="Shares"),
)
def subject_of_adjective(quantity: Quantity, adjective: Word) -> Finding | None:
    """The subject that is so high, wide or worth so much: "shares closed 2% higher"."""
    verb = _verb_of_adjective(adjective)
    subject = subject_resolved(verb, quantity.vocabulary) if verb is not None else None
    if subject is None or not is_thing(subject) or not quantity.outside(subject):
        return None
    return Finding(thing_behind(subject, quantity), adjective)


@reads(VERB_ALONE, "adjective", example("I am worth $3 million.", "$3 million", head="worth"))
def adjective_alone(quantity: Quantity, adjective: Word) -> Finding | None:
    """The adjective, where its subject is a pronoun that stands for nobody: "she is worth $3 million"."""
    verb = _verb_of_adjective(adjective)
    subject = subject_resolved(verb, quantity.vocabulary) if verb is not None else None
    by_pronoun = subject is not None and subject.pos is Pos.PRONOUN
    return Finding(adjective) if by_pronoun and adjective.pos is Pos.ADJECTIVE else None


def thing_worth(worth: Word, quantity: Quantity) -> Word | None:
    """Return the noun before "worth", past a name that only says where it is ("stakes in Osta Co. worth")."""
    noun = worth.before
    if noun is None or not is_thing(noun) or noun.i in quantity.taken:
        return None
    noun = top_of_compound(noun)
    preposition = noun.head
    led = noun.relation is Relation.PREPOSITION_OBJECT and preposition.lower in quantity.vocabulary.after_in
    above = preposition.head
    return above if led and noun.is_name and above.is_noun and above.is_plural else noun


def _verb_of_adjective(adjective: Word) -> Word | None:
    return adjective.head if adjective.head.is_verb else adjective.governing_verb


UNDER_ADJECTIVES = DecisionList[Finding](
    noun_of_absolute,
    noun_of_adjective,
    noun_worth,
    object_of_adjective,
    subject_of_adjective,
    adjective_alone,
)
