"""Where the rules of quantities end: numbers side by side that are two, and nouns that aren't counted."""

from collections.abc import Callable

import pytest

from newstally.extract.rules import Example, example

LIMITS = [
    example("Missing so far: 40", "40", unit=None),
    example("Suben a 20 el total de la obra.", "20", language="es", unit="obra"),
    example("The mill has 40 old, and many new ones.", "40", unit=None),
    example("About 40, and roughly 12 pounds.", "40", unit=None),
    example("The blast broke a window or two doors.", "two", low=2, unit="door"),
    example("An estimated fleet with 40 boats sank.", "40", comparator="="),
    example("The state spent 40 boats. It lost 3 million.", "3 million", kind="count"),
    example("The harbour spent $4. It counted 300.", "300", kind="count"),
    example("Rates of 3% to 5% to 7% were named.", "7%", kind="percent"),
    example("The prize is 3 kg or 90 kg.", "3", high=3),
    example("They paid between 3 kg and 5 tonnes.", "3", unit="kilogram"),
    example("The share went to 5% to 3%.", "5", high=5),
    example("It fell by 2 cents to 40 cents.", "2", high=0.02),
    example("It took 2 hours and 75 minutes.", "75", unit="minute"),
    example("The ride took 2 hours for 15 minutes of fun.", "15", unit="minute"),
    example("The rope is 6 feet and 3 boats lay there.", "3", unit="boat"),
    example("He paid $5 and 300 cents.", "5", low=5),
    example("The fines were 3, 5 percent.", "3", kind="count"),
    example(
        "It grew from 21 mpg, to the delight of many of the drivers who saw it, to 23.", "23", kind="count"
    ),
    example("Half the mile is gone.", "Half", kind="ratio"),
    example("The depth of the wells the company plans to drill is 40 m.", "40", low=40),
    example("The first three months were dry.", "first", role="ordinal"),
    example("They paid $4 million on roads and 3 million", "3 million", kind="count"),
    example("Subió a 19 el que más.", "19", language="es", unit=None),
    example("An estimated cost of feeding 40 goats was named.", "40", comparator="="),
    example("She won $22 (47 in all).", "47", kind="count"),
    example("He led by 22 percent, 47 in all.", "47", kind="count"),
    example("The blast killed at least six and injured dozens.", "at least six", unit="person"),
    example("Ruiz put the figure at 40, but three boats sank.", "40", role="quantity"),
    example("By 58%-33%, those surveyed said the fund should stay.", "58%", role="claim"),
    example(
        "Los clientes pedirán 3.100 MW y las plantas sólo podrán dar 2.049.",
        "2.049",
        language="es",
        role="quantity",
        source=None,
    ),
]


@pytest.mark.parametrize("limit", LIMITS, ids=[limit.text for limit in LIMITS])
def test_words_much_alike_are_read_otherwise(holds: Callable[[Example], bool], limit: Example) -> None:
    assert holds(limit)
