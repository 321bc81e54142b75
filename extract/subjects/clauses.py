"""Clauses: walks over the parse from a word to what it is told of. The parser errs; every walk is bounded."""

from collections.abc import Iterator
from typing import NamedTuple

from newstally.extract.grammar import Word
from newstally.extract.grammar.forms import FINITE_FORMS, WH_FORMS, Form
from newstally.extract.grammar.forms import PartOfSpeech as Pos
from newstally.extract.grammar.relations import (
    COMPLEMENTS,
    NOMINAL_SUBJECTS,
    NOUN_CLAUSES,
    PREPOSITIONS,
    SUBJECTS,
    Relation,
)
from newstally.extract.subjects.hyphens import hyphenated
from newstally.extract.subjects.vocabulary import SubjectVocabulary

OBJECTS = frozenset({Relation.OBJECT, Relation.OBJECT_PREDICATE})
"""What a verb acts upon, or says that its object is."""


NOMINAL = NOMINAL_SUBJECTS | {Relation.OBJECT, Relation.PREPOSITION_OBJECT}
"""What nouns are to their heads."""


SPOKEN_WITH = frozenset({Relation.AUXILIARY, Relation.PASSIVE_AUXILIARY, Relation.NEGATION})
"""What is said together with a verb."""


RELATIVE_PRONOUNS = WH_FORMS - {Form.WH_ADVERB}


STEPS = 12
"""How far a walk up the tree may lead."""


LONGEST_OWNED = 6
"""Words after a possessive mark within which the noun owned stands."""


LONGEST_BRACKET = 6


BEFORE_NAME = frozenset({Relation.COMPOUND, Relation.NOMINAL_MODIFIER, Relation.ADJECTIVAL_MODIFIER})


WITHIN_OWNED = frozenset({Pos.ADJECTIVE, Pos.VERB, Pos.ADVERB, Pos.NUMERAL, Pos.PUNCTUATION, Pos.PARTICLE})


OVER_VERB = frozenset({Pos.VERB, Pos.AUXILIARY, Pos.ADPOSITION, Pos.SUBORDINATOR, Pos.ADJECTIVE, Pos.ADVERB})
"""What may stand over a verb that shares its subject with the clause above."""


def topmost(words: list[Word], anchor: Word) -> Word:
    """Return the topmost of the words on the way up from the one called ``anchor``."""
    first, last = words[0].i, words[-1].i
    word = anchor
    for _ in range(STEPS):
        if word.head is word or not first <= word.head.i <= last:
            return word
        word = word.head
    return word


def top_of_compound(word: Word) -> Word:
    """Return the noun that a compound ends in: "grants" for "development" in "regional development grants"."""
    for _ in range(STEPS):
        head = word.head
        if word.relation not in BEFORE_NAME or head.i <= word.i or not head.is_noun:
            return word
        word = head
    return word


def subject_of(verb: Word) -> Word | None:
    """Return the subject of a verb, its own or the one it shares, with relative pronouns replaced by their noun."""
    for _ in range(STEPS):
        own = _own_subject(verb)
        if own is not None:  # of several (a dateline, an adverb read as a noun) the one nearest to the verb
            return relative_noun(own, verb) if own.form in RELATIVE_PRONOUNS else own
        if verb.has(Relation.EXPLETIVE):
            return verb.dependent(Relation.PREDICATE_NOUN)
        above = _noun_of_clause(verb) if verb.relation in NOUN_CLAUSES else _clause_above(verb)
        if above is None or not above.is_clause:
            return above.word if above is not None else None
        verb = above.word
    return None


class _Above(NamedTuple):
    """What stands over a verb without a subject: a clause whose subject it shares, or the subject itself."""

    word: Word
    is_clause: bool


def _own_subject(verb: Word) -> Word | None:
    """Return the verb's subject; of several (a dateline, an adverb read as a noun) the one nearest to the verb.

    But a name right after the noun that a preposition governs belongs to that noun: "deaths caused by storm Ana rose".
    """
    subjects = [c for c in reversed(verb.lefts) if c.relation in SUBJECTS and not _is_contraction(c)]
    if len(subjects) > 1 and subjects[0].is_name and subjects[0].before is not None:
        before = subjects[0].before
        if before.pos is Pos.NOUN and before.relation is Relation.PREPOSITION_OBJECT:
            return subjects[1]
    return subjects[0] if subjects else None


def _is_contraction(word: Word) -> bool:
    """Whether the word is short for another and tied to the one before (the "n’t" of "wasn’t", taken for a noun)."""
    return word.before is not None and not word.before.spaced and word.norm != word.lower


def _noun_of_clause(verb: Word) -> _Above:
    """Return the noun that the verb's clause describes, or the clause that the noun only belongs to."""
    noun = verb.head
    infinitive = verb.form is Form.BASE and noun.relation is Relation.PREPOSITION_OBJECT
    clause = noun.governing_verb if infinitive else None
    if clause is None or not noun.is_noun:
        return _Above(noun, False)
    return _Above(clause, True)  # "pollution is on track to fall": not the track falls


