"""What the crawler remembers between runs: pages, entry points, robots.txt, visits. SQLite, ``ARCHIVE/state.sqlite``.

Everything in it can be won back from the archive and a new visit. Outcomes of fetches are gathered and written by
``flush``, which is called after the archive is safely on disk: the state never claims more than the archive holds.
"""

import json
import sqlite3
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import fields
from importlib.resources import files
from pathlib import Path
from typing import Any

from newstally.crawler.addresses import host_of
from newstally.crawler.rows import Capture, EntryPoint, Found, Page

BUSY_SECONDS = 30
"""How long a write waits for another process's transaction, which is always short."""


PAGE_COLUMNS = [column.name for column in fields(Page)]
ENTRY_COLUMNS = [column.name for column in fields(EntryPoint)]
CAPTURE_COLUMNS = [column.name for column in fields(Capture)]


GONE = (404, 410)

COUNTED = ("requests", "megabytes", "pages", "found", "new", "changed", "unchanged", "withdrawn")
"""Figures of a report that are added up over all runs."""


def _upsert(table: str, columns: list[str]) -> str:
    return f"INSERT OR REPLACE INTO {table} ({', '.join(columns)}) VALUES ({', '.join('?' * len(columns))})"


class State:
    """The state of one archive. Not for sharing between threads; several processes may open the same file."""

    def __init__(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self._db = sqlite3.connect(path, timeout=BUSY_SECONDS, isolation_level=None)
        self._db.row_factory = sqlite3.Row
        self._db.create_function("host_of", 1, host_of, deterministic=True)
        self._db.execute("PRAGMA journal_mode=WAL")
        self._db.execute("PRAGMA synchronous=NORMAL")
        self._db.executescript((files("newstally.crawler") / "schema.sql").read_text(encoding="utf-8"))
        self._pages: dict[str, Page] = {}
        self._entry_points: dict[tuple[str, str], EntryPoint] = {}
        self._aliases: dict[str, str] = {}
        self._captures: list[Capture] = []
        self._files: dict[str, tuple[int, bool]] = {}

    def close(self) -> None:
        """Write what is gathered and close the file."""
        self.flush()
        self._db.close()

    # pages

    def page(self, key: str) -> Page | None:
        """Return the page with this key, or the page that the key is an alias of."""
        key = self.resolve(key)
        if key in self._pages:
            return self._pages[key]
        row = self._db.execute("SELECT * FROM pages WHERE key = ?", (key,)).fetchone()
        return Page(**row) if row else None

    def resolve(self, key: str) -> str:
        """Return the key of the page that this key is an alias of, or the key itself."""
        seen = {key}
        while (page := self._alias(key)) is not None and page not in seen:
            key = page
            seen.add(key)
        return key

    def _alias(self, key: str) -> str | None:
        if key in self._aliases:
            return self._aliases[key]
        row = self._db.execute("SELECT page FROM aliases WHERE key = ?", (key,)).fetchone()
        return row["page"] if row else None

    def keys_of(self, key: str) -> list[str]:
        """Return every key under which a page is known, given one of them."""
        page = self.resolve(key)
        return [
            page,
            *(row["key"] for row in self._db.execute("SELECT key FROM aliases WHERE page = ?", (page,))),
        ]

    def add_found(self, outlet: str, keyed: Mapping[str, Found], *, found_in: str, now: float) -> int:
        """Make pages not known before due, and known ones that were modified since their last fetch.

        ``keyed`` maps page keys to what was found. Returns how many pages are new.
        """
        new = 0
        with self._transaction():
            for key, found in keyed.items():
                key = self.resolve(key)
                rank = -(found.published_at or found.modified_at or now)
                inserted = self._db.execute(
                    "INSERT INTO pages (key, outlet, address, found_at, found_in, published_at, due_at, rank)"
                    " VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
                    (key, outlet, found.address, now, found_in, found.published_at, now, rank),
                )
                if inserted.rowcount == 1:
                    new += 1
                else:
                    self._found_again(key, found, now)
        return new

    def _found_again(self, key: str, found: Found, now: float) -> None:
        """Make a known page due if it was modified, or if only another form of its address was tried, in vain."""
        query = "SELECT address, status, fetched_at, due_at FROM pages WHERE key = ?"
        row = self._db.execute(query, (key,)).fetchone()
        if row["fetched_at"] is None:
            if row["status"] in GONE and row["address"] != found.address:
                query = "UPDATE pages SET address = ?, status = NULL, failures = 0, due_at = ? WHERE key = ?"
                self._db.execute(query, (found.address, now, key))
        elif (
            found.modified_at
            and row["fetched_at"] < found.modified_at <= now
            and (row["due_at"] is None or row["due_at"] > now)
        ):
            self._db.execute("UPDATE pages SET due_at = ?, rank = ? WHERE key = ?", (now, now, key))

    def due_pages(
        self,
        outlet: str,
        *,
        now: float,
        limit: int,
        without: Iterable[str] = (),
        without_hosts: Collection[str] = (),
    ) -> list[Page]:
        """Return up to ``limit`` pages of an outlet that are due, new ones first, the freshest of them foremost.

        ``without`` are keys of pages, ``without_hosts`` hosts (with their ports) to leave out.
        """
        skip = set(without) | self._pages.keys() | self._aliases.keys()
        elsewhere = "AND host_of(address) NOT IN (SELECT value FROM json_each(?))" if without_hosts else ""
        rows = self._db.execute(
            f"SELECT * FROM pages WHERE outlet = ? AND due_at <= ? {elsewhere} ORDER BY rank LIMIT ?",
            (outlet, now, *([json.dumps(list(without_hosts))] if without_hosts else []), limit + len(skip)),
        ).fetchall()
        return [Page(**row) for row in rows if row["key"] not in skip][:limit]

    def count_due(self, outlet: str, *, now: float) -> int:
        """Return how many pages of an outlet are due."""
        query = "SELECT count(*) FROM pages WHERE outlet = ? AND due_at <= ?"
        return int(self._db.execute(query, (outlet, now)).fetchone()[0])

    def put_page(self, page: Page) -> None:
        """Gather the new state of a page for the next flush."""
        self._pages[page.key] = page

    def put_alias(self, key: str, page: str) -> None:
        """Gather that a key belongs to a page with another key; a page waiting under the alias is not fetched."""
        if key != page:
            self._aliases[key] = page

    # entry points, robots.txt, back-offs

    def entry_point(self, outlet: str, address: str, kind: str) -> EntryPoint:
        """Return what is known of an entry point; a new one if nothing is."""
        if (outlet, address) in self._entry_points:
            return self._entry_points[outlet, address]
        query = "SELECT * FROM entry_points WHERE outlet = ? AND address = ?"
        row = self._db.execute(query, (outlet, address)).fetchone()
        return EntryPoint(**row) if row else EntryPoint(outlet, address, kind)

    def children(self, outlet: str, address: str) -> list[str]:
        """Return the addresses of the entry points that this one named."""
        query = "SELECT address FROM entry_points WHERE outlet = ? AND parent = ? ORDER BY address"
        return [row["address"] for row in self._db.execute(query, (outlet, address))]

    def put_entry_point(self, entry_point: EntryPoint) -> None:
        """Gather the new state of an entry point for the next flush."""
        self._entry_points[entry_point.outlet, entry_point.address] = entry_point

    def robots(self, site: str) -> tuple[float, int, bytes] | None:
        """Return (time fetched, status, body) of a site's robots.txt, or None."""
        row = self._db.execute(
            "SELECT fetched_at, status, body FROM robots WHERE site = ?", (site,)
        ).fetchone()
        return tuple(row) if row else None

    def put_robots(self, site: str, *, fetched_at: float, status: int, body: bytes) -> None:
        """Remember a site's robots.txt."""
        self._db.execute(
            "INSERT OR REPLACE INTO robots VALUES (?, ?, ?, ?)", (site, fetched_at, status, body)
        )

    def backoff(self, host: str) -> tuple[float, str] | None:
        """Return (until when, why) a host is not to be asked, or None."""
        row = self._db.execute("SELECT until, reason FROM backoffs WHERE host = ?", (host,)).fetchone()
        return tuple(row) if row else None

    def put_backoff(self, host: str, *, until: float, reason: str) -> None:
        """Remember that a host is not to be asked before a time."""
        self._db.execute("INSERT OR REPLACE INTO backoffs VALUES (?, ?, ?)", (host, until, reason))

    # visits

    def put_visit(self, report: Mapping[str, Any]) -> None:
        """Remember the report of one outlet's run and add its figures to the totals."""
        columns = ("outlet", "started_at", "ended_at", "ok", "pages", "new", "changed")
        self._db.execute(
            "INSERT INTO visits VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            (*(report[column] for column in columns), json.dumps(report, ensure_ascii=False)),
        )
        figures = {name: report[name] for name in COUNTED} | {
            f"problems:{kind}": cases for kind, cases in report["problems"].items()
        }
        self._db.executemany(
            "INSERT INTO totals VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET value = value + excluded.value",
            [(report["outlet"], name, float(value)) for name, value in figures.items()],
        )

    def totals(self) -> list[tuple[str, str, float]]:
        """Return (outlet, name, value) of every counter over all runs; problems are named ``problems:KIND``."""
        return [
            tuple(row) for row in self._db.execute("SELECT outlet, name, value FROM totals ORDER BY 2, 1")
        ]

    def visits(self, outlet: str, *, since: float = 0.0) -> list[dict[str, Any]]:
        """Return the reports of an outlet's runs that began at or after a time, oldest first."""
        query = "SELECT report FROM visits WHERE outlet = ? AND started_at >= ? ORDER BY started_at"
        return [json.loads(row["report"]) for row in self._db.execute(query, (outlet, since))]

    def last_visit(self, outlet: str) -> dict[str, Any] | None:
        """Return the report of an outlet's latest run, or None."""
        query = "SELECT report FROM visits WHERE outlet = ? ORDER BY started_at DESC LIMIT 1"
        row = self._db.execute(query, (outlet,)).fetchone()
        return json.loads(row["report"]) if row else None

    # the archive

    def put_capture(self, capture: Capture) -> None:
        """Gather one record of the archive for the index."""
        self._captures.append(capture)

    def put_file(self, file: str, *, indexed_to: int, closed: bool) -> None:
        """Gather how far a WARC file is indexed, and whether it is complete."""
        self._files[file] = (indexed_to, closed)

    def archive_files(self) -> dict[str, tuple[int, bool]]:
        """Return for every WARC file known: up to which offset it is indexed, and whether it is complete."""
        known = {
            row["file"]: (row["indexed_to"], bool(row["closed"]))
            for row in self._db.execute("SELECT * FROM files")
        }
        return known | self._files

    def captures(self, keys: Iterable[str]) -> list[Capture]:
        """Return the records with one of these keys that are written, oldest first."""
        query = "SELECT * FROM captures WHERE key = ?"
        found = [Capture(**row) for key in keys for row in self._db.execute(query, (key,))]
        return sorted(found, key=lambda capture: (capture.at, capture.file, capture.offset))

    def captures_of_file(self, file: str) -> Iterator[Capture]:
        """Yield the records of one WARC file that are written, in order."""
        for row in self._db.execute("SELECT * FROM captures WHERE file = ? ORDER BY offset", (file,)):
            yield Capture(**row)

    def flush(self) -> None:
        """Write everything gathered in one transaction."""
        if not (self._pages or self._aliases or self._entry_points or self._captures or self._files):
            return
        with self._transaction():
            self._db.executemany(
                _upsert("pages", PAGE_COLUMNS),
                [[getattr(page, name) for name in PAGE_COLUMNS] for page in self._pages.values()],
            )
            self._db.executemany("INSERT OR REPLACE INTO aliases VALUES (?, ?)", list(self._aliases.items()))
            doubles = [(key,) for key in self._aliases]
            self._db.executemany("DELETE FROM pages WHERE key = ? AND fetched_at IS NULL", doubles)
            self._db.executemany("UPDATE pages SET due_at = NULL WHERE key = ?", doubles)
            self._db.executemany(
                _upsert("entry_points", ENTRY_COLUMNS),
                [[getattr(entry, name) for name in ENTRY_COLUMNS] for entry in self._entry_points.values()],
            )
            self._db.executemany(
                _upsert("captures", CAPTURE_COLUMNS),
                [[getattr(capture, name) for name in CAPTURE_COLUMNS] for capture in self._captures],
            )
            self._db.executemany(
                "INSERT OR REPLACE INTO files VALUES (?, ?, ?)",
                [(file, to, closed) for file, (to, closed) in self._files.items()],
            )
        self._pages.clear()
        self._aliases.clear()
        self._entry_points.clear()
        self._captures.clear()
        self._files.clear()

    def _transaction(self) -> "_Transaction":
        return _Transaction(self._db)


class _Transaction:
    """``with`` block around BEGIN IMMEDIATE and COMMIT, or ROLLBACK after an exception."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db

    def __enter__(self) -> None:
        self._db.execute("BEGIN IMMEDIATE")

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        self._db.execute("ROLLBACK" if kind else "COMMIT")
