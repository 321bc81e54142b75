"""Anaphora: the noun that a pronoun in the place of a subject or object stands for ("It earned $40 million")."""

from newstally.extract.grammar import Word
from newstally.extract.grammar.forms import Form
from newstally.extract.grammar.forms import PartOfSpeech as Pos
from newstally.extract.grammar.relations import NOUN_CLAUSES, SUBJECTS, Relation
from newstally.extract.subjects.clauses import (
    OBJECTS,
    RELATIVE_PRONOUNS,
    object_of,
    prepositions_of,
    relative_noun,
    subject_of,
)
from newstally.extract.subjects.vocabulary import SubjectVocabulary

FARTHEST = 60
"""Words back to the subject that a pronoun may stand for."""
NEAR = 12
"""Words back to the object that a plural pronoun may stand for."""
STANDING_FOR_NOUN = frozenset({Pos.PRONOUN, Pos.DETERMINER, Pos.NUMERAL, Pos.ADJECTIVE})
LEADING_CLAUSES = frozenset(
    {Relation.ROOT, Relation.CLAUSAL_COMPLEMENT, Relation.CONJUNCT, Relation.ADVERBIAL_CLAUSE}
)
"""Clauses that could stand alone."""


def subject_resolved(verb: Word, vocabulary: SubjectVocabulary) -> Word | None:
    """Return the verb's subject; for a pronoun its antecedent, or the pronoun itself where none is found."""
    subject = subject_of(verb)
    if subject is not None and subject.pos in STANDING_FOR_NOUN:
        whole = next((noun for p, noun in prepositions_of(subject) if p.lower in vocabulary.after_of), None)
        if whole is not None and whole.form in RELATIVE_PRONOUNS:
            return relative_noun(whole, verb) or subject  # "homes, most of which cost"
        if whole is not None and whole.is_noun:
            return whole  # "each of the flats is worth"
    if (
        subject is not None
        and subject.relation is Relation.PREPOSITION_OBJECT
        and (
            vocabulary.is_time(subject) or subject.head.lower in vocabulary.per
        )  # "a grant per person which is"
    ):
        subject = _past_time(subject)
    if subject is not None and subject.relation is Relation.ADVERBIAL_NOUN and vocabulary.is_time(subject):
        subject = _described_then(subject)
    if subject is not None and _cannot_be(subject, verb, vocabulary):
        subject = _past_described(subject, verb)
    if subject is None or subject.lower not in vocabulary.subject_pronouns:
        return subject
    wanted = vocabulary.subject_pronouns[subject.lower]
    found = antecedent(subject, wanted, object_of(verb), vocabulary)
    if found is not None and wanted == "thing" and _reckons(found, verb, vocabulary):
        told = antecedent(found, wanted, None, vocabulary)
        near = told is not None and told.sentence[1] >= found.sentence[0] and not told.is_name
        return told if near else found
    return found or subject


def _reckons(noun: Word, verb: Word, vocabulary: SubjectVocabulary) -> bool:
    """Whether somebody reckons how the level of something else moves: "the bank expects it will average 3 percent"."""
    lemma = verb.lemma.lower()
    moves = lemma in vocabulary.level_verbs | vocabulary.change_verbs and lemma not in vocabulary.copulas
    return moves and noun.head.lemma.lower() in vocabulary.reckoning_verbs and noun.head in verb.ancestors


def _past_time(time: Word) -> Word:
    """Return the thing for the time that its clause was attached to ("spending for the year expected to be")."""
    thing = time.head.head
    return thing if thing.is_noun else time


def _described_then(time: Word) -> Word:
    """Return the noun for the time of its clause ("gifts made to him that day totalling")."""
    verb = time.head
    return verb.head if verb.relation in NOUN_CLAUSES and verb.head.is_noun else time


