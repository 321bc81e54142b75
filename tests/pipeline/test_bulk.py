"""Many WARC files into one ledger: what dies on the way, who else writes to it, what is not wanted."""

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
from multiprocessing import active_children
from pathlib import Path

import pytest

from newstally.extract.model import Article
from newstally.pipeline.bulk.file_task import FileTask, Limits, read_file
from newstally.pipeline.bulk.filters import Filters
from newstally.pipeline.bulk.run import Options, run_bulk
from newstally.pipeline.bulk.workers import LocalWorkers
from newstally.pipeline.intake.archive import unread
from newstally.pipeline.intake.intake import Intake
from newstally.pipeline.intake.pool import ReaderPool
from newstally.pipeline.warc import Record
from tests.forked import Program
from tests.ledger.fetched_pages import flood, write_warc
from tests.pipeline.crawled_files import SPANISH, place, read, told, write_crawl


@pytest.fixture(scope="module")
def warcs(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    return write_crawl(tmp_path_factory.mktemp("warcs"))


@pytest.fixture(scope="module")
def undisturbed(warcs: list[Path], tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[str]]:
    """What the ledger holds when the files are taken in one after the other by one process."""
    configuration = place(tmp_path_factory.mktemp("undisturbed"))
    Intake(configuration).run_once(files=warcs)
    return told(configuration)


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
    with Program(
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


@pytest.mark.usefixtures("extensions_known")
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
