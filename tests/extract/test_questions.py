"""Questions: what a figure measures, of whom, where, and whether it is a part or more than before."""

from datetime import date

import pytest

from newstally.extract.model import Article
from newstally.extract.readers import Readers


@pytest.mark.parametrize(
    ("text", "field", "expected"),
    [
        ("Police said 12 people were killed in Tamborel.", "measure", "death"),
        ("Police said 12 deaths had been counted.", "measure", "death"),
        ("The guard said 76 demonstrators had lost their lives.", "measure", "death"),
        ("The union said 40,000 demonstrators came.", "measure", "attendance"),
        ("The board said 310 prisoners had been released.", "measure", "release"),
        ("The ministry said 90 people were unaccounted for.", "measure", "missing"),
        ("The watchdog said the deficit would reach 2.7 percent.", "measure", "deficit"),
        ("The hospital said 9 children were killed.", "population", "child"),
        ("Police said 12 people were killed in Tamborel.", "population", None),
        ("Police said 12 people were killed in Tamborel.", "place", "tamborel"),
        ("Police said 12 people were killed in Lisbon.", "country", "PT"),
        ("Police said 12 people were killed on Monday.", "place", None),
        ("Police said another 12 people were killed.", "aspect", "new"),
        ("Police said 12 people were killed.", "aspect", None),
    ],
)
def test_a_figure_answers_a_question(readers: Readers, text: str, field: str, expected: str | None) -> None:
    article = Article(id="a", text=text, published_at=date(2026, 3, 2), language="en")
    [claim] = readers.read(article).claims
    assert getattr(claim, field) == expected


def test_a_figure_without_a_noun_takes_the_measure_of_the_one_before(readers: Readers) -> None:
    text = "The ministry counted 18,000 marchers in Tamborel on Tuesday. The Valley Union put it at 46,000."
    article = Article(id="a", text=text, published_at=date(2026, 3, 4), language="en")
    assert [claim.measure for claim in readers.read(article).claims] == ["attendance", "attendance"]
