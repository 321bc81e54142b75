"""Noun ellipsis: what a count counts where the text says it for a count before, and leaves it out for this one."""

from dataclasses import dataclass

from newstally.extract.grammar import Word
from newstally.extract.grammar.forms import Form
from newstally.extract.grammar.forms import PartOfSpeech as Pos
from newstally.extract.grammar.relations import NOUN_CLAUSES, SUBJECTS, Relation
from newstally.extract.rules import DecisionList, counterexample, example
from newstally.extract.subjects.clauses import OBJECTS, following_verb, is_outer, subject_of
from newstally.extract.subjects.constructions import IMPLIED_PERSONS, NO_CONSTRUCTION, NOUN_ELLIPSIS
from newstally.extract.subjects.findings import Finding, first, reads
from newstally.extract.subjects.persons import are_mixed, says_persons
from newstally.extract.subjects.quantities import EarlierCount, Quantity

SENTENCES_BACK = 3
"""How far back the noun of an elliptical count may stand."""
TELLING = 10
"""Numbers from here on say by themselves which count is meant again ("the 52 were taken ashore")."""


@dataclass(slots=True)
class Ellipsis:
    """A count without a noun: what the clause around it says about what it counts."""

    verb: Word | None
    """The verb that tells which figure it is."""
    wants_persons: bool
    """Whether the verb says what is said of persons only."""
    acting: Word | None
    """The subject of the verb whose object the count is: what acts is not what is counted."""
    owner: Word | None
    """Whose the count is, where the verb says that somebody has it ("Hale got seven")."""
    counts: list[EarlierCount]
    """The counts whose noun may be the one left out."""


def elided(quantity: Quantity, counts: list[EarlierCount] | None = None) -> Finding:
    """Return the noun of an earlier count (of ``counts``, if given), persons that the verb implies, or nothing."""
    known = quantity.earlier.counts if counts is None else counts
    return first(ELIDED, quantity, _ellipsis(quantity, known)) or Finding()


@reads(
    NOUN_ELLIPSIS,
    "same_number",
    example(
        "The ferry carried 52 divers. Boats came and the 52 were taken ashore.", "52", nth=2, head="divers"
    ),
)
def same_number(quantity: Quantity, ellipsis: Ellipsis) -> Finding | None:
    """The noun of the count of the same number that a definite one stands for: "the 30 were taken to hospital"."""
    words = quantity.parse[max(quantity.first - 1, 0) : quantity.last + 1]
    if quantity.value is None or not any(w.lower in quantity.vocabulary.definite for w in words):
        return None
    for count in reversed(ellipsis.counts):
        if quantity.value < TELLING and count.sentence < quantity.sentence - SENTENCES_BACK:
            break  # "the two" may be any
        fits = count.person or not ellipsis.wants_persons
        if fits and count.noun is not None and count.value == quantity.value:
            return Finding(count.noun, ellipsis.verb, unit=count.unit)
    return None


@reads(
    NOUN_ELLIPSIS,
    "owner_of_more",
    example("Ruiz got 18 votes and Tom Hale got seven.", "seven", subject="Tom Hale's votes"),
)
def owner_of_more(quantity: Quantity, ellipsis: Ellipsis) -> Finding | None:
    """What another one has of the same: "Ruiz got 18 votes and Hale got seven"."""
    if ellipsis.owner is None:
        return None
    count = _earlier(quantity, ellipsis)
    if count is None or count.noun is None:
        return None
    return Finding(count.noun, unit=count.unit, owner=ellipsis.owner)


@reads(
    NOUN_ELLIPSIS,
    "earlier_count",
    example("The storm destroyed 1,200 homes and damaged 3,000.", "3,000", head="homes", unit="home"),
    example("The net has 1,200 buses, and there are plans to expand it to 1,400.", "1,400", head="buses"),
    example("Workers planted 40 trees and hope to reach 90.", "90", head="trees"),
    counterexample("The firm hired 40 clerks, and cases fell by 30.", "30", head="cases"),
)
def earlier_count(quantity: Quantity, ellipsis: Ellipsis) -> Finding | None:
    """The noun of the nearest count before that fits: "destroyed 1,200 homes and damaged 3,000"."""
    count = _earlier(quantity, ellipsis)
    if count is None or are_mixed(count, ellipsis.counts):
        return None  # "250 passengers and 14 crew; 190 were saved"
    noun = quantity.vocabulary.person_noun if count.noun is None else None
    return Finding(count.noun, ellipsis.verb, noun=noun, unit=count.unit)


def _earlier(quantity: Quantity, ellipsis: Ellipsis) -> EarlierCount | None:
    """Return the nearest count before whose noun may be the one left out."""
    acting = ellipsis.acting
    if ellipsis.owner is not None and ellipsis.verb is not None:
        for count in reversed(ellipsis.counts):  # "Osta had 12 thefts; Orla, a town of 900, had seven"
            noun, near = count.noun, count.sentence >= quantity.sentence - 1
            if (
                near
                and noun is not None
                and noun.relation in OBJECTS
                and noun.head.lemma == ellipsis.verb.lemma
            ):
                return count
    for count in reversed(ellipsis.counts):
        if count.sentence < quantity.sentence - SENTENCES_BACK:
            return None
        if acting is not None and acting.relation in ACTING and count.noun is acting:
            continue  # "three parties shared the other 17"
        if count.value == 1 and count.sentence < quantity.sentence and ellipsis.wants_persons:
            continue  # "One witness ran. More than 30 were killed."
        if _is_deed(ellipsis) and count.noun is not None and count.noun.relation is Relation.SUBJECT:
            continue  # "40 gunmen came in a raid that killed 1,200"
        owned = ellipsis.owner is not None and count.noun is not None
        if owned or count.person or not ellipsis.wants_persons:
            return count
    return None


