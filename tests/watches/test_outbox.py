"""When what a watch noticed is told, through which channel, and how the thresholds of a watch are read."""

import json
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import duckdb
import feedparser
import pytest

from newstally.pipeline.ledger.store import reading
from newstally.pipeline.watches.feed import ENTRIES, write_feeds
from newstally.pipeline.watches.noticing import found_by
from newstally.pipeline.watches.outbox import due_parcels, mark_failed, mark_sent
from newstally.pipeline.watches.settings import Channel, Watch
from tests.ledger.written_rows import article, at, claim, delivery, notice, sighting, write_ledger

DESK = Channel(name="desk", webhook="https://desk.example/")
NOW = at(4)


@pytest.mark.parametrize(
    ("quiet", "timezone", "moment", "is_quiet"),
    [
        ("22:00-07:00", "UTC", "23:30", True),
        ("22:00-07:00", "UTC", "22:00", True),
        ("22:00-07:00", "UTC", "06:59", True),
        ("22:00-07:00", "UTC", "07:00", False),
        ("22:00-07:00", "UTC", "12:00", False),
        ("12:00-14:00", "UTC", "13:59", True),
        ("12:00-14:00", "UTC", "14:00", False),
        ("12:00-14:00", "UTC", "11:59", False),
        ("12:00-14:00", "Asia/Tokyo", "04:00", True),
        ("12:00-14:00", "Asia/Tokyo", "13:00", False),
    ],
)
def test_hours_in_which_nothing_is_told(quiet: str, timezone: str, moment: str, is_quiet: bool) -> None:
    channel = Channel(name="desk", webhook="https://desk.example/", quiet=quiet, timezone=timezone)
    assert channel.is_quiet(datetime.fromisoformat(f"2026-03-04T{moment}")) is is_quiet


@pytest.mark.parametrize(
    ("change", "step", "share"), [("10 %", None, 0.1), ("2.5%", None, 0.025), (100, 100, None), (0, 0, None)]
)
def test_a_threshold_is_a_number_or_a_share(
    change: str | float, step: float | None, share: float | None
) -> None:
    watch = Watch(name="Toll", change=change)
    assert (watch.step, watch.step_share) == (step, share)


