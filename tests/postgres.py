"""A PostgreSQL server of its own for what is tried with a lake that machines share."""

import os
import pwd
import shutil
import socket
import subprocess
from pathlib import Path

from newstally.pipeline.ledger.place import Lake, place_named

PROGRAMS = max(Path("/usr/lib/postgresql").glob("*/bin"), default=Path("/usr/bin"))
CONTROL = shutil.which("pg_ctl", path=PROGRAMS) or shutil.which("pg_ctl")
"""The program that starts servers; None where PostgreSQL isn't installed."""


class Database:
    """A PostgreSQL server of its own on the loopback interface; it refuses to run as root."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.owner = pwd.getpwnam("postgres") if os.geteuid() == 0 else None
        if self.owner is not None:
            os.chown(folder, self.owner.pw_uid, self.owner.pw_gid)
        self._run("initdb", "-D", str(folder / "data"), "-A", "trust", "-U", "news", "--no-sync")
        self.start()
        self.create("news")

    def _run(self, program: str, *arguments: str) -> None:
        user = None if self.owner is None else self.owner.pw_uid
        group = None if self.owner is None else self.owner.pw_gid
        command = [str(Path(CONTROL or "").with_name(program)), *arguments]
        subprocess.run(
            command, check=True, cwd=self.folder, user=user, group=group, stdout=subprocess.DEVNULL
        )

    def create(self, name: str) -> None:
        """Make a database in it."""
        self._run("createdb", "-h", "127.0.0.1", "-p", str(self.port), "-U", "news", name)

    def start(self) -> None:
        """Start it, with what it had committed."""
        options = f"-p {self.port} -k {self.folder} -c listen_addresses=127.0.0.1 -c fsync=off"
        log = str(self.folder / "log")
        self._run("pg_ctl", "-w", "-D", str(self.folder / "data"), "-o", options, "-l", log, "start")

    def stop(self) -> None:
        """End it at once, as a lost machine would."""
        self._run("pg_ctl", "-w", "-D", str(self.folder / "data"), "-m", "immediate", "stop")

    def address(self, name: str = "news") -> str:
        """Return what ``newstally.toml`` says of a lake whose catalog is a database of it."""
        return f"ducklake:postgres:host=127.0.0.1 port={self.port} user=news dbname={name}"

    def lake(self, machine: Path, name: str = "news") -> Lake:
        """Return the lake as a machine sees it: each has a working copy of its own, and all share the files."""
        machine.mkdir(exist_ok=True)
        place = place_named(self.address(name), machine, machine.parent / "files")
        assert isinstance(place, Lake)
        return place
