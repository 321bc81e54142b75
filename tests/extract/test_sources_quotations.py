"""Whose words a quotation is, over sentences and paragraphs."""

from collections.abc import Callable

import pytest

from newstally.extract.model import Reading

Read = Callable[..., Reading]


def sources(reading: Reading, figures: list[str]) -> list[str | None]:
    text = reading.article.text
    found = []
    for figure in figures:
        start = text.index(figure)
        found.append(next(number.source for number in reading.numbers if number.start <= start < number.end))
    return found


@pytest.mark.parametrize(
    ("text", "figures", "expected"),
    [
        (  # attribution after several sentences
            "“We hired 50 nurses. We need 70 more. The rest is politics,” Omar Haddad said.",
            ["50", "70"],
            ["Omar Haddad", "Omar Haddad"],
        ),
        (  # attribution in the middle
            "“We hired 50 nurses,” Omar Haddad said. “We need 70 more.”",
            ["50", "70"],
            ["Omar Haddad", "Omar Haddad"],
        ),
        (  # attribution before
            'Omar Haddad said: "We hired 50 nurses. We need 70 more."',
            ["50", "70"],
            ["Omar Haddad", "Omar Haddad"],
        ),
        (  # a quotation that runs over paragraphs, each of which opens it again
            "“We hired 50 nurses,” Omar Haddad said. “It was hard.\n\n“We need 70 more.\n\n“And 90 doctors.”",
            ["50", "70", "90"],
            ["Omar Haddad", "Omar Haddad", "Omar Haddad"],
        ),
        (  # a paragraph of speech after the paragraph that names the speaker
            "Omar Haddad said the hospital was short of staff.\n\n“We need 70 nurses.”",
            ["70"],
            ["Omar Haddad"],
        ),
        (  # two speakers
            "“We need 70 nurses,” Omar Haddad said.\n\n“They have 90 already,” said Ana Ruiz of the ministry.",
            ["70", "90"],
            ["Omar Haddad", "Ana Ruiz"],
        ),
        (  # a mixed quotation
            "Omar Haddad said the hospital “needs 70 nurses and 12 doctors” to go on.",
            ["70", "12"],
            ["Omar Haddad", "Omar Haddad"],
        ),
        (  # what follows the quotation in the outlet's voice
            "“We need nurses,” Omar Haddad said. The hospital has 300 beds.",
            ["300"],
            [None],
        ),
        (  # a term in quotes is nobody's speech
            "The “seven sisters” pumped 4 million barrels.",
            ["4 million"],
            [None],
        ),
        (  # apostrophes are not quotation marks
            "The drivers' union and the owners' club have 200 members.",
            ["200"],
            [None],
        ),
        (  # a mark that is never closed
            "“We need nurses, Omar Haddad said.\n\nThe hospital has 300 beds.",
            ["300"],
            [None],
        ),
        (  # single quotation marks
            "‘We’ve hired 50 nurses,’ Omar Haddad said. ‘It’s not enough.’",
            ["50"],
            ["Omar Haddad"],
        ),
        (  # a speaker before a colon
            "Omar Haddad had a simple answer: “We need 70 nurses.”",
            ["70"],
            ["Omar Haddad"],
        ),
        (  # a headline with a speaker before a colon
            "Haddad: “We need 70 nurses”\n\nOmar Haddad runs the hospital.",
            ["70"],
            ["Omar Haddad"],
        ),
        (  # a quoted figure inside what another says
            "“It was cold,” Omar Haddad said. An official put the crowd at “more than 70 people”.",
            ["70"],
            ["official"],
        ),
        (  # an apposition between speaker and verb
            "“We need 70 nurses,” Omar Haddad, the hospital's director, said.",
            ["70"],
            ["Omar Haddad"],
        ),
    ],
)
def test_finds_the_speaker_of_a_quotation(
    read: Read, text: str, figures: list[str], expected: list[str | None]
) -> None:
    assert sources(read(text), figures) == expected


def test_an_open_quotation_costs_nothing_elsewhere(read: Read) -> None:
    paragraphs = ["“Nobody closed this, he said."] + ["The town has 300 houses."] * 40
    assert {number.source for number in read("\n\n".join(paragraphs)).numbers} == {None}
