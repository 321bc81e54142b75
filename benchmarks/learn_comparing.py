"""Learn what makes two figures one claim, answers to one question, a contradiction or support, from annotated events.

    python benchmarks/learn_comparing.py EVENTS_DIR [EVENT …] [--write]

Each event is a folder with ``articles.jsonl`` and ``gold.json`` (figures with their series and claim, contradictions,
agreements, pairs left undecided). The events named (all, if none is) are learned from. Printed is how each model does on
events that it was not learned from (each left out in turn), at the chance from which it is believed; ``--write`` keeps the
weights in ``pipeline/ledger/comparing/weights.toml``.
"""

import argparse
import json
import sys
import tempfile
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from itertools import combinations
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

import numpy as np  # noqa: E402

from benchmarks.confidence_learning import fit  # noqa: E402
from newstally.extract.model import Reading  # noqa: E402
from newstally.extract.readers import Readers  # noqa: E402
from newstally.pipeline.documents import Problem, read_documents  # noqa: E402
from newstally.pipeline.ledger.claim_groups import figures_of  # noqa: E402
from newstally.pipeline.ledger.comparing.features import features_of, fit_of, question_features  # noqa: E402
from newstally.pipeline.ledger.comparing.figures import Figure, gap  # noqa: E402
from newstally.pipeline.ledger.comparing.grouping import claims_of, is_one_kind, may_be_one  # noqa: E402
from newstally.pipeline.ledger.comparing.judging import comparable, relation_features  # noqa: E402
from newstally.pipeline.ledger.comparing.model import FILE, Model  # noqa: E402
from newstally.pipeline.ledger.rows import Page, make_batch  # noqa: E402
from newstally.pipeline.ledger.store import reading, writing  # noqa: E402
from newstally.pipeline.ledger.write import new_run, write_batch  # noqa: E402

PENALTY = 2.0
"""Strength of the penalty on squared weights."""

PRIOR = {"contrast": 3.0}
"""What weights are believed to be before anything is learned: 0 for all others. Annotated events hold few figures that an
article sets side by side and that are read without fault, so what these say is held on to."""

HELD = 5.0
"""How strongly a prior weight is held on to, in the same terms as the penalty."""

FEWEST = 4
"""Events in which a feature must hold to get a weight: what is peculiar to one says little about others."""

BELIEVED = {"claim": 0.5, "question": 0.5, "disagree": 0.8, "agree": 0.8}

Key = tuple[str, str]
"""A gold figure: event and id."""


@dataclass(slots=True)
class Event:
    """An annotated event: its stories' figures in a ledger of its own, and the gold figure that each stands for."""

    name: str
    gold: dict[str, Any]
    stories: list[list[Figure]]
    stands_for: dict[str, dict[str, Any]]
    undecided: set[frozenset[str]] = field(default_factory=set)

    def pairs(self, kind: str) -> set[frozenset[str]]:
        """Return the pairs of gold claims listed under a key of the annotation."""
        return {frozenset(pair) for pair in self.gold.get(kind, ())}


@dataclass(frozen=True, slots=True)
class Example:
    """A pair: the features that hold of it, whether it is what the model tells, and how much it counts."""

    event: str
    features: tuple[str, ...]
    right: bool
    counts: float = 1.0


