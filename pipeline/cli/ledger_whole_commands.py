"""Commands on the ledger as a whole: ``rebuild``, ``doctor``, ``export``, ``import``, ``compact``."""

from contextlib import nullcontext
from datetime import timedelta
from pathlib import Path
from typing import Annotated

import typer

from newstally.pipeline.cli.app import UserError, app, warn
from newstally.pipeline.cli.ledger_options import (
    CONFIG,
    Config,
    FormatOption,
    JobsOption,
    LedgerOption,
    advise,
    configured,
    ledger_path,
    named_ledger,
    user_errors,
)
from newstally.pipeline.configuration import Configuration
from newstally.pipeline.ledger.place import folder_of
from newstally.pipeline.output import Format, cell, write_rows

DIFFERENCE = (
    "change",
    "fields",
    "figure_before",
    "figure",
    "unit_before",
    "unit",
    "subject_before",
    "subject",
    "source_before",
    "source",
    "url",
)

SHEETS = {
    "claims": "FROM claims ORDER BY first_seen DESC NULLS LAST, claim_id",
    "sightings": """SELECT sighting_id, claim_id, quantity, comparator, low, high, kind, unit, subject, source,
        as_of_start, as_of_end, modality, sentence, published_at, outlet, url, article_id, confidence, claim_reason
        FROM sightings ORDER BY published_at DESC NULLS LAST, sighting_id""",
    "disagreements": "FROM disagreements WHERE place IS NOT NULL ORDER BY strength DESC, claim_id, other_id",
    "revisions": "FROM revisions",
    "sources": "FROM sources ORDER BY sightings DESC, source_id",
    "articles": "SELECT * EXCLUDE (text) FROM articles ORDER BY published_at DESC NULLS LAST, article_id",
}
"""The sheets of a workbook, and what stands in them."""


@app.command()
def rebuild(
    config: Config = CONFIG,
    jobs: JobsOption = None,
    diff: Annotated[
        bool, typer.Option("--diff", help="Only show what would be different; the ledger stays as it is.")
    ] = False,
    format: FormatOption = Format.table,
) -> None:
    """Make the whole ledger anew from the archive. The old one can be used until the new one takes its place.

    [bold]Examples[/bold]

      newstally rebuild --diff
      newstally rebuild --diff --format csv > changes.csv
      newstally rebuild --jobs 8
    """
    from newstally.pipeline.intake.pool import cores
    from newstally.pipeline.intake.rebuild import rebuild as run

    configuration = configured(config)
    with user_errors():
        report, differences = run(configuration, jobs=jobs or cores(), only_compare=diff)
    for problem in report.problems:
        warn(problem)
    if differences is not None:
        shown = DIFFERENCE if format.for_people else None
        write_rows(differences, format, columns=shown, empty="no difference")
    else:
        print(
            f"{report.added.articles:,} articles, {report.added.sightings:,} sightings, {report.added.claims:,} claims"
        )
    if report.problems:
        raise SystemExit(1)


@app.command()
def doctor(
    config: Config = CONFIG,
    ledger: LedgerOption = None,
    deep: Annotated[
        bool,
        typer.Option(
            "--deep", help="Also read every block, derive everything anew, and read every page again."
        ),
    ] = False,
    jobs: JobsOption = None,
) -> None:
    """Check every invariant of the ledger and say what was found. Exit code 1 if one is broken.

    With --deep every block of ledger, archive and crawler's state is read and compared with its checksum, and every
    page is read again: the archive must give the rows that the ledger has. Takes as long as a rebuild.

    [bold]Examples[/bold]

      newstally doctor
      newstally doctor --deep --jobs 2
    """
    from newstally.pipeline.doctor import examine_deeply
    from newstally.pipeline.intake.pool import cores
    from newstally.pipeline.ledger.doctor import Finding, examine

    broken: list[Finding] = []
    examined = _configuration_for(config, ledger)
    with user_errors():
        for finding in examine_deeply(examined, jobs=jobs or cores()) if deep else examine(examined.ledger):
            broken += [finding] if finding.broken else []
            print(f"{'broken' if finding.broken else 'ok':>6}  {finding.check}")
            if finding.broken:
                print(f"        {finding.broken:,} times, such as {'; '.join(map(cell, finding.examples))}")
    advise(examined.ledger)
    if broken:
        advice = "; ".join(dict.fromkeys(finding.advice for finding in broken))
        raise UserError(f"{len(broken)} check{'s' * (len(broken) > 1)} failed: {advice}")


