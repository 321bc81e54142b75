"""Commands on sources: ``newstally sources``, ``sources merge`` and ``sources split``."""

from typing import Annotated

import typer

from newstally.pipeline.cli.app import UserError, app
from newstally.pipeline.cli.ledger_options import (
    CONFIG,
    AtOption,
    Config,
    FormatOption,
    LedgerOption,
    LimitOption,
    configured,
    ledger_path,
    print_answer,
    user_errors,
)
from newstally.pipeline.cli.listing import Listing
from newstally.pipeline.output import Format, cell

SOURCES = (
    "source",
    "claims",
    "spoken_claims",
    "sightings",
    "outlets",
    "first_seen",
    "last_seen",
    "organisation_id",
    "aliases",
)

sources = typer.Typer(
    cls=Listing,
    name="sources",
    help="List who gives figures, with all the names they go by, the most quoted first; say which names are one.",
    rich_markup_mode="rich",
)
app.add_typer(sources)


@sources.command("list")
def list_sources(
    text: Annotated[str | None, typer.Argument(metavar="[NAME]", help="Part of the name.")] = None,
    limit: LimitOption = 100,
    config: Config = CONFIG,
    ledger: LedgerOption = None,
    at: AtOption = None,
    format: FormatOption = Format.table,
) -> None:
    """List who gives figures, with all the names they go by, the most quoted first. The word list can be left out.

    [bold]Examples[/bold]

      newstally sources
      newstally sources arreaza --format jsonl
    """
    from newstally.pipeline.ledger.questions import sources_question

    asked = sources_question(text, limit)
    path = ledger_path(config, ledger, at)
    print_answer(path, asked.query, asked.values, format=format, columns=SOURCES, empty="no sources")


@sources.command()
def merge(
    names: Annotated[list[str], typer.Argument(metavar="NAME NAME…", help="Names of one source.")],
    config: Config = CONFIG,
    reason: Annotated[str | None, typer.Option(help="Why, for whoever looks at it later.")] = None,
) -> None:
    """Say that sources are one and the same, in every story, now and later. Survives a rebuild.

    Prints what the source is called. `newstally split --undo ID` takes it back; the table corrections lists decisions.

    [bold]Examples[/bold]

      newstally sources merge "Attorney General's Office" "Fiscalía General"
      newstally sources merge OCHA "UN humanitarian office" --reason "its full name"
    """
    from newstally.pipeline.ledger.source_corrections import merge_sources

    if len(set(names)) < 2:
        raise UserError("name at least two sources")
    configuration = configured(config)
    with user_errors():
        print(cell(merge_sources(configuration.ledger, configuration.archive, names, reason).name))


@sources.command()
def split(
    source: Annotated[str, typer.Argument(metavar="SOURCE", help="The source for which the name was taken.")],
    name: Annotated[str, typer.Argument(metavar="NAME", help="The name that stands for itself.")],
    config: Config = CONFIG,
    reason: Annotated[str | None, typer.Option(help="Why, for whoever looks at it later.")] = None,
) -> None:
    """Say that a name which was taken for a source's stands for itself, in every story. Survives a rebuild.

    `newstally sources SOURCE` lists the names that are taken for it.

    [bold]Examples[/bold]

      newstally sources split "Donald Trump" Trump --reason "the company"
    """
    from newstally.pipeline.ledger.source_corrections import split_source

    configuration = configured(config)
    with user_errors():
        print(cell(split_source(configuration.ledger, configuration.archive, source, name, reason).name))
