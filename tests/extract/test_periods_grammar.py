"""What time expressions mean, apart from any figure."""

from datetime import UTC, date, datetime

import pytest
import spacy

from newstally.extract.model import Article
from newstally.extract.periods import days, relations, spans  # noqa: F401  (they register the meanings)
from newstally.extract.periods.anchor import Anchor, NoReferenceDateError, reference_day
from newstally.extract.periods.calendar import shifted
from newstally.extract.periods.meanings import MEANINGS, resolve
from newstally.extract.periods.time_expressions import TimeExpressions, expand
from newstally.extract.words import language_data

THURSDAY = date(2026, 2, 26)
TOKENS = spacy.blank("en")


@pytest.fixture(scope="module")
def grammar() -> TimeExpressions:
    return TimeExpressions(language_data("en", "periods"))


def found(grammar: TimeExpressions, text: str, **anchor: object) -> list[str]:
    """Return the periods that a text names, each as "first/last" or "?"."""
    doc = TOKENS(text)
    here = Anchor(**{"published": THURSDAY, "language": "en", "country": "us", **anchor})  # type: ignore[arg-type]
    periods = [resolve(expression, here) for expression in grammar.find(doc, 0, len(doc))]
    return ["/".join(day.isoformat() for day in period) if period else "?" for period in periods]


POINTS = [
    ("on Thursday", "2026-02-26/2026-02-26"),
    ("as of Tuesday", "2026-02-24/2026-02-24"),
    ("on Friday morning", "2026-02-20/2026-02-20"),
    ("last Thursday", "2026-02-19/2026-02-19"),
    ("next Tuesday", "2026-03-03/2026-03-03"),
    ("yesterday", "2026-02-25/2026-02-25"),
    ("the day before yesterday", "2026-02-24/2026-02-24"),
    ("on Tuesday, February 10", "2026-02-10/2026-02-10"),
    ("on Friday, 9 January 2026", "2026-01-09/2026-01-09"),
    ("on Tuesday of last week", "2026-02-17/2026-02-17"),
    ("Wednesday last week", "2026-02-18/2026-02-18"),
    ("so far", "2026-02-26/2026-02-26"),
    ("on Feb. 29", "2024-02-29/2024-02-29"),
    ("on Oct. 7", "2025-10-07/2025-10-07"),
    ("on 7 October 2023", "2023-10-07/2023-10-07"),
    ("October 7, 2023", "2023-10-07/2023-10-07"),
    ("the 3rd of May", "2025-05-03/2025-05-03"),
    ("Tuesday, Feb. 24, 2026", "2026-02-24/2026-02-24"),
    ("12/31/2024", "2024-12-31/2024-12-31"),
    ("2024-05-17", "2024-05-17/2024-05-17"),
    ("2024/05/17", "2024-05-17/2024-05-17"),
    ("three weeks ago", "2026-02-05/2026-02-05"),
    ("Christmas Day 2025", "2025-12-25/2025-12-25"),
    ("by the end of 2025", "2025-12-31/2025-12-31"),
    ("as of end January 2025", "2025-01-31/2025-01-31"),
    ("at the beginning of 2023", "2023-01-01/2023-01-01"),
]

