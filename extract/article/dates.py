"""Dates: when the article was published and last changed.

Metadata state it, readers see it next to the headline, addresses contain it, agency texts begin with it. These
witnesses are weighed against each other, because metadata are sometimes wrong: set by a migration, by a default, or
by a template that writes the time of delivery.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from lxml.html import HtmlElement

from newstally.extract.article.conventions import TOLERANCE, Conventions
from newstally.extract.article.datelines import day_before_text, day_in_address, day_of_dateline
from newstally.extract.article.metadata import markup_data
from newstally.extract.article.moments import LAST_MONTH, Moment, day_of, parse_stated, writes_month_first
from newstally.extract.article.parsed import ParsedPage
from newstally.extract.article.phrases import phrases
from newstally.extract.article.shown_dates import above, around, dated_by_name, marked_dates
from newstally.extract.article.undated import guessed_day, moment_in_code
from newstally.extract.article.zones import likely_zone
from newstally.extract.model import Entry

SAME_MOMENT = timedelta(minutes=1)
DIGIT = re.compile(r"\d")
DIGITS_OF_TWO_DATES = 10
"""Two days with their years have no fewer digits."""
MAX_SHOWN_LENGTH = 120
MAX_BARE_LENGTH = 40
"""An element without a telling name shows a date if it says little else."""

WEIGHT_OF_METADATA = 1.0
WEIGHT_IN_UTC = 0.7
"""Of metadata in UTC where the outlet's own time isn't known: an evening in America is the next day in UTC."""
WEIGHT_OF_OTHER_METADATA = 0.5
"""Of the days that fewer of the metadata state than another."""
WEIGHT_OF_TIME_ELEMENT = 1.2
WEIGHT_OF_SHOWN_TEXT = 1.1
WEIGHT_OF_CHANGE = 0.1
"""Of a visible date that is that of the last change: it counts where there is nothing else."""
WEIGHT_ABOVE_HEADLINE = 0.6
WEIGHT_OF_ADDRESS = 0.8
WEIGHT_OF_DATELINE = 0.6
PENALTY = 0.5
"""What metadata lose that contradict themselves: published after the last change."""


SURENESS = {"metadata": 0.95, "shown": 0.96, "address": 0.83, "text": 0.86, "code": 0.67, "search": 0.82}
"""How many of the days that were found so are right: (right + 1) / (found + 2), of 542 pages in the judging halves of
htmldate's sets and WCXB's test split. Few days are found by an address (4), a text (5) or code (1); all were right."""


@dataclass(frozen=True, slots=True)
class Witness:
    """A moment at which the article may have been published, how much it counts, and what tells it."""

    moment: Moment
    weight: float
    by: str
    """One of the names in ``SURENESS``."""


@dataclass(frozen=True, slots=True)
class Dated:
    """When an article was published, what tells it, and the chance that its day is right."""

    moment: Moment
    by: str

    @property
    def sureness(self) -> float:
        """The chance, 0 to 1, that the day is right."""
        return SURENESS[self.by]


def last_day(fetched_at: datetime | None, headers: Mapping[str, str]) -> date:
    """Return the last day on which a page can have been published: that of its fetching, else of its ``Date`` header.

    ``headers`` have lower-case names.
    """
    moment = fetched_at or parse_stated(headers.get("date", ""))
    return moment.date() + TOLERANCE if isinstance(moment, datetime) else date.max


class DateFinder:
    """Finds the dates of one page, and notes those that readers see before its tree is changed."""

    def __init__(
        self,
        page: ParsedPage,
        *,
        url: str | None = None,
        timezone: str | None = None,
        country: str | None = None,
        language: str | None = None,
        fetched_at: datetime | None = None,
    ) -> None:
        """``language`` is the outlet's usual one, for pages that name none."""
        metadata = self.metadata = page.metadata
        self.url = url or metadata.canonical or metadata.meta.get("og:url") or ""
        named = metadata.html_language
        self.conventions = Conventions(
            named,
            writes_month_first(country, named),
            timezone or likely_zone(country, named or language),
            last_day(fetched_at, page.headers),
        )
        publications, changes = marked_dates(page.tree)
        self.stated = self._stated(publications)
        self.changed = self._changed(changes)
        self.shown: list[Witness] = []
        self._read_visible_dates(page.title.element)
        self.fallback: Dated | None = None

    def published(self, text: str) -> Dated | None:
        """Return when the article was published and what tells it, None if nothing does.

        The days beside each other for which the witnesses weigh most are taken, of these the day for which they weigh
        most, and of its witnesses the one that says most about it: metadata before what is shown, what has a time
        before what has only a day.
        """
        witnesses = self._witnesses(text)
        if not witnesses:
            return self.fallback
        best = max(
            witnesses,
            key=lambda one: sum(
                other.weight
                for other in witnesses
                if abs(day_of(one.moment) - day_of(other.moment)) <= TOLERANCE
            ),
        )
        days: Counter[date] = Counter()
        for one in witnesses:
            if abs(day_of(one.moment) - day_of(best.moment)) <= TOLERANCE:
                days[day_of(one.moment)] += one.weight  # type: ignore[assignment]
        day = days.most_common(1)[0][0]
        told = [one for one in (*witnesses, *self.shown) if day_of(one.moment) == day]
        moment = next((one.moment for one in told if isinstance(one.moment, datetime)), told[0].moment)
        return Dated(moment, told[0].by)

    def is_in_utc(self, moment: Moment) -> bool:
        """Return whether the moment is told in UTC and the outlet's own time isn't known."""
        return (
            self.conventions.timezone is None
            and isinstance(moment, datetime)
            and moment.tzinfo is not None
            and not moment.utcoffset()
        )

    def modified(self) -> Moment | None:
        """Return when the article was last changed, None if the page doesn't say or says it was before publication."""
        if self.changed is None:
            return None
        if self.stated and day_of(self.changed) < day_of(self.stated[0]):
            return None
        return self.changed

    def _read_visible_dates(self, headline: HtmlElement | None) -> None:
        """Note the dates that readers see around the headline, other than that of the last change."""
        if headline is None:
            return
        self._read_shown(around(headline))
        if not self.shown:
            self._read_shown(above(headline))
            self.shown = [replace(one, weight=min(one.weight, WEIGHT_ABOVE_HEADLINE)) for one in self.shown]

    def _read_shown(self, elements: Iterable[HtmlElement]) -> None:
        """Note the dates that the elements show."""
        changed = day_of(self.changed) if self.changed else None
        if changed in {day_of(moment) for moment in self.stated}:
            changed = None
        told: list[tuple[HtmlElement | None, Witness]] = []
        labelled: dict[HtmlElement | None, date] = {}
        for element in elements:
            text = " ".join(element.text_content().split())
            if element.tag == "dd" and not phrases("dates.published").search(text):
                continue  # what a list of details tells beside: the day of a draft, of an event
            named = element.tag == "time" or dated_by_name(element)
            twice = len(text) <= MAX_SHOWN_LENGTH and len(DIGIT.findall(text)) >= DIGITS_OF_TWO_DATES
            published, modified = self._told_apart(text) if twice else (None, None)
            both = published is not None and modified is not None
            if len(text) > (MAX_SHOWN_LENGTH if named or both else MAX_BARE_LENGTH):
                continue
            stated = parse_stated(element.get("datetime") or element.get("content") or "")
            if stated is None and not DIGIT.search(text):
                continue
            if published is not None and modified is not None:
                self.changed = self.changed or self.conventions.in_own_time(modified)
                self.shown.append(Witness(published, WEIGHT_OF_SHOWN_TEXT, "shown"))
                continue
            seen = self._as_stated(self.conventions.shown(text))
            if stated is None and self._lasts(text, seen):
                continue
            if stated is not None and seen is not None and self.is_in_utc(stated):
                # Readers see the day on which it was published where they are.
                stated = stated if abs(seen - day_of(stated)) > TOLERANCE else seen
            moment = stated or seen
            if moment is None or not self.conventions.is_plausible(moment):
                continue
            if self._marks_change(element, text):
                self.changed = self.changed or self.conventions.in_own_time(moment)
                continue
            weight = WEIGHT_OF_TIME_ELEMENT if stated else WEIGHT_OF_SHOWN_TEXT
            if day_of(moment) == changed:
                weight = WEIGHT_OF_CHANGE
            self.shown.append(Witness(self.conventions.in_own_time(moment), weight, "shown"))
            told.append((element.getparent(), self.shown[-1]))
            if phrases("dates.published").search(text):
                labelled.setdefault(element.getparent(), day_of(moment))
        self._take_first(told, labelled)

    def _lasts(self, text: str, day: date | None) -> bool:
        """Return whether the first day in a text is one since which, or until which, something lasts."""
        mark = phrases("dates.lasting").search(text)
        if day is None or mark is None:
            return False
        shown = self.conventions.shown
        return shown(text[mark.end() :]) == day and shown(text[: mark.start()]) is None

    def _as_stated(self, shown: date | None) -> date | None:
        """Return a shown day as metadata state it where its month and day are only the other way round there."""
        if shown is None or shown.day > LAST_MONTH:
            return shown
        turned = shown.replace(month=shown.day, day=shown.month)
        days = {day_of(moment) for moment in self.stated}
        return turned if turned in days and shown not in days else shown

    def _told_apart(self, text: str) -> tuple[date | None, date | None]:
        """Return the days of publication and of the last change from a line that tells both, else None for either."""
        marks = (phrases(kind).search(text) for kind in ("dates.published", "dates.modified"))
        published, modified = (
            self.conventions.plausible_day(text[mark.end() :]) if mark is not None else None for mark in marks
        )
        if published is None or modified is None:
            # In words that aren't known here: what was changed had been published before.
            days = self.conventions.plausible_days(text)
            published, modified = (min(days), max(days)) if len(days) == 2 else (None, None)
        return published, modified

    def _take_first(
        self,
        told: list[tuple[HtmlElement | None, Witness]],
        labelled: Mapping[HtmlElement | None, date],
    ) -> None:
        """Take, of different days shown side by side, the first for that of publication and the last for a change's.

        What is ``labelled`` as that of publication is it, and one before is that of the draft ("Created").
        """
        days: dict[HtmlElement | None, set[date]] = {}
        for box, one in told:
            days.setdefault(box, set()).add(day_of(one.moment))
        for box, one in told:
            day, published = day_of(one.moment), labelled.get(box, min(days[box]))
            if day != published:
                self.shown.remove(one)
                self.shown.append(replace(one, weight=WEIGHT_OF_CHANGE))
            if day > published:
                self.changed = self.changed or one.moment

    def _witnesses(self, text: str) -> list[Witness]:
        found = self._witnesses_in_metadata()
        found.extend(next(([one] for one in self.shown if one.weight > WEIGHT_OF_CHANGE), self.shown[:1]))
        if day := day_in_address(self.url, self.conventions):
            found.append(Witness(day, WEIGHT_OF_ADDRESS, "address"))
        if found and (day := day_of_dateline(text, self.conventions, day_of(found[0].moment))):
            found.append(Witness(day, WEIGHT_OF_DATELINE, "text"))
        if day := day_before_text(text, self.conventions):
            found.append(Witness(day, WEIGHT_OF_DATELINE, "text"))
        return found

    def _witnesses_in_metadata(self) -> list[Witness]:
        """Return a witness for each day that metadata state, that which most of them do weighing most."""
        own = [moment for moment in self.stated if not self._is_of_change(moment)] or self.stated
        counts = Counter(map(day_of, own))
        usual = max(counts, key=lambda day: counts[day], default=None)
        found = []
        for day in dict.fromkeys(map(day_of, self.stated)):
            moment = next(one for one in self.stated if day_of(one) == day)
            weight = WEIGHT_OF_METADATA if day == usual else WEIGHT_OF_OTHER_METADATA
            if self.changed is not None and day > day_of(self.changed) + TOLERANCE:
                weight -= PENALTY
            if self.is_in_utc(moment):
                weight *= WEIGHT_IN_UTC
            found.append(Witness(moment, weight, "metadata"))
        return found

    def _is_of_change(self, moment: Moment) -> bool:
        """Return whether a stated moment is also stated to be that of the last change: it may be no more than that."""
        changed = self.changed
        if not (isinstance(moment, datetime) and isinstance(changed, datetime)):
            return False
        known = moment.tzinfo is not None and changed.tzinfo is not None
        return known and abs(moment - changed) < SAME_MOMENT

    def _stated(self, marked: list[HtmlElement]) -> list[Moment]:
        article, meta = self.metadata.article, self.metadata.meta
        values = [
            article.get("datePublished"),
            article.get("coverageStartTime"),
            self.metadata.page.get("datePublished"),
        ]
        values += [
            element.get("datetime") or element.get("content") or element.text_content()
            for element in marked[:1]
        ]
        values += [meta[name] for name in markup_data()["meta"]["published"] if name in meta]
        values.append(article.get("dateCreated"))
        return self.conventions.moments(values)

    def _changed(self, marked: list[HtmlElement]) -> Moment | None:
        article, meta = self.metadata.article, self.metadata.meta
        values = [article.get("dateModified")]
        values += [meta[name] for name in markup_data()["meta"]["modified"] if name in meta]
        values += [element.get("datetime") or element.get("content") for element in marked[:1]]
        return next(iter(self.conventions.moments(values)), None)

    def leave_out(self, entries: Iterable[Entry]) -> None:
        """Take the times of a live blog's entries for no times of the whole; it is as old as the first of them."""
        moments = {self.conventions.in_own_time(entry.published_at) for entry in entries}
        self.shown = [one for one in self.shown if one.moment not in moments]
        if moments and not self.stated:
            self.shown.append(Witness(min(moments, key=day_of), WEIGHT_OF_CHANGE, "shown"))

    def nothing_tells(self, text: str) -> bool:
        """Return whether neither metadata nor the visible page nor the address nor the text's beginning tells a day."""
        return not self._witnesses(text)

    def fall_back(self, markup: str, left: Callable[[], HtmlElement]) -> None:
        """Look where ``published`` takes the word for it last: in a page's scripts, else in all that is left of it."""
        if (moment := moment_in_code(markup, self.conventions)) is not None:
            self.fallback = Dated(moment, "code")
        elif (day := guessed_day(left(), self.url, self.conventions)) is not None:
            self.fallback = Dated(day, "search")

    def _marks_change(self, element: HtmlElement, text: str) -> bool:
        """Return whether the date is marked as that of the last change, by a word before it or by its name."""
        name = f"{element.get('class', '')} {element.get('itemprop', '')}".lower()
        if any(part in name for part in markup_data()["dates"]["changed"]):
            return True
        parent, previous = element.getparent(), element.getprevious()
        before = previous.tail if previous is not None else parent.text if parent is not None else ""
        mark = phrases("dates.modified").search(words := f"{(before or '')[-40:]} {text}")
        return mark is not None and self.conventions.shown(words[: mark.start()]) is None
