"""Attachment: which figure a time belongs to.

A time belongs to a figure if the word that it modifies lies on the figure's path up the parse (its noun, its verb, the
verbs that this one completes), stands right behind the figure, or names the occasion or the subject of its clause. The
time of a verb of telling is not the time of what is told; a time to compare with is not the time of the figure.
"""

from typing import Any

from spacy.tokens import Token

from newstally.extract.modality.modality_words import FINITE_TAGS
from newstally.extract.periods.dependency_path import VERBAL, PathFinder
from newstally.extract.periods.figure_contexts import FigureContext, SentenceFigures, TimeMention
from newstally.extract.periods.ranks import LOOSE, Ranks
from newstally.extract.periods.time_mentions import TimeMentions


class Attachment:
    """Pairs the times of a sentence with its figures."""

    def __init__(self, data: dict[str, Any]) -> None:
        self.paths = PathFinder(data)
        self.mentions = TimeMentions(data, self.paths)
        self.ranks = Ranks(data)
        self.surveying = frozenset(data["telling"]["surveying"])
        self.lasting = frozenset(data["lasting"]["meanings"])

    def base(
        self, figure: FigureContext, mention: TimeMention, mentions: list[TimeMention]
    ) -> TimeMention | None:
        """Return the time from which another is counted: "in 2024 it pledged to halve it over a decade"."""
        for other in mentions:
            if other is not mention and other.opens and self.ranks.rank(figure, other) is not None:
                return other
        return None

    def choose(
        self, figure: FigureContext, mentions: list[TimeMention], figures: SentenceFigures
    ) -> TimeMention | None:
        """Return the time of a figure among those of its sentence, or None."""
        best: tuple[float, float] | None = None
        chosen: TimeMention | None = None
        for mention in mentions:
            if mention.first <= figure.last and figure.first <= mention.last:
                continue
            rank = self.ranks.rank(figure, mention)
            if rank is None and self._lasting_and_near(figure, mention, figures):
                rank = LOOSE
            if rank is None or self._taken(figure, mention, figures):
                continue
            score = (rank, self._distance(figure, mention, figures))
            if best is None or score < best:
                best, chosen = score, mention
        return chosen

    def of_source(self, mentions: list[TimeMention], first: int, last: int) -> TimeMention | None:
        """Return the time that dates a source in the tokens ``first`` to ``last``.

        "Tuesday's poll", "a poll conducted in May", but not "a poll released on Tuesday".
        """
        for mention in mentions:
            governor = self.dated_by(mention)
            if first <= governor.i <= last and governor.pos_ not in VERBAL and not mention.comparison:
                return mention
        return None

    def dated_by(self, mention: TimeMention) -> Token:
        """Return what a time dates: the word that it modifies, or the survey that was conducted then."""
        governor = mention.governor
        surveys = (governor.lemma_ or "").lower() in self.surveying
        if surveys and governor.pos_ in VERBAL and governor.dep_ in ("acl", "relcl"):
            return governor.head
        return governor

    def _lasting_and_near(
        self, figure: FigureContext, mention: TimeMention, figures: SentenceFigures
    ) -> bool:
        """Return whether a span such as "over the past decade" trails a figure with no verb or figure between.

        The parser often hangs these too low or too high; and it is hardly ever anything else that lasts so long.
        """
        if mention.comparison or figure.path.old_value or mention.expression.entry.means not in self.lasting:
            return False
        if not figure.last < mention.first or figures.between(figure.last, mention.first):
            return False
        doc = mention.governor.doc
        return not any(
            token.tag_ in FINITE_TAGS and token.dep_ != "acl"
            for token in doc[figure.last + 1 : mention.first]
        )

    def _taken(self, figure: FigureContext, mention: TimeMention, figures: SentenceFigures) -> bool:
        """Return whether the time stands right behind another figure that is an old value: it is only that one's."""
        return any(
            other is not figure and self.ranks.follows_at_once(other, mention)
            for other in figures.left_behind
        )

    @staticmethod
    def _distance(figure: FigureContext, mention: TimeMention, figures: SentenceFigures) -> float:
        if mention.first > figure.last:
            return figures.between(figure.last, mention.first) + (mention.first - figure.last) / 1000
        return figures.between(mention.last, figure.first) + 0.5 + (figure.first - mention.last) / 1000
