"""Attributions by phrases and nouns: "according to", "in a poll by", "the ministry's claim that", "Police: ..."."""

from newstally.extract.grammar import Parse, Word
from newstally.extract.grammar.forms import FINITE_FORMS, PLURALS, VERB_FORMS, Form, PartOfSpeech
from newstally.extract.grammar.relations import NOMINAL_SUBJECTS, Relation
from newstally.extract.sources.attribution import Attribution, Mention
from newstally.extract.sources.lexicon import Lexicon
from newstally.extract.sources.mentions import can_speak, is_document, mention_of

LONGEST_SOURCE = 30
"""Tokens within which the noun of a source follows its phrase."""
LEAST = 4
"""Tokens before a document's noun, and after the verb that closes a sentence, in "..., official figures show."."""
JOINING = frozenset({Relation.SUBORDINATOR, Relation.COORDINATOR})
"""Dependents with which a clause begins that is joined to what stands before it."""
REACH_OF_AMOUNT = 2
"""Tokens before "per" within which an amount stands that it is the rate of."""


def phrase_attributions(parse: Parse, lexicon: Lexicon, sentence: int) -> list[Attribution]:
    """Return the attributions of a parsed sentence that phrases and nouns make."""
    first, end = parse.sentences[sentence]
    end = parse.content_end(sentence)
    found: list[Attribution] = []
    for i in range(first, end):
        word = parse.lower[i]
        if word in lexicon.phrases:
            attribution = _phrase(parse, lexicon, i, first, end)
            if attribution:
                if found and found[0].cue[0] <= first + 1:
                    attribution.weight -= 1  # who opens the sentence with "according to" speaks in all of it
                found.append(attribution)
                continue
        if word in lexicon.before_document:
            attribution = _in_document(parse, lexicon, i, first, end)
            if attribution:
                found.append(attribution)
        if word in lexicon.documents:
            attribution = _closing_document(parse, lexicon, i, first, end)
            if attribution:
                found.append(attribution)
        if word in lexicon.figure_nouns:
            attribution = _figure(parse, lexicon, parse[i])
            if attribution:
                found.append(attribution)
        if word in lexicon.nouns:
            attribution = _noun(parse, lexicon, parse[i])
            if attribution:
                found.append(attribution)
    return found


def _phrase(parse: Parse, lexicon: Lexicon, i: int, first: int, end: int) -> Attribution | None:
    for words, rule, checked in lexicon.phrases[parse.lower[i]]:
        stop = i + len(words)
        if tuple(parse.lower[i:stop]) != words:
            continue
        head = _object_of(parse, stop, end)
        if head is None:
            return None
        if parse.lower[head.first] in lexicon.own_voice:
            return None  # "according to your tariff"
        if checked and i > first and _counts_by(parse, i):
            return None  # "350 rupees per antigen test"
        if checked and not (is_document(parse, lexicon, head) or can_speak(parse, lexicon, head)):
            return None
        source = mention_of(parse, lexicon, head)
        if source.first < stop:
            source = Mention(stop, max(source.last, stop), head.i)
        weight = 4 if parse.lower[i] in lexicon.relaying else 3
        return Attribution(
            source, (i, stop - 1), _beside(parse, lexicon, i, source, first, end), weight, rule, True
        )
    return None


def _counts_by(parse: Parse, i: int) -> bool:
    """Whether an amount stands right before a phrase of one word, which then says what it is reckoned by."""
    return any(word[0].isdigit() for word in parse.texts[max(i - REACH_OF_AMOUNT, 0) : i])


