"""Apart: explains one page in a process of its own, which ends when its time is up or it wants too much memory.

``python -m newstally.pipeline.explain.apart`` takes the page on standard input and writes what is to say of it.
"""

import pickle
import resource
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from newstally.pipeline.explain.explanation import Figure

SECONDS = 60.0
"""Time that an explanation may take: most of it is spent on loading the language's model."""
MEMORY = 4 * 2**30
"""Bytes of address space."""


class ExplanationError(Exception):
    """A page can't be explained; the message says why."""


@dataclass(frozen=True, slots=True)
class Explained:
    """Every number of a page, and the page that shows them."""

    figures: tuple[Figure, ...]
    html: str


def explain_apart(
    html: bytes, about: dict[str, Any], language_data: Path | None, seconds: float = SECONDS
) -> Explained:
    """Return the explanation of a page, which ``about`` describes as ``SavedPage.about`` does.

    Raises ExplanationError if the page holds no article, or reading it takes too long or too much memory.
    """
    command = [sys.executable, "-P", "-m", "newstally.pipeline.explain.apart"]
    try:
        done = subprocess.run(
            command,
            input=pickle.dumps((html, about, language_data)),
            capture_output=True,
            timeout=seconds,
        )
    except subprocess.TimeoutExpired:
        raise ExplanationError(f"reading it again took longer than {seconds:g} s") from None
    if done.returncode:
        raise ExplanationError(
            "the process that read it again ended early, for want of memory or by an error"
        )
    said: Explained | str = pickle.loads(done.stdout)
    if isinstance(said, str):
        raise ExplanationError(said)
    return said


def _explain(html: bytes, about: dict[str, Any], language_data: Path | None) -> Explained | str:
    """Return the explanation, or why there is none."""
    from newstally.extract.article import NotAnArticle
    from newstally.extract.readers import Readers
    from newstally.extract.words import use_folder
    from newstally.pipeline.explain import explain
    from newstally.pipeline.explain.page import page
    from newstally.pipeline.fixtures.observe import read_saved
    from newstally.pipeline.page_blocks import decisions_on

    if language_data is not None:
        use_folder(language_data)
    try:
        explanation = explain(Readers().read(read_saved(html, about)), decisions_on(html, about))
    except NotAnArticle as reason:
        return f"no article in this page: {reason}"
    return Explained(explanation.figures, page(explanation))


def _main() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (int(SECONDS), int(SECONDS)))
    # Whatever is printed on the way must not get among what is said.
    out, sys.stdout = sys.stdout.buffer, sys.stderr
    html, about, language_data = pickle.load(sys.stdin.buffer)
    pickle.dump(_said_by_name(_explain(html, about, language_data)), out)


def _said_by_name(said: Any) -> Any:
    """Return an answer whose class is known by the module's name: run as a program, the module is ``__main__``."""
    if isinstance(said, str):
        return said
    from newstally.pipeline.explain.apart import Explained as Named

    return Named(said.figures, said.html)


if __name__ == "__main__":
    _main()
