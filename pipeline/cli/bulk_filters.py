"""Options of ``bulk`` that say which pages are wanted."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from newstally.pipeline.cli.app import UserError
from newstally.pipeline.cli.ledger_options import day

if TYPE_CHECKING:
    from newstally.pipeline.bulk.filters import Filters

LanguageFilter = Annotated[
    list[str] | None,
    typer.Option("--language", metavar="CODE", help="Only pages in this language; may be repeated."),
]
HostsFilter = Annotated[
    Path | None,
    typer.Option("--hosts", metavar="FILE", help="Only pages of the hosts in this file, one a line."),
]
SinceFilter = Annotated[
    str | None, typer.Option("--since", metavar="DATE", help="Fetched on this day or later.")
]
UntilFilter = Annotated[
    str | None, typer.Option("--until", metavar="DATE", help="Fetched on this day or earlier.")
]
NumeralFilter = Annotated[bool, typer.Option("--numeral", help="Only articles with a number in their text.")]


def filters_of(
    language: list[str] | None, hosts: Path | None, since: str | None, until: str | None, numeral: bool
) -> "Filters":
    """Return what the options leave out. Raises UserError if a day or the file of hosts can't be read."""
    from newstally.pipeline.bulk.filters import Filters

    named: frozenset[str] = frozenset()
    if hosts is not None:
        try:
            lines = hosts.read_text(encoding="utf-8").splitlines()
        except (OSError, UnicodeDecodeError) as error:
            raise UserError(f"--hosts {hosts}: can't be read: {error}") from None
        named = frozenset(line.strip().lower().removeprefix("www.") for line in lines if line.strip())
        if not named:
            raise UserError(f"--hosts {hosts}: names no host")
    return Filters(
        tuple(sorted(code.lower() for code in language or ())),
        named,
        day(since, "--since"),
        day(until, "--until"),
        numeral,
    )
