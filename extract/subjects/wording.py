"""Wording: the words for what a number is a number of, as few as still say which figure this is."""

from newstally.extract.grammar import Word
from newstally.extract.grammar.forms import Form
from newstally.extract.grammar.forms import PartOfSpeech as Pos
from newstally.extract.grammar.relations import SUBJECTS, Relation
from newstally.extract.subjects.anaphora import subject_resolved
from newstally.extract.subjects.clauses import is_owned_by_pronoun, prepositions_of, top_of_compound
from newstally.extract.subjects.constructions import (
    AMOUNT_AS_SUBJECT,
    CHANGE,
    COMPLEMENT,
    CONTEST,
    HYPHENATED,
    OPINION,
    OTHERS,
    PARTITIVE,
    SUBJECT_OF_VERB,
    VALUED_NOUN,
    VERB_ALONE,
)
from newstally.extract.subjects.findings import Finding
from newstally.extract.subjects.noun_phrases import (
    complements,
    full_phrase,
    joined_names,
    prepositional_phrase,
    short_phrase,
)
from newstally.extract.subjects.predicates import active_words, has_own_clause, predicate_words
from newstally.extract.subjects.quantities import Quantity


def subject_words(finding: Finding, quantity: Quantity) -> str | None:
    """Return the subject: a noun phrase, and the verb that tells the figure from the next; None for no finding."""
    if finding.is_empty:
        return None
    head = finding.head
    if head is not None and finding.construction in (CONTEST, OPINION) and finding.verb is None:
        return _contest(head, finding.rival, quantity)
    purpose = _governing(finding) if finding.owner is None else None
    if head is not None and purpose is not None:
        verb = quantity.vocabulary.participle(finding.verb or head)
        return f"{verb} {purpose.text} {full_phrase(head, quantity)}"  # "spent on repairs"
    words = _thing(finding, quantity)
    clause = _clause(finding, quantity, words)
    holder = quantity.parse[quantity.first - 2] if quantity.first > 1 else head
    if holder is not None and holder is not head and _holds(holder, quantity):
        preposition = quantity.parse[quantity.first - 1]
        if (
            finding.owner is None
            and head is not None
            and holder.lemma.lower() in quantity.vocabulary.reckonings
        ):
            words = [short_phrase(head, quantity, owned=False)]  # the owner's own figure is another
        words.insert(0, f"{short_phrase(holder, quantity)} {preposition.text}")
    if finding.changed is not None:
        words += [quantity.vocabulary.change_phrase, short_phrase(finding.changed, quantity)]
    words += clause
    words += _done_with(quantity, words)
    per = quantity.number.per
    if per and per not in quantity.vocabulary.times and not _names(words, per):
        words.append(quantity.vocabulary.rate_phrase.format(thing=per))
    words += _in_points(quantity)
    if finding.whole is not None:
        words += [quantity.vocabulary.share_phrase, full_phrase(finding.whole, quantity)]
    return " ".join(" ".join(words).split()) or None


def _in_points(quantity: Quantity) -> list[str]:
    """Return "in points" for a difference of two shares, whose unit doesn't tell it from a share."""
    if quantity.number.kind != "percent":
        return []
    vocabulary, own = quantity.vocabulary, quantity.parse[quantity.first : quantity.last + 1]
    return [vocabulary.points_phrase.format(word=w.lower) for w in own if w.lower in vocabulary.points][-1:]


def _names(words: list[str], thing: str) -> bool:
    """Whether the words name the thing, in the singular or in the plural."""
    return any(word.startswith(thing) for word in " ".join(words).lower().split())


