"""Attributions that verbs of saying make: who is the subject of the verb, and what it takes for its content."""

from newstally.extract.grammar import Parse, Word
from newstally.extract.grammar.forms import VERB_FORMS, Form, PartOfSpeech
from newstally.extract.grammar.marks import CLOSING_QUOTES
from newstally.extract.grammar.relations import NOUN_CLAUSES, Relation
from newstally.extract.rules import example, rule
from newstally.extract.sources.attribution import Attribution
from newstally.extract.sources.content import CONTENT
from newstally.extract.sources.cues import Cue
from newstally.extract.sources.left_out import left_out_speaker, stands_aside
from newstally.extract.sources.lexicon import Lexicon
from newstally.extract.sources.mentions import can_speak, is_document, is_place, mention_of, speaks_elsewhere
from newstally.extract.sources.misread import is_root, misread_attribution
from newstally.extract.sources.saying import HEAVY, Saying, clause_after, end_of_content, is_amount
from newstally.extract.sources.verb_subjects import speaker_of

EVIDENCE = "cues.verbs.evidence."
"""Where the verbs stand by which documents show something."""
DEGREE = "°"
TALLY = "tally"
"""The object of verbs with which those who keep a figure change it."""
NO_PREDICATE = frozenset(
    {
        Relation.AUXILIARY,
        Relation.PASSIVE_AUXILIARY,
        Relation.ADJECTIVAL_MODIFIER,
        Relation.COMPOUND,
    }
)
"""What a verb form may be that says nothing itself."""


def verb_attributions(parse: Parse, lexicon: Lexicon, sentence: int) -> list[Attribution]:
    """Return the attributions of a parsed sentence that verbs make."""
    first, end = parse.sentences[sentence]
    found = []
    for i in range(first, end):
        cues = lexicon.verbs.get(parse.lower[i])
        if not cues:
            continue
        verb = parse[i]
        attribution = misread_attribution(parse, lexicon, verb, cues)
        if attribution is None and _is_predicate(verb):
            attribution = _attribution(parse, lexicon, verb, cues)
        if attribution is not None:
            found.append(attribution)
    return found


def _is_predicate(verb: Word) -> bool:
    return (verb.form in VERB_FORMS or is_root(verb)) and verb.relation not in NO_PREDICATE


def _attribution(parse: Parse, lexicon: Lexicon, verb: Word, cues: tuple[Cue, ...]) -> Attribution | None:
    """What the first reading of the verb that fits its subject attributes; else how it introduces a quotation."""
    subject, passive = speaker_of(parse, lexicon, verb)
    aside = subject is not None and stands_aside(parse, lexicon, verb)
    if (subject is None or aside) and (left_out := left_out_speaker(parse, lexicon, verb, cues)) is not None:
        return left_out
    if subject is None or _says_nothing(parse, lexicon, verb):
        return None
    if _is_extraposed(lexicon, verb, subject):
        return None
    if _is_nobody(lexicon, subject) and not _is_evidence(lexicon, subject, verb, cues):
        return None
    end = end_of_content(parse, lexicon, verb)
    introducing = None
    for cue in cues:
        saying = Saying(parse, lexicon, verb, subject, cue, passive, end)
        if not _may_say(saying):
            continue
        decided = CONTENT.decide(saying)
        if decided is not None and decided[1]:
            return _made(saying, decided[0].id, decided[1])
        if introducing is None and saying.takes("quotation"):
            introducing = _introducing(saying)
    return introducing


def _is_nobody(lexicon: Lexicon, subject: Word) -> bool:
    """Whether the subject is nobody whom an outlet quotes: itself, a law, a share of people, "someone"."""
    indefinite = subject.form in (Form.DETERMINER, Form.WH_PRONOUN, Form.EXISTENTIAL)
    if subject.lower in lexicon.indefinite and indefinite:
        return True
    if subject.lower in lexicon.self_pronouns | lexicon.setting:
        return True
    meant = subject.antecedent if subject.lower in lexicon.relative_pronouns else None
    if meant is not None and meant.lower in lexicon.setting:
        return True  # "the visa program, which gives cards to those who invest 12 million"
    if subject.form is Form.CARDINAL:
        return True
    return subject.lower in lexicon.shares and not _is_masculine_document(lexicon, subject)


