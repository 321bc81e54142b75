"""Language examples: the examples that a language's data hold, beside those that stand with each rule."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from newstally.extract.model import Article, Reading
from newstally.extract.rules.examples import PUBLISHED, Example, faults
from newstally.extract.words import Fault, files_of, language_data, place_of

ABOUT = frozenset({"text", "number", "nth", "published", "country", "none", "rule"})
"""Keys of an example that are no fields of the number."""


@dataclass(frozen=True, slots=True)
class LanguageExample:
    """An example of ``examples.toml``, its place there, and the rule or entry that it names."""

    example: Example
    number: int
    rule: str | None


def language_examples(language: str) -> list[LanguageExample]:
    """Return the examples of a language's data, a user's own among them. Raises LanguageDataError."""
    if not files_of(language, "examples"):
        return []
    rows: list[dict[str, Any]] = language_data(language, "examples")["examples"]
    return [LanguageExample(_example(row, language), i, row.get("rule")) for i, row in enumerate(rows)]


def failing_examples(read: Callable[[Article], Reading], language: str) -> list[Fault]:
    """Return what ``read`` reads otherwise than the examples of a language say, with file and line of each."""
    found = []
    for one in language_examples(language):
        covers = None if one.rule is None else _covers(one.rule)
        file, line = place_of(language, "examples", ("examples", one.number))
        said = f"{one.example.text!r}: "
        found += [Fault(file, line, "", said + what) for what in faults(one.example, read, covers)]
    return found


def _covers(rule: str) -> Any:
    return lambda id: id == rule or id.startswith(f"{rule}.")


def _example(row: dict[str, Any], language: str) -> Example:
    expected = {key: value for key, value in row.items() if key not in ABOUT}
    expected |= dict.fromkeys(row.get("none", ()), None)
    published = row.get("published", PUBLISHED)
    return Example(
        row["text"],
        row["number"],
        expected,
        True,
        row.get("nth", 1),
        published,
        row.get("country", "us"),
        language,
    )
