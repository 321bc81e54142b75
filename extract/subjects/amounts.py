"""Amounts: the thing that has an amount (money, percent, ratio, duration, measure), and in which order it is sought."""

from newstally.extract.grammar.forms import PAST_FORMS, Form
from newstally.extract.grammar.forms import PartOfSpeech as Pos
from newstally.extract.grammar.relations import SUBJECTS, Relation
from newstally.extract.rules import DecisionList, counterexample, example
from newstally.extract.subjects.adjacency import (
    hyphen,
    low_of,
    material,
    noun_before,
    noun_sent,
    of,
    of_inside,
    size_of_each,
    spot,
)
from newstally.extract.subjects.anaphora import subject_resolved
from newstally.extract.subjects.asides import (
    bracketed,
    noun_before_colon,
    noun_past_bracket,
    place_bracketed,
    share_of_persons_bracketed,
)
from newstally.extract.subjects.attachments import thing_above
from newstally.extract.subjects.clauses import subject_of
from newstally.extract.subjects.constructions import (
    NOUN_WITH_AMOUNT,
    RELATIVE_CLAUSE,
    SUBJECT_OF_VERB,
    VERB_ALONE,
)
from newstally.extract.subjects.contests import margin, named_after, sides, voters
from newstally.extract.subjects.findings import Finding, first, reads
from newstally.extract.subjects.nearest_nouns import NEAREST, amount_near, subject_before
from newstally.extract.subjects.opinions import for_and_against, standing
from newstally.extract.subjects.quantities import Quantity
from newstally.extract.subjects.shares import (
    share_changed_to,
    share_made_up,
    share_of_size,
    shortfall,
)


@reads(
    RELATIVE_CLAUSE,
    "subject",
    example("Bank records show the $204,000 that Perez raised from bankers.", "$204,000", head="Perez"),
    example("The port is short of the $64 million it must collect.", "$64 million", head="port"),
)
def relative_clause(quantity: Quantity) -> Finding | None:
    """The subject of the clause after the amount: "the $200 that the senator raised from bankers"."""
    for child in quantity.root.dependents:
        if child.relation is not Relation.RELATIVE_CLAUSE:
            continue
        if child.lemma.lower() in quantity.vocabulary.reckoning_verbs:
            return None  # "beat the $4bn that analysts expected"
        subject = subject_of(child) if child.i > quantity.last and child.pos is Pos.VERB else None
        if subject is None or not quantity.last < subject.i < child.i:
            continue
        if subject.is_noun:
            return Finding(subject, child)
        told = subject_resolved(child, quantity.vocabulary)
        if told is not None and told.is_noun:
            return Finding(told, child)
    return None


@reads(
    VERB_ALONE,
    "relative_clause",
    example("Asked about it, she named the $12 million she raised in May.", "$12 million", head="raised"),
)
def relative_clause_of_pronoun(quantity: Quantity) -> Finding | None:
    """The verb of the clause after the amount, where its subject stands for nobody: "the $12 million she raised"."""
    for child in quantity.root.dependents:
        if child.relation is not Relation.RELATIVE_CLAUSE or child.i <= quantity.last:
            continue
        subject = child.left(*SUBJECTS)
        vocabulary, verb = quantity.vocabulary, child.lemma.lower()
        known = verb in vocabulary.reckoning_verbs | vocabulary.silent_verbs or child.pos is not Pos.VERB
        if subject is not None and subject.form is Form.PERSONAL_PRONOUN and not known:
            return Finding(child)
    return None


@reads(
    RELATIVE_CLAUSE,
    "who_did_it",
    example(
        "In all, the $59 million spent by the campaign had come from him.", "$59 million", head="campaign"
    ),
)
def participle_with_agent(quantity: Quantity) -> Finding | None:
    """Who did what the participle after the amount says: "the $59 million spent by the campaign"."""
    for child in quantity.root.rights:
        beside = child.i == quantity.last + 1 or (
            child.i == quantity.last + 2 and quantity.parse[child.i - 1].pos is Pos.ADVERB
        )
        if child.relation is Relation.ADNOMINAL_CLAUSE and beside:
            agent = child.agent
            return Finding(agent, child) if agent is not None and agent.is_noun else None
    return None


