"""Articles from files: plain text, HTML, WARC and JSON lines, from the disk or from standard input.

Whatever can't be read becomes a Problem in the stream, in its place; everything else goes on.
"""

import json
import sys
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

from newstally.extract.article import NotAnArticle, OutletPages, Template, fingerprints, read_page
from newstally.extract.countries import country_code
from newstally.extract.model import Article, Entry
from newstally.pipeline.gzipped import unpacked
from newstally.pipeline.warc import DamagedRecord, read_records

MOMENTS = ("published_at", "modified_at", "fetched_at")
"""Fields of an article in JSON that are ISO 8601 dates, with or without a time."""


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that could not be read: where it is, and what is wrong with it."""

    where: str
    what: str

    def __str__(self) -> str:
        return f"{self.where}: {self.what}"


@dataclass(frozen=True, slots=True)
class Defaults:
    """What holds for articles that don't say it themselves."""

    published_at: date | datetime | None = None
    country: str | None = None
    language: str | None = None
    timezone: str | None = None
    url: str | None = None
    template: Template = frozenset()
    """What recurs on the pages of their outlet."""


def recurring_in(folder: Path) -> Template:
    """Return what recurs on the HTML pages in a folder, those of one outlet; of many, on the last by name.

    Raises OSError for a file that can't be read.
    """
    known = OutletPages()
    for path in sorted(folder.rglob("*")):
        if path.is_file() and path.name.removesuffix(".gz").endswith((".html", ".htm")):
            with suppress(NotAnArticle):
                known.add(str(path), fingerprints(path.read_bytes()))
    return known.recurring()


def read_documents(paths: Iterable[str], defaults: Defaults | None = None) -> Iterator[Article | Problem]:
    """Yield the articles in files, in order; ``-`` is standard input, a folder stands for the files in it."""
    defaults = defaults or Defaults()
    for name in paths:
        if name == "-":
            yield from read_bytes(sys.stdin.buffer.read(), "stdin", defaults)
            continue
        path = Path(name)
        if path.is_dir():
            inside = sorted(str(item) for item in path.rglob("*") if item.is_file() and _known(item.name))
            if not inside:
                yield Problem(name, "no .txt, .html, .jsonl or .warc files in this folder")
            yield from read_documents(inside, defaults)
            continue
        try:
            if path.name.removesuffix(".gz").endswith(".warc"):
                yield from read_warc(path, defaults)
            else:
                yield from read_bytes(path.read_bytes(), path.name, defaults)
        except FileNotFoundError:
            yield Problem(name, "there is no such file")
        except OSError as error:
            yield Problem(name, f"can't be read: {error.strerror or error}")


def _known(name: str) -> bool:
    return name.removesuffix(".gz").endswith((".txt", ".html", ".htm", ".jsonl", ".warc"))


def read_bytes(data: bytes, name: str, defaults: Defaults) -> Iterator[Article | Problem]:
    """Yield the articles in a file's bytes; the name's ending tells the form, or else the bytes themselves do."""
    if data[:2] == b"\x1f\x8b":
        try:
            data = unpacked(data)
        except OSError as error:
            yield Problem(name, str(error))
            return
    stem = name.removesuffix(".gz")
    form = stem.rpartition(".")[2].lower() if "." in stem else _sniff(data)
    if form == "jsonl":
        yield from read_jsonl(data, name, defaults)
    elif form in {"html", "htm"}:
        yield read_html(data, stem.rpartition(".")[0] or stem, name, defaults)
    elif form == "warc":
        with tempfile.NamedTemporaryFile(suffix=".warc") as file:
            file.write(data)
            file.flush()
            yield from read_warc(Path(file.name), defaults, name)
    elif form == "txt":
        yield read_text(data, stem.rpartition(".")[0] or stem, name, defaults)
    else:
        yield Problem(name, "unknown kind of file; known are .txt, .html, .html.gz, .jsonl, .warc, .warc.gz")


def _sniff(data: bytes) -> str:
    start = data[:500].lstrip()
    if start.startswith(b"WARC/"):
        return "warc"
    if start.startswith(b"{"):
        return "jsonl"
    return "html" if start.startswith(b"<") else "txt"


