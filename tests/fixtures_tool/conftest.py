import shutil
from pathlib import Path

import pytest

from tests.fixtures_tool.saved_pages import ROOT


@pytest.fixture
def package(tmp_path) -> Path:
    """A copy of the packages whose language data a test may break."""
    folder = tmp_path / "package"
    ignore = shutil.ignore_patterns("__pycache__")
    for name in ("extract", "pipeline", "crawler", "newstally"):
        shutil.copytree(ROOT / name, folder / name, symlinks=True, ignore=ignore)
    return folder
