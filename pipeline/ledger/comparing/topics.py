"""Topics: how what two figures are about stands to each other: measures, those counted, the words of their subjects."""

from newstally.extract.questions import measures, parts
from newstally.pipeline.ledger.comparing.figures import Figure


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


def nature_of(figure: Figure) -> str:
    """Return how figures of a measure go on: they grow, change, stay, or each day has its own."""
    return measures()[figure.measure].nature if figure.measure else "open"


def words_together(one: Figure, other: Figure) -> str:
    """Return how the telling words of two subjects stand to each other."""
    if not one.words or not other.words:
        return "none" if one.words == other.words else "one"
    share = len(one.words & other.words) / len(one.words | other.words)
    return "same" if share == 1 else "most" if share >= 0.5 else "some" if share > 0 else "other"
