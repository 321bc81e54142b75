"""Models: how likely something holds of a pair of figures, from the features that hold of it.

Logistic regression with open weights (``weights.toml``), learned from annotated events.
"""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from math import exp
from pathlib import Path

FILE = Path(__file__).parent / "weights.toml"

SURE = 0.8
"""How sure it must be that two figures contradict each other for them to be shown, unless asked otherwise."""

AGREED = 0.65
"""How sure it must be that two figures support each other for them to be shown."""


@dataclass(frozen=True, slots=True)
class Model:
    """The weights of one question about a pair, in log odds."""

    intercept: float
    weights: Mapping[str, float]

    def chance(self, features: Iterable[str]) -> float:
        """Return the probability, 0 to 1, that what the model was learned for holds."""
        weights = self.weights
        total = self.intercept + sum([weights[name] for name in features if name in weights])
        return 1 / (1 + exp(-max(-30.0, min(30.0, total))))


@cache
def models() -> Mapping[str, Model]:
    """Return the models by what they tell of a pair: one ``claim``, one ``question``, ``disagree``, ``agree``."""
    data = tomllib.loads(FILE.read_text(encoding="utf-8"))
    return {name: Model(entry["intercept"], entry["weights"]) for name, entry in data.items()}
