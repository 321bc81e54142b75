"""What the outlet itself tells within what it reports that someone said."""

from collections.abc import Callable

import pytest

from newstally.extract.model import Reading

Read = Callable[..., Reading]


@pytest.mark.parametrize(
    ("text", "sources"),
    [
        (
            "Ferromont said its smelter, 40 km (25 miles) east of Dorn, would cut 300 jobs.",
            {"40": None, "25": None, "300": "Ferromont"},
        ),
        (
            "Rescuers said the flood had reached the village of Ulm, located 40 km from Dorn.",
            {"40": None},
        ),
        (
            "Police said Omar Haddad, a baker who owned 12 shops, had withdrawn 900 euros.",
            {"12": None, "900": "Police"},
        ),
        ("Police said the boat, which carried 12 men, had sunk.", {"12": "Police"}),
        ("Police said the driver, armed with 3 knives, had fled.", {"3": "Police"}),
        ('"I met Ana Ruiz, a baker who owned 12 shops," Haddad said.', {"12": "Haddad"}),
        ("The search moved 25 km north of Dorn, police said.", {"25": "police"}),
    ],
)
def test_asides_are_the_outlets(read: Read, text: str, sources: dict[str, str | None]) -> None:
    reading = read(text)
    found = {}
    for figure in sources:
        start = text.index(figure)
        found[figure] = next(n.source for n in reading.numbers if n.start <= start < n.end)
    assert found == sources
