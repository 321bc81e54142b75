"""Judging: which claims of one question contradict each other and which agree, how sure that is."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from newstally.pipeline.ledger.comparing.clusters import pairs_within
from newstally.pipeline.ledger.comparing.features import (
    PERSON,
    far_apart,
    fit_of,
    is_part_of_place,
    measures_together,
    question_features,
    times_fit,
    unit_of,
    words_together,
)
from newstally.pipeline.ledger.comparing.figures import Figure, days_apart, gap, side_by_side
from newstally.pipeline.ledger.comparing.grouping import WHOLE_BLOCK, is_one_kind, same_question
from newstally.pipeline.ledger.comparing.model import Model

CURRENT = 20
"""Claims before it with which each is compared where a story has many of its kind."""

TOLD = 0.05
"""Chance from which a pair is kept at all."""

SURELY_READ = 0.6
"""Confidence from which a figure is surely read."""

ALIKE = 50
"""How many times as large one of two rival figures may be: beyond that they are rather of different things."""

NEAR_ENOUGH = 0.75
"""Share of the larger figure that the smaller must have for an open interval to be support: "more than 10" says little
about 500."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """A pair of claims, the larger figure first: how sure the relation is, and that both answer one question."""

    claim: Figure
    other: Figure
    relation: str
    gap: float
    question: float
    chance: float


def judge(claims: Sequence[Figure], models: Mapping[str, Model]) -> Iterator[Judgement]:
    """Yield what holds between claims of one story by different holders that may answer one question."""
    by_kind: dict[tuple[str, str | None], list[int]] = {}
    for place, claim in enumerate(claims):
        by_kind.setdefault(
            (claim.kind if claim.kind not in {"percent", "ratio"} else "share", claim.measure), []
        ).append(place)
    for places in by_kind.values():
        for one, other in pairs_within(places, WHOLE_BLOCK, CURRENT):
            found = _judge_pair(claims[one], claims[other], models)
            if found is not None:
                yield found


def _judge_pair(one: Figure, other: Figure, models: Mapping[str, Model]) -> Judgement | None:
    if not comparable(one, other):
        return None
    apart = gap(one, other)
    relation = "disagree" if apart > 0 else "agree"
    chance = models[relation].chance(relation_features(one, other, models["question"]))
    if chance < TOLD:
        return None
    first, second = sorted((one, other), key=lambda figure: (-figure.low, figure.id))
    return Judgement(first, second, relation, apart, same_question(one, other, models["question"]), chance)


def relation_features(one: Figure, other: Figure, question: Model) -> list[str]:
    """Return the features by which a relation is judged: those of the pair, and how surely it answers one question."""
    chance = same_question(one, other, question)
    sure = [f"question:{least}" for least in (0.1, 0.3, 0.5, 0.7) if chance >= least]
    place = "beside" if side_by_side(one, other) else "apart"
    days = days_apart(one, other)
    return [
        f"fit:{fit_of(one, other)}",
        f"standing:{place}",
        f"named:{2 - [one.source, other.source].count(None)}",
        f"leading:{one.leading + other.leading}",
        *(["contrast"] if in_contrast(one, other) else []),
        "time:told of both" if days is not None else "time:not told of both",
        *sure,
        *(name for name in question_features(one, other) if name.partition(":")[0] in RELATION),
    ]


def in_contrast(one: Figure, other: Figure) -> bool:
    """Return whether an article sets two named sources' figures side by side that are surely read."""
    return (
        side_by_side(one, other)
        and one.source is not None
        and other.source is not None
        and (one.leading or other.leading)
        and max(abs(one.low), abs(other.low)) <= ALIKE * min(abs(one.low), abs(other.low))
        and min(one.confidence or 0.0, other.confidence or 0.0) >= SURELY_READ
    )


RELATION = frozenset({"times", "confidence", "subject", "value", "words"})
"""Kinds of the features of questions by which relations are judged too."""


def comparable(one: Figure, other: Figure) -> bool:
    """Return whether two claims may contradict or support each other at all.

    They are by different holders, they measure the same, and what is told of their questions and times fits. Values
    that agree are near enough to each other to say something. Of those that don't, one holder at least is named where
    they stand side by side in an article, which sets them against each other; elsewhere both are, and neither is a
    part beside a larger whole or of another order of magnitude.
    """
    if not different_holders(one, other) or not is_one_kind(one, other):
        return False
    if fit_of(one, other) == "none" or times_fit(one, other) != "yes":
        return False
    if measures_together(one, other) not in {"same", "broader"}:
        return False
    if gap(one, other) == 0:
        return supports(one, other)
    if is_part_of_place(one, other):
        return False
    if side_by_side(one, other):
        return one.source is not None or other.source is not None
    if (
        one.source is None
        or other.source is None
        or not (one.leading and other.leading)
        or far_apart(one, other)
    ):
        return False
    return unit_of(one) == PERSON or words_together(one, other) != "one"


def different_holders(one: Figure, other: Figure) -> bool:
    """Return whether two claims are by different holders: of sources that differ, or by outlets of different texts.

    What an article says itself beside a source's figure may be another's; that it is unsure is for the model to weigh.
    """
    if one.source is None and other.source is None:
        return one.text != other.text
    return one.source != other.source


def supports(one: Figure, other: Figure) -> bool:
    """Return whether values that agree are near enough to each other to support one another."""
    larger = max(abs(one.low), abs(other.low))
    return larger == 0 or min(abs(one.low), abs(other.low)) >= NEAR_ENOUGH * larger
