"""A lake in the place of a file: the same ledger, whoever wrote to it and wherever they died."""

import multiprocessing
import pickle
import random
import time
from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from newstally import Ledger
from newstally.extract.readers import Readers
from newstally.pipeline.configuration import ConfigurationError, load_configuration
from newstally.pipeline.ledger.asked_process import close_off
from newstally.pipeline.ledger.corrections import merge, undo
from newstally.pipeline.ledger.doctor import examine
from newstally.pipeline.ledger.errors import LedgerError
from newstally.pipeline.ledger.lake import compaction
from newstally.pipeline.ledger.lake.writing import compact_lake
from newstally.pipeline.ledger.place import Lake, Place, as_of, place_named
from newstally.pipeline.ledger.questions import (
    Filters,
    Question,
    claims_question,
    disagreements_question,
    event_question,
    sources_question,
    stories_question,
    timeline_question,
)
from newstally.pipeline.ledger.rows import make_batch
from newstally.pipeline.ledger.store import reading, writing
from newstally.pipeline.ledger.write import new_run, write_batch
from tests.ledger.conftest import Desk, contents
from tests.ledger.processes import write_all

pytest.importorskip("duckdb_extension_ducklake")

pytestmark = pytest.mark.usefixtures("extensions_known")

TEXTS = (
    ("Police said 12 people died in Tamborel after the Kesse dam burst.", "https://north.example/1", 3),
    (
        "The mayor of Tamborel, Ana Lind, said 15 people died in Tamborel after the Kesse dam burst.",
        "https://south.example/2",
        2,
    ),
    ("Police said 14 people died in Tamborel after the Kesse dam burst.", "https://north.example/1", 4),
    (
        "The mayor of Tamborel, Ana Lind, said 300 houses burned. Lind counted 15 dead.",
        "https://east.example/3",
        5,
    ),
    ("Police said 12 people died in Tamborel after the Kesse dam burst.", "https://west.example/4", 1),
)


@pytest.fixture(scope="module")
def batches(readers: Readers) -> list[bytes]:
    """Articles of one event: one is changed in place, one is a copy that was fetched before its original."""
    desk = Desk(Path("unused"), readers)
    pages = [
        desk.page(text, url=url, outlet=url[8:13], fetched_at=datetime(2026, 3, day))
        for text, url, day in TEXTS
    ]
    return [pickle.dumps(make_batch(some)) for some in (pages[:1], pages[1:3], pages[3:])]


