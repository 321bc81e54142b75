"""Attachment: which figure a time belongs to.

A time belongs to a figure if the word that it modifies lies on the figure's path up the parse (its noun, its verb, the
verbs that this one completes), stands right behind the figure, or names the occasion or the subject of its clause. The
time of a reporting verb is not the time of what is told; a time to compare with is not the time of the figure.
"""

from typing import Any, NamedTuple

from newstally.extract.grammar import Word
from newstally.extract.grammar.forms import FINITE_FORMS, Form
from newstally.extract.grammar.relations import NOUN_CLAUSES, Relation
from newstally.extract.periods.attachment_rules import EXCLUDED, LOOSE, AttachmentRules
from newstally.extract.periods.dependency_path import PathFinder
from newstally.extract.periods.figure_contexts import FigureContext, SentenceFigures, TimeMention
from newstally.extract.periods.neighbour_rules import DESCRIBED
from newstally.extract.periods.pairing import Pairing
from newstally.extract.periods.time_mentions import TimeMentions
from newstally.extract.periods.undated import Undated
from newstally.extract.rules import DecisionList, Rule, example, rule
from newstally.extract.rules.decisions import rule_of

LEADING = frozenset({Form.PREPOSITION, Form.DETERMINER})
"""Forms of what may stand before a time that opens a clause: "; en 2024, 410"."""
LONGEST_GAP = 3
"""Tokens between such a time and its figure ("el martes, otros 120")."""


class Attached(NamedTuple):
    """The time that is a figure's, and the rule by which it is."""

    mention: TimeMention
    rule: Rule


