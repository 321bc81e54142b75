"""Killing a crawl at any moment loses nothing: not the archive, not a page, not the ledger."""

import random
import shutil
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest

from newstally.crawler.archive.recovery import take_up
from newstally.crawler.state import State
from tests.crawler.commands import configure, newstally, report_of, rows, wait_until
from tests.crawler.crawls import crawl, order, responses, warcio_check
from tests.crawler.sites import Reply, World
from tests.forked import Program

KILLS = 20
PAGES = 240
CLAIMS = "SELECT a.url, s.quantity, s.sentence FROM sightings AS s JOIN articles AS a USING (article_id) ORDER BY ALL"


@pytest.mark.slow
def test_a_crawl_killed_at_twenty_random_moments_loses_nothing(tmp_path: Path, world: World) -> None:
    site = world.site("Gazette")
    links = [f"/report-number-{number}" for number in range(PAGES)]
    for number, link in enumerate(links):
        if number % 30 == 0:
            site.pages[link] = Reply(report_of(number + 5, f"Village-{number}"), hang=0.06)
        else:
            site.story(link, hang=0.06)
    site.feed("/feed", links)
    outlet = site.outlet(feeds=["/feed"])
    archive = tmp_path / "killed" / "archive"
    chance = random.Random(11)
    safe: set[str] = set()
    for kill in range(KILLS):
        before = len(site.log)
        process = Program(
            [sys.executable, "-m", "newstally.crawler"], stdin=subprocess.PIPE, stdout=subprocess.DEVNULL
        )
        assert process.stdin
        process.stdin.write(order(archive, [outlet]).encode())
        process.stdin.flush()
        wait_until(
            lambda before=before, process=process: len(site.log) > before or process.poll() is not None
        )
        time.sleep(chance.uniform(0, 0.3) if kill % 7 else 1.8)
        killed_at = time.time()
        process.kill()
        process.wait()
        process.stdin.close()
        state = State(archive / "state.sqlite")
        take_up(archive, state, ages=[3600.0])
        state.close()
        archived = {one["WARC-Target-URI"] for one in responses(archive)}
        delivered = {
            one.path for one in site.log[before:] if one.delivered_at and one.delivered_at < killed_at - 1
        }
        safe |= {path for path in delivered if path.startswith("/report")}
        assert not [path for path in safe if site.address(path) not in archived], (
            "delivered a second before the kill"
        )
    assert len(safe) > 20

    for page in site.pages.values():
        page.hang = 0
    (tmp_path / "killed").mkdir(exist_ok=True)
    configure(tmp_path / "killed", site)
    newstally(tmp_path / "killed", "crawl", "--now")
    assert warcio_check(*archive.glob("*/*.warc.gz")).returncode == 0
    assert {one["WARC-Target-URI"] for one in responses(archive)} == set(map(site.address, links))

    undisturbed = tmp_path / "undisturbed"
    undisturbed.mkdir()
    shutil.copy(tmp_path / "killed" / "newstally.toml", undisturbed)
    newstally(undisturbed, "crawl")
    expected = rows(undisturbed, "query", CLAIMS)
    assert len(expected) >= 30
    assert rows(tmp_path / "killed", "query", CLAIMS) == expected


def test_a_page_whose_state_was_not_written_when_its_record_was_indexed_is_not_fetched_again(
    tmp_path: Path, world: World
) -> None:
    site = world.site("Gazette")
    for link in ("/one", "/two"):
        site.story(link)
    site.feed("/feed", ["/one", "/two"])
    outlet = site.outlet(feeds=["/feed"])
    crawl(tmp_path, [outlet])
    with closing(sqlite3.connect(tmp_path / "state.sqlite")) as db, db:
        db.execute(
            "UPDATE pages SET fetched_at = NULL, digest = NULL, due_at = found_at, stage = 0 WHERE address LIKE '%/two'"
        )
        db.execute("UPDATE files SET closed = 0")
    state = State(tmp_path / "state.sqlite")
    take_up(tmp_path, state, ages=[3600.0])
    state.close()
    crawl(tmp_path, [outlet])
    assert len(site.asked("/two")) == 1
