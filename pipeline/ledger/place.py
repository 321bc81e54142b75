"""Place: where a ledger is: a DuckDB file on this machine, or a DuckLake that machines share.

Whoever opens ledgers tells the two apart (``store``); everyone else hands a place on.
"""

import re
from dataclasses import dataclass, replace
from datetime import datetime
from hashlib import blake2b
from pathlib import Path

from newstally.pipeline.ledger.errors import LedgerError

PREFIX = "ducklake:"
POSTGRES = "ducklake:postgres:"

OTHER_CATALOG = re.compile(r"ducklake:(sqlite|mysql|duckdb|motherduck|md):", re.IGNORECASE)

SECRET = re.compile(r"(password\s*=\s*)('[^']*'|\S+)|(?<=:)[^:@/\s]+(?=@)", re.IGNORECASE)
"""Passwords in connection strings: ``password=…`` and ``://user:…@host``."""


@dataclass(frozen=True, slots=True)
class Lake:
    """A ledger that is a DuckLake: Parquet files and a catalog, which is a DuckDB file or a PostgreSQL database."""

    address: str
    """``ducklake:FILE`` or ``ducklake:postgres:…`` with a libpq connection string."""
    folder: Path
    """The folder to which paths of WARC files are relative, and where this machine keeps its working copy."""
    files: Path | None = None
    """Where the Parquet files of a lake yet to be made shall be; beside the catalog's file if nothing is said."""
    at: datetime | None = None
    """The moment (with its time zone) as of which it is read; None for now."""

    @property
    def on_postgres(self) -> bool:
        """Whether the catalog is a PostgreSQL database."""
        return self.address.startswith(POSTGRES)

    @property
    def connection_string(self) -> str:
        """The connection string of a PostgreSQL catalog."""
        return self.address.removeprefix(POSTGRES)

    @property
    def catalog(self) -> Path:
        """The file of a catalog that is a DuckDB database."""
        return self.folder / self.address.removeprefix(PREFIX)

    @property
    def data(self) -> Path:
        """The folder of Parquet files, as far as the catalog doesn't say another."""
        if self.files is not None:
            return self.files
        return self.folder / "ledger.files" if self.on_postgres else Path(f"{self.catalog}.files")

    @property
    def working(self) -> Path:
        """This machine's working copy, in which whoever writes derives what follows from new rows."""
        if not self.on_postgres:
            return Path(f"{self.catalog}.working")
        digest = blake2b(self.connection_string.encode(), digest_size=4).hexdigest()
        return self.folder / f"ledger-{digest}.working"

    @property
    def name(self) -> str:
        """What it is called in messages."""
        return str(self) if self.on_postgres else self.catalog.name

    def __str__(self) -> str:
        told = SECRET.sub(lambda found: f"{found[1] or ''}…", self.address)
        return told if self.on_postgres else f"{PREFIX}{self.catalog}"


Place = Path | Lake


def place_named(named: str | Path, folder: Path | None = None, files: Path | None = None) -> Place:
    """Return the place that is named: a path, or ``ducklake:…``; paths are relative to ``folder``, else to this one.

    Raises LedgerError if the lake's catalog is of a kind that isn't offered.
    """
    here = folder if folder is not None else Path.cwd()
    told = str(named)
    if not told.startswith(PREFIX):
        return here / named if folder is not None else Path(named)
    if other := OTHER_CATALOG.match(told):
        raise LedgerError(
            f"{other[0]} a lake's catalog is a DuckDB file (ducklake:FILE) or PostgreSQL (ducklake:postgres:…)"
        )
    if told in {PREFIX, POSTGRES}:
        raise LedgerError(f"{told} names no catalog; write ducklake:FILE or ducklake:postgres:dbname=…")
    if told.startswith(POSTGRES):
        return Lake(told, here.resolve(), files)
    catalog = (here / told.removeprefix(PREFIX)).resolve()
    return Lake(f"{PREFIX}{catalog}", catalog.parent, files)


def as_of(place: Place, moment: datetime) -> Lake:
    """Return a lake as it was at a moment. Raises LedgerError if the place is a file, which keeps no past."""
    if not isinstance(place, Lake):
        raise LedgerError(f"{place}: only a lake keeps what it was; this ledger is a file (docs/scale.md)")
    return replace(place, at=moment.astimezone())


def folder_of(place: Place) -> Path:
    """Return the folder to which the ledger's paths of WARC files are relative."""
    return place.folder if isinstance(place, Lake) else place.resolve().parent


def beside(place: Place, ending: str) -> Path:
    """Return the path of a file that belongs to the ledger on this machine: its name with an ending added."""
    path = place.working.with_suffix("") if isinstance(place, Lake) else place
    return path.with_name(path.name + ending)
