"""Who and what is counted where the text says "11 of them" or "280 others"."""

from collections.abc import Callable

import pytest

from newstally.extract.model import Reading
from tests.extract.last_quantity import quantity

Read = Callable[..., Reading]


@pytest.mark.parametrize(
    ("text", "numeral", "head"),
    [
        ("The injured were taken to two clinics. 11 of them are in a critical condition.", "11", "injured"),
        ("Volunteers wore sensors for six nights, and 40% of them slept badly.", "40%", "Volunteers"),
        ("Marchers gathered outside the court. At least 20 of them were arrested.", "20", "Marchers"),
        ("Rebels fired at the buses. Three of them caught fire.", "Three", "buses"),
        ("The firm runs 60 mines in nine countries. A third of them lose money.", "A third", "mines"),
        ("Police stopped 30 cars and arrested the drivers, six of whom were drunk.", "six", "drivers"),
        ("Divers pulled 17 people from the lake, three of them alive.", "three", "people"),
        ("Half of the 40 wounded were children.", "Half", "wounded"),
        ("Police questioned 18 witnesses, and 12 agreed to testify.", "12", "witnesses"),
    ],
)
def test_part_of_those_told_of(read: Read, text: str, numeral: str, head: str) -> None:
    assert quantity(read(text), numeral).head == head


@pytest.mark.parametrize(
    ("text", "numeral", "unit", "subject"),
    [
        ("The blast killed nine people and injured 280 others.", "280", "person", "other people injured"),
        ("Two soldiers died and four others were hurt.", "four", "soldier", "other soldiers hurt"),
        ("It owns 30 ships. Two others were scrapped.", "Two", "ship", "other ships scrapped"),
        (
            "Eight people died in attacks on two cafes. Five others have severe burns.",
            "Five",
            "person",
            "other people who have severe burns",
        ),
    ],
)
def test_others_are_what_is_counted(read: Read, text: str, numeral: str, unit: str, subject: str) -> None:
    number = quantity(read(text), numeral)
    assert (number.head, number.unit, number.subject) == ("others", unit, subject)


@pytest.mark.parametrize(
    ("text", "numeral", "unit"),
    [
        ("The ferry carried 250 passengers and 14 crew; 190 have been rescued.", "190", "person"),
        ("Half of the 40 wounded were children.", "Half", "person"),
        ("Visitor numbers fell by 40,000 in May.", "40,000", "visitor"),
        ("The number of claims has crossed the 5,000 mark.", "5,000", "claim"),
        ("The army has a strength of 120,000.", "120,000", "person"),
    ],
)
def test_unit_of_those_counted(read: Read, text: str, numeral: str, unit: str) -> None:
    assert quantity(read(text), numeral).unit == unit
