"""What a watch would have told, how watches are listed, and how what they notice is worded."""

import json
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from click.testing import Result
from typer.testing import CliRunner

from newstally.pipeline.cli import commands
from newstally.pipeline.cli.app import app
from newstally.pipeline.ledger.write import utc_now
from newstally.pipeline.watches.settings import Kind
from newstally.pipeline.watches.wording import body_of, title_of
from tests.ledger.written_rows import article, at, claim, delivery, notice, sighting, write_ledger

CONFIGURATION = """
[[channels]]
name = "desk"
webhook = "https://desk.example/"
[[channels]]
name = "reader"
feed = "toll.xml"
[[watches]]
name = "Toll"
words = "people killed"
places = ["Galmond", "or"]
tell = ["desk", "reader"]
[[watches]]
name = "All"
kinds = ["figure"]
"""


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Result]:
    """Runs commands where two watches follow a ledger with a figure of each of four days."""
    folder = tmp_path_factory.mktemp("watched")
    (folder / "newstally.toml").write_text(CONFIGURATION, encoding="utf-8")
    now = utc_now()
    printed = {
        days: article(f"a{days}", "Wire", f"p{days}", now - timedelta(days=days - 0.1), f"s{days}")
        for days in (1, 7, 8, 30)
    }
    figures = {days: claim(f"k{days}", 10 + days, "Guard", row, f"q{days}") for days, row in printed.items()}
    tables = {
        "articles": printed.values(),
        "claims": figures.values(),
        "sightings": [sighting(row, f"k{days}", printed[days]) for days, row in figures.items()],
        "notices": [notice("n1", "Toll", 3), notice("n2", "Toll", 5)],
        "deliveries": [delivery("n1", "desk", None, at(4)), delivery("n2", "desk", "answered 503")],
    }
    write_ledger(folder / "ledger.duckdb", tables)
    for name in ("watch", "watches"):
        commands.register([name])
    config = str(folder / "newstally.toml")
    return lambda *words: CliRunner().invoke(app, [*words, "-c", config])


def rows(done: Result) -> list[dict[str, Any]]:
    assert done.exit_code == 0, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]


@pytest.mark.parametrize(
    ("days", "claims"), [((), "k7 k1"), (("--days", "8"), "k8 k7 k1"), (("--days", "1"), "k1")]
)
def test_a_watch_is_tried_over_so_many_days(
    run: Callable[..., Result], days: tuple[str, ...], claims: str
) -> None:
    found = rows(run("watch", "test", "All", *days, "--format", "jsonl"))
    assert " ".join(row["claim_id"] for row in found) == claims
    assert {(row["kind"], row["article"]) for row in found} == {
        ("figure", f"Title of a{row['claim_id'][1:]}") for row in found
    }


def test_a_watch_that_there_is_not_is_answered_with_those_there_are(run: Callable[..., Result]) -> None:
    done = run("watch", "test", "Tolls")
    assert (done.exit_code, done.stdout) == (1, "")
    assert "no watch is named 'Tolls'; there are: Toll, All" in done.stderr


def test_watches_are_listed_with_what_they_follow_and_what_waits(run: Callable[..., Result]) -> None:
    toll, everything = rows(run("watches", "--format", "jsonl"))
    assert toll == {
        "watch": "Toll",
        "tells": "desk, reader",
        "follows": "words: people killed; places: Galmond, or",
        "noticed": 2,
        "last_noticed": "2026-03-05T00:00:00",
        "waiting": 1,
        "trouble": "answered 503",
    }
    assert (everything["follows"], everything["noticed"], everything["waiting"]) == ("kinds: figure", 0, 0)
    told = rows(run("watches", "told", "--format", "jsonl"))
    assert [(row["notice_id"], row["sent_at"], row["attempts"]) for row in told] == [
        ("n2", None, 1),
        ("n1", "2026-03-04T00:00:00", 1),
    ]


FIGURE = {
    "comparator": "=",
    "low": 3231.0,
    "high": 3231.0,
    "subject": "people freed",
    "source": "Guard",
    "outlet": "Wire",
}


@pytest.mark.parametrize(
    ("kind", "told", "title"),
    [
        ("figure", {}, "3,231 people freed, says Guard"),
        ("figure", {"comparator": ">"}, "more than 3,231 people freed, says Guard"),
        ("figure", {"comparator": "<"}, "less than 3,231 people freed, says Guard"),
        ("figure", {"comparator": "~", "source": None}, "about 3,231 people freed, says Wire"),
        ("figure", {"comparator": "..", "high": 3300.0}, "3,231–3,300 people freed, says Guard"),
        ("figure", {"low": 6.9, "subject": None, "unit": "%"}, "6.9 %, says Guard"),
        ("change", {"before": 109.0}, "3,231 people freed, says Guard; before: 109"),
        (
            "contradiction",
            {"other_comparator": "~", "other_low": 109.0, "other_high": 109.0, "other_source": None, "other_outlet": "Echo"},
            "people freed: Guard says 3,231, Echo about 109",
        ),
        (
            "contradiction",
            {"other_comparator": "=", "other_low": 109.0, "other_high": 109.0, "other_source": "Relief", "other_outlet": "Echo"},
            "people freed: Guard says 3,231, Relief 109",
        ),
        ("revision", {"before": "530", "after": "about 310"}, "Wire changed 530 to about 310: people freed"),
        ("withdrawal", {"title": "Flood", "figures": 3}, "Wire withdrew “Flood” with 3 figures"),
        ("outlet", {"mark": "silent", "why": "nothing new"}, "Wire: silent: nothing new"),
    ],
    ids=str,
)  # fmt: skip
def test_what_a_notice_tells_in_one_line(kind: Kind, told: dict[str, Any], title: str) -> None:
    assert title_of(kind, FIGURE | told) == title


def test_below_its_title_stand_the_sentences_the_reason_and_the_pages() -> None:
    message = {
        "url": "https://wire.example/1",
        "other_url": "https://echo.example/2",
        "reason": "the same flood",
        "sentence": "One\nsentence.",
        "other_sentence": "Another.",
        "claim_id": "k1",
        "before_sentence": None,
    }
    assert body_of(message).splitlines() == [
        "One sentence.",
        "Another.",
        "the same flood",
        "https://wire.example/1",
        "https://echo.example/2",
    ]
