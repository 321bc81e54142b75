"""Judging: which claims of one question contradict each other and which agree, how sure that is."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from newstally.pipeline.ledger.comparing.clusters import pairs_within
from newstally.pipeline.ledger.comparing.features import (
    PERSON,
    fit_of,
    is_negated,
    is_part_of_place,
    measures_together,
    of_one_time,
    populations_together,
    times_between,
    times_fit,
    unit_of,
    whereabouts,
    words_together,
)
from newstally.pipeline.ledger.comparing.figures import (
    Figure,
    days_apart,
    follow_each_other,
    gap,
    in_one_article,
    in_one_sentence,
    side_by_side,
    telling_digits,
)
from newstally.pipeline.ledger.comparing.grouping import WHOLE_BLOCK, is_one_kind, kind_of, same_question
from newstally.pipeline.ledger.comparing.model import Model

CURRENT = 20
"""Claims before it with which each is compared where a story has many of its kind."""

TOLD = 0.02
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
    by_kind: dict[str, list[int]] = {}
    for place, claim in enumerate(claims):
        by_kind.setdefault(kind_of(claim), []).append(place)
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
    """Return the features by which a relation is judged: how well two claims fit, where they stand, who gives them."""
    chance = same_question(one, other, question)
    named = holders_of(one, other)
    place, days = standing_of(one, other), days_apart(one, other)
    measure, where = measures_together(one, other), whereabouts(one, other)
    people = unit_of(one) == PERSON and unit_of(other) == PERSON
    sure = min(one.confidence or 0.5, other.confidence or 0.5)
    frame = [
        f"measure:{measure}",
        f"where:{where}",
        f"population:{populations_together(one, other)}",
        f"aspect:{'same' if one.aspect == other.aspect else 'other'}",
        f"unit:{'persons' if people else 'same' if unit_of(one) == unit_of(other) else 'other'}",
        f"modality:{'same' if one.modality == other.modality else 'other'}",
        f"words:{words_together(one, other)}",
    ]
    told = [
        *frame,
        f"fit:{fit_of(one, other)}",
        f"standing:{place}",
        f"named:{named}",
        f"kind:{one.kind}",
        f"leading:{one.leading + other.leading}",
        f"times:{'any, in contrast' if in_contrast(one, other) else times_between(one, other)}",
        f"time:{'not told' if days is None else 'same' if days == 0 else 'other'}",
        "confidence:low" if sure < 0.4 else "confidence:middling" if sure < 0.65 else "confidence:high",
        *(["subject:same"] if one.subject_key == other.subject_key else []),
        *(f"question:{least}" for least in (0.1, 0.3, 0.5, 0.7, 0.85) if chance >= least),
    ]
    if gap(one, other) == 0:
        return told + (
            [f"value:same, digits {min(3, telling_digits(one.low))}"] if one.low == other.low else []
        )
    return [
        *told,
        *(f"{name}, {place}" for name in (*frame, f"fit:{fit_of(one, other)}", f"named:{named}")),
        f"leading:{one.leading + other.leading}, {place}",
        f"part of place:{is_part_of_place(one, other)}",
        *([f"sentence:same, {place}"] if in_one_sentence(one, other) else []),
    ]


def holders_of(one: Figure, other: Figure) -> str:
    """Return how many of two claims have a named source; of those without, whether outlets of one text give both."""
    named = 2 - [one.source, other.source].count(None)
    return "0, one text" if not named and one.text == other.text else str(named)


def in_contrast(one: Figure, other: Figure) -> bool:
    """Return whether an article tells two named sources' figures on one question one after the other, surely read."""
    return (
        follow_each_other(one, other)
        and one.source is not None
        and other.source is not None
        and one.leading
        and other.leading
        and fit_of(one, other) == "full"
        and max(abs(one.low), abs(other.low)) <= ALIKE * min(abs(one.low), abs(other.low))
        and min(one.confidence or 0.0, other.confidence or 0.0) >= SURELY_READ
    )


def standing_of(one: Figure, other: Figure) -> str:
    """Return where two claims stand to each other: one after the other, in one passage, in one article or in two."""
    if follow_each_other(one, other):
        return "next"
    if side_by_side(one, other):
        return "beside"
    return "one article" if in_one_article(one, other) else "apart"


def comparable(one: Figure, other: Figure) -> bool:
    """Return whether two claims may contradict or support each other at all.

    They are by different holders, they measure the same, and what is told of their questions and times fits. Values
    that agree are near enough to each other to say something. Of those that don't, one holder at least is named where
    they stand side by side in an article, which sets them against each other; elsewhere both are, and neither is a
    part beside a larger whole or of another order of magnitude.
    """
    if (
        not different_holders(one, other)
        or not is_one_kind(one, other)
        or is_negated(one) != is_negated(other)
    ):
        return False
    if (one.per, one.statistic) != (other.per, other.statistic) or not of_one_time(one, other):
        return False
    if times_fit(one, other) != "yes" or whereabouts(one, other) == "other":
        return False
    if measures_together(one, other) == "other" or populations_together(one, other) != "same":
        return False
    if fit_of(one, other) == "none" and not side_by_side(one, other):
        return False
    return gap(one, other) > 0 or supports(one, other)


def different_holders(one: Figure, other: Figure) -> bool:
    """Return whether two claims are by different holders: of sources that differ, or by outlets of different texts.

    What an article says itself beside a source's figure may be another's, and of two figures side by side without a
    source each may have its own that wasn't read; that both are unsure is for the model to weigh.
    """
    if one.source is None and other.source is None:
        return one.text != other.text or (gap(one, other) > 0 and side_by_side(one, other))
    return one.source != other.source


def supports(one: Figure, other: Figure) -> bool:
    """Return whether values that agree are near enough to each other to support one another."""
    larger = max(abs(one.low), abs(other.low))
    return larger == 0 or min(abs(one.low), abs(other.low)) >= NEAR_ENOUGH * larger
