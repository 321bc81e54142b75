"""Attributions that nouns make: "the ministry's claim that 12 had died", "the union's tally stands at 54"."""

from newstally.extract.grammar import Parse, Word
from newstally.extract.grammar.forms import Form, PartOfSpeech
from newstally.extract.grammar.relations import NOMINAL_SUBJECTS, NOUN_CLAUSES, Relation
from newstally.extract.rules import counterexample, example, rule
from newstally.extract.sources.attribution import Attribution, Span
from newstally.extract.sources.lexicon import Lexicon
from newstally.extract.sources.mentions import can_speak, is_document, mention_of

WEIGHT = 2


@rule(
    "sources.noun.claim",
    example("Nobody believed the ministry's claim that 12 had died.", "12", source="ministry"),
    example("An estimate of 40 by the harbour office was ignored.", "40", source="harbour office"),
)
def noun_attribution(parse: Parse, lexicon: Lexicon, noun: Word) -> Attribution | None:
    """Take the clause, infinitive or amount after a noun that attributes, with who is told beside the noun."""
    if noun.pos is not PartOfSpeech.NOUN:
        return None
    source: Word | None = None
    content: Span | None = None
    for child in noun.dependents:
        if _is_owner(child):
            source = child
        elif child.i < noun.i:
            continue
        elif _tells_content(lexicon, noun, child):
            content = (child.first, child.last + 1)
        elif child.relation is Relation.PREPOSITION:
            inner = child.dependent(Relation.PREPOSITION_OBJECT)
            if inner is None:
                continue
            if source is None and _leads_to_source(parse, lexicon, child, inner):
                source = inner
            elif noun.lower in lexicon.amount_nouns and child.lower in lexicon.content_prepositions:
                content = content or (child.i, child.last + 1)
    if source is None or content is None or source.lower in lexicon.own_voice:
        return None
    mention, entry = mention_of(parse, lexicon, source), lexicon.nouns[noun.lower]
    return Attribution(mention, (noun.i, noun.i), [content], WEIGHT, "sources.noun.claim", entry)


@rule(
    "sources.noun.figure",
    example("The union's tally stands at 54.", "54", source="union"),
    example("A count by the Numbers Lab arrived at 88,000 marchers.", "88,000", source="Numbers Lab"),
    example("The police figure is 40,000 marchers.", "40,000", source="police"),
    example("The toll given by the authorities is 40.", "40", source="authorities"),
    counterexample("The toll for the bridge is 40 euros.", "40", source=None),
    counterexample("The delegate count is 40 for Ana Ruiz.", "40", source=None),
)
def figure_attribution(parse: Parse, lexicon: Lexicon, noun: Word) -> Attribution | None:
    """Take what is told of a figure that someone has."""
    if noun.relation not in NOMINAL_SUBJECTS or noun.head.i < noun.i:
        return None
    holder = _given_by(lexicon, noun)
    if holder is None and noun.lower in lexicon.figure_nouns:
        holder = (
            noun.left(Relation.POSSESSOR) or _counted_by(lexicon, noun) or _speaking_before(lexicon, noun)
        )
    if holder is None or holder.lower in lexicon.own_voice or not can_speak(parse, lexicon, holder):
        return None
    content = [(noun.head.i, max(noun.head.last + 1, noun.head.i + 1))]
    mention, entry = mention_of(parse, lexicon, holder), f"cues.nouns.figures.{noun.lower}"
    return Attribution(mention, (noun.i, noun.i), content, WEIGHT, "sources.noun.figure", entry)


def _counted_by(lexicon: Lexicon, noun: Word) -> Word | None:
    """Who is told after a figure to have counted: "a count by the institute"."""
    for child in noun.rights:
        if child.relation is Relation.PREPOSITION and child.lower in lexicon.source_prepositions:
            return child.governed
    return None


def _given_by(lexicon: Lexicon, noun: Word) -> Word | None:
    """Who is told after a figure to have given it: "the toll given by the authorities"."""
    counted = [child.governed for child in noun.rights if child.relation is Relation.PREPOSITION]
    for told in (noun, *counted):  # "the number of deaths reported by the ministry"
        for child in told.rights if told is not None else ():
            given = child.relation in NOUN_CLAUSES and child.form is Form.PAST_PARTICIPLE
            if given and child.lower in lexicon.giving:
                return child.agent
    return None


def _speaking_before(lexicon: Lexicon, noun: Word) -> Word | None:
    """Who gives a figure by the noun right before it: "the police figure", "ministry figures"."""
    before = noun.before
    told = before is not None and before.relation is Relation.COMPOUND and before.head is noun
    if before is None or not told:
        return None
    body = before.lower in lexicon.organisations or before.lower in lexicon.groups
    return before if body else None  # but not "the delegate count"


def _is_owner(child: Word) -> bool:
    """Whether a dependent names whose the noun is: "the ministry's claim", "the Selva claim"."""
    named = child.relation is Relation.COMPOUND and child.form is Form.SINGULAR_NAME
    return child.relation is Relation.POSSESSOR or named


def _tells_content(lexicon: Lexicon, noun: Word, child: Word) -> bool:
    """Whether a clause of the noun tells what it attributes."""
    if child.relation not in (Relation.ADNOMINAL_CLAUSE, Relation.CLAUSAL_COMPLEMENT):
        return False
    return _has_that(child) or _has_to(lexicon, noun, child)


def _leads_to_source(parse: Parse, lexicon: Lexicon, preposition: Word, noun: Word) -> bool:
    if preposition.lower in lexicon.naming_prepositions:
        return noun.pos is PartOfSpeech.PROPER_NOUN
    return preposition.lower in lexicon.source_prepositions and (
        can_speak(parse, lexicon, noun) or is_document(parse, lexicon, noun)
    )


def _has_to(lexicon: Lexicon, noun: Word, clause: Word) -> bool:
    """Whether an infinitive tells what was promised: "his pledge to build 40 schools"."""
    return noun.lower in lexicon.infinitive_nouns and clause.is_infinitive


def _has_that(clause: Word) -> bool:
    return any(
        child.relation in (Relation.SUBORDINATOR, Relation.OBJECT, Relation.SUBJECT)
        and child.form in (Form.PREPOSITION, Form.WH_DETERMINER)
        for child in clause.lefts
    )
