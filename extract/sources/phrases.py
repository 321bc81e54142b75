"""Attributions that phrases make: "according to police, ...", "..., citing a ministry report"."""

from newstally.extract.grammar import Parse, Word
from newstally.extract.grammar.forms import FINITE_FORMS, Form
from newstally.extract.grammar.relations import GOVERNED, PREMODIFIERS, Relation
from newstally.extract.rules import counterexample, example, rule
from newstally.extract.sources.attribution import Attribution, Mention, Span
from newstally.extract.sources.left_out import RULE as LEFT_OUT
from newstally.extract.sources.lexicon import Lexicon
from newstally.extract.sources.mentions import can_speak, is_document, mention_of
from newstally.extract.sources.saying import is_amount

LONGEST_SOURCE = 30
"""Tokens within which the noun of a source follows its phrase."""
BEFORE_NOUN = PREMODIFIERS | {
    Relation.POSSESSIVE_MARK,
    Relation.ADVERBIAL_MODIFIER,
    Relation.QUANTIFIER_MODIFIER,
}
"""Dependents through which the noun is reached that a word after a phrase begins."""
JOINING = frozenset({Relation.SUBORDINATOR, Relation.COORDINATOR})
"""Dependents with which a clause begins that is joined to what stands before it."""
REACH_OF_AMOUNT = 2
"""Tokens before "per" within which an amount stands that it is the rate of."""
RELAYED, SAID = 4, 3
"""Weights of phrases by which an outlet hands on what others said, and of all others."""


@rule(
    "sources.phrase.before_source",
    example("According to police, 12 people were hurt.", "12", source="police"),
    example("Some 40 shops burned, according to the mayor.", "40", source="mayor"),
    example("The march drew 81,000 by the count of the police.", "81,000", source="police"),
    counterexample("It costs 350 rupees per antigen test.", "350 rupees", source=None),
    counterexample("There were 60 polls, or one for each street, per every 900 voters.", "60", source=None),
    counterexample("Según se conoció ayer, hubo 40 muertos.", "40", language="es", source=None),
    counterexample("Según se informó en Velmar, hubo 40 muertos.", "40", language="es", source=None),
    counterexample("El plazo es de 40 días, según la edad del alumno.", "40", language="es", source=None),
)
def phrase_attribution(parse: Parse, lexicon: Lexicon, i: int, first: int, end: int) -> Attribution | None:
    """Take the noun after a phrase for the source of what stands before, around or after the phrase."""
    found = next(
        (
            (len(words), entry, checked)
            for words, entry, checked in lexicon.phrases.get(parse.lower[i], ())
            if tuple(parse.lower[i : i + len(words)]) == words
        ),
        None,
    )
    if found is None:
        return None
    length, entry, checked = found
    said = _past_saying(parse, lexicon, i, i + length, end)
    if _tells_where(parse, lexicon, (i + length, said), end):
        return None
    if _leaves_open_who(parse, lexicon, said, end):
        return _by_left_out(parse, lexicon, (i, said - 1), entry, (first, end))
    stop = _past_addressee(parse, lexicon, said, end)
    head = object_after(parse, stop, end)
    if head is None or parse.lower[head.first] in lexicon.own_voice:
        return None  # "according to your tariff"
    if parse.lower[stop] in lexicon.reflexive:
        return None  # "según se conoció ayer"
    if checked and i > first and _counts_by(parse, i, head):
        return None  # "350 rupees per antigen test"
    if head.lower in lexicon.varying_with:
        return None  # "según la edad del alumno"
    if parse.lower[i] in lexicon.reckoning and _is_unit(lexicon, head):
        return None  # "8,000 dollars - per student - for families", "per 100,000 people"
    if checked and not (is_document(parse, lexicon, head) or can_speak(parse, lexicon, head)):
        return None
    if parse.lower[i] in lexicon.opening_phrases and not _opens(parse, lexicon, head, i, first):
        return None
    source = mention_of(parse, lexicon, head)
    if lexicon.object_marks:
        source = _before_comma(parse, source, stop)
    if source.first < stop:
        source = Mention(stop, max(source.last, stop), head.i)
    weight = RELAYED if parse.lower[i] in lexicon.relaying else SAID
    content = _beside(parse, lexicon, i, source, first, end)
    id = "sources.phrase.before_source"
    return Attribution(source, (i, stop - 1), content, weight, id, entry, quotes=True)