def _thing(finding: Finding, quantity: Quantity) -> list[str]:
    """Return the words for the thing itself."""
    head, vocabulary = finding.head, quantity.vocabulary
    if head is None:
        return [finding.noun or ""]
    if finding.construction is OTHERS:
        thing = short_phrase(finding.like, quantity) if finding.like is not None else finding.noun
        return [vocabulary.others_phrase.format(thing=thing)]
    if finding.owner is not None:
        owner = short_phrase(finding.owner, quantity)
        return [vocabulary.possess(owner, short_phrase(head, quantity, owned=False))]
    if finding.construction is HYPHENATED and top_of_compound(head) is not head:
        described = full_phrase(top_of_compound(head), quantity)
        return [described] if head.text in described.split() else [head.text, described]
    if finding.construction.elided:
        part = prepositional_phrase(finding.part, quantity) if finding.part is not None else ""
        return [short_phrase(head, quantity), part]
    possessor = _possessor(head, quantity) if quantity.kind == "count" else None
    if possessor is not None:
        return [vocabulary.possess(short_phrase(possessor, quantity), full_phrase(head, quantity))]
    if finding.construction is VERB_ALONE and (head.pos is Pos.VERB or head.pos is Pos.PRONOUN):
        return _verb_with_pronoun(head if head.pos is Pos.VERB else head.head, quantity)
    if finding.construction is VALUED_NOUN and head.relation is Relation.COMPOUND:
        return [full_phrase(top_of_compound(head), quantity)]  # the count of "vote count"
    number_of = _number_of(finding, quantity)
    if number_of is not None:
        return [full_phrase(number_of, quantity)]
    place = quantity.root if finding.construction is PARTITIVE else head
    holder = _holder(head, place, quantity) if quantity.kind != "count" else None
    if holder is not None:
        return [vocabulary.possess(short_phrase(holder, quantity), full_phrase(head, quantity))]
    phrase = joined_names(head, quantity) or full_phrase(head, quantity) or head.text
    if finding.named is not None:  # "those who passed": "students who passed"
        phrase = phrase.replace(head.text, short_phrase(finding.named, quantity), 1)
    return [phrase]


def _verb_with_pronoun(verb: Word, quantity: Quantity) -> list[str]:
    """Return "she lost" for a verb whose subject stands for nobody named."""
    pronoun = next((c for c in verb.dependents if c.relation in SUBJECTS and c.pos is Pos.PRONOUN), None)
    words = [pronoun.text] if pronoun is not None else []
    return [*words, *active_words(verb, quantity), *complements(verb, quantity)]


def _clause(finding: Finding, quantity: Quantity, words: list[str]) -> list[str]:
    """Return the words of the verb, else of the phrase after an amount, that tell the figure from the next."""
    clause: list[str] = []
    told = finding.verb is not None and finding.verb is not finding.head
    if finding.verb is not None and told and not has_own_clause(finding, quantity):
        clause = predicate_words(finding, finding.verb, quantity)
    if not clause and quantity.kind not in ("count", "ratio") and not finding.construction.own_phrase:
        clause = _purpose(quantity, words)
    return clause


def _possessor(head: Word, quantity: Quantity) -> Word | None:
    """Return the subject of "has" for what is counted ("the club has 400 members")."""
    verb = head.head
    if head.relation is not Relation.OBJECT or verb.lemma.lower() not in quantity.vocabulary.owning:
        return None
    subject = subject_resolved(verb, quantity.vocabulary)
    if subject is None or not subject.is_noun or subject.i in quantity.taken or subject is head:
        return None
    return None if head.has(Relation.POSSESSOR) else subject


def _holder(head: Word, place: Word, quantity: Quantity) -> Word | None:
    """Return the subject that "its" stands for ("the bank raised its rate to 5%", "lost 7% of its value").

    ``place`` is the verb's object: the noun, or the share of it.
    """
    if not is_owned_by_pronoun(head) or place.relation is not Relation.OBJECT or not place.head.is_verb:
        return None
    subject = subject_resolved(place.head, quantity.vocabulary)
    if subject is None or not subject.is_noun or subject.i in quantity.taken or subject is head:
        return None
    told = any(child.lower in quantity.vocabulary.own_pronouns for child in head.dependents)
    return subject if told else None