def _object_of(parse: Parse, start: int, end: int) -> Word | None:
    """Return the noun that the preposition before ``start`` governs; by the grammar, else by the words."""
    if start >= end:
        return None
    for child in parse[start - 1].rights:
        if child.relation in (
            Relation.PREPOSITION_OBJECT,
            Relation.OBJECT,
            Relation.SUBJECT,
            Relation.PREPOSITION_CLAUSE,
        ):
            return child
    token = parse[start]
    while (
        token.head.i > token.i
        and token.head.i < min(end, start + LONGEST_SOURCE)
        and token.relation
        in (
            Relation.DETERMINER,
            Relation.ADJECTIVAL_MODIFIER,
            Relation.COMPOUND,
            Relation.POSSESSOR,
            Relation.NUMERIC_MODIFIER,
            Relation.NOMINAL_MODIFIER,
            Relation.POSSESSIVE_MARK,
            Relation.ADVERBIAL_MODIFIER,
            Relation.QUANTIFIER_MODIFIER,
        )
    ):
        token = token.head
    return token


def _beside(
    parse: Parse, lexicon: Lexicon, i: int, source: Mention, first: int, end: int
) -> list[tuple[int, int]]:
    """Content around the phrase: before it, where a verb stands there; else, or where it stands first, after it."""
    after = source.last + 1
    start = first
    for j in range(i - 1, first - 1, -1):
        if parse.texts[j] in (";", ":"):
            start = j + 1
            break
    stop = end
    for j in range(after, end):
        if parse.texts[j] == ";":
            stop = j
            break
    before = parse[i - 2 if parse.texts[i - 1] == "," and i > start + 1 else i - 1]
    if start < before.i < i and (
        before.relation in JOINING or before.form is Form.WH_ADVERB
    ):  # "..., because, according to the mayor, 12 had left"
        return [(after, stop)] if after < stop else []
    host = parse[i].head
    if start < i < host.i and host.form in FINITE_FORMS and host.first < i:
        return [(max(start, host.first), i), (after, min(stop, host.last + 1))]
    if any(parse[j].form in FINITE_FORMS for j in range(start, i)):
        if parse.lower[after : after + 1] and parse.lower[after] in lexicon.at_words:
            return [(start, i), (after, stop)]  # "estimated by the ministry at 4 billion"
        if parse.texts[after : after + 1] == [","] and parse.lower[after + 1] in lexicon.comparisons:
            return [(start, i), (after, stop)]  # "..., according to police, up from 12 last year"
        return [(start, i), *_joined(host, after, stop)]
    spans = [(start, i), (after, stop)]
    return [span for span in spans if span[1] > span[0]]


def _joined(host: Word, after: int, stop: int) -> list[tuple[int, int]]:
    """What goes on after the phrase with the same subject: "killed 12, according to police, and wounded 30"."""
    for child in host.rights:
        if child.relation is Relation.CONJUNCT and child.i > after and child.left(Relation.SUBJECT) is None:
            return [(after, min(stop, child.last + 1))]
    return []


def _in_document(parse: Parse, lexicon: Lexicon, i: int, first: int, end: int) -> Attribution | None:
    """Read "In a poll of 1,000 voters, ...": a document in a phrase at the head of its clause."""
    head = _object_of(parse, i + 1, end)
    if head is None or head.i <= i:
        return None
    source = mention_of(parse, lexicon, head)
    if source.first <= i:
        return None
    if i > first + 1:
        if (
            parse.texts[i - 1] == ","
            and parse.lower[i] in lexicon.before_closing
            and head.lower in lexicon.heading_documents
        ):
            return Attribution(
                source, (i, i), [(first, i)], 2, f"cues.phrases.before_closing.{parse.lower[i]}"
            )
        if head.lower not in lexicon.surveys or parse.lower[i] not in lexicon.before_survey:
            return None
        if head.form in PLURALS:
            return None  # "behind in the polls" says how one stands, not who counted
        return Attribution(source, (i, i), [(first, i)], 2, f"cues.phrases.before_survey.{parse.lower[i]}")
    if head.lower not in lexicon.heading_documents:
        return None
    stop = max(parse[i].last, source.last) + 1
    if stop >= end:
        return None
    return Attribution(source, (i, i), [(stop, end)], 2, f"cues.phrases.before_document.{parse.lower[i]}")


