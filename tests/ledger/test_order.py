"""Whatever the order, the batches, or how often: the same ledger."""

import random
import shutil
from datetime import date, datetime, time, timedelta
from itertools import pairwise
from pathlib import Path

import pyarrow as pa
import pytest

from newstally.extract.readers import Readers
from newstally.pipeline.ledger.doctor import examine
from newstally.pipeline.ledger.rows import Page, make_batch
from newstally.pipeline.ledger.store import writing
from newstally.pipeline.ledger.tables import Batch
from newstally.pipeline.ledger.write import new_run, write_batch
from tests.ledger.conftest import Desk, contents

AGENCY = (
    "TAMBOREL (North Wire) - Ana Belmonte, who heads the amnesty board of Tamborel, said the courts had released 3,231 people. "
    "The Liberty League, a charity in Port Sarn, said it had verified only 109 releases since the Amnesty Act passed. "
    "Families waited outside the gates of the Orudo prison through a cold night, wrapped in blankets and drinking tea. "
    "Lawyers carried boxes of petitions past the guards, who let them through after checking every single paper twice. "
    "The board plans to publish a complete list of names before the end of the month, according to its own statement."
)


def pages(readers: Readers) -> list[Page]:
    desk = Desk(Path("unused"), readers)
    told = [
        (AGENCY, "North Wire", "https://north.example/amnesty", date(2026, 2, 26)),
        (
            AGENCY.replace("cold", "rainy").replace("tea", "soup"),
            "South Post",
            "https://south.example/1",
            date(2026, 2, 27),
        ),
        (
            "Belmonte said 3,231 people had been released in Tamborel. The Liberty League doubts it. Port Sarn is calm.",
            "Hill Times",
            "https://hill.example/a",
            date(2026, 2, 28),
        ),
        (
            "Belmonte said 3,500 people had been released in Tamborel. The Liberty League doubts it. Port Sarn is calm.",
            "Hill Times",
            "https://hill.example/a",
            date(2026, 2, 28),
        ),
        (
            "Rui Belmonte said 40 people were killed in Galmond when the Harbour Board strike turned violent.",
            "East Echo",
            "https://east.example/a",
            date(2026, 2, 27),
        ),
        (
            "Police said 43 people were killed in Galmond. The Harbour Board is closed. Rui Belmonte spoke there.",
            "Hill Times",
            "https://hill.example/b",
            date(2026, 2, 27),
        ),
        (
            "Belmonte said 40 people were killed in Galmond by the Harbour Board strike. Rui is his first name.",
            "South Post",
            "https://south.example/2",
            None,
        ),
    ]
    return [
        desk.page(text, outlet=outlet, url=url, published_at=day, fetched_at=datetime(2026, 3, 1, hour))
        for hour, (text, outlet, url, day) in enumerate(told)
    ]


def ledger_of(path: Path, batches: list[list[Page]]) -> dict[str, list[str]]:
    for batch in batches:
        with writing(path) as connection:
            write_batch(connection, make_batch(batch), new_run("test"))
    return contents(path)


@pytest.fixture(scope="module")
def whole(
    readers: Readers, tmp_path_factory: pytest.TempPathFactory
) -> tuple[list[Page], dict[str, list[str]], Path]:
    path = tmp_path_factory.mktemp("order") / "ledger.duckdb"
    read = pages(readers)
    return read, ledger_of(path, [read]), path


@pytest.mark.parametrize("seed", range(5))
def test_any_order_and_any_batches_leave_the_same_rows(whole, tmp_path: Path, seed: int) -> None:
    read, expected, _ = whole
    shuffled = read.copy()
    random.Random(seed).shuffle(shuffled)
    cut = sorted(random.Random(seed).sample(range(1, len(read)), 2))
    batches = [shuffled[: cut[0]], shuffled[cut[0] : cut[1]], shuffled[cut[1] :], shuffled[:2]]
    assert ledger_of(tmp_path / "ledger.duckdb", batches) == expected


def days_that_change(readers: Readers) -> list[Page]:
    """Articles of a few names in many days; some have no date of their own, and an earlier page than theirs comes too."""
    pick, desk = random.Random(4), Desk(Path("unused"), readers)
    names = ["Tamborel", "Galmond", "Orudo", "Vellin", "Port Sarn", "Belmonte"]
    read = []
    for number in range(40):
        first, second = pick.sample(names, 2)
        text = f"In {first} it rained. {second} stayed dry. The road from {first} to {second} is open on day {number}."
        day = date(2026, 1, 1) + timedelta(days=pick.randrange(60))
        fields = {"url": f"https://north.example/{number}", "published_at": day if number % 3 else None}
        for back in (0, pick.randrange(30)) if number % 3 == 0 else (0,):
            fetched_at = datetime.combine(day, time()) - timedelta(days=back)
            read.append(desk.page(text, fetched_at=fetched_at, **fields))
    return read


@pytest.mark.parametrize("seed", range(2))
def test_stories_are_the_same_whenever_an_article_is_found_to_be_older(
    readers: Readers, tmp_path: Path, seed: int
) -> None:
    read, pick = days_that_change(readers), random.Random(seed)
    expected = ledger_of(tmp_path / "whole.duckdb", [read])
    assert len(expected["story_links"]) > 40 and len(expected["articles"]) == 40
    pick.shuffle(read)
    cuts = [0, *sorted(pick.sample(range(1, len(read)), 6)), len(read)]
    batches = [read[start:end] for start, end in pairwise(cuts)]
    assert ledger_of(tmp_path / "ledger.duckdb", batches) == expected


