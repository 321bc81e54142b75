"""Countries as the CLDR spells them: their codes and names."""

from functools import cache
from pathlib import Path

from babel import Locale

SPELLINGS = {"uk": "GB"}
"""Codes in common use that ISO 3166 spells otherwise."""

UNIONS = frozenset({"EU", "EZ", "UN", "ZZ"})
"""Codes that the CLDR lists among countries and that are none."""


def locale_country(country: str) -> str:
    """Return the ISO 3166 code in capitals of a country code in any case ("uk" counts as "GB")."""
    return SPELLINGS.get(country.lower(), country.upper())


@cache
def countries() -> dict[str, str]:
    """Return the CLDR's English name of each country and dependency by its ISO 3166 code in capitals."""
    names = Locale.parse("en").territories.items()
    return {code: name for code, name in names if len(code) == 2 and code not in UNIONS}


def country_code(country: str) -> str | None:
    """Return a country's ISO 3166 code in lower case, by its code or its English name; None if there is no such one."""
    code = locale_country(country.strip())
    return code.lower() if code in countries() else _codes_by_name().get(country.strip().casefold())


def checked_country(country: str) -> str:
    """Return a country's code as given.

    Raises ValueError, which says what may be meant, if there is no country of this code: a misspelt one would silently
    make another currency of a bare $.
    """
    names = countries()
    code = locale_country(country)
    if code in names:
        return country
    near = (country_code(country) or code[:2]).upper()
    meant = f"; {near.lower()} is {names[near]}" if near in names else ""
    raise ValueError(f"a code of two letters (ISO 3166) such as us, not {country!r}{meant}")


@cache
def _codes_by_name() -> dict[str, str]:
    """Return the codes of countries by their names, casefolded: the CLDR's, and others (``country_names.tsv``)."""
    lines = (Path(__file__).parent / "country_names.tsv").read_text(encoding="utf-8").splitlines()
    others = dict(line.split("\t") for line in lines if not line.startswith("#"))
    return {name.casefold(): code.lower() for code, name in countries().items()} | others


@cache
def country_names(language: str) -> frozenset[str]:
    """Return the CLDR's names of countries and dependencies in a language."""
    names = Locale.parse(language).territories.items()
    return frozenset(name for code, name in names if not code[:1].isdigit() and code not in UNIONS)
