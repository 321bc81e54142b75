"""Comparisons: amounts that restate the amount before or are set beside it ("10 km (6 miles)", "6%, up from 5%")."""

from newstally.extract.grammar import Word
from newstally.extract.grammar.forms import COMPARATIVES, FINITE_FORMS, Form
from newstally.extract.grammar.forms import PartOfSpeech as Pos
from newstally.extract.grammar.relations import NOUN_CLAUSES, SUBJECTS, Relation
from newstally.extract.rules import DecisionList, example
from newstally.extract.subjects.clauses import OBJECTS, subject_of
from newstally.extract.subjects.constructions import COMPARISON, NOUN_ELLIPSIS, PARTITIVE, RESTATEMENT
from newstally.extract.subjects.findings import Finding, reads
from newstally.extract.subjects.quantities import SHARES, EarlierQuantity, Quantity

LONGEST_COMPARISON = 20
"""Tokens that may stand between an amount and the one it is compared with."""


@reads(
    NOUN_ELLIPSIS,
    "of_those",
    example(
        "Half of voters from the north agreed, against 17% of those from the south.", "17%", head="voters"
    ),
)
def of_those(quantity: Quantity, before: EarlierQuantity) -> Finding | None:
    """The whole of the share before, for others of it: "51% of voters from the north, 17% of those from the south"."""
    words = quantity.parse[quantity.last + 1 : quantity.last + 4]
    if len(words) < 3 or not quantity.is_share or before.number.kind not in SHARES:
        return None
    vocabulary, head = quantity.vocabulary, before.finding.head
    if words[0].lower not in vocabulary.after_of or words[1].lower not in vocabulary.demonstratives:
        return None
    whole = before.finding.construction is PARTITIVE and head is not None and head.is_plural
    if not whole or words[2].pos is not Pos.ADPOSITION or before.sentence < quantity.sentence - 1:
        return None
    return before.finding.anew(owner=None, verb=None, part=words[2])


@reads(
    RESTATEMENT,
    "conversion",
    example("The pipeline runs for 100 miles (160 km) to the coast.", "160 km", head="pipeline"),
)
def conversion(quantity: Quantity, before: EarlierQuantity) -> Finding | None:
    """The amount before in other units: "10 km (6 miles)", "17% or 3.3 billion barrels"."""
    between = quantity.parse[quantity.first - 1]
    closed = between.lower in quantity.vocabulary.restated and quantity.parse[before.last + 1].text == ")"
    closed = closed and before.number.kind == quantity.number.kind
    gap = quantity.first - before.last - 1 - closed  # "£25,000 ($32,000) or £20,000 in some trades"
    if quantity.number.kind == "duration" or gap != 1:
        return None
    again = before.finding.construction is RESTATEMENT and between.text in ";,/"  # "43 crowns ($2; £1)"
    opens = between.text in "([—–" or between.lower in quantity.vocabulary.restated
    return before.finding.again() if again or opens else None


@reads(
    RESTATEMENT,
    "share",
    example("Among farmers, two-thirds, 66 percent, want to abstain.", "66 percent", head="farmers"),
)
def share_restated(quantity: Quantity, before: EarlierQuantity) -> Finding | None:
    """The share before in other words: "two-thirds, 67 percent, say"."""
    parse, after = quantity.parse, quantity.last + 1
    if quantity.first != before.last + 2 or {quantity.number.kind, before.number.kind} != SHARES:
        return None
    closed = after < len(parse) and parse[after].text in ",—–"
    return before.finding.again() if closed and parse[quantity.first - 1].text == "," else None


@reads(
    COMPARISON,
    "degree",
    example("They imported 2 million tonnes of wheat, 40% more than in 2019.", "40%", head="wheat"),
)
def compared_by_degree(quantity: Quantity, before: EarlierQuantity) -> Finding | None:
    """The amount before, which is so much more or less than another: "2 tonnes of rice, 40% more than"."""
    number, earlier = quantity.number, before.number
    if not _is_near(quantity, before) or (earlier.kind == "duration" and number.kind != "duration"):
        return None
    same = (number.kind, number.unit) == (earlier.kind, earlier.unit)
    alike = number.kind in SHARES or same or number.kind == earlier.kind == "money"
    after = quantity.parse[min(quantity.last + 1, len(quantity.parse) - 1)]
    degree = after.form in COMPARATIVES or after.lower in quantity.vocabulary.degrees
    return before.finding.again() if alike and degree and _is_apart(quantity) else None


@reads(
    COMPARISON,
    "change_of_total",
    example("The airline flew 3 million passengers, up 9%.", "9%", head="passengers"),
)
def change_of_total(quantity: Quantity, before: EarlierQuantity) -> Finding | None:
    """The count or sum before, which rose or fell by a share: "flew 3 million passengers, up 9%"."""
    if quantity.number.kind != "percent" or before.number.kind not in ("count", "money", "measure"):
        return None
    if not _is_near(quantity, before) or not _is_led_by_direction(quantity):
        return None
    between = quantity.parse[before.last + 1 : quantity.first - 1]
    return None if any(word.form in FINITE_FORMS for word in between) else before.finding.again()


