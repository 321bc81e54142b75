"""Where the rules of modality end: figures in words much like those that a rule is for."""

from collections.abc import Callable

import pytest

from newstally.extract.rules import Example, example

LIMITS = [
    example("Vans in use have gone from 16 in May to 80 in January.", "80", modality="asserted"),
    example("The fare rose to $20 this month.", "20", modality="asserted"),
    example("She came close to 40 boats.", "40", modality="asserted"),
    example("The firm is close to a hut of 40 men.", "40", modality="asserted"),
    example("It has 12 wells planning to close.", "12", modality="asserted"),
    example("The crowd of 40 people expecting rain left.", "40", modality="asserted"),
    example("The club counted the 12 boats it seeks money for.", "12", modality="asserted"),
    example("The $64 million it sought to raise was lost.", "64 million", modality="asserted"),
    example("A rule to cut 40 jobs is likely.", "40", modality="projected"),
    example("An alert for 12 districts was given.", "12", modality="asserted"),
    example("The need of 40 people was told.", "40", modality="asserted"),
    example("A 40 km track was shut.", "40", modality="asserted"),
    example("The analysts' estimate in 40 towns was wrong.", "40", modality="asserted"),
    example("Five floods were correctly predicted.", "Five", modality="projected"),
    example("He was on track when the firm cut 40 jobs.", "40", modality="asserted"),
    example("In need, the firm cut 40 jobs.", "40", modality="asserted"),
    example("To cut 40 jobs, the firm is on track.", "40", modality="asserted"),
    example("The bank cut its forecast for 40 towns.", "40", modality="asserted"),
    example("She read its forecast to 40 people.", "40", modality="asserted"),
    example("The city paid compensation of $600.", "600", modality="asserted"),
    example("The city announced on 12 radios aid for all.", "12", modality="asserted"),
    example("The city announced it after payments of $600.", "600", modality="asserted"),
    example("The city pays a wage of $15.", "15", modality="asserted"),
    example("He kept raising the wage to $12.", "12", modality="asserted"),
    example("They promised 40 men a raise.", "40", modality="asserted"),
    example("40 boats sank and the crew left possibly", "40", modality="asserted"),
    example("40 boats sank, whether they knew it or not", "40", modality="asserted"),
    example("Some 27 in planned repairs are gone.", "27", modality="asserted"),
    example("It has wells with 40 pumps the company plans to drill.", "40", modality="asserted"),
    example(
        "Ruiz's win in Velm hands her most of the district's 20 pledged delegates.", "20", modality="asserted"
    ),
    example(
        "His campaign's and his committee's coffers had fallen to $1.2 million each by May.",
        "$1.2 million",
        modality="asserted",
    ),
    example(
        "In primary schools the ministry found 51.15% of teachers on strike, in secondary schools 42.32%.",
        "51.15%",
        modality="asserted",
    ),
    example("Vega asked for 20,000 troops who wanted to be sent north.", "20,000", modality="projected"),
]


@pytest.mark.parametrize("limit", LIMITS, ids=[limit.text for limit in LIMITS])
def test_words_much_alike_are_read_otherwise(holds: Callable[[Example], bool], limit: Example) -> None:
    assert holds(limit)
