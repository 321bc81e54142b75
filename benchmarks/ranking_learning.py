"""Learning to rank: the weights of features by which the right one of several candidates has the highest score.

A conditional logit: the chance of a candidate is e to the sum of its features' weights, over the same of all candidates
of its number. Where several are right, any of them may be chosen.
"""

import json
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from hashlib import sha1
from types import MappingProxyType
from typing import Any

import numpy as np
from scipy.optimize import minimize

from benchmarks.source_examples import Example
from newstally.extract.sources.ranking import MARGIN

FOLDS = 5
FEWEST = 12
"""Articles in which a feature must hold to get a weight."""
PENALTY = 10.0
"""Strength of the penalty on squared weights."""
ROUNDS = 150
"""Steps of the search after which it stops; it has settled long before."""
SMALLEST = 0.02
"""Smaller weights are left out of the file."""
NO_PRIOR: Mapping[str, float] = MappingProxyType({})
FROM = {"es": "en"}
"""Languages with few annotated articles, by the language whose weights theirs begin with."""


class Matrix:
    """Which features hold of which candidates: one row a candidate, the rows of one example after each other."""

    def __init__(self, examples: Sequence[Example], known: Mapping[str, int]) -> None:
        held: list[int] = []
        lengths: list[int] = []
        for example in examples:
            for names in example.features:
                here = sorted({known[name] for name in names if name in known})
                held += here
                lengths.append(len(here))
        self.held = np.array(held, dtype=np.int64)
        self.row = np.repeat(np.arange(len(lengths)), lengths)
        self.rows = len(lengths)
        self.columns = len(known)
        sizes = [len(example.features) for example in examples]
        self.starts = np.concatenate([[0], np.cumsum(sizes)]).astype(np.int64)
        self.example = np.repeat(np.arange(len(examples)), sizes)
        self.right = np.array([right for example in examples for right in example.right], dtype=bool)

    def scores(self, weights: Any) -> Any:
        """Return the score of each candidate."""
        return np.bincount(self.row, weights=weights[self.held], minlength=self.rows)

    def gradient(self, by_row: Any) -> Any:
        """Return the sum over the candidates of what is given for each, by feature."""
        return np.bincount(self.held, weights=by_row[self.row], minlength=self.columns)


def known_features(examples: Sequence[Example], prior: Mapping[str, float] = NO_PRIOR) -> dict[str, int]:
    """Return the features that hold in articles enough, or have a weight already, each with its place."""
    articles: dict[str, set[str]] = defaultdict(set)
    for example in examples:
        for names in example.features:
            for name in names:
                articles[name].add(example.article)
    return {
        name: place
        for place, name in enumerate(
            sorted(name for name, held in articles.items() if len(held) >= FEWEST or name in prior)
        )
    }


def learn(
    examples: Sequence[Example],
    counts: Any,
    penalty: float = PENALTY,
    prior: Mapping[str, float] = NO_PRIOR,
) -> dict[str, float]:
    """Return the weights of the features; ``counts`` is how much each example counts. Deterministic.

    ``prior`` are weights from which the penalty keeps those that are learned: of a language with many annotated
    articles, for one with few (Chelba and Acero, "Adaptation of maximum entropy capitalizer", 2006). A feature that it
    weighs keeps its weight where no example has it.
    """
    known = known_features(examples, prior)
    matrix = Matrix(examples, known)
    possible = np.logical_or.reduceat(matrix.right, matrix.starts[:-1])
    counts = np.where(possible, counts, 0.0)
    by_row = counts[matrix.example]
    start = np.array([prior.get(name, 0.0) for name in known])

    def loss(weights: Any) -> tuple[float, Any]:
        scores = matrix.scores(weights)
        highest = np.maximum.reduceat(scores, matrix.starts[:-1])[matrix.example]
        odds = np.exp(scores - highest)
        total = np.add.reduceat(odds, matrix.starts[:-1])
        right = np.maximum(np.add.reduceat(odds * matrix.right, matrix.starts[:-1]), 1e-300)
        value = (counts * np.where(possible, np.log(total) - np.log(right), 0.0)).sum()
        share = odds / total[matrix.example] - np.where(matrix.right, odds / right[matrix.example], 0.0)
        moved = weights - start
        return (
            float(value + penalty / 2 * moved @ moved),
            matrix.gradient(by_row * share) + penalty * moved,
        )

    found = minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": ROUNDS}).x
    return {**prior, **{name: float(found[place]) for name, place in known.items()}}


