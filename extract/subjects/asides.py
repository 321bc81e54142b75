"""Asides: the thing that has an amount, where a bracket, a dash or a colon stands between them."""

from itertools import takewhile

from newstally.extract.grammar import Word
from newstally.extract.grammar.forms import PartOfSpeech as Pos
from newstally.extract.grammar.relations import NOUN_CLAUSES, SUBJECTS, Relation
from newstally.extract.rules import counterexample, example
from newstally.extract.subjects.anaphora import subject_resolved
from newstally.extract.subjects.clauses import STEPS, top_of_compound
from newstally.extract.subjects.constructions import ATTRIBUTIVE, BRACKETED, COPULAR, NOUN_WITH_AMOUNT, SHARE
from newstally.extract.subjects.findings import Finding, reads
from newstally.extract.subjects.quantities import Quantity
from newstally.extract.subjects.transparent_nouns import thing_behind

DASHES = "―—–-"
ASIDES = {**dict.fromkeys(DASHES, DASHES), "--": "--", "(": ")"}
"""What opens an aside, and what closes it."""
LONGEST_ASIDE = 6
NO_THINGS = frozenset({Pos.DETERMINER, Pos.ADPOSITION, Pos.ADVERB})
"""What before a bracket has no amount."""


@reads(
    SHARE,
    "of_persons_bracketed",
    example(
        "Parents worry about sleep (44%), screen time (39%) and money (20%).",
        "44%",
        head="Parents",
        subject="Parents who worry about sleep",
    ),
    example(
        "Parents worry about sleep (44%), screen time (39%) and money (20%).",
        "39%",
        subject="screen time as share of Parents",
    ),
    counterexample("Residents rely on wood (63%) and charcoal (12%).", "63%", head="wood"),
    counterexample("Parents (44%) worry about sleep.", "44%", head="Parents"),
)
def share_of_persons_bracketed(quantity: Quantity) -> Finding | None:
    """The persons of whom a share in brackets does what stands before it: "parents worry about sleep (44%)"."""
    if quantity.number.kind != "percent" or not opens_aside(quantity):
        return None
    word, vocabulary = quantity.parse[quantity.first - 2], quantity.vocabulary
    verb = next(
        (v for v in word.ancestors if v.lemma.lower() in vocabulary.person_acts and v.i < word.i), None
    )
    persons = subject_resolved(verb, vocabulary) if verb is not None else None
    if verb is None or persons is None or persons.i > verb.i or not _are_asked(persons, quantity):
        return None
    if word.is_noun and any(one.relation is Relation.CONJUNCT for one in _up_to(word, verb)):
        return Finding(word, whole=persons)
    return Finding(persons, verb)


def _are_asked(persons: Word, quantity: Quantity) -> bool:
    """Whether the noun means several persons, of whom no other number tells."""
    vocabulary = quantity.vocabulary
    several = persons.is_plural and (vocabulary.is_person(persons) or persons.lower in vocabulary.publics)
    return several and persons.i not in quantity.taken


def _up_to(word: Word, verb: Word) -> list[Word]:
    """Return the word and those above it below the verb."""
    return [word, *takewhile(lambda above: above is not verb, word.ancestors)]


@reads(
    COPULAR,
    "place_bracketed",
    example("Turnout was higher in Velm (61%) than in Orla (48%).", "48%", subject="Orla's Turnout"),
    counterexample("Turnout was higher in wet Velm (3 km away).", "3 km"),
)
def place_bracketed(quantity: Quantity) -> Finding | None:
    """What is higher or lower in the place before the bracket: "turnout was higher in Velm (61%)"."""
    if quantity.number.kind != "percent" or not opens_aside(quantity):
        return None
    place, vocabulary = quantity.parse[quantity.first - 2], quantity.vocabulary
    if not place.is_name or place.relation is not Relation.PREPOSITION_OBJECT or place.i in quantity.taken:
        return None
    verb = place.governing_verb
    if verb is None or verb.lemma.lower() not in vocabulary.copulas | vocabulary.change_verbs:
        return None
    thing = subject_resolved(verb, vocabulary)
    told = thing is not None and thing.i < place.i and thing.i not in quantity.taken
    if thing is None or not told or not thing.is_noun or vocabulary.is_person(thing):
        return None
    return Finding(thing, owner=place)


