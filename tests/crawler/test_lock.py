"""One crawl per archive: who holds it is told, and one whose holder died is waited for, not for ever."""

import json
import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from newstally.crawler import lock
from newstally.crawler.lock import ArchiveLock, LockedError


def test_who_crawls_into_an_archive_is_told_and_it_is_free_afterwards(tmp_path: Path) -> None:
    archive = tmp_path / "new" / "archive"
    with ArchiveLock(archive, "newstally run"):
        with pytest.raises(LockedError) as error, ArchiveLock(archive, "newstally crawl"):
            pass
        holder = f"`newstally run` (process {os.getpid()} on {socket.gethostname()}) has been crawling into {archive} since 20"
        assert str(error.value).startswith(holder)
    with ArchiveLock(archive, "newstally crawl") as held:
        assert held.descriptor >= 0
        assert json.loads((archive / "crawl.lock").read_text())["command"] == "newstally crawl"


def test_a_holder_that_died_is_waited_for_and_one_on_another_machine_taken_to_live(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ended = subprocess.Popen([sys.executable, "-c", ""])
    ended.wait()
    waits: list[float] = []
    monkeypatch.setattr(lock, "ORPHAN_SECONDS", 0.3)
    monkeypatch.setattr("time.sleep", lambda seconds: waits.append(seconds) if len(waits) < 9 else free())

    def free() -> None:
        os.close(descriptors.pop())

    for note, waited in (
        ({"pid": ended.pid, "host": "elsewhere"}, False),
        ({"pid": 1, "host": socket.gethostname()}, False),
        ({"pid": ended.pid, "host": socket.gethostname()}, True),
        ({}, True),
    ):
        waits.clear()
        with ArchiveLock(tmp_path, "newstally run") as holding:
            (tmp_path / "crawl.lock").write_text(json.dumps(note))
            descriptors = [os.dup(holding.descriptor)]
            if waited:
                os.close(holding._descriptor)  # its crawl process has the lock, and ends soon
                with ArchiveLock(tmp_path, "newstally crawl"):
                    assert len(waits) == 9
                holding._descriptor = os.open(os.devnull, os.O_RDONLY)
            else:
                with pytest.raises(LockedError), ArchiveLock(tmp_path, "newstally crawl"):
                    pass
                assert waits == []
                free()
