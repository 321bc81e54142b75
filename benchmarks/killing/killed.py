"""Killing: work in a process of its own, ended by SIGKILL after some seconds."""

import contextlib
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent.parent
COMMAND = [sys.executable, "-c", "from newstally.pipeline.cli import main; main()"]

PATIENCE = 20.0
"""Seconds after which workers must have ended whose program was killed."""
LONGEST = 300.0
"""Seconds after which work that was to come to its end counts as hanging."""

Work = Callable[[], None]


@dataclass(slots=True)
class Kill:
    """One kill: of what, after how many seconds, and what was wrong when the work was taken up again."""

    scenario: str
    seconds: float
    became: str
    verified: bool = False
    """Whether the work was brought to its end afterwards and compared with an undisturbed one."""
    lost: int = 0
    doubled: int = 0
    faults: list[str] = field(default_factory=list)

    @property
    def at_work(self) -> bool:
        """Whether the work was still under way."""
        return self.became != "had ended"


def begin(work: Work, log: Path) -> int:
    """Start work in a forked process, which has all modules and models of this one already; return its number."""
    number = os.fork()
    if number:
        return number
    code = 1
    try:
        os.setsid()
        with log.open("wb") as said:
            os.dup2(said.fileno(), 1)
            os.dup2(said.fileno(), 2)
        work()
        code = 0
    except BaseException:
        import traceback

        traceback.print_exc()
    finally:
        with contextlib.suppress(OSError):
            sys.stdout.flush()
        os._exit(code)


def ended(number: int, seconds: float) -> int | None:
    """Wait for a process up to some seconds and return its exit code; None if it still runs."""
    until = time.monotonic() + seconds
    while True:
        found, status = os.waitpid(number, os.WNOHANG)
        if found:
            return os.waitstatus_to_exitcode(status)
        if time.monotonic() >= until:
            return None
        time.sleep(0.005)


def finish(work: Work, log: Path) -> float:
    """Bring work to its end and return the seconds it took. Ends the benchmark if it fails or hangs."""
    started = time.monotonic()
    number = begin(work, log)
    code = ended(number, LONGEST)
    if code is None:
        _kill_all(number)
    if code != 0:
        said = log.read_text(encoding="utf-8", errors="replace")
        raise SystemExit(f"work that nobody killed ended with {code}: {said}")
    return time.monotonic() - started


def _kill_all(number: int) -> None:
    """Kill a process with those that it started; alone, if it has not come to lead a group of its own yet."""
    try:
        os.killpg(number, signal.SIGKILL)
    except ProcessLookupError:
        os.kill(number, signal.SIGKILL)


def stop(number: int) -> None:
    """Kill a process that ``begin`` started, with those that it started."""
    _kill_all(number)
    os.waitpid(number, 0)


def kill(work: Work, seconds: float, log: Path) -> str:
    """Start work, kill it after some seconds, and return what became of it."""
    number = begin(work, log)
    code = ended(number, seconds)
    if code is None:
        stop(number)
        return "killed"
    if code:
        said = log.read_text(encoding="utf-8", errors="replace")
        raise SystemExit(f"work failed before it was killed: {said}")
    return "had ended"


LIVE_ON = "killed alone; its workers live on"


def kill_command(folder: Path, arguments: list[str], seconds: float, *, whole: bool) -> str:
    """Run the command line in a folder and kill it after some seconds, with the processes it started or alone."""
    process = start_command(folder, arguments)
    try:
        process.communicate(timeout=seconds)
        return "had ended"
    except subprocess.TimeoutExpired:
        pass
    if whole:
        os.killpg(process.pid, signal.SIGKILL)
    else:
        process.kill()
    try:
        process.communicate(timeout=PATIENCE)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        return LIVE_ON
    return "killed with its workers" if whole else "killed alone"


def finish_command(folder: Path, arguments: list[str]) -> float:
    """Run the command line to its end and return the seconds it took. Ends the benchmark if it fails."""
    started = time.monotonic()
    process = start_command(folder, arguments)
    _, said = process.communicate(timeout=LONGEST)
    if process.returncode:
        raise SystemExit(f"{' '.join(arguments)} failed: {said.decode(errors='replace')}")
    return time.monotonic() - started


def start_command(folder: Path, arguments: list[str]) -> "subprocess.Popen[Any]":
    """Start the command line in a session of its own, with whatever processes it starts."""
    return subprocess.Popen(
        [*COMMAND, *arguments],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        start_new_session=True,
    )
