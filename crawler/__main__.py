"""``python -m newstally.crawler``: one run in a process of its own.

Reads one JSON object from standard input, ``{"settings": …, "outlets": […]}`` (see
``newstally.crawler.settings``), and writes events as JSON lines to standard output:
``progress``, ``problem``, and a ``report`` for each outlet. It ends early when
standard input is closed, so that it never outlives who started it.
"""

import json
import logging
import sys
import threading

from newstally.crawler.run import Event, crawl
from newstally.crawler.settings import CrawlSettings, Outlet


def main() -> None:
    """Run the crawl that standard input describes."""
    order = json.loads(sys.stdin.readline())
    settings = CrawlSettings.model_validate(order["settings"])
    outlets = [Outlet.model_validate(outlet) for outlet in order["outlets"]]
    stop = threading.Event()

    def watch() -> None:
        while sys.stdin.readline():
            pass
        stop.set()

    threading.Thread(target=watch, daemon=True).start()
    crawl(settings, outlets, on_event=_tell, stop=stop)
    logging.shutdown()


def _tell(event: Event) -> None:
    try:
        print(json.dumps(event, ensure_ascii=True), flush=True)
    except BrokenPipeError:
        sys.stdout = open("/dev/null", "w")  # noqa: PTH123, SIM115 (nobody listens any more; the run ends by itself)


if __name__ == "__main__":
    main()
