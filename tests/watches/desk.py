"""A desk whose watches tell a real server: what it got, and what is in the ledger."""

import json
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread
from typing import Any

from newstally.pipeline.configuration import Configuration
from newstally.pipeline.ledger.store import reading

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


def ask(configuration: Configuration, query: str) -> list[tuple[Any, ...]]:
    with reading(configuration.ledger) as connection:
        return connection.execute(query).fetchall()
