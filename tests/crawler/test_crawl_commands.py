"""The commands that crawl, run as processes on sites that really answer."""

import json
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.crawler.commands import command, configure, newstally, report_of, rows, wait_until
from tests.crawler.crawls import order
from tests.crawler.sites import Reply, Site, World
from tests.forked import Program

WATCH = """
[[channels]]
name = "desk"
feed = "desk.xml"
[[watches]]
name = "Flood"
words = "flood"
recent = "520w"
tell = ["desk"]
"""


@pytest.fixture
def site(world: World) -> Site:
    made = world.site("Gazette")
    made.pages["/flood-in-norhaven"] = Reply(report_of(12))
    made.pages["/flood-in-easterby"] = Reply(report_of(3, "Easterby"))
    made.feed("/feed", ["/flood-in-norhaven", "/flood-in-easterby"])
    return made


def test_crawl_fills_archive_and_ledger_and_a_second_one_adds_nothing(tmp_path: Path, site: Site) -> None:
    config = configure(tmp_path, site)
    config.write_text(config.read_text() + WATCH)
    (row,) = rows(tmp_path, "crawl", "--metrics-file", "metrics")
    assert 'articles_new_total{outlet="Gazette"} 2' in _metrics(tmp_path)
    assert "flood" in (tmp_path / "desk.xml").read_text(), "watchers are told at its end"
    assert (row["outlet"], row["new"], row["ended"], row["entry_points"]) == (
        "Gazette",
        2,
        "finished",
        "1 of 1",
    )
    assert row["articles"] == 2 and row["sightings"] > 4
    count = "SELECT (SELECT count(*) FROM articles) AS a, (SELECT count(*) FROM sightings) AS s"
    (before,) = rows(tmp_path, "query", count)
    assert before["a"] == 2
    (archived,) = tmp_path.glob("archive/*/*.warc.gz")
    with archived.open("ab") as stream:
        stream.write(b"\x1f\x8b torn")
    said = newstally(tmp_path, "crawl").stderr
    assert "nothing is due" in said and "torn record cut off" in said
    (again,) = rows(tmp_path, "crawl", "--outlet", "Gazette")
    assert (again["pages"], again["sightings"]) == (0, 0)
    assert rows(tmp_path, "query", count) == [before]


def test_a_corrected_page_and_a_withdrawn_one_reach_the_ledger(tmp_path: Path, site: Site) -> None:
    configure(tmp_path, site, revisit=["1s", "600s"])
    newstally(tmp_path, "crawl")
    at = datetime.now(UTC).isoformat()
    time.sleep(1)
    site.pages["/flood-in-norhaven"] = Reply(report_of(17))
    site.pages["/flood-in-easterby"] = Reply(status=404)
    (row,) = rows(tmp_path, "crawl", "--now")
    assert (row["changed"], row["withdrawn"]) == (1, 1)
    versions = rows(tmp_path, "query", "SELECT url, count(*) AS n FROM articles GROUP BY url ORDER BY url")
    assert [one["n"] for one in versions] == [1, 2]
    address = site.address("/flood-in-norhaven") + "?utm_source=x"
    assert "kills 17" in newstally(tmp_path, "page", address).stdout
    assert "kills 12" in newstally(tmp_path, "page", address, "--at", at).stdout
    assert "kills 3" in newstally(tmp_path, "page", site.address("/flood-in-easterby"), "--at", at).stdout
    withdrawn = newstally(tmp_path, "page", site.address("/flood-in-easterby"))
    assert "kills 3" in withdrawn.stdout and "answered 404" in withdrawn.stderr
    assert "first capture" in newstally(tmp_path, "page", address, "--at", "2020-01-01", code=1).stderr
    assert "no such page" in newstally(tmp_path, "page", "http://example.org/", code=1).stderr


def test_an_outlet_that_is_down_is_reported_and_the_others_go_on(
    tmp_path: Path, site: Site, world: World
) -> None:
    down = world.site("Down")
    down.port = 9
    configure(tmp_path, site, down)
    found = {row["outlet"]: row for row in rows(tmp_path, "crawl", "--archive-only", code=1)}
    assert found["Gazette"]["new"] == 2
    assert found["Down"]["entry_points"] == "0 of 1"
    alarms = {row["outlet"]: [one["mark"] for one in row["alarms"]] for row in rows(tmp_path, "status")}
    assert alarms == {"Gazette": [], "Down": ["failing"]}


