"""The state's file: an older one is taken over, a damaged or locked one is told, and half a change is none."""

import errno
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from newstally.crawler.rows import Capture, EntryPoint, Found
from newstally.crawler.state import State, database
from newstally.crawler.state.soundness import state_faults

NOW = 1_772_000_000.0
FEED = EntryPoint("Gazette", "https://gazette.example/rss", "feed")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "archive" / "state.sqlite"


@pytest.fixture
def state(path: Path) -> Iterator[State]:
    opened = State(path)
    yield opened
    opened.close()


def found(name: str) -> dict[str, Found]:
    return {name: Found(f"https://gazette.example/{name}")}


def test_an_older_file_gets_the_columns_that_have_come_since_and_keeps_its_rows(path: Path) -> None:
    with closing(State(path)) as state:
        state.add_found("Gazette", found("old"), found_in=FEED, now=NOW)
        state.put_entry_point(FEED)
    with closing(sqlite3.connect(path)) as db:
        for table, columns in {
            "pages": ("listed_in", "modified_by"),
            "entry_points": ("hints", "quiet"),
        }.items():
            for column in columns:
                db.execute(f"ALTER TABLE {table} DROP COLUMN {column}")
        db.execute("DROP TABLE telling")
        db.commit()
    with closing(State(path)) as state:
        page = state.page("old")
        assert page is not None and (page.listed_in, page.modified_by, page.due_at) == (None, None, NOW)
        assert state.entry_point("Gazette", FEED.address, "feed") == FEED
        state.learn_telling("Gazette", frozenset({"sid"}))
        state.add_found("Gazette", found("new"), found_in=FEED, now=NOW)
        assert [one.key for one in state.due_pages("Gazette", now=NOW, limit=9)] == ["new", "old"]
    with closing(State(path)) as state:
        assert state.key("Gazette", "https://gazette.example/a?sid=1") != state.key(
            "Gazette", "https://gazette.example/a"
        )
        assert state.all_telling() == {frozenset(), frozenset({"sid"})}
    assert list(state_faults(path)) == []


def test_what_is_wrong_with_the_file_is_said_as_the_system_says_it(
    path: Path, state: State, monkeypatch: pytest.MonkeyPatch
) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        monkeypatch.setattr(database, "BUSY_SECONDS", 0.1)
        with closing(State(path)) as waiting:
            other.execute("BEGIN IMMEDIATE")
            with pytest.raises(OSError, match="another process has kept it locked") as error:
                waiting.put_backoff("gazette.example", until=NOW, reason="busy")
            assert (error.value.errno, error.value.filename) == (errno.EBUSY, str(path))
            other.execute("ROLLBACK")
    damaged = path.with_name("other.sqlite")
    damaged.write_bytes(b"no database at all" * 500)
    with pytest.raises(
        OSError, match=r"is damaged .* move that file away: the next crawl makes it anew"
    ) as error:
        State(damaged)
    assert error.value.errno == errno.EIO


def test_what_breaks_off_changes_nothing_and_what_is_gathered_stays_gathered(
    path: Path, state: State
) -> None:
    with pytest.raises(KeyError), state._db.transaction():
        state._db.execute("INSERT INTO telling VALUES ('Gazette', 'sid')")
        raise KeyError
    assert state._db.execute("SELECT * FROM telling").fetchall() == []
    state.put_entry_point(FEED)
    with closing(State(path)) as other:
        assert other.entry_points("Gazette") == [], "nothing is written before the archive is"
        state.flush()
        assert other.entry_points("Gazette") == [FEED]


def test_of_finished_files_the_state_keeps_articles_for_a_while_and_their_index_all_else(
    state: State,
) -> None:
    def capture(day: int, page: str, offset: int) -> Capture:
        at, file = f"2026-03-{day:02}T08:00:00Z", f"2026-03-{day:02}/a.warc.gz"
        return Capture(f"{day}-{page}", at, "https://gazette.example/", "Gazette", page, "response", 200, "text/html", "sha1:A", file, offset, 9)  # fmt: skip

    for day, closed in ((1, True), (2, True), (3, True), (4, False)):
        for offset, page in enumerate(("article", "feed", "robots")):
            state.put_capture(capture(day, page, offset))
        state.put_file(f"2026-03-{day:02}/a.warc.gz", indexed_to=9, closed=closed)
    state.flush()
    state.forget_captures("2026-03-03/a.warc.gz", before="2026-03-02T23:00:00Z")
    keys = {f"{day}-{page}" for day in range(1, 5) for page in ("article", "feed", "robots")}
    left = {one.key for one in state.captures(keys)}
    assert left == {"2-article", "2-feed", "2-robots", "3-article", "4-article", "4-feed", "4-robots"}
    assert [one.page for one in state.captures_of_file("2026-03-04/a.warc.gz")] == [
        "article",
        "feed",
        "robots",
    ]
    assert state.archive_files()["2026-03-04/a.warc.gz"] == (9, False)
