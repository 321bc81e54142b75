"""Judging: which claims of one question contradict each other and which agree, how sure that is."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from newstally.extract.questions import means_persons, parts
from newstally.pipeline.ledger.comparing.clusters import pairs_within
from newstally.pipeline.ledger.comparing.features import (
    confidence_of,
    fit_of,
    named_together,
    times_between,
    value_together,
)
from newstally.pipeline.ledger.comparing.figures import (
    PERSON,
    Figure,
    are_told_by_one,
    are_updates,
    days_apart,
    days_between_printing,
    follow_each_other,
    gap,
    in_one_article,
    in_one_sentence,
    is_one_voice,
    kind_of,
    same_value,
    side_by_side,
    telling_digits,
)
from newstally.pipeline.ledger.comparing.grouping import EXACT, WHOLE_BLOCK, is_one_kind, same_question
from newstally.pipeline.ledger.comparing.model import AGREED, SURE, Model
from newstally.pipeline.ledger.comparing.places import is_part_of_place, places_together, whereabouts
from newstally.pipeline.ledger.comparing.times import for_one_time, of_one_time, times_fit
from newstally.pipeline.ledger.comparing.topics import (
    measures_together,
    nature_of,
    populations_together,
    words_together,
)

CURRENT = 20
"""Claims before it with which each is compared where a story has many of its kind."""

TOLD = 0.005
"""Chance from which a pair is kept at all."""

SURELY_READ = 0.6
"""Confidence from which a figure is surely read."""

SOON = 3
"""Days within which papers print what rivals say of one day."""

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

    @property
    def shown(self) -> bool:
        """Whether it is shown unless asked otherwise: it is sure enough, and enough of its holders are named.

        An article that has both figures tells whose they are; between two, they must plainly answer one question.
        """
        one, other = self.claim, self.other
        beside = in_one_article(one, other)
        if self.relation == "disagree":
            named = one.source is not None or other.source is not None
            return self.chance >= SURE and named and (beside or contrast_of(one, other) is not None)
        plain = are_independent(one, other) and (
            (beside and _say_the_same(one, other)) or support_of(one, other) is not None
        )
        return self.chance >= AGREED and plain


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


def with_contradictions(
    claims: Sequence[Figure], questions: Sequence[int], judged: Iterable[Judgement]
) -> list[int]:
    """Return the question of each claim, by the place of its earliest; those that contradict each other have one.

    Figures that can't both be true answer one question, however differently they are worded.
    """
    place = {claim.id: at for at, claim in enumerate(claims)}
    earliest = list(range(len(claims)))

    def first_of(question: int) -> int:
        while earliest[question] != question:
            question = earliest[question]
        return question

    for pair in judged:
        if pair.relation == "disagree" and pair.shown:
            ends = sorted(first_of(questions[place[figure.id]]) for figure in (pair.claim, pair.other))
            earliest[ends[1]] = ends[0]
    return [first_of(question) for question in questions]


def _judge_pair(one: Figure, other: Figure, models: Mapping[str, Model]) -> Judgement | None:
    if not comparable(one, other) or _are_other_things(one, other):
        return None
    apart = gap(one, other)
    relation = "disagree" if apart > 0 else "agree"
    chance = models[relation].chance(relation_features(one, other, models["question"]))
    if chance < TOLD:
        return None
    first, second = sorted((one, other), key=lambda figure: (-figure.low, figure.id))
    return Judgement(first, second, relation, apart, _fitting(one, other, models["question"]), chance)


def _fitting(one: Figure, other: Figure, model: Model) -> float:
    """Return the chance that two claims answer one question; none where something told of their questions differs."""
    return 0.0 if fit_of(one, other) == "none" else same_question(one, other, model)


def _are_other_things(one: Figure, other: Figure) -> bool:
    """Return whether persons stand against things, and no word of both subjects is one: people killed, boats sent."""
    things = [figure for figure in (one, other) if figure.compared_unit != PERSON]
    if one.kind != "count" or len(things) != 1 or not one.words.isdisjoint(other.words):
        return False
    return not means_persons(things[0].unit or "")


def relation_features(one: Figure, other: Figure, question: Model) -> list[str]:
    """Return the features by which a relation is judged: how well two claims fit, where they stand, who gives them."""
    chance = _fitting(one, other, question)
    place, days = standing_of(one, other), days_apart(one, other)
    near = "near" if place in {"next", "beside"} else "far"
    fit, measure, named = fit_of(one, other), measures_together(one, other), named_together(one, other)
    contrast = contrast_of(one, other)
    told = [
        f"fit:{fit}",
        f"standing:{place}",
        f"standing:{place}, fit {fit}",
        f"source:{named}",
        f"source:{named}, {near}",
        f"kind:{one.kind}",
        f"leading:{one.leading + other.leading}",
        f"leading:{one.leading + other.leading}, {near}",
        f"times:{times_between(one, other)}" if contrast is None else f"contrast:{contrast}",
        f"time:{'not told' if days is None else 'same' if days == 0 else 'other'}",
        confidence_of(one, other),
        f"measure:{measure}",
        f"nature:{nature_of(one) if measure == 'same' else 'open'}",
        f"where:{whereabouts(one, other)}",
        f"part of place:{is_part_of_place(one, other)}",
        f"words:{words_together(one, other)}",
        *(["sentence:same"] if in_one_sentence(one, other) else []),
        *(["subject:same"] if one.subject_key == other.subject_key else []),
        *(f"question:{least}" for least in (0.1, 0.3, 0.5, 0.7, 0.85) if chance >= least),
        *(f"question:{least}, {near}" for least in (0.3, 0.5) if chance >= least),
    ]
    if gap(one, other) > 0:
        return told
    return [*told, f"value:{value_together(one, other)}", f"support:{support_of(one, other)}"]


def contrast_of(one: Figure, other: Figure) -> str | None:
    """Return how two sources' figures on one question, surely read, stand against each other, if they plainly do.

    ``near`` where an article tells one after the other, ``apart`` where two articles printed soon after each other tell
    them for the same time: of what is told later, the day is often read wrongly.
    """
    if not _answer_plainly(one, other):
        return None
    if follow_each_other(one, other):
        return "near"
    days = days_between_printing(one, other)
    apart = not in_one_article(one, other) and for_one_time(one, other) and (days is None or days <= SOON)
    return "apart" if apart and not is_part_of_place(one, other) else None


def _say_the_same(one: Figure, other: Figure) -> bool:
    """Return whether what two figures are figures of is told of both alike, shares in most of their words."""
    alike = kind_of(one) != "share" or words_together(one, other) in {"same", "most"}
    return alike and measures_together(one, other) == "same"


def support_of(one: Figure, other: Figure) -> str | None:
    """Return ``plain`` where two named sources plainly answer one question about one place, which both tell."""
    plain = (
        _answer_plainly(one, other) and are_independent(one, other) and places_together(one, other) == "same"
    )
    return "plain" if plain else None


def _answer_plainly(one: Figure, other: Figure) -> bool:
    """Return whether two figures by different sources are surely read and nothing of their questions is left open."""
    return (
        named_together(one, other) in {"two sources", "name and description"}
        and one.leading
        and other.leading
        and _answer_one_question(one, other)
        and (one.compared_unit == PERSON or words_together(one, other) != "other")
        and max(abs(one.low), abs(other.low)) <= ALIKE * min(abs(one.low), abs(other.low))
        and min(one.confidence or 0.0, other.confidence or 0.0) >= SURELY_READ
    )


def _answer_one_question(one: Figure, other: Figure) -> bool:
    """Return whether two figures' questions fit, or leave nothing open but a place that no article of theirs tells."""
    fit = fit_of(one, other)
    nowhere = {one.place, other.place, one.scene, other.scene} == {None}
    return fit == "full" or (fit == "part" and nowhere and measures_together(one, other) == "same")


