"""Sameness: why a sighting is held to be one of a claim, in words."""

from collections.abc import Container, Iterator, Sequence

from newstally.pipeline.ledger.comparing.figures import (
    Figure,
    days_apart,
    days_between_printing,
    in_one_article,
    same_value,
    speaks_for,
)
from newstally.pipeline.ledger.comparing.grouping import may_be_one
from newstally.pipeline.ledger.comparing.reasons import about_both

LOOKED_AT = 20
"""Earliest sightings of a claim among which that is looked for with which a later one may be one."""

BY_PERSON = "a person held them to be one"


def reasons(
    sightings: Sequence[Figure], apart: Container[str], joined: Container[str]
) -> Iterator[str | None]:
    """Yield for each sighting of one claim, in the order of time, why it is held to be of it; None for the earliest.

    Each is held against the earliest; one that can't be the same as that one by itself, against the first that can.
    A person set some ``apart`` from others, and ``joined`` some with the earliest.
    """
    first = sightings[0]
    yield None
    for place, sighting in enumerate(sightings[1:], start=1):
        if sighting.id in joined or sighting.id in apart:
            yield BY_PERSON
            continue
        before = [first, *sightings[1 : min(place, LOOKED_AT)]]
        like = next((other for other in before if may_be_one(other, sighting)), first)
        told = sameness(like, sighting)
        yield told if like is first else f"as {like.id}: {told}"


def sameness(one: Figure, other: Figure) -> str:
    """Return in a line why two figures are held to be one statement: where they stand, what they say, when, by whom."""
    return "; ".join(
        [*_where(one, other), _value(one, other), *_what(one, other), _when(one, other), _who(one, other)]
    )


def _where(one: Figure, other: Figure) -> Iterator[str]:
    if in_one_article(one, other):
        yield "in the same article"
    elif one.pages == other.pages:
        yield "in another version of the page"
    elif one.text == other.text:
        yield "in a copy of the text"


def _value(one: Figure, other: Figure) -> str:
    if not same_value(one, other):
        return "figures that agree"
    return "the same figure" if one.scale == other.scale else "the same figure in another unit"


def _what(one: Figure, other: Figure) -> Iterator[str]:
    if one.subject_key == other.subject_key:
        yield "the same subject"
    else:
        yield from about_both(one, other)


def _when(one: Figure, other: Figure) -> str:
    apart, printed = days_apart(one, other), days_between_printing(one, other)
    if apart is not None:
        return "for the same time" if apart == 0 else f"for times {_days(apart)} apart"
    if printed is None:
        return "of no day that is known"
    return "printed on the same day" if printed == 0 else f"printed {_days(printed)} apart"


def _days(count: int) -> str:
    return "a day" if count == 1 else f"{count} days"


def _who(one: Figure, other: Figure) -> str:
    if one.source is None or other.source is None:
        return "no source given" if one.source is other.source else "only one gives a source"
    if one.source == other.source:
        names = sorted({f"“{figure.called}”" for figure in (one, other) if figure.called != one.full_name})
        if one.called == other.called or not names:
            return "the same source"
        return f"{' and '.join(names)} {'is' if len(names) == 1 else 'are'} {one.full_name}"
    for speaker, whom in ((one, other), (other, one)):
        if speaks_for(speaker, whom):
            return f"{speaker.full_name} speaks for “{whom.called}”"
    for described, named in ((one, other), (other, one)):
        if described.described and not named.described:
            return f"“{described.called}” may be {named.full_name}"
    return f"“{one.called}” and “{other.called}” may be one source"
