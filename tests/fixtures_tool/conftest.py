import shutil
from pathlib import Path

import pytest

from tests.fixtures_tool.saved_pages import ROOT
from tests.forked import Program


@pytest.fixture(autouse=True)
def programs_are_forked(monkeypatch: pytest.MonkeyPatch) -> None:
    """The process for trials is forked too where a test asks for it by itself."""
    monkeypatch.setattr("newstally.pipeline.fixtures.trials.subprocess.Popen", Program)


@pytest.fixture
def package(tmp_path) -> Path:
    """A copy of the packages whose language data a test may break, with their bytecode: compiling takes seconds."""
    unfinished = shutil.ignore_patterns("*.pyc.*")  # what another process is writing
    folder = tmp_path / "package"
    for name in ("extract", "pipeline", "crawler", "newstally"):
        shutil.copytree(ROOT / name, folder / name, symlinks=True, ignore=unfinished)
    return folder
