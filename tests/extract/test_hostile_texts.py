"""Whatever the text, there is an answer, its offsets are right, and it is the same every time.

``HYPOTHESIS_PROFILE=long pytest tests/extract/test_hostile_texts.py`` fuzzes for about a quarter of an hour.
"""

import os
from collections.abc import Callable
from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from newstally.extract.model import Article, Reading
from newstally.extract.reader import Reader
from newstally.extract.readers import Readers

settings.register_profile("short", max_examples=150, deadline=None, derandomize=True)
settings.register_profile("long", max_examples=60_000, deadline=timedelta(seconds=20))
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "short"))

ROLES = {
    "claim", "quantity", "age", "date", "time", "ordinal", "name", "identifier", "score", "list", "pronoun", "other",
}  # fmt: skip

FRAGMENTS = (
    "more than", "up to", "between", "and", "to", "from", "of which", "nearly half", "a third", "two dozen", "one in",
    "3,231", "1.234.567", "12", "0", "5,5", "½", "2m", "$4tn", "R1.2-billion", "Rs 5 crore", "£", "€", "₹", "12th",
    "50-plus", "7-10", "7–10", "10/2/2026", "19:30", "20-year-old", "per cent", "%", "percentage points", "km", "°C",
    "barrels a day", "million", "billion", "hundred", "people", "killed", "were wounded", "said", "according to",
    "police", "Jane Doe", "the ministry", "she", "he added", "on Tuesday", "last year", "since January", "by 2030",
    "in the six months to March", "denied", "would", "if", "not", "\n", "\n\n", ". ", ", ", "“", "”", '"', "'", "’",
    "41-40", "plus or minus", "±", "911", "Q:", "Jane:", "That crash", "on board", "those two years", "through June",
    "(", ")", "-", "—", "/", "...", "\u200b", "\u202e", "\ufeff", "\xa0", "\u2009", "١٢٣", "一百", "Ⅻ", "²", "🎉",
)  # fmt: skip

texts = st.one_of(
    st.lists(st.sampled_from(FRAGMENTS), max_size=60).map(" ".join),
    st.lists(st.sampled_from(FRAGMENTS), max_size=40).map("".join),
    st.text(st.characters(codec=None), max_size=200),
    st.text("0123456789.,- $%\n", max_size=200),
)


def check(reading: Reading) -> None:
    """Offsets hold what they say, roles are known, values are in order, and quantities don't overlap."""
    text = reading.article.text
    end_of_last = 0
    for number in reading.numbers:
        assert number.role in ROLES
        assert "role" in number.evidence
        assert 0 <= number.start < number.end <= len(text)
        row = reading.row(number)
        assert row["start"] < row["end"] <= len(text)
        assert text[row["start"] : row["end"]] == row["quantity"]
        assert row["quantity"] == row["quantity"].strip()
        assert number.start >= end_of_last
        end_of_last = number.end
        if number.is_quantity:
            assert number.low is not None
            assert number.high is not None
            assert number.low <= number.high
            assert number.kind in {"count", "money", "percent", "ratio", "duration", "measure"}
        assert (number.source is None) == (number.source_start is None)
        if number.as_of:
            assert number.as_of[0] <= number.as_of[1]


def article(text: str, published: date | None = date(2026, 2, 26)) -> Article:
    return Article(id="hostile", text=text, published_at=published, country="us", language="en")


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(text=texts)
def test_any_text_is_read_without_error_and_twice_alike(reader: Reader, text: str) -> None:
    first = reader.read(article(text))
    check(first)
    again = reader.read(article(text))
    assert [first.row(number) for number in first.numbers] == [again.row(number) for number in again.numbers]


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "\n\n\n",
        "7",
        "1" * 5_000,
        "1," * 3_000,
        '"' * 5_000,
        "(" * 5_000,
        "\ud800 12 people were killed \udfff.",
        "\u200b12\u200b people\u200b were killed.",
        "\u202e12 people were killed\u202c.",
        "Im Bericht heißt es: 十二 people — ١٢ women — were killed.",
        "killed " * 5_000 + "12 people",
        "12\t13\t14\n" * 500,
        "$" * 2_000 + "12",
        "between between between 4 and and 5 to to 6",
        "1-0%",
        "10-5 km and $9-3",
        "£ 10/2/2026",
    ],
    ids=lambda text: repr(text[:20]),
)
@pytest.mark.parametrize("published", [date(2026, 2, 26), None], ids=["dated", "undated"])
def test_odd_texts_are_read(reader: Reader, text: str, published: date | None) -> None:
    check(reader.read(article(text, published)))


def test_invisible_characters_hide_no_figure(reader: Reader) -> None:
    reading = reader.read(article("Police said\u200b 12 people were killed\u200e on Tuesday."))
    assert [(claim.low, claim.source) for claim in reading.claims] == [(12.0, "Police")]


@pytest.mark.slow
def test_a_text_of_megabytes_and_a_sentence_without_end_are_read(reader: Reader) -> None:
    told = "Officials said 12 people were killed and 30 wounded in the north on Tuesday.\n"
    calm = "Nobody was at the quay, and the boats lay side by side all the way to the next village.\n"
    long_text = (told + 20 * calm) * 600
    assert len(long_text) > 1_000_000
    reading = reader.read(article(long_text))
    check(reading)
    assert len(reading.claims) == 2 * 600
    crowded = "and 12 people came " * 600
    endless = ("and 12 people came " + "and the boats lay at the quay " * 10) * 320
    assert len(endless) > 100_000
    for text in (crowded, endless):
        check(reader.read(article(text)))


def test_a_reading_does_not_depend_on_what_came_before(reader: Reader) -> None:
    wanted = article(
        "The ministry said 40 houses burned last week. It counted 12 dead, up from nine on Monday."
    )
    alone = Reader("en").read(wanted)
    for text in ("He said 3 men came.", "Nothing here.", "“5 of 9 left,” said Ann Lee. " * 30):
        reader.read(article(text))
    later = list(reader.read_all([article("In 2020, 7% left."), wanted, article("Two died.")]))[1]
    assert [alone.row(number) for number in alone.numbers] == [later.row(number) for number in later.numbers]


def test_another_language_is_said_and_yields_no_claims() -> None:
    text = (
        "Le ministère a déclaré mardi que 12 personnes avaient été tuées et 30 autres blessées dans le nord. "
        * 3
    )
    reading = Readers().read(Article(id="fr", text=text, published_at=date(2026, 2, 26)))
    assert reading.claims == ()
    assert reading.note is not None
    assert "'fr' is not supported" in reading.note


def test_an_article_without_a_date_says_which_time_it_cannot_resolve(reader: Reader) -> None:
    reading = reader.read(
        article("Police said 12 people were killed on Tuesday. In May 2020 nine people died.", None)
    )
    first, second = reading.claims
    assert first.as_of is None
    assert first.note is not None
    assert "Tuesday" in first.note
    assert second.as_of == (date(2020, 5, 1), date(2020, 5, 31))


@pytest.mark.parametrize("behind", ["\n", "\n\n", " \n"])
def test_a_break_behind_a_sentence_changes_nothing_in_it(read: Callable[[str], Reading], behind: str) -> None:
    text = "The mayor said that 40 people had died; the union, that 120 people had drowned."
    alone, broken = read(text), read(text + behind)
    assert [alone.row(number) for number in alone.claims] == [broken.row(number) for number in broken.claims]
