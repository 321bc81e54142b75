"""Where redirects lead, and what of an answer that is cut or far away stands in the archive."""

from collections.abc import Iterator

import pytest

from newstally.crawler.addresses import page_key
from newstally.crawler.rows import EntryPoint, Found
from newstally.crawler.state import State
from tests.crawler.crawls import records
from tests.crawler.driven import Driven
from tests.crawler.sites import Reply, World, feed, story

NOW = 1_790_000_000.0


@pytest.fixture(scope="module")
def driven(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Driven]:
    with Driven(tmp_path_factory.mktemp("redirects") / "archive", redirects=2, revisit=["520w"]) as made:
        yield made


def refresh(to: str) -> Reply:
    return Reply(f"<html><head><meta http-equiv=refresh content='0; url={to}'></head></html>".encode())


def test_every_kind_of_redirect_is_followed_so_far_and_to_web_pages_alone(
    driven: Driven, world: World
) -> None:
    site = world.site("Redirects")
    statuses = (301, 302, 303, 307, 308)
    for status in statuses:
        site.pages[f"/to-{status}"] = Reply(status=status, headers={"Location": f"/story-{status}"})
        site.story(f"/story-{status}")
    site.pages["/to-300"] = Reply(status=300, headers={"Location": "/story-301"})
    site.pages["/to-mail"] = Reply(status=302, headers={"Location": "mailto:desk@example.org"})
    for step in range(4):
        site.pages[f"/turn-{step}"] = refresh(f"/turn-{step + 1}")
    for step in range(2):
        site.pages[f"/short-{step}"] = refresh(f"/short-{step + 1}")
    site.story("/short-2")
    links = [*(f"/to-{status}" for status in statuses), "/to-300", "/to-mail", "/turn-0", "/short-0"]
    site.feed("/feed", links)
    report = driven.visit(NOW, site.outlet(feeds=["/feed"]))["Redirects"]
    assert report["new"] == len(statuses) + 1
    assert report["problems"] == {"http": 1, "scheme": 1, "redirects": 1}
    told = {problem["kind"]: problem["message"] for problem in report["named"]}
    assert told["scheme"] == "redirects to mailto:desk@example.org"
    assert told["redirects"] == f"more than 2 redirects, the last to {site.address('/turn-3')}"
    site.log.clear()
    site.feed("/feed", [f"/story-{status}" for status in statuses])
    assert driven.visit(NOW + 60, site.outlet(feeds=["/feed"]))["Redirects"]["new"] == 0
    assert site.paths == ["/feed"], "known by the addresses that led to them"


def test_a_redirect_to_a_page_that_another_outlet_is_to_fetch_leaves_it_to_that(
    driven: Driven, world: World
) -> None:
    gazette, wire = world.site("Gazette"), world.site("Wire")
    wire.story("/story")
    gazette.pages["/reprint"] = Reply(status=302, headers={"Location": wire.address("/story")})
    gazette.feed("/feed", ["/reprint"])
    state = State(driven.archive / "state.sqlite")
    named = {page_key(wire.address("/story")): Found(wire.address("/story"))}
    state.add_found("Wire", named, found_in=EntryPoint("Wire", wire.address("/feed"), "feed"), now=NOW)
    state.close()
    report = driven.visit(NOW, gazette.outlet(feeds=["/feed"]))["Gazette"]
    assert (report["new"], report["duplicates"], wire.paths) == (0, 1, [])


def test_of_a_feed_that_is_too_long_what_came_is_read_and_archived_as_cut(
    driven: Driven, world: World
) -> None:
    site = world.site("Long")
    site.pages["/first"] = Reply(story("/first"))
    long = feed(["/first"]).replace(b"</channel>", b"<!--" + b"x" * 3_000_000 + b"--></channel>")
    site.pages["/feed"] = Reply(long, "application/rss+xml")
    report = driven.visit(NOW, site.outlet(feeds=["/feed"]))["Long"]
    assert report["new"] == 1 and report["problems"]["size"] == 1
    archived = {(one.get("WARC-Target-URI"), one["WARC-Type"]): one for one in records(driven.archive)}
    cut, whole = (archived[site.address(path), "response"] for path in ("/feed", "/first"))
    assert cut["WARC-Truncated"] == "length" and 900_000 < len(cut["payload"]) < 2_000_000
    assert cut["WARC-IP-Address"] == "127.0.0.1" and "WARC-Truncated" not in whole
