"""Choice: which of the attributions that hold a number tells its source."""

from newstally.extract.grammar import Parse
from newstally.extract.model import Number
from newstally.extract.rules import trace
from newstally.extract.sources.asides import is_aside
from newstally.extract.sources.attribution import Attribution
from newstally.extract.sources.lexicon import Lexicon

PHRASES = "cues.phrases"
"""Where the phrases stand that name a source ("according to")."""
HEADING = "cues.phrases.before_document"
"""... and the prepositions of documents at the head of a sentence, which don't count who speaks in them."""


class Choice:
    """Chooses for one article; ``by_sentence`` holds the attributions by the sentences of their content."""

    def __init__(
        self,
        parse: Parse,
        lexicon: Lexicon,
        attributions: list[Attribution],
        by_sentence: dict[int, list[Attribution]],
    ) -> None:
        self.parse = parse
        self.lexicon = lexicon
        self.by_sentence = by_sentence
        self.speaking = _in_sources(attributions)
        self.beside_phrases = _in_sources([found for found in attributions if found.goes_by(PHRASES)])

    def of(self, number: Number) -> Attribution | None:
        """Return the heaviest attribution that holds the number, among these the narrowest; None if it is an aside."""
        candidates = self.by_sentence.get(self.parse.sentence_of[number.first], [])
        best = None if number.first in self.beside_phrases else best_attribution(candidates, number.first)
        left_out = best is not None and self._is_left_out(best, number)
        if trace.current is not None:
            for attribution in candidates:
                why = self._why_not(attribution, number, best)
                trace.considered(attribution.rule, number, not why, why)
        return None if left_out else best

    def _is_left_out(self, best: Attribution, number: Number) -> bool:
        """Whether the outlet tells the number itself, within what someone said or of who said it."""
        if is_aside(self.parse, self.lexicon, best, number.first, number.last):
            return True
        return best.goes_by(HEADING) and number.first in self.speaking

    def _why_not(self, attribution: Attribution, number: Number, best: Attribution | None) -> str:
        """Why an attribution in the number's sentence is not the number's, in words; "" if it is."""
        said_by = f"of {self.parse[attribution.source.head].text!r}"
        if number.first in self.beside_phrases:
            return f"{said_by}: the number belongs to the name of a source"
        if attribution.span_with(number.first) is None:
            return f"{said_by}: what it attributes does not hold the number"
        if attribution.source.first <= number.first <= attribution.source.last:
            return f"{said_by}: the number belongs to the source"
        if attribution is not best:
            return f"{said_by}: another attribution is heavier or narrower"
        return (
            f"{said_by}: the number stands in an aside of the outlet"
            if self._is_left_out(best, number)
            else ""
        )


def best_attribution(attributions: list[Attribution], token: int) -> Attribution | None:
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


def _in_sources(attributions: list[Attribution]) -> set[int]:
    """The tokens that name the sources."""
    return {
        i
        for attribution in attributions
        for i in range(attribution.source.first, attribution.source.last + 1)
    }
