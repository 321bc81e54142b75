"""Runs real crawl processes and reads what they left."""

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from fastwarc.warc import ArchiveIterator, WarcRecord

from tests.forked import Program

QUICK = {
    "delay": 0,
    "retries": 1,
    "timeout": 3,
    "backoff_wait": 3,
    "response_mb": 1,
    "decompressed_mb": 2,
    "allowed_hosts": ["127.0.0.1", "localhost"],
}
"""Limits with which a test is over soon."""


@dataclass
class Crawled:
    """What a crawl process told."""

    reports: dict[str, dict[str, Any]]
    problems: list[dict[str, Any]]
    log: str

    def problems_of(self, outlet: str) -> list[tuple[str, str]]:
        return [(one["kind"], one["address"]) for one in self.problems if one["outlet"] == outlet]


def order(archive: Path, outlets: list[dict[str, Any]], **limits: Any) -> str:
    settings = {"contact": "desk@example.org", "archive": str(archive), "limits": {**QUICK, **limits}}
    return json.dumps({"settings": settings, "outlets": outlets}) + "\n"


def crawl(
    archive: Path, outlets: list[dict[str, Any]], *, env: dict[str, str] | None = None, **limits: Any
) -> Crawled:
    """Run ``python -m newstally.crawler`` to its end."""
    process = Program(
        [sys.executable, "-m", "newstally.crawler"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, **(env or {})},
    )
    assert process.stdin and process.stdout and process.stderr
    process.stdin.write(order(archive, outlets, **limits))
    process.stdin.flush()
    events = [json.loads(line) for line in process.stdout]
    log = process.stderr.read()
    assert process.wait(30) == 0, log
    process.stdin.close()
    return Crawled(
        {event["outlet"]: event for event in events if event["event"] == "report"},
        [event for event in events if event["event"] == "problem"],
        log,
    )


def records(archive: Path) -> list[dict[str, Any]]:
    """Every record of an archive in order: WARC headers, HTTP status, payload."""
    found = []
    for path in sorted(archive.glob("*/*.warc.gz")):
        with path.open("rb") as stream:
            found += [_record(record) for record in ArchiveIterator(stream, parse_http=True)]
    return found


def _record(record: WarcRecord) -> dict[str, Any]:
    answers = record.headers["WARC-Type"] in {"response", "revisit"}
    return {
        **dict(record.headers),
        "http_status": int(record.http_headers.status_code or 0) if answers else None,
        "http_headers": dict(record.http_headers) if answers else {},
        "payload": record.reader.read(),
    }


def responses(archive: Path, page: str = "article") -> list[dict[str, Any]]:
    """The response and revisit records of one sort of page."""
    return [one for one in records(archive) if one.get("Newstally-Page") == page]


def warcio_check(*files: Path) -> subprocess.CompletedProcess[str]:
    """Run ``warcio check -v``, the reference reader's own verdict on WARC files."""
    warcio = [sys.executable, "-c", "from warcio.cli import main; main()"]
    return subprocess.run(
        [*warcio, "check", "-v", *map(str, files)], capture_output=True, text=True, check=False
    )
