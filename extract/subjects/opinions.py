"""Opinions: two figures for those who think one way and those who think the other ("nurses back Hale, 51% to 24%")."""

from newstally.extract.grammar import Word
from newstally.extract.grammar.forms import PartOfSpeech as Pos
from newstally.extract.rules import example
from newstally.extract.subjects.anaphora import subject_resolved
from newstally.extract.subjects.clauses import object_of
from newstally.extract.subjects.constructions import LEVEL, OPINION
from newstally.extract.subjects.contests import is_contest, is_in_pair, is_second
from newstally.extract.subjects.findings import Finding, reads
from newstally.extract.subjects.quantities import Quantity

FARTHEST = 24
"""Words before a pair of figures within which the verb stands that says what those asked think."""


@reads(
    OPINION,
    "for_and_against",
    example("City nurses backed Hale, 57 percent to 22 percent.", "57 percent", head="nurses"),
    example("City nurses backed Hale, 57% to 22%.", "22%", subject="City nurses against Hale"),
    example("By 58%-33%, those polled want the port open.", "58%", head="those"),
)
def for_and_against(quantity: Quantity) -> Finding | None:
    """Those who were asked, for both figures: "nurses backed Hale, 57 percent to 22 percent"."""
    verb = _verb_of_opinion(quantity) if quantity.kind == "percent" and is_in_pair(quantity) else None
    if verb is None or is_contest(verb, quantity):
        return None
    asked = subject_resolved(verb, quantity.vocabulary)
    if asked is None or not quantity.outside(asked):
        return None
    acts = verb.lemma.lower() in quantity.vocabulary.person_acts and asked.is_plural
    if not acts and not _are_asked(asked, quantity):
        return None
    thing = object_of(verb, quantity.taken)
    if is_second(quantity) and thing is not None and thing.is_name:
        return Finding(asked, rival=thing)
    return Finding(asked, verb)


@reads(
    LEVEL,
    "standing",
    example(
        "Ruiz is second, with 22 percent saying they would leave her, Kim Pell at 20 percent.",
        "20 percent",
        head="Pell",
    ),
)
def standing(quantity: Quantity) -> Finding | None:
    """The next one in a list of those that stand at so much: "…, Kim Pell at 20 percent"."""
    parse, vocabulary, before = quantity.parse, quantity.vocabulary, quantity.earlier.quantity
    if quantity.kind != "percent" or quantity.first < 3 or before is None:
        return None
    preposition, name = parse[quantity.first - 1], parse[quantity.first - 2]
    leads = preposition.lower in vocabulary.levels and preposition.lower not in vocabulary.changing
    if not leads or not name.is_name or name.i in quantity.taken or preposition.lower in vocabulary.after_of:
        return None
    if before.number.kind != "percent" or before.sentence != quantity.sentence:
        return None
    first = name.i
    while first > 0 and parse[first - 1].is_name:
        first -= 1
    led = parse[first - 1]
    opens = led.text == "," or led.pos is Pos.COORDINATOR or led.lower in vocabulary.absolute
    return Finding(name) if opens else None


def _verb_of_opinion(quantity: Quantity) -> Word | None:
    """Return the nearest verb before the figures in their clause, else the one that they stand before."""
    for i in range(quantity.first - 1, max(quantity.first - FARTHEST, -1), -1):
        word = quantity.parse[i]
        if word.text in ".;?!" or "\n" in word.text:
            break
        if word.pos is Pos.VERB:
            return word
    verb = quantity.root.governing_verb
    return verb if verb is not None and verb.i > quantity.last else None


def _are_asked(noun: Word, quantity: Quantity) -> bool:
    """Whether the noun names several persons, or a body of them ("the public")."""
    vocabulary = quantity.vocabulary
    if noun.lower in vocabulary.demonstratives:
        return True
    persons = vocabulary.counting_nouns.get(noun.lower) == vocabulary.person_unit
    return persons or (noun.is_plural and (noun.is_name or vocabulary.is_person(noun)))
