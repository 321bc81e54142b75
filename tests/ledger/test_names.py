"""Names: who a source is, whatever stands before its name."""

import pytest

from newstally.pipeline.ledger.names import last_word, source_label, source_name


@pytest.mark.parametrize(
    ("said", "label"),
    [
        ("Deputy Belmonte", "Belmonte"),
        ("deputy Ana Belmonte", "Ana Belmonte"),
        ("Orudo President Luis de la Cruz", "Luis de la Cruz"),
        ("Harbour League spokeswoman Ana Lind", "Ana Lind"),
        ("Interior Minister Tomas Keller", "Tomas Keller"),
        ("the Interior Ministry", "Interior Ministry"),
        ("a spokesman for the Interior Ministry", "Interior Ministry"),
        ("the health ministry of Orudo", "health ministry of Orudo"),
        ("officials in Orudo", "officials in Orudo"),
        ("two harbour officials", "two harbour officials"),
    ],
)
def test_a_name_is_told_from_what_stands_before_it(said: str, label: str) -> None:
    assert source_label(said, "en") == label


def test_a_body_is_known_by_what_it_deals_with_in_either_order() -> None:
    assert source_name("Ministry of Health", "en") == source_name("Health Ministry", "en")


@pytest.mark.parametrize(
    ("label", "short"),
    [
        ("Ana Belmonte", "belmonte"),
        ("Electoral Council", "council"),
        ("Doctors for Orudo", None),
        ("health ministry of Orudo", None),
    ],
)
def test_the_country_that_a_body_deals_with_is_no_short_form_of_it(label: str, short: str | None) -> None:
    assert last_word(label, "en") == short
