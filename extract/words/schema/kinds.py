"""Kinds of entries that the files of language data are made of."""

import re
from typing import Annotated, Any, Literal, TypeVar

from pydantic import AfterValidator, BaseModel, ConfigDict, Discriminator, StringConstraints, Tag
from pydantic_core import PydanticCustomError

from newstally.extract.words.faults import doubled

Word = Annotated[str, StringConstraints(min_length=1)]
Item = TypeVar("Item")


def once(words: list[Item]) -> list[Item]:
    """Return a list in which nothing stands twice. Raises PydanticCustomError naming what does."""
    again = [repr(word) for word in doubled(map(_hashable, words))]
    if again:
        raise PydanticCustomError("doubled", "stands here twice: {words}", {"words": ", ".join(again)})
    return words


def _hashable(item: Any) -> Any:
    return tuple(item) if isinstance(item, list) else item


def pattern(text: str) -> str:
    """Return a regular expression that compiles. Raises PydanticCustomError saying why it doesn't."""
    try:
        re.compile(text)
    except re.error as error:
        raise PydanticCustomError("pattern", "is no regular expression: {why}", {"why": str(error)}) from None
    return text


WordList = Annotated[list[str], AfterValidator(once)]
"""Words or phrases, none of them twice; "" stands for no word: the end of a text."""
PatternList = Annotated[list[Annotated[Word, AfterValidator(pattern)]], AfterValidator(once)]
"""Regular expressions."""

Comparator = Literal["about", "more", "fewer", "exact"]
Gender = Literal["m", "f", "a"]
"""Of persons: m, f, or a where either may be meant."""
Kind = Literal["count", "duration", "measure", "money", "percent", "ratio"]
Modality = Literal["asserted", "negated", "projected", "hypothetical"]
Country = Annotated[str, StringConstraints(pattern=r"^[a-z]{2}$")]
CurrencyCode = Annotated[str, StringConstraints(pattern=r"^[A-Z]{3}$")]
Template = Annotated[str, StringConstraints(pattern=r"\{\w*\}")]
"""A phrase with gaps in braces."""


class Record(BaseModel):
    """A table with the keys that are described, and no others."""

    model_config = ConfigDict(extra="forbid", strict=True)


def _shape(value: Any) -> str:
    return "table" if isinstance(value, dict) else "list"


class Lists(BaseModel):
    """A table that holds lists of words, or tables of such, under keys of any name beside those that are described."""

    model_config = ConfigDict(extra="allow", strict=True)
    __pydantic_extra__: dict[
        str,
        Annotated[Annotated[WordList, Tag("list")] | Annotated["Lists", Tag("table")], Discriminator(_shape)],
    ]
