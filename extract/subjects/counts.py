"""Counts: the noun that a number counts, and the order in which it is sought."""

from newstally.extract.grammar import Word
from newstally.extract.grammar.forms import Form
from newstally.extract.grammar.forms import PartOfSpeech as Pos
from newstally.extract.grammar.relations import Relation
from newstally.extract.rules import DecisionList, example
from newstally.extract.subjects.clauses import (
    governing_verb,
    last_of_word,
    past_owner,
    subject_of,
    top_of_compound,
)
from newstally.extract.subjects.constructions import (
    AMOUNT_AS_SUBJECT,
    COUNTED_NOUN,
    HYPHENATED,
    IMPLIED_PERSONS,
    NO_CONSTRUCTION,
    NOUN_ELLIPSIS,
    NUMERAL_OF_NOUN,
    PARTITIVE_COUNT,
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
from newstally.extract.subjects.events import event_of
from newstally.extract.subjects.findings import Finding, first, reads
from newstally.extract.subjects.indexes import index_above, index_after
from newstally.extract.subjects.noun_ellipsis import elided
from newstally.extract.subjects.pronouns import (
    fronted,
    fronted_state,
    of_pronoun,
    other_persons,
    others_counted,
    others_joined,
)
from newstally.extract.subjects.quantities import EarlierCount, Quantity
from newstally.extract.subjects.value_nouns import (
    VALUE_NOUNS,
    inhabitants,
    mark_passed,
    noun_above,
    tally_by_name,
    votes,
)

TELLS_APART = frozenset({Pos.VERB, Pos.ADJECTIVE, Pos.ADPOSITION, Pos.PRONOUN})
"""What may follow "those" that are told from others ("of those polled", "of those who came")."""
AFTER_PAIR = frozenset({Pos.PUNCTUATION, Pos.SPACE, Pos.ADPOSITION, Pos.COORDINATOR, Pos.AUXILIARY})
AFTER_LAST = frozenset({Pos.PUNCTUATION, Pos.COORDINATOR, Pos.SPACE})
LONGEST_OWNER = 5
"""Tokens of the phrase that names the next owner of a count without noun and verb."""
WITHIN_OWNER = frozenset({Pos.NOUN, Pos.PROPER_NOUN, Pos.ADJECTIVE, Pos.DETERMINER})


def thing_counted(quantity: Quantity) -> Finding:
    """Return the noun counted; the finding is empty where there is none."""
    after = quantity.parse[quantity.last + 1] if quantity.last + 1 < len(quantity.parse) else None
    if after is not None and after.lower in quantity.vocabulary.nouns.of:
        return first(PARTITIVES, quantity, after) or elided(quantity)
    found = first(BOUND, quantity)
    noun = noun_beside(quantity) if found is None else None
    if noun is not None:
        found = first(BESIDE, quantity, noun)
    return found or first(LEFT_OUT, quantity) or _told_elsewhere(quantity)


# "191 of the 250 files"


@reads(
    PARTITIVE_COUNT,
    "state",
    example("Some 200 of the dead were farmers.", "200", head="dead", unit="person"),
)
def of_state(quantity: Quantity, of: Word) -> Finding | None:
    """People by their state: "200 of the dead"."""
    vocabulary, words = quantity.vocabulary, _words_after(of)
    if words and words[0].pos is Pos.PRONOUN:
        return None
    state = next((word for word in words[:2] if word.lower in vocabulary.person_states), None)
    return Finding(state, _event(quantity), unit=vocabulary.person_unit) if state is not None else None


@reads(
    PARTITIVE_COUNT,
    "those",
    example("Nine of those who came were arrested.", "Nine", head="those", unit="person"),
)
def of_those_told_apart(quantity: Quantity, of: Word) -> Finding | None:
    """Those told from others: "12 of those polled"."""
    vocabulary, words = quantity.vocabulary, _words_after(of)
    if len(words) < 2 or words[0].lower not in vocabulary.demonstratives or words[1].pos not in TELLS_APART:
        return None
    return Finding(words[0], _event(quantity), unit=vocabulary.person_unit)


@reads(
    NUMERAL_OF_NOUN,
    "part",
    example("He faces six counts of theft and five of arson.", "five", subject="counts of arson"),
)
def of_other_part(quantity: Quantity, of: Word) -> Finding | None:
    """The noun before, told from it by what follows "of": "six counts of theft and five of arson"."""
    noun, counts = of.governed, quantity.earlier.counts
    if noun is None or noun.form is not Form.SINGULAR_NOUN or not quantity.goes_on:
        return None
    bare = not noun.has(Relation.DETERMINER, Relation.POSSESSOR)
    joined = quantity.parse[quantity.first - 1].pos in (Pos.COORDINATOR, Pos.PUNCTUATION)
    if not bare or not joined or counts[-1].noun is None:
        return None
    return Finding(counts[-1].noun, unit=counts[-1].unit, part=of)


@reads(
    PARTITIVE_COUNT,
    "noun",
    example("Volunteers found 31 of the 40 missing hikers.", "31", head="hikers", unit="hiker"),
)
def of_noun(quantity: Quantity, of: Word) -> Finding | None:
    """The noun after "of": "191 of the 250 files"."""
    noun = of.governed
    if noun is None or not noun.is_noun:
        noun = next((word for word in _words_after(of) if word.is_noun), None)
    if noun is None:
        return None
    noun = last_of_word(past_owner(top_of_compound(noun)))
    return Finding(noun, _event(quantity), unit=quantity.vocabulary.unit(noun))


def _words_after(of: Word) -> list[Word]:
    return of.parse[of.i + 1 : of.i + 1 + REACH]


def _event(quantity: Quantity) -> Word | None:
    return event_of(quantity.root, quantity.vocabulary)


# what a number is paired, compared or tied with


@reads(
    NOUN_ELLIPSIS,
    "pair",
    example("The motion passed by 80 votes to 12.", "12", head="votes", unit="vote"),
)
def paired(quantity: Quantity) -> Finding | None:
    """The noun of the first of two numbers: "80 votes to 12"."""
    parse, counts, place = quantity.parse, quantity.earlier.counts, quantity.first
    if not counts or counts[-1].noun is None or place < 2 or quantity.last + 1 >= len(parse):
        return None
    joined = parse[place - 1].lower in quantity.vocabulary.pairs and counts[-1].noun.i == place - 2
    if not joined or parse[quantity.last + 1].pos not in AFTER_PAIR:
        return None
    return Finding(counts[-1].noun, _event(quantity), unit=counts[-1].unit)


@reads(
    NOUN_ELLIPSIS,
    "shortfall",
    example("Firms cut 9,000 jobs; the state is 4,000 below the peak.", "4,000", subject="state's jobs"),
)
def count_set_against(quantity: Quantity) -> Finding | None:
    """The noun of the count that the number is set against: "the nation is 4,000 below the peak"."""
    vocabulary, after = quantity.vocabulary, quantity.parse[quantity.last + 1 : quantity.last + 3]
    if len(after) < 2 or after[0].lower not in vocabulary.shortfalls or after[1].is_noun:
        return None
    found = elided(quantity) if quantity.earlier.counts else None
    if found is None or found.head is None:
        return None
    verb = quantity.root.head
    owner = subject_of(verb) if verb.lemma.lower() in vocabulary.copulas else None
    return found.anew(verb=None, owner=owner if owner is not None and owner.is_noun else None)


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


# states of persons


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


# the noun beside the number


@reads(
    NOUN_ELLIPSIS,
    "reckoned",
    example("It added 240,000 jobs, more than the 220,000 economists had forecast.", "220,000", head="jobs"),
)
def count_reckoned(quantity: Quantity, noun: Word) -> Finding | None:
    """The noun before, of which others expected as many: "than the 220,000 economists had forecast"."""
    parse, vocabulary, place = quantity.parse, quantity.vocabulary, quantity.first
    follower = next((word for word in parse[noun.i + 1 : noun.i + 3] if word.pos is Pos.VERB), None)
    if follower is None or follower.lemma.lower() not in vocabulary.reckoning_verbs or place < 2:
        return None
    compared = parse[place - 2].pos in (Pos.ADPOSITION, Pos.SUBORDINATOR, Pos.VERB)
    if not compared or parse[place - 1].lower not in vocabulary.definite or not quantity.earlier.counts:
        return None
    return _by_ellipsis(elided(quantity))


@reads(
    NUMERAL_OF_NOUN,
    "figure",
    example("The group counted 9,000 trees, against our 7,000 figure.", "7,000", unit="tree"),
)
def figure_of_count(quantity: Quantity, noun: Word) -> Finding | None:
    """The noun before, of which the number is a figure: "against our 2.1 million figure"."""
    stands_for = noun.form is Form.SINGULAR_NOUN and noun.lower in quantity.vocabulary.stands_for
    found = elided(quantity) if stands_for and quantity.earlier.counts else None
    return found.anew(verb=None) if found is not None and found.head is not None else None


@reads(
    COUNTED_NOUN,
    "noun",
    example("The council closed 14 libraries in Leeds.", "14", head="libraries", unit="library"),
)
def counted_noun(quantity: Quantity, noun: Word) -> Finding | None:
    """The noun beside the number: "12 trucks"."""
    noun, vocabulary = last_of_word(noun), quantity.vocabulary
    unit = vocabulary.unit(noun)
    if any(word.lower in vocabulary.sizes for word in quantity.parse[quantity.last + 1 : noun.i]):
        unit = vocabulary.counting_nouns.get(noun.lower, unit)  # "its 400-strong workforce"
    return Finding(noun, None if _is_whole(quantity, noun) else event_of(noun, vocabulary), unit=unit)


def _is_whole(quantity: Quantity, noun: Word) -> bool:
    """Whether only a part of what is counted is told of ("won 112 of the 240 seats")."""
    of, parse = quantity.vocabulary.nouns.of, quantity.parse
    i = max(noun.first, quantity.first - REACH)
    if parse[i].lower not in of:
        i -= 1
    return quantity.first > 0 and i > 0 and i - 1 in quantity.taken and parse[i].lower in of


# what was counted before, where the words around say that the number goes on with it


@reads(
    NOUN_ELLIPSIS,
    "same_preposition",
    example("Prices fell in 41 states and rose in three.", "three", head="states"),
)
def after_same_preposition(quantity: Quantity) -> Finding | None:
    """The noun after the same preposition before: "fell in 41 states and rose in three"."""
    parse, vocabulary = quantity.parse, quantity.vocabulary
    preposition = parse[quantity.first - 1]
    if not quantity.goes_on or preposition.pos is not Pos.ADPOSITION:
        return None
    if preposition.lower in vocabulary.changing or preposition.lower in vocabulary.levels:
        return None
    ends = parse[min(quantity.last + 1, len(parse) - 1)].pos in AFTER_LAST
    if not ends or not _stood_before(preposition, quantity):
        return None
    found = elided(quantity)
    return found.anew(verb=None) if found.head is not None else None


@reads(
    NOUN_ELLIPSIS,
    "comparison",
    example("The party won 112 seats, results showed, up from 98.", "98", head="seats"),
)
def compared_count(quantity: Quantity) -> Finding | None:
    """The noun of the count that the number is set beside: "won 112 seats, results showed, up from 98"."""
    parse, place = quantity.parse, quantity.first
    if not quantity.goes_on or place < 3 or parse[place - 3].is_verb:
        return None
    words = tuple(word.lower for word in parse[place - 2 : place])
    found = elided(quantity) if words in quantity.vocabulary.comparisons else None
    return found.anew(verb=None) if found is not None and found.head is not None else None


@reads(
    NOUN_ELLIPSIS,
    "further",
    example("Some 2 million refugees fled and 1 million more would follow.", "1 million", head="refugees"),
)
def further_count(quantity: Quantity) -> Finding | None:
    """The noun of the count before, of which there are more: "2 million more would come"."""
    parse, last = quantity.parse, quantity.last
    after = parse[last + 1 : last + 3]
    goes_on = len(after) == 2 and (after[1].is_verb or after[1].pos is Pos.PUNCTUATION)
    if not quantity.earlier.counts or not goes_on or after[0].lower not in quantity.vocabulary.further:
        return None
    found = elided(quantity)
    if found.head is None:
        return None
    return found.anew(verb=next((word for word in parse[last + 2 : last + 5] if word.pos is Pos.VERB), None))


def _stood_before(preposition: Word, quantity: Quantity) -> bool:
    """Whether the preposition stands before the number before, too."""
    parse, taken, i = quantity.parse, quantity.taken, preposition.i - 1
    while i > 0 and i not in taken:
        i -= 1
    while i > 0 and i in taken:
        i -= 1
    return parse[i].lower == preposition.lower


# a bare number


@reads(
    NOUN_ELLIPSIS,
    "named_owner",
    example("Chad had 568 clinics to Niger's 535.", "535", subject="Niger's clinics"),
    example("There were 100 spas in Baden. Essen had many, with 79.", "79", subject="Essen's spas"),
)
def of_named_owner(quantity: Quantity, found: Finding, owner: Word) -> Finding | None:
    """The noun left out, for an owner who is named alone: "China's 260", "the Greens 12"."""
    return found.anew(verb=None, owner=owner) if found.head is not None else None


@reads(
    NOUN_ELLIPSIS,
    "as_many",
    example("Mali has 20 clinics, twice as many as Chad.", "twice", head="clinics"),
)
def as_many(quantity: Quantity) -> Finding | None:
    """What was counted before, for a ratio of two counts: "twice as many as Chad"."""
    parse, vocabulary, i = quantity.parse, quantity.vocabulary, quantity.last + 1
    if quantity.number.kind != "ratio":
        return None
    i += i < len(parse) and parse[i].lower not in vocabulary.many
    if i + 1 >= len(parse) or parse[i].lower not in vocabulary.many:
        return None
    if parse[i + 1].is_noun or parse[i + 1].pos is Pos.ADJECTIVE:
        return None
    found = elided(quantity)
    return found.anew() if found.head is not None else None


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
    if name is not None and not quantity.goes_on and governing_verb(quantity.root) is None:
        return name  # "Lottery 6 of 49"
    found = first(FRONTED, quantity) or elided(quantity)
    if name is not None and found.construction is NO_CONSTRUCTION:
        return name  # "Sava rose 8% to 3.65"
    return (first(OWNERS, quantity, found, owner) if owner is not None else None) or found


def _owner_alone(quantity: Quantity) -> Word | None:
    """Return whose the count is where only the owner is named: "China's 260", "the Greens 12"."""
    parse, taken, i = quantity.parse, quantity.taken, quantity.first - 1
    if i < 1:
        return None
    if parse[i].form is Form.POSSESSIVE_MARK:
        return parse[i - 1] if parse[i - 1].is_noun else None
    if not quantity.goes_on:
        return None
    if parse[i].pos is Pos.ADPOSITION and _stood_before(parse[i], quantity):
        i -= 1  # "spoke of 60 marchers, police of 22"
    owner = parse[i]
    if not owner.is_noun or i in taken or quantity.vocabulary.is_time(owner):
        return None
    for word in reversed(parse[max(i - LONGEST_OWNER, 0) + 1 : i]):
        if word.pos is Pos.COORDINATOR or word.text in ",;":
            return owner
        if word.pos not in WITHIN_OWNER or word.i in taken:
            return None
    return None


def _by_ellipsis(found: Finding) -> Finding:
    """Return the finding for a rule of noun ellipsis to return as its own, unless it is of another construction."""
    return found.anew() if found.construction is NOUN_ELLIPSIS else found


PARTITIVES = DecisionList[Finding](of_state, of_those_told_apart, of_other_part, of_pronoun, of_noun)
BOUND = DecisionList[Finding](
    paired,
    inhabitants,
    votes,
    count_set_against,
    tied_by_hyphen,
    tied_without_hyphen,
    persons_in_state,
    people_in_state,
)
BESIDE = DecisionList[Finding](
    others_joined,
    others_counted,
    other_persons,
    count_reckoned,
    mark_passed,
    figure_of_count,
    counted_noun,
)
LEFT_OUT = DecisionList[Finding](after_same_preposition, compared_count, further_count)
INDEXES = DecisionList[Finding](index_above, index_after)
TALLIES = DecisionList[Finding](tally_by_name)
FRONTED = DecisionList[Finding](fronted_state, fronted)
OWNERS = DecisionList[Finding](of_named_owner)
OF_ARGUMENTS = frozenset({SUBJECT_OF_VERB, AMOUNT_AS_SUBJECT})
"""Constructions in which a name is an argument of the verb, and so does not own the number."""
