"""How crawls are shown: progress and problems while they run; at the end a row for each outlet, and why they failed."""

import contextlib
import logging
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from newstally.crawler.archive.recovery import Torn
from newstally.crawler.settings import Outlet, seconds
from newstally.pipeline.cli.app import UserError
from newstally.pipeline.configuration import Configuration
from newstally.pipeline.crawling import Event
from newstally.pipeline.visible import visible

REPORT_COLUMNS = (
    "outlet",
    "pages",
    "new",
    "changed",
    "withdrawn",
    "articles",
    "sightings",
    "entry_points",
    "problems",
    "ended",
    "next_visit",
)

MAX_NAMED = 5

NO_SPACE = "No space left on device"
FULL = "the disk is full"
"""Says so of whatever finds no room."""


@contextlib.contextmanager
def progress() -> Iterator[Any]:
    """Yield what shows a crawl's events: a line that grows, on a terminal; problems, wherever standard error goes."""
    pages: dict[str, int] = {}
    console = Console(file=sys.stderr, highlight=False, markup=False, soft_wrap=True)
    line = Progress(
        SpinnerColumn(),
        TextColumn("{task.description}"),
        TimeElapsedColumn(),
        console=console,
        transient=True,
        disable=not sys.stderr.isatty(),
    )
    task = line.add_task("starting", total=None)

    def show(event: Event) -> None:
        if event["event"] == "problem" and event["kind"] != "robots":
            told = f"{event['outlet']}: {event['kind']}: {event['address']}: {event['message']}"
            console.print(visible(f"newstally: {told}"))
        elif event["event"] in {"ledger", "note"}:
            console.print(visible(f"newstally: {event['message']}"))
        elif event["event"] == "progress":
            pages[event["outlet"]] = event["pages"]
            line.update(task, description=f"{sum(pages.values())} pages of {len(pages)} outlets")

    with line:
        yield show


def log_problem(event: Event) -> None:
    """Log what an event has to say of an address or of the ledger."""
    if event["event"] in {"ledger", "note"}:
        logging.getLogger("newstally.ledger").warning("%s", event["message"])
    if event["event"] == "problem":
        logging.getLogger("newstally.crawl").warning(
            "%s: %s: %s: %s",
            event["outlet"],
            event["kind"],
            event["address"],
            event["message"],
            extra={"outlet": event["outlet"], "kind": event["kind"], "address": event["address"]},
        )


@dataclass
class Troubles:
    """What went wrong with archive and ledger while a crawl went on; some of it is told once, at its end."""

    archive: Path
    tell: Callable[[Event], None]
    logs_all: bool
    """Whether every problem is told when it comes, also one that is told again at the end."""
    broken: list[str] = field(default_factory=list)
    """Why the archive could not be written."""
    ledger: list[str] = field(default_factory=list)
    """Why the ledger could not be, or what is archived can't come into it."""

    def take(self, event: Event) -> None:
        """Note an event and tell it, unless that is done already or at the end."""
        message = event.get("message", "")
        if event["event"] == "ledger":
            told = message in self.ledger
            self.ledger.append(message)
            if told or FULL in message:  # which archive and ledger say: once will do, at the end
                return
        elif event["event"] == "problem" and event["kind"] == "archive" and NO_SPACE in message:
            self.ledger.append(f"{self.archive}: {FULL}")
            if not self.logs_all:
                return
        elif event["event"] == "broken":
            self.broken.append(message)
        self.tell(event)

    def require_none_that_ends_it(self) -> None:
        """Raise UserError if the archive could not be written, or the disk is full."""
        if self.broken:
            raise UserError(
                f"{self.broken[0]}; what was archived before is kept, and the next crawl goes on from there"
            )
        if full := next((message for message in self.ledger if FULL in message), None):
            raise UserError(f"{full}; what was archived is taken in by the next crawl")


def torn_record(torn: Torn) -> str:
    """Return what to say of a record that a crash left unfinished in the archive."""
    return f"{torn.file}: torn record cut off at {torn.offset} ({torn.length} bytes)"


def report_row(report: Event, configuration: Configuration, taken_in: Mapping[str, Any]) -> dict[str, Any]:
    """Return a visit's report as a row of the summary."""
    added = taken_in.get(report["outlet"])
    problems = ", ".join(f"{kind} {count}" for kind, count in sorted(report["problems"].items()))
    shortest = seconds(configuration.outlet(report["outlet"]).every_between[0])
    following = max(report["started_at"] + shortest, report.get("due_at") or 0.0)
    return {
        "outlet": report["outlet"],
        "pages": report["pages"],
        "new": report["new"],
        "changed": report["changed"],
        "withdrawn": report["withdrawn"],
        "articles": added.articles if added else 0,
        "sightings": added.sightings if added else 0,
        "entry_points": f"{report['entry_points']} of {report['entry_points'] + report['entry_points_failed']}",
        "problems": problems or None,
        "ended": report["reason"],
        "next_visit": time.strftime("%Y-%m-%dT%H:%M", time.localtime(following)),
    }


def nothing_due(configuration: Configuration) -> str:
    """Return what to say when no outlet is due."""
    from newstally.crawler.state import State
    from newstally.crawler.status import next_visit

    state = State(configuration.archive / "state.sqlite")
    when, name = min((next_visit(outlet, state), outlet.name) for outlet in configuration.outlets)
    state.close()
    clock = time.strftime("%H:%M", time.localtime(when))
    return f"nothing is due; the next is {name} at {clock} (--now visits all the same)"


def in_other_languages(languages: Mapping[str, int]) -> str:
    """Return what to say of articles in languages that have no reader."""
    counts = ", ".join(f"{number:,} in {code!r}" for code, number in sorted(languages.items()))
    return (
        f"articles in a language of which nothing can be read yet: {counts}; they are kept, without figures"
    )


def without_time_zone(outlets: Iterable[Outlet]) -> str | None:
    """Return a word on the outlets whose time zone isn't configured: in which their days are reckoned; None if none."""
    from newstally.extract.article.zones import likely_zone

    told = []
    for outlet in outlets:
        if outlet.timezone is None:
            zone = likely_zone(outlet.country, outlet.language)
            told.append(f"{outlet.name} {f'in that of {zone}' if zone else 'as its pages tell them'}")
    if not told:
        return None
    more = f" and {len(told) - MAX_NAMED} more" if len(told) > MAX_NAMED else ""
    return (
        f"no timezone is configured for {len(told)} outlet{'s' if len(told) > 1 else ''}, whose days are reckoned so: "
        f"{', '.join(told[:MAX_NAMED])}{more}; `timezone` in the configuration settles it"
    )
