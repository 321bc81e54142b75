"""Conventions: how an outlet writes dates and times, and which of them can be those of its articles."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from newstally.extract.article.moments import Moment, day_of, localized, parse_shown, parse_stated

WORD = re.compile(r"\w+")
EARLIEST = date(1995, 1, 1)
"""No web page of an outlet is older; what is dated earlier (1970-01-01) is a default."""
TOLERANCE = timedelta(days=1)
"""Time zones and late publication make the same event differ by a day."""


@dataclass(frozen=True, slots=True)
class Conventions:
    """How the outlet of a page writes dates and times."""

    language: str | None
    """The language that the page names."""
    month_first: bool | None
    """Whether 03/09 is the 9th of March, None where that can't be told."""
    timezone: str | None
    """In which the outlet's readers live, None where that can't be told."""
    latest: date = date.max
    """The last day on which what was fetched can have been published."""

    def is_plausible(self, moment: Moment) -> bool:
        """Return whether an article can have been published then."""
        return EARLIEST <= day_of(moment) <= self.latest

    def shown(self, text: str) -> date | None:
        """Return the first full date in a text for readers, None if there is none or it is ambiguous."""
        return parse_shown(text, self.language, self.month_first)

    def plausible_day(self, text: str) -> date | None:
        """Return the first full date in a text for readers, None if no article can have been published then."""
        day = self.shown(text)
        return day if day is not None and self.is_plausible(day) else None

    def plausible_days(self, text: str) -> set[date]:
        """Return the full dates in a text for readers on which an article can have been published."""
        found = (self.plausible_day(text[word.start() :]) for word in WORD.finditer(text))
        return {day for day in found if day is not None}

    def in_own_time(self, moment: Moment) -> Moment:
        """Return a moment in the outlet's time zone, where it gives no zone of its own or only UTC."""
        return localized(moment, self.timezone)

    def moments(self, values: Iterable[object]) -> list[Moment]:
        """Return the moments that values for machines, or else for readers, state; what states none is left out."""
        parsed = (parse_stated(value) or self.shown(str(value)) for value in values if value)
        return [self.in_own_time(moment) for moment in parsed if moment and self.is_plausible(moment)]
