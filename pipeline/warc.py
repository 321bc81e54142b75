"""Records of WARC files, ours and other people's: one after the other, with their offsets, however damaged the file.

Each gzip member is unpacked by itself, so that a record's offset and end are exact, a torn record at the end is told
from a damaged one in the middle, and reading goes on after damage at the next member.
"""

import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import IO

from fastwarc.warc import ArchiveIterator, WarcRecord
from warcio.archiveiterator import ArchiveIterator as ArcIterator
from warcio.exceptions import ArchiveLoadFailed

CHUNK = 1 << 20
LARGEST = 200_000_000
"""Bytes a record may unfold to."""
MAGIC = b"\x1f\x8b\x08"
PLAIN_START = b"\r\n\r\nWARC/"
"""What ends an uncompressed record and begins the next."""
ARC_MAGIC = b"filedesc://"
REQUIRED = frozenset({"warc-type", "content-length"})
"""Fields that every record has (WARC 1.1, 5.1 and 5.2), by which its reading depends."""


@dataclass(frozen=True, slots=True)
class Record:
    """One response or revisit record, with the headers of WARC and of HTTP by lower-case name."""

    file: str
    offset: int
    end: int
    type: str
    url: str
    date: str
    status: int
    headers: Mapping[str, str]
    http_headers: Mapping[str, str]
    body: bytes

    @property
    def is_page(self) -> bool:
        """Whether this is a successful response that holds HTML and was not fetched as an entry point."""
        kind = self.http_headers.get("content-type", "text/html").partition(";")[0].strip().lower()
        return (
            self.type in {"response", "resource"}
            and self.status == 200
            and kind in {"text/html", "application/xhtml+xml", ""}
            and self.headers.get("newstally-page", "article") == "article"
        )


@dataclass(frozen=True, slots=True)
class DamagedRecord:
    """A stretch of a file that could not be read. ``torn`` if it is the file's end: more may follow later."""

    file: str
    offset: int
    end: int
    reason: str
    torn: bool = False


def read_records(path: Path, start: int = 0, name: str | None = None) -> Iterator[Record | DamagedRecord]:
    """Yield the response and revisit records of a file from an offset on, and a word on each damaged stretch.

    ``start`` is the offset of a record. Raises OSError if the file can't be opened.
    """
    file = name or str(path)
    with path.open("rb") as stream:
        stream.seek(start)
        first = stream.read(len(MAGIC))
        stream.seek(start)
        if not first:
            return
        if is_arc(stream):
            yield from _read_arc(stream, file, start)
        elif first == MAGIC:
            yield from _read_members(stream, file, start)
        else:
            yield from _read_plain(stream, file, start)


def is_arc(stream: IO[bytes]) -> bool:
    """Return whether a file is one of the Internet Archive's ARC files, which came before WARC; gzipped or not."""
    position = stream.tell()
    stream.seek(0)
    begin = stream.read(4096)
    stream.seek(position)
    if begin.startswith(MAGIC):
        try:
            begin = zlib.decompressobj(wbits=31).decompress(begin, len(ARC_MAGIC))
        except zlib.error:
            return False
    return begin.startswith(ARC_MAGIC)


class _QuietArcIterator(ArcIterator):
    """Reads ARC records without remarks on standard error; what is lost between them follows from their places."""

    INC_RECORD = ""


def _read_arc(stream: IO[bytes], file: str, start: int) -> Iterator[Record | DamagedRecord]:
    """Yield the responses of an ARC file that stand at ``start`` or later."""
    stream.seek(0)
    records = _QuietArcIterator(stream, arc2warc=True, verify_http=False)
    end = 0
    try:
        for record in records:
            headers = {name.lower(): value for name, value in record.rec_headers.headers}
            http = record.http_headers
            body = record.content_stream().read() if http is not None else b""
            begin = records.get_record_offset()  # reads to the end of the record
            end = begin + max(records.get_record_length(), 1)
            if record.rec_type != "response" or http is None or begin < start:
                continue
            status = http.get_statuscode()
            yield Record(
                file=file,
                offset=begin,
                end=end,
                type="response",
                url=headers.get("warc-target-uri", ""),
                date=headers.get("warc-date", ""),
                status=int(status) if status.isdigit() else 0,
                headers=headers,
                http_headers={name.lower(): value for name, value in http.headers},
                body=body,
            )
        if records.err_count:
            reason = f"{records.err_count} ARC records are not as long as they say; what was between them is left out"
            yield DamagedRecord(file, end, stream.seek(0, 2), reason)
    except (ArchiveLoadFailed, OSError, EOFError, ValueError, zlib.error) as error:
        yield DamagedRecord(file, end, stream.seek(0, 2), f"not an ARC record: {error}")


def _read_members(stream: IO[bytes], file: str, start: int) -> Iterator[Record | DamagedRecord]:
    for offset, end, data, reason in members(stream, start):
        if data is None:
            yield DamagedRecord(file, offset, end, reason, torn=reason == TORN)
            continue
        try:
            record = next(iter(ArchiveIterator(BytesIO(data), parse_http=True, auto_decode="transfer")), None)
            found = _record(record, file, offset, end) if record is not None else None
        except (OSError, ValueError) as error:
            yield DamagedRecord(file, offset, end, f"not a WARC record: {error}")
            continue
        if record is None and data.strip():
            yield DamagedRecord(file, offset, end, "not a WARC record")
        elif found is not None:
            yield found


