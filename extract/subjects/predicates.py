"""Predicates: the words of a verb that tell a figure from the next ("killed in Gaza", "who fled to Chad")."""

from newstally.extract.grammar import Word
from newstally.extract.grammar.forms import PAST_FORMS, Form
from newstally.extract.grammar.forms import PartOfSpeech as Pos
from newstally.extract.grammar.relations import AUXILIARIES, NOUN_CLAUSES, PREDICATES, Relation
from newstally.extract.subjects.anaphora import subject_resolved
from newstally.extract.subjects.clauses import (
    OBJECTS,
    giving_verb,
    is_owned_by_pronoun,
    object_of,
    spelled,
    with_negation,
)
from newstally.extract.subjects.constructions import (
    CHANGE,
    COLLECTIVE,
    GAPPING,
    IMPLIED_PERSONS,
    NOUN_ELLIPSIS,
    PARTITIVE,
    PARTITIVE_COUNT,
    SUBJECT_OF_VERB,
    VALUED_NOUN,
)
from newstally.extract.subjects.findings import Finding
from newstally.extract.subjects.noun_phrases import (
    complements,
    modifying_clause,
    prepositional_phrase,
    purpose_after,
    short_phrase,
)
from newstally.extract.subjects.quantities import Quantity
from newstally.extract.subjects.transparent_nouns import thing_behind

OF_SUBJECT = frozenset({Relation.SUBJECT, Relation.CLAUSAL_SUBJECT})
PASSIVE = frozenset({Relation.PASSIVE_SUBJECT, Relation.PASSIVE_AUXILIARY})
HAPPENING = frozenset({SUBJECT_OF_VERB, CHANGE})
"""Constructions in which an amount of something happens to it."""
CLITICS = frozenset({Relation.VERB_PARTICLE, Relation.OBJECT, Relation.INDIRECT_OBJECT})
"""What pronouns before an active verb are to it."""
WITH_PLACE = frozenset({"percent", "money"})
"""Kinds whose subject tells both the phrase of the verb and the one after the amount ("fell in Osta, for banks")."""
COUNTS = frozenset({"count", "ratio"})


def has_own_clause(finding: Finding, quantity: Quantity) -> bool:
    """Return whether the noun has a clause of its own that already tells which figure this is."""
    head, verb = finding.head, finding.verb
    if head is None or verb is None or finding.construction.elided:
        return False
    happens = quantity.kind not in COUNTS and finding.construction in HAPPENING
    for child in head.rights:
        if child.relation not in NOUN_CLAUSES:
            continue
        if happens and verb is not child:
            continue  # "a bus carrying pilgrims plunged 60 metres"
        if modifying_clause(child, quantity):
            return True
    return False


def predicate_words(finding: Finding, verb: Word, quantity: Quantity) -> list[str]:
    """Return the words of the verb that tell the figure from the next ("killed in Gaza")."""
    vocabulary, construction, kind = quantity.vocabulary, finding.construction, quantity.kind
    if verb.lower in vocabulary.person_states and construction.of_persons:
        return [verb.lower, *_state_after(verb, quantity), *_places(verb, quantity, finding)]
    if verb.pos is Pos.NOUN and construction in (IMPLIED_PERSONS, NOUN_ELLIPSIS):
        # "12% favour the change": what people do, read as a noun
        return [vocabulary.relative_pronouns["person"], verb.text, *complements(verb, quantity)]
    if verb.lower in vocabulary.comparatives or (kind == "count" and verb.lower in vocabulary.directions):
        return []  # "a litre costs 20 cents more"
    if not verb.is_verb:
        return [prepositional_phrase(verb, quantity) or verb.text]
    acts = construction is GAPPING or _acts(finding, verb, quantity)
    if not acts and verb.lemma.lower() in vocabulary.copulas:
        return []
    if kind not in ("count", "ratio", "percent") or finding.origin.argument:
        return _amount_words(finding, verb, quantity, acts)
    return _acting_words(finding, verb, quantity) if acts else _passive_words(finding, verb, quantity)


