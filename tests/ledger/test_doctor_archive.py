"""What ledger and indexes say of the archive is held against its records, one by one."""

import gzip
from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest

from newstally.crawler.archive.index import write_cdxj
from newstally.pipeline.configuration import Configuration
from newstally.pipeline.doctor.archive import examine_archive
from newstally.pipeline.doctor.records import checked_records
from newstally.pipeline.ledger.doctor import examine
from newstally.pipeline.warc import members

CHECKSUMS = "every record of the archive has its checksum and digest"
RECORDS = "every page of the ledger is the record that it names, with its digest"
INDEXES = "the indexes beside WARC files say what these hold"
LENGTHS = "every WARC file is there, as long as when it was read"


def broken(configuration: Configuration) -> dict[str, int]:
    findings = [*examine(configuration.ledger), *examine_archive(configuration.ledger, configuration.archive)]
    return {finding.check: finding.broken for finding in findings if finding.broken}


def file_of(configuration: Configuration) -> Path:
    [path] = configuration.archive.glob("*/*.warc.gz")
    return path


@pytest.mark.parametrize(
    "change",
    [
        "fetched_at = fetched_at + INTERVAL 1 SECOND",
        "url = url || 'x'",
        "digest = 'sha1:OTHER'",
        "warc_offset = warc_offset + 1",
    ],
)
def test_a_page_that_is_another_record_than_the_ledger_says(copy: Configuration, change: str) -> None:
    with duckdb.connect(str(copy.ledger)) as connection:
        connection.execute(f"UPDATE pages SET {change} WHERE url LIKE '%/2'")
    assert broken(copy).get(RECORDS) == 1


def test_a_file_that_lost_its_end(copy: Configuration) -> None:
    path = file_of(copy)
    path.write_bytes(path.read_bytes()[:-1])
    assert broken(copy).get(LENGTHS) == 1


def test_a_record_that_was_changed_and_compressed_anew(copy: Configuration) -> None:
    path = file_of(copy)
    with path.open("rb") as stream:
        records = [data for _, _, data, _ in members(stream, 0) if data is not None]
    assert sum(b"412" in data for data in records) == 1
    path.write_bytes(b"".join(gzip.compress(data.replace(b"412", b"413")) for data in records))
    assert broken(copy).get(CHECKSUMS) == 1


@pytest.mark.parametrize(
    ("change", "faults"),
    [
        (lambda lines: lines, 0),
        (lambda lines: lines[1:], 1),
        (lambda lines: [*lines, lines[0].replace("/1", "/9")], 1),
        (lambda lines: [*lines, "no line of an index"], 1),
    ],
    ids=["whole", "a line less", "a line more", "a line that is none"],
)
def test_an_index_that_says_something_else(
    copy: Configuration, change: Callable[[list[str]], list[str]], faults: int
) -> None:
    path = file_of(copy)
    inside = path.relative_to(copy.archive).as_posix()
    captures = [record.capture for record in checked_records(path, inside) if record.capture is not None]
    write_cdxj(copy.archive, inside, captures)
    [index] = path.parent.glob("*.cdxj")
    index.write_text("\n".join(change(index.read_text().splitlines())) + "\n")
    assert broken(copy).get(INDEXES, 0) == faults
