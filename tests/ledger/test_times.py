"""Which two figures may be held against each other in time: growing tolls, what stands, periods, and what tells none."""

import pytest

from newstally.pipeline.ledger.comparing.figures import Figure
from newstally.pipeline.ledger.comparing.times import for_one_time, of_one_time, times_fit
from tests.ledger.compared import told


@pytest.mark.parametrize(
    ("one", "other", "are"),
    [
        (told(), told(50), True),
        (told(), told(50, first=1), False),
        (told(first=0, last=30), told(50, first=0, last=30), True),
        (told(first=0, last=30), told(50, first=-60, last=40), False),
        (told(first=0, last=30), told(50, first=2), False),
        (told(first=0, last=6), told(50, first=2), True),
        (told(first=None, place="Velm"), told(50, first=None, place="Velm"), True),
        (told(first=None, place="Velm"), told(50, first=None, place="Velm", printed=2), False),
        (told(first=None, place="Velm"), told(50, first=None, place="Oren"), False),
    ],
)
def test_figures_for_one_time(one: Figure, other: Figure, are: bool) -> None:
    assert for_one_time(one, other) is for_one_time(other, one) is are


@pytest.mark.parametrize(
    ("one", "other", "fit"),
    [
        # a toll grows: the larger is of a later day, or was printed later for the same
        (told(measure="death"), told(50, first=1, measure="death"), "grown"),
        (told(measure="death"), told(30, first=1, measure="death"), "yes"),
        (told(measure="death"), told(50, measure="death", printed=2), "grown"),
        (told(measure="death"), told(30, measure="death", printed=2), "yes"),
        (told(measure="death"), told(30, first=61, measure="death"), "no"),
        # what may fall stands for two days
        (told(measure="missing"), told(50, first=2, measure="missing"), "yes"),
        (told(measure="missing"), told(50, first=3, measure="missing"), "no"),
        # each day has its own
        (told(measure="attendance"), told(50, first=1, measure="attendance"), "yes"),
        (told(measure="attendance"), told(50, first=2, measure="attendance"), "no"),
        # of what no measure is known, the same day or none
        (told(), told(50, first=None), "yes"),
        (told(), told(50, first=1), "no"),
    ],
)
def test_times_that_fit_a_measure(one: Figure, other: Figure, fit: str) -> None:
    assert times_fit(one, other) == times_fit(other, one) == fit


def test_counts_of_long_ago_are_of_another_event() -> None:
    assert of_one_time(told(), told(50, first=-120))
    assert not of_one_time(told(), told(50, first=-121))
    assert of_one_time(told(kind="money"), told(50, kind="money", first=-121))
    assert of_one_time(told(first=-300, last=-200), told(50, first=None)), (
        "the latest that there is of a year"
    )