def _passive_words(finding: Finding, verb: Word, quantity: Quantity) -> list[str]:
    """Return "killed in Gaza", "not released", "owned by the family" for what something happens to."""
    vocabulary = quantity.vocabulary
    happens = object_of(verb) is None and not verb.has(Relation.PASSIVE_AUXILIARY)
    if finding.construction is VALUED_NOUN and happens:
        return [verb.text, *_places(verb, quantity, finding)]
    passive = verb.has(Relation.PASSIVE_SUBJECT)
    denied = [c.norm for c in verb.dependents if passive and c.relation is Relation.NEGATION]
    words = [*denied, vocabulary.participle(verb), *_particle(verb, quantity), *_state_after(verb, quantity)]
    if finding.head is not None and giving_verb(finding.head.head, vocabulary) is verb:
        given = object_of(verb, quantity.taken)
        return [*words, short_phrase(given, quantity)] if given is not None else words
    kept = object_of(verb, quantity.taken) if verb.has(Relation.PASSIVE_AUXILIARY) else None
    if kept is not None and kept.is_noun and kept is not finding.head:
        return [*words, short_phrase(kept, quantity)]  # "were granted full freedom"
    where = _places(verb, quantity, finding)
    return [*words, *(where or (_agent(finding, verb, quantity) if quantity.kind != "count" else []))]


def _state_after(verb: Word, quantity: Quantity) -> list[str]:
    """Return the "dead" of "were confirmed dead", the "captive" of "was held captive"."""
    state = verb.after
    if state is None or state.head is not verb or state.i in quantity.taken:
        return []
    described = state.relation in PREDICATES and state.pos is Pos.ADJECTIVE
    return [state.text] if described or state.form is Form.PAST_PARTICIPLE else []


def _agent(finding: Finding, verb: Word, quantity: Quantity) -> list[str]:
    """Return "by the army" for what the army did."""
    vocabulary = quantity.vocabulary
    subject = subject_resolved(verb, vocabulary) if finding.owner is None else None
    if subject is None or not subject.is_noun or subject is finding.head:
        return []
    if subject.i in quantity.taken or verb.has(Relation.PASSIVE_AUXILIARY):
        return []
    if finding.head is not None and is_owned_by_pronoun(finding.head):
        return []  # "its dividend": the owner is told with it
    if thing_behind(subject, quantity) is finding.head:
        return []  # "the number of cases fell by a fifth"
    by = short_phrase(subject, quantity)
    return [vocabulary.before_agent, by] if by else []


def _amount_words(finding: Finding, verb: Word, quantity: Quantity, acts: bool) -> list[str]:
    """Return "lost", "spent on roads", "cut by the government" for the thing that has an amount."""
    if not acts:
        words = [quantity.vocabulary.participle(verb), *_state_after(verb, quantity)]
        words += _places(verb, quantity, finding)
        return [*words, *_agent(finding, verb, quantity)]
    head = finding.head.i if finding.head is not None else -1
    rest = _places(verb, quantity, finding)
    thing = object_of(verb, quantity.taken) if rest else None
    if thing is not None and thing.is_noun and thing.i != head:
        rest = [short_phrase(thing, quantity), *rest]
    rest = rest or complements(verb, quantity, head)
    if not rest and verb.lemma in quantity.vocabulary.being:
        return []
    told = active_words(verb, quantity)
    rest = rest[1:] if rest and rest[0] in told else rest  # the "aside" of "set aside"
    return [*told, *_receiver(verb, quantity, rest), *rest]