TORN = "the file ends in the middle of a record"


def members(stream: IO[bytes], start: int) -> Iterator[tuple[int, int, bytes | None, str]]:
    """Yield (offset, end, content, "") of each gzip member, or (offset, end, None, reason) of a damaged stretch."""
    offset, buffer = start, b""
    while True:
        buffer = buffer or stream.read(CHUNK)
        if not buffer:
            return
        inflate = zlib.decompressobj(wbits=31)
        parts: list[bytes] = []
        consumed = size = 0
        reason = ""
        while not inflate.eof and not reason:
            if not buffer:
                buffer = stream.read(CHUNK)
            if not buffer:
                reason = TORN
                break
            try:
                parts.append(inflate.decompress(buffer, LARGEST))
            except zlib.error as error:
                reason = f"damaged gzip data: {error}"
                break
            consumed += len(buffer)
            buffer = b""
            size += len(parts[-1])
            if size >= LARGEST:
                reason = f"a record of more than {LARGEST:,} bytes"
        if not reason:
            buffer = inflate.unused_data
            end = offset + consumed - len(buffer)
            yield offset, end, b"".join(parts), ""
            offset = end
            continue
        following = _next_member(stream, offset)
        if following is None:
            size = stream.seek(0, 2)
            yield offset, size, None, TORN if reason == TORN else reason
            return
        yield offset, following, None, reason if reason != TORN else "damaged gzip data"
        offset, buffer = following, b""
        stream.seek(offset)


def following_record(path: Path, offset: int) -> int:
    """Return the offset of the record after the one that stands at an offset, without reading that; the file's end if
    there is none."""
    with path.open("rb") as stream:
        stream.seek(offset)
        gzipped = stream.read(len(MAGIC)) == MAGIC
        found = _next_member(stream, offset) if gzipped else _next_plain(stream, offset)
        return stream.seek(0, 2) if found is None else found


def _next_plain(stream: IO[bytes], offset: int) -> int | None:
    """Return the offset of the next uncompressed record, or None."""
    position = offset + 1
    while True:
        stream.seek(position)
        chunk = stream.read(CHUNK + len(PLAIN_START))
        found = chunk.find(PLAIN_START)
        if found >= 0:
            return position + found + len(PLAIN_START) - len(b"WARC/")
        if len(chunk) <= len(PLAIN_START):
            return None
        position += CHUNK


def _next_member(stream: IO[bytes], offset: int) -> int | None:
    """Return the offset of the next gzip member that begins a WARC record, or None."""
    position = offset + 1
    while True:
        stream.seek(position)
        chunk = stream.read(CHUNK + 64)
        if not chunk:
            return None
        found = chunk.find(MAGIC)
        while 0 <= found < CHUNK:
            begin = zlib.decompressobj(wbits=31)
            try:
                if begin.decompress(chunk[found : found + 4096], 5) == b"WARC/":
                    return position + found
            except zlib.error:
                pass
            found = chunk.find(MAGIC, found + 1)
        position += CHUNK


def _read_plain(stream: IO[bytes], file: str, start: int) -> Iterator[Record | DamagedRecord]:
    """Yield the records of an uncompressed file; after damage reading goes on where the next record begins."""
    begin: int | None = start
    while begin is not None:
        damaged, reason = begin, ""
        stream.seek(begin)
        try:
            for record in ArchiveIterator(stream, parse_http=True, auto_decode="transfer"):
                damaged = record.stream_pos
                found = _record(record, file, damaged, damaged)
                if found is not None:
                    yield found
        except (OSError, ValueError) as error:
            reason = f"not a WARC record: {error}"
        begin = _next_plain(stream, damaged)
        if reason or begin is not None:
            end = stream.seek(0, 2) if begin is None else begin
            yield DamagedRecord(file, damaged, end, reason or TORN, torn=begin is None)


def _record(record: WarcRecord, file: str, offset: int, end: int) -> Record | None:
    """Return a response, revisit or resource record, None for any other.

    A resource (a document that was not fetched by HTTP) counts as a response with status 200 and its content type.
    Raises ValueError if header or content are cut short.
    """
    headers = {name.lower(): value for name, value in record.headers.items()}
    if not headers.keys() >= REQUIRED:
        raise ValueError("its header is cut short")
    kind = headers["warc-type"]
    http = record.http_headers if kind in {"response", "revisit"} and record.is_http else None
    if http is None and kind != "resource":
        return None
    if http is None:
        http_headers, status = {"content-type": headers.get("content-type", "")}, 200
    else:
        http_headers = {name.lower(): value for name, value in http.items()}
        status = int(http.status_code or 0)
    expected = record.content_length
    body = record.reader.read()
    if len(body) < expected and "chunked" not in http_headers.get("transfer-encoding", ""):
        raise ValueError(f"{len(body):,} of {expected:,} bytes are there")
    return Record(
        file=file,
        offset=offset,
        end=end,
        type=kind,
        url=headers.get("warc-target-uri", "").strip("<>"),
        date=headers.get("warc-date", ""),
        status=status,
        headers=headers,
        http_headers=http_headers,
        body=body,
    )
