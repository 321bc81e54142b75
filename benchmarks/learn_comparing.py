"""Learn what makes two figures one claim, answers to one question, a contradiction or support, from annotated events.

    python benchmarks/learn_comparing.py EVENTS_DIR [EVENT …] [--unread EVENT …] [--errors] [--verdicts FILE] [--write]

Each event is a folder with ``articles.jsonl`` and ``gold.json`` (see ``annotated_events.py``); all named (all there are, if
none is) are one ledger. Printed is what that ledger tells of each event by models learned from the others only, in the
terms of ``comparing_scores.py``; first of figures as they are read, then of figures with value, source, period and
modality as annotated: what is lost even so, comparing loses. ``--unread`` names events whose errors nobody looks at: they
are scored apart. ``--write`` keeps the weights in ``pipeline/ledger/comparing/weights.toml``, learned from all events. Contradictions are
learned from the verdicts in a file of ``newstally verdicts export`` too.
"""

import argparse
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

import numpy as np  # noqa: E402

from benchmarks.annotated_events import Event, Gold, as_annotated, read_events  # noqa: E402
from benchmarks.comparing_scores import in_words, score  # noqa: E402
from benchmarks.confidence_learning import fit  # noqa: E402
from newstally.pipeline.ledger.comparing.features import claim_features, may_answer_one, question_features  # noqa: E402
from newstally.pipeline.ledger.comparing.figures import Figure, gap  # noqa: E402
from newstally.pipeline.ledger.comparing.grouping import claims_of, is_one_kind, may_be_one  # noqa: E402
from newstally.pipeline.ledger.comparing.judging import comparable, relation_features  # noqa: E402
from newstally.pipeline.ledger.comparing.model import FILE, Model  # noqa: E402
from newstally.pipeline.ledger.verdicts import read_exported  # noqa: E402

PENALTY = 2.0
"""Strength of the penalty on squared weights."""

PRIOR = {"disagree": {"contrast:near": 4.0, "contrast:apart": 3.0}, "agree": {"support:plain": 1.5}}
"""What weights are believed to be before anything is learned: 0 for all others. Annotated events hold
few figures of two named sources on one question at one time that are read without fault, so what these say is held on
to."""

HELD = 5.0
"""How strongly a prior weight is held on to, in the same terms as the penalty."""

FEWEST = 4
"""Events in which a feature must hold to get a weight: what is peculiar to one says little about others."""


@dataclass(frozen=True, slots=True)
class Example:
    """A pair: the features that hold of it, whether it is what the model tells, and how much it counts."""

    event: str
    features: tuple[str, ...]
    right: bool
    counts: float = 1.0


def claim_examples(event: Event) -> Iterable[Example]:
    """Yield the pairs of figures that may be one claim."""
    for figures in event.stories:
        for one, other in combinations(figures, 2):
            if not (is_one_kind(one, other) and may_be_one(one, other)):
                continue
            x, y = event.stands_for.get(one.id), event.stands_for.get(other.id)
            if x is not None or y is not None:
                right = x is not None and y is not None and x["claim"] == y["claim"]
                yield Example(event.name, tuple(claim_features(one, other)), right)


def claims_with_gold(event: Event, model: Model) -> list[list[tuple[Figure, Gold | None]]]:
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
            if x is None and y is None:
                continue
            if is_one_kind(one, other) and may_answer_one(one, other):
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


def learn(examples: Sequence[Example], prior: Mapping[str, float] | None = None) -> Model:
    """Return the weights of a logistic regression; ``prior`` are weights believed in before, held on to as ``HELD``."""
    believed = prior or {}
    held: dict[str, set[str]] = defaultdict(set)
    for example in examples:
        for name in example.features:
            held[name].add(example.event)
    names = sorted({name for name, events in held.items() if len(events) >= FEWEST} | believed.keys())
    index = {name: place for place, name in enumerate(names, 1)}
    matrix = np.zeros((len(examples), len(names) + 1))
    matrix[:, 0] = 1
    for row, example in enumerate(examples):
        for name in example.features:
            if name in index:
                matrix[row, index[name]] = 1
    right = np.array([example.right for example in examples], dtype=float)
    counts = np.array([example.counts for example in examples])
    strengths = np.array([0.0] + [PENALTY + HELD * (name in believed) for name in names])
    centre = np.array([0.0] + [believed.get(name, 0.0) for name in names])
    weights = fit(matrix, right, counts, strengths, centre)
    return Model(
        round(float(weights[0]), 3),
        {
            name: round(float(weights[place]), 3)
            for name, place in index.items()
            if abs(weights[place]) >= 0.01
        },
    )


