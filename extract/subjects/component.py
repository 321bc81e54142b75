"""The subjects component: of what each quantity of the text is the quantity."""

from spacy.tokens import Doc

from newstally.extract.grammar import Parse, Word, parse_of
from newstally.extract.grammar.forms import Form
from newstally.extract.grammar.relations import Relation
from newstally.extract.model import Evidence, Number
from newstally.extract.quantities.counted import SIZE
from newstally.extract.rules import DecisionList, asking, counterexample, example
from newstally.extract.subjects.amounts import thing_measured
from newstally.extract.subjects.bare_heads import those_named
from newstally.extract.subjects.bare_shares import BARE_SHARES
from newstally.extract.subjects.changes import with_changed
from newstally.extract.subjects.clause_ellipsis import carried_over, coordinated
from newstally.extract.subjects.clauses import topmost
from newstally.extract.subjects.constructions import (
    COLLECTIVE,
    COUNTED_NOUN,
    FREQUENCY,
    HYPHENATED,
    INDEX_LEVEL,
    NO_CONSTRUCTION,
    OTHERS,
    PARTITIVE,
    RESTATEMENT,
)
from newstally.extract.subjects.counts import thing_counted
from newstally.extract.subjects.elliptical_counts import as_many
from newstally.extract.subjects.findings import Finding, first, reads
from newstally.extract.subjects.hyphens import hyphenated
from newstally.extract.subjects.magnitudes import magnitude_named_before
from newstally.extract.subjects.pronouns import share_of_them
from newstally.extract.subjects.quantities import Earlier, EarlierCount, EarlierQuantity, Quantity
from newstally.extract.subjects.shares import share_set_beside
from newstally.extract.subjects.vocabulary import SubjectVocabulary
from newstally.extract.subjects.wording import subject_words

NAMES = frozenset({"name", "identifier", "pronoun", "ordinal"})
"""Roles whose numbers stay in a subject ("FTSE 100", "the second quarter")."""


class Subjects:
    """Sets ``head_token``, ``head`` and ``subject`` of every quantity, and the unit of counts that lack one."""

    def __init__(self, language: str) -> None:
        self.vocabulary = SubjectVocabulary(language)

    def __call__(self, doc: Doc) -> Doc:
        """Fill in the subjects of ``doc._.newstally_numbers``."""
        parse = parse_of(doc)
        pending: Quantity | None = None  # a share of the amount after it
        for quantity in self._quantities(doc, parse):
            asking(quantity.number)
            finding = _revised(quantity, _found(quantity))
            start_of_sentence = parse.sentences[quantity.sentence][0]
            quantity.earlier.findings.update(dict.fromkeys(range(quantity.first, quantity.last + 1), finding))
            _record(quantity, finding, start_of_sentence)
            _remember(quantity, finding)
            whole = first(SHARES_OF_AMOUNTS, pending, quantity, finding) if pending is not None else None
            if pending is not None and whole is not None:
                _record(pending, whole, start_of_sentence)
            pending = quantity if _waits(quantity, finding) else None
        return doc

    def _quantities(self, doc: Doc, parse: Parse) -> list[Quantity]:
        """Return the quantities of the text in its order."""
        numbers: list[Number] = [n for n in doc._.newstally_numbers if n.is_quantity and n.low is not None]
        spans = [quantity_tokens(parse, number) for number in numbers]
        taken = {i for first_token, last in spans for i in range(first_token, last + 1)}
        for number in doc._.newstally_numbers:
            if not number.is_quantity and number.role not in NAMES:
                taken.update(range(number.first, number.last + 1))
        earlier, all_taken = Earlier(), frozenset(taken)
        return [
            Quantity(
                parse,
                number,
                start,
                last,
                topmost(parse[start : last + 1], parse[last]),
                all_taken,
                parse.sentence_of[number.first],
                earlier,
                self.vocabulary,
            )
            for number, (start, last) in sorted(zip(numbers, spans, strict=True), key=lambda pair: pair[1])
        ]


def _waits(quantity: Quantity, finding: Finding) -> bool:
    """Whether the amount that "of" leads to may say what this one is of."""
    if finding.head is None and quantity.is_share:
        return True
    led = quantity.parse[quantity.last + 1 : quantity.last + 2 + LONGEST_LEAD]
    of_amount = bool(led) and led[0].lower in quantity.vocabulary.after_of
    return of_amount and quantity.number.kind == "money" and any(word.i in quantity.taken for word in led)


