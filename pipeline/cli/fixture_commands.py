"""Commands on fixtures: ``newstally fixtures add|check|accept|coverage|compare``."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.console import Console

from newstally.pipeline.cli.app import UserError, app, warn
from newstally.pipeline.cli.country_option import CountryOption
from newstally.pipeline.cli.extract_commands import LanguageData
from newstally.pipeline.cli.ledger_options import (
    CONFIG,
    AllowOption,
    Config,
    ContactOption,
    LedgerOption,
    configured,
)
from newstally.pipeline.cli.page_options import LanguageOption, OutletOption, TimezoneOption, UrlOption
from newstally.pipeline.drawing import harmless
from newstally.pipeline.fixtures.report import ReportFormat, counted
from newstally.pipeline.output import Format, text_out

if TYPE_CHECKING:
    from newstally.pipeline.page_sources import SavedPage

fixtures = typer.Typer(
    name="fixtures",
    help="Saved pages with what should be found in them: notice the day that something stops working.",
    no_args_is_help=True,
    rich_markup_mode="rich",
)
app.add_typer(fixtures)


@fixtures.callback()
def read_with(language_data: LanguageData = None) -> None:
    """Have fixtures read with the words of one's own that are named, else with those of the configuration here."""
    from newstally.extract.words import use_folder

    if language_data is not None:
        use_folder(language_data)
    elif CONFIG.exists():
        configured(CONFIG)


Paths = Annotated[
    list[Path] | None,
    typer.Argument(
        metavar="[PATH…]", help="Fixtures, or folders of them. [default: fixtures]", show_default=False
    ),
]


@fixtures.command()
def check(
    paths: Paths = None,
    format: Annotated[ReportFormat, typer.Option(help="How to report.")] = ReportFormat.table,
) -> None:
    """Say what is found otherwise than expected, claim by claim, and by which rule. Exit code 1 on any difference.

    [bold]Examples[/bold]

      newstally fixtures check
      newstally fixtures check fixtures/budget-speech
      newstally fixtures check --format junit > report.xml
      newstally fixtures check --format markdown >> $GITHUB_STEP_SUMMARY
    """
    from newstally.pipeline.fixtures.check import DEFAULT
    from newstally.pipeline.fixtures.check import check as check_fixtures
    from newstally.pipeline.fixtures.report import write_report

    result = check_fixtures(paths or [DEFAULT])
    write_report(result, format, text_out())
    if format is not ReportFormat.table:
        for problem in result.problems:
            warn(str(problem))
    if not result.ok:
        raise SystemExit(1)


@fixtures.command()
def add(
    page: Annotated[
        str, typer.Argument(metavar="ADDRESS|FILE|CLAIM_ID", help="Where the page is to be had.")
    ],
    into: Annotated[
        Path | None,
        typer.Option(
            metavar="DIR",
            help="Folder of the fixtures. [default: where those in fixtures lie]",
            show_default=False,
        ),
    ] = None,
    name: Annotated[str | None, typer.Option(help="Name of the fixture; default: from the title.")] = None,
    url: UrlOption = None,
    outlet: OutletOption = None,
    country: CountryOption = None,
    language: LanguageOption = None,
    timezone: TimezoneOption = None,
    config: Config = CONFIG,
    ledger: LedgerOption = None,
    contact: ContactOption = None,
    allow: AllowOption = None,
) -> None:
    """Save a page and what is found in it now as a new fixture, to be corrected by hand.

    An address is fetched by the crawler's own rules; a claim's page is taken from the archive.

    [bold]Examples[/bold]

      newstally fixtures add https://www.example.org/budget-speech
      newstally fixtures add page.html --url https://www.example.org/story --country us
      newstally fixtures add yu5mfrs6eddz          # the page in which this claim was read
    """
    from newstally.pipeline.cli.page_argument import find_page
    from newstally.pipeline.fixtures.check import DEFAULT
    from newstally.pipeline.fixtures.folder import home_of_fixtures

    found = find_page(
        page,
        config=config,
        ledger=ledger,
        contact=contact,
        allow=tuple(allow or ()),
        url=url,
        name=outlet,
        country=country,
        language=language,
        timezone=timezone,
    )
    _keep_fixture(found, into or home_of_fixtures(DEFAULT), name)


