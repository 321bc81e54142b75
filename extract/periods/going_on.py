"""Going on: figures of one source that go on with the month, quarter or year of those before, or of the opening.

Papers of some languages date a report's figures once. How far that reaches is told by the language's data (table
``going_on`` of ``periods.toml``).
"""

from typing import Any

from newstally.extract.model import Period
from newstally.extract.periods.anchor import Anchor, NoReferenceDateError
from newstally.extract.periods.dating import Dating
from newstally.extract.periods.figure_contexts import TimeMention
from newstally.extract.periods.story import Event, Story
from newstally.extract.periods.undated import FoundPeriod, Undated
from newstally.extract.rules import counterexample, example, rule

OPENING = 3
"""Sentences with which an article opens, the headline included: the time of one of them may be that of all it tells."""


class GoingOn:
    """Lets figures go on with the period of their source's other figures, in one language."""

    def __init__(self, data: dict[str, Any]) -> None:
        self.reach: int = data["going_on"]["reach"]
        self.shortest: int = data["going_on"]["shortest"]
        self.meanings = frozenset(data["going_on"]["meanings"])
        self.adding = frozenset(data["going_on"]["adding"])

    @rule(
        "periods.carry_over.passage",
        example(
            "El Instituto del Mar informó que el nivel subió 12 centímetros en enero.\n\n"
            "Fue un mes de lluvias.\n\nEn la costa hay 40 barcos hundidos.",
            "40",
            language="es",
            as_of="2026-01-01/2026-01-31",
        ),
        counterexample(
            "La Secretaría de Pesca contó 310 botes perdidos en lo que va del año.\n\n"
            "Negó que haya 600 barcos sin licencia.",
            "600",
            language="es",
            as_of=None,
        ),
    )
    def period(self, undated: Undated) -> FoundPeriod | None:
        """A figure takes the period of the latest one of its source, else that with which the article opens."""
        number, sentence = undated.number, undated.sentence
        if not self.reach or undated.has_mention or number.kind == "duration" or number.source is None:
            return None
        path = undated.figure.path
        if path.is_contrast or path.background or undated.statement.tense == "ahead":
            return None
        earlier = sentence.recent.of_source(number.source)
        if earlier is not None and sentence.index - earlier.sentence <= self.reach:
            period = earlier.number.as_of
            if period is not None and self._lasts(period) and earlier.tense != "ahead":
                return FoundPeriod(period, earlier.number.start, earlier.number.end)
            return None
        topic = sentence.story.topic
        return None if topic is None else FoundPeriod(topic.period, topic.start, topic.end)

    def adds(self, undated: Undated) -> bool:
        """Return whether a figure's sentence says that it adds to what was told before ("De ellos, 40")."""
        parse, index = undated.sentence.parse, undated.sentence.index
        start, end = parse.sentences[index]
        return not self.adding.isdisjoint(parse.lower[start:end])

    def _lasts(self, period: Period) -> bool:
        return (period[1] - period[0]).days + 1 >= self.shortest

    def follow(
        self, mentions: list[TimeMention], sentence: int, anchor: Anchor, story: Story, dating: Dating
    ) -> None:
        """Remember the time with which an article opens, if it may be that of all it tells."""
        if not self.reach or sentence >= OPENING or story.topic is not None:
            return
        for mention in mentions:
            if mention.means not in self.meanings or mention.comparison:
                continue
            try:
                period = dating.period(mention, anchor)
            except NoReferenceDateError:
                return
            if period is not None and anchor.published is not None and period[0] <= anchor.published:
                parse = mention.governor.parse
                story.topic = Event(period, sentence, parse[mention.first].start, parse[mention.last].end)
                return