def active_words(verb: Word, quantity: Quantity) -> list[str]:
    """Return an active verb as it can follow its subject: "rose", "have risen", "will orbit", "to grow"."""
    bare = verb.form in (Form.BASE, Form.PAST_PARTICIPLE)
    words = with_negation(verb) if bare else [spelled(verb)]
    if verb.relation is Relation.CONJUNCT and verb.form is Form.BASE and words == [verb.text]:
        shared = [
            c.text
            for c in verb.head.dependents
            if c.relation is Relation.AUXILIARY and c.form in (Form.MODAL, Form.TO)
        ]
        words = [*shared[:1], verb.text]  # "will cost $4 million and take two years"
    return [*words, *_particle(verb, quantity)]


def _particle(verb: Word, quantity: Quantity) -> list[str]:
    """Return the "aside" of "set aside"."""
    for child in verb.rights:
        adverb = child.relation is Relation.ADVERBIAL_MODIFIER and child.i == verb.i + 1
        if child.relation is Relation.VERB_PARTICLE:
            return [child.text]
        if adverb and child.lower in quantity.vocabulary.particles:
            return [child.text]
    return []


def _receiver(verb: Word, quantity: Quantity, rest: list[str]) -> list[str]:
    """Return who or what received or owes the amount ("the jury awarded the family $9 million")."""
    receivers = (Relation.INDIRECT_OBJECT, *OBJECTS)
    noun = next((c for c in verb.rights if c.relation in receivers and c.is_noun), None)
    if noun is None or noun.i in quantity.taken or not verb.i < noun.i < quantity.first:
        return []
    words = short_phrase(noun, quantity)
    return [words] if words and words not in rest else []


def _shares_passive(verb: Word) -> bool:
    """Whether the verb shares the "were" of a passive before it ("300 were approved, 700 rejected")."""
    if verb.relation is not Relation.CONJUNCT or verb.form not in PAST_FORMS or object_of(verb) is not None:
        return False
    return verb.head.has(Relation.PASSIVE_AUXILIARY)


def _acts(finding: Finding, verb: Word, quantity: Quantity) -> bool:
    """Whether the thing is the verb's subject, and the verb active."""
    if _shares_passive(verb):
        return False
    head = finding.head
    tokens = {quantity.root.i, head.i if head is not None else -1}
    for child in verb.dependents:
        if child.relation in OF_SUBJECT and (child.i in tokens or not quantity.outside(child)):
            return True
    passive = verb.has(*PASSIVE)
    if finding.construction is NOUN_ELLIPSIS and verb.i == quantity.last + 1 and not passive:
        return True  # "said they liked it and 31% were opposed"
    subject = subject_resolved(verb, quantity.vocabulary)
    if subject is None or passive:
        return False
    if finding.former is PARTITIVE and subject.i in quantity.taken:
        return True  # "38% of respondents agreed, compared with 29%"
    subject = thing_behind(subject, quantity)
    joined = head is not None and head.relation is Relation.CONJUNCT and head.head is subject
    return joined or subject.i in tokens


def _acting_words(finding: Finding, verb: Word, quantity: Quantity) -> list[str]:
    """Return "who fled to Chad", "deprived of liberty", "under precautionary measures"."""
    vocabulary, head = quantity.vocabulary, finding.head
    rest = complements(verb, quantity, head.i if head is not None else -1)
    is_something = verb.right(Relation.PREDICATE_NOUN) is not None
    negated = verb.is_negated
    if verb.lemma.lower() in vocabulary.copulas and not is_something and not negated:
        return rest
    bare = verb.form is Form.PAST_PARTICIPLE and not verb.has(*AUXILIARIES)
    alone = bare and verb.relation is not Relation.CONJUNCT and not rest
    if verb.form is Form.GERUND or alone:
        return [verb.text, *rest]  # "people polled"
    pronoun = vocabulary.relative_pronouns["person" if _are_persons(finding, quantity) else "thing"]
    if negated:
        return [pronoun, *with_negation(verb), *rest]
    if head is not None and head.form is Form.SINGULAR_NAME:
        return [verb.text, *rest]  # "Ruiz leads Hale"
    return [pronoun, *_before_verb(verb, quantity), verb.text, *rest]


