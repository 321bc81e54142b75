"""Dates: when the article was published and last changed.

Metadata state it, readers see it next to the headline, addresses contain it, agency texts begin with it. These
witnesses are weighed against each other, because metadata are sometimes wrong: set by a migration, by a default, or
by a template that writes the time of delivery.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
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
from newstally.extract.article.page import following
from newstally.extract.article.phrases import phrases
from newstally.extract.model import Entry

EARLIEST = date(1995, 1, 1)
"""No web page of an outlet is older; what is dated earlier (1970-01-01) is a default."""
TOLERANCE = timedelta(days=1)
"""Time zones and late publication make the same event differ by a day."""
URL_DATE = re.compile(
    r"/((?:19|20)\d{2})(?:([/_-]?)(1[0-2]|0[1-9])\2(3[01]|[12]\d|0[1-9])|[/_-](1[0-2]|0?[1-9]|[a-z]{3})[/_-](3[01]|[12]\d|0?[1-9]))"
    r"(?=[/_.-]|$)"
)
MONTH_IN_ADDRESS = re.compile(r"/(?:19|20)\d{2}/(?:1[0-2]|0[1-9])/")
PUBLICATION_IN_CODE = re.compile(
    r"""\b(?:date_?published|publi(?:sh|cation)_?date|published_?(?:date|time|at|on)?|pub_?date|dc:date|first_?published(?:_?(?:at|date))?)"""
    r"""\\?["']?\s*[:=]\s*\\?["'](\d{4}-\d\d-\d\d[^"'\\<]{0,20})""",
    re.IGNORECASE,
)
"""A date of publication in what scripts and comments hold of the page's data."""
DATELINE = re.compile(r"^[^.!?\n]{0,20}[A-Z]{3,}[^!?\n]{0,60}?(?:\)?\s*[-–—]+\s|\)\s)")
DIGIT = re.compile(r"\d")
DIGITS_OF_TWO_DATES = 10
"""Two days with their years have no fewer digits."""
MAX_SHOWN_LENGTH = 120
MAX_BARE_LENGTH = 40
"""An element without a telling name shows a date if it says little else."""
LONG_TEXT = 100
MAX_TEASER = 300
WORDS_OF_HEADLINE = 5
MAX_ELEMENTS = 120
SHOWING_DATES = ("time", "span", "p", "div", "li", "small", "em", "abbr")
OF_OTHERS = frozenset({"li", "aside", "nav", "footer", "table"})
MAX_DETAILS = 150
"""A list with no more characters than this tells of the article, its author and date among others."""
WORDS_OF_TEASER = 3
"""An item of such a list with a link of so many words tells of another article."""

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
    """Finds the dates of one page, given all its elements. Read the visible dates before the tree is changed."""

    def __init__(
        self,
        elements: Sequence[HtmlElement],
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
        publications, changes = marked_dates(elements)
        self.stated = self._stated(publications)
        self.changed = self._changed(changes)
        self.shown: list[Witness] = []
        self.fallback: Moment | None = None

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
        if self.is_in_utc(best.moment) and (day := self._day_beside(best.moment)):
            return day
        same_day = [moment for moment in moments if abs(day_of(moment) - day_of(best.moment)) <= TOLERANCE]
        return next((moment for moment in same_day if isinstance(moment, datetime)), same_day[0])

    def is_in_utc(self, moment: Moment) -> bool:
        """Return whether the moment is told in UTC and the outlet's own time isn't known."""
        return (
            self.timezone is None
            and isinstance(moment, datetime)
            and moment.tzinfo is not None
            and not moment.utcoffset()
        )

    def _day_beside(self, moment: Moment) -> date | None:
        """Return the day that readers see, or the address has, where it is the one before or after that of UTC.

        An evening in America is the next day in UTC; the outlet's readers see the day on which it was there.
        """
        seen = [day_of(one.moment) for one in self.shown[:1] if not isinstance(one.moment, datetime)]
        address = self._day_in_address()
        days = [*seen, *([address] if address else [])]
        if not days or day_of(moment) in days:
            return None
        return days[0] if abs(days[0] - day_of(moment)) == TOLERANCE else None

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
            text = " ".join(element.text_content().split())
            named = element.tag == "time" or date_names().search(
                f"{element.get('class', '')} {element.get('id', '')} {element.get('itemprop', '')}"
            )
            twice = len(text) <= MAX_SHOWN_LENGTH and len(DIGIT.findall(text)) >= DIGITS_OF_TWO_DATES
            published, modified = self._told_apart(text) if twice else (None, None)
            both = published is not None and modified is not None
            if len(text) > (MAX_SHOWN_LENGTH if named or both else MAX_BARE_LENGTH):
                continue
            stated = parse_stated(element.get("datetime") or element.get("content") or "")
            if stated is None and not DIGIT.search(text):
                continue
            if published is not None and modified is not None:
                self.changed = self.changed or localized(modified, self.timezone)
                self.shown.append(Witness(published, WEIGHT_OF_SHOWN_TEXT))
                continue
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

    def _told_apart(self, text: str) -> tuple[date | None, date | None]:
        """Return the days of publication and of the last change from a line that tells both, else None for either."""
        found: list[date | None] = []
        for kind in ("dates.published", "dates.modified"):
            mark = phrases(kind).search(text)
            day = parse_shown(text[mark.end() :], self.language, self.month_first) if mark else None
            found.append(day if day and self._plausible(day) else None)
        published, modified = found
        return published, modified

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
        return self._moments(values)

    def _changed(self, marked: list[HtmlElement]) -> Moment | None:
        article, meta = self.metadata.article, self.metadata.meta
        values = [article.get("dateModified")]
        values += [meta[name] for name in markup_data()["meta"]["modified"] if name in meta]
        values += [element.get("datetime") or element.get("content") for element in marked[:1]]
        return next(iter(self._moments(values)), None)

    def _moments(self, values: Iterable[object]) -> list[Moment]:
        parsed = (
            parse_stated(value) or parse_shown(str(value), self.language, self.month_first)
            for value in values
            if value
        )
        return [localized(moment, self.timezone) for moment in parsed if moment and self._plausible(moment)]

    def leave_out(self, entries: Iterable[Entry]) -> None:
        """Take the times of a live blog's entries for no times of the whole; it is as old as the first of them."""
        moments = {localized(entry.published_at, self.timezone) for entry in entries}
        self.shown = [one for one in self.shown if one.moment not in moments]
        if moments and not self.stated:
            self.shown.append(Witness(min(moments, key=day_of), WEIGHT_OF_CHANGE))

    @property
    def nothing_tells(self) -> bool:
        """Whether neither metadata nor the visible page nor the address tells a day."""
        return not (self.stated or self.shown or self._day_in_address())

    def read_code(self, markup: str) -> None:
        """Look for the date of publication in the page's scripts and comments. Several days are those of others too."""
        found = self._moments(PUBLICATION_IN_CODE.findall(markup))
        if len({day_of(moment) for moment in found}) == 1:
            self.fallback = found[0]

    def guess(self, tree: HtmlElement) -> None:
        """Look for any date in what is left of a page that states none, furniture and other articles being out of it.

        htmldate's thorough search guesses right three times out of four; ``published`` takes its word last.
        """
        if self.fallback is not None:
            return
        found = None
        for thorough in (False, True):
            try:
                found = find_date(
                    tree,
                    extensive_search=thorough,
                    original_date=True,
                    min_date=EARLIEST.isoformat(),
                    max_date=min(self.latest, date(2100, 1, 1)).isoformat(),
                )
            except (ValueError, TypeError, AttributeError, RecursionError):
                return
            if found:
                break
        day = date.fromisoformat(found) if found else None
        if (
            day is None
            or not self._plausible(day)
            or (day.month, day.day) == (1, 1)
            or self._is_ambiguous(tree, day)
        ):
            return
        self.fallback = day

    def _is_ambiguous(self, tree: HtmlElement, day: date) -> bool:
        """Return whether the page writes the day only in figures of which either may be the month."""
        if self.month_first is not None or day.day > 12 or day.day == day.month:
            return False
        text = " ".join(tree.itertext("p", "span", "div", "time", "td", "li", "small", "em"))
        numeric = re.search(
            rf"\b0?({day.day}[/.]0?{day.month}|{day.month}[/]0?{day.day})[/.]{day.year}\b", text
        )
        return numeric is not None and "/" in numeric.group()

    def _day_in_address(self) -> date | None:
        match = URL_DATE.search(self.url.lower())
        if not match:
            return None
        year = match.group(1)
        month, day = match.group(3) or match.group(5), match.group(4) or match.group(6)
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


def marked_dates(elements: Sequence[HtmlElement]) -> tuple[list[HtmlElement], list[HtmlElement]]:
    """Return the elements that microdata mark as the date of publication, and as that of the last change."""
    publications, changes = [], []
    for element in elements:
        name = element.get("itemprop")
        if (name == "datePublished" or element.get("pubdate") is not None) and element.tag != "meta":
            publications.append(element)
        elif name == "dateModified" and element.tag != "meta":
            changes.append(element)
    return publications, changes


def around(headline: HtmlElement) -> Iterable[HtmlElement]:
    """Yield the elements of the headline's own block, then those between it and the text.

    What is in links, lists and asides is left out: those are dates of other articles.
    """
    block = headline.getparent()
    if block is not None and block.tag not in ("body", "main", "article", "html"):
        yield from until_text(block.iter(*SHOWING_DATES))
    yield from until_text(following(headline, *SHOWING_DATES))


def until_text(elements: Iterable[HtmlElement]) -> Iterable[HtmlElement]:
    """Yield the elements up to the first that holds running text, those of other articles left out."""
    for count, element in enumerate(elements):
        if count > MAX_ELEMENTS or len((element.text or "").strip()) > LONG_TEXT:
            return
        if element.tag == "p" and len(element.text_content()) > 2 * LONG_TEXT:
            return
        if (
            not any(is_of_others(holder) for holder in (element, *element.iterancestors()))
            and element.find(".//h2") is None
            and not is_beside_link(element)
        ):
            yield element


def is_of_others(holder: HtmlElement) -> bool:
    """Return whether dates in an element are those of other articles; a short list may tell of this one."""
    if holder.tag != "li":
        return holder.tag in OF_OTHERS
    details = holder.getparent()
    if details is None or len(" ".join(details.text_content().split())) > MAX_DETAILS:
        return True
    return any(len(link.text_content().split()) >= WORDS_OF_TEASER for link in holder.iter("a"))


def is_beside_link(element: HtmlElement) -> bool:
    """Return whether a date stands in a small box with a link worded like a headline: it is that of a teaser."""
    box = element.getparent()
    if box is None or box.find(".//h1") is not None or len(box.text_content()) > MAX_TEASER:
        return False
    return any(len(link.text_content().split()) >= WORDS_OF_HEADLINE for link in box.iter("a"))


@cache
def date_names() -> re.Pattern[str]:
    """Return a pattern for class, id and itemprop names of elements that show a date."""
    return re.compile("|".join(map(re.escape, markup_data()["dates"]["names"])), re.IGNORECASE)
