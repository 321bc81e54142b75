"""Features: what speaks for and against two figures answering one question, as names that hold or don't."""

from collections.abc import Iterator

from newstally.extract.questions import measures
from newstally.pipeline.ledger.comparing.figures import (
    PERSON,
    SHARE,
    Figure,
    days_apart,
    days_between_printing,
    in_one_article,
    in_one_sentence,
    is_one_voice,
    may_be_one_source,
    same_value,
    side_by_side,
    telling_digits,
    told_together,
)
from newstally.pipeline.ledger.comparing.places import places_together, whereabouts
from newstally.pipeline.ledger.comparing.times import of_one_time, times_fit
from newstally.pipeline.ledger.comparing.topics import (
    measures_together,
    nature_of,
    populations_together,
    words_together,
)


def claim_features(one: Figure, other: Figure) -> list[str]:
    """Return the features by which it is judged whether two figures that may be one statement are; the order of the
    two doesn't matter."""
    value, named = value_together(one, other), named_together(one, other)
    nature = nature_of(one) if measures_together(one, other) == "same" else "open"
    times, people = times_fit(one, other), one.compared_unit == PERSON
    days = days_between_printing(one, other)
    comparators = " and ".join(sorted((one.comparator, other.comparator)))
    return [
        f"value:{value}",
        f"value:{value}, comparators {comparators}",
        f"value:{value}, fit {fit_of(one, other)}",
        f"value:{value}, {named}",
        f"value:{value}, times {times}",
        f"value:{value.partition(',')[0]}, {size_of(one)}",
        f"kind:{one.kind}",
        f"source:{named}",
        f"measure:{measures_together(one, other)}",
        f"nature:{nature}",
        f"where:{whereabouts(one, other)}",
        f"place:{places_together(one, other)}",
        f"population:{populations_together(one, other)}",
        f"aspect:{'same' if one.aspect == other.aspect else 'other'}",
        f"unit:{'same' if one.compared_unit == other.compared_unit else 'other'}",
        f"modality:{'same' if one.modality == other.modality else 'other'}",
        f"words:{words_together(one, other)}, {'people' if people else 'others'}",
        f"times:{times}, {nature}",
        f"time:{'not told' if days_apart(one, other) is None else 'told'}",
        f"printed:{'unknown' if days is None else _bucket(days)}",
        f"article:{'one' if in_one_article(one, other) else 'two'}",
        confidence_of(one, other),
        *(["subject:same"] if one.subject_key == other.subject_key else []),
        *(["text:copy"] if one.text == other.text and not in_one_article(one, other) else []),
        *(["sentence:same"] if in_one_sentence(one, other) else []),
    ]


def size_of(figure: Figure) -> str:
    """Return how large a value is, in steps: the larger, the less likely it comes up twice."""
    value = abs(figure.low)
    steps = ((10, "ones"), (100, "tens"), (1000, "hundreds"), (100_000, "thousands"))
    return next((name for below, name in steps if value < below), "more")


def value_together(one: Figure, other: Figure) -> str:
    """Return whether two values that agree are the same, and how telling that is."""
    return f"same, digits {min(3, telling_digits(one.low))}" if same_value(one, other) else "agrees"


def confidence_of(one: Figure, other: Figure) -> str:
    """Return how surely the less sure of two figures was read."""
    sure = min(one.confidence or UNKNOWN, other.confidence or UNKNOWN)
    return "confidence:low" if sure < 0.4 else "confidence:middling" if sure < 0.65 else "confidence:high"


UNKNOWN = 0.5
"""What the confidence of a figure is taken for of which it isn't known."""


