"""The library as a programmer uses it: the documentation's examples, answers in the form asked for, errors."""

import re
import sys
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest

import newstally
from tests.ledger.conftest import Desk
from tests.ledger.telling_ledger import write_telling_ledger

DOCUMENT = Path(__file__).parents[2] / "docs" / "python.md"


@pytest.fixture
def barges(desk: Desk) -> Desk:
    told = [
        ("Port officials said that 45 barges sank in the storm on Tuesday.", "https://a.example/1"),
        ("The shipping union said that 70 barges sank in the storm on Tuesday.", "https://b.example/2"),
    ]
    for text, url in told:
        desk.add(
            text, url=url, outlet=url[8], published_at=date(2026, 2, 25), fetched_at=datetime(2026, 2, 25, 12)
        )
    return desk


def test_the_examples_of_the_documentation_run(
    barges: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    blocks = re.findall(r"```python\n(.*?)```", DOCUMENT.read_text(encoding="utf-8"), re.DOTALL)

    assert len(blocks) == 4
    exec(compile("\n".join(blocks), str(DOCUMENT), "exec"), {})


def test_a_question_of_the_library_has_the_answer_of_the_command_line(barges: Desk) -> None:
    ledger = newstally.Ledger(barges.path)

    assert {row["low"] for row in ledger.claims("barges sank")} == {45, 70}
    assert [row["low"] for row in ledger.claims(source="shipping union", until=date(2026, 2, 25))] == [70]
    assert len(ledger.claims(until=date(2026, 2, 24))) == 0
    assert len(ledger.claims(as_of=date(2026, 2, 24))) == len(ledger.claims()) == 2
    assert [row["source"] for row in ledger.sources("port")] == ["Port officials"]
    [claim] = ledger.claims("port officials")
    assert [row["url"] for row in ledger.sightings(claim["claim_id"])] == ["https://a.example/1"]


def test_rows_are_taken_as_a_table_or_one_by_one(barges: Desk) -> None:
    rows = newstally.Ledger(barges.path).sql("SELECT low FROM claims WHERE low > $least", {"least": 50})

    assert isinstance(rows.arrow(), pa.Table)
    assert (list(rows), len(rows), rows.columns) == ([{"low": 70.0}], 1, ["low"])


def test_what_is_wrong_is_told_by_one_error(barges: Desk, tmp_path: Path) -> None:
    with pytest.raises(newstally.LedgerError, match="no ledger"):
        newstally.Ledger(tmp_path / "missing.duckdb").claims()
    with pytest.raises(newstally.LedgerError, match="DROP"):
        newstally.Ledger(barges.path).sql("DROP TABLE claims")
    with pytest.raises(AttributeError, match="nothing_such"):
        _ = newstally.nothing_such


def test_what_a_text_is_read_with_is_looked_at_first() -> None:
    with pytest.raises(
        TypeError, match=r"published_at wants a date such as date\(2026, 2, 26\), not '2026-02-26'"
    ):
        newstally.read("Some 45 barges sank on Tuesday.", published_at="2026-02-26")  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="not 'USA'; us is United States"):
        newstally.read("The barges cost $45.", country="USA")
    with pytest.raises(ValueError, match="not 'zz'"):
        newstally.read_page("<html><p>The barges cost $45.</p></html>", country="zz")


@pytest.mark.parametrize(("zone", "day"), [(None, 27), ("America/New_York", 26)])
def test_today_is_the_day_where_the_outlet_is(zone: str | None, day: int) -> None:
    page = (
        '<html><head><meta property="article:published_time" content="2026-02-27T04:30:00Z"></head><body><article>'
        "<h1>Barges sink at Velm</h1><p>Today 45 barges sank at Velm, and the harbour office of the town sent all of its"
        " men to see what the storm had done to the piers.</p></article></body></html>"
    )
    (claim,) = newstally.read(page, country="us", language="en", timezone=zone).claims
    assert claim.as_of == (date(2026, 2, day), date(2026, 2, day))


