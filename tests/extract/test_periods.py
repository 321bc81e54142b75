"""Which period each figure of a sentence is given. The articles are of Thursday 2026-02-26."""

from collections.abc import Callable
from datetime import date

import pytest

from newstally.extract.model import Reading

Read = Callable[..., Reading]


def periods(reading: Reading) -> dict[str, str | None]:
    """Return the period of each quantity of a reading, by its numeral, as "first/last"."""
    text = reading.article.text
    return {
        text[n.start : n.end]: "/".join(day.isoformat() for day in n.as_of) if n.as_of else None
        for n in reading.numbers
        if n.is_quantity and n.kind != "duration"
    }


TUESDAY = "2026-02-24/2026-02-24"
MONDAY = "2026-02-23/2026-02-23"

FEBRUARY = "2026-02-01/2026-02-28"

SENTENCES: list[tuple[str, dict[str, str | None]]] = [
    # the date of a poll or a report is that of its figures, the day of its release isn't
    ("Tuesday's poll has Lund at 46 percent.", {"46": TUESDAY}),
    ("A survey by the institute in January found that 48 percent agree.", {"48": "2026-01-01/2026-01-31"}),
    ("A poll conducted by Redfield in January found that 48 percent agree.", {"48": "2026-01-01/2026-01-31"}),
    ("The poll, released on Tuesday by Redfield, showed Lund with 46 percent.", {"46": None}),
    ("Polls now show that 60 percent of members agree.", {"60": "2026-02-26/2026-02-26"}),
    # a long time at the head of what is said holds for it, a day is that of the saying
    ("In February, the bank said that the country had 568 mines.", {"568": FEBRUARY}),
    ("On Monday, police said that 12 people had died.", {"12": None}),
    ("Since then 12 people have died.", {"12": None}),
    # joined verbs share the time of the clause, the place or the participle that the parser hangs it on
    (
        "At least 14 people were killed and 60 injured when a bus left the road near Lessen on Tuesday, officials said.",
        {"14": TUESDAY, "60": TUESDAY},
    ),
    (
        "A gunman killed 65 people and injured 280 others at a busy market in the town of Lessen on Tuesday.",
        {"65": TUESDAY, "280": TUESDAY},
    ),
    ("A boat carrying 560 people capsized off Lessen on Tuesday.", {"560": TUESDAY}),
    (
        "Divers found the wreck of a yacht owned by a banker, which sank off Lessen last year, killing seven people.",
        {"seven": "2025-01-01/2025-12-31"},
    ),
    # the day for which a figure is said to hold, wherever it stands in the sentence
    (
        "Over 410,000 people - some 9 per cent of the town - had put their names down to get seeds as of Tuesday, Dale said.",
        {"410,000": TUESDAY, "9": TUESDAY},
    ),
    ("As at 4pm, 7,100 boats had been counted.", {"7,100": "2026-02-26/2026-02-26"}),
    ("The fund lost $40 million in the year to date.", {"40 million": "2026-01-01/2026-02-26"}),
    # "that day" is none that is itself counted from another
    (
        "The ferry sank on June 3, 2020. Fares are where they were this time last year. That day 47 people drowned.",
        {"47": "2020-06-03/2020-06-03"},
    ),
    # what happened so long before the rest
    ("Rain fell on Sunday, a month after a flood killed 400 people.", {"400": "2026-01-01/2026-01-31"}),
    ("Unemployment has fallen to 5 percent, the lowest since 2008.", {"5": None}),
    # a day right after a verb of telling is that of the telling, whatever the parser makes of it
    ("The chip maker said on Tuesday its profit jumped 36%.", {"36": None}),
    (
        "In 2017, a storm killed 64 people and caused damage estimated at $9 billion.",
        {"64": "2017-01-01/2017-12-31", "9 billion": "2017-01-01/2017-12-31"},
    ),
    (
        "The firm forecast revenue of $44 billion for the current quarter.",
        {"44 billion": "2026-01-01/2026-03-31"},
    ),
    # not how long ago it was last so, nor when something was announced, nor what else is told of it
    ("It is the first time that rents have stood above 60% of wages since 1961.", {"60": None}),
    ("A $160 billion merger announced on Monday would make it the largest bank.", {"160 billion": None}),
    ("The 30-hectare fire, which was found on Monday, has spread.", {"30": None}),
    (
        "Floods over the weekend hit the port of Lessen, a capital of 3 million people.",
        {"3 million": None},
    ),
    (
        "Members met for the first time since agreeing on the $45 million bill in January.",
        {"45 million": "2026-01-01/2026-01-31"},
    ),
    (
        "A poll of 1,500 voters conducted by Redfield back in January found that 48 percent agree.",
        {"1,500": "2026-01-01/2026-01-31", "48": "2026-01-01/2026-01-31"},
    ),
    (
        "At least 50 miners were killed and more than 400 injured in blasts over the past three weeks.",
        {"50": "2026-02-05/2026-02-26", "400": "2026-02-05/2026-02-26"},
    ),
    (
        "Lumera held 60% of the market in the third quarter, compared with Norvo's 38%.",
        {"60": "2025-07-01/2025-09-30", "38": "2025-07-01/2025-09-30"},
    ),
    ("The presenter said Tuesday was a hot day, with temperatures of 32C.", {"32": TUESDAY}),
    (
        "The court charged him over the 1996 wreck of two trawlers, an accident that killed 40 people.",
        {"two": "1996-01-01/1996-12-31", "40": "1996-01-01/1996-12-31"},
    ),
    ("Storms on Tuesday cut off a village some 325 miles west of Lessen.", {"325": None}),
    (
        "There were 32,130 visits from Monday to Wednesday this week. They counted 4,928 visits in the same period last week.",
        {"32,130": "2026-02-23/2026-02-25", "4,928": "2026-02-16/2026-02-18"},
    ),
    (
        "The office granted 68,067 visas in the six months to March last year - 29,745 to students and 38,322 to others.",
        {
            "68,067": "2024-10-01/2025-03-31",
            "29,745": "2024-10-01/2025-03-31",
            "38,322": "2024-10-01/2025-03-31",
        },
    ),
    ("The 140-metre ship, built in 1998, is on its way.", {"140": None}),
    (
        "The line has a fleet of 11 ferries and carried 300 people last year.",
        {"11": None, "300": "2025-01-01/2025-12-31"},
    ),
    ("Fifteen passengers were treated at a clinic, spokesman Jan Verhoef said.", {"Fifteen": None}),
    # occasions, and clauses that tell which ones are counted
    ("Entering Tuesday's contests, Lund led Marsh by 300 delegates.", {"300": TUESDAY}),
    ("Marsh got some of the 98 delegates that were available on Tuesday.", {"98": TUESDAY}),
    # the dateline is no figure's, and a month in the present tense is the nearest
    ("GENEVA, Feb 18 (North Wire) - Some 121 people were moved.", {"121": None}),
    ("The pension rises to 2,395 rand in April.", {"2,395": "2026-04-01/2026-04-30"}),
    (
        "In 2021 there were 12 attacks; in 2022, 15.",
        {"12": "2021-01-01/2021-12-31", "15": "2022-01-01/2022-12-31"},
    ),
    (
        "The clinic treated 15 cases in 2022 and 19 in 2023.",
        {"15": "2022-01-01/2022-12-31", "19": "2023-01-01/2023-12-31"},
    ),
    ("Shelling killed 12 people overnight.", {"12": "2026-02-26/2026-02-26"}),
    ("The mill earned $3 million in the most recent quarter.", {"3 million": "2025-10-01/2025-12-31"}),
    ("Police arrested 40 people this week.", {"40": "2026-02-23/2026-02-26"}),
    ("The fair will open 40 stalls this week.", {"40": "2026-02-23/2026-03-01"}),
    ("On Tuesday, rescuers pulled 12 bodies from the rubble.", {"12": TUESDAY}),
    ("Unemployment rose to 6.2% in January.", {"6.2": "2026-01-01/2026-01-31"}),
    (
        "Exports grew from $12 billion in 2020 to $19 billion in 2022.",
        {"12 billion": "2020-01-01/2020-12-31", "19 billion": "2022-01-01/2022-12-31"},
    ),
    (
        "Turnout in the 2022 election was 48%, compared with 54% in 2018.",
        {"48": "2022-01-01/2022-12-31", "54": "2018-01-01/2018-12-31"},
    ),
    (
        "The company reported profit of $3.2 million for 2025, up from $2.1 million a year earlier.",
        {"3.2 million": "2025-01-01/2025-12-31", "2.1 million": "2024-01-01/2024-12-31"},
    ),
    (
        "More than 1,000 flights were cancelled on Monday and another 400 on Tuesday.",
        {"1,000": MONDAY, "400": TUESDAY},
    ),
    ("The 2019 fire destroyed 85 houses.", {"85": "2019-01-01/2019-12-31"}),
    ("Last year's drought cost farmers $300 million.", {"300 million": "2025-01-01/2025-12-31"}),
    ("A similar attack in 2017 killed 22 people.", {"22": "2017-01-01/2017-12-31"}),
    ("Fighting since April 2023 has killed 20,000 people.", {"20,000": "2023-04-01/2026-02-26"}),
    ("More than 200 officers will be deployed on Saturday.", {"200": "2026-02-28/2026-02-28"}),
    ("Voters will choose 120 lawmakers in May.", {"120": "2026-05-01/2026-05-31"}),
    ("By 2030, the city wants to plant 10,000 trees.", {"10,000": "2030-01-01/2030-12-31"}),
    (
        "The company, which employed 1,200 people in 2019, now has 800 staff.",
        {"1,200": "2019-01-01/2019-12-31", "800": "2026-02-26/2026-02-26"},
    ),
    (
        "In January 2024, 4,500 people crossed the border, up from 3,200 in December.",
        {"4,500": "2024-01-01/2024-01-31", "3,200": "2023-12-01/2023-12-31"},
    ),
    (
        "It was the deadliest attack since 2014, when 130 people were killed.",
        {"130": "2014-01-01/2014-12-31"},
    ),
    ("Since taking office in 2021, he has pardoned 300 people.", {"300": "2021-01-01/2026-02-26"}),
    ("It has sold 3 million copies since it was published in 1998.", {"3 million": "1998-01-01/2026-02-26"}),
    (
        "About 70% of the 4,500 prisoners released since 2024 were women.",
        dict.fromkeys(["70", "4,500"], "2024-01-01/2026-02-26"),
    ),
    (
        "In 2019, the council pledged to halve its fleet of 800 cars over a decade.",
        {"800": "2019-01-01/2029-01-01"},
    ),
    ("The ship carried 300 passengers when it sank in 1994.", {"300": "1994-01-01/1994-12-31"}),
    ("Some 300 people attended Saturday's rally.", {"300": "2026-02-21/2026-02-21"}),
    (
        "The number of complaints rose 12% last month to 4,300.",
        dict.fromkeys(["12", "4,300"], "2026-01-01/2026-01-31"),
    ),
    ("The storm dumped 12 inches of snow in the two days to Monday.", {"12": "2026-02-22/2026-02-23"}),
]

