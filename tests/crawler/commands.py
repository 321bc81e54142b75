"""Runs the command line as a person would, in a folder with a configuration of loopback sites."""

import json
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from tests import forked
from tests.crawler.crawls import QUICK
from tests.crawler.sites import Site

PROSE = (
    "Rescue crews reached the flooded villages on Tuesday. Officials said {} people had died in the flood and that "
    "410 houses were destroyed. The mayor of Norhaven, Ada Brandt, said that 1,200 people were sheltering in schools "
    "and that the town needed 3.5 million euros for repairs. The river had risen by more than two metres in a day, "
    "the water office said, and more rain was forecast for the end of the week."
)


def report_of(deaths: int, where: str = "Norhaven") -> bytes:
    """An article page with figures."""
    text = PROSE.format(deaths).replace("Norhaven", where)
    paragraphs = "".join(f"<p>{sentence}.</p>" for sentence in text.rstrip(".").split(". "))
    return (
        f"<html lang='en'><head><title>Flood in {where} kills {deaths}</title>"
        "<meta property='article:published_time' content='2026-02-24T10:00:00Z'></head><body>"
        f"<article><h1>Flood in {where} kills {deaths}</h1>{paragraphs}</article></body></html>"
    ).encode()


def configure(folder: Path, *sites: Site, every: str = "30m", **limits: object) -> Path:
    """Write a newstally.toml with the feed ``/feed`` of each site."""
    lines = ['contact = "desk@example.org"', "[limits]"]
    lines += [f"{name} = {json.dumps(value)}" for name, value in {**QUICK, **limits}.items()]
    for site in sites:
        lines += ["[[outlets]]", f'name = "{site.name}"', f'home = "{site.address()}"']
        lines += [f'feeds = ["{site.address("/feed")}"]', f'every = "{every}"', 'language = "en"']
    path = folder / "newstally.toml"
    path.write_text("\n".join(lines) + "\n")
    return path


def command(*arguments: object) -> list[str]:
    return [sys.executable, "-c", "from newstally.pipeline.cli import main; main()", *map(str, arguments)]


def newstally(folder: Path, *arguments: object, code: int = 0) -> subprocess.CompletedProcess[str]:
    """Run a command to its end and check its exit code."""
    done = forked.newstally(*arguments, cwd=folder, timeout=120)
    assert done.returncode == code, f"{arguments} ended with {done.returncode}:\n{done.stdout}\n{done.stderr}"
    return done


def rows(folder: Path, *arguments: object, code: int = 0) -> list[dict[str, object]]:
    """Run a command with --format jsonl and return its rows."""
    done = newstally(folder, *arguments, "--format", "jsonl", code=code)
    return [json.loads(line) for line in done.stdout.splitlines()]


def wait_until(condition: Callable[[], bool], seconds: float = 30) -> None:
    """Wait for something that another process brings about."""
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, "it did not happen in time"
        time.sleep(0.05)
