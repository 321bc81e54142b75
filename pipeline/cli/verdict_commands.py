"""Commands on contradictions as a person judges them: ``newstally verdict`` and ``newstally verdicts``."""

from typing import Annotated

import typer

from newstally.pipeline.cli.app import UserError, app
from newstally.pipeline.cli.ledger_options import (
    CONFIG,
    FIGURE,
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
from newstally.pipeline.output import Format, write_rows

VERDICTS = (
    "verdict_id",
    "holds",
    "figure",
    "subject",
    "source",
    "other_figure",
    "other_source",
    "note",
    "made_at",
)
ANSWERS = {"true": True, "yes": True, "false": False, "no": False}


@app.command()
def verdict(
    claim: Annotated[str, typer.Argument(metavar="CLAIM", help="One claim.")],
    other: Annotated[str, typer.Argument(metavar="OTHER", help="The other claim.")],
    holds: Annotated[str, typer.Argument(metavar="true|false", help="Whether they contradict each other.")],
    note: Annotated[str | None, typer.Option(help="Why, for whoever looks at it later.")] = None,
    config: Config = CONFIG,
) -> None:
    """Say whether two claims contradict each other. Prints the verdict's id. Survives a rebuild.

    A pair judged false leaves `newstally disagreements`, one judged true stands first there. The last verdict on a
    pair holds; `newstally split --undo ID` takes one back.

    [bold]Examples[/bold]

      newstally verdict l4vjgyzh7uyp hdbaaz7k5laa false --note "counted on different days"
      newstally disagreements --format jsonl | jq -r '[.claim_id, .other_id, .reason] | @tsv'
    """
    from newstally.pipeline.ledger.verdicts import judge

    if holds.lower() not in ANSWERS:
        raise UserError(f"the verdict is true or false, not {holds!r}")
    configuration = configured(config)
    with user_errors():
        print(judge(configuration.ledger, configuration.archive, claim, other, ANSWERS[holds.lower()], note))


verdicts = typer.Typer(
    cls=Listing,
    name="verdicts",
    help="List the verdicts on contradictions, the latest first, or export them for a model to learn from.",
    rich_markup_mode="rich",
)
app.add_typer(verdicts)


@verdicts.command("list")
def list_verdicts(
    limit: LimitOption = 100,
    config: Config = CONFIG,
    ledger: LedgerOption = None,
    at: AtOption = None,
    format: FormatOption = Format.table,
) -> None:
    """List the verdicts on contradictions, the latest first. The word list can be left out.

    [bold]Examples[/bold]

      newstally verdicts
      newstally verdicts --format csv
    """
    from newstally.pipeline.ledger.questions import question

    asked = question("verdicts", limit=limit)
    query = f"SELECT *, {FIGURE.format('')} AS figure, {FIGURE.format('other_')} AS other_figure FROM ({asked.query})"
    path = ledger_path(config, ledger, at)
    print_answer(path, query, asked.values, format=format, columns=VERDICTS, empty="no verdicts")


@verdicts.command()
def export(config: Config = CONFIG, ledger: LedgerOption = None) -> None:
    """Print each verdict as a line of JSON with everything by which its two figures are compared.

    What a model of contradictions learns from, by `benchmarks/learn_comparing.py EVENTS_DIR --verdicts FILE --write`.

    [bold]Examples[/bold]

      newstally verdicts export > verdicts.jsonl
    """
    from newstally.pipeline.ledger.verdicts import export as exported

    with user_errors():
        write_rows(exported(ledger_path(config, ledger)), Format.jsonl)
