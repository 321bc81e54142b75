"""Families of number forms: a fixed sample of the combinations that the generator makes is read right.

``python benchmarks/number_families.py`` reads all of them.
"""

from datetime import date

import pytest

from benchmarks.number_families import FAMILIES, Combination, problems, sample
from newstally.extract.model import Article
from newstally.extract.reader import Reader

SAMPLE = sample(most=20)


@pytest.mark.parametrize("family", FAMILIES)
def test_family(reader: Reader, family: str) -> None:
    wrong: list[tuple[str, list[str]]] = []
    for name, combination in SAMPLE:
        if name == family and (found := problems(combination, read(reader, combination))):
            wrong.append((combination.sentence, found))
    assert wrong == []


def read(reader: Reader, combination: Combination):
    article = Article(
        "family",
        combination.sentence,
        published_at=date(2026, 3, 10),
        country=combination.country,
        language="en",
    )
    return reader.read(article)