def _configuration_for(config: Path, ledger: str | None) -> Configuration:
    """Return the configuration, for a ledger that is named by itself one with the archive beside it."""
    place = named_ledger(ledger)
    if place is None or config.exists():
        read = configured(config)
        return read if place is None else read.model_copy(update={"ledger": place})
    return Configuration(ledger=place, archive=folder_of(place) / "archive")


@app.command()
def export(
    directory: Annotated[
        str, typer.Argument(metavar="DIR|LAKE", help="Folder for the files, or ducklake:CATALOG.")
    ],
    config: Config = CONFIG,
    ledger: LedgerOption = None,
    data: Annotated[
        Path | None, typer.Option(metavar="DIR", help="Folder for a new lake's Parquet files.")
    ] = None,
) -> None:
    """Write the whole ledger as Parquet files, one for each table, with its schema; or what is new into a DuckLake.

    A lake keeps a snapshot of each export, and any number of programs read it at once (docs/scale.md).

    [bold]Examples[/bold]

      newstally export backup-2026-02/
      newstally export ducklake:lake.ducklake
      newstally export "ducklake:postgres:dbname=news host=db.example.org" --data /shared/lake
    """
    from newstally.pipeline.ledger.lake.publishing import publish
    from newstally.pipeline.ledger.place import PREFIX, Lake
    from newstally.pipeline.ledger.store import as_file
    from newstally.pipeline.ledger.transfer import export_ledger

    if not directory.strip():
        raise UserError("DIR is empty; name a folder for the files, such as backup-2026-02/")
    if directory.startswith(PREFIX):
        place = ledger_path(config, ledger)
        with user_errors(), as_file(place) if isinstance(place, Lake) else nullcontext(place) as path:
            for table, changed in publish(path, directory, data).items():
                print(f"{changed.added:>12,} more  {changed.removed:>12,} fewer  {table}")
        return
    folder = Path(directory)
    with user_errors():
        for table, rows in export_ledger(ledger_path(config, ledger), folder).items():
            print(f"{rows:>12,}  {folder / table}.parquet")


@app.command()
def compact(
    config: Config = CONFIG,
    ledger: LedgerOption = None,
    keep: Annotated[
        int | None, typer.Option(min=0, metavar="DAYS", help="Forget states of more days ago than this.")
    ] = None,
) -> None:
    """Put the small files of a ledger that is a lake together, and forget what it was long ago.

    [bold]Examples[/bold]

      newstally compact
      newstally compact --keep 30
    """
    from newstally.pipeline.ledger.lake.writing import compact_lake
    from newstally.pipeline.ledger.place import Lake

    place = ledger_path(config, ledger)
    if not isinstance(place, Lake):
        raise UserError(
            f"{place}: this ledger is a file, which needs no compaction; docs/scale.md tells of lakes"
        )
    with user_errors():
        forgotten = compact_lake(place, None if keep is None else timedelta(days=keep))
    print(f"{forgotten:,} earlier states forgotten" if keep is not None else "small files are put together")


@app.command("import")
def import_(
    directory: Annotated[Path, typer.Argument(metavar="DIR", help="Folder that `newstally export` wrote.")],
    config: Config = CONFIG,
    ledger: LedgerOption = None,
) -> None:
    """Make a ledger from an export. There must not be one yet.

    [bold]Examples[/bold]

      newstally import backup-2026-02/
    """
    from newstally.pipeline.ledger.transfer import import_ledger

    with user_errors():
        path = ledger_path(config, ledger)
        for table, rows in import_ledger(path, directory).items():
            print(f"{rows:>12,}  {table}")
