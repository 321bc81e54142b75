"""The option ``--country``: a code, so that a misspelt one doesn't silently make another currency of a bare $."""

from typing import Annotated

import typer

from newstally.pipeline.cli.app import UserError


def country_code(value: str | None) -> str | None:
    """Return a country's code as given. Raises UserError if there is no country of this code."""
    if value is None:
        return None
    from babel import Locale

    from newstally.extract.countries import UNIONS, locale_country

    names = Locale.parse("en").territories
    code = locale_country(value)
    if len(code) == 2 and code in names and code not in UNIONS:
        return value
    near = [
        known
        for known, name in names.items()
        if len(known) == 2 and (known == code[:2] or name.casefold() == value.casefold())
    ]
    meant = f"; {' or '.join(f'{known.lower()} is {names[known]}' for known in near)}" if near else ""
    raise UserError(f"--country wants a code of two letters (ISO 3166) such as us, not {value!r}{meant}")


CountryOption = Annotated[
    str | None,
    typer.Option("--country", metavar="CODE", help="The outlet's country.", callback=country_code),
]
