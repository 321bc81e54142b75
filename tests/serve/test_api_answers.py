"""Each parameter of the API decides something: asked of a ledger in which every condition and order of a question does."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.ledger.telling_ledger import write_telling_ledger
from tests.serve.conftest import Served, serving


@pytest.fixture(scope="module")
def telling(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    folder: Path = tmp_path_factory.mktemp("telling")
    write_telling_ledger(folder / "ledger.duckdb")
    (folder / "newstally.toml").write_text('contact = "desk@example.org"\n', encoding="utf-8")
    with serving(folder) as page:
        yield page


@pytest.mark.parametrize(
    ("path", "rows", "column", "expected"),
    [
        ("claims?q=pier&source=Union", "claims", "claim_id", "m2"),
        ("claims?outlet=gazette&unit=home&limit=1", "claims", "claim_id", "r0"),
        ("claims?kind=money", "claims", "claim_id", "n1"),
        ("claims?at_least=300&at_most=400", "claims", "claim_id", "m2 r2"),
        ("claims?since=2026-03-07&until=2026-03-05", "claims", "claim_id", "m2"),
        ("claims?until=2026-03-01", "claims", "claim_id", "k9 r0 r1 r2"),
        ("claims?as_of=2026-03-04", "claims", "claim_id", "m1"),
        ("claims?modality=projected", "claims", "claim_id", "k5"),
        ("claims?min_confidence=0.9", "claims", "claim_id", "k8"),
        ("claims/k0", "sightings", "sighting_id", "k9 k0"),
        ("questions?q=gate", "questions", "question_id", "m2 k9"),
        ("questions?limit=2", "questions", "question_id", "z1 m2"),
        ("questions/k0", "claims", "claim_id", "k9 k4 k5 k7 k8 k6"),
        ("timeline?q=gate&source=guard", "timeline", "claim_id", "k8"),
        ("timeline?q=gate&limit=1", "timeline", "claim_id", "k8"),
        ("disagreements", "disagreements", "claim_id", "m1"),
        ("disagreements?strength=0", "disagreements", "other_id", "m2 k9 k6"),
        ("disagreements?strength=0.5&source=guard", "disagreements", "claim_id", "k7"),
        ("disagreements?q=twelve&strength=0.5&limit=1", "disagreements", "claim_id", "k7"),
        ("disagreements?since=2026-03-08", "disagreements", "claim_id", ""),
        ("revisions?limit=1", "revisions", "before_claim", "n1"),
        ("sources?q=ard&limit=1", "sources", "source_id", "guard"),
        ("outlets", "outlets", "outlet", "Gazette Wire Écho"),
        ("sql?q=FROM+range(5)+ORDER+BY+1+DESC&limit=2", "rows", "range", "4 3"),
    ],
)
def test_each_parameter_is_heard(telling: Served, path: str, rows: str, column: str, expected: str) -> None:
    answer = telling.get(f"/api/{path}")
    assert answer.status == 200, answer.text
    found = json.loads(answer.body)[rows]
    assert " ".join(str(row[column]) for row in found) == expected
