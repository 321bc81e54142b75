"""Counts: the noun that a number counts, and the order in which it is sought."""

from newstally.extract.grammar import Word
from newstally.extract.grammar.forms import Form
from newstally.extract.grammar.forms import PartOfSpeech as Pos
from newstally.extract.rules import DecisionList, counterexample, example
from newstally.extract.subjects.answers import ASKED
from newstally.extract.subjects.constructions import (
    AMOUNT_AS_SUBJECT,
    COUNTED_NOUN,
    HYPHENATED,
    IMPLIED_PERSONS,
    NO_CONSTRUCTION,
    PERSONS_TOLD_OF,
    SUBJECT_OF_VERB,
)
from newstally.extract.subjects.counted_words import (
    REACH,
    described_noun,
    hyphenated_noun,
    is_aboard,
    noun_beside,
    state_beside,
)
from newstally.extract.subjects.elliptical_counts import (
    LEFT_OUT,
    OWNERS,
    _owner_alone,
    count_of_other_time,
    count_reckoned,
    count_set_against,
    figure_of_count,
    paired,
    steps_from_amount,
)
from newstally.extract.subjects.events import event_of
from newstally.extract.subjects.findings import Finding, first, reads
from newstally.extract.subjects.hyphens import last_of_word
from newstally.extract.subjects.indexes import index_above, index_after
from newstally.extract.subjects.noun_ellipsis import elided
from newstally.extract.subjects.partitive_counts import PARTITIVES
from newstally.extract.subjects.pronouns import (
    fronted,
    fronted_state,
    other_persons,
    others_counted,
    others_joined,
    part_of_fronted,
)
from newstally.extract.subjects.quantities import EarlierCount, Quantity
from newstally.extract.subjects.value_nouns import (
    COUNTERS,
    VALUE_NOUNS,
    inhabitants,
    mark_passed,
    noun_above,
    tally_by_name,
    votes,
)


def thing_counted(quantity: Quantity) -> Finding:
    """Return the noun counted; the finding is empty where there is none."""
    after = quantity.parse[quantity.last + 1] if quantity.last + 1 < len(quantity.parse) else None
    compared = first(OF_OTHER_TIME, quantity)
    if compared is not None:
        return compared
    if after is not None and after.lower in quantity.vocabulary.out:
        words = quantity.parse[after.i + 1 : after.i + 3]
        known = len(words) > 1 and words[1].lower in quantity.vocabulary.definite
        after = words[0] if known else after  # "18 out of the 36 judges", but not "rated 4.6 out of 5"
    if after is not None and after.lower in quantity.vocabulary.nouns.of:
        return first(PARTITIVES, quantity, after) or elided(quantity)
    found = first(BOUND, quantity)
    noun = noun_beside(quantity) if found is None else None
    if noun is not None:
        found = first(BESIDE, quantity, noun)
    return found or first(ASKED, quantity) or first(LEFT_OUT, quantity) or _told_elsewhere(quantity)


@reads(
    COUNTED_NOUN,
    "behind_article",
    example("Ya suman 45 los detenidos por la protesta.", "45", language="es", head="detenidos"),
    example("Subieron a 45 las casas dañadas.", "45", language="es", head="casas", unit="casa"),
    counterexample("Mataron a 45 en los cerros.", "45", language="es", head="personas"),
)
def counted_behind_article(quantity: Quantity) -> Finding | None:
    """The subject behind a verb of level and its number, with an article: "ya suman 45 los detenidos"."""
    parse, vocabulary, last = quantity.parse, quantity.vocabulary, quantity.last
    words = parse[last + 1 : last + 3]
    if not vocabulary.leaves_out_subjects or len(words) < 2 or words[0].lower not in vocabulary.definite:
        return None
    noun = words[1]
    if not (noun.is_noun or noun.pos in STATES) or noun.i in quantity.taken or vocabulary.is_time(noun):
        return None
    before = reversed(parse[max(quantity.first - FARTHEST_VERB, 0) : quantity.first])
    verb = next((word for word in before if word.is_verb), None)
    levels = vocabulary.level_verbs | vocabulary.change_verbs | vocabulary.tallying_verbs | vocabulary.copulas
    if verb is None or verb.lemma.lower() not in levels:
        return None
    return Finding(noun, unit=vocabulary.nouns.unit(noun))


