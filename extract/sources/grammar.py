"""Attributions that a sentence's grammar shows: a verb of saying, its subject, and the clause or object it takes."""

from spacy.tokens import Token

from newstally.extract.sources.attribution import Attribution
from newstally.extract.sources.content import (
    CLAUSES,
    HEAVY,
    PASSIVE_SUBJECTS,
    SUBJECTS,
    clause_after,
    content_of,
    is_amount,
)
from newstally.extract.sources.lexicon import Cue, Lexicon
from newstally.extract.sources.mentions import can_speak, is_document, mention_of
from newstally.extract.sources.misread import is_root, misread_attribution
from newstally.extract.sources.view import View

DASHES = frozenset({"-", "–", "—", "--"})
WITHIN_NAME = frozenset(
    {"pobj", "prep", "compound", "appos", "amod", "nmod", "punct", "agent", "acl", "conj"}
)
"""Dependents through which the noun of a long name is reached from its last word."""
QUOTES_CLOSE = frozenset({'"', "”", "''", "»", "’"})
LONGEST_CHAIN = 4
"""Verbs through which a missing subject is sought ("declined to comment on reports saying that ...")."""


def verb_attributions(view: View, lexicon: Lexicon, sentence: int) -> list[Attribution]:
    """Return the attributions of a parsed sentence that verbs make."""
    first, end = view.sentences[sentence]
    found = []
    for i in range(first, end):
        cues = lexicon.verbs.get(view.lower[i])
        if not cues:
            continue
        verb = view.doc[i]
        misread = misread_attribution(view, lexicon, verb, cues)
        if misread:
            found.append(misread)
            continue
        if not (verb.tag_.startswith("VB") or is_root(verb)) or verb.dep_ in (
            "aux",
            "auxpass",
            "amod",
            "compound",
        ):
            continue
        attribution = _attribution(view, lexicon, verb, cues)
        if attribution:
            found.append(attribution)
    return found


def _attribution(view: View, lexicon: Lexicon, verb: Token, cues: tuple[Cue, ...]) -> Attribution | None:
    subject, passive = subject_of(verb)
    if subject is None and verb.dep_ == "ROOT" and verb.tag_ == "VBZ":
        subject = next((child for child in verb.lefts if child.dep_ == "compound"), None)
    if subject is not None and view.words[verb.i - 1] in DASHES:
        subject = _before_aside(view, verb, subject)
    if subject is not None and verb.dep_ == "acl" and verb.tag_ == "VBG" and subject.i == verb.head.i:
        subject = _who_acts(view, lexicon, subject)
    if subject is not None and subject.tag_ == "CD":
        subject = _one_named(view, lexicon, subject)
    subject = _who_is_made_to(view, lexicon, verb) or subject
    if subject is None or not (can_speak(view, lexicon, subject) or is_document(view, lexicon, subject)):
        subject = _right_before(view, lexicon, verb) or subject
    if (
        subject is None
        or _is_refused(lexicon, verb)
        or _is_verdict(lexicon, verb)
        or (subject.lower_ in lexicon.indefinite and subject.tag_ in ("DT", "WP", "EX"))
    ):
        return None
    if subject.lower_ in lexicon.self_pronouns | lexicon.setting:
        return None
    document = is_document(view, lexicon, subject)
    speaks = document or can_speak(view, lexicon, subject)
    if subject.tag_ == "CD" or subject.lower_ in lexicon.shares:
        return None
    introducing = None
    for cue in cues:
        if cue.particle and not _has_particle(verb, cue.particle):
            continue
        if not _may_be_its_subject(view, lexicon, cue, subject, document):
            continue
        if not speaks and not (
            cue.weight >= HEAVY and "clause" in cue.takes and _is_said(view, verb, subject)
        ):
            continue
        if passive and cue.weight < HEAVY and not (verb.dep_ == "acl" and is_amount(verb.head)):
            continue
        spans = content_of(view, lexicon, verb, subject, cue, passive)
        quotes = "quotation" in cue.takes
        if spans or (quotes and introducing is None):
            source = mention_of(view, lexicon, _publisher(view, lexicon, verb, subject) or subject)
            last = verb.i + (1 if cue.particle and view.lower[verb.i + 1] == cue.particle else 0)
            attribution = Attribution(source, (verb.i, last), spans, cue.weight, cue.rule, quotes)
            if spans:
                return attribution
            if verb.dep_ != "acl" or verb.tag_ == "VBG":  # a book "called" so says nothing
                introducing = attribution
    return introducing


def _may_be_its_subject(view: View, lexicon: Lexicon, cue: Cue, subject: Token, document: bool) -> bool:
    """Whether the subject is of the kind that says something with this reading of the verb."""
    if (cue.document_only and not document) or (cue.person_only and document):
        return False
    if cue.investigator_only:
        named = subject.pos_ == "PROPN" and any(child.dep_ == "compound" for child in subject.lefts)
        return subject.lower_ in lexicon.investigating or named
    if cue.keeper_only:
        return subject.text not in lexicon.countries
    return True


def _who_acts(view: View, lexicon: Lexicon, noun: Token) -> Token:
    """Who says what a participle after a noun that can't speak tells: "pleaded guilty to fraud, admitting that ..."."""
    if can_speak(view, lexicon, noun) or is_document(view, lexicon, noun):
        return noun
    for ancestor in noun.ancestors:
        for child in ancestor.lefts:
            if child.dep_ == "nsubj" and can_speak(view, lexicon, child):
                return child
    return noun