@reads(
    COMPARISON,
    "direction",
    example("Turnout was 61%, up 5% on the year.", "5%", head="Turnout"),
)
def change_of_same(quantity: Quantity, before: EarlierQuantity) -> Finding | None:
    """The amount before, which rose or fell by this one: "61%, up five points"."""
    alike = before.number.kind == quantity.number.kind and _is_near(quantity, before)
    return before.finding.again() if alike and _is_led_by_direction(quantity) else None


@reads(
    COMPARISON,
    "base",
    example("Unemployment rose to 7.4% in May, up from 7.1% in April.", "7.1%", head="Unemployment"),
    example("La mora llegó a 4,2 %, frente al 3,9 % del año pasado.", "3,9 %", language="es", head="mora"),
)
def base_of_comparison(quantity: Quantity, before: EarlierQuantity) -> Finding | None:
    """The amount before, which this one is set beside: "6%, up from 5%"."""
    if before.number.kind != quantity.number.kind or not _is_near(quantity, before):
        return None
    parse, vocabulary, i = quantity.parse, quantity.vocabulary, quantity.first - 1
    i -= parse[i].lower in vocabulary.definite  # "compared with the $12 billion expected"
    if not is_compared(quantity, i):
        return None
    after = parse[min(quantity.last + 1, len(parse) - 1)]
    of_others = after.lower in vocabulary.after_of and not leads_to_time(quantity)
    if of_others or (quantity.is_share and after.form is Form.WH_PRONOUN):
        return None  # "compared with 38% of the others", "with 38% who oppose it"
    if after.form is Form.PAST_PARTICIPLE and after.agent is not None:
        return None  # "compared with $103 million raised by his rival"
    if parse[i - 2].is_verb:
        return None  # "the other is up from 37%": a clause of its own
    return before.finding.again()


def is_compared(quantity: Quantity, i: int) -> bool:
    """Whether a phrase that sets an amount beside the one before it ends at the word with this index."""
    words = tuple(word.lower for word in quantity.parse[max(i - 1, 0) : i + 1])
    return words in quantity.vocabulary.comparisons or words[1:] in quantity.vocabulary.comparisons


def leads_to_time(quantity: Quantity) -> bool:
    """Whether "of" after an amount leads to the time at which it was so: "el 9 % del año pasado", "340 de 2023"."""
    parse, vocabulary, last = quantity.parse, quantity.vocabulary, quantity.last
    words = parse[last + 1 : last + 2 + LONGEST_TIME]
    if not words or words[0].lower not in vocabulary.after_of:
        return False
    for word in words[1:]:
        if word.is_noun or word.is_number_like:
            return vocabulary.is_time(word) or (word.text.isdigit() and len(word.text) == YEAR)
    return False


LONGEST_TIME = 3
"""Tokens from "of" to the noun of a time."""
YEAR = 4
"""Digits of a year."""


def _is_apart(quantity: Quantity) -> bool:
    """Whether a mark stands before the amount, or before the article that it has ("..., un 62 % más que")."""
    before = quantity.parse[quantity.first - 1]
    if before.lower in quantity.vocabulary.articles_of_shares and before.before is not None:
        before = before.before
    return before.text in ",—–("


def _is_near(quantity: Quantity, before: EarlierQuantity) -> bool:
    return before.last < quantity.first - 1 <= before.last + LONGEST_COMPARISON


def _is_led_by_direction(quantity: Quantity) -> bool:
    parse, i = quantity.parse, quantity.first - 1
    return parse[i].lower in quantity.vocabulary.directions and parse[i - 1].text == ","


@reads(
    RESTATEMENT,
    "going_on_to",
    example("Drivers face a fine of £1,000, rising to £10,000 in towns.", "£10,000", head="fine"),
)
def going_on_to(quantity: Quantity, before: EarlierQuantity) -> Finding | None:
    """The amount before, that a participle has change to this one: "a fine of £1,000, rising to £10,000"."""
    if before.number.kind != quantity.number.kind or before.sentence != quantity.sentence:
        return None
    preposition, vocabulary = quantity.parse[quantity.first - 1], quantity.vocabulary
    verb = preposition.before
    if verb is None or preposition.lower not in vocabulary.changing or verb.form is not Form.GERUND:
        return None
    bare = verb.before is not None and (verb.before.text == "," or verb.before.pos is Pos.COORDINATOR)
    changes = verb.lemma.lower() in vocabulary.change_verbs
    return before.finding.again() if bare and changes and verb.i > before.last else None


