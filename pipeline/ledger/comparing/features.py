"""Features: what speaks for and against two figures answering one question, as names that hold or don't."""

from collections.abc import Iterator
from datetime import date

from newstally.extract.questions import CAPITAL, NATIONWIDE, is_country, measures, parts
from newstally.pipeline.ledger.comparing.figures import (
    SHARES,
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
)
from newstally.pipeline.ledger.wording import OPPOSITE

PERSON, SHARE = "person", "share"


def unit_of(figure: Figure) -> str:
    """Return what figures must share to be of one unit: all counts of persons are one, and percent and shares."""
    if figure.kind in SHARES:
        return SHARE
    if figure.kind == "count":
        measure = measures().get(figure.measure or "")
        if figure.unit == PERSON or figure.population is not None:
            return PERSON
        return PERSON if measure is not None and measure.counts - {SHARE} == {PERSON} else (figure.unit or "")
    return figure.unit or figure.kind


def claim_features(one: Figure, other: Figure) -> list[str]:
    """Return the features by which it is judged whether two figures that may be one statement are; the order of the
    two doesn't matter."""
    value, named = value_together(one, other), named_together(one, other)
    nature = nature_of(one) if measures_together(one, other) == "same" else "open"
    times, people = times_fit(one, other), unit_of(one) == PERSON
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
        f"unit:{'same' if unit_of(one) == unit_of(other) else 'other'}",
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
    """Return the features by which it is judged whether two figures that fit (``fit_of``) answer one question."""
    fit, nature = fit_of(one, other), nature_of(one)
    people = unit_of(one) == PERSON
    named = named_together(one, other)
    here = "passage" if side_by_side(one, other) else "article"
    return [
        f"fit:{fit}",
        f"fit:{fit}, {nature}",
        f"measure:{measures_together(one, other)}",
        f"where:{whereabouts(one, other)}",
        f"place:{places_together(one, other)}",
        f"words:{words_together(one, other)}, {'people' if people else 'others'}",
        f"kind:{one.kind}",
        f"times:{times_between(one, other)}",
        f"time:{times_fit(one, other)}",
        f"time:{times_fit(one, other)}, {nature}",
        f"source:{named}",
        f"source:{named}, one {here}" if in_one_article(one, other) else f"source:{named}, two articles",
        confidence_of(one, other),
        *_of_population(one, other),
        *(["subject:same"] if one.subject_key == other.subject_key else []),
        *([f"value:same, digits {min(3, telling_digits(one.low))}"] if same_value(one, other) else []),
        *([f"aspect:{one.aspect}"] if one.aspect else []),
    ]


def _of_population(one: Figure, other: Figure) -> Iterator[str]:
    if one.population == other.population:
        yield "population:same" if one.population else "population:none"
    else:
        yield "population:one" if None in {one.population, other.population} else "population:other"


def fit_of(one: Figure, other: Figure) -> str:
    """Return how well two figures' questions fit: ``full`` where all that matters is told and the same, ``part`` where
    nothing told differs but not all is told, ``none`` where something differs."""
    measure = measures_together(one, other)
    if measure == "other" or one.aspect != other.aspect or unit_of(one) != unit_of(other):
        return "none"
    if (one.per, one.statistic) != (other.per, other.statistic):
        return "none"
    if is_negated(one) != is_negated(other) or (one.kind == "count" and one.modality != other.modality):
        return "none"
    if not of_one_time(one, other):
        return "none"
    people = unit_of(one) == PERSON
    if populations_together(one, other) != "same" or (not people and one.population != other.population):
        return "none"
    place = whereabouts(one, other)
    if place == "other":
        return "none"
    words = words_together(one, other)
    whole = measure == "same" and measures()[one.measure or ""].whole
    if not people and not whole and words == "other":
        return "none"
    told = people or whole or words in {"same", "most", "some"}
    return "full" if measure == "same" and place in {"same", "scene"} and told else "part"


def is_negated(figure: Figure) -> bool:
    """Return whether a figure counts those who did not what its subject says."""
    return OPPOSITE in figure.subject_key.rpartition("|")[2].split()


def of_one_time(one: Figure, other: Figure) -> bool:
    """Return whether two figures may be of one event: what happened years ago is told beside what happens now."""
    return _between_occasions(one, other) <= FAR or (one.kind != "count")


def whereabouts(one: Figure, other: Figure) -> str:
    """Return how places are to each other, those of the articles counting where figures name none.

    ``same`` where both name one place, ``scene`` where a figure's is that of its article, ``other`` where they differ,
    ``unknown`` where it isn't told or one may lie in the other.
    """
    first, second = one.place or one.scene, other.place or other.scene
    if one.place is None and other.place is None and in_one_article(one, other):
        return "scene"
    if first is None or second is None:
        return "unknown"
    told = None not in {one.place, other.place}
    if first == second:
        return "same" if told else "scene"
    if not (is_named(first) and is_named(second)):
        return "unknown"
    if told:
        return "other"
    # A country and a town may be one place told more or less exactly; an article needn't repeat the place it told.
    if _is_wide(first) or _is_wide(second) or in_one_article(one, other):
        return "unknown"
    return "other"


def is_named(place: str) -> bool:
    """Return whether a place is told by its name."""
    return not place.startswith(UNNAMED) and place not in {CAPITAL, NATIONWIDE}


