"""Watches with real servers: what is noticed, told once, kept while a channel fails, and not lost by a kill."""

import hashlib
import hmac
import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Event, Thread
from typing import Any

import feedparser
import pytest
from aiosmtpd.controller import Controller

from newstally.crawler.reports import OutletReport
from newstally.crawler.state import State
from newstally.extract.readers import Readers
from newstally.pipeline.configuration import Configuration, ConfigurationError, load_configuration
from newstally.pipeline.intake.foreign import archive_foreign
from newstally.pipeline.intake.intake import Intake
from newstally.pipeline.intake.pages import PageReader
from newstally.pipeline.intake.rebuild import rebuild
from newstally.pipeline.ledger.store import reading, writing
from newstally.pipeline.ledger.write import utc_now
from newstally.pipeline.watches.channels import ChannelError, send
from newstally.pipeline.watches.courier import Delivered, deliver
from newstally.pipeline.watches.outbox import Parcel, Waiting
from newstally.pipeline.watches.settings import Channel
from tests.forked import newstally
from tests.ledger.conftest import write_lines
from tests.ledger.fetched_pages import flood, write_warc

SAID = "The {0} said {1} workers took part in the strike at the port of Tamborel on Monday."


class Hooks(ThreadingHTTPServer):
    """A server that webhooks are posted to. It answers as told, and keeps what it got."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Answer)
        self.status = 200
        self.hold: Event | None = None
        self.arrived = Event()
        self.got: list[tuple[dict[str, str], bytes]] = []
        Thread(target=self.serve_forever, daemon=True).start()

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_port}/desk"

    def titles(self) -> list[str]:
        return [notice["title"] for _, body in self.got for notice in json.loads(body)["notices"]]


class Answer(BaseHTTPRequestHandler):
    server: Hooks

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.got.append((dict(self.headers), body))
        self.server.arrived.set()
        if self.server.hold is not None:
            self.server.hold.wait(30)
        self.send_response(self.server.status)
        self.end_headers()

    def log_message(self, *_: Any) -> None:
        pass


@pytest.fixture
def hooks() -> Iterator[Hooks]:
    server = Hooks()
    yield server
    server.shutdown()
    server.server_close()


@pytest.fixture
def desk(tmp_path: Path) -> Callable[[str], Configuration]:
    """Writes a configuration with watches and channels."""

    def configure(told: str) -> Configuration:
        (tmp_path / "newstally.toml").write_text('contact = "desk@example.org"\n' + told, encoding="utf-8")
        return load_configuration(tmp_path / "newstally.toml")

    return configure


def webhook(hooks: Hooks, more: str = "", watch: str = "") -> str:
    return f"""