PERIODS = [
    ("from 4 to 22 January, 2022", "2022-01-04/2022-01-22"),
    ("between 3 and 9 May, 2024", "2024-05-03/2024-05-09"),
    ("the fiscal year that ended in June", "2024-07-01/2025-06-30"),
    ("its financial year ended March 31", "2024-04-01/2025-03-31"),
    ("the 1970's", "1970-01-01/1979-12-31"),
    ("the mid-1980's", "1984-01-01/1986-12-31"),
    ("the seventies", "1970-01-01/1979-12-31"),
    ("the late sixties", "1966-01-01/1969-12-31"),
    ("in H1", "2025-01-01/2025-06-30"),
    ("2022 H2", "2022-07-01/2022-12-31"),
    ("1H 2024", "2024-01-01/2024-06-30"),
    ("the second half of the 1990s", "1995-01-01/1999-12-31"),
    ("the October-to-December quarter", "2025-10-01/2025-12-31"),
    ("began March with", "2025-03-01/2025-03-01"),
    ("ended December with", "2025-12-31/2025-12-31"),
    ("last year", "2025-01-01/2025-12-31"),
    ("this year", "2026-01-01/2026-12-31"),
    ("so far this year", "2026-01-01/2026-02-26"),
    ("year-to-date", "2026-01-01/2026-02-26"),
    ("last week", "2026-02-16/2026-02-22"),
    ("over the weekend", "2026-02-21/2026-02-22"),
    ("in May", "2025-05-01/2025-05-31"),
    ("in February", "2026-02-01/2026-02-28"),
    ("last November", "2025-11-01/2025-11-30"),
    ("in November last year", "2025-11-01/2025-11-30"),
    ("mid-July", "2025-07-11/2025-07-20"),
    ("since January", "2026-01-01/2026-02-26"),
    ("since 2018", "2018-01-01/2026-02-26"),
    ("since the start of the year", "2026-01-01/2026-02-26"),
    ("between 2022 and 2025", "2022-01-01/2025-12-31"),
    ("2019–2021", "2019-01-01/2021-12-31"),
    ("from May to July 2020", "2020-05-01/2020-07-31"),
    ("between January and June", "2025-01-01/2025-06-30"),
    ("from 29 May to 13 July", "2025-05-29/2025-07-13"),
    ("May 7-9", "2025-05-07/2025-05-09"),
    ("by 2030", "2030-01-01/2030-12-31"),
    ("the first quarter of 2023", "2023-01-01/2023-03-31"),
    ("Q4 2024", "2024-10-01/2024-12-31"),
    ("the fourth quarter", "2025-10-01/2025-12-31"),
    ("the first half of last year", "2025-01-01/2025-06-30"),
    ("the first nine months of 2025", "2025-01-01/2025-09-30"),
    ("the last three months of 2025", "2025-10-01/2025-12-31"),
    ("the first two weeks of February", "2026-02-01/2026-02-14"),
    ("over the past 24 hours", "2026-02-25/2026-02-26"),
    ("the following year", "?"),
    ("in the six months to March", "2024-10-01/2025-03-31"),
    ("in the year to 31 March 2025", "2024-04-01/2025-03-31"),
    ("the quarter ended September 30", "2025-07-01/2025-09-30"),
    ("during the week of January 5 to January 11", "2026-01-05/2026-01-11"),
    ("in the week of January 5-11", "2026-01-05/2026-01-11"),
    ("the week of January 5", "2026-01-05/2026-01-11"),
    ("the month of January", "2026-01-01/2026-01-31"),
    ("the summer of 2020", "2020-06-01/2020-08-31"),
    ("the early 1990s", "1990-01-01/1993-12-31"),
    ("the late '80s", "1986-01-01/1989-12-31"),
    ("the 2010s", "2010-01-01/2019-12-31"),
    ("over the past decade", "2016-02-26/2026-02-26"),
    ("the past 10 months", "2025-04-26/2026-02-26"),
    ("the last two and a half years", "2023-08-26/2026-02-26"),
    ("over the next two years", "2026-02-26/2028-02-26"),
    ("three years ago", "2023-01-01/2023-12-31"),
    ("late last year", "2025-10-01/2025-12-31"),
    ("on Monday and Tuesday", "2026-02-23/2026-02-24"),
    ("in the year after 2019", "2020-01-01/2020-12-31"),
    ("in the final half of 2024", "2024-07-01/2024-12-31"),
    ("in Q3 ’24", "2024-07-01/2024-09-30"),
]

NO_TIMES = [
    "may march on",
    "a second attempt",
    "the current plan was dropped now that",
    "12 people",
    "the Sun said",
]


@pytest.mark.parametrize(("text", "period"), POINTS + PERIODS)
def test_expressions_are_resolved_against_the_publication(
    grammar: TimeExpressions, text: str, period: str
) -> None:
    assert found(grammar, f"It stood at that level {text}.") == [period]


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("on Friday", "2026-02-27/2026-02-27"),
        ("by November", "2026-11-01/2026-11-30"),
        ("in May", "2026-05-01/2026-05-31"),
        ("on July 6", "2026-07-06/2026-07-06"),
        ("within two years", "2026-02-26/2028-02-26"),
        ("over five years", "2026-02-26/2031-02-26"),
        ("until 2027", "2026-02-26/2027-12-31"),
        ("by the end of the year", "2026-12-31/2026-12-31"),
        ("by the end of the decade", "2030-01-01/2030-12-31"),
    ],
)
def test_a_sentence_that_looks_ahead_means_the_next(grammar: TimeExpressions, text: str, period: str) -> None:
    assert found(grammar, f"It will be done {text}.", ahead=True) == [period]


@pytest.mark.parametrize(
    "text", ["in recent years", "years ago", "over the past few weeks", "on 2005 levels", "before 2020"]
)
def test_vague_times_name_no_period(grammar: TimeExpressions, text: str) -> None:
    assert found(grammar, f"It fell {text}.") == ["?"]


@pytest.mark.parametrize("text", NO_TIMES)
def test_other_words_are_no_times(grammar: TimeExpressions, text: str) -> None:
    assert set(found(grammar, text)) <= {"?", "2026-02-26/2026-02-26"}
    assert not any(period.startswith(("2025", "2027")) for period in found(grammar, text))


