"""Commands on watches: ``newstally watch test`` and ``newstally watches``."""

from datetime import timedelta
from typing import Annotated, Any

import typer

from newstally.pipeline.cli.app import UserError, app
from newstally.pipeline.cli.ledger_options import (
    CONFIG,
    Config,
    FormatOption,
    LedgerOption,
    LimitOption,
    configured,
    ledger_path,
    named_ledger,
    user_errors,
)
from newstally.pipeline.cli.listing import Listing
from newstally.pipeline.ledger.place import Place
from newstally.pipeline.output import Format, write_rows

NOTICES = ("kind", "title", "first_seen", "outlet", "url")
WATCHES = ("watch", "tells", "follows", "noticed", "last_noticed", "waiting", "trouble")
SENT = ("noticed_at", "watch", "kind", "title", "channel", "sent_at", "attempts", "trouble")

watch = typer.Typer(
    name="watch",
    help="Try a watch: what it would have told.",
    no_args_is_help=True,
    rich_markup_mode="rich",
)
watches = typer.Typer(
    cls=Listing,
    name="watches",
    help="List the watches with what waits to be told, show what was told, or tell it now.",
    rich_markup_mode="rich",
)
app.add_typer(watch)
app.add_typer(watches)


@watch.command()
def test(
    name: Annotated[str, typer.Argument(metavar="NAME", help="The watch.")],
    days: Annotated[int, typer.Option("--days", min=1, help="How many days back.")] = 7,
    config: Config = CONFIG,
    ledger: LedgerOption = None,
    format: FormatOption = Format.table,
) -> None:
    """Show what a watch would have told in the last days. Nobody is told.

    Kinds that need a crawl (an outlet in trouble) are left out.

    [bold]Examples[/bold]

      newstally watch test "Flood toll"
      newstally watch test "Flood toll" --days 30 --format jsonl
    """
    from newstally.pipeline.ledger.store import reading
    from newstally.pipeline.ledger.write import utc_now
    from newstally.pipeline.watches.noticing import found_by

    configuration = configured(config)
    chosen = next((known for known in configuration.watches if known.name == name), None)
    if chosen is None:
        there = ", ".join(known.name for known in configuration.watches) or "none"
        raise UserError(f"no watch is named {name!r}; there are: {there}")
    with user_errors(), reading(named_ledger(ledger) or configuration.ledger) as connection:
        found = list(found_by(connection, chosen, utc_now() - timedelta(days=days)))
    rows = [
        {"watch": notice.watch, "kind": notice.kind, "title": notice.title}
        | {"article" if name == "title" else name: value for name, value in notice.message.items()}
        for notice in found
    ]
    shown = NOTICES if format in {Format.table, Format.markdown, Format.csv} else None
    write_rows(rows, format, columns=shown, empty=f"nothing in the last {days} days")


@watches.command("list")
def list_watches(
    config: Config = CONFIG, ledger: LedgerOption = None, format: FormatOption = Format.table
) -> None:
    """List the watches: what each follows, how much it noticed, what still waits to be told, and why.

    [bold]Examples[/bold]

      newstally watches
    """
    configuration = configured(config)
    with user_errors():
        counts = _counts(named_ledger(ledger) or configuration.ledger)
    rows = []
    for known in configuration.watches:
        follows = known.model_dump(exclude_defaults=True, exclude={"name", "tell"})
        told = counts.get(known.name, {})
        rows.append(
            {
                "watch": known.name,
                "tells": ", ".join(known.tell),
                "follows": "; ".join(f"{key}: {_listed(value)}" for key, value in follows.items())
                or "everything",
                "noticed": told.get("noticed", 0),
                "last_noticed": told.get("last_noticed"),
                "waiting": told.get("waiting", 0),
                "trouble": told.get("trouble"),
            }
        )
    write_rows(rows, format, columns=WATCHES, empty="no watches; docs/watches.md tells how to configure one")


def _listed(value: Any) -> str:
    return ", ".join(map(str, value)) if isinstance(value, list | tuple) else str(value)


def _counts(ledger: Place) -> dict[str, dict[str, Any]]:
    """Return for each watch what it noticed and what of that waits."""
    from newstally.pipeline.ledger.ask import asking
    from newstally.pipeline.ledger.questions import question
    from newstally.pipeline.ledger.store import exists

    if not exists(ledger):
        return {}
    asked = question("watches")
    with asking(ledger, asked.query, asked.values) as answer:
        return {row["watch"]: row for row in answer}


@watches.command()
def told(
    limit: LimitOption = 50,
    config: Config = CONFIG,
    ledger: LedgerOption = None,
    format: FormatOption = Format.table,
) -> None:
    """Show what watches noticed, the latest first, and through which channel it was told, or why not yet.

    [bold]Examples[/bold]

      newstally watches told
      newstally watches told --format jsonl | jq 'select(.sent_at == null)'
    """
    from newstally.pipeline.cli.ledger_options import print_answer

    query = """SELECT n.*, d.channel, d.sent_at, d.attempts, d.trouble
        FROM notices n LEFT JOIN deliveries d USING (notice_id)
        ORDER BY noticed_at DESC, notice_id, channel LIMIT $limit"""
    path = ledger_path(config, ledger)
    print_answer(path, query, {"limit": limit}, format=format, columns=SENT, empty="nothing was noticed yet")


@watches.command()
def deliver(config: Config = CONFIG) -> None:
    """Tell now what is due. `crawl`, `ingest` and `run` do it too. Exit code 1 if a channel could not be told.

    [bold]Examples[/bold]

      newstally watches deliver
    """
    from newstally.pipeline.watches.courier import deliver as tell

    configuration = configured(config)
    with user_errors():
        delivered = tell(configuration)
    feeds = f", {len(delivered.feeds)} feeds written" if delivered.feeds else ""
    print(f"{delivered.notices:,} notices told{feeds}")
    if delivered.troubles:
        raise UserError("; ".join(f"channel {name}: {why}" for name, why in delivered.troubles.items()))
