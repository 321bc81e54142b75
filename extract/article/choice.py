"""Choice: which blocks of a page are the article's, decided by weighing their evidence.

The weights are those of a logistic regression, learned by ``benchmarks/body_learning.py`` and open in
``choice.json``: each sign counts for or against, once by itself and once together with what plain trafilatura says of
the block, since a sign means another thing on a block that it takes for text than on one that it leaves out.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

AGREEING = frozenset({"plain", "not plain"})


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether a block is kept, how sure that is, and the signs that counted most."""

    kept: bool
    odds: float
    signs: tuple[tuple[str, float], ...]


@cache
def weights() -> dict[str, float]:
    """Return the learned weights by sign."""
    found: dict[str, float] = json.loads((Path(__file__).parent / "choice.json").read_text(encoding="utf-8"))
    return found


def crossed(signs: Mapping[str, float]) -> dict[str, float]:
    """Return the signs, and each once more together with what plain trafilatura says of the block."""
    plain = "plain" if "plain" in signs else "not plain"
    return {**signs, **{f"{plain} & {name}": value for name, value in signs.items() if name not in AGREEING}}


def odds_of(signs: Mapping[str, float]) -> float:
    """Return the log odds that a block with these signs is the article's."""
    known = weights()
    plain = "plain" if "plain" in signs else "not plain"
    total = known["bias"]
    for name, value in signs.items():
        total += known.get(name, 0.0) * value
        if name not in AGREEING:
            total += known.get(f"{plain} & {name}", 0.0) * value
    return total


def counted(signs: Mapping[str, float]) -> list[tuple[str, float]]:
    """Return each sign with what it adds to the log odds, those that add most first."""
    known = weights()
    plain = "plain" if "plain" in signs else "not plain"
    added = [
        (name, value * (known.get(name, 0.0) + (known.get(f"{plain} & {name}", 0.0) if name not in AGREEING else 0.0)))
        for name, value in signs.items()
    ]
    return sorted(added, key=lambda one: (-abs(one[1]), one[0]))