def _clause_above(verb: Word) -> _Above | None:
    """Return the subject of a verb that the clause above names, or that clause; None where it can share none."""
    head = verb.head
    if head is verb or head.pos not in OVER_VERB:
        return None
    nearest = _misjoined(verb) or _in_absolute(verb)
    if nearest is not None:
        return _Above(nearest, False)
    told = _past_inserted(head, verb)
    if told is not None:
        return _Above(told, True)
    asked = _moved_object(head, verb)
    if asked is not None:
        return _Above(asked, False)
    if verb.relation is Relation.OPEN_COMPLEMENT:
        controller = object_of(head)
        if controller is not None:
            return _Above(controller, False)
    elif verb.relation is Relation.CLAUSAL_COMPLEMENT and head.i < verb.i:
        # "the forecast showed pollution was falling": read as the object of "showed"
        thing = object_of(head)
        return _Above(thing, False) if thing is not None and thing.i < verb.i else None
    return _Above(head, True)


def _in_absolute(verb: Word) -> Word | None:
    """Return the counted noun before a participle after "with": "with 40 borrowers owing up to $2,000"."""
    noun = verb.before
    if noun is None or verb.form is not Form.GERUND or verb.relation is not Relation.ADVERBIAL_CLAUSE:
        return None
    led = (
        noun.is_noun and noun.relation is Relation.PREPOSITION_OBJECT and noun.has(Relation.NUMERIC_MODIFIER)
    )
    opens = led and noun.parse[max(noun.head.i - 1, 0)].text == "," and noun.head.head is verb.head
    return noun if opens else None


def _past_inserted(saying: Word, verb: Word) -> Word | None:
    """Return the verb of what is said for a verb after who says it ("sales fell 2%, he said, after rising 3%").

    The clause of that verb goes on with what is said, not with who says it.
    """
    if verb.relation not in (Relation.PREPOSITION, Relation.ADVERBIAL_CLAUSE) or saying.i > verb.i:
        return None
    if saying.relation is Relation.PARATAXIS and saying.head.i < saying.i:
        return saying.head
    return saying.left(Relation.CLAUSAL_COMPLEMENT)


def _moved_object(head: Word, verb: Word) -> Word | None:
    """Return the noun of whom an expectation is told ("a mine that brokers believe to hold 4 tonnes")."""
    if head.relation is not Relation.RELATIVE_CLAUSE or verb.relation not in COMPLEMENTS:
        return None
    moved = any(child.form in RELATIVE_PRONOUNS and child.i < head.i for child in verb.dependents)
    return head.head if moved else None


def _misjoined(verb: Word) -> Word | None:
    """Return the subject that was joined to what stands before it ("shares fell 2 percent and Oil Corp ended up")."""
    finite = verb.form in FINITE_FORMS and verb.form is not Form.MODAL
    if verb.relation is not Relation.CONJUNCT or not finite or verb.before is None:
        return None
    noun, parse = verb.before, verb.parse
    if noun.text == ")":
        opening = next((w for w in parse[max(noun.i - LONGEST_BRACKET, 0) : noun.i] if w.text == "("), None)
        noun = parse[max(opening.i - 1, 0)] if opening is not None else noun
    first = noun
    for _ in range(STEPS):
        above = first.head
        if first.relation is not Relation.CONJUNCT or above.relation is not Relation.CONJUNCT:
            break
        first = above  # "Oil and Gas Corp"
    before = parse[max(first.first - 1, 0)]
    joined = noun.is_noun and first.relation is Relation.CONJUNCT and verb.head.i < first.head.i < first.i
    return noun if joined and before.pos is Pos.COORDINATOR else None


def relative_noun(pronoun: Word, verb: Word) -> Word | None:
    """Return the noun that a relative pronoun stands for."""
    if verb.relation is Relation.RELATIVE_CLAUSE:
        return _described(verb.head) if pronoun.form is Form.WH_PRONOUN else verb.head
    if pronoun.before is not None and pronoun.before.is_noun:
        return pronoun.before
    for _ in range(STEPS):
        if verb.relation is Relation.RELATIVE_CLAUSE:
            return verb.head
        if verb.relation is not Relation.CONJUNCT and verb.relation not in COMPLEMENTS:
            return None
        verb = verb.head
    return None


def _described(noun: Word) -> Word:
    """Return the name that the noun stands in apposition to ("Ann Lee, head of a fund, who gave")."""
    word = noun
    for _ in range(STEPS):
        head = word.head
        if word.relation is Relation.APPOSITION and head.is_name:
            return head
        if word.relation is Relation.PREPOSITION_OBJECT and head.head.is_noun:
            head = head.head
        elif word.relation not in (Relation.CONJUNCT, Relation.APPOSITION) or not head.is_noun:
            return noun
        word = head
    return noun


