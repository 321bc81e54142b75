"""Features of leads: what there is to say of each way by which the text leads from a figure to a period.

A way is a time "here" in the figure's sentence or in one "before", another "figure" that has the period, the "opening"
of the text, and what else ``candidates`` knows.
"""

from bisect import bisect_right
from collections.abc import Iterator

from newstally.extract.grammar import Parse
from newstally.extract.periods.attachment import Attachment
from newstally.extract.periods.attachment_rules import EXCLUDED
from newstally.extract.periods.candidates import DatedTime, Lead, Way
from newstally.extract.periods.figure_contexts import FigureContext
from newstally.extract.periods.narrative import Narrative
from newstally.extract.periods.undated import Undated
from newstally.extract.periods.weighed_figure import WeighedFigure, stands_to, verb_above

GAPS = (2, 4, 8, 15, 30)
"""Tokens between figure and time from which on it is farther away."""
FAR = (2, 4, 7, 12, 20)
"""Sentences from the opening on from which on a figure is farther away."""
SHORT = 3
"""Letters of words that tell nothing of what a sentence is about."""
MOST = 4
"""From here on it is "many": sentences between, candidates, words in common."""


class LeadFeatures:
    """Tells the features of the leads of one article's figures."""

    def __init__(self, parse: Parse, attachment: Attachment, narrative: Narrative) -> None:
        self.parse = parse
        self.attachment = attachment
        self.narrative = narrative
        self._words: dict[int, set[str]] = {}

    def of(self, figure: WeighedFigure, lead: Lead, length: str) -> Iterator[str]:
        """Yield what holds of a period to which a lead leads; ``length`` is what the period is called by it."""
        here = "a time here" if figure.times else "no time here"
        if lead.way is Way.HERE and lead.time is not None:
            yield from self._here(figure, lead.time, length)
        elif lead.way is Way.BEFORE and lead.time is not None:
            yield from self._before(figure, lead, lead.time, length, here)
        elif lead.way is Way.FIGURE and lead.other is not None:
            yield from self._of_other(figure, lead, lead.other, length, here)
        elif lead.way is Way.OPENING:
            far = bisect_right(FAR, figure.sentence)
            yield f"opening: {far} + {here}"
            yield f"opening: {figure.told} + {here}"
            yield f"opening: {figure.number.kind} {figure.told}"
        else:
            yield f"{lead.way}: {figure.told} + {here}"
            yield f"{lead.way}: {figure.number.kind} + {here}"

    def _time(self, way: str, figure: WeighedFigure, time: DatedTime) -> Iterator[str]:
        """What holds of a time wherever it stands."""
        mention, dated = time.mention, self._dated(time)
        part = " in part" if time.part else ""
        yield f"{way}: of {dated}{part}"
        yield f"{way}: of {dated} + {figure.number.kind}"
        yield f"{way}: of {dated} + told {figure.told}"
        yield f"{way}: {mention.means}{part}"
        if mention.comparison:
            yield f"{way}: to compare with + {figure.contrast}"

    def _dated(self, time: DatedTime) -> str:
        """What a time dates: a report, an event, what another verb tells, a document, another noun."""
        governor = time.mention.governor
        if self.attachment.words.is_time_of_report(time.mention):
            return "a report"
        if governor.is_verb:
            return "an event" if self.narrative.is_event(governor) else "a verb"
        if governor.is_noun and governor.lemma.lower() in self.attachment.words.documents:
            return "a document"
        return "a noun" if governor.is_noun else "another word"

    def _here(self, figure: WeighedFigure, time: DatedTime, length: str) -> Iterator[str]:
        """A time of the figure's own sentence."""
        mention, context = time.mention, figure.undated.figure
        if mention.first <= context.last and context.first <= mention.last:
            yield "here: the figure itself"
            return
        yield from self._time(Way.HERE, figure, time)
        decided = self.attachment.rules.order.decide(context, mention)
        if decided is None:
            rule = attached = "apart"
        else:
            attached = "not its own" if decided[1] == EXCLUDED else "its own"
            rule = decided[0].id.rsplit(".", 1)[1]
        order, gap, between = _between(figure, context, time)
        dated = self._dated(time)
        yield f"here: {rule} {attached}"
        yield f"here: {rule} {attached} + {dated}"
        yield f"here: {attached} + told {figure.told}"
        yield f"here: {order} {gap}"
        yield f"here: {attached} {order} {gap}"
        yield f"here: {attached} + {between} figures between"
        yield f"here: {attached} + {figure.contrast}"
        yield f"here: {attached} + {figure.number.kind}"
        yield f"here: {attached} + {length} of {dated}"
        yield f"here: {attached} + {figure.times} times here"
        yield f"here: {attached} + {mention.governor.relation}"
        yield f"here: {attached} + {figure.foreseen}"
        yield f"here: {attached} + {'opens' if mention.opens else order}"
        other = verb_above(mention.governor)
        if decided is None and figure.verb is not None and other is not None:
            stands = stands_to(figure.verb, other)
            yield f"here: clause {stands}"
            yield f"here: clause {stands} + {other.relation}"
            yield f"here: clause {stands} + {dated}"

    def _before(
        self, figure: WeighedFigure, lead: Lead, time: DatedTime, length: str, here: str
    ) -> Iterator[str]:
        """A time of a sentence before."""
        yield from self._time(Way.BEFORE, figure, time)
        starts, paragraphs = self.parse.sentences, self.parse.paragraph_of
        back = min(figure.sentence - time.sentence, MOST)
        apart = min(paragraphs[starts[figure.sentence][0]] - paragraphs[starts[time.sentence][0]], 3)
        place = "last" if lead.nearest else "earlier"
        common = min(len(self._content(figure.sentence) & self._content(time.sentence)), MOST)
        dated = self._dated(time)
        yield f"before: {back} sentences, {apart} paragraphs"
        yield f"before: {back} sentences, {place}"
        yield f"before: {back} sentences + {here}"
        yield f"before: {back} sentences + {dated} + {here}"
        yield f"before: {back} sentences + told {figure.told}"
        yield f"before: {back} sentences + {figure.number.kind} + {here}"
        yield f"before: {back} sentences + {common} words in common + {here}"
        yield f"before: {back} sentences + {length} + {here}"
        yield f"before: {place} + told {figure.told} + {here}"
        yield f"before: {place} {dated} + told {figure.told}"
        yield f"before: {place} + {figure.foreseen}"
        yield f"before: {figure.contrast} + {here}"
        yield f"before: {length} + told {figure.told} + {here}"

    def _of_other(
        self, figure: WeighedFigure, lead: Lead, other: Undated, length: str, here: str
    ) -> Iterator[str]:
        """The period of a figure before."""
        number, theirs = figure.number, other.number
        back = min(figure.sentence - other.sentence.index, MOST)
        place = "last" if lead.nearest else "earlier"
        alike = "of its kind" if theirs.kind == number.kind else "of another kind"
        counted = bool(number.head) and (theirs.head or "").lower() == (number.head or "").lower()
        if number.source == theirs.source:
            source = "one source" if number.source else "no source"
        else:
            source = "other sources"
        rule = theirs.evidence["as_of"].rule.split(".")[1] if "as_of" in theirs.evidence else "none"
        tense = "one tense" if other.statement.tense == figure.undated.statement.tense else "other tenses"
        yield f"figure: {back} sentences, {place}"
        yield f"figure: {back} sentences, {alike} + {here}"
        yield f"figure: {alike}, {'one' if theirs.unit == number.unit else 'another'} unit, {place}"
        yield f"figure: {back} sentences, {'one head' if counted else 'other heads'}"
        yield f"figure: {back} sentences, {source}"
        yield f"figure: {back} sentences, {tense}"
        yield f"figure: {back} sentences, by {rule}"
        yield f"figure: {back} sentences, {figure.contrast}"
        yield f"figure: {back} sentences, {length} + {here}"
        yield f"figure: {source}, {place}"
        yield f"figure: {place} + told {figure.told} + {here}"
        yield f"figure: {length} + told {figure.told}"
        yield f"figure: {alike}, {number.kind} + {here}"
        verb = verb_above(self.parse[other.figure.base])
        if back == 0 and verb is not None and figure.verb is not None:
            stands = stands_to(figure.verb, verb)
            yield f"figure: clause {stands} + {here}"
            yield f"figure: clause {stands}, {alike}"
            yield f"figure: clause {stands}, {figure.contrast}"

    def _content(self, sentence: int) -> set[str]:
        """The words that tell what a sentence is about."""
        if sentence not in self._words:
            first, end = self.parse.sentences[sentence]
            words = self.parse.lower[first:end]
            self._words[sentence] = {word for word in words if len(word) > SHORT and word.isalpha()}
        return self._words[sentence]


def _between(figure: WeighedFigure, context: FigureContext, time: DatedTime) -> tuple[str, int, int]:
    """Whether a time stands before or after a figure, how far away, and how many figures stand between."""
    figures, mention = figure.undated.sentence.figures, time.mention
    if mention.first < context.first:
        gap, between = context.first - mention.last, figures.between(mention.last, context.first)
        return "before", bisect_right(GAPS, gap), min(between, 3)
    gap, between = mention.first - context.last, figures.between(context.last, mention.first)
    return "after", bisect_right(GAPS, gap), min(between, 3)
