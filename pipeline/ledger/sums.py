"""Sums: figures of one passage that are the parts of another figure of it."""

from itertools import combinations
from typing import Any

NEAR = 500
"""Characters within which a total and its parts stand."""

NEIGHBOURS = 9
"""Figures of a passage that are tried; more make chance sums likely."""

SMALL = 20
"""Totals below this add up by chance; they count only within one sentence."""

MOST_PARTS = 4


def find_sums(sightings: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return rows of the table ``sums`` for one article's sightings: each part of each total.

    Only exact figures of the same kind, unit and modality within one passage are added up. Of several ways to make
    a total the one with the fewest parts, then the one nearest to it in the text, is taken.
    """
    groups: dict[tuple[Any, ...], list[dict[str, Any]]] = {}
    for row in sightings:
        if row["comparator"] == "=" and row["low"] > 0 and row["kind"] in {"count", "money", "percent"}:
            groups.setdefault((row["kind"], row["unit"], row["modality"]), []).append(row)
    found = []
    for rows in groups.values():
        if len(rows) < 3:
            continue
        for total in rows:
            parts = _parts_of(total, rows)
            found += [
                {
                    "total_sighting": total["sighting_id"],
                    "part_sighting": part["sighting_id"],
                    "parts": len(parts),
                }
                for part in parts
            ]
    return found


def _parts_of(total: dict[str, Any], rows: list[dict[str, Any]]) -> tuple[dict[str, Any], ...]:
    near = [row for row in rows if row["low"] < total["low"] and _fits(row, total)]
    near.sort(key=lambda row: (abs(row["start"] - total["start"]), row["start"]))
    for size in range(2, MOST_PARTS + 1):
        for chosen in combinations(near[:NEIGHBOURS], size):
            if abs(sum(row["low"] for row in chosen) - total["low"]) <= 1e-9 * total["low"]:
                return chosen
    return ()


def _fits(row: dict[str, Any], total: dict[str, Any]) -> bool:
    if total["low"] < SMALL:
        return bool(row["sentence_start"] == total["sentence_start"])
    return bool(abs(row["start"] - total["start"]) <= NEAR)
