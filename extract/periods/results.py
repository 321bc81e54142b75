"""Results: what a business reports of a quarter or a year, which reports of results seldom name again.

"Profit fell 12 percent in the quarter to June. Revenue was $40 million.": the revenue is of that quarter too.
"""

from typing import Any

from newstally.extract.grammar.relations import GRAMMATICAL_SUBJECTS
from newstally.extract.periods.figure_contexts import TimeMention
from newstally.extract.periods.story import Event
from newstally.extract.periods.undated import FoundPeriod, Undated
from newstally.extract.rules import counterexample, example, rule

REACH = 6
"""Sentences over which the results of one period go on without naming it."""
SPANS = range(85, 380)
"""Days of the periods that results are of: from a quarter to a business year."""
TENSES = frozenset({"past", ""})


class Results:
    """Tells results, with the words of one language."""

    def __init__(self, data: dict[str, Any]) -> None:
        self.nouns = frozenset(data["results"]["nouns"])
        self.meanings = frozenset(data["results"]["meanings"])

    @rule(
        "periods.results.reported",
        example(
            "Sales fell 9 percent in the quarter to June. Operating profit was $40 million.",
            "40 million",
            as_of="2025-04-01/2025-06-30",
        ),
        example(
            "Net profit rose to $3 million in fiscal 2025. Margins widened to 12 percent.",
            "12 percent",
            as_of="2024-10-01/2025-09-30",
            country="us",
        ),
        counterexample(
            "Sales fell 9 percent in the quarter to June. It expects sales of $40 million.",
            "40 million",
            as_of=None,
        ),
        counterexample("Sales fell 9 percent in June. The mill has 40 looms.", "40", as_of=None),
    )
    def reported(self, undated: Undated) -> FoundPeriod | None:
        """A result told in the past holds for the quarter or year of the results told last."""
        sentence, path = undated.sentence, undated.figure.path
        told = sentence.story.results
        if told is None or sentence.index - told.sentence > REACH:
            return None
        if undated.has_mention or sentence.names_time or path.is_contrast or path.background:
            return None
        if undated.statement.tense not in TENSES or not self._is_result(undated):
            return None
        return FoundPeriod(told.period, told.start, told.end, event=told)

    def follow(self, undated: Undated, mention: TimeMention | None) -> None:
        """Let the story go on to the period of a result, if a figure is one and a time of its sentence gives it."""
        number, sentence = undated.number, undated.sentence
        if number.as_of is None or undated.figure.path.is_contrast or not self._is_result(undated):
            return
        story, why = sentence.story, number.evidence["as_of"]
        if mention is None:
            if story.results is not None and story.results.period == number.as_of:
                story.results = Event(number.as_of, sentence.index, story.results.start, story.results.end)
            return
        lasting = (number.as_of[1] - number.as_of[0]).days in SPANS and mention.means in self.meanings
        published = sentence.anchor.published
        if lasting and published is not None and number.as_of[1] <= published:
            start, end = why.start or number.start, why.end or number.end
            story.results = Event(number.as_of, sentence.index, start, end)

    def _is_result(self, undated: Undated) -> bool:
        """Return whether a figure's noun, or the subject of its verb, is a result: "revenue", "operating profit"."""
        head = (undated.number.head or "").lower()
        if head in self.nouns:
            return True
        verb = undated.statement.verb
        subject = verb.dependent(*GRAMMATICAL_SUBJECTS) if verb is not None else None
        return subject is not None and subject.lower in self.nouns