def _is_extraposed(lexicon: Lexicon, verb: Word, subject: Word) -> bool:
    """Whether the subject is an "it" that only stands for the infinitive: "it is hard to count 40 men"."""
    thing = lexicon.pronouns.get(subject.lower, ("",))[0] == "n"
    said_of_it = (verb.head, *verb.head.dependents)
    return thing and verb.is_infinitive and any(word.lower in lexicon.extraposing for word in said_of_it)


def _is_masculine_document(lexicon: Lexicon, noun: Word) -> bool:
    """Whether a noun is a document by its masculine article: "el parte", but not "la parte"."""
    genders = {lexicon.gendered.get(child.lower) for child in noun.lefts}
    return noun.lower in lexicon.masculine_documents and "m" in genders


def _is_evidence(lexicon: Lexicon, subject: Word, verb: Word, cues: tuple[Cue, ...]) -> bool:
    """Whether what else sets amounts shows how things are: "the bill found that 12 lorries had been sold"."""
    shows = any(cue.rule.startswith(EVIDENCE) for cue in cues)
    return shows and subject.lower in lexicon.setting and clause_after(verb) is not None


def _says_nothing(parse: Parse, lexicon: Lexicon, verb: Word) -> bool:
    idiom = verb.before is not None and (verb.before.lower, verb.lower) in lexicon.idioms
    explains = verb.lower in lexicon.explaining and verb.relation is Relation.ADVERBIAL_CLAUSE
    has = verb.lower in lexicon.having and verb.object is not None and clause_after(verb) is None
    return (
        idiom
        or explains
        or has
        or _is_of_nobody(lexicon, verb)
        or _is_refused(lexicon, verb)
        or _is_verdict(lexicon, verb)
        or _hands_on(parse, lexicon, verb)
    )


def _hands_on(parse: Parse, lexicon: Lexicon, verb: Word) -> bool:
    """Whether it is told who said what is quoted: "the paper quoted the mayor as saying 12 had died"."""
    told = verb.object
    if told is None or not can_speak(parse, lexicon, told):
        return False
    clauses = (child.right(Relation.PREPOSITION_CLAUSE) for child in verb.rights if child.i > told.i)
    return any(clause is not None and clause.lower in lexicon.verbs for clause in clauses)


def _is_of_nobody(lexicon: Lexicon, verb: Word) -> bool:
    """Whether a reflexive shows that nobody in particular says it: "se informó", but not "se quejó"."""
    if verb.before is None or verb.before.lower not in lexicon.reflexive:
        return False
    return all(cue.base.split()[0] not in lexicon.reflexively for cue in lexicon.verbs[verb.lower])


def _is_verdict(lexicon: Lexicon, verb: Word) -> bool:
    """Whether a court's finding is told, which is an act: "found the mayor guilty on 12 counts"."""
    return any(child.lower in lexicon.verdicts for child in verb.rights)


def _is_refused(lexicon: Lexicon, verb: Word) -> bool:
    """Whether it is told that something was not said: "declined to say how many of the 500"."""
    if verb.relation is Relation.OPEN_COMPLEMENT and verb.head.lower in lexicon.refusing:
        return True
    clause = clause_after(verb)
    asked = clause is not None and clause.parse.lower[clause.first] in lexicon.asking
    return asked and verb.left(Relation.NEGATION) is not None


def _may_say(saying: Saying) -> bool:
    """Whether the verb, read so, may be said of its subject."""
    verb, cue = saying.verb, saying.cue
    if cue.particle and not (verb.after is not None and verb.after.lower == cue.particle):
        return False
    document = is_document(saying.parse, saying.lexicon, saying.subject)
    if not _may_be_its_subject(saying, document) or _is_won(saying):
        return False
    speaks = document or can_speak(saying.parse, saying.lexicon, saying.subject)
    if not speaks and not (cue.weight >= HEAVY and saying.takes("clause") and _is_said(saying)):
        return False
    counted = verb.relation is Relation.ADNOMINAL_CLAUSE and is_amount(verb.head)
    return not saying.passive or cue.weight >= HEAVY or counted


def _is_won(saying: Saying) -> bool:
    """Whether the verb takes or wins what is its object rather than telling of it: "the storm claimed 14 lives"."""
    objects = (child for child in saying.verb.rights if child.relation is Relation.OBJECT)
    return any(word.lower in saying.cue.won for noun in objects for word in noun.subtree if word.i <= noun.i)


