"""Results: what was read from a WARC file, as Parquet, in a folder that is there whole or not at all.

    results/3f9c…-0.1.0+…/00000-pages.parquet, 00000-articles.parquet …, 00000.json, 00001-…, result.json

The name is made of the file's digest, the extractor's version and what else decides what is read. The folder is filled
under another name, part by part; a part is there when its ``.json`` is, which is written last. When all are, the folder
is renamed. Who takes up a file that another process left in the middle goes on behind its last part.
"""

import contextlib
import errno
import fcntl
import json
import os
import shutil
from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from hashlib import blake2b
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from newstally.pipeline.bulk.addresses import Version
from newstally.pipeline.ledger.tables import SCHEMAS, Batch

RESULT = "result.json"
BLOCK = 1 << 22

OUTCOMES = {"pages": ["outlet", "status", "article_id", "note"], "articles": ["outlet", "language"]}
"""Columns by which it is known what became of pages."""


class BeingReadError(Exception):
    """Another process is reading the same file."""


class DamagedResultError(OSError):
    """A file of a result can't be read any more; the message names it and says why."""


@dataclass(frozen=True, slots=True)
class Part:
    """Some of a file's rows: a number, and the offset up to which the file is read with them."""

    number: int
    read_to: int
    problems: tuple[str, ...]
    left_out: dict[str, int]
    pages: int
    articles: int
    sightings: int


@dataclass(frozen=True, slots=True)
class Known:
    """What is remembered of an address: by what its content is known, its digest, and how long it is."""

    version: Version
    digest: str
    read_to: int


@dataclass(frozen=True, slots=True)
class Finished:
    """The folder of a result, and how the ledger knows its file."""

    folder: Path
    name: str


def digest_of(path: Path) -> str:
    """Return the digest of a file's content, by which a result is named."""
    digest = blake2b(digest_size=16)
    with path.open("rb") as stream:
        while block := stream.read(BLOCK):
            digest.update(block)
    return digest.hexdigest()


class Results:
    """The folder of all results, which every machine that reads can write."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def finished(self, name: str) -> Path | None:
        """Return the folder of a finished result, None if there is none; one with damaged lists is removed."""
        path = self.folder / name
        try:
            all_parts_of(path)
        except FileNotFoundError:
            return None
        except DamagedResultError:
            self.discard(path)
            return None
        return path

    @contextlib.contextmanager
    def unfinished(self, name: str) -> Iterator[Path]:
        """Give the folder in which a result is being made, with the parts that a former process left.

        Raises BeingReadError if another process is making it.
        """
        folder = self.folder / f".{name}.unfinished"
        folder.mkdir(parents=True, exist_ok=True)
        with (self.folder / f".{name}.lock").open("w") as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                raise BeingReadError("another process is reading this file") from None
            folder.mkdir(exist_ok=True)  # whoever had the lock before may have finished
            yield folder
            with contextlib.suppress(OSError):
                folder.rmdir()  # where another process had finished it
            (self.folder / f".{name}.lock").unlink(missing_ok=True)

    def finish(self, folder: Path, name: str) -> Path:
        """Give a result whose parts are all there its name, and return its folder."""
        _write(folder / RESULT, {"parts": len(parts_of(folder))})
        place = self.folder / name
        try:
            folder.rename(place)
        except OSError as error:
            if error.errno not in {errno.ENOTEMPTY, errno.EEXIST}:
                raise
            shutil.rmtree(folder)  # it is there already, with the same rows
        return place

    def discard(self, result: Path) -> None:
        """Remove a result that is in the ledger; first that which makes it one."""
        (result / RESULT).unlink(missing_ok=True)
        shutil.rmtree(result, ignore_errors=True)

    def known(self, address: str) -> Known | None:
        """Return what is remembered of an address, None if nothing is."""
        try:
            told = json.loads(self._known_path(address).read_text(encoding="utf-8"))
            return Known(Version(**told["version"]), told["digest"], told["read_to"])
        except (OSError, ValueError, KeyError, TypeError):
            return None

    def remember(self, address: str, known: Known) -> None:
        """Remember what there is to know of an address."""
        path = self._known_path(address)
        path.parent.mkdir(parents=True, exist_ok=True)
        _write(path, {"address": address, **asdict(known)})

    def _known_path(self, address: str) -> Path:
        return self.folder / "files" / f"{blake2b(address.encode(), digest_size=12).hexdigest()}.json"


def write_part(folder: Path, number: int, batch: Batch, read_to: int) -> None:
    """Write a batch as one part of a result, which is there when this returns."""
    for table, rows in batch.tables.items():
        pq.write_table(rows, folder / f"{number:05}-{table}.parquet", compression="zstd")
    counts = {name: batch.tables[name].num_rows for name in ("pages", "articles", "sightings")}
    part = Part(number, read_to, tuple(batch.problems), dict(batch.left_out), **counts)
    _write(folder / f"{number:05}.json", asdict(part))


def parts_of(folder: Path) -> list[Part]:
    """Return the parts of a result that are there, in order; none behind one that is missing or damaged."""
    found: list[Part] = []
    for path in sorted(folder.glob("[0-9]*.json")):
        try:
            part = _listed(path)
        except DamagedResultError:
            break
        if part.number != len(found):
            break
        found.append(part)
    return found


def all_parts_of(folder: Path) -> list[Part]:
    """Return the parts of a finished result, in order.

    Raises FileNotFoundError if there is none, or not any more, and DamagedResultError if a list in it can't be read.
    """
    try:
        parts = int(json.loads((folder / RESULT).read_text(encoding="utf-8"))["parts"])
    except (ValueError, TypeError, KeyError) as error:
        raise DamagedResultError(f"{folder / RESULT} is damaged: {error}") from None
    return [_listed(folder / f"{number:05}.json") for number in range(parts)]


def _listed(path: Path) -> Part:
    """Return the part that a list tells of."""
    try:
        told = json.loads(path.read_text(encoding="utf-8"))
        return Part(**{**told, "problems": tuple(told["problems"])})
    except (ValueError, TypeError, KeyError) as error:
        raise DamagedResultError(f"{path} is damaged: {error}") from None


def read_part(folder: Path, part: Part, file: str) -> Batch:
    """Return a part's rows with the mark that the ledger keeps for the file. Raises DamagedResultError."""
    tables = {table: _read_table(folder, part, table).cast(schema) for table, schema in SCHEMAS.items()}
    return Batch(tables, {file: part.read_to}, list(part.problems), Counter(part.left_out))


def read_outcomes(folder: Path, part: Part) -> Batch:
    """Return what tells what became of a part's pages, without what was read in them. Raises DamagedResultError."""
    tables = {table: _read_table(folder, part, table, columns) for table, columns in OUTCOMES.items()}
    return Batch(tables, {}, list(part.problems), Counter(part.left_out))


def _read_table(folder: Path, part: Part, table: str, columns: list[str] | None = None) -> pa.Table:
    path = folder / f"{part.number:05}-{table}.parquet"
    try:
        return pq.read_table(path, columns=columns, memory_map=True)
    except FileNotFoundError:
        raise
    except (pa.ArrowException, OSError) as error:
        raise DamagedResultError(f"{path} is damaged: {error}") from None


def _write(path: Path, told: dict[str, object]) -> None:
    """Write a small file that is there whole or not at all."""
    fresh = path.with_name(f"{path.name}.{os.getpid()}.new")
    with fresh.open("w", encoding="utf-8") as stream:
        json.dump(told, stream, ensure_ascii=False)
        stream.flush()
        os.fsync(stream.fileno())
    fresh.replace(path)
