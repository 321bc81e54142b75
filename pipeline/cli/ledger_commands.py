"""Commands that ask the ledger: query, claims, timeline, disagreements, show and schema."""

from typing import Annotated, Any

import typer

from newstally.pipeline.cli.app import app
from newstally.pipeline.cli.ledger_options import (
    AS_OF,
    CONFIG,
    FIGURE,
    AtOption,
    Config,
    FormatOption,
    LedgerOption,
    LimitOption,
    MemoryOption,
    TimeOption,
    day,
    ledger_path,
    one_of,
    print_answer,
    user_errors,
)
from newstally.pipeline.ledger.comparing.model import SURE
from newstally.pipeline.ledger.place import Place
from newstally.pipeline.output import Format, write_rows

CLAIMS = (
    "claim_id",
    "figure",
    "unit",
    "per",
    "statistic",
    "subject",
    "source",
    "as_of",
    "modality",
    "confidence",
    "sightings",
    "independent_sightings",
)
KINDS = ("count", "money", "percent", "ratio", "duration", "measure")
MODALITIES = ("asserted", "negated", "projected", "hypothetical")
TIMELINE = ("as_of", "figure", "unit", "step", "subject", "source", "sightings", "claim_id")
DISAGREEMENTS = (
    "figure",
    "subject",
    "source",
    "other_figure",
    "other_subject",
    "other_source",
    "unit",
    "gap",
    "strength",
)
SHOWN = (
    "sighting_id",
    "quantity",
    "sentence",
    "source_text",
    "claim_reason",
    "confidence",
    "published_at",
    "outlet",
    "url",
    "warc_file",
    "warc_offset",
)

RAW = frozenset({"comparator", "low", "high", "subject_key", "as_of_start", "as_of_end"})
"""Columns that a figure and a period written as people write them tell as well."""


@app.command()
def query(
    sql: Annotated[str, typer.Argument(metavar="SQL", help="One query; - reads it from standard input.")],
    config: Config = CONFIG,
    ledger: LedgerOption = None,
    at: AtOption = None,
    format: FormatOption = Format.table,
    time: TimeOption = 60.0,
    memory: MemoryOption = "2GB",
) -> None:
    """Ask the ledger in SQL. It can only be read, and nothing else can be reached.

    [bold]Examples[/bold]

      newstally query "SELECT source, count(*) FROM claims GROUP BY 1 ORDER BY 2 DESC LIMIT 10"
      newstally query "FROM revisions" --format csv > revisions.csv
      newstally query "FROM search('people released')" --format jsonl
      newstally query - < question.sql
    """
    import sys

    text = sys.stdin.read() if sql == "-" else sql
    print_answer(ledger_path(config, ledger, at), text, format=format, time_limit=time, memory_limit=memory)


@app.command()
def claims(
    text: Annotated[
        str | None, typer.Argument(metavar="[WORDS]", help="Words of the sentence or subject.")
    ] = None,
    text_option: Annotated[str | None, typer.Option("--text", help="The same as WORDS.")] = None,
    source: Annotated[str | None, typer.Option(help="Who gives the figure; a surname will do.")] = None,
    outlet: Annotated[str | None, typer.Option(help="Outlet that printed it.")] = None,
    kind: Annotated[
        str | None, typer.Option(help="count, money, percent, ratio, duration or measure.")
    ] = None,
    unit: Annotated[str | None, typer.Option(help="person, USD, %, kilometre …")] = None,
    at_least: Annotated[float | None, typer.Option(help="Smallest value.")] = None,
    at_most: Annotated[float | None, typer.Option(help="Largest value.")] = None,
    since: Annotated[str | None, typer.Option(metavar="DATE", help="Printed on this day or later.")] = None,
    until: Annotated[str | None, typer.Option(metavar="DATE", help="Printed on this day or earlier.")] = None,
    as_of: Annotated[str | None, typer.Option(metavar="DATE", help="Said to hold on this day.")] = None,
    modality: Annotated[
        str | None, typer.Option(help="asserted, negated, projected or hypothetical.")
    ] = None,
    article: Annotated[str | None, typer.Option(help="Only this article: its address or article_id.")] = None,
    min_confidence: Annotated[
        float | None, typer.Option(min=0, max=1, help="How sure the reading is at least, 0 to 1.")
    ] = None,
    limit: LimitOption = 100,
    config: Config = CONFIG,
    ledger: LedgerOption = None,
    at: AtOption = None,
    format: FormatOption = Format.table,
) -> None:
    """List claims, the latest first; with words, those that fit best first.

    [bold]Examples[/bold]

      newstally claims
      newstally claims "people released" --since 2026-02-01
      newstally claims --source Arreaza --kind count --at-least 1000
      newstally claims --min-confidence 0.8
      newstally claims --outlet "The Lantern" --unit USD --format csv > sums.csv
    """
    from newstally.pipeline.ledger.questions import Filters, claims_question

    filters = Filters(
        text=text or text_option,
        source=source,
        outlet=outlet,
        kind=one_of(kind, "--kind", KINDS),
        unit=unit,
        at_least=at_least,
        at_most=at_most,
        since=day(since, "--since"),
        until=day(until, "--until"),
        as_of=day(as_of, "--as-of"),
        modality=one_of(modality, "--modality", MODALITIES),
        article=article,
        min_confidence=min_confidence,
    )
    asked = claims_question(filters, limit)
    wrapped = f"SELECT *, {FIGURE.format('')} AS figure, {AS_OF.format('')} AS as_of FROM ({asked.query})"
    _print(ledger_path(config, ledger, at), wrapped, asked.values, format, CLAIMS, "no claims")


