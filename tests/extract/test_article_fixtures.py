"""The fixture articles: their texts hold the expected claims where these say, and nothing of the pages around them."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from newstally.extract.article import read_page

ROOT = Path(__file__).parents[2]
EXPECTED = sorted((ROOT / "fixtures" / "sites").rglob("*.claims.json"))
FURNITURE = (
    "partners", "cookie", "photographer", "shares", "41,000", "Editing by", "Our standards", "Read next", "READ MORE",
    "Sign up", "Ayo Bassey", "in my street", "6,000 of us", "countries.", "Support us", "4 tyres", "no. 3381", "Tagged",
)  # fmt: skip


def test_there_are_enough_fixtures():
    assert len(EXPECTED) >= 16


@pytest.mark.parametrize("file", EXPECTED, ids=lambda file: file.name.removesuffix(".claims.json"))
def test_expected_claims_stand_in_the_text(file: Path):
    expected = json.loads(file.read_text(encoding="utf-8"))
    html = file.with_name(file.name.replace(".claims.json", ".html")).read_bytes()
    article = read_page(html.replace(b"{{base}}", b"http://127.0.0.1:1"), id=expected["id"])
    assert str(article.reference_date) == expected["published_at"]
    assert [article.text[claim["start"] : claim["end"]] for claim in expected["claims"]] == [
        claim["quantity"] for claim in expected["claims"]
    ]
    assert [words for words in FURNITURE if words.lower() in article.text.lower()] == []
    assert article.title
    assert article.title not in article.text
    assert 110 <= len(article.text.split()) <= 450


def test_the_checking_script_finds_nothing_wrong():
    done = subprocess.run(
        [sys.executable, "fixtures/check_claims.py"], cwd=ROOT, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "0 problems" in done.stdout
