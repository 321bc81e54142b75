"""Candidates: every period that a figure might hold for, none among them, before one is chosen.

The right one must be among them, whatever the rules make of the text: the times of the figure's own sentence and of
those before it, the date above it, what the figures before it hold for, the day that the article's opening names, the
day of publication.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import islice

from newstally.extract.model import Evidence, Period
from newstally.extract.periods.anchor import Anchor, NoReferenceDateError
from newstally.extract.periods.dating import Dating
from newstally.extract.periods.figure_contexts import TimeMention
from newstally.extract.periods.meanings import resolve
from newstally.extract.periods.undated import Undated

BEFORE = 4
"""Sentences before a figure's own whose times may be its own."""
TOLD = 5
"""Times of those sentences that may be, the last ones."""
FIGURES = 4
"""Figures before it of which the periods may be its own."""
TIMES = 12
"""Times of one sentence that are looked at, those nearest to the figure."""
OPENING = 4
"""Sentences, the headline included, with which an article opens."""


class Way(StrEnum):
    """How a text leads from a figure to a period."""

    HERE = "here"
    BEFORE = "before"
    FIGURE = "figure"
    HEADING = "heading"
    OPENING = "opening"
    PUBLISHED = "published"


@dataclass(frozen=True, slots=True)
class DatedTime:
    """A time of a sentence with a period that it names there; ``part``: only a time within it does ("since 2018")."""

    mention: TimeMention
    sentence: int
    period: Period
    part: bool = False


@dataclass(frozen=True, slots=True)
class Lead:
    """What leads from a figure to a period: a time that is told, another figure, or neither.

    ``nearest``: no other of its kind stands between.
    """

    way: Way
    time: DatedTime | None = None
    other: Undated | None = None
    nearest: bool = False


@dataclass(slots=True)
class Candidate:
    """A period, None for none, and what leads to it; ``by_rules``: the rules choose it."""

    period: Period | None
    leads: list[Lead] = field(default_factory=list)
    by_rules: bool = False

    def evidence(self, rule: str) -> Evidence:
        """Return the evidence for the period: the words that name it nearest to the figure."""
        for lead in self.leads:
            if lead.time is not None:
                mention = lead.time.mention
                parse, entry = mention.governor.parse, mention.expression.entry.rule
                return Evidence(rule, parse[mention.first].start, parse[mention.last].end, entry)
            if lead.other is not None:
                return Evidence(rule, lead.other.number.start, lead.other.number.end)
        return Evidence(rule)


class Candidates:
    """Finds the candidates of the figures of one article.

    ``asked`` are the figures in the order of the text, ``times`` the definite times of sentences, by sentence.
    """

    def __init__(
        self,
        dating: Dating,
        asked: list[Undated],
        times: Mapping[int, list[TimeMention]],
        anchor: Anchor,
    ) -> None:
        self.dating = dating
        self.asked = asked
        self.published = anchor.published
        self.times: dict[int, list[DatedTime]] = {}
        anchors = {undated.sentence.index: undated.sentence.anchor for undated in asked}
        for index in sorted(times):
            anchor = anchors.get(index, anchor)
            found = [time for mention in times[index] for time in self._dated(mention, index, anchor)]
            if found:
                self.times[index] = found
        opening = (time for index in range(OPENING) for time in self.times.get(index, ()))
        self.opening = next((time for time in opening if time.period[0] == time.period[1]), None)
        """The first day that the opening names."""

    def _dated(self, mention: TimeMention, index: int, anchor: Anchor) -> Iterator[DatedTime]:
        """Yield the period that a time names in its sentence, and that of the time within it."""
        parts = mention.expression.parts
        try:
            period = self.dating.period(mention, anchor)
            inner = resolve(parts[-1], anchor) if parts else None
        except NoReferenceDateError:
            return
        if period is not None:
            yield DatedTime(mention, index, period)
        if inner is not None and inner != period:
            yield DatedTime(mention, index, inner, part=True)

    def of(self, place: int) -> list[Candidate]:
        """Return the candidates of the figure at a place of ``asked``, no period last."""
        undated = self.asked[place]
        found: dict[Period, Candidate] = {}
        for period, lead in self._leads(place, undated):
            found.setdefault(period, Candidate(period)).leads.append(lead)
        none = Candidate(None)
        said = undated.number.as_of
        chosen = none if said is None else found.setdefault(said, Candidate(said))
        chosen.by_rules = True
        return [*found.values(), none]

    def _leads(self, place: int, undated: Undated) -> Iterator[tuple[Period, Lead]]:
        sentence = undated.sentence
        for time in self._nearest(undated):
            yield time.period, Lead(Way.HERE, time)
        for place_back, time in enumerate(islice(self._told_before(sentence.index), TOLD)):
            yield time.period, Lead(Way.BEFORE, time, nearest=not place_back)
        nearest = True
        for other in reversed(self.asked[max(place - FIGURES, 0) : place]):
            if other.number.as_of is not None:
                yield other.number.as_of, Lead(Way.FIGURE, other=other, nearest=nearest)
                nearest = False
        if sentence.heading is not None:
            yield sentence.heading.period, Lead(Way.HEADING)
        if self.opening is not None:
            yield self.opening.period, Lead(Way.OPENING, self.opening)
        if self.published is not None:
            yield (self.published, self.published), Lead(Way.PUBLISHED)

    def _told_before(self, sentence: int) -> Iterator[DatedTime]:
        """Yield the times of the sentences before one, the last first."""
        for index in range(sentence - 1, max(sentence - BEFORE, 0) - 1, -1):
            yield from reversed(self.times.get(index, []))

    def _nearest(self, undated: Undated) -> list[DatedTime]:
        """Return the times of a figure's own sentence, of very many only the nearest."""
        times, first = self.times.get(undated.sentence.index, []), undated.figure.first
        if len(times) <= TIMES:
            return times
        return sorted(times, key=lambda time: abs(time.mention.first - first))[:TIMES]