def shared(examples: Sequence[Example], counts: Iterable[float], full: int) -> Any:
    """Return how much each example counts, where ``full`` examples of one article do so in full and more share that."""
    sizes = Counter((example.name, example.article) for example in examples)
    return np.array(
        [
            count * min(1.0, full / sizes[example.name, example.article])
            for example, count in zip(examples, counts, strict=True)
        ]
    )


def kept(weights: Mapping[str, float]) -> dict[str, float]:
    """Return the weights as they are written, without those that hardly count."""
    return {name: round(weight, 3) for name, weight in sorted(weights.items()) if abs(weight) >= SMALLEST}


def weights_table(weights: Mapping[str, float]) -> list[str]:
    """Return the lines of a TOML table of weights, those that count most first."""
    ordered = sorted(weights.items(), key=lambda pair: (-abs(pair[1]), pair[0]))
    return [
        "[weights]",
        *(f"{json.dumps(name, ensure_ascii=False)} = {weight:.3f}" for name, weight in ordered),
    ]


def scores_of(examples: Sequence[Example], weights: Mapping[str, float]) -> list[list[float]]:
    """Return the scores of the candidates of each example."""
    return [
        [sum(weights.get(name, 0.0) for name in set(names)) for names in example.features]
        for example in examples
    ]


def fold_of(article: str) -> int:
    """Return the part of the articles in which one is, whatever other articles there are."""
    return int(sha1(article.encode()).hexdigest(), 16) % FOLDS


def cross_validated(
    examples: Sequence[Example], weights_of: Callable[[Sequence[int]], Mapping[str, float]]
) -> list[list[float]]:
    """Return the scores of each example's candidates by weights that were learned from other articles.

    ``weights_of`` learns from the examples at the places that it is given.
    """
    found: list[list[float]] = [[] for _ in examples]
    folds = [fold_of(example.article) for example in examples]
    for fold in range(FOLDS):
        weights = weights_of([place for place, own in enumerate(folds) if own != fold])
        places = [place for place, own in enumerate(folds) if own == fold]
        scores = scores_of([examples[place] for place in places], weights)
        for place, given in zip(places, scores, strict=True):
            found[place] = given
    return found


def figures(examples: Sequence[Example], scores: Sequence[Sequence[float]]) -> dict[str, float]:
    """Return how often the choice, and that of the rules, is right.

    ``accuracy`` over all numbers, ``found`` over those that someone gives, ``specificity`` over the others, ``f1`` of
    found and precision; ``recall`` is how often the right one is among the candidates.
    """
    count: Counter[str] = Counter()
    for example, given in zip(examples, scores, strict=True):
        settled = [score + MARGIN * (place == example.by_rules) for place, score in enumerate(given)]
        choices = {"": int(np.argmax(settled)), "rules_": example.by_rules}
        nobody = example.is_nobodys
        count["nobody" if nobody else "someone"] += 1
        count["among"] += any(example.right)
        for who, place in choices.items():
            quiet = place == len(example.right) - 1
            count[who + "given"] += not quiet
            count[who + ("quiet" if nobody else "right")] += quiet if nobody else example.right[place]
            count[who + "all"] += example.right[place]
    total = max(1, len(examples))
    found: dict[str, float] = {"numbers": len(examples), "recall": count["among"] / total}
    for who in ("rules_", ""):
        found[who + "accuracy"] = count[who + "all"] / total
        found[who + "found"] = count[who + "right"] / max(1, count["someone"])
        found[who + "specificity"] = count[who + "quiet"] / max(1, count["nobody"])
        found[who + "f1"] = 2 * count[who + "right"] / max(1, count["someone"] + count[who + "given"])
    return found
