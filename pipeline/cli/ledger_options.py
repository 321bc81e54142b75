"""Options that the commands on the ledger share, and how they find it."""

import contextlib
from collections.abc import Iterator
from datetime import date, datetime, time
from pathlib import Path
from typing import Annotated, Any

import typer

from newstally.pipeline.cli.app import UserError, warn
from newstally.pipeline.configuration import (
    DEFAULT_NAME,
    Configuration,
    ConfigurationError,
    load_configuration,
)
from newstally.pipeline.ledger.errors import LedgerError
from newstally.pipeline.ledger.place import Place, as_of, place_named
from newstally.pipeline.output import Format, write_rows

Config = Annotated[
    Path, typer.Option("--config", "-c", metavar="FILE", help="The configuration, which names the ledger.")
]
LedgerOption = Annotated[
    str | None,
    typer.Option("--ledger", metavar="FILE|LAKE", help="A ledger, instead of the configuration's."),
]
AtOption = Annotated[
    str | None, typer.Option("--at", metavar="TIME", help="The ledger as it was then, if it is a lake.")
]
FormatOption = Annotated[Format, typer.Option("--format", help="How to print.")]
LimitOption = Annotated[int, typer.Option("--limit", "-n", min=1, help="Rows at most.")]
JobsOption = Annotated[
    int | None,
    typer.Option("--jobs", "-j", min=1, help="Processes that read pages; one for each core if not given."),
]
ContactOption = Annotated[
    str | None,
    typer.Option("--contact", help="Who asks, for the User-Agent; default: the configuration's contact."),
]
AllowOption = Annotated[
    list[str] | None,
    typer.Option("--allow", metavar="HOST", help="A host that may be on a private address."),
]
TimeOption = Annotated[float, typer.Option("--time", min=0.1, help="Seconds that the query may run.")]
MemoryOption = Annotated[str, typer.Option("--memory", help="Memory that the query may use.")]

CONFIG = Path(DEFAULT_NAME)

FIGURE = """CASE {0}comparator WHEN '=' THEN '' WHEN '..' THEN '' ELSE {0}comparator || ' ' END
    || format_number({0}low) || CASE WHEN {0}comparator = '..' THEN '–' || format_number({0}high) ELSE '' END"""
"""A figure as people write it: > 3,200."""

AS_OF = """CASE WHEN {0}as_of_start IS NULL THEN NULL WHEN {0}as_of_start = {0}as_of_end
    THEN {0}as_of_start::VARCHAR ELSE {0}as_of_start::VARCHAR || ' – ' || {0}as_of_end::VARCHAR END"""


@contextlib.contextmanager
def user_errors() -> Iterator[None]:
    """Turn errors of ledger and configuration into one line for the user."""
    try:
        yield
    except (LedgerError, ConfigurationError) as error:
        raise UserError(str(error)) from None


def configured(config: Path) -> Configuration:
    """Return the configuration. Raises UserError if it can't be used."""
    with user_errors():
        return load_configuration(config)


def named_ledger(ledger: str | None) -> Place | None:
    """Return the ledger that is named by --ledger, if one is. Raises UserError if it can't be one."""
    with user_errors():
        return None if ledger is None else place_named(ledger)


def ledger_path(config: Path, ledger: str | None, at: str | None = None) -> Place:
    """Return the ledger that a command asks: that of --ledger or the configuration's, as it was at a time."""
    place = named_ledger(ledger) or configured(config).ledger
    with user_errors():
        return place if at is None else as_of(place, moment(at, "--at"))


def moment(value: str, option: str) -> datetime:
    """Return a time given as an option, in this machine's time zone if it names none; a day means its end.

    Raises UserError if it is none.
    """
    try:
        found = datetime.fromisoformat(value)
    except ValueError:
        raise UserError(
            f"{option} wants an ISO 8601 date or time such as 2026-02-26T18:00, not {value!r}"
        ) from None
    is_day = len(value) <= len("2026-02-26")
    return (datetime.combine(found, time.max) if is_day else found).astimezone()


def advice(ledger: Place) -> str | None:
    """Return what to do about rows that another version of Newstally made; None if there are none or is no ledger."""
    from newstally.pipeline.ledger.store import exists, reading
    from newstally.pipeline.ledger.version import made_by_others

    with user_errors():
        there = exists(ledger)
    if not there:
        return None
    with user_errors(), reading(ledger) as connection:
        return made_by_others(connection)


def advise(ledger: Place) -> None:
    """Print what to do about rows that another version of Newstally made."""
    told = advice(ledger)
    if told:
        warn(f"{ledger.name}: {told}")


def tell_watchers(configuration: Configuration) -> None:
    """Tell what watches noticed; say which channels could not be told."""
    if not configuration.watches:
        return
    from newstally.pipeline.watches.courier import deliver

    with user_errors():
        for channel, trouble in deliver(configuration).troubles.items():
            warn(f"channel {channel}: {trouble}; it is tried again")


def day(value: str | None, option: str) -> date | None:
    """Return an ISO date given as an option. Raises UserError if it is none."""
    if value is None:
        return None
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise UserError(f"{option} wants an ISO 8601 date such as 2026-02-26, not {value!r}") from None


def one_of(value: str | None, option: str, known: tuple[str, ...]) -> str | None:
    """Return a word given as an option. Raises UserError if it is none of those known."""
    if value is not None and value not in known:
        raise UserError(f"{option} wants one of {', '.join(known)}, not {value!r}")
    return value


def print_answer(
    ledger: Place,
    query: str,
    values: dict[str, Any] | None = None,
    *,
    format: Format,
    columns: tuple[str, ...] | None = None,
    empty: str = "nothing found",
    time_limit: float | None = None,
    memory_limit: str | None = None,
) -> int:
    """Run a query in the sandbox, print its rows and return their number.

    ``columns`` are those shown in a table; the other formats have all. Where a search finds nothing, it is said which
    of its words are found nowhere, and what is near them.
    """
    from newstally.pipeline.ledger.ask import MEMORY_LIMIT, TIME_LIMIT, asking

    with (
        user_errors(),
        asking(
            ledger,
            query,
            values or {},
            time_limit=time_limit or TIME_LIMIT,
            memory_limit=memory_limit or MEMORY_LIMIT,
        ) as answer,
    ):
        shown = columns if columns and format.for_people else tuple(answer.columns)
        rows = write_rows(answer, format, columns=shown, empty=empty)
    if not rows and (values or {}).get("words") and format.for_people:
        _suggest(ledger, (values or {})["words"])
    return rows


def _suggest(ledger: Place, words: list[str]) -> None:
    """Say on stderr which words of a search are found nowhere, and what is near them."""
    from newstally.pipeline.ledger.ask import asking
    from newstally.pipeline.ledger.questions import question

    asked = question("suggestions", words=words)
    with user_errors(), asking(ledger, asked.query, asked.values) as answer:
        lost = list(answer)
    for row in lost:
        near = f"; there is: {', '.join(row['near'])}" if row["near"] else ""
        warn(f"nothing is found under {row['word']!r}{near}")
    if not lost and len(words) > 1:
        warn("each of these words is found, but not all of one figure")
