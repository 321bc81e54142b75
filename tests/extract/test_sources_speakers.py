"""Who speaks: people whom no list knows, beside others whom a careless reading would take for them."""

from collections.abc import Callable

import pytest

from newstally.extract.model import Reading

Read = Callable[..., Reading]

SPEAKERS = [
    # a quotation closes in a sentence without a number
    ("“I saw 39 boats. It was late,” said a golfer, who wished not to be named.", "golfer"),
    ("“I saw 39 boats. It was late,” the visitor said.", "visitor"),
    ("“We saw 39 boats. It was late. Nobody came,” said the mayor of Tarn.", "mayor of Tarn"),
    # whom the phrase is followed by is not who speaks
    ("According to the mayor, Ruiz was asleep and let 39 boats sink. Ruiz, 24, left.", "mayor"),
    ("According to police and county officials, Ruiz let 39 boats sink.", "police and county officials"),
    ("According to the mayor, Ana Ruiz, the storm sank 39 boats.", "Ana Ruiz"),
    # who is quoted is not who quotes
    ("The Herald quoted the mayor as saying that 39 boats sank.", "mayor"),
    # two verbs of saying side by side, the second hung on what is said by the parser
    (
        "Mayor Ana Ruiz said on Monday that the port will reopen but warned that 39 boats were lost.",
        "Ana Ruiz",
    ),
    ("The report says that the agency will recover but adds that 39 boats were lost.", "report"),
    ("The union posted on its website that 39 boats sank.", "union"),
    ("Harbour spokesmen said 39 boats were lost.", "Harbour spokesmen"),
    ("Storm Ana hit the coast, claiming the lives of 39 people.", None),
]


@pytest.mark.parametrize(("text", "source"), SPEAKERS)
def test_a_figure_is_of_who_says_it(read: Read, text: str, source: str | None) -> None:
    (figure,) = [claim for claim in read(text).claims if claim.low == 39]
    assert figure.source == source


@pytest.mark.parametrize(("between", "source"), [(2, "Ana Ruiz"), (3, "senior official")])
def test_who_is_named_soon_after_the_lead_is_whom_it_meant(read: Read, between: int, source: str) -> None:
    quiet = "The town is quiet.\n\n" * between
    text = f"A senior official said 39 boats were lost.\n\n{quiet}Harbour Officer Ana Ruiz said the wind was strong."
    (figure,) = read(text).claims
    assert figure.source == source


@pytest.mark.parametrize(
    ("lead", "named", "source"),
    [
        (
            "An American brokerage said 39 firms failed.",
            "Economists at Norvane Partners said it was bad",
            "Norvane Partners",
        ),
        (
            "A rights group said 39 people died.",
            "Human Dawn Watch said the toll would rise",
            "Human Dawn Watch",
        ),
        ("An airline said 39 flights were late.", "The Transport Ministry said it would help", "airline"),
        ("A charity said 39 people drowned.", "Marden City Council said it was sad", "charity"),
        (
            "A mining company said 39 men were hurt.",
            "Norvane Police said the road was shut",
            "mining company",
        ),
    ],
)
@pytest.mark.parametrize("between", [" ", "\n\n"])
def test_a_body_of_the_kind_that_speaks_next_is_the_one_that_the_lead_described(
    read: Read, lead: str, named: str, source: str, between: str
) -> None:
    (figure,) = read(f"{lead}{between}{named}.").claims
    assert figure.source == source


def test_what_the_agency_warned_of_is_its_own(read: Read) -> None:
    (figure,) = read("The mayor said the agency closed the port and warned that 39 boats were lost.").claims
    assert figure.source == "agency"


@pytest.mark.parametrize("person", ["fisherman", "nurse", "midwife", "driver"])
def test_an_age_beside_anybody_is_no_claim(read: Read, person: str) -> None:
    assert [claim.low for claim in read(f"“The storm sank 12 boats,” said the {person}, 32.").claims] == [12]


def test_an_article_about_a_study_tells_its_findings(read: Read) -> None:
    about = read(
        "A new study of teachers suggests that praise helps. It was made in Tarn.\n\n"
        "The proportion who left fell from 12 percent to 3 percent.\n\nTarn spends 8 percent on schools."
    )
    assert {claim.low: claim.source for claim in about.claims} == {12: "study", 3: "study", 8: None}
    beside = read(
        "Tarn's schools are old. The roof leaks. Parents are angry. Nothing is done. The mayor is ill.\n\n"
        "A study found mould. The proportion who left fell from 12 percent to 3 percent."
    )
    assert {claim.low: claim.source for claim in beside.claims}[3] is None