def _governing(finding: Finding) -> Word | None:
    """Return the preposition by which the verb of an amount leads to what it is for ("spent $5 on repairs")."""
    head, verb = finding.head, finding.verb
    if finding.construction not in (COMPLEMENT, AMOUNT_AS_SUBJECT) or head is None or verb is None:
        return None
    led = head.relation is Relation.PREPOSITION_OBJECT and head.head.head is verb
    return head.head if led and verb.pos is Pos.VERB else None


def _number_of(finding: Finding, quantity: Quantity) -> Word | None:
    """Return the subject that only tells how much there is of the thing ("the number of jobs has risen")."""
    verb, vocabulary = finding.verb, quantity.vocabulary
    if verb is None or not verb.is_verb or finding.construction not in (SUBJECT_OF_VERB, CHANGE):
        return None
    subject = subject_resolved(verb, vocabulary)
    if subject is None or subject is finding.head or subject.form is not Form.SINGULAR_NOUN:
        return None
    leads = any(noun is finding.head for _, noun in prepositions_of(subject))
    return subject if leads and subject.lemma.lower() in vocabulary.holders else None


def _holds(noun: Word, quantity: Quantity) -> bool:
    """Whether a noun that says how the amount is measured leads to it ("a depth of 10 km")."""
    vocabulary, lemma = quantity.vocabulary, noun.lemma.lower()
    if noun.pos is not Pos.NOUN or not (lemma in vocabulary.holders or lemma in vocabulary.reckonings):
        return False
    if lemma in vocabulary.reckonings:
        told_apart = lemma in vocabulary.expectations or noun.has(Relation.ADJECTIVAL_MODIFIER)
    else:
        told_apart = lemma not in vocabulary.counters
    told_apart = told_apart or lemma in vocabulary.extremes
    return told_apart and quantity.parse[quantity.first - 1].lower in vocabulary.after_of


def _contest(head: Word, rival: Word | None, quantity: Quantity) -> str:
    """Return "Ruiz against Hale among younger voters"."""
    parse, vocabulary = quantity.parse, quantity.vocabulary
    words = [short_phrase(head, quantity)]
    if rival is not None:
        words = [vocabulary.contest_phrase.format(one=words[0], other=short_phrase(rival, quantity))]
    i = quantity.last + 1
    while i < len(parse) and (
        i in quantity.taken or parse[i].lower in vocabulary.against or parse[i].pos is Pos.PUNCTUATION
    ):
        i += 1
    after = parse[i] if i < len(parse) else None
    apart = after is not None and after.lower not in vocabulary.contest_rivals and after.governed is not head
    if after is not None and after.pos is Pos.ADPOSITION and apart:
        words.append(prepositional_phrase(parse[i], quantity))
    return " ".join(" ".join(words).split())


def _done_with(quantity: Quantity, words: list[str]) -> list[str]:
    """Return what was done with a sum that somebody has ("it has $16 million stashed away")."""
    parse, after = quantity.parse, quantity.last + 1
    verb = quantity.root.governing_verb
    if quantity.kind != "money" or after >= len(parse) or verb is None:
        return []
    done = parse[after]
    owns = verb.lemma.lower() in quantity.vocabulary.owning and verb.i < quantity.first
    if not owns or done.form is not Form.PAST_PARTICIPLE or done.text in " ".join(words).split():
        return []
    particle = next((word.text for word in done.rights if word.i == done.i + 1), "")
    return [done.text, particle] if particle in quantity.vocabulary.particles else [done.text]


def _purpose(quantity: Quantity, words: list[str]) -> list[str]:
    """Return the phrase right after the amount that tells it from the next ("a fine of $5,000 for spills")."""
    parse, after = quantity.parse, quantity.last + 1
    if after >= len(parse) or parse[after].pos is not Pos.ADPOSITION:
        return []
    if parse[after].lower in quantity.vocabulary.changing:
        return []
    part = prepositional_phrase(parse[after], quantity)
    told = " ".join(words).split()
    return [part] if part and not set(part.split()[1:]) <= set(told) else []