def _who_is_made_to(view: View, lexicon: Lexicon, verb: Token) -> Token | None:
    """Who says what another verb's object is moved to say: "prompted the bank to cut its forecast to 2 percent"."""
    if verb.dep_ != "xcomp" or not any(child.tag_ == "TO" for child in verb.lefts):
        return None
    moved = next((child for child in verb.head.rights if child.dep_ == "dobj" and child.i < verb.i), None)
    return moved if moved is not None and can_speak(view, lexicon, moved) else None


def _before_aside(view: View, verb: Token, subject: Token) -> Token:
    """The noun before an aside between dashes in which the parser found the subject of the verb after it."""
    first, _ = view.sentences[view.sentence_of[verb.i]]
    opening = next((i for i in range(verb.i - 2, first, -1) if view.words[i] in DASHES), first)
    if not first < opening < subject.i:
        return subject
    token = view.doc[opening - 1]
    while token.head.i < opening and (token.is_punct or token.dep_ in WITHIN_NAME):
        if token.head.i == token.i:
            break
        token = token.head
    return token if token.pos_ in ("NOUN", "PROPN") else subject


def _one_named(view: View, lexicon: Lexicon, number: Token) -> Token:
    """Who "one of them, Ana Ruiz," is, or the number itself."""
    for child in number.rights:
        if child.dep_ == "appos" and can_speak(view, lexicon, child):
            return child
    return number


def _publisher(view: View, lexicon: Lexicon, verb: Token, document: Token) -> Token | None:
    """Who put out the document that says it: "the office released a report showing that 40 had died"."""
    noun = document
    if document.lower_ in lexicon.relative_pronouns:
        noun = verb.head
    if verb.dep_ not in ("acl", "relcl") or noun.i != verb.head.i or not is_document(view, lexicon, noun):
        return None
    act = noun.head
    if noun.dep_ == "pobj" and act.lower_ in lexicon.before_survey:
        act = act.head
    elif noun.dep_ != "dobj" or act.lower_ not in lexicon.publishing | lexicon.making:
        return None
    subject = next((child for child in act.lefts if child.dep_ == "nsubj"), None)
    if subject is None or subject.i > act.i or subject.lower_ in lexicon.self_pronouns:
        return None
    return subject if can_speak(view, lexicon, subject) and subject.tag_ != "WDT" else None


def _right_before(view: View, lexicon: Lexicon, verb: Token) -> Token | None:
    """Who stands before the verb, joined by the parser to what isn't said: "led to floods, and officials said ..."."""
    i = verb.i - 1
    while i > verb.sent.start and view.lower[i] in lexicon.between:
        i -= 1
    token = view.doc[i]
    if token.dep_ != "conj" or token.pos_ not in ("NOUN", "PROPN") or verb.dep_ not in ("conj", "ROOT"):
        return None
    return token if can_speak(view, lexicon, token) else None


def _is_verdict(lexicon: Lexicon, verb: Token) -> bool:
    """Whether a court's finding is told, which is an act: "found the mayor guilty on 12 counts"."""
    return any(child.lower_ in lexicon.verdicts for child in verb.rights)


def _is_refused(lexicon: Lexicon, verb: Token) -> bool:
    """Whether it is told that something was not said: "declined to say how many of the 500"."""
    if verb.dep_ == "xcomp" and verb.head.lower_ in lexicon.refusing:
        return True
    clause = clause_after(verb)
    asked = clause is not None and clause.doc[clause.left_edge.i].lower_ in lexicon.asking
    return asked and any(child.dep_ == "neg" for child in verb.lefts)


def _is_said(view: View, verb: Token, subject: Token) -> bool:
    """Whether a clause beside the verb, or a quotation, tells what is said: then whoever is its subject speaks."""
    if subject.i > verb.i and view.words[verb.i - 1] in QUOTES_CLOSE:
        return True
    return clause_after(verb) is not None or any(child.dep_ == "ccomp" for child in verb.lefts)


def subject_of(verb: Token) -> tuple[Token | None, bool]:
    """Return the token that does the saying, and whether it is the agent of a passive."""
    if _is_passive(verb):
        return _agent(verb), True
    token = verb
    for _ in range(LONGEST_CHAIN):
        for child in reversed(
            list(token.children)
        ):  # the nearest: a dateline may be taken for another subject
            if child.dep_ in SUBJECTS or (child.dep_ in PASSIVE_SUBJECTS and token is not verb):
                return child, False
        if token.dep_ in ("acl", "relcl") and token.head.pos_ in ("NOUN", "PROPN", "PRON"):
            return token.head, False
        if token.dep_ == "ccomp" and token is verb:
            return None, False
        if token.dep_ != "prep" and token.dep_ not in CLAUSES:
            return None, False
        quoted = token.dep_ == "prep" and token is not verb
        token = token.head
        if quoted:  # "quoted officials as saying"
            for child in token.rights:
                if child.dep_ == "dobj" and child.i < verb.i:
                    return child, False
    return None, False


def _is_passive(verb: Token) -> bool:
    if any(child.dep_ in ("nsubjpass", "auxpass") for child in verb.children):
        return True
    if verb.tag_ != "VBN" or verb.dep_ == "ROOT":
        return False
    having = verb.head if verb.dep_ == "conj" else verb
    return not any(child.dep_ == "aux" for token in (verb, having) for child in token.children) and not any(
        child.dep_ in SUBJECTS for child in verb.children
    )


def _agent(verb: Token) -> Token | None:
    for child in verb.children:
        if child.dep_ == "agent":
            for inner in child.children:
                if inner.dep_ == "pobj":
                    return inner
    return None


def _has_particle(verb: Token, particle: str) -> bool:
    return verb.i + 1 < len(verb.doc) and verb.nbor().lower_ == particle
