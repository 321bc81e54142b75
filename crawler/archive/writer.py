"""Appends what was fetched to WARC files: a new file per day, size and age, on disk within a second."""

import os
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from http import HTTPStatus
from pathlib import Path

from newstally.crawler import clock
from newstally.crawler.archive.records import (
    Exchange,
    Original,
    record_id,
    request_record,
    response_record,
    sha1_digest,
    warc_date,
    warcinfo,
)


@dataclass(frozen=True, slots=True)
class Written:
    """Where a response or revisit record went."""

    type: str
    """"response" or "revisit"."""
    file: str
    """Relative to the archive."""
    offset: int
    length: int
    digest: str
    at: str


class ArchiveWriter:
    """Writes one growing WARC file at a time into ``ARCHIVE/YYYY-MM-DD/``.

    Every record is handed to the operating system before ``append`` returns, so that killing the process loses
    nothing; ``sync`` puts it on disk, which guards against losing power.
    """

    def __init__(
        self,
        archive: Path,
        *,
        user_agent: str,
        max_bytes: float,
        max_age: timedelta,
        on_closed: Callable[[str, int], None] | None = None,
    ) -> None:
        self.archive = archive
        self._user_agent = user_agent
        self._max_bytes = max_bytes
        self._max_age = max_age
        self._on_closed = on_closed
        self._descriptor: int | None = None
        self._file = ""
        self._size = 0
        self._opened_at = now()
        self._number = 0
        self._name = f"{os.getpid()}{secrets.token_hex(3)}"
        self._unsynced = False

    @property
    def position(self) -> tuple[str, int] | None:
        """The file being written, relative to the archive, and its size; None before the first record."""
        return (self._file, self._size) if self._descriptor is not None else None

    def append(
        self, exchange: Exchange, *, outlet: str, page: str, original: Original | None = None
    ) -> Written:
        """Append the request and the response; where the content is that of ``original``, a revisit record.

        Raises OSError when the disk is full or the archive can't be written.
        """
        self._roll(exchange.at)
        not_modified = exchange.status == HTTPStatus.NOT_MODIFIED
        digest = original.digest if original and not_modified else sha1_digest(exchange.body)
        same = original is not None and (not_modified or original.digest == digest)
        request_id, response_id = record_id(), record_id()
        request = request_record(exchange, id=request_id, concurrent_to=response_id)
        response = response_record(
            exchange,
            id=response_id,
            outlet=outlet,
            page=page,
            digest=digest,
            revisit_of=original if same else None,
        )
        offset = self._size + len(request)
        self._write(request + response)
        return Written(
            "revisit" if same else "response",
            self._file,
            offset,
            len(response),
            digest,
            warc_date(exchange.at),
        )

    def sync(self) -> None:
        """Put everything appended so far on disk. May be called from another thread."""
        descriptor = self._descriptor
        if self._unsynced and descriptor is not None:
            self._unsynced = False
            os.fdatasync(descriptor)

    def close(self) -> None:
        """Finish the current file, if there is one."""
        if self._descriptor is None:
            return
        os.fsync(self._descriptor)
        os.close(self._descriptor)
        self._descriptor = None
        if self._on_closed:
            self._on_closed(self._file, self._size)

    def _roll(self, at: datetime) -> None:
        """Open a file if none is open, the day is over, or the open one is too big or too old."""
        if self._descriptor is not None:
            fits = self._size < self._max_bytes and at - self._opened_at < self._max_age
            if fits and self._file.startswith(f"{at:%Y-%m-%d}/"):
                return
            self.close()
        folder = self.archive / f"{at:%Y-%m-%d}"
        folder.mkdir(parents=True, exist_ok=True)
        path = folder / f"newstally-{at:%Y%m%d%H%M%S}-{self._name}-{self._number:05d}.warc.gz"
        self._number += 1
        self._descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_APPEND, 0o644)
        self._file = path.relative_to(self.archive).as_posix()
        self._size = 0
        self._opened_at = at
        self._write(warcinfo(path.name, at, self._user_agent))
        directory = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(directory)
        finally:
            os.close(directory)

    def _write(self, data: bytes) -> None:
        """Write all of the data or, where the disk refuses a part, take back what was written of it."""
        assert self._descriptor is not None
        written = 0
        try:
            while written < len(data):
                written += os.write(self._descriptor, data[written:])
        except OSError:
            os.ftruncate(self._descriptor, self._size)
            raise
        self._size += len(data)
        self._unsynced = True


def now() -> datetime:
    """Return the present time in UTC."""
    return datetime.fromtimestamp(clock.now(), UTC)
