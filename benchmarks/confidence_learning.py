"""Learning how sure a reading is: from claims found in annotated articles, the weights of ``confidence.toml``."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from newstally.extract.confidence.weights import WHOLE, FieldWeights, Weights, log_odds, together

FOLDS = 10
PENALTY = 6.0
"""Strength of the penalty on squared weights: few annotated claims must not make a rule seem certain."""
PENALTY_ON = 20.0
"""The same on squared differences from the present weights, where these are learned on from."""
HELD = 2.0
"""How strongly a field's present share of right ones is held on to there."""
FEWEST = 4
"""Articles in which a feature must hold to get a weight."""
FULL = 5
"""Claims of one article that count in full; more share that weight, for they are right and wrong together."""
NO_LEVEL = -1
"""The level of a row that is of no group."""
OWN = 0.3
"""Strength of the penalty on what is peculiar to one article, which else would pass for the doing of its features."""
TRUST = 6.0
"""Strength of the belief that the fields' chances multiply, against what few claims seem to say."""
OFTEN_WRONG = ("source", "as_of")
"""Fields without which a claim can't be judged as a whole; the others of those that count are hardly ever wrong."""
SMALLEST = 0.02
"""Smaller weights are left out of the file."""


@dataclass(slots=True)
class Example:
    """A claim found in an annotated article: its features by field, and for each field whether it is right.

    A field that can't be judged (the claim is none, or others were annotated) is absent from ``right``. ``counts`` is
    how much it counts.
    """

    article: str
    features: dict[str, list[str]]
    right: dict[str, bool] = field(default_factory=dict)
    counts: float = 1.0

    @property
    def is_whole(self) -> bool:
        """Whether the claim as a whole can be judged: it is none, or what mostly goes wrong was annotated."""
        return not self.right.get("claim", True) or all(name in self.right for name in OFTEN_WRONG)

    @property
    def is_right(self) -> bool:
        """Whether everything that counts and was annotated is right."""
        return all(self.right.get(name, True) for name in WHOLE)


def learn(examples: Sequence[Example], penalty: float = PENALTY, present: Weights | None = None) -> Weights:
    """Return weights learned from examples: first those of the fields, then how the whole follows from them.

    The second step looks at chances that models gave which hadn't seen the article, else it would trust them too much;
    it looks at examples only of which everything can be judged. ``present`` are weights to learn on from, for examples
    that alone would be too few.
    """
    weights = _learn_fields(examples, penalty, present)
    chances = np.zeros(len(examples))
    for inside, outside in folds(examples):
        part = _learn_fields([examples[i] for i in inside], penalty, present)
        for i in outside:
            chances[i] = log_odds(together(part.fields_of(examples[i].features)))
    whole = [place for place, example in enumerate(examples) if example.is_whole]
    examples, chances = [examples[place] for place in whole], chances[whole]
    right = np.array([example.is_right for example in examples], dtype=float)
    matrix = np.column_stack([np.ones(len(examples)), chances])
    strengths, centre = np.array([0.0, TRUST]), np.array([0.0, 1.0])
    fitted = fit(matrix, right, shares(examples), strengths, centre, levels_of(examples))
    weights.intercept = float(shift(matrix @ fitted, right, shares(examples)) + fitted[0])
    weights.slope = max(float(fitted[1]), 0.0)
    return weights


def field_names(examples: Sequence[Example]) -> list[str]:
    """Return the fields that the examples have features of."""
    return list(examples[0].features)


def _learn_fields(examples: Sequence[Example], penalty: float, present: Weights | None) -> Weights:
    fields = {}
    for name in field_names(examples):
        if present is None:
            fields[name] = _learn_field(examples, name, penalty, FieldWeights(), held=0.0)
        else:
            fields[name] = _learn_field(examples, name, PENALTY_ON, present.fields[name], HELD)
    return Weights(fields)


