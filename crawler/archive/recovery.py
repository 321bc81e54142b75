"""What a crash left behind: torn records are cut off, and the state learns of records that it has not seen yet."""

import hashlib
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from io import BytesIO
from pathlib import Path

from fastwarc.warc import ArchiveIterator, WarcRecord

from newstally.crawler.addresses import page_key
from newstally.crawler.archive.index import response_of, write_cdxj
from newstally.crawler.revisits import looked_at
from newstally.crawler.rows import Capture, Page
from newstally.crawler.state import State

CHUNK = 1 << 20


@dataclass(frozen=True, slots=True)
class Torn:
    """A WARC file whose last record was not whole."""

    file: str
    offset: int
    length: int
    """Bytes that were cut off."""


def take_up(archive: Path, state: State, *, ages: Sequence[float] = ()) -> list[Torn]:
    """Bring the state up to what the archive's own WARC files hold, cutting off torn records. Returns those.

    Only to be called while nobody writes to the archive. ``ages`` are the revisit ages in seconds.
    """
    known = state.archive_files()
    torn: list[Torn] = []
    for path in sorted(archive.glob("*/newstally-*.warc.gz")):
        file = path.relative_to(archive).as_posix()
        indexed_to, closed = known.get(file, (0, False))
        if closed and path.stat().st_size == indexed_to:
            continue
        end = 0
        # From the start: a record may have been indexed when what became of its page was not yet.
        for offset, data, end in _members(path):
            _take_in(state, file, offset, end - offset, data, ages, indexed=offset < indexed_to)
        size = path.stat().st_size
        if size > end:
            torn.append(Torn(file, end, size - end))
            with path.open("r+b") as stream:
                stream.truncate(end)
        state.put_file(file, indexed_to=end, closed=True)
        state.flush()
        write_cdxj(archive, file, state.captures_of_file(file))
    return torn


def _members(path: Path) -> Iterator[tuple[int, bytes, int]]:
    """Yield (offset, uncompressed bytes, end) of each whole gzip member."""
    with path.open("rb") as stream:
        rest = b""
        offset = 0
        while True:
            inflate = zlib.decompressobj(wbits=31)
            parts: list[bytes] = []
            consumed = 0
            while not inflate.eof:
                piece = rest or stream.read(CHUNK)
                rest = b""
                if not piece:
                    return
                try:
                    parts.append(inflate.decompress(piece))
                except zlib.error:
                    return
                consumed += len(piece)
            rest = inflate.unused_data
            end = offset + consumed - len(rest)
            yield offset, b"".join(parts), end
            offset = end


def _take_in(
    state: State, file: str, offset: int, length: int, data: bytes, ages: Sequence[float], *, indexed: bool
) -> None:
    """Enter one record into the index and, if it is an article's, into the state of its page.

    Of a record that was ``indexed`` already the page's state is mostly known, and better than from the record alone.
    """
    record = next(iter(ArchiveIterator(BytesIO(data), parse_http=True)), None)
    if record is None or record.headers.get("WARC-Type") not in {"response", "revisit"} or not record.is_http:
        return
    capture = capture_of(record, file, offset, length)
    capture = replace(capture, key=state.key(capture.outlet, capture.address))
    state.put_capture(capture)
    if capture.page != "article" or capture.status != 200:
        return
    page = state.page(capture.key)
    if not indexed or page is None or (page.fetched_at is None and page.problem is None):
        _take_in_page(state, capture, record, ages)


def _take_in_page(state: State, capture: Capture, record: WarcRecord, ages: Sequence[float]) -> None:
    at = datetime.fromisoformat(capture.at).timestamp()
    page = state.page(capture.key) or Page(capture.key, capture.outlet, capture.address, found_at=at)
    if page.fetched_at is not None and page.fetched_at >= at:
        return
    if capture.type == "response":
        response = response_of(record)
        etag, modified = response.headers.get("ETag"), response.headers.get("Last-Modified")
        page = replace(
            page,
            etag=etag.decode("latin-1") if etag else None,
            last_modified=modified.decode("latin-1") if modified else None,
            digest=hashlib.sha1(response.body, usedforsecurity=False).hexdigest(),
            payload_digest=capture.digest,
            payload_at=capture.at,
            payload_address=capture.address,
        )
    page = replace(page, status=capture.status)
    state.put_page(looked_at(page, now=at, changed=capture.type == "response", ages=ages))


def capture_of(record: WarcRecord, file: str, offset: int, length: int) -> Capture:
    """Return the index entry of a response or revisit record."""
    headers = record.headers
    address = headers["WARC-Target-URI"]
    return Capture(
        key=page_key(address),
        at=headers["WARC-Date"],
        address=address,
        outlet=headers.get("Newstally-Outlet") or "",
        page=headers.get("Newstally-Page") or "",
        type=headers["WARC-Type"],
        status=int(record.http_headers.status_code or 0),
        mime=(record.http_content_type or "").partition(";")[0].strip(),
        digest=headers.get("WARC-Payload-Digest"),
        file=file,
        offset=offset,
        length=length,
    )
