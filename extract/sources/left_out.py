"""Left-out speakers: verbs of saying without a subject, in languages that leave it out ("Los alimentos, dijo, ...")."""

from newstally.extract.grammar import Parse, Word
from newstally.extract.grammar.forms import FINITE_FORMS, Form
from newstally.extract.grammar.marks import CLOSING_QUOTES, OPENING_QUOTES
from newstally.extract.grammar.relations import SUBJECTS, Relation
from newstally.extract.lemmas import is_known
from newstally.extract.rules import example, rule
from newstally.extract.sources.attribution import Attribution, Mention
from newstally.extract.sources.content import CONTENT
from newstally.extract.sources.cues import Cue
from newstally.extract.sources.lexicon import Lexicon
from newstally.extract.sources.mentions import can_speak, is_speaking_noun, mention_of
from newstally.extract.sources.saying import HEAVY, STATING, Saying, end_of_content, is_amount
from newstally.extract.sources.surface import described_from, surface_attributions

RULE = "sources.verb.left_out"
FARTHEST = 12
"""Sentences back in which a left-out speaker is looked for over those that go on with the same one."""
REACH = 4
"""Sentences back in which a left-out speaker is looked for."""
NEAR = 2
"""The same of who only acts in them."""
MAIN = frozenset({Relation.ROOT, Relation.CLAUSAL_COMPLEMENT, Relation.PARATAXIS})
"""What the verb of a main clause may be."""
OF_SPEAKER = FINITE_FORMS - {Form.CONDITIONAL, Form.FUTURE, Form.SUBJUNCTIVE}
IMPERSONAL = frozenset({Relation.EXPLETIVE, Relation.PASSIVE_AUXILIARY, Relation.VERB_PARTICLE})
"""What makes a verb one of nobody in particular ("se informó")."""


@rule(
    RULE,
    example(
        "La médica Ana Ruiz llegó al puerto, dijo el alcalde Juan Vega. Agregó que quedan 12 barcos.",
        "12",
        language="es",
        source="Juan Vega",
    ),
    leaves_evidence=False,
)
def left_out_speaker(parse: Parse, lexicon: Lexicon, verb: Word, cues: tuple[Cue, ...]) -> Attribution | None:
    """Take what a verb of saying without a subject tells; who says it is whoever spoke last (``fill_in``)."""
    if not lexicon.leaves_out_subjects or verb.finite_form not in OF_SPEAKER or verb.has(*IMPERSONAL):
        return None
    speaker = Mention(verb.i, verb.i, verb.i)
    for cue in cues:
        if cue.weight < HEAVY or not cue.takes >= STATING or cue.particle:
            continue
        saying = Saying(parse, lexicon, verb, verb, cue, False, end_of_content(parse, lexicon, verb))
        decided = CONTENT.decide(saying)
        if decided is not None and decided[1]:
            return Attribution(speaker, (verb.i, verb.i), decided[1], cue.weight, RULE, cue.rule, quotes=True)
    return (
        Attribution(speaker, (verb.i, verb.i), [], HEAVY, RULE, cues[0].rule, quotes=True)
        if any("quotation" in cue.takes and cue.weight >= HEAVY for cue in cues)
        else None
    )


def stands_aside(parse: Parse, lexicon: Lexicon, verb: Word) -> bool:
    """Whether a verb of saying stands alone between commas, where no subject is: "Los alimentos, dijo, alcanzan"."""
    first = verb.beginning
    if not lexicon.leaves_out_subjects or first == 0 or verb.i + 1 >= len(parse):
        return False
    return parse.texts[first - 1] == "," and parse.texts[verb.i + 1] in {",", "."}


def fill_in(parse: Parse, lexicon: Lexicon, attributions: list[Attribution]) -> list[Attribution]:
    """Return the attributions with each left-out speaker filled in by who spoke last; without one it is dropped."""
    found: list[Attribution] = []
    last: dict[int, Attribution] = {}
    """By sentence, who spoke in it last."""
    for attribution in sorted(attributions, key=lambda one: one.cue[0]):
        sentence = parse.sentence_of[attribution.cue[0]]
        if attribution.rule == RULE:
            source = _speaker_before(parse, lexicon, attribution, last)
            if source is None:
                continue
            attribution.source = source
        if attribution.quotes and not _is_within(attribution, last.get(sentence)):
            last[sentence] = attribution
        found.append(attribution)
    return found


