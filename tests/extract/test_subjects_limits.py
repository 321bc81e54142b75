"""Where the rules of subjects end: nouns near a figure that aren't what it counts."""

from collections.abc import Callable

import pytest

from newstally.extract.rules import Example, example

LIMITS = [
    example("It fell 40 cm in May.", "40", subject="It fell"),
    example(
        "Retail sales gained 0.7 percent after a 0.5 percent rise.", "0.7", subject="Retail sales gained"
    ),
    example("Of the men, 40 left and 12 stayed.", "12", subject="men"),
    example("There were 40 and 12 women.", "40", subject="women"),
    example("He gave each man 40.", "40", subject=None),
    example("Of the dead, 40 were men.", "40", role="claim"),
    example("It left 40 dead and 12 hurt.", "12", subject="people hurt"),
    example(
        "In the poll, 54% said they supported the plan and 31% were opposed.", "31", subject="people opposed"
    ),
    example("Of the 400 who came, 40% were old.", "400", role="quantity"),
    example("Ruiz had 40% to Hale's 12%.", "12", subject="Hale had"),
    example(
        "The ministry did not receive 200 of the vaccines it ordered.", "200", subject="vaccines received"
    ),
    example("Exports rose 6 percent, the port said on Friday, up from 4 in May.", "4", role="quantity"),
    example(
        'Ana Ruiz met the mayor, Tom Hale, on Monday.\n\n"HALE: How many homes are left in Dorn?\n\n"RUIZ: I went to all of the streets. I saw about 300.\n\n"HALE: Nobody has told us that before.',
        "300",
        unit=None,
    ),
    example("The number of goats is 40.", "40", subject="goats"),
    example("Two bus drivers were among the 11 dead.", "11", subject="people dead"),
    example(
        "Ana Ruiz leads with 44 percent of the vote, a poll shows. Her rival Omar Haddad has 38 percent.\n\n“We have 7 percent to win,” Haddad said.\n\nThe poll was conducted last week by Harlow Strategies.",
        "7",
        subject="We have",
    ),
    example(
        "Ana Ruiz leads with 44 percent of the vote, a poll shows. Her rival Omar Haddad has 38 percent.\n\n“We have 7 percent to win,” Haddad said.\n\nThe poll was conducted last week by Harlow Strategies.",
        "44",
        subject="vote",
    ),
    example(
        "Barsa, a town of 40,000 people 60 km from the border, was hit.", "40,000", subject="town of people"
    ),
    example("Rainfall in Orla was heavy, and the office measured 40 mm.", "40", subject="Rainfall in Orla"),
    example(
        "The UN needs $4 billion to feed 10 million people.", "4 billion", subject="UN needs to feed people"
    ),
    example(
        "Rescuers said the flood had reached the village of Ulm, located 40 km from Dorn.",
        "40",
        subject="village of Ulm located from Dorn",
    ),
    example("Three hospitals were hit and 12 people died.", "12", subject="people died"),
    example("They sold for $40 a boat.", "40", subject="They sold"),
    example("In Velm (40%) it is low.", "40", subject="Velm"),
    example("Of those, 40 left.", "40", role="quantity"),
    example("They found 40 goats, twice as many sheep.", "twice", unit="sheep"),
    example("They sold 40 goats and made $12.", "12", subject="made"),
    example("The number is 40.", "40", role="quantity"),
    example("Ruiz got 40%, Hale got 12%.", "12", subject="Hale got"),
    example("Ruiz had 40%; her rival, 12%.", "12", subject="rival"),
    example("Some 40% are for the plan, 12% against.", "40", subject="plan"),
    example("The fever passed the 40 mark.", "40", unit="mark"),
    example("Ruiz owns 40.", "40", role="quantity"),
    example("Ruiz owns Ferro (40%) and Selva (12%).", "40", subject="Ferro"),
    example("Forty of her goats and 12 of his died.", "Forty", subject="goats that died"),
    example("Forty on the boat died, 12 on the pier.", "Forty", kind="count"),
    example("Velm had 40C, Osta 12C.", "40", role="claim"),
]


@pytest.mark.parametrize("limit", LIMITS, ids=[limit.text for limit in LIMITS])
def test_words_much_alike_are_read_otherwise(holds: Callable[[Example], bool], limit: Example) -> None:
    assert holds(limit)
