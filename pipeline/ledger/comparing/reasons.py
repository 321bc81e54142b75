"""Reasons: why two claims are held to be comparable, in words."""

from collections.abc import Iterator
from datetime import date

from newstally.pipeline.ledger.comparing.figures import Figure, days_apart
from newstally.pipeline.ledger.comparing.judging import Judgement


def reason(found: Judgement) -> str:
    """Return in a line what both claims are about, when, and by whom."""
    return "; ".join([*about_both(found.claim, found.other), *_when(found.claim, found.other), _who(found)])


def about_both(one: Figure, other: Figure) -> Iterator[str]:
    """Yield in words what two figures have in common: measure, those counted, place, words of their subjects."""
    if one.measure and one.measure == other.measure:
        yield f"both measure {_plain(one.measure)}"
    elif one.measure or other.measure:
        told = [_plain(figure.measure) for figure in (one, other) if figure.measure]
        yield f"measures {' and '.join(told)}"
    if one.population and one.population == other.population:
        yield f"both of {_plain(one.population)}"
    elif one.population or other.population:
        yield f"one of {_plain(one.population or other.population)}"
    if one.place and one.place == other.place:
        yield f"both in {one.place}"
    elif one.place or other.place:
        yield f"place {' and '.join(figure.place for figure in (one, other) if figure.place)}"
    shared = one.words & other.words
    if shared:
        yield f"both say {', '.join(sorted(shared))}"


def _when(one: Figure, other: Figure) -> Iterator[str]:
    days = days_apart(one, other)
    if days is not None:
        yield "both for the same time" if days == 0 else f"{days} days apart"
    elif one.seen is not None and other.seen is not None:
        yield f"printed on {_days(one.seen, other.seen)}"


def _days(one: date, other: date) -> str:
    return (
        one.isoformat()
        if one == other
        else f"{min(one, other).isoformat()} and {max(one, other).isoformat()}"
    )


def _who(found: Judgement) -> str:
    named = [figure.source for figure in (found.claim, found.other) if figure.source]
    if len(named) == 2:
        return "two named sources"
    return "a named source and an outlet" if named else "two outlets"


def _plain(concept: str | None) -> str:
    return (concept or "").replace("_", " ")
