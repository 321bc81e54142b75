"""Where the rules of numbers end: words much like those that make a date, a name or an age of a number."""

from collections.abc import Callable

import pytest

from newstally.extract.model import Reading
from newstally.extract.rules import Example, example

LIMITS = [
    example("They hold over 9 papers.", "9", comparator=">"),
    example("It is all the way up to 40.", "40", role="quantity"),
    example("It cost €40 Canadian.", "40", unit="EUR"),
    example("It cost 50P.", "50", role="name"),
    example("They lost 40 won.", "40", kind="count"),
    example("It cost P40, in pesos.", "40", role="claim"),
    example("In May 40 boats sank.", "40", role="claim"),
    example("He came in May 3.5 times.", "3.5", role="claim"),
    example("By May the 3rd they sank.", "3rd", role="date"),
    example("The mill has 2024 workers.", "2024", role="claim"),
    example("Between 1905 and 2000 people came.", "1905 and 2000", role="date"),
    example("Temperatures in the 80s came.", "80s", role="name"),
    example("In the '80s it sank.", "80s", role="date"),
    example("The mostly-over 40 crowd left.", "40", comparator="="),
    example("The chance is 4 in 1.", "4", role="claim"),
    example("He won 3 in 4 km.", "3", role="quantity"),
    example("The vote was 3 to 5.", "3 to 5", kind="count"),
    example("He sold 3 or 300 boats.", "3", role="claim"),
    example("He has 2, 3 or 5 boats.", "3", role="claim"),
    example("He lost half to two-thirds of it.", "half", role="other"),
    example("It is 3 to 40,000.", "3 to 40,000", role="claim"),
    example("He bought 012 345 boats.", "012", role="identifier"),
    example("He bought 12 34 boats.", "12", subject="boats bought"),
    example("In Velm 12 345 boats sank.", "12", role="claim"),
    example("He came on 30/40/2024.", "30/40/2024", role="identifier"),
    example("He ate 2.5 1/2 pies.", "2.5", role="claim"),
    example("He paid 5 m.", "5", role="claim"),
    example("It is 5m long.", "5", role="claim"),
    example("It cost $5-7m.", "5-7m", low=5000000.0),
    example("Sales of 5m came.", "5m", kind="count"),
    example("It rose to 5B.", "5B", role="quantity"),
    example("The sea has warmed by 0.4 degrees (Midra, 12 May).", "12", role="date"),
    example("Hallaron a una mujer de 34 años.", "una", language="es", role="pronoun"),
    example("In 2021 there were 12 attacks; in 2022, 15.", "15", role="claim"),
    example(
        "El club informó que de los socios, el 38 por ciento son mujeres.", "38", language="es", role="claim"
    ),
    example("Two people were killed in Velm and one in Osta.", "one", role="claim"),
    example("The donor gave the party £400,000 over four years.", "four", role="quantity"),
    example(
        "On 3 May 2024, Flight 17 took 212 people 1,200 km in 2 hours; G7 aides, Ann Poe, 41, and 3 dogs.",
        "3",
        nth=2,
        role="claim",
    ),
    example("It costs 45c in the city.", "45", role="name"),
    example("Twenty ships will search 10,000 square nautical miles.", "Twenty", role="claim"),
    example("He came within 4 points of the leader.", "4", comparator="<"),
    example("One ranking pegs the Selva tycoon Juan Hale as the owner of 12 mines.", "One", role="pronoun"),
    example(
        "It comes after figures published by Dorn Health show there was a sixfold rise.",
        "sixfold",
        role="claim",
    ),
    example("The vote count is Ana Ruiz 384, Tom Hale 300 and Okafor 151.", "384", role="claim"),
    example("One of them, Mia Cole, said 40 cars were stolen.", "One", role="pronoun"),
    example("Police freed all three women.", "three", quantity="three"),
    example("Ana Ruiz (1840) left.", "1840", role="quantity"),
    example("He came from 4 to 6 p.m.", "4", role="time"),
    example("They are 4-2.", "4-2", role="score"),
    example("Call 911 for 40 boats.", "911", role="identifier"),
    example("They bought 40 Ferro 4 boats.", "40", role="claim"),
    example("The Velm four were freed.", "four", role="claim"),
    example("A 4x4 hit 40 men.", "4", role="name"),
    example("The PS5 is out.", "5", role="name"),
    example("The over-50s were hit.", "over-50s", role="age"),
    example("The shop is a third years old.", "third", role="ordinal"),
    example("Hale, from Velm, was 23 when he left.", "23", role="age"),
    example("About 40 percent in Velm, 12 in Osta.", "12", role="quantity"),
    example("The picture is 1800 x 1920.", "1920", role="name"),
    example("The ferry ran from 4 to 22 January.", "4 to 22", role="date"),
    example("The rate fell from 4 to 22 January.", "4", role="date"),
    example("El 7 de este mes murieron 40 personas.", "7", language="es", role="date"),
    example("El 30 y 31 de marzo murieron 40 personas.", "30", language="es", role="date"),
    example("They order 12, I count 12.", "12", role="quantity"),
    example("He counted 40 boats below zero.", "40", low=40.0),
    example("Two died in Velm. A man fell and one in Osta was hurt.", "one", role="pronoun"),
    example("They were joined by two men in the Senate and one in the Assembly.", "two", role="claim"),
    example("Half the states have set a higher one in May.", "one", role="pronoun"),
    example("It went from 3 to 5. To 4 to 12 to 9.", "3", role="quantity"),
    example("The first single off the album sold.", "single", role="other"),
    example("He will spend $40 billion over five fiscal years.", "five", role="claim"),
    example("Murió el conductor, que tenía 38 años.", "38", language="es", role="age"),
    example("He moved to the 7-foot-3 Ana Ruiz.", "7-foot-3", role="quantity"),
    example("The magnitude-6.1 quake struck 10 kilometers (six miles) deep.", "magnitude-6.1", role="claim"),
    example("The pass is about 430 km (267 miles) away.", "about 430 km", role="claim"),
    example("It has 3.2m-wide doors.", "3.2m", role="claim"),
    example("The pole stood 12m from the house.", "12m", kind="measure"),
    example("It yields 500 MW now.", "500 MW", role="claim"),
    example("Velm had 40C, Osta 12C.", "12C", role="claim"),
    example("What Ruiz Does With 1 Question She Hates.", "1", role="claim"),
    example("Each ship would weigh 386 kg and measure 4m x 1.8m x 1.2m.", "4m", role="claim"),
    example("It sold in the week of January 5 to January 11.", "5", role="date"),
    example("The mill sold two or possibly three barns.", "two", role="claim"),
    example(
        "La misión informó que el domingo 97 de cada cien mesas abrieron.",
        "97 de cada cien",
        language="es",
        role="claim",
    ),
    example("Her support has risen from 40 percent on July 14 to 46 percent on August 4.", "14", role="date"),
    example("Cole is 5-foot-3, but walks 40 miles.", "5-foot-3", role="claim", modality="asserted"),
    example(
        '"The Gang of Eight, all eight of them, agreed to vote against it," Ruiz said.',
        "eight",
        role="quantity",
    ),
    example(
        "El informe del 2021 sobre la pesca de Velm cuenta 40 barcos.", "2021", language="es", role="date"
    ),
    example(
        "Ferro had 3.7 GW of cell capacity and Dorn had 3 GW of output.", "3 GW", role="claim", head="output"
    ),
    example("Hale is one of a clutch of backers of Ruiz.", "one", role="pronoun"),
    example("By nearly 2-1, they say boats should be free.", "2-1", role="score"),
    example("Inflation has been near zero all year.", "zero", role="claim"),
    example("The cheese aged 40 days.", "40", role="claim"),
    example(
        "It was 66 percent among women 30 to 44 and more than 70 percent among women 45 and older.",
        "30 to 44",
        quantity="30 to 44",
    ),
    example("300 men on Slater Street left.", "300", role="claim"),
    example("the five Eyes met.", "five", role="claim"),
    example("Galaxy 12 kilos came.", "12", role="claim"),
    example("Photos of 1800 x 1920 pixels were shown.", "1920", role="claim"),
    example("Ranked 12 kilos, it sank.", "12", role="claim"),
    example("26-metre Task Force Brigade ropes came.", "26", role="claim"),
    example("1 million in 5 million died.", "1 million", role="claim"),
]


@pytest.mark.parametrize("limit", LIMITS, ids=[limit.text for limit in LIMITS])
def test_words_much_alike_are_read_otherwise(holds: Callable[[Example], bool], limit: Example) -> None:
    assert holds(limit)


def test_than_a_year_earlier_has_no_number(read: Callable[..., Reading]) -> None:
    text = "The firm sold 3 million vans, 200,000 fewer than a year earlier."
    assert [number.low for number in read(text).numbers] == [3e6, 2e5]
