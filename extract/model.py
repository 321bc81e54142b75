"""What extraction hands over: articles, the numbers in them, and the claims that those numbers make."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any

Period = tuple[date, date]
"""First and last day, both inclusive."""

Place = Callable[[int, int], tuple[int, int]]
"""Turns the start and end of a span of what was read into those of the same span of the article's text."""

QUANTITY_ROLES = frozenset({"claim", "quantity", "age", "vague"})
"""Roles of numbers that say how much or how many; a number of any other role has no comparator, kind or unit."""


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry of a live blog: a part of the text that the outlet published at a time of its own."""

    start: int
    end: int
    published_at: datetime | date

    @property
    def published_on(self) -> date:
        """The day of publication as the outlet dates it."""
        moment = self.published_at
        return moment.date() if isinstance(moment, datetime) else moment


@dataclass(frozen=True, slots=True)
class Article:
    """One article: a page's clean text and what its metadata say. Offsets everywhere are code points of ``text``."""

    id: str
    text: str
    title: str | None = None
    published_at: datetime | date | None = None
    dated_by: str | None = None
    """What of a page tells ``published_at``: its metadata, what is shown, the address, the text, code, or a search."""
    day_sureness: float | None = None
    """The chance, 0 to 1, that the day of ``published_at`` was found rightly, where it was found in a page."""
    modified_at: datetime | date | None = None
    language: str | None = None
    country: str | None = None
    """ISO 3166 code of the outlet's country, lower case ("us"; "uk" counts as "gb"): what a bare ``$`` means."""
    timezone: str | None = None
    """IANA name of the outlet's time zone."""
    authors: tuple[str, ...] = ()
    outlet: str | None = None
    url: str | None = None
    paywalled: bool = False
    """Whether the page shows only the beginning of the text to those who don't pay or log in."""
    entries: tuple[Entry, ...] = ()
    """The entries of a live blog, in the order of the text and apart from each other; none of any other article."""

    def parts(self) -> Iterator[tuple[int, str, "Article"]]:
        """Yield the parts of the text that were published at one time, each with its start and the article as of then.

        They are the entries of a live blog and what stands between them, else all of the text.
        """
        position = 0
        for entry in self.entries:
            yield position, self.text[position : entry.start], self
            part = self.text[entry.start : entry.end]
            yield entry.start, part, replace(self, published_at=entry.published_at)
            position = entry.end
        yield position, self.text[position:], self

    def entry_with(self, offset: int) -> Entry | None:
        """Return the entry of a live blog that holds an offset, None if none does."""
        return next((entry for entry in self.entries if entry.start <= offset < entry.end), None)

    @property
    def reference_date(self) -> date | None:
        """The day of publication as the outlet dates it, against which "Tuesday" and "last year" are resolved."""
        moment = self.published_at
        return moment.date() if isinstance(moment, datetime) else moment


@dataclass(frozen=True, slots=True)
class Evidence:
    """Why a field has its value: the rule's id, the words it read, and what of the language data it went by.

    ``entry`` is the place in the data ("periods.expression.weekday") of a rule whose id does not end in it;
    ``content`` the span of what an attribution has its source say.
    """

    rule: str
    start: int | None = None
    end: int | None = None
    entry: str | None = None
    content: tuple[int, int] | None = None

    def relocated(self, place: Place) -> "Evidence":
        """Return the same with its offsets turned from those of what was read into those of the article's text."""
        start, end = self.start, self.end
        if start is not None and end is not None:
            start, end = place(start, end)
        return replace(self, start=start, end=end, content=place(*self.content) if self.content else None)

    @property
    def data_entry(self) -> str:
        """The place in the language data, or the rule's own id, which is that place for all other rules."""
        return self.entry or self.rule


@dataclass(frozen=True, slots=True)
class Preference:
    """How much a learned choice prefers what it chose to the next best, and why.

    ``chance`` and ``next_chance`` are how likely each is right; ``next_words`` how the next stands in the text, for a
    period its days; None for the outlet itself, and for no period. ``reasons`` are the features that tell most between
    the two, with their weights: above zero for what was chosen.
    """

    chance: float
    next_words: str | None = None
    next_chance: float = 0.0
    reasons: tuple[tuple[str, float], ...] = ()


