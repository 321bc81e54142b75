"""Speakers: whose words each quotation is, over sentences and paragraphs."""

from dataclasses import dataclass

from newstally.extract.grammar import Parse
from newstally.extract.grammar.marks import OPENING_QUOTES
from newstally.extract.grammar.relations import Relation
from newstally.extract.rules import DecisionList, counterexample, example, rule
from newstally.extract.sources.attribution import Attribution, Mention
from newstally.extract.sources.lexicon import Lexicon
from newstally.extract.sources.mentions import can_speak, mention_of
from newstally.extract.sources.quotations import Quotation, is_speech
from newstally.extract.sources.saying import HEAVY, QUOTED
from newstally.extract.sources.surface import described_from, surface_attributions

NEAR = 3
"""Tokens (a comma, a mark) that may stand between a quotation and the words that follow it with its speaker."""


GOING_ON = frozenset({",", "?", "!", "…", "...", "-", "–", "—"})
"""Marks that end a quotation whose sentence goes on with its speaker."""


@dataclass(slots=True)
class _Spoken:
    """A quotation whose speaker is sought; ``previous`` is the quotation before with its speaker."""

    parse: Parse
    lexicon: Lexicon
    quotation: Quotation
    by_sentence: dict[int, list[Attribution]]
    previous: tuple[Quotation, Attribution] | None

    @property
    def is_attributed(self) -> bool:
        """Whether it is part of what its sentence attributes: "an official put the crowd at 'a million'"."""
        first = self.quotation.first
        return any(
            attribution.cue[1] < first and attribution.span_with(first) is not None
            for attribution in self.by_sentence.get(self.parse.sentence_of[first], ())
        )

    def cues_in(self, sentence: int) -> list[Attribution]:
        """Return what may introduce speech in a sentence: by its grammar, or by word order where that shows nothing."""
        known = [attribution for attribution in self.by_sentence.get(sentence, ()) if attribution.quotes]
        if known:
            return known
        first, _ = self.parse.sentences[sentence]
        return surface_attributions(self.parse, self.lexicon, first, self.parse.content_end(sentence))

    @property
    def sentences_beside(self) -> list[int]:
        """The sentences in which its speaker may stand: where it ends, where it begins, and what follows it."""
        parse, quotation = self.parse, self.quotation
        last = parse.sentence_of[quotation.end - 1]
        sentences = dict.fromkeys((last, parse.sentence_of[quotation.first]))
        end = quotation.end
        if (
            end < len(parse)
            and parse.sentence_of[end] == last + 1
            and parse.paragraph_of[end] == parse.paragraph_of[end - 1]
        ):
            sentences[last + 1] = None
        return list(sentences)


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
        decided = SPEAKERS.decide(_Spoken(parse, lexicon, quotation, by_sentence, previous))
        if decided is None:
            continue
        declared, speaker = decided
        previous = quotation, speaker
        content = [(quotation.first, quotation.end)]
        found.append(
            Attribution(speaker.source, speaker.cue, content, QUOTED, declared.id, speaker.entry, quotes=True)
        )
    return found


@rule(
    "sources.quotation.beside",
    example('"We counted 12 bodies on the beach," said Ana Ruiz.', "12", source="Ana Ruiz"),
)
def _beside(spoken: _Spoken) -> Attribution | None:
    """Take the nearest verb of saying with its subject, best right after the quotation, else before it."""
    best: tuple[int, int] | None = None
    chosen = None
    for sentence in spoken.sentences_beside:
        for attribution in spoken.cues_in(sentence):
            rank = _nearness(spoken, attribution, sentence)
            if rank is not None and (best is None or rank < best):
                best, chosen = rank, attribution
    return chosen


def _nearness(spoken: _Spoken, attribution: Attribution, sentence: int) -> tuple[int, int] | None:
    """How well an attribution in a sentence fits the quotation, best first: kind of place and distance in tokens."""
    parse, quotation = spoken.parse, spoken.quotation
    if quotation.first <= attribution.cue[0] < quotation.end:
        return None
    here = sentence == parse.sentence_of[quotation.end - 1]
    goes_on = parse.texts[max(quotation.end - 2, 0)] in GOING_ON
    after, before = attribution.first - quotation.end, quotation.first - attribution.last
    if 0 <= after <= NEAR and (goes_on or here):
        return 0, after
    if before > 0:
        return (2 if _tells_of_another(parse, attribution, quotation) else 1), before
    if after > NEAR and here:
        return 2, after
    return (3, after) if 0 <= after <= NEAR else None


def _tells_of_another(parse: Parse, attribution: Attribution, quotation: Quotation) -> bool:
    """Whether a cue some way before a colon only tells more of someone: "answered a man who says he is sick: ..."."""
    colon, cue = quotation.first - 1, attribution.cue[1]
    if parse.texts[colon] != ":" or colon - cue <= 1 or not parse.is_parsed(cue):
        return False
    return parse[cue].relation is Relation.RELATIVE_CLAUSE