def read_event(folder: Path, readings: Sequence[Reading] | None = None) -> Event:
    """Return an event with the figures of its articles, as a ledger of them has these."""
    gold = json.loads((folder / "gold.json").read_text(encoding="utf-8"))
    read = readings if readings is not None else list(_read(folder / "articles.jsonl"))
    with tempfile.TemporaryDirectory() as place:
        path = Path(place) / "ledger.duckdb"
        pages = [
            Page("events", at, found.article.url, found.article.outlet, reading=found)
            for at, found in enumerate(read)
        ]
        with writing(path) as connection:
            write_batch(connection, make_batch(pages), new_run("learn"))
        with reading(path) as connection:
            connection.execute("CREATE TEMP TABLE touched_stories AS SELECT DISTINCT story_id FROM articles")
            stories = figures_of(connection)
            places = connection.execute(
                """SELECT s.sighting_id, a.url, s."start", s."end" FROM sightings s JOIN articles a USING (article_id)"""
            ).fetchall()
    by_url = {found.article.url: found.article.id for found in read}
    spans = defaultdict(list)
    for figure in gold["figures"]:
        spans[figure["article_id"]].append(figure)
    stands_for = {}
    for sighting, url, start, end in places:
        overlaps = [(min(end, f["end"]) - max(start, f["start"]), f) for f in spans[by_url[url]]]
        best = max(overlaps, key=lambda pair: pair[0], default=(0, {}))
        if best[0] > 0:
            stands_for[sighting] = best[1]
    return Event(folder.name, gold, list(stories.values()), stands_for)


def _read(articles: Path) -> Iterable[Reading]:
    readers = Readers()
    for found in read_documents([str(articles)]):
        if isinstance(found, Problem):
            raise ValueError(str(found))
        yield readers.read(found)


def claim_examples(event: Event) -> Iterable[Example]:
    """Yield the pairs of figures that may be one claim."""
    for figures in event.stories:
        for one, other in combinations(figures, 2):
            if not (is_one_kind(one, other) and may_be_one(one, other)):
                continue
            x, y = event.stands_for.get(one.id), event.stands_for.get(other.id)
            if x is not None or y is not None:
                right = x is not None and y is not None and x["claim"] == y["claim"]
                yield Example(event.name, tuple(features_of(one, other)), right)


def claims_with_gold(event: Event, model: Model) -> list[list[tuple[Figure, dict[str, Any] | None]]]:
    """Return each story's claims by a model, each with the gold figure that most of its figures stand for."""
    found = []
    for figures in event.stories:
        claims = []
        for claim in claims_of(figures, model):
            known = [event.stands_for[id] for id in claim.members if id in event.stands_for]
            usual = Counter(figure["claim"] for figure in known).most_common(1)
            claims.append(
                (claim, next((f for f in known if f["claim"] == usual[0][0]), None) if usual else None)
            )
        found.append(claims)
    return found


def question_examples(event: Event, model: Model) -> Iterable[Example]:
    """Yield the pairs of claims that may answer one question."""
    for claims in claims_with_gold(event, model):
        for (one, x), (other, y) in combinations(claims, 2):
            if is_one_kind(one, other) and fit_of(one, other) != "none" and (x is not None or y is not None):
                right = x is not None and y is not None and x["series"] == y["series"]
                yield Example(event.name, tuple(question_features(one, other)), right)


def relation_examples(event: Event, relation: str, model: Model, question: Model) -> Iterable[Example]:
    """Yield the pairs of claims that may contradict (``disagree``) or support (``agree``) each other."""
    known = event.pairs("contradictions" if relation == "disagree" else "agreements")
    undecided = event.pairs("undecided")
    for claims in claims_with_gold(event, model):
        for (one, x), (other, y) in combinations(claims, 2):
            if not comparable(one, other) or (x is None and y is None):
                continue
            if (gap(one, other) > 0) != (relation == "disagree"):
                continue
            pair = frozenset((x["claim"], y["claim"])) if x is not None and y is not None else frozenset()
            if pair in undecided or (relation == "agree" and len(pair) == 1):
                continue
            yield Example(event.name, tuple(relation_features(one, other, question)), pair in known)