def test_json_logs_are_json_in_every_line_and_name_each_problem(tmp_path: Path, site: Site) -> None:
    site.feed("/feed", ["/flood-in-norhaven", "/missing-story"])
    configure(tmp_path, site)
    done = newstally(tmp_path, "crawl", "--archive-only", "--json-logs", "--format", "jsonl")
    told = [json.loads(line) for line in done.stderr.splitlines()]
    assert {"kind": "http", "address": site.address("/missing-story")}.items() <= told[0].items()
    assert "no timezone is configured for 1 outlet" in done.stderr


def test_a_second_crawl_is_kept_out_until_the_first_has_ended_or_was_killed(
    tmp_path: Path, site: Site
) -> None:
    configure(tmp_path, site, timeout=60)
    site.pages["/flood-in-norhaven"] = Reply(report_of(12), hang=60)
    first = Program(command("crawl", "--archive-only"), cwd=tmp_path, stdout=subprocess.DEVNULL)
    wait_until(lambda: "/flood-in-norhaven" in site.paths)
    message = newstally(tmp_path, "crawl", code=1).stderr
    assert "newstally crawl" in message and str(first.pid) in message
    first.kill()
    first.wait()
    site.pages["/flood-in-norhaven"] = Reply(report_of(12))
    newstally(tmp_path, "crawl", "--archive-only", "--now")
    assert len(rows(tmp_path, "page", site.address("/flood-in-norhaven"), "--captures")) == 1


@pytest.mark.slow
def test_run_stays_reads_its_configuration_anew_and_ends_in_time(
    tmp_path: Path, site: Site, world: World
) -> None:
    other = world.site("Courier")
    other.pages["/flood-in-westerby"] = Reply(report_of(5, "Westerby"))
    other.feed("/feed", ["/flood-in-westerby"])
    site.pages["/slow-story-of-a-flood"] = Reply(report_of(4), hang=60)
    config = configure(tmp_path, site, every="1s", timeout=60)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with (tmp_path / "log").open("w") as log:
        process = Program(
            command(
                "run", "--archive-only", "--json-logs", "--metrics-file", "metrics", "--metrics-port", port
            ),
            cwd=tmp_path,
            stderr=log,
        )
    try:
        wait_until(lambda: site.paths.count("/feed") >= 2)
        configure(tmp_path, site, other, every="1s", timeout=60)
        process.send_signal(signal.SIGHUP)
        wait_until(lambda: "/flood-in-westerby" in other.paths)
        config.write_text("contact = 7")
        process.send_signal(signal.SIGHUP)
        wait_until(lambda: "stays as it was" in (tmp_path / "log").read_text())
        wait_until(lambda: 'articles_new_total{outlet="Courier"} 1' in _metrics(tmp_path))
        site.feed("/feed", ["/slow-story-of-a-flood"])
        wait_until(lambda: "/slow-story-of-a-flood" in site.paths)
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/metrics") as answer:
            assert answer.headers["Content-Type"].startswith("text/plain; version=0.0.4")
            assert b'newstally_pages_total{outlet="Gazette"} 2\n' in answer.read()
        told = time.monotonic()
        process.send_signal(signal.SIGTERM)
        assert process.wait(12) == 0
        assert time.monotonic() - told < 10
    finally:
        process.kill()
    assert all(json.loads(line)["level"] for line in (tmp_path / "log").read_text().splitlines())
    assert not _processes_in(tmp_path), "no crawl process is left behind"


