"""Chart: what each source said to one question over time, as SVG that needs no script.

A point is an exact figure. What a figure leaves open is drawn, not hidden: a range is a bar from its lower to its upper
end, "at least" and "at most" have an arrow to the open side, "about" is hollow, a period of several days is a line
along them; what is planned or only possible is dashed, what is denied crossed out. Each mark leads to its claim.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

from markupsafe import Markup, escape

from newstally.pipeline.serve.figures import amount, day, figure, number
from newstally.pipeline.serve.labels import Labels
from newstally.pipeline.serve.scales import DayScale, ValueScale, day_scale, value_scale
from newstally.pipeline.visible import visible

STYLE = Path(__file__).parent / "static" / "chart.css"

STYLES = 8
"""Sources with a colour and shape of their own: those with most figures; the others share a grey one."""
SHAPES = (
    "M-5 0a5 5 0 1 0 10 0a5 5 0 1 0 -10 0z",
    "M-4.5-4.5h9v9h-9z",
    "M0-6.4L6.4 0L0 6.4L-6.4 0z",
    "M0-6L6 4.6H-6z",
    "M-6-2.2h3.8v-3.8h4.4v3.8h3.8v4.4h-3.8v3.8h-4.4v-3.8h-3.8z",
    "M0-6L5.7-1.9L3.5 4.9H-3.5L-5.7-1.9z",
    "M-6.2-3.4H6.2V3.4H-6.2z",
    "M-3.4-6.2H3.4V6.2H-3.4z",
    "M-3.5 0a3.5 3.5 0 1 0 7 0a3.5 3.5 0 1 0 -7 0z",
)
"""Outlines of marks, one for each style and a last one for the rest."""
ARROW = 26
"""Length of an arrow to the open side."""
ASIDE = 11
"""Pixels by which marks that would lie on each other are set apart."""
MOST_MARKS = 600
LONGEST_NAME = 34


@dataclass(frozen=True, slots=True)
class Frame:
    """The size of a chart, and the room on each side of what is plotted."""

    name: str
    width: int
    height: int
    left: int
    right: int
    top: int = 34
    bottom: int = 30
    ticks: int = 6

    def x(self, share: float) -> float:
        """Return the place of a share of the width."""
        return round(self.left + share * (self.width - self.left - self.right), 1)

    def y(self, share: float) -> float:
        """Return the place of a share of the height, counted from below."""
        return round(self.height - self.bottom - share * (self.height - self.top - self.bottom), 1)


WIDE = Frame("wide", 960, 380, left=84, right=216)
NARROW = Frame("narrow", 360, 300, left=62, right=14, ticks=4)


@dataclass(frozen=True, slots=True)
class Series:
    """The figures of one source, with the style in which they are drawn."""

    source: str
    style: int
    claims: tuple[Mapping[str, Any], ...]


def series_of(claims: Sequence[Mapping[str, Any]], labels: Labels) -> list[Series]:
    """Return the figures source by source, those with most figures first. Those without a day aren't charted."""
    by_source: dict[str, list[Mapping[str, Any]]] = defaultdict(list)
    for claim in claims:
        if claim["day"] is not None:
            by_source[claim["source_id"] or ""].append(claim)
    ordered = sorted(by_source.items(), key=lambda pair: (-len(pair[1]), pair[0]))
    return [
        Series(
            visible(found[0]["source"] or labels("question.no_source"))[:200],
            min(place, STYLES),
            tuple(found),
        )
        for place, (_, found) in enumerate(ordered)
    ]


def chart(series: Sequence[Series], frame: Frame, labels: Labels, standalone: bool = False) -> Markup:
    """Return a chart as an SVG element, or as a document with its own style; nothing where there is nothing to draw."""
    claims = [claim for one in series for claim in one.claims]
    if not claims:
        return Markup("")
    values = value_scale([end for claim in claims for end in (claim["low"], claim["high"])], frame.ticks)
    days = day_scale([claim["day"] for claim in claims], frame.ticks)
    drawing = Drawing(frame, values, days, labels)
    style = f"<style>{STYLE.read_text(encoding='utf-8')}</style>" if standalone else ""
    named = escape(labels("chart.name"))
    return Markup(
        f'<svg class="chart {frame.name}" xmlns="http://www.w3.org/2000/svg" role="group" aria-label="{named}" '
        f'viewBox="0 0 {frame.width} {frame.height}">{style}{"".join(drawing.axes(claims[0]))}'
        f"{''.join(drawing.lines(series))}{''.join(drawing.marks(series))}"
        f"{''.join(drawing.names(series)) if frame is WIDE else ''}</svg>"
    )


def key_mark(style: int) -> Markup:
    """Return the mark of a style by itself, for a legend."""
    return Markup(
        f'<svg class="key s{style}" viewBox="-8 -8 16 16" aria-hidden="true"><path d="{SHAPES[style]}"/></svg>'
    )


