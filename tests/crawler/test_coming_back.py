"""Pages are looked at again; changes, withdrawals and unchanged content each leave the right record."""

import time
from pathlib import Path

import pytest

from newstally.crawler.addresses import page_key
from newstally.crawler.revisits import failed, looked_at, same_text
from newstally.crawler.rows import Page
from newstally.crawler.state import State
from tests.crawler.crawls import crawl, responses
from tests.crawler.sites import Reply, Site, World, gzipped, story

GZIPPED = {"Content-Encoding": "gzip"}
SOON = {"revisit": ["1s", "2s", "3s"]}


@pytest.fixture
def site(world: World) -> Site:
    made = world.site("Gazette")
    for name in ("stays", "changes", "goes", "ticks"):
        made.story(f"/story-that-{name}")
    made.feed("/feed", [f"/story-that-{name}" for name in ("stays", "changes", "goes", "ticks")])
    return made


def kinds(archive: Path, site: Site, name: str) -> list[tuple[str, int]]:
    address = site.address(f"/story-that-{name}")
    return [
        (one["WARC-Type"], one["http_status"])
        for one in responses(archive)
        if one["WARC-Target-URI"] == address
    ]


def test_changes_and_withdrawals_are_archived_and_all_versions_kept(tmp_path: Path, site: Site) -> None:
    outlet = site.outlet(feeds=["/feed"])
    site.pages["/story-that-ticks"] = Reply(gzipped(story("/story-that-ticks")), headers=GZIPPED)
    first = crawl(tmp_path, [outlet], **SOON).reports["Gazette"]
    assert (first["new"], first["pages"]) == (4, 4)
    time.sleep(1.1)
    site.story("/story-that-changes", "The harbour office now counts 219 boats, five more than it had said.")
    extra = b"<script>var token=81</script><aside>3 new</aside></body>"
    ticked = gzipped(story("/story-that-ticks").replace(b"</body>", extra))
    site.pages["/story-that-ticks"] = Reply(ticked, headers=GZIPPED)
    site.pages["/story-that-goes"] = Reply(status=410)

    second = crawl(tmp_path, [outlet], **SOON).reports["Gazette"]

    assert (second["changed"], second["withdrawn"], second["unchanged"]) == (1, 1, 2)
    assert kinds(tmp_path, site, "stays") == [("response", 200), ("revisit", 304)]
    assert kinds(tmp_path, site, "changes") == [("response", 200), ("response", 200)]
    assert kinds(tmp_path, site, "goes") == [("response", 200), ("response", 410)]
    assert kinds(tmp_path, site, "ticks") == [("response", 200), ("response", 200)], "its bytes did change"
    kept = responses(tmp_path)
    compressed = [one["payload"][:2] == gzipped(b"")[:2] for one in kept]
    assert [one["http_headers"].get("Content-Encoding") == "gzip" for one in kept] == compressed
    assert sum(compressed) == 2, "as they were received"
    assert second["problems"] == {}


def test_an_unchanged_page_without_etag_becomes_a_revisit_record(tmp_path: Path, world: World) -> None:
    site = world.site("Gazette")
    site.story("/story-that-stays", etag=False)
    site.feed("/feed", ["/story-that-stays"], etag=False)
    for _ in range(2):
        report = crawl(tmp_path, [site.outlet(feeds=["/feed"])], **SOON).reports["Gazette"]
        time.sleep(1.1)
    original, revisit = responses(tmp_path)
    assert report["unchanged"] == 1 and report["entry_points_unchanged"] == 1
    assert revisit["WARC-Type"] == "revisit"
    assert revisit["WARC-Profile"] == "http://netpreserve.org/warc/1.1/revisit/identical-payload-digest"
    assert revisit["WARC-Payload-Digest"] == original["WARC-Payload-Digest"]
    assert revisit["WARC-Refers-To-Date"] == original["WARC-Date"]
    assert revisit["WARC-Refers-To-Target-URI"] == original["WARC-Target-URI"]
    assert revisit["payload"] == b""


