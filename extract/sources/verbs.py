"""Attributions that a sentence's grammar shows: a verb of saying, its subject, and the clause or object it takes."""

from newstally.extract.grammar import Parse, Word
from newstally.extract.grammar.forms import NOMINALS, NOUNS, VERB_FORMS, Form, PartOfSpeech
from newstally.extract.grammar.marks import CLOSING_QUOTES, DASHES
from newstally.extract.grammar.relations import ACTIVE_SUBJECTS, NOUN_CLAUSES, PASSIVE_SUBJECTS, Relation
from newstally.extract.sources.attribution import Attribution
from newstally.extract.sources.content import (
    CLAUSES,
    HEAVY,
    clause_after,
    content_of,
    is_amount,
)
from newstally.extract.sources.lexicon import Cue, Lexicon
from newstally.extract.sources.mentions import can_speak, is_document, mention_of
from newstally.extract.sources.misread import is_root, misread_attribution

WITHIN_NAME = frozenset(
    {
        Relation.PREPOSITION_OBJECT,
        Relation.PREPOSITION,
        Relation.COMPOUND,
        Relation.APPOSITION,
        Relation.ADJECTIVAL_MODIFIER,
        Relation.NOMINAL_MODIFIER,
        Relation.PUNCTUATION,
        Relation.AGENT,
        Relation.ADNOMINAL_CLAUSE,
        Relation.CONJUNCT,
    }
)
"""Dependents through which the noun of a long name is reached from its last word."""
LONGEST_CHAIN = 4
"""Verbs through which a missing subject is sought ("declined to comment on reports saying that ...")."""


def verb_attributions(parse: Parse, lexicon: Lexicon, sentence: int) -> list[Attribution]:
    """Return the attributions of a parsed sentence that verbs make."""
    first, end = parse.sentences[sentence]
    found = []
    for i in range(first, end):
        cues = lexicon.verbs.get(parse.lower[i])
        if not cues:
            continue
        verb = parse[i]
        misread = misread_attribution(parse, lexicon, verb, cues)
        if misread:
            found.append(misread)
            continue
        if not (verb.form in VERB_FORMS or is_root(verb)) or verb.relation in (
            Relation.AUXILIARY,
            Relation.PASSIVE_AUXILIARY,
            Relation.ADJECTIVAL_MODIFIER,
            Relation.COMPOUND,
        ):
            continue
        attribution = _attribution(parse, lexicon, verb, cues)
        if attribution:
            found.append(attribution)
    return found


def _attribution(parse: Parse, lexicon: Lexicon, verb: Word, cues: tuple[Cue, ...]) -> Attribution | None:
    subject, passive = subject_of(verb)
    if subject is None and verb.relation is Relation.ROOT and verb.form is Form.THIRD_PERSON_PRESENT:
        subject = verb.left(Relation.COMPOUND)
    if subject is not None and parse.texts[verb.i - 1] in DASHES:
        subject = _before_aside(parse, verb, subject)
    if (
        subject is not None
        and verb.relation is Relation.ADNOMINAL_CLAUSE
        and verb.form is Form.GERUND
        and subject.i == verb.head.i
    ):
        subject = _who_acts(parse, lexicon, subject)
    if subject is not None and subject.form is Form.CARDINAL:
        subject = _one_named(parse, lexicon, subject)
    subject = _who_is_made_to(parse, lexicon, verb) or subject
    if subject is None or not (can_speak(parse, lexicon, subject) or is_document(parse, lexicon, subject)):
        subject = _right_before(parse, lexicon, verb) or subject
    if (
        subject is None
        or _is_refused(lexicon, verb)
        or _is_verdict(lexicon, verb)
        or (
            subject.lower in lexicon.indefinite
            and subject.form in (Form.DETERMINER, Form.WH_PRONOUN, Form.EXISTENTIAL)
        )
    ):
        return None
    if subject.lower in lexicon.self_pronouns | lexicon.setting:
        return None
    document = is_document(parse, lexicon, subject)
    speaks = document or can_speak(parse, lexicon, subject)
    if subject.form is Form.CARDINAL or subject.lower in lexicon.shares:
        return None
    introducing = None
    for cue in cues:
        if cue.particle and not _has_particle(verb, cue.particle):
            continue
        if not _may_be_its_subject(parse, lexicon, cue, subject, document):
            continue
        if not speaks and not (
            cue.weight >= HEAVY and "clause" in cue.takes and _is_said(parse, verb, subject)
        ):
            continue
        if (
            passive
            and cue.weight < HEAVY
            and not (verb.relation is Relation.ADNOMINAL_CLAUSE and is_amount(verb.head))
        ):
            continue
        spans = content_of(parse, lexicon, verb, subject, cue, passive)
        quotes = "quotation" in cue.takes
        if spans or (quotes and introducing is None):
            source = mention_of(parse, lexicon, _publisher(parse, lexicon, verb, subject) or subject)
            last = verb.i + (1 if cue.particle and parse.lower[verb.i + 1] == cue.particle else 0)
            attribution = Attribution(source, (verb.i, last), spans, cue.weight, cue.rule, quotes)
            if spans:
                return attribution
            if (
                verb.relation is not Relation.ADNOMINAL_CLAUSE or verb.form is Form.GERUND
            ):  # a book "called" so says nothing
                introducing = attribution
    return introducing


