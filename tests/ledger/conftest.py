"""What the ledger's tests share: one set of models, invented articles, and ledgers in temporary folders."""

import json
import shutil
import tempfile
from collections.abc import Callable, Iterable
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from newstally.extract.model import Article, Reading
from newstally.extract.readers import Readers
from newstally.pipeline.configuration import Configuration, load_configuration
from newstally.pipeline.intake.intake import Intake, IntakeReport
from newstally.pipeline.intake.pages import PageReader
from newstally.pipeline.ledger.place import Place
from newstally.pipeline.ledger.rows import Page, make_batch
from newstally.pipeline.ledger.store import reading, writing
from newstally.pipeline.ledger.write import new_run, write_batch
from tests.ledger.fetched_pages import flood, write_warc


@pytest.fixture(scope="module", autouse=True)
def programs(forked_programs: None) -> None:
    """Whatever is asked here is asked by processes that are forked."""


@pytest.fixture
def workplace(tmp_path: Path) -> Configuration:
    """A folder with a configuration, as `newstally init` makes one."""
    (tmp_path / "newstally.toml").write_text('contact = "desk@example.org"\n', encoding="utf-8")
    return load_configuration(tmp_path / "newstally.toml")


@cache
def empty_ledger() -> bytes:
    """The file of a ledger in which there is nothing yet, made once in a test process."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "ledger.duckdb"
        with writing(path):
            pass
        return path.read_bytes()


class Desk:
    """Puts articles into a ledger and asks it."""

    def __init__(self, path: Path, readers: Readers) -> None:
        self.path = path
        self.readers = readers
        self.fetched = 0

    def article(self, text: str, **fields: Any) -> Reading:
        fields.setdefault("language", "en")
        fields.setdefault("id", fields.get("url") or text[:40])
        return self.readers.read(Article(text=text, **fields))

    def page(self, text: str, *, fetched_at: datetime | None = None, **fields: Any) -> Page:
        self.fetched += 1
        read = self.article(text, **fields)
        return Page(
            warc_file="archive/test.warc.gz",
            warc_offset=self.fetched,
            url=read.article.url,
            outlet=read.article.outlet,
            fetched_at=fetched_at,
            status=200,
            reading=read,
        )

    def write(self, pages: Iterable[Page]) -> None:
        batch = make_batch(pages)
        if not self.path.exists():
            self.path.write_bytes(empty_ledger())
        with writing(self.path) as connection:
            write_batch(connection, batch, new_run("test"))

    def add(self, text: str, **fields: Any) -> None:
        self.write([self.page(text, **fields)])

    def ask(self, query: str, *values: Any) -> list[dict[str, Any]]:
        with reading(self.path) as connection:
            cursor = connection.execute(query, list(values))
            names = [column[0] for column in cursor.description]
            return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]

    def contents(self) -> dict[str, list[str]]:
        """Every row of every table that a run leaves behind, but for when and by whom."""
        return contents(self.path)


def contents(path: Place) -> dict[str, list[str]]:
    with reading(path) as connection:
        tables = [row[0] for row in connection.execute("SELECT table_name FROM duckdb_tables()").fetchall()]
        return {
            table: sorted(map(str, connection.execute(f"FROM {table}").fetchall()))
            for table in tables
            if table not in {"runs"}
        }


@pytest.fixture
def desk(tmp_path: Path, readers: Readers) -> Desk:
    return Desk(tmp_path / "ledger.duckdb", readers)


def write_lines(path: Path, rows: Iterable[dict[str, Any]]) -> Path:
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


@pytest.fixture(scope="session")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with an archive of three pages, taken in."""
    folder = tmp_path_factory.mktemp("whole")
    (folder / "newstally.toml").write_text('contact = "desk@example.org"\n', encoding="utf-8")
    configuration = load_configuration(folder / "newstally.toml")
    write_warc(folder / "archive" / "2026-03-05" / "a.warc.gz", [flood(1, 412), flood(2, 300), flood(3, 12)])
    Intake(configuration).run_once()
    return folder


@pytest.fixture
def copy(whole: Path, tmp_path: Path) -> Configuration:
    shutil.copytree(whole, tmp_path / "copy")
    return load_configuration(tmp_path / "copy" / "newstally.toml")


@pytest.fixture(scope="module")
def page_reader(readers: Readers) -> PageReader:
    return PageReader(readers=readers)


@pytest.fixture
def take_in(workplace: Configuration, page_reader: PageReader) -> Callable[..., IntakeReport]:
    def run(**options: Any) -> IntakeReport:
        return Intake(workplace, reader=page_reader).run_once(**options)

    return run


@pytest.fixture
def archive(workplace: Configuration) -> Path:
    return workplace.archive / "2026-03-05"
