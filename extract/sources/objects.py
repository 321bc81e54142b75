"""Objects: where what is told as the object of a verb of saying begins, and what tells when or why it was said."""

from newstally.extract.grammar import Word
from newstally.extract.grammar.forms import PAST_FORMS, PRESENT_FORMS, Form
from newstally.extract.grammar.relations import COMPLEMENTS, Relation
from newstally.extract.sources.attribution import Span
from newstally.extract.sources.comments import is_time
from newstally.extract.sources.saying import AMOUNT, HEAVY, STATING, Saying, has_amount, is_amount

LONGEST_TIME = 3
"""Tokens of a time between a verb and what it says ("cifró este martes en 12 los muertos")."""
SOON = 3
"""Tokens after "a" or "en" within which the amount stands at which a figure is set ("en más de 40")."""
OBJECTS = frozenset({Relation.OBJECT})
SAID_THINGS = COMPLEMENTS | {Relation.OBJECT, Relation.OBJECT_PREDICATE, Relation.INDIRECT_OBJECT}
"""With what the object of a verb begins, in the wide sense in which all that follows is told of it."""


def has_object(saying: Saying, relations: frozenset[Relation]) -> bool:
    """Return whether the verb has the kind of object without which it attributes nothing."""
    if saying.cue.object == AMOUNT:
        return has_amount(saying.verb)
    nouns = saying.lexicon.objects[saying.cue.object or ""] | saying.lexicon.figure_pronouns
    return any(child.relation in relations and child.lower in nouns for child in saying.verb.dependents)


def objects_of(saying: Saying, end: int) -> list[Span]:
    """Return what follows the verb from its object or particle on, up to a time or circumstance of saying it."""
    lexicon, verb, cue = saying.lexicon, saying.verb, saying.cue
    if cue.at and lexicon.at_words.isdisjoint(saying.parse.lower[verb.i + 1 : end]):
        return []
    if cue.object and not has_object(saying, OBJECTS):
        return []
    start = verb.i + 1 if _is_set_at_once(saying) else None
    for child in verb.rights:
        if start is None:
            particle = cue.particle and child.lower == cue.particle
            told = particle or _spans_amount(saying, child) or _is_topic(saying, child)
            deed = (
                child.relation is Relation.OPEN_COMPLEMENT
                and cue.person_only
                and "infinitive" not in cue.takes
            )
            if deed:
                continue  # "agreed to accept 40 refugees"
            if child.relation in SAID_THINGS or told:
                start = child.first
            elif (amount := _amount_after(child)) is not None:
                start = amount.first
        elif _is_time_of_saying(saying, child) or _is_circumstance(saying, child):
            return [(start, min(end, child.first))]
    return [(start, end)] if start is not None and end > start else []


def _is_set_at_once(saying: Saying) -> bool:
    """Whether the amount at which a figure is set stands right after the verb: "elevó a 75 los heridos"."""
    parse, verb = saying.parse, saying.verb
    pronoun = any(child.lower in saying.lexicon.figure_pronouns for child in verb.lefts)
    at = _past_time(verb).after
    sets = any(cue.at for cue in saying.lexicon.verbs[verb.lower])
    inverts = bool(saying.lexicon.figure_pronouns)
    if at is None or at.lower not in saying.lexicon.at_words:
        return False
    if not (saying.cue.at or (inverts and (pronoun or sets))):
        return False
    nearest = SOON if inverts else 1
    return any(is_amount(amount) for amount in parse.words[at.i + 1 : at.i + 1 + nearest])


def _past_time(verb: Word) -> Word:
    """The last word of a time right after a verb, or the verb: "cifró el martes en 12 los muertos"."""
    time = verb.right(Relation.ADVERBIAL_NOUN, Relation.ADVERBIAL_MODIFIER)
    beside = time is not None and time.first == verb.i + 1 and time.last <= verb.i + LONGEST_TIME
    return verb.parse[time.last] if time is not None and beside else verb


def _amount_after(child: Word) -> Word | None:
    """The amount that was read as telling more of a circumstance: "documented by name 46 people killed"."""
    noun = child.governed if child.relation in (Relation.AGENT, Relation.PREPOSITION) else None
    amount = noun.right(Relation.APPOSITION) if noun is not None else None
    return amount if amount is not None and is_amount(amount) and amount.first == amount.head.i + 1 else None


def _spans_amount(saying: Saying, child: Word) -> bool:
    """Whether an amount begins right after the verb with a preposition: "predict between two and four"."""
    spans = child.lower in saying.lexicon.spanning and child.i == saying.verb.i + 1
    return spans and child.after is not None and is_amount(child.after)


def _is_topic(saying: Saying, child: Word) -> bool:
    """Whether a preposition leads from a verb that says to what it tells: "informó de 18 heridos"."""
    leads = child.relation is Relation.PREPOSITION and child.lower in saying.lexicon.topics
    return leads and saying.cue.takes >= STATING and saying.cue.weight >= HEAVY


def _is_time_of_saying(saying: Saying, child: Word) -> bool:
    """Whether a phrase tells when or where something was said: "reported 12 deaths on Friday".

    In the present it tells when what is said happens: "predict highs of 32C on Friday".
    """
    if saying.verb.form in PRESENT_FORMS and not saying.lexicon.object_marks:
        return False
    leads = child.relation is Relation.PREPOSITION and child.lower in saying.lexicon.circumstances
    return leads and is_time(saying.lexicon, child)


def contrasts(saying: Saying, clause: Word) -> bool:
    """Return whether a clause sets one figure against another: "forecast rain here, while the south has 40C"."""
    opener = clause.left(Relation.SUBORDINATOR)
    return opener is not None and opener.lower in saying.lexicon.contrasting


def _is_circumstance(saying: Saying, clause: Word) -> bool:
    """Whether a clause tells when or why something was said: "had asked for 12 when it signed the deal".

    In the present after a past it tells on what condition: "called for a stop when rivers reach 20C".
    """
    conditional = clause.form in PRESENT_FORMS and saying.verb.form in PAST_FORMS
    if conditional or contrasts(saying, clause):
        return False
    return clause.relation is Relation.ADVERBIAL_CLAUSE and any(
        child.relation is Relation.SUBORDINATOR
        or (child.relation is Relation.ADVERBIAL_MODIFIER and child.form is Form.WH_ADVERB)
        for child in clause.lefts
    )
