"""Nearest nouns: what is taken for the thing that has an amount where no construction leads to one."""

from newstally.extract.grammar import Word
from newstally.extract.grammar.forms import PartOfSpeech as Pos
from newstally.extract.grammar.marks import CLOSING_QUOTES
from newstally.extract.grammar.relations import SUBJECTS, Relation
from newstally.extract.rules import DecisionList, example
from newstally.extract.subjects.clauses import top_of_compound
from newstally.extract.subjects.constructions import NEAREST_NOUN, NO_CONSTRUCTION, RESTATEMENT
from newstally.extract.subjects.findings import Finding, reads
from newstally.extract.subjects.quantities import Quantity

NEAREST_BEFORE, NEAREST_AFTER = 11, 7
"""Tokens before and after a quantity within which its noun is taken where no construction leads to it."""


@reads(
    NEAREST_NOUN,
    "acting_before",
    example(
        "Juan Vega, segundo, baja 2,1 y queda en 22,5 por ciento.",
        "22,5 por ciento",
        language="es",
        head="Vega",
    ),
)
def acting_before(quantity: Quantity) -> Finding | None:
    """The nearest subject before the amount, in a language whose next verb may leave it out."""
    first = quantity.parse[quantity.first].sentence[0]
    if not quantity.vocabulary.leaves_out_subjects:
        return None
    for word in reversed(quantity.parse[first : quantity.first]):
        tells = word.head.has(Relation.CLAUSAL_COMPLEMENT)
        if word.relation in SUBJECTS and not tells and _can_have_amount(word, quantity):
            return Finding(word)
    return None


@reads(
    NEAREST_NOUN,
    "before",
    example("What is her report on the new government, three months in?", "three", head="government"),
    example(
        "Para el subsidio al gas se aprobaron 150 millones de pesos.",
        "150 millones de pesos",
        language="es",
        head="subsidio",
    ),
)
def nearest_before(quantity: Quantity) -> Finding | None:
    """The nearest noun before the amount in its sentence, where no construction leads to one."""
    for i in range(quantity.first - 1, max(quantity.first - 1 - NEAREST_BEFORE, -1), -1):
        word = quantity.parse[i]
        if _ends_clause(word):
            break
        if _can_have_amount(word, quantity):
            return Finding(_head_of_phrase(word, quantity))
    return None


def _head_of_phrase(noun: Word, quantity: Quantity) -> Word:
    """The noun of which a phrase with another one tells more: "el subsidio al gas", where word order tells so."""
    while quantity.vocabulary.leaves_out_subjects:
        preposition = noun.head
        above = preposition.head
        inside = noun.relation is Relation.PREPOSITION_OBJECT and preposition.relation is Relation.PREPOSITION
        if not inside or above.i >= noun.i or not _can_have_amount(above, quantity):
            break
        noun = above
    return noun


@reads(NEAREST_NOUN, "after", example("About $40: a bargain.", "About $40", head="bargain"))
def nearest_after(quantity: Quantity) -> Finding | None:
    """The nearest noun after the amount in its sentence, where none stands before."""
    for i in range(quantity.last + 1, min(quantity.last + 1 + NEAREST_AFTER, len(quantity.parse))):
        word = quantity.parse[i]
        if _ends_clause(word) or word.text in CLOSING_QUOTES:
            break
        if _can_have_amount(word, quantity):
            return Finding(top_of_compound(word))
    return None


@reads(
    NEAREST_NOUN,
    "answer",
    example("What do they think of the dam? Undecided 9%.", "9%", head="Undecided"),
)
def answer_before(quantity: Quantity) -> Finding | None:
    """The word that alone stands before the amount in its sentence: "Yes 33%"."""
    first = quantity.parse[quantity.first].sentence[0]
    before = [word for word in quantity.parse[first : quantity.first] if word.text.isalpha()]
    alone = len(before) == 1 and before[0].text.istitle() and before[0].i not in quantity.taken
    return Finding(before[0]) if alone and before[0].pos not in NEVER_ANSWERS else None


