"""Copies: reprints of one text are found, whatever was done to them; other texts are not taken for copies."""

import random
from datetime import UTC, datetime, timedelta
from pathlib import Path

from newstally.extract.model import Article, Reading
from newstally.pipeline.ledger.copies import Passages, overlap, passages
from newstally.pipeline.ledger.rows import Page, make_batch
from newstally.pipeline.ledger.store import reading, writing
from newstally.pipeline.ledger.write import new_run, write_batch

OPENINGS = [
    "The ministry",
    "Officials in {p}",
    "A spokesman for the port",
    "Residents of {p}",
    "The council",
    "Two engineers",
    "Farmers near {p}",
]
VERBS = [
    "announced",
    "rejected",
    "described",
    "reviewed",
    "postponed",
    "welcomed",
    "questioned",
    "examined",
    "criticised",
    "repeated",
]
OBJECTS = [
    "the plan for a new bridge",
    "last winter's budget",
    "a report on drinking water",
    "the closure of the market",
    "an inquiry into the fire",
    "the timetable of the ferry",
    "wages at the cannery",
    "rules for the harvest",
    "a loan from the regional bank",
    "the repair of the sea wall",
]
ENDINGS = [
    "after a long debate",
    "despite warnings from {p}",
    "on Thursday evening",
    "without giving any reason",
    "before the start of the season",
    "while neighbours looked on",
    "in a letter to the paper",
    "for the third time this year",
    "as traders had feared",
    "with the help of volunteers",
]
PLACES = [
    "Tamborel",
    "Galmond",
    "Port Sarn",
    "Orudo",
    "Vellin",
    "Kestrow",
    "Ambry",
    "Old Haven",
    "Tirsk",
    "Marrowby",
]
EXTRA = [
    "quietly",
    "again",
    "reportedly",
    "quickly",
    "formally",
    "partly",
    "openly",
    "barely",
    "clearly",
    "jointly",
]


