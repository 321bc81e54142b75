"""Noun phrases: a noun with the words that tell it from others, without quantities, articles and times."""

from newstally.extract.grammar import Parse, Word
from newstally.extract.grammar.forms import COMPARATIVES, PARTICIPLES, PAST_FORMS, Form
from newstally.extract.grammar.forms import PartOfSpeech as Pos
from newstally.extract.grammar.relations import NOUN_CLAUSES, PREDICATES, PREPOSITIONS, SUBJECTS, Relation
from newstally.extract.subjects.clauses import (
    RELATIVE_PRONOUNS,
    is_nominal,
    object_of,
    subject_of,
    with_negation,
)
from newstally.extract.subjects.hyphens import hyphenated
from newstally.extract.subjects.quantities import Quantity

BEFORE_NOUN = frozenset(
    {
        Relation.COMPOUND,
        Relation.ADJECTIVAL_MODIFIER,
        Relation.NOMINAL_MODIFIER,
        Relation.POSSESSOR,
        Relation.ADVERBIAL_NOUN,
        Relation.ADVERBIAL_MODIFIER,
        Relation.QUANTIFIER_MODIFIER,
        Relation.NUMERIC_MODIFIER,
    }
)
"""What before a noun belongs to its phrase."""
AFTER_VERB = PREDICATES | {Relation.VERB_PARTICLE}
NEVER_FIRST = frozenset({Pos.PUNCTUATION, Pos.PARTICLE, Pos.COORDINATOR})
"""What no phrase begins with."""
STRIPPED = " ,-–—'\"“”()[]"
LONGEST_MODIFIER = 9
"""Tokens that a phrase beside the noun may have; a longer one is left out."""
MOST_MODIFIERS = 2


def full_phrase(noun: Word, quantity: Quantity) -> str:
    """Return the noun with the words before it and the phrases after it; a verb with its own subject."""
    if noun.is_verb and not is_nominal(noun):
        subject = subject_of(noun)
        owner = short_phrase(subject, quantity) if subject is not None and subject.is_noun else ""
        parts = [owner, noun.text, *complements(noun, quantity)]
    else:
        parts = [_event_of_noun(noun, quantity), short_phrase(noun, quantity), *_modifiers(noun, quantity)]
    return " ".join(part for part in parts if part)


def joined_names(name: Word, quantity: Quantity) -> str:
    """Return "Ana and Juan Ruiz" for the first of two names, an empty string for any other noun."""
    joiner, other = name.dependent(Relation.COORDINATOR), name.conjunct
    if not name.is_name or joiner is None or other is None or not other.is_name:
        return ""
    if other.first != joiner.i + 1 or any(i in quantity.taken for i in range(name.i, other.i)):
        return ""  # "in Osta ($3) and Kolin ($4)"
    return f"{short_phrase(name, quantity)} {joiner.text} {short_phrase(other, quantity)}"


def short_phrase(noun: Word, quantity: Quantity, owned: bool = True) -> str:
    """Return the noun with its compounds, adjectives and, unless not ``owned``, owners."""
    parse = noun.parse
    if noun.lower in quantity.vocabulary.demonstratives:
        after = parse[min(noun.i + 1, len(parse) - 1)]
        return f"{noun.text} {after.text}" if after.form in PAST_FORMS else noun.text  # "those polled"
    kept = _own_words(noun, quantity, owned)
    for first, last in [hyphenated(parse[i]) for i in kept]:
        if not any(i in quantity.taken for i in range(first, last + 1)):
            kept.update(range(first, last + 1))
        elif not first <= noun.i <= last:
            kept.difference_update(range(first, last + 1))  # the "page" of "70-page report"
    return _text(parse, kept, quantity)


def _own_words(noun: Word, quantity: Quantity, owned: bool) -> set[int]:
    """Return the tokens before the noun, and of a name after it, that belong to its short phrase."""
    vocabulary, kept = quantity.vocabulary, {noun.i}
    for child in noun.dependents:
        if child.relation is Relation.POSSESSOR and (vocabulary.is_time(child) or not owned):
            continue  # "last year's murders"
        if child.relation is Relation.DETERMINER and child.lower in vocabulary.denying:
            kept.add(child.i)  # "homes that had no water"
        if (
            child.is_noun
            and child.relation is not Relation.POSSESSOR
            and _stands_apart(child, noun, quantity)
        ):
            continue  # "each round 4 teams drop out"
        fits = child.i < noun.i and noun.i - child.first <= LONGEST_MODIFIER
        if fits and child.relation in BEFORE_NOUN:
            holds = child.first < quantity.first <= child.last  # "every year around 200 people drown"
            kept.update(range(quantity.first if holds else child.first, min(child.last + 1, noun.i)))
    kept.update(_name_after(noun))
    return kept


