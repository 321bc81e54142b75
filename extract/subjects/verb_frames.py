"""Verb frames: which argument of a verb has the amount that stands as another ("Ghana's economy grew 1.1%")."""

from dataclasses import dataclass

from newstally.extract.grammar import Word
from newstally.extract.grammar.forms import Form
from newstally.extract.grammar.forms import PartOfSpeech as Pos
from newstally.extract.grammar.relations import NOUN_CLAUSES, SUBJECTS, Relation
from newstally.extract.rules import DecisionList, counterexample, example
from newstally.extract.subjects.amounts_as_subjects import AMOUNT_ACTS, thing_by_preposition
from newstally.extract.subjects.anaphora import subject_resolved
from newstally.extract.subjects.clauses import OBJECTS, is_thing, object_of
from newstally.extract.subjects.constructions import (
    CHANGE,
    CLAUSE,
    COMPLEMENT,
    COPULAR,
    DURATION,
    LEVEL,
    NOUN_ELLIPSIS,
    PARTITIVE,
    SUBJECT_OF_VERB,
    VERB_ALONE,
)
from newstally.extract.subjects.findings import Finding, first, reads
from newstally.extract.subjects.quantities import Quantity
from newstally.extract.subjects.transparent_nouns import thing_behind
from newstally.extract.subjects.verb_changes import changed_by

OWN_CLAUSES = frozenset({Relation.CONJUNCT, Relation.PARATAXIS, Relation.CLAUSAL_COMPLEMENT})
"""Relations of what only stands beside or below a verb's clause."""

CLAUSES_TO_COME = frozenset(
    {Relation.OPEN_COMPLEMENT, Relation.ADVERBIAL_CLAUSE, Relation.CLAUSAL_COMPLEMENT}
)
ADVERBIALS = frozenset({Relation.ADVERBIAL_NOUN, Relation.ADVERBIAL_MODIFIER})


@dataclass(slots=True)
class Frame:
    """A verb, the word by which the amount hangs on it, and the verb's subject with pronouns resolved."""

    verb: Word
    word: Word
    subject: Word | None
    is_copular: bool

    @property
    def named(self) -> Word | None:
        """The subject, if it is a noun."""
        return self.subject if is_thing(self.subject) else None


def told_by_verb(quantity: Quantity, word: Word) -> Finding | None:
    """Return what the verb above the word says that the amount is of ("grew 1.1%", "lost $2 trillion", "is 6%")."""
    verb = word.head
    if word.relation in SUBJECTS:
        return first(AMOUNT_ACTS, quantity, verb)
    if word.relation in (Relation.PREPOSITION, Relation.AGENT) and word.pos is Pos.ADPOSITION:
        return changed_by(quantity, verb, word)
    if word.relation in OWN_CLAUSES:
        return None
    vocabulary = quantity.vocabulary
    copular = verb.lemma in vocabulary.being or word.relation is Relation.PREDICATE_NOUN
    return first(UNDER_VERBS, quantity, Frame(verb, word, subject_resolved(verb, vocabulary), copular))


@reads(
    CLAUSE,
    "expletive",
    example("It may take ten years to build the bridge.", "ten years", head="build"),
)
def extraposed_clause(quantity: Quantity, frame: Frame) -> Finding | None:
    """The clause that an expletive stands for: "it took ten years to build the bridge"."""
    expected = _announced(quantity, frame.verb)
    if expected is None:
        return None
    # "it took a year to build a road" is about the building, "it costs 3p an hour to run" about what runs
    complete = any(
        child.relation in OBJECTS or (quantity.kind == "duration" and child.relation is Relation.PREPOSITION)
        for child in expected.dependents
    )
    return Finding(expected) if complete or frame.named is None else None


def _announced(quantity: Quantity, verb: Word) -> Word | None:
    """Return the clause that an expletive stands for ("it took ten years to build")."""
    expletive = quantity.vocabulary.expletive
    if verb.lemma.lower() not in quantity.vocabulary.expletive_verbs:
        return None
    if not any(child.lower == expletive and child.relation in SUBJECTS for child in verb.dependents):
        return None
    for child in verb.dependents:
        if child.relation in CLAUSES_TO_COME and child.form is Form.BASE and child.i > quantity.last:
            return child
    return None


@reads(
    DURATION,
    "object",
    example("Rebels held the road two hours.", "two hours", head="road"),
)
def object_held(quantity: Quantity, frame: Frame) -> Finding | None:
    """The object of what somebody does for a time: "held the road two hours"."""
    if quantity.kind != "duration" or frame.word.relation not in ADVERBIALS or not _acts(quantity, frame):
        return None
    thing = object_of(frame.verb, quantity.taken)
    return Finding(thing, frame.verb) if is_thing(thing) else None


