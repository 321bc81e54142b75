"""Several figures of a text, each with a source of its own."""

from collections.abc import Callable

import pytest

from newstally.extract.model import Reading
from tests.extract.numbers_at import number_at

Read = Callable[..., Reading]


@pytest.mark.parametrize(
    ("text", "sources"),
    [
        (
            "Forbes put the fortune at 42 million, while Bloomberg estimates it at 40 million.",
            {"42 million": "Forbes", "40 million": "Bloomberg"},
        ),
        (
            "The army said 12 soldiers were killed, but the rebels claimed that 50 had died.",
            {"12": "army", "50": "rebels"},
        ),
        (
            "The mayor said that the police had told him that 6 men were held.",
            {"6": "police"},
        ),
        (
            "The raid killed 12 people, according to police, and wounded 30.",
            {"12": "police", "30": "police"},
        ),
        (
            "According to the mayor, 50 homes, of which 20 were empty, were lost, according to local media.",
            {"50": "mayor", "20": "mayor"},
        ),
        (
            "Court data show that the city recorded 41 murders. The city recorded 9 fires.",
            {"41": "Court data", "9": "city"},
        ),
        (
            "The alarm follows an alert issued by the Rain Bureau regarding a storm, with waves reaching 6 metres.",
            {"6": "Rain Bureau"},
        ),
        (
            "The bureau recorded 18 mm at Dorn, 2 mm at Oren; 36 mm at Selva. "
            "It has forecast heat in the north, while the south may reach 44 degrees.",
            {"18": "bureau", "36": "bureau", "44": "bureau"},
        ),
        (
            "The river board called for a stop to fishing when rivers reach 20C. "
            "The board instructed growers to mend pumps within 24 hours.",
            {"20C": "river board", "24": "river board"},
        ),
        (
            "Local papers quoted the forest chief as saying 4,400 hectares had burned.",
            {"4,400": "forest chief"},
        ),
        (
            "Aid groups put the toll at 600; the army says it is 90.",
            {"600": "Aid groups", "90": "army"},
        ),
        (
            "While Forbes lists the fortune at 42 million, Bloomberg says it is 40 million.",
            {"42 million": "Forbes", "40 million": "Bloomberg"},
        ),
        (
            "Police say the crash left 14 hurt.\nOf those, 12 are in hospital.\nAnother 3 fled.",
            {"14": "Police", "12": "Police", "3": None},
        ),
        (
            "The Growth Fund expects inflation of 6%. Unemployment is forecast to climb to 8%. It was 7% in May.",
            {"6": "Growth Fund", "8": "Growth Fund", "7": None},
        ),
        (
            "The statistics office said prices rose 3% in May. Food rose 5%. The tower was built in 12 weeks.",
            {"3": "statistics office", "5": "statistics office", "12": None},
        ),
        (
            "Farm Office data show that 3% of loans were refused.\nRefused loans fell to 5% in June.\nShips left 12% later.",
            {"3": "Farm Office data", "5": None, "12": None},
        ),
        (
            "Inspectors said 60 shops had no licence.\nMore than 40 of those were in Dorn.",
            {"60": "Inspectors", "40": "Inspectors"},
        ),
        (
            "Some 900 farms will receive seed, the office said. Another region will receive 30 pumps. It has 4 wells.",
            {"900": "office", "30": "office", "4": None},
        ),
        (
            "Police said 40 people were hurt. Of those, 12 are in hospital. The town has 3,000 inhabitants.",
            {"40": "Police", "12": "Police", "3,000": None},
        ),
    ],
)
def test_each_figure_has_its_own_source(read: Read, text: str, sources: dict[str, str | None]) -> None:
    reading = read(text)
    assert {figure: number_at(reading, figure).source for figure in sources} == sources
