"""Story: the event at which a text has arrived, and the occasions that it has dated."""

from collections import deque
from dataclasses import dataclass, field, replace

from newstally.extract.model import Period

REMEMBERED = 12
"""Dated occasions that are kept."""


@dataclass(frozen=True, slots=True)
class Event:
    """What happened, as far as it is dated: when, in which sentence, and the span of the words that say so.

    ``noun`` is the lemma of the occasion, if that is what is dated.
    """

    period: Period
    sentence: int
    start: int
    end: int
    noun: str | None = None

    @property
    def is_day(self) -> bool:
        """Whether it is dated to one day."""
        return self.period[0] == self.period[1]


@dataclass(slots=True)
class Story:
    """The event at which the story has arrived, the day of trading, and the occasions dated before, the latest last."""

    event: Event | None = None
    session: Event | None = None
    topic: Event | None = None
    """The time with which the article opens, where its figures may all be of it."""
    results: Event | None = None
    """The quarter or year of the results of a business that were told last."""
    occasions: deque[Event] = field(default_factory=lambda: deque(maxlen=REMEMBERED))

    def clear(self) -> None:
        """Forget all of it."""
        self.event = self.session = self.results = None
        self.occasions.clear()

    def go_on(self, sentence: int) -> None:
        """Let the event reach on from a sentence that told more of it."""
        if self.event is not None:
            self.event = replace(self.event, sentence=sentence)
