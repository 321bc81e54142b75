"""Which figures of a passage are parts of another: they add up to it exactly, and not by chance."""

from typing import Any

import pytest

from newstally.pipeline.ledger.sums import NEAR, NEIGHBOURS, find_sums


def figure(low: float, at: int = 0, begins: int = 0, **told: Any) -> dict[str, Any]:
    row = {
        "sighting_id": f"{low:g}@{at}",
        "comparator": "=",
        "low": float(low),
        "kind": "count",
        "unit": "boat",
    }
    row |= {
        "modality": "asserted",
        "start": at,
        "sentence_start": begins,
        "sentence": f"Sentence {begins}.",
    }
    return row | told


def found(*figures: dict[str, Any]) -> set[tuple[float, ...]]:
    """The totals that are found, each with its parts."""
    told: dict[str, list[str]] = {}
    for row in find_sums(list(figures), "en"):
        told.setdefault(row["total_sighting"], []).append(row["part_sighting"])
        assert row["parts"] in {2, 3, 4}
    lows = {row["sighting_id"]: row["low"] for row in figures}
    return {(lows[total], *sorted(lows[part] for part in parts)) for total, parts in told.items()}


def spread(*lows: float, **told: Any) -> list[dict[str, Any]]:
    """Figures each in a sentence of its own, ten characters apart."""
    return [figure(low, 10 * n, 10 * n, **told) for n, low in enumerate(lows)]


USD = {"kind": "money", "unit": "usd"}


@pytest.mark.parametrize(
    ("figures", "sums"),
    [
        ([figure(640), figure(410, 10), figure(150, 20), figure(80, 30)], {(640, 80, 150, 410)}),
        ([figure(640), figure(410, 10), figure(150, 20), figure(81, 30)], set()),
        ([figure(12), figure(5, 10), figure(7, 20)], {(12, 5, 7)}),
        (spread(12, 5, 7), set()),
        (spread(3231, 3052, 179), {(3231, 179, 3052)}),
        # near each other, and few enough
        ([figure(3231), figure(3052, 10), figure(179, NEAR)], {(3231, 179, 3052)}),
        ([figure(3231), figure(3052, 10), figure(179, NEAR + 1)], set()),
        ([figure(10), *(figure(2, n, unit="boat") for n in (1, 2, 3, 4, 5))], set()),
        ([figure(8), *(figure(2, n) for n in (1, 2, 3, 4))], {(8, 2, 2, 2, 2)}),
        ([figure(900), figure(895, 1), *(figure(99, 2 + n) for n in range(NEIGHBOURS - 2)), figure(5, 50)], {(900, 5, 895)}),
        ([figure(900), figure(895, 1), *(figure(99, 2 + n) for n in range(NEIGHBOURS - 1)), figure(5, 50)], set()),
        # of one kind
        ([figure(640), figure(410, 10, comparator="~"), figure(230, 20)], set()),
        ([figure(640), figure(410, 10, unit="house"), figure(230, 20)], set()),
        ([figure(640), figure(410, 10, modality="projected"), figure(230, 20)], set()),
        ([figure(640), figure(410, 10, kind="measure"), figure(230, 20)], set()),
        ([figure(640, unit="person"), figure(410, 10, unit="woman"), figure(230, 20, unit="person")], {(640, 230, 410)}),
        ([figure(640), figure(640, 10), figure(0, 20)], set()),
        # the fewest parts, then the nearest
        ([figure(100), figure(30, 1), figure(30, 2), figure(40, 3), figure(60, 9)], {(100, 40, 60), (60, 30, 30)}),
        # sums of round figures come up by chance
        (spread(52e9, 40e9, 12e9, **USD), {(52e9, 12e9, 40e9)}),
        (spread(52e9, 40e9, 12e9, 31e9, **USD), set()),
        (spread(52.25e9, 40.15e9, 12.1e9, 31e9, **USD), {(52.25e9, 12.1e9, 40.15e9)}),
        (spread(52e9, 40e9, 12e9, 31e9, sentence="This includes others, among them in all nine.", **USD), {(52e9, 12e9, 40e9)}),
        (spread(12, 5, 7, sentence="Twelve, of whom five."), set()),
        ([figure(52e9, 0, **USD), figure(40e9, 1, **USD), figure(12e9, 2, **USD), figure(31e9, 3, **USD)], set()),
    ],
)  # fmt: skip
def test_figures_that_add_up_are_parts_of_their_total(
    figures: list[dict[str, Any]], sums: set[tuple[float, ...]]
) -> None:
    assert found(*figures) == sums