NOT_THE_FIGURES: list[tuple[str, dict[str, str | None]]] = [
    ("Police said on Wednesday that 14 people had been arrested.", {"14": None}),
    ("At least 200 people have died since the war began, the ministry said on Friday.", {"200": None}),
    ("The firm, founded in 1998, employs 400 people.", {"400": None}),
    ("A survey released in March found that 62% of voters opposed the plan.", {"62": None}),
    ("The treaty, signed in 1994, has 140 members.", {"140": None}),
    ("Police arrested 12 people in connection with the killing of a student in 2022.", {"12": None}),
    ("He was born in 1954 and has 30 cousins.", {"30": None}),
    ("The fee was cut from $30 to $20 this month.", {"30": None, "20": "2026-02-01/2026-02-26"}),
    ("The value is 40% of what it was in 2019.", {"40": None}),
    ("So far, 191 of the 250 files have been made public.", {"191": "2026-02-26/2026-02-26", "250": None}),
    ("Costs are 40% higher than in 2019.", {"40": None}),
    ("More than 40,000 people have fled in recent years.", {"40,000": None}),
]


@pytest.mark.parametrize(("text", "expected"), SENTENCES)
def test_a_figure_has_the_time_of_its_own_clause(
    read: Read, text: str, expected: dict[str, str | None]
) -> None:
    assert periods(read(text)) == expected


