"""Clause ellipsis: what an amount is of where the text says it for an amount before, and leaves it out for this one.

Restatement ("10 km (6 miles)"), comparison ("6%, up from 5%"), gapping ("trade grew 4%, mining 3%") and coordination
("raised $12 million from insurers and $2 million from banks").
"""

from newstally.extract.grammar import Word
from newstally.extract.grammar.forms import FINITE_FORMS, Form
from newstally.extract.grammar.forms import PartOfSpeech as Pos
from newstally.extract.grammar.relations import SUBJECTS, Relation
from newstally.extract.rules import DecisionList, example
from newstally.extract.subjects.clauses import OBJECTS, subject_of
from newstally.extract.subjects.comparisons import LONGEST_COMPARISON, SET_BESIDE, SET_FARTHER
from newstally.extract.subjects.constructions import (
    COMPARISON,
    COORDINATION,
    GAPPING,
    NOUN_ELLIPSIS,
    OBJECT_GAPPING,
    PARTITIVE,
    SHARE,
    SHORTFALL,
)
from newstally.extract.subjects.findings import Finding, first, reads
from newstally.extract.subjects.quantities import EarlierQuantity, Quantity

LONGEST_GAP = 14
"""Tokens that may stand between an amount and the next one that leaves the verb out."""


LONGEST_OWNER = 5
"""Tokens of the phrase that names the next thing, with its comma or conjunction."""


WITHIN_PHRASE = frozenset({Pos.NOUN, Pos.PROPER_NOUN, Pos.ADJECTIVE, Pos.DETERMINER, Pos.PARTICLE})


AFTER_OWNED = frozenset({Pos.PUNCTUATION, Pos.COORDINATOR, Pos.ADPOSITION, Pos.SPACE})


def carried_over(quantity: Quantity) -> Finding | None:
    """Return what the amount before was of, as far as it is said to hold for this one."""
    before = quantity.earlier.quantity
    if before is None or quantity.number.kind in (None, "count") or before.finding.is_empty:
        return None
    found = first(SET_BESIDE, quantity, before)
    same = quantity.earlier.of_kind.get(quantity.number.kind)
    if found is None and same is not None and same is not before and not same.finding.is_empty:
        found = first(SET_FARTHER, quantity, same)
    if found is not None or before.sentence != quantity.sentence:
        return found
    return first(GOING_ON, quantity, before) if before.number.kind == quantity.number.kind else None


@reads(
    COORDINATION,
    "same_measure",
    example("Some 30 cm of snow fell and 40 cm was likely.", "40", head="snow"),
)
def same_measure(quantity: Quantity, before: EarlierQuantity) -> Finding | None:
    """The amount before, for a bare one of its unit that is a subject: "40 cm was likely"."""
    if quantity.number.kind != "measure" or quantity.number.unit != before.number.unit:
        return None
    after, root = quantity.parse[min(quantity.last + 1, len(quantity.parse) - 1)], quantity.root
    alone = after.is_verb and (root.relation in SUBJECTS or root.head is after)
    return before.finding.anew() if alone else None


@reads(
    NOUN_ELLIPSIS,
    "parallel_phrase",
    example("The party won 40% of seats in the north and 30% in the south.", "30%", head="seats"),
)
def parallel_phrase(quantity: Quantity, before: EarlierQuantity) -> Finding | None:
    """The whole of the share before, told from it by a phrase: "40% of seats in the north and 30% in the south"."""
    parse, after = quantity.parse, quantity.last + 1
    if after >= len(parse) or before.finding.construction is not PARTITIVE or not quantity.is_share:
        return None
    other = parse[after]
    told = other.pos is Pos.ADPOSITION and other.lower in quantity.vocabulary.after_in
    if not told or not _is_coordinated(quantity, before):
        return None
    return before.finding.anew(owner=None, part=other)


