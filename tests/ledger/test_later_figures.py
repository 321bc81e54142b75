"""What later figures do to an answer: they settle a contradiction, revise a page, or say for whom a source speaks."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from newstally.pipeline.ledger.questions import question
from newstally.pipeline.ledger.store import reading
from tests.ledger.written_rows import Row, article, at, claim, pair, sighting, write_ledger

FIRST, LATER = article("a1", "Gazette", "toll", at(1), "s1"), article("a2", "Wire", "toll", at(3), "s1")
AGAIN = article("a3", "Gazette", "toll", at(4), "s1", version=2, first_fetched_at=at(4))


def ledger(folder: Path, claims: Sequence[tuple[Row, Row]], pairs: Sequence[Row] = ()) -> Path:
    tables = {
        "articles": [FIRST, LATER, AGAIN],
        "claims": [row for row, _ in claims],
        "sightings": [sighting(row, row["claim_id"], printed) for row, printed in claims],
        "comparisons": pairs,
    }
    return write_ledger(folder / "ledger.duckdb", {name: rows for name, rows in tables.items() if rows})


@pytest.mark.parametrize(("later", "settled"), [(10, None), (12, 3), (20, None)])
def test_a_contradiction_is_settled_by_a_later_figure_that_agrees_with_what_the_other_says(
    tmp_path: Path, later: float, settled: int | None
) -> None:
    guard = claim("k1", 20, "Guard", FIRST, "q", held=at(1))
    relief = claim("k2", 12, "Relief", FIRST, "q", held=at(1))
    new = claim("k3", later, "Guard", LATER, "q", held=at(3))
    path = ledger(
        tmp_path,
        [(guard, FIRST), (relief, FIRST), (new, LATER)],
        [pair(guard, relief, "disagree", 0.9, place=1)],
    )
    asked = question("newest_disagreements", limit=9)
    with reading(path) as connection:
        [found] = connection.execute(f"SELECT settled_at FROM ({asked.query})", asked.values).fetchall()
    assert (found[0] and found[0].day) == settled


def test_a_source_speaks_for_whom_most_of_its_figures_say(tmp_path: Path) -> None:
    told = {"k1": "zeal corps", "k2": "aid corps", "k3": "zeal corps"}
    claims = [
        (claim(id, 10, "Ruiz", FIRST, id, organisation_id=organisation), FIRST)
        for id, organisation in told.items()
    ]
    asked = question("sources", source_id="ruiz")
    with reading(ledger(tmp_path, claims)) as connection:
        found = connection.execute(f"SELECT organisation_id FROM ({asked.query})", asked.values).fetchall()
    assert found == [("zeal corps",)]


@pytest.mark.parametrize(("brought", "revised"), [("a3", 1), ("a2", 0)])
def test_a_batch_brings_revisions_of_its_own_pages(tmp_path: Path, brought: str, revised: int) -> None:
    before = claim("k1", 20, "Guard", FIRST, "q")
    after = claim("k2", 25, "Guard", AGAIN, "q")
    path = ledger(tmp_path, [(before, FIRST), (after, AGAIN)])
    asked = question("watch_revisions", since=at(1), batch=True)
    with reading(path) as connection:
        connection.execute(f"CREATE TEMP TABLE new_articles AS FROM articles WHERE article_id = '{brought}'")
        assert len(connection.execute(asked.query, asked.values).fetchall()) == revised
