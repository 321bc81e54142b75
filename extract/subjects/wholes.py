"""Wholes: the noun that a preposition right after an amount leads to ("31% of investors", "£5,000 of clothes")."""

from newstally.extract.grammar import Word
from newstally.extract.grammar.forms import WH_FORMS, Form
from newstally.extract.grammar.forms import PartOfSpeech as Pos
from newstally.extract.grammar.relations import Relation
from newstally.extract.subjects.asides import past_aside
from newstally.extract.subjects.clauses import object_of, past_owner, top_of_compound
from newstally.extract.subjects.quantities import Quantity
from newstally.extract.subjects.transparent_nouns import thing_behind

DISTANCES = frozenset({"kilometre", "metre", "mile"})
"""Units of how far places are from each other."""
YEAR = 4
"""Digits of a year."""
OF_THOSE = frozenset({Pos.VERB, Pos.ADPOSITION, Pos.PRONOUN})
"""What may follow "those" that are told from others ("of those polled")."""


def whole_after(quantity: Quantity) -> Word | None:
    """Return the noun that "of" after the amount leads to, None where no "of" follows."""
    parse, vocabulary, i = quantity.parse, quantity.vocabulary, past_rate_and_aside(quantity)
    if i + 1 >= len(parse):
        return None
    if parse[i].lower in vocabulary.worth and parse[i + 1].lower in vocabulary.after_of:
        i += 1
    if quantity.number.per and i == quantity.last + 1:
        return None  # "$700 per ton of carbon dioxide"
    noun = governed_after(parse[i], quantity) if parse[i].lower in vocabulary.after_of else None
    return None if noun is not None and _tells_which(noun, parse[i], quantity) else noun


def _tells_which(noun: Word, of: Word, quantity: Quantity) -> bool:
    """Whether "of" only tells when, how or from where an amount is, in a language where it does all of that.

    "El 6,7 % de marzo", "40 centímetros de largo", "a 900 kilómetros de Tarma".
    """
    vocabulary = quantity.vocabulary
    if of.lower not in vocabulary.adjoining or quantity.kind in ("duration", "ratio"):
        return False
    dated = noun.text.isdigit() and len(noun) == YEAR
    extent = noun.lower in vocabulary.dimensions and noun.i == of.i + 1 and quantity.kind == "measure"
    far = quantity.number.unit in DISTANCES and of.lower in vocabulary.bearings
    distance = far and noun.is_name and noun.text[0].isupper()
    return dated or extent or distance


def past_rate_and_aside(quantity: Quantity) -> int:
    """Return the index after the quantity, "per year" and an aside ("a third — 31% — of", "5 km (3 miles) of")."""
    parse, vocabulary, i = quantity.parse, quantity.vocabulary, quantity.last + 1
    if i + 1 < len(parse) and parse[i].lower in vocabulary.rates and vocabulary.is_time(parse[i + 1]):
        i += 2
    return past_aside(quantity, i)


def governed_after(preposition: Word, quantity: Quantity) -> Word | None:
    """Return what a preposition after the amount leads to, as far as it can have the amount."""
    parse, vocabulary = quantity.parse, quantity.vocabulary
    if parse[preposition.i + 1].lower in vocabulary.demonstratives:
        follower = parse[min(preposition.i + 2, len(parse) - 1)]
        if follower.pos in OF_THOSE or follower.form in WH_FORMS:
            return parse[preposition.i + 1]  # "of those polled"
    persons = _person_adjective(preposition, quantity)
    if persons is not None:
        return persons
    noun = preposition.governed
    if noun is not None and noun.lower in vocabulary.worth:
        stuff = noun.dependent(Relation.PREPOSITION)
        noun = stuff.governed if stuff is not None and stuff.lower in vocabulary.after_of else noun
    if noun is None or (noun.form is Form.GERUND and parse[noun.i - 1].is_noun):
        noun = next((w for w in parse[preposition.i + 1 : preposition.i + 6] if w.is_noun), None)
    noun = past_owner(top_of_compound(noun)) if noun is not None else None
    if noun is None or (noun.i in quantity.taken and not noun.is_noun) or not quantity.outside(noun):
        return None
    if not noun.is_noun:
        alone = noun.i == preposition.i + 1 and object_of(noun) is None
        state = noun.form is Form.GERUND or noun.pos is Pos.ADJECTIVE
        return noun if alone and state else None  # "days of mourning", "30 GW of solar"
    return thing_behind(noun, quantity)


def _person_adjective(preposition: Word, quantity: Quantity) -> Word | None:
    """Return the adjective that stands for people ("60% of the dead")."""
    parse, vocabulary = quantity.parse, quantity.vocabulary
    bare = [w for w in parse[preposition.i + 1 : preposition.i + 5] if w.pos is not Pos.NUMERAL]
    if len(bare) > 2 and bare[0].lower in vocabulary.before_person_adjective:
        follows = (bare[2].is_noun or bare[2].pos is Pos.ADJECTIVE) and bare[2].i == bare[1].i + 1
        if bare[1].lower in vocabulary.person_states and not follows:
            return bare[1]  # "half of the 40 wounded"
    words = parse[preposition.i + 1 : preposition.i + 4]
    if len(words) < 3 or words[0].lower not in vocabulary.before_person_adjective:
        return None
    goes_on = words[2].is_noun or words[2].pos in (Pos.ADJECTIVE, Pos.NUMERAL, Pos.PUNCTUATION)
    governed = words[1].pos is Pos.ADJECTIVE and words[1].relation is Relation.PREPOSITION_OBJECT
    return words[1] if governed and not goes_on else None
