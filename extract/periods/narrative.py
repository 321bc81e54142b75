"""Narrative: the day at which a story that is being told has arrived.

"Voters in three states went to the polls on Tuesday. Marin won Oslany by 18 points." The second sentence goes on with
what happened on that day. Only what happens moves with the story: a figure in the past tense whose verb tells an event,
from a sentence with no time of its own, next to one in which an event is dated to a day or a month.
"""

from dataclasses import dataclass
from typing import Any

from spacy.tokens import Token

from extract.model import Evidence, Number, Period
from extract.periods.carry import Stated
from extract.periods.figures import Mention
from extract.periods.route import VERBAL

REACH = 2
"""Sentences over which a story goes on without naming its day again."""
LONGEST = 31
"""Days that the time of an event may last."""


@dataclass(slots=True)
class Event:
    """What happened last, as far as it is dated: when, in which sentence, and which words say so."""

    period: Period
    sentence: int
    evidence: Evidence


class Narrative:
    """Tells events from states, and dated events from other times, with the words of one language."""

    def __init__(self, data: dict[str, Any]) -> None:
        self.states = frozenset(data["narrative"]["states"])

    def dated_event(self, mentions: list[Mention]) -> Mention | None:
        """Return the last time of a sentence, if it is that of an event in the past tense."""
        if not mentions:
            return None
        last = mentions[-1]
        return last if not last.comparison and self._is_event(last.governor) else None

    def _is_event(self, verb: Token) -> bool:
        if verb.pos_ not in VERBAL or (verb.lemma_ or "").lower() in self.states:
            return False
        return verb.tag_ == "VBD" or any(
            below.dep_ == "auxpass" and below.tag_ == "VBD" for below in verb.children
        )

    def goes_on(self, stated: Stated, event: Event) -> bool:
        """Whether a figure without a time is part of the story that the event before it belongs to."""
        route = stated.figure.route
        if stated.sentence - event.sentence > REACH or stated.tense != "past" or stated.verb is None:
            return False
        if route.old_value or route.compared or route.background:
            return False
        return self._is_event(stated.verb)

    @staticmethod
    def date(number: Number, event: Event) -> None:
        """Give a figure the period of the event."""
        number.as_of = event.period
        number.evidence["as_of"] = Evidence(
            "periods.narrative.event", event.evidence.start, event.evidence.end
        )