class Drawing:
    """Draws the parts of one chart."""

    def __init__(self, frame: Frame, values: ValueScale, days: DayScale, labels: Labels) -> None:
        self.frame, self.values, self.days, self.labels = frame, values, days, labels

    def axes(self, example: Mapping[str, Any]) -> Iterator[str]:
        """Yield the lines and names of values and days."""
        frame = self.frame
        for tick in self.values.ticks:
            y = frame.y(self.values.at(tick))
            written = escape(_tick(tick, example, self.labels))
            yield f'<path class="grid" d="M{frame.left} {y}H{frame.width - frame.right}"/>'
            yield f'<text class="tick" x="{frame.left - 8}" y="{y + 4}" text-anchor="end">{written}</text>'
        for place, one in enumerate(self.days.ticks):
            x = frame.x(self.days.at(one))
            year = place == 0 or one.year != self.days.ticks[place - 1].year
            written = escape(day(one, self.labels, year=year))
            yield f'<path class="grid" d="M{x} {frame.height - frame.bottom}v5"/>'
            yield f'<text class="tick" x="{x}" y="{frame.height - 9}" text-anchor="middle">{written}</text>'
        if self.values.logarithmic:
            yield f'<text class="tick" x="{frame.left}" y="11">{escape(self.labels("chart.logarithmic"))}</text>'

    def lines(self, series: Sequence[Series]) -> Iterator[str]:
        """Yield the way from figure to figure of each source that states several as facts."""
        for one in series:
            told = [claim for claim in one.claims if claim["modality"] == "asserted"]
            if len(told) > 1 and one.style < STYLES:
                places = [(self._x(claim), self._y((claim["low"] + claim["high"]) / 2)) for claim in told]
                steps = "".join(f"H{x}V{y}" for x, y in places[1:])
                yield f'<path class="way s{one.style}" d="M{places[0][0]} {places[0][1]}{steps}"/>'

    def marks(self, series: Sequence[Series]) -> Iterator[str]:
        """Yield a mark for each figure, each a link to its claim."""
        taken: Counter[tuple[int, int]] = Counter()
        drawn = 0
        for one in series:
            for claim in one.claims:
                if drawn == MOST_MARKS:
                    return
                drawn += 1
                x, y = self._x(claim), self._y((claim["low"] + claim["high"]) / 2)
                cell = (round(x / ASIDE), round(y / ASIDE))
                x += ASIDE * taken[cell]
                taken[cell] += 1
                yield self._mark(one, claim, x, y)

    def names(self, series: Sequence[Series]) -> Iterator[str]:
        """Yield the names of the sources beside their last figures, moved apart where they would overlap."""
        ends = []
        for one in series:
            if one.style < STYLES:
                last = one.claims[-1]
                ends.append((self._y((last["low"] + last["high"]) / 2), self._x(last), one))
        ends.sort(key=lambda end: end[0])
        places = [end[0] for end in ends]
        for before, after in pairwise(range(len(places))):
            places[after] = max(places[after], places[before] + 17)
        over = max(0.0, places[-1] - (self.frame.height - self.frame.bottom)) if places else 0.0
        x = self.frame.width - self.frame.right + 12
        for (y, from_x, one), place in zip(ends, places, strict=True):
            at = round(place - over, 1)
            name = one.source if len(one.source) <= LONGEST_NAME else f"{one.source[: LONGEST_NAME - 1]}…"
            yield f'<path class="leader" d="M{from_x + 9} {y}L{x - 5} {at}"/>'
            yield f'<g class="s{one.style}" transform="translate({x + 4} {at})">'
            yield f'<path class="mark" d="{SHAPES[one.style]}"/>'
            yield f'<text class="name" x="11" y="4">{escape(name)}</text></g>'

    def _mark(self, one: Series, claim: Mapping[str, Any], x: float, y: float) -> str:
        told = [one.source, day(claim["day"], self.labels), figure(claim, self.labels)]
        if claim["modality"] != "asserted":
            told.append(self.labels(f"modality.{claim['modality']}"))
        name = escape(" · ".join(told))
        classes = f"point s{one.style} {claim['modality']}" + (
            " hollow" if claim["comparator"] == "~" else ""
        )
        return (
            f'<a class="{classes}" href="/claims/{escape(claim["claim_id"])}" aria-label="{name}">'
            f"<title>{name}</title>{''.join(self._extent(claim, x, y))}"
            f'<circle class="target" cx="{x}" cy="{y}" r="12"/>'
            f"{_dot(one.style, x, y) if claim['low'] == claim['high'] else ''}"
            f"{_crossed(x, y) if claim['modality'] == 'negated' else ''}</a>"
        )

    def _extent(self, claim: Mapping[str, Any], x: float, y: float) -> Iterator[str]:
        """Yield what a figure leaves open: the bar of a range, the arrow of a bound, the line of a period."""
        comparator = claim["comparator"]
        if claim["low"] != claim["high"]:
            low, high = self._y(claim["low"]), self._y(claim["high"])
            yield f'<path class="extent" d="M{x - 5} {low}h10M{x} {low}V{high}M{x - 5} {high}h10"/>'
        if comparator in {">", "<"}:
            up = -1 if comparator == ">" else 1
            tip = y + up * ARROW
            yield f'<path class="extent" d="M{x} {y}V{tip}M{x - 4} {tip - up * 6}L{x} {tip}L{x + 4} {tip - up * 6}"/>'
        first, last = claim["as_of_start"], claim["as_of_end"]
        if first is not None and last is not None and first < last:
            begin = self.frame.x(max(0.0, self.days.at(first)))
            yield f'<path class="extent" d="M{begin} {y - 3}v6M{begin} {y}H{x}"/>'

    def _x(self, claim: Mapping[str, Any]) -> float:
        found: date = claim["day"]
        return self.frame.x(self.days.at(found))

    def _y(self, value: float) -> float:
        return self.frame.y(self.values.at(value))


def _dot(style: int, x: float, y: float) -> str:
    """Return the mark of a figure. A range has none: nobody gave the value in its middle."""
    return f'<path class="mark" transform="translate({x} {y})" d="{SHAPES[style]}"/>'


def _crossed(x: float, y: float) -> str:
    return f'<path class="cross" d="M{x - 7} {y - 7}l14 14m0 -14l-14 14"/>'


def _tick(value: float, example: Mapping[str, Any], labels: Labels) -> str:
    return (
        number(value, labels)
        if example["kind"] in {"measure", "duration"}
        else amount(value, example, labels)
    )
