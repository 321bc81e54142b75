"""Counted words: the noun or state that stands beside a number, where the parser or reading on finds it."""

from newstally.extract.grammar import Word
from newstally.extract.grammar.forms import PARTICIPLES, Form
from newstally.extract.grammar.forms import PartOfSpeech as Pos
from newstally.extract.grammar.marks import HYPHENS
from newstally.extract.grammar.relations import SUBJECTS, Relation
from newstally.extract.numbers.context import thing_named
from newstally.extract.subjects.clauses import is_nominal, top_of_compound
from newstally.extract.subjects.hyphens import is_hyphenated
from newstally.extract.subjects.quantities import Quantity

REACH = 6
"""Words between a number and its noun ("two heavily armed 19-year-old men")."""
LONGEST_PHRASE = REACH + 4
"""Tokens from a number to a noun that the parser says it modifies."""
BEFORE_NOUN = frozenset({Relation.NUMERIC_MODIFIER, Relation.COMPOUND, Relation.ADJECTIVAL_MODIFIER})
"""How a number that was taken for a noun hangs on the one that it counts."""
DESCRIBING = frozenset({Relation.ADJECTIVAL_MODIFIER, Relation.COMPOUND, Relation.NOMINAL_MODIFIER})
BETWEEN = frozenset(
    {
        Pos.ADJECTIVE,
        Pos.ADVERB,
        Pos.NOUN,
        Pos.PROPER_NOUN,
        Pos.NUMERAL,
        Pos.PUNCTUATION,
        Pos.VERB,
        Pos.PARTICLE,
        Pos.SYMBOL,
        Pos.COORDINATOR,
    }
)
"""What may stand between a number and its noun."""
WITHIN_WORDS = "-–'\"“”"
"""Marks that may stand between a number and its noun."""
ENDS_PHRASE = ".;:()"
DASHES = "-–—"


def noun_beside(quantity: Quantity) -> Word | None:
    """Return the noun that the number counts and stands with, by the parse, else by reading on to it."""
    noun = _modified(quantity)
    noun = noun if noun is not None else _following(quantity)
    return noun if noun is not None else thing_named(quantity.parse, quantity.last + 1)


def _modified(quantity: Quantity) -> Word | None:
    """Return the noun that the number modifies in the parse."""
    root, head, parse = quantity.root, quantity.root.head, quantity.parse
    if root.is_noun and root.form is not Form.CARDINAL and root.relation not in BEFORE_NOUN:
        return None
    if head.i <= quantity.last or not is_nominal(head) or head.i - quantity.last > LONGEST_PHRASE:
        return None
    noun = top_of_compound(head)
    before = parse[noun.i - 1]
    if noun.i + 1 in quantity.taken and before.i > quantity.last and before.form is Form.PLURAL_NOUN:
        noun = before  # "people ages 30 or younger"
    crossed = parse[quantity.last + 1 : noun.i]
    vocabulary = quantity.vocabulary
    if vocabulary.is_time(noun) and any(word.lower in vocabulary.dropped for word in crossed):
        return None  # "hired 250 last year" counts no years
    if vocabulary.is_time(noun) and noun.relation is Relation.ADVERBIAL_NOUN and not noun.is_plural:
        return None  # "shot down 40 rockets, three today"
    if any(_ends_phrase(word) and not _is_within_name(word, noun) for word in crossed):
        return None
    return noun


def _is_within_name(preposition: Word, noun: Word) -> bool:
    """Whether the preposition belongs to a name before the noun ("two Ministry of Transport clerks")."""
    return preposition.head.is_name and preposition.pos is Pos.ADPOSITION and preposition.last < noun.i


def _ends_phrase(word: Word) -> bool:
    if word.text in DASHES and word.spaced and word.before is not None and word.before.spaced:
        return True  # "the first four states - Velm and Osta - her team's activities"
    return word.text in ENDS_PHRASE or (word.pos is Pos.ADPOSITION and not is_hyphenated(word))


