"""Commands about outlets and pages: ``status``, ``schedule``, ``page``."""

import shutil
import sys
import time
from datetime import UTC, datetime
from enum import StrEnum
from http import HTTPStatus
from pathlib import Path
from typing import Annotated, Any

import typer

from newstally.crawler.addresses import page_key
from newstally.crawler.archive.index import captures_in_files, read_capture
from newstally.crawler.rows import Capture
from newstally.crawler.settings import Outlet
from newstally.crawler.state import State
from newstally.crawler.status import OutletStatus, mean, status_of
from newstally.pipeline.cli.app import UserError, app, warn
from newstally.pipeline.cli.crawl_commands import ConfigOption, configuration_of
from newstally.pipeline.cli.crawl_display import in_other_languages
from newstally.pipeline.configuration import DEFAULT_NAME, Configuration, ConfigurationError
from newstally.pipeline.output import Format, write_rows
from newstally.pipeline.scheduling import Way, crontab_line, systemd_units

STATUS_COLUMNS = (
    "outlet",
    "mark",
    "since",
    "why",
    "last_success",
    "last_new",
    "pages_today",
    "new_today",
    "usual_new",
    "refused",
    "problems",
    "next_visit",
)


class Scheduler(StrEnum):
    """What starts Newstally."""

    systemd = "systemd"
    cron = "cron"


@app.command()
def status(
    config: ConfigOption = Path(DEFAULT_NAME),
    meant: Annotated[
        list[str] | None,
        typer.Option(metavar="NAME", help="Say that what this outlet's marks tell is meant: they go."),
    ] = None,
    format: Annotated[Format, typer.Option(help="How to print.")] = Format.table,
) -> None:
    """Show how each outlet is doing against its own habit, and mark those of which somebody should know something.

    Marks are failing, moved, blocked, refused (by the extraction), silent and new (never visited). A mark stays until
    it is no longer so, or until --meant, after which it comes back only if it had gone away by itself. "refused" has
    how many pages of the ledger's were taken for no articles. With --format jsonl each outlet's row has them by
    reason, and all of its alarms, with since when, why, and of which entry point.

    [bold]Examples[/bold]

      newstally status
      newstally status --format jsonl | jq '.alarms[]'
      newstally status --meant "The Lantern"
    """
    configuration = configuration_of(config)
    state = _state(configuration)
    try:
        for name in meant or ():
            mean(_outlet(configuration, name), state)
        found = [status_of(outlet, state) for outlet in configuration.outlets]
    finally:
        state.close()
    whole = format is Format.jsonl
    write_rows(
        map(_status_data if whole else _status_row, found),
        format,
        columns=None if whole else STATUS_COLUMNS,
        empty="no outlets are configured",
    )


def _outlet(configuration: Configuration, name: str) -> Outlet:
    try:
        return configuration.outlet(name)
    except ConfigurationError as error:
        raise UserError(f"{configuration.file}: {error}") from None


@app.command()
def schedule(
    config: ConfigOption = Path(DEFAULT_NAME),
    with_: Annotated[Scheduler, typer.Option("--with", help="What starts it.")] = Scheduler.systemd,
    way: Annotated[
        Way,
        typer.Option(help="crawl: started every few minutes; run: started once and stays; serve: the page."),
    ] = Way.crawl,
) -> None:
    """Print a systemd unit and timer, or a crontab line, that keeps the archive and the ledger fresh.

    [bold]Examples[/bold]

      newstally schedule > newstally.units
      newstally schedule --way run
      newstally schedule --way serve               # the page, beside either of them
      (crontab -l; newstally schedule --with cron) | crontab -     # adds to the crontab what is printed
    """
    configuration = configuration_of(config)
    command = shutil.which("newstally") or f"{sys.executable} -m newstally"
    if with_ is Scheduler.cron:
        print(crontab_line(configuration, command, way))
    else:
        print(systemd_units(configuration, command, way))