def _found(quantity: Quantity) -> Finding:
    """Return what the rules find that the quantity is of."""
    found = carried_over(quantity)
    if found is None and quantity.is_share:
        found = first(BARE_SHARES, quantity)
    found = found or first(BEFORE_OTHERS, quantity)
    if found is not None:
        return found
    return thing_counted(quantity) if quantity.kind == "count" else thing_measured(quantity)


def _revised(quantity: Quantity, finding: Finding) -> Finding:
    """Return the finding after the rules that look at what was found."""
    for revision in REVISIONS:
        finding = first(revision, quantity, finding) or finding
    return with_changed(finding, quantity)


@reads(
    FREQUENCY,
    "times",
    example("He works out six times a week.", "six times", head="times"),
)
def times(quantity: Quantity) -> Finding | None:
    """How often something happens: "six times a week"."""
    word = quantity.parse[quantity.last]
    if quantity.number.kind != "count" or word.lower not in quantity.vocabulary.frequencies:
        return None
    return Finding(word, quantity.root.governing_verb, unit=quantity.number.unit)


@reads(
    COUNTED_NOUN,
    "inside",
    example("They saw a storm or two.", "a storm or two", head="storm"),
)
def noun_inside(quantity: Quantity, finding: Finding) -> Finding | None:
    """The noun inside of the quantity, where no other was found: "a storm or two"."""
    token = quantity.number.head_token
    if finding.construction is not NO_CONSTRUCTION or token is None:
        return None
    return Finding(quantity.parse[token], unit=quantity.number.unit)


@reads(
    RESTATEMENT,
    "of_earlier_quantity",
    example("Some 900 tonnes of rice, worth $1 million, were stolen.", "$1 million", head="rice"),
)
def of_earlier_quantity(quantity: Quantity, finding: Finding) -> Finding | None:
    """What the earlier quantity is of that this one is an amount of: "900 tonnes of rice, worth $1 million"."""
    earlier = quantity.earlier.findings
    return earlier[finding.head.i].again() if finding.head and finding.head.i in earlier else None


@reads(
    RESTATEMENT,
    "figure_told_before",
    example("Rivals sold 2,500 kilos of tea. That figure dropped to 210 kilos.", "210 kilos", head="tea"),
    counterexample("Rivals sold 2,500 kilos of tea. The crop dropped to 210 kilos.", "210 kilos"),
)
def figure_told_before(quantity: Quantity, finding: Finding) -> Finding | None:
    """What the amount before is of, for a bare "that figure" or "this amount" that stands for it."""
    noun, before = finding.head, quantity.earlier.of_kind.get(quantity.number.kind)
    if noun is None or before is None or before.sentence < quantity.sentence - 1 or quantity.is_share:
        return None  # "this figure stood at 40%": the share of another whole
    vocabulary, told = quantity.vocabulary, noun.dependents
    if noun.lemma.lower() not in vocabulary.holders or noun.i <= before.last or len(told) != 1:
        return None
    known = told[0].relation is Relation.DETERMINER and told[0].lower not in vocabulary.definite
    known = known and told[0].lower not in vocabulary.indefinite
    return before.finding.again() if known and before.finding.head is not None else None


@reads(
    RESTATEMENT,
    "share_of_amount",
    example("Half of the $59 million spent by the campaign had come from him.", "Half", head="campaign"),
)
def share_of_amount(share: Quantity, amount: Quantity, finding: Finding) -> Finding | None:
    """What the amount after it is of, for a share or a part of it: "three-quarters of the $59 million spent"."""
    between = share.parse[share.last + 1 : amount.first]
    led = bool(between) and between[0].lower in share.vocabulary.after_of
    return finding.again() if led and len(between) <= LONGEST_LEAD and finding.head is not None else None


LONGEST_LEAD = 2
"""Tokens between a share and the amount that it is a share of ("of the")."""
SHARES_OF_AMOUNTS = DecisionList[Finding](share_of_amount)
BEFORE_OTHERS = DecisionList[Finding](times, as_many, share_of_them)
REVISIONS = (
    DecisionList[Finding](coordinated),
    DecisionList[Finding](noun_inside),
    DecisionList[Finding](of_earlier_quantity),
    DecisionList[Finding](figure_told_before),
    DecisionList[Finding](magnitude_named_before),
    DecisionList[Finding](share_set_beside),
    DecisionList[Finding](those_named),
)
"""What is asked of each finding, one after the other."""