def _keep_fixture(page: "SavedPage", into: Path, name: str | None) -> None:
    """Write a fixture, keep what is found in it as the accepted state, and say where it is.

    Raises UserError if there is one of this name or it can't be written.
    """
    from newstally.pipeline.fixtures.accepted import keep
    from newstally.pipeline.fixtures.add import FixtureExistsError
    from newstally.pipeline.fixtures.add import add as add_fixture
    from newstally.pipeline.fixtures.compare import compare
    from newstally.pipeline.fixtures.folder import load_fixture

    try:
        folder, observation = add_fixture(page, into, name)
    except FixtureExistsError as error:
        raise UserError(str(error)) from None
    except OSError as error:
        raise UserError(f"{into}: can't be written: {error.strerror}") from None
    fixture, problems = load_fixture(folder)
    if fixture is None:
        raise UserError("; ".join(map(str, problems)))
    keep([compare(fixture, observation)])
    claims = counted(len(fixture.expected.claims), "claim")
    print(
        f"wrote {folder}: {claims}; correct {fixture.expected.path}, then `newstally fixtures check {folder}`"
    )
    if observation["note"] or observation["not_an_article"]:
        warn(observation["note"] or f"the page holds no article: {observation['not_an_article']}")


@fixtures.command()
def accept(
    places: Annotated[
        list[str] | None,
        typer.Argument(metavar="[PATH[:LINE]…]", help="Fixtures, or a line of one as `check` names it."),
    ] = None,
    field: Annotated[list[str] | None, typer.Option(help="Only changes of this field.")] = None,
    kind: Annotated[
        list[str] | None,
        typer.Option(
            help="Only differences of this kind: missing, unexpected, present, changed, article, passes."
        ),
    ] = None,
    everything: Annotated[bool, typer.Option("--all", help="All differences of the fixtures named.")] = False,
    nothing: Annotated[bool, typer.Option("--none", help="No difference: only keep the figures.")] = False,
    known: Annotated[
        str | None,
        typer.Option(metavar="REASON", help="Keep what is expected, and mark it as failing for this reason."),
    ] = None,
) -> None:
    """Take what is found now into the files, for the differences chosen, and keep the run's figures for comparison.

    Without a choice you are asked about each difference. Comments and everything else in the files stay.

    [bold]Examples[/bold]

      newstally fixtures accept                                    # asks
      newstally fixtures accept fixtures/budget-speech:23          # the difference on that line
      newstally fixtures accept fixtures/budget-speech --field source
      newstally fixtures accept --all
      newstally fixtures accept fixtures/poll:31 --known "pollsters behind a noun are not found yet"
    """
    from newstally.pipeline.fixtures.accept_run import Choice, ChoiceError, accept_run

    try:
        choice = Choice(places or [], tuple(field or ()), tuple(kind or ()), everything, nothing, known)
        if not choice.chooses and not sys.stdin.isatty():
            raise UserError(
                "say which differences: PATH:LINE, --field, --kind, --all or --none (see newstally fixtures check)"
            )
        result = accept_run(choice, ask=None if choice.chooses else _ask)
    except ChoiceError as error:
        raise UserError(str(error)) from None
    for problem in result.problems:
        warn(str(problem))
    for path in result.kept:
        print(f"the figures are kept in {path}")
    print(f"{counted(result.accepted, 'difference')} accepted, {result.left} left")
    if result.problems:
        raise SystemExit(1)


def _ask(outcome: Any, difference: Any) -> bool:
    """Show a difference and ask whether it is to be taken over."""
    from rich.console import Console

    from newstally.pipeline.fixtures.wording import describe_difference

    console = Console(highlight=False, markup=False, soft_wrap=True)
    console.print(f"{outcome.fixture.name}  {outcome.fixture.expected.path}", style="bold")
    console.print(harmless(describe_difference(difference)), end="")
    return typer.confirm("  accept?", default=False)


