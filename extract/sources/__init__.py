"""The sources component: who says each figure of the article.

Attributions are found first (who, cue word, what is attributed), whatever numbers there are; then every number
gets the heaviest and narrowest attribution whose content holds it.
"""

from spacy.language import Language
from spacy.tokens import Doc

from newstally.extract.grammar import Parse, parse_of
from newstally.extract.model import Evidence, Number
from newstally.extract.sources.asides import is_aside
from newstally.extract.sources.attribution import Attribution, Mention
from newstally.extract.sources.dialogue import dialogue_attributions
from newstally.extract.sources.lexicon import lexicon
from newstally.extract.sources.passages import Passages
from newstally.extract.sources.phrases import phrase_attributions
from newstally.extract.sources.quotations import find_quotations
from newstally.extract.sources.resolution import Names
from newstally.extract.sources.speakers import attribute_quotations
from newstally.extract.sources.studies import Studies
from newstally.extract.sources.surveys import Surveys
from newstally.extract.sources.verbs import verb_attributions

PHRASES = "cues.phrases."
"""What the rules of phrases begin with ("according to")."""

INVESTIGATING = "cues.verbs.investigating."
"""What the rules of finding things out begin with."""
HEADING = "cues.phrases.before_document."
"""... and those of documents at the head of a sentence, which don't count who speaks in them."""


class Sources:
    """Finds the source of every number in a Doc."""

    def __init__(self, language: str) -> None:
        self.lexicon = lexicon(language)
        self.passages = Passages(language)
        self.surveys = Surveys(language, self.lexicon)
        self.studies = Studies(language)

    def __call__(self, doc: Doc) -> Doc:
        """Set source, source_start, source_end and cue of the numbers that someone in the article gives."""
        if not doc._.numbers:
            return doc
        parse = parse_of(doc)
        quotations = find_quotations(parse)
        attributions = self._attributions(parse)
        attributions = attribute_quotations(parse, self.lexicon, quotations, attributions)
        attributions += dialogue_attributions(parse)
        names = Names(parse, self.lexicon, attributions)
        attributions = [found for found in attributions if not _is_found_by_person(names, found)]
        by_sentence = _by_sentence(parse, attributions)
        numbered = sorted({parse.sentence_of[number.first] for number in doc._.numbers})
        for sentence, attribution in self.passages.carried_over(parse, by_sentence, numbered):
            by_sentence.setdefault(sentence, []).append(attribution)
        numbers: list[Number] = doc._.numbers
        beside = {
            i
            for attribution in attributions
            if attribution.rule.startswith(PHRASES)
            for i in range(attribution.source.first, attribution.source.last + 1)
        }
        speaking = {
            i
            for attribution in attributions
            for i in range(attribution.source.first, attribution.source.last + 1)
        }
        found = [
            None
            if number.first in beside  # "according to three people": the outlet counts them
            else best_attribution(by_sentence.get(parse.sentence_of[number.first], ()), number.first)
            for number in numbers
        ]
        found = [
            None
            if best is not None
            and (
                is_aside(parse, self.lexicon, best, number.first, number.last)
                or (best.rule.startswith(HEADING) and number.first in speaking)
            )
            else best
            for number, best in zip(numbers, found, strict=True)
        ]
        found = self.surveys.results(parse, numbers, found, by_sentence, names.at, quotations)
        found = self.studies.findings(parse, numbers, found, quotations)
        for number, best in zip(numbers, found, strict=True):
            if best is None:
                continue
            source = best.source
            number.source_start, number.source_end = parse.starts[source.first], parse.end_of(source.last)
            number.source = names.fullest(source, best)
            number.cue = parse.whole[parse.starts[best.cue[0]] : parse.end_of(best.cue[1])]
            told = best.span_with(number.first)
            number.evidence["source"] = Evidence(
                best.rule,
                number.source_start,
                number.source_end,
                content=(parse.starts[told[0]], parse.end_of(told[1] - 1)) if told is not None else None,
            )
        return doc

    def _attributions(self, parse: Parse) -> list[Attribution]:
        found = []
        for sentence in sorted(parse.parsed):
            phrases = phrase_attributions(parse, self.lexicon, sentence)
            taken = {i for phrase in phrases for i in range(phrase.cue[0], phrase.cue[1] + 1)}
            verbs = verb_attributions(parse, self.lexicon, sentence)
            found += phrases
            found += [verb for verb in verbs if verb.cue[0] not in taken]
        for attribution in found:
            attribution.content = [(first, min(end, len(parse))) for first, end in attribution.content]
            attribution.content = [(first, end) for first, end in attribution.content if first < end]
        return [attribution for attribution in found if self._is_someone(parse, attribution.source)]

    def _is_someone(self, parse: Parse, source: Mention) -> bool:
        """Whether the source is more than a mark, a piece of a contraction ("n't") or a pronoun of nobody told of."""
        word = parse.lower[source.head]
        if not word[0].isalpha() or word in self.lexicon.nobody:
            return False
        if source.head > source.first and parse.lower[source.first] in self.lexicon.negating:
            return False  # "no one knows"
        if word in self.lexicon.relative_pronouns and not parse.texts[source.head].isupper():
            return source.antecedent is not None
        return not any(
            mark in word[:3] for mark in self.lexicon.possessives if len(mark) == 1 and len(word) <= 3
        )


def best_attribution(attributions: list[Attribution] | tuple[()], token: int) -> Attribution | None:
    """Return the attribution that holds the token: the heaviest, among these the narrowest."""
    best: tuple[int, int] | None = None
    chosen = None
    for attribution in attributions:
        span = attribution.span_with(token)
        if span is None or attribution.source.first <= token <= attribution.source.last:
            continue
        rank = (-attribution.weight, span[1] - span[0])
        if best is None or rank < best:
            best, chosen = rank, attribution
    return chosen


def _is_found_by_person(names: Names, attribution: Attribution) -> bool:
    """Whether a person found what the verb would have an organisation tell: "Ana Ruiz found two coins"."""
    if not attribution.rule.startswith(INVESTIGATING):
        return False
    name = names.resolve(attribution.source)[1]
    return name is not None and name.person is True


def _by_sentence(parse: Parse, attributions: list[Attribution]) -> dict[int, list[Attribution]]:
    found: dict[int, list[Attribution]] = {}
    for attribution in attributions:
        sentences = {
            sentence
            for first, end in attribution.content
            for sentence in range(parse.sentence_of[first], parse.sentence_of[end - 1] + 1)
        }
        for sentence in sentences:
            found.setdefault(sentence, []).append(attribution)
    return found


@Language.factory("newstally_sources")
def create_sources(nlp: Language, name: str) -> Sources:
    """Make the component for the pipeline's language."""
    return Sources(nlp.lang or "en")
