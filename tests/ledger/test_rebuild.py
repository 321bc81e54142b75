"""The ledger made anew from the archive: nothing is lost, whatever a person decided and whenever it was killed."""

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import duckdb
import pytest

from newstally.pipeline.intake.foreign import archive_foreign
from newstally.pipeline.intake.rebuild import rebuild
from newstally.pipeline.ledger import corrections
from newstally.pipeline.ledger.doctor import examine
from newstally.pipeline.ledger.errors import LedgerError
from newstally.pipeline.ledger.store import writing
from newstally.pipeline.ledger.transfer import export_ledger, import_ledger
from tests.forked import Program
from tests.ledger.conftest import Desk, contents, write_lines
from tests.ledger.fetched_pages import flood, write_warc


def test_rebuilt_exported_and_imported_it_is_the_same(
    workplace, archive: Path, take_in, tmp_path: Path
) -> None:
    write_warc(archive / "a.warc.gz", [flood(1, 412), flood(1, 420), flood(3, 250)])
    take_in()
    before = contents(workplace.ledger)
    rebuild(workplace)
    assert contents(workplace.ledger) == before
    export_ledger(workplace.ledger, tmp_path / "export")
    imported = tmp_path / "archive" / "imported.duckdb"
    import_ledger(imported, tmp_path / "export")
    assert contents(imported) == before
    with pytest.raises(LedgerError, match="already"):
        import_ledger(imported, tmp_path / "export")
    info, other = tmp_path / "export" / "ledger_info.parquet", tmp_path / "info.parquet"
    duckdb.sql(
        f"COPY (SELECT key, if(key = 'schema_version', '1', value) AS value FROM '{info}') TO '{other}' (FORMAT parquet)"
    )
    other.replace(info)
    with pytest.raises(LedgerError, match="schema is version 1, this"):
        import_ledger(tmp_path / "other.duckdb", tmp_path / "export")
    (tmp_path / "export" / "claims.parquet").unlink()
    with pytest.raises(LedgerError, match=r"claims\.parquet: missing"):
        import_ledger(tmp_path / "other.duckdb", tmp_path / "export")
    assert not (tmp_path / "other.duckdb").exists()


def test_what_a_person_decides_survives_a_rebuild(workplace, archive: Path, take_in, readers) -> None:
    write_warc(archive / "a.warc.gz", [flood(1, 412), flood(2, 412, 3), flood(3, 420, 3), flood(4, 412, 3)])
    take_in()
    desk = Desk(workplace.ledger, readers)

    def counts() -> list[int]:
        return [row["sightings"] for row in desk.ask("SELECT sightings FROM claims ORDER BY sightings")]

    assert counts() == [1, 3]
    first, second = desk.ask("FROM claims ORDER BY sightings")
    merged = corrections.merge(workplace.ledger, workplace.archive, [first["claim_id"], second["claim_id"]])
    assert counts() == [4]
    reasons = [row["claim_reason"] for row in desk.ask("SELECT claim_reason FROM sightings WHERE low = 420")]
    assert reasons == ["a person held them to be one"]
    rebuild(workplace)
    assert counts() == [4]
    everything = [row["sighting_id"] for row in desk.ask("SELECT sighting_id FROM sightings")]
    with pytest.raises(LedgerError, match="leave at least one to it"):
        corrections.split(workplace.ledger, workplace.archive, merged, everything)
    rows = desk.ask("SELECT sighting_id FROM sightings WHERE low = 412 AND sighting_id <> ?", merged)
    two = [row["sighting_id"] for row in rows]
    parted = corrections.split(workplace.ledger, workplace.archive, merged, two, "another flood")
    assert counts() == [2, 2]
    corrections.split(workplace.ledger, workplace.archive, parted, two[1:], "another one still")
    assert counts() == [1, 1, 2]
    workplace.ledger.unlink()
    take_in()
    take_in()
    assert counts() == [1, 1, 2]
    first, last = desk.ask("FROM corrections WHERE action <> 'undo' ORDER BY made_at")[::2]
    corrections.undo(workplace.ledger, workplace.archive, last["correction_id"])
    assert counts() == [2, 2]
    corrections.undo(workplace.ledger, workplace.archive, first["correction_id"])
    assert counts() == [1, 1, 2]
    assert [finding for finding in examine(workplace.ledger, deep=True) if finding.broken] == []


