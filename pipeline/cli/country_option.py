"""The option ``--country``: a code, so that a misspelt one doesn't silently make another currency of a bare $."""

from typing import Annotated

import typer

from newstally.pipeline.cli.app import UserError


def country_code(value: str | None) -> str | None:
    """Return a country's code as given. Raises UserError if there is no country of this code."""
    if value is None:
        return None
    from newstally.extract.countries import countries, locale_country
    from newstally.extract.countries import country_code as code_of

    names = countries()
    code = locale_country(value)
    if code in names:
        return value
    near = (code_of(value) or code[:2]).upper()
    meant = f"; {near.lower()} is {names[near]}" if near in names else ""
    raise UserError(f"--country wants a code of two letters (ISO 3166) such as us, not {value!r}{meant}")


CountryOption = Annotated[
    str | None,
    typer.Option("--country", metavar="CODE", help="The outlet's country.", callback=country_code),
]
