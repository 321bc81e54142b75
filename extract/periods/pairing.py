"""Pairing: figures told one after the other, each with its time behind it ("5,000 in 2027 and 10,000 in 2028").

However the parser hangs such times, the order of the words leaves no doubt which is whose.
"""

from newstally.extract.grammar.relations import Relation
from newstally.extract.periods.attachment_words import AttachmentWords
from newstally.extract.periods.figure_contexts import FigureContext, SentenceFigures, TimeMention
from newstally.extract.rules import counterexample, example, rule


class Pairing:
    """Pairs such figures with their times, by the words of one language."""

    def __init__(self, words: AttachmentWords) -> None:
        self.words = words

    @rule(
        "periods.attachment.paired",
        example(
            "It will exceed 5,000 cars a week at some point in 2027 and 10,000 cars a week at some point in 2028.",
            "5,000",
            as_of="2027-01-01/2027-12-31",
        ),
        counterexample("In May 40 boats sank and 12 men died in June.", "40", as_of="2025-05-01/2025-05-31"),
    )
    def paired(
        self, figure: FigureContext, mentions: list[TimeMention], figures: SentenceFigures
    ) -> TimeMention | None:
        """The time behind a figure, where "and" or a comma joins to it another figure with its own time behind it."""
        own = self._own_time(figure, mentions, figures)
        place = figures.items.index(figure)
        if place and self._is_joined(figures.items[place - 1], figure, mentions, figures):
            return own
        after = figures.items[place + 1 : place + 2]
        return own if after and self._is_joined(figure, after[0], mentions, figures) else None

    def _is_joined(
        self, one: FigureContext, other: FigureContext, mentions: list[TimeMention], figures: SentenceFigures
    ) -> bool:
        """Return whether two figures, each with its time behind it, are joined by no more than "and" or a comma."""
        first, second = (self._own_time(figure, mentions, figures) for figure in (one, other))
        if first is None or second is None:
            return False
        between = first.governor.parse[first.last + 1 : other.first]
        joined = bool(between) and (between[0].is_punctuation or between[0].relation is Relation.COORDINATOR)
        return joined and not any(word.is_verb for word in between)

    def _own_time(
        self, figure: FigureContext, mentions: list[TimeMention], figures: SentenceFigures
    ) -> TimeMention | None:
        """Return the time that follows a figure with no verb, mark or figure between."""
        time = next((mention for mention in mentions if mention.first > figure.last), None)
        if time is None or figure.path.is_contrast or time.comparison or self.words.is_time_of_report(time):
            return None
        between = time.governor.parse[figure.last + 1 : time.first]
        if any(word.is_verb or word.is_punctuation for word in between):
            return None
        return None if figures.between(figure.last, time.first) else time
