"""Attachments: the thing that has an amount, found by what the amount hangs on in the tree.

``thing_above`` goes up the tree from the amount and asks at each step how the word there hangs on the one above.
"""

from newstally.extract.grammar import Word
from newstally.extract.grammar.forms import Form
from newstally.extract.grammar.forms import PartOfSpeech as Pos
from newstally.extract.grammar.marks import CLOSING_QUOTES, OPENING_QUOTES
from newstally.extract.grammar.relations import SUBJECTS, Relation
from newstally.extract.rules import DecisionList, example
from newstally.extract.subjects.anaphora import subject_resolved
from newstally.extract.subjects.clauses import (
    OBJECTS,
    STEPS,
    is_thing,
    object_of,
    past_owner,
    top_of_compound,
)
from newstally.extract.subjects.constructions import (
    ATTRIBUTIVE,
    LEVEL,
    NOUN_WITH_AMOUNT,
    SUBJECT_OF_VERB,
)
from newstally.extract.subjects.findings import Finding, first, reads
from newstally.extract.subjects.hyphens import is_hyphenated
from newstally.extract.subjects.measured_adjectives import UNDER_ADJECTIVES, thing_worth
from newstally.extract.subjects.quantities import Quantity
from newstally.extract.subjects.transparent_nouns import thing_behind
from newstally.extract.subjects.verb_changes import changed_by
from newstally.extract.subjects.verb_frames import told_by_verb

OF_NOUN = frozenset(
    {
        Relation.APPOSITION,
        Relation.NUMERIC_MODIFIER,
        Relation.NOMINAL_MODIFIER,
        Relation.ADVERBIAL_NOUN,
        Relation.PREPOSITION,
        Relation.ADJECTIVAL_MODIFIER,
        Relation.ADVERBIAL_MODIFIER,
        Relation.COMPOUND,
        Relation.PREDICATE_NOUN,
        Relation.OBJECT,
    }
)
"""How an amount may hang on a noun before it that has it."""


@reads(
    SUBJECT_OF_VERB,
    "multiplied",
    example("The firm has more than tripled its profit.", "more than tripled", head="profit"),
)
def multiplied(quantity: Quantity) -> Finding | None:
    """The object of a verb that is the ratio itself: "has more than tripled its profit"."""
    verb = quantity.root
    if quantity.kind != "ratio" or not verb.is_verb:
        return None
    thing = object_of(verb, quantity.taken)
    if thing is None:
        spans = (c for c in verb.rights if c.relation is Relation.ADVERBIAL_NOUN and c.i > quantity.last)
        thing = next((child for child in spans if child.is_noun), None)
    if thing is None or not is_thing(thing) or quantity.vocabulary.is_time(thing):
        return None
    return Finding(thing_behind(thing, quantity), verb)


@reads(
    SUBJECT_OF_VERB,
    "amount_read_as_verb",
    example("The package has been cut from R11bn to R5.5bn from this year.", "R5.5bn", head="package"),
)
def amount_read_as_verb(quantity: Quantity) -> Finding | None:
    """The subject, where the amount itself was taken for a verb: "was cut to R5.5bn"."""
    subject = _subject_of_own_verb(quantity)
    if subject is None:
        return None
    parse, verb = quantity.parse, quantity.root
    texts = "".join(word.text for word in parse[max(verb.i - 1, quantity.first) : verb.i + 1])
    if not any(map(str.isdecimal, texts)):
        return None
    before = parse[max(quantity.first - 1, 0)]
    return Finding(thing_behind(subject, quantity), before if before.pos is Pos.VERB else verb.head)


@reads(
    LEVEL,
    "own_verb",
    example("The bill exceeded $4 million.", "exceeded $4 million", head="bill"),
)
def own_verb(quantity: Quantity) -> Finding | None:
    """The subject of a verb that is part of the quantity: "exceeds 500", "estimated at $4 million"."""
    subject = _subject_of_own_verb(quantity)
    return Finding(thing_behind(subject, quantity)) if subject is not None else None


def _subject_of_own_verb(quantity: Quantity) -> Word | None:
    if not quantity.root.is_verb:
        return None
    subject = subject_resolved(quantity.root, quantity.vocabulary)
    return subject if subject is not None and is_thing(subject) and quantity.outside(subject) else None


@reads(
    ATTRIBUTIVE,
    "before_noun",
    example("The utility missed its 43 percent target.", "43 percent", head="target"),
    example("The $3 million Dana Pell raised came from unions.", "$3 million", subject="Dana Pell raised"),
)
def attributive(quantity: Quantity, word: Word) -> Finding | None:
    """The noun that the amount describes from before: "its 43 percent target"."""
    head, vocabulary = word.head, quantity.vocabulary
    if not quantity.leaves_free(head) or head.i < word.i or word.relation in SUBJECTS:
        return None
    if (vocabulary.is_time(head) and quantity.kind != "duration") or vocabulary.is_bearing(head):
        return None
    between = quantity.parse[quantity.last + 1 : head.i]
    if any(_parts(between_word) for between_word in between):
        return None
    noun = past_owner(top_of_compound(head))
    if noun.i in quantity.taken:
        return None
    does = noun.after if noun.is_name and noun.after is not None and noun.after.form is Form.PAST else None
    return Finding(noun, does) if does is not None else Finding(thing_behind(noun, quantity))


