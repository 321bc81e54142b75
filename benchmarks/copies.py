"""How well reprints are told from other texts, and what an article costs, as the ledger grows.

    python benchmarks/copies.py                      # among 0, 10,000, 50,000 and 200,000 others
    python benchmarks/copies.py --others 0 5000 --seed 3

At each size 1,000 articles are written to the ledger and taken back again: 700 texts and 300 edited reprints of them
(another lead, a fifth of the sentences dropped, endings cut, a tenth of the words changed). The others are articles of
their own, of which some quote statements that many quote; reports made to one pattern; agency texts in many cuts; and
pages that print several articles. Precision and recall are of pairs in one copy group of which at least one is among
the 1,000; "mixed" counts the groups of the others in which unrelated texts stand, pages that print several left out.
"""

import argparse
import random
import sys
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import combinations
from pathlib import Path

sys.path[0] = str(Path(__file__).resolve().parent.parent)

from benchmarks.synthetic_news import News  # noqa: E402
from newstally.extract.model import Article, Reading  # noqa: E402
from newstally.pipeline.ledger.rows import Page, make_batch  # noqa: E402
from newstally.pipeline.ledger.store import writing  # noqa: E402
from newstally.pipeline.ledger.write import new_run, write_batch  # noqa: E402

ORIGINALS = 700
REPRINTS = 300
BATCH = 5000
Text = tuple[str, str]
"""What a text is of (its copies share it), and the text."""