def standing_of(one: Figure, other: Figure) -> str:
    """Return where two claims stand to each other: one after the other, in one passage, in one article or in two."""
    if follow_each_other(one, other):
        return "next"
    if side_by_side(one, other):
        return "beside"
    return "one article" if in_one_article(one, other) else "apart"


def comparable(one: Figure, other: Figure) -> bool:
    """Return whether two claims may contradict or support each other at all.

    They are by different holders, never by one in the same article, and not of two versions of one page; they measure
    the same, and what is told of their questions and times fits. Values that agree are near enough to each other to say
    something.
    """
    if (
        not is_one_kind(one, other)
        or (one.per, one.statistic) != (other.per, other.statistic)
        or one.negated != other.negated
        or measures_together(one, other) == "other"
        or not _populations_meet(one, other)
    ):
        return False
    if not of_one_time(one, other) or times_fit(one, other) != "yes" or whereabouts(one, other) == "other":
        return False
    if not different_holders(one, other) or are_updates(one, other) or are_told_by_one(one, other):
        return False
    if fit_of(one, other) == "none" and not side_by_side(one, other):
        return False
    return gap(one, other) > 0 or supports(one, other)


def _populations_meet(one: Figure, other: Figure) -> bool:
    """Return whether figures may be held against each other by whom they count: of whom a share is, is often left out,
    and a part can't be larger than the whole."""
    together = populations_together(one, other)
    if together == "part" and kind_of(one) != "share":
        part, whole = (one, other) if one.population in parts() else (other, one)
        return part.least > whole.most
    return together != "parts"


def different_holders(one: Figure, other: Figure) -> bool:
    """Return whether two claims are by different holders: of sources that differ, or by outlets of different texts.

    What an article says itself beside a source's figure may be another's, and of two figures side by side without a
    source each may have its own that wasn't read; that both are unsure is for the model to weigh.
    """
    if one.source is None and other.source is None:
        return one.text != other.text or (gap(one, other) > 0 and side_by_side(one, other))
    return not is_one_voice(one, other)


def supports(one: Figure, other: Figure) -> bool:
    """Return whether values that agree are near enough to each other to support one another."""
    larger = max(abs(one.low), abs(other.low))
    return larger == 0 or min(abs(one.low), abs(other.low)) >= NEAR_ENOUGH * larger


def are_independent(one: Figure, other: Figure) -> bool:
    """Return whether two figures that agree are rather two sources' than one's that texts call differently.

    Both are named, and don't speak for one organisation. A value that tells much, such as 16,450, hardly comes up
    twice: where two articles give it, one statement has gone round. What an outlet repeats away from where it said it,
    it often ascribes in other words.
    """
    named = None not in {one.source, other.source} and not one.described and not other.described
    if is_one_voice(one, other) or (one.organisation is not None and one.organisation == other.organisation):
        return False
    repeated = in_one_article(one, other) or same_value(one, other)
    if one.outlet == other.outlet and repeated and not side_by_side(one, other):
        return False
    went_round = (
        not in_one_article(one, other) and same_value(one, other) and telling_digits(one.low) >= EXACT
    )
    return named and one.source != other.source and not went_round
