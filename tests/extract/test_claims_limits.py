"""Where the rules of claims end: figures that look like those that state nothing, and the other way round."""

from collections.abc import Callable

import pytest

from newstally.extract.rules import Example, example

LIMITS = [
    example("They saw 30-odd species.", "30-odd", role="claim"),
    example("The 40-plus firms agreed.", "40-plus", role="claim"),
    example("It is the final four days of the show.", "four", role="quantity"),
    example("It ran for four decades.", "four", role="quantity"),
    example("The other two percent were lost.", "two", role="claim"),
    example("The two kilograms were sold.", "two", role="claim"),
    example("Ferro Left\n\nForty Large Red Boats Sank\n\nRuiz Came", "Forty", role="claim"),
    example("She read “Home”, 40 Large Boats Later “Away” came.", "40", role="claim"),
    example(
        "It expects 1.5 per cent, less than the 1.6 per cent on which the cabinet agreed in April.",
        "1.6 per cent",
        role="claim",
    ),
]


@pytest.mark.parametrize("limit", LIMITS, ids=[limit.text for limit in LIMITS])
def test_words_much_alike_are_read_otherwise(holds: Callable[[Example], bool], limit: Example) -> None:
    assert holds(limit)
