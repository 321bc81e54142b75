"""Many WARC files into one ledger: what is read from elsewhere, what dies on the way, what is not wanted."""

import gzip
import http.server
import json
import os
import random
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import date
from functools import partial
from multiprocessing import active_children
from pathlib import Path

import pytest

from newstally.extract.model import Article
from newstally.pipeline.bulk.addresses import COMMON_CRAWL, FetchError, fetched, find_files, version_of
from newstally.pipeline.bulk.file_task import FileTask, Limits, read_file
from newstally.pipeline.bulk.filters import Filters
from newstally.pipeline.bulk.run import BulkReport, Options, run_bulk
from newstally.pipeline.bulk.workers import LocalWorkers
from newstally.pipeline.configuration import Configuration, load_configuration
from newstally.pipeline.documents import Problem
from newstally.pipeline.intake.archive import unread
from newstally.pipeline.intake.intake import Intake
from newstally.pipeline.intake.pool import ReaderPool
from newstally.pipeline.ledger.place import folder_of
from newstally.pipeline.warc import Record
from tests.ledger.conftest import contents
from tests.ledger.fetched_pages import flood, write_warc

SPANISH = """<html lang="es"><head><title>Crecida del Oru</title></head><body><article><h1>Crecida del Oru</h1>
<p>La alcaldesa de Tamborel dijo que los equipos buscaron toda la noche en los barrios bajos de la ciudad con botes y con
perros, y que llevaron a los ancianos y a los enfermos a una escuela en la colina donde los vecinos habían preparado camas.</p>
<p>Las tiendas siguieron cerradas y el transbordador no salió. Pidió a todos los que pudieran que no pasaran los puentes.</p>
</article></body></html>"""