def question_features(one: Figure, other: Figure) -> list[str]:
    """Return the features by which it is judged whether two figures that may (``may_answer_one``) answer one question.

    What is told of both but differs counts against them and doesn't part them: articles seldom repeat all that a figure
    is of, and a measure or place is sometimes another figure's.
    """
    fit, nature, measure = fit_of(one, other), nature_of(one), measures_together(one, other)
    people = one.compared_unit == PERSON
    persons = people + (other.compared_unit == PERSON)
    named, words, where = named_together(one, other), words_together(one, other), whereabouts(one, other)
    times, time = times_between(one, other), times_fit(one, other)
    together = told_together(one, other)
    here = "passage" if together and side_by_side(one, other) else "article"
    place = "one article" if together else "two articles"
    growing = nature if measure == "same" else "open"
    first, leading = is_first(one) + is_first(other), one.leading + other.leading
    inside = one.words <= other.words or other.words <= one.words
    return [
        f"fit:{fit}",
        f"fit:{fit}, {nature}",
        f"fit:{fit}, first {first}",
        f"fit:{fit}, leading {leading}",
        f"fit:{fit}, where {where}, words {words}",
        f"measure:{measure}",
        f"measure:{measure}, {named}",
        f"measure:{measure}, words {words}",
        f"where:{where}",
        f"where:{where}, words {'inside' if inside else 'across'}",
        f"place:{places_together(one, other)}",
        f"words:{words}, {'people' if people else 'others'}",
        f"unit:{'same' if one.compared_unit == other.compared_unit else 'other'}, persons {persons}",
        f"modality:{'same' if one.modality == other.modality else 'other'}, {one.kind}",
        f"kind:{one.kind}",
        f"times:{times}",
        f"times:{times}, {growing}, {place}",
        f"time:{time}",
        f"time:{time}, {nature}",
        f"source:{named}",
        f"source:{named}, one {here}" if together else f"source:{named}, two articles",
        f"first:{first}, {place}",
        f"leading:{leading}, {place}",
        f"first:{first}, leading {leading}, {growing}, {place}",
        f"aspects:{' and '.join(sorted(figure.aspect or 'none' for figure in (one, other)))}",
        confidence_of(one, other),
        *_of_population(one, other),
        *(["subject:same"] if one.subject_key == other.subject_key else []),
        *([f"value:same, digits {min(3, telling_digits(one.low))}"] if same_value(one, other) else []),
    ]


def may_answer_one(one: Figure, other: Figure) -> bool:
    """Return whether two figures may answer one question: both are rates of one kind or none is, of one event in time,
    and not of two places that both name."""
    return (
        (one.per, one.statistic) == (other.per, other.statistic)
        and one.negated == other.negated
        and of_one_time(one, other)
        and places_together(one, other) != "other"
    )


def is_first(figure: Figure) -> bool:
    """Return whether a figure is the first of its measure in an article: the one that it is mostly about."""
    return any(spot.nth == 0 for spots in figure.standing.values() for spot in spots)


def _of_population(one: Figure, other: Figure) -> Iterator[str]:
    if one.population == other.population:
        yield "population:same" if one.population else "population:none"
    else:
        yield "population:one" if None in {one.population, other.population} else "population:other"


def fit_of(one: Figure, other: Figure) -> str:
    """Return how well two figures' questions fit: ``full`` where all that matters is told and the same, ``part`` where
    nothing told differs but not all is told, ``none`` where something differs."""
    measure = measures_together(one, other)
    if measure == "other" or one.aspect != other.aspect or one.compared_unit != other.compared_unit:
        return "none"
    if (one.per, one.statistic) != (other.per, other.statistic):
        return "none"
    if one.negated != other.negated or (one.kind == "count" and one.modality != other.modality):
        return "none"
    if not of_one_time(one, other):
        return "none"
    people, share = one.compared_unit == PERSON, one.compared_unit == SHARE
    open_population = share and None in {one.population, other.population}
    if populations_together(one, other) != "same" and not open_population:
        return "none"
    if not people and not open_population and one.population != other.population:
        return "none"
    place = whereabouts(one, other)
    if place == "other":
        return "none"
    words = words_together(one, other)
    whole = measure == "same" and measures()[one.measure or ""].whole
    if not people and not whole and words == "other":
        return "none"
    told = people or whole or words in {"same", "most", "some"}
    full = (
        measure == "same"
        and place in {"same", "scene"}
        and told
        and (not share or one.population == other.population)
    )
    return "full" if full else "part"


def named_together(one: Figure, other: Figure) -> str:
    """Return how many of two figures have a source, and whether it is the same or may be."""
    if one.source is None and other.source is None:
        return "no source"
    if one.source is None or other.source is None:
        return "one source"
    if is_one_voice(one, other):
        return "one voice"
    return "name and description" if may_be_one_source(one, other) else "two sources"


def times_between(one: Figure, other: Figure) -> str:
    """Return how many times as large the larger of two values is, in steps."""
    larger, smaller = max(abs(one.low), abs(other.low)), min(abs(one.low), abs(other.low))
    times = larger / smaller if smaller else 100.0
    return (
        "1" if times == 1 else "1.1" if times < 1.1 else "2" if times < 2 else "10" if times < 10 else "more"
    )


def _bucket(days: int) -> str:
    return "0" if days == 0 else "1-3" if days <= 3 else "4-14" if days <= 14 else "more"
