"""Verb changes: what a verb changes, where a preposition leads to the amount ("rose by 5%", "raised rates to 11%")."""

from dataclasses import dataclass

from newstally.extract.grammar import Word
from newstally.extract.grammar.forms import PartOfSpeech as Pos
from newstally.extract.grammar.relations import Relation
from newstally.extract.rules import DecisionList, example
from newstally.extract.subjects.anaphora import object_resolved, subject_resolved
from newstally.extract.subjects.clauses import is_thing, object_of
from newstally.extract.subjects.constructions import CHANGE, LEVEL, VERB_ALONE
from newstally.extract.subjects.findings import Finding, first, reads
from newstally.extract.subjects.quantities import Quantity
from newstally.extract.subjects.transparent_nouns import thing_behind


@dataclass(slots=True)
class Change:
    """A verb with the preposition that leads to the amount, and what it changes or holds at that level."""

    verb: Word
    preposition: Word
    thing: Word | None
    """The verb's object or, where it has none, its subject."""
    by_pronoun: bool
    """Whether the verb's subject is a pronoun that stands for nobody, and nothing is its object."""


def changed_by(quantity: Quantity, verb: Word, preposition: Word) -> Finding | None:
    """Return the object of the verb where it has one ("raised rates to 11%"), else its subject ("rose by 5%")."""
    found = first(RUNNERS_UP, quantity, verb, preposition)
    return found or first(CHANGES, quantity, _change(quantity, verb, preposition))


@reads(
    LEVEL,
    "runner_up",
    example("He had the votes of 33% of members, followed by Ann Lee at 13%.", "13%", head="Lee"),
)
def runner_up(quantity: Quantity, verb: Word, preposition: Word) -> Finding | None:
    """The agent right before the preposition: "followed by Lee at 13%"."""
    agent = preposition.before
    if agent is None or not is_thing(agent) or agent.i < verb.i:
        return None
    return Finding(agent) if agent.head.relation is Relation.AGENT else None


@reads(
    VERB_ALONE,
    "preposition",
    example("For 40 hours, they spoke.", "40 hours", head="spoke"),
)
def verb_of_pronoun(quantity: Quantity, change: Change) -> Finding | None:
    """The verb itself, where its subject is a pronoun that stands for nobody: "for 40 hours, they spoke"."""
    return Finding(change.verb) if change.by_pronoun else None


@reads(
    LEVEL,
    "preposition",
    example("The central bank raised interest rates to 9.5%.", "9.5%", head="rates"),
)
def level(quantity: Quantity, change: Change) -> Finding | None:
    """What is at or came to a level: "raised rates to 11%"."""
    at_level = change.preposition.lower in quantity.vocabulary.levels and quantity.kind != "duration"
    thing = _free(change.thing, quantity) if at_level else None
    return Finding(thing_behind(thing, quantity)) if thing is not None else None


@reads(CHANGE, "preposition", example("Ghana's economy grew by 3.2%.", "3.2%", head="economy"))
def change_by(quantity: Quantity, change: Change) -> Finding | None:
    """What changed by so much, or lasted so long: "sales rose by 5%"."""
    thing = _free(change.thing, quantity)
    return Finding(thing_behind(thing, quantity), change.verb) if thing is not None else None


RUNNERS_UP = DecisionList[Finding](runner_up)


CHANGES = DecisionList[Finding](verb_of_pronoun, level, change_by)


def _free(thing: Word | None, quantity: Quantity) -> Word | None:
    """Return the thing if it is a noun, no time and part of no quantity."""
    if thing is None or not is_thing(thing) or thing.i in quantity.taken:
        return None
    return None if quantity.vocabulary.is_time(thing) else thing


def _change(quantity: Quantity, verb: Word, preposition: Word) -> Change:
    vocabulary = quantity.vocabulary
    thing = _object_changed(quantity, verb, preposition)
    during = quantity.kind == "duration" and preposition.lower in vocabulary.after_in
    if is_thing(thing) and not during:
        return Change(verb, preposition, thing, False)
    subject = subject_resolved(verb, vocabulary)
    pronoun = subject is not None and subject.pos is Pos.PRONOUN
    by_pronoun = thing is None and pronoun and verb.pos is Pos.VERB
    return Change(verb, preposition, subject if is_thing(subject) else thing, by_pronoun)


def _object_changed(quantity: Quantity, verb: Word, preposition: Word) -> Word | None:
    """Return the verb's object, a pronoun's noun for the pronoun, if the amount can be the object's."""
    vocabulary = quantity.vocabulary
    by = preposition.lower == vocabulary.before_agent
    if by and verb.lemma.lower() in vocabulary.excess_verbs:
        return None  # "demand exceeded supply by 12%"
    thing = object_of(verb, quantity.taken)
    if thing is None:
        return None
    fronted = verb.i > quantity.last  # "over the years, we saw lenders"
    between = thing.parse[quantity.last + 1 : thing.first]
    if not fronted and any(word.text in ",;" for word in between):
        return None  # "stood at 88.8, its highest reading"
    if thing.pos is Pos.PRONOUN and verb.i < thing.i < quantity.first:
        return object_resolved(thing, subject_resolved(verb, vocabulary), vocabulary) or thing
    return thing  # a pronoun's: "raised it to $8"
