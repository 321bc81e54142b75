"""The command ``demo``: the whole way, over the news sites that come with the project."""

import time
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from newstally.pipeline.cli.app import UserError, app
from newstally.pipeline.configuration import DEFAULT_NAME, Configuration
from newstally.pipeline.output import Format

FOLDER = Path("demo")


@app.command()
def demo(
    folder: Annotated[
        Path, typer.Argument(metavar="[DIR]", help="Where archive and ledger are left.")
    ] = FOLDER,
    fresh: Annotated[bool, typer.Option("--fresh", help="Begin anew instead of crawling again.")] = False,
    serve: Annotated[bool, typer.Option("--serve", help="Keep the sites answering until Ctrl-C.")] = False,
) -> None:
    """Crawl the bundled news sites over real HTTP and show what their figures say. Touches no other site.

    Archive, ledger and configuration are left in demo/. A second time the same sites are crawled again, which adds
    nothing.

    [bold]Examples[/bold]

      newstally demo
      newstally demo --fresh
      newstally demo --serve     # in another shell: newstally crawl --now -c demo/newstally.toml
    """
    from newstally.pipeline.demo.tour import SITES, tour

    if not SITES.is_dir():
        raise UserError(f"the demo's sites are not here ({SITES}); run it from a checkout of the repository")
    console = Console(highlight=False)
    begun = time.monotonic()

    def crawl(config: Path) -> None:
        from newstally.pipeline.cli.crawl_commands import crawl as crawl_command

        heading(console, f"newstally crawl --now -c {config}")
        crawl_command(config=config, outlet=None, now=True, archive_only=False, format=Format.table)

    def show(configuration: Configuration) -> None:
        show_ledger(console, folder / DEFAULT_NAME)
        console.print(
            f"\nDone in {time.monotonic() - begun:.0f} s. Archive and ledger are in {folder}/. Try next:\n"
        )
        for command in next_commands(folder / DEFAULT_NAME):
            console.print(f"  {command}", style="bold", soft_wrap=True)
        if serve:
            console.print("\nThe sites keep answering; Ctrl-C ends them.")
            while True:
                time.sleep(1)

    tour(folder, crawl, show, fresh=fresh)


def heading(console: Console, command: str) -> None:
    """Print a command as one would type it, above what it prints."""
    console.print(f"\n$ {command}", style="bold", soft_wrap=True)


def show_ledger(console: Console, config: Path) -> None:
    """Print what stands in the ledger, where its sources contradict each other, and what was corrected."""
    from newstally.pipeline.cli.ledger_commands import claims, disagreements, query

    heading(console, f"newstally claims --limit 15 -c {config}")
    claims(limit=15, config=config)
    heading(console, f"newstally disagreements -c {config}")
    disagreements(config=config)
    revisions = "SELECT outlet, subject, source, before, after FROM revisions"
    heading(console, f'newstally query "{revisions}" -c {config}')
    query(revisions, config=config)


def next_commands(config: Path) -> list[str]:
    """Return three commands to try on the demo's ledger."""
    return [
        f'newstally timeline "people died" -c {config}',
        f"newstally claims --source Arreaza -c {config}",
        f'newstally query "SELECT source, count(*) AS claims FROM claims GROUP BY 1 ORDER BY 2 DESC" -c {config}',
    ]