@reads(
    NOUN_ELLIPSIS,
    "share_after_same_preposition",
    example(
        "Ruiz has support from 52 percent of members, while Mr. Hale has backing from 33 percent.",
        "33 percent",
        subject="Mr. Hale's members",
    ),
)
def share_after_same_preposition(quantity: Quantity, before: EarlierQuantity) -> Finding | None:
    """The whole of the share before, after the same preposition: "from 52% of members, … from 33 percent"."""
    parse, after, led = quantity.parse, quantity.last + 1, quantity.parse[quantity.first - 1]
    other = parse[max(before.number.first - 1, 0)]
    if not quantity.is_share or led.pos is not Pos.ADPOSITION or led.lower != other.lower:
        return None
    bare = after >= len(parse) or parse[after].pos in (Pos.PUNCTUATION, Pos.COORDINATOR)
    if not bare or before.finding.construction not in (PARTITIVE, NOUN_ELLIPSIS):
        return None
    verb = quantity.root.governing_verb
    owner = subject_of(verb) if verb is not None and verb.i > before.last else None
    if owner is None or not owner.is_noun:
        return None
    return before.finding.anew(owner=owner)


@reads(
    COORDINATION,
    "place_of_measure",
    example(
        "Temperatures in Osta reached ten degrees, with Orla hitting 14 degrees.", "14", head="Temperatures"
    ),
)
def place_of_measure(quantity: Quantity, before: EarlierQuantity) -> Finding | None:
    """The measure before, at another place: "temperatures reached ten degrees, with Orla hitting 14"."""
    if quantity.number.kind != "measure" or quantity.number.unit != before.number.unit:
        return None
    verb, head = quantity.root.head, before.finding.head
    if quantity.root.relation not in OBJECTS or not verb.is_verb or head is None or head.is_name:
        return None
    place = subject_of(verb)
    if place is None or not place.is_name or verb.lemma.lower() not in quantity.vocabulary.level_verbs:
        return None
    return before.finding.anew(owner=place, verb=None)


@reads(
    NOUN_ELLIPSIS,
    "parts_to_each",
    example(
        "The rule allocates 50% of income to needs, 30% to wants, and 20% to savings.", "30%", head="income"
    ),
    example(
        "The rule allocates 50% of income to needs, 30% to wants, and 20% to savings.", "20%", head="income"
    ),
)
def parts_to_each(quantity: Quantity, before: EarlierQuantity) -> Finding | None:
    """The whole of the share before, of which another part goes elsewhere: "50% of income to needs, 30% to wants"."""
    share, parse, after = quantity.earlier.share, quantity.parse, quantity.last + 1
    if not quantity.is_share or share is None or share.sentence != quantity.sentence or after >= len(parse):
        return None
    whole = share.finding.whole or share.finding.head
    if (
        share.finding.construction not in (PARTITIVE, NOUN_ELLIPSIS)
        or whole is None
        or whole.i > quantity.first
    ):
        return None
    leads = parse[after].pos in (Pos.ADPOSITION, Pos.PARTICLE)
    between = [word.lower for word in parse[whole.i + 1 : quantity.first]]
    leads = leads and parse[after].lower not in quantity.vocabulary.after_of
    listed = leads and parse[after].lower in between and _is_coordinated(quantity, before)
    return share.finding.anew(owner=None, part=parse[after]) if listed else None


@reads(
    COORDINATION,
    "parallel_prepositions",
    example("The tax is 5% for farms and 7% for the banks.", "7%", head="tax"),
)
def parallel_prepositions(quantity: Quantity, before: EarlierQuantity) -> Finding | None:
    """The amount before, where both go with the same preposition: "a tax of 5% for firms and 7% for banks"."""
    parse, after = quantity.parse, quantity.last + 1
    if after >= len(parse) or before.finding.construction.whole_after:
        return None
    one, other = parse[before.last + 1], parse[after]
    if one.pos is not Pos.ADPOSITION or one.lower != other.lower or one.lower in quantity.vocabulary.after_of:
        return None
    return before.finding.anew() if _is_coordinated(quantity, before) else None