def _may_be_its_subject(parse: Parse, lexicon: Lexicon, cue: Cue, subject: Word, document: bool) -> bool:
    """Whether the subject is of the kind that says something with this reading of the verb."""
    if (cue.document_only and not document) or (cue.person_only and document):
        return False
    if cue.investigator_only:
        named = subject.pos is PartOfSpeech.PROPER_NOUN and subject.left(Relation.COMPOUND) is not None
        return subject.lower in lexicon.investigating or named
    if cue.keeper_only:
        return subject.text not in lexicon.countries
    return True


def _who_acts(parse: Parse, lexicon: Lexicon, noun: Word) -> Word:
    """Who says what a participle after a noun that can't speak tells: "pleaded guilty to fraud, admitting that ..."."""
    if can_speak(parse, lexicon, noun) or is_document(parse, lexicon, noun):
        return noun
    for ancestor in noun.ancestors:
        for child in ancestor.lefts:
            if child.relation is Relation.SUBJECT and can_speak(parse, lexicon, child):
                return child
    return noun


def _who_is_made_to(parse: Parse, lexicon: Lexicon, verb: Word) -> Word | None:
    """Who says what another verb's object is moved to say: "prompted the bank to cut its forecast to 2 percent"."""
    if verb.relation is not Relation.OPEN_COMPLEMENT or not any(
        child.form is Form.TO for child in verb.lefts
    ):
        return None
    moved = next(
        (child for child in verb.head.rights if child.relation is Relation.OBJECT and child.i < verb.i), None
    )
    return moved if moved is not None and can_speak(parse, lexicon, moved) else None


def _before_aside(parse: Parse, verb: Word, subject: Word) -> Word:
    """The noun before an aside between dashes in which the parser found the subject of the verb after it."""
    first, _ = parse.sentences[parse.sentence_of[verb.i]]
    opening = next((i for i in range(verb.i - 2, first, -1) if parse.texts[i] in DASHES), first)
    if not first < opening < subject.i:
        return subject
    token = parse[opening - 1]
    while token.head.i < opening and (token.is_punctuation or token.relation in WITHIN_NAME):
        if token.head.i == token.i:
            break
        token = token.head
    return token if token.pos in NOUNS else subject


def _one_named(parse: Parse, lexicon: Lexicon, number: Word) -> Word:
    """Who "one of them, Ana Ruiz," is, or the number itself."""
    for child in number.rights:
        if child.relation is Relation.APPOSITION and can_speak(parse, lexicon, child):
            return child
    return number


