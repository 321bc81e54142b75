"""The option ``--country``: a code, so that a misspelt one doesn't silently make another currency of a bare $."""

from typing import Annotated

import typer

from newstally.pipeline.cli.app import UserError


def country_code(value: str | None) -> str | None:
    """Return a country's code as given. Raises UserError if there is no country of this code."""
    if value is None:
        return None
    from newstally.extract.countries import checked_country

    try:
        return checked_country(value)
    except ValueError as error:
        raise UserError(f"--country wants {error}") from None


CountryOption = Annotated[
    str | None,
    typer.Option("--country", metavar="CODE", help="The outlet's country.", callback=country_code),
]
