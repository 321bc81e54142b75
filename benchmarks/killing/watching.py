"""The scenario of the watches' outbox: intakes that notice and tell, killed while they write, post and mark.

What was noticed must be in the ledger once and reach the receiver, under the id that an undisturbed run gives it. A process
that dies between telling and marking tells again, under the same id: so one message more for each kill is none too many.
"""

import json
import random
import shutil
import time
from collections import Counter
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path
from threading import Thread
from typing import Any

import requests  # noqa: F401  loaded before anything is forked

from benchmarks.killing.killed import Kill, finish, kill
from benchmarks.killing.news import Contents, compared, contents, prepare, unsound
from newstally.pipeline.configuration import Configuration, load_configuration
from newstally.pipeline.intake.foreign import archive_foreign
from newstally.pipeline.intake.intake import Intake
from newstally.pipeline.intake.pages import PageReader
from newstally.pipeline.ledger.store import reading
from newstally.pipeline.watches.courier import deliver

FILES, ARTICLES = 4, 3
MOST_IN_A_ROW = 4
ANSWER = 0.02
"""Seconds that the receiver takes to answer."""
WATCHES = """
[[channels]]
name = "desk"
webhook = "{address}"
[[channels]]
name = "feed"
feed = "feeds/all.xml"
[[watches]]
name = "Everything"
kinds = ["figure", "change", "contradiction"]
recent = "5000d"
tell = ["desk", "feed"]
[[watches]]
name = "Held"
words = "people held"
recent = "5000d"
tell = ["desk"]
"""


class _Receiver(BaseHTTPRequestHandler):
    server: "_Hooks"

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.server.told.append([notice["id"] for notice in body["notices"]])
        time.sleep(ANSWER)
        self.send_response(200)
        self.end_headers()

    def log_message(self, *_: Any) -> None:
        """Say nothing."""


class _Hooks(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Receiver)
        self.told: list[list[str]] = []


def _serve(asked: Connection) -> None:
    """Receive what is posted; answer whatever is sent with the messages since the last time, as lists of notices' ids."""
    hooks = _Hooks()
    Thread(target=hooks.serve_forever, daemon=True).start()
    asked.send(hooks.server_port)
    while True:
        try:
            asked.recv()
        except EOFError:
            return
        told, hooks.told = hooks.told, []
        asked.send(told)


class Receiver:
    """The webhook's receiver, in a process of its own, so that this one has no threads when it forks."""

    def __init__(self) -> None:
        self._asked, theirs = get_context("spawn").Pipe()
        get_context("spawn").Process(target=_serve, args=(theirs,), daemon=True).start()
        self.address = f"http://127.0.0.1:{self._asked.recv()}/desk"

    def told(self) -> list[list[str]]:
        """Return the messages since the last time, as lists of notices' ids."""
        self._asked.send("what?")
        found: list[list[str]] = self._asked.recv()
        return found


def watchings(scratch: Path, chance: random.Random, reader: PageReader) -> Iterator[Kill]:
    """Kill intakes that tell what they notice; compare the ledger, its notices, and what was received."""
    receiver = Receiver()
    expected: Contents = {}
    ids: set[str] = set()
    usual = 0.0
    for number in range(1_000_000):
        folder = scratch / f"watches{number}"
        names = prepare(folder, FILES, ARTICLES)
        with (folder / "newstally.toml").open("a", encoding="utf-8") as file:
            file.write(WATCHES.format(address=receiver.address))
        configuration = load_configuration(folder / "newstally.toml")

        def work(configuration: Configuration = configuration, names: list[str] = names) -> None:
            _take_in_and_tell(configuration, names, reader)

        kills = []
        for _ in range(chance.randrange(1, MOST_IN_A_ROW + 1) if expected else 0):
            moment = usual * chance.uniform(0.02, 1.0)
            kills.append(Kill("watches", moment, kill(work, moment, folder / "log")))
            contents(folder / "ledger.duckdb")  # whatever is there can be read
        usual_now = finish(work, folder / "log")
        told = receiver.told()
        if not expected:
            usual, expected = usual_now, contents(folder / "ledger.duckdb")
            ids = {id for message in told for id in message}
            if not ids or len(ids) != sum(map(len, told)):
                raise SystemExit(f"undisturbed: {len(ids)} notices in {len(told)} messages")
        else:
            _verify(kills, folder, expected, ids, told)
            yield from kills
        shutil.rmtree(folder)


def _take_in_and_tell(configuration: Configuration, names: list[str], reader: PageReader) -> None:
    folder = configuration.ledger.parent
    found = archive_foreign([str(folder / name) for name in names], configuration.archive)
    intake = Intake(configuration, "ingest", reader=reader)
    for path in found:
        if isinstance(path, Path):
            intake.run_once(files=[path], batch_size=ARTICLES)
            deliver(configuration)
    delivered = deliver(configuration)
    if delivered.troubles:
        raise RuntimeError(f"not told: {delivered.troubles}")


def _verify(
    kills: list[Kill], folder: Path, expected: Contents, ids: set[str], told: list[list[str]]
) -> None:
    """Note on the last kill what differs from the undisturbed run."""
    one = kills[-1]
    one.verified = True
    one.lost, one.doubled, one.faults = compared(contents(folder / "ledger.duckdb"), expected)
    one.faults += unsound(folder, rebuilt=True)
    one.faults += [
        f"left behind: {path.name}" for path in (folder / "feeds").iterdir() if path.name != "all.xml"
    ]
    with reading(folder / "ledger.duckdb") as connection:
        [(waiting,)] = connection.execute("SELECT count(*) FROM deliveries WHERE sent_at IS NULL").fetchall()
    received = Counter(id for message in told for id in message)
    missing, others = ids - set(received), set(received) - ids
    again = len(told) - len({tuple(message) for message in told})
    one.lost += len(missing) + waiting
    one.faults += [f"{len(missing)} notices were not received"] * bool(missing)
    one.faults += [f"{waiting} deliveries are not marked"] * bool(waiting)
    one.faults += [f"{len(others)} notices have other ids"] * bool(others)
    one.faults += [f"{again} messages came again after {len(kills)} kills"] * (again > len(kills))
