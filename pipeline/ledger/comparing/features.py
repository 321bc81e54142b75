"""Features: what speaks for and against two figures answering one question, as names that hold or don't."""

from collections.abc import Iterator
from datetime import date

from newstally.extract.questions import CAPITAL, NATIONWIDE, is_country, measures, parts
from newstally.pipeline.ledger.comparing.figures import (
    SHARES,
    Figure,
    days_apart,
    days_between_printing,
    gap,
    in_one_article,
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


def features_of(one: Figure, other: Figure) -> list[str]:
    """Return the names of the features that hold of a pair; the order of the two doesn't matter."""
    return [
        *_of_frame(one, other),
        *_of_words(one, other),
        *_of_value(one, other),
        *_of_time(one, other),
        *_of_growth(one, other),
        *_of_source(one, other),
        *_of_standing(one, other),
    ]


def question_features(one: Figure, other: Figure) -> list[str]:
    """Return the features by which it is judged whether two figures that fit (``fit_of``) answer one question."""
    fit, nature = fit_of(one, other), nature_of(one)
    people = unit_of(one) == PERSON
    named = _named_together(one, other)
    here = "passage" if side_by_side(one, other) else "article"
    sure = min(one.confidence or 0.5, other.confidence or 0.5)
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
        "confidence:low" if sure < 0.4 else "confidence:middling" if sure < 0.65 else "confidence:high",
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


def _of_frame(one: Figure, other: Figure) -> Iterator[str]:
    """How measure, population, place and aspect stand to each other, singly and together."""
    measure, population = measures_together(one, other), populations_together(one, other)
    place, aspect = places_together(one, other), "same" if one.aspect == other.aspect else "other"
    unit = "same" if unit_of(one) == unit_of(other) else "other"
    yield f"measure:{measure}"
    yield f"population:{population}"
    yield f"place:{place}"
    yield f"aspect:{aspect}"
    yield from (f"aspect:{told}" for told in {one.aspect, other.aspect} if told)
    yield f"kind:{one.kind}"
    yield "modality:same" if one.modality == other.modality else "modality:other"
    yield f"measure:{measure}, unit:{unit}"
    yield f"measure:{measure}, population:{population}"
    yield f"measure:{measure}, place:{place}"
    yield f"measure:{measure}, population:{population}, place:{place}, aspect:{aspect}"
    if measure == "same":
        yield f"nature:{nature_of(one)}"
    scene = scenes_together(one, other)
    yield f"scene:{scene}"
    yield f"measure:{measure}, scene:{scene}, place:{place}"
    fit = fit_of(one, other)
    named = _named_together(one, other)
    here = "one article" if one.article == other.article else "two articles"
    yield f"fit:{fit}"
    yield f"fit:{fit}, scene:{scene}"
    yield f"fit:{fit}, {named}"
    yield f"fit:{fit}, {here}, {named}"
    yield f"fit:{fit}, {nature_of(one)}"
    yield f"fit:{fit}, time {times_fit(one, other)}"
    times = times_between(one, other)
    yield f"fit:{fit}, times:{times}"


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
    if nature == "occasion":
        return "yes" if between <= 1 else "no"
    if nature == "grows":
        earlier, later = sorted((one, other), key=_moment)
        if between > 0 and later.low > earlier.low:
            return "grown"
        return "yes" if between <= LASTING else "no"
    days = days_apart(one, other)
    if nature == "state":
        if days is None:
            return "yes" if between <= STANDING else "no"
        return "yes" if days == 0 or (days <= STANDING and not (_is_long(one) and _is_long(other))) else "no"
    return "yes" if days == 0 or days is None else "no"


def _named_together(one: Figure, other: Figure) -> str:
    if one.source is None and other.source is None:
        return "no source"
    if one.source is None or other.source is None:
        return "one source"
    return "one voice" if one.source == other.source else "two sources"


def scenes_together(one: Figure, other: Figure) -> str:
    """Return how the places are to each other that figures are about: their own, or else those of their articles."""
    first, second = one.place or one.scene, other.place or other.scene
    if first is None or second is None:
        return "unknown"
    return "same" if first == second else "other"


def far_apart(one: Figure, other: Figure) -> bool:
    """Return whether two values are of different orders of magnitude: more than tenfold."""
    return times_between(one, other) == "more"


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


def _of_words(one: Figure, other: Figure) -> Iterator[str]:
    if one.subject_key == other.subject_key:
        yield "subject:same"
    words = words_together(one, other)
    yield f"words:{words}"
    yield f"words:{words}, {'people' if unit_of(one) == PERSON else one.kind}"
    if measures_together(one, other) != "same":
        yield f"words:{words}, no measure in common"


def words_together(one: Figure, other: Figure) -> str:
    """Return how the telling words of two subjects stand to each other."""
    if not one.words or not other.words:
        return "none" if one.words == other.words else "one"
    share = len(one.words & other.words) / len(one.words | other.words)
    return "same" if share == 1 else "most" if share >= 0.5 else "some" if share > 0 else "other"


def _of_value(one: Figure, other: Figure) -> Iterator[str]:
    apart = gap(one, other)
    if same_value(one, other):
        yield f"value:same, digits {min(3, telling_digits(one.low))}"
        if one.low >= 1000:
            yield "value:same, large"
        yield "comparator:same" if one.comparator == other.comparator else "comparator:other"
        return
    yield "value:agrees" if apart == 0 else "value:differs"
    yield f"times:{times_between(one, other)}"


def _of_time(one: Figure, other: Figure) -> Iterator[str]:
    nature = nature_of(one) if measures_together(one, other) == "same" else "open"
    days = days_apart(one, other)
    if days is None:
        yield "time:none" if one.start is None and other.start is None else "time:one"
        days = days_between_printing(one, other)
        if days is None:
            return
        yield f"printed:{_bucket(days)}"
        yield f"printed:{_bucket(days)}, {nature}"
    else:
        yield f"time:{_bucket(days)}"
        yield f"time:{_bucket(days)}, {nature}"
    if nature == "occasion":
        yield f"occasion:{_bucket(_between_occasions(one, other))}"


def _between_occasions(one: Figure, other: Figure) -> int:
    """Return the days between what two figures count: the day told, or else that of printing.

    A figure for months or more ("in 2014") tells no day; another one may be for the same time.
    """
    if _is_long(one) != _is_long(other) and None in {one.end, other.end}:
        return 0
    first, second = (figure.end or figure.seen or date.min for figure in (one, other))
    return abs((first - second).days)


def _is_long(figure: Figure) -> bool:
    return figure.start is not None and figure.end is not None and (figure.end - figure.start).days >= LONG


LONG = 28
"""Days from which a period is one that is reckoned for, such as a month or a year, and no time of an event."""


def _of_growth(one: Figure, other: Figure) -> Iterator[str]:
    """Whether the later of two figures is the larger: what can only grow has grown, or one of them is wrong."""
    if gap(one, other) == 0:
        return
    earlier, later = sorted((one, other), key=_moment)
    if _moment(earlier)[0] == _moment(later)[0]:
        return
    nature = nature_of(one) if measures_together(one, other) == "same" else "open"
    yield f"later is {'larger' if later.low > earlier.low else 'smaller'}, {nature}"


def _moment(figure: Figure) -> tuple[date, str]:
    return figure.end or figure.seen or date.min, figure.id


def _bucket(days: int) -> str:
    return "0" if days == 0 else "1-3" if days <= 3 else "4-14" if days <= 14 else "more"


def _of_source(one: Figure, other: Figure) -> Iterator[str]:
    if one.source is None or other.source is None:
        yield "source:none" if one.source is other.source else "source:one"
    else:
        yield "source:same" if one.source == other.source else "source:other"


def _of_standing(one: Figure, other: Figure) -> Iterator[str]:
    if one.article == other.article:
        yield "article:same"
        if one.sentence == other.sentence:
            yield "sentence:same"
        if one.low != other.low and one.source == other.source:
            yield "article:both, one voice"
    elif one.text == other.text:
        yield "text:copy"
