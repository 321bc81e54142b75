"""Examples: a short text, one number of it, and what a rule makes of that number."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from newstally.extract.model import Article, Number, Reading

PUBLISHED = date(2026, 2, 26)
"""When an example's text is taken to be published unless it says otherwise: a Thursday."""


@dataclass(frozen=True, slots=True)
class Example:
    """What a rule makes of one number of a text, or, where it doesn't ``apply``, what it must leave alone."""

    text: str
    number: str
    """The number as it stands in the text ("12"), or its whole quantity ("more than 12 men")."""
    expected: Mapping[str, Any] = field(default_factory=dict)
    """Fields of ``Reading.row`` and their values; ``as_of`` as "2026-02-24" or "2026-02-01/2026-02-28"."""
    applies: bool = True
    nth: int = 1
    published: date | None = PUBLISHED
    country: str = "us"
    language: str = "en"

    @property
    def article(self) -> Article:
        """The article that holds nothing but the text."""
        return Article(
            "example", self.text, None, self.published, language=self.language, country=self.country
        )


def example(
    text: str,
    number: str,
    *,
    nth: int = 1,
    published: date | None = PUBLISHED,
    country: str = "us",
    language: str = "en",
    **expected: Any,
) -> Example:
    """Return an example in which the rule applies: ``number`` (its ``nth`` occurrence) has the fields expected."""
    return Example(text, number, expected, True, nth, published, country, language)


def counterexample(
    text: str,
    number: str,
    *,
    nth: int = 1,
    published: date | None = PUBLISHED,
    country: str = "us",
    language: str = "en",
    **expected: Any,
) -> Example:
    """Return an example that looks alike but in which the rule must not apply."""
    return Example(text, number, expected, False, nth, published, country, language)


def faults(
    example: Example, read: Callable[[Article], Reading], covers: Callable[[str], bool] | None = None
) -> Iterator[str]:
    """Yield what is otherwise than an example says, one sentence for each fault.

    ``covers`` tells the ids of the rule whose example it is; without it only fields are compared.
    """
    reading = read(example.article)
    number = number_of(reading, example)
    if number is None:
        found = ", ".join(repr(reading.row(n)["quantity"]) for n in reading.numbers) or "none"
        yield f"no number {example.number!r} was found (found: {found})"
        return
    row = reading.row(number)
    for name, value in example.expected.items():
        if name not in row:
            yield f"{name!r} is no field of a number; the fields are {', '.join(row)}"
            continue
        found = "/".join(dict.fromkeys(row[name])) if name == "as_of" and row[name] else row[name]
        if found != value:
            yield f"{name} is {found!r}, not {value!r}"
    if covers is None:
        return
    given = {name: why.rule for name, why in number.evidence.items()}
    entries = (why.data_entry for why in number.evidence.values())
    if example.applies != any(map(covers, [*given.values(), *entries])):
        rules = ", ".join(f"{name} by {id}" for name, id in given.items())
        yield f"the rule {'gave nothing' if example.applies else 'applied'}; the number has {rules}"


def number_of(reading: Reading, example: Example) -> Number | None:
    """Return the number that the example is about, None if it was not found."""
    text = reading.article.text
    found = [n for n in reading.numbers if text[n.start : n.end] == example.number]
    found = found or [n for n in reading.numbers if reading.row(n)["quantity"] == example.number]
    return found[example.nth - 1] if len(found) >= example.nth else None
