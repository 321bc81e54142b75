"""Numbers: every number of a text is found, with its value."""

import pytest

VALUES = [
    ("The firm sold 1,234 vans.", "1,234", 1234),
    ("It has 1,23,456 voters.", "1,23,456", 123456),
    ("Growth was 1.234 per cent.", "1.234", 1.234),
    ("They raised 1.5 million dollars.", "1.5 million", 1.5e6),
    ("The bill came to $3bn.", "3bn", 3e9),
    ("The bill came to $4tn.", "4tn", 4e12),
    ("Shops ordered 5k masks.", "5k", 5000),
    ("It sold 2.3M phones.", "2.3M", 2.3e6),
    ("Some 5m people watched.", "5m", 5e6),
    ("The island has a population of 67m.", "67m", 67e6),
    ("Farmers got 3 lakh bags.", "3 lakh", 3e5),
    ("The fund holds Rs 5 lakh crore.", "5 lakh crore", 5e12),
    ("She walked 2½ miles.", "2½", 2.5),
    ("She walked 2 1/2 miles.", "2 1/2", 2.5),
    ("Two and a half million tourists came.", "Two and a half million", 2.5e6),
    ("One hundred and twenty-five thousand fans came.", "One hundred and twenty-five thousand", 125000),
    ("Two point five million fans came.", "Two point five million", 2.5e6),
    ("A dozen ships sailed.", "A dozen", 12),
    ("Half a dozen ships sailed.", "Half a dozen", 6),
    ("Half a million ships sailed.", "Half a million", 5e5),
    ("Three quarters of a million bees died.", "Three quarters of a million", 750000),
    ("A third of the bees died.", "A third", 1 / 3),
    ("Two-thirds of the bees died.", "Two-thirds", 2 / 3),
    ("Three out of four bees died.", "Three out of four", 0.75),
    ("One in five bees died.", "One in five", 0.2),
    ("Prices rose tenfold.", "tenfold", 10),
    ("Prices rose 3-fold.", "3-fold", 3),
    ("The ratio was 3:1 in the end.", "3:1", 3),
    ("It was minus 12 degrees.", "minus 12", -12),
    ("Output changed by -0.3%.", "-0.3", -0.3),
    ("The balance was $-50.8bn.", "-50.8bn", -50.8e9),
    ("It took an hour and a half.", "an hour and a half", 1.5),
    ("Nearly an hour passed.", "an", 1),
]


@pytest.mark.parametrize(("text", "span", "value"), VALUES)
def test_value(read, text, span, value):
    numbers = read(text).numbers
    assert [(text[n.start : n.end], n.low, n.high) for n in numbers] == [
        (span, pytest.approx(value), pytest.approx(value))
    ]


@pytest.mark.parametrize(
    ("text", "country", "value"),
    [
        ("It created 1 500 jobs.", "za", 1500),
        ("Growth reached 5,5 in May.", "za", 5.5),
        ("Growth reached 5,5% then.", "us", 5.5),
        ("The car cost R10 000 then.", "us", 10000),
        ("The well gave 12\u00a0000 litres.", "us", 12000),
        ("The well gave 12\u202f000 litres.", "us", 12000),
        ("The well gave 12\u2009000 litres.", "us", 12000),
        ("The well gave 1.234.567 litres.", "us", 1234567),
    ],
)
def test_separators_go_by_the_country_where_they_are_in_doubt(read, text, country, value):
    assert read(text, country=country).numbers[0].low == value


RANGES = [
    ("Police held 7-10 men.", 7, 10),
    ("Police held 7 to 10 men.", 7, 10),
    ("Police held between 40 and 50 men.", 40, 50),
    ("Police held two or three men.", 2, 3),
    ("Some 5 to 10 million users left.", 5e6, 10e6),
    ("Boil it for 25 – 40 minutes.", 25, 40),
    ("The cost is 60-80 per cent lower.", 60, 80),
    ("Prices range from $200 to $4 million.", 200, 4e6),
    ("Debts could grow by R20bn to R50bn.", 20e9, 50e9),
    ("It would cost between $5bn and $7bn.", 5e9, 7e9),
    ("It would cost $5 to $7 billion.", 5e9, 7e9),
    ("It would cost 10 to as many as 15 lives.", 10, 15),
    ("A quarter to a third of shops closed.", 0.25, 1 / 3),
    ("A strong gust or two shook the roof.", 1, 2),
    ("It is down from the $89 to $93 billion expected.", 89e9, 93e9),
]


@pytest.mark.parametrize(("text", "low", "high"), RANGES)
def test_range_is_one_number(read, text, low, high):
    (number,) = read(text).numbers
    assert (number.low, number.high, number.is_range) == (pytest.approx(low), pytest.approx(high), True)
    assert number.comparator == ".."


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("Unemployment rose from 4.2% to 5.1%.", [4.2, 5.1]),
        ("The budget was cut from R11bn to R5.5bn.", [11e9, 5.5e9]),
        ("The staff grew from 12 to 19.", [12, 19]),
        ("The deficit grew by $43.6 billion to $419.2 billion.", [43.6e9, 419.2e9]),
        ("The share rose 8.15% to 3.65.", [8.15, 3.65]),
        ("The limit was raised from $89 to $93 billion.", [89e9, 93e9]),
        ("Output fell to 29 tonnes from 31 tonnes.", [29, 31]),
        ("The court will give either 5 or 10 years.", [5, 10]),
        ("The clubs won 4 or 5 games respectively.", [4, 5]),
    ],
)
def test_change_or_choice_is_two_numbers(read, text, values):
    assert [number.low for number in read(text).numbers] == pytest.approx(values)


def test_no_number_is_lost(read):
    text = "On 3 May 2024, Flight 17 took 212 people 1,200 km in 2 hours; G7 aides, Ann Poe, 41, and 3 dogs."
    digits = [i for i, c in enumerate(text) if c.isdigit()]
    covered = {i for n in read(text).numbers for i in range(n.start, n.end)}
    assert [text[i] for i in digits if i not in covered] == []


def test_range_that_was_changed_to_another_is_one_of_two(read):
    numbers = read("They cut the forecast from 5 to 7 per cent to 3 to 5 per cent.").numbers
    assert [(number.low, number.high) for number in numbers] == [(5, 7), (3, 5)]


def test_vague_words_have_no_exact_value_and_are_no_claims(read):
    for text in ("Dozens of people fled.", "They lost tens of millions of dollars.", "Thousands marched."):
        (number,) = read(text).numbers
        assert number.role == "vague"
        assert number.high == 10 * number.low


@pytest.mark.parametrize(
    "text",
    [
        "9" * 100_000,
        "1,234," * 20_000,
        "7-" * 30_000,
        "two hundred and " * 1_500,
        "half a " * 1_500,
        "12\u200b34 \u200f56\u202e ٣٤ 五 ½⅓ \x00 ² 1e5 \ud800 7",
        "$",
        "-",
        "a",
        "5",
        "between",
        "\n1\n2\n3\n",
        "Name\t12\t34%\n" * 700,
    ],
    ids=lambda text: repr(text[:12]),
)
def test_strange_input_is_survived(read, text):
    reading = read(text)
    assert all(0 <= n.start < n.end <= len(text) for n in reading.numbers)
    assert all(n.low is None or abs(n.low) < 1e30 for n in reading.numbers)
