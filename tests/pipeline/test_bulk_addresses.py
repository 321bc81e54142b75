"""WARC files that stand elsewhere: which are meant, how they come onto this machine, and by what they are known."""

import gzip
import http.server
import threading
from functools import partial
from pathlib import Path

import pytest

from newstally.pipeline.bulk.addresses import COMMON_CRAWL, FetchError, fetched, find_files, version_of
from newstally.pipeline.documents import Problem
from tests.pipeline.crawled_files import place, read, told, write_crawl


@pytest.fixture(scope="module")
def warcs(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    return write_crawl(tmp_path_factory.mktemp("warcs"))


def test_files_of_another_machine_are_fetched_and_known_by_their_address(
    warcs: list[Path], tmp_path: Path
) -> None:
    pytest.importorskip("fsspec")
    pytest.importorskip("aiohttp")
    handler = partial(http.server.SimpleHTTPRequestHandler, directory=str(warcs[0].parent))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    base = f"http://127.0.0.1:{server.server_port}"
    manifest = tmp_path / "warc.paths.gz"
    manifest.write_bytes(gzip.compress(f"{warcs[2].name}\ngone.warc.gz\n".encode()))
    configuration = place(tmp_path)
    files = [found for found in find_files([str(manifest)], base) if isinstance(found, str)]
    try:
        first = read(configuration, files, tries=1)
        server.shutdown()
        again = read(configuration, files[:1], tries=1)
    finally:
        server.server_close()
    assert first.failed == {f"{base}/gone.warc.gz": "can't be had: there is no such file"}
    assert (first.done, again.known, again.done) == (1, 1, 0)
    assert any(f"{base}/{warcs[2].name}" in row for row in told(configuration)["pages"])


class Cutting(http.server.SimpleHTTPRequestHandler):
    """A server that announces whole files, of which it hands out parts, but none of the last hundred bytes."""

    def do_HEAD(self) -> None:
        self.send_response(200)
        self.send_header("Content-Length", str(len(Path(self.translate_path(self.path)).read_bytes())))
        self.send_header("Accept-Ranges", "bytes")
        self.end_headers()

    def do_GET(self) -> None:
        body = Path(self.translate_path(self.path)).read_bytes()[:-100]
        first, last = self.headers["Range"].removeprefix("bytes=").split("-")
        body = body[int(first) : int(last) + 1]
        self.send_response(206)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *told: object) -> None:
        pass


def test_a_file_of_which_a_part_came_is_not_read(warcs: list[Path], tmp_path: Path) -> None:
    pytest.importorskip("fsspec")
    pytest.importorskip("aiohttp")
    server = http.server.ThreadingHTTPServer(
        ("127.0.0.1", 0), partial(Cutting, directory=str(warcs[0].parent))
    )
    threading.Thread(target=server.serve_forever, daemon=True).start()
    size = warcs[2].stat().st_size
    try:
        address = f"http://127.0.0.1:{server.server_port}/{warcs[2].name}"
        with (
            pytest.raises(FetchError, match=f"{size - 100:,} of {size:,} bytes came"),
            fetched(address, tmp_path),
        ):
            pass
    finally:
        server.shutdown()
        server.server_close()
    assert list(tmp_path.iterdir()) == []


class Bucket(http.server.SimpleHTTPRequestHandler):
    """A server that speaks as much S3 as reading takes: objects by path, whole or in part, and that there is nothing else."""

    def do_HEAD(self) -> None:
        self.answer(body=False)

    def do_GET(self) -> None:
        self.answer(body=True)

    def answer(self, body: bool) -> None:
        path = Path(self.translate_path(self.path))
        if not path.is_file() or "Authorization" not in self.headers:
            self.send_response(404)
            self.send_header("Content-Length", "0")
            self.end_headers()
            return
        data = path.read_bytes()
        asked = self.headers.get("Range")
        if asked is not None:
            first, last = asked.removeprefix("bytes=").split("-")
            part = data[int(first) : int(last) + 1]
            self.send_response(206)
            self.send_header("Content-Range", f"bytes {first}-{int(first) + len(part) - 1}/{len(data)}")
            data = part
        else:
            self.send_response(200)
        self.send_header("Content-Length", str(len(data)))
        self.send_header("ETag", '"1"')
        self.send_header("Last-Modified", "Thu, 05 Mar 2026 08:00:00 GMT")
        self.end_headers()
        if body:
            self.wfile.write(data)

    def log_message(self, *told: object) -> None:
        pass


def test_files_of_an_object_store_are_fetched(
    warcs: list[Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pytest.importorskip("fsspec")
    server = http.server.ThreadingHTTPServer(
        ("127.0.0.1", 0), partial(Bucket, directory=str(warcs[0].parent.parent))
    )
    threading.Thread(target=server.serve_forever, daemon=True).start()
    monkeypatch.setenv("AWS_ENDPOINT_URL", f"http://127.0.0.1:{server.server_port}")
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "reader")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "secret")
    address = f"s3://{warcs[2].parent.name}/{warcs[2].name}"
    try:
        version = version_of(address)
        with fetched(address, tmp_path) as path:
            assert path.read_bytes() == warcs[2].read_bytes()
        with pytest.raises(FetchError, match="no such file"):
            version_of(f"s3://{warcs[2].parent.name}/gone.warc.gz")
    finally:
        server.shutdown()
        server.server_close()
    assert version.size == warcs[2].stat().st_size and version.changed
    assert list(tmp_path.iterdir()) == []


def test_manifests_name_files_wherever_they_stand(tmp_path: Path) -> None:
    (tmp_path / "here").mkdir()
    (tmp_path / "here" / "a.warc.gz").write_bytes(b"")
    manifest = tmp_path / "list.txt"
    manifest.write_text(
        "# of February\nhere/a.warc.gz\n\ns3://bucket/b.warc\ncrawl-data/CC-NEWS/c.warc.gz\nnotes.pdf\n"
    )
    found = list(find_files([str(manifest), str(tmp_path / "here"), str(tmp_path / "none.txt")]))
    assert found[:3] == [
        str(tmp_path / "here/a.warc.gz"),
        "s3://bucket/b.warc",
        f"{COMMON_CRAWL}crawl-data/CC-NEWS/c.warc.gz",
    ]
    wrong, missing = (str(one) for one in found[3:] if isinstance(one, Problem))
    assert wrong.startswith(f"{manifest}:6: names no WARC file")
    assert "No such file" in missing