UNNAMED = "the "


def is_part_of_place(one: Figure, other: Figure) -> bool:
    """Return whether one figure is of a country and the other, no larger, of a place that may lie in it."""
    first, second = one.place or one.scene, other.place or other.scene
    if first is None or second is None or _is_wide(first) == _is_wide(second):
        return False
    wide, narrow = (one, other) if _is_wide(first) else (other, one)
    return narrow.low <= wide.low


def _is_wide(place: str) -> bool:
    return is_country(place) or place == NATIONWIDE


FAR = 120
"""Days between what two counts are of from which they are of different events."""

LASTING = 60
"""Days after which a count that grows is of another time."""

STANDING = 2
"""Days over which what may fall is taken to stand."""


def times_fit(one: Figure, other: Figure) -> str:
    """Return whether two values may be held against each other in time.

    ``yes``; ``grown`` where the later is larger and the measure one that grows; ``no`` where the times differ by more
    than the measure allows.
    """
    nature = nature_of(one) if measures_together(one, other) == "same" else "open"
    between = _between_occasions(one, other)
    if nature == "state" and _is_long(one) and _is_long(other) and one.start == other.start:
        nature = "grows"  # counted since one day
    if nature == "occasion":
        return "yes" if between <= 1 else "no"
    if nature == "grows":
        if _may_have_grown(one, other, between):
            return "grown"
        return "yes" if between <= LASTING else "no"
    days = days_apart(one, other)
    if nature == "state":
        if days is None:
            return "yes" if between <= STANDING else "no"
        return "yes" if days == 0 or (days <= STANDING and not (_is_long(one) and _is_long(other))) else "no"
    return "yes" if days == 0 or days is None else "no"


def for_one_time(one: Figure, other: Figure) -> bool:
    """Return whether two figures hold for one time: the same day or days, or periods of the same end.

    Those that tell no time but the same place do if they were printed on one day.
    """
    if one.end is None and other.end is None:
        return one.seen == other.seen and places_together(one, other) == "same"
    if days_apart(one, other) != 0:
        return False
    return one.end == other.end or not (_is_long(one) or _is_long(other))


def _may_have_grown(one: Figure, other: Figure, between: int) -> bool:
    """Return whether the larger of two figures holds for a later day, or for the same one but was printed later.

    The day of a toll is often that of what happened, not that of the count. Figures that an article gives together
    are current together.
    """
    if between > 0:
        earlier, later = sorted((one, other), key=_moment)
        return later.low > earlier.low
    smaller, larger = sorted((one, other), key=lambda figure: figure.low)
    if in_one_article(one, other) or larger.seen is None or smaller.seen is None:
        return False
    return smaller.low < larger.low and larger.seen > (smaller.last_seen or smaller.seen)


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


def measures_together(one: Figure, other: Figure) -> str:
    """Return how two figures' measures stand to each other."""
    known = measures()
    if one.measure is None or other.measure is None:
        return "none" if one.measure is other.measure else "one"
    if one.measure == other.measure:
        return "same"
    return (
        "broader"
        if other.measure == known[one.measure].broader or one.measure == known[other.measure].broader
        else "other"
    )


def populations_together(one: Figure, other: Figure) -> str:
    """Return how those counted stand to each other: ``part`` where one figure is of a part of the other's."""
    told = {one.population, other.population} & parts()
    if one.population == other.population or not told:
        return "same"
    return "parts" if len(told) == 2 else "part"


def places_together(one: Figure, other: Figure) -> str:
    """Return how two figures' places stand to each other: ``within`` where both lie in one country."""
    if one.place is None or other.place is None:
        return "none" if one.place is other.place else "one"
    if one.place == other.place:
        return "same"
    return "within" if one.country is not None and one.country == other.country else "other"


def nature_of(figure: Figure) -> str:
    """Return how figures of a measure go on: they grow, change, stay, or each day has its own."""
    return measures()[figure.measure].nature if figure.measure else "open"


def words_together(one: Figure, other: Figure) -> str:
    """Return how the telling words of two subjects stand to each other."""
    if not one.words or not other.words:
        return "none" if one.words == other.words else "one"
    share = len(one.words & other.words) / len(one.words | other.words)
    return "same" if share == 1 else "most" if share >= 0.5 else "some" if share > 0 else "other"


def _between_occasions(one: Figure, other: Figure) -> int:
    """Return the days between what two figures count: the day told, or else that of printing.

    A figure for months or more ("in 2014") tells no day; one that tells no time may be for the same if it was printed
    within a year of it.
    """
    first, second = (figure.end or figure.seen or date.min for figure in (one, other))
    days = abs((first - second).days)
    if _is_long(one) != _is_long(other) and None in {one.end, other.end} and days <= YEAR:
        return 0
    return days


YEAR = 366
"""Days for which a figure of a month or year is the latest there is."""


def _is_long(figure: Figure) -> bool:
    return figure.start is not None and figure.end is not None and (figure.end - figure.start).days >= LONG


LONG = 28
"""Days from which a period is one that is reckoned for, such as a month or a year, and no time of an event."""


def _moment(figure: Figure) -> tuple[date, str]:
    return figure.end or figure.seen or date.min, figure.id


def _bucket(days: int) -> str:
    return "0" if days == 0 else "1-3" if days <= 3 else "4-14" if days <= 14 else "more"
