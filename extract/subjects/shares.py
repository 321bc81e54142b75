"""Shares: the thing that is a share of another ("women make up 40% of the judges") or falls short of itself.

``of`` (in ``adjacency``) finds the whole; the rules here, asked before it, find what is the share of that whole.
"""

from newstally.extract.grammar import Word
from newstally.extract.grammar.forms import Form
from newstally.extract.grammar.forms import PartOfSpeech as Pos
from newstally.extract.grammar.relations import Relation
from newstally.extract.rules import example
from newstally.extract.subjects.anaphora import subject_resolved
from newstally.extract.subjects.attachments import thing_above
from newstally.extract.subjects.clauses import STEPS
from newstally.extract.subjects.constructions import PARTITIVE, SHARE, SHORTFALL
from newstally.extract.subjects.findings import Finding, reads
from newstally.extract.subjects.quantities import Quantity
from newstally.extract.subjects.wholes import whole_after

LONGEST_ASIDE = 5
"""Tokens from what was counted to the share that it is."""
COMPLETING = frozenset({Relation.PREDICATE_NOUN, Relation.OBJECT, Relation.PREPOSITION})


def _whole(quantity: Quantity) -> Word | None:
    """Return the whole that the quantity is a share of."""
    return whole_after(quantity) if quantity.is_share else None


def _is_size(whole: Word, quantity: Quantity) -> bool:
    """Whether the whole is only what another thing is measured by ("60% of output")."""
    return quantity.kind == "percent" and whole.lower in quantity.vocabulary.bases


@reads(
    SHARE,
    "of_size",
    example("The deficit widened to 6% of GDP.", "6%", head="deficit"),
)
def share_of_size(quantity: Quantity) -> Finding | None:
    """The thing measured by the size of another: "debt rose to 60% of output"."""
    whole = _whole(quantity)
    above = thing_above(quantity) if whole is not None and _is_size(whole, quantity) else None
    return above.anew(whole=whole) if above is not None else None


@reads(
    SHARE,
    "made_up",
    example("Women make up 40% of the judges.", "40%", head="Women", subject="Women as share of judges"),
)
def share_made_up(quantity: Quantity) -> Finding | None:
    """What makes up a share of the whole: "women make up 40% of the judges"."""
    whole, verb = _whole(quantity), _verb_before(quantity)
    if whole is None or verb is None or _is_size(whole, quantity) or _is_led(quantity):
        return None
    vocabulary = quantity.vocabulary
    if verb.lemma.lower() not in vocabulary.share_verbs or not _completes(quantity.root, verb):
        return None
    thing = subject_resolved(verb, vocabulary)
    return Finding(thing, whole=whole) if _is_part(thing, whole, quantity) else None


@reads(
    SHARE,
    "changed_to",
    example("Public debt climbed to 60% of the economy.", "60%", head="debt"),
)
def share_changed_to(quantity: Quantity) -> Finding | None:
    """What changed to a share of the whole: "debt rose to 60% of the economy"."""
    whole, verb = _whole(quantity), _verb_before(quantity)
    if whole is None or verb is None or _is_size(whole, quantity) or not _is_led(quantity):
        return None
    above = thing_above(quantity) if verb.lemma.lower() in quantity.vocabulary.change_verbs else None
    thing = above.head if above is not None else None
    return Finding(thing, whole=whole) if _is_part(thing, whole, quantity) else None


@reads(
    SHORTFALL,
    "own_level",
    example("Ohio is 6% below its peak employment.", "6%", subject="Ohio's peak employment"),
)
def shortfall(quantity: Quantity) -> Finding | None:
    """What is compared with itself: "Ohio is 6% below its peak employment" is about Ohio's employment."""
    parse, vocabulary, i = quantity.parse, quantity.vocabulary, quantity.last + 1
    if quantity.kind == "duration" or i + 2 >= len(parse) or parse[i].lower not in vocabulary.shortfalls:
        return None
    i += parse[i + 1].lower in vocabulary.after_of  # "short of"
    noun, verb = parse[i].governed, quantity.root.governing_verb
    if noun is None or not noun.is_noun or verb is None or vocabulary.is_time(noun):
        return None
    if noun.lemma.lower() in vocabulary.holders | vocabulary.reckonings | vocabulary.remainders:
        return None
    owner = subject_resolved(verb, vocabulary)
    owned = any(child.form is Form.POSSESSIVE_PRONOUN for child in noun.dependents)
    if not owned or owner is None or not owner.is_noun or not quantity.outside(owner):
        return None
    return Finding(noun, owner=owner)


@reads(
    SHARE,
    "set_beside",
    example("Some 3 million migrants – 5% of the population – live there.", "5%", head="migrants"),
)
def share_set_beside(quantity: Quantity, finding: Finding) -> Finding | None:
    """What was just counted, set beside its share of a whole: "3 million migrants – 5% of the population –"."""
    whole, parse, before = finding.whole or finding.head, quantity.parse, quantity.earlier.quantity
    of_whole = finding.construction is PARTITIVE or finding.construction is SHARE
    if not quantity.is_share or not of_whole or whole is None or before is None:
        return None
    head, i = before.finding.head, quantity.first - 1
    if head is None or before.number.kind not in ("count", "money", "measure"):
        return None
    if i - before.last > (LONGEST_ASIDE if before.last < head.i < i else 2):
        return None
    opened = parse[i].text in ",(—–" or parse[i].lower in quantity.vocabulary.restated
    end = whole.last + 1
    closed = end >= len(parse) or Pos.PUNCTUATION in (parse[end].pos, parse[end - 1].pos)
    if not opened or not closed or any(word.is_verb for word in parse[before.last + 1 : i]):
        return None
    return Finding(head, whole=whole)


def _verb_before(quantity: Quantity) -> Word | None:
    """Return the verb above the quantity, if it stands before it."""
    verb = quantity.root.governing_verb
    return verb if verb is not None and verb.i <= quantity.first else None


def _is_led(quantity: Quantity) -> bool:
    """Whether a preposition of change stands before the quantity ("to 60%")."""
    return quantity.parse[max(quantity.first - 1, 0)].lower in quantity.vocabulary.changing


def _is_part(thing: Word | None, whole: Word, quantity: Quantity) -> bool:
    if thing is None or not thing.is_noun or thing is whole or not quantity.outside(thing):
        return False
    return thing.i not in quantity.taken and not quantity.vocabulary.is_time(thing)


def _completes(word: Word, verb: Word) -> bool:
    """Whether the word is what the verb says its subject is or makes up, alone or in a list."""
    for _ in range(STEPS):
        if word.relation is not Relation.CONJUNCT or word.head.i >= word.i:
            break
        word = word.head
    if word.relation is Relation.PREPOSITION_OBJECT:
        word = word.head
    return word.head is verb and word.relation in COMPLETING
