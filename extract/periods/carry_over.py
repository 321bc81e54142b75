"""Carry-over: figures whose own sentence names no time but plainly goes on from one that does.

Conservative, since most figures without a time simply have none: a figure takes the period of the figure before it only
if both are of the same kind and unit, speak in the same tense, and have no different sources; of an equal figure
elsewhere in the article only if it is large enough not to recur by chance.
"""

import re
from collections.abc import Iterator
from datetime import date
from typing import Any

from newstally.extract.model import Number
from newstally.extract.periods.statements import Statement
from newstally.extract.periods.undated import FoundPeriod, Undated
from newstally.extract.rules import counterexample, example, rule

DISTINCTIVE = 100
"""From here on the same value twice in an article is taken for the same figure."""
POINTING_BACK_REACH = 3
"""Sentences over which a subject that points back reaches; without one it is one sentence."""
SAME_SOURCE_REACH = 2
"""Sentences over which figures of one source and measure go on with one period."""
SHORTEST = 27
"""Days from which on a period is that of what is said of the same subject next."""
YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")


@rule(
    "periods.carry_over.source_year",
    example(
        "A study from 2011 noted that the average age there was 18.", "18", as_of="2011-01-01/2011-12-31"
    ),
)
def source_year(undated: Undated) -> FoundPeriod | None:
    """A figure holds for the year that its source bears in its name ("the 2012 census")."""
    number = undated.number
    found = YEAR.search(number.source or "")
    if found is None or undated.has_mention or not undated.statements.years_of_sources:
        return None
    year = int(found[0])
    period = date(year, 1, 1), date(year, 12, 31)
    return FoundPeriod(period, number.source_start, number.source_end)


@rule(
    "periods.carry_over.same_measure",
    example(
        "Exports rose 4 percent in January. Imports rose 2 percent.",
        "2 percent",
        as_of="2026-01-01/2026-01-31",
    ),
    example(
        "As of Tuesday 300 boats were back, said Ana Ruiz, the harbour's head. Others doubt it. The crews of 40 boats "
        "had been paid, Ruiz told reporters.",
        "40",
        as_of="2026-02-24",
    ),
    counterexample(
        "Exports rose 4 percent in January. Imports will rise 2 percent.", "2 percent", as_of=None
    ),
)
def same_measure(undated: Undated) -> FoundPeriod | None:
    """A figure takes the period of the latest one of its kind and unit, tense and source, in its sentence or before."""
    number, sentence, path = undated.number, undated.sentence, undated.figure.path
    if undated.has_mention or not sentence.recent.knows(number):
        return None
    if path.is_contrast or path.background or number.kind == "duration":
        return None
    statement, published = undated.statement, sentence.anchor.published
    reach = 0 if sentence.names_time else POINTING_BACK_REACH if statement.points_back else 1
    for earlier in sentence.recent.like(number):
        by_one = number.source is not None and number.source == earlier.number.source
        farthest = max(reach, SAME_SOURCE_REACH) if reach and by_one else reach
        if statement.sentence - earlier.sentence > farthest:
            continue
        period = earlier.number.as_of
        if period is None or not _goes_on(statement, earlier):
            continue
        if statement.tense != "ahead" or published is None or period[1] >= published:
            return FoundPeriod(period, earlier.number.start, earlier.number.end)
    return None


@rule(
    "periods.carry_over.same_subject",
    example(
        "The firm sold 400 boats last year. It had revenue of $12 million.",
        "12 million",
        as_of="2025-01-01/2025-12-31",
    ),
    example(
        "In 2019, the city built 40 schools. The cost was $12 million.",
        "12 million",
        as_of="2019-01-01/2019-12-31",
    ),
    counterexample("The firm sold 400 boats last year. It has 12 shops.", "12", as_of=None),
)
def same_subject(undated: Undated) -> FoundPeriod | None:
    """A figure in the past tense takes the month or year of one in the sentence before if its subject is known.

    What happened on a day goes on with the story (``narrative``), and what there was on it is of no day.
    """
    sentence, path, number = undated.sentence, undated.figure.path, undated.number
    if undated.has_mention or sentence.names_time or path.is_contrast or path.background:
        return None
    earlier = sentence.recent.last
    if earlier is None or number.kind == "duration" or sentence.index - earlier.sentence > 1:
        return None
    statement, other, period = undated.statement, earlier.number, earlier.number.as_of
    if period is None or (period[1] - period[0]).days < SHORTEST:
        return None
    if not statement.tense == earlier.tense == "past" or not statement.is_known:
        return None
    if earlier.figure.path.is_contrast or (number.source and other.source and number.source != other.source):
        return None
    return FoundPeriod(period, other.start, other.end)


def _goes_on(statement: Statement, earlier: Statement) -> bool:
    one, other = statement.number, earlier.number
    if earlier.figure.path.is_contrast:
        return False
    if one.source and other.source and one.source != other.source:
        return False
    return statement.points_back or (bool(statement.tense) and statement.tense == earlier.tense)


@rule(
    "periods.carry_over.equal_figure",
    example(
        "The flood killed 1,340 people in 2019. Ana Ruiz wrote a book. It names the 1,340 people.",
        "1,340",
        nth=2,
        as_of="2019-01-01/2019-12-31",
    ),
    counterexample(
        "The flood killed 1,340 people in 2019. The storm killed 1,340 people in 2021. Ana Ruiz wrote a book. It names "
        "the 1,340 people.",
        "1,340",
        nth=3,
        as_of=None,
    ),
)
def equal_figure(numbers: list[Number], timeless: set[int]) -> Iterator[tuple[Number, Number]]:
    """A large figure whose sentence names no time takes the period of its equals, if these have only one.

    Yields the quantities at the places ``timeless`` with the ones that have the period.
    """
    groups: dict[tuple[Any, ...], list[int]] = {}
    for place, number in enumerate(numbers):
        if number.low is not None and number.low >= DISTINCTIVE and number.head:
            key = (number.low, number.high, number.comparator, number.kind, number.unit, number.head.lower())
            groups.setdefault(key, []).append(place)
    for places in groups.values():
        dated = [numbers[place] for place in places if numbers[place].as_of is not None]
        if len(places) > 1 and len({number.as_of for number in dated}) == 1:
            for place in places:
                if place in timeless:
                    yield numbers[place], dated[0]
