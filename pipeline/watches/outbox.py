"""Outbox: which notices are still to be told through which channel, and when.

A notice and its rows of the outbox are written with the pages that brought it, so none is lost. What was told is marked
at once afterwards; only a process killed in between tells something twice, under the same notice id.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

import duckdb

from newstally.pipeline.watches.settings import Channel

FIRST_WAIT = 60.0
"""Seconds until a channel that failed is tried again; twice as long after each further failure."""

LONGEST_WAIT = 6 * 3600.0

AT_ONCE = 5
"""Notices that are told one by one; if more wait, they are told together."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """A notice as it waits to be told."""

    notice_id: str
    watch: str
    kind: str
    title: str
    message: str
    """JSON."""
    noticed_at: datetime


@dataclass(frozen=True, slots=True)
class Parcel:
    """What is told through a channel in one message."""

    channel: Channel
    notices: tuple[Waiting, ...]


def due_parcels(
    connection: duckdb.DuckDBPyConnection, channels: Iterable[Channel], now: datetime
) -> list[Parcel]:
    """Return what is to be told at a moment (UTC, without time zone), by channel, the earliest noticed first."""
    found = []
    for channel in channels:
        if channel.is_quiet(now):
            continue
        rows = connection.execute(
            """SELECT notice_id, watch, kind, title, message, noticed_at, next_at <= $now AS due
            FROM deliveries JOIN notices USING (notice_id) WHERE channel = $channel AND sent_at IS NULL
            ORDER BY noticed_at, notice_id""",
            {"channel": channel.name, "now": now},
        ).fetchall()
        due = [Waiting(*row[:-1]) for row in rows if row[-1]]
        if not due:
            continue
        if channel.gathers:
            # Those that came while the first were gathered go with them.
            found.append(Parcel(channel, tuple(Waiting(*row[:-1]) for row in rows)))
        elif len(due) > AT_ONCE:
            found.append(Parcel(channel, tuple(due)))
        else:
            found += [Parcel(channel, (notice,)) for notice in due]
    return found


def mark_sent(connection: duckdb.DuckDBPyConnection, parcel: Parcel, now: datetime) -> None:
    """Note that a parcel was told."""
    connection.execute(
        """UPDATE deliveries SET sent_at = ?, attempts = attempts + 1, trouble = NULL
        WHERE channel = ? AND notice_id IN (SELECT unnest(?::VARCHAR[]))""",
        [now, parcel.channel.name, _ids(parcel.notices)],
    )


def mark_failed(connection: duckdb.DuckDBPyConnection, parcel: Parcel, now: datetime, trouble: str) -> None:
    """Note that a parcel could not be told; it is tried again after a wait that grows, for ever."""
    tried = connection.execute(
        "SELECT max(attempts) FROM deliveries WHERE channel = ? AND notice_id IN (SELECT unnest(?::VARCHAR[]))",
        [parcel.channel.name, _ids(parcel.notices)],
    ).fetchone()
    attempts = int(tried[0] or 0) if tried else 0
    wait = min(LONGEST_WAIT, FIRST_WAIT * 2.0 ** min(attempts, 20))
    connection.execute(
        """UPDATE deliveries SET attempts = attempts + 1, next_at = ?, trouble = ?
        WHERE channel = ? AND sent_at IS NULL AND notice_id IN (SELECT unnest(?::VARCHAR[]))""",
        [now + timedelta(seconds=wait), trouble, parcel.channel.name, _ids(parcel.notices)],
    )


def _ids(notices: Sequence[Waiting]) -> list[str]:
    return [notice.notice_id for notice in notices]
