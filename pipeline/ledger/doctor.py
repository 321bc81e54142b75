"""Doctor: checks every invariant of a ledger and says what it found."""

from collections.abc import Iterator
from dataclasses import dataclass

import duckdb

from newstally.pipeline.ledger.lake.soundness import file_faults
from newstally.pipeline.ledger.names import is_description
from newstally.pipeline.ledger.place import Lake, Place, folder_of
from newstally.pipeline.ledger.refresh import derive_all
from newstally.pipeline.ledger.schema import sql
from newstally.pipeline.ledger.store import reading, working_copy

DERIVED = {
    "articles": "article_id, version, copy_group, first_fetched_at, withdrawn_at, seen_on, warc_file, warc_offset,"
    " story_id",
    "sightings": "sighting_id, source, source_id, claim_id, claim_reason, seen_on, warc_file, warc_offset",
    "claims": "*",
    "comparisons": "*",
    "copy_links": "*",
    "story_links": "*",
}
"""Tables and columns that follow from the others."""


REBUILD = "`newstally rebuild` makes the ledger anew from the archive"


@dataclass(frozen=True, slots=True)
class Finding:
    """One invariant: what it says, in how many rows it is broken, examples of them, and what mends it."""

    check: str
    broken: int
    examples: tuple[str, ...] = ()
    advice: str = REBUILD


def checks() -> Iterator[tuple[str, str]]:
    """Yield what each check of ``checks.sql`` says, and its query, which returns one row for each fault."""
    for block in sql("checks").split("-- check: ")[1:]:
        says, _, query = block.partition("\n")
        yield says.strip(), query.strip().rstrip(";")


def examine(path: Place, *, deep: bool = False) -> Iterator[Finding]:
    """Yield a finding for each invariant, broken or not.

    ``deep`` also derives everything anew in a copy and compares: as much work as writing the ledger once.
    """
    if isinstance(path, Lake):
        faults = tuple(file_faults(path))
        yield Finding(
            "every Parquet file of the lake is there, as long as its catalog says", len(faults), faults[:3]
        )
    with reading(path) as connection:
        for says, query in checks():
            rows = connection.execute(query).fetchall()
            yield Finding(says, len(rows), tuple(str(row[0]) for row in rows[:3]))
        yield _claims_have_one_source(connection)
        yield _files_are_there(connection, path)
        yield _records_are_there(connection, path)
    if deep:
        yield from _derives_the_same(path)


def _claims_have_one_source(connection: duckdb.DuckDBPyConnection) -> Finding:
    """Check that the sightings of a claim name one source; others may only describe whom they mean ("police")."""
    rows = connection.execute(
        """SELECT s.claim_id, s.source_id, s.source, coalesce(a.language, 'en')
        FROM sightings s JOIN articles a USING (article_id)
        WHERE s.claim_id IN (
                SELECT claim_id FROM sightings GROUP BY claim_id HAVING count(DISTINCT source_id) > 1)
            AND s.source_id IS NOT NULL
            AND s.claim_id NOT IN (SELECT claim_id FROM sightings WHERE sighting_id IN (
                SELECT unnest(sightings) FROM corrections WHERE action = 'merge' AND NOT undone))"""
    ).fetchall()
    named: dict[str, set[str]] = {}
    for claim, source, label, language in rows:
        if not is_description(label, language):
            named.setdefault(claim, set()).add(source)
    broken = sorted(claim for claim, sources in named.items() if len(sources) > 1)
    return Finding(
        "every claim is of one source, unless a person merged those of several",
        len(broken),
        tuple(broken[:3]),
    )


def _files_are_there(connection: duckdb.DuckDBPyConnection, path: Place) -> Finding:
    """Check that the WARC files of the ledger exist and reach as far as the ledger says."""
    places = connection.execute(
        """SELECT file, max(place) FROM (
            SELECT file, read_to AS place FROM archive_marks UNION ALL SELECT warc_file, warc_offset + 1 FROM pages
        ) GROUP BY file ORDER BY file"""
    ).fetchall()
    broken = []
    for file, place in places:
        full = folder_of(path) / file
        if not full.exists():
            broken.append(f"{file} is missing")
        elif full.stat().st_size < place:
            broken.append(f"{file} ends at {full.stat().st_size:,}, but was read to {place:,}")
    return Finding("every WARC file is there, as long as when it was read", len(broken), tuple(broken[:3]))


def _records_are_there(connection: duckdb.DuckDBPyConnection, path: Place) -> Finding:
    """Check that a WARC record begins at the offset of every page; files that are missing are told elsewhere."""
    broken = []
    for (file,) in connection.execute("SELECT DISTINCT warc_file FROM pages ORDER BY 1").fetchall():
        full = folder_of(path) / file
        if not full.exists():
            continue
        begin = b"\x1f\x8b" if full.name.endswith(".gz") else b"WARC/"
        rows = connection.execute("SELECT warc_offset FROM pages WHERE warc_file = ? ORDER BY 1", [file])
        with full.open("rb") as stream:
            for (offset,) in rows.fetchall():
                stream.seek(offset)
                if stream.read(len(begin)) != begin:
                    broken.append(f"{file}@{offset}")
    return Finding("a WARC record begins where every page is said to stand", len(broken), tuple(broken[:3]))


def _derives_the_same(path: Place) -> Iterator[Finding]:
    with working_copy(path) as connection:
        for table, columns in DERIVED.items():
            connection.execute(f"CREATE TEMP TABLE former_{table} AS SELECT {columns} FROM {table}")
        derive_all(connection)
        for table, columns in DERIVED.items():
            rows = connection.execute(
                f"""(SELECT {columns} FROM {table} EXCEPT SELECT * FROM former_{table})
                UNION ALL (SELECT * FROM former_{table} EXCEPT SELECT {columns} FROM {table})"""
            ).fetchall()
            yield Finding(
                f"derived anew, {table} come out the same", len(rows), tuple(str(row) for row in rows[:3])
            )
