"""Value nouns: nouns before a bare number that have it for their value ("a death toll of 12", "cases fell by 30")."""

from newstally.extract.grammar import Word
from newstally.extract.grammar.forms import Form
from newstally.extract.grammar.forms import PartOfSpeech as Pos
from newstally.extract.grammar.relations import SUBJECTS, Relation
from newstally.extract.rules import DecisionList, example
from newstally.extract.subjects.attachments import thing_above
from newstally.extract.subjects.clauses import OBJECTS, prepositions_of, subject_of
from newstally.extract.subjects.constructions import (
    CHANGE,
    COLLECTIVE,
    COPULAR,
    COUNTED_NOUN,
    LEVEL,
    NOUN_ELLIPSIS,
    NOUN_WITH_AMOUNT,
    SUBJECT_OF_VERB,
    VALUED_NOUN,
    VOTES,
)
from newstally.extract.subjects.findings import Finding, reads
from newstally.extract.subjects.quantities import Quantity
from newstally.extract.subjects.transparent_nouns import thing_behind

TELLING_VALUE = frozenset({LEVEL, CHANGE, NOUN_WITH_AMOUNT, COPULAR})
"""Constructions in which even a singular noun has the number for its value."""


def noun_above(quantity: Quantity) -> Finding | None:
    """Return what the tree says that has the number for its value; None where the words around say that it has not."""
    root, goes_on, vocabulary = quantity.root, quantity.goes_on, quantity.vocabulary
    if root.relation in SUBJECTS or (goes_on and root.relation is Relation.NUMERIC_MODIFIER):
        return None
    listed = quantity.parse[quantity.first - 1]
    if goes_on and (listed.text == "," or listed.pos is Pos.COORDINATOR):
        return None  # "by 152 votes for, 71 against and six abstentions"
    holder = root.head.head.lemma.lower() if root.relation is Relation.PREPOSITION_OBJECT else ""
    if goes_on and holder in vocabulary.reckonings | vocabulary.remainders:
        return None  # "built 66,000 cars, beating estimates of 64,900"
    found = thing_above(quantity)
    if found is None or found.head is None or vocabulary.is_time(found.head):
        return None
    if goes_on and found.head.lemma.lower() in vocabulary.likelihoods:
        return None  # "a 4% chance of more than 300": of what was counted before
    return found


@reads(
    COLLECTIVE,
    "mass",
    example("The army said troop presence fell to 900.", "900", head="presence", unit="troop"),
)
def mass_of_things(quantity: Quantity, above: Finding) -> Finding | None:
    """A mass noun with what it consists of before it: "job growth slowed to 90,000"."""
    noun = _head(above)
    things = _things_named(noun) if noun.lemma.lower() in quantity.vocabulary.masses else None
    return Finding(noun, above.verb, unit=quantity.vocabulary.unit(things)) if things is not None else None


@reads(
    VALUED_NOUN,
    "tally",
    example("Visitor numbers fell by 40,000 in May.", "40,000", head="numbers", unit="visitor"),
)
def tally(quantity: Quantity, above: Finding) -> Finding | None:
    """A tally with what it tells of before it: "visitor numbers fell by 40,000", "the vote count stands at 40"."""
    noun = _head(above)
    things = _things_tallied(noun, quantity)
    if things is None:
        return None
    head = noun if noun.form is Form.PLURAL_NOUN else things
    return Finding(head, unit=quantity.vocabulary.nouns.unit(things))


@reads(
    VALUED_NOUN,
    "number_of_state",
    example("The number of dead rose to 30.", "30", head="dead", unit="person"),
)
def number_of_state(quantity: Quantity, above: Finding) -> Finding | None:
    """People by their state: "the number of dead rose to 30"."""
    noun, vocabulary = _head(above), quantity.vocabulary
    if noun.lemma.lower() not in vocabulary.counters:
        return None
    state = next((w for _, w in prepositions_of(noun) if w.lower in vocabulary.person_states), None)
    return Finding(state, unit=vocabulary.person_unit) if state is not None else None


@reads(
    VALUED_NOUN,
    "members",
    example("The largest group, 3 million, consists of parents.", "3 million", head="parents"),
)
def members(quantity: Quantity, above: Finding) -> Finding | None:
    """Of whom a group is made up: "the largest group, 3 million, consists of parents"."""
    group, vocabulary = _head(above), quantity.vocabulary
    if _repeats_count(group, quantity) or group.lower not in vocabulary.counting_nouns:
        return None
    things = _members(group, quantity)
    return Finding(things, unit=vocabulary.unit(things)) if things is not None else None


