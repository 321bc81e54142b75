"""Conditional logit: the choice among candidates by the features that hold of them (McFadden 1974).

Each candidate has a score, the sum of the weights of its features; the chance that it is the right one is e to its
score, over the sum of that for all candidates. The weights are learned from annotated news; they are data of the
language.
"""

import math
from collections.abc import Mapping, Sequence

MOST_REASONS = 4
"""Features that are told for a choice."""


class ConditionalLogit:
    """Scores candidates by the weights of their features."""

    def __init__(self, weights: Mapping[str, float]) -> None:
        self.weights = weights
        self.ordered = sorted(weights, key=lambda name: (-abs(weights[name]), name))
        """The features by how much they tell, and, in ``order``, the place of each."""
        self.order = {name: place for place, name in enumerate(self.ordered)}

    def scores(self, features: Sequence[Sequence[str]]) -> list[float]:
        """Return the score of each candidate, given the features of each."""
        weight_of = self.weights.get
        return [sum([weight_of(name, 0.0) for name in names]) for names in features]

    def reasons(self, chosen: Sequence[str], other: Sequence[str]) -> tuple[tuple[str, float], ...]:
        """Return the features that tell most between two candidates: for the one, or (below zero) for the other."""
        ours, order = set(chosen), self.order
        apart = sorted([order[name] for name in ours.symmetric_difference(other) if name in order])
        names = [self.ordered[place] for place in apart[:MOST_REASONS]]
        return tuple([(name, self.weights[name] if name in ours else -self.weights[name]) for name in names])


def chances(scores: Sequence[float]) -> list[float]:
    """Return the chance of each candidate, which together are 1."""
    highest = max(scores)
    odds = [math.exp(score - highest) for score in scores]
    total = sum(odds)
    return [odd / total for odd in odds]
