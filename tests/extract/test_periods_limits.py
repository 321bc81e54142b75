"""Where the rules of periods end: times beside a figure that aren't its own, and words that look like times."""

from collections.abc import Callable

import pytest

from newstally.extract.rules import Example, example

LIMITS = [
    example("Gusts of 180 kph were possible in Orlia on Friday.", "180", as_of="2026-02-27"),
    example("Gusts of 180 kph were felt in Orlia on Friday.", "180", as_of="2026-02-20"),
    example("In the last two weeks of May 40 boats sank.", "two", as_of=None),
    example("In May of that year 40 boats sank.", "40", role="claim"),
    example("Within three years 40 boats sank.", "40", as_of=None),
    example("The index rose 2 percent from Tuesday's close.", "2", as_of="2026-02-26"),
    example(
        "The fund has paid 12 dollars since its debut in late 2013.", "12", as_of="2013-10-01/2026-02-26"
    ),
    example("The trial of 14 officers opens on Monday.", "14", as_of="2026-03-02"),
    example("The trial of 14 officers opened on Monday.", "14", as_of="2026-02-23"),
    example('The agency said that in 2016, "some 390 farms closed".', "390", as_of="2016-01-01/2016-12-31"),
    example("Output is 40 tonnes, double that in 2016.", "40", as_of=None),
    example("The club has grown to 9,000 members in a decade.", "9,000", as_of=None),
    example("Farr hopes to have 9,000 members in a decade.", "9,000", as_of="2036-01-01/2036-12-31"),
    example("Rents rose 4% in May and 3% in the month before.", "3", as_of="2025-04-01/2025-04-30"),
    example("Of the 58 votes, 12 were thrown out on Monday.", "12", as_of="2026-02-23"),
    example("Of the 58 votes, 12 were thrown out on Monday.", "58", as_of=None),
    example("The Reds won Sunday's vote. They took 22 seats.", "22", as_of="2026-02-22"),
    example("Sunday's report angered them. They took 22 seats.", "22", as_of=None),
    example("He took 40 cows from farmers between 2015 and 2019.", "40", as_of="2015-01-01/2019-12-31"),
    example("A report now says 40 boats sank.", "40", as_of="2026-02-26"),
    example("The mill shut in June after losing 40 jobs.", "40", as_of=None),
    example("A ship from the May fair sank 40 boats.", "40", as_of="2025-05-01/2025-05-31"),
    example("Sales rose 4%, and in June, costs rose 3%.", "4", as_of=None),
    example("In May 12 percent left.", "12", role="claim"),
    example("En 2023 hubo 300 casos; en 2024, 410.", "300", language="es", as_of="2023-01-01/2023-12-31"),
    example(
        "With spending for the fiscal year expected to be 17% of output, he is wary.",
        "17",
        as_of="2025-10-01/2026-09-30",
    ),
    example("Officials expect the toll, now at 120, to rise to 200.", "200", as_of=None),
    example("The rate went from 458 per 100,000 in 2011 to 753.", "753", as_of=None),
    example(
        "Last week Ruiz put a picture online; it was shared over 25,000 times.",
        "over 25,000 times",
        as_of="2026-02-16/2026-02-22",
    ),
    example("The bond rose to yield 2.252%, from 2.293% late on Monday.", "2.293%", as_of="2026-02-23"),
    example("The shares reached a peak above $68.", "68", as_of=None),
    example("The share rose to 80% for models of 2032.", "80%", as_of=None),
    example("The school opened on Monday. That year 300 pupils came.", "300", as_of=None),
    example(
        "Ruiz has won eight of the last nine votes, including the one in Dorn on Saturday.",
        "nine",
        as_of=None,
    ),
    example(
        "El dólar cerró en 3.745 soles y subió 0.2%; hubo 1,400 ventas.",
        "3.745",
        language="es",
        as_of="2026-02-26",
    ),
    example("At the end of the day, three men were hurt.", "three", as_of=None),
    example(
        "The ferry sank on June 3, 2020. Fares are where they were this time last year. That day 47 people drowned.",
        "47",
        as_of="2020-06-03",
    ),
    example(
        "In 2000 a recount went on for weeks. Oslany was not called until December 12. On December 13, 300 people came.",
        "300",
        as_of="2000-12-13",
    ),
    example("Officials on Monday said 40 boats sank.", "40", as_of=None),
    example(
        "Velm law keeps Hale from being on the ballot twice this fall.",
        "twice",
        as_of="2025-09-01/2025-11-30",
    ),
    example(
        "The tax, which rose from 10 dollars per ton of carbon in 2008 to 30 dollars, fell.",
        "30 dollars",
        as_of=None,
    ),
    example("The Dales earned $140,000 over the eight year span, from book sales.", "$140,000", as_of=None),
    example(
        "In January the union saw 2 million men. On Tuesday police met. The union saw 3.5 million.",
        "3.5 million",
        as_of="2026-02-24",
    ),
    example(
        "A bomb hit Velm on Monday. Police said 40 died. Another bomb hit Osta on Tuesday. Some 12 died.",
        "Some 12",
        as_of="2026-02-24",
    ),
    example("A bomb hit Velm on Monday, 40 km from Osta.", "40 km", as_of=None),
    example("The mayor said Sunday would bring 40 boats.", "40", as_of="2026-03-01"),
    example(
        "Reed wouldn't say whether a man may be among more than 200 hostages held since the group killed 1,400 people on October 7.",
        "200",
        as_of=None,
    ),
    example(
        "VELM -- President Hale on Thursday named Tom Reed for a second five-year term.",
        "five",
        as_of="2026-02-26",
    ),
    example(
        "Aunque la condena leída ayer suma mil 200 años, seis hombres pasarán encerrados 60 años.",
        "mil 200",
        language="es",
        as_of="2026-02-25",
    ),
    example(
        "Velm had at least 120,000 inhabitants before the flood, a third of whom may not return this year.",
        "120,000",
        as_of=None,
    ),
    example("Sales were $5 million, compared with 40 clerks.", "5 million", role="claim"),
    example(
        "The firm earned $3 million. It was May. Then it rained. Brokers forecast $2 million.",
        "3 million",
        role="claim",
    ),
]


@pytest.mark.parametrize("limit", LIMITS, ids=[limit.text for limit in LIMITS])
def test_words_much_alike_are_read_otherwise(holds: Callable[[Example], bool], limit: Example) -> None:
    assert holds(limit)