@reads(
    RESTATEMENT,
    "more_of_same",
    example(
        "The city freed $26 million in aid, and on Monday $5 million more was sent to Orla.",
        "$5 million",
        head="aid",
    ),
)
def more_of_same(quantity: Quantity, before: EarlierQuantity) -> Finding | None:
    """What the sum before is of, for a further one: "$26 million in aid, and $5 million more"."""
    parse, vocabulary, after = quantity.parse, quantity.vocabulary, quantity.last + 1
    if quantity.number.kind != "money" or before.number.kind != "money" or after + 1 >= len(parse):
        return None
    further = parse[after].lower in vocabulary.further and before.sentence >= quantity.sentence - 1
    compared = parse[after + 1].pos in (Pos.SUBORDINATOR, Pos.NOUN, Pos.ADJECTIVE, Pos.ADPOSITION)
    return before.finding.anew(verb=None) if further and not compared else None


@reads(
    RESTATEMENT,
    "reckoned",
    example(
        "It posted a profit of $3 per share. Analysts had expected $2 per share.",
        "$2 per share",
        head="profit",
    ),
    example(
        "The mill earned $3 million, beating the $2 million that brokers forecast.", "$2 million", head="mill"
    ),
)
def reckoned(quantity: Quantity, before: EarlierQuantity) -> Finding | None:
    """The amount before, of which others reckoned as much: "analysts had expected $2 a share"."""
    if before.number.kind != quantity.number.kind or before.sentence < quantity.sentence - 1:
        return None
    per, told = quantity.number.per, before.number.subject or ""
    if before.number.per != per and not (per and per in told):
        return None  # "revenue of $4bn": what is expected per share is another figure
    vocabulary, root = quantity.vocabulary, quantity.root
    verbs = [child for child in root.rights if child.relation in NOUN_CLAUSES]
    if root.relation is Relation.OBJECT and root.head.i < quantity.first:
        verbs.append(root.head)
    verb = next((verb for verb in verbs if verb.lemma.lower() in vocabulary.reckoning_verbs), None)
    after = quantity.parse[min(quantity.last + 1, len(quantity.parse) - 1)]
    if verb is None or after.lower in vocabulary.after_of or after.lower in vocabulary.after_in:
        return None
    return before.finding.anew(verb=verb, owner=None)


@reads(
    RESTATEMENT,
    "pronoun_as_object",
    example("One list puts Lee's fortune at $6bn; another puts it at $4bn.", "$4bn", head="fortune"),
)
def pronoun_as_object(quantity: Quantity, before: EarlierQuantity) -> Finding | None:
    """The amount before, for which a pronoun stands as object: "one list puts it at $2bn"."""
    verb = _verb_of_same_kind(quantity, before)
    if verb is None or quantity.first - 2 in quantity.taken:
        return None
    led = quantity.parse[quantity.first - 1].pos is Pos.ADPOSITION
    pronouns = quantity.vocabulary.object_pronouns
    for child in verb.dependents:
        if led and child.relation in OBJECTS and child.lower in pronouns and child.i <= quantity.first:
            return before.finding.again()
    return None


@reads(
    RESTATEMENT,
    "pronoun_as_subject",
    example("Experts valued the ship at $6 million. It is $4 million now.", "$4 million", head="ship"),
)
def pronoun_as_subject(quantity: Quantity, before: EarlierQuantity) -> Finding | None:
    """The amount before, for which a pronoun stands as subject: "it is $2bn", "it turned out to be 900 feet"."""
    verb = _verb_of_same_kind(quantity, before)
    if verb is None or verb.lemma.lower() not in quantity.vocabulary.copulas:
        return None
    pronouns, subject = quantity.vocabulary.object_pronouns, subject_of(verb)
    if subject is not None and subject.lower in pronouns and subject.head is verb.head:
        same_unit = quantity.number.unit == before.number.unit
        if same_unit and subject.i > before.last:
            return before.finding.again()
    for child in verb.dependents:
        if child.relation in SUBJECTS and child.lower in pronouns and child.i <= quantity.first:
            return before.finding.again()
    return None


def _verb_of_same_kind(quantity: Quantity, before: EarlierQuantity) -> Word | None:
    """Return the verb above an amount of the same kind as the one in this sentence or the one before it."""
    if before.number.kind != quantity.number.kind or before.sentence < quantity.sentence - 1:
        return None
    return quantity.root.governing_verb


SET_BESIDE = DecisionList[Finding](
    of_those,
    conversion,
    share_restated,
    compared_by_degree,
    change_of_total,
    change_of_same,
    base_of_comparison,
    going_on_to,
    more_of_same,
    reckoned,
    pronoun_as_object,
    pronoun_as_subject,
)
SET_FARTHER = DecisionList[Finding](base_of_comparison)
"""What is asked of the last quantity of the kind past one of another: "20% of $4 million, up from 15%"."""