class Press:
    """Writes articles of invented words, reprints, and what can be taken for reprints. All follows from the seed."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)
        news = News(seed)
        self.words, self.weights = news.words, news.weights
        self.names = [news.word().title() for _ in range(600)]
        self.statements = [" ".join(self.sentence() for _ in range(2)) for _ in range(400)]
        self.written = 0

    def sentence(self) -> str:
        words = self.random.choices(self.words, cum_weights=self.weights, k=self.random.randint(9, 28))
        for _ in range(self.random.randrange(3)):
            words[self.random.randrange(1, len(words))] = self.random.choice(
                (self.name(), self.number(2, 4000))
            )
        return " ".join(words).capitalize() + "."

    def name(self) -> str:
        return self.random.choice(self.names)

    def number(self, first: int, last: int) -> str:
        return str(self.random.randint(first, last))

    def article(self) -> list[str]:
        return [self.sentence() for _ in range(self.random.choice([6, 8, 10, 12, 20, 30]))]

    def reprint(self, sentences: list[str]) -> list[str]:
        kept = [sentence for sentence in sentences[1:] if self.random.random() > 0.2] or sentences[1:]
        if self.random.random() < 0.3:
            kept = kept[: max(3, len(kept) * 3 // 4)]
        words = " ".join(kept).split(" ")
        words = [self.random.choice(self.words) if self.random.random() < 0.1 else word for word in words]
        return [self.sentence(), " ".join(words)]

    def report(self) -> str:
        """Return a report made to one pattern."""
        name, number = self.name, self.number
        return self.random.choice(
            [
                f"{name()} reported a profit of {number(2, 99)} million for the quarter, compared with {number(2, 99)} "
                f"million a year earlier. Earnings per share came to {number(10, 99)} cents; analysts asked by {name()} "
                f"had expected {number(10, 99)} cents. Turnover reached {number(100, 999)} million. The board will "
                "explain the results to shareholders in a conference call later in the day.",
                f"{name()} beat {name()} {number(3, 6)}-{number(0, 2)} at home with goals by {name()} and {name()}. "
                f"{name()} climbed to place {number(1, 18)} with {number(10, 80)} points. Next week the side travels to "
                f"{name()}, while {name()} waits for {name()}. All results are provisional until the association has "
                "confirmed them.",
                f"In {name()} the day begins cloudy with {number(1, 12)} degrees and ends with {number(12, 30)} degrees. "
                f"Chance of rain {number(5, 95)} percent; winds of {number(5, 80)} kilometres an hour towards {name()}. "
                "Drivers should expect wet roads and allow more time for their journeys, the weather service advises.",
            ]
        )

    def others(self, count: int) -> Iterator[Text]:
        """Yield ``count`` texts that have nothing to do with the 1,000."""
        made = 0
        while made < count:
            for text in self._some():
                if made < count:
                    yield text
                    made += 1

    def _some(self) -> Iterator[Text]:
        chance = self.random.random()
        self.written += 1
        own = f"other {self.written}"
        if chance < 0.95:
            article = self.article()
            if chance < 0.25:
                for statement in self.random.sample(self.statements, 2):
                    article.insert(self.random.randrange(len(article)), statement)
            yield own, " ".join(article)
        elif chance < 0.997:
            yield own, self.report()
        elif chance < 0.999:
            agency = [self.sentence() for _ in range(24)]
            for _ in range(40):
                yield own, " ".join([self.sentence(), *agency[: self.random.randint(8, 24)]])
        else:
            items = [self.article()[:10] for _ in range(6)]
            for place, item in enumerate(items):
                yield f"{own}.{place}", " ".join(item)
            yield f"{own} all", " ".join(sentence for item in items for sentence in item)

    def tested(self) -> list[Text]:
        """Return the 1,000: originals, then reprints of some of them."""
        originals = [self.article() for _ in range(ORIGINALS)]
        texts = [(f"tested {number}", " ".join(text)) for number, text in enumerate(originals)]
        copied = self.random.choices(range(ORIGINALS), k=REPRINTS)
        return texts + [(f"tested {number}", " ".join(self.reprint(originals[number]))) for number in copied]


def pages(texts: list[Text], first: int) -> Iterator[Page]:
    for number, (_, text) in enumerate(texts, first):
        article = Article(
            id=str(number),
            text=text,
            title=f"Headline {number}",
            published_at=datetime(2026, 1, 1, tzinfo=UTC) + timedelta(seconds=number),
            language="en",
            url=f"https://paper{number % 97}.example/{number}",
        )
        yield Page("archive/a.warc.gz", number, article.url, None, None, 200, None, Reading(article, (), ()))


class TakenBackError(Exception):
    """Ends a transaction whose rows should not stay."""


def measure(path: Path, tested: list[Text], roots: list[str]) -> None:
    """Write the 1,000 to the ledger, print what was found, and take them back."""
    first = len(roots)
    started, used = time.perf_counter(), time.process_time()
    batch = make_batch(pages(tested, first))
    made = time.perf_counter() - started
    try:
        with writing(path) as connection:
            started = time.perf_counter()
            write_batch(connection, batch, new_run("benchmark"))
            written, used = time.perf_counter() - started, time.process_time() - used
            groups = dict(connection.execute("SELECT warc_offset, copy_group FROM articles").fetchall())
            raise TakenBackError
    except TakenBackError:
        pass
    root = [*roots, *(text[0] for text in tested)]
    right, wrong, mixed = _compare(groups, root, first)
    pairs = sum(count * (count - 1) // 2 for count in Counter(root[first:]).values())
    found = sum(
        groups[first + number] == groups[first + int(tested[number][0].split()[1])]
        for number in range(ORIGINALS, len(tested))
    )
    times = " ".join(f"{1000 * spent / len(tested):>9.2f}" for spent in (made, written, used))
    print(
        f"{first:>9,} {right / max(1, right + wrong):>10.4f} {right / pairs:>8.4f} {found:>5} of {REPRINTS} {mixed:>6} "
        f"{times}",
        flush=True,
    )


def _compare(groups: dict[int, str], root: list[str], first: int) -> tuple[int, int, int]:
    """Return the pairs found rightly and wrongly, and the groups of others in which unrelated texts stand."""
    members: dict[str, list[int]] = defaultdict(list)
    for number, group in groups.items():
        members[group].append(number)
    right = wrong = mixed = 0
    for numbers in members.values():
        mixed += (
            max(numbers) < first
            and len({root[number] for number in numbers if not root[number].endswith("all")}) > 1
        )
        for one, other in combinations(sorted(numbers), 2):
            if other >= first:
                right += root[one] == root[other]
                wrong += root[one] != root[other]
    return right, wrong, mixed


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--others", type=int, nargs="+", default=[0, 10_000, 50_000, 200_000], metavar="N")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    press = Press(options.seed)
    tested = press.tested()
    roots: list[str] = []
    print(
        f"{'others':>9} {'precision':>10} {'recall':>8} {'reprints':>12} {'mixed':>6} {'rows ms':>9} {'write ms':>9} "
        f"{'CPU ms':>9}   (times per article)"
    )
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "ledger.duckdb"
        for size in sorted(options.others):
            while len(roots) < size:
                texts = list(press.others(min(BATCH, size - len(roots))))
                with writing(path) as connection:
                    write_batch(connection, make_batch(pages(texts, len(roots))), new_run("benchmark"))
                roots += [text[0] for text in texts]
            measure(path, tested, roots)


if __name__ == "__main__":
    main()
