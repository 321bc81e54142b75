"""Misread verbs: verbs of saying that the parser took for nouns, adjectives or parts of nouns."""

from newstally.extract.grammar import Parse, Word
from newstally.extract.grammar.forms import NOUN_FORMS, PAST_FORMS, Form
from newstally.extract.grammar.relations import ACTIVE_SUBJECTS, PREMODIFIERS, Relation
from newstally.extract.rules import DecisionList, counterexample, example, rule
from newstally.extract.sources.attribution import Attribution, Mention
from newstally.extract.sources.cues import Cue
from newstally.extract.sources.lexicon import Lexicon
from newstally.extract.sources.mentions import can_speak, is_document, mention_of
from newstally.extract.sources.saying import HEAVY, is_amount

AMOUNTS = frozenset({Form.CARDINAL, Form.CURRENCY, Form.DETERMINER})
"""Tags of what follows a verb and not a noun: "Ruiz counts 10 votes", "the ranking puts the mayor"."""
ADJECTIVAL = PAST_FORMS | {Form.ADJECTIVE}
"""Forms of verbs that were read as adjectives."""


def misread_attribution(
    parse: Parse, lexicon: Lexicon, verb: Word, cues: tuple[Cue, ...]
) -> Attribution | None:
    """Return what a word that may be a verb of saying attributes, if the parser took it for something else."""
    return MISREAD.first(parse, lexicon, verb, cues)


@rule(
    "sources.misread.plural_noun",
    example(
        "One ranking pegs the Selva tycoon Juan Hale as the owner of 12 mines.", "12", source="One ranking"
    ),
)
def _as_plural_noun(parse: Parse, lexicon: Lexicon, verb: Word, cues: tuple[Cue, ...]) -> Attribution | None:
    """Take a form that was tagged as a plural noun for the verb that it is, with the name before it."""
    if verb.form is not Form.PLURAL_NOUN or cues[-1].particle or not _is_misread(parse, lexicon, verb):
        return None
    first = verb.i - 1
    while first > verb.sentence[0] and parse.texts[first - 1][0].isupper():
        first -= 1
    source = Mention(first, verb.i - 1, verb.i - 1)
    return _attribution(verb, source, cues[-1], "sources.misread.plural_noun", quotes=True)


@rule(
    "sources.misread.compound",
    example("Figures released on Tuesday show unemployment rose 4 percent.", "4 percent", source="Figures"),
)
def _as_compound(parse: Parse, lexicon: Lexicon, verb: Word, cues: tuple[Cue, ...]) -> Attribution | None:
    """Take a verb that was taken for part of the noun after it, with the figures that are the subject."""
    if verb.relation is not Relation.COMPOUND or not _is_swallowed(parse, lexicon, verb, cues):
        return None
    subject = verb.root.left(Relation.SUBJECT)
    if subject is None:
        return None
    return _attribution(verb, mention_of(parse, lexicon, subject), cues[0], "sources.misread.compound")


@rule(
    "sources.misread.maker",
    example(
        "Figures published by Selva Health show there have been 12 deaths.",
        "12",
        source="Selva Health",
    ),
)
def _as_maker(parse: Parse, lexicon: Lexicon, verb: Word, cues: tuple[Cue, ...]) -> Attribution | None:
    """Take a verb that was taken for the end of the name of who published the figures."""
    figures = _figures_by(parse, lexicon, verb, cues)
    if figures is None:
        return None
    source = Mention(figures.first, verb.i - 1, figures.i)
    return _attribution(verb, source, cues[0], "sources.misread.maker")


@rule(
    "sources.misread.participle",
    example(
        "The agency, which owns the dam, estimated losses at $40 million.", "$40 million", source="agency"
    ),
)
def _as_participle(parse: Parse, lexicon: Lexicon, verb: Word, cues: tuple[Cue, ...]) -> Attribution | None:
    """Take a participle for the main verb that its sentence lacks."""
    if verb.form is not Form.PAST_PARTICIPLE or not _is_main_verb(parse, lexicon, verb):
        return None
    source = mention_of(parse, lexicon, verb.root)
    return _attribution(verb, source, cues[0], "sources.misread.participle", quotes=True)


@rule(
    "sources.misread.adjective",
    example("Ana Ruiz, an analyst, estimated demand had fallen 12 percent.", "12 percent", source="Ana Ruiz"),
)
def _as_adjective(parse: Parse, lexicon: Lexicon, verb: Word, cues: tuple[Cue, ...]) -> Attribution | None:
    """Take a verb that was read as an adjective before a second subject, with the first."""
    speaker = _first_of_two_subjects(parse, lexicon, verb, cues)
    if speaker is None:
        return None
    source = mention_of(parse, lexicon, speaker)
    return _attribution(verb, source, cues[0], "sources.misread.adjective", quotes=True)