class Attachment:
    """Pairs the times of a sentence with its figures."""

    def __init__(self, data: dict[str, Any]) -> None:
        self.paths = PathFinder(data)
        self.mentions = TimeMentions(data, self.paths)
        self.rules = AttachmentRules(data)
        self.words = self.rules.words
        self.pairing = Pairing(self.words)
        self.trailing: DecisionList[float] = DecisionList(self.trailing_duration)

    def base(
        self, figure: FigureContext, mention: TimeMention, mentions: list[TimeMention]
    ) -> TimeMention | None:
        """Return the time from which another is counted: "in 2024 it pledged to halve it over a decade"."""
        for other in mentions:
            if other is not mention and other.opens:
                rank = self.rules.order.first(figure, other)
                if rank is not None and rank != EXCLUDED:
                    return other
        return None

    def choose(
        self, figure: FigureContext, mentions: list[TimeMention], figures: SentenceFigures
    ) -> Attached | None:
        """Return the time of a figure among those of its sentence, or None."""
        leading = {
            mention.first: led for mention in mentions if (led := self.led(mention, mentions, figures))
        }
        for mention in mentions:
            if leading.get(mention.first) is figure:
                return Attached(mention, rule_of(self.led))
        paired = self.pairing.paired(figure, mentions, figures)
        if paired is not None:
            return Attached(paired, rule_of(self.pairing.paired))
        best: tuple[float, float] | None = None
        chosen: Attached | None = None
        for mention in mentions:
            if mention.first <= figure.last and figure.first <= mention.last:
                continue
            if mention.first in leading and figure.last < mention.first:
                continue
            decided = self.rules.order.decide(figure, mention)
            if decided is None or decided[1] == EXCLUDED:
                decided = self.trailing.decide(figure, mention, figures)
            if decided is None or self.is_of_old_value(figure, mention, figures):
                continue
            if decided[1] == DESCRIBED and figures.between(figure.last, mention.first):
                continue  # "5 points shy of the 46% record set in 2008": only of the 46%
            score = (decided[1], self._distance(figure, mention, figures))
            if best is None or score < best:
                best, chosen = score, Attached(mention, decided[0])
        return chosen

    @rule(
        "periods.attachment.parallel",
        example("En 2023 hubo 300 casos; en 2024, 410.", "410", language="es", as_of="2024-01-01/2024-12-31"),
        example(
            "El lunes llegaron 300 botes y el martes, otros 120.", "120", language="es", as_of="2026-02-24"
        ),
    )
    def led(
        self, mention: TimeMention, mentions: list[TimeMention], figures: SentenceFigures
    ) -> FigureContext | None:
        """The figure right behind a time, both told beside an earlier pair whose verb is not said again."""
        parse = mention.governor.parse
        opening = mention.first
        while opening > 0 and parse[opening - 1].form in LEADING:
            opening -= 1
        before = parse[opening - 1] if opening else None
        joined = before is not None and (before.is_punctuation or before.relation is Relation.COORDINATOR)
        paired = figures.starts[0] < mention.first and mentions[0].first < mention.first
        place = figures.after(mention.last)
        if not self.words.parallel or mention.comparison or not joined or not paired or place is None:
            return None
        between = parse[mention.last + 1 : place.first]
        plain = len(between) <= LONGEST_GAP and all(word.lower in self.words.parallel for word in between)
        return place if plain else None

    @rule(
        "periods.attachment.trailing_duration",
        example(
            "The plan takes $500 million of the $1.2 billion increase for schools over the next two years.",
            "1.2 billion",
            as_of="2026-02-26/2028-02-26",
        ),
    )
    def trailing_duration(
        self, figure: FigureContext, mention: TimeMention, figures: SentenceFigures
    ) -> float | None:
        """A span such as "over the past decade" trails the figure with no verb or figure between.

        The parser often hangs these too low or too high; and it is hardly ever anything else that lasts so long.
        """
        if mention.comparison or figure.path.old_value or mention.means not in self.words.lasting:
            return None
        if not figure.last < mention.first or figures.between(figure.last, mention.first):
            return None
        between = mention.governor.parse[figure.last + 1 : mention.first]
        verbs = any(
            word.form in FINITE_FORMS and word.relation is not Relation.ADNOMINAL_CLAUSE for word in between
        )
        return None if verbs else LOOSE

    @rule(
        "periods.attachment.document",
        example(
            "Tuesday's poll by Quint showed that 40 percent would stay.", "40 percent", as_of="2026-02-24"
        ),
    )
    def of_source(self, undated: Undated) -> Attached | None:
        """A figure holds for the time that dates its source: "Tuesday's poll", but not "a poll released on Tuesday"."""
        tokens = undated.source_tokens
        if tokens is None:
            return None
        for mention in undated.sentence.definite:
            dated = self.dated_by(mention)
            if dated.is_name and mention.first > dated.i:
                continue  # "Alden on Tuesday announced": no document
            if self.words.is_of_issue(mention) or mention.comparison:
                continue
            if tokens[0] <= dated.i < tokens[1] and not dated.is_verb:
                return Attached(mention, rule_of(self.of_source))
        return None

    def is_excluded(self, figure: FigureContext, mention: TimeMention) -> bool:
        """Return whether a rule says that a time isn't the figure's."""
        return self.rules.order.first(figure, mention) == EXCLUDED

    def is_of_noun_only(self, attached: Attached) -> bool:
        """Return whether a time counts only for the noun that it stands before ("the current 400 workers")."""
        return attached.mention.name in self.words.noun_only

    def dated_by(self, mention: TimeMention) -> Word:
        """Return what a time dates: the word that it modifies, or the survey that was conducted then."""
        governor = mention.governor
        surveys = governor.is_verb and governor.lemma.lower() in self.words.surveying
        return governor.head if surveys and governor.relation in NOUN_CLAUSES else governor

    def is_of_old_value(self, figure: FigureContext, mention: TimeMention, figures: SentenceFigures) -> bool:
        """Return whether the time is right behind another figure that is an old value or compared: only that one's."""
        return any(
            other is not figure
            and (self.rules.follows_at_once(other, mention) or self.rules.trails(other, mention))
            for other in figures.contrasted
        )

    @staticmethod
    def _distance(figure: FigureContext, mention: TimeMention, figures: SentenceFigures) -> float:
        if mention.first > figure.last:
            return figures.between(figure.last, mention.first) + (mention.first - figure.last) / 1000
        return figures.between(mention.last, figure.first) + 0.5 + (figure.first - mention.last) / 1000