@reads(
    NEAREST_NOUN,
    "label_before",
    example("Ruiz is well ahead.\nUnion of Dockers\n45%", "45%", head="Dockers"),
)
def label_before(quantity: Quantity) -> Finding | None:
    """The last word of a short line before an amount that has a line of its own, as in a list of results."""
    first, end = quantity.parse[quantity.first].sentence
    if any(word.text.isalpha() and quantity.outside(word) for word in quantity.parse[first:end]):
        return None
    label: list[Word] = []
    for word in reversed(quantity.parse[max(first - LONGEST_LABEL, 0) : first]):
        if label and "\n" in word.text:
            return Finding(label[0])
        if word.i in quantity.taken or word.text in ".!?;":
            return None
        if word.text.isalpha():
            label.append(word)
    return None


LONGEST_LABEL = 8
"""Tokens of the line that labels the amount in the next."""


@reads(
    NEAREST_NOUN,
    "far_before",
    example(
        "The bridge, as all who were there and who were asked about it could see, was not yet done: 20%.",
        "20%",
        head="bridge",
    ),
)
def far_before(quantity: Quantity) -> Finding | None:
    """The nearest noun before the amount, where even that stands far from it."""
    first = quantity.parse[quantity.first].sentence[0]
    for word in reversed(quantity.parse[first : quantity.first]):
        if _can_have_amount(word, quantity) and word.text[:1].isalpha():
            return Finding(word)
    return None


@reads(
    RESTATEMENT,
    "amount_near",
    example("The dryer costs £40. In all, £50.", "£50", head="dryer"),
)
def amount_near(quantity: Quantity) -> Finding | None:
    """What the last amount of its kind is of, told in this sentence or in one of the two before."""
    before = quantity.earlier.quantity
    near = before is not None and before.sentence >= quantity.sentence - 2 and not before.finding.is_empty
    if before is None or not near or before.number.kind != quantity.number.kind:
        return None
    return before.finding.again()


@reads(
    NEAREST_NOUN,
    "subject_before",
    example("The two dryers were hot. Around 60C, or so.", "Around 60C", head="dryers"),
)
def subject_before(quantity: Quantity) -> Finding | None:
    """The subject of the sentence before, or of the one before that."""
    first = quantity.parse[quantity.first].sentence[0]
    for word in reversed(quantity.parse[max(first - FARTHEST_SUBJECT, 0) : first]):
        if word.relation in SUBJECTS and _can_have_amount(word, quantity) and not word.is_name:
            return Finding(word)
    return None


FARTHEST_SUBJECT = 40
"""Tokens before a sentence within which a subject may be what its amount is of."""


@reads(NO_CONSTRUCTION, "amount", example("About $40.", "About $40", head=None))
def nothing(quantity: Quantity) -> Finding | None:
    """Nothing: no noun stands near the amount."""
    return Finding()


NEVER_ANSWERS = frozenset({Pos.VERB, Pos.AUXILIARY, Pos.ADPOSITION, Pos.DETERMINER, Pos.PRONOUN})
NEAREST = DecisionList[Finding](
    acting_before,
    nearest_before,
    nearest_after,
    answer_before,
    label_before,
    far_before,
    amount_near,
    subject_before,
    nothing,
)


def _ends_clause(word: Word) -> bool:
    return word.text in ".;!?" or "\n" in word.text


def _tells(word: Word, quantity: Quantity) -> bool:
    """Whether a noun is who says so: "según el ministro de Economía, se recaudarán 40 millones"."""
    return any(above.lower in quantity.vocabulary.telling for above in [word, *word.ancestors][:DEEPEST])


DEEPEST = 6
"""Words above a noun among which one may stand that makes of it who says so."""


def _can_have_amount(word: Word, quantity: Quantity) -> bool:
    told = word.is_noun and word.text[:1].isalnum()  # a bar or dash may be read as a noun
    if word.text.isdigit() or word.lower in quantity.vocabulary.no_heads or _tells(word, quantity):
        return False
    return told and word.i not in quantity.taken and not quantity.vocabulary.is_time(word)
