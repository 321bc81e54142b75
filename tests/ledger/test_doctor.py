"""`newstally doctor --deep`: what is damaged is found, wherever it is, and what is whole is not complained of."""

import random
from collections.abc import Callable
from datetime import date
from pathlib import Path

import duckdb
import pytest

from newstally.crawler.rows import Capture, Page
from newstally.crawler.state import State
from newstally.crawler.state.soundness import state_faults
from newstally.pipeline.configuration import Configuration
from newstally.pipeline.doctor import examine_deeply
from newstally.pipeline.ledger.blocks import damaged_blocks
from newstally.pipeline.ledger.doctor import examine
from newstally.pipeline.ledger.errors import LedgerError
from tests.ledger.conftest import Desk

BYTES = 512


def broken(configuration: Configuration) -> list[str]:
    return [finding.check for finding in examine_deeply(configuration) if finding.broken]


def damage(path: Path, at: int, chance: random.Random) -> None:
    with path.open("r+b") as file:
        file.seek(at)
        file.write(chance.randbytes(BYTES))


def test_a_whole_ledger_is_whole(copy: Configuration) -> None:
    before = sorted(path for path in copy.ledger.parent.rglob("*") if path.suffix != ".lock")
    assert broken(copy) == []
    assert sorted(path for path in copy.ledger.parent.rglob("*") if path.suffix != ".lock") == before


def test_each_damaged_block_of_the_ledger_is_found(copy: Configuration) -> None:
    chance = random.Random(3)
    sound = copy.ledger.read_bytes()
    for _ in range(40):
        at = chance.randrange(len(sound) - BYTES)
        damage(copy.ledger, at, chance)
        untouched = not sound[at : at + BYTES].strip(b"\0") and not _block(sound, at).strip(b"\0")
        assert untouched or any(damaged_blocks(copy.ledger)), at
        copy.ledger.write_bytes(sound)


def _block(data: bytes, at: int) -> bytes:
    start = 12_288 + (at - 12_288) // 262_144 * 262_144
    return data[start : start + 262_144]


def test_each_damage_of_a_warc_file_is_found(copy: Configuration) -> None:
    chance = random.Random(5)
    [path] = copy.archive.glob("*/*.warc.gz")
    sound = path.read_bytes()
    for at in (0, *(chance.randrange(len(sound) - BYTES) for _ in range(4)), len(sound) - BYTES):
        damage(path, at, chance)
        with pytest.raises(StopIteration):
            _first_fault(copy)
        path.write_bytes(sound)


def _first_fault(configuration: Configuration) -> None:
    """Raise StopIteration at the first broken check of the archive."""
    from newstally.pipeline.doctor.archive import examine_archive

    if any(finding.broken for finding in examine_archive(configuration.ledger, configuration.archive)):
        raise StopIteration


SPOILT = {
    "UPDATE pages SET digest = 'sha1:OTHER' WHERE url LIKE '%/2'": "every page of the ledger is the record that it names",
    "UPDATE sightings SET low = 413, high = 413 WHERE low = 412": "read again, the archive gives the same sightings",
    "DELETE FROM search_words WHERE word = (SELECT min(word) FROM search_words)": "gives the same search_words",
    "UPDATE articles SET title = 'Fire' WHERE title = 'Flood 3'": "read again, the archive gives the same articles",
}


def test_what_the_archive_gives_otherwise_is_found(copy: Configuration) -> None:
    with duckdb.connect(str(copy.ledger)) as connection:
        for statement in SPOILT:
            connection.execute(statement)
    found = broken(copy)
    for check in SPOILT.values():
        assert any(check in one for one in found), check


def test_a_ledger_that_cannot_be_opened_is_told_in_one_message(copy: Configuration) -> None:
    damage(copy.ledger, 0, random.Random(1))
    with pytest.raises(LedgerError) as told:
        broken(copy)
    assert len(str(told.value).splitlines()) == 1


@pytest.fixture
def state(tmp_path: Path) -> Path:
    made = State(tmp_path / "state.sqlite")
    for number in range(300):
        address = f"http://press.example/{number}"
        made.put_page(Page(address, "Herald", address, found_at=1_772_000_000.0, digest=f"{number:040x}"))
        at = "2026-03-05T10:00:00Z"
        made.put_capture(
            Capture(
                address, at, address, "Herald", "article", "response", 200, "text/html", None, "a", number, 9
            )
        )
    made.close()
    return tmp_path / "state.sqlite"


def test_damage_of_the_crawlers_state_is_found_or_costs_no_row(state: Path) -> None:
    import sqlite3

    def rows() -> list[str]:
        with sqlite3.connect(f"file:{state}?mode=ro&immutable=1", uri=True) as db:
            return list(db.iterdump())

    assert list(state_faults(state)) == []
    sound, expected, chance = state.read_bytes(), rows(), random.Random(7)
    found: Callable[[], bool] = lambda: any(state_faults(state))  # noqa: E731
    for _ in range(40):
        damage(state, chance.randrange(len(sound) - BYTES), chance)
        assert found() or rows() == expected
        state.write_bytes(sound)


def test_a_damaged_state_is_told_by_whoever_opens_it(state: Path) -> None:
    state.write_bytes(b"SQLite format 3\0" + bytes(5_000))
    with pytest.raises(OSError, match=r"the next crawl makes it anew from the archive"):
        State(state).page("http://press.example/1")


def test_a_claim_is_of_one_source_that_others_may_describe(desk: Desk) -> None:
    said = "Repairs of the harbour of Tamborel would cost $68 million, {} said on Tuesday."
    desk.add(said.format("Ana Belmonte"), url="https://north.example/a", published_at=date(2026, 2, 3))
    desk.add(said.format("police"), url="https://south.example/b", published_at=date(2026, 2, 3))
    assert desk.ask("SELECT count(DISTINCT source_id) AS n FROM sightings GROUP BY claim_id") == [{"n": 2}]
    assert [
        finding for finding in examine(desk.path) if "one source" in finding.check and finding.broken
    ] == []

    with duckdb.connect(str(desk.path)) as connection:
        connection.execute(
            "UPDATE sightings SET source = 'Tomas Ruhl', source_id = 'tomas ruhl' WHERE source = 'police'"
        )
    assert [finding.broken for finding in examine(desk.path) if "one source" in finding.check] == [1]