def test_a_slow_outlet_keeps_none_waiting_that_was_due_with_it(
    tmp_path: Path, site: Site, world: World
) -> None:
    slow, other = world.site("Slow"), world.site("Other")
    slow.pages["/slow-story-of-a-flood"] = Reply(report_of(4), hang=60)
    slow.feed("/feed", ["/slow-story-of-a-flood"])
    other.feed("/feed", ["/story"])
    other.story("/story")
    configure(tmp_path, slow, site, other, every="1s", timeout=60)
    process = Program(command("run", "--archive-only"), cwd=tmp_path, stderr=subprocess.DEVNULL)
    try:
        wait_until(lambda: "/slow-story-of-a-flood" in slow.paths)
        wait_until(lambda: min(one.paths.count("/feed") for one in (site, other)) >= 4)
        assert slow.paths.count("/feed") == 1, "its visit is not over yet"
    finally:
        process.terminate()
        process.wait(15)


def test_outlets_of_one_site_are_never_crawled_at_the_same_time(tmp_path: Path, site: Site) -> None:
    site.pages["/slow-story-of-a-flood"] = Reply(report_of(4), hang=8)
    site.feed("/feed", ["/slow-story-of-a-flood"])
    site.feed("/sport", [])
    config = configure(tmp_path, site, every="1h", timeout=60)
    process = Program(command("run", "--archive-only"), cwd=tmp_path, stderr=subprocess.DEVNULL)
    try:
        wait_until(lambda: "/slow-story-of-a-flood" in site.paths)
        second = [f'name = "Sport"\nhome = "{site.address()}"\nfeeds = ["{site.address("/sport")}"]']
        config.write_text(config.read_text() + "[[outlets]]\n" + "\n".join(second) + "\n")
        process.send_signal(signal.SIGHUP)
        wait_until(lambda: "/sport" in site.paths)
    finally:
        process.kill()
    asked = {one.path: one for one in site.log}
    delivered = asked["/slow-story-of-a-flood"].delivered_at
    assert delivered and delivered <= asked["/sport"].at


def _metrics(folder: Path) -> str:
    path = folder / "metrics"
    return path.read_text() if path.exists() else ""


def _processes_in(folder: Path) -> list[str]:
    found = []
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                if (entry / "cwd").readlink() == folder:
                    found.append(entry.name)
            except OSError:
                continue
    return found


def test_ctrl_c_leaves_what_was_archived_to_the_next_command(tmp_path: Path, site: Site) -> None:
    configure(tmp_path, site)
    site.pages["/last"] = Reply(report_of(1), hang=60)
    site.feed("/feed", ["/flood-in-norhaven", "/flood-in-easterby", "/last"])
    process = Program(
        command("crawl"),
        cwd=tmp_path,
        stderr=subprocess.PIPE,
        text=True,
    )
    wait_until(lambda: len([one for one in site.log if one.delivered_at]) >= 4)
    process.send_signal(signal.SIGINT)
    assert process.wait(15) == 130
    assert process.stderr and "interrupted" in process.stderr.read()
    newstally(tmp_path, "crawl")
    (row,) = rows(tmp_path, "query", "SELECT count(*) AS n FROM articles")
    assert row["n"] == 2


@pytest.mark.slow
def test_discover_prints_configuration_that_crawls(tmp_path: Path, site: Site) -> None:
    site.robots(
        f"User-agent: *\nDisallow: /feed.json\nSitemap: {site.address('/maps/all.xml')}\n"
        f"Sitemap: {site.address('/maps/news.xml')}\n"
    )
    urls = f"<urlset><url><loc>{site.address('/flood-in-norhaven')}</loc></url></urlset>".encode()
    for path in ("/maps/all.xml", "/maps/news.xml"):
        site.pages[path] = Reply(urls, "application/xml")
    teasers = "".join(
        f'<h2><a href="/town/{n}-the-council-votes-on-it">The council votes on it</a></h2>' for n in range(5)
    )
    site.pages["/town"] = Reply(f"<html><body><main>{teasers}</main></body></html>".encode())
    site.pages["/"] = Reply(
        b'<html lang="en-GB"><head><title>Gazette of the Coast - News</title>'
        b'<link rel="alternate" type="application/rss+xml" href="/feed"></head>'
        b'<body><nav><a href="/town">Town</a><a href="/about">About</a></nav></body></html>'
    )
    host = f"127.0.0.1:{site.port}"
    found = newstally(tmp_path, "discover", site.address(), "--allow", host).stdout
    for part in ('name = "Gazette of the Coast"', 'language = "en"', "/maps/news.xml", '/feed"', '/town"'):
        assert part in found
    assert "/feed.json" not in site.paths
    assert "/maps/all.xml" in site.paths and "/maps/all.xml" not in found, "that of the news is enough"
    head = 'contact = "me@example.org"\n[limits]\ndelay = 0\nallowed_hosts = ["127.0.0.1"]\n'
    (tmp_path / "newstally.toml").write_text(head + found)
    (row,) = rows(tmp_path, "crawl", "--archive-only")
    assert row["new"] >= 2


