"""Quantities: comparator, kind, unit and span."""

import pytest

UNITS = [
    ("The lab found codeine -22.5 grams.", "us", "measure", "gram", 22.5),
    ("It was -12 degrees.", "us", "measure", "degree", -12),
    # money
    ("It cost $5 billion.", "us", "money", "USD", 5e9),
    ("It cost $5 billion.", "ca", "money", "CAD", 5e9),
    ("It cost $5 billion.", "gb", "money", "USD", 5e9),
    ("It cost US$5 billion.", "au", "money", "USD", 5e9),
    ("It cost A$3.5m.", "us", "money", "AUD", 3.5e6),
    ("It cost R1.2-billion.", "za", "money", "ZAR", 1.2e9),
    ("It cost R50bn.", "us", "money", "ZAR", 50e9),
    ("It cost R350 a day.", "us", "money", "ZAR", 350),
    ("The bank made a 25-basis-point cut.", "us", "measure", "basis point", 25),
    ("It cost Rs 5 crore.", "in", "money", "INR", 5e7),
    ("It cost Rs 500.", "pk", "money", "PKR", 500),
    ("It cost ₹500.", "us", "money", "INR", 500),
    ("It cost £20,000.", "uk", "money", "GBP", 20000),
    ("It cost €500.", "us", "money", "EUR", 500),
    ("It cost 4m/- then.", "tz", "money", "TZS", 4e6),
    ("It cost 10,000/- then.", "ke", "money", "KES", 10000),
    ("It cost N500 million.", "ng", "money", "NGN", 5e8),
    ("It cost 3 million naira.", "us", "money", "NGN", 3e6),
    ("It cost 968 million dollars.", "us", "money", "USD", 968e6),
    ("It cost 7 million Danish crowns.", "us", "money", "DKK", 7e6),
    ("It cost 300 South African rand.", "us", "money", "ZAR", 300),
    ("It traded at 74.27 U.S. cents.", "ca", "money", "USD", 0.7427),
    ("It cost 50 pence.", "uk", "money", "GBP", 0.5),
    ("It cost 12 million pesos.", "ph", "money", "PHP", 12e6),
    ("It cost less than a dollar.", "us", "money", "USD", 1),
    ("They paid 300 pounds for it.", "uk", "money", "GBP", 300),
    # per cent
    ("Support fell 12.5%.", "us", "percent", "%", 12.5),
    ("Support fell 3 per cent.", "us", "percent", "%", 3),
    ("Support fell 0.25 percentage points.", "us", "percent", "%", 0.25),
    ("Support fell by half a percentage point.", "us", "percent", "%", 0.5),
    # time
    ("It lasted 15 days.", "us", "duration", "day", 15),
    ("It lasted two decades.", "us", "duration", "year", 20),
    ("It lasted 1 minute and 45 seconds.", "us", "duration", "second", 105),
    ("It lasted half an hour.", "us", "duration", "hour", 0.5),
    ("They signed a ten-year lease.", "us", "duration", "year", 10),
    # measures
    ("It lies 400m from the pier.", "us", "measure", "metre", 400),
    ("It lies 6.2km from the pier.", "us", "measure", "kilometre", 6.2),
    ("It lies 6 kilometers from the pier.", "us", "measure", "kilometre", 6),
    ("It pumps 1.4 million barrels per day.", "us", "measure", "barrel per day", 1.4e6),
    ("It pumps 300,000 b/d now.", "us", "measure", "barrel per day", 3e5),
    ("It burns 20 tonnes a year.", "us", "measure", "tonne per year", 20),
    ("It yields 500 MW now.", "us", "measure", "megawatt", 500),
    ("It reached 38.5°C today.", "us", "measure", "degree celsius", 38.5),
    ("A magnitude 5.8 quake struck.", "us", "measure", "magnitude", 5.8),
    ("It covers 7,000 sq km.", "us", "measure", "square kilometre", 7000),
    ("The bag weighs 12 pounds.", "us", "measure", "pound", 12),
    ("He is 6 feet 2 inches tall.", "us", "measure", "inch", 74),
    # ratios
    ("Half of the village fled.", "us", "ratio", "village", 0.5),
    ("Three out of four shops closed.", "us", "ratio", "shop", 0.75),
    ("Exports rose tenfold.", "us", "ratio", None, 10),
    # counts
    ("Oil rose to $58 per barrel.", "us", "money", "USD", 58),
    ("Milk costs 74 cents a litre.", "us", "money", "USD", 0.74),
    ("Land costs about $1,100 per square foot.", "us", "money", "USD", 1100),
    ("It lost 63 cents per share.", "us", "money", "USD", 0.63),
    ("Prices range from $2 to $5 a pound.", "us", "money", "USD", 2),
    ("The rent is $3,500 a month.", "us", "money", "USD", 3500),
    ("It was above 45C in the city.", "au", "measure", "degree celsius", 45),
    ("It costs 45c in the city.", "au", "money", "AUD", 0.45),
    ("It costs 45¢ in the city.", "us", "money", "USD", 0.45),
    ("Gas rose to $2 per mmBTU.", "us", "money", "USD", 2),
    ("Gold was up $31.20 US.", "ca", "money", "USD", 31.2),
    ("The car cost $20,000 CAD.", "us", "money", "CAD", 20000),
    ("They spent $5 million US officials had promised.", "ca", "money", "CAD", 5e6),
    ("The donor gave us $5 million.", "ca", "money", "CAD", 5e6),
    ("Police freed 12 hostages.", "us", "count", "hostage", 12),
    ("Police freed 12 people.", "us", "count", "person", 12),
    ("Police freed 12 young Dutch women.", "us", "count", "woman", 12),
    ("Police freed 191 of the hostages.", "us", "count", "hostage", 191),
    ("The blast left 12 dead.", "us", "count", "person", 12),
    ("They read the 70-page report.", "us", "count", "page", 70),
    ("It lasted three consecutive months.", "us", "duration", "month", 3),
    ("It lasted ten straight days.", "us", "duration", "day", 10),
    # points: of shares in polls and votes, else counted
    ("Voters back Lund by 18 points.", "us", "percent", "%", 18),
    ("Her 10-point lead in the poll held.", "us", "percent", "%", 10),
    ("The sampling error is plus or minus 3.5 percentage points.", "us", "percent", "%", 3.5),
    ("The margin of error was ± 3 points.", "us", "percent", "%", 3),
    ("The ferry sank with 239 on board.", "us", "count", "person", 239),
    ("The index closed at 8,248.25 points.", "us", "measure", "point", 8248.25),
    ("The index fell 300 points, polls or no polls.", "us", "measure", "point", 300),
    ("She scored 22 points before the vote.", "us", "count", "point", 22),
    ("She led in the vote by one-half of 1 percent.", "us", "percent", "%", 0.5),
]