@app.command()
def timeline(
    text: Annotated[str, typer.Argument(metavar="WORDS", help="Words of the subject or its sentences.")],
    source: Annotated[str | None, typer.Option(help="Only this source.")] = None,
    limit: LimitOption = 200,
    config: Config = CONFIG,
    ledger: LedgerOption = None,
    at: AtOption = None,
    format: FormatOption = Format.table,
) -> None:
    """Show what each source said of one subject over time, with the step from figure to figure.

    [bold]Examples[/bold]

      newstally timeline "people released" --source Arreaza
      newstally timeline "death toll flood" --format markdown
    """
    from newstally.pipeline.ledger.questions import timeline_question

    asked = timeline_question(text, source, limit)
    as_of = f"coalesce({AS_OF.format('')}, first_seen::DATE::VARCHAR)"
    wrapped = f"SELECT *, {FIGURE.format('')} AS figure, {as_of} AS as_of FROM ({asked.query})"
    _print(ledger_path(config, ledger, at), wrapped, asked.values, format, TIMELINE, "no claims about this")


@app.command()
def disagreements(
    text: Annotated[str | None, typer.Argument(metavar="[WORDS]", help="Words of one of the claims.")] = None,
    source: Annotated[str | None, typer.Option(help="One of the two sources.")] = None,
    since: Annotated[
        str | None, typer.Option(metavar="DATE", help="One was printed on this day or later.")
    ] = None,
    strength: Annotated[
        float | None, typer.Option(min=0, max=1, help=f"How sure at least, 0 to 1 ({SURE} if not given).")
    ] = None,
    all_pairs: Annotated[
        bool,
        typer.Option(
            "--all",
            help="Every pair, not only the surest of each two sources and question, also those nobody gives by name.",
        ),
    ] = False,
    limit: LimitOption = 50,
    config: Config = CONFIG,
    ledger: LedgerOption = None,
    at: AtOption = None,
    format: FormatOption = Format.table,
) -> None:
    """Show where sources contradict each other: figures on the same thing that cannot both be true, surest first.

    [bold]Examples[/bold]

      newstally disagreements
      newstally disagreements "people released" --since 2026-02-01
      newstally disagreements --all --strength 0.3 --format csv
    """
    from newstally.pipeline.ledger.questions import disagreements_question

    least = SURE if strength is None else strength
    asked = disagreements_question(text, source, day(since, "--since"), least, all_pairs, limit)
    wrapped = f"""SELECT *, {FIGURE.format("")} AS figure, {FIGURE.format("other_")} AS other_figure
        FROM ({asked.query})"""
    _print(
        ledger_path(config, ledger, at),
        wrapped,
        asked.values,
        format,
        DISAGREEMENTS,
        f"no disagreements at least {least:.0%} sure",
    )


@app.command()
def show(
    claim: Annotated[
        str, typer.Argument(metavar="CLAIM", help="A claim's id, or that of one of its sightings.")
    ],
    config: Config = CONFIG,
    ledger: LedgerOption = None,
    at: AtOption = None,
    format: FormatOption = Format.table,
) -> None:
    """Show a claim with every sighting, its sentence and its page.

    [bold]Examples[/bold]

      newstally show yu5mfrs6eddz
      newstally show yu5mfrs6eddz --format jsonl
    """
    from newstally.pipeline.ledger.ask import asking
    from newstally.pipeline.ledger.corrections import claims_of
    from newstally.pipeline.ledger.questions import question
    from newstally.pipeline.ledger.store import reading

    path = ledger_path(config, ledger, at)
    with user_errors(), reading(path) as connection:
        claim_id = claims_of(connection, [claim])[claim]
    if format is Format.table:
        figure, as_of = FIGURE.format(""), AS_OF.format("")
        claim_asked = question("claim", claim_id=claim_id)
        summary = f"SELECT *, {figure} AS figure, {as_of} AS as_of FROM ({claim_asked.query})"
        with user_errors(), asking(path, summary, claim_asked.values) as answer:
            _describe(next(iter(answer)))
    sightings = question("sightings", claim_id=claim_id)
    with user_errors(), asking(path, sightings.query, sightings.values) as answer:
        if format is not Format.table:
            write_rows(answer, format, columns=answer.columns)
            return
        for row in answer:
            _describe({name: row[name] for name in SHOWN})


def _describe(row: dict[str, Any]) -> None:
    """Print one row as lines of name and value."""
    from newstally.pipeline.drawing import write_records
    from newstally.pipeline.output import cell, text_out

    told = {name: cell(value) for name, value in row.items() if name not in RAW}
    write_records([list(told.values())], [f"{name.replace('_', ' '):>22}" for name in told], text_out())


@app.command()
def schema() -> None:
    """Print the ledger's schema: every table, view and column with its meaning.

    [bold]Examples[/bold]

      newstally schema
      newstally schema | grep -i "on column claims"
    """
    from newstally.pipeline.ledger.schema import schema_sql

    print(schema_sql())


def _print(
    place: Place,
    query: str,
    values: dict[str, Any],
    format: Format,
    columns: tuple[str, ...],
    empty: str,
) -> None:
    if not format.for_people:
        shown = [name for name in ("figure", "other_figure") if f" AS {name}" in query]
        query = f"SELECT * EXCLUDE ({', '.join(shown)}) FROM ({query})" if shown else query
    print_answer(place, query, values, format=format, columns=columns, empty=empty)