class Writer:
    """Writes articles that all sound alike, as the news does: few patterns, few words, many combinations."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)

    def sentence(self) -> str:
        pick = self.random.choice
        words = [pick(OPENINGS), pick(EXTRA), pick(VERBS), pick(OBJECTS), pick(ENDINGS)]
        words.insert(self.random.randrange(1, 5), f"number {self.random.randrange(1000)}")
        return " ".join(words).replace("{p}", pick(PLACES)).capitalize() + "."

    def article(self) -> list[str]:
        return [self.sentence() for _ in range(self.random.randint(12, 25))]

    def reprint(self, sentences: list[str]) -> list[str]:
        """Another lead, a fifth of the sentences dropped, the ending cut, a tenth of the words changed."""
        kept = [sentence for sentence in sentences[1:-1] if self.random.random() > 0.2]
        words = " ".join(kept).split(" ")
        for i in range(len(words)):
            if self.random.random() < 0.1:
                words[i] = "word" + str(self.random.randrange(10_000))
        return [self.sentence(), " ".join(words)]


def page(number: int, sentences: list[str]) -> Page:
    article = Article(
        id=str(number),
        text=" ".join(sentences),
        title=f"Headline {number}",
        published_at=datetime(2026, 1, 1, tzinfo=UTC) + timedelta(minutes=number),
        language="en",
        url=f"https://paper{number % 97}.example/{number}",
    )
    return Page("archive/a.warc.gz", number, article.url, None, None, 200, None, Reading(article, (), ()))


def test_reprints_are_found_and_nothing_else(tmp_path: Path) -> None:
    writer = Writer(7)
    originals = [writer.article() for _ in range(200)]
    copied = writer.random.choices(range(200), k=100)
    texts = originals + [writer.reprint(originals[i]) for i in copied]
    path = tmp_path / "ledger.duckdb"
    with writing(path) as connection:
        write_batch(connection, make_batch(page(n, text) for n, text in enumerate(texts)), new_run("test"))
    with reading(path) as connection:
        groups = dict(connection.execute("SELECT warc_offset, copy_group FROM articles").fetchall())
    truth = {(original, 200 + n) for n, original in enumerate(copied)}
    found = sum(groups[a] == groups[b] for a, b in truth)
    wrong = sum(groups[a] == groups[b] for a in range(200) for b in range(a + 1, 200))
    assert found / len(truth) >= 0.95
    assert wrong <= 0.01 * found


def test_a_cut_ending_and_another_headline_do_not_hide_a_copy(tmp_path: Path) -> None:
    writer = Writer(8)
    text = writer.article()
    path = tmp_path / "ledger.duckdb"
    pages = [
        page(0, text),
        page(1, text[: len(text) // 2 + 2]),
        page(2, text[::-1]),
        page(3, writer.article()),
    ]
    with writing(path) as connection:
        write_batch(connection, make_batch(pages), new_run("test"))
    with reading(path) as connection:
        groups = dict(connection.execute("SELECT warc_offset, copy_group FROM articles").fetchall())
    assert groups[0] == groups[1] == groups[2] != groups[3]


def test_short_texts_of_one_pattern_are_no_copies(tmp_path: Path) -> None:
    path = tmp_path / "ledger.duckdb"
    texts = ["Police said 12 people were arrested in Galmond."] * 2 + [
        "Police said 14 people were arrested in Vellin."
    ]
    with writing(path) as connection:
        write_batch(connection, make_batch(page(n, [text]) for n, text in enumerate(texts)), new_run("test"))
    with reading(path) as connection:
        groups = dict(connection.execute("SELECT warc_offset, copy_group FROM articles").fetchall())
    assert groups[0] == groups[1] != groups[2]


def groups_of(path: Path, texts: list[list[str]]) -> dict[int, str]:
    with writing(path) as connection:
        write_batch(connection, make_batch(page(n, text) for n, text in enumerate(texts)), new_run("test"))
    with reading(path) as connection:
        return dict(connection.execute("SELECT warc_offset, copy_group FROM articles").fetchall())


def test_one_closing_paragraph_under_all_articles_makes_no_copies_of_them(tmp_path: Path) -> None:
    writer = Writer(9)
    closing = [writer.sentence() for _ in range(5)]

    def own() -> str:
        return " ".join(f"w{writer.random.getrandbits(24):x}ord" for _ in range(80))

    groups = groups_of(tmp_path / "ledger.duckdb", [[own(), *closing] for _ in range(40)])
    assert len(set(groups.values())) == 40


def test_reports_made_to_one_pattern_are_no_copies(tmp_path: Path) -> None:
    chance = random.Random(3)
    texts = [
        [
            f"A magnitude {chance.randrange(40, 70) / 10} earthquake struck {chance.randrange(1, 90)} kilometres north of "
            f"{chance.choice(PLACES)} at a depth of {chance.randrange(5, 60)} kilometres, the Geological Survey said.",
            "There were no immediate reports of damage or casualties from the area near the epicentre.",
            f"Residents of {chance.choice(PLACES)} said they had felt it for {chance.randrange(3, 30)} seconds.",
        ]
        for _ in range(12)
    ]
    groups = groups_of(tmp_path / "ledger.duckdb", texts)
    assert len(set(groups.values())) >= 11


def test_short_reprints_are_found_too(tmp_path: Path) -> None:
    writer = Writer(10)
    originals = [[writer.sentence() for _ in range(7)] for _ in range(40)]
    groups = groups_of(tmp_path / "ledger.duckdb", originals + [writer.reprint(text) for text in originals])
    assert sum(groups[n] == groups[40 + n] for n in range(40)) >= 34
    assert len({groups[n] for n in range(40)}) == 40


def test_a_page_that_prints_several_articles_makes_no_group_of_them(tmp_path: Path) -> None:
    writer = Writer(12)
    articles = [writer.article() for _ in range(4)]
    reprints = [writer.reprint(article) for article in articles for _ in range(3)]
    roundup = [sentence for article in articles for sentence in article]
    groups = groups_of(tmp_path / "ledger.duckdb", [*articles, *reprints, roundup])
    assert len({groups[n] for n in range(4)}) == 4
    assert all(groups[n] == groups[4 + 3 * n + copy] for n in range(4) for copy in range(3))


def test_articles_that_quote_the_same_sentences_are_no_copies() -> None:
    writer = Writer(13)
    quoted = [[writer.sentence() for _ in range(2)] for _ in range(2)]

    def article() -> str:
        own = [f"w{writer.random.getrandbits(24):x}ord" for _ in range(60)]
        return " ".join([*own[:20], *quoted[0], *own[20:40], *quoted[1], *own[40:]])

    assert overlap(passages(article()), passages(article())) == 0


def test_groups_do_not_depend_on_the_order_of_the_articles(tmp_path: Path) -> None:
    writer = Writer(14)
    originals = [writer.article() for _ in range(8)]
    texts = [*originals, *(writer.reprint(text) for text in originals for _ in range(4))]
    texts += [[*originals[n], *originals[n + 1]] for n in range(6)]
    pages = [page(n, text) for n, text in enumerate(texts)]
    found = []
    for seed in range(3):
        path = tmp_path / f"{seed}.duckdb"
        random.Random(seed).shuffle(pages)
        for begin in range(0, len(pages), 7 + 20 * seed):
            with writing(path) as connection:
                batch = make_batch(pages[begin : begin + 7 + 20 * seed])
                write_batch(connection, batch, new_run("test"))
        with reading(path) as connection:
            query = "SELECT warc_offset, copy_group FROM articles ORDER BY ALL"
            found.append(connection.execute(query).fetchall())
    assert found[0] == found[1] == found[2]
    assert 1 < len({group for _, group in found[0]}) < len(pages)


def test_which_of_two_texts_comes_first_makes_no_difference() -> None:
    writer = Writer(11)
    texts = [passages(" ".join(writer.article())) for _ in range(30)]
    texts += [passages(" ".join(writer.reprint([writer.sentence() for _ in range(6)]))) for _ in range(10)]
    for first in texts:
        for second in texts:
            assert overlap(first, second) == overlap(second, first)


def test_texts_that_repeat_one_sentence_thousands_of_times_are_compared_all_the_same() -> None:
    first, second = (
        f"Another {number} people were held near Vellin on Monday. " * 3000 for number in (40, 41)
    )
    closing = "The council met in the evening."
    assert overlap(passages(first), passages(first + closing)) > 0.99
    assert overlap(passages(first), passages(second + closing)) == 0, "one pattern, other figures"


def invented(stem: str, count: int) -> list[str]:
    """So many words that no other stem has."""
    return [f"{stem}{chr(97 + n // 26)}{chr(97 + n % 26)}" for n in range(count)]


def put_together(own: str, pieces: int, shared: int, new: int) -> Passages:
    """What a text is compared by that has ``shared`` words of others and ``new`` ones of its own, in turn."""
    common = invented("common", pieces * shared)
    words = []
    for n in range(pieces):
        words += [*invented(own + chr(97 + n), new), *common[n * shared : (n + 1) * shared]]
    return passages(" ".join(words))


def test_a_closing_paragraph_under_two_texts_makes_no_copy_of_them() -> None:
    assert overlap(put_together("first", 1, 60, 40), put_together("other", 1, 60, 70)) == 0
    assert overlap(put_together("first", 3, 20, 13), put_together("other", 3, 20, 23)) > 0.4, (
        "as much, spread"
    )


def test_short_notes_of_one_pattern_are_no_copies_of_each_other() -> None:
    assert overlap(put_together("first", 5, 4, 3), put_together("other", 5, 4, 3)) == 0
    assert overlap(put_together("first", 6, 4, 3), put_together("other", 6, 4, 3)) > 0.8, (
        "as much of a longer one"
    )