@pytest.mark.parametrize(("text", "country", "kind", "unit", "value"), UNITS)
def test_kind_and_unit(read, text, country, kind, unit, value):
    number = read(text, country=country).numbers[0]
    assert (number.kind, number.low) == (kind, pytest.approx(value))
    assert unit is None or number.unit == unit


COMPARATORS = [
    ("Police freed 12 men.", "=", "12"),
    ("Police freed only 12 men.", "=", "only 12"),
    ("Police freed a total of 12 men.", "=", "a total of 12"),
    ("Police freed about 12 men.", "~", "about 12"),
    ("Police freed some 12 men.", "~", "some 12"),
    ("Police freed nearly 12 men.", "~", "nearly 12"),
    ("Police freed an estimated 12 men.", "~", "an estimated 12"),
    ("Police freed 12 or so men.", "~", "12 or so"),
    ("Police freed more than 12 men.", ">", "more than 12"),
    ("Police freed just over 12 men.", ">", "just over 12"),
    ("Police freed at least 12 men.", ">", "at least 12"),
    ("Police freed no fewer than 12 men.", ">", "no fewer than 12"),
    ("Police freed upwards of 12 men.", ">", "upwards of 12"),
    ("Police freed 12 or more men.", ">", "12 or more"),
    ("Police freed up to 12 men.", "<", "up to 12"),
    ("The fee went up to $8.", "=", "$8"),
    ("The fee could be up to $8.", "<", "up to $8"),
    ("Police freed as many as 12 men.", "<", "as many as 12"),
    ("Police freed fewer than 12 men.", "<", "fewer than 12"),
    ("Police freed no more than 12 men.", "<", "no more than 12"),
    ("Police freed just under 12 men.", "<", "just under 12"),
    ("Police freed up to an estimated 12 men.", "<", "up to an estimated 12"),
    ("The loan was worth more than £20,000.", ">", "more than £20,000"),
    ("The loan was worth around $10 billion.", "~", "around $10 billion"),
    ("The trip took over ten years.", ">", "over ten years"),
    ("They cut spending over ten years.", "=", "ten years"),
    ("He came within 4 points of the leader.", "<", "within 4"),
    ("They settled within two families.", "=", "two"),
    ("There were protests over 12 deaths.", "=", "12"),
    ("They talked about 12 deaths.", "=", "12"),
    ("He served under three kings.", "=", "three"),
    ("The chip has a sub-7 nanometre design.", "<", "sub-7 nanometre"),
    # a price from which others go up
    ("Tickets start at $99.", ">", "start at $99"),
    ("He needs closer to 40 volunteers.", "~", "closer to 40"),
    # an estimate by a word farther off
    ("It was built at an estimated cost of $40 million.", "~", "$40 million"),
    ("The estimated cost is $40 million.", "~", "$40 million"),
    ("Estimated attendance: 77,000.", "~", "77,000"),
    ("An extra 400 monks were estimated to have come.", "~", "400"),
    ("The agency estimated that 400 monks had come.", "=", "400"),
]


