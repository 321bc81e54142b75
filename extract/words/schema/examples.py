"""Schema of a language's own examples."""

from datetime import date
from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from newstally.extract.words.schema.kinds import Country, Modality, Record, Word

AsOf = Annotated[str, StringConstraints(pattern=r"^\d{4}-\d\d-\d\d(/\d{4}-\d\d-\d\d)?$")]


class ExampleRow(Record):
    """A text, one number of it, and what is read of that number; a field that isn't named may be anything."""

    text: Word
    number: Word
    nth: Annotated[int, Field(ge=1)] = 1
    published: date | None = None
    country: Country = "us"
    none: list[Literal["source", "as_of", "subject", "unit"]] = []
    """Fields of which nothing must be read."""
    rule: Word | None = None
    """The id of the rule, or of the entry of the language data, by which some field was read."""
    role: Word | None = None
    low: float | None = None
    high: float | None = None
    comparator: Literal["=", "~", ">", "<"] | None = None
    kind: Word | None = None
    unit: Word | None = None
    subject: Word | None = None
    head: Word | None = None
    source: Word | None = None
    cue: Word | None = None
    as_of: AsOf | None = None
    modality: Modality | None = None


class Examples(Record):
    """``examples.toml``: short texts that show that a language's words work."""

    examples: list[ExampleRow]
