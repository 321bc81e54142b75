"""In which language a text is: what was declared, unless the text clearly says otherwise."""

import pytest

from newstally.extract.language import detect_language, likely_language

NAMES = (
    "Top Harbour pitchers: RHP Jon Tait (0.5 WAR), RHP Alec Reyna (0.5 WAR), RHP Gio Gallardo (0.4 WAR), "
    "LHP Andre Mellor (0.3 WAR), LHP Tye Wade (0.3 WAR), RHP Sol Brandt (0.2 WAR)."
)
SPANISH = (
    "La policía informó el martes de que al menos doce personas murieron en la capital y otras treinta resultaron "
    "heridas en el incendio de un almacén."
)


@pytest.mark.parametrize(
    ("text", "declared", "language"),
    [
        (NAMES, "en", "en"),
        (NAMES, None, None),
        (SPANISH, "en", "es"),
        (SPANISH, None, "es"),
        ("Doce muertos.", "en", "en"),
        ("Doce muertos.", None, None),
    ],
)
def test_the_text_decides_only_where_it_is_sure(
    text: str, declared: str | None, language: str | None
) -> None:
    assert detect_language(text, declared) == language


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("El Ministerio anunció la compra de 2.150 camiones.", "es"),
        ("Das Ministerium meldete 2.150 Tote.", "de"),
        ("Le ministère a compté 2 150 camions.", "fr"),
        ("The ministry said that 2,150 lorries had been bought.", "en"),
        ("Lorry sales rose to 2,150", "en"),
        ("2.150 (+3%)", None),
    ],
)
def test_short_foreign_text_that_nobody_declared_is_not_taken_for_english(
    text: str, language: str | None
) -> None:
    assert likely_language(text, ["en"]) == language
