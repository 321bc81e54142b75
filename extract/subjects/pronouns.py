"""Pronouns after a number or in a noun's place: "11 of them", "four others", "of those killed, 30"."""

from newstally.extract.grammar import Word
from newstally.extract.grammar.forms import FINITE_FORMS, PAST_FORMS, Form
from newstally.extract.grammar.forms import PartOfSpeech as Pos
from newstally.extract.grammar.relations import AUXILIARIES
from newstally.extract.rules import example
from newstally.extract.subjects.clauses import is_outer
from newstally.extract.subjects.constructions import NOUN_ELLIPSIS, OTHERS, PARTITIVE_COUNT
from newstally.extract.subjects.events import event_of
from newstally.extract.subjects.findings import Finding, reads
from newstally.extract.subjects.noun_ellipsis import SENTENCES_BACK, elided
from newstally.extract.subjects.persons import (
    foremost,
    says_persons,
    spoken_of,
    stands_for_persons,
    state_after,
)
from newstally.extract.subjects.quantities import EarlierCount, Quantity

REACH = 4
"""Words between a preposition at the front and the noun counted after it."""
FARTHEST_FRONT = 14
"""Tokens of the phrase that opens a sentence with those of whom a part is counted."""
LONGEST_JOINER = 8
"""Tokens between things and the others that are joined to them (", along with about five")."""


@reads(
    NOUN_ELLIPSIS,
    "of_them",
    example("Divers pulled 17 people from the lake, three of them alive.", "three", head="people"),
    example("Rebels fired at the buses. Three of them caught fire.", "Three", head="buses"),
)
def of_pronoun(quantity: Quantity, of: Word) -> Finding | None:
    """What the pronoun after "of" stands for, counted before or not: "11 of them"."""
    pronoun = of.governed
    if pronoun is None or pronoun.is_noun or pronoun.lower not in quantity.vocabulary.partitive_pronouns:
        return None
    return antecedent_of_part(quantity, pronoun)


@reads(
    NOUN_ELLIPSIS,
    "share_of_them",
    example("Volunteers wore sensors for six nights, and 40% of them slept badly.", "40%", head="Volunteers"),
)
def share_of_them(quantity: Quantity) -> Finding | None:
    """What the pronoun after a share and "of" stands for: "half of them"."""
    vocabulary, words = quantity.vocabulary, quantity.parse[quantity.last + 1 : quantity.last + 3]
    if not quantity.is_share or len(words) < 2 or words[0].lower not in vocabulary.after_of:
        return None
    if words[1].lower not in vocabulary.partitive_pronouns - vocabulary.demonstratives:
        return None
    found = antecedent_of_part(quantity, words[1])
    return None if found.is_empty else found


def antecedent_of_part(quantity: Quantity, pronoun: Word) -> Finding:
    """Return what "them" in "11 of them" stands for, counted before or not, if anything."""
    vocabulary, root = quantity.vocabulary, quantity.root
    verb = root.governing_verb
    verb = None if verb is not None and is_outer(verb, root) else verb
    verb = state_after(pronoun, vocabulary) or verb
    wants_persons = stands_for_persons(pronoun, vocabulary) or (
        verb is not None and says_persons(verb, root, quantity.last, vocabulary)
    )
    known = [
        count
        for count in quantity.earlier.counts
        if count.sentence >= quantity.sentence - SENTENCES_BACK
        and (count.person or not wants_persons)
        and not (count.noun is not None and vocabulary.is_time(count.noun))
    ]
    several = pronoun.lower in vocabulary.plural_pronouns
    whole = None if known else spoken_of(pronoun, wants_persons, not several, vocabulary)
    if whole is not None:
        unit = vocabulary.unit(whole) if whole.is_noun else vocabulary.person_unit
        return Finding(whole, verb, unit=unit)
    found = elided(quantity, foremost(known, vocabulary) if several else known)
    follower = pronoun.after or pronoun
    own = follower.pos is Pos.ADPOSITION and not follower.head.is_verb
    part = follower if own else found.part  # "60 of them for families"
    return found.anew(part=part) if found.construction is NOUN_ELLIPSIS else found


@reads(
    NOUN_ELLIPSIS,
    "fronted_state",
    example("Of those killed, 30 were women.", "30", head="those", unit="person"),
)
def fronted_state(quantity: Quantity) -> Finding | None:
    """Those in a state, named at the front of the sentence: "of those killed, 30 were women"."""
    noun = _fronted(quantity)
    if noun is None or noun.lower not in quantity.vocabulary.demonstratives:
        return None
    vocabulary, state = quantity.vocabulary, noun.after
    if state is None or state.lower not in vocabulary.person_states:
        return None
    return Finding(noun, event_of(quantity.root, vocabulary), unit=vocabulary.person_unit)


@reads(
    NOUN_ELLIPSIS,
    "fronted",
    example("Of the ships in the port, 30 were moved.", "30", head="ships", unit="ship"),
)
def fronted(quantity: Quantity) -> Finding | None:
    """The things named at the front of the sentence: "of the 93 bodies found so far, 41"."""
    vocabulary, noun = quantity.vocabulary, _fronted(quantity)
    if noun is not None and noun.lower not in vocabulary.demonstratives:
        phrase = quantity.parse[noun.i : quantity.first - 1]
        noun = next((word for word in phrase if word.form is Form.PLURAL_NOUN), noun)
    if noun is None or not noun.is_noun:
        return None
    return Finding(noun, event_of(quantity.root, vocabulary), unit=vocabulary.unit(noun))