@reads(
    VERB_ALONE,
    "participle",
    example(
        "Hale ended the year with $28 million of the nearly $73 million raised.",
        "nearly $73 million",
        head="raised",
    ),
)
def participle_alone(quantity: Quantity) -> Finding | None:
    """What was done with an amount that is part of another one: "$28 million of the $73 million raised"."""
    parse, after = quantity.parse, quantity.last + 1
    if quantity.kind != "money" or after >= len(parse) or parse[after].form not in PAST_FORMS:
        return None
    led = parse[max(quantity.first - 2, 0) : quantity.first]
    of_amount = any(
        word.lower in quantity.vocabulary.after_of and word.i - 1 in quantity.taken for word in led
    )
    return Finding(parse[after]) if of_amount else None


CONTESTS = DecisionList[Finding](standing, margin, named_after, voters, for_and_against, sides)


@reads(
    SUBJECT_OF_VERB,
    "behind_amount",
    example("La ministra dijo que bajó 32 % el robo.", "32 %", language="es", head="robo"),
    counterexample("El robo bajó 32 % el lunes.", "32 %", language="es", head="robo"),
)
def subject_behind(quantity: Quantity) -> Finding | None:
    """The subject behind a verb of change and its amount, in a language that puts it there: "bajó 32 % el robo"."""
    parse, vocabulary, last = quantity.parse, quantity.vocabulary, quantity.last
    words = parse[last + 1 : last + 3]
    if not vocabulary.leaves_out_subjects or quantity.kind == "duration" or len(words) < 2:
        return None
    verb, noun = parse[max(quantity.first - 1, 0)], words[1]
    articles = vocabulary.articles_of_shares - vocabulary.indefinite | vocabulary.definite
    if (
        not verb.is_verb
        or verb.lemma.lower() not in vocabulary.change_verbs
        or words[0].lower not in articles
    ):
        return None
    named = noun.is_noun and noun.i not in quantity.taken and not vocabulary.is_time(noun)
    return Finding(noun, verb) if named else None


@reads(
    NOUN_WITH_AMOUNT,
    "serving_as",
    example(
        "El puerto destinó 12 millones de pesos como subsidio a la pesca.",
        "12 millones de pesos",
        language="es",
        head="subsidio",
    ),
)
def serving_as(quantity: Quantity) -> Finding | None:
    """What a sum is given or asked for as: "destinó 12 millones como subsidio"."""
    parse, vocabulary, after = quantity.parse, quantity.vocabulary, quantity.last + 1
    if quantity.number.kind != "money" or after + 1 >= len(parse):
        return None
    if parse[after].lower not in vocabulary.serving:
        return None
    noun = parse[after + 1]
    return Finding(noun) if noun.is_noun and noun.i not in quantity.taken else None


LEFT_OUT = DecisionList[Finding](amount_near, subject_before)
"""What an amount is of whose verb leaves its subject out."""
BESIDE_AMOUNTS = DecisionList[Finding](
    hyphen,
    subject_behind,
    serving_as,
    size_of_each,
    low_of,
    noun_past_bracket,
    noun_sent,
    of_inside,
    share_of_size,
    share_made_up,
    share_changed_to,
    of,
    material,
    share_of_persons_bracketed,
    place_bracketed,
    bracketed,
    noun_before_colon,
    spot,
    relative_clause,
    relative_clause_of_pronoun,
    participle_with_agent,
    participle_alone,
    noun_before,
    shortfall,
)


def thing_measured(quantity: Quantity) -> Finding:
    """Return the thing that has the amount; the finding is empty where none is in sight."""
    found = first(CONTESTS, quantity) or first(BESIDE_AMOUNTS, quantity) or thing_above(quantity)
    if found is not None and found.construction is VERB_ALONE and quantity.vocabulary.leaves_out_subjects:
        found = first(LEFT_OUT, quantity) or found
    return found or first(NEAREST, quantity) or Finding()
