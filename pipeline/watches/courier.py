"""Courier: tells what waits in the outbox, one courier at a time, and notices outlets that are in trouble."""

import contextlib
import fcntl
import logging
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from newstally.crawler.state import State
from newstally.crawler.status import statuses
from newstally.pipeline.configuration import Configuration
from newstally.pipeline.ledger.errors import LedgerError
from newstally.pipeline.ledger.place import Place, beside, folder_of
from newstally.pipeline.ledger.store import exists, reading, writing
from newstally.pipeline.ledger.touched import note_small
from newstally.pipeline.ledger.write import utc_now
from newstally.pipeline.watches.channels import ChannelError, send
from newstally.pipeline.watches.feed import write_feeds
from newstally.pipeline.watches.noticing import Notice, keep
from newstally.pipeline.watches.outbox import Parcel, due_parcels, mark_failed, mark_sent
from newstally.pipeline.watches.wording import title_of

logger = logging.getLogger("newstally.watches")

EVERY_SECONDS = 15.0
"""How often the courier of ``newstally run`` looks into the outbox."""


@dataclass(slots=True)
class Delivered:
    """What a courier told, and what it could not."""

    notices: int = 0
    feeds: list[Path] = field(default_factory=list)
    troubles: dict[str, str] = field(default_factory=dict)
    """Why a channel could not be told, by its name."""


def deliver(configuration: Configuration) -> Delivered:
    """Tell what is due through all channels and write the feeds; nothing if another courier is at it.

    Raises LedgerError if the ledger can't be used.
    """
    delivered = Delivered()
    ledger, channels = configuration.ledger, configuration.channels
    if not configuration.watches or not exists(ledger):
        return delivered
    with _turn(ledger) as ours:
        if not ours:
            return delivered
        _note_outlets(configuration)
        folder = configuration.file.resolve().parent if configuration.file else folder_of(ledger)
        with reading(ledger) as connection:
            parcels = due_parcels(connection, channels, utc_now())
            try:
                delivered.feeds = write_feeds(connection, configuration.watches, channels, folder)
            except OSError as error:
                delivered.troubles["feeds"] = f"{error.filename}: {error.strerror or error}"
        for parcel in parcels:
            if parcel.channel.name not in delivered.troubles:  # one that hangs must not hold up the others
                _deliver(ledger, parcel, delivered)
    return delivered


def _deliver(ledger: Place, parcel: Parcel, delivered: Delivered) -> None:
    try:
        send(parcel)
    except ChannelError as error:
        delivered.troubles[parcel.channel.name] = str(error)
        with writing(ledger) as connection:
            note_small(connection)
            mark_failed(connection, parcel, utc_now(), str(error))
        return
    with writing(ledger) as connection:
        note_small(connection)
        mark_sent(connection, parcel, utc_now())
    delivered.notices += len(parcel.notices)


def _note_outlets(configuration: Configuration) -> None:
    """Note outlets that fell silent, fail, moved, are blocked or refused, once for each time that it begins."""
    watching = [watch for watch in configuration.watches if "outlet" in watch.kinds]
    file = configuration.archive / "state.sqlite"
    if not watching or not file.exists():
        return
    state = State(file)
    try:
        found = statuses(configuration.outlets, state)
    finally:
        state.close()
    for watch in watching:
        wanted = {outlet.lower() for outlet in watch.outlets}
        notices = []
        for status in found:
            for alarm in status.alarms:
                if alarm.mark == "new" or (wanted and status.outlet.lower() not in wanted):
                    continue
                row = {
                    "outlet": status.outlet,
                    "mark": alarm.mark,
                    "why": alarm.message,
                    "url": alarm.entry_point,
                }
                things = (status.outlet, alarm.name, f"{alarm.since or 0:.0f}")
                notices.append(Notice(watch.name, "outlet", things, title_of("outlet", row), row))
        if notices:
            with reading(configuration.ledger) as connection:
                known = {row[0] for row in connection.execute("SELECT notice_id FROM notices").fetchall()}
            fresh = [notice for notice in notices if notice.notice_id not in known]
            if fresh:
                with writing(configuration.ledger) as connection:
                    note_small(connection)
                    keep(connection, watch, configuration.channels, fresh, utc_now())


@contextlib.contextmanager
def _turn(ledger: Place) -> Iterator[bool]:
    """Hold the courier's lock; gives whether it could be had."""
    with beside(ledger, ".courier").open("a") as handle:
        try:
            fcntl.flock(handle.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
            return
        yield True


class Courier:
    """A courier beside a crawl that stays: it looks into the outbox every few seconds until it is closed."""

    def __init__(self, configuration: Callable[[], Configuration]) -> None:
        self._configuration = configuration
        self._ended = threading.Event()
        threading.Thread(target=self._serve, daemon=True, name="newstally courier").start()

    def close(self) -> None:
        """Begin no more rounds; what waits stays in the outbox."""
        self._ended.set()

    def _serve(self) -> None:
        told: dict[str, str] = {}
        while not self._ended.wait(EVERY_SECONDS):
            try:
                delivered = deliver(self._configuration())
            except (LedgerError, OSError) as error:
                logger.warning("notices wait: %s", error)
                continue
            for channel, trouble in delivered.troubles.items():
                if told.get(channel) != trouble:
                    logger.warning("channel %s: %s; it is tried again", channel, trouble)
            told = delivered.troubles