@reads(
    COLLECTIVE,
    "value",
    example("The death toll from the floods rose to 88.", "88", head="toll", unit="person"),
    example("The island has a population of 4,300.", "4,300", head="population", unit="person"),
)
def collective(quantity: Quantity, above: Finding) -> Finding | None:
    """A noun that counts what it doesn't name: "a death toll of 12"."""
    noun = _head(above)
    unit = quantity.vocabulary.counting_nouns.get(noun.lower)
    return Finding(noun, above.verb, unit=unit) if unit and not _repeats_count(noun, quantity) else None


@reads(
    VALUED_NOUN,
    "level",
    example("Complaints reached 40 in May.", "40", head="Complaints", unit="complaint"),
    example("El número de muertos subió a 18 y el de heridos a 45.", "18", language="es", head="muertos"),
)
def level_reached(quantity: Quantity, above: Finding) -> Finding | None:
    """The subject of a verb of levels: "the number of refugees reached 12,000"."""
    noun, vocabulary = _head(above), quantity.vocabulary
    if above.construction is not SUBJECT_OF_VERB or _repeats_count(noun, quantity):
        return None
    if _others_counted(noun, quantity):
        return None
    verb, before = quantity.root.head.lemma.lower(), quantity.parse[max(quantity.first - 1, 0)].lower
    changed_to = verb in vocabulary.change_verbs and before in vocabulary.changing
    if verb not in vocabulary.level_verbs and not changed_to:
        return None
    return Finding(noun, unit=vocabulary.unit(noun))


@reads(
    NOUN_ELLIPSIS,
    "alike",
    example("The final drew 112,000 viewers; earlier shows averaged 114,000.", "114,000", head="viewers"),
)
def count_alike(quantity: Quantity, above: Finding) -> Finding | None:
    """The noun of a count before that is about as high: "drew 112,000 viewers; earlier shows averaged 114,000"."""
    owner = _head(above)
    if above.construction is not SUBJECT_OF_VERB or not quantity.value or quantity.value < LARGE:
        return None
    if quantity.root.head.lemma.lower() not in quantity.vocabulary.level_verbs:
        return None
    for count in reversed(quantity.earlier.counts):
        if count.sentence != quantity.sentence:
            break
        told = count.value and count.noun is not None and count.noun is not owner
        if told and count.value and 1 / ALIKE < quantity.value / count.value < ALIKE:
            return Finding(count.noun, unit=count.unit, owner=owner)
    return None


LARGE, ALIKE = 1000, 3
"""From where on, and up to what ratio, two numbers of one sentence are taken to count the same."""


@reads(
    VALUED_NOUN,
    "value",
    example("Thefts fell by 30.", "30", head="Thefts", unit="theft"),
)
def value(quantity: Quantity, above: Finding) -> Finding | None:
    """A plural, or a noun at a level: "cases fell by 30"."""
    noun, vocabulary = _head(above), quantity.vocabulary
    if _repeats_count(noun, quantity) or above.construction.by_clause or _others_counted(noun, quantity):
        return None
    if not noun.is_plural and above.construction not in TELLING_VALUE:
        return None
    return Finding(noun, above.verb, unit=vocabulary.unit(noun))


@reads(
    VALUED_NOUN,
    "counter",
    example("The annual total is set to exceed 25bn.", "exceed 25bn", head="total"),
)
def counter_itself(quantity: Quantity, above: Finding) -> Finding | None:
    """A noun for how many there are, where the text counts nothing before: "the number sold will reach 159 million"."""
    noun = _head(above)
    told = noun.lemma.lower() in quantity.vocabulary.counters and noun.form is Form.SINGULAR_NOUN
    return Finding(noun, above.verb) if told else None


COUNTERS = DecisionList[Finding](counter_itself)
VALUE_NOUNS = DecisionList[Finding](
    mass_of_things, tally, number_of_state, members, collective, count_alike, level_reached, value
)


def _head(above: Finding) -> Word:
    assert above.head is not None
    return above.head


def _repeats_count(noun: Word, quantity: Quantity) -> bool:
    """Whether the noun stands for what was counted before ("put the number at 25,000", "the rest, 23, drowned")."""
    vocabulary, lemma = quantity.vocabulary, noun.lemma.lower()
    if noun.form is Form.PLURAL_NOUN and lemma in vocabulary.tallies:
        return True
    return lemma in vocabulary.counters or lemma in vocabulary.remainders


def _others_counted(noun: Word, quantity: Quantity) -> bool:
    """Whether the sentence counted other things right before, and the noun is no plural or acts on them.

    "The net has 1,200 buses, and plans are to expand it to 1,400", "workers planted 40 trees and hope to reach 90".
    """
    counts = quantity.earlier.counts
    counted = counts[-1].noun if counts and counts[-1].sentence == quantity.sentence else None
    if counted is None or not counted.is_plural or counted is noun:
        return False
    acts = counted.relation in OBJECTS and subject_of(counted.head) is noun
    return acts or not noun.is_plural


