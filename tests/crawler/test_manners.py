"""A site is asked as slowly as it wishes, and left alone when it says so; the others don't wait for it."""

import itertools
import time
from email.utils import formatdate
from pathlib import Path

import pytest
from scrapy.http import Response

from newstally.crawler.middlewares.manners import retry_after
from newstally.crawler.state import State
from tests.crawler.crawls import crawl
from tests.crawler.sites import Asked, Reply, World, story


def gaps(log: list[Asked]) -> list[float]:
    return [after.at - before.at for before, after in itertools.pairwise(log)]


def test_every_request_names_who_asks_and_whom_to_write_to(tmp_path: Path, world: World) -> None:
    site = world.site("Gazette")
    site.story("/story-of-the-day")
    site.feed("/feed", ["/story-of-the-day"])
    crawl(tmp_path, [site.outlet(feeds=["/feed"])])
    assert {one.headers["user-agent"] for one in site.log} == {
        "Newstally/0.1 (news monitoring; +desk@example.org)"
    }
    assert len(site.log) == 3
    assert not any("cookie" in one.headers for one in site.log)


def test_crawl_delay_is_kept_and_only_there(tmp_path: Path, world: World) -> None:
    slow, rated, quick = world.site("Slow"), world.site("Rated"), world.site("Quick")
    slow.robots("User-agent: *\nCrawl-delay: 1\n")
    rated.robots("User-agent: *\nRequest-rate: 10/12\n")
    quick.pages["/robots.txt"] = Reply(status=302, headers={"Location": quick.address("/robots.txt")})
    for site in (slow, rated, quick):
        for number in range(3):
            site.story(f"/story-number-{number}")
        site.feed("/feed", [f"/story-number-{number}" for number in range(3)])
    crawl(tmp_path, [site.outlet(feeds=["/feed"]) for site in (slow, rated, quick)], concurrency=4)
    assert min(gaps(slow.log)[1:]) >= 0.95
    assert min(gaps(rated.log)[1:]) >= 1.15
    assert len(slow.log) == len(rated.log) == len(quick.log) == 5
    assert max(one.at for one in quick.log) - min(one.at for one in quick.log) < 1.0
    assert max(one.at for one in slow.log) - min(one.at for one in slow.log) < 15


def test_the_configured_delay_is_kept_by_default(tmp_path: Path, world: World) -> None:
    site = world.site("Gazette")
    for number in range(3):
        site.story(f"/story-number-{number}")
    site.feed("/feed", [f"/story-number-{number}" for number in range(3)])
    crawl(tmp_path, [site.outlet(feeds=["/feed"])], delay=0.6)
    assert min(gaps(site.log)[1:]) >= 0.28, "the delay, half of which is chance"
    assert sum(gaps(site.log)) >= 4 * 0.28


@pytest.mark.parametrize("status", [429, 503])
def test_retry_after_is_waited_for_and_the_page_is_got(tmp_path: Path, world: World, status: int) -> None:
    site = world.site("Gazette")
    site.story("/story-number-2")

    def busy(asked: Asked) -> Reply:
        first = len(site.asked(asked.path)) == 1
        return Reply(status=status, headers={"Retry-After": "2"}) if first else Reply(story(asked.path))

    site.pages["/story-number-1"] = busy
    site.feed("/feed", ["/story-number-1", "/story-number-2"])
    report = crawl(tmp_path, [site.outlet(feeds=["/feed"])], concurrency=1).reports["Gazette"]
    first, second = site.asked("/story-number-1")
    assert second.at - first.at >= 2
    assert report["new"] == 2
    assert report["problems"] == {"backoff": 1}
    between = [one for one in site.log if first.at < one.at < first.at + 1.9]
    assert between == [], "the whole site is left alone"
    after = [one for one in site.log if one.at > first.at + 1.9]
    assert len(after) == 2 and min(gaps(after)) >= 0.45, "and asked more slowly from then on"


def test_a_page_whose_server_stumbles_is_asked_for_again_in_the_same_run(
    tmp_path: Path, world: World
) -> None:
    site = world.site("Gazette")
    stumbles = (408, 500, 502, 504, 522, 524)

    def stumble(asked: Asked) -> Reply:
        first = len(site.asked(asked.path)) == 1
        return Reply(status=int(asked.path.rpartition("-")[2])) if first else Reply(story(asked.path))

    links = [f"/story-after-{status}" for status in (*stumbles, 501)]
    site.pages.update(dict.fromkeys(links, stumble))
    site.feed("/feed", links)
    report = crawl(tmp_path, [site.outlet(feeds=["/feed"])], concurrency=4, retries=1).reports["Gazette"]
    assert report["new"] == len(stumbles)
    assert report["problems"] == {"http": 1}
    assert len(site.asked("/story-after-501")) == 1, "which says that it never will"


def test_each_warning_in_a_row_doubles_the_wait_and_an_answer_ends_the_row(
    tmp_path: Path, world: World
) -> None:
    site = world.site("Gazette")
    links = [f"/story-number-{number}" for number in range(1, 4)]
    statuses = iter([503, 200, 503, 503])

    def answer(asked: Asked) -> Reply:
        return Reply(story(asked.path)) if next(statuses) == 200 else Reply(status=503)

    site.pages.update(dict.fromkeys(links, answer))
    site.feed("/feed", links)
    crawled = crawl(tmp_path, [site.outlet(feeds=["/feed"])], concurrency=1, backoff_wait=7)
    waits = [message.partition("waiting ")[2] for message in (one["message"] for one in crawled.problems)]
    assert waits[:3] == ["5 s", "5 s", "10 s"]
    assert len([path for path in site.paths if path in links]) == 4


