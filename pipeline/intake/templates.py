"""Templates: which blocks of each archived page recur on the pages that its outlet had before.

The template of a page follows from the pages of its outlet that were fetched before it, the last ones at other
addresses, and from nothing else: an intake of a few pages, one of all at once and a rebuild find the same. So that
nobody reads them twice, ``templates.sqlite`` beside the archive's files remembers of each outlet its last pages, of
each page what of it recurs, and how far the files were looked at. It can be deleted: it is made anew.
"""

import os
import shutil
import sqlite3
from array import array
from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass, replace
from itertools import groupby
from operator import attrgetter
from pathlib import Path

from newstally.crawler.state.database import as_os_error
from newstally.extract.article import NotAnArticle, OutletPages, Template, fingerprints
from newstally.pipeline.intake.archive import Stretch, archive_files, place_of, unread
from newstally.pipeline.intake.pages import why_left_out
from newstally.pipeline.ledger.place import Place
from newstally.pipeline.warc import Record

FILE = "templates.sqlite"
VERSION = 1
"""To be raised whenever a page's fingerprints or what makes a block recur is reckoned otherwise."""
AT_A_TIME = 200
TABLES = """
    CREATE TABLE marks (file TEXT PRIMARY KEY, read_to INTEGER NOT NULL) WITHOUT ROWID;
    CREATE TABLE last_pages (
        outlet TEXT, place INTEGER, address TEXT NOT NULL, fetched TEXT NOT NULL, blocks BLOB NOT NULL,
        PRIMARY KEY (outlet, place)
    ) WITHOUT ROWID;
    CREATE TABLE recurring (file TEXT, offset INTEGER, blocks BLOB NOT NULL, PRIMARY KEY (file, offset)) WITHOUT ROWID;
"""


@dataclass(frozen=True, slots=True, order=True)
class LookedAt:
    """A page that was crawled, with the fingerprints of its blocks; pages are ordered as they were fetched."""

    fetched: str
    file: str
    offset: int
    outlet: str
    address: str
    blocks: Template


class Templates:
    """The templates of the pages of one archive, as far as its files have been looked at."""

    def __init__(self, archive: Path, ledger: Place, path: Path | None = None) -> None:
        """``ledger`` is that by whose folder files are named; ``path`` where to remember, if not beside the files."""
        self.archive, self.ledger = archive, ledger
        self.path = path or archive / FILE

    def attached(self, stretches: Iterable[Stretch]) -> Iterator[Stretch]:
        """Yield the stretches with the templates of their pages, after having looked at all that was archived before.

        Stretches of files outside of the archive are yielded as they are.
        """
        own: frozenset[str] = frozenset()
        with self._errors(), ExitStack() as ending:
            store: sqlite3.Connection | None = None
            for file, some in groupby(stretches, key=attrgetter("file")):
                if file not in own:
                    own = frozenset(place_of(path, self.ledger) for path in archive_files(self.archive))
                if file not in own:
                    yield from some
                    continue
                store = store or ending.enter_context(closing(self._opened()))
                for stretch in some:
                    if stretch.read_to > marks_in(store).get(file, 0):
                        self._look_at_new(store)
                    yield replace(stretch, templates=templates_in(store, stretch))

    def of_page(self, file: str, offset: int) -> Template:
        """Return the template of a page that was taken in before; empty if nothing of it recurs."""
        if not self.path.exists():
            return frozenset()
        with self._errors(), closing(self._opened()) as store:
            row = store.execute(
                "SELECT blocks FROM recurring WHERE file = ? AND offset = ?", (file, offset)
            ).fetchone()
        return unpacked(row[0]) if row else frozenset()

    def replace_those_of_archive(self) -> None:
        """Put these in the place of those that the archive has, if it has a place for them."""
        if self.path.exists() and os.access(self.archive, os.W_OK):
            shutil.move(self.path, self.archive / FILE)

    @contextmanager
    def _errors(self) -> Iterator[None]:
        """Raise OSError where the store can't be written, is damaged, or finds no room."""
        try:
            yield
        except sqlite3.DatabaseError as error:
            raise as_os_error(error, self.path) from None

    def _opened(self) -> sqlite3.Connection:
        """Return the store; where the archive can't be written to, one that is forgotten after use."""
        where = self.path if os.access(self.path.parent, os.W_OK) else ":memory:"
        store = sqlite3.connect(where, timeout=60, isolation_level=None)
        if store.execute("PRAGMA user_version").fetchone()[0] != VERSION:
            for (name,) in store.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall():
                store.execute(f"DROP TABLE {name}")
            store.executescript(TABLES)
            store.execute(f"PRAGMA user_version = {VERSION}")
        return store

    def _look_at_new(self, store: sqlite3.Connection) -> None:
        """Look at what has been archived since. Pages fetched before one that is known have all looked at anew."""
        store.execute("BEGIN IMMEDIATE")
        try:
            if not self._learned(store, marks_in(store)):
                for table in ("marks", "last_pages", "recurring"):
                    store.execute(f"DELETE FROM {table}")
                self._learned(store, {})
            store.execute("COMMIT")
        except BaseException:
            store.execute("ROLLBACK")
            raise

    def _learned(self, store: sqlite3.Connection, marks: Mapping[str, int]) -> bool:
        """Learn from what the marks don't cover; return False if something of it was fetched before known pages."""
        found: list[LookedAt] = []
        for stretch in unread(archive_files(self.archive), self.ledger, marks, size=AT_A_TIME, growing=True):
            found.extend(looked_at(stretch.records))
            store.execute("INSERT OR REPLACE INTO marks VALUES (?, ?)", (stretch.file, stretch.read_to))
        by_outlet: dict[str, list[LookedAt]] = {}
        for page in sorted(found):
            by_outlet.setdefault(page.outlet, []).append(page)
        return all(learned(store, outlet, pages) for outlet, pages in by_outlet.items())


