"""What all tests share."""

import os
import subprocess
from collections.abc import Callable, Iterator
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


@pytest.fixture(scope="session")
def newstally() -> CommandLine:
    """Run the command line in a process of its own."""
    from tests.forked import newstally

    return newstally


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