@pytest.mark.parametrize(("text", "comparator", "span"), COMPARATORS)
def test_comparator_and_span(read, text, comparator, span):
    number = read(text).numbers[0]
    assert (number.comparator, text[number.quantity_start : number.quantity_end]) == (comparator, span)


def test_comparator_belongs_to_the_figure_that_follows_it(read):
    numbers = read("The blast left more than 40 killed and 100 wounded.").numbers
    assert [(n.low, n.comparator) for n in numbers] == [(40, ">"), (100, "=")]


def test_ratio_behind_an_amount_is_no_part_of_it(read):
    reading = read("Its stakes are worth $28 billion, or six times the cash.")
    assert [(number.kind, number.low) for number in reading.claims] == [("money", 28e9), ("ratio", 6)]


def test_figure_set_against_another_has_its_multiplier(read):
    numbers = read("Profit was $388 million, up from 350 then.").numbers
    assert [(number.low, number.unit) for number in numbers] == [(388e6, "USD"), (350e6, "USD")]


def test_comparator_stands_behind_the_noun(read):
    numbers = read(
        "They found 20 people or so, 12 trucks at least, and 3 dogs at least 40 metres off."
    ).numbers
    assert [number.comparator for number in numbers] == ["~", ">", "=", ">"]


def test_comparator_carries_over_to_each_unit_in_brackets(read):
    numbers = read("It makes just under 296 hp (224 kW / 300 PS).").numbers
    assert [number.comparator for number in numbers] == ["<", "<", "<"]


def test_comparator_carries_over_to_the_same_amount_in_another_unit(read):
    numbers = read("They owe more than 7 million pesos ($400,000) by now.", country="mx").numbers
    assert [(n.unit, n.comparator) for n in numbers] == [("MXN", ">"), ("USD", ">")]


def test_about_stays_with_the_amount_before_the_brackets(read):
    numbers = read("The pass is about 430 km (267 miles) away.").numbers
    assert [(n.unit, n.comparator) for n in numbers] == [("kilometre", "~"), ("mile", "=")]


@pytest.mark.parametrize(
    ("text", "units"),
    [
        ("Prices rose nine and 12 per cent.", ["%", "%"]),
        ("He went from 208 pounds to 193.", ["pound", "pound"]),
        ("Mileage climbed from 21 mpg in town to 23.", ["mile per gallon", "mile per gallon"]),
        ("The rate went from 12% in towns to 15 people.", ["%", "person"]),
        ("Turnout was 61 percent, down from 65.", ["%", "%"]),
        ("Turnout was 61 percent, down from 65 towns.", ["%", "town"]),
        ("Output was 4 million tonnes in May, against 6 million in April.", ["tonne", "tonne"]),
        ("Polls say she beat him by 22 points (47 to 25).", ["%", "%", "%"]),
        ("It took two, three and five weeks.", ["week"] * 3),
        ("Profit was €410m, or 82 cents per share.", ["EUR", "EUR"]),
        ("Profit was €410m. Rivals lost 82 US cents.", ["EUR", "USD"]),
        (
            "The bus held 30 schoolchildren, 2 spokesmen and 3 midwives.",
            ["schoolchild", "spokesman", "midwife"],
        ),
    ],
)
def test_figures_side_by_side_share_a_unit(read, text, units):
    assert [number.unit for number in read(text).numbers] == units


