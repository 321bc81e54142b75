"""Soundness: whether the Parquet files that a lake's catalog names are there."""

import tempfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import duckdb

from newstally.pipeline.ledger.lake.catalog import copy_catalog
from newstally.pipeline.ledger.place import Lake


def file_faults(lake: Lake) -> Iterator[str]:
    """Yield which files of a lake are missing, or not as long as the catalog says; of earlier states too."""
    with tempfile.TemporaryDirectory(prefix="newstally-") as folder:
        copy = Path(folder) / "catalog.duckdb"
        if copy_catalog(lake, copy) is None:
            return
        with closing(duckdb.connect(str(copy), read_only=True)) as connection:
            files = connection.execute(
                """SELECT path, file_size_bytes FROM ducklake_data_file
                UNION ALL SELECT path, file_size_bytes FROM ducklake_delete_file ORDER BY path"""
            ).fetchall()
    for name, size in files:
        path = Path(name)
        if not path.exists():
            yield f"{path.name} is missing"
        elif path.stat().st_size != size:
            yield f"{path.name} has {path.stat().st_size:,} of {size:,} bytes"
