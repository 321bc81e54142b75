"""Runs commands in processes of their own, forked from one that has loaded what they import.

Loading libraries and modules is most of what a short command costs. Each test process keeps a process for that, which
runs nothing itself: a command begins where ``python -c "from newstally.pipeline.cli import main; main()"`` has imported
the command line, in its own folder, with its own environment, input and output. What is killed, or asked how it loads,
is started anew by its test; so is what only a new interpreter shows: variables that Python itself reads at its start,
warnings while modules are imported, modules that can't be imported first, another order of sets of strings.
"""

import atexit
import contextlib
import gc
import importlib
import json
import os
import pkgutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import IO, Any

ROOT = Path(__file__).resolve().parents[1]
PROGRAM = "from tests.forked import wait_for_command; wait_for_command({}, {}); from newstally.pipeline.cli import main; main()"
LIBRARIES = (
    "babel.dates", "fastwarc.warc", "htmldate", "lxml.html", "numpy", "pydantic", "py3langid.langid", "rich.console",
    "rich.table", "simplemma", "spacy", "trafilatura", "typer.rich_utils", "warcio", "yaml",
)  # fmt: skip
WITH_THREADS = ("duckdb", "pyarrow")
"""Libraries that begin a thread when they are imported, which a forked process would lack: each command imports them."""
AT_ONCE = ("__main__", ".nursery", ".pytest_plugin", ".trials")
"""Modules that do something as soon as they are imported."""
MODULES = (
    "newstally",
    "newstally.extract",
    "newstally.pipeline.cli",
    "newstally.pipeline.fixtures",
    "newstally.pipeline.intake",
    "newstally.pipeline.ledger",
)


def newstally(
    *arguments: object,
    cwd: Path | None = None,
    env: Mapping[str, str] | None = None,
    input: str | None = None,
    timeout: float = 180,
) -> subprocess.CompletedProcess[str]:
    """Run the command line to its end. Folders in ``PYTHONPATH`` come before all others."""
    order = {
        "arguments": [str(argument) for argument in arguments],
        "cwd": str(cwd or Path.cwd()),
        "env": dict(os.environ if env is None else env),
    }
    with tempfile.TemporaryFile() as stdin, tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        stdin.write((input or "").encode())
        stdin.seek(0)
        try:
            code = _run(order, (stdin, out, err), timeout)
        except TimeoutError:
            raise subprocess.TimeoutExpired(order["arguments"], timeout, _text(out), _text(err)) from None
        return subprocess.CompletedProcess(order["arguments"], code, _text(out), _text(err))


def _text(file: IO[bytes]) -> str:
    file.seek(0)
    return file.read().decode()


def _run(order: dict[str, Any], files: tuple[IO[bytes], ...], timeout: float) -> int:
    """Have a command run and return its exit code, minus the signal that ended it."""
    ours, theirs = socket.socketpair()
    with ours, theirs:
        control = _kept_ready()[_is_ours(order["env"])]
        socket.send_fds(control, [b"!"], [theirs.fileno(), *(file.fileno() for file in files)])
        theirs.close()
        ours.settimeout(timeout)
        with ours.makefile("rw", encoding="utf-8") as talk:
            talk.write(json.dumps(order) + "\n")
            talk.flush()
            process = int(talk.readline())
            try:
                return int(talk.readline())
            except TimeoutError:
                os.kill(process, signal.SIGKILL)
                raise


def _path(env: Mapping[str, str]) -> list[str]:
    return list(filter(None, env.get("PYTHONPATH", "").split(os.pathsep)))


def _is_ours(env: Mapping[str, str]) -> bool:
    """Whether a command's modules are those that are loaded here, and not those of a copy."""
    found = next((folder for folder in map(Path, _path(env)) if (folder / "newstally").exists()), ROOT)
    return found.resolve() == ROOT


@cache
def _kept_ready() -> tuple[socket.socket, socket.socket]:
    """Start the processes that commands are forked from, and return where each is asked: libraries alone, all loaded."""
    pairs = [socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET) for _ in range(2)]
    asked = [theirs.fileno() for _, theirs in pairs]
    process = subprocess.Popen(
        [sys.executable, "-c", PROGRAM.format(*asked)], cwd=ROOT, stdin=subprocess.DEVNULL, pass_fds=asked
    )
    for _, theirs in pairs:
        theirs.close()
    libraries, everything = (ours for ours, _ in pairs)

    def end() -> None:
        libraries.close()
        everything.close()
        process.wait()

    atexit.register(end)
    return libraries, everything


def wait_for_command(libraries: int, everything: int) -> None:
    """Load what commands import and fork a process for each that is asked for; return in these alone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _load_libraries()
    if os.fork() == 0:
        os.close(libraries)
        _load_modules()
        asked = socket.socket(fileno=everything)
    else:
        os.close(everything)
        asked = socket.socket(fileno=libraries)
    tasks = Path("/proc/self/task")
    assert not tasks.exists() or len(list(tasks.iterdir())) == 1, (
        "a library has begun a thread: see WITH_THREADS"
    )
    gc.collect()
    gc.freeze()
    talk, files = _next(asked)
    with talk, talk.makefile("rw", encoding="utf-8") as lines:
        order = json.loads(lines.readline())
        process = os.fork()
        if process:
            for descriptor in files:
                os.close(descriptor)
            lines.write(f"{process}\n")
            lines.flush()
            lines.write(f"{os.waitstatus_to_exitcode(os.waitpid(process, 0)[1])}\n")
            lines.flush()
            os._exit(0)
    _become(order, files)


def _next(asked: socket.socket) -> tuple[socket.socket, list[int]]:
    """Wait for whoever wants a command run; return, in a process for that one, where they are told and its files."""
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # nobody waits for the processes that wait for commands
    while True:
        message, descriptors, _, _ = socket.recv_fds(asked, 1, 4)
        if not message:
            os._exit(0)
        if os.fork() == 0:
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)
            asked.close()
            return socket.socket(fileno=descriptors[0]), descriptors[1:]
        for descriptor in descriptors:
            os.close(descriptor)


def _load_libraries() -> None:
    for name in LIBRARIES:
        with contextlib.suppress(ImportError):
            importlib.import_module(name)
    importlib.import_module("simplemma").lemmatize("boats", lang="en")  # loads its words


def _load_modules() -> None:
    """Import all modules of commands but those that need a library with threads, or one that isn't installed."""
    sys.modules.update(dict.fromkeys(WITH_THREADS))  # importing them fails
    for package in MODULES:
        module = importlib.import_module(package)
        for _, name, _ in pkgutil.walk_packages(module.__path__, f"{package}.", onerror=lambda _: None):
            if not name.endswith(AT_ONCE):
                with contextlib.suppress(ImportError):
                    importlib.import_module(name)
    for name in WITH_THREADS:
        del sys.modules[name]
    language = importlib.import_module("newstally.extract.language")
    language.likely_language("Boats lie at the quay.", ["en"])  # loads its model


def _become(order: dict[str, Any], files: list[int]) -> None:
    """Make this process that of a command: its folder, environment, arguments, input and output."""
    signal.signal(signal.SIGINT, signal.default_int_handler)
    for number, descriptor in enumerate(files):
        os.dup2(descriptor, number)
        os.close(descriptor)
    os.chdir(order["cwd"])
    os.environ.clear()
    os.environ.update(order["env"])
    time.tzset()
    sys.argv[1:] = order["arguments"]
    sys.path[:0] = _path(os.environ)