def read_text(data: bytes, id: str, name: str, defaults: Defaults) -> Article | Problem:
    """Return a plain text as an article."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        return Problem(name, f"is not UTF-8 text: byte {error.start} is {data[error.start]:#04x}")
    return Article(
        id=id,
        text=text,
        published_at=defaults.published_at,
        country=defaults.country,
        language=defaults.language,
        timezone=defaults.timezone,
    )


def read_html(
    data: bytes, id: str, name: str, defaults: Defaults, url: str | None = None
) -> Article | Problem:
    """Return the article in an HTML page."""
    try:
        article = read_page(
            data,
            id=id,
            url=url or defaults.url,
            country=defaults.country,
            language=defaults.language,
            timezone=defaults.timezone,
            template=defaults.template,
        )
    except NotAnArticle as reason:
        return Problem(name, f"no article in this page: {reason}")
    if article.published_at is None:
        return replace(article, published_at=defaults.published_at)
    return article


def read_jsonl(data: bytes, name: str, defaults: Defaults) -> Iterator[Article | Problem]:
    """Yield the articles in JSON lines: ``id``, ``text``, ``published_at``; optional title, country, entries…"""
    for found in json_lines(data, name):
        yield found if isinstance(found, Problem) else article_of(found.value, found.place, defaults)


@dataclass(frozen=True, slots=True)
class JsonLine:
    """A line of JSON: what it holds, and the file and number by which it is named to people."""

    text: bytes
    place: str
    value: Any


def json_lines(data: bytes, name: str) -> Iterator[JsonLine | Problem]:
    """Yield each line of a file of JSON lines that isn't empty, or what is wrong with it."""
    for number, line in enumerate(data.split(b"\n"), 1):
        if not line.strip():
            continue
        place = f"{name}:{number}"
        try:
            yield JsonLine(line.strip(), place, json.loads(line))
        except (ValueError, RecursionError) as error:
            yield Problem(place, f"this line is not JSON: {error}")


def article_of(row: Any, where: str, defaults: Defaults) -> Article | Problem:
    """Return the article in one JSON object, or what is wrong with it."""
    if not isinstance(row, dict):
        return Problem(where, "this line is not a JSON object")
    if not isinstance(row.get("text"), str):
        return Problem(where, 'the article has no "text"' if "text" not in row else '"text" is not a string')
    moments = {}
    for name in MOMENTS:
        try:
            moments[name] = parse_moment(row.get(name))
        except ValueError:
            return Problem(where, f'"{name}" is no ISO 8601 date: {row[name]!r}')
    country = row.get("country") or defaults.country
    if country and (country := country_code(str(country))) is None:
        return Problem(where, f'"country" is no country\'s ISO 3166 code or English name: {row["country"]!r}')
    authors = row.get("authors") or ()
    try:
        entries = entries_of(row.get("entries") or [], len(row["text"]))
    except (ValueError, TypeError):
        return Problem(where, '"entries" is no list of [start, end, ISO 8601 date] in the order of the text')
    return Article(
        id=str(row.get("id") or where),
        text=row["text"],
        title=row.get("title"),
        published_at=moments["published_at"] or defaults.published_at,
        modified_at=moments["modified_at"],
        country=country,
        language=row.get("language") or defaults.language,
        timezone=row.get("timezone") or defaults.timezone,
        authors=(authors,) if isinstance(authors, str) else tuple(authors),
        outlet=row.get("outlet"),
        url=row.get("url"),
        entries=entries,
    )


def entries_of(rows: Any, length: int) -> tuple[Entry, ...]:
    """Return the entries of a live blog's text of that length. Raises ValueError or TypeError if they are none."""
    entries = []
    position = 0
    for start, end, stated in rows:
        moment = parse_moment(stated)
        if moment is None or not position <= int(start) < int(end) <= length:
            raise ValueError(f"no entry: {start}, {end}, {stated}")
        entries.append(Entry(int(start), int(end), moment))
        position = int(end)
    return tuple(entries)


def parse_moment(value: Any) -> date | datetime | None:
    """Return an ISO 8601 date or date with time. Raises ValueError if it is neither."""
    if not value:
        return None
    text = str(value).strip()
    if len(text) == 10:
        return date.fromisoformat(text)
    return datetime.fromisoformat(text)


def read_warc(path: Path, defaults: Defaults, name: str | None = None) -> Iterator[Article | Problem]:
    """Yield the articles among the HTML responses of a WARC file; pages that are no articles are passed over."""
    for record in read_records(path, name=name):
        where = f"{record.file}@{record.offset}"
        if isinstance(record, DamagedRecord):
            yield Problem(where, record.reason)
        elif record.is_page:
            found = read_html(record.body, record.url, where, defaults, record.url)
            if isinstance(found, Article):
                yield found
