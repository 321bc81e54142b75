"""Explanation: every number of an article with its role, and of each claim which words gave which field, and why."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from newstally.extract.model import Evidence, Number, Reading
from newstally.extract.rules import rule_behind
from newstally.extract.words import BUILT_IN, place_of_entry
from newstally.extract.words.faults import shown_path
from newstally.pipeline.output import cell

if TYPE_CHECKING:
    from newstally.pipeline.page_blocks import Decision
    from newstally.pipeline.page_sources import Asked

ROLES = {
    "claim": "a figure that the article states",
    "quantity": "says how much or how many, but claims nothing",
    "vague": 'says only about how many ("hundreds", "six-figure")',
    "age": "someone's age",
    "date": "part of a date",
    "time": "a time of day",
    "ordinal": "a place in an order",
    "name": "part of a name",
    "identifier": "a number that only identifies",
    "score": "a score or result of a game",
    "list": "numbers an entry of a list",
    "pronoun": "stands for someone or something named",
    "other": "none of these",
}
"""The roles of numbers, claims first, and what each means."""

NOTHING_READ = {
    "comparator": "no word makes it more, less or about: exact",
    "unit": "no unit stands beside it",
    "per": "nothing is named that it is reckoned by",
    "statistic": "no word makes it an average, a median, a total or a record",
    "subject": "nothing was found that it measures",
    "source": "no one was found who says it: the article's own voice",
    "as_of": "no time was found that belongs to it",
    "modality": "no word makes it a plan, a denial or a mere possibility",
    "measure": "no word tells what is measured",
    "population": "no particular group of people",
    "place": "its sentence names no place",
    "aspect": "the whole of what holds, for all that is said",
}
"""What it means that no rule gave a field."""

LABELS = {
    "value": "value",
    "comparator": "comparator",
    "unit": "unit",
    "per": "per",
    "statistic": "statistic",
    "subject": "subject",
    "source": "source",
    "as_of": "as of",
    "modality": "modality",
    "measure": "measure",
    "population": "population",
    "place": "place",
    "aspect": "aspect",
}
"""The fields of a claim in the order in which they are told, and how they are headed."""


@dataclass(frozen=True, slots=True)
class Why:
    """One field: its value in words, the rule that gave it, and the words that the rule read, with their offsets.

    ``rule`` is None where none did; ``remark`` then says what that means. ``chance`` is how likely the field is right.
    """

    field: str
    value: str
    rule: str | None = None
    words: str | None = None
    start: int | None = None
    end: int | None = None
    chance: float | None = None
    remark: str | None = None
    entry: str | None = None
    """The entry of the language data that the rule went by, where its id doesn't name it."""
    places: tuple[str, ...] = ()
    """Where the rule stands: file and line of its entry in the language data, and of its code."""
    content: tuple[int, int] | None = None
    """The span of what an attribution has its source say."""
    preferred: tuple[str, ...] = ()
    """Where a learned choice decided: to what it was preferred, and the features that spoke for it and against it."""


@dataclass(frozen=True, slots=True)
class Figure:
    """One number of the text: where it stands, what it is taken for and by which rule; ``fields`` only of a claim."""

    start: int
    end: int
    text: str
    sentence: tuple[int, int]
    role: str
    rule: str
    chance: float | None = None
    confidence: float | None = None
    fields: tuple[Why, ...] = ()
    places: tuple[str, ...] = ()
    """Where the rule stands."""


@dataclass(frozen=True, slots=True)
class Explanation:
    """An article with all its figures in the order of the text; ``note`` says why there are none.

    ``blocks`` has what was decided about each block of the page that holds it, and ``verdict`` about that page;
    ``asked`` is the figure by whose claim the page was found, ``answer`` its place among the figures.
    """

    title: str
    about: tuple[str, ...]
    """Outlet, day of publication, language and address, as far as known."""
    text: str
    figures: tuple[Figure, ...]
    note: str | None = None
    blocks: "tuple[Decision, ...]" = ()
    verdict: "Decision | None" = None
    asked: "Asked | None" = None

    @property
    def answer(self) -> int | None:
        """The place of the figure asked for: of those with its words the one nearest to where it stood, if any is."""
        if self.asked is None:
            return None
        found = [n for n, figure in enumerate(self.figures) if figure.text == self.asked.quantity]
        start = self.asked.start
        return min(found, key=lambda n: abs(self.figures[n].start - start), default=None)

    @property
    def claims(self) -> tuple[Figure, ...]:
        """The figures that are claims."""
        return tuple(figure for figure in self.figures if figure.role == "claim")


