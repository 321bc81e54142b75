"""``python -m newstally.crawler``: a session in a process of its own.

Reads one JSON object from standard input, ``{"settings": …, "outlets": […]}`` (see ``newstally.crawler.settings``), and
writes events as JSON lines to standard output: ``progress``, ``problem``, a ``report`` for each visit, ``alive`` every
half second, and ``broken`` if the archive can't be written. It ends when all outlets are visited; with
``"stay": true`` it stays, and each further line ``{"outlets": […], "due_only": true}`` begins visits. It ends early
when standard input is closed, so that it never outlives who started it.
"""

import json
import logging
import sys
import threading
from functools import partial
from typing import Any

from newstally.crawler.session import Event, Session
from newstally.crawler.settings import CrawlSettings, Outlet


def main() -> None:
    """Run the session that standard input describes."""
    order = json.loads(sys.stdin.readline())
    settings = CrawlSettings.model_validate(order["settings"])
    try:
        session = Session(settings, _tell)
    except OSError as error:
        _tell({"event": "broken", "message": f"{error.filename or settings.archive}: {error.strerror}"})
        return
    stop = threading.Event()

    def begin(further: dict[str, Any]) -> None:
        for outlet in further["outlets"]:
            session.visit(Outlet.model_validate(outlet), due_only=further.get("due_only", False))

    def watch() -> None:
        while line := sys.stdin.readline():
            session.call(partial(begin, json.loads(line)))
        stop.set()

    threading.Thread(target=watch, daemon=True).start()
    begin(order)
    session.run([], stop=stop, stay=order.get("stay", False))
    logging.shutdown()


def _tell(event: Event) -> None:
    try:
        print(json.dumps(event, ensure_ascii=True), flush=True)
    except BrokenPipeError:
        sys.stdout = open("/dev/null", "w")  # noqa: PTH123, SIM115 (nobody listens any more; the run ends by itself)


if __name__ == "__main__":
    main()