def _remember(quantity: Quantity, finding: Finding) -> None:
    """Keep what later quantities may go on with."""
    if quantity.number.role == "age":
        return
    earlier, construction, head = quantity.earlier, finding.construction, finding.head
    earlier.quantity = EarlierQuantity(quantity.number, quantity.last, finding, quantity.sentence)
    earlier.of_kind[quantity.number.kind] = earlier.quantity
    if finding.rival is not None:
        earlier.contest = finding
    if quantity.is_share and (construction.shared_out or _counts_plural(quantity, head)):
        earlier.share = earlier.quantity
    counts = quantity.number.kind == "count" or construction is PARTITIVE
    if not finding.unit or not construction.repeatable or not counts:
        return
    vocabulary = quantity.vocabulary
    person = finding.unit == vocabulary.person_unit or (head is not None and vocabulary.is_person(head))
    noun = None if construction is COLLECTIVE else head
    if construction is OTHERS:
        noun = finding.like
    earlier.counts.append(EarlierCount(noun, finding.unit, quantity.sentence, person, quantity.value))


def _counts_plural(quantity: Quantity, head: Word | None) -> bool:
    """Whether the quantity is a ratio of the things after it ("four in five firms")."""
    if quantity.number.kind != "ratio" or head is None or head.i <= quantity.last:
        return False
    return head.form is Form.PLURAL_NOUN


def _record(quantity: Quantity, finding: Finding, start_of_sentence: int) -> None:
    """Write what was found into the number."""
    number, head, construction = quantity.number, finding.head, finding.construction
    if head is not None:
        if (not construction.elided or construction is OTHERS) and head.i >= start_of_sentence:
            number.head_token = head.i
        start, end = hyphenated(head)
        alone = construction is HYPHENATED or start <= quantity.last < end
        number.head = head.text if alone else quantity.text(start, end)
        if finding.named is not None:
            number.head = finding.named.text
    elif finding.noun is not None:
        number.head = finding.noun
    number.subject = subject_words(finding, quantity)
    why = Evidence(finding.rule, head.start, head.end) if head is not None else Evidence(finding.rule)
    _record_unit(quantity, finding, why)
    number.evidence["subject"] = why


def _record_unit(quantity: Quantity, finding: Finding, why: Evidence) -> None:
    """Write what a count or ratio counts into the number, where the rule found it."""
    number, head, construction = quantity.number, finding.head, finding.construction
    vocabulary = quantity.vocabulary
    known = number.unit and number.unit not in vocabulary.times  # "250 next year" counts no years
    told = number.evidence.get("unit")
    sized = (
        told is not None and told.rule == SIZE.id
    )  # "a 15 member panel" counts members, also if it is of a panel
    if number.kind == "count" and finding.unit and not sized and (not known or construction.decides_unit):
        if number.unit != finding.unit:
            number.evidence["unit"] = why
        number.unit = finding.unit
    lemma = head.lemma.lower() if head is not None else ""
    for kind, nouns in (("duration", vocabulary.lasting_nouns), ("measure", vocabulary.measured_nouns)):
        if lemma in nouns and number.kind == "count" and construction.takes_value and not known:
            number.kind, number.unit, number.evidence["unit"] = kind, nouns[lemma], why
    if construction is INDEX_LEVEL and number.kind in (None, "count"):
        number.kind, number.unit, number.evidence["unit"] = "measure", finding.unit, why
    if number.kind == "ratio" and head is not None and (not number.unit or construction is PARTITIVE):
        persons = head.lower in vocabulary.person_states  # "half of the 40 wounded"
        number.unit = vocabulary.person_unit if persons else vocabulary.unit(head)
        number.evidence["unit"] = why


def quantity_tokens(parse: Parse, number: Number) -> tuple[int, int]:
    """Return the first and last token of the quantity, both inclusive, with its comparator and unit."""
    start, last = number.first, number.last
    if number.quantity_start >= 0:
        while start > 0 and parse[start - 1].end > number.quantity_start:
            start -= 1
        while last + 1 < len(parse) and parse[last + 1].start < number.quantity_end:
            last += 1
    return start, last
