"""What all tests share."""

import fcntl
import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests.browser import ARGUMENTS, CHROMIUM

# Sentences are small: threads of the networks' matrix products only wait for each other, in every test process.
for _library in ("OPENBLAS", "OMP"):
    os.environ.setdefault(f"{_library}_NUM_THREADS", "1")

if TYPE_CHECKING:
    from spacy.language import Language

    from newstally.extract.readers import Readers

CommandLine = Callable[..., subprocess.CompletedProcess[str]]
MadeOnce = Callable[[str, Callable[[Path], None]], Path]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Let each of the processes, which begin with a part of the list each, begin with slow tests: none is left at the end."""
    processes = int(os.environ.get("PYTEST_XDIST_WORKER_COUNT", "1"))
    if processes == 1:
        return
    slow = [item for item in items if item.get_closest_marker("slow")]
    others = [item for item in items if not item.get_closest_marker("slow")]
    size = -(-len(others) // processes)
    items[:] = [
        item
        for number in range(processes)
        for item in (*slow[number::processes], *others[number * size : (number + 1) * size])
    ]


@pytest.fixture(scope="session")
def newstally() -> CommandLine:
    """Run the command line in a process of its own."""
    from tests.forked import newstally

    return newstally


@pytest.fixture(scope="module")
def forked_programs() -> Iterator[None]:
    """Fork what tested code starts in a test process: questions, processes of ``multiprocessing`` (``tests/forked.py``)."""
    from tests.forked import Program, spawn

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("newstally.pipeline.ledger.ask.Popen", Program)
        patch.setattr("multiprocessing.util.spawnv_passfds", spawn)
        yield


@pytest.fixture(scope="module")
def extensions_known() -> Iterator[None]:
    """Have DuckDB in this process load its extensions without looking at their signatures: that takes 0.2 s each time."""
    import duckdb

    connect = duckdb.connect

    def trusting(database: str = ":memory:", config: dict[str, Any] | None = None, **how: Any) -> Any:
        return connect(database, config={**(config or {}), "allow_unsigned_extensions": True}, **how)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("duckdb.connect", trusting)
        yield


@pytest.fixture(scope="session")
def made_once(tmp_path_factory: pytest.TempPathFactory) -> MadeOnce:
    """Have a folder made by whichever test process needs it first, and return it in each; none changes it."""
    own = tmp_path_factory.getbasetemp()
    shared = own.parent if "PYTEST_XDIST_WORKER" in os.environ else own

    def made(name: str, make: Callable[[Path], None]) -> Path:
        folder, done = shared / name, shared / f"{name}.made"
        with (shared / f"{name}.lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            if not done.exists():
                shutil.rmtree(folder, ignore_errors=True)  # of a process that failed to make it
                folder.mkdir()
                make(folder)
                done.touch()
        return folder

    return made


@pytest.fixture(scope="session")
def english_model() -> "Language":
    """The English model, loaded once in a test process: that takes a second."""
    from newstally.extract.models import load_model

    return load_model("en")


@pytest.fixture(scope="session")
def readers(english_model: "Language") -> "Readers":
    """One reader for each language, for all tests of a process."""
    from newstally.extract.readers import Readers

    return Readers({"en": english_model})


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """A browser, one for all tests of a process: playwright can be started only once in it."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield chromium
        chromium.close()