def _may_be_its_subject(saying: Saying, document: bool) -> bool:
    """Whether the subject is of the kind that says something with this reading of the verb."""
    cue, subject = saying.cue, saying.subject
    if (cue.document_only and not document) or (cue.person_only and document):
        return False
    if cue.object == TALLY and is_amount(subject):
        return False  # "749 people fell ill, raising the tally to 13,274"
    if cue.investigator_only:
        named = subject.pos is PartOfSpeech.PROPER_NOUN and subject.left(Relation.COMPOUND) is not None
        return subject.lower in saying.lexicon.investigating or named
    if cue.officer_only:
        return _holds_office(saying.lexicon, subject)
    if cue.keeper_only or (cue.base in saying.lexicon.recorded_by_places and _is_measured(saying)):
        return _keeps_records(saying)
    return True


def _is_measured(saying: Saying) -> bool:
    """Whether the object is what instruments show, which a place only has: "Dorn reported 38 degrees"."""
    objects = (child for child in saying.verb.rights if child.relation is Relation.OBJECT)
    told = (word for noun in objects for word in noun.subtree)
    return any(word.lower in saying.lexicon.measured or DEGREE in word.text for word in told)


def _keeps_records(saying: Saying) -> bool:
    """Whether the subject records what others have, as towns don't: "Lessen recorded 38 degrees"."""
    parse, lexicon, subject = saying.parse, saying.lexicon, saying.subject
    if not subject.text[0].isupper():
        return subject.lower not in lexicon.measuring_places or not _is_measured(saying)
    if _holds_office(lexicon, subject) and not _is_measured(saying):
        return True
    if is_place(parse, lexicon, subject):
        return False
    body = any(parse.lower[i] in lexicon.organisations for i in range(subject.first, subject.i + 1))
    acronym = subject.text.isupper() and subject.text.isalpha()  # no model such as "K919"
    return body or acronym or speaks_elsewhere(parse, lexicon, subject, saying.verb)


def _holds_office(lexicon: Lexicon, subject: Word) -> bool:
    """Whether a role or title tells that the subject is someone in office: "finance minister Ana Ruiz"."""
    beside = (child.lower for child in subject.lefts if child.relation is Relation.COMPOUND)
    return subject.lower in lexicon.roles or any(word in lexicon.roles for word in beside)


def _is_said(saying: Saying) -> bool:
    """Whether a clause beside the verb, or a quotation, tells what is said: then whoever is its subject speaks."""
    verb = saying.verb
    if saying.subject.i > verb.i and saying.parse.texts[verb.i - 1] in CLOSING_QUOTES:
        return True
    return saying.clause is not None or verb.left(Relation.CLAUSAL_COMPLEMENT) is not None


@rule(
    "sources.verb.introducing",
    example('Ana Ruiz went on: "We lost 12 boats in the storm."', "12", source="Ana Ruiz"),
    leaves_evidence=False,
)
def _introducing(saying: Saying) -> Attribution | None:
    """Let a verb that takes a quotation introduce one, but not the participle in "a book called ..."."""
    if saying.verb.relation is Relation.ADNOMINAL_CLAUSE and saying.verb.form is not Form.GERUND:
        return None
    return _made(saying, "sources.verb.introducing", [])


def _made(saying: Saying, rule: str, spans: list[tuple[int, int]]) -> Attribution:
    """The attribution of what was found, by who put out the document that says it where that is told."""
    parse, verb, cue = saying.parse, saying.verb, saying.cue
    source = mention_of(parse, saying.lexicon, _publisher(saying) or saying.subject)
    last = verb.i + (1 if cue.particle and parse.lower[verb.i + 1] == cue.particle else 0)
    return Attribution(source, (verb.i, last), spans, cue.weight, rule, cue.rule, saying.takes("quotation"))


def _publisher(saying: Saying) -> Word | None:
    """Who put out the document that says it: "the office released a report showing that 40 had died"."""
    parse, lexicon, verb = saying.parse, saying.lexicon, saying.verb
    noun = verb.head if saying.subject.lower in lexicon.relative_pronouns else saying.subject
    if verb.relation not in NOUN_CLAUSES or noun is not verb.head or not is_document(parse, lexicon, noun):
        return None
    act = noun.head
    if noun.relation is Relation.PREPOSITION_OBJECT and act.lower in lexicon.before_survey:
        act = act.head
    elif noun.relation is not Relation.OBJECT or act.lower not in lexicon.publishing | lexicon.making:
        return None
    subject = act.left(Relation.SUBJECT)
    if subject is None or subject.lower in lexicon.self_pronouns:
        return None
    return subject if can_speak(parse, lexicon, subject) and subject.form is not Form.WH_DETERMINER else None
