"""Dates: when the article was published and last changed.

Metadata state it, readers see it next to the headline, addresses contain it, agency texts begin with it. These
witnesses are weighed against each other, because metadata are sometimes wrong: set by a migration, by a default, or
by a template that writes the time of delivery.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache

from htmldate import find_date
from lxml.html import HtmlElement

from newstally.extract.article.metadata import Metadata, markup_data
from newstally.extract.article.moments import (
    MONTH_FIRST_COUNTRIES,
    Moment,
    day_of,
    localized,
    parse_day_of_month,
    parse_shown,
    parse_stated,
)
from newstally.extract.article.phrases import phrases

EARLIEST = date(1995, 1, 1)
"""No web page of an outlet is older; what is dated earlier (1970-01-01) is a default."""
TOLERANCE = timedelta(days=1)
"""Time zones and late publication make the same event differ by a day."""
URL_DATE = re.compile(
    r"/((?:19|20)\d{2})[/-]?(1[0-2]|0?[1-9]|[a-z]{3})[/-]?(3[01]|[12]\d|0?[1-9])(?=[/_-]|$)"
)
DATELINE = re.compile(r"^[^.!?\n]{0,20}[A-Z]{3,}[^!?\n]{0,60}?(?:\)?\s*[-–—]+\s|\)\s)")
MAX_SHOWN_LENGTH = 120
LONG_TEXT = 100
MAX_ELEMENTS = 120
OF_OTHERS = frozenset({"li", "aside", "nav", "footer", "table"})

WEIGHT_OF_METADATA = 1.0
WEIGHT_OF_TIME_ELEMENT = 1.2
WEIGHT_OF_SHOWN_TEXT = 1.1
WEIGHT_OF_CHANGE = 0.1
"""Of a visible date that is that of the last change: it counts where there is nothing else."""
WEIGHT_OF_ADDRESS = 0.8
WEIGHT_OF_DATELINE = 0.6
PENALTY = 0.5
"""What metadata lose that contradict themselves: published after the last change."""


@dataclass(frozen=True, slots=True)
class Witness:
    """A moment at which the article may have been published, and how much it counts."""

    moment: Moment
    weight: float


def fetching_time(headers: Mapping[str, str]) -> datetime | None:
    """Return the time of the response's ``Date`` header. ``headers`` have lower-case names."""
    moment = parse_stated(headers.get("date", ""))
    return moment if isinstance(moment, datetime) else None


