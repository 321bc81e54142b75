"""Learning of which period a figure is: examples from annotated claims, and how well the choice and the rules do.

Of gold folders of numeric claims (``articles.jsonl``, ``claims/ID.json``, ``score.py`` beside) those articles teach that
``teaches`` names; the others judge.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np

from benchmarks.annotated import article_of, component_of, with_status
from benchmarks.ranking_learning import (
    FOLDS,
    FROM,
    NO_PRIOR,
    cross_validated,
    fold_of,
    kept,
    learn,
    scores_of,
    shared,
    weights_table,
)
from benchmarks.source_examples import Example, lines, teaches
from newstally.extract.conditional_logit import ConditionalLogit
from newstally.extract.model import Number, Preference
from newstally.extract.periods.candidates import Candidate
from newstally.extract.periods.periods_component import Periods
from newstally.extract.periods.ranking import MARGIN, ranking_of
from newstally.extract.periods.undated import Undated
from newstally.extract.reader import Reader
from newstally.extract.rules import registered
from newstally.extract.rules.examples import number_of

RULES = "rule examples"
EXAMPLE = 2.0
"""How much an example of a rule counts."""
FULL = 15
"""Claims of one article that count in full; more share that weight."""
PENALTY = 12.0
"""Strength of the penalty on squared weights, or on squared differences from those of another language."""


class Collector:
    """Reads annotated articles as extraction does, and notes what the ranking is asked about each figure."""

    def __init__(self, language: str) -> None:
        self.reader = Reader(language)
        self.language = language
        self.seen: dict[int, tuple[Number, list[Candidate], list[list[str]]]] = {}
        periods = component_of(self.reader, Periods)
        periods.ranking = ConditionalLogit({})
        periods._prefer = self._note  # type: ignore[method-assign]

    def _note(
        self,
        ranking: ConditionalLogit,
        undated: Undated,
        candidates: list[Candidate],
        features: list[list[str]],
    ) -> tuple[Candidate, Preference]:
        """Look on, and let the rules have their way."""
        self.seen[id(undated.number)] = (undated.number, candidates, features)
        return next(candidate for candidate in candidates if candidate.by_rules), Preference(1.0)

    def gold(self, folder: Path, score: ModuleType) -> Iterator[tuple[Example, float]]:
        """Yield an example for each required claim found in annotated articles, and how much it counts; 0: it judges."""
        rows = {row["id"]: row for row in lines(folder / "articles.jsonl")}
        for path in sorted((folder / "claims").glob("*.json")):
            claims = json.loads(path.read_text(encoding="utf-8"))
            if claims["id"] not in rows or claims.get("part") == "none":
                continue
            counts = 1.0 if teaches(claims, self.language) else 0.0
            name = f"{folder.parent.name}/{folder.name}"
            for example in self._of_article(name, rows[claims["id"]], claims["claims"], score):
                yield example, counts

    def _of_article(
        self, name: str, row: dict[str, Any], claims: list[dict[str, Any]], score: ModuleType
    ) -> Iterator[Example]:
        self.seen.clear()
        reading = self.reader.read(article_of(row, self.language))
        numbers = list(reading.claims)
        annotated = with_status(claims)
        for place, other in score.match(annotated, [reading.row(number) for number in numbers]):
            if annotated[place]["status"] == "required":
                as_of = annotated[place]["as_of"]
                yield self._example(
                    name, row["id"], numbers[other], lambda said, as_of=as_of: score.same_period(as_of, said)
                )

    def rule_examples(self) -> Iterator[Example]:
        """Yield the examples of all rules that say when a figure holds: what is settled stays so."""
        for rule in registered():
            for shown in rule.examples:
                if shown.language != self.language or "as_of" not in shown.expected:
                    continue
                self.seen.clear()
                number = number_of(self.reader.read(shown.article), shown)
                expected = shown.expected["as_of"]
                days = expected and [expected.split("/")[0], expected.split("/")[-1]]
                if number is not None and id(number) in self.seen:
                    yield self._example(RULES, shown.text, number, lambda said, days=days: said == days)

    def _example(self, name: str, article: str, number: Number, right: Any) -> Example:
        _, candidates, features = self.seen[id(number)]
        said = [[day.isoformat() for day in one.period] if one.period else None for one in candidates]
        by_rules = next(place for place, one in enumerate(candidates) if one.by_rules)
        verdicts = [bool(right(days)) for days in said]
        return Example(name, article, features, verdicts, by_rules)


class CrossFitted:
    """Rankings of which the one for an article was learned from others."""

    def __init__(
        self, taught: Sequence[tuple[Example, float]], prior: Mapping[str, float] = NO_PRIOR
    ) -> None:
        self.articles = {example.article for example, _ in taught}
        self.whole = ConditionalLogit(weights_of(taught, prior))
        self.parts = [
            ConditionalLogit(weights_of([pair for pair in taught if fold_of(pair[0].article) != fold], prior))
            for fold in range(FOLDS)
        ]

    def of(self, article: str) -> ConditionalLogit:
        """Return the ranking to read an article with."""
        return self.parts[fold_of(article)] if article in self.articles else self.whole


def cross_fitted(folders: Sequence[Path], score: ModuleType, language: str) -> CrossFitted | None:
    """Return rankings of periods learned from gold folders, None for a language that has none."""
    if ranking_of(language) is None:
        return None
    collector = Collector(language)
    taught = [pair for folder in folders for pair in collector.gold(folder, score) if pair[1]]
    taught += [(example, EXAMPLE) for example in collector.rule_examples()]
    return CrossFitted(taught, weights_before(language))


def weights_of(
    examples: Sequence[tuple[Example, float]], prior: Mapping[str, float] = NO_PRIOR
) -> dict[str, float]:
    """Return the weights learned from examples that count so much, without those that hardly count.

    ``prior`` are those of another language (see ``learn``).
    """
    lesson = [example for example, _ in examples]
    return kept(learn(lesson, shared(lesson, (count for _, count in examples), FULL), PENALTY, prior))


def weights_before(language: str) -> Mapping[str, float]:
    """Return the weights of the language from whose others are learned (see ``FROM``), none for most."""
    before = ranking_of(FROM[language]) if language in FROM else None
    return before.weights if before is not None else NO_PRIOR


def write_figures(title: str, examples: Sequence[Example], scores: Sequence[Sequence[float]]) -> None:
    """Print a line for each part of the examples: how often the choice is right, and the rules in brackets."""
    print(title)
    for name in dict.fromkeys(example.name for example in examples):
        here = [pair for pair in zip(examples, scores, strict=True) if pair[0].name == name]
        among = sum(any(example.right) for example, _ in here) / len(here)
        rules = sum(example.right[example.by_rules] for example, _ in here) / len(here)
        chosen = sum(example.right[_choice(example, given)] for example, given in here) / len(here)
        print(
            f"  {name:16} {len(here):6} figures  candidates {among:.3f}  accuracy {chosen:.3f} ({rules:.3f})"
        )


def _choice(example: Example, scores: Sequence[float]) -> int:
    settled = [score + MARGIN * (place == example.by_rules) for place, score in enumerate(scores)]
    return int(np.argmax(settled))


HEADER = """\
# When a figure holds: for every candidate what each of its features says (see extract/periods/ranking.py; the features
# are named in extract/periods/candidate_features.py).
# Learned, not written: benchmarks/learn.py --periods --write"""