CHAIN = {
    "p": "a1 b1 a2 b2 a3 b3 a4 b4 a5 b5 a6 b6",
    "m": "a1 a2 a3 a4 a5 a6 c1 c2 c3",
    "x": "c1 c2 c3 d1 d2 d3 d4 d5 d6",
    "y": "d1 d2 d3 d4 d5 d6",
    "n": "b1 b2 b3 b4 b5 b6",
}
"""Articles by their stories' terms: each has much in common with the next but one, m and x only a little."""


def test_a_weak_link_joins_two_stories_no_more_when_only_one_of_them_is_looked_at_again(
    readers: Readers, tmp_path: Path
) -> None:
    desk = Desk(Path("unused"), readers)

    def batch_of(names: str) -> Batch:
        told = [
            desk.page(f"Calm at {name}.", url=f"https://north.example/{name}", published_at=date(2026, 1, 1))
            for name in names
        ]
        batch = make_batch(told)
        articles = batch.tables["articles"]
        terms = [CHAIN[url[-1]].split() for url in articles["url"].to_pylist()]
        for column, values in (("story", terms), ("story_weights", [[224] * len(found) for found in terms])):
            kind = articles.schema.field(column)
            articles = articles.set_column(
                articles.schema.get_field_index(column), kind, [pa.array(values, kind.type)]
            )
        return Batch(batch.tables | {"articles": articles}, {})

    stories = []
    for batches in (["pmxyn"], ["pmxy", "n"]):
        path = tmp_path / f"{len(batches)}.duckdb"
        for names in batches:
            with writing(path) as connection:
                write_batch(connection, batch_of(names), new_run("test"))
        rows = Desk(path, readers).ask("SELECT right(url, 1) AS name, story_id FROM articles")
        stories.append({row["name"]: row["story_id"] for row in rows})
    assert stories[0] == stories[1]
    assert stories[0]["p"] == stories[0]["m"] == stories[0]["n"] != stories[0]["x"] == stories[0]["y"]


def test_the_articles_make_what_they_are_meant_to(whole) -> None:
    _, _, path = whole
    desk = Desk(path, Readers())
    claims = desk.ask("FROM claims WHERE low = 3231 ORDER BY sightings DESC")
    assert {claim["source"] for claim in claims} == {"Ana Belmonte"}
    assert (claims[0]["sightings"], claims[0]["independent_sightings"]) == (3, 2)
    assert len(desk.ask("FROM revisions")) == 1
    pairs = {(row["low"], row["other_low"]) for row in desk.ask("FROM disagreements")}
    assert (3231, 109) in pairs and (43, 40) in pairs


def test_derived_anew_everything_comes_out_the_same(whole) -> None:
    _, _, path = whole
    assert [
        finding for finding in examine(path, deep=True) if finding.broken and "WARC" not in finding.check
    ] == []


def test_doctor_finds_what_is_broken(whole, tmp_path: Path) -> None:
    path = tmp_path / "ledger.duckdb"
    shutil.copy(whole[2], path)
    with writing(path) as connection:
        connection.execute("UPDATE sightings SET quantity = 'elsewhere' WHERE low = 40")
        connection.execute("DELETE FROM articles WHERE outlet = 'East Echo'")
        connection.execute("UPDATE claims SET sightings = 99 WHERE low = 43")
    broken = {finding.check for finding in examine(path) if finding.broken}
    assert "every offset holds the quantity" in broken
    assert "every sighting belongs to an article" in broken
    assert "the counts of every claim are those of its sightings" in broken


@pytest.mark.parametrize(
    ("spoilt", "check"),
    [
        (
            "UPDATE claims SET subject = 'nobody' WHERE low = 43",
            "every claim's words and extractor are those of its earliest sighting",
        ),
        ("UPDATE sightings SET extractor = ''", "every row names the extractor that made it"),
        (
            "UPDATE sightings SET figure_key = 1 WHERE sighting_id = (SELECT min(claim_id) FROM claims WHERE sightings > 1)",
            "one figure has one key",
        ),
        (
            "UPDATE sightings SET source_start = source_start + 3 WHERE source_text = 'Ana Belmonte'",
            "every mention of a source stands in its article, in whole words",
        ),
        ("UPDATE runs SET sightings = sightings + 5", "what the runs added is what is there"),
        (
            "UPDATE sightings SET outlet = 'Elsewhere' WHERE low = 43",
            "every sighting has the date, address, outlet and page of its article; a live blog's the date of its entry",
        ),
    ],
)
def test_doctor_finds_each_kind_of_fault(whole, tmp_path: Path, spoilt: str, check: str) -> None:
    path = tmp_path / "ledger.duckdb"
    shutil.copy(whole[2], path)
    assert check not in {finding.check for finding in examine(path) if finding.broken}
    with writing(path) as connection:
        connection.execute(spoilt)
    assert check in {finding.check for finding in examine(path) if finding.broken}
