"""Undated: a figure for which a period is sought, with what its sentence and those before it offer."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from newstally.extract.grammar import Parse
from newstally.extract.model import Number, Period
from newstally.extract.periods.anchor import Anchor
from newstally.extract.periods.figure_contexts import FigureContext, SentenceFigures, TimeMention
from newstally.extract.periods.statements import RecentStatements, Statement, Statements
from newstally.extract.periods.story import Event, Story

if TYPE_CHECKING:
    from newstally.extract.periods.headings import Heading


class FoundPeriod(NamedTuple):
    """A period, the span of the words that tell it, the data's entry that knows those, and the event it is of.

    ``passes_on``: figures that follow may go on with it.
    """

    period: Period
    start: int | None
    end: int | None
    entry: str | None = None
    event: Event | None = None
    passes_on: bool = True


@dataclass(slots=True)
class SentenceContext:
    """A sentence with its quantities and times, and what the text has told before it.

    ``definite``: its times that aren't vague; ``names_time``: one of all its times isn't that of the telling.
    """

    parse: Parse
    index: int
    heading: Heading | None
    story: Story
    recent: RecentStatements
    anchor: Anchor
    numbers: list[Number]
    figures: SentenceFigures
    definite: list[TimeMention]
    names_time: bool


@dataclass(slots=True)
class Undated:
    """One figure of a sentence.

    ``has_mention``: a time of the sentence is its own, resolved or not; ``passes_on``: figures that follow may go on
    with its period.
    """

    number: Number
    figure: FigureContext
    sentence: SentenceContext
    statements: Statements
    has_mention: bool = False
    passes_on: bool = True
    _statement: Statement | None = field(default=None, repr=False)

    @property
    def statement(self) -> Statement:
        """The figure with its verb and tense; made when it is first asked for."""
        if self._statement is None:
            self._statement = self.statements.statement(
                self.sentence.parse, self.number, self.figure, self.sentence.index
            )
        return self._statement

    @property
    def source_tokens(self) -> tuple[int, int] | None:
        """The first token that names the figure's source and the one after the last, if it has one."""
        number = self.number
        if number.source_start is None or number.source_end is None:
            return None
        span = self.sentence.parse.doc.char_span(
            number.source_start, number.source_end, alignment_mode="expand"
        )
        return None if span is None else (span.start, span.end)