def to_toml(examples: Sequence[Example], weights: dict[str, float], language: str) -> str:
    """Return the contents of ``period_ranking.toml``."""
    articles = len({example.article for example in examples})
    header = f"{HEADER} on {len(examples)} figures of {articles} articles"
    header += f",\n# from the weights of {FROM[language]!r} on." if language in FROM else "."
    return "\n".join([header, "", *weights_table(weights)]) + "\n"


def learn_periods(folders: Sequence[Path], score: ModuleType, language: str) -> str:
    """Learn the ranking from gold folders, print how well it does, and return ``period_ranking.toml``."""
    collector = Collector(language)
    gold = [pair for folder in folders for pair in collector.gold(folder, score)]
    taught = [(example, counts) for example, counts in gold if counts]
    taught += [(example, EXAMPLE) for example in collector.rule_examples()]
    learned = [example for example, _ in taught]
    title = "learned from, cross-validated by article (the rules alone)"
    prior = weights_before(language)
    scores = cross_validated(learned, lambda places: weights_of([taught[place] for place in places], prior))
    write_figures(title, learned, scores)
    weights = weights_of(taught, prior)
    judged = [example for example, counts in gold if not counts]
    write_figures("never learned from", judged, scores_of(judged, weights))
    return to_toml(learned, weights, language)
