"""Speakers: whose words each quotation is, over sentences and paragraphs."""

from newstally.extract.grammar import Parse
from newstally.extract.grammar.relations import Relation
from newstally.extract.sources.attribution import Attribution, Mention
from newstally.extract.sources.lexicon import Lexicon
from newstally.extract.sources.mentions import can_speak, mention_of
from newstally.extract.sources.quotations import Quotation, is_speech
from newstally.extract.sources.surface import surface_attributions

COLON = "speakers.colon"
NEAR = 3
"""Tokens (a comma, a mark) that may stand between a quotation and the words that follow it with its speaker."""


GOING_ON = frozenset({",", "?", "!", "…", "...", "-", "–", "—"})
"""Marks that end a quotation whose sentence goes on with its speaker."""


def attribute_quotations(
    parse: Parse, lexicon: Lexicon, quotations: list[Quotation], attributions: list[Attribution]
) -> list[Attribution]:
    """Return the attributions with those of the quotations added, each of these covering its whole quotation."""
    found = list(attributions)
    by_sentence: dict[int, list[Attribution]] = {}
    for attribution in attributions:
        by_sentence.setdefault(parse.sentence_of[attribution.cue[0]], []).append(attribution)
    previous: tuple[Quotation, Attribution] | None = None
    for quotation in quotations:
        if not is_speech(parse, quotation):
            continue
        speaker = _beside(parse, lexicon, quotation, by_sentence) or _before_colon(parse, lexicon, quotation)
        if speaker is None and _is_attributed(parse, quotation, by_sentence):
            continue
        if speaker is None and previous is not None:
            speaker = _carried_over(parse, quotation, *previous)
        if speaker is None:
            speaker = _announced(parse, lexicon, quotation, by_sentence)
        if speaker is None:
            continue
        previous = quotation, speaker
        found.append(
            Attribution(
                speaker.source, speaker.cue, [(quotation.first, quotation.end)], 4, speaker.rule, True
            )
        )
    return found


def _is_attributed(parse: Parse, quotation: Quotation, by_sentence: dict[int, list[Attribution]]) -> bool:
    """Whether the quotation is part of what its sentence attributes: "an official put the crowd at 'a million'"."""
    return any(
        attribution.cue[1] < quotation.first and attribution.span_with(quotation.first) is not None
        for attribution in by_sentence.get(parse.sentence_of[quotation.first], ())
    )


def _cues_in(
    parse: Parse, lexicon: Lexicon, sentence: int, by_sentence: dict[int, list[Attribution]]
) -> list[Attribution]:
    """Attributions in a sentence that may introduce speech: the grammar's, and by word order where it saw none."""
    known = [attribution for attribution in by_sentence.get(sentence, ()) if attribution.quotes]
    if known:
        return known
    first, _ = parse.sentences[sentence]
    return surface_attributions(parse, lexicon, first, parse.content_end(sentence))


def _beside(
    parse: Parse, lexicon: Lexicon, quotation: Quotation, by_sentence: dict[int, list[Attribution]]
) -> Attribution | None:
    """The attribution right after the quotation, or before it in the sentence where it begins."""
    best: tuple[int, int] | None = None
    chosen = None
    goes_on = parse.texts[max(quotation.end - 2, 0)] in GOING_ON
    last_sentence = parse.sentence_of[quotation.end - 1]
    sentences = dict.fromkeys((last_sentence, parse.sentence_of[quotation.first]))
    if quotation.end < len(parse) and parse.sentence_of[quotation.end] == last_sentence + 1:
        following = quotation.end
        if parse.paragraph_of[following] == parse.paragraph_of[quotation.end - 1]:
            sentences[last_sentence + 1] = None
    for sentence in sentences:
        for attribution in _cues_in(parse, lexicon, sentence, by_sentence):
            if quotation.first <= attribution.cue[0] < quotation.end:
                continue
            gap_after = attribution.first - quotation.end
            gap_before = quotation.first - attribution.last
            if 0 <= gap_after <= NEAR and (goes_on or sentence == last_sentence):
                rank = (0, gap_after)
            elif gap_before > 0:
                rank = (2 if _tells_of_another(parse, attribution, quotation) else 1, gap_before)
            elif gap_after > NEAR and sentence == last_sentence:
                rank = (2, gap_after)
            elif 0 <= gap_after <= NEAR:
                rank = (3, gap_after)
            else:
                continue
            if best is None or rank < best:
                best, chosen = rank, attribution
    return chosen


def _tells_of_another(parse: Parse, attribution: Attribution, quotation: Quotation) -> bool:
    """Whether a cue some way before a colon only tells more of someone: "answered a man who says he is sick: ..."."""
    colon, cue = quotation.first - 1, attribution.cue[1]
    if parse.texts[colon] != ":" or colon - cue <= 1 or not parse.is_parsed(cue):
        return False
    return parse[cue].relation is Relation.RELATIVE_CLAUSE


def _carried_over(
    parse: Parse, quotation: Quotation, before: Quotation, speaker: Attribution
) -> Attribution | None:
    """The speaker of the quotation before, where this one goes on with it."""
    paragraph, earlier = parse.paragraph_of[quotation.first], parse.paragraph_of[before.first]
    if quotation.continues or paragraph == earlier:
        return speaker
    opens_paragraph = quotation.first == 0 or parse.paragraph_of[quotation.first - 1] != paragraph
    if opens_paragraph and paragraph - earlier == 1:
        return speaker
    return None


def _before_colon(parse: Parse, lexicon: Lexicon, quotation: Quotation) -> Attribution | None:
    """The subject of a sentence that ends in a colon and the quotation: "Ruiz had an answer: ...", "Ruiz: ..."."""
    colon = quotation.first - 1
    while colon > 0 and parse.texts[colon].isspace():
        colon -= 1
    if colon <= 0 or parse.texts[colon] != ":":
        return None
    first, _ = parse.sentences[parse.sentence_of[colon]]
    head = None
    if parse.is_parsed(colon):
        head = next((parse[i] for i in range(first, colon) if parse[i].relation is Relation.SUBJECT), None)
    if head is not None and head.lower not in lexicon.self_pronouns and can_speak(parse, lexicon, head):
        return Attribution(mention_of(parse, lexicon, head), (colon, colon), [], 3, COLON, True)
    if colon > first and all(parse.texts[i][0].isupper() for i in range(first, colon)):
        return Attribution(Mention(first, colon - 1, colon - 1), (colon, colon), [], 3, COLON, True)
    return None


def _announced(
    parse: Parse, lexicon: Lexicon, quotation: Quotation, by_sentence: dict[int, list[Attribution]]
) -> Attribution | None:
    """The speaker in the sentence before a quotation that stands alone: "Ruiz was blunt: ..." or said before."""
    sentence = parse.sentence_of[quotation.first]
    if sentence == 0 or quotation.first != parse.sentences[sentence][0]:
        return None
    heavy = [attribution for attribution in by_sentence.get(sentence - 1, ()) if attribution.weight >= 3]
    before = heavy or _cues_in(parse, lexicon, sentence - 1, by_sentence)
    return before[-1] if before else None
