"""Questions: the queries behind the commands and the library. The SQL stands in ``queries/*.sql``."""

import re
from dataclasses import asdict, dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from newstally.pipeline.ledger import meaning
from newstally.pipeline.ledger.comparing.model import SURE
from newstally.pipeline.ledger.names import source_label, source_name
from newstally.pipeline.ledger.wording import fold

FOLDER = Path(__file__).parent / "queries"

CONDITION = re.compile(r"^(?P<sql>.*\S)\s+-- if (?P<parameter>\w+)$")
"""A line of a query that is left out where its parameter isn't given."""


@dataclass(frozen=True, slots=True)
class Filters:
    """What claims have to be like. None stands for any."""

    text: str | None = None
    source: str | None = None
    outlet: str | None = None
    kind: str | None = None
    unit: str | None = None
    at_least: float | None = None
    at_most: float | None = None
    since: date | None = None
    until: date | None = None
    as_of: date | None = None
    modality: str | None = None
    article: str | None = None
    min_confidence: float | None = None


@dataclass(frozen=True, slots=True)
class Question:
    """A query and the values of its parameters."""

    query: str
    values: dict[str, Any]


@cache
def _lines(name: str) -> tuple[tuple[str, str | None], ...]:
    """Return the lines of ``queries/NAME.sql``, each with the parameter that it needs, if any."""
    found: list[tuple[str, str | None]] = []
    for line in (FOLDER / f"{name}.sql").read_text(encoding="utf-8").splitlines():
        conditional = CONDITION.match(line)
        found.append((conditional["sql"], conditional["parameter"]) if conditional else (line, None))
    return tuple(found)


def question(name: str, /, **values: Any) -> Question:
    """Return the query in ``queries/NAME.sql`` with the values given; None stands for a value that isn't.

    Lines that end with ``-- if PARAMETER`` are left out where that parameter isn't given.
    """
    given = {parameter: value for parameter, value in values.items() if value is not None}
    lines = [sql for sql, parameter in _lines(name) if parameter is None or parameter in given]
    query = "\n".join(lines)
    return Question(query, {name: value for name, value in given.items() if f"${name}" in query})


def claims_question(filters: Filters, limit: int | None = None) -> Question:
    """Return the query for claims; with words those that fit best come first, else the latest."""
    given = asdict(filters)
    words, source = search_words(given.pop("text")), source_key(given.pop("source"))
    return question("claims", words=words, source=source, limit=limit, **given)


def timeline_question(text: str | None, source: str | None = None, limit: int | None = None) -> Question:
    """Return the query for what sources said of a subject over time."""
    return question("timeline", words=search_words(text), source=source_key(source), limit=limit)


def disagreements_question(
    text: str | None = None,
    source: str | None = None,
    since: date | None = None,
    strength: float = SURE,
    all_pairs: bool = False,
    limit: int | None = None,
) -> Question:
    """Return the query for pairs of figures that contradict each other; ``strength`` is how sure they are at least.

    Of each two sources and question one pair, unless ``all_pairs`` are wanted.
    """
    shown = strength >= SURE
    return question(
        "disagreements",
        words=search_words(text),
        source=source_key(source),
        since=since,
        strength=strength,
        placed=True if shown and not all_pairs else None,
        surest=None if shown or all_pairs else True,
        limit=limit,
    )


def questions_question(text: str | None = None, limit: int | None = None) -> Question:
    """Return the query for the questions that figures answer, with words or else those of the latest claims."""
    return question("questions", words=search_words(text), latest=True if text is None else None, limit=limit)


def stories_question(
    text: str | None = None, since: date | None = None, limit: int | None = None
) -> Question:
    """Return the query for stories, with words of one of their claims; those with most contradictions first."""
    return question("stories", words=search_words(text), since=since, limit=limit)


def event_question(
    text: str | None = None,
    story: str | None = None,
    by_source: bool = False,
    limit: int | None = None,
) -> Question:
    """Return the query for the event sheet: each question of a story, or of the stories and questions with these words.

    ``by_source`` gives the latest figure of each source instead of the lowest, best and highest.
    """
    name = "event_sources" if by_source else "event"
    return question(name, words=search_words(text), story=story, limit=limit)


def sources_question(name: str | None = None, limit: int | None = None) -> Question:
    """Return the query for those who give figures, with a part of their name."""
    return question("sources", name=fold(name) if name else None, limit=limit)


def search_words(text: str | None) -> list[str] | None:
    """Return the words of a search with what each may be found under (``meaning.search_words``)."""
    return meaning.search_words(text) if text is not None else None


def source_key(name: str | None) -> str | None:
    """Return the name of a source in the form in which sources are compared."""
    return source_name(source_label(name, "en"), "en") if name is not None else None
