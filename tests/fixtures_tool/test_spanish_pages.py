"""The Spanish fixtures: pages of several countries' habits hold, where the Spanish model is installed."""

import subprocess
from collections.abc import Callable

import pytest

from newstally.extract.models import missing_model
from tests.fixtures_tool.saved_pages import ROOT

MISSING = missing_model("es")


@pytest.mark.skipif(MISSING is not None, reason=str(MISSING))
def test_what_is_expected_of_spanish_pages_is_found(
    newstally: Callable[..., subprocess.CompletedProcess[str]],
) -> None:
    done = newstally("fixtures", "check", str(ROOT / "fixtures" / "pages-es"))
    assert done.returncode == 0, done.stdout + done.stderr