def _parts(word: Word) -> bool:
    """Whether no amount before the word describes a noun after it."""
    if word.text in TRANSPARENT_MARKS or is_hyphenated(word):
        return False
    return word.pos in (Pos.ADPOSITION, Pos.PUNCTUATION)


TRANSPARENT_MARKS = OPENING_QUOTES | CLOSING_QUOTES | {"]"}
"""Marks between an amount and the noun that it describes ("a [0.6%] storm headwind")."""


@reads(
    SUBJECT_OF_VERB,
    "through_transparent_noun",
    example("The club lost a record $54 million.", "$54 million", head="club"),
)
def through_transparent_noun(quantity: Quantity, word: Word) -> Finding | None:
    """The subject of a verb whose object only holds the amount: "lost a record $54 million"."""
    holder, vocabulary = word.head, quantity.vocabulary
    if not _holds(holder, word, quantity):
        return None
    thing, verb = thing_behind(holder, quantity), holder.head
    tells = holder.relation in OBJECTS and holder.lemma.lower() in vocabulary.holders
    if thing is holder or not tells or verb.pos is not Pos.VERB or thing.i > verb.i:
        return None
    idle = verb.lemma.lower() in vocabulary.level_verbs | vocabulary.light_verbs
    return None if idle else Finding(thing, verb)


@reads(
    NOUN_WITH_AMOUNT,
    "after_noun",
    example("A suspension, 30 days, was upheld.", "30", head="suspension"),
)
def after_noun(quantity: Quantity, word: Word) -> Finding | None:
    """The noun that the amount stands after and belongs to: "a suspension, 30 days"."""
    if word.head.lower in quantity.vocabulary.worth:
        thing = thing_worth(word.head, quantity)
        return Finding(thing) if thing is not None else None
    return Finding(thing_behind(word.head, quantity)) if _holds(word.head, word, quantity) else None


def _holds(noun: Word, word: Word, quantity: Quantity) -> bool:
    """Whether the word, which leads down to the amount, says how much a noun before it is."""
    apposition = word.relation is Relation.APPOSITION
    if not quantity.leaves_free(noun) or noun.i > word.i or word.relation not in OF_NOUN:
        return False
    return word is quantity.root if apposition else not quantity.vocabulary.is_time(noun)


@reads(
    NOUN_WITH_AMOUNT,
    "preposition",
    example("A rise to $5 million pleased nobody.", "$5 million", head="rise"),
)
def noun_of_preposition(quantity: Quantity, preposition: Word) -> Finding | None:
    """The noun whose preposition leads to the amount: "a rise to $5 million"."""
    noun = preposition.head
    return Finding(thing_behind(noun, quantity)) if noun.is_noun and quantity.outside(noun) else None


def under_preposition(quantity: Quantity, preposition: Word) -> Finding | None:
    """Read "a balance of 968m", "rose by 5%", "raised rates to 11%"."""
    head, vocabulary = preposition.head, quantity.vocabulary
    for _ in range(STEPS):
        if head.pos is not Pos.ADPOSITION or head.head is head:
            break
        preposition, head = head, head.head
    if head is preposition:
        return None
    if head.is_noun and quantity.outside(head) and head.i not in quantity.taken:
        verb = head.governing_verb
        changing = preposition.lower in vocabulary.changing and head.lemma.lower() not in vocabulary.changes
        point_in_time = head.form in (Form.SINGULAR_NOUN, Form.SINGULAR_NAME) and vocabulary.is_time(head)
        if point_in_time and quantity.kind != "duration":
            return changed_by(quantity, verb, preposition) if verb is not None else None
        found = changed_by(quantity, verb, preposition) if changing and verb is not None else None
        return found or first(UNDER_PREPOSITIONS, quantity, preposition)
    if head.is_verb:
        return changed_by(quantity, head, preposition)
    return first(UNDER_ADJECTIVES, quantity, head) if head.pos in (Pos.ADJECTIVE, Pos.ADVERB) else None


OWN_VERBS = DecisionList[Finding](multiplied, amount_read_as_verb, own_verb)
UNDER_NOUNS = DecisionList[Finding](attributive, through_transparent_noun, after_noun)
UNDER_PREPOSITIONS = DecisionList[Finding](noun_of_preposition)


def thing_above(quantity: Quantity) -> Finding | None:
    """Return what the tree above the quantity says that it measures."""
    found = first(OWN_VERBS, quantity)
    word = quantity.root
    for _ in range(STEPS):
        if found is not None or word.head is word:
            break
        found = _attached(quantity, word)
        word = word.head
    return found


def _attached(quantity: Quantity, word: Word) -> Finding | None:
    """Return what the word's place in the tree says, None to go on with the word above it."""
    head = word.head
    if not quantity.outside(head):
        return None
    if head.is_noun:
        return first(UNDER_NOUNS, quantity, word)
    if head.pos is Pos.ADPOSITION:
        return under_preposition(quantity, head)
    if head.is_verb:
        return told_by_verb(quantity, word)
    return first(UNDER_ADJECTIVES, quantity, head) if head.pos in (Pos.ADJECTIVE, Pos.ADVERB) else None