def test_a_long_retry_after_is_left_to_a_later_run_that_keeps_it(tmp_path: Path, world: World) -> None:
    site, other = world.site("Busy"), world.site("Other")
    in_an_hour = formatdate(time.time() + 3600, usegmt=True)
    site.pages["/story-number-1"] = Reply(status=429, headers={"Retry-After": in_an_hour})
    for number in range(2, 6):
        site.story(f"/story-number-{number}")
    site.feed("/feed", [f"/story-number-{number}" for number in range(1, 6)])
    other.story("/story")
    other.feed("/feed", ["/story"])
    outlets = [site.outlet(feeds=["/feed"]), other.outlet(feeds=["/feed"])]
    first = crawl(tmp_path, outlets, concurrency=1).reports
    assert first["Other"]["new"] == 1
    assert first["Busy"]["waiting"] >= 1
    asked = len(site.log)
    second = crawl(tmp_path, outlets, concurrency=1).reports
    assert len(site.log) == asked, "an hour has not passed"
    assert set(second["Busy"]["problems"]) == {"backoff"}


def test_a_host_that_wants_to_be_left_alone_keeps_no_other_host_waiting(tmp_path: Path, world: World) -> None:
    names = ("Gazette", "Busy", "Tired", "Shut", "Other")
    gazette, busy, tired, shut, other = (world.site(name) for name in names)
    shut.pages["/robots.txt"] = Reply(status=500)
    links = [f"/story-number-{number}" for number in range(12)]
    for link in links:
        busy.pages[link] = Reply(status=429, headers={"Retry-After": "9" * 20})
        tired.pages[link] = Reply(status=503, hang=0.3)
        other.story(link)
    listed = [host.address(link) for link in links for host in (busy, tired, shut, other)]
    gazette.pages["/list"] = Reply("\n".join(listed).encode(), "text/plain")
    gazette.pages["/to-shut"] = Reply(status=302, headers={"Location": shut.address("/story")})
    gazette.feed("/feed", ["/to-shut"])
    started = time.time()
    crawled = crawl(tmp_path, [gazette.outlet(feeds=["/feed"], lists=["/list"])])
    report = crawled.reports["Gazette"]
    waits = [one["message"] for one in crawled.problems if one["address"].startswith(tired.address("/"))]
    assert "answered 503; waiting 5 s" in waits and not any("waiting 10 s" in wait for wait in waits), (
        "what was under way when a host asked to be left alone is no second warning"
    )
    assert sorted(other.paths) == sorted(["/robots.txt", *links])
    assert len([path for path in busy.paths if path in links]) <= 4, "no more than were under way"
    assert set(shut.paths) == {"/robots.txt"}
    assert report["new"] == 12
    state = State(tmp_path / "state.sqlite")
    until, _ = state.backoff(f"127.0.0.1:{busy.port}") or (0.0, "")
    state.close()
    assert until - started < 90_000, "a mistaken Retry-After doesn't shut a site out for ever"


def test_budgets_of_pages_and_bytes_leave_the_rest_to_the_next_run(tmp_path: Path, world: World) -> None:
    site = world.site("Gazette")
    links = [f"/story-number-{number}" for number in range(30)]
    for link in links:
        site.pages[link] = Reply(story(link) + b" " * 100_000)
    site.feed("/feed", links)
    outlet = site.outlet(feeds=["/feed"])
    first = crawl(tmp_path, [outlet], pages=7).reports["Gazette"]
    assert (first["new"], first["waiting"], first["problems"]) == (7, 23, {"budget": 1})
    second = crawl(tmp_path, [outlet], total_mb=0.5).reports["Gazette"]
    assert 5 <= second["new"] <= 9
    third = crawl(tmp_path, [outlet]).reports["Gazette"]
    assert first["new"] + second["new"] + third["new"] == 30
    assert all(len(site.asked(link)) == 1 for link in links)


def test_robots_txt_is_kept_for_a_day(tmp_path: Path, world: World) -> None:
    site = world.site("Gazette")
    site.feed("/feed", [])
    site.pages["/feed"] = Reply(b"<rss version='2.0'><channel><title>T</title></channel></rss>", "text/xml")
    for _ in range(2):
        crawl(tmp_path, [site.outlet(feeds=["/feed"])])
    assert site.paths.count("/robots.txt") == 1
    crawl(tmp_path, [site.outlet(feeds=["/feed"])], robots="0s")
    assert site.paths.count("/robots.txt") == 2


@pytest.mark.parametrize(
    ("value", "wait"),
    [
        ("120", 120.0),
        ("0", 0.0),
        ("Thu, 01 Jan 1970 00:01:40 GMT", 90.0),
        ("soon", None),
        ("", None),
        ("-5", None),
    ],
)
def test_retry_after_in_both_forms(value: str, wait: float | None) -> None:
    assert retry_after(Response("http://x.org/", headers={"Retry-After": value}), now=10.0) == wait
