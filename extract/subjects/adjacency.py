"""Adjacency: the thing that has an amount, where it stands right before or after it; little grammar is needed."""

from newstally.extract.grammar import Word
from newstally.extract.grammar.forms import COMMON_NOUN_FORMS, Form
from newstally.extract.grammar.forms import PartOfSpeech as Pos
from newstally.extract.grammar.marks import CLOSING_QUOTES, HYPHENS, OPENING_QUOTES
from newstally.extract.grammar.relations import SUBJECTS, Relation
from newstally.extract.rules import counterexample, example
from newstally.extract.subjects.anaphora import subject_resolved
from newstally.extract.subjects.asides import opens_aside, past_aside
from newstally.extract.subjects.clauses import (
    OBJECTS,
    is_thing,
    top_of_compound,
)
from newstally.extract.subjects.constructions import (
    ATTRIBUTIVE,
    MATERIAL,
    MEASURED_ADJECTIVE,
    NOUN_WITH_AMOUNT,
    PARTITIVE,
)
from newstally.extract.subjects.events import event_of
from newstally.extract.subjects.findings import Finding, reads
from newstally.extract.subjects.quantities import Quantity
from newstally.extract.subjects.transparent_nouns import thing_behind
from newstally.extract.subjects.wholes import governed_after, past_rate_and_aside, whole_after

REACH = 14
"""Tokens after a quantity within which the noun that it describes may stand."""


PASSED_OVER = frozenset(",()[]") | OPENING_QUOTES | CLOSING_QUOTES
"""Marks between a quantity that a hyphen ties and its noun ("a 55-kilometer “safety zone”")."""


@reads(
    ATTRIBUTIVE,
    "hyphen",
    example("The probe began a five-year, 2-billion-mile voyage.", "2-billion-mile", head="voyage"),
)
def hyphen(quantity: Quantity) -> Finding | None:
    """The noun that a hyphen ties the amount to: "a five-year, 2-billion-mile journey"."""
    parse, first, last = quantity.parse, quantity.first, quantity.last
    own = quantity.number.last  # "seven-and-a-half years": hyphens that tie nothing but the number's words
    hyphens = [i for i in range(max(first, own), last + 2) if i < len(parse) and parse[i].text in HYPHENS]
    if not any(not parse[i - 1].spaced and not parse[i].spaced for i in hyphens):
        return None
    for i in range(max(last, hyphens[-1]) + 1, min(last + REACH, len(parse))):
        word = parse[i]
        if i in quantity.taken or word.text in PASSED_OVER or word.pos is Pos.ADJECTIVE:
            continue
        if not word.is_noun:
            return None
        return Finding(thing_behind(top_of_compound(word), quantity))
    return None


@reads(
    MEASURED_ADJECTIVE,
    "sent_up",
    example("The news sent its stock up 11 percent.", "11 percent", head="stock"),
    example("It warned of losses, sending shares down 6 percent.", "6 percent", head="shares"),
)
def noun_sent(quantity: Quantity) -> Finding | None:
    """What a verb sends up or down by the amount: "sending its shares down 6 percent"."""
    if quantity.first < 2 or quantity.parse[quantity.first - 1].lower not in quantity.vocabulary.directions:
        return None
    direction, noun = quantity.parse[quantity.first - 1], quantity.parse[quantity.first - 2]
    if not noun.is_noun or noun.i in quantity.taken or noun.relation not in OBJECTS | SUBJECTS:
        return None
    verb = noun.parse[noun.first].before
    return Finding(noun, direction) if verb is not None and verb.pos is Pos.VERB else None


@reads(
    MEASURED_ADJECTIVE,
    "of_each",
    example("The union is adding 36 dishes, each 5 metres wide.", "5 metres", head="dishes"),
)
def size_of_each(quantity: Quantity) -> Finding | None:
    """The things just named, each of which is so long or costs so much: "36 dishes, each 5 metres wide"."""
    parse, each = quantity.parse, quantity.first - 1
    if (
        each < 2
        or parse[each].lower not in quantity.vocabulary.rates
        or parse[each].pos is not Pos.DETERMINER
    ):
        return None
    if parse[each].lower in quantity.vocabulary.indefinite:
        return None
    noun = parse[each - 2]
    apart = parse[each - 1].text in COMMAS_AND_DASHES
    return Finding(noun) if apart and noun.is_plural and noun.i not in quantity.taken else None


