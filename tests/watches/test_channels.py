"""How what was noticed is told by real servers, letters and feeds: kept while a channel fails, and not lost by a kill."""

import os
import signal
import socket
import sys
import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from threading import Event
from typing import Any

import feedparser
import pytest
from aiosmtpd.controller import Controller

from newstally.pipeline.configuration import Configuration
from newstally.pipeline.intake.rebuild import rebuild
from newstally.pipeline.ledger.store import writing
from newstally.pipeline.ledger.write import utc_now
from newstally.pipeline.watches.channels import ChannelError, send
from newstally.pipeline.watches.courier import Delivered, deliver
from newstally.pipeline.watches.outbox import Parcel, Waiting
from newstally.pipeline.watches.settings import Channel
from tests.forked import Program, newstally
from tests.ledger.conftest import write_lines
from tests.watches.desk import SAID, Hooks, ask, webhook


def test_what_a_server_refuses_waits_and_is_told_when_it_is_back(
    tmp_path: Path, take_in: Callable[..., Delivered], desk: Callable[[str], Configuration], hooks: Hooks
) -> None:
    configuration = desk(webhook(hooks))
    hooks.status = 503
    told = take_in(configuration, 1, SAID.format("Oru River Relief", 530))
    assert "answered 503" in told.troubles["desk"]
    [(sent_at, attempts, trouble)] = ask(configuration, "SELECT sent_at, attempts, trouble FROM deliveries")
    assert (sent_at, attempts, "answered 503" in trouble) == (None, 1, True)
    hooks.status = 200
    assert deliver(configuration) == Delivered()
    assert len(hooks.got) == 1  # it is not its turn yet
    rebuild(configuration, jobs=1)  # what waits goes on waiting
    with writing(configuration.ledger) as connection:
        connection.execute("UPDATE deliveries SET next_at = now()::TIMESTAMP - INTERVAL 1 DAY")
    assert deliver(configuration).notices == 1
    assert hooks.got[0][1] == hooks.got[1][1]
    assert "Flood toll" in newstally("watches", cwd=tmp_path).stdout


@pytest.mark.parametrize("status", [302, 304, 404])
def test_only_what_a_server_takes_has_been_told(hooks: Hooks, status: int) -> None:
    parcel = Parcel(
        Channel(name="desk", webhook=hooks.address),
        (Waiting("n1", "Flood toll", "figure", "530 dead", "{}", utc_now()),),
    )
    send(parcel)
    hooks.status = status
    with pytest.raises(ChannelError, match=f"answered {status}"):
        send(parcel)
    assert hooks.titles() == ["530 dead", "530 dead"]


def test_a_kill_while_a_server_hangs_loses_nothing(
    tmp_path: Path, desk: Callable[[str], Configuration], hooks: Hooks
) -> None:
    configuration = desk(webhook(hooks))
    hooks.hold = Event()
    row = {"id": "a1", "outlet": "Outlet", "published_at": utc_now().isoformat() + "Z", "language": "en"}
    lines = write_lines(tmp_path / "a.jsonl", [row | {"text": SAID.format("Oru River Relief", 530)}])
    process = Program(
        [sys.executable, "-c", "from newstally.pipeline.cli import main; main()", "ingest", str(lines)],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])},
    )
    assert hooks.arrived.wait(60)
    process.send_signal(signal.SIGKILL)
    process.wait()
    hooks.hold.set()
    hooks.hold = None
    assert newstally("watches", "deliver", cwd=tmp_path).stdout == "1 notices told\n"
    keys = [headers["Idempotency-Key"] for headers, _ in hooks.got]
    assert len(keys) == 2
    assert len(set(keys)) == 1
    [(sent_at,)] = ask(configuration, "SELECT sent_at FROM deliveries")
    assert sent_at is not None


class Post:
    """Keeps the mail that comes in."""

    def __init__(self) -> None:
        self.letters: list[bytes] = []

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802
        self.letters.append(envelope.content)
        return "250 OK"


def test_mail_goes_out_as_one_letter_where_notices_are_gathered(
    tmp_path: Path, take_in: Callable[..., Delivered], desk: Callable[[str], Configuration]
) -> None:
    post = Post()
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    controller = Controller(post, hostname="127.0.0.1", port=port)
    controller.start()
    try:
        configuration = desk(
            f"""
[[channels]]
name = "letters"
apprise = "mailto://127.0.0.1:{port}?from=newstally@example.org&to=desk@example.org"
digest = "1h"
[[watches]]
name = "Everything"
kinds = ["figure"]
tell = ["letters"]
"""
        )
        take_in(
            configuration, 1, SAID.format("Oru River Relief", 530) + " The mayor said 20 shops were closed."
        )
        assert post.letters == []
        with writing(configuration.ledger) as connection:
            connection.execute(
                "UPDATE deliveries SET next_at = now()::TIMESTAMP - INTERVAL 1 DAY WHERE rowid = 0"
            )
        assert deliver(configuration).notices == 2
    finally:
        controller.stop()
    [letter] = post.letters
    assert b"2 notices" in letter
    assert b"530" in letter


def test_a_feed_has_what_was_noticed_and_feed_readers_take_it(
    tmp_path: Path, take_in: Callable[..., Delivered], desk: Callable[[str], Configuration]
) -> None:
    configuration = desk(
        """
[[channels]]
name = "Flood"
feed = "feeds/flood.xml"
[[watches]]
name = "Toll"
measures = ["attendance"]
kinds = ["figure", "change", "revision"]
change = "10 %"
tell = ["Flood"]
"""
    )
    address = "https://north.example/live"
    text = SAID.format("Oru River Relief", "{0}") + " \x1b[2J<script>alert(1)</script>"
    for number, toll in enumerate((310, 530, 310, 530), 1):
        take_in(
            configuration,
            number,
            f"{text.format(toll)} The desk's mark is {'abcd'[number - 1]}.",
            url=address,
            fetched_at=(utc_now() - timedelta(hours=5 - number)).isoformat(timespec="seconds") + "Z",
            published_at=utc_now().date().isoformat(),
        )
    found = feedparser.parse((tmp_path / "feeds" / "flood.xml").read_bytes())
    assert not found.bozo
    told = ask(configuration, "SELECT count(*) FROM notices WHERE kind = 'revision'")
    assert told == [(3,)], "a figure that is changed back and again is told each time"
    assert len({entry.id for entry in found.entries}) == len(found.entries)
    assert any("530" in entry.title for entry in found.entries)
    assert any("310" in entry.title for entry in found.entries)


def test_nothing_is_told_in_quiet_hours(
    tmp_path: Path, take_in: Callable[..., Delivered], desk: Callable[[str], Configuration], hooks: Hooks
) -> None:
    hour = time.gmtime().tm_hour
    quiet = f"{hour:02}:00-{(hour + 2) % 24:02}:00"
    configuration = desk(webhook(hooks, f'quiet = "{quiet}"'))
    take_in(configuration, 1, SAID.format("Oru River Relief", 530))
    assert hooks.got == []
    assert deliver(desk(webhook(hooks))).notices == 1