@fixtures.command()
def coverage(
    folder: Annotated[Path, typer.Argument(metavar="[DIR]", help="Folder of the fixtures.")] = Path(
        "fixtures"
    ),
    only: Annotated[
        list[str] | None,
        typer.Option(metavar="RULE", help="Only entries whose names begin so, such as comparators.more."),
    ] = None,
    untested: Annotated[
        bool, typer.Option("--untested", help="Print only the entries that are untested.")
    ] = False,
    language: Annotated[str, typer.Option(metavar="CODE", help="Whose data.")] = "en",
    format: Annotated[Format, typer.Option(help="How to print.")] = Format.table,
) -> None:
    """Show which entries of the language data no fixture would miss.

    Each entry is taken out, and the fixtures are read again without it. With many fixtures that takes an hour the
    first time; --only looks at a part of the data. The result is kept in DIR/coverage.json, and nothing is read again
    until data, extractor or fixtures change.

    [bold]Examples[/bold]

      newstally fixtures coverage
      newstally fixtures coverage --only comparators.more --only periods
      newstally fixtures coverage --untested --format csv > untested.csv
    """
    from rich.progress import Progress

    from newstally.pipeline.fixtures.coverage import measure
    from newstally.pipeline.fixtures.coverage_report import write_coverage
    from newstally.pipeline.fixtures.folder import load_fixtures
    from newstally.pipeline.fixtures.trials import TrialsError

    found, problems = load_fixtures([folder])
    for problem in problems:
        warn(str(problem))
    if not found:
        raise UserError(f"{folder}: there is no fixture that could be read")
    try:
        with Progress(
            transient=True, disable=not sys.stderr.isatty(), console=Console(stderr=True)
        ) as progress:
            task = progress.add_task("taking entries out, one after the other", total=None)
            result = measure(
                folder,
                language=language,
                only=tuple(only or ()),
                on_progress=lambda done, of: progress.update(task, completed=done, total=of),
            )
    except (TrialsError, OSError) as error:
        raise UserError(str(error)) from None
    write_coverage(result, format, text_out(), untested=untested)


@fixtures.command()
def compare(
    paths: Paths = None,
    against: Annotated[
        str,
        typer.Option(
            metavar="REV|WHEEL", help="A git revision, a wheel, a folder with a version, or an environment."
        ),
    ] = "HEAD",
    format: Annotated[Format, typer.Option(help="How to print.")] = Format.table,
) -> None:
    """Show what this version finds otherwise than another one in the same pages. Exit code 1 on any difference.

    Lines with - are the other version's, those with + this one's; each is better or worse where a fixture holds it
    fast.

    [bold]Examples[/bold]

      newstally fixtures compare                              # what the changes not yet committed do
      newstally fixtures compare --against v0.1.0
      newstally fixtures compare fixtures/pages --against newstally-0.1.0-py3-none-any.whl
    """
    from newstally.pipeline.fixtures.check import DEFAULT, outcomes
    from newstally.pipeline.fixtures.contrast import contrast
    from newstally.pipeline.fixtures.contrast_report import write_contrasts
    from newstally.pipeline.fixtures.folder import load_fixtures
    from newstally.pipeline.fixtures.versions import VersionError, observations, version

    found, problems = load_fixtures(paths or [DEFAULT])
    for problem in problems:
        warn(str(problem))
    try:
        with version(against) as other:
            there = observations(other, found)
            name = other.name
    except VersionError as error:
        raise UserError(str(error)) from None
    contrasts = [
        contrast(outcome.fixture, there[outcome.fixture.name], outcome.observation)
        for outcome in outcomes(found)
    ]
    write_contrasts(contrasts, name, format, text_out())
    if problems or any(one.changes for one in contrasts):
        raise SystemExit(1)