@rule(
    "sources.quotation.after_colon",
    example('Ana Ruiz had an answer: "We lost 12 boats in the storm."', "12", source="Ana Ruiz"),
)
def _before_colon(spoken: _Spoken) -> Attribution | None:
    """Take the subject of a sentence, or the name, that ends in a colon and the quotation."""
    parse, lexicon = spoken.parse, spoken.lexicon
    colon = spoken.quotation.first - 1
    while colon > 0 and parse.texts[colon].isspace():
        colon -= 1
    if colon <= 0 or parse.texts[colon] != ":":
        return None
    told = spoken.by_sentence.get(parse.sentence_of[colon], ())
    introduced = next((attribution for attribution in told if attribution.cue == (colon, colon)), None)
    if introduced is not None:
        return introduced
    first, _ = parse.sentences[parse.sentence_of[colon]]
    head = None
    if parse.is_parsed(colon):
        head = next((parse[i] for i in range(first, colon) if parse[i].relation is Relation.SUBJECT), None)
    source = None
    if head is not None and head.lower not in lexicon.self_pronouns and can_speak(parse, lexicon, head):
        source = mention_of(parse, lexicon, head)
    elif colon > first and all(parse.texts[i][0].isupper() for i in range(first, colon)):
        source = Mention(first, colon - 1, colon - 1)
    if source is None:
        return None
    return Attribution(source, (colon, colon), [], HEAVY, "sources.quotation.after_colon", quotes=True)


@rule(
    "sources.quotation.going_on",
    example(
        '"We counted 12 bodies on the beach," said Ana Ruiz. "Another 40 boats are still at sea."',
        "40",
        source="Ana Ruiz",
    ),
)
def _going_on(spoken: _Spoken) -> Attribution | None:
    """Go on with who spoke before, in the same paragraph or at the head of the next."""
    if spoken.previous is None or spoken.is_attributed:
        return None
    parse, quotation, (before, speaker) = spoken.parse, spoken.quotation, spoken.previous
    paragraph, earlier = parse.paragraph_of[quotation.first], parse.paragraph_of[before.first]
    if not quotation.continues and _speaks_between(spoken, before, speaker):
        return None
    if quotation.continues or paragraph == earlier:
        return speaker
    opens_paragraph = quotation.first == 0 or parse.paragraph_of[quotation.first - 1] != paragraph
    return speaker if opens_paragraph and paragraph - earlier == 1 else None


def _speaks_between(spoken: _Spoken, before: Quotation, speaker: Attribution) -> bool:
    """Whether somebody else says something in the sentences between two quotations, the second alone."""
    parse, first = spoken.parse, spoken.quotation.first
    sentence = parse.sentence_of[first]
    if first != parse.sentences[sentence][0]:
        return False
    between = range(parse.sentence_of[before.end - 1] + 1, sentence)
    who = parse.lower[speaker.source.first : speaker.source.last + 1]
    return any(
        told.weight >= HEAVY and parse.lower[told.source.first : told.source.last + 1] != who
        for place in between
        for told in spoken.cues_in(place)
    )


@rule(
    "sources.quotation.announced",
    example(
        'Ana Ruiz said the storm was the worst ever.\n\n"We lost 12 boats and all the nets."',
        "12",
        source="Ana Ruiz",
    ),
)
def _announced(spoken: _Spoken) -> Attribution | None:
    """Take who speaks in the sentence before a quotation that stands alone."""
    parse, first = spoken.parse, spoken.quotation.first
    sentence = parse.sentence_of[first]
    if sentence == 0 or first != parse.sentences[sentence][0] or spoken.is_attributed:
        return None
    told = spoken.by_sentence.get(sentence - 1, ())
    heavy = [attribution for attribution in told if attribution.weight >= HEAVY]
    before = heavy or spoken.cues_in(sentence - 1)
    return before[-1] if before else None


@rule(
    "sources.quotation.after_person",
    example(
        "El pescador Juan Vega lo vio todo desde el muelle. «Perdimos 12 barcos aquella noche».",
        "12",
        language="es",
        source="Juan Vega",
    ),
    counterexample(
        "El puerto estaba cerrado desde el lunes. «Perdimos 12 barcos aquella noche».",
        "12",
        language="es",
        source=None,
    ),
)
def _after_person(spoken: _Spoken) -> Attribution | None:
    """Take who is the subject at the head of the sentence before a quotation that stands alone."""
    parse, lexicon, first = spoken.parse, spoken.lexicon, spoken.quotation.first
    sentence = parse.sentence_of[first]
    if not lexicon.leaves_out_subjects or sentence == 0 or first != parse.sentences[sentence][0]:
        return None
    before, _ = parse.sentences[sentence - 1]
    near = parse.paragraph_of[first] - parse.paragraph_of[before] <= 1
    source = described_from(parse, lexicon, before, parse.content_end(sentence - 1)) if near else None
    if source is None or parse.texts[before] in OPENING_QUOTES or not _is_person(spoken, source):
        return None
    cue = (source.last, source.last)
    return Attribution(source, cue, [], HEAVY, "sources.quotation.after_person", quotes=True)


def _is_person(spoken: _Spoken, source: Mention) -> bool:
    """Whether a role stands at the head of a description, or several words that are a name."""
    lower = spoken.parse.lower[source.first : source.last + 1]
    role = any(word in spoken.lexicon.roles for word in lower)
    given = spoken.parse.texts[source.first] in spoken.lexicon.given_names
    return role or (given and len(lower) > 1)


SPEAKERS: DecisionList[Attribution] = DecisionList(
    _beside, _before_colon, _going_on, _announced, _after_person
)
