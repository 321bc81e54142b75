"""Verb subjects: who does the saying, where the grammar shows it and where the parser is known to err."""

from newstally.extract.grammar import Parse, Word
from newstally.extract.grammar.datelines import dateline_end
from newstally.extract.grammar.forms import FINITE_FORMS, NOMINALS, NOUNS, Form
from newstally.extract.grammar.marks import DASHES
from newstally.extract.grammar.relations import (
    ACTIVE_SUBJECTS,
    GOVERNED,
    NOUN_CLAUSES,
    PASSIVE_SUBJECTS,
    Relation,
)
from newstally.extract.sources.clauses import CLAUSES
from newstally.extract.sources.lexicon import Lexicon
from newstally.extract.sources.mentions import can_speak, is_document

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
UNMARKED = frozenset({Relation.OBJECT, Relation.OPEN_COMPLEMENT, Relation.PREDICATE_NOUN})
"""What a parser takes a subject for that follows its verb."""
UNMARKED_BEFORE = frozenset({Relation.OBJECT, Relation.ADVERBIAL_NOUN, Relation.APPOSITION})
"""The same of one before its verb."""
LONGEST_CHAIN = 4
"""Verbs through which a missing subject is sought ("declined to comment on reports saying that ...")."""


def speaker_of(parse: Parse, lexicon: Lexicon, verb: Word) -> tuple[Word | None, bool]:
    """Return who does the saying, and whether as the agent of a passive."""
    subject, passive = subject_of(lexicon, verb)
    own = _unmarked(parse, lexicon, verb)
    if own is not None and (subject is None or subject.head is not verb):
        return own, False
    if subject is None and verb.relation is Relation.ROOT and verb.form is Form.THIRD_PERSON_PRESENT:
        subject = verb.left(Relation.COMPOUND)
    if subject is not None:
        subject = _meant_by(parse, lexicon, verb, subject)
        if subject.i < dateline_end(parse, parse.sentence_of[verb.i]):
            subject = _ending_before(verb)
    subject = _who_is_made_to(parse, lexicon, verb) or subject
    if subject is None or not (can_speak(parse, lexicon, subject) or is_document(parse, lexicon, subject)):
        subject = (
            _right_before(parse, lexicon, verb)
            or own
            or _phrase_before(parse, lexicon, verb)
            or _described_before(parse, lexicon, verb)
            or _speaking_from(parse, lexicon, verb)
            or subject
        )
    return subject, passive


def _meant_by(parse: Parse, lexicon: Lexicon, verb: Word, subject: Word) -> Word:
    """Who is meant where the parser's subject is not who says it."""
    if parse.texts[verb.i - 1] in DASHES:
        subject = _before_aside(parse, verb, subject)
    subject = _of_own_clause(parse, verb, subject)
    gerund = verb.form is Form.GERUND
    participle = verb.relation is Relation.ADNOMINAL_CLAUSE and subject is verb.head
    if gerund and (participle or verb.relation is Relation.ADVERBIAL_CLAUSE):
        subject = _who_acts(parse, lexicon, subject)
    return _one_named(parse, lexicon, subject) if subject.form is Form.CARDINAL else subject


def _of_own_clause(parse: Parse, verb: Word, subject: Word) -> Word:
    """The name right before a verb, joined by the parser to the subject of another clause: "..., but Selva reports"."""
    name = verb.before
    joined = name is not None and name.relation is Relation.CONJUNCT and name.is_name and name.i > subject.i
    if name is None or not joined or name.head is not subject:
        return subject
    singular = verb.form is Form.THIRD_PERSON_PRESENT
    between = any(parse[i].form in FINITE_FORMS for i in range(subject.i, name.first))
    apart = parse[name.first - 1].relation is Relation.COORDINATOR
    return name if apart and (singular or between) else subject


def _ending_before(verb: Word) -> Word | None:
    """The noun that ends right before a verb whose subject was sought in a dateline, or None."""
    noun = verb.before
    return noun if noun is not None and noun.pos in NOUNS else None


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
    if verb.relation is not Relation.OPEN_COMPLEMENT or not verb.is_infinitive:
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