@reads(
    COORDINATION,
    "and",
    example("The port had 30 cm of rain and half a metre was likely.", "half a metre", head="rain"),
)
def coordinated(quantity: Quantity, guess: Finding) -> Finding | None:
    """One more amount after "and", where no construction of its own was found: "raised $12 million and $2 million"."""
    before = quantity.earlier.quantity
    if not guess.construction.is_guess or quantity.number.kind == "count" or before is None:
        return None
    return before.finding.anew() if _is_coordinated(quantity, before) else None


def _is_coordinated(quantity: Quantity, before: EarlierQuantity) -> bool:
    """Whether the amount goes on with one of its kind before, after "and" or a comma."""
    if before.number.kind != quantity.number.kind or before.finding.head is None:
        return False
    between = quantity.parse[before.last + 1 : quantity.first]
    if not 0 < len(between) <= LONGEST_GAP or any(word.form in FINITE_FORMS for word in between):
        return False
    return between[-1].pos is Pos.COORDINATOR or between[-1].text == ","


@reads(
    NOUN_ELLIPSIS,
    "next_possessor",
    example("Mali's economy grew 7%, Chad's 3%.", "3%", subject="Chad's economy that grew"),
)
def next_possessor(quantity: Quantity, before: EarlierQuantity) -> Finding | None:
    """What another owner has of the same: "a 60% share, against Chad's 30%"."""
    owner, finding = _next_owner(quantity, before), before.finding
    if owner is None or quantity.parse[quantity.first - 1].form is not Form.POSSESSIVE_MARK:
        return None
    head, construction = finding.head, finding.construction
    owned = head is not None and head.has(Relation.POSSESSOR)
    if not owned and not construction.amount_of_noun and construction is not COMPARISON:
        return None
    return finding.anew(owner=owner)


@reads(
    NOUN_ELLIPSIS,
    "next_owner",
    example("Lee must win 53% of the remaining seats, Kim 59% and Roy 68%.", "59%", head="seats"),
)
def next_owner(quantity: Quantity, before: EarlierQuantity) -> Finding | None:
    """What the next one has of the same whole: "Lee must win 53% of the seats, Kim 59%"."""
    owner, construction = _next_owner(quantity, before), before.finding.construction
    shared = construction.whole_after or construction is NOUN_ELLIPSIS or construction is SHORTFALL
    return before.finding.anew(owner=owner) if owner is not None and shared else None


@reads(
    SHARE,
    "next_part",
    example("Women make up 40% of the judges, lawyers 50% and clerks 60%.", "50%", head="lawyers"),
)
def next_part(quantity: Quantity, before: EarlierQuantity) -> Finding | None:
    """The next thing that is a share of the same whole: "women make up 40% of the judges, lawyers 50%"."""
    owner = _next_owner(quantity, before)
    if owner is None or before.finding.construction is not SHARE:
        return None
    return before.finding.anew(head=owner)


@reads(
    GAPPING,
    "subject",
    example("Copper rose 4%, silver fell 3% and barley by 2%.", "2%", head="barley"),
    example("Copper rose 4%; silver, 3%, and barley, 2%.", "2%", head="barley"),
    example("El cobre subió 4%; la plata, 3%, y el estaño, 2%.", "2%", language="es", head="estaño"),
)
def gapped_subject(quantity: Quantity, before: EarlierQuantity) -> Finding | None:
    """The next subject of the same verb: "trade grew 4%, mining 3% and farming by 2%"."""
    owner, finding = _next_owner(quantity, before, set_off=True), before.finding
    if owner is None:
        return None
    verb = finding.verb
    acts = verb is None or finding.construction is GAPPING or subject_of(verb) is finding.head
    return finding.anew(head=owner) if acts else None


