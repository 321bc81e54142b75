"""Synthetic news for measuring the ledger: stories that many outlets tell, with figures, sources, reprints and dates.

Everything follows from the seed. Words are made of syllables; how often each comes up follows Zipf's law, as in news.
"""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from newstally.extract.model import Article, Number, Reading

SYLLABLES = [
    "ka",
    "lo",
    "mi",
    "ter",
    "ban",
    "sel",
    "dor",
    "un",
    "ra",
    "vi",
    "pe",
    "ost",
    "gal",
    "hem",
    "ri",
    "no",
    "fa",
    "zu",
    "lin",
    "mar",
    "tek",
    "wo",
    "bri",
    "das",
    "enz",
]
EVENTS = [
    ("people killed in {0}", "person"),
    ("people injured in {0}", "person"),
    ("people displaced by the {1}", "person"),
    ("people released in {0}", "person"),
    ("workers on strike in {0}", "worker"),
    ("houses destroyed by the {1}", "house"),
    ("budget of {0}", "USD"),
    ("growth of the {1} in {0}", "%"),
    ("trade between {0} and {2}", "USD"),
    ("{1} in {0}", "tonne"),
]
START = datetime(2024, 1, 1, tzinfo=UTC)
PER_STORY = 8
FIGURES = 10
OUTLETS = 40
MEASURES = {"killed": "death", "injured": "injury", "displaced": "displacement", "released": "release"}
HOLDERS = 12
"""Sources that give figures in one large story, each of which counts for itself."""
REPRINTED = 0.2


@dataclass(frozen=True)
class Story:
    places: tuple[str, ...]
    things: tuple[str, ...]
    persons: tuple[str, ...]
    figures: tuple[tuple[str, str, int, str | None], ...]


class News:
    """Articles one after the other, as many as are asked for; ``per_day`` of them are printed each day."""

    def __init__(self, seed: int = 1, per_day: int = 150) -> None:
        self.random = random.Random(seed)
        self.per_day = per_day
        self.words = [
            "".join(self.random.choices(SYLLABLES, k=self.random.randint(2, 4))) for _ in range(30_000)
        ]
        weights, total = [], 0.0
        for rank in range(len(self.words)):
            total += 1 / (rank + 20)
            weights.append(total)
        self.weights = weights
        self.persons = [f"{self.word().title()} {self.word().title()}" for _ in range(4000)]

    def word(self) -> str:
        return self.random.choices(self.words, cum_weights=self.weights)[0]

    def story(self) -> Story:
        pick = self.random
        places = tuple(pick.choice(self.words).title() for _ in range(4))
        things = tuple(pick.choice(self.words) for _ in range(3))
        persons = tuple(pick.choice(self.persons) for _ in range(3))
        figures = []
        for _ in range(FIGURES + 4):
            pattern, unit = pick.choice(EVENTS)
            subject = pattern.format(pick.choice(places), pick.choice(things), pick.choice(places))
            figures.append(
                (subject, unit, round(10 ** pick.uniform(0.5, 6)), pick.choice((*persons, None, "police")))
            )
        return Story(places, things, persons, tuple(figures))

    def readings(self, count: int, first: int = 0) -> Iterator[Reading]:
        """Yield ``count`` readings; ``first`` numbers them and sets the day. Reprints are of texts of their story."""
        stories = [self.story() for _ in range(5)]
        printed: list[list[str]] = [[] for _ in stories]
        for number in range(first, first + count):
            if number % PER_STORY == 0:
                ended = self.random.randrange(5)
                stories[ended], printed[ended] = self.story(), []
            at = self.random.randrange(5)
            story, bodies = stories[at], printed[at]
            reprint = bodies and self.random.random() < REPRINTED
            body = self.random.choice(bodies) if reprint else self.body(story)
            bodies.append(body)
            yield self.reading(number, story, body)

    def one_story(self, count: int) -> Iterator[Reading]:
        """Yield readings of one story: figures on its questions that rise from article to article, of many sources."""
        story = self.story()
        holders = self.random.sample(self.persons, HOLDERS)
        biased = {holder: self.random.uniform(0.5, 1.5) for holder in (*holders, None)}
        for number in range(count):
            grown = 1 + number / count * 3
            told = []
            for subject, unit, value, _ in story.figures:
                holder = self.random.choice((*holders, None))
                told.append((subject, unit, max(1, round(value * grown * biased[holder])), holder))
            current = Story(story.places, story.things, story.persons, tuple(told))
            yield self.reading(number, current, self.body(current))

    def body(self, story: Story) -> str:
        sentences = []
        for _ in range(18):
            words = [self.word() for _ in range(self.random.randint(10, 20))]
            words.insert(3, self.random.choice((*story.places, *story.persons)))
            sentences.append(" ".join(words).capitalize() + ".")
        return " ".join(sentences)

    def reading(self, number: int, story: Story, body: str) -> Reading:
        moment = START + timedelta(days=number / self.per_day)
        text, numbers, sentences = "", [], []
        for subject, unit, value, source in self.random.sample(story.figures, FIGURES):
            start = len(text)
            said = f"{source} said" if source else "There were"
            text += f"{said} {value:,} {subject} {self.word()} {self.word()}. "
            at = start + len(said) + 1
            numbers.append(_number(at, f"{value:,}", value, unit, subject, source))
            sentences.append((start, len(text) - 1))
        text += body
        outlet = self.random.randrange(OUTLETS)
        article = Article(
            id=f"n{number}",
            text=text,
            title=f"{story.places[0]} {self.word()} {self.word()}",
            published_at=moment,
            language="en",
            country="us",
            outlet=f"Outlet {outlet}",
            url=f"https://outlet{outlet}.example/{number}",
        )
        return Reading(article, tuple(numbers), tuple(sentences))


def _number(at: int, quantity: str, value: int, unit: str, subject: str, source: str | None) -> Number:
    kind = {"USD": "money", "%": "percent", "tonne": "measure"}.get(unit, "count")
    end = at + len(quantity)
    return Number(
        start=at,
        end=end,
        first=0,
        last=0,
        role="claim",
        low=float(value),
        high=float(value),
        quantity_start=at,
        quantity_end=end,
        kind=kind,
        unit=unit,
        head=subject.split()[0],
        subject=subject,
        source=source,
        measure=next((measure for word, measure in MEASURES.items() if word in subject.split()), None),
        confidence=0.8,
    )
