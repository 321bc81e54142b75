"""Features of candidates: what there is to say for and against a period's being that of a figure.

Each is a short name that holds of a candidate or doesn't; the words before its colon say what it is about: the period
itself, what the rules say, or one of the ways by which the text leads to it (``lead_features``). Where two only tell
something together they stand in one, joined by " + ". The weights that go with them are data of the language
(``ranking.py``).
"""

from bisect import bisect_right
from collections.abc import Iterator, Sequence

from newstally.extract.grammar import Parse
from newstally.extract.grammar.forms import Form
from newstally.extract.grammar.relations import GRAMMATICAL_SUBJECTS
from newstally.extract.modality.scope import Scope
from newstally.extract.model import Period
from newstally.extract.periods.attachment import Attachment
from newstally.extract.periods.candidates import Candidate, Candidates
from newstally.extract.periods.lead_features import MOST, LeadFeatures
from newstally.extract.periods.narrative import Narrative
from newstally.extract.periods.undated import SentenceContext
from newstally.extract.periods.weighed_figure import WeighedFigure, weighed_figure

LENGTHS = ((0, "day"), (8, "week"), (31, "month"), (99, "quarter"), (369, "year"))
"""Days up to which a period is called so; longer: years."""
AGES = ((1, "a day"), (7, "days"), (44, "weeks"), (399, "months"))
"""Days from its end to the publication up to which a period is so long ago; more: years."""
SHARES = (0.01, 0.3, 0.6, 0.9)
"""Bounds of the share of an article's figures to which the rules give a period."""


class CandidateFeatures:
    """Tells the features of the candidates of one article's figures."""

    def __init__(
        self, parse: Parse, candidates: Candidates, attachment: Attachment, narrative: Narrative, scope: Scope
    ) -> None:
        self.parse = parse
        self.candidates = candidates
        self.narrative = narrative
        self.scope = scope
        self.leads = LeadFeatures(parse, attachment, narrative)
        dated = sum(undated.number.as_of is not None for undated in candidates.asked)
        self.share = bisect_right(SHARES, dated / max(1, len(candidates.asked)))
        self._counts: dict[int, int] = {}

    def of(self, place: int, candidates: Sequence[Candidate]) -> list[list[str]]:
        """Return the features of each candidate of the figure at a place."""
        figure = weighed_figure(self.parse, self.narrative, self.scope, self.candidates.asked[place], place)
        return [
            list(self._of_none(figure, len(candidates)))
            if candidate.period is None
            else list(dict.fromkeys(self._of_period(figure, candidate, candidate.period)))
            for candidate in candidates
        ]

    # no period

    def _of_none(self, figure: WeighedFigure, candidates: int) -> Iterator[str]:
        number, sentence = figure.number, figure.undated.sentence
        times = f"{figure.times} times here"
        yield "none"
        yield f"none: rules {figure.rules}"
        yield f"none: {number.kind}"
        yield f"none: told {figure.told}"
        yield f"none: {number.kind} told {figure.told}"
        yield f"none: {figure.foreseen}"
        yield f"none: {figure.contrast}"
        yield f"none: {times}"
        yield f"none: {times} + told {figure.told}"
        yield f"none: {times} + {sentence.names_time}"
        yield f"none: {times} + {figure.contrast}"
        yield f"none: {'sourced' if number.source else 'unsourced'} + {figure.told}"
        yield f"none: sentence {min(figure.sentence, MOST)}"
        yield f"none: rules give {self.share} of the article's figures one"
        yield f"none: {min(candidates, 2 * MOST)} candidates"
        verb = figure.verb
        yield f"none: verb {verb.form} {verb.relation}" if verb is not None else "none: no verb"
        statement = figure.undated.statement
        subject = statement.verb.dependent(*GRAMMATICAL_SUBJECTS) if statement.verb is not None else None
        if subject is not None:
            pronoun = subject.form is Form.PERSONAL_PRONOUN
            what = "a pronoun" if pronoun else "a name" if subject.is_name else "a noun"
            yield f"none: subject {what} + {figure.told}"
            yield f"none: subject {'several' if subject.is_plural else 'one'} + {figure.told}"
        yield from self._of_neighbours(figure, times)

    def _of_neighbours(self, figure: WeighedFigure, times: str) -> Iterator[str]:
        """Whether the figures beside it have a period."""
        asked, sentence = self.candidates.asked, figure.undated.sentence
        if len(sentence.numbers) > 1:
            others = self._dated_in(sentence) - (figure.number.as_of is not None)
            yield f"none: others here {'dated' if others else 'undated'} + {times}"
        if figure.place:
            before = asked[figure.place - 1]
            back = min(figure.sentence - before.sentence.index, 2)
            dated = "dated" if before.number.as_of is not None else "undated"
            alike = "alike" if before.number.kind == figure.number.kind else "unlike"
            yield f"none: figure {back} sentences before {dated} + {times}"
            yield f"none: figure {back} sentences before {dated} {alike} + {times}"

    def _dated_in(self, sentence: SentenceContext) -> int:
        """How many figures of a sentence have a period."""
        if sentence.index not in self._counts:
            self._counts[sentence.index] = sum(number.as_of is not None for number in sentence.numbers)
        return self._counts[sentence.index]

    # a period

    def _of_period(self, figure: WeighedFigure, candidate: Candidate, period: Period) -> Iterator[str]:
        length, age = _length(period), self._age(period)
        yield f"period: {length}"
        yield f"period: {age}"
        yield f"period: {length} {age}"
        yield f"period: {length} + told {figure.told}"
        yield f"period: {age} + told {figure.told}"
        yield f"period: {age} + {figure.foreseen}"
        yield f"period: {length} + {figure.number.kind}"
        if candidate.by_rules:
            yield "rules"
            yield f"rules: {figure.rules}"
            yield f"rules: {figure.rules} + {figure.number.kind}"
            yield f"rules: {figure.rules} + told {figure.told}"
            yield f"rules: {figure.rules} + {length}"
            yield f"rules: {figure.rules} + {figure.contrast}"
            yield f"rules: {figure.foreseen}"
        else:
            yield "rules choose none" if figure.rules == "none" else "rules choose another"
        ways = sorted({lead.way for lead in candidate.leads})
        yield f"ways: {' '.join(ways)}"
        yield f"ways: {min(len(candidate.leads), MOST)}"
        for lead in candidate.leads:
            yield from self.leads.of(figure, lead, length)

    def _age(self, period: Period) -> str:
        """How long ago a period is on the day of publication."""
        today = self.candidates.published
        if today is None:
            return "of unknown age"
        if period[0] > today:
            return "ahead"
        if period == (today, today):
            return "today"
        if period[1] >= today:
            return "going on"
        days = (today - period[1]).days
        return next((name for most, name in AGES if days <= most), "years") + " ago"


def _length(period: Period) -> str:
    days = (period[1] - period[0]).days
    return next((name for most, name in LENGTHS if days <= most), "years")