def _cannot_be(noun: Word, verb: Word, vocabulary: SubjectVocabulary) -> bool:
    """Whether the noun can hardly be what "which" stands for: a person, a name that has no level, another number."""
    lemma = verb.lemma.lower()
    moves = lemma in vocabulary.level_verbs | vocabulary.change_verbs and lemma not in vocabulary.copulas
    single = verb.finite_form is Form.THIRD_PERSON_PRESENT
    return vocabulary.is_person(noun) or (noun.is_name and moves) or (noun.is_plural and single)


def _past_described(noun: Word, verb: Word) -> Word:
    """Return the thing for the noun that "which" was attached to ("a pay deal for its chairman, which")."""
    thing = any(child.form is Form.WH_DETERMINER and child.relation in SUBJECTS for child in verb.dependents)
    comma = noun.last >= noun.i + 1 and noun.after is not None and noun.after.text == ","
    if (
        not thing
        or not comma
        or noun.relation is not Relation.PREPOSITION_OBJECT
        or not noun.head.head.is_noun
    ):
        return noun
    return noun.head.head


def object_resolved(pronoun: Word, subject: Word | None, vocabulary: SubjectVocabulary) -> Word | None:
    """Return what a pronoun in the place of an object stands for, which is not the subject of its verb."""
    wanted = vocabulary.object_pronouns.get(pronoun.lower)
    verb = pronoun.head
    if wanted == "thing" and verb.relation is Relation.CONJUNCT:
        same = object_of(verb.head)
        if same is not None and same.is_noun and same.i < pronoun.i and _agrees(same, wanted, vocabulary):
            return same  # "bought the ship and sold it"
    if wanted == "thing":
        for token in reversed(pronoun.parse[max(pronoun.i - FARTHEST, 0) : pronoun.i]):
            changed = token.relation in OBJECTS and token.head.lemma == verb.lemma
            if changed and token.is_noun and _agrees(token, wanted, vocabulary):
                return token  # "one state raised the wage, and another raised it"
    return antecedent(pronoun, wanted, subject, vocabulary) if wanted is not None else None


def antecedent(
    pronoun: Word, wanted: str, besides: Word | None, vocabulary: SubjectVocabulary
) -> Word | None:
    """Return the nearest subject before the pronoun that fits and isn't called like ``besides``, if any.

    ``wanted`` is what the pronoun stands for: "thing", "person" or "several" of either.
    """
    parse = pronoun.parse
    for i in range(pronoun.i - 1, max(pronoun.i - FARTHEST, -1), -1):
        token = parse[i]
        if token.relation not in SUBJECTS or not token.is_noun or not _leads(token):
            continue
        if besides is not None and token.lower == besides.lower:
            continue
        tells = token.head.lemma.lower() in vocabulary.silent_verbs
        elsewhere = wanted == "thing" and token.head not in pronoun.ancestors  # but "the firm says it paid"
        if tells and (elsewhere or _opens_quotation(token, pronoun)):
            continue  # "another victim said: “She was up there”"
        if _agrees(token, wanted, vocabulary):
            return token
    if wanted == "several":  # "lifted the bonds and they gained"
        near = parse[max(pronoun.i - NEAR, 0) : pronoun.i]
        return next((t for t in reversed(near) if t.relation in OBJECTS and t.is_plural), None)
    return None


def _opens_quotation(speaker: Word, pronoun: Word) -> bool:
    """Whether the pronoun stands in a quotation that begins after the speaker."""
    between = [word.text for word in speaker.parse[speaker.i : pronoun.i] if word.text in QUOTES]
    return len(between) % 2 == 1


QUOTES = frozenset({'"', "“", "”"})


def _leads(noun: Word) -> bool:
    """Whether the noun is the subject of a clause that could stand alone, and not of a relative one."""
    return noun.head.is_verb and noun.head.relation in LEADING_CLAUSES


def _agrees(noun: Word, wanted: str, vocabulary: SubjectVocabulary) -> bool:
    several = noun.is_plural or noun.has(Relation.CONJUNCT)
    if wanted == "several":
        return several
    if several or vocabulary.is_time(noun):
        return False
    person = noun.is_name or vocabulary.is_person(noun)
    return person if wanted == "person" else noun.is_name or not person
