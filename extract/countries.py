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


def country_code(country: str) -> str | None:
    """Return a country's ISO 3166 code in lower case, by its code or its English name; None if there is no such one."""
    code = locale_country(country.strip())
    known = _codes_by_name()
    if code.lower() in known.values():
        return code.lower()
    return known.get(country.strip().casefold())


@cache
def _codes_by_name() -> dict[str, str]:
    """Return the codes of countries by the CLDR's English names of them, and by the short ones in common use."""
    names = Locale.parse("en").territories.items()
    codes = {code: name for code, name in names if len(code) == 2 and code not in UNIONS}
    return {name.casefold(): code.lower() for code, name in codes.items()} | COMMON_NAMES


COMMON_NAMES = {
    "usa": "us", "united states of america": "us", "great britain": "gb", "britain": "gb", "turkey": "tr",
    "burma": "mm", "myanmar": "mm", "czech republic": "cz", "ivory coast": "ci", "cape verde": "cv",
    "swaziland": "sz", "macedonia": "mk", "hong kong": "hk", "macau": "mo", "palestine": "ps",
    "bosnia and herzegovina": "ba", "trinidad and tobago": "tt", "antigua and barbuda": "ag",
    "saint kitts and nevis": "kn", "saint vincent and the grenadines": "vc", "saint lucia": "lc",
    "democratic republic of the congo": "cd", "republic of the congo": "cg",
}  # fmt: skip
"""Names that the CLDR writes otherwise, or had before."""


@cache
def country_names(language: str) -> frozenset[str]:
    """Return the CLDR's names of countries and dependencies in a language."""
    names = Locale.parse(language).territories.items()
    return frozenset(name for code, name in names if not code[:1].isdigit() and code not in UNIONS)
