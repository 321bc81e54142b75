"""What it costs that a question runs in a process of its own: processor time beyond that of asking in one's own process.

    python benchmarks/questions.py                     # a new, empty ledger
    python benchmarks/questions.py --ledger large.duckdb --times 50

Asks ``SELECT 1`` again and again: in the process itself, without limits; as the command line does, which forks itself; as
``newstally serve`` does, whose fork server is kept; and as another program with threads does, which starts Python anew.
Prints milliseconds of processor time of this process and all it started, and of the clock. A question of the command line
or of the page that costs 100 ms more than one asked in the process ends the benchmark with exit code 1.
"""

import argparse
import os
import resource
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from pathlib import Path

sys.path[0] = str(Path(__file__).resolve().parent.parent)

from newstally.pipeline.ledger import ask  # noqa: E402
from newstally.pipeline.ledger.store import reading, writing  # noqa: E402

ALLOWED = 100.0
"""Milliseconds that a process of its own may cost on top."""


def in_process(ledger: Path) -> None:
    """Ask without a sandbox."""
    with reading(ledger) as connection:
        connection.execute("SELECT 1").fetchall()


def sandboxed(ledger: Path) -> None:
    """Ask as for somebody else."""
    with ask.asking(ledger, "SELECT 1") as answer:
        list(answer)


def cost(question: Callable[[Path], None], ledger: Path, times: int) -> tuple[float, float]:
    """Return the milliseconds that a question takes on average, of the processor and of the clock."""
    question(ledger)  # the first has a fork server started, and files read from disk
    before, started = _processor_seconds(), time.perf_counter()
    for _ in range(times):
        question(ledger)
    used, waited = _processor_seconds() - before, time.perf_counter() - started
    return 1000 * used / times, 1000 * waited / times


def _processor_seconds() -> float:
    """Return the processor time of this process and of those that it started and that ended, or still run."""
    ended = resource.getrusage(resource.RUSAGE_CHILDREN)
    return (
        time.process_time() + ended.ru_utime + ended.ru_stime + sum(map(_of_running, _children(os.getpid())))
    )


def _children(process: int) -> list[int]:
    return [
        int(child)
        for task in Path(f"/proc/{process}/task").iterdir()
        for child in (task / "children").read_text(encoding="ascii").split()
    ]


def _of_running(process: int) -> float:
    """Return the processor time of a process that still runs, with that of those that it started and that ended."""
    fields = Path(f"/proc/{process}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    return sum(map(int, fields[11:15])) / os.sysconf("SC_CLK_TCK")


def told(name: str, question: Callable[[Path], None], ledger: Path, times: int, plain: float) -> float:
    """Print what a way to ask costs; return the milliseconds of the processor beyond those of the plainest."""
    used, waited = cost(question, ledger, times)
    print(f"{name:>32} {used:6.1f} ms of the processor, {used - plain:6.1f} on top; {waited:6.1f} ms in all")
    return used - plain


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--ledger", type=Path)
    parser.add_argument("--times", type=int, default=20)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        ledger = options.ledger or Path(scratch) / "ledger.duckdb"
        if options.ledger is None:
            with writing(ledger):
                pass
        plain = told("in the process itself", in_process, ledger, options.times, 0.0)
        command_line = told("forked, as the command line does", sandboxed, ledger, options.times, plain)
        done = threading.Event()
        other = threading.Thread(target=done.wait)
        other.start()
        told("a new Python, beside threads", sandboxed, ledger, max(1, options.times // 4), plain)
        ask.start_fork_server()
        server = told("of the page's fork server", sandboxed, ledger, options.times, plain)
        done.set()
        other.join()
    return 1 if max(command_line, server) > ALLOWED else 0


if __name__ == "__main__":
    sys.exit(main())
