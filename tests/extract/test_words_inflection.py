"""Inflection: what is read of one speaker, document or form of a verb is read of the others."""

import pytest

from newstally.extract.words.inflection import inflection

ENGLISH = {
    "spokesman": "spokesmen",
    "policewoman": "policewomen",
    "german": "germans",
    "human": "humans",
    "grandchild": "grandchildren",
    "life": "lives",
    "chief": "chiefs",
    "belief": "beliefs",
    "wolf": "wolves",
    "hero": "heroes",
    "photo": "photos",
    "analysis": "analyses",
    "crisis": "crises",
    "agency": "agencies",
    "key": "keys",
    "church": "churches",
}
SPANISH = {
    "portavoz": "portavoces",
    "mes": "meses",
    "país": "países",
    "análisis": "análisis",
    "joven": "jóvenes",
    "orden": "órdenes",
    "régimen": "regímenes",
    "dictamen": "dictámenes",
    "autobús": "autobuses",
    "millón": "millones",
    "líder": "líderes",
    "café": "cafés",
}


@pytest.mark.parametrize(
    ("language", "one", "several"),
    [*(("en", *pair) for pair in ENGLISH.items()), *(("es", *pair) for pair in SPANISH.items())],
)
def test_the_plural_of_a_noun(language: str, one: str, several: str):
    assert inflection(language).plurals([one]) == {several}


@pytest.mark.parametrize(
    ("verb", "form"),
    [
        ("recordar", "recordaban"),
        ("poner", "ponían"),
        ("escribir", "escribían"),
        ("insinuar", "insinúa"),
        ("continuar", "continúan"),
        ("averiguar", "averigua"),
        ("resolver", "resuelve"),
        ("rehusar", "rehúsa"),
        ("decir", "dijeron"),
    ],
)
def test_a_spanish_verb_has_the_form(verb: str, form: str):
    assert form in inflection("es").verb_forms(verb)
