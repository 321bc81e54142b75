"""Weights: what each feature of a claim says about the chance that a field of it is right.

Each field has a logistic model over named features that hold or don't: its chance is

    sigmoid(intercept + sum of the weights of the features that hold).

The chance that the whole claim is right is their product, stretched to fit what was observed (Platt, "Probabilistic
outputs for support vector machines", 1999): the fields go wrong together more often than chance would have it.
"""

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

MARGIN = 1e-9
"""No chance is nearer than this to 0 or 1."""
WHOLE = ("claim", "value", "comparator", "unit", "source", "as_of")
"""The fields that must all be right for the claim to be right; "claim" is whether it is one."""


@dataclass(slots=True)
class FieldWeights:
    """The logistic model of one field."""

    intercept: float = 0.0
    weights: dict[str, float] = field(default_factory=dict)

    def chance(self, features: Iterable[str]) -> float:
        """Return the chance, between 0 and 1, that the field is right."""
        return sigmoid(self.intercept + sum(self.weights.get(name, 0.0) for name in features))


@dataclass(slots=True)
class Weights:
    """The models of all fields, and how the whole follows from them."""

    fields: dict[str, FieldWeights]
    intercept: float = 0.0
    slope: float = 1.0

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> "Weights":
        """Return the weights in the contents of ``confidence.toml``."""
        fields = {
            name: FieldWeights(model.get("intercept", 0.0), dict(model.get("weights", {})))
            for name, model in data.get("fields", {}).items()
        }
        whole = data.get("whole", {})
        return cls(fields, whole.get("intercept", 0.0), whole.get("slope", 1.0))

    def fields_of(self, features: Mapping[str, Iterable[str]]) -> dict[str, float]:
        """Return the chance of each field that has a model; ``features`` holds the features of each."""
        return {name: model.chance(features.get(name, ())) for name, model in self.fields.items()}

    def whole(self, chances: Mapping[str, float]) -> float:
        """Return the confidence in the claim, between 0 and 1, from the chances of its fields."""
        return sigmoid(self.intercept + self.slope * log_odds(together(chances)))


def together(chances: Mapping[str, float]) -> float:
    """Return the chance that all fields that count are right, were they independent."""
    return math.prod(chances[name] for name in WHOLE if name in chances)


def sigmoid(x: float) -> float:
    """Return 1 / (1 + e^-x) without overflow."""
    return 1 / (1 + math.exp(-x)) if x >= 0 else 1 - 1 / (1 + math.exp(x))


def log_odds(chance: float) -> float:
    """Return log(p / (1 - p)), finite for chances of 0 and 1 as well."""
    chance = min(max(chance, MARGIN), 1 - MARGIN)
    return math.log(chance / (1 - chance))