def _right_before(parse: Parse, lexicon: Lexicon, verb: Word) -> Word | None:
    """Who stands before the verb, joined by the parser to what isn't said: "led to floods, and officials said ..."."""
    i = verb.i - 1
    while i > verb.sentence[0] and parse.lower[i] in lexicon.between:
        i -= 1
    token = parse[i]
    described = _apposition_ending_at(parse, verb.i - 2 if parse.texts[verb.i - 1] == "," else verb.i - 1)
    if described is not None and _lacks_subject(verb) and can_speak(parse, lexicon, described):
        return described
    if (
        token.relation is not Relation.CONJUNCT
        or token.pos not in NOUNS
        or verb.relation not in (Relation.CONJUNCT, Relation.ROOT)
    ):
        return None
    return token if can_speak(parse, lexicon, token) else None


def _phrase_before(parse: Parse, lexicon: Lexicon, verb: Word) -> Word | None:
    """Who stands right before a finite verb, hung elsewhere: "aunque organismos del país elevan la cifra"."""
    if not lexicon.object_marks or verb.finite_form not in FINITE_FORMS:
        return None
    i = verb.beginning - 1
    while i > verb.sentence[0] and parse.lower[i] in lexicon.between:
        i -= 1
    word = parse[i]
    while word.head.i < word.i and word.relation in WITHIN_NAME and word.head.i >= verb.sentence[0]:
        word = word.head
    elsewhere = word.relation in GOVERNED or word.relation in ACTIVE_SUBJECTS
    if not word.is_noun or elsewhere or _is_marked(lexicon, word):
        return None
    return word if can_speak(parse, lexicon, word) and word.lower not in lexicon.relative_pronouns else None


def _described_before(parse: Parse, lexicon: Lexicon, verb: Word) -> Word | None:
    """Who is described and named between commas before a main verb: "..., el ministro de Obras, Juan Vega, indicó que".

    After a time or place at the head of the sentence, the parser takes such a description for part of that.
    """
    end = verb.beginning - 1
    complete = verb.relation is Relation.ROOT and verb.has(Relation.CLAUSAL_COMPLEMENT)
    if not lexicon.object_marks or not complete or parse.texts[end] != ",":
        return None
    name = _after_comma(parse, end)
    described = _after_comma(parse, name - 1)
    if (
        described >= name - 1
        or not parse.texts[name][0].isupper()
        or parse.lower[described] not in lexicon.definite
    ):
        return None
    words = (parse[i] for i in range(described + 1, name - 1))
    return next((word for word in words if word.is_noun and word.lower in lexicon.roles), None)


def _after_comma(parse: Parse, end: int) -> int:
    """The token after the comma before a token, or the first of the sentence."""
    first, _ = parse.sentences[parse.sentence_of[end]]
    return next((i + 1 for i in range(end - 1, first, -1) if parse.texts[i] == ","), first)


def _speaking_from(parse: Parse, lexicon: Lexicon, verb: Word) -> Word | None:
    """Whose house is told that something is said from: "Desde el ministerio aseguran que quedan 12 barcos"."""
    for child in verb.lefts:
        if child.relation is Relation.PREPOSITION and child.lower in lexicon.speaking_from:
            inner = child.right(Relation.PREPOSITION)
            house = child.governed or (inner.governed if inner is not None else None)
            if house is not None and can_speak(parse, lexicon, house) and house.lower not in lexicon.roles:
                return house
    return None


def _unmarked(parse: Parse, lexicon: Lexicon, verb: Word) -> Word | None:
    """Who stands beside a verb without the mark of persons who are objects: "confirmó la alcaldesa Ana Ruiz"."""
    if not lexicon.object_marks or verb.finite_form not in FINITE_FORMS:
        return None
    clause = {i for i in range(verb.i + 1, verb.last + 1) if parse.lower[i] in lexicon.complementisers}
    for child in verb.rights:
        if clause and child.i > min(clause):
            break  # "confirmó que el ministerio había presentado 88"
        after = child.relation in UNMARKED and not _is_marked(lexicon, child)
        if after and _acts(parse, lexicon, child, inverted=_opens_clause(verb)):
            return child
    for child in reversed(verb.lefts):
        before = child.relation in UNMARKED_BEFORE and not _is_marked(lexicon, child)
        if before and _acts(parse, lexicon, child, inverted=True):
            return child
    return None


