"""Elliptical counts: what the words around a count without a noun say about the earlier count that has it."""

from newstally.extract.grammar import Word
from newstally.extract.grammar.forms import Form
from newstally.extract.grammar.forms import PartOfSpeech as Pos
from newstally.extract.grammar.relations import Relation
from newstally.extract.rules import DecisionList, counterexample, example
from newstally.extract.subjects.clauses import subject_of
from newstally.extract.subjects.comparisons import is_compared, leads_to_time
from newstally.extract.subjects.constructions import COUNTED_NOUN, NOUN_ELLIPSIS, NUMERAL_OF_NOUN
from newstally.extract.subjects.findings import Finding, reads
from newstally.extract.subjects.noun_ellipsis import elided
from newstally.extract.subjects.partitive_counts import _event
from newstally.extract.subjects.quantities import Quantity

AFTER_PAIR = frozenset({Pos.PUNCTUATION, Pos.SPACE, Pos.ADPOSITION, Pos.COORDINATOR, Pos.AUXILIARY})


AFTER_LAST = frozenset({Pos.PUNCTUATION, Pos.COORDINATOR, Pos.SPACE})


LONGEST_OWNER = 5
"""Tokens of the phrase that names the next owner of a count without noun and verb."""


WITHIN_OWNER = frozenset({Pos.NOUN, Pos.PROPER_NOUN, Pos.ADJECTIVE, Pos.DETERMINER})


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
    NUMERAL_OF_NOUN,
    "steps",
    example(
        "Orla's temperature was 41 degrees Celsius, 3.2 notches above normal.", "3.2", head="temperature"
    ),
)
def steps_from_amount(quantity: Quantity, noun: Word) -> Finding | None:
    """What the amount just told is of, which is so many steps from another: "41C, 3.2 notches above normal"."""
    before = quantity.earlier.quantity
    if noun.lemma.lower() not in quantity.vocabulary.steps or before is None:
        return None
    if before.sentence != quantity.sentence or before.finding.head is None:
        return None
    if before.finding.construction is NUMERAL_OF_NOUN:
        return before.finding.anew()  # "3 notches, then 4 notches above normal"
    return Finding(before.finding.head, unit=quantity.vocabulary.unit(noun), owner=before.finding.owner)


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
    "count_of_other_time",
    example(
        "Este año hubo 289 robos, frente a los 340 de 2023.", "340", language="es", head="robos", unit="robo"
    ),
    counterexample(
        "Votaron 289 socios, frente a los 340 de Selva que no fueron.", "340", language="es", head="Selva"
    ),
)
def count_of_other_time(quantity: Quantity) -> Finding | None:
    """The noun of the count that one of another time is set beside: "289 robos, frente a los 340 de 2023"."""
    if not quantity.earlier.counts or not quantity.goes_on or not leads_to_time(quantity):
        return None
    i = quantity.first - 1
    i -= i > 0 and quantity.parse[i].lower in quantity.vocabulary.definite
    found = elided(quantity) if i >= 0 and is_compared(quantity, i) else None
    return found.anew(verb=None) if found is not None and found.head is not None else None


@reads(
    COUNTED_NOUN,
    "gapped",
    example("Los muertos suman 15 y los heridos, 52.", "52", language="es", head="heridos", unit="herido"),
    example("La cifra de muertos subió a 15 y la de heridos a 52.", "52", language="es", head="heridos"),
    counterexample("En Selva ardieron 15 casas y en los cerros, 52.", "52", language="es", head="casas"),
)
def gapped_count(quantity: Quantity) -> Finding | None:
    """What the next count without a verb counts: "los muertos suman 15 y los heridos, 52"."""
    parse, vocabulary = quantity.parse, quantity.vocabulary
    if quantity.first < LONGEST_OWNER or not quantity.goes_on or not vocabulary.leaves_out_subjects:
        return None
    noun = parse[quantity.first - 2]
    if not noun.is_noun or noun.i in quantity.taken or vocabulary.is_time(noun):
        return None
    led, last = noun.i - 1, parse[quantity.first - 1]
    if last.lower in vocabulary.changing and parse[led].lower in vocabulary.after_of:
        led -= 1  # "y el de heridos a 52"
    elif last.text != "," or parse[led].lower not in vocabulary.definite:
        return None
    opens = parse[led - 1].pos is Pos.COORDINATOR or parse[led - 1].text in ",;"
    article = parse[led].pos in (Pos.DETERMINER, Pos.PRONOUN)
    return Finding(noun, unit=vocabulary.nouns.unit(noun)) if opens and article else None


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


@reads(
    NOUN_ELLIPSIS,
    "named_owner",
    example("Chad had 568 clinics to Niger's 535.", "535", subject="Niger's clinics"),
    example("There were 100 spas in Baden. Essen had many, with 79.", "79", subject="Essen's spas"),
    example("Police counted 12,000 marchers, the union 40,000.", "40,000", subject="marchers"),
)
def of_named_owner(quantity: Quantity, found: Finding, owner: Word) -> Finding | None:
    """The noun left out, for an owner who is named alone: "China's 260", "the Greens 12"."""
    if found.head is None:
        return None
    return found.anew(verb=None) if _is_tallied(found.head, quantity) else found.anew(verb=None, owner=owner)


def _is_tallied(noun: Word, quantity: Quantity) -> bool:
    """Whether the sentence tells of what was counted before that somebody counted or said it."""
    vocabulary, first = quantity.vocabulary, quantity.parse.sentences[quantity.sentence][0]
    if noun.i < first:
        return False
    telling = vocabulary.silent_verbs | vocabulary.tallying_verbs
    verbs = [above for above in noun.ancestors if above.is_verb]
    subjects = [subject for verb in verbs if (subject := subject_of(verb)) is not None]
    owned = (subject for subject in subjects if subject.has(Relation.POSSESSOR))  # "the union's tally"
    tallied = any(subject.lemma.lower() in vocabulary.tallies for subject in owned)
    return tallied or any(verb.lemma.lower() in telling for verb in verbs)


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


@reads(
    NOUN_ELLIPSIS,
    "whole_of_part",
    example(
        "Hale won 13 of the 19 races, against Ruiz's wins in three of the last ten.", "ten", head="races"
    ),
)
def whole_of_part(quantity: Quantity) -> Finding | None:
    """What the part before "of" counts, for a whole without a noun: "three of the last ten"."""
    parse, vocabulary, i = quantity.parse, quantity.vocabulary, quantity.first - 1
    before = quantity.earlier.quantity
    while i > 0 and (parse[i].lower in vocabulary.definite or parse[i].pos is Pos.ADJECTIVE):
        i -= 1
    led = i < quantity.first - 1 and parse[i].lower in vocabulary.after_of
    after = parse[min(quantity.last + 1, len(parse) - 1)]
    if before is None or not led or before.last != i - 1 or before.number.kind != "count":
        return None
    if after.form is Form.WH_PRONOUN:
        return None  # "two of the four who"
    found = before.finding
    return found.anew(verb=None) if found.head is not None and found.construction is NOUN_ELLIPSIS else None


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


LEFT_OUT = DecisionList[Finding](
    gapped_count, whole_of_part, after_same_preposition, compared_count, further_count
)


OWNERS = DecisionList[Finding](of_named_owner)
