"""Schema of what periods ask for, and of the files about sentences and pages."""

import re
from typing import Annotated, Any, Self

from pydantic import Field, StringConstraints, model_validator

from newstally.extract.words.schema.kinds import Country, Lists, PatternList, Record, Word, WordList

SYMBOL = re.compile(r"\b[A-Z]{2,}\b")
MADE_BY_CODE = frozenset({"YEAR", "SHORT", "DAY", "DECADE", "NUMERIC", "CLOCK", "FISCAL", "PERIOD", "COUNT"})
"""Symbols that a numeral or an expression may be beside those of the classes of words."""


class Expression(Record):
    """A time expression: the forms in which it is written, and the calendar's name for what it means."""

    forms: WordList
    means: Word
    side: int = 0
    days: int = 0
    year: int = 0
    years: int = 0
    months: int = 0
    shift: int = 0
    direction: int = 0
    times: float = 1
    plus: float = 0
    UNIT: str | None = None
    DAY: Annotated[int, Field(ge=1, le=31)] | None = None
    date: Annotated[str, StringConstraints(pattern=r"^\d\d-\d\d$")] | None = None
    countries: list[Country] = []
    before_clause: bool = False
    not_ahead: bool = False
    ahead_only: bool = False
    stays: bool = False
    whole: bool = False
    alone: bool = False

    @model_validator(mode="after")
    def _names_its_day(self) -> Self:
        """A day of a month is written in the form, or given as ``DAY`` ("primero de mayo")."""
        for form in self.forms if self.means == "day_of_month" and self.DAY is None else ():
            if "DAY" not in SYMBOL.findall(form):
                raise ValueError(f"the form {form!r} names no DAY, and there is no DAY = … for it")
        return self


class GoesOn(Lists):
    reach: int
    """Sentences over which figures go on with the period of their source's other figures; 0 for none."""
    shortest: int
    """Days that such a period lasts at least."""


class Comparative(Lists):
    reach: int
    """Tokens from a time back to the "than" before it, as far as words tell it; 0 where the parse tells all."""


class Periods(Lists):
    """``periods.toml``."""

    comparative: Comparative
    going_on: GoesOn

    words: dict[Annotated[str, StringConstraints(pattern=r"^[A-Z]+$")], dict[Word, int | str]]
    expression: dict[str, Expression]
    relation: dict[str, Expression]


class PeriodRanking(Record):
    """``period_ranking.toml``: learned, not written."""

    weights: dict[str, float]


class Sentences(Lists):
    """``sentences.toml``: its presence makes a folder a language that is read."""

    models: Annotated[list[Word], Field(min_length=1)]
    install: WordList = []
    terminators: WordList
    closers: WordList
    never_final: WordList
    sometimes_final: WordList
    openers: WordList
    treebank_marks: dict[Word, Word] = {}
    """Marks, and how they are written in the texts that the model learned from."""


class Furniture(Record):
    patterns: PatternList = []
    headings: PatternList = []
    labels: PatternList = []
    offers: WordList = []
    talking: PatternList = []
    invitations: WordList = []
    channels: WordList = []
    personal: WordList = []
    posting: WordList = []
    credits: PatternList = []
    author_notes: WordList = []


class Byline(Record):
    prefixes: PatternList = []
    no_names: WordList = []
    desks: WordList = []
    suffixes: PatternList = []
    joiners: WordList = []
    credentials: PatternList = []
    generations: PatternList = []
    offices: WordList = []
    organisations: WordList = []
    pictures: WordList = []
    beside: WordList = []


class PageDates(Record):
    modified: WordList = []
    published: WordList = []
    times: WordList = []
    ordinals: WordList = []
    before_month: WordList = []
    lasting: WordList = []
    before_year: WordList = []


class PageLanguage(Record):
    function_words: WordList


class Pages(Record):
    """``pages.toml``, which a language may have that isn't read."""

    errors: PatternList = []
    login: WordList = []
    wall_topics: WordList = []
    consent: WordList = []
    consent_topics: WordList = []
    notices: WordList = []
    excuses: WordList = []
    reader: WordList = []
    site: WordList = []
    speaking: WordList = []
    credentials: WordList = []
    live: WordList = []
    furniture: Furniture = Furniture()
    byline: Byline = Byline()
    dates: PageDates = PageDates()
    language: PageLanguage


def dangling_periods(data: dict[str, Any]) -> list[tuple[tuple[str | int, ...], str]]:
    """Return where a form has a symbol that no word has, and where meanings or entries are named that there aren't."""
    found: list[tuple[tuple[str | int, ...], str]] = []
    symbols = MADE_BY_CODE | data["words"].keys()
    entries = {name: entry for table in ("expression", "relation") for name, entry in data[table].items()}
    for table in ("expression", "relation"):
        for name, entry in data[table].items():
            for i, form in enumerate(entry["forms"]):
                strange = sorted(set(SYMBOL.findall(form)) - symbols)
                if strange:
                    found.append(((table, name, "forms", i), f"no word is of the class {', '.join(strange)}"))
    meanings = {entry["means"] for entry in entries.values()}
    for table, lists in data.items():
        if table in ("words", "expression", "relation"):
            continue
        for key, names in (("meanings", meanings), ("entries", entries.keys())):
            for i, name in enumerate(lists.get(key, [])):
                if name not in names:
                    what = "means so" if key == "meanings" else "is named so"
                    found.append(((table, key, i), f"no expression or relation {what}: {name!r}"))
    return found
