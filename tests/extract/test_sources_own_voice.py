"""What nobody is said to give: the outlet tells it itself."""

from collections.abc import Callable

import pytest

from newstally.extract.model import Reading
from tests.extract.numbers_at import number_at

Read = Callable[..., Reading]


OWN_VOICE = [
    ("Dorn recorded 38.5 degrees Celsius, Oren 37 degrees.", "38.5"),
    ("The Dorn Road station reported 38.5°C on Monday.", "38.5"),
    ("The attack, which wounded 9 men, was claimed by the group.", "9"),
    ("The bank sees 300 visitors a day.", "300"),
    ("The harbour saw 300 boats leaving.", "300"),
    ("The shop saw sales falling by 12 percent.", "12"),
    ("A jury in Dorn found Omar Haddad guilty on 12 counts of fraud.", "12"),
    ("The fee is 30 euros, although it varies according to your age.", "30"),
    ("Twelve people died in the fire on Monday.", "Twelve"),
    ("Smith, who has 3 children, said the road was closed.", "3"),
    ("The company has 500 employees and three factories.", "500"),
    ("Half of them said they had 2 jobs.", "2"),
    ("The guard was seen by Omar Haddad, who has 4 dogs.", "4"),
    ("Police said they were looking for Joe Fox, who was born in 1980.", "1980"),
    ("In 2015, Smith said that the road was closed.", "2015"),
    ("The river rose to 7 metres on Sunday.", "7"),
    ("The judge ordered him to pay 900 dollars.", "900"),
    ("It is estimated that 2,000 bears live in the park.", "2,000"),
    ("The search continued for 11 days.", "11"),
    ('The film "Seven Days in June" ran in 200 cinemas.', "200"),
    ("The 24 guards were told to leave.", "24"),
    ("The ministry does not say how many of the 500 dead were soldiers.", "500"),
    ("The magazine published 12 poems.", "12"),
    ("Rates rose to 4 percent, as analysts had expected.", "4"),
    ("The law threatens to cost shops 9 million dollars.", "9 million"),
    ("He declined to say how many of the 500 workers would go.", "500"),
    ("The company refused to confirm that 400 workers had been dismissed.", "400"),
    ("The mayor condemned the attack that killed 12 people.", "12"),
    ("The ministry blamed the fire, which killed 12 people, on a gas leak.", "12"),
    ("The singer will retire, according to 3 of her friends.", "3"),
    ("Some 40 people left as he mentioned raising taxes.", "40"),
    ("The river rose by 2 metres, because, according to Ruiz, the dam had failed.", "2"),
    ("The company cut its staff by 400.", "400"),
    ("On 5 May, Ruiz sailed to Leeds. “A fine day, a very fine day,” he wrote.", "5"),
]


@pytest.mark.parametrize(("text", "figure"), OWN_VOICE)
def test_the_outlets_own_voice_has_no_source(read: Read, text: str, figure: str) -> None:
    assert number_at(read(text), figure).source is None


@pytest.mark.parametrize(
    "text", ["Elena Marsh died on Monday. She wrote 17 novels.", "The agency cut posts. It added 300 beds."]
)
def test_an_amount_that_a_verb_acts_on_is_not_said(read: Read, text: str) -> None:
    assert [claim.source for claim in read(text).claims] == [None]


def test_what_a_law_sets_is_told_by_the_outlet(read: Read) -> None:
    reading = read("The Harbour Act, passed in May, specifies 13 offences.")
    assert [claim.source for claim in reading.claims] == [None]
