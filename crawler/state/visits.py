"""Reports of visits, counters over all of them, and how each outlet stands."""

import json
from collections.abc import Mapping
from typing import Any

from newstally.crawler.standing import Standing, after_visit
from newstally.crawler.state.database import Database

COUNTED = ("requests", "megabytes", "pages", "found", "new", "changed", "unchanged", "withdrawn")
"""Figures of a report that are added up over all runs."""

KEPT_VISITS = 100
"""Reports kept of each outlet. What is older is in its standing."""

KEPT_NAMES = 10
"""Addresses that made trouble kept in each report."""


class Visits:
    """Part of the state; everything is written at once."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def put_visit(self, report: Mapping[str, Any]) -> None:
        """Remember the report of one outlet's run, add its figures to the totals, and bring its standing up to date."""
        outlet = report["outlet"]
        columns = ("outlet", "started_at", "ended_at", "ok", "pages", "new", "changed")
        shortened = {**report, "named": report["named"][:KEPT_NAMES], "latest": []}
        figures = {name: report[name] for name in COUNTED} | {
            f"problems:{kind}": cases for kind, cases in report["problems"].items()
        }
        with self._db.transaction():
            standing = self.standing(outlet)
            self._db.execute(
                "INSERT INTO visits VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                (*(report[column] for column in columns), json.dumps(shortened, ensure_ascii=False)),
            )
            self._db.execute(
                "DELETE FROM visits WHERE rowid IN (SELECT rowid FROM visits WHERE outlet = ?"
                " ORDER BY rowid DESC LIMIT -1 OFFSET ?)",
                (outlet, KEPT_VISITS),
            )
            self._db.executemany(
                "INSERT INTO totals VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET value = value + excluded.value",
                [(outlet, name, float(value)) for name, value in figures.items()],
            )
            self._put_standing(outlet, after_visit(standing, report))

    def standing(self, outlet: str) -> Standing:
        """Return how an outlet stands; a new one if it was never visited.

        States of earlier versions have only the reports of its visits, from which the standing follows.
        """
        row = self._db.one("SELECT standing FROM outlets WHERE outlet = ?", (outlet,))
        if row:
            return Standing.from_json(row["standing"])
        standing = Standing()
        for report in self.visits(outlet):
            standing = after_visit(standing, report)
        return standing

    def standings(self) -> dict[str, Standing]:
        """Return how every outlet stands that was ever visited."""
        rows = self._db.execute("SELECT outlet, standing FROM outlets")
        return {row["outlet"]: Standing.from_json(row["standing"]) for row in rows}

    def put_standing(self, outlet: str, standing: Standing) -> None:
        """Remember how an outlet stands."""
        with self._db.transaction():
            self._put_standing(outlet, standing)

    def put_intake(
        self,
        outlet: str,
        *,
        at: float,
        articles: int,
        refused: Mapping[str, int],
        languages: Mapping[str, int],
    ) -> None:
        """Remember what the ledger made of an outlet's pages: how many articles, how many none by reason, and how many
        in languages that nothing is read of.
        """
        with self._db.transaction():
            standing = self.standing(outlet)
            standing.taken_in(at=at, articles=articles, refused=refused, languages=languages)
            self._put_standing(outlet, standing)

    def _put_standing(self, outlet: str, standing: Standing) -> None:
        self._db.execute("INSERT OR REPLACE INTO outlets VALUES (?, ?)", (outlet, standing.to_json()))

    def totals(self) -> list[tuple[str, str, float]]:
        """Return (outlet, name, value) of every counter over all runs; problems are named ``problems:KIND``."""
        rows = self._db.execute("SELECT outlet, name, value FROM totals ORDER BY 2, 1")
        return [tuple(row) for row in rows]

    def visits(self, outlet: str, *, since: float = 0.0) -> list[dict[str, Any]]:
        """Return the reports of an outlet's last runs that began at or after a time, oldest first."""
        query = "SELECT report FROM visits WHERE outlet = ? AND started_at >= ? ORDER BY rowid"
        return [json.loads(row["report"]) for row in self._db.execute(query, (outlet, since))]

    def last_visit(self, outlet: str) -> dict[str, Any] | None:
        """Return the report of an outlet's latest run, or None."""
        query = "SELECT report FROM visits WHERE outlet = ? ORDER BY rowid DESC LIMIT 1"
        row = self._db.one(query, (outlet,))
        return json.loads(row["report"]) if row else None
