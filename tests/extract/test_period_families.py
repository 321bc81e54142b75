"""Families of periods: a fixed sample of the combinations of times and sentences is read right.

``python benchmarks/period_families.py`` reads all of them.
"""

from benchmarks.period_families import article_of, period_read, sample
from newstally.extract.reader import Reader


def test_a_figure_has_the_period_that_its_sentence_names(reader: Reader) -> None:
    wrong = [
        (combination.sentence, found)
        for combination in sample()
        if (found := period_read(combination, reader.read(article_of(combination)))) != combination.period
    ]
    assert wrong == []