def _stands_apart(child: Word, noun: Word, quantity: Quantity) -> bool:
    """Whether a word that the parser took for part of a noun stands before the number that counts the noun."""
    counts = quantity.kind == "count" and quantity.last < noun.i
    return counts and quantity.first - child.last == 1


def _name_after(noun: Word) -> range:
    """Return the tokens of a name that follows what it is the name of ("the tycoon Ana Ruiz")."""
    for child in noun.rights:
        named = child.relation is Relation.APPOSITION and child.is_name and noun.pos is Pos.NOUN
        if named and child.first == noun.i + 1:
            return range(child.first, child.i + 1)
    return range(0)


def _text(parse: Parse, kept: set[int], quantity: Quantity) -> str:
    """Return the words kept, without those of quantities and those that no phrase begins with."""
    indexes = sorted(i for i in kept if i not in quantity.taken)
    while indexes and _is_dropped(parse, indexes, quantity):
        indexes.pop(0)
    text = ""
    for i in indexes:
        joined = i - 1 in kept and not parse[i - 1].spaced
        text += parse[i].text if not text or joined else f" {parse[i].text}"
    return text.strip(STRIPPED)


def _is_dropped(parse: Parse, indexes: list[int], quantity: Quantity) -> bool:
    """Whether the first of the words opens no phrase ("the", the "of" of "34 of 51 drones")."""
    word = parse[indexes[0]]
    if word.pos in NEVER_FIRST:
        return True
    if word.pos is not Pos.ADPOSITION and word.lower not in quantity.vocabulary.dropped:
        return False
    tied = len(indexes) > 1 and indexes[1] == word.i + 1 and not word.spaced
    return not tied  # "the to-be-built plant", "an all-party pact"


def _event_of_noun(noun: Word, quantity: Quantity) -> str:
    """Return "release of" for the noun in "the release of 100 detainees"."""
    preposition, vocabulary = noun.head, quantity.vocabulary
    if noun.relation is not Relation.PREPOSITION_OBJECT or preposition.lower not in vocabulary.after_of:
        return ""
    event = preposition.head
    if not event.is_noun or event.i in quantity.taken or vocabulary.is_time(event):
        return ""
    if any(i in quantity.taken for i in range(event.i, preposition.i)):
        return ""  # "this season 14 of the 20 clubs"
    if event.lemma.lower() in vocabulary.counters or event.is_number_like:
        return ""
    phrase = short_phrase(event, quantity)
    return f"{phrase} {preposition.text}" if phrase else ""


def _modifiers(noun: Word, quantity: Quantity) -> list[str]:
    """Return the phrases after the noun that tell it from others."""
    parts: list[str] = []
    for child in noun.rights:
        if len(parts) == MOST_MODIFIERS or not quantity.outside(child):
            continue
        if child.relation is Relation.PREPOSITION and child.pos is Pos.ADPOSITION:
            start = noun.i if quantity.first < noun.i else max(noun.i, quantity.last)
            if any(i in quantity.taken for i in range(start + 1, child.i)):
                continue  # "300 flats, 60 of them for families", "Lee at 39% to 32% for Kim"
            part = prepositional_phrase(child, quantity)
        elif child.relation in NOUN_CLAUSES:
            part = modifying_clause(child, quantity)
            if noun.lower in quantity.vocabulary.demonstratives and child.i == noun.i + 1:
                part = part.removeprefix(child.text).strip()  # the short phrase is "those polled"
        else:
            part = ""
        if part:
            parts.append(part)
    return parts


def prepositional_phrase(preposition: Word, quantity: Quantity) -> str:
    """Return the preposition with a short noun phrase, or "" where it tells a time, a quantity or nothing."""
    vocabulary, taken = quantity.vocabulary, quantity.taken
    if preposition.lower not in vocabulary.kept_prepositions or preposition.i in taken:
        return ""
    governed = preposition.governed
    if governed is None or not governed.is_noun or governed.i - preposition.i > LONGEST_MODIFIER:
        return ""
    counted = any(i in taken for i in range(preposition.i, governed.i + 1))
    known = governed.i not in taken and (
        any(child.lower in vocabulary.definite for child in governed.dependents)
        or governed.form is Form.SINGULAR_NOUN
    )  # "trade between the two countries", "on a 20-mile line"
    if vocabulary.is_time(governed) or (counted and not known):
        return ""
    phrase = short_phrase(governed, quantity)
    for child in governed.rights:
        if child.relation is Relation.PREPOSITION and child.lower in vocabulary.after_of:
            inner = child.governed
            if inner is not None and inner.is_noun and inner.i not in taken:
                within = short_phrase(inner, quantity)
                phrase += f" {child.text} {within}" if within else ""
    return f"{preposition.text} {phrase}" if phrase else ""


