"""Choice: which of the attributions that hold a number tells its source."""

from newstally.extract.grammar import Parse
from newstally.extract.grammar.datelines import dateline_end
from newstally.extract.model import Number
from newstally.extract.rules import counterexample, example, rule, trace
from newstally.extract.sources.asides import is_aside
from newstally.extract.sources.attribution import Attribution
from newstally.extract.sources.lexicon import Lexicon
from newstally.extract.sources.own_voice import told_beside
from newstally.extract.sources.saying import QUOTED, is_amount

PHRASES = "cues.phrases"
"""Where the phrases stand that name a source ("according to")."""
DONE = frozenset({"sources.verb.amount", "sources.verb.object", "sources.verb.infinitive"})
"""Rules by which a deed with an amount is somebody's account of it."""
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
        self.settled: set[int] = set()
        """First tokens of the numbers of which it was told that nobody but the outlet gives them."""
        self.speaking = _in_sources(attributions)
        self.beside_phrases = _in_sources([found for found in attributions if found.goes_by(PHRASES)])

    def of(self, number: Number) -> Attribution | None:
        """Return the heaviest attribution that holds the number, among these the narrowest; None if it is an aside."""
        candidates = self.by_sentence.get(self.parse.sentence_of[number.first], [])
        dated = number.first < dateline_end(self.parse, self.parse.sentence_of[number.first])
        best = (
            None
            if dated or number.first in self.beside_phrases
            else best_attribution(candidates, number.first)
        )
        if best is not None:
            best = self._who_tells_of_actors(best, candidates, number.first)
        left_out = best is not None and self._is_left_out(best, number)
        if self._is_our_own(best, number):
            self.settled.add(number.first)
            return None
        if left_out or dated:
            self.settled.add(number.first)
        if trace.current is not None:
            for attribution in candidates:
                chosen = attribution is best and not left_out
                trace.considered(attribution.rule, number, chosen, self._why(attribution, number, best))
        return None if left_out else best

    @rule(
        "sources.choice.counted_actors",
        example(
            "In May 23 members of the house proposed two articles of impeachment, the report says.",
            "two",
            source="report",
        ),
        example("Police said 14 towns reported rates of 10 percent.", "10 percent", source="Police"),
        counterexample("Police said 14 towns reported that 10 men had died.", "10", source="14 towns"),
        leaves_evidence=False,
    )
    def _who_tells_of_actors(self, best: Attribution, held: list[Attribution], token: int) -> Attribution:
        """Take who says how many have done something rather than these: their number is part of what is said."""
        who = best.source
        counted = any(
            is_amount(self.parse[i]) for i in range(who.first, who.last + 1) if self.parse.is_parsed(i)
        )
        if best.rule not in DONE or not counted:
            return best
        outer = [
            other
            for other in held
            if other.weight >= best.weight
            and other.span_with(who.head) is not None
            and other.span_with(token) is not None
        ]
        return best_attribution(outer, token) or best

    def _is_our_own(self, best: Attribution | None, number: Number) -> bool:
        """Whether a number only stands beside a verb of saying, and nobody says what that verb tells."""
        if best is not None and best.weight >= QUOTED:
            return False
        verb = told_beside(self.parse, self.lexicon, number.first)
        return verb is not None and (best is None or best.span_with(verb) is None)

    def _is_left_out(self, best: Attribution, number: Number) -> bool:
        """Whether the outlet tells the number itself, within what someone said or of who said it."""
        if is_aside(self.parse, self.lexicon, best, number.first, number.last):
            return True
        return best.goes_by(HEADING) and number.first in self.speaking

    def _why(self, attribution: Attribution, number: Number, best: Attribution | None) -> str:
        """Say what an attribution in the number's sentence says, and why it is not the number's if it isn't."""
        who = self._words(attribution.source.first, attribution.source.last + 1)
        if number.first < dateline_end(self.parse, self.parse.sentence_of[number.first]):
            return f"the number stands in the dateline, which “{who}” doesn't say"
        if number.first in self.beside_phrases:
            return f"“{who}” is named beside the number, which belongs to the name of a source"
        if attribution.source.first <= number.first <= attribution.source.last:
            return f"the number stands in the source “{who}”"
        span = attribution.span_with(number.first)
        if span is None:
            said = " … ".join(self._words(first, end) for first, end in attribution.content)
            return f"“{who}” says “{said}”, which doesn't hold the number"
        told = (
            f"“{who}” says “{self._words(*span)}” (weight {attribution.weight}, {span[1] - span[0]} tokens)"
        )
        if attribution is not best:
            return f"{told}; a heavier or narrower one was chosen"
        return (
            f"{told}; the outlet tells the number itself, in an aside"
            if self._is_left_out(best, number)
            else told
        )

    def _words(self, first: int, end: int) -> str:
        return self.parse.whole[self.parse.starts[first] : self.parse.end_of(end - 1)]


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
