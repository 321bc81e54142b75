"""Sums: figures of one passage that are the parts of another figure of it.

Small numbers add up by chance. So a sum counts only where the parts are announced as such ("of whom 3,052 …"), where a
count and its parts stand in one sentence, or where so few sums were tried that a hit is hardly chance.
"""

from itertools import combinations
from math import comb
from typing import Any

import regex

from newstally.pipeline.ledger.wording import fold, vocabulary

NEAR = 500
"""Characters within which a total and its parts stand."""

NEIGHBOURS = 9
"""Figures of a passage that are tried."""

SMALL = 20
"""Counts below this add up by chance even where they are announced; they count only within one sentence."""

MOST_PARTS = 4

CHANCE = 0.02
"""Share of the totals possible at a total's precision that may have been hit by the sums tried."""


def find_sums(sightings: list[dict[str, Any]], language: str) -> list[dict[str, Any]]:
    """Return rows of the table ``sums`` for one article's sightings: each part of each total.

    Only exact figures of the same kind, unit and modality within one passage are added up; persons are one unit. Of
    several ways to make a total the one with the fewest parts, then the one nearest to it in the text, is taken.
    """
    persons = vocabulary(language).persons
    groups: dict[tuple[Any, ...], list[dict[str, Any]]] = {}
    for row in sightings:
        if row["comparator"] == "=" and row["low"] > 0 and row["kind"] in {"count", "money", "percent"}:
            unit = "person" if row["kind"] == "count" and row["unit"] in persons else row["unit"]
            groups.setdefault((row["kind"], unit, row["modality"]), []).append(row)
    found = []
    for rows in groups.values():
        if len(rows) < 3:
            continue
        for total in rows:
            parts = _parts_of(total, rows, language)
            found += [
                {
                    "total_sighting": total["sighting_id"],
                    "part_sighting": part["sighting_id"],
                    "parts": len(parts),
                }
                for part in parts
            ]
    return found


def _parts_of(total: dict[str, Any], rows: list[dict[str, Any]], language: str) -> tuple[dict[str, Any], ...]:
    near = [row for row in rows if row["low"] < total["low"] and abs(row["start"] - total["start"]) <= NEAR]
    near.sort(key=lambda row: (abs(row["start"] - total["start"]), row["start"]))
    near = near[:NEIGHBOURS]
    tried = 0
    for size in range(2, MOST_PARTS + 1):
        tried += comb(len(near), size)
        for chosen in combinations(near, size):
            if abs(sum(row["low"] for row in chosen) - total["low"]) <= 1e-9 * total["low"] and _is_no_chance(
                total, chosen, tried, language
            ):
                return chosen
    return ()


def _is_no_chance(
    total: dict[str, Any], parts: tuple[dict[str, Any], ...], tried: int, language: str
) -> bool:
    together = all(row["sentence_start"] == total["sentence_start"] for row in parts)
    if total["low"] < SMALL and not together:
        return False
    if together and total["kind"] == "count":
        return True
    if any(_announced(sentence, language) for sentence in {row["sentence"] for row in (total, *parts)}):
        return True
    return tried <= CHANCE * _possible(total["low"])


def _possible(value: float) -> float:
    """Return how many totals there are up to this one at its precision: 323 for 3,230, 52 for 52 billion."""
    digits = f"{value:.6f}".rstrip("0").rstrip(".")
    return float(digits.replace(".", "")) if "." in digits else float(digits.rstrip("0"))


def _announced(sentence: str, language: str) -> bool:
    words = regex.findall(r"[\p{L}\p{M}]+", fold(sentence))
    return any(
        tuple(words[i : i + len(phrase)]) == phrase
        for phrase in vocabulary(language).summing
        for i in range(len(words))
    )
