"""Dates that stand above what they date. The articles are of Thursday 2026-02-26."""

from collections.abc import Callable

import pytest

from newstally.extract.model import Reading

Read = Callable[..., Reading]


def periods(reading: Reading) -> dict[str, str | None]:
    """Return the period of each quantity of a reading, by its numeral, as "first/last"."""
    text = reading.article.text
    return {
        text[n.start : n.end]: "/".join(day.isoformat() for day in n.as_of) if n.as_of else None
        for n in reading.numbers
        if n.is_quantity
    }


TUESDAY, WEDNESDAY = "2026-02-24/2026-02-24", "2026-02-25/2026-02-25"
TODAY = "2026-02-26/2026-02-26"

TEXTS: list[tuple[str, dict[str, str | None]]] = [
    (
        "May 1923\nWork begins with 300 labourers. A flood wrecks 12 barges.\n1931\nThe dam weighs 5 million tonnes.",
        {"300": "1923-05-01/1923-05-31", "12": "1923-05-01/1923-05-31", "5 million": "1931-01-01/1931-12-31"},
    ),
    (
        "2008\nIn December, the river floods 85 houses.\nIn 1955, a surveyor counted 40 springs.",
        {"85": "2008-12-01/2008-12-31", "40": "1955-01-01/1955-12-31"},
    ),
    (
        "Tuesday, 24 February\nPolice arrest 12 people.\nWednesday, 25 February\nThey detain 15 students.",
        {"12": TUESDAY, "15": WEDNESDAY},
    ),
    (
        "2008: A storm kills 40 people.\nMarch 2012 – Floods destroy 85 houses.\nThe valley has 7 villages.",
        {"40": "2008-01-01/2008-12-31", "85": "2012-03-01/2012-03-31", "7": None},
    ),
    (
        "14:05 GMT\nDivers find 12 bodies.\n14:35 GMT\nThe mayor says 45 are missing.",
        {"12": TODAY, "45": TODAY},
    ),
    (
        "2008\nA storm kills 40 people.\n2010\nA quake kills 300 people.\nWhat came of it\nThe fund pays 25 nurses.",
        {"40": "2008-01-01/2008-12-31", "300": "2010-01-01/2010-12-31", "25": None},
    ),
    ("26 February 2026\nA gate broke. The river rose by 3 metres.", {"3": None}),
    ("14:05\nThe river rose by 3 metres.", {"3": None}),
]


@pytest.mark.parametrize(("text", "expected"), TEXTS)
def test_a_date_that_heads_lines_dates_their_figures(
    read: Read, text: str, expected: dict[str, str | None]
) -> None:
    assert periods(read(text)) == expected


def test_the_evidence_is_the_heading(read: Read) -> None:
    reading = read("May 1923\nA flood wrecks 12 barges.")
    (why,) = [n.evidence["as_of"] for n in reading.numbers if n.is_quantity]
    assert (why.rule, reading.article.text[why.start : why.end]) == ("periods.heading.governing", "May 1923")
