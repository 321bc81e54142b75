"""The command ``bulk``: many WARC files, on many cores or machines, into one ledger."""

import contextlib
import json
import sys
import time
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from newstally.pipeline.cli.app import app, warn
from newstally.pipeline.cli.bulk_filters import (
    HostsFilter,
    LanguageFilter,
    NumeralFilter,
    SinceFilter,
    UntilFilter,
    filters_of,
)
from newstally.pipeline.cli.bulk_options import (
    BaseOption,
    KeepResultsOption,
    PageMemoryOption,
    PageSecondsOption,
    RayOption,
    ReportOption,
    ResultsOption,
    ShardsOption,
    TriesOption,
)
from newstally.pipeline.cli.ledger_options import (
    CONFIG,
    Config,
    JobsOption,
    advise,
    configured,
    tell_watchers,
    user_errors,
)
from newstally.pipeline.configuration import Configuration
from newstally.pipeline.forking import begin_loading
from newstally.pipeline.ledger.place import folder_of
from newstally.pipeline.output import cell

if TYPE_CHECKING:
    from newstally.pipeline.bulk.run import BulkReport, Options
    from newstally.pipeline.bulk.workers import Workers

LINE_SECONDS = 30.0
"""How often progress is told where it can't be told in place."""

SHOWN = 20
"""Failed files that are named one by one."""


@app.command()
def bulk(
    files: Annotated[
        list[str],
        typer.Argument(
            metavar="FILE…", help="WARC files, folders, manifests (lines of paths or addresses), or -."
        ),
    ],
    config: Config = CONFIG,
    jobs: JobsOption = None,
    ray: RayOption = None,
    base: BaseOption = None,
    language: LanguageFilter = None,
    hosts: HostsFilter = None,
    since: SinceFilter = None,
    until: UntilFilter = None,
    numeral: NumeralFilter = False,
    results: ResultsOption = None,
    keep_results: KeepResultsOption = False,
    shards: ShardsOption = None,
    page_seconds: PageSecondsOption = 60.0,
    page_memory: PageMemoryOption = 1500,
    tries: TriesOption = 3,
    report: ReportOption = None,
) -> None:
    """Read many WARC files, on all cores or on a cluster, into the ledger. What is in it is not read again.

    Files may stand elsewhere (https://, s3://). When it was interrupted, the same command goes on. Progress is told on
    standard error. Exit code 1 if a file or a page could not be read.

    [bold]Examples[/bold]

      newstally bulk warcs/ --jobs 8
      newstally bulk warc.paths.gz --language en --numeral --report failed.jsonl
      newstally bulk s3://commoncrawl/crawl-data/CC-NEWS/2026/02/CC-NEWS-20260226010203-00123.warc.gz
      newstally bulk warc.paths.gz --ray auto --results /shared/bulk
      newstally bulk warc.paths.gz --ray auto --results /shared/bulk --shards 200
    """
    configuration = configured(config)
    if ray is None:
        begin_loading()  # beside this process, which has as much to load for itself

    from newstally.pipeline.bulk.file_task import Limits
    from newstally.pipeline.bulk.run import Options

    addresses, problems = _addresses(files, base)
    options = Options(
        results=results or folder_of(configuration.ledger) / "bulk",
        filters=filters_of(language, hosts, since, until, numeral),
        limits=Limits(page_seconds=page_seconds, page_memory=page_memory * 1_000_000),
        tries=tries,
        keep_results=keep_results,
        shards=shards,
    )
    with user_errors(), contextlib.closing(_workers(ray, jobs)) as workers:
        found = _read(configuration, addresses, workers, options, report)
    _tell(found, report)
    advise(configuration.ledger)
    tell_watchers(configuration)
    if problems or found.failed:
        raise SystemExit(1)


def _read(
    configuration: Configuration,
    addresses: list[str],
    workers: "Workers",
    options: "Options",
    report: Path | None,
) -> "BulkReport":
    """Read the files into the ledger, showing how far it is, and write into the report what could not be read."""
    from newstally.pipeline.bulk.run import run_bulk

    with _lines_into(report) as note, _progress() as show:
        found = run_bulk(configuration, addresses, workers, options, show, lambda told: note(problem=told))
        for file, reason in found.failed.items():
            note(file=file, reason=reason)
    return found


def _addresses(files: list[str], base: str | None) -> tuple[list[str], int]:
    """Return the files to be read, and the number of names that stand for none, which are told."""
    from newstally.pipeline.bulk.addresses import find_files
    from newstally.pipeline.documents import Problem

    addresses: list[str] = []
    problems = 0
    for found in find_files(files, base):
        if isinstance(found, Problem):
            warn(str(found))
            problems += 1
        else:
            addresses.append(found)
    return addresses, problems


def _workers(ray: str | None, jobs: int | None) -> "Workers":
    from newstally.pipeline.bulk.workers import LocalWorkers, RayWorkers
    from newstally.pipeline.intake.pool import cores

    return RayWorkers(ray, jobs) if ray is not None else LocalWorkers(jobs or cores())


@contextlib.contextmanager
def _lines_into(report: Path | None) -> Iterator[Callable[..., None]]:
    """Give what writes a line of JSON into the report, at once; without a report it writes nothing."""
    if report is None:
        yield lambda **told: None
        return
    with report.open("w", encoding="utf-8", buffering=1) as stream:
        yield lambda **told: print(json.dumps(told, ensure_ascii=False), file=stream)


@contextlib.contextmanager
def _progress() -> Iterator[Callable[["BulkReport"], None]]:
    """Give what shows how far it is: a line that changes on a terminal, else one every half minute."""
    terminal = sys.stderr.isatty()
    told = time.monotonic()

    def show(report: "BulkReport") -> None:
        nonlocal told
        if terminal:
            print(f"\r{how_far(report):<100}", end="", file=sys.stderr, flush=True)
        elif time.monotonic() - told >= LINE_SECONDS:
            told = time.monotonic()
            print(f"newstally: {how_far(report)}", file=sys.stderr, flush=True)

    try:
        yield show
    finally:
        if terminal:
            print(file=sys.stderr)


def how_far(report: "BulkReport") -> str:
    """Return how far a run is, and how long the rest will take."""
    files = f"{report.known + report.done:,} of {report.files:,} files"
    pace = f"{report.articles:,} articles, {report.articles / max(report.seconds, 1e-9):.1f} a second"
    failed = f", {len(report.failed):,} failed" if report.failed else ""
    if report.step is not None:
        return f"{files}{failed}; {report.articles:,} articles, by shards: {report.step}"
    left = report.seconds_left
    rest = "" if left is None else f", {timedelta(seconds=round(left))} left"
    return f"{files}{failed}; {pace}{rest}"


def _tell(found: "BulkReport", report: Path | None) -> None:
    """Print what was added, and which files failed."""
    added = found.intake.added
    print(
        f"{found.done:,} files read, {found.known:,} in the ledger before, {len(found.failed):,} failed; "
        f"{added.articles:,} new articles, {added.sightings:,} sightings, {added.claims:,} more claims"
    )
    for reason, number in found.intake.no_articles().most_common():
        print(f"  {number:,} no articles: {cell(reason)}")
    if found.problems:
        where = f"{report} has them" if report is not None else "--report FILE writes them down"
        warn(f"{found.problems:,} pages could not be read, or not whole: {where}")
    for file, reason in list(found.failed.items())[:SHOWN]:
        warn(f"{file}: {reason}")
    if len(found.failed) > SHOWN:
        warn(f"{len(found.failed) - SHOWN:,} more files failed")
