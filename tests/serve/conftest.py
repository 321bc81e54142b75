"""A ledger of an invented storm, and real servers of the page on loopback."""

import contextlib
import http.client
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from urllib.parse import quote

import duckdb
import pytest

from tests.browser import CHROMIUM
from tests.conftest import MadeOnce
from tests.forked import Program, newstally
from tests.serve.site import CONFIGURATION, write_archive

collect_ignore = [] if CHROMIUM else ["test_page_in_browser.py"]

TOKEN = "a-token-of-the-tests-0123456789"


@dataclass
class Answer:
    status: int
    headers: dict[str, str]
    body: bytes
    cookies: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        return self.body.decode()


class Served:
    """A page that is being served, and the ledger behind it."""

    def __init__(self, folder: Path, port: int, token: str | None = None) -> None:
        self.folder, self.port, self.token = folder, port, token
        self.address = f"http://127.0.0.1:{port}"
        self.clients = count()

    def get(self, path: str, **headers: str) -> Answer:
        return self.send("GET", path, **headers)

    def send(self, method: str, path: str, body: str | None = None, **headers: str) -> Answer:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        given = {name.replace("_", "-"): value for name, value in headers.items()}
        given.setdefault("X-Forwarded-For", f"192.0.2.{next(self.clients) % 256}")  # each another client's
        if self.token is not None:
            given.setdefault("Authorization", f"Bearer {self.token}")
        connection.request(method, quote(path, safe="/?&=%+:~,()'*"), body, given)
        with contextlib.closing(connection), connection.getresponse() as answer:
            named = {name.lower(): value for name, value in answer.getheaders()}
            cookies = [value for name, value in answer.getheaders() if name.lower() == "set-cookie"]
            return Answer(answer.status, named, answer.read(), cookies)

    def one(self, query: str) -> str:
        with duckdb.connect(str(self.folder / "ledger.duckdb"), read_only=True) as connection:
            row = connection.execute(query).fetchone()
        assert row is not None, query
        return str(row[0])


@contextlib.contextmanager
def serving(folder: Path, *options: str, token: str | None = None) -> Iterator[Served]:
    command = [
        sys.executable,
        "-m",
        "newstally",
        "serve",
        "-c",
        str(folder / "newstally.toml"),
        "--port",
        "0",
    ]
    server = Program([*command, *options], stderr=subprocess.PIPE, text=True)
    assert server.stderr is not None
    try:
        line = server.stderr.readline()
        found = re.search(r":(\d+)/ shows", line)
        assert found, line + server.stderr.read()
        yield Served(folder, int(found[1]), token)
    finally:
        server.terminate()
        server.wait()


@pytest.fixture(scope="session")
def harbour(made_once: MadeOnce, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with configuration, archive and ledger of the storm, of this process's own."""

    def make(folder: Path) -> None:
        write_archive(folder / "pages.warc.gz")
        (folder / "newstally.toml").write_text(CONFIGURATION, encoding="utf-8")
        done = newstally("ingest", "-c", folder / "newstally.toml", folder / "pages.warc.gz")
        assert done.returncode == 0, done.stderr

    return Path(shutil.copytree(made_once("harbour", make), tmp_path_factory.mktemp("storm") / "harbour"))


@pytest.fixture(scope="session")
def served(harbour: Path) -> Iterator[Served]:
    with serving(harbour) as page:
        yield page


HOSTILE = "</td>\"'><script>document.title='owned'</script><img src=x onerror=document.title='owned'>\x1b[31m\u202eevil"
NAME = HOSTILE + "A" * 1_000_000
TEXT = HOSTILE + "A" * 5_000


@pytest.fixture(scope="session")
def hostile(harbour: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """The same, every text of it written by somebody who means harm, names a megabyte long; behind a token."""
    folder = tmp_path_factory.mktemp("hostile") / "harbour"
    shutil.copytree(harbour, folder)
    (folder / "token").write_text(TOKEN + "\n", encoding="utf-8")
    with duckdb.connect(str(folder / "ledger.duckdb")) as connection:
        for table, columns in {
            "claims": "subject unit source measure place per statistic",
            "sightings": "subject source source_text sentence quantity outlet url",
            "articles": "title outlet url main_place text",
            "pages": "outlet url note",
            "comparisons": "reason",
        }.items():
            changes = ", ".join(f"{column} = ?" for column in columns.split())
            connection.execute(f"UPDATE {table} SET {changes}", [TEXT] * len(columns.split()))
        connection.execute("UPDATE claims SET source = ?, subject = ?", [NAME, NAME])
        connection.execute("UPDATE articles SET title = ?, outlet = ?", [NAME, NAME])
        connection.execute("UPDATE articles SET url = 'javascript:alert(1)' WHERE version = 1")
    with serving(folder, "--token", f"file:{folder / 'token'}", token=TOKEN) as page:
        yield page


@pytest.fixture(scope="session")
def views(served: Served) -> list[str]:
    """The address of every view."""
    return views_of(served)


def views_of(page: Served) -> list[str]:
    question = page.one("SELECT question_id FROM claims GROUP BY 1 ORDER BY count(*) DESC, 1 LIMIT 1")
    article = page.one("SELECT article_id FROM articles WHERE version = 2")
    return [
        "/",
        "/search?q=people+missing",
        "/questions",
        f"/questions/{question}",
        f"/claims/{question}",
        f"/claims/{question}/correct",
        "/corrections",
        f"/articles/{article}",
        f"/stories/{page.one('SELECT story_id FROM articles LIMIT 1')}",
        "/disagreements",
        "/revisions",
        "/sources",
        f"/sources/{page.one('SELECT source_id FROM claims WHERE source_id IS NOT NULL ORDER BY 1 LIMIT 1')}",
        "/outlets",
        "/sql?q=FROM+claims",
    ]
