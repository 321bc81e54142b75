"""Times that are counted from others of which the text spoke before, whether or not a figure had them."""

from datetime import date

import pytest

from tests.extract.test_periods import Read, periods

TALES: list[tuple[str, dict[str, str | None]]] = [
    ("The school opened in May 2015. That year 300 pupils came.", {"300": "2015-01-01/2015-12-31"}),
    ("The school opened in May 2015. That month 300 pupils came.", {"300": "2015-05-01/2015-05-31"}),
    ("The school opened in May 2015. That summer 300 pupils came.", {"300": "2015-06-01/2015-08-31"}),
    ("The school opened in May 2015. The following year 300 pupils came.", {"300": "2016-01-01/2016-12-31"}),
    ("In May 2015 the school opened. A year later it had 300 pupils.", {"300": "2016-05-01/2016-05-31"}),
    # a bare weekday tells of no year
    ("The school opened on Monday. That year 300 pupils came.", {"300": None}),
    (
        "From 2007 to 2014 the firm made one pen. During that time, it raised the price to 600 dollars.",
        {"600": "2007-01-01/2014-12-31"},
    ),
    (
        "The firm opened in the first quarter of 2017. It delivered 25,000 cars in the period.",
        {"25,000": "2017-01-01/2017-03-31"},
    ),
    (
        "In 2000 a recount went on for weeks. Oslany was not called until December 12. On December 13, 300 people came.",
        {"300": "2000-12-13/2000-12-13"},
    ),
    # a tale goes on in time
    ("In July 2024 the ward was closed. On May 3, 300 people came.", {"300": "2025-05-03/2025-05-03"}),
    (
        "Norvo lost 83 million dollars in the full year ended Aug 31. It had made 54 million dollars in FY24.",
        {"83 million": "2024-09-01/2025-08-31", "54 million": "2023-09-01/2024-08-31"},
    ),
    ("The fair on the last weekend of July drew 300 people.", {"300": "2025-07-26/2025-07-27"}),
    ("The fair on the first Sunday in June 2024 drew 300 people.", {"300": "2024-06-02/2024-06-02"}),
    ("Some 300 people came on the fourth Monday of February 2024.", {"300": "2024-02-26/2024-02-26"}),
    # "a year ago" is a year before the time that it is compared with, else all of the year before
    (
        "The price of a van in October was 39,014 pesos, up from 38,373 pesos a year ago.",
        {"39,014": "2025-10-01/2025-10-31", "38,373": "2024-10-01/2024-10-31"},
    ),
    (
        "Van sales fell to 340 in the third quarter from 410 a year ago.",
        {"340": "2025-07-01/2025-09-30", "410": "2024-07-01/2024-09-30"},
    ),
    (
        "The town opened 12 clinics in June and hired 40 nurses a year ago.",
        {"12": "2025-06-01/2025-06-30", "40": "2025-01-01/2025-12-31"},
    ),
    (
        "In October, 340 vans were sold, 10 fewer than a year ago.",
        {"340": "2025-10-01/2025-10-31", "10": "2025-10-01/2025-10-31"},
    ),
    (
        "In October, 340 vans were sold, 10% more than a year ago.",
        {"340": "2025-10-01/2025-10-31", "10": "2025-10-01/2025-10-31"},
    ),
    ("More than a year ago, 12 people died here.", {"12": "2025-01-01/2025-12-31"}),
    # the day of the report is not what is compared
    (
        "The agency said on Monday that van sales fell to 340 from 410 a year ago.",
        {"340": None, "410": "2025-01-01/2025-12-31"},
    ),
]


@pytest.mark.parametrize(("text", "expected"), TALES)
def test_a_time_is_counted_from_what_the_text_spoke_of(
    read: Read, text: str, expected: dict[str, str | None]
) -> None:
    assert {
        number: period for number, period in periods(read(text)).items() if number in expected
    } == expected


@pytest.mark.parametrize(
    "dateline", ["", "OSLANY (Northwire) - ", "PORT SELVA, Orlia (NW) — ", "Oslany (NWN) -- "]
)
def test_a_dateline_changes_nothing_in_how_the_rest_is_read(read, dateline):
    text = f"{dateline}A storm roared towards Orlia on Monday. One man was killed under a wall."
    (number,) = read(text).claims
    assert number.as_of == (date(2026, 2, 23), date(2026, 2, 23))
    assert number.source is None
