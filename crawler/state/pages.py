"""The known article pages, and which keys are theirs."""

import json
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, fields

from newstally.crawler.addresses import page_key
from newstally.crawler.revisits import scheduled, waiting_after
from newstally.crawler.rows import EntryPoint, Found, Page
from newstally.crawler.state.database import Database, upsert

COLUMNS = [column.name for column in fields(Page)]

GONE = (404, 410)

NEWS, LOOKS, BACKLOG = 0.0, 5e10, 1e11
"""Ranks: below the first are new pages, below the second those to be looked at again or after a failure, and around the
third old ones that nobody waits for: what a sitemap's archive names."""

OLD = 7 * 86400.0
"""Seconds after its publication from which a page that a sitemap names belongs to the backlog."""


@dataclass(frozen=True, slots=True)
class Added:
    """What came of addresses that an entry point named."""

    new: int
    """Pages not known before."""
    fresh: int
    """Pages that were not known when this entry point was read the last time, by whomever they were found since."""


class Pages:
    """Part of the state. Outcomes of fetches are gathered; what entry points name is written at once."""

    def __init__(self, db: Database) -> None:
        self._db = db
        self._pages: dict[str, Page] = {}
        self._aliases: dict[str, str] = {}
        self._telling: dict[str, frozenset[str]] = {}

    def page(self, key: str) -> Page | None:
        """Return the page with this key, or the page that the key is an alias of."""
        key = self.resolve(key)
        if key in self._pages:
            return self._pages[key]
        row = self._db.one("SELECT * FROM pages WHERE key = ?", (key,))
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
        row = self._db.one("SELECT page FROM aliases WHERE key = ?", (key,))
        return row["page"] if row else None

    def keys_of(self, key: str) -> list[str]:
        """Return every key under which a page is known, given one of them."""
        page = self.resolve(key)
        rows = self._db.execute("SELECT key FROM aliases WHERE page = ?", (page,))
        return [page, *(row["key"] for row in rows)]

    def telling(self, outlet: str) -> frozenset[str]:
        """Return the parameters that tell pages of an outlet apart; see ``addresses.telling_parameters``."""
        if outlet not in self._telling:
            rows = self._db.execute("SELECT parameter FROM telling WHERE outlet = ?", (outlet,))
            self._telling[outlet] = frozenset(row["parameter"] for row in rows)
        return self._telling[outlet]

    def key(self, outlet: str, address: str) -> str:
        """Return the key of the page that an address leads to on an outlet."""
        return page_key(address, self.telling(outlet))

    def all_telling(self) -> set[frozenset[str]]:
        """Return the sets of telling parameters of all outlets, the empty one among them."""
        outlets = self._db.execute("SELECT DISTINCT outlet FROM telling").fetchall()
        return {frozenset(), *(self.telling(row["outlet"]) for row in outlets)}

    def learn_telling(self, outlet: str, parameters: frozenset[str]) -> None:
        """Remember that these parameters tell pages of an outlet apart."""
        news = parameters - self.telling(outlet)
        if news:
            self._db.executemany(
                "INSERT OR IGNORE INTO telling VALUES (?, ?)", [(outlet, name) for name in news]
            )
            self._telling[outlet] |= news

    def add_found(
        self, outlet: str, keyed: Mapping[str, Found], *, found_in: EntryPoint, now: float
    ) -> Added:
        """Make pages not known before due, and known ones that were modified since their last fetch.

        ``keyed`` maps page keys to what was found.
        """
        new = fresh = 0
        with self._db.transaction():
            for key, found in keyed.items():
                key = self.resolve(key)
                inserted = self._db.execute(
                    "INSERT INTO pages (key, outlet, address, found_at, found_in, published_at, due_at, rank,"
                    " listed_in, listed_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
                    (
                        key,
                        outlet,
                        found.address,
                        now,
                        found_in.address,
                        found.published_at,
                        now,
                        _rank(found, found_in, now),
                        found_in.address,
                        now,
                    ),
                )
                if inserted.rowcount == 1:
                    new += 1
                    fresh += 1
                else:
                    fresh += self._found_again(key, found, found_in, now)
        return Added(new, fresh)

    def _found_again(self, key: str, found: Found, found_in: EntryPoint, now: float) -> bool:
        """Make a known page due if it was modified, or if it failed and is still named.

        Returns whether it is news to this entry point.
        """
        row = self._db.one(
            "SELECT address, status, found_at, fetched_at, due_at, failures, problem FROM pages WHERE key = ?",
            (key,),
        )
        if row["fetched_at"] is None:
            other_form = row["status"] in GONE and row["address"] != found.address
            if other_form:
                self._db.execute(
                    "UPDATE pages SET address = ?, status = NULL, failures = 0, due_at = ? WHERE key = ?",
                    (found.address, now, key),
                )
            elif row["due_at"] is None and key not in self._aliases:
                again = waiting_after(row["failures"], row["problem"], now)
                if again is not None:
                    self._db.execute(
                        "UPDATE pages SET due_at = ?, rank = ? WHERE key = ?", (again, again, key)
                    )
            self._db.execute(
                "UPDATE pages SET listed_in = ?, listed_at = ? WHERE key = ?", (found_in.address, now, key)
            )
        elif (
            found.modified_at
            and row["fetched_at"] < found.modified_at <= now
            and (row["due_at"] is None or row["due_at"] > now)
            and not found_in.lies
        ):
            self._db.execute(
                "UPDATE pages SET due_at = ?, rank = ?, modified_by = ? WHERE key = ?",
                (now, now, found_in.address, key),
            )
        return found_in.fetched_at is None or row["found_at"] > found_in.fetched_at

    def is_listed(self, page: Page) -> bool:
        """Return whether the entry point that named a page last still did when it was read last."""
        if page.listed_in is None or page.listed_at is None:
            return False
        row = self._db.one(
            "SELECT read_at FROM entry_points WHERE outlet = ? AND address = ?", (page.outlet, page.listed_in)
        )
        return row is None or row["read_at"] is None or page.listed_at >= row["read_at"]

    def due_pages(
        self,
        outlet: str,
        *,
        now: float,
        limit: int,
        below: float = 2 * BACKLOG,
        without: Iterable[str] = (),
        without_hosts: Collection[str] = (),
    ) -> list[Page]:
        """Return up to ``limit`` pages of an outlet that are due, new ones first, the freshest of them foremost.

        After the new ones come those to be looked at again, and last old ones that are new to us; ``below`` is a rank.
        ``without`` are keys of pages, ``without_hosts`` hosts (with their ports) to leave out.
        """
        skip = set(without) | self._pages.keys() | self._aliases.keys()
        values: list[object] = [outlet, now, below]
        conditions = ""
        if without_hosts:
            conditions += " AND host_of(address) NOT IN (SELECT value FROM json_each(?))"
            values.append(json.dumps(list(without_hosts)))
        rows = self._db.execute(
            f"SELECT * FROM pages WHERE outlet = ? AND due_at <= ? AND rank < ?{conditions} ORDER BY rank LIMIT ?",
            (*values, limit + len(skip)),
        ).fetchall()
        return [Page(**row) for row in rows if row["key"] not in skip][:limit]

    def count_due(self, outlet: str, *, now: float) -> int:
        """Return how many pages of an outlet are due."""
        query = "SELECT count(*) FROM pages WHERE outlet = ? AND due_at <= ?"
        return int(self._db.one(query, (outlet, now))[0])

    def next_retry(self, outlet: str, *, now: float) -> float | None:
        """Return when the first of an outlet's failed pages that were never fetched is due, None if there are none."""
        query = (
            "SELECT min(due_at) FROM pages WHERE outlet = ? AND due_at > ? AND fetched_at IS NULL"
            " AND rank BETWEEN 0 AND ?"
        )
        found = self._db.one(query, (outlet, now, LOOKS))[0]
        return float(found) if found is not None else None

    def put_page(self, page: Page) -> None:
        """Gather the new state of a page for the next flush."""
        self._pages[page.key] = page

    def put_alias(self, key: str, page: str) -> None:
        """Gather that a key belongs to a page with another key; a page waiting under the alias is not fetched."""
        if key != page:
            self._aliases[key] = page

    def retry(self, outlet: str, *, now: float) -> int:
        """Make every page of an outlet due that could never be fetched, given up or not. Returns how many."""
        changed = self._db.execute(
            "UPDATE pages SET due_at = ?, rank = ?, failures = 0 WHERE outlet = ? AND fetched_at IS NULL"
            " AND problem IS NOT NULL AND key NOT IN (SELECT key FROM aliases)",
            (now, now, outlet),
        )
        return changed.rowcount

    def distrust(self, outlet: str, entry_point: str, ages: list[float]) -> None:
        """Put pages that are due only on the word of an entry point back to when they would be due without it."""
        rows = self._db.execute(
            "SELECT * FROM pages WHERE outlet = ? AND due_at IS NOT NULL AND modified_by = ?",
            (outlet, entry_point),
        ).fetchall()
        with self._db.transaction():
            for row in rows:
                due_at = scheduled(row["changed_at"], row["stage"], ages)
                self._db.execute(
                    "UPDATE pages SET due_at = ?, rank = ?, modified_by = NULL WHERE key = ?",
                    (due_at, due_at or row["fetched_at"] or 0.0, row["key"]),
                )

    def heal_pages(self, outlet: str, *, now: float, longest: float) -> None:
        """Bring times that lie in the future, since a clock was wrong, back to the present.

        ``longest`` is how many seconds ahead a page may rightly be due.
        """
        self._db.execute(
            "UPDATE pages SET found_at = min(found_at, ?1), fetched_at = min(fetched_at, ?1),"
            " changed_at = min(changed_at, ?1), listed_at = min(listed_at, ?1),"
            " stage = CASE WHEN fetched_at > ?1 THEN 0 ELSE stage END,"
            " due_at = CASE WHEN fetched_at > ?1 OR due_at > ?1 + ?2 THEN ?1 ELSE due_at END,"
            " rank = CASE WHEN fetched_at > ?1 OR due_at > ?1 + ?2 THEN ?1 ELSE rank END"
            " WHERE outlet = ?3 AND (found_at > ?1 OR fetched_at > ?1 OR due_at > ?1 + ?2)",
            (now, longest, outlet),
        )

    def _flush_pages(self) -> None:
        self._db.executemany(
            upsert("pages", COLUMNS),
            [[getattr(page, name) for name in COLUMNS] for page in self._pages.values()],
        )
        self._db.executemany("INSERT OR REPLACE INTO aliases VALUES (?, ?)", list(self._aliases.items()))
        doubles = [(key,) for key in self._aliases]
        self._db.executemany("DELETE FROM pages WHERE key = ? AND fetched_at IS NULL", doubles)
        self._db.executemany("UPDATE pages SET due_at = NULL WHERE key = ?", doubles)


def _rank(found: Found, found_in: EntryPoint, now: float) -> float:
    """Return where a new page stands in the queue: lowest first, the freshest lowest, those of the backlog highest."""
    dated = found.published_at or found.modified_at
    if found_in.kind == "sitemap" and (dated < now - OLD if dated else found_in.fetched_at is None):
        return BACKLOG - (dated or 0.0)
    return -(dated or now)
