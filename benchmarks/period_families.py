"""Families of periods, right by construction: time expressions crossed with the sentences that a figure stands in.

    python benchmarks/period_families.py              # how many of all combinations are given the right period
    python benchmarks/period_families.py --errors 20  # and what is read of those that aren't

Each expression knows the days that it means on the day of publication, a Wednesday; each sentence has one figure that
the time is the time of, wherever it stands. The tests read a fixed sample (``sample``).
"""

import argparse
import random
import re
import sys
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from newstally.extract.model import Article, Period, Reading
from newstally.extract.reader import Reader

PUBLISHED = date(2026, 7, 15)
FISCAL = re.compile(r"\b(?:fiscal|financial)\b")

PAST = {
    "on Sunday": "2026-07-12",
    "on Tuesday": "2026-07-14",
    "on Tuesday night": "2026-07-14",
    "on Monday evening": "2026-07-13",
    "yesterday": "2026-07-14",
    "today": "2026-07-15",
    "over the weekend": "2026-07-11/2026-07-12",
    "at the weekend": "2026-07-11/2026-07-12",
    "on July 5": "2026-07-05",
    "on 5 July": "2026-07-05",
    "on 12 March 2024": "2024-03-12",
    "on March 12, 2024": "2024-03-12",
    "on July 3-8": "2026-07-03/2026-07-08",
    "from July 3 to 8": "2026-07-03/2026-07-08",
    "between July 3 and July 8": "2026-07-03/2026-07-08",
    "between January 1 and July 10": "2026-01-01/2026-07-10",
    "from Friday to Sunday": "2026-07-10/2026-07-12",
    "from Friday through Sunday": "2026-07-10/2026-07-12",
    "between Friday and Sunday": "2026-07-10/2026-07-12",
    "this week": "2026-07-13/2026-07-15",
    "last week": "2026-07-06/2026-07-12",
    "in the past week": "2026-07-08/2026-07-15",
    "in the first week of July": "2026-07-01/2026-07-07",
    "in the past 24 hours": "2026-07-14/2026-07-15",
    "this month": "2026-07-01/2026-07-15",
    "earlier this month": "2026-07-01/2026-07-15",
    "last month": "2026-06-01/2026-06-30",
    "in June": "2026-06-01/2026-06-30",
    "in June 2025": "2025-06-01/2025-06-30",
    "in May last year": "2025-05-01/2025-05-31",
    "in May of last year": "2025-05-01/2025-05-31",
    "between March and May": "2026-03-01/2026-05-31",
    "from March to May": "2026-03-01/2026-05-31",
    "from March through May": "2026-03-01/2026-05-31",
    "from January to June 2025": "2025-01-01/2025-06-30",
    "in the second quarter": "2026-04-01/2026-06-30",
    "in the second quarter of 2025": "2025-04-01/2025-06-30",
    "in the April-to-June quarter": "2026-04-01/2026-06-30",
    "in the first half of 2025": "2025-01-01/2025-06-30",
    "during the first six months of 2025": "2025-01-01/2025-06-30",
    "in the first three months of this year": "2026-01-01/2026-03-31",
    "in the 12 months to June": "2025-07-01/2026-06-30",
    "in the year to June": "2025-07-01/2026-06-30",
    "in the year ending June 30": "2025-07-01/2026-06-30",
    "last summer": "2025-06-01/2025-08-31",
    "in the summer of 2025": "2025-06-01/2025-08-31",
    "this year": "2026-01-01/2026-07-15",
    "earlier this year": "2026-01-01/2026-07-15",
    "so far this year": "2026-01-01/2026-07-15",
    "so far in 2026": "2026-01-01/2026-07-15",
    "last year": "2025-01-01/2025-12-31",
    "in 2024": "2024-01-01/2024-12-31",
    "during 2025": "2025-01-01/2025-12-31",
    "throughout 2025": "2025-01-01/2025-12-31",
    "over the course of 2025": "2025-01-01/2025-12-31",
    "in the whole of 2025": "2025-01-01/2025-12-31",
    "between 2022 and 2024": "2022-01-01/2024-12-31",
    "from 2020 to 2024": "2020-01-01/2024-12-31",
    "in the 2014-2017 period": "2014-01-01/2017-12-31",
    "over the 2014-2017 period": "2014-01-01/2017-12-31",
    "in the 1990s": "1990-01-01/1999-12-31",
    "over the past two years": "2024-07-15/2026-07-15",
    "in the last three years": "2023-07-15/2026-07-15",
    "since 2019": "2019-01-01/2026-07-15",
    "since March": "2026-03-01/2026-07-15",
    "since Sunday": "2026-07-12/2026-07-15",
    "since the start of the year": "2026-01-01/2026-07-15",
    "as of July 10": "2026-07-10",
    "by July 10": "2026-07-10",
    "by the end of June": "2026-06-30",
    "at the end of 2025": "2025-12-31",
    "through June": "2026-06-30",
    "in the 2024-25 financial year": "2024-04-01/2025-03-31",
    "in the financial year 2024 to 2025": "2024-04-01/2025-03-31",
    "in fiscal 2025": "2024-04-01/2025-03-31",
}
"""Expressions of what is over or under way, and the days that they mean."""