def _leaves_open_who(parse: Parse, lexicon: Lexicon, said: int, end: int) -> bool:
    """Whether a phrase ends in a verb of saying without anybody who says it: "según ha explicado, ..."."""
    closed = said == end or parse[said].is_punctuation
    return lexicon.leaves_out_subjects and closed and parse.lower[said - 1] in lexicon.verbs


@rule(
    "sources.phrase.left_out",
    example(
        "El alcalde Juan Vega visitó el puerto. Según ha explicado, el plan costará 12 millones de euros.",
        "12 millones",
        language="es",
        source="Juan Vega",
    ),
    leaves_evidence=False,
)
def _by_left_out(parse: Parse, lexicon: Lexicon, cue: Span, entry: str, sentence: Span) -> Attribution:
    """Leave open who says what "según ha explicado" tells: whoever spoke last (``left_out.fill_in``)."""
    speaker = Mention(cue[1], cue[1], cue[1])
    content = _beside(parse, lexicon, cue[0], speaker, *sentence)
    return Attribution(speaker, cue, content, SAID, LEFT_OUT, entry, quotes=True)


def _past_saying(parse: Parse, lexicon: Lexicon, i: int, stop: int, end: int) -> int:
    """Where a phrase ends that goes on with a verb of saying: "según han relatado fuentes del caso"."""
    if parse.lower[i] not in lexicon.as_words or not lexicon.object_marks:
        return stop
    after = stop
    while after < end and parse.lower[after] in lexicon.between:
        after += 1
    return after + 1 if after < end and parse.lower[after] in lexicon.verbs else stop


def _tells_where(parse: Parse, lexicon: Lexicon, verb: Span, end: int) -> bool:
    """Whether a phrase says of nobody in particular where something was said: "según se informó en Velmar"."""
    impersonal = not lexicon.reflexive.isdisjoint(parse.lower[verb[0] : verb[1]])
    return impersonal and verb[1] < end and parse.lower[verb[1]] in lexicon.locatives


def _past_addressee(parse: Parse, lexicon: Lexicon, stop: int, end: int) -> int:
    """Where it ends if it tells to whom it was said: "según dijeron a este diario fuentes del caso"."""
    mark = stop
    while mark < end and _tells_time(parse, lexicon, mark):
        mark += 1
    if mark >= end or parse.lower[mark] not in lexicon.object_marks:
        return stop
    after = mark + 1
    while after < end and (parse.texts[after][0].isupper() or parse.lower[after] in lexicon.definite):
        after += 1
    named = after > mark + 1 and parse.texts[after - 1][0].isupper()
    after += not named
    return after if after < end and parse.texts[after][0].isalpha() else stop


def _tells_time(parse: Parse, lexicon: Lexicon, i: int) -> bool:
    """Whether a token belongs to a time of saying: "según explicó este lunes a los periodistas"."""
    leads = parse.lower[i] in lexicon.definite and not lexicon.times.isdisjoint(parse.lower[i + 1 : i + 2])
    return leads or parse.lower[i] in lexicon.times | lexicon.between


def _opens(parse: Parse, lexicon: Lexicon, head: Word, i: int, first: int) -> bool:
    """Whether a phrase stands at the head of a clause, apart from it, with someone who speaks."""
    joined = i > first and parse[i - 1].relation is Relation.COORDINATOR
    apart = i == first or joined or parse.texts[i - 1] in (",", ";", ":", "«", "—")
    return apart and can_speak(parse, lexicon, head) and not is_document(parse, lexicon, head)


def _before_comma(parse: Parse, source: Mention, start: int) -> Mention:
    """A source up to the first comma: what the parser took for more of it is what the source says."""
    comma = next((i for i in range(max(source.head, start), source.last) if parse.texts[i] == ","), None)
    return source if comma is None else Mention(source.first, comma - 1, source.head)


@rule(
    "sources.phrase.each_its_own",
    example(
        "The crowd was 81,000 according to police and 700,000 according to the union.",
        "700,000",
        source="union",
    ),
    leaves_evidence=False,
)
def share_between(parse: Parse, earlier: Attribution, later: Attribution) -> None:
    """Give each of two phrases in one sentence the amount before it, where only an amount stands between them."""
    first, end = earlier.source.last + 1, later.cue[0]
    between = range(first, end)
    if not any(is_amount(parse[i]) for i in between) or any(parse[i].form in FINITE_FORMS for i in between):
        return
    later.content = [(first, end)]
    earlier.content = [(start, min(stop, first)) for start, stop in earlier.content if start < first]


