"""Compaction: puts small files of a lake together, and forgets states of long ago with what only they need.

Each snapshot adds a small file to every table that it changes. Who writes puts them together now and then; earlier
states of the lake stay as they are until they are forgotten, which is only done when asked.
"""

from datetime import timedelta

import duckdb

EVERY = 100
"""Snapshots after which small files are put together."""

FILE_SIZE = "128MB"
"""Up to which size files are put together."""

IN_USE = timedelta(hours=1)
"""How long files stay that are no longer needed: somebody may be reading them."""


def compact(connection: duckdb.DuckDBPyConnection) -> None:
    """Put small files of the attached lake together, and write those anew of which many rows are gone."""
    connection.execute(f"CALL lake.set_option('target_file_size', '{FILE_SIZE}')")
    connection.execute("CALL ducklake_rewrite_data_files('lake')")
    connection.execute("CALL ducklake_merge_adjacent_files('lake')")


def compact_when_due(connection: duckdb.DuckDBPyConnection, before: int) -> None:
    """Compact the attached lake if since snapshot ``before`` one has passed after which it is done."""
    if last_snapshot(connection) // EVERY > before // EVERY:
        compact(connection)


def last_snapshot(connection: duckdb.DuckDBPyConnection) -> int:
    """Return the number of the attached lake's last snapshot."""
    row = connection.execute("SELECT max(snapshot_id) FROM lake.snapshots()").fetchone()
    return int(row[0]) if row and row[0] is not None else 0


def forget(connection: duckdb.DuckDBPyConnection, older_than: timedelta) -> int:
    """Forget states of the attached lake older than a time, and remove the files that nothing needs; return how many
    states were forgotten."""
    seconds = older_than.total_seconds()
    gone = connection.execute(
        f"CALL ducklake_expire_snapshots('lake', older_than => now() - INTERVAL {seconds:.0f} SECONDS)"
    ).fetchall()
    unused = f"older_than => now() - INTERVAL {IN_USE.total_seconds():.0f} SECONDS"
    connection.execute(f"CALL ducklake_cleanup_old_files('lake', {unused})")
    connection.execute(f"CALL ducklake_delete_orphaned_files('lake', {unused})")
    return len(gone)