COMMAS_AND_DASHES = frozenset({",", "—", "–", "("})


@reads(
    NOUN_WITH_AMOUNT,
    "low_of",
    example("Growth may plummet to a multi-decade low of 1.6 percent.", "1.6 percent", head="Growth"),
)
def low_of(quantity: Quantity) -> Finding | None:
    """What is at a high or low that was not read as a noun: "growth may plummet to a multi-decade low of 1.6%"."""
    parse, vocabulary, i = quantity.parse, quantity.vocabulary, quantity.first - 2
    if i < 1 or parse[i + 1].lower not in vocabulary.after_of or parse[i].pos is not Pos.ADJECTIVE:
        return None
    if parse[i].lower not in vocabulary.reckonings:
        return None
    verb = parse[i].governing_verb
    thing = subject_resolved(verb, vocabulary) if verb is not None else None
    return Finding(thing) if thing is not None and is_thing(thing) and quantity.outside(thing) else None


@reads(
    PARTITIVE,
    "of_inside",
    example("The pipeline carries 40,000 barrels of oil per day.", "40,000", head="oil"),
)
def of_inside(quantity: Quantity) -> Finding | None:
    """The noun after "of" within the quantity: "40 barrels of oil per day"."""
    if quantity.kind != "measure":
        return None
    parse, of = quantity.parse, quantity.vocabulary.after_of
    inner = next((w for w in parse[quantity.first + 1 : quantity.last] if w.lower in of), None)
    if inner is None or not parse[inner.i + 1].is_noun:
        return None
    return Finding(parse[inner.i + 1], event_of(quantity.root, quantity.vocabulary))


@reads(
    PARTITIVE,
    "of",
    example("Nearly 31% of investors sold their shares.", "Nearly 31%", head="investors"),
    counterexample("Recibió una condena de tres años de cárcel.", "tres años", language="es", head="condena"),
)
def of(quantity: Quantity) -> Finding | None:
    """The noun after "of": "31% of investors", "£5,000 worth of clothes"."""
    noun = whole_after(quantity)
    sentence = quantity.kind == "duration" and _is_led_by_noun(quantity)
    size = quantity.kind == "measure" and noun is not None and noun.lower in quantity.vocabulary.dimensions
    if sentence or (size and _is_led_by_noun(quantity)):
        return None  # "a sentence of three years of prison", "un motor de 1,5 litros de cilindrada"
    return Finding(noun, event_of(quantity.root, quantity.vocabulary)) if noun is not None else None


@reads(
    MATERIAL,
    "in",
    example("The state added $300 million in school funding.", "$300 million", head="funding"),
)
def material(quantity: Quantity) -> Finding | None:
    """What the amount consists of, after "in": "$300 million in school funding"."""
    parse, vocabulary = quantity.parse, quantity.vocabulary
    i = past_rate_and_aside(quantity)
    if i + 1 >= len(parse) or quantity.kind not in ("money", "measure"):
        return None
    if (
        parse[i].lower not in vocabulary.after_in
        or parse[i].lower in vocabulary.after_of
        or adjoins(quantity)
        or _is_led_by_noun(quantity)
    ):
        return None
    noun = governed_after(parse[i], quantity)
    if noun is None or noun.is_name or vocabulary.is_time(noun) or _is_definite(noun, quantity):
        return None
    if noun.text.isdigit():
        return None  # a year that was read as a noun
    if _is_one_of_its_kind(noun, quantity):
        return None  # "bought it for $7 billion in a bid to"
    taken = noun.lower in vocabulary.stuff and quantity.root.relation in OBJECTS
    if noun.lower in vocabulary.dimensions and not taken:
        return None
    return Finding(noun, event_of(quantity.root, vocabulary))