@dataclass(slots=True)
class Number:
    """One number in a text. Found by the numbers component; each later component fills in its own answer.

    ``start`` and ``end`` (code points) hold the bare numeral with its multiplier ("3.5 billion", "R50bn", "10 to 15",
    "a third"); ``first`` and ``last`` are the indexes of its first and last token in the Doc, both inclusive.
    ``quantity_start`` and ``quantity_end`` take in the comparator and the unit ("more than 3.5 billion barrels").
    """

    start: int
    end: int
    first: int
    last: int
    role: str
    low: float | None = None
    high: float | None = None
    is_range: bool = False

    # quantities
    quantity_start: int = -1
    quantity_end: int = -1
    comparator: str = "="
    kind: str | None = None
    unit: str | None = None
    per: str | None = None
    """What it is reckoned by ("day" of "9,000 passengers a day", "barrel" of "$58 a barrel")."""
    statistic: str | None = None
    """What statistic it is: average, median, total or record, if the text says so."""

    # subjects
    head_token: int | None = None
    head: str | None = None
    subject: str | None = None

    # sources
    source: str | None = None
    source_start: int | None = None
    source_end: int | None = None
    source_organisation: str | None = None
    """The organisation for which the source speaks, where the article tells it of a person."""
    cue: str | None = None
    source_preference: Preference | None = None
    """How much the source, or none, was preferred to the next candidate; None where the rules alone decide."""

    # periods
    as_of: Period | None = None
    period_preference: Preference | None = None
    """How much the period, or none, was preferred to the next candidate; None where nothing was learned."""

    # modality
    modality: str = "asserted"

    # questions, of claims
    measure: str | None = None
    """What is counted or measured, as a concept ("death"); see ``questions/concepts.toml``."""
    population: str | None = None
    """Who is counted where it is more than "people", as a concept ("child")."""
    place: str | None = None
    """The place that the figure is about, folded, where its sentence names one."""
    country: str | None = None
    """ISO 3166 code of that place's country, where known."""
    aspect: str | None = None
    """What the figure is besides the whole of what holds: part, new, capacity, average or peak."""

    # confidence, of claims
    confidence: float | None = None
    """The chance, 0 to 1, that this is a claim and its value, comparator, unit, source and period are right."""
    field_confidence: dict[str, float] = field(default_factory=dict)
    """Field name (those of ``evidence``, "value", and "claim" for being one at all) to the chance that it is right."""

    note: str | None = None
    """What kept a field empty, where a user would ask ("no publication date to resolve 'Tuesday' against")."""

    evidence: dict[str, Evidence] = field(default_factory=dict)
    """Field name ("role", "comparator", "unit", "subject", "source", "as_of", "modality") to why."""

    def relocate(self, place: "Place") -> None:
        """Turn every character offset from one into what was read into one into the article's text."""
        self.start, self.end = place(self.start, self.end)
        if self.quantity_start >= 0:
            self.quantity_start, self.quantity_end = place(self.quantity_start, self.quantity_end)
        if self.source_start is not None and self.source_end is not None:
            self.source_start, self.source_end = place(self.source_start, self.source_end)
        for name, why in self.evidence.items():
            self.evidence[name] = why.relocated(place)

    @property
    def is_quantity(self) -> bool:
        """Whether the number says how much or how many, claim or not."""
        return self.role in QUANTITY_ROLES


@dataclass(frozen=True, slots=True)
class Reading:
    """An article with every number in its text, in the order of the text.

    ``note`` says why there is nothing where that needs saying ("language es is not supported").
    """

    article: Article
    numbers: tuple[Number, ...]
    sentences: tuple[tuple[int, int], ...]
    note: str | None = None

    @property
    def claims(self) -> tuple[Number, ...]:
        """The numbers that are claims."""
        return tuple(number for number in self.numbers if number.role == "claim")

    def row(self, number: Number) -> dict[str, Any]:
        """Return one number as a flat JSON-ready row: the contract of ``newstally extract --format jsonl``."""
        text = self.article.text
        start, end = (
            (number.quantity_start, number.quantity_end)
            if number.is_quantity and number.quantity_start >= 0
            else (number.start, number.end)
        )
        sentence_start, sentence_end = self.sentence_of(number)
        quantity = number.is_quantity
        return {
            "article_id": self.article.id,
            "quantity": text[start:end],
            "start": start,
            "end": end,
            "comparator": number.comparator if quantity else None,
            "low": number.low if quantity else None,
            "high": number.high if quantity else None,
            "kind": number.kind if quantity else None,
            "unit": number.unit if quantity else None,
            "subject": number.subject if quantity else None,
            "head": number.head if quantity else None,
            "source": number.source,
            "source_start": number.source_start,
            "source_end": number.source_end,
            "cue": number.cue,
            "as_of": [day.isoformat() for day in number.as_of] if number.as_of else None,
            "modality": number.modality if quantity else None,
            "sentence": text[sentence_start:sentence_end],
            "sentence_start": sentence_start,
            "language": self.article.language,
            "role": number.role,
            "confidence": None if number.confidence is None else round(number.confidence, 3),
            "per": number.per if quantity else None,
            "statistic": number.statistic if quantity else None,
            "measure": number.measure,
            "population": number.population,
            "place": number.place,
            "country": number.country,
            "aspect": number.aspect,
            "source_organisation": number.source_organisation,
        }

    def sentence_of(self, number: Number) -> tuple[int, int]:
        """Return the offsets of the sentence in which the number stands."""
        for start, end in self.sentences:
            if start <= number.start < end:
                return start, end
        return number.start, number.end
