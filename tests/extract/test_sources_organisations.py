"""The organisations that give figures, and those for which a source speaks."""

from collections.abc import Callable

import pytest

from newstally.extract.model import Reading

Read = Callable[..., Reading]


def source(reading: Reading, figure: str) -> str | None:
    start = reading.article.text.rindex(figure)
    return next(number.source for number in reading.numbers if number.start <= start < number.end)


ORGANISATIONS = [
    (
        "The Selva Meteorological Institute (SMI) met. The weather office said 40 mm of rain had fallen.",
        "40",
        "Selva Meteorological Institute",
    ),
    (
        "The Selvan Meteorological Department (MetSelva) met. MetSelva said 40 mm of rain had fallen.",
        "40",
        "Selvan Meteorological Department",
    ),
    (
        "The Selva Aquatic, Soil and Air Survey (Sasas) met. Sasas said 40 mm of rain had fallen.",
        "40",
        "Selva Aquatic, Soil and Air Survey",
    ),
    (
        "Selva's Ministry of Soil, Air and Rain (MOSAR) met. MOSAR said 40 mm of rain had fallen.",
        "40",
        "Selva's Ministry of Soil, Air and Rain",
    ),
    ("Water Treatment & Pipes Co. met. WT&P said 40 pumps had failed.", "40", "Water Treatment & Pipes Co."),
    (
        "The Federal Reserve Bank of Oren met. The Oren Fed said 40 lenders would close.",
        "40",
        "Federal Reserve Bank of Oren",
    ),
    ("According to the medical journal The Scalpel, 40 doctors left.", "40", "Scalpel"),
    ("The US Geological Survey met. The US said 40 planes had left.", "40", "US"),
    ("The US said 40 planes had left. The US Geological Survey met.", "40", "US"),
    ("The Kenya Ports Board met. Kenya reported 40 new cases.", "40", "Kenya"),
    (
        "The Wajo City Hospital is full. Some 40 homes are dark, according to the Hokuri Electric Power company.",
        "40",
        "Hokuri Electric Power company",
    ),
    ("Centcom said 40 had died. Then US Central Command (Centcom) sent ships.", "40", "US Central Command"),
    (
        "The Agency for Coastal Safety (Agcos) met. Agcos said 40 boats sank.",
        "40",
        "Agency for Coastal Safety",
    ),
    ("Ana Ruiz told the Post that 9 had left. The trust said 40 were ill.", "40", "trust"),
    (
        "Some like the Nurses' Health Study. A new study is out. The study shows 40 wards closed.",
        "40",
        "study",
    ),
    (
        "The Dorn Association for Lung Research met. A new study is out. The study shows 40 wards closed.",
        "40",
        "study",
    ),
    (
        "A relief report says 9 died. It blames the rebels for 5. The army killed 40, it says.",
        "40",
        "relief report",
    ),
    (
        "DORN The Selva Federal Reserve met. The central bank said 40 lenders would close.",
        "40",
        "Selva Federal Reserve",
    ),
    ("The Selva Federal Reserve met. The Fed said 40 lenders would close.", "40", "Selva Federal Reserve"),
    ("Dorn, a city by the sea, is dry. The company said 40 homes were affected.", "40", "company"),
    ("Tomas Verrin, who heads the union, said 9 were ill. The company put it at 40.", "40", "company"),
    ("Max Hale came to court. The judge said Hale had robbed 40 pensioners.", "40", "judge"),
    ("Ana Ruiz spoke first. Then she said Ruiz Farms had 40 cows.", "40", "Ana Ruiz"),
    ("The Bank of Selva met. The BoS expects 40 firms to close.", "40", "Bank of Selva"),
    ("The Energy Data Office met. The EDO said 40 mills would close.", "40", "Energy Data Office"),
    ("Selva's Mining Council met. Selva said 40 mills would close.", "40", "Selva"),
    (
        "Selva's health ministry said 9 had left.\nSome 40 want to leave South Valoria, the ministry has said.",
        "40",
        "Selva's health ministry",
    ),
    ("The EU's coast guard, EUCOG, said 40 boats had sunk.", "40", "EUCOG"),
    (
        '"We wait," said Ana Ruiz, an analyst at Selva Homes. The firm sees rents rising 40 percent.',
        "40",
        "Selva Homes",
    ),
    ("Ana Ruiz toured the valley. Her office said 40 families would be paid.", "40", "Ana Ruiz's office"),
    ("Omar Haddad paid N3bn for it. A source spoke to us. The source said 40 men were held.", "40", "source"),
    (
        "The Dorn Bakers Union said prices rose.\nFerromont lost 40 percent of its orders, it said.",
        "40",
        "Ferromont",
    ),
    (
        "Jan Petru, a farmer, said 9 came.\nDr Milo Orsic told us patients came. The clinic saw 40, he said.",
        "40",
        "Milo Orsic",
    ),
    (
        "The World Health Organization (WHO) met. The WHO said 40 nations had agreed.",
        "40",
        "World Health Organization",
    ),
    (
        "The Institute for Coastal Studies was founded here. The institute said 40 beaches were lost.",
        "40",
        "Institute for Coastal Studies",
    ),
    ("The NGO Agua Clara counts leaks. The NGO said 40 pipes had burst.", "40", "Agua Clara"),
    (
        "Agua Clara says 30 wells are dry. The organisation estimates that 40 pipes have burst.",
        "40",
        "Agua Clara",
    ),
    ("Agua Clara says 30 wells are dry. The rights group said 40 pipes had burst.", "40", "Agua Clara"),
    ("Agua Clara says 30 wells are dry. The state broadcaster said 40 were.", "40", "state broadcaster"),
    ("Agua Clara says 30 wells are dry. It said 40 pipes had burst.", "40", "Agua Clara"),
    ("A report by Agua Clara came out on Monday. The report said 40 pipes had burst.", "40", "Agua Clara"),
    ("Agua Clara's latest report says 40 pipes have burst.", "40", "Agua Clara's latest report"),
    (
        "The Water and Sanitation Authority met. The authority said 40 pipes had burst.",
        "40",
        "Water and Sanitation Authority",
    ),
    ("Agua Clara spoke on Monday. The interior ministry said 40 pipes had burst.", "40", "interior ministry"),
    ("Figures from Agua Clara came out. The new figures show 40 pipes burst.", "40", "Agua Clara"),
    (
        "The health ministry said 3 had died.\nThe ministry said 40 were in hospital.",
        "40",
        "health ministry",
    ),
    ("Agua Clara said 3 had died. The ministry said 40 had.", "40", "ministry"),
    ("El Alba reported 3 deaths. The newspaper said 40 more were missing.", "40", "El Alba"),
    ("Figures released by the port authority show 40 ships were late.", "40", "port authority"),
    ("Documents seen by the Alba Courier show 40 ships were late.", "40", "Documents"),
    ("The government met. The government said 40 pipes had burst.", "40", "government"),
    (
        "Figures from the Office for National Statistics show 40 pipes burst.",
        "40",
        "Office for National Statistics",
    ),
]


