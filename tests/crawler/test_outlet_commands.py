"""The commands on outlets and pages, on a state and an archive that are written here: nothing is fetched."""

import json
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result
from typer.testing import CliRunner

from newstally.crawler.addresses import page_key
from newstally.crawler.archive.records import Exchange, Original
from newstally.crawler.archive.recovery import take_up
from newstally.crawler.archive.writer import ArchiveWriter
from newstally.crawler.reports import OutletReport
from newstally.crawler.rows import Page
from newstally.crawler.state import State
from newstally.pipeline.cli import commands
from newstally.pipeline.cli.app import app

OUTLETS = "".join(
    f'[[outlets]]\nname = "{name}"\nhome = "https://{name.lower()}.example/"\n'
    f'feeds = ["https://{name.lower()}.example/rss"]\nevery = "{every}"\n'
    for name, every in (("Herald", "2h"), ("Post", "1h..6h"))
)
Run = Callable[..., Result]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "newstally.toml").write_text('contact = "desk@example.org"\n' + OUTLETS, encoding="utf-8")
    return tmp_path


@pytest.fixture
def run(folder: Path) -> Run:
    for name in ("status", "retry", "crawl"):
        commands.register([name])
    return lambda *words: CliRunner().invoke(app, [*words, "-c", str(folder / "newstally.toml")])


@pytest.fixture
def state(folder: Path) -> Iterator[State]:
    opened = State(folder / "archive" / "state.sqlite")
    yield opened
    opened.close()


def rows(done: Result) -> list[dict[str, Any]]:
    assert done.exit_code == 0, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_status_tells_how_each_outlet_does_and_what_is_meant_goes(run: Run, state: State) -> None:
    now = time.time() // 60 * 60
    for hours in (3, 2, 1):
        report = OutletReport("Herald", now - hours * 3600, now - hours * 3600 + 5, "finished", requests=4)
        report.entry_points_failed, report.waiting = 1, 7
        report.problem("timeout", "https://herald.example/rss")
        state.put_visit(report.as_dict())
    state.put_intake("Herald", at=now, articles=3, refused={"no article: a wall": 2}, languages={"fi": 1})
    herald, post = rows(run("status", "--format", "jsonl"))
    assert (herald["outlet"], herald["mark"], herald["refused"]) == (
        "Herald",
        "failing",
        {"no article: a wall": 2},
    )
    assert (herald["judged"], herald["waiting"], herald["languages_without_reader"]) == (5, 7, {"fi": 1})
    [alarm] = herald["alarms"]
    begun = time.strftime("%Y-%m-%dT%H:%M", time.localtime(now - 3 * 3600))
    assert alarm == {
        "mark": "failing",
        "since": begun,
        "message": "none of its entry points answers",
        "entry_point": None,
    }
    assert herald["next_visit"] == time.strftime("%Y-%m-%dT%H:%M", time.localtime(now + 3600))
    assert (post["mark"], post["alarms"][0]["message"], post["problems"]) == ("new", "never visited", None)
    names, first, _ = (line.split("\t") for line in run("status").stdout.splitlines())
    shown = dict(zip(names, first, strict=True))
    assert (shown["mark"], shown["problems"], shown["refused"]) == ("failing", "timeout 25%", "2 of 5")
    assert shown["why"].startswith(
        "none of its entry points answers; articles in a language of which nothing"
    )
    herald, post = rows(run("status", "--meant", "Herald", "--format", "jsonl"))
    assert (herald["mark"], herald["alarms"], post["mark"]) == (None, [], "new")
    assert "did you mean 'Herald'" in run("status", "--meant", "Herold").stderr


def test_pages_that_never_came_are_due_again_for_the_outlets_named(run: Run, state: State) -> None:
    for name in ("Herald", "Post"):
        for number, told in enumerate(({"problem": "http"}, {"problem": "http", "fetched_at": 1.0}, {})):
            key = f"{name.lower()}.example/{number}"
            state.put_page(Page(key, name, f"https://{key}", 0.0, failures=6, **told))
    state.flush()
    assert run("retry", "--outlet", "Post").stdout == "Post: 1 pages are due again\n"
    due = {
        name: [page.key for page in state.due_pages(name, now=time.time() + 1, limit=9)]
        for name in ("Herald", "Post")
    }
    assert due == {"Herald": [], "Post": ["post.example/0"]}
    assert run("retry").stdout == "Herald: 1 pages are due again\nPost: 1 pages are due again\n"
    refused = run("retry", "-o", "Nobody")
    assert refused.exit_code == 1 and "no outlet is named 'Nobody'" in refused.stderr


AT = datetime(2026, 2, 26, 12, 0, tzinfo=UTC)


def test_a_page_is_shown_as_it_was_at_a_time_with_its_captures_and_headers(
    run: Run, state: State, folder: Path
) -> None:
    address = "https://herald.example/pier"
    archive = ArchiveWriter(folder / "archive", user_agent="x", max_bytes=1e9, max_age=timedelta(days=9))
    first = None
    for hours, status, body in (
        (0, 200, b"first"),
        (1, 200, b"first"),
        (2, 503, b"busy"),
        (3, 200, b"second"),
        (4, 410, b"gone"),
    ):
        headers = [(b"Content-Type", b"text/html; charset=utf-8"), (b"X-Hour", str(hours).encode())]
        exchange = Exchange(address, "GET", [], status, headers, body, AT + timedelta(hours=hours))
        written = archive.append(exchange, outlet="Herald", page="article", original=first)
        first = first or Original(written.digest, address, written.at)
    archive.close()
    take_up(folder / "archive", state)
    assert len(state.captures([page_key(address)])) == 5

    def shown(at: str | None, *more: str) -> tuple[str, str]:
        done = run("page", f"{address}/?utm_source=x", *(("--at", at) if at else ()), *more)
        return done.stdout, done.stderr

    assert shown("2026-02-26T12:00+00:00")[0] == "first"
    assert shown("2026-02-26T13:30+00:00") == ("first", ""), (
        "a revisit's content is that of the record before"
    )
    body, said = shown("2026-02-26T16:30+02:00")
    assert body == "first" and "answered 503" in said
    assert shown("2026-02-26T15:00Z") == ("second", "")
    body, said = shown(None)
    assert body == "second" and "answered 410" in said
    assert "nothing was archived by 2026-02-26T11:59Z" in shown("2026-02-26T11:59Z")[1]
    assert "--at wants an ISO 8601 time" in shown("noon")[1]
    told = shown("2026-02-26T12:00Z", "--headers")[0]
    assert told.startswith("HTTP 200\n") and "X-Hour: 0" in told and told.endswith("\n\nfirst")
    listed = rows(run("page", address, "--captures", "--format", "jsonl"))
    assert [(one["status"], one["type"]) for one in listed] == [
        (200, "response"), (200, "revisit"), (503, "response"), (200, "response"), (410, "response"),
    ]  # fmt: skip
    assert {(one["outlet"], one["page"], one["address"]) for one in listed} == {
        ("Herald", "article", address)
    }
