"""Archive: whether its files are whole, and whether indexes, crawler's state and ledger say of them what they hold."""

import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from newstally.crawler.archive.index import captures_in_file
from newstally.crawler.rows import Capture
from newstally.crawler.state.soundness import state_captures, state_faults
from newstally.pipeline.doctor.records import CheckedRecord, checked_records
from newstally.pipeline.intake.archive import archive_files, place_of
from newstally.pipeline.ledger.corrections import FILE, read_corrections
from newstally.pipeline.ledger.doctor import REBUILD, Finding
from newstally.pipeline.ledger.errors import LedgerError
from newstally.pipeline.ledger.place import Place, folder_of
from newstally.pipeline.ledger.store import reading

Told = dict[int, tuple[str | None, str | None, datetime | None]]
"""What the ledger says of the records of a file: address, digest and time of each, by offset."""

EXAMPLES = 3

STATE_ANEW = "move state.sqlite away: the next crawl makes it anew from the archive"
ARCHIVE_BACK = "only a copy of the archive brings it back; until a rebuild the ledger keeps what was read"
INDEX_ANEW = "remove the .cdxj file and state.sqlite: the next crawl makes both anew from the archive"
CORRECT = "mend or remove the line of corrections.jsonl"


class _Faults:
    """Faults of one kind: how many, and the first few."""

    def __init__(self) -> None:
        self.number = 0
        self.examples: list[str] = []

    def add(self, fault: str) -> None:
        self.number += 1
        if len(self.examples) < EXAMPLES:
            self.examples.append(fault)

    def finding(self, check: str, advice: str) -> Finding:
        return Finding(check, self.number, tuple(self.examples), advice)


def examine_archive(ledger: Place, archive: Path) -> Iterator[Finding]:
    """Yield what is wrong with the archive's files, and with what is said of them elsewhere."""
    state = archive / "state.sqlite"
    yield _finding("the crawler's state is whole", state_faults(state) if state.exists() else (), STATE_ANEW)
    stated = _stated(state)
    told = _told_by_ledger(ledger)
    whole, indexed, remembered, agreed = _Faults(), _Faults(), _Faults(), _Faults()
    files = {place_of(path, ledger): path for path in archive_files(archive)}
    for name in told:
        files.setdefault(name, folder_of(ledger) / name)
    for name, path in sorted(files.items()):
        if not path.exists():
            continue  # told elsewhere
        inside = path.relative_to(archive).as_posix() if path.is_relative_to(archive) else name
        records = list(_records(path, inside, whole, name))
        found = {record.capture for record in records if record.capture is not None}
        _compare_index(path, inside, found, indexed)
        if inside in stated:
            _compare_state(stated[inside], found, remembered)
        _compare_ledger(name, records, told.get(name, {}), agreed)
    yield whole.finding("every record of the archive has its checksum and digest", ARCHIVE_BACK)
    yield indexed.finding("the indexes beside WARC files say what these hold", INDEX_ANEW)
    yield remembered.finding("the crawler's state knows records as they are", STATE_ANEW)
    yield agreed.finding("every page of the ledger is the record that it names, with its digest", REBUILD)
    yield _finding("every correction can be read", _correction_faults(archive), CORRECT)


def _finding(check: str, faults: Iterable[str], advice: str) -> Finding:
    gathered = _Faults()
    for fault in faults:
        gathered.add(fault)
    return gathered.finding(check, advice)


def _records(path: Path, inside: str, whole: _Faults, name: str) -> Iterator[CheckedRecord]:
    try:
        for record in checked_records(path, inside):
            if record.fault is None:
                yield record
            else:
                whole.add(f"{name}@{record.offset}: {record.fault}")
    except OSError as error:
        whole.add(f"{name}: can't be read: {error.strerror or error}")


def _stated(state: Path) -> dict[str, set[Capture]]:
    if not state.exists():
        return {}
    try:
        return {file: {_bare(one) for one in found} for file, found in state_captures(state).items()}
    except (sqlite3.DatabaseError, UnicodeDecodeError):
        return {}  # told as damage of the state


def _bare(capture: Capture) -> Capture:
    """Return a capture without its key, which only the state gives it."""
    return replace(capture, key="")


def _told_by_ledger(ledger: Place) -> dict[str, Told]:
    told: dict[str, Told] = {}
    with reading(ledger) as connection:
        for (file,) in connection.execute("SELECT file FROM archive_marks").fetchall():
            told[file] = {}
        rows = connection.execute(
            "SELECT warc_file, warc_offset, url, digest, fetched_at FROM pages"
        ).fetchall()
    for file, offset, *rest in rows:
        told.setdefault(file, {})[offset] = tuple(rest)
    return told


def _compare_index(path: Path, inside: str, found: set[Capture], indexed: _Faults) -> None:
    index = path.with_name(path.name.removesuffix(".warc.gz") + ".cdxj")
    if not index.exists():
        return
    said, unreadable = captures_in_file(index, inside)
    for line in unreadable:
        indexed.add(f"{index.name}:{line}: can't be read")
    # The index has another word for the kind of a revisit's content.
    held = {replace(_bare(one), mime="") for one in found}
    said = {replace(one, mime="") for one in said}
    for one in sorted(held ^ said, key=lambda one: one.offset):
        indexed.add(f"{index.name}: {one.address} at {one.offset}")


def _compare_state(stated: set[Capture], found: set[Capture], remembered: _Faults) -> None:
    for one in sorted(stated - {_bare(capture) for capture in found}, key=lambda one: one.offset):
        remembered.add(f"{one.file}@{one.offset}: {one.address}")


def _compare_ledger(name: str, records: list[CheckedRecord], told: Told, agreed: _Faults) -> None:
    held = {record.offset: record for record in records}
    for offset, (url, digest, at) in sorted(told.items()):
        record = held.get(offset)
        if record is None:
            agreed.add(f"{name}@{offset}: no whole record stands there")
        elif digest != record.digest:
            agreed.add(f"{name}@{offset}: its digest is {record.digest}, not {digest}")
        elif url and record.url.startswith("http") and url != record.url:
            agreed.add(f"{name}@{offset}: it is {record.url}, not {url}")
        elif at and record.date[:19] != f"{at:%Y-%m-%dT%H:%M:%S}":
            agreed.add(f"{name}@{offset}: it is of {record.date}, not {at}")


def _correction_faults(archive: Path) -> Iterator[str]:
    try:
        read_corrections(archive)
    except (LedgerError, ValueError, KeyError, TypeError) as error:
        yield f"{archive / FILE}: {error}"
