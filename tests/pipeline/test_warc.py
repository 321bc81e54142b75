"""WARC files are read record by record, with exact offsets, and damage costs only what it damaged."""

import gzip
import io
import re
from pathlib import Path

import pytest
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from newstally.pipeline.warc import DamagedRecord, Record, read_records

PAGE = b"<html><body>" + b"<p>Some words of a page.</p>" * 100


def warc(count: int = 3, **http: str) -> tuple[bytes, list[int]]:
    """Return a WARC file of some responses as warcio writes it, and the records' offsets."""
    buffer = io.BytesIO()
    writer = WARCWriter(buffer, gzip=True)
    offsets = []
    for number in range(count):
        offsets.append(buffer.tell())
        headers = StatusAndHeaders(
            "200 OK", [("Content-Type", "text/html"), *http.items()], protocol="HTTP/1.1"
        )
        writer.write_record(
            writer.create_warc_record(
                f"https://example.org/{number}", "response", payload=io.BytesIO(PAGE), http_headers=headers
            )
        )
    return buffer.getvalue(), offsets


def read(folder: Path, data: bytes, start: int = 0) -> list[Record | DamagedRecord]:
    path = folder / "pages.warc.gz"
    path.write_bytes(data)
    return list(read_records(path, start))


def test_every_record_has_its_offset_and_its_bytes(tmp_path: Path) -> None:
    data, offsets = warc()
    records = read(tmp_path, data)
    assert [record.offset for record in records] == offsets
    assert [record.end for record in records] == [*offsets[1:], len(data)]
    assert all(isinstance(record, Record) and record.body == PAGE and record.is_page for record in records)


def test_reading_can_begin_at_any_record(tmp_path: Path) -> None:
    data, offsets = warc()
    assert [record.offset for record in read(tmp_path, data, offsets[1])] == offsets[1:]
    assert read(tmp_path, data, len(data)) == []


@pytest.mark.parametrize("missing", [1, 5, 30, 200])
def test_a_torn_end_is_said_and_the_rest_is_read(tmp_path: Path, missing: int) -> None:
    data, offsets = warc()
    records = read(tmp_path, data[:-missing])
    assert [type(record) for record in records] == [Record, Record, DamagedRecord]
    torn = records[-1]
    assert isinstance(torn, DamagedRecord)
    assert torn.torn
    assert torn.offset == offsets[2]


def test_damage_in_the_middle_costs_one_record(tmp_path: Path) -> None:
    data, offsets = warc()
    damaged = bytearray(data)
    damaged[offsets[1] + 20 : offsets[1] + 60] = bytes(40)
    records = read(tmp_path, bytes(damaged))
    assert [type(record) for record in records] == [Record, DamagedRecord, Record]
    assert not records[1].torn
    assert records[2].offset == offsets[2]


def test_an_uncompressed_file_is_read_too(tmp_path: Path) -> None:
    data, _ = warc()
    plain = gzip.decompress(data)
    records = read(tmp_path, plain)
    assert [record.url for record in records] == [f"https://example.org/{n}" for n in range(3)]
    assert [record.offset for record in records] == [
        found.start() for found in re.finditer(rb"WARC/1", plain)
    ]


@pytest.mark.parametrize("kept", [12, 60, 400, 1500])
def test_the_torn_end_of_an_uncompressed_file_is_said(tmp_path: Path, kept: int) -> None:
    plain = gzip.decompress(warc()[0])
    last = plain.rindex(b"WARC/1")
    first, second, torn = read(tmp_path, plain[: last + kept])
    assert isinstance(first, Record) and isinstance(second, Record) and isinstance(torn, DamagedRecord)
    assert (torn.offset, torn.end, torn.torn) == (last, last + kept, True)


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        (b"WARC/1.", b"BARC/1."),
        (b"Content-Length: ", b"Content-Length: 9"),
        (b"Content-Length: ", b"Content-Length: x"),
    ],
)
def test_damage_in_an_uncompressed_file_costs_no_other_record(
    tmp_path: Path, right: bytes, wrong: bytes
) -> None:
    first, second, third = re.split(rb"(?=WARC/1\.)", gzip.decompress(warc()[0]))[1:]
    records = read(tmp_path, first + second.replace(right, wrong, 1) + third)
    whole = [record.url for record in records if isinstance(record, Record)]
    assert {"https://example.org/0", "https://example.org/2"} <= set(whole)
    assert [record.torn for record in records if isinstance(record, DamagedRecord)] == [False]


def test_what_is_no_warc_file_is_said(tmp_path: Path) -> None:
    for data in (b"hello", gzip.compress(b"hello")):
        (record,) = read(tmp_path, data)
        assert isinstance(record, DamagedRecord)
        assert "not a WARC record" in record.reason


def test_a_chunked_body_is_put_together(tmp_path: Path) -> None:
    buffer = io.BytesIO()
    writer = WARCWriter(buffer, gzip=True)
    chunked = (
        b"".join(b"%x\r\n%s\r\n" % (len(part), part) for part in (PAGE[:100], PAGE[100:])) + b"0\r\n\r\n"
    )
    headers = StatusAndHeaders(
        "200 OK", [("Content-Type", "text/html"), ("Transfer-Encoding", "chunked")], protocol="HTTP/1.1"
    )
    writer.write_record(
        writer.create_warc_record(
            "https://example.org/", "response", payload=io.BytesIO(chunked), http_headers=headers
        )
    )
    (record,) = read(tmp_path, buffer.getvalue())
    assert isinstance(record, Record)
    assert record.body == PAGE


def test_an_address_in_angle_brackets_is_read_without_them(tmp_path: Path) -> None:
    """WARC 1.0's own grammar has them, and wget writes them."""
    http = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<p>12 boats</p>"
    head = (
        b"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: <http://north.example/1>\r\nWARC-Date: 2026-03-05T08:00:00Z"
        b"\r\nContent-Type: application/http; msgtype=response\r\nContent-Length: %d\r\n\r\n"
    )
    path = tmp_path / "wget.warc"
    path.write_bytes(head % len(http) + http + b"\r\n\r\n")
    [record] = read_records(path)
    assert isinstance(record, Record)
    assert (record.url, record.status, record.body) == ("http://north.example/1", 200, b"<p>12 boats</p>")
    assert record.is_page
