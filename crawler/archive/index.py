"""Finds and reads what the archive holds: single captures, and each file's index in CDXJ form."""

import contextlib
import json
import mmap
import zlib
from collections.abc import Iterable, Iterator
from datetime import datetime
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from fastwarc.warc import ArchiveIterator, WarcRecord
from scrapy.exceptions import IgnoreRequest
from scrapy.http import Headers, HtmlResponse, Request
from scrapy.utils.gz import gunzip
from w3lib.url import canonicalize_url

from newstally.crawler.addresses import is_plain
from newstally.crawler.rows import Capture

if TYPE_CHECKING:
    from scrapy.downloadermiddlewares.httpcompression import HttpCompressionMiddleware

GZIP = b"\x1f\x8b"


def read_record(archive: Path, capture: Capture) -> bytes:
    """Return the bytes of a capture's WARC record, uncompressed. Raises OSError."""
    with (archive / capture.file).open("rb") as stream:
        stream.seek(capture.offset)
        return gunzip(stream.read(capture.length))


def read_capture(archive: Path, capture: Capture) -> HtmlResponse | None:
    """Return a capture as the response that it was, body decompressed; None if the archive can't be read there."""
    try:
        record = next(iter(ArchiveIterator(BytesIO(read_record(archive, capture)), parse_http=True)), None)
        return None if record is None else response_of(record)
    except (OSError, ValueError, EOFError):
        return None


def response_of(record: WarcRecord) -> HtmlResponse:
    """Return the HTTP response in a record, body decompressed as the crawl did it; as it is where that can't be done.

    Archives up to November 2026 lack the header that says that a body is compressed.
    """
    headers = Headers()
    for name, value in record.http_headers:
        headers.appendlist(name, value)
    body = record.reader.read()
    if body[:2] == GZIP:
        headers.setdefault("Content-Encoding", "gzip")
    status = int(record.http_headers.status_code or 0)
    response = HtmlResponse(record.headers["WARC-Target-URI"], status=status, headers=headers, body=body)
    if body:
        with contextlib.suppress(OSError, EOFError, ValueError, zlib.error, IgnoreRequest):
            plain = _decompression().process_response(Request(response.url), response)
            return response.replace(body=plain.body)
    return response


@cache
def _decompression() -> "HttpCompressionMiddleware":
    """Return what decompresses responses in a crawl. It takes its time to load, and few who read archives need it."""
    from scrapy import Spider
    from scrapy.crawler import Crawler
    from scrapy.downloadermiddlewares.httpcompression import HttpCompressionMiddleware
    from scrapy.statscollectors import DummyStatsCollector

    crawler = Crawler(Spider)
    crawler.stats = DummyStatsCollector(crawler)
    return HttpCompressionMiddleware(crawler=crawler)


def surt(address: str) -> str:
    """Return the Sort-friendly URI Reordering Transform of an address, by which CDXJ files are sorted."""
    parts = urlsplit(address if is_plain(address) else canonicalize_url(address))
    host = (parts.hostname or "").removeprefix("www.")
    is_ip = host.replace(".", "").isdigit() or ":" in host
    reordered = host if is_ip else ",".join(reversed(host.split(".")))
    port = f":{parts.port}" if parts.port and parts.port not in {80, 443} else ""
    return f"{reordered}{port}){parts.path.lower() or '/'}{'?' + parts.query.lower() if parts.query else ''}"


def cdxj_line(capture: Capture) -> str:
    """Return one line of a CDXJ index as pywb and other web-archive tools read it."""
    stamp = "".join(character for character in capture.at[:19] if character.isdigit())
    fields = {
        "url": capture.address,
        "mime": "warc/revisit" if capture.type == "revisit" else capture.mime or "unk",
        "status": str(capture.status),
        "digest": capture.digest or "-",
        "length": str(capture.length),
        "offset": str(capture.offset),
        "filename": Path(capture.file).name,
        "outlet": capture.outlet,
        "page": capture.page,
        "at": capture.at,
    }
    return f"{surt(capture.address)} {stamp} {json.dumps(fields, ensure_ascii=False)}"


def captures_in_files(archive: Path, addresses: Iterable[str], *, day: str = "*") -> list[Capture]:
    """Return what the indexes beside finished WARC files say of addresses, oldest first.

    ``day`` (``2026-02-26``) keeps the search to the files of one day. For what the state no longer knows; each file is
    searched by bisection. Lines that can't be read are passed over.
    """
    wanted = {surt(address) for address in addresses}
    found = []
    for path in sorted(archive.glob(f"{day}/*.cdxj")):
        if not path.stat().st_size:
            continue
        file = path.with_suffix(".warc.gz").relative_to(archive).as_posix()
        with path.open("rb") as stream, mmap.mmap(stream.fileno(), 0, access=mmap.ACCESS_READ) as lines:
            for key in wanted:
                found += [one for line in _lines_of(lines, key) if (one := _capture(line, file)) is not None]
    return sorted(found, key=lambda capture: (capture.at, capture.file, capture.offset))


def captures_in_file(index: Path, file: str) -> tuple[set[Capture], list[int]]:
    """Return what the index of a WARC file says, and the numbers of the lines that can't be read. Raises OSError."""
    lines = index.read_bytes().splitlines()
    found = [_capture(line, file) for line in lines]
    unreadable = [number for number, one in enumerate(found, 1) if one is None]
    return {one for one in found if one is not None}, unreadable


def _lines_of(lines: mmap.mmap, key: str) -> Iterator[bytes]:
    """Yield the lines of a sorted index that begin with a key."""
    start = f"{key} ".encode()
    low, high = 0, len(lines)
    while low < high:
        middle = (low + high) // 2
        begin = lines.rfind(b"\n", 0, middle) + 1
        end = lines.find(b"\n", middle)
        end = len(lines) if end < 0 else end
        if lines[begin:end] < start:
            low = end + 1
        else:
            high = begin
    while low < len(lines) and lines[low : low + len(start)] == start:
        end = lines.find(b"\n", low)
        yield lines[low:end]
        low = end + 1


def _capture(line: bytes, file: str) -> Capture | None:
    try:
        _, stamp, rest = line.decode("utf-8").split(" ", 2)
        fields = json.loads(rest)
        return Capture(
            key="",
            at=fields.get("at") or datetime.strptime(stamp, "%Y%m%d%H%M%S").strftime("%Y-%m-%dT%H:%M:%SZ"),
            address=fields["url"],
            outlet=fields.get("outlet", ""),
            page=fields.get("page", ""),
            type="revisit" if fields["mime"] == "warc/revisit" else "response",
            status=int(fields["status"]),
            mime=fields["mime"],
            digest=fields["digest"],
            file=file,
            offset=int(fields["offset"]),
            length=int(fields["length"]),
        )
    except (KeyError, ValueError):
        return None


def write_cdxj(archive: Path, file: str, captures: Iterable[Capture]) -> Path:
    """Write the sorted index of a finished WARC file beside it and return its path."""
    path = archive / (file.removesuffix(".warc.gz") + ".cdxj")
    unfinished = path.with_suffix(".part")
    lines = sorted(map(cdxj_line, captures))
    unfinished.write_text("".join(line + "\n" for line in lines), encoding="utf-8")
    unfinished.replace(path)
    return path
