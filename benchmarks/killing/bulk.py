"""Scenario of ``newstally bulk``: the whole command with all its processes, the command alone, or only what reads pages."""

import os
import random
import shutil
import signal
import subprocess
import time
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from benchmarks.common_crawl import Fetched, write_warc
from benchmarks.killing.killed import LONGEST, Kill, finish_command, kill_command, start_command
from benchmarks.killing.news import article, compared, contents, unsound
from newstally.pipeline.intake.pages import PageReader

FILES, PAGES = 6, 8
WARCS = "warcs"
PAGE = """<html lang="en"><head><title>{title}</title><meta property="article:published_time" content="{published_at}">
</head><body><article><h1>{title}</h1><p>{text}</p><p>Nobody else in the town wanted to say anything about the mill, the
harbour or the old bridge, and the council is to meet again when the holidays are over.</p></article></body></html>"""


def bulks(scratch: Path, chance: random.Random, reader: PageReader) -> Iterator[Kill]:
    """Kill ``newstally bulk``, every other time by shards, in one of three ways, bring it to its end, and compare."""
    expected = None
    warcs = scratch / WARCS
    warcs.mkdir()
    for at in range(FILES):
        write_warc(
            warcs / f"{at}.warc.gz",
            [page(at * PAGES + one) for one in range(PAGES)],
            begun=datetime(2026, 2, 26),
        )
    for number in range(1_000_000):
        folder = scratch / f"bulk{number}"
        shutil.copytree(warcs, folder / WARCS)
        (folder / "newstally.toml").write_text('contact = "desk@example.org"\n', encoding="utf-8")
        if expected is None:
            usual = finish_command(folder, ["bulk", WARCS])
            expected = contents(folder / "ledger.duckdb")
            continue
        moment = usual * chance.uniform(0.25, 1.05)
        way = chance.choice(["whole", "alone", "pages"])
        command = ["bulk", WARCS, *(["--shards", "3"] if number % 2 else [])]
        if way == "pages":
            became = _kill_page_process(folder, command, moment)
        else:
            became = kill_command(folder, command, moment, whole=way == "whole")
        contents(folder / "ledger.duckdb")  # whatever is there can be read
        finish_command(folder, command)
        one = Kill(" ".join(command[:1] + command[2:3]), moment, became, verified=True)
        one.lost, one.doubled, told = compared(contents(folder / "ledger.duckdb"), expected)
        left = [path.name for path in (folder / "bulk").iterdir() if path.name != "files"]
        one.faults += told + unsound(folder, rebuilt=True) + [f"left behind: bulk/{name}" for name in left]
        shutil.rmtree(folder)
        yield one


def page(number: int) -> Fetched:
    told = article(number)
    html = PAGE.format(**told).encode()
    return Fetched(str(told["url"]), html)


def _kill_page_process(folder: Path, command: list[str], seconds: float) -> str:
    """Kill one of the processes that read pages after some seconds, and let the command come to its end."""
    process = start_command(folder, command)
    time.sleep(seconds)
    readers = _readers_of(process)
    if readers and process.poll() is None:
        os.kill(random.choice(readers), signal.SIGKILL)
        became = "killed a process that reads pages"
    else:
        became = "had ended" if process.poll() is not None else "had no process that reads pages"
    _, said = process.communicate(timeout=LONGEST)
    return became if process.returncode == 0 else f"failed: {said.decode(errors='replace')[-300:]}"


def _readers_of(process: "subprocess.Popen[bytes]") -> list[int]:
    """Return the processes that the command's fork server forked."""
    children = _children(process.pid)
    return [reader for child in children for reader in _children(child)]


def _children(number: int) -> list[int]:
    try:
        return [int(one) for one in Path(f"/proc/{number}/task/{number}/children").read_text().split()]
    except OSError:
        return []