def test_what_a_page_says_of_itself_counts_before_what_is_given() -> None:
    told = (
        "The harbour office counted 45 barges on Tuesday and said that nine of them were to leave for Velm."
    )
    dated = '<meta property="article:published_time" content="2026-02-25T08:00:00Z">'
    page = "<html lang='en'><head><title>Barges</title>{}</head><body><article><h1>Barges</h1><p>{}</p></article>"
    given = {"published_at": date(2026, 3, 4), "title": "Ships"}
    own = newstally.read(page.format(dated, told), **given)  # type: ignore[arg-type]
    assert (own.article.reference_date, own.article.title) == (date(2026, 2, 25), "Barges")
    assert own.claims[0].as_of == (date(2026, 2, 24), date(2026, 2, 24))
    silent = newstally.read(page.format("", told), **given)  # type: ignore[arg-type]
    assert silent.article.reference_date == date(2026, 3, 4)
    assert silent.claims[0].as_of == (date(2026, 3, 3), date(2026, 3, 3))
    plain = newstally.read(told, **given)  # type: ignore[arg-type]
    assert (plain.article.title, plain.article.reference_date) == ("Ships", date(2026, 3, 4))


def test_a_library_that_is_not_there_is_told_with_how_to_have_it(
    barges: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "polars", None)
    with pytest.raises(ImportError, match="pip install polars"):
        newstally.Ledger(barges.path).claims().polars()


@pytest.fixture(scope="module")
def telling(tmp_path_factory: pytest.TempPathFactory) -> newstally.Ledger:
    return newstally.Ledger(write_telling_ledger(tmp_path_factory.mktemp("telling") / "ledger.duckdb"))


@pytest.mark.parametrize(
    ("method", "words", "told", "column", "expected"),
    [
        ("claims", ("pier",), {"source": "union"}, "claim_id", "m2"),
        ("claims", (), {"outlet": "gazette", "unit": "home", "limit": 1}, "claim_id", "r0"),
        ("claims", (), {"kind": "money"}, "claim_id", "n1"),
        ("claims", (), {"at_least": 300, "at_most": 400}, "claim_id", "m2 r2"),
        ("claims", (), {"since": date(2026, 3, 7), "until": date(2026, 3, 5)}, "claim_id", "m2"),
        ("claims", (), {"as_of": date(2026, 3, 4)}, "claim_id", "m1"),
        ("claims", (), {"modality": "projected"}, "claim_id", "k5"),
        ("claims", (), {"article": "a3", "min_confidence": 0.9}, "claim_id", "k8"),
        ("timeline", ("gate",), {"source": "guard"}, "claim_id", "k8"),
        ("timeline", ("gate",), {"limit": 1}, "claim_id", "k8"),
        ("disagreements", (), {}, "claim_id", "m1"),
        ("disagreements", ("twelve",), {"strength": 0.5}, "claim_id", "k7"),
        (
            "disagreements",
            (),
            {"strength": 0.5, "all_pairs": True, "source": "guard", "limit": 2},
            "other_id",
            "k9 k9",
        ),
        ("disagreements", (), {"since": date(2026, 3, 8)}, "claim_id", ""),
        ("stories", (), {"since": date(2026, 3, 5), "limit": 1}, "story_id", "s2"),
        ("stories", ("gate",), {}, "story_id", "s1 s2"),
        ("event", ("pier",), {}, "question_id", "m2"),
        ("event", (), {"story": "s2", "by_source": True, "limit": 3}, "claim_id", "m0 m1 n1"),
        ("sources", ("ard",), {"limit": 1}, "source_id", "guard"),
        ("sightings", ("k0",), {}, "sighting_id", "k9 k0"),
    ],
    ids=str,
)
def test_each_parameter_of_a_question_is_heard(
    telling: newstally.Ledger,
    method: str,
    words: tuple[str, ...],
    told: dict[str, Any],
    column: str,
    expected: str,
) -> None:
    rows = getattr(telling, method)(*words, **told)
    assert " ".join(row[column] for row in rows) == expected


def test_a_question_of_the_library_has_its_limits(telling: newstally.Ledger) -> None:
    with pytest.raises(newstally.LedgerError, match=r"longer than 0\.3 s"):
        newstally.Ledger(telling.path, time=0.3).sql("SELECT sum(range) FROM range(100000000000)")
    with pytest.raises(newstally.LedgerError, match="more than 50MB"):
        query = "SELECT count(*) FROM (SELECT DISTINCT md5(range::VARCHAR) FROM range(3000000))"
        newstally.Ledger(telling.path, memory="50MB").sql(query)
    with pytest.raises(newstally.LedgerError, match="only a lake keeps what it was"):
        newstally.Ledger(telling.path, at=datetime(2026, 3, 1))