def looked_at(records: Iterable[Record]) -> Iterator[LookedAt]:
    """Yield the pages of crawled outlets among records, each with the fingerprints of its blocks."""
    for record in records:
        outlet = record.headers.get("newstally-outlet")
        if not outlet or not record.is_page or why_left_out(record):
            continue
        try:
            blocks = fingerprints(record.body, record.http_headers)
        except (NotAnArticle, RecursionError):
            continue
        yield LookedAt(record.date, record.file, record.offset, outlet, record.url, blocks)


def learned(store: sqlite3.Connection, outlet: str, pages: list[LookedAt]) -> bool:
    """Note what recurs of each page, in their order, and the outlet's last pages; False if they begin too early."""
    former = store.execute(
        "SELECT address, blocks, fetched FROM last_pages WHERE outlet = ? ORDER BY place", (outlet,)
    ).fetchall()
    if former and pages[0].fetched < max(fetched for _, _, fetched in former):
        return False
    fetched = {address: moment for address, _, moment in former}
    known = OutletPages((address, unpacked(blocks)) for address, blocks, _ in former)
    for page in pages:
        if template := known.template(page.address, page.blocks):
            store.execute(
                "INSERT OR REPLACE INTO recurring VALUES (?, ?, ?)",
                (page.file, page.offset, packed(template)),
            )
        known.add(page.address, page.blocks)
        fetched[page.address] = page.fetched
    store.execute("DELETE FROM last_pages WHERE outlet = ?", (outlet,))
    store.executemany(
        "INSERT INTO last_pages VALUES (?, ?, ?, ?, ?)",
        [
            (outlet, place, address, fetched[address], packed(blocks))
            for place, (address, blocks) in enumerate(known.pages.items())
        ],
    )
    return True


def marks_in(store: sqlite3.Connection) -> dict[str, int]:
    """Return how far each file has been looked at."""
    return dict(store.execute("SELECT file, read_to FROM marks").fetchall())


def templates_in(store: sqlite3.Connection, stretch: Stretch) -> dict[int, Template]:
    """Return the templates of a stretch's pages by their offsets; pages of which nothing recurs have none."""
    if not stretch.records:
        return {}
    rows = store.execute(
        "SELECT offset, blocks FROM recurring WHERE file = ? AND offset BETWEEN ? AND ?",
        (stretch.file, stretch.records[0].offset, stretch.records[-1].offset),
    ).fetchall()
    return {offset: unpacked(blocks) for offset, blocks in rows}


def packed(blocks: Template) -> bytes:
    """Return fingerprints as bytes, eight for each."""
    return array("Q", sorted(blocks)).tobytes()


def unpacked(blocks: bytes) -> Template:
    """Return the fingerprints in bytes."""
    return frozenset(array("Q", blocks))