@reads(
    NOUN_WITH_AMOUNT,
    "spot",
    example("The quake struck Orla, 40 miles north of the capital.", "40 miles", head="Orla"),
)
def spot(quantity: Quantity) -> Finding | None:
    """The place that is so far from another: "a town 15 km (9 miles) east of the port"."""
    if quantity.kind != "measure" or quantity.first < 2 or opens_aside(quantity):
        return None
    parse, vocabulary = quantity.parse, quantity.vocabulary
    after = past_aside(quantity, quantity.last + 1)
    if after >= len(parse) or not vocabulary.is_bearing(parse[after]):
        return None
    i = quantity.first - 1 - (parse[quantity.first - 1].lower in vocabulary.adjoining)
    situated = parse[i].lower in vocabulary.situated
    aside = parse[i].text == "," and parse[i - 1].is_name  # "the city of Orla, 40 miles north of"
    noun = parse[i - 1] if situated or aside else parse[i]
    of_place = noun.relation is Relation.PREPOSITION_OBJECT and noun.head.lower in vocabulary.after_of
    if of_place and not situated:
        noun = noun.head.head  # "a town of 40,000 people 60 km from"
    if not noun.is_noun or noun.i in quantity.taken or vocabulary.is_time(noun):
        return None
    named = noun.is_name or noun.lemma.lower() in vocabulary.settlements
    return Finding(noun) if situated or (named and noun.relation not in SUBJECTS) else None


@reads(
    NOUN_WITH_AMOUNT,
    "before",
    example("The shares reached a peak above $68.", "above $68", head="peak"),
    example("They dug a hole 5 metres deep.", "5", head="hole"),
)
def noun_before(quantity: Quantity) -> Finding | None:
    """The noun right before the amount: "a peak above $68,000", "a fine of $5 million", "desks 4 metres apart"."""
    parse, vocabulary, i = quantity.parse, quantity.vocabulary, quantity.first - 1
    if i < 1 or opens_aside(quantity):
        return None
    leads = parse[quantity.first].lower in vocabulary.adjoining
    if parse[i].lower in vocabulary.directions and parse[i - 1].lower in vocabulary.after_of:
        i -= 1  # "guidance of up 2 percent"
    if parse[i].lower in vocabulary.adjoining:
        leads = True
        i -= 1
    if leads:
        while i > 0 and parse[i].pos in BEFORE_AMOUNT and not is_thing(parse[i]):
            i -= 1
    elif quantity.kind != "measure" or not adjoins(quantity) or _belongs_to_verb(quantity):
        return None
    noun = parse[i]
    if noun.form not in COMMON_NOUN_FORMS or i in quantity.taken:
        return None
    if vocabulary.is_time(noun) and quantity.kind != "duration":
        return None
    each = noun.head
    if each.lower in vocabulary.per and noun.i == each.i + 1 and each.head.is_noun:
        return Finding(each.head)  # "earnings per share of $2"
    return Finding(thing_behind(noun, quantity))


BEFORE_AMOUNT = frozenset({Pos.ADVERB, Pos.DETERMINER, Pos.ADJECTIVE})
"""What may stand between "of" or "above" and the noun before it."""


def adjoins(quantity: Quantity) -> bool:
    """Whether a common noun stands right before the quantity ("desks just 4 metres from the cell")."""
    if not quantity.first:
        return False
    before = quantity.parse[quantity.first - 1]
    return before.form in COMMON_NOUN_FORMS and before.i not in quantity.taken


def _is_led_by_noun(quantity: Quantity) -> bool:
    """Whether a noun leads on to the amount ("a cutoff of $50,000 in response")."""
    if quantity.first < 2 or quantity.parse[quantity.first - 1].lower not in quantity.vocabulary.after_of:
        return False
    noun = quantity.parse[quantity.first - 2]
    return noun.form in COMMON_NOUN_FORMS and noun.i not in quantity.taken


def _belongs_to_verb(quantity: Quantity) -> bool:
    """Whether the amount belongs to a verb ("light travels through water up to 100 metres")."""
    head, before = quantity.root.head, quantity.parse[quantity.first - 1]
    if head.pos is Pos.ADPOSITION and not quantity.outside(head):
        head = head.head
    told = head.pos is Pos.VERB and head.i < before.i
    return told and before.relation is Relation.PREPOSITION_OBJECT


def _is_one_of_its_kind(noun: Word, quantity: Quantity) -> bool:
    """Whether an article makes one thing of the noun, which nothing consists of."""
    article = noun.dependent(Relation.DETERMINER)
    single = noun.form is Form.SINGULAR_NOUN
    return single and article is not None and article.lower in quantity.vocabulary.indefinite


def _is_definite(noun: Word, quantity: Quantity) -> bool:
    """Whether a determiner or an owner says which one is meant."""
    if noun.has(Relation.POSSESSOR):
        return True
    return any(
        child.relation is Relation.DETERMINER and child.lower not in quantity.vocabulary.indefinite
        for child in noun.dependents
    )
