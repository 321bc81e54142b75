"""Archives that others made: ARC files are read, and whatever gives no article is said with the reason."""

import gzip
from pathlib import Path

from tests.crawler.commands import newstally, report_of, rows


def arc_record(address: str, body: bytes, kind: str = "text/html", status: str = "200 OK") -> bytes:
    http = f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {len(body)}\r\n\r\n".encode() + body
    return f"{address} 192.0.2.1 20260301101500 {kind} {len(http)}\n".encode() + http + b"\n"


def arc(folder: Path) -> Path:
    about = b"1 0 Example\nURL IP-address Archive-date Content-type Archive-length\n"
    head = f"filedesc://x.arc 0.0.0.0 20260301101500 text/plain {len(about)}\n".encode() + about + b"\n"
    parts = [
        head,
        arc_record("http://paper.example/flood", report_of(12)),
        arc_record("http://paper.example/list", b"a,b", "text/csv"),
        arc_record("http://paper.example/gone", b"<html>no</html>", status="404 Not Found"),
        arc_record("http://paper.example/quake", report_of(3, "Easterby")),
    ]
    path = folder / "old.arc.gz"
    path.write_bytes(b"".join(gzip.compress(part) for part in parts))
    return path


def test_arc_files_are_read_and_what_is_left_out_is_said(tmp_path: Path) -> None:
    (tmp_path / "newstally.toml").write_text('contact = "desk@example.org"\n')
    said = newstally(tmp_path, "ingest", arc(tmp_path)).stdout
    assert said.startswith("2 new articles")
    assert "1 no articles: text/csv, not HTML" in said and "1 no articles: answered 404" in said
    (row,) = rows(tmp_path, "query", "SELECT count(DISTINCT url) AS n FROM articles")
    assert row["n"] == 2
    assert newstally(tmp_path, "ingest", tmp_path / "old.arc.gz").stdout.startswith("0 new articles")
