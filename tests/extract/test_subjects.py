"""What each number is a number of."""

from collections.abc import Callable

import pytest

from newstally.extract.model import Number, Reading

Read = Callable[..., Reading]


def quantity(reading: Reading, text: str) -> Number:
    """Return the first quantity whose expression holds the text."""
    for number in reading.numbers:
        whole = reading.article.text[number.quantity_start : number.quantity_end]
        if number.is_quantity and text in whole:
            return number
    raise AssertionError(f"no quantity {text!r} in {reading.article.text!r}")


@pytest.mark.parametrize(
    ("text", "numeral", "head"),
    [
        ("The council closed 14 libraries in Leeds.", "14", "libraries"),
        ("Two heavily armed border guards were seen.", "Two", "guards"),
        ("Volunteers found 31 of the 40 missing hikers.", "31", "hikers"),
        ("Volunteers found 31 of the 40 missing hikers.", "40", "hikers"),
        ("Police heard bursts of six and 11 shots.", "six", "shots"),
        ("The death toll from the floods rose to 88.", "88", "toll"),
        ("The number of refugees reached 12,000.", "12,000", "refugees"),
        ("The island has a population of 4,300.", "4,300", "population"),
    ],
)
def test_counted_noun(read: Read, text: str, numeral: str, head: str) -> None:
    assert quantity(read(text), numeral).head == head


@pytest.mark.parametrize(
    ("text", "numeral", "head"),
    [
        ("Ghana's economy grew by 3.2% in 2024.", "3.2%", "economy"),
        ("The central bank raised interest rates to 9.5%.", "9.5%", "rates"),
        ("Inflation remained at 6.1%.", "6.1%", "inflation"),
        ("Nearly 40% of voters stayed at home.", "40%", "voters"),
        ("The utility missed its 43 percent target.", "43 percent", "target"),
        ("Investors lost more than $2 billion.", "$2 billion", "investors"),
        ("The state added $300 million in school funding.", "$300 million", "funding"),
        ("A shop was robbed of jewels worth €70,000.", "€70,000", "jewels"),
        ("Residents rely on wood (63.6%) and charcoal (12%).", "12%", "charcoal"),
        ("The shares reached a peak above $68.", "$68", "peak"),
        ("Officers stood just 40 metres from the gate.", "40 metres", "officers"),
        ("He was given a 20-year prison term.", "20-year", "term"),
        ("The attack lasted 45 minutes.", "45 minutes", "attack"),
        ("A 6.2-magnitude earthquake hit Crete.", "6.2-magnitude", "earthquake"),
        ("The refinery produces 300,000 barrels of diesel.", "300,000 barrels", "diesel"),
        ("The senator raised the limit for families from $900 to $1,200.", "$1,200", "limit"),
        ("A study found pollution was on track to fall 37%.", "37%", "pollution"),
        ("The deficit widened to 6% of GDP.", "6%", "deficit"),
        ("Ghana's central bank kept its benchmark rate at 27%.", "27%", "rate"),
        ("The probe began a five-year, 2-billion-mile (3bn km) voyage.", "five-year", "voyage"),
        ("Shares in the miner rose 4.5%.", "4.5%", "shares"),
        ("The slump pulled the index 1.2% lower.", "1.2%", "index"),
        ("More than half of the ministry's budget was spent.", "half", "budget"),
        ("Some 900 tonnes of rice, worth $1 million, were stolen.", "$1 million", "rice"),
        ("The airline lost money in 2020. It earned $40 million last year.", "$40 million", "airline"),
        ("Asked about her diet, she said she lost 30 pounds.", "30 pounds", "lost"),
        ("Bank records show the $204,000 that Perez raised from bankers.", "$204,000", "perez"),
        ("Lee must win 53% of the remaining seats, Kim 59% and Roy 68%.", "59%", "seats"),
        ("Copper rose 4%, silver fell 3% and barley by 2%.", "2%", "barley"),
        ("Ruiz raised $12 million from insurers and $2 million from banks.", "$2 million", "ruiz"),
        ("Allen's heirs will hold 44% of the merged firm, while Pfister's will hold 56%.", "56%", "firm"),
        ("Caring for a child with asthma can cost at least $10,000.", "$10,000", "caring"),
        ("The charity has raised £3m since May.", "£3m", "charity"),
        ("He works out six times a week.", "six times", "times"),
        ("He had the votes of 33% of members, followed by Ann Lee at 13%.", "13%", "lee"),
        ("More than half agreed.", "half", "people"),
    ],
)
def test_thing_measured(read: Read, text: str, numeral: str, head: str) -> None:
    found = quantity(read(text), numeral).head
    assert found is not None
    assert found.lower() == head


