"""What a number is a number of where the text says it elsewhere, and levels of indices."""

from collections.abc import Callable

import pytest

from newstally.extract.model import Reading
from tests.extract.last_quantity import quantity

Read = Callable[..., Reading]


@pytest.mark.parametrize(
    ("text", "numeral", "unit"),
    [
        ("Those clinics and six others will close in March.", "six", "clinic"),
        ("The factory had 900 jobs; the town is still 1,200 below its old level.", "1,200", "job"),
        ("The French troop presence will shrink to 4,500.", "4,500", "troop"),
        ("Nonfarm payrolls increased by 214,000.", "214,000", "job"),
        ("The biggest group, some 3 million, consists of retired teachers.", "3 million", "teacher"),
        (
            "The state says 3 million parents could enrol, against our 2.1 million figure.",
            "2.1 million",
            "parent",
        ),
        ("The scheme gave 11,000 people ages 30 or younger a permit.", "11,000", "person"),
        ("The plane vanished from radar with 239 on board.", "239", "person"),
        ("They put a 40 bitcoin bounty on the thief.", "40", "bitcoin"),
        ("Flights were delayed and 300 were cancelled.", "300", "flight"),
        (
            "The boat took 52 migrants. It sank. A ship came. Night fell. It rained. The 52 were saved.",
            "52",
            "migrant",
        ),
        ("Joblessness fell in 41 states and rose in three.", "three", "state"),
        ("The Reds took 71 seats and three smaller parties shared the other 17.", "17", "seat"),
        ("The Reds won 112 of the 200 seats, results showed, up from 98.", "98", "seat"),
        (
            "The model gave a 4% chance of more than 300 floods and a 1% chance of more than 900.",
            "900",
            "flood",
        ),
        (
            "The law lets 5 million migrants stay; critics say 2 million more would come.",
            "2 million",
            "migrant",
        ),
        ("Twenty ships will search 10,000 square nautical miles.", "10,000", "square nautical mile"),
        ("The herd could move 40 km (25 miles) a day.", "40 km", "kilometre per day"),
    ],
)
def test_unit_that_is_understood(read: Read, text: str, numeral: str, unit: str) -> None:
    assert quantity(read(text), numeral).unit == unit


@pytest.mark.parametrize(
    ("text", "numeral", "head"),
    [
        ("The Nikkei closed at 17,450.77.", "17,450.77", "Nikkei"),
        ("The consumer confidence index rose to 92.6 in December.", "92.6", "index"),
        ("The Dow Jones industrial average slid to 17,983.", "17,983", "average"),
        (
            "The sentiment index rose in May. The preliminary June reading is higher, at 93.8.",
            "93.8",
            "reading",
        ),
        ("Kenya scored 31 on the corruption index.", "31", "index"),
    ],
)
def test_level_of_an_index(read: Read, text: str, numeral: str, head: str) -> None:
    number = quantity(read(text), numeral)
    assert (number.kind, number.unit, number.head) == ("measure", "point", head)


def test_what_an_index_holds_is_counted(read: Read) -> None:
    assert quantity(read("The index tracks 30 shares."), "30").unit == "share"


@pytest.mark.parametrize(
    ("text", "numeral", "subject"),
    [
        ("Women make up 40% of the judges.", "40%", "Women as share of judges"),
        (
            "The firm cut its stake to 12 percent of the company.",
            "12 percent",
            "firm's stake as share of company",
        ),
        ("The fee is either $40 per head or 2% of yearly pay.", "2%", "fee as share of yearly pay"),
        (
            "Ohio was 3.2 percent below its peak output, Iowa 2.1 percent.",
            "2.1 percent",
            "Iowa's peak output",
        ),
        ("A 3 percent decline in sales hurt. It led to a 0.5% fall in profits.", "0.5%", "fall in profits"),
        ("The police said 35% of the dead had never been warned.", "35%", "dead never warned"),
        ("Voters reject the plan by a margin of 51% to 33%.", "33%", "Voters"),
        ("The poll found 48% favor a new bridge.", "48%", "people who favor new bridge"),
        (
            "About 51% of voters from the north agreed, against 17% of those from the south.",
            "17%",
            "voters from south",
        ),
        ("Retail sales gained 0.7 percent after a 0.5 percent rise.", "0.5 percent", "rise in Retail sales"),
        ("The agency freed 300 migrants, a drop of 14 percent.", "14 percent", "drop in migrants"),
        (
            "Consumer spending, which makes up two-thirds of the economy, rose 0.6 percent.",
            "two-thirds",
            "Consumer spending as share of economy",
        ),
        ("Ghana gained 6 percent, Togo 4 percent and Benin 3 percent.", "3 percent", "Benin gained"),
    ],
)
def test_subject_of_a_share(read: Read, text: str, numeral: str, subject: str) -> None:
    assert quantity(read(text), numeral).subject == subject