def test_a_page_that_comes_back_after_a_while_is_no_longer_withdrawn(tmp_path: Path, site: Site) -> None:
    outlet = site.outlet(feeds=["/feed"])
    key = page_key(site.address("/story-that-goes"))
    states, withdrawals = [], []
    gone = Reply(status=404)
    every_second = [f"{age}s" for age in range(1, 300)]
    for answer in (Reply(story("/x")), gone, gone, Reply(story("/x"))):
        site.pages["/story-that-goes"] = answer
        report = crawl(tmp_path, [outlet], revisit=every_second).reports["Gazette"]
        withdrawals.append(report["withdrawn"])
        state = State(tmp_path / "state.sqlite")
        page = state.page(key)
        state.close()
        assert page is not None
        states.append(page.withdrawn_at is not None)
        time.sleep(1.1)
    assert states == [False, True, True, False]
    assert withdrawals == [0, 1, 0, 0], "told once"


def test_what_an_entry_point_says_was_modified_is_looked_at_at_once(tmp_path: Path, world: World) -> None:
    site = world.site("Gazette")
    site.story("/story-that-changes")

    def atom(updated: float) -> Reply:
        stamp = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(updated))
        return Reply(
            f'<feed xmlns="http://www.w3.org/2005/Atom"><entry><id>urn:1</id><updated>{stamp}</updated>'
            '<published>2026-01-01T00:00:00Z</published><link href="/story-that-changes"/></entry></feed>'.encode(),
            "application/atom+xml",
        )

    site.pages["/feed"] = atom(time.time() - 86400)
    outlet = site.outlet(feeds=["/feed"])
    crawl(tmp_path, [outlet])
    time.sleep(2)
    site.pages["/feed"] = atom(time.time() - 1)
    site.story("/story-that-changes", "The office corrected its count to 220 boats.")
    assert crawl(tmp_path, [outlet]).reports["Gazette"]["changed"] == 1


def test_looks_come_at_growing_ages_and_start_anew_after_a_change() -> None:
    ages = [3600.0, 86400.0, 604800.0]
    page = Page("k", "o", "a", found_at=0.0)
    now = 1_000_000.0
    due = []
    for changed in (True, False, False, False):
        page = looked_at(page, now=now, changed=changed, ages=ages)
        due.append(None if page.due_at is None else page.due_at - 1_000_000.0)
        now = page.due_at or now
    assert due == [3600.0, 86400.0, 604800.0, None]
    assert looked_at(page, now=now, changed=True, ages=ages).due_at == now + 3600.0


def test_a_look_that_came_late_skips_the_ages_that_have_passed() -> None:
    page = looked_at(Page("k", "o", "a", found_at=0.0), now=0.0, changed=True, ages=[60.0, 3600.0, 86400.0])
    assert looked_at(page, now=7200.0, changed=False, ages=[60.0, 3600.0, 86400.0]).due_at == 86400.0


def test_failures_wait_longer_each_time_and_are_given_up() -> None:
    page = Page("k", "o", "a", found_at=0.0, due_at=0.0)
    waits = []
    for _ in range(7):
        page = failed(page, now=0.0, problem="timeout", listed=False)
        waits.append(page.due_at)
    assert waits == [300.0, 1200.0, 4800.0, 19200.0, 76800.0, None, None]


@pytest.mark.parametrize(
    ("change", "same"),
    [
        (("214 boats", "219 boats"), False),
        (("<nav>", "<nav>Today: 4 ° "), True),
        (("</article>", "<p>Correction: it was 180.</p></article>"), False),
        (("</article>", "</article><script>x=1</script>"), True),
    ],
)
def test_pages_are_compared_by_what_they_say(change: tuple[str, str], same: bool) -> None:
    page = story("/x").decode()
    assert same_text(page, page.replace(*change)) is same
