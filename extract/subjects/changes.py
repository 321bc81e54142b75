"""Changes: what changed, where the text has only the change ("sales rose 2% after a 3% fall")."""

from newstally.extract.grammar import Word
from newstally.extract.grammar.forms import PAST_FORMS, Form
from newstally.extract.grammar.relations import Relation
from newstally.extract.subjects.clauses import subject_of
from newstally.extract.subjects.findings import Finding
from newstally.extract.subjects.quantities import Quantity
from newstally.extract.subjects.vocabulary import SubjectVocabulary

TELLING = frozenset(
    {Relation.POSSESSOR, Relation.COMPOUND, Relation.ADJECTIVAL_MODIFIER, Relation.RELATIVE_CLAUSE}
)
"""Words of a noun's own that may say what changed."""


def with_changed(finding: Finding, quantity: Quantity) -> Finding:
    """Add what changed to a bare change ("sales rose 2% after a 3% fall", "the index posted a 2% gain")."""
    noun, vocabulary = finding.head, quantity.vocabulary
    if noun is None or noun.lemma.lower() not in vocabulary.changes or noun.form is not Form.SINGULAR_NOUN:
        return finding
    if not finding.construction.amount_of_noun or _says_of_what(noun, quantity):
        return finding
    before = quantity.earlier.quantity
    if before is not None and before.sentence == quantity.sentence:
        thing = before.finding.head
    else:
        verb = noun.governing_verb
        has = verb is not None and not _only_wishes(verb, vocabulary)
        thing = subject_of(verb) if verb is not None and has else None
        thing = thing if thing is not None and not vocabulary.is_person(thing) else None
    if thing is None or not thing.is_noun or thing == noun or thing.i in quantity.taken:
        return finding
    finding.changed = thing
    return finding


def _only_wishes(verb: Word, vocabulary: SubjectVocabulary) -> bool:
    """Whether the verb's object is to come or somebody else's; not what is undergone ("exports saw a 5% drop").

    "The bank sees growth of 5%" and "expects to see" it elsewhere, but "the shop starts seeing", "will see" its own.
    """
    lemma = verb.lemma.lower()
    under_modal = any(child.form is Form.MODAL for child in verb.lefts)
    undergone = verb.form in UNDERGONE or (verb.form is Form.BASE and under_modal)
    return lemma in vocabulary.wishing_verbs and not (undergone and lemma in vocabulary.undergoing_verbs)


UNDERGONE = PAST_FORMS | {Form.GERUND}


def _says_of_what(change: Word, quantity: Quantity) -> bool:
    """Whether a word or phrase of the noun's own says what changed."""
    for child in change.dependents:
        if child.relation is Relation.PREPOSITION:
            if child.i > change.i and not _leads_to_amount(child, quantity):
                return True
        elif child.i not in quantity.taken and child.is_noun and child.relation in TELLING:
            return True
    return False


def _leads_to_amount(preposition: Word, quantity: Quantity) -> bool:
    """Whether the preposition only leads to the amount or a time ("a drop of 14 percent in May")."""
    noun = next(iter(preposition.dependents), None)
    return noun is None or noun.i in quantity.taken or quantity.vocabulary.is_time(noun)