def object_of(verb: Word, outside: frozenset[int] = frozenset()) -> Word | None:
    """Return the object after a verb that is none of the tokens ``outside``."""
    for child in verb.rights:
        if child.relation in OBJECTS and child.i not in outside:
            return child
    return None


def giving_verb(preposition: Word, vocabulary: SubjectVocabulary) -> Word | None:
    """Return the verb whose object the preposition leads to its receiver ("granted freedom to 300 people").

    Parsers tie such a phrase to the verb or to the object itself; then only a verb of giving has a receiver
    ("wrote a guide to 300 places" has none).
    """
    above = preposition.head
    if preposition.i < above.i:
        return None
    if above.pos is Pos.VERB and preposition.relation is Relation.INDIRECT_OBJECT:
        return above
    verb = above if above.pos is Pos.VERB else above.head
    given = object_of(verb)
    if given is None or (above is not verb and above is not given):
        return None
    gives = verb.lemma.lower() in vocabulary.giving_verbs
    return verb if gives and preposition.lower in vocabulary.before_receiver else None


def prepositions_of(word: Word) -> Iterator[tuple[Word, Word]]:
    """Yield each preposition after the word that depends on it, with the word that it governs."""
    for child in word.rights:
        if child.relation in PREPOSITIONS and child.pos is Pos.ADPOSITION:
            governed = child.governed
            if governed is not None:
                yield child, governed


def past_owner(noun: Word) -> Word:
    """Return the noun owned for one that the parser took for the whole ("funding" for "the governor's funding")."""
    if noun.relation is Relation.POSSESSOR and noun.head.i > noun.i and noun.head.is_noun:
        return top_of_compound(noun.head)
    mark = noun.after
    if mark is not None and (mark.form is Form.POSSESSIVE_MARK or mark.relation is Relation.POSSESSIVE_MARK):
        for word in noun.parse[mark.i + 1 : mark.i + 1 + LONGEST_OWNED]:
            if word.is_noun:
                return top_of_compound(word)
            if word.pos not in WITHIN_OWNED:
                break
    return noun


def is_outer(verb: Word, subject: Word) -> bool:
    """Whether a verb with a clause for its object got one subject too many, of which ``subject`` is no right one.

    "12 were hurt, six of them by glass, said the mayor": six do not say so.
    """
    if subject.relation not in SUBJECTS or subject.head is not verb or subject.i > verb.i:
        return False
    clause = any(
        child.relation is Relation.CLAUSAL_COMPLEMENT and child.i < subject.i for child in verb.lefts
    )
    return clause and any(child.relation in SUBJECTS and child.i > subject.i for child in verb.dependents)


def following_verb(word: Word, i: int) -> Word | None:
    """Return the finite verb at ``i`` of a number that was read as joined to the clause before, None for any other.

    "14 had died of hunger and 900 were treated", read as "of hunger and 900".
    """
    if word.relation is not Relation.CONJUNCT or i >= len(word.parse):
        return None
    verb = word.parse[i]
    if not verb.is_verb or verb.form not in FINITE_FORMS:
        return None
    return verb.head if verb.relation in (Relation.AUXILIARY, Relation.PASSIVE_AUXILIARY) else verb


def is_thing(word: Word | None) -> bool:
    """Whether the word is a noun or a name, also one that the tagger took for a verb ("Turnout was 61 percent")."""
    if word is None or word.is_noun:
        return word is not None
    if word.relation not in SUBJECTS:
        return False
    if word.form in (Form.BASE, Form.GERUND) or (word.form is Form.INTERJECTION and word.text.istitle()):
        return True
    return word.form is Form.ADJECTIVE and any(child.form is Form.DETERMINER for child in word.dependents)


def is_owned_by_pronoun(noun: Word) -> bool:
    """Whether a possessive pronoun says whose the noun is ("its rate")."""
    return any(child.form is Form.POSSESSIVE_PRONOUN for child in noun.dependents)


def is_nominal(word: Word) -> bool:
    """Whether the word is a noun or a name, also a plural that the tagger took for a verb ("two ice rinks")."""
    return word.is_noun or (word.form is Form.THIRD_PERSON_PRESENT and word.relation in NOMINAL)


def with_negation(verb: Word) -> list[str]:
    """Return a verb with its auxiliaries and what negates it, in the order of the text ("did not return")."""
    parts = [child for child in verb.dependents if child.relation in SPOKEN_WITH]
    return [
        part.norm if part.relation is Relation.NEGATION else spelled(part)
        for part in sorted([*parts, verb], key=lambda word: word.i)
    ]


def spelled(word: Word) -> str:
    """Return the word with what hyphens tie to it ("self-isolate")."""
    first, last = hyphenated(word)
    return "".join(part.text for part in word.parse[first : last + 1])