TO_COME = {
    "tomorrow": "2026-07-16",
    "on Friday": "2026-07-17",
    "on Saturday": "2026-07-18",
    "from Thursday to Saturday": "2026-07-16/2026-07-18",
    "from Thursday through Saturday": "2026-07-16/2026-07-18",
    "next week": "2026-07-20/2026-07-26",
    "on August 3": "2026-08-03",
    "in August": "2026-08-01/2026-08-31",
    "next month": "2026-08-01/2026-08-31",
    "in the third quarter": "2026-07-01/2026-09-30",
    "in the second half of the year": "2026-07-01/2026-12-31",
    "this year": "2026-01-01/2026-12-31",
    "later this year": "2026-01-01/2026-12-31",
    "by the end of the year": "2026-12-31",
    "next year": "2027-01-01/2027-12-31",
    "in 2027": "2027-01-01/2027-12-31",
    "over the course of 2027": "2027-01-01/2027-12-31",
    "between 2027 and 2029": "2027-01-01/2029-12-31",
    "by the end of 2028": "2028-12-31",
    "by 2030": "2030-01-01/2030-12-31",
    "until 2030": "2026-07-15/2030-12-31",
    "in the next two years": "2026-07-15/2028-07-15",
    "over the next two years": "2026-07-15/2028-07-15",
    "in the 2026-27 financial year": "2026-04-01/2027-03-31",
}
"""Expressions of what is to come."""

TOLD = (
    "{}, [5,050] homes were built in Tarn.",
    "[5,050] homes were built in Tarn {}.",
    "The town built [5,050] homes {}.",
    "The town built [5,050] homes in the north {}, the mayor said.",
    "Builders said that [5,050] homes were finished {}.",
    "According to the office, the number of homes rose by [5,050] {}.",
    "A total of [5,050] homes were added {}, the office said.",
    "Sales reached [5,050] tonnes {}.",
    "{} the office counted [5,050] homes, down from 6,020 a year earlier.",
    "The agency spent [$50 million] {} on roads and bridges.",
    "There were [5,050] fires {}.",
    "Output was [5,050] tonnes {}, said Marta Ilves, who leads the office.",
    "Floods killed [5,050] people {} in the south.",
    "The share of renters stood at [45%] {}.",
    "Of the [5,050] homes sold {}, most were new.",
    "The [5,050] homes that were sold {} were mostly new.",
    "Tarn saw [5,050] arrivals {}.",
    "{}, the company employed [5,050] people and paid well.",
    "Police arrested [40] drivers {} after a chase.",
    "The river {} rose by [4] metres.",
)
FORETOLD = (
    "{}, [5,050] homes will be built in Tarn.",
    "[5,050] homes will be built in Tarn {}.",
    "The town plans to build [5,050] homes {}.",
    "The town aims to build [5,050] homes in the north {}, the mayor said.",
    "Builders said that [5,050] homes would be finished {}.",
    "A total of [5,050] homes will be added {}, the office said.",
    "Sales are expected to reach [5,050] tonnes {}.",
    "The agency is to spend [$50 million] {} on roads.",
    "There will be [5,050] more jobs {}.",
    "The office expects to need [5,050] nurses {}.",
    "Wages will rise by [4%] {}.",
    "Some [5,050] workers are due to go {}.",
    "The ministry forecasts growth of [4%] {}.",
)


class Combination(NamedTuple):
    """A sentence, where its figure stands, and the period that is right for it."""

    sentence: str
    figure: tuple[int, int]
    expression: str
    period: Period


def combinations() -> Iterator[Combination]:
    """Yield every combination of a time expression and a sentence."""
    for expressions, sentences in ((PAST, TOLD), (TO_COME, FORETOLD)):
        for words, days in expressions.items():
            first, _, last = days.partition("/")
            period = date.fromisoformat(first), date.fromisoformat(last or first)
            for pattern in sentences:
                marked = pattern.format(words)
                marked = marked[0].upper() + marked[1:]
                start, end = marked.index("["), marked.index("]") - 1
                yield Combination(marked.replace("[", "").replace("]", ""), (start, end), words, period)


def sample(most: int = 60, seed: int = 7) -> list[Combination]:
    """Return a fixed sample of the combinations."""
    return random.Random(seed).sample(list(combinations()), most)


def article_of(combination: Combination) -> Article:
    """Return the sentence as an article; fiscal years are those of India."""
    country = "in" if FISCAL.search(combination.expression) else "us"
    return Article("family", combination.sentence, published_at=PUBLISHED, country=country, language="en")


def period_read(combination: Combination, reading: Reading) -> Period | None:
    """Return the period that a reading of the sentence gives its figure, None if it gives none."""
    start, end = combination.figure
    return next((claim.as_of for claim in reading.claims if start <= claim.start < end), None)


def main() -> None:
    """Print how many of all combinations are read right."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    arguments.add_argument("--errors", type=int, default=0, metavar="N", help="print at most so many errors")
    asked = arguments.parse_args()
    reader, every, wrong = Reader("en"), list(combinations()), Counter[str]()
    for combination in every:
        got = period_read(combination, reader.read(article_of(combination)))
        if got == combination.period:
            continue
        wrong[combination.expression] += 1
        if wrong.total() <= asked.errors:
            print(f"{combination.sentence}  got {got and '/'.join(map(str, got))}")
    print(f"{len(every) - wrong.total():,} of {len(every):,} combinations have the right period")
    for expression, count in wrong.most_common(10):
        print(f"  {count:3} wrong with {expression!r}")


if __name__ == "__main__":
    main()