@pytest.mark.parametrize(
    ("text", "numeral", "head"),
    [
        ("Sunlight travels through glass up to about 60 metres.", "60 metres", "Sunlight"),
        ("They look in water 50 to 100 metres deep.", "50 to 100 metres", "water"),
        ("The jet was flying at 290 knots, about 60 knots too slow.", "60 knots", "jet"),
        ("The flat was said to be 900 square feet; it turned out to be 700 square feet.", "700", "flat"),
        (
            "Up to an inch of rain fell in Ohio, and more than an inch was possible in Maine.",
            "more than an inch",
            "rain",
        ),
        ("Utah raised the wage by $1 to $8. In Ohio, members voted to raise it to $9.", "$9", "wage"),
        (
            "Northern Bank closed down 2.4 percent and Oil and Timber Corp ended down 0.7 percent.",
            "0.7",
            "Corp",
        ),
        ("There was only $2 million in the fund.", "$2 million", "fund"),
        ("Agents seized 250,000 euros in cash and two vans.", "250,000", "cash"),
        ("Imports fell 4% in May, the bureau said, after growing 7% in April.", "7%", "Imports"),
        ("Rice is a trade that some brokers expect to be worth $4 billion.", "$4 billion", "trade"),
        ("The time taken to cross the bay fell to 20 minutes.", "20 minutes", "time"),
        ("The coating can cut drying time by 25 percent.", "25 percent", "time"),
        ("The rule has nearly tripled the time it takes to file.", "tripled", "time"),
        ("The lender has more than doubled its dividend.", "doubled", "dividend"),
        (
            "Lena holds a 61% share of the van market in the second quarter, against Hale's 38%.",
            "38%",
            "market",
        ),
        ("Power cuts hit four in five firms. Half had cut output.", "Half", "firms"),
    ],
)
def test_thing_that_has_the_amount(read: Read, text: str, numeral: str, head: str) -> None:
    assert quantity(read(text), numeral).head == head


@pytest.mark.parametrize(
    ("text", "numeral", "head"),
    [
        ("The deal came after six weeks of haggling.", "six", "haggling"),
        ("A drone hovered over the town 12 miles (19km) north of Kolin.", "12 miles", "town"),
        ("A drone hovered over the town 12 miles (19km) north of Kolin.", "19km", "town"),
        (
            "Nine deaths occurred at a mill in the city of Velm, 60 km (37 miles) north of Kolin.",
            "60 km",
            "city",
        ),
        ("Barsa, a town of 40,000 people 60 km from the border, was hit.", "60 km", "town"),
        ("The bank has cut its growth forecast to 1.4%.", "1.4%", "forecast"),
        ("Last year, demand exceeded supply by 12%.", "12%", "demand"),
        ("With spending for the fiscal year expected to be 17% of output, he is wary.", "17%", "spending"),
        ("The fund paid a fine of 60bn won ($44m; £35m) to the state.", "£35m", "fine"),
        ("In the poll, 54% said they supported the plan and 31% were opposed.", "31%", "people"),
        ("Patients waited an average of 54 days, 12 days longer than in May.", "12 days", "Patients"),
        ("The airline flew 3 million passengers in June, up 9% on the year.", "9%", "passengers"),
        ("The mine produced 2 million ounces of gold, 8% of world output.", "8%", "gold"),
    ],
)
def test_thing_told_farther_off(read: Read, text: str, numeral: str, head: str) -> None:
    assert quantity(read(text), numeral).head == head


@pytest.mark.parametrize(
    ("text", "numeral", "subject"),
    [
        ("Prices in Velland rose 4% in May, up from 3% in April.", "3%", "Prices in Velland rose"),
        ("The army shot down 34 of 51 drones launched overnight.", "51", "drones launched"),
        ("A loaf costs 1.85 euros, 20 cents more than in May.", "20 cents", "loaf costs"),
        ("The party won 112 of the 240 seats.", "240", "seats"),
        ("The economy is expected to grow 2.1%.", "2.1%", "economy to grow"),
        ("House prices have risen 60%.", "60%", "House prices have risen"),
        ("The strike cost the airline $20 million.", "$20 million", "strike cost airline"),
        ("A bus carrying 40 pilgrims plunged 60 metres.", "60 metres", "bus carrying pilgrims plunged"),
        ("The firm, which employs 4,300 people, lost $90 million.", "$90 million", "firm lost"),
        ("The city has set aside 12 million crowns.", "12 million", "city has set aside"),
        ("She said she lost 30 pounds.", "30 pounds", "she lost"),
        ("The council approved 300 flats, 60 of them for poor families.", "300", "flats approved"),
        (
            "The number of jobless people has risen by a fifth.",
            "a fifth",
            "number of jobless people has risen",
        ),
        ("The union wants a 7% raise.", "7%", "raise"),
        ("The company will cut 1,500 jobs, or 6% of its workforce.", "6%", "jobs as share of workforce"),
        ("A study of 400 nurses found that tea helps.", "400", "study of nurses"),
        ("Of 2,000 people polled, 61% said they were worried.", "2,000", "people polled"),
        ("Thirty bodies were found in a lorry and eight more in a field.", "eight", "bodies found in field"),
        ("Some 38% of tenants rated it as poor, compared with 29% in May.", "29%", "tenants who rated"),
        (
            "Drought affects 18% of people in the south and 7% in the north.",
            "7%",
            "people in north affected by Drought",
        ),
        (
            "The team surveyed 1,100 homes in Kolin. They found that 30% had no running water.",
            "30%",
            "homes that had no running water",
        ),
        (
            "Twelve people were hurt, six of them by falling glass, said the mayor.",
            "six",
            "people by falling glass",
        ),
        ("Some 14 children had died of hunger and 900 were being treated.", "900", "children treated"),
    ],
)
def test_wording_of_the_subject(read: Read, text: str, numeral: str, subject: str) -> None:
    assert quantity(read(text), numeral).subject == subject