@reads(
    PARTITIVE_COUNT,
    "of_fronted",
    example(
        "The judge said of the 300 fires, 220 involved adults, while 80 involved children.",
        "220",
        head="fires",
        unit="fire",
    ),
    example(
        "The judge said of the 300 fires, 220 involved adults, while 80 involved children.",
        "80",
        head="fires",
    ),
)
def part_of_fronted(quantity: Quantity) -> Finding | None:
    """What was counted after "of" at the front of the clause, for a part that does something: "220 involved adults"."""
    parse, after = quantity.parse, quantity.last + 1
    verb = parse[after] if after < len(parse) else None
    if verb is None or verb.form not in FINITE_FORMS | PAST_FORMS:
        return None
    for count in reversed(quantity.earlier.counts):
        if count.sentence != quantity.sentence:
            break
        if count.noun is not None and _is_fronted(count.noun, quantity):
            told = verb.head if verb.relation in AUXILIARIES else verb
            return Finding(count.noun, told if told.is_verb else None, unit=count.unit)
    return None


def _is_fronted(noun: Word, quantity: Quantity) -> bool:
    """Whether "of" or "among" leads to the noun counted, and no part of it stands before ("six of the 40 homes")."""
    parse, vocabulary, i = quantity.parse, quantity.vocabulary, noun.i - 1
    while i > 0 and parse[i].lower not in vocabulary.fronted:
        if not (i in quantity.taken or parse[i].lower in vocabulary.definite or i > noun.i - REACH):
            return False
        i -= 1
    if parse[i].lower not in vocabulary.fronted:
        return False
    before = parse[i - 1] if i and not parse[i].opens_sentence else None
    known = parse[i + 1].lower in vocabulary.definite  # but "spoke of 300 cases, and 220 …"
    opens = before is None or (known and before.is_verb) or before.pos is Pos.PUNCTUATION
    return opens and any(word.text == "," for word in parse[noun.i + 1 : quantity.first])


def _fronted(quantity: Quantity) -> Word | None:
    """Return the first word after the "of" that opens the sentence before the number."""
    parse, vocabulary, comma = quantity.parse, quantity.vocabulary, quantity.first - 1
    if comma < 2 or parse[comma].text != ",":
        return None
    for i in range(comma - 2, max(comma - FARTHEST_FRONT, -1), -1):
        word = parse[i]
        if word.text in ",.;":
            return None
        before = parse[i - 1]
        out = before.lower in vocabulary.out and before.opens_sentence  # "out of those reported, three"
        opens = word.opens_sentence or not before.text.isalpha() or out
        if word.lower in vocabulary.fronted and opens:
            return parse[i + 1]
    return None


@reads(
    OTHERS,
    "joined",
    example("These towns, along with four others, lost power.", "four", unit="town"),
)
def others_joined(quantity: Quantity, word: Word) -> Finding | None:
    """More of the things that they are joined to: "these towns, along with four others"."""
    things = _things_joined(word, quantity) if word.lower in quantity.vocabulary.pronouns else None
    if things is None:
        return None
    vocabulary = quantity.vocabulary
    return Finding(word, event_of(word, vocabulary), unit=vocabulary.unit(things), like=things)


@reads(
    OTHERS,
    "counted",
    example("Two soldiers died and four others were hurt.", "four", subject="other soldiers hurt"),
    example("It owns 30 ships. Two others were scrapped.", "Two", subject="other ships scrapped"),
)
def others_counted(quantity: Quantity, word: Word) -> Finding | None:
    """More of what this sentence, or the one before, counted: "two soldiers died and four others were hurt"."""
    vocabulary = quantity.vocabulary
    if word.lower not in vocabulary.pronouns:
        return None
    for count in _counts_for_others(quantity, word):
        if count.noun is not None:
            return Finding(word, event_of(word, vocabulary), unit=count.unit, like=count.noun)
    return None


@reads(
    OTHERS,
    "persons",
    example("The blast killed nine and injured 280 others.", "280", subject="other people injured"),
)
def other_persons(quantity: Quantity, word: Word) -> Finding | None:
    """Other people, where nothing that has a noun was counted before."""
    vocabulary = quantity.vocabulary
    if word.lower not in vocabulary.pronouns:
        return None
    noun, unit = vocabulary.person_noun, vocabulary.person_unit
    return Finding(word, event_of(word, vocabulary), noun=noun, unit=unit)


def _counts_for_others(quantity: Quantity, word: Word) -> list[EarlierCount]:
    """Return the counts of this sentence, the nearest first, and the foremost of the one before."""
    vocabulary, counts = quantity.vocabulary, quantity.earlier.counts
    verb = word.governing_verb
    wants_persons = verb is not None and says_persons(verb, word, word.i, vocabulary)
    here = [count for count in counts if count.sentence == quantity.sentence]
    there = [count for count in counts if count.sentence == quantity.sentence - 1]
    there = [count for count in there if count.person or not wants_persons]
    return [*reversed(here), *foremost(there, vocabulary)]


def _things_joined(word: Word, quantity: Quantity) -> Word | None:
    """Return the things that the others are joined to without a number ("these towns, along with four others")."""
    parse, vocabulary, i = quantity.parse, quantity.vocabulary, word.i - 1
    for _ in range(LONGEST_JOINER):
        joins = parse[i].lower in vocabulary.joining or parse[i].text == ","
        if i == 0 or not (joins or parse[i].pos in (Pos.NUMERAL, Pos.DETERMINER)):
            break
        i -= 1
    noun = parse[i]
    joins = any(between.lower in vocabulary.joining for between in parse[i + 1 : word.i])
    if not joins or noun.form is not Form.PLURAL_NOUN or vocabulary.is_person(noun):
        return None
    return noun if any(child.form is Form.DETERMINER for child in noun.dependents) else None