@reads(
    CHANGE,
    "object",
    example("The firm raised its quarterly dividend 10 percent.", "10 percent", head="dividend"),
)
def object_changed(quantity: Quantity, frame: Frame) -> Finding | None:
    """The object that a verb of change changes by the amount right after it: "raised its dividend 10 percent"."""
    if quantity.kind == "duration" or frame.word.relation not in ADVERBIALS:
        return None
    thing = object_of(frame.verb, quantity.taken)
    changed = frame.verb.lemma.lower() in quantity.vocabulary.change_verbs
    if not changed or not is_thing(thing) or thing is None or thing.last + 1 != quantity.first:
        return None
    return Finding(thing_behind(thing, quantity), frame.verb)


@reads(COPULAR, "subject", example("Turnout was 61%.", "61%", head="Turnout"))
def subject_of_copula(quantity: Quantity, frame: Frame) -> Finding | None:
    """The subject that is so much: "turnout was 61%"."""
    if frame.subject is None or not frame.is_copular or not _acts(quantity, frame):
        return None
    return Finding(thing_behind(frame.subject, quantity))


@reads(
    LEVEL,
    "object_totalled",
    example("Two firms made gifts to the fund in May, totaling $12,500.", "$12,500", head="gifts"),
)
def object_totalled(quantity: Quantity, frame: Frame) -> Finding | None:
    """The object of the clause whose sum a participle tells: "they made gifts to the fund, totaling $5 million"."""
    verb = frame.verb
    if verb.form is not Form.GERUND or verb.relation is not Relation.ADVERBIAL_CLAUSE:
        return None
    if verb.lemma.lower() not in quantity.vocabulary.level_verbs:
        return None
    thing = object_of(verb.head, quantity.taken) if verb.head.is_verb else None
    plural = thing is not None and thing.is_plural
    return Finding(thing_behind(thing, quantity)) if thing is not None and plural else None


@reads(
    LEVEL,
    "object_reckoned",
    example(
        "Published estimates put this share as high as 40 percent.", "as high as 40 percent", head="share"
    ),
    example("Officials put the cost as high as $4 billion.", "as high as $4 billion", head="cost"),
)
def object_reckoned(quantity: Quantity, frame: Frame) -> Finding | None:
    """The object that somebody reckons at the amount: "estimates put this share as high as 40 percent"."""
    thing = object_of(frame.verb, quantity.taken)
    told = (
        frame.verb.lemma.lower() in quantity.vocabulary.tallying_verbs | quantity.vocabulary.reckoning_verbs
    )
    if not told or thing is None or not is_thing(thing) or thing.last + 1 != quantity.first:
        return None
    return None if frame.word.relation in OBJECTS else Finding(thing_behind(thing, quantity))


@reads(
    SUBJECT_OF_VERB,
    "subject",
    example("Investors lost more than $2 billion.", "more than $2 billion", head="Investors"),
)
def subject_of_verb(quantity: Quantity, frame: Frame) -> Finding | None:
    """The subject of the verb whose object the amount is: "investors lost $2 trillion"."""
    if frame.subject is None or not _acts(quantity, frame):
        return None
    silent = frame.verb.lemma.lower() in quantity.vocabulary.level_verbs
    return Finding(thing_behind(frame.subject, quantity), None if silent else frame.verb)


def _acts(quantity: Quantity, frame: Frame) -> bool:
    """Whether the verb's subject is a noun outside of the amount."""
    return frame.named is not None and quantity.outside(frame.named)


@reads(
    SUBJECT_OF_VERB,
    "those",
    example("It is a tax on those making over $1 million.", "over $1 million", head="those"),
)
def those_told_apart(quantity: Quantity, frame: Frame) -> Finding | None:
    """Those that the verb's clause tells from others: "those making over $1 million"."""
    subject = frame.subject
    if subject is None or subject.lower not in quantity.vocabulary.demonstratives:
        return None
    return Finding(subject, frame.verb) if frame.verb.relation in NOUN_CLAUSES else None


@reads(
    SUBJECT_OF_VERB,
    "each",
    example("Crews set up 84 barriers, each weighing two tonnes.", "two tonnes", head="barriers"),
)
def each_of_them(quantity: Quantity, frame: Frame) -> Finding | None:
    """The things just counted, each of which has the amount: "84 barriers, each weighing two tonnes"."""
    each, counts = frame.subject, quantity.earlier.counts
    if each is None or each.lower not in quantity.vocabulary.rates - quantity.vocabulary.indefinite:
        return None
    told = quantity.goes_on and each.relation in SUBJECTS
    return Finding(counts[-1].noun, frame.verb) if told and counts[-1].noun is not None else None


