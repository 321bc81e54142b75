"""Which quantities the article states about the world."""

from collections.abc import Callable

import pytest

from newstally.extract.model import Reading

Read = Callable[..., Reading]


def claimed(reading: Reading) -> list[str]:
    return [reading.article.text[number.start : number.end] for number in reading.claims]


@pytest.mark.parametrize(
    ("text", "numerals"),
    [
        ("The flood killed 12 people and wounded 30.", ["12", "30"]),
        ("One person was killed in the avalanche.", ["One"]),
        ("Officers held one Ghanaian and two Togolese smugglers.", ["one", "two"]),
        ("Only one survivor was found.", ["one"]),
        ("The seven engineers wore helmets.", ["seven"]),
        ("The deal is worth more than $25 billion by 2030.", ["25 billion"]),
        ("She served 13 months in a labour camp.", ["13"]),
        ("The city had 5 to 10 millimetres of rain.", ["5 to 10"]),
        ("The tentative deal would last four years.", ["four"]),
        ("Donors must report gifts within 28 days.", ["28"]),
        ("He received a 20-year prison sentence.", ["20"]),
        ("The fire destroyed the warehouse in less than two hours.", ["two"]),
        ("The bank bid for a $5-billion takeover.", ["5-billion"]),
        ("A 6.2-magnitude earthquake struck Samos.", ["6.2"]),
        ("Unemployment rose from 6% to 7%.", ["6", "7"]),
        ("The ministry released the approximately 250 files.", ["250"]),
        ("Some farms had nearly 75 mm (3 inches) of rain.", ["75", "3"]),
        ("The patients were watched for at least a decade.", ["a"]),
        ("For nearly an hour she sat among 40 monks.", ["an", "40"]),
        ("It took less than five minutes from start to end.", ["five"]),
        ("Two sailors are dead, one strangled and one poisoned.", ["Two", "one", "one"]),
        ("Five men were held, with one arrested at the port.", ["Five", "one"]),
        ("Three soldiers were hurt and one was killed.", ["Three", "one"]),
        ("He was jailed for a year.", ["a"]),
        ("It took an hour to reach the cave.", ["an"]),
        ("Rents have more than doubled.", ["doubled"]),
        ("The strike led to a 14-hour queue at the docks.", ["14"]),
        ("One sailor is still missing.", ["One"]),
        ("Two people were killed in Velm and one in Osta.", ["Two", "one"]),
        ("The firm has two plants, one in Velm and one in Osta.", ["two"]),
        ("The navy lost a single ship in the 12 months to June.", ["a single"]),
        ("The firm sold 3 million vans, 200,000 fewer than a year earlier.", ["3 million", "200,000"]),
        ("The number of wolves nearly tripled.", ["tripled"]),
        ("The current is twice as strong near the dam.", ["twice"]),
        ("“What a Fine Day.” Crowd: 14,893 fans. “His Own House” followed.", ["14,893"]),
    ],
)
def test_stated_figure_is_a_claim(read: Read, text: str, numerals: list[str]) -> None:
    assert claimed(read(text)) == numerals


@pytest.mark.parametrize(
    "text",
    [
        "The president left on a five-day tour of the region.",
        "They signed a ten-year roadmap.",
        "The minister resigned two days later.",
        "The ferry leaves two days from now.",
        "The mayor paid for a day pass.",
        "The company doubled down.",
        "The bridge collapsed three weeks after the inspection.",
        "Both countries welcomed the deal.",
        "The two leaders shook hands.",
        "She is a mother of three.",
        "The charge sheet ran to a 70-page document.",
        "It was one thing to promise it.",
        "Dozens of farmers lost millions of rand.",
        "It was the worst drought in 40 years.",
        "The vote will be held in two weeks.",
        "A storm or two will pass.",
        "The bridge was lost on a single night.",
        "A single day changed the war.",
        "The shop did well in the three months to June.",
        "The two-state solution was discussed.",
        "The team won for the first time in 20 years.",
        'Critics praised the novel "One Hundred Winters".',
        "The town has changed over the past three decades.",
    ],
)
def test_scene_setting_is_no_claim(read: Read, text: str) -> None:
    assert claimed(read(text)) == []


def test_period_of_another_figure_is_no_claim(read: Read) -> None:
    assert claimed(read("The donor gave the party £400,000 over four years.")) == ["400,000"]


def test_definite_number_that_was_counted_before_is_no_claim(read: Read) -> None:
    reading = read("The army bought 40 tanks. The 40 tanks arrived in May.")
    assert claimed(reading) == ["40"]


def test_quantities_that_are_no_claims_stay_in_the_reading(read: Read) -> None:
    reading = read("The minister resigned two days later and both aides left.")
    assert reading.claims == ()
    assert all(number.evidence["role"].rule for number in reading.numbers)