@pytest.mark.parametrize(
    ("text", "numeral", "unit"),
    [
        ("The court freed 900 people, of which 720 were women.", "720", "person"),
        ("The blast killed 12 and wounded 30.", "12", "person"),
        ("The blast killed 12 and wounded 30.", "30", "person"),
        ("A dozen soldiers died and 40 were wounded.", "40", "soldier"),
        ("Three hospitals were hit and 12 people died.", "12", "person"),
        ("Two shops burned and 15 were injured.", "15", "person"),
        ("In May the agency hired 500 inspectors. It will hire a further 250 next year.", "250", "inspector"),
        ("The storm destroyed 1,200 homes and damaged 3,000.", "3,000", "home"),
        ("Of the 93 bodies found so far, 41 have been identified.", "41", "body"),
        ("More than 300 were arrested in Minsk.", "300", "person"),
        ("The crash left 14 dead.", "14", "person"),
        ("Greens took 90 seats and Liberals 70.", "70", "seat"),
        ("The motion passed by 80 votes to 12.", "12", "vote"),
        ("Two soldiers died and four others were hurt.", "four", "soldier"),
        ("Two bus drivers were among the 11 dead.", "11", "person"),
        ("Some 25,000 marched through Quito.", "25,000", "person"),
        ("Officials said the toll could exceed 500.", "500", "person"),
        ("She is a mother of three.", "three", "child"),
        ("Jurors heard of two 90 mm guns.", "two", "gun"),
        ("The firm runs 40 of the state's schools.", "40", "school"),
    ],
)
def test_noun_left_out(read: Read, text: str, numeral: str, unit: str) -> None:
    assert quantity(read(text), numeral).unit == unit


@pytest.mark.parametrize(
    ("text", "numeral", "subject"),
    [
        ("The blast killed 12 people and wounded 30 in Herat.", "12", "people killed"),
        ("The blast killed 12 people and wounded 30 in Herat.", "30", "people wounded in Herat"),
        (
            "Mali's trade balance with Senegal was $90 million.",
            "$90 million",
            "Mali's trade balance with Senegal",
        ),
        ("Mali's trade deficit was $90 million last year.", "$90 million", "Mali's trade deficit"),
        ("There were 45 nurses from Kerala on the ship.", "45", "nurses from Kerala"),
        (
            "The court freed 900 people, of which 720 were under house arrest.",
            "720",
            "people under house arrest",
        ),
        ("The court freed 900 people and 80 remained imprisoned.", "80", "people imprisoned"),
        ("Some 6,000 refugees crossed into Chad on Friday.", "6,000", "refugees who crossed into Chad"),
        ("Some 40 guards have stopped and 30 nurses had gone to Osta.", "40", "guards who stopped"),
        ("Some 30 nurses had gone to Osta, the mayor said.", "30", "nurses who had gone to Osta"),
        ("Up to 40 sailors may have died in the storm.", "40", "sailors who may have died in storm"),
        ("Some 90 guests spent Monday night in a shelter.", "90", "guests who spent night in shelter"),
        ("Some 90 guests spent three days in a shelter.", "90", "guests who spent days in shelter"),
    ],
)
def test_subject_says_which_figure(read: Read, text: str, numeral: str, subject: str) -> None:
    assert quantity(read(text), numeral).subject == subject


@pytest.mark.parametrize(
    ("text", "numeral", "subject"),
    [
        ("Lee must win 53% of the remaining seats and Kim 59%.", "59%", "Kim's remaining seats won"),
        ("The bank paid a fine of $5 million for spills.", "$5 million", "fine for spills"),
        ("The airline lost money in 2020. It earned $40 million last year.", "$40 million", "airline earned"),
        ("The group's revenue rose 8%.", "8%", "group's revenue rose"),
        ("We spent $4,000 on repairs.", "$4,000", "spent on repairs"),
        ("The family owns 44% of the firm.", "44%", "firm owned by family"),
        ("He works out six times a week.", "six times", "times worked out"),
    ],
)
def test_subject_tells_whose_share_and_for_what(read: Read, text: str, numeral: str, subject: str) -> None:
    assert quantity(read(text), numeral).subject == subject


