"""One crawl per archive: the lock, and who holds it."""

import fcntl
import json
import os
import socket
import time
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType

ORPHAN_SECONDS = 15.0
"""How long to wait for the crawl process of a holder that has died: it notices and ends within this time."""


class LockedError(Exception):
    """Another process crawls into this archive; the message says which."""


class ArchiveLock:
    """Holds ``ARCHIVE/crawl.lock`` as a context manager.

    The operating system drops the lock when the holder and the crawl processes that inherited ``descriptor`` have
    ended, however they ended.
    """

    def __init__(self, archive: Path, command: str) -> None:
        self._path = archive / "crawl.lock"
        self._command = command
        self._descriptor = -1

    @property
    def descriptor(self) -> int:
        """File descriptor for child processes to inherit."""
        return self._descriptor

    def __enter__(self) -> "ArchiveLock":
        """Take the lock. Raises LockedError at once if its holder lives, OSError if the archive can't be written."""
        self._path.parent.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(self._path, os.O_RDWR | os.O_CREAT, 0o644)
        deadline = time.monotonic() + ORPHAN_SECONDS
        while not _try_lock(descriptor):
            holder = _holder(descriptor)
            if _is_alive(holder) or time.monotonic() > deadline:
                os.close(descriptor)
                raise LockedError(_describe(holder, self._path))
            time.sleep(0.1)
        note = {
            "pid": os.getpid(),
            "host": socket.gethostname(),
            "command": self._command,
            "since": datetime.now(UTC).isoformat(timespec="seconds"),
        }
        os.ftruncate(descriptor, 0)
        os.pwrite(descriptor, json.dumps(note).encode("utf-8"), 0)
        self._descriptor = descriptor
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Drop the lock."""
        os.close(self._descriptor)
        self._descriptor = -1


def _try_lock(descriptor: int) -> bool:
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _holder(descriptor: int) -> dict[str, object]:
    try:
        note = json.loads(os.pread(descriptor, 4096, 0))
    except ValueError:
        return {}
    return note if isinstance(note, dict) else {}


def _is_alive(holder: dict[str, object]) -> bool:
    """Return whether the holder still runs; one on another machine is taken to."""
    pid = holder.get("pid")
    if not isinstance(pid, int):
        return False
    if holder.get("host") != socket.gethostname():
        return True
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        pass
    return True


def _describe(holder: dict[str, object], path: Path) -> str:
    if not holder:
        return f"another crawl holds {path}"
    return (
        f"`{holder.get('command')}` (process {holder.get('pid')} on {holder.get('host')}) has been crawling into "
        f"{path.parent} since {holder.get('since')}; wait for it or stop it"
    )
