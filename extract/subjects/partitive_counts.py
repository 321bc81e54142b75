"""Partitive counts: of what a part is counted ("191 of the 250 files")."""

from itertools import takewhile

from newstally.extract.grammar import Word
from newstally.extract.grammar.forms import FINITE_FORMS, Form
from newstally.extract.grammar.forms import PartOfSpeech as Pos
from newstally.extract.grammar.relations import Relation
from newstally.extract.rules import DecisionList, counterexample, example
from newstally.extract.subjects.clauses import past_owner, top_of_compound
from newstally.extract.subjects.constructions import NUMERAL_OF_NOUN, PARTITIVE_COUNT
from newstally.extract.subjects.counted_words import REACH
from newstally.extract.subjects.events import event_of
from newstally.extract.subjects.findings import Finding, reads
from newstally.extract.subjects.hyphens import last_of_word
from newstally.extract.subjects.pronouns import of_pronoun
from newstally.extract.subjects.quantities import Quantity

TELLS_APART = frozenset({Pos.VERB, Pos.ADJECTIVE, Pos.ADPOSITION, Pos.PRONOUN})
"""What may follow "those" that are told from others ("of those polled", "of those who came")."""


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
    counterexample("Thirty of those confirmed deaths were in Orla.", "Thirty", head="deaths", unit="death"),
)
def of_those_told_apart(quantity: Quantity, of: Word) -> Finding | None:
    """Those told from others: "12 of those polled"."""
    vocabulary, words = quantity.vocabulary, _words_after(of)
    if len(words) < 2 or words[0].lower not in vocabulary.demonstratives or words[1].pos not in TELLS_APART:
        return None
    if words[0].relation is Relation.DETERMINER and words[0].head.is_noun:
        return None  # "thirty of those confirmed deaths"
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
        words = takewhile(lambda word: word.form not in FINITE_FORMS, _words_after(of))
        noun = next((word for word in words if word.is_noun), None)  # but "12 of the 19 contain secrets"
    if noun is None:
        return None
    noun = last_of_word(past_owner(top_of_compound(noun)))
    return Finding(noun, _event(quantity), unit=quantity.vocabulary.unit(noun))


def _words_after(of: Word) -> list[Word]:
    return of.parse[of.i + 1 : of.i + 1 + REACH]


def _event(quantity: Quantity) -> Word | None:
    return event_of(quantity.root, quantity.vocabulary)


PARTITIVES = DecisionList[Finding](of_state, of_those_told_apart, of_other_part, of_pronoun, of_noun)
