"""Records: every record of a WARC file, held against the checksums and digests that were written with it."""

import contextlib
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from fastwarc.warc import ArchiveIterator, WarcRecord

from newstally.crawler.archive.recovery import capture_of
from newstally.crawler.rows import Capture
from newstally.pipeline.warc import DamagedRecord, is_arc, members, read_records


@dataclass(frozen=True, slots=True)
class CheckedRecord:
    """A record, or a stretch that can't be read: ``fault`` says what is wrong, None if nothing is."""

    offset: int
    fault: str | None = None
    date: str = ""
    url: str = ""
    digest: str | None = None
    capture: Capture | None = None
    """What an index should say of it; None for records that no index tells of."""


def checked_records(path: Path, file: str) -> Iterator[CheckedRecord]:
    """Yield every record of a WARC or ARC file, and every stretch that can't be read. Raises OSError.

    ``file`` is the name that an index has for it.
    """
    with path.open("rb") as stream:
        gzipped = stream.read(2) == b"\x1f\x8b"
        stream.seek(0)
        if is_arc(stream) or not gzipped:
            yield from _of_plain_file(path)
            return
        for offset, end, data, reason in members(stream, 0):
            if data is None:
                yield CheckedRecord(offset, reason)
                continue
            try:
                record = next(iter(ArchiveIterator(BytesIO(data), parse_http=False)), None)
                yield (
                    CheckedRecord(offset, "no WARC record")
                    if record is None
                    else _checked(record, file, offset, end - offset, len(data))
                )
            except (OSError, ValueError, KeyError) as error:
                yield CheckedRecord(offset, f"no WARC record: {error}")


def _of_plain_file(path: Path) -> Iterator[CheckedRecord]:
    """Yield what can be told of a file without checksums: what can't be read, and digests where records name them."""
    for found in read_records(path):
        if isinstance(found, DamagedRecord):
            yield CheckedRecord(found.offset, found.reason)
    with path.open("rb") as stream, contextlib.suppress(OSError, ValueError):  # told above
        if is_arc(stream):
            return
        size = path.stat().st_size
        for record in ArchiveIterator(stream, parse_http=False):
            yield _checked(record, "", record.stream_pos, 0, size)


def _checked(record: WarcRecord, file: str, offset: int, length: int, held: int) -> CheckedRecord:
    """Check a record of which the file holds at most ``held`` bytes."""
    headers = record.headers
    if record.content_length > held:  # FastWARC would ask for as much memory as it names, and end the process
        return CheckedRecord(
            offset, f"it names {record.content_length:,} bytes, and at most {held:,} are there"
        )
    named = headers.get("WARC-Block-Digest")
    if named and not record.verify_block_digest():
        return CheckedRecord(offset, f"its content doesn't have the digest {named}")
    named_well = bool(headers.get("WARC-Date") and headers.get("WARC-Target-URI"))
    answers = named_well and headers.get("WARC-Type") in {"response", "revisit"} and record.is_http
    if record.is_http:
        record.parse_http()
    return CheckedRecord(
        offset,
        None,
        headers.get("WARC-Date") or "",
        (headers.get("WARC-Target-URI") or "").strip("<>"),
        headers.get("WARC-Payload-Digest"),
        capture_of(record, file, offset, length) if answers else None,
    )
