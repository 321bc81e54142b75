"""Story events: what a sentence dates, with which a story goes on, and the occasions that the text may come back to."""

from dataclasses import replace

from newstally.extract.grammar.relations import Relation
from newstally.extract.periods.anchor import Anchor, NoReferenceDateError
from newstally.extract.periods.attachment import Attachment
from newstally.extract.periods.dating import Dating
from newstally.extract.periods.figure_contexts import TimeMention
from newstally.extract.periods.market import Market
from newstally.extract.periods.narrative import Narrative
from newstally.extract.periods.story import Event, Story

LONGEST = 31
"""Days that the time of an event may last."""


class StoryEvents:
    """Finds the events and occasions that the times of a sentence date."""

    def __init__(self, attachment: Attachment, dating: Dating, narrative: Narrative, market: Market) -> None:
        self.attachment = attachment
        self.dating = dating
        self.narrative = narrative
        self.market = market

    def follow(self, mentions: list[TimeMention], sentence: int, anchor: Anchor, story: Story) -> None:
        """Let the story go on to the event that a sentence dates last, and remember the occasions that it dates."""
        for mention in mentions:
            noun = self.narrative.occasion_of(self.attachment.dated_by(mention))
            if noun is None and not self._happens(mention):
                continue
            event = self._event(mention, sentence, anchor, noun)
            if event is not None and event.is_day and self.market.is_move(mention.governor):
                story.session = event
            if noun is None:
                dated = event is not None and self.narrative.is_dated(mention)
                story.event = event if dated else None
                if story.event is not None and story.event.is_day:
                    story.occasions.extend(
                        replace(story.event, noun=told)
                        for told in self.narrative.told_first(mention.governor)
                    )
            elif event is not None:
                story.occasions.append(event)
                if event.is_day and self.narrative.happens_on(self.attachment.dated_by(mention)):
                    story.event = event

    def _happens(self, mention: TimeMention) -> bool:
        """Return whether a time modifies a verb of what happens: not of a relative clause, and not one that tells."""
        verb = mention.governor
        if not verb.is_verb or verb.relation is Relation.RELATIVE_CLAUSE:
            return False
        if mention.expression.entry.options.get("before_clause"):
            return False  # "two months after a march led to a riot": long past
        told = any(
            below.relation is Relation.CLAUSAL_COMPLEMENT and below.heads_finite_clause
            for below in verb.dependents
        )
        return not (self.attachment.words.is_report(mention) or told)

    def _event(self, mention: TimeMention, sentence: int, anchor: Anchor, noun: str | None) -> Event | None:
        """Return what a time dates, if that is past and, for what no noun names, dated to a month at most."""
        try:
            period = self.dating.period(mention, anchor)
        except NoReferenceDateError:
            return None
        if period is None or anchor.published is None:
            return None
        past = (
            period[0 if noun else 1] <= anchor.published
        )  # a survey "conducted this month" may go on to its end
        if not past or (noun is None and (period[1] - period[0]).days > LONGEST):
            return None
        parse = mention.governor.parse
        return Event(period, sentence, parse[mention.first].start, parse[mention.last].end, noun)