@pytest.mark.parametrize(
    ("country", "text", "period"),
    [
        ("za", "the 2024/25 financial year", "2024-04-01/2025-03-31"),
        ("za", "the current financial year", "2025-04-01/2026-03-31"),
        ("gb", "in 2024-25", "2024-04-01/2025-03-31"),
        ("au", "last financial year", "2024-07-01/2025-06-30"),
        ("us", "fiscal 2024", "2023-10-01/2024-09-30"),
        ("us", "fiscal year 2024-30", "2024-01-01/2030-12-31"),
        ("us", "FY 24", "2023-10-01/2024-09-30"),
        ("in", "FY25", "2024-04-01/2025-03-31"),
        ("jp", "fiscal 2024", "2024-04-01/2025-03-31"),
        ("ng", "the 2024 fiscal year", "2024-01-01/2024-12-31"),
        ("za", "the medium-term expenditure framework", "2025-04-01/2028-03-31"),
        ("au", "the summer of 2020", "2020-12-01/2021-02-28"),
        ("gb", "03/04/2024", "2024-04-03/2024-04-03"),
        ("us", "03/04/2024", "2024-03-04/2024-03-04"),
    ],
)
def test_countries_have_their_own_calendars(
    grammar: TimeExpressions, country: str, text: str, period: str
) -> None:
    assert found(grammar, f"It was spent in {text}.", country=country) == [period]


def test_a_year_earlier_counts_from_the_period_spoken_of(grammar: TimeExpressions) -> None:
    quarter = (date(2023, 1, 1), date(2023, 3, 31))
    assert found(grammar, "a year earlier", antecedent=quarter) == ["2022-01-01/2022-03-31"]
    assert found(grammar, "the same period of 2021", antecedent=quarter) == ["2021-01-01/2021-03-31"]
    assert found(grammar, "since then", antecedent=quarter) == ["2023-01-01/2026-02-26"]
    assert found(grammar, "a year earlier") == ["?"]


def test_without_a_publication_date_absolute_times_still_resolve(grammar: TimeExpressions) -> None:
    assert found(grammar, "in May 2020", published=None) == ["2020-05-01/2020-05-31"]
    with pytest.raises(NoReferenceDateError):
        found(grammar, "last year", published=None)


def test_a_day_that_does_not_exist_is_no_period(grammar: TimeExpressions) -> None:
    assert found(grammar, "on February 30, 2024") == ["?"]


def test_forms_expand_to_all_their_wordings() -> None:
    assert set(expand("[the] past|last UNIT")) == {
        ("past", "UNIT"),
        ("last", "UNIT"),
        ("the", "past", "UNIT"),
        ("the", "last", "UNIT"),
    }


def test_every_form_of_the_data_can_be_found(grammar: TimeExpressions) -> None:
    data = language_data("en", "periods")
    for section, root in (("expression", grammar.expressions), ("relation", grammar.relations)):
        for name, entry in data[section].items():
            for form in entry["forms"]:
                owners = set()
                for sequence in expand(form):
                    node = root
                    for symbol in sequence:
                        node = node.children[symbol if symbol.isupper() else symbol.lower()]
                    assert node.entry is not None
                    owners.add(node.entry.rule)
                assert f"periods.{section}.{name}" in owners, f"{form!r} of {name} is hidden by {owners}"


def test_every_entry_of_the_data_means_something_known() -> None:
    data = language_data("en", "periods")
    entries = [*data["expression"].values(), *data["relation"].values()]
    assert {entry["means"] for entry in entries} <= set(MEANINGS)


def test_the_day_of_publication_is_that_of_the_outlets_time_zone() -> None:
    late = datetime(2026, 2, 27, 4, 30, tzinfo=UTC)
    assert reference_day(Article("a", "", published_at=late, timezone="America/New_York")) == date(
        2026, 2, 26
    )
    assert reference_day(Article("a", "", published_at=late)) == date(2026, 2, 27)
    assert reference_day(Article("a", "", published_at=late, timezone="Nowhere/Land")) == date(2026, 2, 27)
    assert reference_day(Article("a", "")) is None


@pytest.mark.parametrize(
    ("first", "last", "unit", "count", "moved"),
    [
        ("2026-04-01", "2026-04-30", "month", 1, "2026-05-01/2026-05-31"),
        ("2026-03-01", "2026-03-31", "month", -1, "2026-02-01/2026-02-28"),
        ("2026-02-01", "2026-02-28", "year", -2, "2024-02-01/2024-02-29"),
        ("2026-04-01", "2026-04-29", "month", 1, "2026-05-01/2026-05-29"),
        ("2026-01-31", "2026-01-31", "week", 1, "2026-02-07/2026-02-07"),
        ("2026-01-01", "2026-03-31", "quarter", 1, "2026-04-01/2026-06-30"),
    ],
)
def test_a_period_that_ends_with_a_month_does_so_wherever_it_is_moved(
    first: str, last: str, unit: str, count: int, moved: str
) -> None:
    period = date.fromisoformat(first), date.fromisoformat(last)
    assert "/".join(map(str, shifted(period, unit, count))) == moved
