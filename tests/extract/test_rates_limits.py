"""Where the rules of rates end."""

from collections.abc import Callable

import pytest

from newstally.extract.rules import Example, example

LIMITS = [
    example("The age of 12 daily guests was told.", "12", per=None),
    example("Daily losses rose by a share of 40%.", "40", per=None),
    example("The annual cost to feed 40 goats rose.", "40", per=None),
]


@pytest.mark.parametrize("limit", LIMITS, ids=[limit.text for limit in LIMITS])
def test_words_much_alike_are_read_otherwise(holds: Callable[[Example], bool], limit: Example) -> None:
    assert holds(limit)
