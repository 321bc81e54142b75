"""Questions: what a figure measures, of whom, where, and whether it is a part or more than before."""

from datetime import date

import pytest

from newstally.extract.model import Article
from newstally.extract.questions.lexicon import Phrases, lexicon, words_of
from newstally.extract.questions.reading import counts_of
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
        ("Police said 12 people were killed across Lisbon.", "place", "lisbon"),
        ("Police said 12 people were killed across Tamborel.", "place", None),
        ("Police said 12 people were killed on Monday.", "place", None),
        ("Floods came to Kenya. In the capital, police said, 12 people were killed.", "place", "nairobi"),
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


@pytest.mark.parametrize(
    ("text", "measures"),
    [
        (
            "The union counted 18,000 marchers in Tamborel on Tuesday. It brought 40 buses.",
            ["attendance", None],
        ),
        ("Police said 12 people were killed. There were 300 people in boats.", ["death", None]),
        ("Police said 12 people were killed. It had put it at 35.", ["death", "death"]),
        ("Police said 12 people were killed. It has $35 left.", ["death", None]),
    ],
)
def test_a_figure_of_something_else_does_not_go_on_with_the_measure(
    readers: Readers, text: str, measures: list[str | None]
) -> None:
    article = Article(id="a", text=text, published_at=date(2026, 3, 4), language="en")
    assert [claim.measure for claim in readers.read(article).claims] == measures


def test_what_a_figure_without_a_noun_counts_is_told_by_the_one_before(readers: Readers) -> None:
    text = "The ministry counted 18,000 children at a rally on Tuesday. The Valley Union put it at 46,000."
    article = Article(id="a", text=text, published_at=date(2026, 3, 4), language="en")
    _, claim = readers.read(article).claims
    assert (claim.population, claim.evidence["population"].rule) == ("child", "questions.before")


def test_things_counted_are_of_five_classes(readers: Readers) -> None:
    text = (
        "Police said 12 people, 30 nurses, 5% of them and 7 houses were lost, 3 km and $40 away, for 6 days."
    )
    article = Article(id="a", text=text, published_at=date(2026, 3, 4), language="en")
    found = [number for number in readers.read(article).numbers if number.is_quantity]
    assert [counts_of(number, lexicon("en")) for number in found] == [
        "person", "person", "share", "thing", "measure", "money", "measure",
    ]  # fmt: skip


def test_the_longest_phrase_is_meant_and_each_concept_once() -> None:
    phrases = Phrases(
        {"life": ["lives"], "death": ["lost lives", "dead", "deaths", "death"], "killing": ["death"]},
        frozenset({"their"}),
    )
    assert [(hit.concept, hit.start) for hit in phrases.hits(words_of("They lost their lives.", "en"))] == [
        ("death", 5)
    ]
    assert [hit.concept for hit in phrases.hits(words_of("two deaths", "en"))] == ["death", "killing"]
    assert [hit.concept for hit in phrases.hits(words_of("two deaths, nine lives", "en"))] == [
        "death",
        "killing",
        "life",
    ]


def test_nouns_that_mean_persons_are_known_by_themselves_or_by_their_ending() -> None:
    known = lexicon("en")
    assert [known.is_person(noun) for noun in ("envoy", "teacher", "boat", "computer")] == [
        True,
        True,
        False,
        False,
    ]
