"""Places: how the places of two figures stand to each other, as far as they are told."""

from newstally.extract.questions import CAPITAL, NATIONWIDE, is_country
from newstally.pipeline.ledger.comparing.figures import Figure, in_one_article

UNNAMED = "the "


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


def is_part_of_place(one: Figure, other: Figure) -> bool:
    """Return whether one figure is of a country and the other, no larger, of a place that may lie in it."""
    first, second = one.place or one.scene, other.place or other.scene
    if first is None or second is None or _is_wide(first) == _is_wide(second):
        return False
    wide, narrow = (one, other) if _is_wide(first) else (other, one)
    return narrow.low <= wide.low


def _is_wide(place: str) -> bool:
    return is_country(place) or place == NATIONWIDE


def places_together(one: Figure, other: Figure) -> str:
    """Return how two figures' places stand to each other: ``within`` where both lie in one country."""
    if one.place is None or other.place is None:
        return "none" if one.place is other.place else "one"
    if one.place == other.place:
        return "same"
    return "within" if one.country is not None and one.country == other.country else "other"