class DateFinder:
    """Finds the dates of one page. Read the visible dates before the tree is changed."""

    def __init__(
        self,
        tree: HtmlElement,
        metadata: Metadata,
        *,
        url: str | None = None,
        timezone: str | None = None,
        country: str | None = None,
        fetched_at: datetime | None = None,
    ) -> None:
        self.metadata = metadata
        self.url = url or metadata.canonical or metadata.meta.get("og:url") or ""
        self.timezone = timezone
        self.language = metadata.html_language
        self.latest = fetched_at.date() + TOLERANCE if fetched_at else date.max
        region = (country or (self.language or "")[3:5]).lower()
        self.month_first = region in MONTH_FIRST_COUNTRIES if region else None
        self.stated = self._stated(tree)
        self.changed = self._changed(tree)
        self.shown: list[Witness] = []
        self.fallback = None if self.stated else self._fallback(tree)

    def published(self, text: str) -> Moment | None:
        """Return when the article was published, None if nothing tells.

        The day for which the witnesses weigh most is taken, and of its witnesses the one that says most about it:
        metadata before what is shown, what has a time before what has only a day.
        """
        witnesses = self._witnesses(text)
        if not witnesses:
            return localized(self.fallback, self.timezone) if self.fallback else None
        best = max(
            witnesses,
            key=lambda one: sum(
                other.weight
                for other in witnesses
                if abs(day_of(one.moment) - day_of(other.moment)) <= TOLERANCE
            ),
        )
        moments = [one.moment for one in (*witnesses, *self.shown)]
        same_day = [moment for moment in moments if abs(day_of(moment) - day_of(best.moment)) <= TOLERANCE]
        return next((moment for moment in same_day if isinstance(moment, datetime)), same_day[0])

    def modified(self) -> Moment | None:
        """Return when the article was last changed, None if the page doesn't say or says it was before publication."""
        if self.changed is None:
            return None
        if self.stated and day_of(self.changed) < day_of(self.stated[0]):
            return None
        return self.changed

    def read_visible_dates(self, headline: HtmlElement | None) -> None:
        """Note the dates that readers see around the headline, other than that of the last change."""
        if headline is None:
            return
        changed = day_of(self.changed) if self.changed else None
        for element in around(headline):
            if element.tag != "time" and not date_names().search(
                f"{element.get('class', '')} {element.get('id', '')} {element.get('itemprop', '')}"
            ):
                continue
            text = " ".join(element.text_content().split())
            if len(text) > MAX_SHOWN_LENGTH:
                continue
            stated = parse_stated(element.get("datetime") or element.get("content") or "")
            moment = stated or parse_shown(text, self.language, self.month_first)
            if moment is None or not self._plausible(moment):
                continue
            if self._marks_change(element, text):
                self.changed = self.changed or localized(moment, self.timezone)
                continue
            weight = WEIGHT_OF_TIME_ELEMENT if stated else WEIGHT_OF_SHOWN_TEXT
            if day_of(moment) == changed:
                weight = WEIGHT_OF_CHANGE
            self.shown.append(Witness(localized(moment, self.timezone), weight))

    def _witnesses(self, text: str) -> list[Witness]:
        found = []
        if self.stated:
            late = self.changed is not None and day_of(self.stated[0]) > day_of(self.changed) + TOLERANCE
            found.append(Witness(self.stated[0], WEIGHT_OF_METADATA - (PENALTY if late else 0)))
        found.extend(self.shown[:1])
        if day := self._day_in_address():
            found.append(Witness(day, WEIGHT_OF_ADDRESS))
        if found and (match := DATELINE.match(text)):
            dateline = parse_day_of_month(match.group(), self.language, day_of(found[0].moment))
            if dateline and self._plausible(dateline):
                found.append(Witness(dateline, WEIGHT_OF_DATELINE))
        return found

    def _stated(self, tree: HtmlElement) -> list[Moment]:
        article, meta = self.metadata.article, self.metadata.meta
        values = [article.get("datePublished")]
        values += [
            element.get("datetime") or element.get("content") or element.text_content()
            for element in tree.xpath('//*[@itemprop="datePublished" or @pubdate][not(self::meta)]')[:1]
        ]
        values += [meta[name] for name in markup_data()["meta"]["published"] if name in meta]
        values.append(article.get("dateCreated"))
        return self._moments(values)

    def _changed(self, tree: HtmlElement) -> Moment | None:
        article, meta = self.metadata.article, self.metadata.meta
        values = [article.get("dateModified")]
        values += [meta[name] for name in markup_data()["meta"]["modified"] if name in meta]
        values += [
            element.get("datetime") or element.get("content")
            for element in tree.xpath('//*[@itemprop="dateModified"][not(self::meta)]')[:1]
        ]
        return next(iter(self._moments(values)), None)

    def _moments(self, values: Iterable[object]) -> list[Moment]:
        parsed = (parse_stated(value) for value in values if value)
        return [localized(moment, self.timezone) for moment in parsed if moment and self._plausible(moment)]

    def _fallback(self, tree: HtmlElement) -> Moment | None:
        """Return what htmldate makes of a page without any date in its metadata."""
        try:
            found = find_date(
                tree,
                extensive_search=False,
                original_date=True,
                url=self.url or None,
                min_date=EARLIEST.isoformat(),
                max_date=min(self.latest, date(2100, 1, 1)).isoformat(),
            )
        except (ValueError, TypeError, AttributeError, RecursionError):
            return None
        return date.fromisoformat(found) if found else None

    def _day_in_address(self) -> date | None:
        match = URL_DATE.search(self.url.lower())
        if not match:
            return None
        year, month, day = match.groups()
        found = (
            parse_stated(f"{year}-{month}-{day}")
            if month.isdigit()
            else parse_shown(f"{day} {month} {year}", "en", None)
        )
        return day_of(found) if found and self._plausible(found) else None

    def _plausible(self, moment: Moment) -> bool:
        return EARLIEST <= day_of(moment) <= self.latest

    def _marks_change(self, element: HtmlElement, text: str) -> bool:
        """Return whether the date is marked as that of the last change, by a word before it or by its name."""
        name = f"{element.get('class', '')} {element.get('itemprop', '')}".lower()
        if "modif" in name or "updat" in name:
            return True
        parent, previous = element.getparent(), element.getprevious()
        before = previous.tail if previous is not None else parent.text if parent is not None else ""
        mark = phrases("dates.modified").search(words := f"{(before or '')[-40:]} {text}")
        return (
            mark is not None and parse_shown(words[: mark.start()], self.language, self.month_first) is None
        )


def around(headline: HtmlElement) -> Iterable[HtmlElement]:
    """Yield the elements of the headline's own block, then those between it and the text.

    What is in links, lists and asides is left out: those are dates of other articles.
    """
    block = headline.getparent()
    if block is not None and block.tag not in ("body", "main", "article", "html"):
        yield from until_text(block.iter("time", "span", "p", "div"))
    yield from until_text(headline.xpath("following::*[self::time or self::span or self::p or self::div]"))


def until_text(elements: Iterable[HtmlElement]) -> Iterable[HtmlElement]:
    """Yield the elements up to the first that holds running text, those of other articles left out."""
    for count, element in enumerate(elements):
        if count > MAX_ELEMENTS or len((element.text or "").strip()) > LONG_TEXT:
            return
        if element.tag == "p" and len(element.text_content()) > 2 * LONG_TEXT:
            return
        if (
            not any(parent.tag in OF_OTHERS for parent in element.iterancestors())
            and element.find(".//h2") is None
        ):
            yield element


@cache
def date_names() -> re.Pattern[str]:
    """Return a pattern for class, id and itemprop names of elements that show a date."""
    return re.compile("|".join(map(re.escape, markup_data()["dates"]["names"])), re.IGNORECASE)