@pytest.mark.parametrize(("text", "figure", "name"), ORGANISATIONS)
def test_resolves_an_organisation_to_its_fullest_name(read: Read, text: str, figure: str, name: str) -> None:
    assert source(read(text), figure) == name


@pytest.mark.parametrize(
    ("text", "organisation"),
    [
        ("Teo Valdric of the coast guard said 40 boats sank.", "coast guard"),
        ("Teo Valdric, a spokesman for the port authority, said 40 boats sank.", "port authority"),
        ("Coast guard spokesman Teo Valdric spoke. Valdric said 40 boats sank.", "Coast guard"),
        ("Teo Valdric works for Open Cells. 40 boats sank, said Teo Valdric of Open Cells Institute.", "Open Cells Institute"),
        ("A spokesman for the dockers' union said 40 boats sank.", "dockers' union"),
        ("Teo Valdric of Selva said 40 boats sank.", None),
        ("The coast guard said 40 boats sank.", None),
    ],
)  # fmt: skip
def test_the_organisation_for_which_a_source_speaks(read: Read, text: str, organisation: str | None) -> None:
    number = next(number for number in read(text).numbers if number.low == 40)
    assert number.source_organisation == organisation


def test_the_company_in_a_description_is_named(read: Read) -> None:
    text = "Harbour Depot raised its outlook. Company management said sales rose 3 percent."
    assert source(read(text), "3") == "Harbour Depot management"