@rule(
    "sources.misread.second_verb",
    example(
        "One study published this May in a journal found that just over 340 children died of poisoning.",
        "just over 340",
        source="One study",
    ),
)
def _as_second_verb(parse: Parse, lexicon: Lexicon, verb: Word, cues: tuple[Cue, ...]) -> Attribution | None:
    """Take a verb whose clause follows with the subject of a participle that was taken for the main verb."""
    if verb.relation is not Relation.UNCLASSIFIED or verb.form not in PAST_FORMS:
        return None
    participle = verb.head
    subject = participle.subject
    clause = verb.right(Relation.CLAUSAL_COMPLEMENT)
    if subject is None or clause is None or participle.form not in PAST_FORMS or participle.i > verb.i:
        return None
    return _attribution(verb, mention_of(parse, lexicon, subject), cues[0], "sources.misread.second_verb")


@rule(
    "sources.misread.inverted",
    example(
        "Sales fell by 26 percent in May, confirmed a Norte Datos report.",
        "26 percent",
        source="Norte Datos report",
    ),
    counterexample("The mayor closed 12 schools, and confirmed a report.", "12", source=None),
)
def _as_inverted(parse: Parse, lexicon: Lexicon, verb: Word, cues: tuple[Cue, ...]) -> Attribution | None:
    """Take what was read as the object of a verb that ends its sentence for its subject: "..., confirmed a report"."""
    noun = verb.right(Relation.OBJECT)
    first, _ = verb.sentence
    joined = verb.relation is Relation.CONJUNCT and verb.form is Form.PAST
    if not joined or noun is None or verb.i == first or parse.texts[verb.i - 1] != ",":
        return None
    after = range(noun.last + 1, parse.content_end(parse.sentence_of[verb.i]))
    if verb.subject is not None or not all(parse[i].is_punctuation for i in after):
        return None
    cue = next((cue for cue in cues if "comment" in cue.takes), None)
    speaks = can_speak(parse, lexicon, noun) or is_document(parse, lexicon, noun)
    if cue is None or not speaks or is_amount(noun):
        return None
    source = mention_of(parse, lexicon, noun)
    content = [(first, verb.i)]
    return Attribution(source, (verb.i, verb.i), content, HEAVY, "sources.misread.inverted", cue.rule)


@rule(
    "sources.misread.joined",
    example(
        "The blast killed 31 people, the interior minister, Ana Boro, said on Monday.",
        "31",
        source="Ana Boro",
    ),
    counterexample("Vega met the minister, Ana Boro, and said 31 people had died.", "31", source="Vega"),
)
def _as_joined(parse: Parse, lexicon: Lexicon, verb: Word, cues: tuple[Cue, ...]) -> Attribution | None:
    """Take a verb that was joined to what is said, with who is described and named between commas before it."""
    joiners = (child.relation for child in verb.head.rights)
    joined = verb.relation is Relation.CONJUNCT and Relation.COORDINATOR not in joiners
    if not joined or verb.left(*ACTIVE_SUBJECTS) is not None or parse.texts[verb.i - 1] != ",":
        return None
    cue = next((cue for cue in cues if "comment" in cue.takes and cue.weight >= HEAVY), None)
    named = next((word for word in (parse[verb.i - 2], parse[verb.i - 2].head) if _is_apposed(word)), None)
    if cue is None or named is None or named.last != verb.i - 2:
        return None
    described = named.head
    if described.lower not in lexicon.roles or not can_speak(parse, lexicon, named):
        return None
    source = mention_of(parse, lexicon, named)
    content = [(verb.sentence[0], described.first)]
    return Attribution(source, (verb.i, verb.i), content, HEAVY, "sources.misread.joined", cue.rule, True)


@rule(
    "sources.misread.kept",
    example("El gremio Foro Libre tiene registrados 40 casos.", "40", language="es", source="Foro Libre"),
    example("La fiscalía lleva contabilizadas 40 víctimas.", "40", language="es", source="fiscalía"),
    counterexample("La tienda tiene colgados 40 cuadros.", "40", language="es", source=None),
)
def _as_kept(parse: Parse, lexicon: Lexicon, verb: Word, cues: tuple[Cue, ...]) -> Attribution | None:
    """Take a participle for what its subject has put on record: "tiene registrados 40 casos"."""
    keeping = parse[verb.i - 1]
    if verb.i == verb.sentence[0] or keeping.lower not in lexicon.keeping or verb.i + 1 >= len(parse):
        return None
    subject, cue = keeping.subject, next((cue for cue in cues if "object" in cue.takes), None)
    if subject is None or cue is None or not is_amount(parse[verb.i + 1]):
        return None
    if not (can_speak(parse, lexicon, subject) or is_document(parse, lexicon, subject)):
        return None
    return _attribution(verb, mention_of(parse, lexicon, subject), cue, "sources.misread.kept")


def _is_apposed(word: Word) -> bool:
    """Whether a word names the noun before it, behind a comma."""
    return word.relation is Relation.APPOSITION and word.parse.texts[word.first - 1] == ","


MISREAD: DecisionList[Attribution] = DecisionList(
    _as_plural_noun,
    _as_compound,
    _as_maker,
    _as_participle,
    _as_adjective,
    _as_second_verb,
    _as_inverted,
    _as_joined,
    _as_kept,
)