def _following(quantity: Quantity) -> Word | None:
    """Return the noun at the end of the words after the number ("nine and 12 shots", "six [armed] men")."""
    noun = None
    for word in quantity.parse[quantity.last + 1 : quantity.last + 1 + REACH]:
        if word.is_noun and not quantity.vocabulary.is_time(word):
            noun = word
        elif noun is not None:
            break
        elif not is_hyphenated(word) and not _may_precede_noun(word, quantity):
            break  # but the "by" of "by-elections"
    return noun


def _may_precede_noun(word: Word, quantity: Quantity) -> bool:
    """Whether the word may stand between a number and its noun."""
    if word.pos is Pos.VERB:
        return _describes(word, quantity)
    if word.pos is Pos.PUNCTUATION:
        beside = (word.before, word.after)
        listed = all(other is not None and other.pos is Pos.ADJECTIVE for other in beside)
        return word.text in WITHIN_WORDS or (word.text == "," and listed)
    if word.pos is Pos.COORDINATOR:
        return word.after is not None and word.after.pos is Pos.NUMERAL
    return word.pos in BETWEEN


def _describes(verb: Word, quantity: Quantity) -> bool:
    """Whether a verb form stands for an adjective ("271 pledged delegates")."""
    if verb.form in PARTICIPLES:
        return True
    after = verb.after
    if verb.form is not Form.PAST or after is None or after.form is not Form.PLURAL_NOUN:
        return False
    predicate = after.after is not None and after.after.is_verb
    return predicate or quantity.root.relation not in SUBJECTS


def state_beside(quantity: Quantity) -> Word | None:
    """Return the word for people's state after the number, if no noun follows it ("12 dead", "40 were killed")."""
    parse, i = quantity.parse, quantity.last + 1
    if is_aboard(quantity):
        return parse[i]
    while i < len(parse) and parse[i].pos in (Pos.ADVERB, Pos.AUXILIARY):
        i += 1
    if i >= len(parse) or parse[i].lower not in quantity.vocabulary.person_states:
        return None
    state, following = parse[i], parse[i].after
    if following is None:
        return state
    if following.is_noun and following.head.i >= following.i:
        return None if state.head is following or state.relation in DESCRIBING else state
    return None if state.relation is Relation.ADJECTIVAL_MODIFIER and state.head.i > i else state


def is_aboard(quantity: Quantity) -> bool:
    """Return whether the number is followed by "on board" and the like."""
    words = tuple(word.lower for word in quantity.parse[quantity.last + 1 : quantity.last + 3])
    return words in quantity.vocabulary.aboard or words[:1] in quantity.vocabulary.aboard


def hyphenated_noun(quantity: Quantity) -> Word | None:
    """Return the noun that a hyphen ties to the number ("a 14-storey block" counts storeys)."""
    parse, last = quantity.parse, quantity.last
    i = last if parse[last].text[-1] in HYPHENS else last + 1
    if i + 1 >= len(parse) or parse[i].text[-1] not in HYPHENS or (i > last and parse[i - 1].spaced):
        return None
    while parse[i].spaced or parse[i + 1].text in ",":  # "two-, three- and four-door vans"
        hyphens = (k for k in range(i + 1, min(i + REACH, len(parse) - 1)) if parse[k].text in HYPHENS)
        i = next(hyphens, -1)
        if i < 0:
            return None
    return parse[i + 1] if parse[i + 1].is_noun else None


def described_noun(quantity: Quantity) -> Word | None:
    """Return the noun of a number that describes another, without a hyphen ("a 12 team tournament")."""
    parse, i = quantity.parse, quantity.last + 1
    if i + 1 >= len(parse) or parse[quantity.first - 1].lower not in quantity.vocabulary.indefinite:
        return None
    noun, described = parse[i], parse[i + 1]
    singular = noun.form is described.form is Form.SINGULAR_NOUN
    return noun if singular and noun.relation is Relation.COMPOUND and noun.head is described else None