@pytest.mark.parametrize(("text", "expected"), NOT_THE_FIGURES)
def test_other_times_in_the_sentence_are_not_the_figures(
    read: Read, text: str, expected: dict[str, str | None]
) -> None:
    assert periods(read(text)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Sales rose 4% in the first quarter of 2025. Profit fell 2%.",
            {"4": "2025-01-01/2025-03-31", "2": "2025-01-01/2025-03-31"},
        ),
        (
            "A bomb killed 22 people in 2017, and 500 were hurt.",
            {"22": "2017-01-01/2017-12-31", "500": "2017-01-01/2017-12-31"},
        ),
        # another tense: not the same series
        ("Sales rose 4% in 2024. Inflation is at 2%.", {"4": "2024-01-01/2024-12-31", "2": None}),
        # another unit
        ("Police arrested 12 people on Monday. The building had 140 flats.", {"12": MONDAY, "140": None}),
    ],
)
def test_a_time_carries_over_only_where_the_text_plainly_goes_on(
    read: Read, text: str, expected: dict[str, str | None]
) -> None:
    assert periods(read(text)) == expected


@pytest.mark.parametrize(
    ("words", "published", "meant"),
    [
        ("last November", date(2026, 11, 20), "2025-11-01/2025-11-30"),
        ("last November", date(2026, 12, 31), "2025-11-01/2025-11-30"),
        ("last November", date(2027, 1, 1), "2026-11-01/2026-11-30"),
        ("this past November", date(2026, 12, 5), "2026-11-01/2026-11-30"),
        ("this past November", date(2026, 11, 20), "2025-11-01/2025-11-30"),
        ("last March", date(2026, 11, 20), "2026-03-01/2026-03-31"),
        ("last November 2024", date(2026, 11, 20), "2024-11-01/2024-11-30"),
        ("last November 3", date(2026, 11, 20), "2026-11-03/2026-11-03"),
        ("last November 3, 2024", date(2026, 11, 20), "2024-11-03/2024-11-03"),
    ],
)
def test_last_november_is_that_of_the_year_before_until_december_is_over(
    read: Read, words: str, published: date, meant: str
) -> None:
    assert periods(read(f"A storm wrecked 47 boats {words}.", published))["47"] == meant


