"""Versions: an article's text with its figures marked, and what changed in it from one version to the next."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import pairwise
from typing import Any

Row = Mapping[str, Any]

LONGEST_COMPARED = 400
"""Paragraphs of a version that are compared."""


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text; ``sighting`` where it is the figure of one, ``change`` added or removed."""

    text: str
    sighting: Row | None = None
    change: str = ""


@dataclass(frozen=True, slots=True)
class Side:
    """A paragraph before, after or both, in runs; ``unchanged`` counts paragraphs left out here."""

    before: tuple[Run, ...] = ()
    after: tuple[Run, ...] = ()
    unchanged: int = 0


@dataclass(frozen=True, slots=True)
class FigureChange:
    """A figure of one subject before and after; one of them is None where it was added or removed."""

    before: Row | None
    after: Row | None


@dataclass(frozen=True, slots=True)
class Change:
    """What changed from one version to the next."""

    before: Row
    after: Row
    figures: tuple[FigureChange, ...]
    sides: tuple[Side, ...]


def paragraphs(text: str, sightings: Iterable[Row] = ()) -> list[tuple[Run, ...]]:
    """Return the paragraphs of a text in runs, those of figures with their sighting."""
    marks = sorted(sightings, key=lambda one: (one["start"], one["end"]))
    found, offset = [], 0
    for line in text.split("\n"):
        inside = [one for one in marks if offset <= one["start"] and one["end"] <= offset + len(line)]
        if line.strip():
            found.append(tuple(_runs(line, offset, inside)))
        offset += len(line) + 1
    return found


def _runs(line: str, offset: int, marks: list[Row]) -> Iterable[Run]:
    reached = 0
    for mark in marks:
        start, end = mark["start"] - offset, mark["end"] - offset
        if start < reached:
            continue  # a figure within another
        if start > reached:
            yield Run(line[reached:start])
        yield Run(line[start:end], mark)
        reached = end
    if reached < len(line):
        yield Run(line[reached:])


def compare(versions: Sequence[Row], sightings: Sequence[Row]) -> list[Change]:
    """Return what changed from each version to the next, the latest change first."""
    return [
        Change(before, after, figure_changes(before, after, sightings), _sides(before["text"], after["text"]))
        for before, after in reversed(list(pairwise(versions)))
    ]


def figure_changes(before: Row, after: Row, sightings: Sequence[Row]) -> tuple[FigureChange, ...]:
    """Return the figures that differ between two versions, paired by subject, source and modality."""
    old, new = (
        {_value(one): one for one in sightings if one["article_id"] == version["article_id"]}
        for version in (before, after)
    )
    gone = [one for value, one in old.items() if value not in new]
    come = [one for value, one in new.items() if value not in old]
    found = []
    for one in gone:
        other = next((each for each in come if _about(each) == _about(one)), None)
        if other is not None:
            come.remove(other)
        found.append(FigureChange(one, other))
    return (*found, *(FigureChange(None, one) for one in come))


def _about(one: Row) -> tuple[Any, ...]:
    return (one["subject_key"], one["source_id"], one["modality"])


def _value(one: Row) -> tuple[Any, ...]:
    return (*_about(one), one["comparator"], one["low"], one["high"])


def _sides(before: str, after: str) -> tuple[Side, ...]:
    old, new = (
        [line for line in text.split("\n") if line.strip()][:LONGEST_COMPARED] for text in (before, after)
    )
    found: list[Side] = []
    for tag, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            found.append(Side(unchanged=b - a))
            continue
        for place in range(max(b - a, d - c)):
            first = old[a + place] if a + place < b else ""
            second = new[c + place] if c + place < d else ""
            found.append(_side(first, second))
    return tuple(found)


def _side(before: str, after: str) -> Side:
    """Return a paragraph before and after, with the words that differ."""
    old, new = before.split(" "), after.split(" ")
    left: list[Run] = []
    right: list[Run] = []
    for tag, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        same = tag == "equal"
        if b > a:
            left += (Run(" ".join(old[a:b]), change="" if same else "removed"), Run(" "))
        if d > c:
            right += (Run(" ".join(new[c:d]), change="" if same else "added"), Run(" "))
    return Side(tuple(left) if before else (), tuple(right) if after else ())