def _is_within(attribution: Attribution, outer: Attribution | None) -> bool:
    """Whether somebody speaks only within what another says: "Ruiz sostuvo que la fiscalía pidió 12 años"."""
    return outer is not None and outer.span_with(attribution.cue[0]) is not None


def _speaker_before(
    parse: Parse, lexicon: Lexicon, attribution: Attribution, last: dict[int, Attribution]
) -> Mention | None:
    """Who spoke in the sentence or in those before it, by word order where these have no grammar; else who acted."""
    cue = attribution.cue[0]
    sentence = parse.sentence_of[cue]
    acting = _acting_in(parse, lexicon, sentence, cue)
    quotes = not CLOSING_QUOTES.isdisjoint(parse.texts[parse.sentences[sentence][0] : cue])
    if sentence == 0 and acting is None and not last:
        return _told_next(parse, lexicon, sentence)
    near, far = sentence - NEAR, sentence - REACH
    for back in range(sentence, max(sentence - FARTHEST, 0) - 1, -1):
        first = parse.sentences[back][0]
        if acting is not None and parse.paragraph_of[first] != parse.paragraph_of[cue]:
            return acting
        if back in last:
            return last[back].source
        if back < min(far, near):
            break
        if back < sentence and _goes_on(parse, lexicon, first):
            near, far = min(near, back - 1), min(far, back - 1)
            continue
        if back < sentence and not parse.is_parsed(first):
            told = surface_attributions(parse, lexicon, first, parse.content_end(back))
            if told:
                return told[-1].source
        if near <= back < sentence and (
            acting is None or (quotes and not _is_person(parse, lexicon, acting))
        ):
            before = _acting_in(parse, lexicon, back, parse.sentences[back][1])
            acting = before if acting is None or _is_person(parse, lexicon, before) else acting
    return acting


def _is_person(parse: Parse, lexicon: Lexicon, mention: Mention | None) -> bool:
    """Whether a role or a given name tells that a mention is one of a person, who alone is quoted without a subject."""
    if mention is None:
        return False
    words = range(mention.first, mention.last + 1)
    return any(parse.lower[i] in lexicon.roles or parse.texts[i] in lexicon.given_names for i in words)


def _told_next(parse: Parse, lexicon: Lexicon, sentence: int) -> Mention | None:
    """Who opens the sentence after a subhead that leaves the speaker out: "Dijo que perdió a 11 amigos"."""
    if sentence + 1 >= len(parse.sentences):
        return None
    return _acting_in(parse, lexicon, sentence + 1, parse.sentences[sentence + 1][1])


def _goes_on(parse: Parse, lexicon: Lexicon, first: int) -> bool:
    """Whether a sentence is itself of someone left out: it opens with a verb of saying or a quotation."""
    said = any("clause" in cue.takes for cue in lexicon.verbs.get(parse.lower[first], ()))
    return said or parse.texts[first] in OPENING_QUOTES


def _acting_in(parse: Parse, lexicon: Lexicon, sentence: int, end: int) -> Mention | None:
    """Who is the subject of a sentence's main clause before a token, and can speak: "La policía detuvo a 34, dijo"."""
    first, _ = parse.sentences[sentence]
    if _goes_on(parse, lexicon, first):
        return None
    if not parse.is_parsed(first):
        return _described_at(parse, lexicon, first, min(end, parse.content_end(sentence)))
    for i in range(first, end):
        word = parse[i]
        if parse.texts[i] in OPENING_QUOTES or is_amount(word):
            return None
        acts = word.relation in SUBJECTS and word.head.relation in MAIN and word.head.i < end
        if acts and can_speak(parse, lexicon, word):  # not "la obra, dijo, costó"
            return mention_of(parse, lexicon, word)
    return None


def _described_at(parse: Parse, lexicon: Lexicon, first: int, end: int) -> Mention | None:
    """Who is named or described at the head of a sentence; a common word is nobody for its capital letter there."""
    first += parse.lower[first] in lexicon.opening_phrases  # "Para el economista Juan Vega, ..."
    found = described_from(parse, lexicon, first, end)
    alone = found is not None and found.first == found.last
    common = is_known(parse.texts[first], parse.language) and not is_speaking_noun(
        lexicon, parse.lower[first]
    )
    return None if alone and common else found