def _learn_field(
    examples: Sequence[Example], name: str, penalty: float, before: FieldWeights, held: float
) -> FieldWeights:
    """Return a field's weights, none of them far from those before; ``held`` is the penalty on its intercept."""
    known_outcomes = [example for example in examples if name in example.right]
    if not known_outcomes:
        return before
    articles: dict[str, set[str]] = {feature: set() for feature in before.weights}
    for example in known_outcomes:
        for feature in example.features[name]:
            articles.setdefault(feature, set()).add(example.article)
    known = sorted(f for f, holds in articles.items() if len(holds) >= FEWEST or f in before.weights)
    index = {feature: place for place, feature in enumerate(known, 1)}
    # One claim, half right, is added, so that a field that was never wrong is not taken for certain.
    matrix = np.zeros((len(known_outcomes) + 1, len(known) + 1))
    matrix[:, 0] = 1
    for row, example in enumerate(known_outcomes):
        for feature in example.features[name]:
            if feature in index:
                matrix[row, index[feature]] = 1
    right = np.array([*(example.right[name] for example in known_outcomes), 0.5], dtype=float)
    counts = np.append(shares(known_outcomes), 1.0)
    levels = np.append(levels_of(known_outcomes), NO_LEVEL)
    strengths = np.array([held] + [penalty] * len(known))
    centre = np.array([before.intercept] + [before.weights.get(feature, 0.0) for feature in known])
    fitted = fit(matrix, right, counts, strengths, centre, levels)
    fitted[0] += shift(matrix @ fitted, right, counts)
    weights = {
        feature: round(float(fitted[place]), 3)
        for feature, place in index.items()
        if abs(fitted[place]) >= SMALLEST
    }
    return FieldWeights(round(float(fitted[0]), 3), weights)


def shares(examples: Sequence[Example]) -> Any:
    """Return for each example how much it counts."""
    claims = Counter(example.article for example in examples)
    return np.array([example.counts * min(1.0, FULL / claims[example.article]) for example in examples])


def levels_of(examples: Sequence[Example]) -> Any:
    """Return for each example the number of its article, whose own level is forgotten once the weights are learned."""
    number = {article: place for place, article in enumerate(sorted({e.article for e in examples}))}
    return np.array([number[example.article] for example in examples], dtype=np.int64)


def shift(odds: Any, right: Any, counts: Any) -> float:
    """Return what must be added to log odds so that their mean chance is the share that is right."""
    added = 0.0
    for _ in range(50):
        chances = 1 / (1 + np.exp(-np.clip(odds + added, -30, 30)))
        step = (counts * (right - chances)).sum() / max((counts * chances * (1 - chances)).sum(), 1e-6)
        added += float(np.clip(step, -1, 1))
        if abs(step) < 1e-9:
            break
    return added


def fit(
    matrix: Any,
    right: Any,
    counts: Any,
    strengths: Any,
    centre: Any = 0.0,
    levels: Any = None,
    rounds: int = 50,
) -> Any:
    """Return the weights of a logistic regression, by Newton's method.

    ``counts`` say how much each row counts, ``strengths`` what each weight's squared distance from ``centre`` costs.
    ``levels`` number the group of each row, NO_LEVEL for none: each has an intercept of its own that costs OWN and isn't
    returned. Their part of the curvature is diagonal, so that they are solved for by its Schur complement.
    """
    weights = np.zeros(matrix.shape[1])
    grouped = np.flatnonzero(levels != NO_LEVEL) if levels is not None else np.zeros(0, dtype=np.int64)
    of_row = levels[grouped] if levels is not None else grouped
    size = int(of_row.max()) + 1 if len(of_row) else 0
    own = np.zeros(size)
    for _ in range(rounds):
        odds = matrix @ weights
        odds[grouped] += own[of_row]
        chances = 1 / (1 + np.exp(-np.clip(odds, -30, 30)))
        gone = counts * (chances - right)
        spread = counts * np.maximum(chances * (1 - chances), 1e-6)
        weighted = matrix * spread[:, None]
        gradient = matrix.T @ gone + strengths * (weights - centre)
        curvature = weighted.T @ matrix + np.diag(strengths + 1e-6)
        own_gradient = np.bincount(of_row, weights=gone[grouped], minlength=size) + OWN * own
        own_curvature = np.bincount(of_row, weights=spread[grouped], minlength=size) + OWN + 1e-6
        both = np.zeros((size, matrix.shape[1]))
        np.add.at(both, of_row, weighted[grouped])
        scaled = both / own_curvature[:, None]
        step = np.linalg.solve(curvature - both.T @ scaled, gradient - scaled.T @ own_gradient)
        own_step = own_gradient / own_curvature - scaled @ step
        weights -= step
        own -= own_step
        if max(np.abs(step).max(), np.abs(own_step).max(initial=0.0)) < 1e-8:
            break
    return weights


def folds(examples: Sequence[Example], count: int = FOLDS) -> list[tuple[list[int], list[int]]]:
    """Return (learned from, judged) pairs of places; all claims of one article are on one side."""
    articles = sorted({example.article for example in examples})
    fold_of = {article: place % count for place, article in enumerate(articles)}
    pairs = []
    for fold in range(min(count, len(articles))):
        judged = [i for i, example in enumerate(examples) if fold_of[example.article] == fold]
        pairs.append(([i for i in range(len(examples)) if fold_of[examples[i].article] != fold], judged))
    return pairs