def test_pronoun_of_the_first_person_stands_for_nobody_named_before(read: Read) -> None:
    reading = read("Ruiz left in 2020. I earned $40 million last year.")
    assert quantity(reading, "$40 million").head == "earned"


def test_number_of_years_of_an_age_limit_is_a_duration(read: Read) -> None:
    reading = read("The bill would raise the retirement age from 62 to 64.")
    assert [(n.kind, n.unit, n.low) for n in reading.claims] == [
        ("duration", "year", 62),
        ("duration", "year", 64),
    ]


def test_one_event_in_two_tenses_has_one_subject(read: Read) -> None:
    past = quantity(read("Police arrested 17 protesters."), "17").subject
    passive = quantity(read("Some 17 protesters were arrested."), "17").subject
    assert past == passive == "protesters arrested"


def test_share_without_a_noun_takes_the_one_before(read: Read) -> None:
    reading = read("Some 64% of nurses backed the strike and 30% opposed it.")
    assert quantity(reading, "30%").head == "nurses"


def test_conversion_in_brackets_is_of_the_same_thing(read: Read) -> None:
    reading = read("The pipeline runs for 100 miles (160 km) to the coast.")
    assert quantity(reading, "160 km").head == quantity(reading, "100 miles").head == "pipeline"


def test_figure_compared_with_is_of_the_same_thing(read: Read) -> None:
    reading = read("Unemployment rose to 7.4% in May, up from 7.1% in April.")
    assert quantity(reading, "7.1%").head == "Unemployment"


def test_every_subject_names_its_rule(read: Read) -> None:
    reading = read("The firm cut 2,500 jobs, about 8% of its staff, and paid $40 million.")
    rules = {n.evidence["subject"].rule for n in reading.numbers if n.is_quantity}
    assert rules and all(rule.startswith("subjects.") for rule in rules)


def test_figures_of_a_contest_are_the_winners_and_the_losers(read: Read) -> None:
    reading = read("In the poll, Ruiz beats Hale 46 percent to 40 percent.")
    assert [quantity(reading, figure).head for figure in ("46", "40")] == ["Ruiz", "Hale"]


@pytest.mark.parametrize(
    ("text", "figure", "subject"),
    [
        ("Some 12 people did not return home.", "12", "people who did not return"),
        ("Some 12 people didn't return home.", "12", "people who did not return"),
        ("Some 109 people had not been released.", "109", "people not released"),
        ("They counted 90 people who were not in prison.", "90", "people who were not in prison"),
        ("Police counted 30 homes that had not been searched.", "30", "homes that had not been searched"),
    ],
)
def test_subject_keeps_what_is_denied(read: Read, text: str, figure: str, subject: str) -> None:
    assert quantity(read(text), figure).subject == subject


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        (
            "The survey finds Ruiz with a small lead over Hale, 46% to 44%, among women.",
            {"46%": "Ruiz", "44%": "Hale"},
        ),
        ("Ana Ruiz is ahead of Tom Hale, 27% to 19%.", {"27%": "Ruiz", "19%": "Hale"}),
        (
            "Ruiz leads Hale 50% to 40%. In the north she trails, but Ruiz leads 66% to 27% in cities.",
            {"27%": "Hale"},
        ),
        (
            "With 98% of precincts reporting, Cole had 50.4% to 48.1% for Diaz.",
            {"98%": "precincts", "48.1%": "Diaz"},
        ),
        ("The rate went from 3% to 5% as Ruiz led Hale.", {"5%": "rate"}),
    ],
)
def test_two_figures_of_a_contest(read: Read, text: str, figures: dict[str, str]) -> None:
    reading = read(text)
    assert {figure: quantity(reading, figure).head for figure in figures} == figures