def _attribution(verb: Word, source: Mention, cue: Cue, rule: str, quotes: bool = False) -> Attribution:
    """An attribution of all that follows the verb in its sentence."""
    end = verb.parse.content_end(verb.parse.sentence_of[verb.i])
    return Attribution(source, (verb.i, verb.i), [(verb.i + 1, end)], HEAVY, rule, cue.rule, quotes)


def is_root(token: Word) -> bool:
    """Return whether a word tagged as a noun is a sentence's verb: it has a subject and a clause of its own."""
    complete = token.has(Relation.SUBJECT) and token.has(Relation.CLAUSAL_COMPLEMENT)
    return token.relation is Relation.ROOT and complete


def _is_misread(parse: Parse, lexicon: Lexicon, token: Word) -> bool:
    """Whether a form tagged as a plural noun is a verb after all: "Ruiz claims he has 10 votes"."""
    i = token.i
    if i == token.sentence[0] or i + 1 >= len(parse):
        return False
    if token.text.istitle() and not parse.texts[i + 1][0].isupper():
        return False  # "in Selva and Niger States": in small letters or in a headline a verb may be
    before = parse[i - 1]
    if before.form not in NOUN_FORMS and before.lower not in lexicon.documents:
        return False
    if token.relation in (Relation.ROOT, Relation.APPOSITION) and parse[i + 1].form in AMOUNTS:
        return can_speak(parse, lexicon, before) or before.lower in lexicon.documents
    if token.relation in ACTIVE_SUBJECTS and can_speak(parse, lexicon, before):
        return _begins_subject(parse[i + 1], token.head)  # "the agency projects the city will lose 32 ships"
    return parse[i + 1].relation in ACTIVE_SUBJECTS and parse[i + 1].form in (
        Form.PERSONAL_PRONOUN,
        Form.DETERMINER,
        Form.SINGULAR_NAME,
    )


def _begins_subject(token: Word, verb: Word) -> bool:
    """Whether a word begins a noun that is the verb's subject."""
    while token.relation in PREMODIFIERS and token.head.i > token.i:
        token = token.head
    return token.relation in ACTIVE_SUBJECTS and token.head.i == verb.i


def _is_swallowed(parse: Parse, lexicon: Lexicon, token: Word, cues: tuple[Cue, ...]) -> bool:
    """Whether a verb was taken for part of a noun: "Figures released on Tuesday show unemployment rose"."""
    root = token.root
    if not any(cue.document_only and cue.base == token.lower for cue in cues) or root.i < token.i:
        return False
    subject = root.left(Relation.SUBJECT)
    return (
        subject is not None
        and subject.i < token.i
        and subject.form is Form.PLURAL_NOUN
        and is_document(parse, lexicon, subject)
        and parse[token.i - 1].form not in (Form.DETERMINER, Form.ADJECTIVE, Form.POSSESSIVE_PRONOUN)
    )


def _figures_by(parse: Parse, lexicon: Lexicon, token: Word, cues: tuple[Cue, ...]) -> Word | None:
    """The figures in "figures published by Selva Health show there has been ...", whose verb was read as a noun."""
    made = token.head.head
    if (
        token.relation is not Relation.PREPOSITION_OBJECT
        or token.head.relation is not Relation.AGENT
        or made.relation is not Relation.ADNOMINAL_CLAUSE
    ):
        return None
    if (
        token.form is not Form.SINGULAR_NOUN
        or not any(cue.document_only for cue in cues)
        or parse[token.i - 1].form is not Form.SINGULAR_NAME
    ):
        return None
    return (
        made.head if made.head.form is Form.PLURAL_NOUN and is_document(parse, lexicon, made.head) else None
    )


def _is_main_verb(parse: Parse, lexicon: Lexicon, token: Word) -> bool:
    """Whether a participle is the main verb that a sentence lacks: "The group, which ..., estimated losses at ..."."""
    root = token.root
    if (
        token.relation not in (Relation.ADJECTIVAL_MODIFIER, Relation.ADNOMINAL_CLAUSE)
        or root.form not in NOUN_FORMS
        or root.i > token.i
    ):
        return False
    return parse.texts[token.i - 1] in (",", ")") and can_speak(parse, lexicon, root)


def _first_of_two_subjects(parse: Parse, lexicon: Lexicon, token: Word, cues: tuple[Cue, ...]) -> Word | None:
    """Who speaks in "Ana Ruiz, an analyst, estimated demand had fallen", where the verb was read as an adjective."""
    noun = token.head
    if (
        token.form not in ADJECTIVAL
        or token.relation is not Relation.ADJECTIVAL_MODIFIER
        or noun.relation not in ACTIVE_SUBJECTS
        or noun.i < token.i
    ):
        return None
    if parse.texts[token.i - 1] != "," or not any("clause" in cue.takes for cue in cues):
        return None
    first = next((child for child in noun.head.lefts if child.relation in ACTIVE_SUBJECTS), noun)
    return first if first.i < token.i and can_speak(parse, lexicon, first) else None
