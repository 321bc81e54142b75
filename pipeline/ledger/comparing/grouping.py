"""Grouping: the figures of one story become claims, and its claims become questions.

Everything here is a function of the set of figures: they are put into a fixed order first.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from newstally.pipeline.ledger.comparing.clusters import Pair, cluster, pairs_within
from newstally.pipeline.ledger.comparing.features import (
    claim_features,
    may_answer_one,
    question_features,
)
from newstally.pipeline.ledger.comparing.figures import (
    Figure,
    Spot,
    days_apart,
    days_between_printing,
    gap,
    in_one_article,
    in_time,
    is_one_voice,
    kind_of,
    may_be_one_source,
    same_value,
    telling_digits,
)
from newstally.pipeline.ledger.comparing.model import Model

SAME_CLAIM = 0.67
"""Chance from which two figures are one statement."""

SAME_QUESTION = 0.5
"""Chance from which two claims answer one question."""

WHOLE_BLOCK = 120
"""Figures of one kind in a story up to which all pairs are looked at."""

PART = "part"
"""The aspect of a figure that is of some of those that another counts."""

VOICES = 2
"""Sources that texts may call one voice of a claim: one that is named, and whom others only describe."""

NEIGHBOURS = 40
"""Figures next in time with which each is compared in a larger block."""


def claims_of(
    figures: Iterable[Figure], model: Model, splits: Mapping[str, str] | None = None
) -> list[Figure]:
    """Return the claims of the figures of one story, in the order of time; each names its ``members``.

    ``splits`` are the figures that a person set apart, each with a label: those of one label are a claim of their own.
    """
    ordered = in_order(figures)
    groups = _groups(ordered, model)
    apart = splits or {}
    members: dict[tuple[int, str | None], list[Figure]] = {}
    for place, figure in enumerate(ordered):
        label = apart.get(figure.id)
        members.setdefault((-1 if label else groups[place], label), []).append(figure)
    return [claim_of(found) for found in members.values()]


def in_order(figures: Iterable[Figure]) -> list[Figure]:
    """Return the figures of one story in the order of time; each knows then what stands beside it in its article."""
    ordered = sorted(figures, key=in_time)
    _find_leading(ordered)
    _find_standing(ordered)
    return ordered


def _find_leading(figures: Iterable[Figure]) -> None:
    """Tell of each figure whether it is the largest of its measure by its source among those told with it."""
    largest: dict[tuple[Any, ...], float] = {}
    for figure in figures:
        key = (*_told_with(figure), figure.source, figure.compared_unit)
        largest[key] = max(figure.low, largest.get(key, figure.low))
    for figure in figures:
        figure.leading = figure.low >= largest[*_told_with(figure), figure.source, figure.compared_unit]


def _find_standing(figures: Iterable[Figure]) -> None:
    """Tell of each figure where it stands in its article, and after how many told with it that are no parts of one."""
    seen: Counter[tuple[Any, ...]] = Counter()
    for figure in sorted(figures, key=lambda figure: (figure.article, figure.position)):
        key = (*_told_with(figure), kind_of(figure))
        spot = Spot(figure.position, figure.sentence, seen[key], figure.source, figure.printed)
        figure.standing = {figure.article: [spot]}
        seen[key] += figure.aspect != PART


def _told_with(figure: Figure) -> tuple[Any, ...]:
    """Return what figures of one measure share that are told together: each entry of a live blog is of its own time."""
    return figure.article, figure.printed, figure.measure


def modality_of(figure: Figure) -> str:
    """Return which figures may be held against each other: what is denied is held against nothing else.

    Whether a sum is granted or planned, texts often leave open; so facts and plans meet, and the model weighs it.
    """
    return "denied" if figure.modality == "negated" else "told"


def is_one_kind(one: Figure, other: Figure) -> bool:
    """Return whether two figures may be held against each other at all."""
    return kind_of(one) == kind_of(other) and modality_of(one) == modality_of(other)


def _same(figures: Sequence[Figure]) -> list[int]:
    """Return for each figure the first that says exactly the same, in all that is compared."""
    first: dict[tuple[Any, ...], int] = {}
    return [
        first.setdefault(
            (
                f.comparator, f.low, f.high, f.kind, f.unit, f.modality, f.subject_key, f.measure, f.population,
                f.place, f.aspect, f.per,
                f.statistic, f.words, f.source, f.start, f.end, f.text if f.source is None else None,
            ),
            place,
        )
        for place, f in enumerate(figures)
    ]  # fmt: skip


def _groups(figures: Sequence[Figure], model: Model) -> list[int]:
    """Return for each figure the first one that says the same thing, by one source."""
    alike = _same(figures)
    blocks: dict[tuple[str, str, float], list[int]] = {}
    for place, figure in enumerate(figures):
        if alike[place] == place:
            for value in _leading(figure):
                blocks.setdefault((kind_of(figure), modality_of(figure), value), []).append(place)
    chances: dict[Pair, float] = {}
    for block in blocks.values():
        for one, other in pairs_within(block, WHOLE_BLOCK, NEIGHBOURS):
            if may_be_one(figures[one], figures[other]):
                chances[one, other] = model.chance(claim_features(figures[one], figures[other]))

    def fits(some: set[int], others: set[int]) -> bool:
        told = [figures[i] for i in some | others if figures[i].source]
        spoken_for = {figure.organisation for figure in told if not figure.described}
        voices = {figure.source: figure.described for figure in told if figure.source not in spoken_for}
        return len(voices) <= VOICES and sum(not described for described in voices.values()) <= 1

    groups = cluster(len(figures), chances, SAME_CLAIM, fits)
    return [groups[alike[place]] for place in range(len(figures))]


def _leading(figure: Figure) -> set[float]:
    """Return what equal and nearly equal values share: the value to its first digit; figures are compared within it.

    A value that is rounded from, or to, one with another first digit has both.
    """
    ends = (figure.low - figure.slack, figure.low, figure.low + figure.slack)
    return {float(f"{value:.0e}") for value in ends}


def may_be_one(one: Figure, other: Figure) -> bool:
    """Return whether two figures may be one statement: by one voice, of values that agree and times that overlap.

    "800,000" and "about 800,000" may; "412" and "more than 412" are two, for such a figure isn't rounded. Where a value
    tells much, times that differ are for the model to weigh: 615,000 hardly comes up twice.
    """
    if gap(one, other) > 0 or not one_voice(one, other) or one.negated != other.negated:
        return False
    if (one.per, one.statistic) != (other.per, other.statistic):
        return False
    if _come_up_again(one, other):
        return False
    telling = same_value(one, other) and telling_digits(one.low) >= EXACT
    if days_apart(one, other) and not (telling and one.low >= LARGE):
        return False
    counted = telling and one.slack == other.slack == 0
    return not counted or one.comparator == other.comparator


def _come_up_again(one: Figure, other: Figure) -> bool:
    """Return whether a value that tells little is printed again so late that it is rather of something else."""
    days = days_between_printing(one, other)
    little = one.low < LARGE and telling_digits(one.low) < EXACT
    return (
        little
        and days is not None
        and days > REMEMBERED
        and (one.source is None or one.source != other.source)
    )


REMEMBERED = 30
"""Days for which papers repeat a value that tells little, such as 1.5 percent or 49."""

EXACT = 3
"""Digits from which a value tells it from others."""

LARGE = 1000
"""Value from which one that tells it from others hardly comes up for two days."""


def one_voice(one: Figure, other: Figure) -> bool:
    """Return whether two figures may be one source's: one has none, both have the same, or one only describes it.

    Papers that describe a source differently ("police", "the authorities") may mean one if they give one large value.
    """
    if None in {one.source, other.source} or is_one_voice(one, other) or may_be_one_source(one, other):
        return True
    described = one.described and other.described and not in_one_article(one, other)
    return described and one.low >= LARGE and same_value(one, other)


def claim_of(members: list[Figure]) -> Figure:
    """Return a claim of figures in the order of time: named after the earliest, with what most of them say."""
    first = members[0]
    usual = _usual([(m.subject_key, m.words, m.unit) for m in members])
    dated = [m for m in members if m.start is not None and m.end is not None]
    closest = (
        min(dated, key=lambda m: ((m.end or date.max) - (m.start or date.min), m.start, m.id))
        if dated
        else first
    )
    days = [m.seen for m in members if m.seen is not None]
    sources = [m for m in members if m.source is not None]
    named = next((m for m in sources if not m.described), next(iter(sources), first))
    standing: dict[str, list[Spot]] = {}
    for member in members:
        for article, places in member.standing.items():
            standing.setdefault(article, []).extend(places)
    return replace(
        first,
        standing=standing,
        pages=frozenset().union(*(m.pages for m in members)),
        measure=_usual([m.measure for m in members if m.measure]),
        population=_usual([m.population for m in members if m.population]),
        place=_usual([m.place for m in members if m.place]),
        country=_usual([m.country for m in members if m.country]),
        aspect=_usual([m.aspect for m in members]),
        confidence=max((m.confidence for m in members if m.confidence is not None), default=None),
        leading=any(m.leading for m in members),
        scene=_usual([m.scene for m in members if m.scene]),
        subject_key=usual[0],
        words=usual[1],
        unit=usual[2],
        source=named.source,
        called=named.called,
        full_name=named.full_name,
        organisation=named.organisation,
        described=named.described,
        start=closest.start,
        end=closest.end,
        seen=min(days, default=None),
        last_seen=max(days, default=None),
        members=[m.id for m in members],
    )


def _usual(values: Sequence[Any]) -> Any:
    """Return the most frequent value, of equally frequent ones the first; None of none."""
    counted = Counter(values)
    return max(counted, key=lambda value: counted[value]) if counted else None


def same_question(one: Figure, other: Figure, model: Model) -> float:
    """Return the chance that two claims answer one question."""
    if not may_answer_one(one, other):
        return 0.0
    return model.chance(question_features(one, other))


def questions_of(claims: Sequence[Figure], model: Model) -> list[int]:
    """Return for each claim of one story the place of the first claim that answers the same question."""
    blocks: dict[tuple[str, str], list[int]] = {}
    for place, claim in enumerate(claims):
        blocks.setdefault((kind_of(claim), modality_of(claim)), []).append(place)
    chances = {
        (one, other): same_question(claims[one], claims[other], model)
        for block in blocks.values()
        for one, other in pairs_within(block, WHOLE_BLOCK, NEIGHBOURS)
    }

    def alike(one: int, other: int) -> bool:
        return claims[one].subject_key == claims[other].subject_key

    return cluster(len(claims), chances, SAME_QUESTION, lambda some, others: True, alike)