@pytest.fixture(scope="module")
def file(batches: list[bytes], tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("file") / "ledger.duckdb"
    write_all(path, batches)
    return path


def lake_in(folder: Path) -> Lake:
    lake = place_named("ducklake:lake.ducklake", folder)
    assert isinstance(lake, Lake)
    return lake


def told(place: Place) -> dict[str, list[str]]:
    """What a ledger holds, but for the number of its state."""
    held = contents(place)
    held["ledger_info"] = [row for row in held["ledger_info"] if "'edition'" not in row]
    return held


def write_one(place: Place, pickled: bytes) -> None:
    with writing(place) as connection:
        write_batch(connection, pickle.loads(pickled), new_run("test"))


@pytest.fixture(scope="module")
def lake(batches: list[bytes], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lake]:
    """A lake to which, in turns, a machine wrote that had been away and one that had lost its working copy."""
    lake = lake_in(tmp_path_factory.mktemp("lake"))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(compaction, "EVERY", 2)
        write_one(lake, batches[0])
        behind = lake.working.read_bytes()
        write_one(lake, batches[1])
        lake.working.write_bytes(behind)
        write_one(lake, batches[2])
        lake.working.write_bytes(b"damaged")
        write_one(lake, batches[0])  # nothing new
    yield lake


def test_whoever_goes_on_with_a_lake_makes_the_ledger_that_a_file_is(lake: Lake, file: Path) -> None:
    assert told(lake) == told(file)
    assert told(lake.working) == told(file)
    broken = [finding.check for finding in examine(lake, deep=True) if finding.broken]
    assert all("WARC" in check for check in broken)  # there are none here
    gone = next((lake.data / "main" / "claims").glob("*.parquet"))
    gone.rename(gone.with_suffix(".away"))
    first = next(examine(lake))
    gone.with_suffix(".away").rename(gone)
    assert (first.broken, first.examples) == (1, (f"{gone.name} is missing",))


QUESTIONS = [
    claims_question(Filters(text="people died")),
    claims_question(Filters(source="lind")),
    timeline_question("died"),
    disagreements_question(strength=0.0, all_pairs=True),
    stories_question(),
    event_question("died", by_source=True),
    sources_question(),
    Question("FROM revisions", {}),
    Question("FROM search('die') ORDER BY claim_id", {}),
]


def test_every_question_has_the_answer_of_a_file(lake: Lake, file: Path) -> None:
    with reading(lake) as one, reading(file) as other:
        for connection in (one, other):
            close_off(connection, "500MB")
        for asked in QUESTIONS:
            answer = one.execute(asked.query, asked.values).to_arrow_table()
            assert answer == other.execute(asked.query, asked.values).to_arrow_table()
            assert len(answer)


def test_who_asks_a_lake_gets_answers_and_does_no_harm(lake: Lake, file: Path) -> None:
    address = f"ducklake:{lake.catalog}"
    answer = Ledger(address).claims("people died", source="lind").arrow()
    assert len(answer) and answer == Ledger(file).claims("people died", source="lind").arrow()
    for harmful in ("FROM read_text('/etc/hostname')", "ATTACH '/tmp/x.db'", f"FROM '{file}'"):
        with pytest.raises(LedgerError):
            Ledger(address).sql(harmful)
    for upkeep in ("delete_orphaned_files", "cleanup_old_files"):
        unfinished = lake.data / "main" / "of-another-writer.parquet"
        unfinished.write_bytes(b"")
        with suppress(LedgerError):
            Ledger(address).sql(f"FROM ducklake_{upkeep}('lake', cleanup_all => true)")
        assert unfinished.exists()


def test_a_lake_is_read_as_it_was(batches: list[bytes], tmp_path: Path) -> None:
    lake = lake_in(tmp_path)
    write_one(lake, batches[0])
    then, before = datetime.now(), told(lake)
    write_one(lake, batches[1])
    with reading(lake) as connection:
        two = [
            row[0] for row in connection.execute("SELECT claim_id FROM claims ORDER BY 1 LIMIT 2").fetchall()
        ]
    kept = told(lake)
    merge(lake, tmp_path / "archive", two)
    assert len(told(lake)["claims"]) == len(kept["claims"]) - 1
    with reading(lake) as connection:
        row = connection.execute("SELECT correction_id FROM corrections").fetchone()
    undo(lake, tmp_path / "archive", row[0] if row else "")
    assert told(lake) == kept | {"corrections": told(lake)["corrections"]}
    assert told(as_of(lake, then)) == before
    assert compact_lake(lake) == 0
    assert told(as_of(lake, then)) == before
    assert compact_lake(lake, timedelta(0)) > 0
    assert told(lake) == kept | {"corrections": told(lake)["corrections"]}
    with pytest.raises(LedgerError, match="no state of 2020"):
        told(as_of(lake, datetime(2020, 1, 1)))
    with pytest.raises(LedgerError, match="not changed"):
        write_one(as_of(lake, then), batches[2])
    with pytest.raises(LedgerError, match="only a lake"):
        as_of(tmp_path / "ledger.duckdb", then)


def test_a_writer_killed_anywhere_costs_nothing_and_doubles_nothing(
    batches: list[bytes], file: Path, tmp_path: Path
) -> None:
    lake, chance = lake_in(tmp_path), random.Random(3)
    context = multiprocessing.get_context("fork")
    for _ in range(2):
        process = context.Process(target=write_all, args=(lake, batches))
        process.start()
        time.sleep(chance.uniform(0.1, 1.5))
        process.kill()
        process.join()
        if lake.catalog.exists():
            told(lake)
    write_all(lake, batches)
    assert told(lake) == told(file)


def test_the_configuration_names_a_lake(tmp_path: Path) -> None:
    written = tmp_path / "newstally.toml"

    def read(ledger: str) -> Lake:
        written.write_text(f'ledger = "{ledger}"\nledger_files = "rows"\n', encoding="utf-8")
        place = load_configuration(written).ledger
        assert isinstance(place, Lake)
        return place

    assert read("ducklake:lake.ducklake").catalog == tmp_path / "lake.ducklake"
    shared = read("ducklake:postgres:dbname=news password=secret")
    assert shared.on_postgres and shared.data == tmp_path / "rows"
    assert "secret" not in f"{shared} {shared.name}"
    for wrong in ("ducklake:sqlite:lake.sqlite", "ducklake:"):
        with pytest.raises(
            ConfigurationError, match=r"newstally.toml:1: ledger: .*PostgreSQL|names no catalog"
        ):
            read(wrong)
    assert list(tmp_path.iterdir()) == [written]
