"""The scenario of the crawl: a site on loopback whose crawl is killed again and again until all of it is archived."""

import json
import os
import random
import shutil
import time
from collections.abc import Iterator
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from benchmarks.killing.killed import Kill, finish, kill
from newstally.crawler.__main__ import main as crawler
from newstally.crawler.archive.recovery import take_up
from newstally.crawler.state import State
from newstally.pipeline.configuration import load_configuration
from newstally.pipeline.intake.intake import take_in
from newstally.pipeline.intake.pages import PageReader
from newstally.pipeline.ledger.store import reading
from tests.crawler.commands import configure, report_of
from tests.crawler.crawls import order, records
from tests.crawler.sites import Reply, World

PAGES = 25
KILLS = 8
"""... of one archive, before the crawl is brought to its end."""
OLD = 5.0
"""Seconds after which a page that was delivered must be in the archive whatever happens."""
ROWS = """SELECT a.url, a.title, s.quantity, s.sentence FROM sightings AS s JOIN articles AS a USING (article_id)"""


def serve(asked: Connection) -> None:
    """Serve a site of articles; answer whatever is sent with what was delivered by now, as (path, time)."""
    world = World()
    site = world.site("Gazette")
    links = [f"/report-number-{number}" for number in range(PAGES)]
    for number, link in enumerate(links):
        site.pages[link] = Reply(report_of(number + 5, f"Village-{number}"), hang=0.03)
    site.feed("/feed", links)
    asked.send((site.port, links))
    try:
        while asked.recv():
            asked.send([(one.path, one.delivered_at) for one in site.log if one.delivered_at])
    except EOFError:
        world.stop()


class Gazette:
    """The site, in a process of its own, so that this one has no threads when it forks."""

    def __init__(self) -> None:
        self._asked, theirs = get_context("spawn").Pipe()
        self._process = get_context("spawn").Process(target=serve, args=(theirs,), daemon=True)
        self._process.start()
        self.port, self.links = self._asked.recv()
        self.name = "Gazette"

    def address(self, path: str = "/") -> str:
        return f"http://127.0.0.1:{self.port}{path}"

    def delivered(self) -> list[tuple[str, float]]:
        """Return the paths that went out so far, whole, and when."""
        self._asked.send("what?")
        found: list[tuple[str, float]] = self._asked.recv()
        return found


def crawls(scratch: Path, chance: random.Random, reader: PageReader) -> Iterator[Kill]:
    """Kill the crawler. Nothing that was delivered is missing, and in the end all is there once, in the ledger too."""
    site = Gazette()
    outlet = {"name": site.name, "home": site.address(), "feeds": [site.address("/feed")], "language": "en"}
    expected: dict[str, Any] = {}
    usual = 0.0
    for number in range(1_000_000):
        folder = scratch / f"crawl{number}"
        folder.mkdir()
        configure(folder, site)  # type: ignore[arg-type]

        def work(archive: Path = folder / "archive") -> None:
            state = State(archive / "state.sqlite")
            take_up(archive, state, ages=[3600.0])
            state.close()
            _tell_standard_input(order(archive, [outlet]))
            crawler()

        archived: set[str] = set()
        if expected:
            for _ in range(KILLS - 1):
                yield _killed(work, usual, chance, folder, site, archived)
            last = _killed(work, usual, chance, folder, site, archived)
        usual_now = finish(work, folder / "log")
        finish(lambda folder=folder: _intake(folder), folder / "log")
        if not expected:
            usual, expected = usual_now, _outcome(folder, site)
            continue
        found = _outcome(folder, site)
        last.verified = True
        for what, rows in expected.items():
            last.lost += len([row for row in rows if row not in found[what]])
            last.doubled += max(0, len(found[what]) - len(rows))
            if found[what] != rows:
                last.faults.append(f"{what}: {len(found[what])} instead of {len(rows)}, or others")
        yield last
        shutil.rmtree(folder)


def _tell_standard_input(text: str) -> None:
    """Give this process a standard input that holds a text and stays open."""
    source, target = os.pipe()
    os.write(target, text.encode())
    os.dup2(source, 0)


def _intake(folder: Path) -> None:
    take_in(load_configuration(folder / "newstally.toml"))


def _killed(
    work: Any, usual: float, chance: random.Random, folder: Path, site: Gazette, archived: set[str]
) -> Kill:
    """Kill a crawl once. ``archived`` are the addresses that were archived before, and becomes those that are now.

    They must stay; and what this process was given five seconds before it was killed must have come to them.
    """
    moment = usual * chance.uniform(0.05, 1.0)
    began = time.time()
    one = Kill("crawl", moment, kill(work, moment, folder / "log"))
    ended = time.time()
    now = {
        row["WARC-Target-URI"]
        for row in _whole_records(folder / "archive")
        if row["WARC-Type"] in {"response", "revisit"}
    }
    for path, at in site.delivered():
        if began <= at < ended - OLD and path in site.links and site.address(path) not in now:
            one.lost += 1
            one.faults.append(f"{path} was delivered {ended - at:.1f} s before and is not archived")
    one.lost += len(archived - now)
    one.faults += [f"{address} was archived and is not any more" for address in archived - now]
    archived |= now
    return one


def _whole_records(archive: Path) -> list[dict[str, Any]]:
    """Return the records of an archive whose last one may be torn."""
    try:
        return records(archive)
    except Exception as error:
        raise SystemExit(f"{archive} can't be read after a kill: {json.dumps(repr(error))}") from error


def _outcome(folder: Path, site: Gazette) -> dict[str, list[str]]:
    """Return what must be the same however often the crawl was killed: pages archived, articles, figures."""
    fetched = [
        row["WARC-Target-URI"]
        for row in records(folder / "archive")
        if row["WARC-Type"] == "response" and row.get("Newstally-Page") == "article"
    ]
    with reading(folder / "ledger.duckdb") as connection:
        pages = connection.execute("SELECT url FROM pages").fetchall()
        rows = connection.execute(ROWS).fetchall()
    return {
        "pages archived": sorted(fetched),
        "pages in the ledger": sorted(map(str, pages)),
        "figures": sorted(map(str, rows)),
    }