@app.command()
def page(
    address: Annotated[
        str, typer.Argument(metavar="ADDRESS", help="The page's address, in any of its forms.")
    ],
    config: ConfigOption = Path(DEFAULT_NAME),
    at: Annotated[
        str | None,
        typer.Option(metavar="TIME", help="As it was at this time (ISO 8601); default: the latest."),
    ] = None,
    captures: Annotated[bool, typer.Option("--captures", help="List what is archived instead.")] = False,
    headers: Annotated[
        bool, typer.Option("--headers", help="Print status and headers before the body.")
    ] = False,
    format: Annotated[Format, typer.Option(help="How to print the list of captures.")] = Format.table,
) -> None:
    """Print a page from the archive as it was fetched, decompressed.

    [bold]Examples[/bold]

      newstally page https://www.example.org/story > story.html
      newstally page https://www.example.org/story --at 2026-02-26T12:00
      newstally page https://www.example.org/story --captures
    """
    configuration = configuration_of(config)
    state = _state(configuration)
    try:
        keys = {page_key(address, telling) for telling in state.all_telling()}
        known = [page for key in keys if (page := state.page(key)) is not None]
        found = state.captures({each for key in keys for each in state.keys_of(key)})
    finally:
        state.close()
    forms = [address, *(form for page in known for form in (page.address, page.payload_address) if form)]
    seen = {(one.file, one.offset) for one in found}
    older = captures_in_files(configuration.archive, forms)
    found = sorted(
        [*found, *(one for one in older if (one.file, one.offset) not in seen)], key=lambda one: one.at
    )
    if not found:
        raise UserError(f"{address}: the archive has no such page")
    if captures:
        columns = ("at", "status", "type", "outlet", "page", "address", "file", "offset")
        write_rows(({name: getattr(one, name) for name in columns} for one in found), format, columns=columns)
        return
    chosen = _capture_at(found, at, address)
    response = read_capture(configuration.archive, chosen)
    if response is None:
        raise UserError(f"{configuration.archive / chosen.file}: can't be read at offset {chosen.offset}")
    if headers:
        lines = [f"HTTP {response.status}", *(line.decode("latin-1") for line in _header_lines(response))]
        print("\n".join(lines) + "\n", flush=True)
    sys.stdout.buffer.write(response.body)
    sys.stdout.buffer.flush()


def _header_lines(response: Any) -> list[bytes]:
    return [name + b": " + value for name, values in response.headers.items() for value in values]


def _capture_at(found: list[Capture], at: str | None, address: str) -> Capture:
    """Return the capture with the page as it was at a time, or last was before it failed or was withdrawn.

    A revisit's content is in an earlier response.
    """
    moment = datetime.now(UTC)
    if at is not None:
        try:
            moment = datetime.fromisoformat(at)
        except ValueError:
            raise UserError(f"--at wants an ISO 8601 time such as 2026-02-26T12:00, not {at!r}") from None
        moment = moment.astimezone(UTC)
    before = [one for one in found if datetime.fromisoformat(one.at) <= moment]
    answers = [one for one in before if one.type == "response" and not 300 <= one.status < 400]
    if not answers:
        raise UserError(f"{address}: nothing was archived by {at}; the first capture is of {found[0].at}")
    chosen = next((one for one in reversed(answers) if one.status == HTTPStatus.OK), answers[-1])
    if chosen is not answers[-1]:
        warn(
            f"{address} answered {answers[-1].status} at {answers[-1].at}; this is how it was at {chosen.at}"
        )
    elif chosen.status != HTTPStatus.OK:
        warn(f"{address} was never archived as a page; this is its answer {chosen.status}")
    return chosen


def _state(configuration: Configuration) -> State:
    path = configuration.archive / "state.sqlite"
    if not path.exists():
        raise UserError(f"{configuration.archive}: nothing was crawled yet; `newstally crawl` does")
    return State(path)


def _clock(moment: float | None) -> str | None:
    return time.strftime("%Y-%m-%dT%H:%M", time.localtime(moment)) if moment else None


def _status_row(status: OutletStatus) -> dict[str, Any]:
    """Return an outlet as a row of the table."""
    alarm = status.alarms[0] if status.alarms else None
    why = [f"{one.entry_point}: {one.message}" if one.entry_point else one.message for one in status.alarms]
    if status.languages:
        why.append(in_other_languages(status.languages))
    if status.reserved:
        why.append(f"its pages say {', '.join(status.reserved)}")
    return {
        "outlet": status.outlet,
        "mark": status.mark or None,
        "since": _clock(alarm.since) if alarm else None,
        "why": "; ".join(why) or None,
        "last_success": _clock(status.last_success),
        "last_new": _clock(status.last_new),
        "pages_today": status.pages_today,
        "new_today": status.new_today,
        "usual_new": round(status.usual_new, 1),
        "refused": f"{sum(status.refused.values())} of {status.judged}" if status.judged else None,
        "problems": ", ".join(f"{kind} {share:.0%}" for kind, share in status.problems.items()) or None,
        "next_visit": _clock(status.next_visit),
        "waiting": status.waiting,
    }


def _status_data(status: OutletStatus) -> dict[str, Any]:
    """Return an outlet's row with what only a program would read."""
    alarms = [
        {
            "mark": alarm.mark,
            "since": _clock(alarm.since),
            "message": alarm.message,
            "entry_point": alarm.entry_point,
        }
        for alarm in status.alarms
    ]
    return {
        **_status_row(status),
        "judged": status.judged,
        "refused": status.refused,
        "alarms": alarms,
        "moved_to": status.moved_to,
        "languages_without_reader": status.languages,
        "reserved": status.reserved,
    }