Verdict = tuple[Figure, Figure, bool]
"""Two figures, and whether a person says that they contradict each other."""


def verdict_examples(verdicts: Iterable[Verdict], question: Model) -> Iterable[Example]:
    """Yield the pairs of figures that persons judged; all count as one event."""
    for one, other, holds in verdicts:
        yield Example("verdicts", tuple(relation_features(one, other, question)), holds)


def learn_all(events: Sequence[Event], verdicts: Sequence[Verdict] = ()) -> dict[str, Model]:
    """Return all models, learned one on the other: claims first, then their questions, then what holds between them."""
    claim = learn([example for event in events for example in claim_examples(event)])
    question = learn([example for event in events for example in question_examples(event, claim)])
    found = {"claim": claim, "question": question}
    for relation in ("disagree", "agree"):
        examples = [
            example for event in events for example in relation_examples(event, relation, claim, question)
        ]
        if relation == "disagree":
            examples += verdict_examples(verdicts, question)
        found[relation] = learn(examples, PRIOR[relation])
    return found


def left_out(
    events: Sequence[Event], verdicts: Sequence[Verdict], unread: Iterable[str], errors: bool, annotated: bool
) -> None:
    """Print what the ledger tells of each event by models learned from the others."""
    together: dict[str, Counter[str]] = defaultdict(Counter)
    chances: dict[tuple[str, str], list[tuple[float, bool]]] = defaultdict(list)
    for event in events:
        models = learn_all([other for other in events if other is not event], verdicts)
        found = score(as_annotated(event) if annotated else event, models)
        kind = "unread" if event.name in unread else "read"
        print(f"{event.name}\t{in_words(found.counts)}")
        if errors and kind == "read":
            print(*(f"    {line}" for line in found.errors), sep="\n")
        for name in (kind, "all"):
            together[name].update(found.counts)
            for relation, rows in found.chances.items():
                chances[name, relation] += rows
    for name, counts in sorted(together.items()):
        print(f"{name}\t{in_words(counts)}")
    for (name, relation), rows in sorted(chances.items()):
        shares = [_true_from(least, rows) for least in (0.1, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8)]
        print(
            f"{name}, true rows of {relation}",
            *shares,
            f"mean precision {_mean_precision(rows):.3f}",
            sep="\t",
        )


def _mean_precision(rows: Iterable[tuple[float, bool]]) -> float:
    """Return the mean of the precision at each true row, the surest rows first: how well true and false are told apart."""
    ranked = [right for _, right in sorted(rows, key=lambda row: -row[0])]
    at_true = [sum(ranked[: place + 1]) / (place + 1) for place, right in enumerate(ranked) if right]
    return sum(at_true) / max(1, len(at_true))


def _true_from(least: float, rows: Sequence[tuple[float, bool]]) -> str:
    """Return in words how many of the rows that are so sure at least are true."""
    right = [is_right for chance, is_right in rows if chance >= least]
    return f"≥ {least}: {sum(right)} of {len(right)}"


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
    parser.add_argument("--unread", nargs="*", default=[], help="events to score apart, without their errors")
    parser.add_argument("--errors", action="store_true", help="print each false and each missed row")
    parser.add_argument("--cache", type=Path, help="folder to keep what is read of the articles in")
    parser.add_argument("--verdicts", type=Path, help="what `newstally verdicts export` printed")
    parser.add_argument("--write", action="store_true", help="keep the weights")
    options = parser.parse_args()
    folders = sorted(path.parent for path in options.folder.glob("*/gold.json"))
    chosen = [folder for folder in folders if not options.event or folder.name in options.event]
    events = read_events(chosen, options.cache)
    verdicts = list(read_exported(options.verdicts.open(encoding="utf-8"))) if options.verdicts else []
    print("Learned from the other events:")
    left_out(events, verdicts, options.unread, options.errors, annotated=False)
    print("The same, figures as annotated:")
    left_out(events, verdicts, options.unread, options.errors, annotated=True)
    if options.write:
        write(learn_all(events, verdicts), events)


if __name__ == "__main__":
    main()