@pytest.fixture(scope="module")
def warcs(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Three files of a news crawl; the second ends in the middle of its last record."""
    folder = tmp_path_factory.mktemp("warcs")
    made = []
    for number in range(3):
        fetched = [flood(10 * number + at, 300 + 7 * number + at) for at in range(6)]
        if number == 0:
            fetched.append(("https://sur.example/crecida", 200, SPANISH))
        made.append(write_warc(folder / f"CC-NEWS-2026030{number}.warc.gz", fetched))
    made[1].write_bytes(made[1].read_bytes()[:-40])
    return made


@pytest.fixture(scope="module")
def undisturbed(warcs: list[Path], tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[str]]:
    """What the ledger holds when the files are taken in one after the other by one process."""
    configuration = place(tmp_path_factory.mktemp("undisturbed"))
    Intake(configuration).run_once(files=warcs)
    return told(configuration)


def place(folder: Path, ledger: str = "ledger.duckdb") -> Configuration:
    written = f'contact = "desk@example.org"\nledger = "{ledger}"\n'
    (folder / "newstally.toml").write_text(written, encoding="utf-8")
    return load_configuration(folder / "newstally.toml")


def told(configuration: Configuration) -> dict[str, list[str]]:
    held = contents(configuration.ledger)
    return held | {"ledger_info": [row for row in held["ledger_info"] if "'edition'" not in row]}


def read(configuration: Configuration, files: list[str], **options: object) -> BulkReport:
    chosen = Options(results=folder_of(configuration.ledger) / "bulk", **options)  # type: ignore[arg-type]
    with closing(LocalWorkers(2)) as workers:
        return run_bulk(configuration, files, workers, chosen)


@contextmanager
def disturbing(kill: Callable[[int], None], times: int) -> Iterator[None]:
    """Do something to page processes at random moments while the work inside goes on."""
    over = threading.Event()

    def disturb() -> None:
        chance, left = random.Random(5), times
        while left and not over.wait(chance.uniform(0.02, 0.3)):
            for process in active_children():
                if process.name == "newstally pages" and process.pid and left:
                    kill(process.pid)
                    left -= 1

    thread = threading.Thread(target=disturb)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join()


def test_killed_and_hanging_page_processes_change_nothing(
    warcs: list[Path], undisturbed: dict[str, list[str]], tmp_path: Path
) -> None:
    configuration = place(tmp_path)
    limits = Limits(page_seconds=5.0, start_seconds=12.0)
    with disturbing(lambda number: os.kill(number, signal.SIGKILL), 2):  # fewer than make a page the culprit
        first = read(configuration, [str(path) for path in warcs[:2]], limits=limits)
    with disturbing(lambda number: os.kill(number, signal.SIGSTOP), 1):
        second = read(configuration, [*map(str, warcs), str(tmp_path / "missing.warc.gz")], limits=limits)
    assert (first.done, first.failed) == (2, {})
    assert (second.known, second.done) == (2, 1)
    assert second.failed == {str(tmp_path / "missing.warc.gz"): "can't be had: No such file or directory"}
    assert first.problems >= 1  # the torn end
    assert told(configuration) == undisturbed
    assert [path.name for path in (tmp_path / "bulk").iterdir()] == ["files"]


def test_a_reader_of_the_intake_that_dies_costs_no_page(
    warcs: list[Path], undisturbed: dict[str, list[str]], tmp_path: Path
) -> None:
    stretches = unread(warcs, tmp_path / "ledger.duckdb", {}, size=2, growing=False)
    pages, killed = 0, 0
    with closing(ReaderPool(jobs=2)) as pool:
        for number, batch in enumerate(pool.read(stretches)):
            pages += len(batch)
            if number in {0, 3}:
                for process in active_children():
                    if process.name.startswith("ForkServerProcess") and process.pid:
                        os.kill(process.pid, signal.SIGKILL)
                        killed += 1
    assert killed >= 2
    assert pages == len(undisturbed["pages"])


def test_a_killed_command_is_made_good_by_the_next(
    warcs: list[Path], undisturbed: dict[str, list[str]], tmp_path: Path
) -> None:
    configuration = place(tmp_path)
    program = [sys.executable, "-c", "from newstally.pipeline.cli import main; main()", "bulk"]
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}
    with subprocess.Popen(
        [*program, str(warcs[0].parent)], cwd=tmp_path, env=environment, stdout=subprocess.DEVNULL
    ) as process:
        until = time.monotonic() + 60
        while time.monotonic() < until and process.poll() is None and not configuration.ledger.exists():
            time.sleep(0.01)
        process.send_signal(signal.SIGKILL)
    assert configuration.ledger.exists()
    read(configuration, [str(path) for path in warcs])
    assert told(configuration) == undisturbed


def test_a_page_that_wants_too_much_keeps_no_other_out(tmp_path: Path) -> None:
    huge = "<html><body><article>" + "<p>Nobody came to the mill on Monday, the mayor said.</p>" * 2_200_000
    path = write_warc(
        tmp_path / "bomb.warc.gz", [flood(1, 40), ("https://north.example/b", 200, huge), flood(2, 41)]
    )
    problems: list[str] = []
    configuration = place(tmp_path)
    options = Options(results=tmp_path / "bulk", limits=Limits(page_memory=100_000_000))
    with closing(LocalWorkers(1)) as workers:
        report = run_bulk(configuration, [str(path)], workers, options, on_problem=problems.append)
    assert (report.done, report.articles) == (1, 2)
    offset = int(problems[0].split("@")[1].split(":")[0])
    assert problems[0].startswith("bomb.warc.gz@") and 0 < offset < path.stat().st_size
    assert "ended the process that read it" in problems[0]


@pytest.mark.parametrize("ledger", ["ledger.duckdb", "ducklake:lake.ducklake"])
def test_two_committers_at_once_leave_what_one_does(
    ledger: str, warcs: list[Path], undisturbed: dict[str, list[str]], tmp_path: Path
) -> None:
    if ledger.startswith("ducklake:"):
        pytest.importorskip("duckdb_extension_ducklake")
    configuration = place(tmp_path, ledger)
    files = [str(path) for path in warcs]
    threads = [threading.Thread(target=read, args=(configuration, order)) for order in (files, files[::-1])]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert told(configuration) == undisturbed


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


def record(url: str, body: str, day: str = "2026-03-05") -> Record:
    return Record("x", 0, 1, "response", url, f"{day}T08:00:00Z", 200, {}, {}, body.encode())


def test_only_what_is_wanted_is_read(warcs: list[Path], tmp_path: Path) -> None:
    url, _, english = flood(1, 40)
    spanish = Filters(languages=("es",))
    assert spanish.reason_against(record(url, english)) == "in the language 'en'"
    assert spanish.reason_against(record(url, SPANISH)) is None
    hosts = Filters(hosts=frozenset({"north.example"}))
    assert hosts.reason_against(record("https://live.north.example/1", english)) is None
    assert hosts.reason_against(record("https://thenorth.example/1", english)) == "of another host"
    days = Filters(since=date(2026, 3, 5), until=date(2026, 3, 5))
    wanted = {"2026-03-04": False, "2026-03-05": True, "2026-03-06": False}
    assert {day: days.reason_against(record(url, "", day)) is None for day in wanted} == wanted
    numeral = Filters(numeral=True)
    texts = {"Nobody came to the mill.": False, "Twelve came.": True, "40 came.": True}
    for text, wanted in texts.items():
        article = Article(id="a", text=text, language="en")
        assert (numeral.reason_against_article(article) is None) == wanted, text
    outcome = read_file(FileTask(str(warcs[0]), "a", tmp_path, spanish))
    assert outcome.result is not None and outcome.articles == 1
    [part] = outcome.result.glob("00000.json")
    assert json.loads(part.read_text())["left_out"] == {"in the language 'en'": 6}