def explain(
    reading: Reading, decided: "tuple[Decision, ...]" = (), asked: "Asked | None" = None
) -> Explanation:
    """Return what there is to say about every number of an article, and what was ``decided`` about the page it was in.

    The last decision is that on the page as a whole (``decisions_on``); ``asked`` is the figure by which it was found.
    """
    article = reading.article
    day = article.reference_date
    about = (article.outlet, day.isoformat() if day else "no publication date", article.language, article.url)
    return Explanation(
        article.title or article.id,
        tuple(part for part in about if part),
        article.text,
        tuple(_figure(reading, number) for number in reading.numbers),
        reading.note,
        decided[:-1],
        decided[-1] if decided else None,
        asked,
    )


def no_answer(asked: "Asked") -> str:
    """Return what to say where the figure asked for stands nowhere in the article."""
    return f"claim {asked.id}: its “{asked.quantity}” is no longer read in this page"


def _figure(reading: Reading, number: Number) -> Figure:
    row = reading.row(number)
    evidence = number.evidence.get("role")
    claim = number.role == "claim"
    return Figure(
        row["start"],
        row["end"],
        row["quantity"],
        reading.sentence_of(number),
        number.role,
        evidence.rule if evidence else "",
        number.field_confidence.get("claim"),
        number.confidence,
        tuple(_why(reading, number, field) for field in LABELS) if claim else (),
        places_of(evidence, reading.article.language or "") if evidence else (),
    )


def _why(reading: Reading, number: Number, field: str) -> Why:
    text = reading.article.text
    value, chance = _value(number, field), number.field_confidence.get(field)
    if field == "value":
        return Why(field, value, None, text[number.start : number.end], number.start, number.end, chance)
    evidence = number.evidence.get(field)
    if evidence is None:
        missing = (number.note if field == "as_of" else None) or NOTHING_READ[field]
        return Why(field, value, chance=chance, remark=missing, preferred=_preferred(number, field))
    words = text[evidence.start : evidence.end] if evidence.start is not None else None
    remark = _remark(number, words) if field == "source" else None
    return Why(
        field,
        value,
        evidence.rule,
        words,
        evidence.start,
        evidence.end,
        chance,
        remark,
        evidence.entry,
        places_of(evidence, reading.article.language or ""),
        evidence.content,
        _preferred(number, field),
    )


def _preferred(number: Number, field: str) -> tuple[str, ...]:
    """To what a learned choice preferred the source or the period, and why, as lines of text."""
    if field == "source":
        preference, nothing = number.source_preference, "nobody"
    elif field == "as_of":
        preference, nothing = number.period_preference, "no period"
    else:
        return ()
    if preference is None or not preference.next_chance:
        return ()
    other = nothing if preference.next_words is None else f"“{' '.join(preference.next_words.split())}”"
    told = [f"preferred, {preference.chance:.2f} to {preference.next_chance:.2f}, to {other}"]
    for sign, heading in ((1, "for it"), (-1, "against it")):
        names = [f"{name} {weight:+.2f}" for name, weight in preference.reasons if weight * sign > 0]
        told += [f"{heading}: {'; '.join(names)}"] if names else []
    return tuple(told)


def places_of(evidence: Evidence, language: str) -> tuple[str, ...]:
    """Return file and line of the entry in the language data that an evidence names, and of the rule's code."""
    places = []
    rule = rule_behind(evidence.rule)
    in_code = rule is not None and not rule.is_family and rule.id == evidence.data_entry
    entry = None if in_code else place_of_entry(evidence.data_entry, language)
    if entry is not None:
        file, line = entry
        built_in = file.is_relative_to(BUILT_IN)
        shown = file.relative_to(BUILT_IN.parents[1]).as_posix() if built_in else shown_path(file)
        places.append(f"{shown}:{line}")
    return (*places, rule.place) if rule is not None else tuple(places)


def _remark(number: Number, words: str | None) -> str | None:
    """Which words made a source of it, and whether its name stands elsewhere."""
    cue = f"cue: “{number.cue}”" if number.cue else None
    full = (
        "the fullest name in the article" if words and number.source and number.source not in words else None
    )
    return "; ".join(part for part in (cue, full) if part) or None


def _value(number: Number, field: str) -> str:
    """A field's value in words; a dash for none."""
    if field == "value":
        low, high = cell(number.low), cell(number.high)
        return low if low == high else f"{low} to {high}"
    if field == "unit":
        return " · ".join(part for part in (number.kind, number.unit) if part) or "—"
    if field == "subject":
        head = f" (head: {number.head})" if number.head and number.head != number.subject else ""
        return (number.subject or "—") + head
    if field == "as_of":
        if number.as_of is None:
            return "—"
        first, last = number.as_of
        return first.isoformat() if first == last else f"{first.isoformat()} to {last.isoformat()}"
    return getattr(number, field) or "—"