def _is_deed(ellipsis: Ellipsis) -> bool:
    """Whether the clause says of an event what it did to persons ("a raid that killed 1,200")."""
    verb, acting = ellipsis.verb, ellipsis.acting
    if verb is None or acting is None or not ellipsis.wants_persons:
        return False
    return verb.relation in NOUN_CLAUSES and verb.head is acting


ACTING = frozenset({Relation.SUBJECT, Relation.CONJUNCT})


@reads(
    NOUN_ELLIPSIS,
    "subject_of_parallel_passive",
    example("Flights were delayed, and 300 were cancelled.", "300", head="Flights", unit="flight"),
)
def subject_of_parallel_passive(quantity: Quantity, ellipsis: Ellipsis) -> Finding | None:
    """The subject of the passive before: "flights were delayed, and 300 were cancelled"."""
    verb = ellipsis.verb
    if verb is None or ellipsis.wants_persons or verb.relation is not Relation.CONJUNCT:
        return None
    if quantity.root.relation not in SUBJECTS or not verb.has(Relation.PASSIVE_AUXILIARY):
        return None
    thing = subject_of(verb.head)
    if thing is None or thing.form is not Form.PLURAL_NOUN:
        return None
    return Finding(thing, verb, unit=quantity.vocabulary.unit(thing))


@reads(
    IMPLIED_PERSONS,
    "by_verb",
    example("The blast killed 12 and wounded 30.", "12", head="people", unit="person"),
    example("A record 40,000 came.", "40,000", head="people", unit="person"),
    counterexample("Hace un año costaba 11,20.", "11,20", language="es", head=None),
)
def persons_by_verb(quantity: Quantity, ellipsis: Ellipsis) -> Finding | None:
    """People, where the verb says what happens to them or the count does something: "killed 12", "25,000 marched"."""
    verb, vocabulary = ellipsis.verb, quantity.vocabulary
    if quantity.value is not None and quantity.value != int(quantity.value):
        return None  # "costaba 11,20"
    acts = verb is not None and _is_subject(quantity.root) and verb.pos is Pos.VERB
    tells = acts and verb is not None and verb.lemma.lower() not in vocabulary.copulas | vocabulary.pricing
    if not ellipsis.wants_persons and not tells:
        return None
    return Finding(None, verb, noun=vocabulary.person_noun, unit=vocabulary.person_unit)


def _is_subject(number: Word) -> bool:
    """Whether a number is the subject, also one that was taken for a modifier of the word before: "a record 40,000"."""
    described = number.head
    told = number.relation is Relation.NUMERIC_MODIFIER and described.i == number.i - 1
    return (described if told else number).relation in SUBJECTS


@reads(NO_CONSTRUCTION, "count", example("In all, there were 12.", "12", head=None))
def nothing_elided(quantity: Quantity, ellipsis: Ellipsis) -> Finding | None:
    """Nothing: no noun stands with the number, and none is left out."""
    return Finding(None, ellipsis.verb)


ELIDED = DecisionList[Finding](
    same_number,
    owner_of_more,
    earlier_count,
    subject_of_parallel_passive,
    persons_by_verb,
    nothing_elided,
)


def _ellipsis(quantity: Quantity, counts: list[EarlierCount]) -> Ellipsis:
    """Look at the clause around a count without a noun."""
    vocabulary, root = quantity.vocabulary, quantity.root
    verb = _verb_of(quantity)
    wants_persons = verb is not None and says_persons(verb, root, quantity.last, vocabulary)
    has = verb is not None and verb.lemma.lower() in vocabulary.owning
    owner = subject_of(verb) if verb is not None and has and root.relation is Relation.OBJECT else None
    idle = verb is not None and verb.lemma.lower() in vocabulary.light_verbs
    if idle and root.relation is Relation.PREPOSITION_OBJECT:
        verb = None  # "put the number at 25,000"
    acting = subject_of(verb) if verb is not None and root.relation in OBJECTS else None
    return Ellipsis(
        verb, wants_persons, acting, owner if owner is not None and owner.is_noun else None, counts
    )


def _verb_of(quantity: Quantity) -> Word | None:
    """Return the verb that tells of the count, None where it tells of something else."""
    vocabulary, root = quantity.vocabulary, quantity.root
    last = quantity.parse[max(quantity.first - 1, 0)]
    if last.lemma.lower() in vocabulary.person_verbs and last.pos is Pos.VERB:
        return last  # "wounded three more", whatever the parser made of it
    governed = root.relation is Relation.PREPOSITION_OBJECT
    holder = root.head.head if governed else root
    if holder.lemma.lower() in vocabulary.reckonings:
        return None  # "beating estimates of 64,900"
    verb = following_verb(root, quantity.last + 1) or root.governing_verb
    return None if verb is not None and is_outer(verb, root) else verb