def _before_verb(verb: Word, quantity: Quantity) -> list[str]:
    """Return what an active verb needs before it after a relative pronoun: "who may have died", "que se han hundido".

    A perfect tense goes without where its participle is spelled like the past: "died" says as much as "have died".
    """
    told = [child for child in verb.lefts if child.relation is Relation.AUXILIARY or _is_clitic(child)]
    if not told and verb.relation is Relation.CONJUNCT and verb.form is Form.PAST_PARTICIPLE:
        told = [child for child in verb.head.lefts if child.relation is Relation.AUXILIARY]
    modal = any(child.form is Form.MODAL for child in told)
    perfect = verb.form is Form.PAST_PARTICIPLE and (
        modal or not quantity.vocabulary.is_spelled_as_past(verb)
    )
    return [child.text for child in told if perfect or child.form is Form.MODAL or _is_clitic(child)]


def _is_clitic(word: Word) -> bool:
    """Whether the word is the "se" of "se han hundido", the "lo" of "lo vieron"."""
    return word.pos is Pos.PRONOUN and word.form is Form.PERSONAL_PRONOUN and word.relation in CLITICS


def _are_persons(finding: Finding, quantity: Quantity) -> bool:
    """Whether a clause about what was found begins with "who"."""
    vocabulary, noun = quantity.vocabulary, finding.like or finding.head
    if finding.unit == vocabulary.person_unit and finding.construction is not COLLECTIVE:
        return True  # but "the toll that rose"
    if noun is None:
        return False
    return vocabulary.is_person(noun) or noun.lower in vocabulary.person_states | vocabulary.demonstratives


def _places(verb: Word, quantity: Quantity, finding: Finding) -> list[str]:
    """Return the first phrase of place or purpose after the quantity or the verb, if not the noun's own."""
    if finding.part is not None:
        return []
    own_phrase = finding.construction.whole_after or finding.construction is PARTITIVE_COUNT
    beside = _phrase_after(quantity, finding) if not own_phrase else ""
    if not beside:
        return _phrase_of_verb(verb, quantity, finding)
    inner = _phrase_of_verb(verb, quantity, finding) if quantity.kind in WITH_PLACE else []
    return [*(part for part in inner if part != beside), beside]


def _phrase_after(quantity: Quantity, finding: Finding) -> str:
    """Return the phrase right after the quantity ("and eight more in a field")."""
    parse, after = quantity.parse, quantity.last + 1
    for_what = purpose_after(quantity)
    if for_what:
        return for_what
    while after < len(parse) and parse[after].lower in quantity.vocabulary.further:
        after += 1
    if after >= len(parse) or parse[after].pos is not Pos.ADPOSITION:
        return ""
    own = parse[after].governed is finding.head
    return "" if own else prepositional_phrase(parse[after], quantity)


def _phrase_of_verb(verb: Word, quantity: Quantity, finding: Finding) -> list[str]:
    """Return the verb's first purpose or phrase of place; for a share or sum the first two phrases."""
    most = 2 if quantity.kind in WITH_PLACE else 1
    found: list[str] = []
    for child in verb.rights:
        if not quantity.outside(child):
            continue
        if any(i in quantity.taken for i in range(quantity.last + 1, child.i)):
            break  # "treated 70 people, 20 of them for burns"
        purpose = child.relation is Relation.ADVERBIAL_CLAUSE and any(c.form is Form.TO for c in child.lefts)
        if (child.relation is Relation.OPEN_COMPLEMENT or purpose) and child.form is Form.BASE:
            purpose_words = [quantity.vocabulary.infinitive, child.text, *complements(child, quantity)]
            return [*found, *purpose_words]
        prepositional = child.relation in (Relation.PREPOSITION, Relation.INDIRECT_OBJECT)
        if not prepositional or child.pos is not Pos.ADPOSITION:
            continue
        governed = child.governed
        if governed is not None and governed is finding.head:
            continue
        part = prepositional_phrase(child, quantity)
        if part:
            found.append(part)
        if len(found) == most:
            break
    return found
