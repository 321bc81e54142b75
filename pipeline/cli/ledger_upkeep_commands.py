"""Commands that change or move the ledger: ``ingest``, ``merge``, ``split``."""

from contextlib import closing
from pathlib import Path
from typing import Annotated

import typer

from newstally.pipeline.cli.app import UserError, app, warn
from newstally.pipeline.cli.ledger_options import (
    CONFIG,
    Config,
    JobsOption,
    advise,
    configured,
    tell_watchers,
    user_errors,
)
from newstally.pipeline.output import cell


@app.command()
def ingest(
    files: Annotated[
        list[str], typer.Argument(metavar="FILE…", help="WARC, ARC, HTML or JSONL files, folders, or -.")
    ],
    config: Config = CONFIG,
    jobs: JobsOption = None,
    batch: Annotated[int, typer.Option("--batch", min=1, help="Pages taken in by one transaction.")] = 200,
) -> None:
    """Take articles from elsewhere into the ledger: WARC and ARC files, HTML pages, or JSON lines of articles.

    HTML and JSON lines are copied into the archive; WARC and ARC files stay where they are. What is there is not
    added again.

    [bold]Examples[/bold]

      newstally ingest CC-NEWS-20260226010203-00123.warc.gz --jobs 4
      newstally ingest pages/
      newstally ingest articles.jsonl
    """
    from newstally.pipeline.documents import Problem
    from newstally.pipeline.intake.foreign import archive_foreign
    from newstally.pipeline.intake.intake import Intake
    from newstally.pipeline.intake.pool import cores

    configuration = configured(config)
    problems: list[str] = []
    found: list[Path] = []
    with user_errors():
        try:
            for item in archive_foreign(files, configuration.archive):
                if isinstance(item, Problem):
                    problems.append(str(item))
                elif item not in found:
                    found.append(item)
        except OSError as error:
            raise UserError(f"{configuration.archive}: can't be written: {error.strerror or error}") from None
        with closing(Intake(configuration, "ingest", jobs=jobs or cores())) as intake:
            report = intake.run_once(files=found, batch_size=batch)
    for problem in problems + report.problems:
        warn(problem)
    added = report.added
    print(f"{added.articles:,} new articles, {added.sightings:,} sightings, {added.claims:,} more claims")
    for reason, number in report.no_articles().most_common():
        print(f"  {number:,} no articles: {cell(reason)}")
    advise(configuration.ledger)
    tell_watchers(configuration)
    if problems or report.problems:
        raise SystemExit(1)


@app.command()
def merge(
    claims: Annotated[list[str], typer.Argument(metavar="CLAIM CLAIM…", help="Ids of claims that are one.")],
    config: Config = CONFIG,
    reason: Annotated[str | None, typer.Option(help="Why, for whoever looks at it later.")] = None,
) -> None:
    """Say that claims are one and the same. Survives a rebuild.

    [bold]Examples[/bold]

      newstally merge bgremdiqgpka kuctlbapxaue --reason "same announcement"
    """
    from newstally.pipeline.ledger import corrections

    if len(set(claims)) < 2:
        raise UserError("name at least two claims")
    configuration = configured(config)
    with user_errors():
        print(corrections.merge(configuration.ledger, configuration.archive, claims, reason))


@app.command()
def split(
    claim: Annotated[str, typer.Argument(metavar="CLAIM", help="The claim.")],
    sightings: Annotated[
        list[str] | None, typer.Argument(metavar="SIGHTING…", help="Its sightings that are another claim.")
    ] = None,
    undo: Annotated[
        bool, typer.Option("--undo", help="CLAIM is the id of a merge or split to take back.")
    ] = False,
    config: Config = CONFIG,
    reason: Annotated[str | None, typer.Option(help="Why, for whoever looks at it later.")] = None,
) -> None:
    """Say that some sightings of a claim are another claim. Survives a rebuild.

    `newstally show CLAIM` lists the sightings. Merges and splits stand in the table corrections.

    [bold]Examples[/bold]

      newstally split bgremdiqgpka 6tefxvww3rjf --reason "another flood"
      newstally split --undo q5dgxk2ofyzr
    """
    from newstally.pipeline.ledger import corrections

    configuration = configured(config)
    with user_errors():
        if undo:
            corrections.undo(configuration.ledger, configuration.archive, claim)
        elif not sightings:
            raise UserError("name the sightings that are another claim; `newstally show CLAIM` lists them")
        else:
            print(corrections.split(configuration.ledger, configuration.archive, claim, sightings, reason))
