"""The ledger as a lake: what is published is what the ledger holds, now and at each export before."""

from pathlib import Path

import duckdb
import pytest

from newstally.pipeline.ledger.errors import LedgerError
from newstally.pipeline.ledger.lake.catalog import load
from newstally.pipeline.ledger.lake.publishing import Changed, publish
from newstally.pipeline.ledger.store import reading
from tests.ledger.conftest import Desk, contents

pytest.importorskip("duckdb_extension_ducklake")


def test_each_export_is_a_snapshot_of_the_whole_ledger(desk: Desk, tmp_path: Path) -> None:
    lake = f"ducklake:{tmp_path / 'lake.ducklake'}"
    desk.add("Police said 12 people died in Tamborel.", url="https://north.example/1")
    first = publish(desk.path, lake)
    assert first["articles"] == Changed(1, 0)
    before = contents(desk.path)
    desk.add("Police said 12 people died in Tamborel. The mayor counted 15.", url="https://north.example/2")
    publish(desk.path, lake)
    assert set(publish(desk.path, lake).values()) == {Changed(0, 0)}
    with duckdb.connect() as connection:
        load(connection, lake)
        connection.execute(f"ATTACH '{lake}' AS lake (READ_ONLY)")
        for moment, expected in (("", contents(desk.path)), (" AT (VERSION => 1)", before)):
            held = {
                table: sorted(map(str, connection.execute(f"FROM lake.{table}{moment}").fetchall()))
                for table in expected
            }
            assert held == expected


def test_a_lake_follows_the_ledgers_columns_and_a_failed_export_changes_nothing(
    desk: Desk, tmp_path: Path
) -> None:
    catalog = tmp_path / "lake.ducklake"
    lake = f"ducklake:{catalog}"
    desk.add("Police said 12 people died in Tamborel.", url="https://north.example/1")
    publish(desk.path, lake)
    with duckdb.connect() as connection:
        load(connection, lake)
        connection.execute(f"ATTACH '{lake}' AS lake")
        connection.execute(
            "ALTER TABLE lake.claims DROP COLUMN outlets; ALTER TABLE lake.claims ADD COLUMN old INT"
        )
    publish(desk.path, lake)
    with reading(desk.path) as ledger, duckdb.connect() as connection:
        wanted = {row[0] for row in ledger.execute("DESCRIBE claims").fetchall()}
        load(connection, lake)
        connection.execute(f"ATTACH '{lake}' AS lake (READ_ONLY)")
        assert {row[0] for row in connection.execute("DESCRIBE lake.claims").fetchall()} == wanted
    with pytest.raises(LedgerError, match="--data"):
        publish(desk.path, "ducklake:postgres:dbname=none")
    with pytest.raises(LedgerError, match="no ledger"):
        publish(tmp_path / "none.duckdb", lake)
