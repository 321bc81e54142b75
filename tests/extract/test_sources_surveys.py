"""Results of a survey that stand without a cue, and the name of whoever made it."""

from collections.abc import Callable

import pytest

from newstally.extract.model import Reading

Read = Callable[..., Reading]

NORTHLINE = (
    "A majority of Canadians want the railway rebuilt, according to a new survey by Northline Research.\n\n"
    "The poll found 61 percent favour the plan. Some 22 percent oppose it.\n\n"
    "Support is strongest among women, at 68 percent. Respondents said by 52 to 40 percent that it was late. "
    "The survey of 1,500 adults has a margin of error of 2.5 points, and 4.5 points for women. The economy grew 3 percent last year."
)
HARLOW = (
    "Ana Ruiz leads with 44 percent of the vote, a poll shows. Her rival Omar Haddad has 38 percent.\n\n"
    "“We have 7 percent to win,” Haddad said.\n\nThe poll was conducted last week by Harlow Strategies."
)
WARD = (
    "Nearly half of nurses, 47 percent, want to leave, a Selva University study has found.\n\n"
    "Researchers surveyed 3,000 nurses in 40 hospitals. More than a third said they slept badly."
)


def sources(reading: Reading, figures: dict[str, str | None]) -> dict[str, str | None]:
    text = reading.article.text
    found: dict[str, str | None] = {}
    for figure in figures:
        start = text.index(figure)
        found[figure] = next(n.source for n in reading.numbers if n.start <= start < n.end)
    return found


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (NORTHLINE, dict.fromkeys(["61", "22", "68", "52", "40"], "Northline Research")),
        (NORTHLINE, {"1,500": None, "2.5": None, "4.5": None, "3 percent": None}),
        (HARLOW, {"44": "Harlow Strategies", "38": "Harlow Strategies", "7": "Omar Haddad"}),
        (WARD, {"47": "Selva University study", "3,000": None, "a third": "Selva University study"}),
        (
            "A survey by the Dorn Traders Union showed 41% had lost sales. Half had cut staff, 17% had closed.",
            {"41": "Dorn Traders Union", "Half": "Dorn Traders Union", "17": "Dorn Traders Union"},
        ),
        (
            "Researchers at Selva University surveyed 2,400 pupils. One in three said they slept badly.",
            {"2,400": None, "One": "Selva University"},
        ),
        (
            "The survey of 1,004 adults was done by Northline. It found 54% opposed it. Support fell to 61%.",
            {"1,004": None, "54": "Northline", "61": "Northline"},
        ),
        (
            "A study of Dorn's nurses ended in May. Those on night shifts had a 23% higher risk of asthma. "
            "Its budget fell 5 percent.",
            {"23": "study", "5": None},
        ),
        ("Nurses met in Dorn. Those on night shifts had a 23% higher risk of asthma.", {"23": None}),
        ("Voters said 40 percent of buses were late. Nobody was asked about trains.", {"40": "Voters"}),
    ],
)
def test_the_results_of_a_survey_are_its_makers(
    read: Read, text: str, expected: dict[str, str | None]
) -> None:
    assert sources(read(text), expected) == expected


def test_those_who_were_asked_keep_the_place_of_the_mention(read: Read) -> None:
    number = next(n for n in read(NORTHLINE).numbers if NORTHLINE[n.start :].startswith("52"))
    assert number.source_start is not None
    assert NORTHLINE[number.source_start : number.source_end] in ("Respondents", "poll", "The poll")


def test_the_polls_to_which_voters_go_are_no_survey(read: Callable[..., Reading]) -> None:
    reading = read("Voters went to the polls on Tuesday. About 40 percent of voters backed Ruiz.")
    assert [number.source for number in reading.claims] == [None]
