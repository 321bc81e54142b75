"""Health: how each outlet is doing, from the archive's state where that is here, and what the ledger has of it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from newstally.crawler.state import State
from newstally.crawler.status import OutletStatus, statuses
from newstally.pipeline.configuration import Configuration


@dataclass(frozen=True, slots=True)
class OutletHealth:
    """One outlet. Times are UTC; None where nothing is known."""

    outlet: str
    mark: str = ""
    """failing, moved, blocked, refused, silent, new, or nothing where all is well."""
    why: tuple[str, ...] = ()
    last_success: datetime | None = None
    last_new: datetime | None = None
    next_visit: datetime | None = None
    pages: int = 0
    articles: int = 0
    refused: int = 0
    configured: bool = True


def state_of(configuration: Configuration | None) -> list[OutletStatus] | None:
    """Return how the configured outlets are doing; None where no archive's state is here."""
    if configuration is None:
        return None
    path = configuration.archive / "state.sqlite"
    if not path.exists():
        return None
    state = State(path)
    try:
        return statuses(configuration.outlets, state)
    finally:
        state.close()


def health(known: Iterable[OutletStatus] | None, rows: Iterable[dict[str, Any]]) -> list[OutletHealth]:
    """Return the outlets of archive and ledger, those with a mark first. ``rows`` are those of the query outlets."""
    by_name = {row["outlet"]: row for row in rows}
    found = [_of_status(status, by_name.pop(status.outlet, {})) for status in known or ()]
    found += [
        OutletHealth(
            name,
            last_success=row["last_fetched"],
            last_new=row["last_article"],
            pages=row["pages"],
            articles=row["articles"],
            refused=row["refused"],
            configured=known is None,
        )
        for name, row in by_name.items()
    ]
    return sorted(found, key=lambda one: (not one.mark, not one.configured, one.outlet.casefold()))


def _of_status(status: OutletStatus, row: dict[str, Any]) -> OutletHealth:
    return OutletHealth(
        status.outlet,
        status.mark,
        tuple(
            f"{alarm.entry_point}: {alarm.message}" if alarm.entry_point else alarm.message
            for alarm in status.alarms
        ),
        _utc(status.last_success),
        _utc(status.last_new),
        _utc(status.next_visit),
        row.get("pages", 0),
        row.get("articles", 0),
        row.get("refused", 0),
    )


def _utc(moment: float | None) -> datetime | None:
    return datetime.fromtimestamp(moment, UTC).replace(tzinfo=None) if moment else None