def test_what_was_made_one_is_parted_by_a_later_decision_and_the_rest_stays_one(
    workplace, archive: Path, take_in, readers
) -> None:
    write_warc(archive / "a.warc.gz", [flood(1, 412), flood(2, 412, 3), flood(3, 420, 3)])
    take_in()
    desk = Desk(workplace.ledger, readers)

    def parts() -> list[list[float]]:
        query = "SELECT list(low ORDER BY low) AS lows FROM sightings GROUP BY claim_id ORDER BY lows"
        return [row["lows"] for row in desk.ask(query)]

    twice, once = desk.ask("SELECT claim_id FROM claims ORDER BY sightings DESC")
    place = (workplace.ledger, workplace.archive)
    merged = corrections.merge(*place, [twice["claim_id"], once["claim_id"]])
    assert parts() == [[412, 412, 420]]
    corrections.split(*place, merged, [twice["claim_id"]])  # the sighting by which that claim was known
    assert parts() == [[412], [412, 420]]
    rebuild(workplace)
    assert parts() == [[412], [412, 420]]
    corrections.merge(*place, [twice["claim_id"], once["claim_id"]])
    assert parts() == [[412, 412, 420]], "the last decision holds"


def test_a_merge_of_claims_that_do_not_exist_changes_nothing(workplace, archive: Path, take_in) -> None:
    write_warc(archive / "a.warc.gz", [flood(1, 412)])
    take_in()
    before = contents(workplace.ledger)
    with pytest.raises(LedgerError, match="nosuchclaim1"):
        corrections.merge(workplace.ledger, workplace.archive, ["nosuchclaim1", "nosuchclaim2"])
    assert contents(workplace.ledger) == before
    assert corrections.read_corrections(workplace.archive) == []


def test_files_outside_of_the_archive_are_rebuilt_from_where_they_lie(
    workplace, archive: Path, take_in, tmp_path: Path
) -> None:
    archive.mkdir(parents=True)
    take_in(files=[write_warc(tmp_path / "elsewhere" / "f.warc.gz", [flood(1, 412), flood(3, 250)])])
    before = contents(workplace.ledger)
    rebuild(workplace)
    assert contents(workplace.ledger) == before
    assert not list(archive.glob("*.gz"))


def test_a_rebuild_without_one_of_the_files_is_refused(workplace, take_in, tmp_path: Path) -> None:
    foreign = write_warc(tmp_path / "elsewhere" / "f.warc.gz", [flood(1, 412)])
    take_in(files=[foreign])
    before = contents(workplace.ledger)
    rebuild(workplace, jobs=1)
    assert contents(workplace.ledger) == before
    foreign.unlink()
    with pytest.raises(LedgerError, match=r"f\.warc\.gz.*missing"):
        rebuild(workplace)
    assert contents(workplace.ledger) == before


def test_a_rebuild_shows_what_another_extractor_would_change(workplace, archive: Path, take_in) -> None:
    write_warc(archive / "a.warc.gz", [flood(1, 412), flood(2, 300)])
    take_in()

    with writing(workplace.ledger) as connection:
        connection.execute("UPDATE sightings SET low = 999, high = 999 WHERE low = 412")
        connection.execute("DELETE FROM sightings WHERE low = 300")
    before = contents(workplace.ledger)
    _, differences = rebuild(workplace, only_compare=True)
    assert differences is not None
    assert [(row["change"], row["fields"], row["quantity"]) for row in differences] == [
        ("added", None, "300"),
        ("changed", ["value"], "412"),
    ]
    assert contents(workplace.ledger) == before


COMMAND = [sys.executable, "-c", "from newstally.pipeline.cli import main; main()"]


@pytest.mark.slow
def test_killed_at_any_moment_ingest_and_rebuild_are_made_good_by_the_next_run(
    workplace, take_in, tmp_path: Path
) -> None:
    lines = write_lines(
        tmp_path / "many.jsonl",
        [
            {
                "id": f"{n}",
                "text": f"Police said {100 + n} people died in Tamborel.",
                "published_at": "2026-03-02",
            }
            for n in range(30)
        ],
    )
    [path] = archive_foreign([str(lines)], workplace.archive)
    take_in(files=[path])
    expected = contents(workplace.ledger)
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}
    chance = random.Random(3)
    for attempt, command in enumerate(
        [["ingest", "--batch", "3", str(lines)], ["rebuild", "--jobs", "1"]] * 2
    ):
        if command[0] == "ingest":
            workplace.ledger.unlink()
        with Program(
            [*COMMAND, *command], cwd=tmp_path, env=environment, stderr=subprocess.DEVNULL
        ) as process:
            time.sleep(chance.uniform(0.3, 3.5))
            process.send_signal(signal.SIGKILL)
        take_in(files=[path])
        assert contents(workplace.ledger) == expected, (attempt, command)
