"""Zones: in which time an outlet's readers live, where nobody has configured it.

A country tells it if its clocks differ by an hour at most (CLDR's zones of territories), a language if the countries
of which it is the official one keep the same time: German does, English and Spanish don't.
"""

from collections import Counter
from datetime import UTC, datetime, timedelta
from functools import cache

from babel.core import get_global

from newstally.extract.article.moments import region_of
from newstally.extract.time_zones import time_zone

WINTER, SUMMER = datetime(2025, 1, 15, tzinfo=UTC), datetime(2025, 7, 15, tzinfo=UTC)
MOST_SPEAK = 50.0
"""Per cent of a country's people that speak a language that is the country's."""
MAX_SPREAD = timedelta(hours=1)

Offsets = tuple[timedelta, timedelta]
"""By how much a zone is ahead of UTC in January and in July."""


@cache
def likely_zone(country: str | None, language: str | None) -> str | None:
    """Return the IANA name of a zone that keeps the time of an outlet's readers, None if that can't be told.

    ``country`` is an ISO 3166 code; ``language`` a BCP 47 tag, whose region counts where no country is given.
    """
    if region := country or region_of(language):
        return zone_of_country(region.upper())
    return zone_of_language((language or "").lower())


@cache
def zone_of_country(country: str) -> str | None:
    """Return the zone that most of a country's zones agree with, None if they are more than an hour apart."""
    offsets = {
        name: found for name in get_global("territory_zones").get(country, ()) if (found := offsets_of(name))
    }
    if not offsets:
        return None
    winters = [winter for winter, _ in offsets.values()]
    if max(winters) - min(winters) > MAX_SPREAD:
        return None
    usual = Counter(offsets.values()).most_common(1)[0][0]
    return next(name for name, found in offsets.items() if found == usual)


@cache
def zone_of_language(language: str) -> str | None:
    """Return the zone of the countries of which a language is official and most people's; None if they differ."""
    countries = [
        country
        for country, languages in get_global("territory_languages").items()
        if (known := languages.get(language))
        and known["official_status"] in ("official", "de_facto_official")
        and known["population_percent"] >= MOST_SPEAK
    ]
    zones = [zone_of_country(country) for country in sorted(countries)]
    offsets = {offsets_of(zone) if zone else None for zone in zones}
    return zones[0] if len(offsets) == 1 else None


@cache
def offsets_of(zone: str) -> Offsets | None:
    """Return by how much a zone is ahead of UTC in January and July, None if it isn't known here."""
    here = time_zone(zone)
    if here is None:
        return None
    winter, summer = (moment.astimezone(here).utcoffset() or timedelta() for moment in (WINTER, SUMMER))
    return winter, summer
