"""Country codes as the CLDR spells them."""

SPELLINGS = {"uk": "GB"}
"""Codes in common use that ISO 3166 spells otherwise."""


def locale_country(country: str) -> str:
    """Return the ISO 3166 code in capitals of a country code in any case ("uk" counts as "GB")."""
    return SPELLINGS.get(country.lower(), country.upper())
