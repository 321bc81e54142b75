"""Headings: dates that stand above or before what they date, as in timelines, chronicles and live blogs.

A line that is nothing but a time ("May 1923", "Tuesday, 24 February") governs the lines beneath it, up to the next
heading of any kind; a time with a colon or a dash after it at the head of a line ("2008: ...") governs that line.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from spacy.tokens import Doc

from newstally.extract.grammar import Parse, parse_of
from newstally.extract.model import Evidence, Period
from newstally.extract.periods.anchor import Anchor, NoReferenceDateError
from newstally.extract.periods.meanings import resolve
from newstally.extract.periods.time_expressions import TimeExpression, TimeExpressions
from newstally.extract.periods.undated import FoundPeriod, Undated
from newstally.extract.rules import example, rule

LONGEST = 12
"""Tokens of a line up to which it may be a heading, and within which a time at the head of a line ends."""
TOP = 5
"""Lines at the top of an article where a lone date is that of its publication."""
YEARLY = 300
"""Days from which on a heading may have others beneath it ("2008", then "In May")."""
CLOCK = re.compile(r"\d{1,2}[:.]\d\d")


@dataclass(frozen=True, slots=True)
class TextLine:
    """A line of the text: its place, its sentences (first, last), and its tokens (first, the one after the last)."""

    place: int
    sentences: tuple[int, int]
    first: int
    end: int


@dataclass(frozen=True, slots=True)
class Heading:
    """A time that governs sentences, the entry of the data that knows it, and where it stands."""

    period: Period
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Label:
    """What may be a heading: a time, or a time of day if ``expression`` is None; ``alone``: a line of its own."""

    line: TextLine
    first: int
    end: int
    expression: TimeExpression | None
    alone: bool


class Headings:
    """Finds the headings that are dates or times of day."""

    def __init__(self, data: dict[str, Any], expressions: TimeExpressions) -> None:
        self.expressions = expressions
        self.meanings = frozenset(data["heading"]["meanings"])
        self.clock = frozenset(data["heading"]["clock"])
        self.separators = frozenset(data["heading"]["separators"])

    def governing(self, doc: Doc, anchor: Anchor) -> dict[int, Heading]:
        """Return the heading of each sentence that has one, by the sentence's index."""
        parse = parse_of(doc)
        lines = list(lines_of(parse))
        labels = {label.line.place: label for line in lines if (label := self._label(parse, line))}
        clocks = sum(label.expression is None for label in labels.values())
        governed: dict[int, Heading] = {}
        current: Heading | None = None
        whole: Period | None = None
        fresh = False
        for line in lines if labels else ():
            label = labels.get(line.place)
            heading = None
            if label is not None and (label.expression is not None or clocks > 1):
                heading = self._heading(parse, label, replace(anchor, within=whole), current)
                if heading and self._dates_the_article(label, heading, len(labels), anchor):
                    heading = None
            if heading is None and not fresh and self._is_title(parse, line):
                current = whole = None
            if heading is not None and label is not None and label.alone:
                current, fresh = heading, True
                if (heading.period[1] - heading.period[0]).days >= YEARLY:
                    whole = heading.period
                continue
            fresh = False
            if governs := heading or current:
                governed.update(dict.fromkeys(range(line.sentences[0], line.sentences[1] + 1), governs))
        return governed

    def _label(self, parse: Parse, line: TextLine) -> Label | None:
        """Return the time that a line consists of or opens with, or None."""
        end, texts = line.end, parse.texts
        alone = end - line.first <= LONGEST
        for i in range(line.first + 1, min(line.end, line.first + LONGEST)):
            separates = texts[i] in self.separators and (texts[i] == ":" or bool(parse.spaced[i - 1]))
            if separates and any(text.isalpha() for text in texts[i + 1 : i + 4]):
                end, alone = i, False
                break
        if end - line.first > LONGEST:
            return None
        expressions = self.expressions.find(parse.doc, line.first, end)
        rest = set(range(line.first, end))
        for expression in expressions:
            rest.difference_update(range(expression.first, expression.last + 1))
        if len(expressions) == 1 and expressions[0].entry.means in self.meanings:
            if all(self._is_clock(texts[i]) for i in rest):
                return Label(line, line.first, end, expressions[0], alone)
            return None
        timed = not expressions and all(self._is_clock(texts[i]) for i in rest)
        if timed and any(":" in texts[i] and CLOCK.match(texts[i]) for i in rest):
            return Label(line, line.first, end, None, alone)
        return None

    def _is_clock(self, text: str) -> bool:
        return not text[0].isalnum() or text.lower() in self.clock or CLOCK.fullmatch(text) is not None

    def _heading(self, parse: Parse, label: Label, anchor: Anchor, current: Heading | None) -> Heading | None:
        start, end = parse.starts[label.first], parse.end_of(label.end - 1)
        if label.expression is None:
            period = anchor.published and (anchor.published, anchor.published)
            if current is not None and current.period[0] == current.period[1]:
                period = current.period
            return Heading(period, Evidence("periods.heading.clock", start, end)) if period else None
        try:
            period = resolve(label.expression, replace(anchor, beside=current.period if current else None))
        except NoReferenceDateError:
            return None
        return Heading(period, Evidence(label.expression.entry.rule, start, end)) if period else None

    @staticmethod
    def _dates_the_article(label: Label, heading: Heading, labels: int, anchor: Anchor) -> bool:
        """Return whether a date is only that of the article: the one date that stands alone, at its top."""
        if labels > 1 or label.line.place >= TOP or anchor.published is None:
            return False
        return heading.period[1] >= anchor.published

    @staticmethod
    def _is_title(parse: Parse, line: TextLine) -> bool:
        """Return whether a line is a heading that isn't a date: short, and without a number or a mark at its end."""
        if line.end - line.first > LONGEST or not parse.texts[line.end - 1].isalpha():
            return False
        return not any(text[0].isdigit() for text in parse.texts[line.first : line.end])


@rule(
    "periods.heading.governing",
    example(
        "A chronicle of the strike\n\nMay 1923\nPolice arrested 12 men.", "12", as_of="1923-05-01/1923-05-31"
    ),
)
def governing_heading(undated: Undated) -> FoundPeriod | None:
    """A figure holds for the date that stands above it or heads its line, unless it is there to compare with."""
    heading = undated.sentence.heading
    if heading is None or undated.number.note is not None or undated.figure.path.is_contrast:
        return None
    return FoundPeriod(heading.period, heading.evidence.start, heading.evidence.end, heading.evidence.rule)


def lines_of(parse: Parse) -> Iterator[TextLine]:
    """Yield the lines of a text that have words, without the white space around them."""
    place, opening = 0, 0
    sentences, texts = parse.sentences, parse.texts
    for i, (_, end) in enumerate(sentences):
        if i + 1 < len(sentences) and "\n" not in texts[end - 1]:
            continue
        first = sentences[opening][0]
        while first < end and texts[first].isspace():
            first += 1
        while end > first and texts[end - 1].isspace():
            end -= 1
        if first < end:
            yield TextLine(place, (opening, i), first, end)
            place += 1
        opening = i + 1
