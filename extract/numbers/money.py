"""Money: a currency found beside a number, and the one that is a country's own."""

from dataclasses import dataclass
from functools import lru_cache

from babel.numbers import get_territory_currencies

from newstally.extract.countries import locale_country


@dataclass(frozen=True, slots=True)
class Money:
    """A currency found before or after a number: its ISO 4217 code, the share of it that the word means, and where.

    ``place`` is the first lexeme of a sign before the number, or the last of one after it.
    """

    code: str
    place: int
    entry: str
    factor: float = 1.0


@lru_cache(maxsize=512)
def national_currency(country: str | None) -> str | None:
    """Return the ISO 4217 code of the country's currency today (CLDR), or None for an unknown country."""
    if not country:
        return None
    currencies = get_territory_currencies(locale_country(country))
    return currencies[0] if currencies else None
