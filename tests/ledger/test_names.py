"""Names: who a source is, whatever stands before its name."""

import pytest

from newstally.pipeline.ledger.names import last_word, name_of, office_held, source_label, source_name
from newstally.pipeline.ledger.sources import full_names


@pytest.mark.parametrize(
    ("said", "label"),
    [
        ("Deputy Belmonte", "Belmonte"),
        ("deputy Ana Belmonte", "Ana Belmonte"),
        ("Orudo President Luis de la Cruz", "Luis de la Cruz"),
        ("Harbour League spokeswoman Ana Lind", "Ana Lind"),
        ("Interior Minister Tomas Keller", "Tomas Keller"),
        ("the Interior Ministry", "Interior Ministry"),
        ("the Prime Minister", "Prime Minister"),
        ("Secretary of State Maria Lind", "Maria Lind"),
        ("Governor of Lima Oru Keller", "Oru Keller"),
        ("the President of Peru", "President of Peru"),
        ("Minister of Labour and Social Affairs", "Minister of Labour and Social Affairs"),
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


def test_a_body_is_known_by_one_name_in_either_language() -> None:
    told = source_label("the Ombudsman's Office", "en")
    assert source_name("Defensoría del Pueblo", "es") == source_name(told, "en")


def test_a_surname_means_the_fullest_name_of_whom_it_is_short_for() -> None:
    labels = ("Lind", "Ana Lind", "Ana Lind of the Harbour Board")
    found = full_names([name_of(label, "en") for label in labels])
    assert {label for _, label in found.values()} == {"Ana Lind of the Harbour Board"}


@pytest.mark.parametrize(
    ("label", "short"),
    [
        ("Ana Belmonte", "belmonte"),
        ("Electoral Council", "council"),
        ("Mara A. Belmonte", "belmonte"),
        ("Doctors for Orudo", None),
        ("health ministry of Orudo", None),
    ],
)
def test_the_country_that_a_body_deals_with_is_no_short_form_of_it(label: str, short: str | None) -> None:
    assert last_word(label, "en") == short


@pytest.mark.parametrize(
    ("told", "described", "meant"),
    [
        (["Interior Minister Ana Lind"], "the interior minister", "Ana Lind"),
        (["Kenya Interior Minister Ana Lind"], "the interior minister of Kenya", "Ana Lind"),
        (["Kenya Interior Minister Ana Lind"], "the interior minister of Peru", None),
        (["Interior Minister Ana Lind", "Interior Minister Tom Keller"], "the interior minister", None),
        (["former Interior Minister Ana Lind"], "the interior minister", None),
        (["Interior Minister Ana Lind"], "the former interior minister", None),
        (["Deputy Interior Minister Ana Lind"], "the interior minister", None),
        (["Mayor Ana Lind"], "the mayor", None),  # any town has one
    ],
)
def test_an_office_means_whom_the_story_names_with_it(
    told: list[str], described: str, meant: str | None
) -> None:
    labels = [source_label(text, "en") for text in told]
    offices = [(label, office_held(text, label, "en")) for text, label in zip(told, labels, strict=True)]
    held = [(source_name(label, "en"), office) for label, office in offices if office is not None]
    label = source_label(described, "en")
    found = full_names([name_of(name, "en") for name in (*labels, label)], held=held)
    assert found[source_name(label, "en")][1] == (meant or label)


@pytest.mark.parametrize(
    ("printed", "office"),
    [
        ("Ana Lind, the interior minister of Peru, said the", "interior minister"),
        ("Ana Lind, interior minister.", "interior minister"),
        ("Ana Lind, a former interior minister, said", None),
        ("Ana Lind, who met the interior minister, said", None),
        ("Ana Lind, who was the interior minister, said", None),
        ("Ana Lind, the interior minister of a land that is cut o", None),
    ],
)
def test_an_office_is_told_behind_a_name_too(printed: str, office: str | None) -> None:
    found = office_held(printed, "Ana Lind", "en")
    assert (found.called if found is not None else None) == office