def test_sum_without_sign_or_verb_is_in_the_currency_before_it(read):
    numbers = read("Schools get $4 billion and defence 7.8 billion.").numbers
    assert [(n.unit, n.low) for n in numbers] == [("USD", 4e9), ("USD", 7.8e9)]
    numbers = read("The fund has $4 billion and a population of 7.8 million.").numbers
    assert [n.kind for n in numbers] == ["money", "count"]


@pytest.mark.parametrize(
    "text",
    [
        "The state will spend 2.5 billion dollars on roads and 800 million on schools.",
        "Spending will rise by 300 million dollars to 4.1 billion.",
        "Roads get 2.5 billion dollars more, while the railway receives an extra 800 million.",
    ],
)
def test_second_sum_of_two_with_one_currency(read, text):
    assert [number.unit for number in read(text).numbers] == ["USD", "USD"]


def test_sum_in_the_next_sentence_is_in_the_currency_of_the_one_before(read):
    numbers = read("Repairs will cost 9.7 million euros. The state promised 3.3 million.").numbers
    assert [(number.kind, number.unit) for number in numbers] == [("money", "EUR"), ("money", "EUR")]
    numbers = read("The fund paid out $4 billion. Some 2 million remain without a home.").numbers
    assert [number.kind for number in numbers] == ["money", "count"]


def test_step_and_level_are_two_figures(read):
    numbers = read("Employment fell by 53,000 to 33.9 million in March.").numbers
    assert [(n.low, n.high) for n in numbers] == [(53_000, 53_000), (33.9e6, 33.9e6)]


def test_every_quantity_says_which_entry_gave_its_unit_and_comparator(read):
    (number,) = read("They raised nearly $5 million.").numbers
    assert number.evidence["unit"].rule == "currencies.shared_signs.$"
    assert number.evidence["comparator"].rule == "comparators.about.before.nearly"


def test_evidence_points_at_the_words_that_were_read(read):
    text = "They raised nearly 5 million euros."
    (number,) = read(text).numbers
    words = number.evidence["comparator"]
    assert text[words.start : words.end] == "nearly"


@pytest.mark.parametrize(
    ("text", "per", "statistic"),
    [
        ("The line carries 9,000 passengers a day.", "day", None),
        ("They earn £17 an hour on average.", "hour", "average"),
        ("Losses averaged 968 million dollars annually.", "year", "average"),
        ("The city spends $40 per head.", "person", None),
        ("A total of 40 ships sank.", None, "total"),
        ("The median wage is $900 a week.", "week", "median"),
        ("A record 12,000 people applied.", None, "record"),
        ("It found 40 people a day after the storm.", None, None),
        ("The plant burns 20 tonnes a year.", "year", None),
    ],
)
def test_rate_and_statistic(read, text, per, statistic):
    [row] = [r for r in map(read(text).row, read(text).numbers) if r["low"] is not None]
    assert (row["per"], row["statistic"]) == (per, statistic)


def test_amounts_in_units_that_do_not_add_up_are_kept_apart(read):
    numbers = read(
        "The load was 2 tonnes, 3 kilograms and 4 grams, and the trip took 2 weeks, 3 hours and 4 minutes."
    ).numbers
    assert [(n.low, n.unit) for n in numbers] == [
        (2003, "kilogram"),
        (4, "gram"),
        (20344, "minute"),
    ]


@pytest.mark.parametrize(
    ("text", "amounts"),
    [
        ("It cost 5 dollars and 40 cents.", [(5.4, "USD")]),
        ("It cost $5 and 40 cents.", [(5.4, "USD")]),
        ("Fares rose by $2 to $90 a month.", [(2, "USD"), (90, "USD")]),
        ("The trust paid $2 million to $90 million rivals.", [(2e6, "USD"), (90e6, "USD")]),
        ("They saw 4 billion bees in fields and 800 million in woods.", [(4e9, "bee"), (800e6, "bee")]),
        ("He said '6 ' 3 \" and left.", [(6, None), (3, None)]),
        ("In 2015 it closed, and 40 people left at 19:30.", [(2015, None), (40, "person"), (None, None)]),
    ],
)
def test_amounts_beside_each_other_are_one_or_several(read, text, amounts):
    assert [(number.low, number.unit) for number in read(text).numbers] == amounts


def test_the_ends_of_a_span_of_time_are_told_in_one_unit(read):
    (span,) = read("They will serve between seven months and two years.").claims
    assert (span.comparator, span.low, span.high, span.unit) == ("..", 7, 24, "month")
