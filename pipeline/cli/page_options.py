"""Options of commands that look at one page: what is known of it and its outlet."""

from typing import Annotated

import typer

UrlOption = Annotated[str | None, typer.Option("--url", help="Address a file came from.")]
OutletOption = Annotated[str | None, typer.Option("--outlet", help="The outlet's name.")]
LanguageOption = Annotated[
    str | None, typer.Option("--language", metavar="CODE", help="The outlet's language.")
]
TimezoneOption = Annotated[
    str | None, typer.Option("--timezone", metavar="NAME", help="The outlet's time zone.")
]
