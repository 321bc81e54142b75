"""How crawls are shown: progress and problems while they run, a row for each outlet at the end."""

import contextlib
import logging
import sys
import time
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from rich.console import Console
from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from newstally.crawler.settings import Outlet, seconds
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