@reads(
    OBJECT_GAPPING,
    "object",
    example("The state cut trade by 4% and mining by 3%.", "3%", head="mining"),
)
def gapped_object(quantity: Quantity, before: EarlierQuantity) -> Finding | None:
    """The next object of the same verb: "they cut trade by 4%, mining by 3%"."""
    owner = _next_owner(quantity, before)
    return before.finding.anew(head=owner) if owner is not None else None


def _next_owner(quantity: Quantity, before: EarlierQuantity, *, set_off: bool = False) -> Word | None:
    """Return the next thing named with its amount and without a verb, None where there is no gap."""
    parse, after = quantity.parse, quantity.last + 1
    owned = parse[quantity.first - 1].form is Form.POSSESSIVE_MARK
    if quantity.first - before.last > (LONGEST_COMPARISON if owned else LONGEST_GAP):
        return None
    if after < len(parse) and parse[after].lower in quantity.vocabulary.after_of:
        return None
    if any(word.form in FINITE_FORMS for word in parse[before.last + 1 : quantity.first]):
        return None
    owner = _named_alone(quantity, before.last, set_off)
    return None if owner is before.finding.head else owner


def _named_alone(quantity: Quantity, end: int, set_off: bool) -> Word | None:
    """Return the noun that stands alone between a comma or "and" and the amount."""
    parse, vocabulary, i = quantity.parse, quantity.vocabulary, quantity.first - 1
    if parse[i].lower in vocabulary.leading:
        i -= 1
    after = parse[min(quantity.last + 1, len(parse) - 1)]
    if parse[i].form is Form.POSSESSIVE_MARK and parse[i - 1].is_noun and after.pos in AFTER_OWNED:
        return parse[i - 1]  # "52% of the vote to Salas's 46%"
    set_off = set_off and parse[i].text == ","  # "silver rose 4%, and barley, 2%"
    i -= set_off
    noun = parse[i]
    named = noun.is_noun or (set_off and noun.pos is Pos.ADJECTIVE)
    if not named or i in quantity.taken or vocabulary.is_time(noun):
        return None
    for k in range(i - 1, max(end, i - LONGEST_OWNER), -1):
        absolute = parse[k].lower in vocabulary.absolute and parse[k - 1].text == ","
        if parse[k].pos is Pos.COORDINATOR or parse[k].text in (";" if set_off else ",;") or absolute:
            return _first_noun(quantity, k, i) if set_off else noun
        if parse[k].pos not in WITHIN_PHRASE:
            return None
    return None


def _first_noun(quantity: Quantity, before: int, last: int) -> Word:
    """Return the noun of a phrase: the first where adjectives stand behind it ("el chile seco"), else the last.

    Of a name it is the last word.
    """
    words = quantity.parse[before + 1 : last + 1]
    nouns = [word for word in words if word.is_noun]
    if not nouns or not quantity.vocabulary.leaves_out_subjects:
        return words[-1]
    names = [word for word in nouns if word.is_name]
    return names[-1] if nouns[0].is_name else nouns[0]


@reads(
    NOUN_ELLIPSIS,
    "same_verb",
    example(
        "The family will hold 44% of the merged firm, while the state will hold 56%.", "56%", head="firm"
    ),
)
def same_verb(quantity: Quantity, before: EarlierQuantity) -> Finding | None:
    """The whole that the same verb shares out: "the family owns 44% of the firm, while the state owns 56%"."""
    construction = before.finding.construction
    if not quantity.is_share or construction not in (PARTITIVE, NOUN_ELLIPSIS):
        return None
    verb, former = quantity.root.head, before.finding.verb
    if (
        former is None
        or quantity.root.relation not in OBJECTS
        or verb.lemma != former.lemma
        or verb is former
    ):
        return None
    return before.finding.anew(verb=verb, owner=None)


GOING_ON = DecisionList[Finding](
    same_measure,
    place_of_measure,
    parallel_phrase,
    share_after_same_preposition,
    parts_to_each,
    parallel_prepositions,
    next_possessor,
    next_owner,
    next_part,
    gapped_subject,
    gapped_object,
    same_verb,
)