@reads(
    SUBJECT_OF_VERB,
    "object",
    example("It would cost taxpayers $40 million.", "$40 million", head="taxpayers"),
)
def object_beside(quantity: Quantity, frame: Frame) -> Finding | None:
    """The other object, or the receiver, where no noun is the subject: "it would cost taxpayers $40 million"."""
    receiver = next(
        (c for c in frame.verb.dependents if c.relation is Relation.INDIRECT_OBJECT and c.is_noun), None
    )
    thing = object_of(frame.verb, quantity.taken) or receiver
    return Finding(thing, frame.verb) if is_thing(thing) else None


@reads(
    COMPLEMENT,
    "preposition",
    example("We spent $4,000 on repairs.", "$4,000", head="repairs", subject="spent on repairs"),
    counterexample("We waited two hours for a doctor.", "two"),
    counterexample("“We import $10 million on a weekly basis,” Ruiz said.", "$10 million", head="import"),
    counterexample("She inherited 40 acres from her uncle.", "40 acres", head="inherited"),
)
def purpose(quantity: Quantity, frame: Frame) -> Finding | None:
    """What the verb leads to by a preposition, where no noun is its subject: "we spent $4,000 on repairs"."""
    if quantity.kind == "duration":
        return None  # "he waited two hours for a doctor"
    thing = thing_by_preposition(quantity, frame.verb)
    return Finding(thing, frame.verb) if thing is not None else None


@reads(
    CLAUSE,
    "after",
    example("In all it was 20 years ago when I met the mayor in Orla.", "20", head="met"),
)
def clause_after(quantity: Quantity, frame: Frame) -> Finding | None:
    """The clause that the verb goes on with: "it was less than two weeks before the vote that he spoke"."""
    for child in frame.verb.rights:
        if child.relation in CLAUSES_TO_COME and child.i > quantity.last and child.pos is Pos.VERB:
            return None if child.has(Relation.SUBORDINATOR) else Finding(child)  # "I lose $5 if I rest"
    return None


@reads(
    NOUN_ELLIPSIS,
    "share_had",
    example("They wanted 70% of our land and we kept 30%.", "30%", head="land"),
)
def share_of_same_whole(quantity: Quantity, frame: Frame) -> Finding | None:
    """The whole of the share before in the sentence, where no noun says whose: "wanted 70% of it, we only had 30%"."""
    share = quantity.earlier.share
    if not quantity.is_share or share is None or share.sentence != quantity.sentence:
        return None
    whole = share.finding.construction is PARTITIVE and frame.word.relation in OBJECTS
    return share.finding.anew(verb=frame.verb, owner=None) if whole else None


@reads(
    VERB_ALONE,
    "object",
    example("Asked about her diet, she said she lost 30 pounds.", "30 pounds", head="lost"),
)
def verb_alone(quantity: Quantity, frame: Frame) -> Finding | None:
    """The verb itself, where its subject is a pronoun that stands for nobody, or nobody: "I lost 30 pounds"."""
    verb = frame.verb
    by_pronoun = frame.subject is not None and frame.subject.pos is Pos.PRONOUN
    tells = verb.pos is Pos.VERB and verb.lemma.lower() not in quantity.vocabulary.copulas
    return Finding(verb) if (by_pronoun or quantity.kind == "money") and tells else None


@reads(
    VERB_ALONE,
    "copula",
    example("“It has been eleven years,” Hale said.", "eleven", head="It", subject="It has been"),
)
def pronoun_of_copula(quantity: Quantity, frame: Frame) -> Finding | None:
    """A pronoun that stands for nobody, of which the amount is said: "it has been eleven years"."""
    pronoun = frame.subject
    if pronoun is None or pronoun.form is not Form.PERSONAL_PRONOUN or not pronoun.text.isalpha():
        return None
    return Finding(pronoun) if frame.verb.pos is Pos.AUXILIARY else None


UNDER_VERBS = DecisionList[Finding](
    extraposed_clause,
    object_held,
    object_changed,
    subject_of_copula,
    object_totalled,
    object_reckoned,
    subject_of_verb,
    those_told_apart,
    each_of_them,
    object_beside,
    purpose,
    clause_after,
    share_of_same_whole,
    verb_alone,
    pronoun_of_copula,
)
