"""Foreign: articles from elsewhere enter by the archive's door.

HTML pages and lines of JSON become records of a WARC file in the archive, so that the ledger can be rebuilt with them.
The file's name is a hash of their contents: the same file taken in twice is archived once. WARC files stay where they
are; the ledger's mark names them.
"""

import io
import json
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import blake2b, sha256
from pathlib import Path
from typing import IO
from uuid import NAMESPACE_URL, uuid5

from warcio.warcwriter import WARCWriter

from newstally.extract.model import Article
from newstally.pipeline.documents import Defaults, Problem, article_of, json_lines, parse_moment
from newstally.pipeline.gzipped import unpacked

FOLDER = "ingested"

ENDINGS = (
    ".warc",
    ".warc.gz",
    ".arc",
    ".arc.gz",
    ".html",
    ".html.gz",
    ".htm",
    ".htm.gz",
    ".jsonl",
    ".jsonl.gz",
)

EPOCH = datetime(1980, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Document:
    """One document on its way into a WARC record."""

    name: str
    content_type: str
    body: bytes
    fetched_at: datetime | None = None
    """When it was fetched, where it says so itself."""


def archive_foreign(names: Iterable[str], archive: Path) -> Iterator[Path | Problem]:
    """Yield the WARC file in which each file's articles now stand, and what could not be read.

    ``-`` is lines of JSON on standard input; a folder stands for the files in it. Raises OSError if the archive can't
    be written.
    """
    for name in names:
        path = Path(name)
        if name == "-":
            yield from _archive_one(_standard_input(), "stdin", EPOCH, ".jsonl", archive)
        elif path.is_dir():
            inside = sorted(str(item) for item in path.rglob("*") if item.name.lower().endswith(ENDINGS))
            if not inside:
                yield Problem(name, f"nothing to take in here: no {', '.join(ENDINGS)}")
            yield from archive_foreign(inside, archive)
        else:
            yield from _archive_file(path, archive)


def _standard_input() -> bytes:
    import sys

    return sys.stdin.buffer.read()


def _archive_file(path: Path, archive: Path) -> Iterator[Path | Problem]:
    lowered = path.name.lower()
    if not path.exists():
        yield Problem(str(path), "there is no such file")
        return
    if not lowered.endswith(ENDINGS):
        yield Problem(str(path), f"unknown kind of file; known are {', '.join(ENDINGS)}")
        return
    try:
        if lowered.removesuffix(".gz").endswith((".warc", ".arc")):
            path.open("rb").close()
            yield path
            return
        data = path.read_bytes()
        changed = datetime.fromtimestamp(path.stat().st_mtime, UTC)
        if lowered.endswith(".gz"):
            data = unpacked(data)
    except FileNotFoundError:
        yield Problem(str(path), "there is no such file")
        return
    except OSError as error:
        yield Problem(str(path), f"can't be read: {getattr(error, 'strerror', None) or error}")
        return
    ending = ".jsonl" if lowered.removesuffix(".gz").endswith(".jsonl") else ".html"
    yield from _archive_one(data, path.name, changed, ending, archive)


def _archive_one(
    data: bytes, name: str, moment: datetime, ending: str, archive: Path
) -> Iterator[Path | Problem]:
    documents: list[Document] = []
    if ending == ".jsonl":
        for found in _lines(data, name):
            if isinstance(found, Problem):
                yield found
            else:
                documents.append(found)
    else:
        stem = name.removesuffix(".gz").rpartition(".")[0]
        documents.append(Document(stem, "text/html", data))
    if documents:
        yield _write(documents, name, moment, archive)


def _lines(data: bytes, name: str) -> Iterator[Document | Problem]:
    for line in json_lines(data, name):
        if isinstance(line, Problem):
            yield line
            continue
        article = article_of(line.value, line.place, Defaults())
        if isinstance(article, Article):
            row = line.value
            if not row.get("id"):
                # A line without id or address is known by its contents, wherever it stands.
                row["id"] = sha256(line.text).hexdigest()[:16]
            body = json.dumps(row, ensure_ascii=False).encode()
            yield Document(str(row["id"]), "application/json", body, _moment(row.get("fetched_at")))
        else:
            yield article


def _moment(value: object) -> datetime | None:
    """Return a moment that an article tells, in UTC; midnight where it tells a day alone."""
    told = parse_moment(value)
    if told is None:
        return None
    moment = told if isinstance(told, datetime) else datetime(told.year, told.month, told.day)
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)


def _write(documents: list[Document], name: str, moment: datetime, archive: Path) -> Path:
    """Write documents to a WARC file named by their contents, if it isn't there yet, and return its path."""
    digest = blake2b(digest_size=10)
    for document in documents:
        digest.update(f"{document.name}\x1f{document.content_type}\x1f{len(document.body)}\x1f".encode())
        digest.update(document.body)
    folder = archive / FOLDER
    path = folder / f"newstally-ingested-{digest.hexdigest()}.warc.gz"
    if path.exists():
        return path
    folder.mkdir(parents=True, exist_ok=True)
    unfinished = folder / f".{path.name}.{os.getpid()}"
    try:
        with unfinished.open("wb") as stream:
            _write_records(stream, documents, name, moment)
            stream.flush()
            os.fsync(stream.fileno())
        unfinished.replace(path)
    finally:
        unfinished.unlink(missing_ok=True)
    return path


def _write_records(stream: IO[bytes], documents: list[Document], name: str, moment: datetime) -> None:
    writer = WARCWriter(stream, gzip=True, warc_version="WARC/1.1")
    for document in documents:
        date = (document.fetched_at or moment).strftime("%Y-%m-%dT%H:%M:%SZ")
        record = writer.create_warc_record(
            f"file:///{document.name}",
            "resource",
            payload=io.BytesIO(document.body),
            length=len(document.body),
            warc_content_type=document.content_type,
            warc_headers_dict={
                "WARC-Date": date,
                "WARC-Record-ID": _record_id(document),
                "Newstally-Page": "article",
                "Newstally-From": name,
            },
        )
        writer.write_record(record)


def _record_id(document: Document) -> str:
    """Return an id made from the contents, so that the same document gives the same bytes."""
    return f"<urn:uuid:{uuid5(NAMESPACE_URL, document.name + sha256(document.body).hexdigest())}>"