def test_an_equal_figure_has_the_same_time(read: Read) -> None:
    reading = read(
        "The mill laid off 1,340 workers.\n\nOwners blamed costs.\n\nThe mill laid off 1,340 workers in 2019."
    )
    assert [n.as_of for n in reading.numbers if n.is_quantity] == [(date(2019, 1, 1), date(2019, 12, 31))] * 2


def test_the_evidence_names_the_entry_and_the_words(read: Read) -> None:
    text = "On Tuesday, rescuers pulled 12 bodies from the rubble."
    number = next(n for n in read(text).numbers if n.is_quantity)
    evidence = number.evidence["as_of"]
    assert evidence.rule == "periods.attachment.governor"
    assert evidence.entry == "periods.expression.weekday"
    assert text[evidence.start : evidence.end] == "On Tuesday"


def test_without_a_date_the_figure_says_what_it_lacks(read: Read) -> None:
    reading = read(
        "On Tuesday, rescuers pulled 12 bodies from the rubble. In 2019 there were 30 deaths.", published=None
    )
    first, second = (n for n in reading.numbers if n.is_quantity)
    assert first.as_of is None
    assert first.note == "no publication date to resolve 'On Tuesday' against"
    assert second.as_of == (date(2019, 1, 1), date(2019, 12, 31))
    assert second.note is None


def test_the_same_text_gives_the_same_periods_whatever_came_before(read: Read) -> None:
    text = "Exports grew from $12 billion in 2020 to $19 billion in 2022. Imports were $8 billion."
    before = periods(read(text))
    read("On Tuesday, 12 people died. So far this year, 40 have died.")
    assert periods(read(text)) == before


def test_a_period_tells_how_sure_it_is_and_what_was_next(read: Read) -> None:
    reading = read("On Tuesday, rescuers pulled 12 bodies from the rubble. The quay has 40 cranes.")
    dated, timeless = (n for n in reading.numbers if n.is_quantity)
    assert dated.period_preference is not None and timeless.period_preference is not None
    assert dated.period_preference.chance > 0.5 > dated.period_preference.next_chance > 0
    assert timeless.as_of is None
    assert timeless.period_preference.next_words == "2026-02-24"
    assert any(weight > 0 for _, weight in timeless.period_preference.reasons)
