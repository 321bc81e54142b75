"""Plurals: what is read of several speakers, documents and things is what is read of one."""

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