def learn(examples: Sequence[Example]) -> Model:
    """Return the weights of a logistic regression."""
    held: dict[str, set[str]] = defaultdict(set)
    for example in examples:
        for name in example.features:
            held[name].add(example.event)
    names = sorted(name for name, events in held.items() if len(events) >= FEWEST)
    index = {name: place for place, name in enumerate(names, 1)}
    matrix = np.zeros((len(examples), len(names) + 1))
    matrix[:, 0] = 1
    for row, example in enumerate(examples):
        for name in example.features:
            if name in index:
                matrix[row, index[name]] = 1
    right = np.array([example.right for example in examples], dtype=float)
    counts = np.array([example.counts for example in examples])
    strengths = np.array([0.0] + [PENALTY + HELD * (name in PRIOR) for name in names])
    centre = np.array([0.0] + [PRIOR.get(name, 0.0) for name in names])
    weights = fit(matrix, right, counts, strengths, centre)
    return Model(
        round(float(weights[0]), 3),
        {
            name: round(float(weights[place]), 3)
            for name, place in index.items()
            if abs(weights[place]) >= 0.01
        },
    )


def learn_all(events: Sequence[Event]) -> dict[str, Model]:
    """Return all models, learned one on the other: claims first, then their questions, then what holds between them."""
    claim = learn([example for event in events for example in claim_examples(event)])
    question = learn([example for event in events for example in question_examples(event, claim)])
    found = {"claim": claim, "question": question}
    for relation in ("disagree", "agree"):
        found[relation] = learn(
            [example for event in events for example in relation_examples(event, relation, claim, question)]
        )
    return found


def left_out(events: Sequence[Event]) -> None:
    """Print how each model does on events that it was not learned from."""
    outcomes: dict[str, list[tuple[float, bool]]] = defaultdict(list)
    for event in events:
        models = learn_all([other for other in events if other is not event])
        claim, question = models["claim"], models["question"]
        asked: dict[str, Callable[[], Iterable[Example]]] = {
            "claim": lambda event=event: claim_examples(event),
            "question": lambda event=event, claim=claim: question_examples(event, claim),
            "disagree": lambda event=event, claim=claim, question=question: relation_examples(
                event, "disagree", claim, question
            ),
            "agree": lambda event=event, claim=claim, question=question: relation_examples(
                event, "agree", claim, question
            ),
        }
        for name, examples in asked.items():
            outcomes[name] += [
                (models[name].chance(example.features), example.right) for example in examples()
            ]
    for name, found in outcomes.items():
        for least in sorted({BELIEVED[name], 0.3, 0.7, 0.9}):
            believed = [right for chance, right in found if chance >= least]
            right = sum(right for _, right in found)
            precision = sum(believed) / len(believed) if believed else 0.0
            print(
                f"{name}\t≥ {least}\tprecision {precision:.3f}\trecall {sum(believed) / max(1, right):.3f}"
                f"\tof {right} in {len(found)} pairs"
            )


def write(models: dict[str, Model], events: Sequence[Event]) -> None:
    """Keep the weights where the ledger reads them, the strongest first."""
    lines = [
        "# What each feature of a pair of figures says about the chance that they are one claim, answer one question,",
        "# contradict or support each other, in log odds (features: pipeline/ledger/comparing/features.py).",
        f"# Learned, not written: benchmarks/learn_comparing.py --write on {len(events)} annotated events.",
    ]
    for name, model in models.items():
        lines += ["", f"[{name}]", f"intercept = {model.intercept}", "", f"[{name}.weights]"]
        lines += [
            f'"{feature}" = {weight}'
            for feature, weight in sorted(model.weights.items(), key=lambda x: (-x[1], x[0]))
        ]
    FILE.write_text("\n".join(lines) + "\n", encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("folder", type=Path, help="folder of annotated events")
    parser.add_argument("event", nargs="*", help="events to learn from (default: all)")
    parser.add_argument("--write", action="store_true", help="keep the weights")
    options = parser.parse_args()
    folders = sorted(path.parent for path in options.folder.glob("*/gold.json"))
    events = [read_event(folder) for folder in folders if not options.event or folder.name in options.event]
    left_out(events)
    if options.write:
        write(learn_all(events), events)


if __name__ == "__main__":
    main()
