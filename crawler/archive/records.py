"""The bytes of WARC records, after ISO 28500:2017 (WARC 1.1).

Written here rather than by warcio since a crawl's speed hangs on it: this takes about a tenth of the time. The tests
have warcio and FastWARC read and check what this writes.
"""

import base64
import hashlib
import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from http import HTTPStatus

from isal import isal_zlib

COMPRESSION_LEVEL = 2
GZIP_WINDOW = 31

IDENTICAL_PAYLOAD = "http://netpreserve.org/warc/1.1/revisit/identical-payload-digest"
NOT_MODIFIED = "http://netpreserve.org/warc/1.1/revisit/server-not-modified"

Headers = Sequence[tuple[bytes, bytes]]


@dataclass(frozen=True, slots=True)
class Exchange:
    """One request and the response to it, as they went over the wire but for chunks and connection headers."""

    address: str
    method: str
    request_headers: Headers
    status: int
    response_headers: Headers
    body: bytes
    """As received: still compressed if the server compressed it."""
    at: datetime
    protocol: str = "HTTP/1.1"
    ip_address: str | None = None
    truncated: str | None = None
    """Why the body is not whole ("length", "time"), or None."""
    rendered: bool = False
    """Whether the body is the page as a browser had it after running its scripts."""


@dataclass(frozen=True, slots=True)
class Original:
    """The earlier record that holds the content which a revisit record doesn't repeat."""

    digest: str
    address: str
    at: str


def warc_date(moment: datetime) -> str:
    """Return a time as WARC-Date, UTC with milliseconds."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.") + f"{moment.microsecond // 1000:03d}Z"


def sha1_digest(*parts: bytes) -> str:
    """Return the digest of bytes in the form that WARC files use: ``sha1:`` and base 32."""
    digest = hashlib.sha1(usedforsecurity=False)
    for part in parts:
        digest.update(part)
    return "sha1:" + base64.b32encode(digest.digest()).decode("ascii")


def hexadecimal(digest: str) -> str:
    """Return a digest in the form that WARC files use as hexadecimal digits."""
    return base64.b32decode(digest.removeprefix("sha1:")).hex()


def member(fields: Iterable[tuple[str, str]], block: Sequence[bytes]) -> bytes:
    """Return one whole WARC record as a gzip member; Content-Length and WARC-Block-Digest are added."""
    head = "".join(f"{name}: {_line(value)}\r\n" for name, value in fields)
    length = sum(map(len, block))
    head = f"WARC/1.1\r\n{head}WARC-Block-Digest: {sha1_digest(*block)}\r\nContent-Length: {length}\r\n\r\n"
    record = b"".join([head.encode("utf-8"), *block, b"\r\n\r\n"])
    return isal_zlib.compress(record, COMPRESSION_LEVEL, GZIP_WINDOW)


def record_id() -> str:
    """Return a new WARC-Record-ID."""
    return f"<urn:uuid:{uuid.uuid4()}>"


def warcinfo(file: str, at: datetime, user_agent: str) -> bytes:
    """Return the record that opens a file and says who wrote it."""
    text = f"software: Newstally\r\nformat: WARC File Format 1.1\r\nhttp-header-user-agent: {_line(user_agent)}\r\n"
    fields = [
        ("WARC-Type", "warcinfo"),
        ("WARC-Record-ID", record_id()),
        ("WARC-Date", warc_date(at)),
        ("WARC-Filename", file),
        ("Content-Type", "application/warc-fields"),
    ]
    return member(fields, [text.encode("utf-8")])


def request_record(exchange: Exchange, *, id: str, concurrent_to: str) -> bytes:
    """Return the record of the request."""
    path = exchange.address.split("/", 3)
    target = "/" + (path[3] if len(path) > 3 else "")
    head = f"{exchange.method} {target} HTTP/1.1\r\nHost: {path[2]}\r\n".encode("utf-8", "replace")
    fields = [
        ("WARC-Type", "request"),
        ("WARC-Record-ID", id),
        ("WARC-Date", warc_date(exchange.at)),
        ("WARC-Target-URI", exchange.address),
        ("WARC-Concurrent-To", concurrent_to),
        *([("WARC-IP-Address", exchange.ip_address)] if exchange.ip_address else []),
        ("Content-Type", "application/http;msgtype=request"),
    ]
    return member(fields, [head + _http_headers(exchange.request_headers) + b"\r\n"])


def response_record(
    exchange: Exchange, *, id: str, outlet: str, page: str, digest: str, revisit_of: Original | None = None
) -> bytes:
    """Return the record of the response, or a revisit record without body where the content is an earlier one's."""
    not_modified = exchange.status == HTTPStatus.NOT_MODIFIED
    fields = [
        ("WARC-Type", "revisit" if revisit_of else "response"),
        ("WARC-Record-ID", id),
        ("WARC-Date", warc_date(exchange.at)),
        ("WARC-Target-URI", exchange.address),
        *([("WARC-IP-Address", exchange.ip_address)] if exchange.ip_address else []),
        ("WARC-Payload-Digest", digest),
    ]
    if revisit_of:
        fields += [
            ("WARC-Profile", NOT_MODIFIED if not_modified else IDENTICAL_PAYLOAD),
            ("WARC-Refers-To-Target-URI", revisit_of.address),
            ("WARC-Refers-To-Date", revisit_of.at),
        ]
    if exchange.truncated:
        fields.append(("WARC-Truncated", exchange.truncated))
    if exchange.rendered:
        fields.append(("Newstally-Rendered", "yes"))
    fields += [
        ("Newstally-Outlet", outlet),
        ("Newstally-Page", page),
        ("Content-Type", "application/http;msgtype=response"),
    ]
    head = f"{exchange.protocol} {exchange.status} {_reason(exchange.status)}\r\n".encode("ascii")
    head += _http_headers(exchange.response_headers) + b"\r\n"
    return member(fields, [head] if revisit_of else [head, exchange.body])


def _http_headers(headers: Headers) -> bytes:
    return b"".join(
        name + b": " + b" ".join(value.split(b"\n")).replace(b"\r", b"") + b"\r\n" for name, value in headers
    )


def _reason(status: int) -> str:
    try:
        return HTTPStatus(status).phrase
    except ValueError:
        return "Unknown"


def _line(value: str) -> str:
    """Return a header's value on one line, so that nothing in it can pass for another header."""
    return " ".join(value.splitlines()) if "\n" in value or "\r" in value else value
