"""A crawl session whose clock a test drives: many visits, days apart, in one process that really fetches.

``python -m tests.crawler.driven`` reads the settings from its first line, then lines with a time and the outlets to
visit at that time, and answers each with a line of reports when the visits are over. Names that end in ``.test`` lead to
loopback, as a name server would have it, and those that end in ``.invalid`` nowhere.
"""

import json
import socket
import subprocess
import sys
import threading
from functools import partial
from pathlib import Path
from typing import Any

from tests.crawler.crawls import QUICK
from tests.forked import Program

DAY = 86400.0


class Driven:
    """The test's end of such a session, and the reports it gave."""

    def __init__(self, archive: Path, **limits: Any) -> None:
        self.archive = archive
        self._process = Program(
            [sys.executable, "-m", "tests.crawler.driven"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        quick = {**QUICK, "backoff_wait": 0, "retries": 0, **limits}
        self._tell({"contact": "desk@example.org", "archive": str(archive), "limits": quick})

    def __enter__(self) -> "Driven":
        return self

    def __exit__(self, *_: object) -> None:
        assert self._process.stdin
        self._process.stdin.close()
        assert self._process.wait(30) == 0

    def visit(self, at: float, *outlets: dict[str, Any], due_only: bool = False) -> dict[str, dict[str, Any]]:
        """Visit outlets at a time and return their reports."""
        self._tell({"at": at, "outlets": outlets, "due_only": due_only})
        assert self._process.stdout
        answer = self._process.stdout.readline()
        assert answer, "the session has ended"
        return {report["outlet"]: report for report in json.loads(answer)}

    def kill(self) -> None:
        """End the session as a power cut would."""
        self._process.kill()
        self._process.wait()

    def begin(self, at: float, *outlets: dict[str, Any]) -> None:
        """Begin visits without waiting for their end."""
        self._tell({"at": at, "outlets": outlets, "due_only": False})

    def _tell(self, order: dict[str, Any]) -> None:
        assert self._process.stdin
        self._process.stdin.write(json.dumps(order) + "\n")
        self._process.stdin.flush()


def _resolve(host: Any, *arguments: Any, **named: Any) -> Any:
    if str(host).endswith(".invalid"):
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")
    return socket.getaddrinfo("127.0.0.1" if str(host).endswith(".test") else host, *arguments, **named)


def main() -> None:
    from newstally.crawler import clock
    from newstally.crawler.session import Session
    from newstally.crawler.settings import CrawlSettings, Outlet

    present = [0.0]
    clock.drive(lambda: present[0])
    session = Session(CrawlSettings.model_validate(json.loads(sys.stdin.readline())))
    from twisted.internet import reactor
    from twisted.internet._resolver import GAIResolver

    reactor.installNameResolver(GAIResolver(reactor, reactor.getThreadPool, _resolve))
    stop = threading.Event()

    def begin(order: dict[str, Any]) -> None:
        present[0] = order["at"]
        outlets = [Outlet.model_validate(outlet) for outlet in order["outlets"]]
        waiting = [session.visit(outlet, due_only=order["due_only"]) for outlet in outlets]
        reports: list[dict[str, Any]] = []

        def ended(task: Any) -> None:
            reports.append(task.result().as_dict())
            if len(reports) == len(waiting):
                print(json.dumps(reports), flush=True)

        for task in waiting:
            task.add_done_callback(ended)

    def watch() -> None:
        for line in sys.stdin:
            session.call(partial(begin, json.loads(line)))
        stop.set()

    threading.Thread(target=watch, daemon=True).start()
    session.run([], stop=stop, stay=True)


if __name__ == "__main__":
    main()
