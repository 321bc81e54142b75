"""Speakers: whose words each quotation is, over sentences and paragraphs."""

from newstally.extract.sources.attribution import Attribution, Mention
from newstally.extract.sources.lexicon import Lexicon
from newstally.extract.sources.mentions import can_speak, mention_of
from newstally.extract.sources.quotations import Quotation, is_speech
from newstally.extract.sources.surface import surface_attributions
from newstally.extract.sources.view import View

COLON = "speakers.colon"
NEAR = 3
"""Tokens (a comma, a mark) that may stand between a quotation and the words that follow it with its speaker."""


GOING_ON = frozenset({",", "?", "!", "…", "...", "-", "–", "—"})
"""Marks that end a quotation whose sentence goes on with its speaker."""


def attribute_quotations(
    view: View, lexicon: Lexicon, quotations: list[Quotation], attributions: list[Attribution]
) -> list[Attribution]:
    """Return the attributions with those of the quotations added, each of these covering its whole quotation."""
    found = list(attributions)
    by_sentence: dict[int, list[Attribution]] = {}
    for attribution in attributions:
        by_sentence.setdefault(view.sentence_of[attribution.cue[0]], []).append(attribution)
    previous: tuple[Quotation, Attribution] | None = None
    for quotation in quotations:
        if not is_speech(view, quotation):
            continue
        speaker = _beside(view, lexicon, quotation, by_sentence) or _before_colon(view, lexicon, quotation)
        if speaker is None and _is_attributed(view, quotation, by_sentence):
            continue
        if speaker is None and previous is not None:
            speaker = _carried_over(view, quotation, *previous)
        if speaker is None:
            speaker = _announced(view, lexicon, quotation, by_sentence)
        if speaker is None:
            continue
        previous = quotation, speaker
        found.append(
            Attribution(
                speaker.source, speaker.cue, [(quotation.first, quotation.end)], 4, speaker.rule, True
            )
        )
    return found


def _is_attributed(view: View, quotation: Quotation, by_sentence: dict[int, list[Attribution]]) -> bool:
    """Whether the quotation is part of what its sentence attributes: "an official put the crowd at 'a million'"."""
    return any(
        attribution.cue[1] < quotation.first and attribution.span_with(quotation.first) is not None
        for attribution in by_sentence.get(view.sentence_of[quotation.first], ())
    )


def _cues_in(
    view: View, lexicon: Lexicon, sentence: int, by_sentence: dict[int, list[Attribution]]
) -> list[Attribution]:
    """Attributions in a sentence that may introduce speech: the grammar's, and by word order where it saw none."""
    known = [attribution for attribution in by_sentence.get(sentence, ()) if attribution.quotes]
    if known:
        return known
    first, _ = view.sentences[sentence]
    return surface_attributions(view, lexicon, first, view.content_end(sentence))


def _beside(
    view: View, lexicon: Lexicon, quotation: Quotation, by_sentence: dict[int, list[Attribution]]
) -> Attribution | None:
    """The attribution right after the quotation, or before it in the sentence where it begins."""
    best: tuple[int, int] | None = None
    chosen = None
    goes_on = view.words[max(quotation.end - 2, 0)] in GOING_ON
    last_sentence = view.sentence_of[quotation.end - 1]
    sentences = dict.fromkeys((last_sentence, view.sentence_of[quotation.first]))
    if quotation.end < len(view) and view.sentence_of[quotation.end] == last_sentence + 1:
        following = quotation.end
        if view.paragraph_of[following] == view.paragraph_of[quotation.end - 1]:
            sentences[last_sentence + 1] = None
    for sentence in sentences:
        for attribution in _cues_in(view, lexicon, sentence, by_sentence):
            if quotation.first <= attribution.cue[0] < quotation.end:
                continue
            gap_after = attribution.first - quotation.end
            gap_before = quotation.first - attribution.last
            if 0 <= gap_after <= NEAR and (goes_on or sentence == last_sentence):
                rank = (0, gap_after)
            elif gap_before > 0:
                rank = (2 if _tells_of_another(view, attribution, quotation) else 1, gap_before)
            elif gap_after > NEAR and sentence == last_sentence:
                rank = (2, gap_after)
            elif 0 <= gap_after <= NEAR:
                rank = (3, gap_after)
            else:
                continue
            if best is None or rank < best:
                best, chosen = rank, attribution
    return chosen


def _tells_of_another(view: View, attribution: Attribution, quotation: Quotation) -> bool:
    """Whether a cue some way before a colon only tells more of someone: "answered a man who says he is sick: ..."."""
    colon, cue = quotation.first - 1, attribution.cue[1]
    if view.words[colon] != ":" or colon - cue <= 1 or not view.is_parsed(cue):
        return False
    return view.doc[cue].dep_ == "relcl"


def _carried_over(
    view: View, quotation: Quotation, before: Quotation, speaker: Attribution
) -> Attribution | None:
    """The speaker of the quotation before, where this one goes on with it."""
    paragraph, earlier = view.paragraph_of[quotation.first], view.paragraph_of[before.first]
    if quotation.continues or paragraph == earlier:
        return speaker
    opens_paragraph = quotation.first == 0 or view.paragraph_of[quotation.first - 1] != paragraph
    if opens_paragraph and paragraph - earlier == 1:
        return speaker
    return None


def _before_colon(view: View, lexicon: Lexicon, quotation: Quotation) -> Attribution | None:
    """The subject of a sentence that ends in a colon and the quotation: "Ruiz had an answer: ...", "Ruiz: ..."."""
    colon = quotation.first - 1
    while colon > 0 and view.words[colon].isspace():
        colon -= 1
    if colon <= 0 or view.words[colon] != ":":
        return None
    first, _ = view.sentences[view.sentence_of[colon]]
    head = None
    if view.is_parsed(colon):
        head = next((view.doc[i] for i in range(first, colon) if view.doc[i].dep_ == "nsubj"), None)
    if head is not None and head.lower_ not in lexicon.self_pronouns and can_speak(view, lexicon, head):
        return Attribution(mention_of(view, lexicon, head), (colon, colon), [], 3, COLON, True)
    if colon > first and all(view.words[i][0].isupper() for i in range(first, colon)):
        return Attribution(Mention(first, colon - 1, colon - 1), (colon, colon), [], 3, COLON, True)
    return None


def _announced(
    view: View, lexicon: Lexicon, quotation: Quotation, by_sentence: dict[int, list[Attribution]]
) -> Attribution | None:
    """The speaker in the sentence before a quotation that stands alone: "Ruiz was blunt: ..." or said before."""
    sentence = view.sentence_of[quotation.first]
    if sentence == 0 or quotation.first != view.sentences[sentence][0]:
        return None
    heavy = [attribution for attribution in by_sentence.get(sentence - 1, ()) if attribution.weight >= 3]
    before = heavy or _cues_in(view, lexicon, sentence - 1, by_sentence)
    return before[-1] if before else None