def test_discover_knows_where_systems_put_their_feeds_and_says_what_it_tried(
    tmp_path: Path, site: Site
) -> None:
    site.pages["/"] = Reply(
        b"<html><head><title>Gazette</title><meta content='Ghost 5.8' name='Generator'></head><body>Welcome"
        b"</body></html>"
    )
    site.feed("/rss/", ["/flood-in-norhaven"])
    newstally(tmp_path, "init")
    found = newstally(tmp_path, "discover", site.address(), "--allow", f"127.0.0.1:{site.port}").stdout
    assert "# published with Ghost" in found and '/rss/",  # 1 entries' in found
    assert "/sitemap.xml: answers 404" in found
    assert "/wp-sitemap.xml" not in site.paths


def test_discover_says_of_a_site_that_is_not_to_be_had_why_and_nothing_else(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        host = f"127.0.0.1:{taken.getsockname()[1]}"
    done = newstally(tmp_path, "discover", f"http://{host}/", "--allow", host, code=1)
    assert done.stderr.startswith(f"newstally: http://{host}/robots.txt: refused: ")
    assert len(done.stderr.splitlines()) == 1 and not done.stdout


def test_schedules_name_the_configuration_and_how_often(tmp_path: Path, site: Site) -> None:
    config = configure(tmp_path, site, every="10m")
    units = newstally(tmp_path, "schedule").stdout
    assert f"--config {config}" in units and "OnCalendar=*:0/10" in units and "Type=oneshot" in units
    assert "Restart=on-failure" in newstally(tmp_path, "schedule", "--way", "run").stdout
    page = newstally(tmp_path, "schedule", "--way", "serve").stdout
    assert "newstally-page.service" in page and re.search(
        r"^ExecStart=.* serve --config .*newstally.toml$", page, re.M
    )
    assert "loginctl enable-linger" in units and "OnFailure=newstally-failed.service" in units
    assert newstally(tmp_path, "schedule", "--with", "cron").stdout.startswith("*/10 * * * * cd ")
    assert "| crontab -" in newstally(tmp_path, "schedule", "--help").stdout.replace("(crontab -l;", "")


def test_only_a_crawl_needs_a_contact(tmp_path: Path, site: Site) -> None:
    config = configure(tmp_path, site)
    config.write_text(config.read_text().replace('contact = "desk@example.org"', ""))
    assert ":1: contact: this key is missing" in newstally(tmp_path, "crawl", code=1).stderr
    assert "*/30" in newstally(tmp_path, "schedule", "--with", "cron").stdout


def test_names_that_do_not_exist_are_refused_with_a_hint(tmp_path: Path, site: Site) -> None:
    configure(tmp_path, site)
    assert "did you mean 'Gazette'" in newstally(tmp_path, "crawl", "-o", "Gazete", code=1).stderr
    assert "nothing was crawled yet" in newstally(tmp_path, "status", code=1).stderr


def test_a_crawl_process_ends_soon_after_whoever_started_it_even_while_it_starts(
    tmp_path: Path, site: Site
) -> None:
    site.pages["/flood-in-norhaven"] = Reply(report_of(12), hang=60)
    processes = []
    for wait in (0.1, 0.7):
        given = order(tmp_path / str(wait), [site.outlet(feeds=["/feed"])], timeout=60)
        process = subprocess.Popen(
            [sys.executable, "-m", "newstally.crawler"], stdin=subprocess.PIPE, stdout=subprocess.DEVNULL
        )
        assert process.stdin
        process.stdin.write(given.encode())
        process.stdin.flush()
        time.sleep(wait)
        process.stdin.close()
        processes.append(process)
    assert [process.wait(20) for process in processes] == [0, 0]
