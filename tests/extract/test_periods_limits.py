"""Where the rules of periods end: times beside a figure that aren't its own, and words that look like times."""

from collections.abc import Callable

import pytest

from newstally.extract.rules import Example, example

LIMITS = [
    example("Gusts of 180 kph were possible in Orlia on Friday.", "180", as_of="2026-02-27"),
    example("Gusts of 180 kph were felt in Orlia on Friday.", "180", as_of="2026-02-20"),
    example("In the last two weeks of May 40 boats sank.", "two", as_of=None),
    example("In May of that year 40 boats sank.", "40", role="claim"),
    example("Within three years 40 boats sank.", "40", as_of=None),
    example("A report now says 40 boats sank.", "40", as_of="2026-02-26"),
    example("The mill shut in June after losing 40 jobs.", "40", as_of=None),
    example("A ship from the May fair sank 40 boats.", "40", as_of="2025-05-01/2025-05-31"),
    example("Sales rose 4%, and in June, costs rose 3%.", "4", as_of=None),
    example("In May 12 percent left.", "12", role="claim"),
    example("En 2023 hubo 300 casos; en 2024, 410.", "300", language="es", as_of="2023-01-01/2023-12-31"),
    example(
        "With spending for the fiscal year expected to be 17% of output, he is wary.",
        "17",
        as_of="2025-10-01/2026-09-30",
    ),
    example("Officials expect the toll, now at 120, to rise to 200.", "200", as_of=None),
    example("The rate went from 458 per 100,000 in 2011 to 753.", "753", as_of=None),
]


@pytest.mark.parametrize("limit", LIMITS, ids=[limit.text for limit in LIMITS])
def test_words_much_alike_are_read_otherwise(holds: Callable[[Example], bool], limit: Example) -> None:
    assert holds(limit)
