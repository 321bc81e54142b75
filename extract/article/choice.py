"""Choice: which blocks of a page are the article's, decided by weighing their evidence.

The weights are those of a logistic regression, learned by ``benchmarks/body_learning.py`` and open in
``choice.json``: each sign counts for or against, once by itself and once together with what plain trafilatura says of
the block, since a sign means another thing on a block that it takes for text than on one that it leaves out.
"""

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from newstally.extract.article.evidence import FAR

AGREEING = frozenset({"plain", "not plain"})
ODDS_OF_FAR = -6.0
"""Of short blocks far from any text, which aren't weighed."""


@cache
def weights() -> dict[str, float]:
    """Return the learned weights by sign."""
    found: dict[str, float] = json.loads((Path(__file__).parent / "choice.json").read_text(encoding="utf-8"))
    return found


def crossed(signs: Mapping[str, float]) -> dict[str, float]:
    """Return the signs, and each once more together with what plain trafilatura says of the block."""
    plain = "plain" if "plain" in signs else "not plain"
    return {**signs, **{f"{plain} & {name}": value for name, value in signs.items() if name not in AGREEING}}


@cache
def weights_beside(plain: str) -> dict[str, float]:
    """Return for each sign its weight and that of its crossing with "plain" or "not plain", together."""
    known = weights()
    names = {name.removeprefix("plain & ").removeprefix("not plain & ") for name in known}
    return {name: known.get(name, 0.0) + known.get(f"{plain} & {name}", 0.0) for name in names}


def odds_of(signs: Mapping[str, float]) -> float:
    """Return the log odds that a block with these signs is the article's."""
    if FAR in signs:
        return ODDS_OF_FAR
    get = weights_beside("plain" if "plain" in signs else "not plain").get
    odds = weights()["bias"]
    for name, value in signs.items():
        odds += get(name, 0.0) * value
    return odds


def counted(signs: Mapping[str, float]) -> list[tuple[str, float]]:
    """Return each sign with what it adds to the log odds, those that add most first."""
    get = weights_beside("plain" if "plain" in signs else "not plain").get
    added = [(name, value * get(name, ODDS_OF_FAR if name == FAR else 0.0)) for name, value in signs.items()]
    return sorted(added, key=lambda one: (-abs(one[1]), one[0]))
