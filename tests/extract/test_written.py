"""Numbers as their text has them, beside what claims make of them."""

from collections.abc import Callable

import pytest

from newstally.extract.model import Reading
from newstally.extract.quantities.written import number_row


@pytest.mark.parametrize(
    ("text", "written", "normalized"),
    [
        ("The toll fee rose by 19 cents on Monday.", (19.0, "cents"), (0.19, "USD")),
        ("The levy brought in 1.3 billion shekels.", (1.3e9, "shekels"), (1.3e9, "ILS")),
        ("He owed 7.5 million Danish crowns.", (7.5e6, "danish crowns"), (7.5e6, "DKK")),
        ("The fund lost $4,500 in March.", (4500.0, "US dollar"), (4500.0, "USD")),
        ("Crude was sold at $58.24 per barrel.", (58.24, "US dollar per barrel"), (58.24, "USD per barrel")),
        ("The loss was 63 cents per share.", (63.0, "cents per share"), (0.63, "USD per share")),
        ("The dam took two decades to build.", (2.0, "decade"), (20.0, "year")),
        ("The landslide killed 12 people.", (12.0, "people"), (12.0, "person")),
        (
            "The depot handles 9,000 passengers a day.",
            (9000.0, "passengers per day"),
            (9000.0, "passenger per day"),
        ),
        ("The road is 40 km long.", (40.0, "kilometre"), (40.0, "kilometre")),
        ("Turnout reached 61 per cent.", (61.0, "%"), (61.0, "%")),
    ],
)
def test_a_number_is_given_as_written_and_as_a_claim_has_it(
    read: Callable[..., Reading],
    text: str,
    written: tuple[float, str],
    normalized: tuple[float, str],
) -> None:
    reading = read(text)
    (row,) = [number_row(reading, number) for number in reading.numbers if number.is_quantity]
    assert (row["low"], row["unit"]) == written
    assert (row["normalized_low"], row["normalized_unit"]) == normalized
    assert row["high"] / row["low"] == row["normalized_high"] / row["normalized_low"] == 1.0


def test_pence_are_pence_in_london(read: Callable[..., Reading]) -> None:
    reading = read("The share fell to 118.5p on Friday.", country="gb")
    (row,) = [number_row(reading, number) for number in reading.claims]
    assert (row["low"], row["unit"]) == (118.5, "p")
    assert (row["normalized_low"], row["normalized_unit"]) == (1.185, "GBP")


def test_a_number_without_a_quantity_has_neither(read: Callable[..., Reading]) -> None:
    reading = read("The hearing began on 14 March 2025.")
    for number in reading.numbers:
        row = number_row(reading, number)
        assert row["low"] is row["unit"] is row["normalized_low"] is row["normalized_unit"] is None