def _publisher(parse: Parse, lexicon: Lexicon, verb: Word, document: Word) -> Word | None:
    """Who put out the document that says it: "the office released a report showing that 40 had died"."""
    noun = document
    if document.lower in lexicon.relative_pronouns:
        noun = verb.head
    if verb.relation not in NOUN_CLAUSES or noun.i != verb.head.i or not is_document(parse, lexicon, noun):
        return None
    act = noun.head
    if noun.relation is Relation.PREPOSITION_OBJECT and act.lower in lexicon.before_survey:
        act = act.head
    elif noun.relation is not Relation.OBJECT or act.lower not in lexicon.publishing | lexicon.making:
        return None
    subject = act.left(Relation.SUBJECT)
    if subject is None or subject.i > act.i or subject.lower in lexicon.self_pronouns:
        return None
    return subject if can_speak(parse, lexicon, subject) and subject.form is not Form.WH_DETERMINER else None


def _right_before(parse: Parse, lexicon: Lexicon, verb: Word) -> Word | None:
    """Who stands before the verb, joined by the parser to what isn't said: "led to floods, and officials said ..."."""
    i = verb.i - 1
    while i > verb.sentence[0] and parse.lower[i] in lexicon.between:
        i -= 1
    token = parse[i]
    if (
        token.relation is not Relation.CONJUNCT
        or token.pos not in NOUNS
        or verb.relation not in (Relation.CONJUNCT, Relation.ROOT)
    ):
        return None
    return token if can_speak(parse, lexicon, token) else None


def _is_verdict(lexicon: Lexicon, verb: Word) -> bool:
    """Whether a court's finding is told, which is an act: "found the mayor guilty on 12 counts"."""
    return any(child.lower in lexicon.verdicts for child in verb.rights)


def _is_refused(lexicon: Lexicon, verb: Word) -> bool:
    """Whether it is told that something was not said: "declined to say how many of the 500"."""
    if verb.relation is Relation.OPEN_COMPLEMENT and verb.head.lower in lexicon.refusing:
        return True
    clause = clause_after(verb)
    asked = clause is not None and clause.parse[clause.first].lower in lexicon.asking
    return asked and verb.left(Relation.NEGATION) is not None


def _is_said(parse: Parse, verb: Word, subject: Word) -> bool:
    """Whether a clause beside the verb, or a quotation, tells what is said: then whoever is its subject speaks."""
    if subject.i > verb.i and parse.texts[verb.i - 1] in CLOSING_QUOTES:
        return True
    return clause_after(verb) is not None or verb.left(Relation.CLAUSAL_COMPLEMENT) is not None


def subject_of(verb: Word) -> tuple[Word | None, bool]:
    """Return the token that does the saying, and whether it is the agent of a passive."""
    if _is_passive(verb):
        return _agent(verb), True
    token = verb
    for _ in range(LONGEST_CHAIN):
        for child in reversed(token.dependents):  # the nearest: a dateline may be taken for another subject
            if child.relation in ACTIVE_SUBJECTS or (
                child.relation in PASSIVE_SUBJECTS and token is not verb
            ):
                return child, False
        if token.relation in NOUN_CLAUSES and token.head.pos in NOMINALS:
            return token.head, False
        if token.relation is Relation.CLAUSAL_COMPLEMENT and token is verb:
            return None, False
        if token.relation is not Relation.PREPOSITION and token.relation not in CLAUSES:
            return None, False
        quoted = token.relation is Relation.PREPOSITION and token is not verb
        token = token.head
        if quoted:  # "quoted officials as saying"
            for child in token.rights:
                if child.relation is Relation.OBJECT and child.i < verb.i:
                    return child, False
    return None, False


def _is_passive(verb: Word) -> bool:
    if verb.has(Relation.PASSIVE_SUBJECT, Relation.PASSIVE_AUXILIARY):
        return True
    if verb.form is not Form.PAST_PARTICIPLE or verb.relation is Relation.ROOT:
        return False
    having = verb.head if verb.relation is Relation.CONJUNCT else verb
    return not any(
        child.relation is Relation.AUXILIARY for token in (verb, having) for child in token.dependents
    ) and not any(child.relation in ACTIVE_SUBJECTS for child in verb.dependents)


def _agent(verb: Word) -> Word | None:
    for child in verb.dependents:
        if child.relation is Relation.AGENT:
            for inner in child.dependents:
                if inner.relation is Relation.PREPOSITION_OBJECT:
                    return inner
    return None


def _has_particle(verb: Word, particle: str) -> bool:
    return verb.after is not None and verb.after.lower == particle