@pytest.fixture
def outbox(tmp_path: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """Six notices that wait at the desk since the fourth."""
    numbers = range(6)
    path = write_ledger(
        tmp_path / "ledger.duckdb",
        {
            "notices": [notice(f"n{9 - number}", "Toll", 1 + number) for number in numbers],
            "deliveries": [delivery(f"n{9 - number}", "desk", None) | {"attempts": 0} for number in numbers],
        },
    )
    with duckdb.connect(str(path)) as connection:
        yield connection


def told(
    connection: duckdb.DuckDBPyConnection, channel: Channel = DESK, now: datetime = NOW
) -> list[list[str]]:
    return [[one.notice_id for one in parcel.notices] for parcel in due_parcels(connection, [channel], now)]


def test_a_few_notices_are_told_one_by_one_and_many_together(outbox: duckdb.DuckDBPyConnection) -> None:
    assert told(outbox) == [["n9", "n8", "n7", "n6", "n5", "n4"]]
    outbox.execute("DELETE FROM deliveries WHERE notice_id = 'n9'")
    assert told(outbox) == [["n8"], ["n7"], ["n6"], ["n5"], ["n4"]]
    assert told(outbox, now=NOW - timedelta(seconds=1)) == []
    assert told(outbox, channel=Channel(name="mail", webhook="https://desk.example/")) == []


def test_a_channel_that_fails_is_tried_after_a_wait_that_grows_and_what_was_told_never(
    outbox: duckdb.DuckDBPyConnection,
) -> None:
    moment, waits = NOW, []
    for _ in range(11):
        [parcel] = due_parcels(outbox, [DESK], moment)
        mark_failed(outbox, parcel, moment, "refused")
        next_at, trouble = outbox.execute("SELECT DISTINCT next_at, trouble FROM deliveries").fetchall()[0]
        assert trouble == "refused"
        waits.append((next_at - moment).total_seconds())
        assert told(outbox, now=next_at - timedelta(seconds=1)) == []
        moment = next_at
    assert waits == [60, 120, 240, 480, 960, 1920, 3840, 7680, 15360, 21600, 21600]
    [parcel] = due_parcels(outbox, [DESK], moment)
    mark_sent(outbox, parcel, moment)
    assert told(outbox, now=moment + timedelta(days=9)) == []
    assert outbox.execute("SELECT count(*) FROM deliveries WHERE trouble IS NOT NULL").fetchone() == (0,)


def test_a_feed_has_the_latest_notices_of_its_watches_the_latest_first(tmp_path: Path) -> None:
    notices = [
        notice(f"n{number:03}", "Toll", 1) | {"noticed_at": at(1) + timedelta(minutes=number)}
        for number in range(120)
    ]
    for place, url in ((119, "https://north.example/1"), (118, "javascript:alert(1)")):
        notices[place]["message"] = json.dumps({"url": url})
    path = write_ledger(tmp_path / "ledger.duckdb", {"notices": [*notices, notice("other", "Strike", 9)]})
    channel = Channel(name="reader", feed="out/toll.xml")
    watches = [Watch(name="Toll", tell=("reader",)), Watch(name="Strike", tell=())]
    with reading(path) as connection:
        assert write_feeds(connection, watches, [channel, DESK], tmp_path) == [tmp_path / "out" / "toll.xml"]
        assert write_feeds(connection, watches, [channel, DESK], tmp_path) == []
    entries = feedparser.parse((tmp_path / "out" / "toll.xml").read_bytes()).entries
    assert [entry.title for entry in entries] == [
        f"Title n{number:03}" for number in range(119, 119 - ENTRIES, -1)
    ]
    links = [[link.href for link in entry.get("links", ())] for entry in entries[:2]]
    assert links == [["https://north.example/1"], []]


@pytest.fixture(scope="module")
def figures(tmp_path_factory: pytest.TempPathFactory) -> Iterator[duckdb.DuckDBPyConnection]:
    """Three figures, the third of which is a change of the first, and one that only may be."""
    first, second = article("a1", "Gazette", "a", at(1), "s1"), article("a2", "Wire", "b", at(2), "s1")
    told = {
        "k1": (claim("k1", 12, "Guard", first, "k1", held=at(1), confidence=None), first),
        "k2": (claim("k2", 15, "Relief", second, "k2", held=at(1), measure="injury"), second),
        "k3": (claim("k3", 17, "Guard", second, "k1", held=at(2), place="galmond", confidence=0.9), second),
        "k4": (claim("k4", 900, "Ruiz", second, "k4", held=at(2), modality="hypothetical"), second),
    }
    path = write_ledger(
        tmp_path_factory.mktemp("figures") / "ledger.duckdb",
        {
            "articles": (first, second),
            "claims": [row for row, _ in told.values()],
            "sightings": [sighting(row, id, page) for id, (row, page) in told.items()],
        },
    )
    with reading(path) as connection:
        yield connection


@pytest.mark.parametrize(
    ("watch", "expected"),
    [
        ({}, "k1 k2 k3"),
        ({"outlets": ("GAZETTE",)}, "k1"),
        ({"sources": ("relief",)}, "k2"),
        ({"places": ("Galmond",)}, "k3"),
        ({"measures": ("injury",)}, "k2"),
        ({"at_least": 15}, "k2 k3"),
        ({"min_confidence": 0.9}, "k1 k3"),  # of k1 none is known
        ({"kinds": ("change",), "change": 4}, "k3"),
        ({"kinds": ("change",), "change": "30 %"}, "k3"),
        ({"kinds": ("change",), "change": 7}, ""),
        ({"kinds": ("change",), "change": "50 %"}, ""),
        ({"kinds": ("change",)}, "k3"),
    ],
    ids=str,
)
def test_a_watch_follows_what_its_filters_say(
    figures: duckdb.DuckDBPyConnection, watch: dict[str, Any], expected: str
) -> None:
    found = found_by(figures, Watch(name="Toll", **watch), at(1))
    assert [one.things[0] for one in found if one.kind in {"figure", "change"}] == expected.split()
