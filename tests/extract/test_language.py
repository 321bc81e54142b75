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

SHORT_SPANISH = (
    "La policía informó el martes de que doce personas murieron en la capital, y otras treinta no."
)
MATCHES = (
    "Jan Kowalczyk of Orla beat Piotr Zieliński of Velm, Ewa Mazur beat Tomasz Wrona, Olga Lis and Adam Kot drew, "
    "Maria Bąk lost to Jakub Sowa"
)
"""English, by one word of seven; by its names Polish."""
TABLE = (
    "Table of Velm: Jan Kowalczyk 42, Anna Nowicka 40, Piotr Zieliński 38, Ewa Mazur 31, Tomasz Wrona 30, Olga Lis 29 "
    "and Adam Kot 22, Maria Bąk 18, Jakub Sowa, Hanna Wilk"
)
"""By one word of twelve no English."""
RESULTS = (
    "Ergebnisse: Orla gegen Velm 2, Osta gegen Tarn 1, Port Sarn gegen Lisque 3, Oru gegen Dorn 0, Brevik gegen "
    "Easterby 4, Norhaven gegen Tamborel 2"
)


@pytest.mark.parametrize(
    ("text", "declared", "language"),
    [
        (NAMES, "en", "en"),
        (NAMES, None, None),
        (SPANISH, "en", "es"),
        (SPANISH, None, "es"),
        (SHORT_SPANISH, "en", "en"),
        (MATCHES, "en", "en"),
        (MATCHES, None, "pl"),
        (TABLE, "en", "pl"),
        (RESULTS, "en", "de"),
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
        ("Flood toll 12", "en"),
        ("Nove barche", None),
        ("Haushalt 2026", "de"),
        ("Neuf bateaux", None),
        ("Sales fell to 340 in October from 410 a year ago.", "en"),
        ("Di police don arrest 40 people wey dey protest for Lagos.", "pcm"),
        ("Vendite in calo a 340 in ottobre da 410 un anno fa.", "it"),
    ],
)
def test_short_foreign_text_that_nobody_declared_is_not_taken_for_english(
    text: str, language: str | None
) -> None:
    assert likely_language(text, ["en"]) == language
