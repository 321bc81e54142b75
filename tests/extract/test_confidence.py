"""How sure a reading is: what is noticed of a claim, and what becomes of it."""

from datetime import date

import pytest

from newstally.extract.confidence.features import Surroundings, TellingWords, features_of
from newstally.extract.confidence.weights import Weights, log_odds, sigmoid, together
from newstally.extract.model import Article
from newstally.extract.reader import Reader


@pytest.fixture(scope="module")
def words() -> TellingWords:
    return TellingWords("en")


def noticed(reader: Reader, words: TellingWords, text: str, quantity: str) -> dict[str, list[str]]:
    article = Article(id="test", text=text, published_at=date(2026, 2, 26), country="us", language="en")
    doc = reader._analyse(text, article)
    [number] = [one for one in doc._.newstally_numbers if text[one.start : one.end] == quantity]
    return features_of(number, Surroundings(doc, words))


TWO = "Police said 12 people died on Monday. The mill burned down and 40 houses were lost."
MILL = "The mill lost 40 houses."
OPENING = "source:none in the opening"
ALONE = "source:at most one other in the article"
UNSOURCED = ["source:none", "source:none of the article's claims have one", ALONE]


@pytest.mark.parametrize(
    ("text", "quantity", "field", "features"),
    [
        (TWO, "12", "source", ["source:cues.verbs", "source:near", "source:named", "source:many of the article's claims have one", ALONE]),
        (TWO, "40", "source", ["source:none", "source:many of the article's claims have one", ALONE, "source:none soon after one", "source:none, a word of saying in the sentence before", OPENING]),
        (f"Police said 12 people died. {MILL} The port lost 30 boats.", "12", "source", ["source:cues.verbs", "source:near", "source:named", "source:few of the article's claims have one", ALONE]),
        (MILL, "40", "source", [*UNSOURCED, OPENING]),
        ("It rained. " * 2 + MILL, "40", "source", [*UNSOURCED, OPENING]),
        ("It rained. " * 3 + MILL, "40", "source", UNSOURCED),
        ("It was said the mill lost 40 houses.", "40", "source", [*UNSOURCED, "source:none beside a word of saying", OPENING]),
        (f"{MILL} Nothing more was said.", "40", "source", [*UNSOURCED, "source:none, a word of saying in the sentence after", OPENING]),
        ("“We lost 40 houses in the mill fire that night.”", "40", "source", [*UNSOURCED, "source:none beside a quotation", OPENING]),
        (TWO, "12", "as_of", ["as_of:periods.expression"]),
        (TWO, "40", "as_of", ["as_of:periods.narrative", "as_of:in an earlier sentence"]),
        (MILL, "40", "as_of", ["as_of:none", "sentence:short"]),
        ("The mill by the river lost 40 of its old houses.", "40", "as_of", ["as_of:none"]),
        (MILL, "40", "value", ["kind:count", "written:digits"]),
        ("The mill lost forty houses.", "forty", "value", ["kind:count", "written:words"]),
        ("The mill lost two houses.", "two", "value", ["kind:count", "written:words", "value:one or two"]),
        ("The mill lost three houses.", "three", "value", ["kind:count", "written:words"]),
        ("The mill lost 30 to 40 houses.", "30 to 40", "value", ["kind:count", "written:digits", "range"]),
        ("The mill lost 2015 houses.", "2015", "value", ["kind:count", "written:digits", "value:like a year"]),
        ("The mill lost 2115 houses.", "2115", "value", ["kind:count", "written:digits"]),
    ],
)  # fmt: skip
def test_what_is_noticed_of_a_claim(
    reader: Reader, words: TellingWords, text: str, quantity: str, field: str, features: list[str]
) -> None:
    found = noticed(reader, words, text, quantity)[field]
    assert sorted(one for one in found if "preferred by" not in one) == sorted(features)


def test_chances_add_up_on_the_scale_of_odds() -> None:
    weights = Weights.from_data(
        {
            "fields": {"claim": {"intercept": 1.0, "weights": {"a": 2.0, "b": -3.0}}, "subject": {}},
            "whole": {"intercept": 0.5, "slope": 2.0},
        }
    )
    chances = weights.fields_of({"claim": ["a", "b", "unknown"]})
    assert chances == {"claim": 0.5, "subject": 0.5}
    assert weights.fields_of({"claim": ["a"]})["claim"] == pytest.approx(0.952574)
    assert weights.whole({"claim": 0.5, "subject": 0.01}) == pytest.approx(sigmoid(0.5))


def test_a_claim_is_as_sure_as_all_fields_that_count_together() -> None:
    counts = ("claim", "value", "comparator", "unit", "source", "as_of")
    chances = dict.fromkeys((*counts, "subject", "modality"), 1.0)
    unsure = {field for field in chances if together({**chances, field: 0.5}) == 0.5}
    assert unsure == set(counts)
    assert together(dict.fromkeys(chances, 0.5)) == 0.5 ** len(counts)
    assert together({"claim": 0.5}) == 0.5
    assert log_odds(0.0) == pytest.approx(-log_odds(1.0))
    assert (sigmoid(-800.0), sigmoid(800.0)) == (0.0, 1.0)


def test_only_a_claim_is_sure_of_anything(reader: Reader) -> None:
    text = "Ann Lee, 52, saw 12 boats three years ago."
    read = reader.read(
        Article(id="test", text=text, published_at=date(2026, 2, 26), country="us", language="en")
    )
    sure = {number.role: number.confidence is not None for number in read.numbers}
    assert sure == {"age": False, "claim": True, "quantity": False}
