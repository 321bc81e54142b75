"""What the state makes of what is found and of what was fetched: which pages are due, in which order, and when again."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from newstally.crawler.archive.index import captures_in_file, captures_in_files, write_cdxj
from newstally.crawler.revisits import failed, looked_at, paragraphs, same_text, scheduled, shares_text
from newstally.crawler.rows import LIES, Capture, EntryPoint, Found, Page
from newstally.crawler.state import State
from newstally.crawler.state.pages import OLD, Added

NOW = 1_772_000_000.0
HOUR, DAY = 3600.0, 86400.0
FEED = EntryPoint("Gazette", "https://gazette.example/rss", "feed")
MAP = EntryPoint("Gazette", "https://gazette.example/map", "sitemap")


@pytest.fixture
def state(tmp_path: Path) -> Iterator[State]:
    opened = State(tmp_path / "state.sqlite")
    yield opened
    opened.close()


def address(name: str) -> str:
    return f"https://gazette.example/{name}"


def found(state: State, *names: str, by: EntryPoint = FEED, at: float = NOW, **dates: float) -> Added:
    keyed = {name: Found(address(name), **dates) for name in names}
    return state.add_found("Gazette", keyed, found_in=by, now=at)


def due(state: State, at: float = NOW, limit: int = 99, **more: object) -> list[str]:
    pages = state.due_pages("Gazette", now=at, limit=limit, **more)  # type: ignore[arg-type]
    return [page.key for page in pages]


def put(state: State, name: str, **fields: object) -> None:
    page = state.page(name) or Page(name, "Gazette", address(name), found_at=NOW)
    state.put_page(replace(page, **fields))  # type: ignore[arg-type]
    state.flush()


def test_new_pages_come_first_and_old_ones_last(state: State) -> None:
    found(state, "archived", by=MAP, published_at=NOW - OLD - 1)
    found(state, "undated-archive", by=MAP)
    found(state, "yesterday", published_at=NOW - DAY)
    put(state, "looked-at", fetched_at=NOW - DAY, due_at=NOW, rank=NOW)
    put(state, "waiting", due_at=NOW + 1, rank=NOW)
    found(state, "now", published_at=NOW)
    found(state, "of-the-week", by=MAP, published_at=NOW - OLD)
    order = ["now", "yesterday", "of-the-week", "looked-at", "archived", "undated-archive"]
    assert due(state) == order and state.count_due("Gazette", now=NOW) == 6
    assert due(state, limit=2, without={"now"}) == ["yesterday", "of-the-week"]
    assert due(state, without_hosts=["gazette.example"]) == []
    assert due(state, at=NOW + 1).index("waiting") == 4
    assert due(state, below=0.0) == order[:3]


def test_a_page_named_again_is_due_again_only_for_a_reason(state: State) -> None:
    read_before = replace(FEED, fetched_at=NOW - HOUR)
    assert found(state, "story") == Added(new=1, fresh=1)
    assert found(state, "story") == Added(new=0, fresh=1), "news to an entry point that was never read"
    assert found(state, "story", by=replace(FEED, fetched_at=NOW + 1)) == Added(new=0, fresh=0)
    put(state, "story", fetched_at=NOW, due_at=None)
    for modified in (NOW, NOW + 2 * HOUR):  # no later than its fetch, or dated ahead
        found(state, "story", by=read_before, at=NOW + HOUR, modified_at=modified)
        assert due(state, at=NOW + HOUR) == []
    liar = replace(read_before, said_modified=LIES, was_modified=0)
    found(state, "story", by=liar, at=NOW + HOUR, modified_at=NOW + HOUR)
    assert due(state, at=NOW + HOUR) == []
    found(state, "story", by=read_before, at=NOW + HOUR, modified_at=NOW + HOUR)
    assert due(state, at=NOW + HOUR) == ["story"]
    state.distrust("Gazette", FEED.address, [])
    assert due(state, at=NOW + HOUR) == [], "due on that word alone"
    put(state, "aged", fetched_at=NOW, changed_at=NOW, stage=1, due_at=NOW + 9 * HOUR)
    found(state, "aged", by=read_before, at=NOW + HOUR, modified_at=NOW + HOUR)
    assert due(state, at=NOW + HOUR) == ["aged"]
    state.distrust("Gazette", FEED.address, [HOUR, 5 * HOUR])
    assert due(state, at=NOW + 5 * HOUR - 1) == [] and due(state, at=NOW + 5 * HOUR) == ["aged"], "by its age"


def test_a_page_that_failed_is_tried_again_while_it_is_named(state: State) -> None:
    found(state, "gone", "refused")
    put(state, "gone", status=404, failures=1, due_at=None, problem="http")
    put(state, "refused", failures=1, due_at=None, problem="private_address")
    found(state, "gone", "refused", at=NOW + 1)
    assert due(state, at=NOW + 300) == [] and due(state, at=NOW + 301) == ["gone"]
    assert state.next_retry("Gazette", now=NOW) == NOW + 301
    state.add_found("Gazette", {"gone": Found(address("gone?print=1"))}, found_in=FEED, now=NOW + 2)
    page = state.page("gone")
    assert page is not None and (page.address, page.failures, page.due_at) == (
        address("gone?print=1"),
        0,
        NOW + 2,
    )
    assert state.retry("Gazette", now=NOW + 3) == 2 and sorted(due(state, at=NOW + 3)) == ["gone", "refused"]


def test_a_page_under_another_key_is_fetched_once(state: State) -> None:
    found(state, "short", "story")
    state.put_alias("short", "story")
    state.put_alias("shorter", "short")
    assert state.resolve("shorter") == "story" and due(state) == ["story"]
    state.flush()
    page = state.page("shorter")
    assert page is not None and page.key == "story" and due(state) == ["story"]
    found(state, "short", at=NOW + 1)
    assert due(state, at=NOW + 1) == ["story"]
    state.put_alias("story", "shorter")
    assert state.resolve("story") in {"short", "shorter", "story"}, "a circle ends"


def test_a_clock_that_was_ahead_makes_no_page_wait(state: State) -> None:
    put(state, "ahead", fetched_at=NOW + DAY, due_at=NOW + 9 * DAY, stage=3)
    put(state, "far", fetched_at=NOW - DAY, due_at=NOW + 3 * DAY)
    put(state, "fine", fetched_at=NOW - DAY, due_at=NOW + 2 * DAY, stage=1)
    state.heal_pages("Gazette", now=NOW, longest=2 * DAY)
    assert sorted(due(state)) == ["ahead", "far"]
    pages = [state.page(name) for name in ("ahead", "fine")]
    assert [page and (page.fetched_at, page.stage) for page in pages] == [(NOW, 0), (NOW - DAY, 1)]


def test_a_page_is_listed_while_its_entry_point_names_it(state: State) -> None:
    found(state, "story")
    [page] = state.due_pages("Gazette", now=NOW, limit=1)
    assert state.is_listed(page), "the entry point was not read since"
    for read_at, listed in ((NOW, True), (NOW + 1, False)):
        state.put_entry_point(replace(FEED, read_at=read_at))
        state.flush()
        assert state.is_listed(page) is listed
    assert not state.is_listed(replace(page, listed_in=None))


def test_when_a_page_is_looked_at_again() -> None:
    ages = [HOUR, DAY]
    page = Page("story", "Gazette", address("story"), found_at=NOW, failures=2, problem="http")
    first = looked_at(page, now=NOW, changed=True, ages=ages)
    assert (first.due_at, first.stage, first.failures, first.problem) == (NOW + HOUR, 0, 0, None)
    same = looked_at(first, now=NOW + HOUR, changed=False, ages=ages)
    assert (same.due_at, same.changed_at) == (NOW + DAY, NOW)
    assert looked_at(same, now=NOW + DAY, changed=False, ages=ages).due_at is None
    assert looked_at(same, now=NOW + DAY, changed=True, ages=ages).due_at == NOW + DAY + HOUR
    assert looked_at(first, now=NOW + 2 * DAY, changed=False, ages=ages).due_at is None, "both ages are over"
    assert [scheduled(NOW, stage, ages) for stage in (0, 1, 2)] == [NOW + HOUR, NOW + DAY, None]
    assert scheduled(None, 0, ages) is None


def test_when_a_page_that_failed_is_tried_again() -> None:
    page = Page("story", "Gazette", address("story"), found_at=NOW)
    waits = []
    for _ in range(9):
        page = failed(page, now=NOW, problem="http", listed=True)
        assert page.due_at is not None
        waits.append(page.due_at - NOW)
    assert waits[:3] == [300, 1200, 4800] and waits[-1] == 14 * DAY
    fifth = replace(page, failures=4)
    for failures, there in ((4, True), (5, False)):
        fifth = failed(replace(page, failures=failures), now=NOW, problem="http", listed=False)
        assert (fifth.due_at is not None) is there
    assert failed(page, now=NOW, problem="scheme", listed=True).due_at is None


def test_pages_say_the_same_whatever_stands_around_their_text() -> None:
    frame = "<html><body><nav><p>{}</p></nav><article><h1>Ferry aground</h1><p>A ferry ran aground.</p>{}</article></body></html>"
    page = frame.format("Menu", "<li>Short</li>")
    assert paragraphs(page) == {"Ferry aground", "A ferry ran aground."}
    assert same_text(page, frame.format("Other menu", "<script>1</script><li>Other</li>"))
    longer = frame.format("Menu", f"<li>{'A list item long enough to count.'}</li>")
    assert not same_text(page, longer) and shares_text(page, longer)
    other = "<html><body><article><h1>Ferry aground</h1><p>Boats came.</p><p>Nobody was hurt.</p></article></body></html>"
    assert shares_text(page, other), "one of two"
    assert not shares_text(
        other, frame.format("", "<p>Crews left.</p><p>It rained.</p>").replace("Ferry", "Barge")
    )


def test_captures_are_found_in_the_indexes_of_finished_files(tmp_path: Path) -> None:
    def capture(name: str, at: str, offset: int, **told: object) -> Capture:
        file = f"{at[:10]}/newstally-{offset}.warc.gz"
        row = Capture(
            "",
            at,
            address(name),
            "Gazette",
            "article",
            "response",
            200,
            "text/html",
            "sha1:A",
            file,
            offset,
            9,
        )
        return replace(row, **told)  # type: ignore[arg-type]

    first = capture("story", "2026-03-05T08:00:00Z", 0)
    again = capture("story", "2026-03-06T08:00:00Z", 40, type="revisit", mime="warc/revisit")
    others = [
        capture(name, "2026-03-05T09:00:00Z", 20) for name in ("stor", "story-two", "a", "z", "story?id=1")
    ]
    for day in ("2026-03-05", "2026-03-06"):
        (tmp_path / day).mkdir()
    write_cdxj(tmp_path, first.file, [first, *(replace(one, file=first.file) for one in others)])
    index = write_cdxj(tmp_path, again.file, [again])
    assert captures_in_files(tmp_path, ["http://www.gazette.example/story"]) == [first, again]
    assert captures_in_files(tmp_path, [address("story")], day="2026-03-06") == [again]
    assert captures_in_files(tmp_path, [address("nothing")]) == []
    with index.open("a", encoding="utf-8") as stream:
        stream.write("torn line\n")
    assert captures_in_file(index, again.file) == ({again}, [2])