def _counts_by(parse: Parse, i: int, head: Word) -> bool:
    """Whether a phrase says what an amount is reckoned by: one that stands right before it, or is told after it."""
    if any(word[0].isdigit() for word in parse.texts[max(i - REACH_OF_AMOUNT, 0) : i]):
        return True
    return any(word[0].isdigit() for word in parse.texts[i + 1 : head.i])  # "per every 21,000 voters"


def _is_unit(lexicon: Lexicon, head: Word) -> bool:
    """Whether a noun after a phrase of one word is what amounts are reckoned by, and nobody in particular."""
    determined = any(
        child.i < head.i and child.relation in (Relation.DETERMINER, Relation.POSSESSOR)
        for child in head.dependents
    )
    bare = head.text[0].islower() and not determined  # "per patient", "per insured user"
    return is_amount(head) or (bare and head.lower in lexicon.roles)


def object_after(parse: Parse, start: int, end: int) -> Word | None:
    """Return the noun that the preposition before ``start`` governs; by the grammar, else by the words."""
    if start >= end:
        return None
    for child in parse[start - 1].rights:
        if child.relation in GOVERNED or child.relation in (Relation.OBJECT, Relation.SUBJECT):
            return child
    token = parse[start]
    while (
        token.head.i > token.i
        and token.head.i < min(end, start + LONGEST_SOURCE)
        and token.relation in BEFORE_NOUN
    ):
        token = token.head
    return token


def _beside(parse: Parse, lexicon: Lexicon, i: int, source: Mention, first: int, end: int) -> list[Span]:
    """Content around the phrase: before it, where a verb stands there; else, or where it stands first, after it."""
    after = source.last + 1
    start = next((j + 1 for j in range(i - 1, first - 1, -1) if parse.texts[j] in (";", ":")), first)
    stop = next((j for j in range(after, end) if parse.texts[j] == ";"), end)
    if _is_after_joiner(parse, i, start):
        return [(after, stop)] if after < stop else []
    host = parse[i].head
    if i < host.i < source.first:
        host = host.head  # "según informó la alcaldesa" hangs on its own verb
    if start < i < host.i and host.form in FINITE_FORMS and host.first < i:
        return [(max(start, host.first), i), (after, min(stop, host.last + 1))]
    if any(parse[j].form in FINITE_FORMS for j in range(start, i)):
        if _goes_on_after(parse, lexicon, after):
            return [(start, i), (after, stop)]
        return [(start, i), *_joined(host, after, stop)]
    return [span for span in ((start, i), (after, stop)) if span[1] > span[0]]


def _is_after_joiner(parse: Parse, i: int, start: int) -> bool:
    """Whether the clause begins right before the phrase: "..., because, according to the mayor, 12 had left"."""
    place = i - 2 if parse.texts[i - 1] == "," and i > start + 1 else i - 1
    adverb = parse[place].relation is Relation.ADVERBIAL_MODIFIER and place > start
    if adverb and parse[place - 1].relation in JOINING:
        place -= 1  # "and now, according to the mayor, ..."
    before = parse[place]
    return start < before.i < i and (before.relation in JOINING or before.form is Form.WH_ADVERB)


def _goes_on_after(parse: Parse, lexicon: Lexicon, after: int) -> bool:
    """Whether the figure before the phrase goes on after it: "estimated by the ministry at 4 billion"."""
    if parse.lower[after : after + 1] and parse.lower[after] in lexicon.at_words:
        return True
    # "..., according to police, up from 12 last year"
    return parse.texts[after : after + 1] == [","] and parse.lower[after + 1] in lexicon.comparisons


def _joined(host: Word, after: int, stop: int) -> list[Span]:
    """What goes on after the phrase with the same subject: "killed 12, according to police, and wounded 30"."""
    for child in host.rights:
        joined = child.relation is Relation.CONJUNCT or (
            child.relation is Relation.ADVERBIAL_CLAUSE and child.form is Form.GERUND
        )
        if joined and child.i > after and child.left(Relation.SUBJECT) is None:
            return [(after, min(stop, child.last + 1))]
    return []