def _is_marked(lexicon: Lexicon, noun: Word) -> bool:
    """Whether what stands before persons as objects stands before a noun."""
    mark = noun.left(Relation.OBJECT_MARK)
    return mark is not None and mark.lower in lexicon.object_marks


def _acts(parse: Parse, lexicon: Lexicon, noun: Word, inverted: bool) -> bool:
    """Whether a noun without a mark is who acts: a person, or an organisation where the subject follows the verb."""
    if noun.form is Form.CARDINAL or noun.left(Relation.NUMERIC_MODIFIER) is not None:
        return False
    person = noun.lower in lexicon.roles or noun.lower in lexicon.groups
    return person or (inverted and can_speak(parse, lexicon, noun))


def _opens_clause(verb: Word) -> bool:
    """Whether a verb begins its clause, as it does before its subject: "..., ha informado el ministerio"."""
    before = verb.parse[verb.beginning].before
    return before is None or before.is_punctuation or before.i < verb.sentence[0]


def _apposition_ending_at(parse: Parse, i: int) -> Word | None:
    """The noun after a comma whose description ends at a token, read as telling more of the noun before the comma."""
    token = parse[i]
    while token.head.i < i and token.relation is not Relation.APPOSITION:
        if token.head.i == token.i or token.relation not in WITHIN_NAME:
            return None
        token = token.head
    apposed = token.relation is Relation.APPOSITION and token.head.i < token.first - 1
    return token if apposed and parse.texts[token.first - 1] == "," else None


def _lacks_subject(verb: Word) -> bool:
    """Whether a main verb has what is said but no subject: "..., killing 61 people, the governor said"."""
    complete = verb.has(Relation.CLAUSAL_COMPLEMENT)
    return complete and verb.relation is Relation.ROOT and verb.subject is None


def subject_of(lexicon: Lexicon, verb: Word) -> tuple[Word | None, bool]:
    """Return the token that does the saying, and whether it is the agent of a passive."""
    if _is_passive(verb):
        return verb.agent, True
    beside = _saying_beside(lexicon, verb)
    if beside is not None:
        return subject_of(lexicon, beside)
    token = verb
    for _ in range(LONGEST_CHAIN):
        for child in (
            *token.rights,
            *reversed(token.lefts),
        ):  # the nearest: a dateline may be taken for another
            if child.relation in ACTIVE_SUBJECTS or (
                child.relation in PASSIVE_SUBJECTS and token is not verb
            ):
                return child, False
        if token.relation in NOUN_CLAUSES and token.head.pos in NOMINALS:
            return (None if tells_where(lexicon, token) else token.head), False
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


def _saying_beside(lexicon: Lexicon, verb: Word) -> Word | None:
    """Return the verb of saying that a verb stands beside, though the parser hung it on what is said, or None.

    Their tense shows it: "Ruiz said the port will reopen but warned that 300 boats were lost".
    """
    said = verb.head
    if verb.relation is not Relation.CONJUNCT or said.relation is not Relation.CLAUSAL_COMPLEMENT:
        return None
    saying, tense = said.head, verb.finite_form
    if saying.lower not in lexicon.verbs or any(child.relation in ACTIVE_SUBJECTS for child in verb.lefts):
        return None
    return saying if saying.finite_form == tense != said.finite_form else None


def tells_where(lexicon: Lexicon, clause: Word) -> bool:
    """Return whether a noun's clause tells where or when, not what its noun does: "el puerto, donde ha dicho que"."""
    return any(child.lower in lexicon.relative_adverbs for child in clause.lefts)


def _is_passive(verb: Word) -> bool:
    if verb.is_passive:
        return True
    if verb.form is not Form.PAST_PARTICIPLE or verb.relation is Relation.ROOT:
        return False
    having = verb.head if verb.relation is Relation.CONJUNCT else verb
    return not any(
        child.relation is Relation.AUXILIARY for token in (verb, having) for child in token.dependents
    ) and not any(child.relation in ACTIVE_SUBJECTS for child in verb.dependents)
