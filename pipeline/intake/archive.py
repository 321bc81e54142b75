"""Archive: the WARC files of an archive and the records in them that the ledger has not seen."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from newstally.extract.article.template import Template
from newstally.pipeline.ledger.place import Place, folder_of
from newstally.pipeline.warc import DamagedRecord, Record, read_records


@dataclass(frozen=True, slots=True)
class Stretch:
    """Records that follow each other in one WARC file, and up to where it is read with them."""

    file: str
    records: tuple[Record, ...]
    read_to: int
    problems: tuple[str, ...] = ()
    templates: Mapping[int, Template] = field(default_factory=dict)
    """What of its pages recurs on other pages of their outlets, by the offset of the record."""


def archive_files(archive: Path) -> list[Path]:
    """Return the WARC files of an archive, in the order of their names."""
    if not archive.exists():
        return []
    return sorted(path for path in archive.rglob("*") if path.name.endswith((".warc", ".warc.gz")))


def place_of(path: Path, ledger: Place) -> str:
    """Return how the ledger names a file: relative to the ledger's folder where it lies below it, else absolute."""
    full, folder = path.resolve(), folder_of(ledger)
    return full.relative_to(folder).as_posix() if full.is_relative_to(folder) else full.as_posix()


def unread(
    files: Iterable[Path], ledger: Place, marks: Mapping[str, int], *, size: int, growing: bool
) -> Iterator[Stretch]:
    """Yield what the marks don't cover, in stretches of at most ``size`` records.

    ``growing`` files may end in the middle of a record that is still being written; of others that is a problem.
    A file that is missing or can't be read becomes a stretch with a problem.
    """
    for path in files:
        name = place_of(path, ledger)
        try:
            yield from _stretches(path, name, marks.get(name, 0), size, growing)
        except OSError as error:
            yield Stretch(
                name, (), marks.get(name, 0), (f"{path}: can't be read: {error.strerror or error}",)
            )


def _stretches(path: Path, name: str, start: int, size: int, growing: bool) -> Iterator[Stretch]:
    length = path.stat().st_size
    if start >= length:
        return
    records: list[Record] = []
    problems: list[str] = []
    read_to, torn = start, False
    for record in read_records(path, start, name):
        if isinstance(record, DamagedRecord):
            torn = record.torn
            if not (torn and growing):
                problems.append(f"{path}@{record.offset}: {record.reason}")
                read_to = record.end
            continue
        records.append(record)
        read_to = max(read_to, record.end)
        if len(records) >= size:
            yield Stretch(name, tuple(records), read_to, tuple(problems))
            records, problems = [], []
    if not torn and not path.name.endswith(".gz"):
        read_to = length
    if records or problems or read_to > start:
        yield Stretch(name, tuple(records), read_to, tuple(problems))
