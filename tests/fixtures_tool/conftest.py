import shutil
from pathlib import Path

import pytest

from tests.fixtures_tool.saved_pages import ROOT


@pytest.fixture
def package(tmp_path) -> Path:
    """A copy of the packages whose language data a test may break, with their bytecode: compiling takes seconds."""
    unfinished = shutil.ignore_patterns("*.pyc.*")  # what another process is writing
    folder = tmp_path / "package"
    for name in ("extract", "pipeline", "crawler", "newstally"):
        shutil.copytree(ROOT / name, folder / name, symlinks=True, ignore=unfinished)
    return folder