STATES = frozenset({Pos.ADJECTIVE, Pos.VERB})
"""What a word for persons by what happened to them may be taken for."""
FARTHEST_VERB = 3
"""Tokens before a number within which its verb stands: "ya son unos 45 los heridos"."""


@reads(
    HYPHENATED,
    "hyphen",
    example("They live in a 14-storey block.", "14", head="storey", unit="storey"),
    example("Ruiz sells two-, three- and four-door vans.", "three", unit="door"),
)
def tied_by_hyphen(quantity: Quantity) -> Finding | None:
    """The noun that a hyphen ties to the number: "a 14-storey block" counts storeys."""
    noun = hyphenated_noun(quantity)
    return Finding(noun, unit=quantity.vocabulary.unit(noun)) if noun is not None else None


@reads(
    HYPHENATED,
    "without_hyphen",
    example("The club won a 12 team tournament.", "12", head="team", unit="team"),
)
def tied_without_hyphen(quantity: Quantity) -> Finding | None:
    """The noun of a number that describes another without a hyphen: "a 12 team tournament"."""
    noun = described_noun(quantity)
    return Finding(noun, unit=quantity.vocabulary.unit(noun)) if noun is not None else None


@reads(
    PERSONS_TOLD_OF,
    "state",
    example("Of 12 sailors, who had lost their way, four were missing.", "four", head="sailors"),
)
def persons_in_state(quantity: Quantity) -> Finding | None:
    """The persons that the sentence counted before, by their state: "12 sailors were found, four dead"."""
    state = state_beside(quantity)
    count = _persons_told_of(quantity) if state is not None else None
    if state is None or count is None:
        return None
    return Finding(count.noun, state, unit=count.unit)


@reads(
    IMPLIED_PERSONS,
    "state",
    example("The crash left 14 dead.", "14", head="people", subject="people dead"),
)
def people_in_state(quantity: Quantity) -> Finding | None:
    """People by their state: "14 dead"."""
    state, vocabulary = state_beside(quantity), quantity.vocabulary
    if state is None:
        return None
    return Finding(None, state, noun=vocabulary.person_noun, unit=vocabulary.person_unit)


def _persons_told_of(quantity: Quantity) -> EarlierCount | None:
    """Return the count of persons before in the sentence; None for a number that is all there are ("the 11 dead")."""
    definite = quantity.parse[quantity.first - 1].lower in quantity.vocabulary.definite
    if definite or is_aboard(quantity):
        return None
    for count in reversed(quantity.earlier.counts):
        if count.sentence < quantity.sentence or (count.person and count.noun is None):
            return None
        if count.person:
            return count
    return None


@reads(
    COUNTED_NOUN,
    "noun",
    example("The council closed 14 libraries in Leeds.", "14", head="libraries", unit="library"),
    example("The court granted full pardons to 310 people.", "310", subject="people granted full pardons"),
    example("She wrote a guide to 300 restaurants.", "300", subject="restaurants"),
    example("Two Velm Department of Transport clerks found it.", "Two", head="clerks", unit="clerk"),
)
def counted_noun(quantity: Quantity, noun: Word) -> Finding | None:
    """The noun beside the number: "12 trucks"."""
    noun, vocabulary = last_of_word(_past_modifier(noun, quantity)), quantity.vocabulary
    unit = vocabulary.unit(noun)
    if any(word.lower in vocabulary.sizes for word in quantity.parse[quantity.last + 1 : noun.i]):
        unit = vocabulary.counting_nouns.get(noun.lower, unit)  # "its 400-strong workforce"
    return Finding(noun, None if _is_whole(quantity, noun) else event_of(noun, vocabulary), unit=unit)


