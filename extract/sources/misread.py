"""Misread verbs: verbs of saying that the parser took for nouns, adjectives or parts of nouns."""

from newstally.extract.grammar import Parse, Word
from newstally.extract.grammar.forms import NOUN_FORMS, Form
from newstally.extract.grammar.relations import ACTIVE_SUBJECTS, Relation
from newstally.extract.sources.attribution import Attribution, Mention
from newstally.extract.sources.content import HEAVY
from newstally.extract.sources.lexicon import Cue, Lexicon
from newstally.extract.sources.mentions import can_speak, is_document, mention_of

AMOUNTS = frozenset({Form.CARDINAL, Form.CURRENCY, Form.DETERMINER})
"""Tags of what follows a verb and not a noun: "Ruiz counts 10 votes", "the ranking puts the mayor"."""
BEFORE_NOUN = frozenset(
    {
        Relation.DETERMINER,
        Relation.ADJECTIVAL_MODIFIER,
        Relation.COMPOUND,
        Relation.POSSESSOR,
        Relation.NUMERIC_MODIFIER,
        Relation.NOMINAL_MODIFIER,
    }
)
"""Dependents through which the noun is reached that a word after a verb begins."""
PARTICIPLES = frozenset({Form.PAST_PARTICIPLE, Form.ADJECTIVE, Form.PAST})


def misread_attribution(
    parse: Parse, lexicon: Lexicon, verb: Word, cues: tuple[Cue, ...]
) -> Attribution | None:
    """Return what a word that may be a verb of saying attributes, if the parser took it for something else."""
    if verb.form is Form.PLURAL_NOUN and not cues[-1].particle and _is_misread(parse, lexicon, verb):
        return _headline_attribution(parse, verb, cues)
    content = [(verb.i + 1, parse.content_end(parse.sentence_of[verb.i]))]
    cue = (verb.i, verb.i)
    if verb.relation is Relation.COMPOUND and _is_swallowed(parse, lexicon, verb, cues):
        subject = next(child for child in verb.root.lefts if child.relation is Relation.SUBJECT)
        return Attribution(mention_of(parse, lexicon, subject), cue, content, HEAVY, cues[0].rule)
    figures = _figures_by(parse, lexicon, verb, cues)
    if figures is not None:
        source = Mention(figures.first, verb.i - 1, figures.i)
        return Attribution(source, cue, content, HEAVY, cues[0].rule)
    if verb.form is Form.PAST_PARTICIPLE and _is_main_verb(parse, lexicon, verb):
        return Attribution(mention_of(parse, lexicon, verb.root), cue, content, HEAVY, cues[0].rule, True)
    speaker = _first_of_two_subjects(parse, lexicon, verb, cues)
    if speaker is not None:
        return Attribution(mention_of(parse, lexicon, speaker), cue, content, HEAVY, cues[0].rule, True)
    return None


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
    while token.relation in BEFORE_NOUN and token.head.i > token.i:
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
        token.form not in PARTICIPLES
        or token.relation is not Relation.ADJECTIVAL_MODIFIER
        or noun.relation not in ACTIVE_SUBJECTS
        or noun.i < token.i
    ):
        return None
    if parse.texts[token.i - 1] != "," or not any("clause" in cue.takes for cue in cues):
        return None
    first = next((child for child in noun.head.lefts if child.relation in ACTIVE_SUBJECTS), noun)
    return first if first.i < token.i and can_speak(parse, lexicon, first) else None


def _headline_attribution(parse: Parse, verb: Word, cues: tuple[Cue, ...]) -> Attribution:
    first = verb.i - 1
    sentence = parse.sentence_of[verb.i]
    while first > parse.sentences[sentence][0] and parse.texts[first - 1][0].isupper():
        first -= 1
    content = [(verb.i + 1, parse.content_end(sentence))]
    source = Mention(first, verb.i - 1, verb.i - 1)
    return Attribution(source, (verb.i, verb.i), content, HEAVY, cues[-1].rule, True)