@reads(
    BRACKETED,
    "aside",
    example("Residents rely on wood (63.6%) and charcoal (12%).", "12%", head="charcoal"),
)
def bracketed(quantity: Quantity) -> Finding | None:
    """The word before the bracket or dash that the amount stands after: "kerosene (12.8%)"."""
    if not opens_aside(quantity):
        return None
    parse, after = quantity.parse, quantity.last + 1
    word = parse[quantity.first - 2]
    if (
        word.i in quantity.taken
        or not word.text.isalpha()
        or word.is_verb
        or word.pos in NO_THINGS
        or word.relation is Relation.PREDICATE_ADJECTIVE  # "the bridge is long (2 km)"
        or quantity.vocabulary.is_time(word)
    ):
        return None
    return None if after < len(parse) and parse[after].is_verb else Finding(word)


@reads(
    ATTRIBUTIVE,
    "past_bracket",
    example("The firm took on a new $16bn (£8.5bn) debt in May.", "$16bn", head="debt"),
)
def noun_past_bracket(quantity: Quantity) -> Finding | None:
    """The noun after a bracket in which the amount is said again: "its $16bn (£8.5bn) takeover"."""
    parse, after = quantity.parse, quantity.last + 1
    if after >= len(parse) or parse[after].text != "(":
        return None
    end = past_aside(quantity, after)
    if not any(i in quantity.taken for i in range(after + 1, end)):
        return None  # "a 4% (seasonally adjusted) rise"
    for word in parse[end : end + LONGEST_ASIDE]:
        if word.is_noun:
            noun = top_of_compound(word)
            described = noun.relation not in SUBJECTS and noun.i not in quantity.taken
            described = described and not quantity.vocabulary.is_time(noun)
            described = described and noun.lower not in quantity.vocabulary.bearings
            return Finding(thing_behind(noun, quantity)) if described else None
        if word.pos is not Pos.ADJECTIVE:
            return None
    return None


@reads(
    NOUN_WITH_AMOUNT,
    "colon",
    example("A record was set for the tallest tower built in Velm: 130 metres.", "130 metres", head="tower"),
)
def noun_before_colon(quantity: Quantity) -> Finding | None:
    """The noun of the phrase that a colon ends before the amount: "the hottest day ever: 40 degrees"."""
    parse = quantity.parse
    if quantity.first < 2 or parse[quantity.first - 1].text != ":":
        return None
    word, found = parse[quantity.first - 2], None
    for _ in range(STEPS):
        if word.is_noun and word.i not in quantity.taken and not quantity.vocabulary.is_time(word):
            found = word
        above = word.head
        if above is word or above.i > word.i or (above.is_verb and above.relation not in NOUN_CLAUSES):
            break
        word = above
    return Finding(thing_behind(found, quantity)) if found is not None else None


def past_aside(quantity: Quantity, i: int) -> int:
    """Return the index after a dash or an aside at ``i``, or ``i`` itself."""
    parse = quantity.parse
    if i < len(parse) and parse[i].text == ",":
        return _past_restatement(quantity, i)
    if i >= len(parse) or parse[i].text not in ASIDES:
        return i
    closing = ASIDES[parse[i].text]
    for j in range(i + 1, min(i + 1 + LONGEST_ASIDE, len(parse))):
        if parse[j].text in closing:
            return j + 1
    return i + 1 if parse[i].text != "(" else i


def _past_restatement(quantity: Quantity, comma: int) -> int:
    """Return the index after ", or 2,500 tonnes," at the comma, or the comma's own."""
    parse, i = quantity.parse, comma + 1
    while i < len(parse) and (i in quantity.taken or parse[i].lower in quantity.vocabulary.restated):
        i += 1
    return i + 1 if comma + 1 < i < len(parse) and parse[i].text == "," else comma


def opens_aside(quantity: Quantity) -> bool:
    """Whether the quantity stands in brackets or between dashes after a noun ("its debt — $3 million — was sold")."""
    parse, first = quantity.parse, quantity.first
    if first < 2 or parse[first - 1].lower in quantity.vocabulary.adjoining:
        return False
    opening = parse[first - 1]
    if opening.text in ("(", "["):
        return True
    if opening.text not in ASIDES or not opening.spaced or not parse[first - 2].is_noun:
        return False
    return quantity.last + 1 < len(parse) and parse[quantity.last + 1].text in ASIDES