def _past_modifier(noun: Word, quantity: Quantity) -> Word:
    """Return the plural right after a singular that describes it ("two upstate Orla inmates", "wear and tear costs").

    For any other noun, and for a count of one, the noun itself.
    """
    if quantity.value == 1 or noun.form not in (Form.SINGULAR_NOUN, Form.SINGULAR_NAME):
        return noun
    after = noun.after
    if after is not None and after.pos is Pos.COORDINATOR and after.head is noun:
        joined = noun.conjunct if noun.form is Form.SINGULAR_NOUN else None
        return joined if joined is not None and _is_described(joined, after, quantity) else noun
    return after if after is not None and noun.is_name and _is_described(after, noun, quantity) else noun


def _is_described(plural: Word, before: Word, quantity: Quantity) -> bool:
    """Whether what stands between the two can only describe the plural noun."""
    between = plural.parse[before.i + 1 : plural.i]
    if any(word.i in quantity.taken for word in between):
        return False  # "12 heridos y 4.300 damnificados"
    told = plural.form is Form.PLURAL_NOUN and plural.i not in quantity.taken
    return told and (before.is_name or bool(between)) and all(word.is_noun for word in between)


def _is_whole(quantity: Quantity, noun: Word) -> bool:
    """Whether only a part of what is counted is told of ("won 112 of the 240 seats")."""
    of, parse = quantity.vocabulary.nouns.of, quantity.parse
    i = max(noun.first, quantity.first - REACH)
    if parse[i].lower not in of:
        i -= 1
    return quantity.first > 0 and i > 0 and i - 1 in quantity.taken and parse[i].lower in of


def _told_elsewhere(quantity: Quantity) -> Finding:
    """Return the index, the noun before or the count before that a bare number is of, if any."""
    index = first(INDEXES, quantity)
    if index is not None:
        return index
    owner, name, found = _owner_alone(quantity), None, None
    above = noun_above(quantity) if owner is None else None
    if above is not None and above.head is not None:
        if above.head.form is Form.SINGULAR_NAME:  # is never counted: "France ranked fourth with 51"
            name, found = above, first(TALLIES, quantity, above.head)
            owner = above.head if above.construction not in OF_ARGUMENTS else None
        else:
            found = first(VALUE_NOUNS, quantity, above)
    if found is not None:
        return found
    if name is not None and not quantity.goes_on and quantity.root.governing_verb is None:
        return name  # "Lottery 6 of 49"
    found = first(FRONTED, quantity) or elided(quantity)
    if name is not None and found.construction is NO_CONSTRUCTION:
        return name  # "Sava rose 8% to 3.65"
    if above is not None and above.head is not None and found.construction is NO_CONSTRUCTION:
        found = first(COUNTERS, quantity, above) or found
    return (first(OWNERS, quantity, found, owner) if owner is not None else None) or found


OF_OTHER_TIME = DecisionList[Finding](count_of_other_time)


BOUND = DecisionList[Finding](
    counted_behind_article,
    paired,
    inhabitants,
    votes,
    count_set_against,
    tied_by_hyphen,
    tied_without_hyphen,
    persons_in_state,
    people_in_state,
    part_of_fronted,
)


BESIDE = DecisionList[Finding](
    others_joined,
    others_counted,
    other_persons,
    count_reckoned,
    steps_from_amount,
    mark_passed,
    figure_of_count,
    counted_noun,
)


INDEXES = DecisionList[Finding](index_above, index_after)


TALLIES = DecisionList[Finding](tally_by_name)


FRONTED = DecisionList[Finding](fronted_state, fronted)


OF_ARGUMENTS = frozenset({SUBJECT_OF_VERB, AMOUNT_AS_SUBJECT})
"""Constructions in which a name is an argument of the verb, and so does not own the number."""