def purpose_after(quantity: Quantity) -> str:
    """Return what a sum is for, told right after it by a clause of its own: "$50 million to lease rooms", else ""."""
    parse, after = quantity.parse, quantity.last + 1
    if quantity.kind != "money" or after >= len(parse) or parse[after].form is not Form.TO:
        return ""
    mark, word = parse[after], parse[after].head
    if word.i <= mark.i or word.i in quantity.taken:
        return ""
    if word.is_noun:
        return f"{mark.text} {short_phrase(word, quantity)}"  # "to charity", taken for a verb
    if word.form is not Form.BASE or word.relation not in NOUN_CLAUSES:
        return ""
    return " ".join([mark.text, word.text, *complements(word, quantity)])


def modifying_clause(verb: Word, quantity: Quantity) -> str:
    """Return "granted full freedom", "who are protesting inside the prison"."""
    first, taken = verb.first, quantity.taken
    if not verb.is_verb or any(i in taken for i in range(first, verb.i + 1)):
        return ""
    apart = first > 0 and verb.parse[first - 1].text == ","
    if apart and not first <= quantity.first <= verb.last:
        return ""  # "the firm, which is 40 years old, lost"
    subject = verb.dependent(*SUBJECTS)
    words: list[str] = []
    if subject is not None and subject.form in RELATIVE_PRONOUNS:
        words.append(subject.text)
    elif subject is not None:
        if not subject.is_noun:
            return ""
        words.append(short_phrase(subject, quantity))
    bare = subject is None and verb.form in PARTICIPLES
    words += [verb.text] if bare else with_negation(verb)
    rest = complements(verb, quantity)
    particles = {child.text for child in verb.dependents if child.relation is Relation.VERB_PARTICLE}
    counted = any(i in taken for i in range(verb.i + 1, verb.last + 1))
    if counted and set(rest) <= particles:
        return ""  # the "which makes up" of "spending, which makes up two-thirds of output"
    return " ".join([*words, *rest])


def complements(verb: Word, quantity: Quantity, besides: int = -1, clauses: bool = True) -> list[str]:
    """Return the verb's object, predicate and first phrase of place; none that is built on token ``besides``.

    With ``clauses`` also what is said or thought.
    """
    words: list[str] = []
    thing = object_of(verb, quantity.taken)
    if thing is not None and thing.is_noun and thing.i != besides:
        mark = thing.left(Relation.OBJECT_MARK)  # the "a" of "acusan al alcalde"
        words += [mark.text] if mark is not None else []
        words.append(short_phrase(thing, quantity))
    elif thing is None:
        words += _time_spent(verb, quantity)
    for child in verb.rights:
        if child.i in quantity.taken:
            continue
        relation = child.relation
        if clauses and relation is Relation.CLAUSAL_COMPLEMENT and child.is_verb and not words:
            words += _content(child, quantity)
        elif relation in AFTER_VERB and child.i != besides:
            words += _predicative(child, quantity, clauses)
            if child.form is Form.PAST_PARTICIPLE:
                words += complements(child, quantity, besides, clauses)[:2]
        elif relation is Relation.OPEN_COMPLEMENT and child.form is Form.BASE:
            words += [quantity.vocabulary.infinitive, child.text]
            words += complements(child, quantity, besides, clauses)
        elif relation in PREPOSITIONS and child.pos is Pos.ADPOSITION:
            governed = child.governed
            part = prepositional_phrase(child, quantity) if governed and governed.i != besides else ""
            if part:
                words.append(part)
                break
    return words


def _time_spent(verb: Word, quantity: Quantity) -> list[str]:
    """Return the "night" of "spent Tuesday night in a shelter", the "days" of "spent three days in a shelter"."""
    if verb.lemma.lower() not in quantity.vocabulary.span_verbs:
        return []
    for child in verb.rights:
        spent = child.relation in (Relation.OBJECT, Relation.ADVERBIAL_NOUN) and child.first == verb.i + 1
        if spent and quantity.outside(child) and quantity.vocabulary.is_time(child):
            return [child.text]
    return []


def _predicative(word: Word, quantity: Quantity, clauses: bool) -> list[str]:
    """Return "less likely to vote", "president"."""
    if word.is_noun:
        return [short_phrase(word, quantity)]
    degree = [c.text for c in word.lefts if c.form in COMPARATIVES and c.i == word.i - 1]
    words = [*degree, word.text]
    for child in word.rights:
        if child.relation is Relation.OPEN_COMPLEMENT and child.form is Form.BASE:
            words += [quantity.vocabulary.infinitive, child.text]
            words += complements(child, quantity, clauses=clauses)
    return words


def _content(verb: Word, quantity: Quantity) -> list[str]:
    """Return what is said or thought: "they would vote for Ruiz"."""
    subject = verb.left(*SUBJECTS)
    if subject is None or any(i in quantity.taken for i in range(subject.first, verb.i + 1)):
        return []
    named = subject.text if not subject.is_noun else short_phrase(subject, quantity)
    return [named, *with_negation(verb), *complements(verb, quantity, clauses=False)]
