"""Stories that go on from a dated event, and occasions that the article comes back to."""

from collections.abc import Callable

import pytest

from newstally.extract.model import Reading

Read = Callable[..., Reading]


def period_of(reading: Reading, quantity: str) -> str | None:
    """Return the period of the claim that begins with ``quantity``, its days joined by a slash."""
    for claim in reading.claims:
        if reading.article.text[claim.start :].startswith(quantity):
            return "/".join(day.isoformat() for day in claim.as_of) if claim.as_of else None
    raise AssertionError(f"{quantity} is not a claim")


@pytest.mark.parametrize(
    ("text", "quantity", "period"),
    [
        # The story goes on.
        ("A blast tore through a market on Tuesday. It killed 12 people.", "12", "2026-02-24/2026-02-24"),
        (
            "Gunmen attacked a convoy on Monday night.\n\nFour soldiers died.",
            "Four",
            "2026-02-23/2026-02-23",
        ),
        (
            "Parliament passed the bill on Wednesday. It was approved by 61 votes.",
            "61",
            "2026-02-25/2026-02-25",
        ),
        ("The strike began on May 4. Police said 12 people were hurt.", "12", "2025-05-04/2025-05-04"),
        # What is pointed back at may stand in a sentence that has no figure.
        (
            "The fair opened on June 27, 2014. On the same day, 12 mills burned.",
            "12",
            "2014-06-27/2014-06-27",
        ),
        ("Ruiz ran in 1988. The mayor's rating that year was 53 percent.", "53", "1988-01-01/1988-12-31"),
        (
            "She left the day before a ball in May. That same month, 40 men quit.",
            "40",
            "2025-05-01/2025-05-31",
        ),
        # Over one sentence only: farther on a reader asks when.
        ("The index fell on Tuesday. Buyers waited. Oslany Steel lost 4 percent.", "4", None),
        # What was done is told again by a noun; what a thing is like isn't part of what happened.
        (
            "The bank cut rates on Tuesday. The decision takes its main rate to 5 percent.",
            "5 percent",
            "2026-02-24/2026-02-24",
        ),
        ("Members met on Tuesday. They backed a $40 million school scheme.", "40 million", None),
        (
            "A fire broke out on Tuesday. Crews drove to a village 15 miles (25 km) east of Lessen.",
            "25 km",
            None,
        ),
        # A move that is told by "be" goes on with the story too.
        (
            "Prices rose 3.4 percent in January. Fuel was up 0.2 percent.",
            "0.2 percent",
            "2026-01-01/2026-01-31",
        ),
        # The figures of one verb hold for one time, and so does what it brought about.
        (
            "The firm lost $12 million in the third quarter. Revenue fell 8 percent to $40 million.",
            "8 percent",
            "2025-07-01/2025-09-30",
        ),
        (
            "The islands reported 85 new infections on Friday, taking the total to 1,046.",
            "1,046",
            "2026-02-20/2026-02-20",
        ),
        # A forecast was for the same time before it was revised.
        (
            "The bank cut its forecast for output this year to 1.9 percent from 2.3 percent.",
            "2.3 percent",
            "2026-01-01/2026-12-31",
        ),
        # The quarter that was spoken of, past what was said of a day since.
        (
            "Oslany Steel lost $3 million in the third quarter. On Monday 40 men walked out. It sold 900 trucks in the quarter.",
            "900",
            "2025-07-01/2025-09-30",
        ),
        # Not what merely is, nor what somebody says on a day, nor where something is.
        ("A fire broke out on Tuesday. The building has 14 floors.", "14", None),
        ("Officials spoke on Tuesday. The dam holds 40 million litres.", "40 million", None),
        ("Officials said on Tuesday that the dam was safe. It killed 12 people.", "12", None),
        ("A plane crashed on Tuesday. It came down 40 miles north of Dorno.", "40", None),
        # A sum seldom is of the time of what was told before, and nothing is of a month that only an event is in.
        ("The bank agreed to a rescue on Monday. Its owner injected $6 billion into it.", "6 billion", None),
        ("The bank shut in May. It fired 40 people.", "40", None),
        ("Many left in the past month. They took 40 cars.", "40", None),
        # Causes and what else happened that day.
        ("At least 14 people drowned after a ferry sank on Monday.", "14", "2026-02-23/2026-02-23"),
        ("Two people died and 18 were hurt Sunday when a bus fell.", "Two", "2026-02-22/2026-02-22"),
        ("She was arrested in April and held for 12 weeks.", "12", "2025-04-01/2025-04-30"),
        ("Two more deaths were confirmed on Monday.", "Two", "2026-02-23/2026-02-23"),
        ("A poll of 2,047 voters was released on Monday.", "2,047", None),
        # Groups.
        ("Of those who voted in May, 52 percent were women.", "52", "2025-05-01/2025-05-31"),
        # Plans by what they are for.
        ("The council wants 50 trams by the end of the decade.", "50", "2030-01-01/2030-12-31"),
        ("The company plans 300 job cuts in April.", "300", "2026-04-01/2026-04-30"),
        ("She raised $3 million for her 2020 campaign.", "3 million", "2020-01-01/2020-12-31"),
        # Units of other kinds.
        ("Inflation slowed to 2.8 percent in the June quarter.", "2.8", "2025-04-01/2025-06-30"),
        ("The plague killed 50 million people in the 14th century.", "50 million", "1301-01-01/1400-12-31"),
        ("In a decade, rents will swallow 31 percent of wages.", "31", "2036-01-01/2036-12-31"),
        # Occasions.
        (
            "Critics recall the 2009 crash of an Oslany jet. That crash killed 41 people.",
            "41",
            "2009-01-01/2009-12-31",
        ),
        (
            "Experts studied the October flood. In the flood, 40 houses were lost.",
            "40",
            "2025-10-01/2025-10-31",
        ),
        ("The October flood was bad. In the storm, 40 houses were lost.", "40", None),
        # Documents.
        (
            "Wednesday's Quint poll has her ahead. The Quint poll also finds that 39 percent blame him.",
            "39 percent",
            "2026-02-25/2026-02-25",
        ),
        (
            "A survey conducted in May was published. The poll found 57 percent favor it.",
            "57 percent",
            "2025-05-01/2025-05-31",
        ),
        (
            "A 2016 ministry report listed them. The report reveals that 14 percent use solar.",
            "14 percent",
            "2016-01-01/2016-12-31",
        ),
        ("Tuesday's report angered many. The report said 12,000 people had fled.", "12,000", None),
        # What is told between commas behind a time has that time.
        ("These days, Ruiz says, about 40 deals are made.", "40", "2026-02-26/2026-02-26"),
        ("On Tuesday, the bank said growth was 4 percent.", "4 percent", None),
        (
            "His largest event was three weeks ago when she drew 900 people.",
            "900",
            "2026-02-05/2026-02-05",
        ),
        # Periods spoken of before.
        ("In 2019 the firm lost $3 million. That year it fired 40 people.", "40", "2019-01-01/2019-12-31"),
        (
            "Over the past two years the bank paid $14 billion. It earned $39 billion over those same two years.",
            "39 billion",
            "2024-02-26/2026-02-26",
        ),
        ("Through May 31, 2017, about 4,300 people had enrolled.", "4,300", "2017-05-31/2017-05-31"),
        # A change to one value from another leaves the other behind.
        ("In 2014 the number of troops fell to 10,000 from 98,000.", "98,000", None),
        ("Profit rose to $12 million from $9 million in 2020.", "12 million", None),
        ("Profit rose to $12 million from $9 million in 2020.", "9 million", "2020-01-01/2020-12-31"),
    ],
)
def test_a_figure_has_the_time_that_its_story_has_reached(
    read: Read, text: str, quantity: str, period: str | None
) -> None:
    assert period_of(read(text), quantity) == period
