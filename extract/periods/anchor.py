"""Anchor: the reference time from which a text's times are counted."""

from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date, datetime

from newstally.extract.model import Article, Period
from newstally.extract.periods.calendar import FiscalCalendar, fiscal_calendar
from newstally.extract.time_zones import time_zone

REMEMBERED = 8
"""Periods that a text is taken to have in mind."""


class NoReferenceDateError(ValueError):
    """A relative time in an article without a publication date."""


@dataclass(frozen=True, slots=True)
class Anchor:
    """What relative times are resolved against.

    ``ahead``: the sentence speaks of what is to come, so a bare "Tuesday" is the next one, not the last;
    ``present``: it speaks in the present tense, so a bare "April" is the nearest one ("Fares rise in April");
    ``past``: it speaks of what has happened, so "this year" ends with the publication day;
    ``looks_back``: a time that has begun is asked for ("since July 1"), whatever the sentence speaks of;
    ``antecedent``: the period that the text spoke of last, for "a year earlier"; ``spoken``: those that it spoke of
    so far, the latest last, for "in the quarter";
    ``beside``: that of the figure before in the same sentence ("in January 2024, up from 12 in December");
    ``compared``: the one that the sentence told before a time to compare with ("in October, up from 12 a year ago");
    ``within``: that of the heading above ("2008", then "in May");
    ``told``: the last that the paragraph told with its year;
    ``fiscal_year_begins``: the month in which the fiscal year begins of whom the article is about, where it tells that.
    """

    published: date | None
    language: str
    country: str | None = None
    ahead: bool = False
    present: bool = False
    past: bool = False
    looks_back: bool = False
    antecedent: Period | None = None
    spoken: tuple[Period, ...] = ()
    beside: Period | None = None
    compared: Period | None = None
    within: Period | None = None
    told: Period | None = None
    fiscal_year_begins: int | None = None

    @property
    def today(self) -> date:
        """The day of publication. Raises NoReferenceDateError if it isn't known."""
        if self.published is None:
            raise NoReferenceDateError
        return self.published

    @property
    def fiscal(self) -> FiscalCalendar:
        """The calendar of the fiscal years that the article counts by, else of those of the outlet's country."""
        if self.fiscal_year_begins is not None:
            return FiscalCalendar(self.fiscal_year_begins)
        return fiscal_calendar(self.country)

    def having_spoken_of(self, period: Period) -> "Anchor":
        """Return the anchor after the text has spoken of a period."""
        spoken = self.spoken
        if not spoken or spoken[-1] != period:
            spoken = (*spoken[-REMEMBERED + 1 :], period)
        return replace(self, antecedent=period, beside=period, spoken=spoken)

    def back(self) -> "Anchor":
        """Return the anchor as seen looking back."""
        return replace(self, ahead=False, present=False, looks_back=True)

    def at(self, day: date) -> "Anchor":
        """Return the anchor as seen from another day, looking back."""
        return replace(
            self, published=day, ahead=False, looks_back=True, beside=None, compared=None, within=None
        )


def reference_day(article: Article) -> date | None:
    """Return the day of publication in the outlet's own time zone, or None.

    A moment given in another zone ("2026-02-27T04:30Z" of a New York paper) is the evening before there.
    """
    anchor = article.published_at
    if not isinstance(anchor, datetime):
        return anchor
    if anchor.tzinfo is not None and article.timezone:
        zone = time_zone(article.timezone)
        with suppress(OverflowError):
            return anchor.astimezone(zone).date() if zone is not None else anchor.date()
    return anchor.date()
