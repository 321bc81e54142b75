"""Counters in the Prometheus text format (version 0.0.4), for a file or a port on loopback."""

import threading
from collections.abc import Callable, Iterable, Sequence
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from newstally.crawler.settings import MEGABYTE, Outlet
from newstally.crawler.state import State
from newstally.crawler.status import OutletStatus, statuses

CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8"

COUNTERS = {
    "requests": ("newstally_responses_total", "Responses of any sort."),
    "megabytes": ("newstally_received_bytes_total", "Bytes of bodies as received."),
    "pages": ("newstally_pages_total", "Article pages that answered."),
    "found": ("newstally_addresses_found_total", "Addresses not known before."),
    "new": ("newstally_articles_new_total", "Pages fetched for the first time."),
    "changed": ("newstally_articles_changed_total", "Pages that read differently than before."),
    "unchanged": ("newstally_articles_unchanged_total", "Pages looked at again and found the same."),
    "withdrawn": ("newstally_articles_withdrawn_total", "Pages that were there and are gone."),
}

MARKS = {
    "silent": "nothing new came from the outlet or one of its entry points for unusually long",
    "failing": "the outlet or one of its entry points fails",
    "moved": "the outlet or one of its entry points leads to another site",
    "blocked": "the site shows something else instead of its pages",
    "refused": "the pages are taken for no articles",
}


def _has(mark: str) -> Callable[[OutletStatus], float]:
    return lambda status: any(alarm.mark == mark for alarm in status.alarms)


GAUGES: dict[str, tuple[str, Callable[[OutletStatus], float | None]]] = {
    "newstally_last_success_timestamp_seconds": (
        "When an entry point of the outlet last answered.",
        lambda status: status.last_success,
    ),
    "newstally_next_visit_timestamp_seconds": (
        "When the outlet is visited next.",
        lambda status: status.next_visit,
    ),
    "newstally_waiting_pages": ("Pages that are due.", lambda status: status.waiting),
    "newstally_last_new_article_timestamp_seconds": (
        "When a new article came last.",
        lambda status: status.last_new,
    ),
    **{f"newstally_outlet_{mark}": (f"1 where {meaning}.", _has(mark)) for mark, meaning in MARKS.items()},
}


def metrics_text(state: State, outlets: Sequence[Outlet]) -> str:
    """Return all counters and gauges of an archive."""
    totals = state.totals()
    lines: list[str] = []
    for figure, (name, meaning) in COUNTERS.items():
        factor = MEGABYTE if figure == "megabytes" else 1
        samples = [({"outlet": outlet}, value * factor) for outlet, key, value in totals if key == figure]
        lines += _family(name, "counter", meaning, samples)
    problems = [
        ({"outlet": outlet, "kind": key.partition(":")[2]}, value)
        for outlet, key, value in totals
        if key.startswith("problems:")
    ]
    lines += _family("newstally_problems_total", "counter", "Addresses that made trouble, by kind.", problems)
    found = statuses(outlets, state)
    for name, (meaning, value_of) in GAUGES.items():
        values = [({"outlet": status.outlet}, value_of(status)) for status in found]
        lines += _family(
            name, "gauge", meaning, [(labels, float(value)) for labels, value in values if value is not None]
        )
    return "\n".join(lines) + "\n"


def write_metrics(path: Path, text: str) -> None:
    """Put the metrics into a file, whole at any moment. Raises OSError."""
    unfinished = path.with_name(path.name + ".part")
    unfinished.write_text(text, encoding="utf-8")
    unfinished.replace(path)


class MetricsServer:
    """Answers ``GET /metrics`` on 127.0.0.1 with the text last set."""

    def __init__(self, port: int) -> None:
        """Listen on a port. Raises OSError if it is taken."""
        self.text = ""
        server = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                if self.path != "/metrics":
                    self.send_error(404, "the metrics are at /metrics")
                    return
                body = server.text.encode("utf-8")
                self.send_response(200)
                self.send_header("Content-Type", CONTENT_TYPE)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, format: str, *args: object) -> None:
                """Say nothing of every scrape."""

        self._server = ThreadingHTTPServer(("127.0.0.1", port), Handler)
        self.port = self._server.server_address[1]
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def close(self) -> None:
        """Stop listening."""
        self._server.shutdown()
        self._server.server_close()


def _family(name: str, kind: str, meaning: str, samples: Iterable[tuple[dict[str, str], float]]) -> list[str]:
    lines = [f"{name}{{{_labels(labels)}}} {value:.17g}" for labels, value in samples]
    return [f"# HELP {name} {meaning}", f"# TYPE {name} {kind}", *lines] if lines else []


def _labels(labels: dict[str, str]) -> str:
    def escaped(value: str) -> str:
        return value.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")

    return ",".join(f'{name}="{escaped(value)}"' for name, value in labels.items())
