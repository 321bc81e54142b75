"""What is known of entry points, of robots.txt, and of hosts that want to be left alone."""

from collections.abc import Iterable
from dataclasses import fields

from newstally.crawler.rows import EntryPoint, Found
from newstally.crawler.state.database import Database, upsert

COLUMNS = [column.name for column in fields(EntryPoint)]


class EntryPoints:
    """Part of the state. What becomes of entry points is gathered for the next flush."""

    def __init__(self, db: Database) -> None:
        self._db = db
        self._entry_points: dict[tuple[str, str], EntryPoint] = {}

    def entry_point(self, outlet: str, address: str, kind: str) -> EntryPoint:
        """Return what is known of an entry point; a new one if nothing is."""
        if (outlet, address) in self._entry_points:
            return self._entry_points[outlet, address]
        query = "SELECT * FROM entry_points WHERE outlet = ? AND address = ?"
        row = self._db.one(query, (outlet, address))
        return EntryPoint(**row) if row else EntryPoint(outlet, address, kind)

    def entry_points(self, outlet: str) -> list[EntryPoint]:
        """Return the entry points of an outlet that are written, without the sitemaps that indexes named."""
        rows = self._db.execute("SELECT * FROM entry_points WHERE outlet = ? AND parent IS NULL", (outlet,))
        return [EntryPoint(**row) for row in rows]

    def entry_points_by_outlet(self) -> dict[str, list[EntryPoint]]:
        """Return the same for all outlets."""
        found: dict[str, list[EntryPoint]] = {}
        for row in self._db.execute("SELECT * FROM entry_points WHERE parent IS NULL"):
            found.setdefault(row["outlet"], []).append(EntryPoint(**row))
        return found

    def children(self, outlet: str, address: str) -> list[EntryPoint]:
        """Return the entry points that this one named, those of the present run among them."""
        query = "SELECT * FROM entry_points WHERE outlet = ? AND parent = ? ORDER BY address"
        found = {row["address"]: EntryPoint(**row) for row in self._db.execute(query, (outlet, address))}
        for (of, child), entry_point in self._entry_points.items():
            if of == outlet and entry_point.parent == address:
                found[child] = entry_point
        return list(found.values())

    def put_entry_point(self, entry_point: EntryPoint) -> None:
        """Gather the new state of an entry point for the next flush."""
        self._entry_points[entry_point.outlet, entry_point.address] = entry_point

    def put_children(self, parent: EntryPoint, children: Iterable[Found]) -> None:
        """Gather the sitemaps that an index names, so that they are remembered together with its version."""
        for child in children:
            known = self.entry_point(parent.outlet, child.address, parent.kind)
            if known.parent is None and (known.fetched_at is not None or known.address == parent.address):
                continue  # it is configured itself
            known.parent = parent.address
            known.modified_at = child.modified_at
            self.put_entry_point(known)

    def heal_entry_points(self, outlet: str, *, now: float, longest: float) -> None:
        """Forget versions and times that come from a clock that was ahead, so that nothing dated is passed over."""
        self._db.execute(
            "UPDATE entry_points SET fetched_at = NULL, read_at = NULL, etag = NULL, last_modified = NULL,"
            " payload_digest = NULL, due_at = NULL"
            " WHERE outlet = ? AND (fetched_at > ? OR due_at > ?)",
            (outlet, now, now + longest),
        )

    def robots(self, site: str) -> tuple[float, int, bytes] | None:
        """Return (time fetched, status, body) of a site's robots.txt, or None."""
        row = self._db.one("SELECT fetched_at, status, body FROM robots WHERE site = ?", (site,))
        return tuple(row) if row else None

    def put_robots(self, site: str, *, fetched_at: float, status: int, body: bytes) -> None:
        """Remember a site's robots.txt."""
        self._db.execute(
            "INSERT OR REPLACE INTO robots VALUES (?, ?, ?, ?)", (site, fetched_at, status, body)
        )

    def backoff(self, host: str) -> tuple[float, str] | None:
        """Return (until when, why) a host is not to be asked, or None."""
        row = self._db.one("SELECT until, reason FROM backoffs WHERE host = ?", (host,))
        return tuple(row) if row else None

    def put_backoff(self, host: str, *, until: float, reason: str) -> None:
        """Remember that a host is not to be asked before a time."""
        self._db.execute("INSERT OR REPLACE INTO backoffs VALUES (?, ?, ?)", (host, until, reason))

    def _flush_entry_points(self) -> None:
        self._db.executemany(
            upsert("entry_points", COLUMNS),
            [[getattr(entry, name) for name in COLUMNS] for entry in self._entry_points.values()],
        )
