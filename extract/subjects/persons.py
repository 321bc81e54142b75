"""Persons: whether a number without a noun counts persons, by what is said of it, and who "they" are."""

from newstally.extract.grammar import Word
from newstally.extract.grammar.forms import Form
from newstally.extract.grammar.forms import PartOfSpeech as Pos
from newstally.extract.grammar.relations import PREDICATES, SUBJECTS, Relation
from newstally.extract.subjects.clauses import OBJECTS, STEPS
from newstally.extract.subjects.quantities import EarlierCount
from newstally.extract.subjects.vocabulary import SubjectVocabulary

FARTHEST = 45
"""Tokens back to those that a pronoun after "of" stands for."""
GROUP_WORDS = frozenset({Pos.ADJECTIVE, Pos.VERB, Pos.NOUN, Pos.PROPER_NOUN})
ARGUMENTS = SUBJECTS | {Relation.OBJECT, Relation.PREPOSITION_OBJECT}


def says_persons(verb: Word, root: Word, last: int, vocabulary: SubjectVocabulary) -> bool:
    """Return whether the verb says of a number (``root`` its topmost, ``last`` its last token) what only persons do."""
    lemma, acts = verb.lemma.lower(), root.relation is Relation.SUBJECT
    if lemma in vocabulary.person_verbs or (acts and lemma in vocabulary.person_acts):
        return True
    for child in verb.dependents:
        if child.relation in PREDICATES and child.i > last:
            if child.lower in vocabulary.person_states or (acts and vocabulary.is_person(child)):
                return True
        elif child.relation is Relation.PREPOSITION and acts and lemma in vocabulary.copulas:
            noun = child.governed
            if noun is not None and noun.lemma.lower() in vocabulary.person_conditions:
                return True
    return False


def state_after(pronoun: Word, vocabulary: SubjectVocabulary) -> Word | None:
    """Return "alive" in "three of them alive"."""
    after = pronoun.after
    return after if after is not None and after.lower in vocabulary.person_states else None


def stands_for_persons(pronoun: Word, vocabulary: SubjectVocabulary) -> bool:
    """Return whether the pronoun stands for persons by itself or by the word after it ("half of them children")."""
    if vocabulary.object_pronouns.get(pronoun.lower) == "person" or pronoun.form is Form.WH_PRONOUN:
        return True
    after = pronoun.after
    if after is None:
        return False
    person = after.pos is Pos.NOUN and vocabulary.is_person(after)
    return person or after.lower in vocabulary.person_states


def foremost(counts: list[EarlierCount], vocabulary: SubjectVocabulary) -> list[EarlierCount]:
    """Return the count, of those in the last sentence that has any, whose noun is nearest to its subject."""
    last = [count for count in counts if count.sentence == counts[-1].sentence]
    return [min(reversed(last), key=lambda count: _rank(count.noun, vocabulary))] if last else []


def _rank(noun: Word | None, vocabulary: SubjectVocabulary) -> int:
    if noun is None:
        return 1
    for _ in range(STEPS):
        within = noun.relation is Relation.PREPOSITION_OBJECT and noun.head.lower in vocabulary.after_of
        if not within and noun.relation not in (Relation.CONJUNCT, Relation.APPOSITION):
            break
        noun = noun.head.head if within else noun.head
    return 0 if noun.relation in SUBJECTS else 1 if noun.relation in OBJECTS else 2


def are_mixed(count: EarlierCount, counts: list[EarlierCount]) -> bool:
    """Return whether persons were counted together with other persons ("12 soldiers and five drivers")."""
    noun = count.noun
    if noun is None or not count.person or noun.relation is not Relation.CONJUNCT:
        return False
    return any(other.noun is noun.head and other.person and other.unit != count.unit for other in counts)


def spoken_of(pronoun: Word, persons: bool, nearest_only: bool, vocabulary: SubjectVocabulary) -> Word | None:
    """Return the several things, or ``persons``, that the text spoke of last: subjects before all others.

    With ``nearest_only`` (a relative pronoun) the last of them, whatever it is in its clause.
    """
    nearest: Word | None = None
    ends = 0
    for word in reversed(pronoun.parse[max(pronoun.i - FARTHEST, 0) : pronoun.i]):
        ends += word.text in ".!?"
        if ends > 1 or "\n" in word.text:
            break
        group = _is_group(word, vocabulary)
        if not group and (not word.is_plural or vocabulary.is_time(word)):
            continue
        if persons and not group and not vocabulary.is_person(word):
            continue
        if nearest_only:
            return word
        if word.relation in SUBJECTS and (persons or nearest is None):
            return word
        nearest = nearest or word
    return nearest


def _is_group(word: Word, vocabulary: SubjectVocabulary) -> bool:
    """Whether the word is an adjective that stands for people ("the injured")."""
    if word.before is None or word.before.lower not in vocabulary.before_person_adjective:
        return False
    alone = word.pos in GROUP_WORDS and word.relation in ARGUMENTS
    return alone and word.lower in vocabulary.person_states