[[channels]]
name = "desk"
webhook = "{hooks.address}"
{more}
[[watches]]
name = "Flood toll"
words = "workers strike"
tell = ["desk"]
{watch}
"""


@pytest.fixture(scope="module")
def reader(readers: Readers) -> PageReader:
    return PageReader(readers=readers)


@pytest.fixture
def take_in(tmp_path: Path, reader: PageReader) -> Callable[..., Delivered]:
    """Takes an article into the ledger and has told what that brings, as `newstally ingest` does."""

    def take(configuration: Configuration, number: int, text: str, **more: Any) -> Delivered:
        now = utc_now().isoformat(timespec="seconds") + "Z"
        row = {
            "id": f"a{number}",
            "url": f"https://outlet{number}.example/flood",
            "outlet": f"Outlet {number}",
            "published_at": now,
            "fetched_at": now,
            "language": "en",
            "text": text,
            **more,
        }
        lines = write_lines(tmp_path / f"a{number}.jsonl", [row])
        files = [
            item for item in archive_foreign([str(lines)], configuration.archive) if isinstance(item, Path)
        ]
        Intake(configuration, "ingest", reader=reader).run_once(files=files)
        return deliver(configuration)

    return take


def ask(configuration: Configuration, query: str) -> list[tuple[Any, ...]]:
    with reading(configuration.ledger) as connection:
        return connection.execute(query).fetchall()


def test_a_new_figure_and_a_contradiction_are_told_once(
    tmp_path: Path,
    take_in: Callable[..., Delivered],
    desk: Callable[[str], Configuration],
    hooks: Hooks,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("DESK_KEY", "salt and pepper")
    configuration = desk(webhook(hooks, 'secret = "env:DESK_KEY"'))
    take_in(configuration, 1, SAID.format("Oru River Relief", 530) + " The mayor said 20 shops were closed.")
    assert ["530" in title for title in hooks.titles()] == [True]
    headers, body = hooks.got[0]
    made = hmac.new(b"salt and pepper", body, hashlib.sha256).hexdigest()
    assert headers["Newstally-Signature"] == f"sha256={made}"

    take_in(configuration, 2, SAID.format("Oru River Relief", 530))  # the same claim in another paper
    assert len(hooks.got) == 1
    take_in(configuration, 3, SAID.format("Harbour Guard", 412))
    kinds = [notice["kind"] for _, body in hooks.got[1:] for notice in json.loads(body)["notices"]]
    assert sorted(kinds) == ["contradiction", "figure"]
    rebuild(configuration, jobs=1)
    assert deliver(configuration).notices == 0
    assert len(hooks.titles()) == 3
    tried = newstally("watch", "test", "Flood toll", "--format", "jsonl", cwd=tmp_path)
    shown = [json.loads(line) for line in tried.stdout.splitlines()]
    assert sorted(notice["kind"] for notice in shown) == ["contradiction", "figure", "figure"]
    assert {notice["title"] for notice in shown} == set(hooks.titles())


def test_a_withdrawal_is_told_once_whatever_comes_after_it(
    tmp_path: Path, desk: Callable[[str], Configuration], reader: PageReader
) -> None:
    configuration = desk('[[watches]]\nname = "Gone"\nkinds = ["withdrawal"]\nrecent = "520w"\n')
    gone = ("https://north.example/1", 404, "gone")
    for number, fetched in enumerate(([flood(1, 412), flood(2, 300)], [gone], [flood(3, 250)])):
        # The answer came after the page.
        warc = write_warc(tmp_path / f"{number}.warc.gz", fetched, first_hour=8 + 2 * number)
        Intake(configuration, "ingest", reader=reader).run_once(files=[warc])
        told = [kind for (kind,) in ask(configuration, "SELECT kind FROM notices")]
        assert told == ["withdrawal"][:number]


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


def test_outlets_in_trouble_are_told_once_each_time_and_a_channel_that_fails_is_asked_once_a_round(
    desk: Callable[[str], Configuration], hooks: Hooks
) -> None:
    names = ("Herald", "Post", "Fresh", "Other")
    outlets = "".join(
        f'[[outlets]]\nname = "{name}"\nhome = "https://{name}.example/"\nfeeds = ["https://{name}.example/rss"]\n'
        for name in names
    )
    configuration = desk(
        webhook(hooks, watch='kinds = ["outlet"]\noutlets = ["herald", "post", "fresh"]') + outlets
    )
    with writing(configuration.ledger), closing(State(configuration.archive / "state.sqlite")) as state:
        for name in ("Herald", "Post", "Other"):
            state.put_visit(OutletReport(name, 1000.0, 1005.0, "finished", entry_points_failed=1).as_dict())
    hooks.status = 503
    assert list(deliver(configuration).troubles) == ["desk"]
    assert len(hooks.got) == 1
    hooks.status = 200
    with writing(configuration.ledger) as connection:
        connection.execute("UPDATE deliveries SET next_at = now()::TIMESTAMP - INTERVAL 1 DAY")
    assert deliver(configuration).notices == 2
    assert deliver(configuration).notices == 0
    told = sorted(json.loads(body)["notices"][0]["title"] for _, body in hooks.got[1:])
    assert [title.split(":")[0] for title in told] == ["Herald", "Post"]


def test_a_kill_while_a_server_hangs_loses_nothing(
    tmp_path: Path, desk: Callable[[str], Configuration], hooks: Hooks
) -> None:
    configuration = desk(webhook(hooks))
    hooks.hold = Event()
    row = {"id": "a1", "outlet": "Outlet", "published_at": utc_now().isoformat() + "Z", "language": "en"}
    lines = write_lines(tmp_path / "a.jsonl", [row | {"text": SAID.format("Oru River Relief", 530)}])
    process = subprocess.Popen(
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


@pytest.mark.parametrize(
    ("told", "message"),
    [
        ('[[watches]]\nname = "a"\ntell = ["desk"]\n', "tells channel 'desk'; there are: none"),
        ('[[channels]]\nname = "a"\n', "exactly one of feed, webhook and apprise"),
        ('[[watches]]\nname = "a"\nkinds = ["storm"]\n', "watches.1.kinds.1"),
        ('[[channels]]\nname = "a"\nfeed = "x.xml"\nquiet = "night"\n', "22:00-07:00"),
        ('[[watches]]\nname = "a"\nwordz = "x"\n', "did you mean 'words'"),
    ],
)
def test_mistakes_in_watches_name_the_key_and_what_is_allowed(
    desk: Callable[[str], Configuration], told: str, message: str
) -> None:
    with pytest.raises(ConfigurationError, match=r"newstally\.toml:") as error:
        desk(told)
    assert message in str(error.value)


def test_nothing_is_told_in_quiet_hours(
    tmp_path: Path, take_in: Callable[..., Delivered], desk: Callable[[str], Configuration], hooks: Hooks
) -> None:
    hour = time.gmtime().tm_hour
    quiet = f"{hour:02}:00-{(hour + 2) % 24:02}:00"
    configuration = desk(webhook(hooks, f'quiet = "{quiet}"'))
    take_in(configuration, 1, SAID.format("Oru River Relief", 530))
    assert hooks.got == []
    assert deliver(desk(webhook(hooks))).notices == 1