@pytest.mark.parametrize(
    ("text", "numeral", "unit", "subject"),
    [
        ("Chad had 568 clinics to Niger's 535.", "535", "clinic", "Niger's clinics"),
        ("Labour won 43 seats, the Greens 12 and independents five.", "12", "seat", "Greens' seats"),
        ("The vote count is Ana Ruiz 384, Tom Hale 300 and Okafor 151.", "300", "vote", "Tom Hale's vote"),
        ("There were 100 spas in Baden. Essen had many, with 79.", "79", "spa", "Essen's spas"),
        ("Ruiz got 18 votes and Tom Hale got seven.", "seven", "vote", "Tom Hale's votes"),
        ("He faces six counts of theft and five of arson.", "five", "count", "counts of arson"),
        ("It built 66,000 cars, beating estimates of 64,900.", "64,900", "car", "estimates of cars"),
        ("The town of 12,000 was cut off.", "12,000", "person", "town"),
        ("Nine hikers came back; the rest, 23, froze.", "23", "hiker", None),
        ("Its 400-strong workforce went home.", "400", "person", None),
        ("Lawmakers voted 310 to 112 for the bill.", "112", "vote", "votes"),
        ("Ruiz sells two-, three- and four-door vans.", "three", "door", None),
        ("The blast killed at least six and injured dozens.", "six", "person", "people killed"),
        ("More than 60 were taken to hospital.", "60", "person", None),
        ("It owns 30 ships. Two others were scrapped.", "Two", "ship", None),
    ],
)
def test_count_without_its_noun(read: Read, text: str, numeral: str, unit: str, subject: str | None) -> None:
    number = quantity(read(text), numeral)
    assert number.unit == unit
    assert subject is None or number.subject == subject


def test_name_is_never_counted(read: Read) -> None:
    number = quantity(read("Sava rose 8% to 3.65."), "3.65")
    assert (number.unit, number.head) == (None, "Sava")


@pytest.mark.parametrize(
    ("text", "numeral", "head"),
    [
        ("Inflation hit a 30-year high of 9.1%.", "9.1%", "Inflation"),
        ("Revenue rose to $3bn, beating analysts' estimates of $2bn.", "$2bn", "Revenue"),
        ("Some 52% of those polled agreed.", "52%", "those"),
        ("Among farmers, two-thirds, 66 percent, want to abstain.", "66 percent", "farmers"),
        ("A poll found he was liked by 36% of adults and disliked by 24%.", "24%", "adults"),
        ("One list puts Lee's fortune at $6bn; another puts it at $4bn.", "$4bn", "fortune"),
        ("They imported 2 million tonnes of wheat, 40% more than in 2019.", "40%", "wheat"),
        ("The tax is 5% for farms and 7% for the banks.", "7%", "tax"),
        ("The pipeline carries 40,000 barrels of oil per day.", "40,000 barrels", "oil"),
        ("Ann Lee, head of a fund, who has given $250,000 to the party, spoke.", "$250,000", "Lee"),
        ("It may take ten years to build the bridge.", "ten years", "build"),
        ("It would cost taxpayers $40 million.", "$40 million", "taxpayers"),
        ("Each of the 12 flats is worth €300,000.", "€300,000", "flats"),
        ("He had amassed great wealth — $500,000 — by then.", "$500,000", "wealth"),
    ],
)
def test_thing_measured_elsewhere(read: Read, text: str, numeral: str, head: str) -> None:
    assert quantity(read(text), numeral).head == head


@pytest.mark.parametrize(
    ("text", "numeral", "subject"),
    [
        (
            "Some 58% of voters said they were less likely to vote.",
            "58%",
            "voters who said they were less likely to vote",
        ),
        ("The club has 400 members.", "400", "club's members"),
        ("Lists put Ana and Juan Ruiz at $4bn.", "$4bn", "Ana and Juan Ruiz"),
        ("Last year's 45 fires shocked the town.", "45", "fires that shocked town"),
        ("The quake struck at a depth of 10 km.", "10 km", "depth of quake"),
        ("He lives in a 14-storey block in Leeds.", "14", "storey block in Leeds"),
    ],
)
def test_subject_read_alone(read: Read, text: str, numeral: str, subject: str) -> None:
    assert quantity(read(text), numeral).subject == subject
