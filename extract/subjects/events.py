"""Events: the verb that tells which figure a noun's number is ("killed" for "12 people were killed")."""

from newstally.extract.grammar import Word
from newstally.extract.grammar.forms import PartOfSpeech as Pos
from newstally.extract.grammar.relations import SUBJECTS, Relation
from newstally.extract.subjects.clauses import OBJECTS, STEPS, giving_verb
from newstally.extract.subjects.vocabulary import SubjectVocabulary

CARRIED = frozenset({Relation.CONJUNCT, Relation.NUMERIC_MODIFIER, Relation.APPOSITION, Relation.COMPOUND})
"""What shares the event of the word that it belongs to."""


def event_of(word: Word, vocabulary: SubjectVocabulary) -> Word | None:
    """Return the verb whose subject or object the word is, if the verb tells anything."""
    noun = word
    governed = noun.relation is Relation.PREPOSITION_OBJECT
    for _ in range(STEPS):
        head = word.head
        if head is word:
            return None
        if head.is_verb:
            said = head.has(Relation.CLAUSAL_COMPLEMENT) and word.relation in SUBJECTS
            if said and governed:
                return None  # "a study of 400 nurses found that"
            return head if _tells(word, head, vocabulary) else None
        if word.relation is Relation.PREPOSITION_OBJECT:
            giving = giving_verb(head, vocabulary)
            if giving is not None:
                return giving
        if governed and word.relation is Relation.APPOSITION:
            return None  # "Barsa, a town of 40,000 people, was shelled"
        of = word.relation is Relation.PREPOSITION_OBJECT and head.lower in vocabulary.after_of
        if not (of or word.relation in CARRIED or word.pos is Pos.ADPOSITION):
            return None
        word = head
    return None


def _tells(argument: Word, verb: Word, vocabulary: SubjectVocabulary) -> bool:
    """Whether the verb says which figure it is: not where it only presents its object ("there are 12")."""
    lemma = verb.lemma.lower()
    if argument.relation in SUBJECTS and argument.i < verb.i:
        return verb.right(Relation.CLAUSAL_COMPLEMENT) is not None or lemma not in vocabulary.silent_verbs
    return argument.relation in OBJECTS and lemma not in vocabulary.light_verbs