def _members(group: Word, quantity: Quantity) -> Word | None:
    verb, vocabulary = group.head, quantity.vocabulary
    if group.relation not in SUBJECTS or verb.lemma.lower() not in vocabulary.made_of:
        return None
    things = [c for c in verb.rights if c.relation in (Relation.PREDICATE_NOUN, Relation.OBJECT)]
    things += [noun for p, noun in prepositions_of(verb) if p.lower in vocabulary.after_of]
    return next((noun for noun in things if noun.form is Form.PLURAL_NOUN), None)


def _things_tallied(noun: Word, quantity: Quantity) -> Word | None:
    """Return what a tally tells of ("votes" for "vote count")."""
    vocabulary, lemma = quantity.vocabulary, noun.lemma.lower()
    if lemma not in vocabulary.tallies:
        return None
    return _things_named(noun)


def _things_named(noun: Word) -> Word | None:
    """Return the noun before another that says what it consists of or counts."""
    first = noun.first  # "Visitor numbers": a capital that makes no name
    return next(
        (
            child
            for child in noun.dependents
            if child.relation is Relation.COMPOUND and (child.pos is Pos.NOUN or child.i == first)
        ),
        None,
    )


@reads(
    NOUN_ELLIPSIS,
    "tally_by_name",
    example("The vote count is Ana Ruiz 384, Tom Hale 300 and Okafor 151.", "384", unit="vote"),
)
def tally_by_name(quantity: Quantity, name: Word) -> Finding | None:
    """What the tally counts for each name: "the vote count is Lee 40"."""
    subject = subject_of(name.head) if name.relation is Relation.PREDICATE_NOUN else None
    things = _things_tallied(subject, quantity) if subject is not None else None
    return Finding(things, unit=quantity.vocabulary.unit(things), owner=name) if things is not None else None


@reads(
    COUNTED_NOUN,
    "mark_passed",
    example("The number of claims has crossed the 5,000 mark.", "5,000", head="claims", unit="claim"),
)
def mark_passed(quantity: Quantity, mark: Word) -> Finding | None:
    """What passed a mark: "the number of claims has crossed the 5,000 mark"."""
    verb, vocabulary = mark.head, quantity.vocabulary
    if mark.form is not Form.SINGULAR_NOUN or mark.relation is not Relation.OBJECT:
        return None
    passed = mark.lower in vocabulary.marks or (
        mark.lower in vocabulary.stands_for and verb.lemma.lower() in vocabulary.level_verbs
    )
    if not passed:
        return None
    subject = subject_of(verb)
    thing = thing_behind(subject, quantity) if subject is not None else None
    if thing is None or thing.form is not Form.PLURAL_NOUN:
        return None
    return Finding(thing, unit=vocabulary.unit(thing))


@reads(
    COLLECTIVE,
    "inhabitants",
    example("The town of 12,000 was cut off.", "12,000", head="town", unit="person"),
)
def inhabitants(quantity: Quantity) -> Finding | None:
    """A place by how many live there: "a town of 12,000"."""
    parse, vocabulary, first = quantity.parse, quantity.vocabulary, quantity.first
    if first < 2 or parse[first - 1].lower not in vocabulary.after_of:
        return None
    noun, after = parse[first - 2], parse[quantity.last + 1 : quantity.last + 2]
    counts = bool(after) and (after[0].pos is Pos.ADJECTIVE or (after[0].is_noun and after[0].head.i < first))
    if noun.lemma.lower() not in vocabulary.settlements or counts:
        return None
    return Finding(noun, unit=vocabulary.person_unit)


@reads(
    VOTES,
    "for_and_against",
    example("Lawmakers voted 310 to 112 for the bill.", "112", unit="vote", subject="votes"),
)
def votes(quantity: Quantity) -> Finding | None:
    """The two numbers of a vote: "voted 310 to 112"."""
    parse, vocabulary, taken = quantity.parse, quantity.vocabulary, quantity.taken
    verb = quantity.root.governing_verb
    if verb is None or verb.lemma.lower() not in vocabulary.voting_verbs or verb.i > quantity.first:
        return None
    after = parse[quantity.last + 1 : quantity.last + 3]
    before = parse[max(quantity.first - 2, 0) : quantity.first]
    is_first = len(after) == 2 and after[0].lower in vocabulary.against and after[1].i in taken
    is_second = len(before) == 2 and before[1].lower in vocabulary.against and before[0].i in taken
    if not (is_first or is_second) or (after and after[0].is_noun):
        return None
    return Finding(noun=vocabulary.votes[0], unit=vocabulary.votes[1])
