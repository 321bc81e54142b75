"""Countries as the CLDR spells them: their codes and names."""

from functools import cache

from babel import Locale

SPELLINGS = {"uk": "GB"}
"""Codes in common use that ISO 3166 spells otherwise."""

UNIONS = frozenset({"EU", "EZ", "UN", "ZZ"})
"""Codes that the CLDR lists among countries and that are none."""


def locale_country(country: str) -> str:
    """Return the ISO 3166 code in capitals of a country code in any case ("uk" counts as "GB")."""
    return SPELLINGS.get(country.lower(), country.upper())


@cache
def country_names(language: str) -> frozenset[str]:
    """Return the CLDR's names of countries and dependencies in a language."""
    names = Locale.parse(language).territories.items()
    return frozenset(name for code, name in names if not code[:1].isdigit() and code not in UNIONS)