def _noun(parse: Parse, lexicon: Lexicon, noun: Word) -> Attribution | None:
    """Read "the ministry's claim that ...", "an estimate of 12 by the ministry"."""
    if noun.pos is not PartOfSpeech.NOUN:
        return None
    source: Word | None = None
    content: tuple[int, int] | None = None
    for child in noun.dependents:
        if child.relation is Relation.POSSESSOR or (
            child.relation is Relation.COMPOUND and child.form is Form.SINGULAR_NAME
        ):
            source = child
        elif (
            child.relation in (Relation.ADNOMINAL_CLAUSE, Relation.CLAUSAL_COMPLEMENT)
            and child.i > noun.i
            and (_has_that(child) or _has_to(lexicon, noun, child))
        ):
            content = (child.first, child.last + 1)
        elif child.relation is Relation.PREPOSITION and child.i > noun.i:
            inner = child.dependent(Relation.PREPOSITION_OBJECT)
            if inner is None:
                continue
            if source is None and _leads_to_source(parse, lexicon, child, inner):
                source = inner
            elif noun.lower in lexicon.amount_nouns and child.lower in lexicon.content_prepositions:
                content = content or (child.i, child.last + 1)
    if source is None or content is None or source.lower in lexicon.own_voice:
        return None
    mention = mention_of(parse, lexicon, source)
    return Attribution(mention, (noun.i, noun.i), [content], 2, lexicon.nouns[noun.lower])


def _closing_document(parse: Parse, lexicon: Lexicon, i: int, first: int, end: int) -> Attribution | None:
    """Read "Traffic fell 12%, figures from the port authority show.", where the verb was taken for a noun."""
    verb = next((j for j in range(i + 1, end) if not parse.texts[j][0].isalpha()), end) - 1
    if verb <= i or verb + LEAST < end or parse[verb].form in VERB_FORMS:
        return None
    cue = next((cue for cue in lexicon.verbs.get(parse.lower[verb], ()) if cue.document_only), None)
    comma = i - 1
    while comma > first and parse.texts[comma][0].isalpha():
        comma -= 1
    if parse[verb - 1].pos in (PartOfSpeech.ADPOSITION, PartOfSpeech.DETERMINER):
        return None  # "according to results from the secretary of state"
    if cue is None or parse.texts[comma] != "," or i - comma > LEAST:
        return None
    return Attribution(Mention(comma + 1, verb - 1, i), (verb, verb), [(first, comma)], 3, cue.rule, True)


def _figure(parse: Parse, lexicon: Lexicon, noun: Word) -> Attribution | None:
    """Read "the union's tally stands at 54", "the ministry's figure includes 12 soldiers"."""
    if noun.relation not in NOMINAL_SUBJECTS or noun.head.i < noun.i:
        return None
    holder = noun.left(Relation.POSSESSOR)
    if holder is None or holder.lower in lexicon.own_voice or not can_speak(parse, lexicon, holder):
        return None
    content = [(noun.head.i, max(noun.head.last + 1, noun.head.i + 1))]
    return Attribution(
        mention_of(parse, lexicon, holder), (noun.i, noun.i), content, 2, f"cues.nouns.figures.{noun.lower}"
    )


def _leads_to_source(parse: Parse, lexicon: Lexicon, preposition: Word, noun: Word) -> bool:
    if preposition.lower in lexicon.naming_prepositions:
        return noun.pos is PartOfSpeech.PROPER_NOUN
    return preposition.lower in lexicon.source_prepositions and (
        can_speak(parse, lexicon, noun) or is_document(parse, lexicon, noun)
    )


def _has_to(lexicon: Lexicon, noun: Word, clause: Word) -> bool:
    """Whether an infinitive tells what was promised: "his pledge to build 40 schools"."""
    return noun.lower in lexicon.infinitive_nouns and any(child.form is Form.TO for child in clause.lefts)


def _has_that(clause: Word) -> bool:
    return any(
        child.relation in (Relation.SUBORDINATOR, Relation.OBJECT, Relation.SUBJECT)
        and child.form in (Form.PREPOSITION, Form.WH_DETERMINER)
        for child in clause.lefts
    )
